"""One result, seven formats: what ``-o`` selects, byte for byte as ``az`` writes it."""

from __future__ import annotations

from sig.output.tables import table_text
from sig.output.tsv import tsv_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.output.query import Query

_LONG = 300  # items, of which the slow way costs what the import of the fast one does
FORMATS = ("json", "jsonc", "yaml", "yamlc", "table", "tsv", "none")


def render(
    data: Any,
    output_format: str,
    *,
    query: Query | None = None,
    table: Callable[[Any], Any] | None = None,
    color: bool = False,
) -> str:
    """Write ``data`` in ``output_format``, one of :data:`FORMATS`; no result (None) is no text.

    ``query`` is applied first. ``table`` chooses the columns, and their order, of a table made
    without a query. ``color`` colours jsonc and yamlc.

    Raises:
        QueryError: if the query does not fit the data.
        ValueError: if the format is none of :data:`FORMATS`.
    """
    if output_format not in FORMATS:
        raise ValueError(f"'{output_format}' is not an output format; choose one of {', '.join(FORMATS)}.")
    if _is_yaml(output_format):
        data = _unshared(data)
    if query is not None:
        data = query.run(data)
    if data is None or output_format == "none":
        return ""
    if output_format == "tsv":
        return tsv_text(data)
    if output_format == "table":
        return _table(data, table if query is None else None, sort_columns=query is None)
    text = _yaml_text(data) if _is_yaml(output_format) else _json_text(data)
    return _colored(text, output_format) if color else text


def _is_yaml(output_format: str) -> bool:
    return output_format in {"yaml", "yamlc"}


def _table(data: Any, choose: Callable[[Any], Any] | None, *, sort_columns: bool) -> str:
    if choose is None:
        return table_text(data, sort_columns=sort_columns)
    return table_text(choose(data), sort_columns=False)


def _json_text(data: Any) -> str:
    """JSON with sorted keys, as Python's own writer indents it; of long lists by orjson, which is faster."""
    if isinstance(data, list) and len(data) > _LONG and not _holds_float(data):
        import orjson

        try:
            options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
            return orjson.dumps(data, option=options).decode()
        except orjson.JSONEncodeError:
            pass  # an integer beyond 64 bits, half a surrogate pair, or very deep nesting
    import json

    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _holds_float(value: Any) -> bool:
    """Whether a float is anywhere inside: orjson spells some of them otherwise (1e16, not 1e+16)."""
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return isinstance(value, float)
    for member in value:  # noqa: SIM110 - a generator costs as much again
        # Most are texts, of which a list of 10,000 resources has 200,000: they cost no call.
        if type(member) is not str and _holds_float(member):
            return True
    return False


def _yaml_text(data: Any) -> str:
    from yaml.representer import RepresenterError

    try:
        return _yaml_dump(data)
    except RepresenterError:  # the ordered objects that a query makes
        return _yaml_dump(_unshared(data))


def _yaml_dump(data: Any) -> str:
    import yaml

    return yaml.safe_dump(data, default_flow_style=False, allow_unicode=True)


def _unshared(value: Any) -> Any:
    """Copy ``value`` into plain dicts and lists, none of them in two places.

    An object that stands in two places becomes an anchor and an alias in YAML. az shows those only
    where a query selects one object twice, never in a result as such.
    """
    if isinstance(value, dict):
        return {name: _unshared(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_unshared(item) for item in value]
    return value


def _colored(text: str, output_format: str) -> str:
    if output_format not in {"jsonc", "yamlc"}:
        return text
    from pygments import highlight
    from pygments.formatters.terminal import TerminalFormatter
    from pygments.lexers.data import JsonLexer, YamlLexer

    lexer = YamlLexer() if output_format == "yamlc" else JsonLexer()
    colored: str = highlight(text, lexer, TerminalFormatter())
    return colored
