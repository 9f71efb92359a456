"""Exit codes, as az uses them: 0 done, 1 refused, 2 bad command line, 3 not found; 4, of sig alone, is no failure."""

from sig.cli.grammar import CommandLineError
from sig.domain.errors import NotFound, SigError

REFUSED = 1
FAILED = 1
USAGE = 2
NOT_FOUND = 3
FINDINGS = 4  # of lint: the command was done, and what it looked over is not as it should be
WOULD_CHANGE = 4  # --dry-run --detailed-exitcode: something would change
INTERRUPTED = 130


class LeftRunningError(Exception):
    """Whoever waited has stopped waiting; what was waited for goes on."""


def exit_code(refusal: SigError) -> int:
    if isinstance(refusal, CommandLineError):
        return USAGE
    return NOT_FOUND if isinstance(refusal, NotFound) else REFUSED
