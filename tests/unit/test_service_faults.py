"""Faults through their service: set, counted, struck; on a store of files and on one in memory."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

import worlds
from refusals import refused
from sig.domain.errors import (
    CannotDeleteResource,
    InternalServerError,
    ResourceNotFound,
    SigError,
    TooManyRequests,
)
from sig.domain.faults import COPY_KINDS, REQUEST_KINDS, Fault, FaultKind
from sig.domain.gallery import Gallery
from sig.domain.resource_id import ResourceId, view_id
from sig.service import (
    documents,
    faults,
    galleries,
    groups,
    image_definitions,
    image_versions,
    known_names,
    shared_views,
    shares,
    sources,
)
from sig.store import StoreCorrupt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sig.service.context import Context
    from sig.store import Document, View

PLACES: dict[str, Callable[[Path], str]] = {"file": str, "memory": lambda path: f"memory:{path}"}


@pytest.fixture(params=PLACES)
def context(request: pytest.FixtureRequest, tmp_path: Path) -> Context:
    return worlds.at(PLACES[request.param](tmp_path / "store"))


def set_up(context: Context, kind: FaultKind = FaultKind.THROTTLED, **members: Any) -> int:
    number: int = faults.add(context, Fault(kind=kind, **members))["number"]
    return number


def struck(context: Context, number: int) -> int:
    (found,) = (fault["struck"] for fault in faults.listed(context) if fault["number"] == number)
    return int(found)


def content(context: Context) -> dict[str, Any]:
    with context.store.reading() as view:
        return {str(place): view.get(place) for place in view.below(ResourceId(()))}


def test_a_fault_is_listed_as_it_was_answered_when_it_was_set(context: Context) -> None:
    answer = faults.add(context, Fault(kind=FaultKind.THROTTLED, times=2, region="West US"))
    assert answer == {
        "number": 1,
        "kind": "throttled",
        "verb": "*",
        "resource": "*",
        "region": "westus",
        "times": 2,
        "attempts": 0,
        "struck": 0,
        "left": 2,
    }
    assert faults.listed(context) == [answer]


def test_faults_are_listed_in_order_of_their_numbers(context: Context) -> None:
    for _ in range(11):
        set_up(context)
    assert [fault["number"] for fault in faults.listed(context)] == list(range(1, 12))


def test_a_number_is_not_given_twice_while_other_faults_exist(context: Context) -> None:
    assert [set_up(context) for _ in range(3)] == [1, 2, 3]
    faults.remove(context, [3, 2])
    assert set_up(context) == 4
    faults.remove(context, [4])
    faults.remove(context, [1])
    assert set_up(context) == 1


def test_faults_are_removed_all_or_none(context: Context) -> None:
    set_up(context)
    with refused(ResourceNotFound, "There is no fault 2.", "There are: 1.", rule="R163", target="number"):
        faults.remove(context, [1, 2])
    assert len(faults.listed(context)) == 1


def test_clearing_leaves_the_store_as_if_there_had_been_none(context: Context) -> None:
    worlds.gallery(context)
    before = content(context)
    set_up(context)
    set_up(context)
    faults.clear(context)
    assert content(context) == before


def test_a_request_that_is_struck_changes_nothing_but_the_count(context: Context) -> None:
    number = set_up(context, times=1, verb="gallery create")
    with refused(TooManyRequests, "too many requests", rule="R164"):
        worlds.gallery(context)
    assert struck(context, number) == 1
    worlds.gallery(context)
    assert struck(context, number) == 1


def test_the_first_fault_that_strikes_is_said_and_the_later_ones_do_not_see_the_request(context: Context) -> None:
    later = [set_up(context, FaultKind.CONFLICT), set_up(context, FaultKind.INTERNAL_ERROR, times=1)]
    faults.remove(context, later[:1])
    first = set_up(context, FaultKind.THROTTLED)
    with refused(InternalServerError, rule="R166"):
        worlds.gallery(context)
    assert (struck(context, later[1]), struck(context, first)) == (1, 0)
    with refused(TooManyRequests, rule="R164"):
        worlds.gallery(context)


def test_a_chance_that_is_not_drawn_counts_as_an_attempt_and_lets_the_next_fault_try(context: Context) -> None:
    gallery = worlds.gallery(context)
    set_up(context, probability=0.4, seed="42", verb="gallery show")
    fails = []
    for _ in range(6):
        try:
            galleries.show(context, gallery)
            fails.append(False)
        except TooManyRequests:
            fails.append(True)
    assert fails == [False, True, False, True, False, False]
    assert [(fault["attempts"], fault["struck"]) for fault in faults.listed(context)] == [(6, 2)]


@pytest.mark.parametrize("kind", [*COPY_KINDS, FaultKind.NESTED_LAG])
def test_a_fault_of_copies_or_deletions_refuses_no_request(context: Context, kind: FaultKind) -> None:
    number = set_up(context, kind)
    gallery = worlds.gallery(context)
    assert galleries.show(context, gallery)["name"] == "Main"
    assert struck(context, number) == 0


@pytest.mark.parametrize("kind", REQUEST_KINDS)
def test_a_fault_of_requests_hits_no_copy(context: Context, kind: FaultKind) -> None:
    set_up(context, kind)
    with context.store.writing() as tx:
        assert faults.of_copy(tx, "image-version create", version_of(context), "westus") is None


def test_commands_side_by_side_do_not_use_a_fault_more_often_than_it_says(context: Context) -> None:
    gallery = worlds.gallery(context)
    number = set_up(context, times=3)

    def attempt(_: int) -> bool:
        try:
            galleries.show(context, gallery)
        except TooManyRequests:
            return True
        return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(24))) == 3
    assert struck(context, number) == 3


def version_of(context: Context, name: str = "1.0.0") -> ResourceId:
    return context.gallery("images", "Main").child("images", "web").child("versions", name)


def test_a_copy_is_hit_in_its_region_only_and_counted_with_what_plans_it(context: Context) -> None:
    set_up(context, FaultKind.REPLICATION_FAILED, region="eastus", times=1, progress=60, message="No capacity.")
    with context.store.writing() as tx:
        assert faults.of_copy(tx, "image-version create", version_of(context), "westus") is None
        hit = faults.of_copy(tx, "image-version create", version_of(context), "eastus")
        assert hit is not None
        assert (hit.progress, hit.failure) == (60, "No capacity.")
        assert faults.of_copy(tx, "image-version create", version_of(context), "eastus") is None
    assert [fault["left"] for fault in faults.listed(context)] == [0]


def test_a_copy_that_is_not_planned_after_all_was_not_hit(context: Context) -> None:
    set_up(context, FaultKind.STUCK, times=1)

    def fail_midway() -> None:
        with context.store.writing() as tx:
            assert faults.of_copy(tx, "image-version create", version_of(context), "westus") is not None
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    assert [fault["left"] for fault in faults.listed(context)] == [1]


def test_a_region_is_where_the_resource_is_or_else_where_the_request_puts_it(context: Context) -> None:
    gallery = worlds.gallery(context, location="westus")
    number = set_up(context, region="eastus")
    galleries.show(context, gallery)
    with refused(TooManyRequests, rule="R164"):
        galleries.create(context, context.gallery("images", "Other"), Gallery(location="East US"))
    # What is stored counts, whatever an update of it says.
    galleries.create(context, gallery, Gallery(location="westus"))
    assert struck(context, number) == 1


def test_a_region_is_that_of_the_group_or_the_gallery_where_the_request_says_none(context: Context) -> None:
    groups.create(context, "images", "westeurope", None)
    gallery = worlds.gallery(context, location="westeurope")
    set_up(context, region="westeurope", verb="image-definition *")
    with refused(TooManyRequests, rule="R164"):
        worlds.definition(context, gallery)
    with refused(TooManyRequests, rule="R164"):
        image_definitions.listed(context, gallery)
    in_no_group = context.gallery("implicit", "Second")
    galleries.create(context, in_no_group, Gallery(location="westeurope"))
    with refused(TooManyRequests, rule="R164"):
        image_definitions.listed(context, in_no_group)


def test_a_region_is_the_one_that_a_group_is_to_be_in(context: Context) -> None:
    set_up(context, region="westeurope")
    groups.create(context, "images", "westus", None)
    with refused(TooManyRequests, rule="R164"):
        groups.create(context, "others", "West Europe", None)


def test_a_region_is_the_one_that_others_look_into(context: Context) -> None:
    set_up(context, region="westus", verb="* *-shared")
    shared_views.list_shared(context, "eastus")
    for action in (
        lambda: shared_views.list_shared(context, "westus"),
        lambda: shared_views.show(context, view_id(worlds.SUB, "West US", "sharedGalleries", "unique")),
    ):
        with refused(TooManyRequests, rule="R164"):
            action()


WEB = view_id(worlds.SUB, "westus", "communityGalleries", "public", "web", "1.0.0")
VERBS: dict[str, Callable[[Context], object]] = {
    "gallery list": lambda context: galleries.listed(context, "images"),
    "gallery show-community": lambda context: shared_views.show(context, WEB.parent.parent),
    "gallery list-community": shared_views.list_community,
    "gallery list-shared": lambda context: shared_views.list_shared(context, "westus"),
    "image-definition show-community": lambda context: shared_views.show(context, WEB.parent),
    "image-definition list-community": lambda context: shared_views.list_definitions(context, WEB.parent.parent),
    "image-version show-community": lambda context: shared_views.show(context, WEB),
    "image-version list-community": lambda context: shared_views.list_versions(context, WEB.parent),
    "image-version delete": lambda context: image_versions.delete(context, version_of(context)),
    "image-version list-soft-deleted": lambda context: image_versions.list_soft_deleted(
        context, version_of(context).parent
    ),
    "image-version undelete": lambda context: image_versions.undelete(context, version_of(context), {}),
    "share enable-community": lambda context: shares.enable_community(context, context.gallery("images", "Main")),
    "share reset": lambda context: shares.reset(context, context.gallery("images", "Main")),
    "source list": sources.listed,
    "group list": groups.listed,
    "group delete": lambda context: groups.delete(context, "images"),
    "group exists": lambda context: groups.exists(context, name="images"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_an_operation_is_struck_under_the_name_that_users_know(verb: str, tmp_path: Path) -> None:
    context = worlds.in_memory(tmp_path)
    set_up(context, FaultKind.NOT_AUTHORIZED, verb=verb, message="Not you.")
    with pytest.raises(SigError, match="Not you"):
        VERBS[verb](context)
    faults.clear(context)
    set_up(context, FaultKind.NOT_AUTHORIZED, verb="gallery create", message="Not you.")
    try:
        VERBS[verb](context)
    except SigError as refusal:
        assert refusal.message != "Not you."  # noqa: PT017 - most are refused: there is nothing in the store


def test_a_deleted_version_lags_behind_for_its_definition_until_its_time_is_over(context: Context) -> None:
    definition = worlds.definition(context, worlds.gallery(context))
    version = worlds.version(context, definition)
    set_up(context, FaultKind.NESTED_LAG, seconds=45.0, times=1)
    image_versions.delete(context, version)
    context.clock.sleep(44)
    with refused(CannotDeleteResource, f"include: '{version.relative}'.", "sig fault list", rule="R033"):
        image_definitions.delete(context, definition)
    context.clock.sleep(1)
    image_definitions.delete(context, definition)
    assert [fault.get("lagging") for fault in faults.listed(context)] == [None]


def test_a_deleted_definition_lags_behind_for_its_gallery_alone(context: Context) -> None:
    main, other = worlds.gallery(context), worlds.gallery(context, "Other")
    definition = worlds.definition(context, main)
    set_up(context, FaultKind.NESTED_LAG, verb="image-definition delete")
    image_definitions.delete(context, definition)
    galleries.delete(context, other)
    with refused(CannotDeleteResource, f"'{definition.relative}'", rule="R007"):
        galleries.delete(context, main)
    faults.clear(context)
    galleries.delete(context, main)


def test_what_was_not_there_or_could_not_be_deleted_does_not_lag_behind(context: Context) -> None:
    gallery = worlds.gallery(context)
    definition = worlds.definition(context, gallery)
    version = worlds.version(context, definition)
    number = set_up(context, FaultKind.NESTED_LAG)
    image_versions.delete(context, definition.child("versions", "9.9.9"))
    with pytest.raises(CannotDeleteResource):
        image_definitions.delete(context, definition)
    assert struck(context, number) == 0
    image_versions.delete(context, version, bypass_soft_delete=True)
    assert struck(context, number) == 1


def test_a_version_that_does_not_match_is_gone_at_once(context: Context) -> None:
    definition = worlds.definition(context, worlds.gallery(context))
    version = worlds.version(context, definition)
    set_up(context, FaultKind.NESTED_LAG, resource="2.*")
    image_versions.delete(context, version)
    image_definitions.delete(context, definition)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"verb": "*"}, "'kind' is missing"),
        ({"kind": "slow"}, "'slow' is not a valid FaultKind"),
        ({"kind": "throttled", "times": "2"}, "'times' is '2'"),
        ({"kind": "throttled", "times": 0}, "cannot have the times 0"),
        ({"kind": "nested-lag", "lagging": {"here": "2026-01-07"}}, "'here' is not a resource ID"),
        ({"kind": "nested-lag", "lagging": {str(WEB): "soon"}}, "soon"),
    ],
)
def test_a_document_that_is_no_fault_is_refused_until_it_is_cleared(
    context: Context, document: dict[str, Any], said: str
) -> None:
    gallery = worlds.gallery(context)
    with context.store.writing() as tx:
        tx.put(ResourceId((("faults", "1"),)), document)
    with pytest.raises(StoreCorrupt, match="is no fault") as caught:
        galleries.show(context, gallery)
    assert said in caught.value.message
    faults.clear(context)
    assert galleries.show(context, gallery)["name"] == "Main"


def test_a_fault_that_has_no_number_is_refused(context: Context) -> None:
    with context.store.writing() as tx:
        tx.put(ResourceId((("faults", "first"),)), {"kind": "throttled"})
    with pytest.raises(StoreCorrupt, match="not named after a number"):
        faults.listed(context)


def test_a_fault_may_be_edited_with_whole_numbers(tmp_path: Path) -> None:
    context = worlds.at(str(tmp_path / "store"))
    set_up(context, probability=0.5)
    (path,) = (tmp_path / "store").glob("faults/1/resource.json")
    stored = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**stored, "probability": 1}), encoding="utf-8")
    assert faults.listed(context)[0]["probability"] == 1


def test_numbers_of_faults_are_offered_to_who_types_one(context: Context) -> None:
    for _ in range(12):
        set_up(context)
    assert known_names.fitting(context.store, "fault", "1", {"subscription": worlds.SUB}) == ["1", "10", "11", "12"]


def test_without_faults_an_operation_opens_no_document_more(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = worlds.gallery(context)
    opened: list[ResourceId] = []
    get = documents.get

    def counted(view: View, place: ResourceId) -> Document | None:
        opened.append(place)
        return get(view, place)

    monkeypatch.setattr(documents, "get", counted)
    galleries.show(context, gallery)
    assert opened == [gallery]
