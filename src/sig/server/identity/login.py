"""Logging in: what the token, code and device pages answer, in the words of Azure's own."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlencode, urlsplit
from uuid import uuid4

import anyio
from anyio import CapacityLimiter
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from sig.server.identity import places
from sig.server.identity.accounts import Accounts, LoginRefusedError
from sig.server.identity.tokens import LIFETIME, SigningKey, Subject, TokenRefusedError, Use, subject_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

_MOST_FORM_BYTES = 64 * 1024
_MOST_FIELDS = 100
_DEFAULT_AUDIENCE = "https://management.azure.com/"
_OPENID_SCOPES = frozenset({"openid", "profile", "email", "offline_access"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_NO_CACHE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_DEVICE_SECONDS = 900
_VERIFIERS = 2  # threads


@dataclass(frozen=True, slots=True)
class Login:
    """What the pages go by: who may log in, the key that signs, the tenant of those who name none.

    Secrets are verified a few at a time: each takes a while, and memory.
    """

    accounts: Accounts
    key: SigningKey
    tenant: str
    verifying: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_VERIFIERS))


async def token(request: Request, login: Login) -> Response:
    """The token endpoint: one answer for each way of logging in. Raises LoginRefusedError."""
    form = await form_of(request)
    tenant = places.tenant_of(request, login.accounts.default_tenant)
    grant = form.get("grant_type")
    if not grant:
        raise _missing("grant_type")
    way = _GRANTS.get(grant)
    if way is None:
        raise LoginRefusedError(
            "unsupported_grant_type", 70003, f"The app requested an unsupported grant type '{grant}'."
        )
    granted = await anyio.to_thread.run_sync(way, login, form, tenant, limiter=login.verifying)
    return _Answer(request, login, form, tenant).of(granted)


async def device_code(request: Request, login: Login) -> Response:
    """A code for a device without a browser. Whoever may log in without showing anything has logged in with it."""
    form = await form_of(request)
    client = _required(form, "client_id")
    subject = login.accounts.anybody(form.get("login_hint", ""), places.tenant_of(request, login.tenant))
    page = f"{places.base(request)}/devicelogin"
    code = uuid4().hex[:9].upper()
    return JSONResponse(
        {
            "user_code": code,
            "device_code": login.key.handle("device", subject, client, scope=form.get("scope", "")),
            "verification_uri": page,
            "verification_url": page,
            "expires_in": _DEVICE_SECONDS,
            "interval": 1,
            "message": f"To sign in, nothing is to be done: the server takes any login. (Page {page}, code {code}.)",
        },
        headers=_NO_CACHE,
    )


def device_page(request: Request, login: Login) -> Response:  # noqa: ARG001 - a page for people
    return HTMLResponse("<!doctype html><title>sig serve</title><p>You are signed in. You can close this page.</p>")


def authorize(request: Request, login: Login) -> Response:
    """The login page of a browser, which sends it back at once with a code. Raises LoginRefusedError.

    Only to this machine: a page elsewhere must not be handed codes.
    """
    asked = request.query_params
    target = asked.get("redirect_uri", "")
    if urlsplit(target).hostname not in _LOOPBACK:
        raise LoginRefusedError(
            "invalid_request", 50011, f"The redirect URI '{target}' is not one of this machine (http://localhost:PORT)."
        )
    subject = login.accounts.anybody(asked.get("login_hint", ""), places.tenant_of(request, login.tenant))
    kept = {
        name: asked[name] for name in ("nonce", "scope", "code_challenge", "code_challenge_method") if name in asked
    }
    answer = {"code": login.key.handle("code", subject, asked.get("client_id", ""), **kept)}
    answer |= {"state": asked["state"]} if "state" in asked else {}
    if asked.get("response_mode") == "form_post":
        return HTMLResponse(_posting(target, answer), headers=_NO_CACHE)
    return RedirectResponse(f"{target}{'&' if urlsplit(target).query else '?'}{urlencode(answer)}", 302)


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, of each name the first; of a basic login too. Raises LoginRefusedError."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > _MOST_FORM_BYTES:
            raise LoginRefusedError("invalid_request", 90012, "The request body is too large.", status=413)
    try:
        fields = parse_qs(content.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise LoginRefusedError("invalid_request", 90013, "Invalid input received from the user.") from None
    form = {name: values[0] for name, values in fields.items()}
    return {**_basic(request.headers.get("authorization", "")), **form}


def refused(refusal: LoginRefusedError) -> JSONResponse:
    """``refusal`` as clients know it from Azure's token endpoint."""
    trace, correlation = str(uuid4()), str(uuid4())
    instant = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%SZ}"
    number = f"AADSTS{refusal.number}: " if refusal.number else ""
    return JSONResponse(
        {
            "error": refusal.error,
            "error_description": (
                f"{number}{refusal.text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {instant}"
            ),
            "error_codes": [refusal.number] if refusal.number else [],
            "timestamp": instant,
            "trace_id": trace,
            "correlation_id": correlation,
        },
        status_code=refusal.status,
        headers=_NO_CACHE,
    )


def audience_of(form: Mapping[str, str]) -> str:
    """The resource that the token is for: as named, or what stands before the last part of the first scope."""
    if form.get("resource"):
        return form["resource"]
    for scope in form.get("scope", "").split():
        if scope not in _OPENID_SCOPES:
            return scope.rpartition("/")[0] if "/" in scope else scope
    return _DEFAULT_AUDIENCE


def tokens(request: Request, login: Login, subject: Subject, client: str, audience: str) -> dict[str, Any]:
    """The part of an answer that all ways to an access token have. Times are in seconds."""
    # go-autorest refreshes a token without expires_on before every request; it wants text, MSAL takes numbers.
    now = int(datetime.now(UTC).timestamp())
    return {
        "token_type": "Bearer",
        "expires_in": LIFETIME,
        "ext_expires_in": LIFETIME,
        "expires_on": str(now + LIFETIME),
        "not_before": str(now),
        "resource": audience,
        "access_token": login.key.access(subject, audience, places.issuer(request, subject.tenant), client),
    }


class _Granted(NamedTuple):
    """Who logged in; for a user, with the nonce that the browser's login gave."""

    subject: Subject
    client: str
    nonce: str | None = None
    scope: str | None = None


class _Answer(NamedTuple):
    request: Request
    login: Login
    form: Mapping[str, str]
    tenant: str

    def of(self, granted: _Granted) -> JSONResponse:
        subject, client = granted.subject, granted.client
        form = self.form if granted.scope is None else {"scope": granted.scope, **self.form}
        body = tokens(self.request, self.login, subject, client, audience_of(form))
        body["scope"] = form.get("scope", "")
        if subject.is_user:
            issuer = places.issuer(self.request, subject.tenant)
            body["refresh_token"] = self.login.key.handle("refresh", subject, client)
            body["id_token"] = self.login.key.identity(subject, issuer, client, granted.nonce)
            if form.get("client_info") == "1":
                body["client_info"] = _client_info(subject)
        return JSONResponse(body, headers=_NO_CACHE)


def _of_application(login: Login, form: Mapping[str, str], tenant: str) -> _Granted:
    client = _required(form, "client_id")
    if form.get("client_assertion"):
        return _Granted(login.accounts.federated(client, form["client_assertion"], tenant), client)
    if not form.get("client_secret"):
        raise LoginRefusedError(
            "invalid_client",
            7000216,
            "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
            status=401,
        )
    return _Granted(login.accounts.application(client, form["client_secret"], tenant), client)


def _of_user(login: Login, form: Mapping[str, str], tenant: str) -> _Granted:
    name, password = _required(form, "username"), _required(form, "password")
    return _Granted(login.accounts.user(name, password, tenant), form.get("client_id", ""))


def _of_refresh_token(login: Login, form: Mapping[str, str], tenant: str) -> _Granted:  # noqa: ARG001
    claims = _handle(login, _required(form, "refresh_token"), "refresh", 70000, "The refresh token is not valid")
    return _Granted(login.accounts.again(subject_in(claims)), form.get("client_id") or claims["client"])


def _of_device_code(login: Login, form: Mapping[str, str], tenant: str) -> _Granted:  # noqa: ARG001
    given = form.get("device_code") or _required(form, "code")
    claims = _handle(login, given, "device", 70020, "The device code is not valid")
    return _Granted(subject_in(claims), claims["client"], scope=claims["scope"])


def _of_code(login: Login, form: Mapping[str, str], tenant: str) -> _Granted:  # noqa: ARG001
    claims = _handle(login, _required(form, "code"), "code", 70008, "The authorization code is not valid")
    if not _proves(claims, form.get("code_verifier", "")):
        raise LoginRefusedError(
            "invalid_grant", 501481, "The Code_Verifier does not match the code_challenge of the authorization request."
        )
    return _Granted(subject_in(claims), claims["client"], claims.get("nonce"), claims.get("scope"))


_GRANTS = {
    "client_credentials": _of_application,
    "password": _of_user,
    "refresh_token": _of_refresh_token,
    "authorization_code": _of_code,
    "device_code": _of_device_code,
    "urn:ietf:params:oauth:grant-type:device_code": _of_device_code,
}


def _handle(login: Login, text: str, use: Use, number: int, says: str) -> dict[str, Any]:
    try:
        return login.key.read(text, use)
    except TokenRefusedError as refusal:
        raise LoginRefusedError("invalid_grant", number, f"{says}: {refusal}.") from None


def _proves(claims: Mapping[str, Any], verifier: str) -> bool:
    """Whether ``verifier`` is that of the challenge with which the code was asked for. Source: RFC 7636."""
    from hashlib import sha256

    challenge = claims.get("code_challenge")
    if challenge is None or claims.get("code_challenge_method", "plain") == "plain":
        return challenge in (None, verifier)
    return bool(challenge == base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode())


def _required(form: Mapping[str, str], name: str) -> str:
    value = form.get(name)
    if not value:
        raise _missing(name)
    return value


def _missing(name: str) -> LoginRefusedError:
    return LoginRefusedError(
        "invalid_request", 900144, f"The request body must contain the following parameter: '{name}'."
    )


def _basic(header: str) -> dict[str, str]:
    """The client ID and secret of a basic login."""
    scheme, _, encoded = header.partition(" ")
    if scheme.casefold() != "basic":
        return {}
    try:
        client, _, secret = base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")
    except ValueError:
        return {}
    return {"client_id": unquote(client), "client_secret": unquote(secret)}


def _client_info(subject: Subject) -> str:
    content = json.dumps({"uid": subject.object_id, "utid": subject.tenant}).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _posting(target: str, fields: Mapping[str, str]) -> str:
    """A page that posts ``fields`` to ``target`` as soon as it is read."""
    from html import escape

    inputs = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(text)}">' for name, text in fields.items()
    )
    return (
        "<!doctype html><title>sig serve</title>"
        f'<form method="post" action="{escape(target)}">{inputs}<button>Continue</button></form>'
        "<script>document.forms[0].submit()</script>"
    )
