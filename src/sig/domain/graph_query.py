"""Queries of the Resource Graph: the part of its language that asks for community galleries."""

from __future__ import annotations

import re

from sig.domain.errors import InvalidQuery
from sig.domain.names import shown
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

TABLE = "communitygalleryresources"
_COLUMN = r"[A-Za-z_]\w*(?:\.\w+)*"
_TEXT = r"'[^']*'|\"[^\"]*\""
_COMPARISON = rf"({_COLUMN})\s*(==|=~|!=|!~|in~(?=\s*\()|in(?=\s*\())\s*((?:{_TEXT})|\((?:{_TEXT}|[\s,])*\))\s*"
_ORDER = rf"(?:order|sort)\s+by\s+({_COLUMN})(?:\s+(asc|desc))?"
_MOST_ROWS_DIGITS = 9
_LONGEST = 10_000  # characters of a query


class Comparison(NamedTuple):
    """A column, by its path, that has one of ``values``, or none of them; ``folds`` says that case does not count."""

    column: str
    values: tuple[str, ...]
    is_negated: bool = False
    folds: bool = False

    def accepts(self, row: dict[str, Any]) -> bool:
        value, values = _text(value_of(row, self.column)), self.values
        if self.folds:
            value, values = value.casefold(), tuple(each.casefold() for each in values)
        return (value in values) is not self.is_negated


class Query(NamedTuple):
    """What is asked of the table: rows that all ``comparisons`` accept, in ``order``, with ``columns``.

    ``order`` is a column and whether the last comes first; None leaves rows as they come. No ``columns`` are all;
    ``limit`` is the most rows wanted.
    """

    comparisons: tuple[Comparison, ...] = ()
    order: tuple[str, bool] | None = None
    columns: tuple[str, ...] = ()
    limit: int | None = None

    def rows(self, table: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows of ``table`` that are asked for."""
        found = [row for row in table if all(comparison.accepts(row) for comparison in self.comparisons)]
        if self.order is not None:
            column, is_descending = self.order
            found.sort(key=lambda row: _text(value_of(row, column)), reverse=is_descending)
        if self.columns:
            found = [{_flat(column): value_of(row, column) for column in self.columns} for row in found]
        return found[: self.limit]


# Difference from Azure: The Resource Graph knows one table and five words. A query asks communitygalleryresources, and
# goes on with where (==, =~, !=, !~, in, in~, and), order by, project, take and limit; az sends no others.
def parse(text: str) -> Query:
    """The query that ``text`` is: the table, then clauses that begin with ``|``. Raises InvalidQuery."""
    if len(text) > _LONGEST:
        raise _refusal(f"it has {len(text)} characters, and {_LONGEST} are taken")
    table, *clauses = _pieces(text)
    if table.casefold() != TABLE:
        raise _refusal(f"'{shown(table)}' is not a table", f"The table is {TABLE}.")
    query = Query()
    for clause in clauses:
        query = _with_clause(query, clause)
    return query


def value_of(row: dict[str, Any], column: str) -> Any:
    """What ``row`` has at the path ``column``, ``properties.communityMetadata.eula``; None where that leads nowhere."""
    value: Any = row
    for name in column.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _with_clause(query: Query, clause: str) -> Query:
    word, _, rest = re.sub(r"\s+", " ", clause, count=1).partition(" ")
    rest = rest.strip()
    # What a clause asks for holds for the rows that the clauses before it left.
    is_late = query.columns or query.limit is not None
    if word.casefold() == "where" and not is_late:
        return query._replace(comparisons=(*query.comparisons, *_comparisons(rest)))
    ordered = re.fullmatch(_ORDER, clause, re.IGNORECASE)
    if ordered and not is_late:
        return query._replace(order=(ordered[1], (ordered[2] or "desc").casefold() == "desc"))
    if word.casefold() == "project" and not query.columns:
        columns = tuple(column.strip() for column in rest.split(","))
        if all(re.fullmatch(_COLUMN, column) for column in columns):
            return query._replace(columns=columns)
    is_count = rest.isascii() and rest.isdigit() and len(rest) <= _MOST_ROWS_DIGITS
    if word.casefold() in ("take", "limit") and is_count:
        return query._replace(limit=min(int(rest), int(rest) if query.limit is None else query.limit))
    raise _refusal(f"'{shown(clause)}' is not a clause that is understood here")


def _comparisons(text: str) -> Iterator[Comparison]:
    rest = text
    while True:
        found = re.match(_COMPARISON, rest, re.IGNORECASE)
        if found is None:
            raise _refusal(f"'{shown(rest)}' is not a comparison")
        operator = found[2].casefold()
        values = tuple(quoted[1:-1] for quoted in re.findall(_TEXT, found[3]))
        is_list = operator in ("in", "in~")
        if is_list is not found[3].startswith("("):
            raise _refusal(f"'{shown(rest)}' is not a comparison")
        yield Comparison(found[1], values, operator in ("!=", "!~"), operator.endswith("~"))
        rest = rest[found.end() :]
        if not rest:
            return
        joined = re.match(r"and\s+", rest, re.IGNORECASE)
        if joined is None:
            raise _refusal(f"'{shown(rest)}' stands where 'and' or the next clause is expected")
        rest = rest[joined.end() :]


def _pieces(text: str) -> list[str]:
    """The table and the clauses, between the bars that stand in no text."""
    pieces = re.findall(rf"(?:{_TEXT}|[^|'\"])+|\||['\"]", text)
    if any(piece in ("'", '"') for piece in pieces):
        raise _refusal("a text in it does not end")
    between = [piece.strip() for piece in pieces if piece != "|"]
    if len(between) != len(pieces) // 2 + 1 or not all(between):
        raise _refusal("a clause of it is empty")
    return between


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _flat(column: str) -> str:
    """The name of a projected column: that of a path has ``_`` between its parts."""
    return column.replace(".", "_")


def _refusal(fault: str, hint: str | None = None) -> InvalidQuery:
    return InvalidQuery(
        f"Query is invalid: {fault}.",
        target="query",
        hint=hint
        or f"Ask {TABLE}, with where, order by, project, take and limit: {TABLE} | where location == 'westus'.",
        rule="R431",
    )
