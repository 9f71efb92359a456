"""Who sends a request: told by the token that it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.server.errors import AuthenticationFailed
from sig.server.identity.tokens import SigningKey, TokenRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sig.domain.access import Caller

_HINT = "Log in at this server: az login, or POST /adfs/oauth2/token."


class TokenAuthenticator:
    """Takes only requests with an access token that ``key`` signed; ``found`` gives the caller of its claims.

    ``found`` answers None for somebody who is in no directory any more.
    """

    def __init__(self, key: SigningKey, found: Callable[[dict[str, Any]], Caller | None]) -> None:
        self._key = key
        self._found = found

    def caller(self, headers: Mapping[str, str]) -> Caller:
        """Whom the ``headers`` (names in lower case) tell. Raises AuthenticationFailed."""
        header = headers.get("authorization")
        if header is None:
            raise _refused("The 'Authorization' header is missing.")
        scheme, _, token = header.partition(" ")
        if scheme.casefold() != "bearer" or not token.strip():
            raise _refused("The 'Authorization' header is provided in an invalid format: it is 'Bearer TOKEN'.")
        try:
            claims = self._key.read(token.strip(), "access")
        except TokenRefusedError as refusal:
            raise _refused(f"The access token is not valid: {refusal}.") from None
        found = self._found(claims)
        if found is None:
            raise _refused(f"The access token is of '{claims['appid']}', who is in the directory no more.")
        return found


def _refused(fault: str) -> AuthenticationFailed:
    return AuthenticationFailed(f"Authentication failed. {fault}", target="Authorization", hint=_HINT, rule="R440")
