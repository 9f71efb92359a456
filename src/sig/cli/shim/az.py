"""The ``az`` of the shim: what galleries need is answered from the store, the rest refused or left to the real az."""

from __future__ import annotations

import os
import sys

from sig.cli.exit_codes import USAGE
from sig.cli.shim.translation import AZ_VERSION, COMMANDS, Unknown, translated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

# What is answered without the store: words -> what is printed; None prints nothing.
_ANSWERS: dict[tuple[str, ...], Callable[[], Any]] = {
    ("logout",): lambda: None,
    ("lock", "list"): list,
    ("version",): lambda: {"azure-cli": AZ_VERSION, "azure-cli-core": AZ_VERSION, "extensions": {}},
}
_VERSION_OPTIONS = (["--version"], ["-v"])


def run(words: Sequence[str]) -> int:
    """Answer ``az`` with the words after the first one, which says what becomes of what is not answered here.

    That is ``real`` or ``deny``; SIG_SHIM_PASSTHROUGH counts more.
    """
    from sig.cli.app import run as run_sig

    passthrough, line = os.environ.get("SIG_SHIM_PASSTHROUGH") or "".join(words[:1]), list(words[1:])
    os.environ.setdefault("SIG_COMPAT", "az")
    if line in _VERSION_OPTIONS:
        sys.stdout.write(f"azure-cli {AZ_VERSION:>33}\n")
        return 0
    if tuple(line[:2]) in _ANSWERS or tuple(line[:1]) in _ANSWERS:
        return _answered(line)
    found = translated(line)
    if isinstance(found, Unknown):
        return _handed_on(line) if passthrough == "real" else _refused(found)
    return run_sig(found)


def _answered(line: list[str]) -> int:
    from sig.cli import printing
    from sig.cli.session import Session, start

    count = 2 if tuple(line[:2]) in _ANSWERS else 1
    session = Session(output=_given(line, "--output", "-o"), query=_given(line, "--query"))
    start(session)
    return printing.emit(_ANSWERS[tuple(line[:count])](), printing.form(session), printing.compiled(session.query))


def _given(line: Sequence[str], *names: str) -> str | None:
    """The value of an option, which az takes as a word of its own or behind an equals sign; the last one counts."""
    found = None
    for word, after in zip(line, [*line[1:], None], strict=True):
        name, attached, value = word.partition("=")
        if name in names:
            found = value if attached else after
    return found


def _handed_on(line: list[str]) -> int:
    """Become the real az: the next one on the path that is no shim."""
    from sig.cli.shim.script import is_shim

    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = os.path.join(folder or os.curdir, "az.cmd" if os.name == "nt" else "az")
        if os.path.isfile(path) and os.access(path, os.X_OK) and not is_shim(path):
            sys.stdout.flush()
            if os.name == "nt":
                import subprocess

                return subprocess.call([path, *line])  # noqa: S603 - it is the command that was asked for
            os.execv(path, [path, *line])  # noqa: S606 - it is the command that was asked for
    return _said(f"'{' '.join(['az', *line[:2]])}' is left to the real az, and there is none on the path.")


def _refused(unknown: Unknown) -> int:
    return _said(f"'{' '.join(['az', *unknown.named])}' is not answered by the az of sig.")


def _said(message: str) -> int:
    from sig.cli.app import Report, said

    answered = sorted({words[0] for words in (*COMMANDS, *_ANSWERS)})
    hint = (
        f"It answers: {', '.join(answered)}. All else goes to the real az with SIG_SHIM_PASSTHROUGH=real, or after "
        "'sig shim install --passthrough real'."
    )
    return said(Report("CommandLineError", message, USAGE, hint=hint), by_service=False)
