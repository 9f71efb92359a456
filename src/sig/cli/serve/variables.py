"""Environment variables as lines of a shell."""

from __future__ import annotations

from shlex import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def lines(variables: Mapping[str, str], shell: str) -> str:
    """One line for each variable, in the words of ``sh``, ``fish`` or ``powershell``."""
    return "".join(f"{_LINES[shell](name, text)}\n" for name, text in variables.items())


def _sh(name: str, text: str) -> str:
    return f"export {name}={quote(text)}"


def _fish(name: str, text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"set -gx {name} '{escaped}'"


def _powershell(name: str, text: str) -> str:
    doubled = text.replace("'", "''")
    return f"$env:{name} = '{doubled}'"


_LINES = {"sh": _sh, "fish": _fish, "powershell": _powershell}
