"""The ``$filter`` of ARM's lists of groups and resources: which of them a request asks for."""

from __future__ import annotations

import re

from sig.domain.errors import InvalidFilter
from sig.domain.names import shown
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

GROUP_MEMBERS = ("tagName", "tagValue")
RESOURCE_MEMBERS = ("resourceType", "name", "location", "resourceGroup", *GROUP_MEMBERS)
_CONDITION = r"(\w+)\s+[eE][qQ]\s+'((?:[^']|'')*)'"
_CONDITIONS = rf"\s*{_CONDITION}(?:\s+and\s+{_CONDITION})*\s*"


class Filter(NamedTuple):
    """Conditions that an item must meet, all of them: a member by its ARM name, and the value it has, in any case."""

    conditions: Sequence[tuple[str, str]] = ()

    def accepts(self, item: dict[str, Any]) -> bool:
        """Whether ``item``, a group or a resource with ``id``, ``name``, ``location`` and ``tags``, is asked for."""
        wanted = {member: value.casefold() for member, value in self.conditions}
        tags = {name.casefold(): value.casefold() for name, value in (item.get("tags") or {}).items()}
        if "tagName" in wanted and wanted["tagName"] not in tags:
            return False
        if "tagValue" in wanted:
            named = [tags[wanted["tagName"]]] if "tagName" in wanted else list(tags.values())
            if wanted["tagValue"] not in named:
                return False
        return all(
            _value(item, member) == value for member, value in wanted.items() if member not in ("tagName", "tagValue")
        )


def parse(text: str | None, members: Sequence[str]) -> Filter:
    """Read ``name eq 'value' and …``; each of ``members`` may be named once. Raises InvalidFilter."""
    if not text or not text.strip():
        return Filter()
    known = {member.casefold(): member for member in members}
    found = re.findall(_CONDITION, text) if re.fullmatch(_CONDITIONS, text, re.IGNORECASE) else []
    named = [known.get(member.casefold()) for member, _ in found]
    if not found or None in named or len(set(named)) != len(named):
        raise _refusal(text, members)
    values = [value.replace("''", "'") for _, value in found]
    return Filter(tuple((member, value) for member, value in zip(named, values, strict=True) if member))


def _value(item: dict[str, Any], member: str) -> str:
    if member == "resourceGroup":
        return str(item["id"].split("/")[4]).casefold()
    return str(item["type" if member == "resourceType" else member]).casefold()


# Difference from Azure: Lists are filtered by equality. A $filter joins conditions such as tagName eq 'env' by and; of
# functions, or and other comparisons nothing is taken.
def _refusal(text: str, members: Sequence[str]) -> InvalidFilter:
    return InvalidFilter(
        f"Invalid $filter '{shown(text)}' specified in the query string.",
        target="$filter",
        hint=f"Join conditions such as {members[0]} eq 'value' by and, each once, about: {', '.join(members)}.",
        rule="R430",
    )
