"""Tab-separated values: one line per item of a list, no header, no quoting."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


def tsv_text(data: Any) -> str:
    """Write ``data`` as az does, a line for each item of a list and one line for anything else.

    Cells hold their text as it is: a tab or a newline inside one is not escaped.
    """
    items = data if isinstance(data, list) else [data]
    return "".join(f"{_line(item)}\n" for item in items)


def _line(item: Any) -> str:
    if isinstance(item, bool):
        return str(item).lower()  # as in JSON when it stands alone, as in Python (True) within a row
    if isinstance(item, (dict, list)):
        return "\t".join(map(_cell, _values(item)))
    return str(item)


def _values(row: dict[str, Any] | list[Any]) -> Iterable[Any]:
    """Values in the order a query gave them (``OrderedDict``), else in the order of their keys."""
    if isinstance(row, list):
        return row
    if type(row) is not dict:
        return row.values()
    return [row[name] for name in sorted(row)]


def _cell(value: Any) -> str:
    """Text of one cell: a list shows its length, an object nothing, so that columns stay aligned."""
    if isinstance(value, list):
        return str(len(value))
    if isinstance(value, dict):
        return ""
    return str(value)
