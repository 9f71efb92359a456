"""The folder where the server keeps its keys and certificates, the same for every store of a user."""

from __future__ import annotations

import os
from contextlib import suppress
from uuid import uuid4

from sig.domain.errors import InvalidParameter

VARIABLE = "SIG_SERVE_HOME"


def folder() -> str:
    """The folder, made if it is not there: ``SIG_SERVE_HOME``, or ``serve`` in the user's data folder."""
    found = os.environ.get(VARIABLE)
    if not found:
        from platformdirs import user_data_dir

        found = os.path.join(user_data_dir("sig", appauthor=False), "serve")
    found = os.path.abspath(found)
    os.makedirs(found, mode=0o700, exist_ok=True)
    return found


def read(path: str) -> bytes | None:
    """What the file says, or None where there is none."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def read_key(path: str) -> bytes | None:
    """As ``read``, of a file that holds a key of the server. Raises InvalidParameter where it cannot be read."""
    try:
        return read(path)
    except OSError as failure:
        raise unusable(path, f"it cannot be read ({failure.strerror})") from None


def unusable(path: str, fault: str) -> InvalidParameter:
    """The refusal to start with a key that is there and no good: another one would lock out who relies on it."""
    return InvalidParameter(
        f"The key of the server in '{path}' cannot be used: {fault}.",
        target=path,
        hint="Restore the file, or move it away: the server makes a new key when it starts. Clients then log in, or "
        "trust its certificate, once more.",
        rule="R449",
    )


def write(path: str, content: bytes, *, secret: bool) -> None:
    """Write the file in one step; one that is ``secret`` can be read by its owner only."""
    temporary = _temporary(path, content, secret=secret)
    os.replace(temporary, path)


def write_first(path: str, content: bytes) -> bytes:
    """Write the secret file unless there is one, in one step; answers what it says. Servers start side by side."""
    temporary = _temporary(path, content, secret=True)
    with suppress(FileExistsError):
        os.link(temporary, path)
    os.unlink(temporary)
    return read(path) or content


def _temporary(path: str, content: bytes, *, secret: bool) -> str:
    temporary = f"{path}.{uuid4().hex}.tmp"
    number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o644)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return temporary
