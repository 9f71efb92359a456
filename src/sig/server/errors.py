"""Refusals on the wire: those that HTTP itself brings, each class's status, and ARM's envelope around them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from sig.domain.errors import NotFound, SigError
from sig.domain.rulebook import STATUS

if TYPE_CHECKING:
    from sig.server.exchange import Answer

_log = logging.getLogger("sig.server")
_BAD_REQUEST = 400
_RETRY_SECONDS = {429: "1", 503: "1"}
"""After how many seconds a client may try again, by status; clients take 0 for no answer."""

_NO_TOKEN = "The request carries no access token of this server that is valid."  # noqa: S105 - a sentence

UNFORESEEN = "An unexpected error occurred. It is in the log of the server."


class InvalidRequestContent(SigError):
    """The body is not a JSON object in UTF-8 (400)."""

    code = "InvalidRequestContent"


class RequestContentTooLarge(SigError):
    """The body is larger than the service takes (413)."""

    code = "RequestContentTooLarge"


class UnsupportedMediaType(SigError):
    """The body is declared as something else than JSON in UTF-8 (415)."""

    code = "UnsupportedMediaType"


class InvalidRequestUri(SigError):
    """The path or the query is not one that ARM reads (400)."""

    code = "InvalidRequestUri"


class MissingApiVersion(SigError):
    """The query names no api-version (400)."""

    code = "MissingApiVersionParameter"


class InvalidApiVersion(SigError):
    """The api-version is none that ARM itself knows (400)."""

    code = "InvalidApiVersionParameter"


class NoRegisteredProvider(SigError):
    """The api-version is none that the provider knows for the resource type (400)."""

    code = "NoRegisteredProviderFound"


class InvalidSubscriptionId(SigError):
    """The path names a subscription by something else than a GUID (400)."""

    code = "InvalidSubscriptionId"


class MismatchingResourceName(SigError):
    """The body calls the resource by another name than the URL (400)."""

    code = "MismatchingResourceName"


class MismatchingResourceType(SigError):
    """The body gives the resource another type than the URL (400)."""

    code = "MismatchingResourceType"


class MissingSubscription(NotFound):
    """The path is below no subscription and no provider (404)."""

    code = "MissingSubscription"


class InvalidResourceNamespace(NotFound):
    """The path names a provider that is not there (404)."""

    code = "InvalidResourceNamespace"


class InvalidResourceType(NotFound):
    """The path names a resource type that is not there (404)."""

    code = "InvalidResourceType"


class MethodNotAllowed(SigError):
    """The path is there, but not for that method (405); ``allowed`` are the methods it has."""

    code = "MethodNotAllowed"

    def __init__(self, method: str, allowed: list[str]) -> None:
        super().__init__(
            f"The requested resource does not support http method '{method}'.",
            hint=f"It supports: {', '.join(allowed)}.",
            rule="R405",
        )
        self.allowed = allowed


class AuthenticationFailed(SigError):
    """The request carries no token that the server takes (401); ``authority`` is the URL where one is to be had."""

    code = "AuthenticationFailed"
    authority = ""


def status(refusal: SigError) -> int:
    """The HTTP status of ``refusal``: that of its code in the rule book, 400 for a code without one."""
    return STATUS.get(refusal.code, _BAD_REQUEST)


def envelope(refusal: SigError) -> dict[str, Any]:
    """``refusal`` as ARM writes it: ``{"error": {"code", "message"[, "target"]}}``. Source: SERVICE-FACTS §9."""
    error = {"code": refusal.code, "message": refusal.message}
    return {"error": error | ({"target": refusal.target} if refusal.target else {})}


def answer(refusal: SigError) -> Answer:
    """What a client gets for ``refusal``; its rule stands in a header, for ``sig explain``."""
    from sig.server.exchange import Answer

    found = status(refusal)
    headers = {"x-ms-error-code": refusal.code}
    if refusal.rule:
        headers["x-sig-rule"] = refusal.rule
    if found in _RETRY_SECONDS:
        headers["Retry-After"] = _RETRY_SECONDS[found]
    if isinstance(refusal, MethodNotAllowed):
        headers["Allow"] = ", ".join(refusal.allowed)
    if isinstance(refusal, AuthenticationFailed):
        headers["WWW-Authenticate"] = (
            f'Bearer authorization_uri="{refusal.authority}", error="invalid_token", error_description="{_NO_TOKEN}"'
        )
    return Answer(found, envelope(refusal), headers)


def unforeseen(failure: Exception) -> Answer:
    """What a client gets for a mistake of ours; what it was goes to the log, never to the client."""
    from sig.server.exchange import Answer

    _log.error("unforeseen failure", exc_info=failure)
    error = {"code": "InternalServerError", "message": UNFORESEEN}
    return Answer(500, {"error": error}, {"x-ms-error-code": "InternalServerError"})
