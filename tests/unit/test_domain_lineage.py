"""Lineage: who comes from whom, also over versions that are gone."""

from typing import Any

import pytest

from sig.domain.errors import LinkedInvalidPropertyId
from sig.domain.lineage import Family, Node, ancestors
from sig.domain.resource_id import ResourceId, compute_id, version_id


def at(name: str) -> ResourceId:
    """A version ``name`` of one definition."""
    return version_id("s", "g", "r", "web", f"{name}.0.0")


def family(*lines: str, **revoked: str) -> Family:
    """Each line is a version and those that it comes from, the nearest first: ``3 2 1``."""
    nodes = []
    for line in lines:
        name, *above = line.split()
        nodes.append(Node(at(name), tuple(map(at, above)), revoked.get(f"v{name}")))
    return Family(nodes)


def told(found: Family, name: str) -> list[str]:
    return [f"{one.version.name[0]}{one.distance:+}{'' if one.exists else '?'}" for one in found.of(at(name))]


def test_ancestors_come_first_and_descendants_after_their_parent() -> None:
    found = family("1", "2 1", "3 2 1", "4 2 1", "5 1")
    assert told(found, "1") == ["1+0", "2+1", "3+2", "4+2", "5+1"]
    assert told(found, "3") == ["1-2", "2-1", "3+0"]
    assert found.descendants(at("1")) == [at("2"), at("3"), at("4"), at("5")]


def test_a_version_that_is_gone_still_joins_those_around_it() -> None:
    found = family("1", "3 2 1")
    assert told(found, "3") == ["1-2", "2-1?", "3+0"]
    assert told(found, "1") == ["1+0", "2+1?", "3+2"]
    assert found.descendants(at("1")) == [at("3")]
    assert told(found, "2") == ["1-1", "2+0?", "3+1"]
    assert (found.knows(at("2")), found.knows(at("7"))) == (True, False)


def test_a_circle_in_a_damaged_store_ends() -> None:
    assert told(family("1 2", "2 1"), "1") == ["2-1", "1+0", "2+1"]
    assert told(family("1 1"), "1") == ["1+0"]


def test_what_a_version_says_of_itself_comes_before_what_others_remember() -> None:
    assert told(family("2 1", "3 2 9"), "2") == ["1-1?", "2+0", "3+1"]


def body(source: str | None) -> dict[str, Any]:
    return {"properties": {"storageProfile": {"source": {"id": source}} if source else {}}}


def test_the_source_in_the_body_is_the_nearest_ancestor_unless_the_envelope_knows_more() -> None:
    assert ancestors(body(str(at("1"))), None) == (at("1"),)
    assert ancestors(body(str(at("1"))), [str(at("1")), str(at("2"))]) == (at("1"), at("2"))
    assert ancestors(body(str(compute_id("s", "g", "images", "m"))), None) == ()
    assert ancestors(body(None), None) == ()


@pytest.mark.parametrize("kept", ["x", [1], [""]])
def test_an_envelope_of_another_form_is_not_read(kept: Any) -> None:
    with pytest.raises((TypeError, LinkedInvalidPropertyId)):
        ancestors(body(None), kept)
