"""The version that latest stands for, found among those that are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sig.domain import latest as rules
from sig.domain.latest import PassedOver
from sig.service import documents
from sig.service.image_versions import numbers

if TYPE_CHECKING:
    from datetime import datetime

    from sig.domain.regions import Region
    from sig.domain.resource_id import ResourceId
    from sig.domain.version_name import VersionName
    from sig.store import View


class Found(NamedTuple):
    """The latest version with its body, if there is one, and every higher one with why it is not."""

    version: ResourceId | None
    body: dict[str, Any]
    passed_over: tuple[tuple[VersionName, PassedOver], ...]


def find(view: View, definition: ResourceId, region: Region, now: datetime) -> Found:
    """The latest version of ``definition`` in ``region``; opens no more documents than the answer needs."""
    bodies: dict[VersionName, dict[str, Any]] = {}

    def judge(number: VersionName) -> PassedOver | None:
        version = definition.child("versions", str(number))
        document = documents.get(view, version)
        if document is None:
            return PassedOver(rules.NOT_SUCCEEDED, "was deleted a moment ago")
        bodies[number] = documents.body(document)
        plan, operation = documents.plan(document), documents.operation(document)
        return documents.read_off(view, version, rules.verdict, bodies[number], plan, region, now, operation)

    found = rules.latest(numbers(view, definition), judge)
    if found.version is None:
        return Found(None, {}, found.passed_over)
    version = definition.child("versions", str(found.version))
    return Found(version, bodies[found.version], found.passed_over)
