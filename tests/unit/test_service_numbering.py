"""Numbers are given out once: not those that exist, existed, are soft-deleted or promised."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from refusals import refused
from sig.domain.errors import Conflict, ParentResourceNotFound, ResourceNotFound
from sig.domain.gallery import SoftDeletePolicy
from sig.service import image_definitions, image_versions, numbering, removals
from sig.service.clock import FixedClock
from sig.store import StoreCorrupt
from worlds import NOW, definition, gallery, in_memory, version

if TYPE_CHECKING:
    from pathlib import Path

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return in_memory(tmp_path)


@pytest.fixture
def web(context: Context) -> ResourceId:
    return definition(context, gallery(context))


def after(context: Context, definition: ResourceId, **asked: Any) -> str:
    name: str = numbering.next_number(context, definition, **asked)["name"]
    return name


def test_the_highest_number_is_followed_and_not_the_last_one_made(context: Context, web: ResourceId) -> None:
    for name in ("1.10.0", "1.9.0"):
        version(context, web, name)
    answer = numbering.next_number(context, web)
    assert answer == {
        "name": "1.10.1",
        "id": f"{web}/versions/1.10.1",
        "bump": "patch",
        "follows": "1.10.0",
    }
    assert after(context, web, bump="minor") == "1.11.0"
    assert after(context, web, bump="date") == "20260107.1.0"
    assert after(context, web, major=3) == "3.0.0"


def test_asking_without_reserving_changes_nothing(context: Context, web: ResourceId) -> None:
    assert [after(context, web) for _ in range(2)] == ["1.0.0", "1.0.0"]


def test_a_number_that_was_deleted_for_good_is_not_given_out_again(context: Context, web: ResourceId) -> None:
    version(context, web, "1.0.0")
    image_versions.delete(context, version(context, web, "1.0.1"))
    assert after(context, web) == "1.0.2"


def test_a_soft_deleted_number_is_taken_before_and_after_it_is_deleted_for_good(context: Context) -> None:
    kept = gallery(context, "Soft", soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=True))
    web = definition(context, kept)
    last = version(context, web, "1.0.5")
    image_versions.delete(context, last)
    assert after(context, web) == "1.0.6"
    image_versions.delete(context, last, bypass_soft_delete=True)
    assert after(context, web) == "1.0.6"


def test_a_reserved_number_is_for_its_holder_until_its_time_is_over(context: Context, web: ResourceId) -> None:
    reserve = timedelta(minutes=15)
    first = numbering.next_number(context, web, reserve=reserve)
    assert (first["name"], first["reservedUntil"]) == ("1.0.0", "2026-01-07T06:11:46+00:00")
    assert after(context, web, reserve=reserve) == "1.0.1"
    assert after(context, web) == "1.0.2"
    later = context._replace(clock=FixedClock(NOW + reserve))
    assert after(later, web) == "1.0.0"


def test_create_takes_a_reserved_number_as_any_other(context: Context, web: ResourceId) -> None:
    name = after(context, web, reserve=timedelta(minutes=15))
    version(context, web, name)
    assert after(context, web) == "1.0.1"


def test_a_source_hands_its_number_on_once(context: Context, web: ResourceId) -> None:
    source = version(context, definition(context, gallery(context, "Stage")), "4.5.6")
    asked: dict[str, Any] = {"bump": "from-source", "source": str(source)}
    assert after(context, web, **asked, reserve=timedelta(minutes=1)) == "4.5.6"
    with refused(Conflict, "Number 4.5.6", rule="R255", target="source"):
        numbering.next_number(context, web, **asked)
    with refused(ResourceNotFound, "was not found", rule="R009"):
        numbering.next_number(context, web, bump="from-source", source=f"{source.parent}/versions/9.9.9")


def test_a_definition_that_is_deleted_leaves_nothing_behind(context: Context, web: ResourceId) -> None:
    numbering.next_number(context, web, reserve=timedelta(minutes=15))
    image_definitions.delete(context, web)
    with context.store.reading() as view:
        assert list(view.below(web.parent)) == []
    with refused(ParentResourceNotFound, "Parent resource 'Main/web' not found", rule="R041"):
        numbering.next_number(context, web)


def test_a_gallery_that_is_deleted_whole_leaves_nothing_behind(context: Context, web: ResourceId) -> None:
    numbering.next_number(context, web, reserve=timedelta(minutes=15))
    removals.remove(context, web.top)
    with context.store.reading() as view:
        assert list(view.below(context.group("images"))) == []


@pytest.mark.parametrize("properties", [{"deleted": ["x"]}, {"deleted": 1}, {"reservations": [{}]}])
def test_what_cannot_be_read_of_the_numbers_is_damage(
    context: Context, web: ResourceId, properties: dict[str, Any]
) -> None:
    place = numbering.place(web)
    with context.store.writing() as tx:
        body = {"id": str(place), "name": place.name, "location": "", "properties": properties}
        tx.put(place, {"resource": body})
    with pytest.raises(StoreCorrupt, match="does not say which numbers are taken"):
        numbering.next_number(context, web)
