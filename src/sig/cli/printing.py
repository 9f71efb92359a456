"""Results to stdout, in the format asked for."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sig.cli.grammar import CommandLineError, UsageError
from sig.cli.session import Session, warn
from sig.cli.settings import is_terminal


@dataclass(frozen=True, slots=True)
class Result:
    """What a verb answers: plain data, how a table of it looks, and the exit code to end with."""

    data: Any
    table: Callable[[Any], Any] | None = None
    exit_code: int = 0


def resource(document: dict[str, Any], table: Callable[[Any], Any] | None = None) -> Result:
    """An ARM resource as az prints it: properties at the top."""
    from sig.output import flatten

    return Result(flatten(document), table)


def listing(found: Any) -> Result:
    """A list of ARM resources; the token of the next page, if any, goes to stderr."""
    from sig.output import flatten

    if found.next_token:
        warn(f"There are more items. Continue with: --next-token {found.next_token}")
    return Result([flatten(item) for item in found.items])


def compiled(query: str | None) -> Any:
    """The JMESPath expression, before anything is done. Raises CommandLineError for bad syntax."""
    if query is None:
        return None
    from sig.output import QueryError, compile_query

    try:
        return compile_query(query)
    except QueryError as mistake:
        raise CommandLineError(
            f"argument --query: {mistake}", hint="See https://jmespath.org for the language."
        ) from None


def emit(result: Any, session: Session, query: Any) -> int:
    """Print what a verb returned and answer its exit code; ``None`` prints nothing."""
    if result is None:
        return 0
    if not isinstance(result, Result):
        result = Result(result)
    text = _rendered(result, session, query)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has enough; what was done is done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return result.exit_code


def _rendered(result: Result, session: Session, query: Any) -> str:
    from sig.output import QueryError, render

    form = session.output or session.settings.text("core.output") or "json"
    colored = form.endswith("c") and is_terminal()
    try:
        return render(result.data, form, query=query, table=result.table, color=colored)
    except QueryError as mistake:
        raise UsageError(f"argument --query: {mistake}", hint="The command itself was done.") from None
