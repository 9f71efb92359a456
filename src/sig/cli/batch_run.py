"""Many command lines in one process, each as if it ran alone: settings, errors and output of its own."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from io import StringIO
from typing import cast

from sig.cli import app
from sig.cli.exit_codes import INTERRUPTED
from sig.cli.session import Session, start
from sig.cli.tree import root
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TextIO

    from sig.cli.batch_lines import Line


class Outcome(NamedTuple):
    """How a command of the batch ended; what it said is kept only where somebody asks for it."""

    line: Line
    exit_code: int
    stdout: str = ""
    stderr: str = ""

    def entry(self, **more: Any) -> str:
        """Its line in a report: ``line, command, exitCode, stdout`` (the value, where it is JSON) and ``stderr``."""
        members = {
            "line": self.line.number,
            "command": self.line.words,
            "exitCode": self.exit_code,
            "stdout": _value(self.stdout),
            "stderr": self.stderr,
            **more,
        }
        return json.dumps(members, ensure_ascii=False) + "\n"


def outcomes(lines: Iterable[Line], *, keep_going: bool, recorded: bool, shown: bool) -> Iterator[Outcome]:
    """Run ``lines`` one after the other, up to the first that fails unless ``keep_going``.

    ``recorded`` keeps what each says; ``shown`` says whether its result goes to stdout as well, as its errors do to
    stderr in any case. An interruption ends every batch.
    """
    import gc

    # The process lives on after each command: what one leaves behind has to go, what is imported stays.
    gc.freeze()
    gc.enable()
    commands = root()
    for line in lines:
        start(Session())  # of the global options of the line before, nothing holds for this one
        with ExitStack() as stack:
            out = _Copied(sys.stdout, shown=shown)
            err = _Copied(sys.stderr, shown=True)
            if recorded or not shown:
                stack.enter_context(redirect_stdout(cast("TextIO", out)))
                stack.enter_context(redirect_stderr(cast("TextIO", err)))
            code = app.run(list(line.words), commands)
        yield Outcome(line, code, out.text, err.text)
        if code == INTERRUPTED or (code and not keep_going):
            return


class _Copied:
    """A stream that keeps what goes through it."""

    def __init__(self, stream: TextIO, *, shown: bool) -> None:
        self._stream = stream
        self._shown = shown
        self._kept = StringIO()

    def write(self, text: str) -> int:
        self._kept.write(text)
        return self._stream.write(text) if self._shown else len(text)

    @property
    def text(self) -> str:
        return self._kept.getvalue()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _value(text: str) -> Any:
    if not text.strip():
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
