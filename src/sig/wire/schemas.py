"""JSON schemas of the domain's dataclasses, for a description of the API that takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACE = "#/components/schemas/"
_NULL = {"type": "null"}
# What pydantic says of a class or a field that is no part of the API: our own words about it, and what None means.
_OWN = ("title", "default", "description")


def components(kinds: Iterable[type]) -> dict[str, dict[str, Any]]:
    """The schema of each of ``kinds`` and of what they are made of, by the name of the class."""
    adapters: list[Any] = [(kind, "validation", TypeAdapter(kind)) for kind in kinds]
    _, found = TypeAdapter.json_schemas(adapters, ref_template=f"{_PLACE}{{model}}")
    schemas: dict[str, dict[str, Any]] = found.get("$defs", {})
    return {name: _plain(schema) for name, schema in sorted(schemas.items())}


def reference(name: str) -> dict[str, str]:
    """What stands for the schema ``name`` wherever it is used."""
    return {"$ref": f"{_PLACE}{name}"}


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """``schema`` in ARM's words: a member that may be absent is not said to be null as well."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != _NULL]
    if len(choices) == 1:
        return _plain(choices[0])
    plain = {name: content for name, content in schema.items() if name not in _OWN}
    if "properties" in plain:
        plain["properties"] = {name: _plain(member) for name, member in plain["properties"].items()}
    for name in ("items", "additionalProperties"):
        if isinstance(plain.get(name), dict):
            plain[name] = _plain(plain[name])
    return plain
