"""Limits on what a subscription holds in a region: kept without counting each time, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from refusals import refused
from sig.domain.errors import LocationNotAvailable, QuotaExceeded
from sig.domain.gallery import Gallery, SoftDeletePolicy
from sig.domain.profile import PROFILES
from sig.service import galleries, image_definitions, image_versions, limits
from sig.store.staging import Overlay
from worlds import OTHER_SUB, at, definition, gallery, in_memory, version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context

COMPUTE = "Microsoft.Compute/galleries"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """Room for two galleries, two definitions and two versions in each region."""
    context = in_memory(tmp_path)
    return context._replace(profile=context.profile._replace(max_galleries=2, max_definitions=2, max_versions=2))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_the_limits_are_those_of_both_eras(profile: Any) -> None:
    assert (profile.max_galleries, profile.max_definitions, profile.max_versions) == (100, 1_000, 10_000)


def test_r015_a_gallery_too_many_is_refused(context: Context) -> None:
    gallery(context, "One")
    gallery(context, "Two")
    said = ("Maximum allowed: 2", "Current in use: 2", "'westus'", "sig usage list -l westus")
    with refused(QuotaExceeded, *said, rule="R015", target=COMPUTE):
        gallery(context, "Three")


def test_r015_a_definition_too_many_is_refused_in_whatever_gallery(context: Context) -> None:
    definition(context, gallery(context, "One"), "a")
    two = gallery(context, "Two")
    definition(context, two, "b")
    with refused(QuotaExceeded, "Gallery Image Definitions", rule="R015", target=f"{COMPUTE}/images"):
        definition(context, two, "c")


def test_r015_a_version_too_many_is_refused_in_whatever_definition(context: Context) -> None:
    main = gallery(context)
    first, second = definition(context, main, "a"), definition(context, main, "b")
    version(context, first)
    version(context, second)
    with refused(QuotaExceeded, "Gallery Image Versions", rule="R015", target=f"{COMPUTE}/images/versions"):
        version(context, second, "1.0.1")


def test_each_region_each_subscription_and_each_kind_has_a_limit_of_its_own(context: Context) -> None:
    elsewhere = context._replace(subscription=OTHER_SUB)
    one, two = gallery(context, "One"), gallery(context, "Two")
    makers: list[Callable[[], ResourceId]] = [
        lambda: gallery(elsewhere, "One"),
        lambda: gallery(context, "East", "East US"),
        lambda: definition(context, one),
        lambda: version(context, definition(context, two)),
    ]
    for make in makers:  # what was counted there, and leaves room there, leaves none here
        make()
        with refused(QuotaExceeded, "Current in use: 2", "'westus'", rule="R015", target=COMPUTE):
            gallery(context, "Three")


def test_r015_the_case_of_a_subscription_makes_no_second_limit(context: Context) -> None:
    gallery(context._replace(subscription="contoso"), "One")
    gallery(context._replace(subscription="CONTOSO"), "Two")
    with refused(QuotaExceeded, rule="R015", target=COMPUTE):
        gallery(context._replace(subscription="contoso"), "Three")


def test_a_limit_that_is_another_now_holds_at_once(tmp_path: Path) -> None:
    context = in_memory(tmp_path)
    gallery(context, "One")
    gallery(context, "Two")
    with refused(QuotaExceeded, "Maximum allowed: 2", rule="R015", target=COMPUTE):
        gallery(context._replace(profile=context.profile._replace(max_galleries=2)), "Three")


def test_what_exists_can_be_replaced_and_changed_at_the_limit(context: Context) -> None:
    main = gallery(context)
    gallery(context, "Two")
    gallery(context)
    galleries.update(context, main, lambda stored: stored)
    web = definition(context, main)
    definition(context, main, "other")
    definition(context, main)
    image_definitions.update(context, web, lambda stored: stored)
    first = version(context, web)
    version(context, web, "1.0.1")
    version(context, web)
    image_versions.update(context, first, lambda stored: stored)


def test_what_is_deleted_makes_room(context: Context) -> None:
    web = definition(context, gallery(context))
    first = version(context, web)
    version(context, web, "1.0.1")
    image_versions.delete(context, first)
    version(context, web, "1.0.2")
    with refused(QuotaExceeded, rule="R015", target=f"{COMPUTE}/images/versions"):
        version(context, web, "1.0.3")


def test_r015_a_soft_deleted_version_does_not_count_until_it_is_brought_back(context: Context) -> None:
    web = definition(context, gallery(context, soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=True)))
    first = version(context, web)
    image_versions.delete(context, first)
    version(context, web, "1.0.1")
    third = version(context, web, "1.0.2")
    with refused(QuotaExceeded, rule="R015", target=f"{COMPUTE}/images/versions"):
        image_versions.undelete(context, first, {})
    image_versions.delete(context, third, bypass_soft_delete=True)
    image_versions.undelete(context, first, {})


# Counting


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """What was counted."""
    counted: list[Sequence[str]] = []
    count = Overlay.at_most

    def at_most(view: Overlay, top: ResourceId, collections: Sequence[str]) -> int:
        counted.append(collections)
        return count(view, top, collections)

    monkeypatch.setattr(Overlay, "at_most", at_most)
    return counted


def test_a_count_is_good_for_a_hundred_creates(tmp_path: Path, counts: list[Sequence[str]]) -> None:
    context = in_memory(tmp_path)
    web = definition(context, gallery(context))
    counts.clear()
    for patch in range(limits.UNCOUNTED):
        version(context, web, f"1.0.{patch}")
    assert len(counts) == 1
    version(context, web, "1.1.0")
    assert len(counts) == 2


def test_no_document_is_opened_to_count_far_below_the_limit(tmp_path: Path) -> None:
    context = at(str(tmp_path / "store"))
    web = definition(context, gallery(context))
    first = version(context, web)
    place = tmp_path / "store" / ".lock-notes"
    place.unlink()
    with context.store.reading() as view:
        document = view.place(first)
    with open(document, "w") as file:
        file.write("damaged")
    version(context, web, "1.0.1")


@pytest.mark.parametrize("content", [None, "", "damaged", "[1]", '{"a": "b"}'])
def test_a_note_that_is_lost_costs_a_count_and_no_limit(
    content: str | None, tmp_path: Path, counts: list[Sequence[str]]
) -> None:
    context = at(str(tmp_path / "store"))
    context = context._replace(profile=context.profile._replace(max_galleries=2))
    for name in ("One", "Two"):
        gallery(context, name)
    place = tmp_path / "store" / ".lock-notes"
    place.unlink() if content is None else place.write_text(content)
    counts.clear()
    with refused(QuotaExceeded, rule="R015", target=COMPUTE):
        gallery(context, "Three")
    assert len(counts) == 1


def test_files_that_are_no_documents_do_no_harm_to_a_count(tmp_path: Path) -> None:
    context = at(str(tmp_path / "store"))
    web = definition(context, gallery(context))
    for folder in [path for path in (tmp_path / "store").rglob("*") if path.is_dir()]:
        (folder / "notes.txt").write_text("not of the store")
    version(context, web)


def test_a_refused_create_uses_up_no_room(context: Context, counts: list[Sequence[str]]) -> None:
    gallery(context)
    for _ in range(3):
        with pytest.raises(LocationNotAvailable):
            galleries.create(context, context.gallery("images", "Bad"), Gallery(location="nowhere"))
    gallery(context, "Two")
    assert len(counts) == 1


# Usage


def usage(context: Context, location: str | None = None) -> list[tuple[str, str, int, int, int]]:
    members = ("location", "localName", "currentValue", "limit", "headRoom")
    return [tuple(row[member] for member in members) for row in limits.usages(context, location)]


def test_the_usage_of_each_region_that_holds_something_is_listed(context: Context) -> None:
    main = gallery(context)
    web = definition(context, main, location="eastus")
    version(context, web, location="eastus")
    version(context, web, "1.0.1", location="eastus")
    assert usage(context) == [
        ("eastus", "Galleries", 0, 2, 2),
        ("eastus", "Gallery Image Definitions", 1, 2, 1),
        ("eastus", "Gallery Image Versions", 2, 2, 0),
        ("westus", "Galleries", 1, 2, 1),
        ("westus", "Gallery Image Definitions", 0, 2, 2),
        ("westus", "Gallery Image Versions", 0, 2, 2),
    ]


def test_the_usage_of_one_region_is_listed_even_if_nothing_is_there(context: Context) -> None:
    gallery(context)
    assert [row[2] for row in usage(context, "West US")] == [1, 0, 0]
    assert [row[2] for row in usage(context, "northeurope")] == [0, 0, 0]
    assert usage(context._replace(subscription=OTHER_SUB)) == []


def test_the_usage_of_an_unknown_region_is_refused(context: Context) -> None:
    with refused(LocationNotAvailable, "westus", rule="R004", target="location"):
        limits.usages(context, "wstus")


def test_past_the_limit_there_is_no_room_left(context: Context) -> None:
    gallery(context)
    gallery(context, "Two")
    smaller = context._replace(profile=context.profile._replace(max_galleries=1))
    assert usage(smaller, "westus")[0] == ("westus", "Galleries", 2, 1, 0)
    with refused(QuotaExceeded, "Maximum allowed: 1", "Current in use: 2", rule="R015", target=COMPUTE):
        gallery(smaller, "Three")


def test_a_usage_has_the_members_that_az_gives_it(context: Context) -> None:
    assert limits.usages(context, "westus")[2] == {
        "currentValue": 0,
        "headRoom": 2,
        "limit": 2,
        "localName": "Gallery Image Versions",
        "location": "westus",
        "name": {"localizedValue": "Gallery Image Versions", "value": "galleryImageVersions"},
        "unit": "Count",
    }
