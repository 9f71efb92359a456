"""``--query``: JMESPath expressions, with refusals that say where a query breaks."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from jmespath.exceptions import JMESPathError
    from jmespath.parser import ParsedResult

# What evaluating a query can raise beside JMESPath's own errors, which are ValueErrors:
# 'a' < 1 (TypeError), ceil(`1e999`) (ArithmeticError), nesting without end (RecursionError).
_FAILURES = (ValueError, TypeError, ArithmeticError, RecursionError)


class QueryError(Exception):
    """A query cannot be read, or cannot be applied to the data; ``message`` says which and where."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Query:
    """A compiled query; made by :func:`compile_query`."""

    __slots__ = ("_expression", "text")

    def __init__(self, text: str, expression: ParsedResult) -> None:
        self.text = text
        self._expression = expression

    def __repr__(self) -> str:
        return f"Query({self.text!r})"

    def members_of_items(self) -> frozenset[str] | None:
        """What the query reads of each item of a list, as ``name`` in ``[].name``; None where it may be anything.

        So that who answers a list need not find out what nobody asks for.
        """
        return _of_list(self._expression.parsed)

    def run(self, data: Any) -> Any:
        """Apply the query to ``data``; None when it selects nothing.

        Objects that the query itself makes (``{name:id}``) are ``OrderedDict``, so that tsv keeps
        their order while it sorts the members of every other object.

        Raises:
            QueryError: if the query does not fit the data.
        """
        from collections import OrderedDict

        from jmespath.visitor import Options

        try:
            result = self._expression.search(data, Options(dict_cls=OrderedDict))
        except _FAILURES as failure:
            raise QueryError(f"The query '{self.text}' cannot be applied: {_reason(failure)}.") from failure
        if not _is_plain(result):
            raise QueryError(
                f"The query '{self.text}' yields an expression instead of data: "
                f"'&' belongs in the arguments of a function such as sort_by()."
            )
        return result


def compile_query(text: str) -> Query:
    """Compile the JMESPath expression ``text``.

    Raises:
        QueryError: if it is not one; the message says what was given and where it breaks.
    """
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        return Query(text, jmespath.compile(text))
    except JMESPathError as error:
        raise QueryError(_syntax_message(text, error)) from error
    except ValueError as error:  # a number of thousands of digits
        raise QueryError(f"The query '{text}' cannot be read: {_decapitalised(str(error))}.") from error
    except RecursionError as error:
        raise QueryError(f"The query '{text[:40]}…' is nested too deeply.") from error


def _of_list(node: Any) -> frozenset[str] | None:
    """Of a query over a list: a projection over all of it, or what is made of that."""
    if node["type"] == "pipe":
        return _of_list(node["children"][0])
    if node["type"] != "projection":
        return None
    items, wanted = node["children"]
    is_whole = items["type"] == "identity" or (
        items["type"] == "flatten" and items["children"][0]["type"] == "identity"
    )
    return _of_item(wanted) if is_whole else None


def _of_item(node: Any) -> frozenset[str] | None:
    kind, children = node["type"], node.get("children", [])
    if kind == "field":
        return frozenset({node["value"]})
    if kind in ("subexpression", "key_val_pair"):
        return _of_item(children[0])
    if kind in ("multi_select_list", "multi_select_dict"):
        found = [_of_item(child) for child in children]
        return None if None in found else frozenset().union(*(members for members in found if members is not None))
    return None


def _syntax_message(text: str, error: JMESPathError) -> str:
    from jmespath.exceptions import LexerError, ParseError

    if not text:
        return "The query is empty: give a JMESPath expression such as '[].name'."
    if isinstance(error, LexerError):
        return _broken_at(text, error.lexer_position, _decapitalised(error.message))
    if isinstance(error, ParseError) and error.lex_position < len(text):
        return _broken_at(text, error.lex_position, f"unexpected '{error.token_value}'")
    return f"The query '{text}' is not complete: it breaks off after character {len(text)}."


def _broken_at(text: str, position: int, reason: str) -> str:
    return f"The query '{text}' is not valid JMESPath at character {position + 1}: {reason}."


def _reason(failure: Exception) -> str:
    from jmespath.exceptions import JMESPathTypeError, UnknownFunctionError

    if isinstance(failure, JMESPathTypeError):
        # The library's own sentence quotes the value, which may be the whole document.
        accepted = " or ".join(failure.expected_types)
        return f"{failure.function_name}() takes {accepted}, not {failure.actual_type}"
    if isinstance(failure, UnknownFunctionError):
        return _decapitalised(str(failure)) + _nearest_function(str(failure))
    return _decapitalised(str(failure))


def _nearest_function(sentence: str) -> str:
    from difflib import get_close_matches

    from jmespath.functions import Functions

    name = sentence.rpartition(" ")[2].removesuffix("()")
    nearest = get_close_matches(name, Functions.FUNCTION_TABLE, n=1)
    return f"; the nearest is {nearest[0]}()" if nearest else ""


def _decapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, (str, int, float))
