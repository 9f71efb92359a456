"""Secrets as the store keeps them: hashed with a salt of their own, so that nobody reads them off it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import scrypt
from hmac import compare_digest
from os import urandom

_SALT = 16  # bytes
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1  # 16 MB and some 50 ms: a guess costs as much as a verification
_LENGTH = 32


def hashed(secret: str) -> str:
    """``scrypt$cost$block$parallel$salt$hash``, the last two in base64."""
    salt = urandom(_SALT)
    digest = _digest(secret, salt, _COST, _BLOCK, _PARALLEL)
    return "$".join(["scrypt", str(_COST), str(_BLOCK), str(_PARALLEL), _text(salt), _text(digest)])


def matches(secret: str, kept: str) -> bool:
    """Whether ``kept`` was made of ``secret``; never of what has another form."""
    try:
        name, cost, block, parallel, salt, digest = kept.split("$")
        if name != "scrypt":
            return False
        found = _digest(secret, b64decode(salt), int(cost), int(block), int(parallel))
        return compare_digest(found, b64decode(digest))
    except ValueError:
        return False


def _digest(secret: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return scrypt(secret.encode(), salt=salt, n=cost, r=block, p=parallel, dklen=_LENGTH)


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
