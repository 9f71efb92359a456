"""``--dry-run``: a command done on a store that forgets it, and what it would have changed as its result."""

from __future__ import annotations

from sig.cli.exit_codes import WOULD_CHANGE
from sig.cli.printing import Result, emit
from sig.domain.errors import SigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.cli.session import Session


def rehearsed(session: Session, command: Callable[[], Any], output_format: str, query: Any) -> int:
    """Print what ``command`` would change, and answer the exit code that it would end with, or 4 where that is asked.

    What is refused is refused as ever, after what would have been changed by then: a command with several targets
    does one after the other. Raises SigError.
    """
    from sig.output import effects_table
    from sig.service.rehearsals import rehearsal

    with rehearsal(session.opened) as gathering:
        session.opened = gathering.opened
        try:
            answer = command()
        except SigError:
            done = gathering.effects(session.caller)
            if done:
                emit(Result(done, effects_table), output_format, query)
            raise
        found = gathering.effects(session.caller)
    code = answer.exit_code if isinstance(answer, Result) else 0
    if code == 0 and found and session.detailed_exitcode:
        code = WOULD_CHANGE
    return emit(Result(found, effects_table, code), output_format, query)
