"""Managed identities: the token pages of a virtual machine, of App Service and of Cloud Shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from sig.server.identity.accounts import LoginRefusedError
from sig.server.identity.login import form_of, tokens

if TYPE_CHECKING:
    from starlette.requests import Request

    from sig.server.identity.login import Login

_NAMES = ("client_id", "clientid", "object_id", "principal_id", "mi_res_id", "msi_res_id")


async def of_machine(request: Request, login: Login) -> Response:
    """The metadata service of a virtual machine; the header says that no page of another site sent the request."""
    if request.headers.get("metadata", "").casefold() != "true":
        return JSONResponse(
            {"error": "invalid_request", "error_description": "Required metadata header not specified"}, 400
        )
    return await _token(request, login)


async def of_application(request: Request, login: Login) -> Response:
    """The page that App Service (a secret in a header) and Cloud Shell (``Metadata: true``) give their programs."""
    shown = ("x-identity-header", "secret", "metadata")
    if not any(request.headers.get(name) for name in shown):
        return JSONResponse(
            {
                "error": "invalid_request",
                "error_description": "One of these headers is needed: X-IDENTITY-HEADER, secret, Metadata.",
            },
            400,
        )
    return await _token(request, login)


async def _token(request: Request, login: Login) -> Response:
    asked = dict(request.query_params) | (await form_of(request) if request.method == "POST" else {})
    resource = asked.get("resource")
    if not resource:
        raise LoginRefusedError(
            "invalid_request", 90014, "The required field 'resource' is missing from the credential."
        )
    named = next((asked[name] for name in _NAMES if asked.get(name)), "")
    subject = login.accounts.machine(named, login.tenant)
    body = tokens(request, login, subject, subject.name, resource)
    # Clients of these pages want every number as text.
    texts = {name: value if isinstance(value, str) else str(value) for name, value in body.items()}
    return JSONResponse({**texts, "client_id": subject.name}, headers={"Cache-Control": "no-store"})
