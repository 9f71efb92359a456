"""The version that latest stands for, found among those that are stored."""

from __future__ import annotations

from sig.domain import latest as rules
from sig.domain.errors import InvalidParameter
from sig.domain.latest import PassedOver
from sig.domain.records import NamedTuple
from sig.domain.version_name import VersionName
from sig.service import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import Any

    from sig.domain.regions import Region
    from sig.domain.resource_id import ResourceId
    from sig.domain.version_range import VersionRange
    from sig.store import View


class Found(NamedTuple):
    """The latest version with its body, if there is one, and every higher one with why it is not."""

    version: ResourceId | None
    body: dict[str, Any]
    passed_over: tuple[tuple[VersionName, PassedOver], ...]


def find(
    view: View, definition: ResourceId, region: Region, now: datetime, wanted: VersionRange | None = None
) -> Found:
    """The latest version of ``definition`` in ``region``, among those that are ``wanted``.

    Opens no more documents than the answer needs.
    """
    bodies: dict[VersionName, dict[str, Any]] = {}

    def judge(number: VersionName) -> PassedOver | None:
        version = definition.child("versions", str(number))
        document = documents.get(view, version)
        if document is None:
            return PassedOver(rules.NOT_SUCCEEDED, "was deleted a moment ago")
        bodies[number] = documents.body(document)
        plan, operation = documents.plan(document), documents.operation(document)
        return documents.read_off(view, version, rules.verdict, bodies[number], plan, region, now, operation)

    found = rules.first(descending(view, definition, wanted), judge)
    if found.version is None:
        return Found(None, {}, found.passed_over)
    version = definition.child("versions", str(found.version))
    return Found(version, bodies[found.version], found.passed_over)


def descending(view: View, holder: ResourceId, wanted: VersionRange | None = None) -> Iterator[VersionName]:
    """The numbers of the versions in ``holder`` that are ``wanted``, the highest first. Raises StoreCorrupt.

    Of 10,000 names only those that are taken become numbers, and mostly that is the first one.
    """
    keyed = [(_key(view, holder, name), name) for name in view.names(holder, "versions")]
    for key, name in _from_the_highest(keyed):
        if wanted is None or wanted.holds(key):
            yield _number(view, holder, name)


def _from_the_highest(keyed: list[tuple[tuple[int, int, int], str]]) -> Iterator[tuple[tuple[int, int, int], str]]:
    """``keyed`` in descending order; more than the first is put in order only when it is asked for."""
    if keyed:
        yield max(keyed)
        yield from sorted(keyed, reverse=True)[1:]


def _key(view: View, holder: ResourceId, name: str) -> tuple[int, int, int]:
    """What orders a name, without what it takes to check it."""
    try:
        major, minor, patch = map(int, name.split("."))
    except ValueError:
        return _number(view, holder, name)
    return major, minor, patch


def _number(view: View, holder: ResourceId, name: str) -> VersionName:
    try:
        return VersionName.parse(name)
    except InvalidParameter as refusal:
        raise documents.corrupt(view, holder.child("versions", name), "is not named after a version") from refusal
