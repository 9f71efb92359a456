"""The paths by which clients log in, for Starlette: those of both shapes of authorities, and the metadata pages."""

from __future__ import annotations

from functools import partial
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from sig.server.identity import login as pages
from sig.server.identity import managed, metadata, openid
from sig.server.identity.accounts import LoginRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from sig.server.identity.login import Login

# The shapes of an authority, longest literal first: "adfs" must not be taken for a tenant.
_AUTHORITIES = ("/adfs", "/adfs/{tenant}", "/{tenant}")
_OF_AUTHORITY = (
    ("/.well-known/openid-configuration", "GET", openid.configuration),
    ("/v2.0/.well-known/openid-configuration", "GET", openid.configuration),
    ("/discovery/keys", "GET", openid.keys),
    ("/discovery/v2.0/keys", "GET", openid.keys),
    ("/discovery/instance", "GET", openid.instance),
    ("/userrealm/{name}", "GET", openid.realm),
    ("/oauth2/token", "POST", pages.token),
    ("/oauth2/v2.0/token", "POST", pages.token),
    ("/oauth2/devicecode", "POST", pages.device_code),
    ("/oauth2/v2.0/devicecode", "POST", pages.device_code),
    ("/oauth2/authorize", "GET", pages.authorize),
    ("/oauth2/v2.0/authorize", "GET", pages.authorize),
)
_OTHERS = (
    ("/devicelogin", ("GET",), pages.device_page),
    ("/metadata/identity/oauth2/token", ("GET",), managed.of_machine),
    ("/msi/token", ("GET", "POST"), managed.of_application),
)


def routes(login: Login) -> list[Route]:
    """All paths of logging in; none begins as those of resources do."""
    of_authorities = [
        Route(f"{shape}{path}", _answered(page, login), methods=[method])
        for shape in _AUTHORITIES
        for path, method, page in _OF_AUTHORITY
    ]
    others = [Route(path, _answered(page, login), methods=list(methods)) for path, methods, page in _OTHERS]
    return [Route("/metadata/endpoints", metadata.endpoints), *others, *of_authorities]


def _answered(page: Callable[[Request, Login], Any], login: Login) -> Callable[[Request], Any]:
    return partial(_answer, page, login)


async def _answer(page: Callable[[Request, Login], Any], login: Login, request: Request) -> Response:
    try:
        answer = page(request, login)
        found: Response = await answer if iscoroutine(answer) else answer
    except LoginRefusedError as refusal:
        return pages.refused(refusal)
    return found
