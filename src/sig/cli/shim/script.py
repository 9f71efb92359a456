"""The script that stands in for az: its text, and where it lies."""

from __future__ import annotations

import os
import shlex
import sys

from sig.cli.grammar import UsageError

MARK = "The az of sig"
_LOOKED_AT = 400  # bytes: the mark stands in the second line

_POSIX = """#!/bin/sh
# {mark}: made by 'sig shim install'. It answers 'az sig' and its surroundings from the store of sig.
exec {python} -P -m sig __az {passthrough} "$@"
"""
_WINDOWS = """@rem {mark}: made by 'sig shim install'. It answers 'az sig' and its surroundings from the store of sig.
@"{python}" -P -m sig __az {passthrough} %*
"""


def folder() -> str:
    """Where the shim lies when nothing else is said: in the user's data folder."""
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("sig", appauthor=False), "shim")


def path_in(directory: str) -> str:
    return os.path.join(directory, "az.cmd" if os.name == "nt" else "az")


def install(directory: str, passthrough: str) -> str:
    """Write the shim, or write it anew; answers its path. Raises UsageError where something else is in its place."""
    path = path_in(directory)
    if os.path.lexists(path) and not is_shim(path):
        raise UsageError(
            f"'{path}' is there already, and not from sig.",
            hint="Choose another folder with --dir; nothing was changed.",
        )
    template, python = (_WINDOWS, sys.executable) if os.name == "nt" else (_POSIX, shlex.quote(sys.executable))
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(directory, exist_ok=True)
        with open(temporary, "w", encoding="utf-8") as file:
            file.write(template.format(mark=MARK, python=python, passthrough=passthrough))
        os.chmod(temporary, 0o755)  # noqa: S103 - a command is for everyone who can see it
        os.replace(temporary, path)
    except OSError as failure:
        raise UsageError(
            f"'{path}' cannot be written: {failure.strerror}.", hint="Choose another folder with --dir."
        ) from None
    return path


def is_shim(path: str) -> bool:
    """Whether the file at ``path`` is a shim of ``sig``."""
    try:
        with open(path, "rb") as file:
            return MARK.encode() in file.read(_LOOKED_AT)
    except OSError:
        return False
