"""Tokens: signed JSON Web Tokens in the shape of Azure's, and the key that signs them."""

from __future__ import annotations

import base64
import hashlib
import os
import time
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from uuid import NAMESPACE_URL, uuid5

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sig.server import home

if TYPE_CHECKING:
    from collections.abc import Callable

ALGORITHM = "RS256"
LIFETIME = 24 * 3600  # seconds, as Azure's for managed identities: a pipeline logs in once
_REFRESH_LIFETIME = 90 * 24 * 3600
_CODE_LIFETIME = 15 * 60
_LEEWAY = 300

Use = Literal["access", "refresh", "code", "device"]


class TokenRefusedError(Exception):
    """The token was not signed here, is for another use, or is over; the text says which."""


class Subject(NamedTuple):
    """Who a token speaks for: ``name`` is a client ID or a user principal name."""

    name: str
    object_id: str
    tenant: str
    is_user: bool = False


class SigningKey:
    """The RSA key that signs tokens, in a file of ``folder``: all workers, and the server of tomorrow, share it.

    Raises InvalidParameter for a file that holds another thing.
    """

    def __init__(self, folder: str, clock: Callable[[], float] = time.time, *, file: str = "tokens.pem") -> None:
        path = os.path.join(folder, file)
        stored = home.read_key(path)
        self._key = _parsed(path, home.write_first(path, _new_key()) if stored is None else stored)
        self._public = self._key.public_key()
        self._clock = clock
        encoded = self._public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        self.number = _url_safe(hashlib.sha256(encoded).digest()[:20])

    def published(self) -> dict[str, Any]:
        """The key as clients find it among the server's: a JSON Web Key."""
        numbers = self._public.public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": ALGORITHM,
            "kid": self.number,
            "x5t": self.number,
            "n": _url_safe(numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big")),
            "e": _url_safe(numbers.e.to_bytes((numbers.e.bit_length() + 7) // 8, "big")),
        }

    def access(self, subject: Subject, audience: str, issuer: str, client: str) -> str:
        """An access token for ``audience``, which the application ``client`` asked for."""
        kind = {"idtyp": "user", "upn": subject.name, "unique_name": subject.name} if subject.is_user else {}
        claims = {
            "aud": audience,
            "iss": issuer,
            "appid": client,
            "appidacr": "0" if subject.is_user else "1",
            "idtyp": "app",
            "oid": subject.object_id,
            "sub": subject.object_id,
            "tid": subject.tenant,
            "ver": "1.0",
            **kind,
        }
        return self._signed("access", claims, LIFETIME)

    def identity(self, subject: Subject, issuer: str, client: str, nonce: str | None) -> str:
        """The ID token by which the application ``client`` learns who logged in."""
        claims = {
            "aud": client,
            "iss": issuer,
            "oid": subject.object_id,
            "sub": subject.object_id,
            "tid": subject.tenant,
            "name": subject.name,
            "preferred_username": subject.name,
            "upn": subject.name,
            "ver": "2.0",
            **({"nonce": nonce} if nonce else {}),
        }
        return self._signed("identity", claims, LIFETIME)

    def handle(self, use: Use, subject: Subject, client: str, **claims: Any) -> str:
        """What is only for this server to read again: a refresh token or a code, which keep no state here."""
        lifetime = _REFRESH_LIFETIME if use == "refresh" else _CODE_LIFETIME
        return self._signed(use, {"subject": list(subject), "client": client, **claims}, lifetime)

    def read(self, token: str, use: Use) -> dict[str, Any]:
        """The claims of a token that was made here for ``use``. Raises TokenRefusedError."""
        options: Any = {"verify_aud": False, "verify_exp": False, "verify_nbf": False, "verify_iat": False}
        try:
            claims = jwt.decode(token, self._public, [ALGORITHM], options=options)
            kind = jwt.get_unverified_header(token).get("sig.use")
        except jwt.InvalidTokenError as error:
            raise TokenRefusedError(f"it cannot be read or was signed by another: {error}") from None
        if kind != use:
            raise TokenRefusedError(f"it is for another use: {kind}")
        if claims["exp"] + _LEEWAY * (use == "access") <= self._clock():
            raise TokenRefusedError("its lifetime is over")
        return claims

    def _signed(self, use: str, claims: dict[str, Any], lifetime: int) -> str:
        now = int(self._clock())
        times = {"iat": now, "nbf": now, "exp": now + lifetime}
        headers = {"kid": self.number, "x5t": self.number, "sig.use": use}
        return jwt.encode({**claims, **times}, self._key, ALGORITHM, headers=headers)


def subject_in(claims: dict[str, Any]) -> Subject:
    """Whom a refresh token or a code speaks for."""
    return Subject(*claims["subject"])


def object_id_of(name: str, tenant: str) -> str:
    """The object ID of somebody whom no directory knows: always the same for the same name."""
    return str(uuid5(NAMESPACE_URL, f"{tenant.casefold()}/{name.casefold()}"))


def _parsed(path: str, pem: bytes) -> rsa.RSAPrivateKey:
    """The key in ``pem``, the content of ``path``. Raises InvalidParameter."""
    try:
        key = serialization.load_pem_private_key(pem, None)
    except (TypeError, ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise home.unusable(path, "it holds no RSA key in PEM")
    return key


def _new_key() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _url_safe(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
