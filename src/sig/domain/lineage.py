"""Lineage: which version was copied from which, told from the sources of all versions there are."""

from __future__ import annotations

from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

ENVELOPE_KEY = "ancestors"
"""Where the envelope of a copied version keeps the IDs of the versions that it comes from, the nearest first.

The source in its body names the nearest alone, and the way further up ends where that one is deleted.
"""

VERSION_TYPE = "microsoft.compute/galleries/images/versions"


class Node(NamedTuple):
    """A version that there is, with those it comes from, the nearest first; ``reason`` is why it is revoked."""

    version: ResourceId
    ancestors: tuple[ResourceId, ...]
    reason: str | None = None


class Relative(NamedTuple):
    """A version of a family. ``distance`` is 0 for the one asked about, below 0 for its ancestors.

    ``parent`` is the one that it was copied from, None where nothing is known of that.
    """

    version: ResourceId
    distance: int
    parent: ResourceId | None
    exists: bool
    reason: str | None


def ancestors(body: Mapping[str, Any], kept: Sequence[str] | None) -> tuple[ResourceId, ...]:
    """The versions that one comes from, the nearest first: as its envelope has them, or the source in its body.

    Raises TypeError for an envelope of another form, LinkedInvalidPropertyId for a source that is no ID.
    """
    if kept is not None:
        if not isinstance(kept, list) or not all(isinstance(text, str) for text in kept):
            raise TypeError(kept)
        return tuple(map(ResourceId.parse, kept))
    source = body["properties"].get("storageProfile", {}).get("source", {}).get("id")
    found = ResourceId.parse(source) if source else None
    return (found,) if found is not None and found.type.casefold() == VERSION_TYPE else ()


class Family:
    """All versions of a store with what each was copied from, however many of them are gone."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = {node.version: node for node in nodes}
        self._parents: dict[ResourceId, ResourceId] = {}
        self._children: dict[ResourceId, list[ResourceId]] = {}
        # What versions that are there say of themselves comes before what others remember of those that are gone.
        for node in self._nodes.values():
            if node.ancestors:
                self._note(node.version, node.ancestors[0])
        for node in self._nodes.values():
            for child, parent in zip(node.ancestors, node.ancestors[1:], strict=False):
                self._note(child, parent)

    def _note(self, child: ResourceId, parent: ResourceId) -> None:
        if child not in self._parents and child != parent:
            self._parents[child] = parent
            self._children.setdefault(parent, []).append(child)

    def knows(self, version: ResourceId) -> bool:
        """Whether the version is there, or was and others come from it."""
        return version in self._nodes or version in self._children

    def of(self, version: ResourceId) -> list[Relative]:
        """The eldest ancestor first, then the version, then its descendants, each right after its parent."""
        line: list[ResourceId] = []
        at: ResourceId | None = self._parents.get(version)
        while at is not None and at not in line and at != version:  # a damaged store may hold a circle
            line.insert(0, at)
            at = self._parents.get(at)
        above = [self._relative(place, number - len(line)) for number, place in enumerate(line)]
        return [*above, *self._downward(version)]

    def descendants(self, version: ResourceId) -> list[ResourceId]:
        """Those of the descendants that there are, each after its parent."""
        return [one.version for one in self._downward(version) if one.distance and one.exists]

    def _downward(self, version: ResourceId) -> Iterator[Relative]:
        left, seen = [(version, 0)], set()
        while left:
            at, distance = left.pop()
            if at in seen:
                continue
            seen.add(at)
            yield self._relative(at, distance)
            children = sorted(self._children.get(at, ()), key=lambda child: child.key, reverse=True)
            left += [(child, distance + 1) for child in children]

    def _relative(self, version: ResourceId, distance: int) -> Relative:
        node = self._nodes.get(version)
        return Relative(
            version=node.version if node else version,
            distance=distance,
            parent=self._parents.get(version),
            exists=node is not None,
            reason=node.reason if node else None,
        )
