"""Results to stdout, in the format asked for."""

from __future__ import annotations

import os
import sys

from sig.cli.grammar import CommandLineError, UsageError
from sig.cli.session import Session, current, warn
from sig.cli.settings import DEFAULT
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Result(NamedTuple):
    """What a verb answers: plain data, how a table of it looks, and the exit code to end with.

    ``text`` stands for the data where it is made for people and no format was asked for. ``line`` chooses what tsv
    shows of data that a script wants one word of.
    """

    data: Any
    table: Callable[[Any], Any] | None = None
    exit_code: int = 0
    text: str | None = None
    line: Callable[[Any], Any] | None = None


def prose(text: Callable[..., str], *about: Any) -> str | None:
    """``text`` of what it is ``about``; None where an option or a setting asks for a format, or a query for a part."""
    session = current()
    is_asked = session.output or session.query is not None or session.settings.value("core.output").origin != DEFAULT
    return None if is_asked else text(*about)


def resource(document: dict[str, Any], table: Callable[[Any], Any] | None = None) -> Result:
    """An ARM resource as az prints it: properties at the top."""
    from sig.output import flatten

    return Result(flatten(document), table)


def view(document: dict[str, Any]) -> Result:
    """What a consumer sees of a resource, as az prints it: properties and unique ID at the top."""
    from sig.output import flatten_shared

    return Result(flatten_shared(document))


def listing(found: Any) -> Result:
    """A list of ARM resources; the token of the next page, and what is odd about the list, go to stderr."""
    from sig.output import flatten

    if found.remark:
        warn(found.remark)
    tell_rest("--next-token", found.next_token)
    items = found.items
    for at, item in enumerate(items):
        items[at] = flatten(item)  # in place: a long list is in memory once, not twice
    return Result(items)


def view_listing(found: Any) -> Result:
    """A list of what a consumer sees; the token of the next page, if any, goes to stderr."""
    from sig.output import flatten_shared

    tell_rest("--next-token", found.next_token)
    return Result([flatten_shared(item) for item in found.items])


# Difference from az: The token of the next page goes to stderr. Tokens are of `sig` alone: one that az gave means
# nothing here, nor the other way round.
def tell_rest(option: str, token: str | None) -> None:
    """Say on stderr how a list goes on after this page, if it does."""
    if token:
        warn(f"There are more items. Continue with: {option} {token}")


def _is_terminal() -> bool:
    """Whether results go to a person's terminal that takes colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


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


def asks_only_for(member: str) -> bool:
    """Whether the query of this run reads nothing of each item of a list but ``member``."""
    query = compiled(current().query)
    return query is not None and query.members_of_items() == {member}


def form(session: Session) -> str:
    """The output format, before anything is done. Raises InvalidParameter for a setting that is none."""
    return session.output or session.settings.text("core.output") or "json"


def emit(answer: Any, output_format: str, query: Any) -> int:
    """Print what a verb returned and answer its exit code; ``None`` prints nothing."""
    if answer is None:
        return 0
    if sys.stdout is None:  # closed before we began: nobody wants to know
        return answer.exit_code if isinstance(answer, Result) else 0
    result = answer if isinstance(answer, Result) else Result(answer)
    text = result.text if result.text is not None else _rendered(result, output_format, query)
    try:
        sys.stdout.write(_encodable(text))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has enough; what was done is done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as failure:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the end of Python fails once more
        raise UsageError(
            f"The result cannot be written to stdout: {failure.strerror}.", hint="The command itself was done."
        ) from None
    return result.exit_code


def _encodable(text: str) -> str:
    """``text`` as far as the encoding of stdout goes; the rest becomes ``?``, with a warning, as az has it."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        warn(f"Unable to encode the output with {encoding} encoding. Unsupported characters are replaced.")
        return text.encode(encoding, "replace").decode(encoding)
    return text


def _rendered(result: Result, output_format: str, query: Any) -> str:
    from sig.output import QueryError, render

    colored = output_format.endswith("c") and _is_terminal()
    in_line = result.line if output_format == "tsv" and query is None else None
    data = in_line(result.data) if in_line else result.data
    try:
        return render(data, output_format, query=query, table=result.table, color=colored)
    except QueryError as mistake:
        raise UsageError(f"argument --query: {mistake}", hint="The command itself was done.") from None
