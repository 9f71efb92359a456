"""The life of a version after its creation: used, pruned, promoted, revoked, pointed at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from refusals import refused
from sig.domain import consumers as consumer_rules
from sig.domain.errors import (
    Conflict,
    NotFound,
    OperationNotAllowed,
    ParentResourceNotFound,
    PropertyChangeNotAllowed,
    ResourceNotFound,
    TooManyRequests,
)
from sig.domain.faults import Fault, FaultKind
from sig.domain.gallery import SoftDeletePolicy
from sig.domain.image_version import SafetyProfile
from sig.domain.pruning import Policy
from sig.domain.publishing import TargetRegion
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.storage_profile import ImageSource, StorageProfile
from sig.service import (
    channels,
    consumers,
    documents,
    faults,
    image_definitions,
    image_versions,
    lineage,
    promotions,
    pruning,
    revocations,
)
from sig.service.clock import FixedClock
from sig.service.promotions import Promotion
from sig.store import StoreCorrupt
from worlds import NOW, OTHER_SUB, SUB, definition, gallery, in_memory, published, version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sig.service.context import Context


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return in_memory(tmp_path)


@pytest.fixture
def web(context: Context) -> ResourceId:
    return definition(context, gallery(context))


def vm(name: str = "web-1", group: str = "apps") -> ResourceId:
    return compute_id(SUB, group, "virtualMachines", name)


def use(context: Context, image: ResourceId, user: ResourceId | None = None, **facts: Any) -> dict[str, Any]:
    return consumers.add(context, consumer_rules.consumer(user or vm(), image, **facts))


def users(context: Context, image: ResourceId) -> list[str]:
    with context.store.reading() as view:
        return [one.name for one in consumers.consumers_of(view, image, context.clock.now())]


def names(context: Context, holder: ResourceId) -> list[str]:
    return [item["name"] for item in image_versions.listed(context, holder).items]


def stored(context: Context, identifier: ResourceId) -> Any:
    with context.store.reading() as view:
        return view.get(identifier)


def spoil(context: Context, identifier: ResourceId, **members: Any) -> None:
    """Put what no command writes into the envelope."""
    with context.store.writing() as tx:
        tx.put(identifier, {**documents.require(tx, identifier), **members})


def later(context: Context, days: int) -> Context:
    return context._replace(clock=FixedClock(NOW + timedelta(days=days)))


# Consumers


def test_a_consumer_of_a_number_uses_that_version_and_one_of_a_definition_its_latest(
    context: Context, web: ResourceId
) -> None:
    first, second = version(context, web, "1.0.0"), version(context, web, "1.1.0")
    use(context, first, vm("a"))
    use(context, web, vm("b"), location="West US")
    use(context, web, vm("c"), location="eastus")
    assert (users(context, first), users(context, second)) == (["a"], ["b"])
    assert [one["name"] for one in consumers.listed(context, second)] == ["b"]


def test_what_a_vm_used_before_is_replaced_by_what_it_uses_now(context: Context, web: ResourceId) -> None:
    other = definition(context, web.parent, "db")
    first, second = version(context, web), version(context, other)
    use(context, first)
    use(context, second, ResourceId.parse(str(vm()).upper().replace("/SUBSCRIPTIONS", "/subscriptions")))
    assert (users(context, first), users(context, second)) == ([], ["WEB-1"])
    assert len(consumers.listed(context)) == 1


def test_consumers_are_listed_by_group_gallery_definition_or_all(context: Context, web: ResourceId) -> None:
    elsewhere = definition(context, gallery(context, "Other"), "db")
    use(context, version(context, web), vm("b"))
    use(context, version(context, elsewhere), vm("A"))
    found = {
        scope: [one["name"] for one in consumers.listed(context, place)]
        for scope, place in {
            "all": None,
            "group": context.group("IMAGES"),
            "spare": context.group("spare"),
            "gallery": web.parent,
            "definition": elsewhere,
        }.items()
    }
    assert found == {"all": ["A", "b"], "group": ["A", "b"], "spare": [], "gallery": ["b"], "definition": ["A"]}


def test_a_consumer_outlives_the_definition_and_keeps_no_gallery_from_being_deleted(
    context: Context, web: ResourceId
) -> None:
    from sig.service import galleries

    first = version(context, web)
    use(context, first)
    image_versions.delete(context, first, force=True)
    image_definitions.delete(context, web)
    galleries.delete(context, web.parent)
    assert consumers.show(context, vm())["version"] == "1.0.0"


def test_r214_a_consumer_that_is_forgotten_is_not_shown(context: Context, web: ResourceId) -> None:
    use(context, version(context, web))
    consumers.remove(context, vm())
    consumers.remove(context, vm())
    with refused(NotFound, "sig consumer list", rule="R214", target="resourceId"):
        consumers.show(context, vm())


def test_an_import_can_forget_what_was_imported_before_and_is_gone(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    use(context, first, vm("by-hand"))
    read = [consumer_rules.consumer(vm(name), first, imported=True) for name in ("a", "b")]
    assert consumers.bring_in(context, read).forgotten == 0
    assert consumers.bring_in(context, read[1:], forget_others=True).forgotten == 1
    assert users(context, first) == ["b", "by-hand"]


def test_r200_a_version_in_use_is_deleted_only_by_force(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    for number in range(7):
        use(context, first, vm(f"web-{number}"))
    said = ("in use by VM 'web-0', VM 'web-1', VM 'web-2', VM 'web-3', VM 'web-4', and 2 more.", "--force")
    with refused(OperationNotAllowed, *said, rule="R200", target="galleryImageVersion"):
        image_versions.delete(context, first)
    image_versions.delete(context, first, force=True)
    assert names(context, web) == []


# Prune


def test_pruning_deletes_all_at_once_and_says_what_it_did(context: Context, web: ResourceId) -> None:
    for name in ("1.9.0", "1.10.0", "1.11.0"):
        version(context, web, name)
    plan = pruning.prune(context, web, Policy(keep=1))
    assert [(row["name"], row["action"]) for row in pruning.rows(plan)] == [
        ("1.11.0", "keep"),
        ("1.10.0", "delete"),
        ("1.9.0", "delete"),
    ]
    assert names(context, web) == ["1.11.0"]


def test_deciding_deletes_nothing(context: Context, web: ResourceId) -> None:
    version(context, web, "1.0.0")
    version(context, web, "2.0.0")
    pruning.decided(context, web, Policy(keep=1))
    assert names(context, web) == ["1.0.0", "2.0.0"]


def test_a_pruned_version_is_soft_deleted_where_its_gallery_says_so(context: Context) -> None:
    soft = definition(context, gallery(context, soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=True)))
    for name in ("1.0.0", "2.0.0", "3.0.0"):
        version(context, soft, name)
    pruning.prune(context, soft, Policy(keep=2))
    assert len(image_versions.list_soft_deleted(context, soft).items) == 1
    pruning.prune(context, soft, Policy(keep=1), bypass_soft_delete=True)
    assert len(image_versions.list_soft_deleted(context, soft).items) == 1
    assert names(context, soft) == ["3.0.0"]


def test_a_version_that_blocks_its_deletion_stays_and_says_the_rule(context: Context, web: ResourceId) -> None:
    guarded = SafetyProfile(block_deletion_before_end_of_life=True)
    profile = published("westus", end_of_life_date="2026-02-01")
    version(context, web, "1.0.0", safety_profile=guarded, publishing_profile=profile)
    version(context, web, "2.0.0")
    row = pruning.rows(pruning.prune(context, web, Policy(keep=1, force=True)))[1]
    assert row["action"] == "keep"
    assert "(R091)" in row["reasons"][0]
    assert pruning.rows(pruning.prune(later(context, 60), web, Policy(keep=1)))[1]["action"] == "delete"


def test_a_version_in_use_or_behind_a_channel_stays(context: Context, web: ResourceId) -> None:
    for name in ("1.0.0", "2.0.0", "3.0.0", "4.0.0"):
        version(context, web, name)
    use(context, web.child("versions", "1.0.0"))
    channels.point(context, web, "stable", "2.0.0")
    pruning.prune(context, web, Policy(keep=1))
    assert names(context, web) == ["1.0.0", "2.0.0", "4.0.0"]


CHANGES: dict[str, tuple[Callable[[Context, ResourceId], object], str]] = {
    "published": (lambda context, web: version(context, web, "3.0.0"), "version 3.0.0 is new"),
    "deleted": (
        lambda context, web: image_versions.delete(context, web.child("versions", "2.0.0")),
        "version 2.0.0 is gone",
    ),
    "changed": (
        lambda context, web: image_versions.update(
            context, web.child("versions", "1.0.0"), lambda stored: replace(stored, tags={"a": "b"})
        ),
        "version 1.0.0 has changed",
    ),
    "revoked": (
        lambda context, web: revocations.revoke(context, web.child("versions", "1.0.0"), "leaked"),
        "version 1.0.0 has changed",
    ),
    "used": (lambda context, web: use(context, web.child("versions", "1.0.0")), "vm apps/web-1 is new"),
    "pointed at": (
        lambda context, web: channels.point(context, web, "stable", "1.0.0"),
        "channel 'stable' is new",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_r202_a_plan_is_applied_to_the_state_that_it_was_made_from_only(
    change: str, context: Context, web: ResourceId
) -> None:
    version(context, web, "1.0.0")
    version(context, web, "2.0.0")
    plan = pruning.decided(context, web, Policy(keep=1))
    make, told = CHANGES[change]
    make(context, web)
    left = names(context, web)
    with refused(Conflict, told, rule="R202", target="plan"):
        pruning.apply(context, plan)
    assert names(context, web) == left


def test_a_fault_of_prune_strikes_whoever_applies_a_plan(context: Context, web: ResourceId) -> None:
    version(context, web, "1.0.0")
    version(context, web, "2.0.0")
    plan = pruning.decided(context, web, Policy(keep=1))
    faults.add(context, Fault(kind=FaultKind.THROTTLED, verb="image-version prune", resource="*/web", times=1))
    with refused(TooManyRequests, rule="R164"):
        pruning.apply(context, plan)
    assert names(context, web) == ["1.0.0", "2.0.0"]
    pruning.apply(context, plan)
    assert names(context, web) == ["2.0.0"]


def test_a_plan_does_what_it_says_days_later(context: Context, web: ResourceId) -> None:
    version(context, web, "1.0.0")
    version(context, web, "2.0.0")
    plan = pruning.decided(context, web, Policy(keep=1))
    pruning.apply(later(context, 30), plan)
    assert names(context, web) == ["2.0.0"]


# Lineage, promotion


def copy(context: Context, source: ResourceId, to: ResourceId, name: str) -> ResourceId:
    return version(context, to, name, storage_profile=StorageProfile(source=ImageSource(id=str(source))))


def told(context: Context, identifier: ResourceId) -> list[str]:
    return [f"{one.version.name}{one.distance:+}{'' if one.exists else '?'}" for one in lineage.of(context, identifier)]


def test_lineage_goes_over_galleries_and_subscriptions(context: Context, web: ResourceId) -> None:
    abroad = context._replace(subscription=OTHER_SUB)
    elsewhere = definition(abroad, gallery(abroad, "Abroad"))
    first = version(context, web)
    second = copy(abroad, first, elsewhere, "2.0.0")
    copy(context, second, web, "3.0.0")
    assert told(context, first) == told(abroad, first) == ["1.0.0+0", "2.0.0+1", "3.0.0+2"]


def test_lineage_outlives_the_versions_between(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    second = copy(context, first, web, "2.0.0")
    third = copy(context, second, web, "3.0.0")
    for gone in (first, second):
        image_versions.delete(context, gone)
    assert told(context, third) == ["1.0.0-2?", "2.0.0-1?", "3.0.0+0"]
    assert told(context, first) == ["1.0.0+0?", "2.0.0+1?", "3.0.0+2"]
    with refused(ResourceNotFound, "instead of '9.0.0'", rule="R009"):
        lineage.of(context, web.child("versions", "9.0.0"))


def test_lineage_as_a_tree_nests_what_was_copied(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    second = copy(context, first, web, "2.0.0")
    copy(context, first, web, "3.0.0")
    copy(context, second, web, "4.0.0")

    def shape(node: dict[str, Any]) -> Any:
        return {node["name"]: [shape(child) for child in node["children"]]}

    nested = lineage.nested(lineage.of(context, first))
    assert shape(nested) == {"1.0.0": [{"2.0.0": [{"4.0.0": []}]}, {"3.0.0": []}]}


def test_a_promoted_version_has_what_the_original_had_except_its_place_in_latest(
    context: Context, web: ResourceId
) -> None:
    profile = published(
        TargetRegion(name="westus", regional_replica_count=3, exclude_from_latest=True),
        "eastus",
        exclude_from_latest=True,
        end_of_life_date="2026-06-01",
    )
    first = version(context, web, publishing_profile=profile)
    image_versions.update(context, first, lambda stored: replace(stored, tags={"build": "41"}))
    target = gallery(context, "Prod").child("images", "web").child("versions", "1.0.0")
    promoted = promotions.promote(context, Promotion(first, target, create_definition=True))
    assert not promoted.is_unchanged
    made = promoted.version
    publishing = made["properties"]["publishingProfile"]
    assert made["tags"] == {"build": "41"}
    assert publishing["endOfLifeDate"] == "2026-06-01T00:00:00+00:00"
    assert publishing["excludeFromLatest"] is False
    assert [(row["name"], row["regionalReplicaCount"]) for row in publishing["targetRegions"]] == [
        ("West US", 3),
        ("East US", 1),
    ]
    assert all("excludeFromLatest" not in row for row in publishing["targetRegions"])
    assert made["properties"]["storageProfile"]["source"]["id"] == str(first)
    original, copied = (image_definitions.show(context, place) for place in (web, target.parent))
    assert copied["properties"] == original["properties"]
    assert told(context, target) == ["1.0.0-1", "1.0.0+0"]


def test_promoting_again_changes_nothing_and_from_elsewhere_is_refused(context: Context, web: ResourceId) -> None:
    first, second = version(context, web), version(context, web, "2.0.0")
    target = definition(context, gallery(context, "Prod")).child("versions", "1.0.0")
    made = promotions.promote(context, Promotion(first, target))
    before = stored(context, target)
    assert promotions.promote(context, Promotion(first, target)) == (made.version, True)
    assert stored(context, target) == before
    path = "galleryImageVersion.properties.storageProfile.source.id"
    with refused(PropertyChangeNotAllowed, path, rule="R056", target=path):
        promotions.promote(context, Promotion(second, target))


def test_a_promotion_that_is_refused_leaves_no_definition_behind(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    target = gallery(context, "Prod", "eastus").child("images", "web").child("versions", "1.0.0")
    path = "galleryImageVersion.properties.storageProfile.source.id"
    with refused(ResourceNotFound, "East US", rule="R055", target=path):
        promotions.promote(context, Promotion(first, target, create_definition=True))
    assert stored(context, target.parent) is None
    with refused(ParentResourceNotFound, "Prod/web", rule="R041"):
        promotions.promote(context, Promotion(first, target))


def test_a_promotion_into_another_subscription_is_made_there(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    abroad = context._replace(subscription=OTHER_SUB)
    target = gallery(abroad, "Abroad").child("images", "web").child("versions", "1.0.0")
    promoted = promotions.promote(context, Promotion(first, target, create_definition=True))
    assert promoted.version["id"] == str(target)


# Revocation


def test_restoring_undoes_a_revocation_to_the_last_byte(context: Context, web: ResourceId) -> None:
    profile = published(TargetRegion(name="westus", exclude_from_latest=False), end_of_life_date="2026-06-01")
    first = version(context, web, publishing_profile=profile)
    before = stored(context, first)
    (row,) = revocations.revoke(context, first, " leaked ")
    assert (row["action"], row["reason"]) == ("revoked", "leaked")
    assert stored(context, first) != before
    revocations.restore(context, first)
    assert stored(context, first) == before


def test_a_cascade_reaches_every_descendant_and_is_undone_as_one(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    second = copy(context, first, web, "2.0.0")
    third = copy(context, second, web, "3.0.0")
    other = version(context, web, "4.0.0")
    before = [stored(context, place) for place in (first, second, third, other)]
    revocations.revoke(context, third, "slow")
    image_versions.delete(context, second)
    rows = revocations.revoke(context, first, "leaked", cascade=True)
    assert [(row["name"], row["action"], row["reason"]) for row in rows] == [
        ("1.0.0", "revoked", "leaked"),
        ("3.0.0", "unchanged", "slow"),
    ]
    revocations.restore(context, third)
    revocations.revoke(context, first, "leaked", cascade=True)
    assert [row["name"] for row in revocations.restore(context, first, cascade=True)] == ["1.0.0", "3.0.0"]
    assert [stored(context, place) for place in (first, third, other)] == [before[0], before[2], before[3]]


def test_a_cascade_does_not_undo_another_one(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    second = copy(context, first, web, "2.0.0")
    copy(context, second, web, "3.0.0")
    revocations.revoke(context, second, "slow", cascade=True)
    revocations.revoke(context, first, "leaked", cascade=True)
    assert [row["name"] for row in revocations.restore(context, first, cascade=True)] == ["1.0.0"]
    assert [row["name"] for row in revocations.restore(context, second, cascade=True)] == ["2.0.0", "3.0.0"]


def test_revoking_again_takes_the_new_reason_and_keeps_what_was_before(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    before = stored(context, first)
    revocations.revoke(context, first, "slow")
    assert revocations.revoke(context, first, "slow")[0]["action"] == "unchanged"
    assert revocations.revoke(context, first, "leaked")[0]["reason"] == "leaked"
    assert image_versions.show(context, first)["tags"]["sig-revoked"] == "leaked"
    revocations.restore(context, first)
    assert stored(context, first) == before


def test_a_revocation_names_the_channels_that_point_at_the_version(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    channels.point(context, web, "stable", "1.0.0")
    assert revocations.revoke(context, first, "leaked")[0]["channels"] == ["stable"]


def test_latest_passes_over_a_revoked_version_with_its_reason(context: Context, web: ResourceId) -> None:
    from sig.domain import regions
    from sig.service import latest

    version(context, web)
    second = version(
        context, web, "2.0.0", publishing_profile=published(TargetRegion(name="westus", exclude_from_latest=False))
    )
    revocations.revoke(context, second, "leaked")
    with context.store.reading() as view:
        found = latest.find(view, web, regions.require("westus", "any"), NOW)
    assert found.version == web.child("versions", "1.0.0")
    assert [why.explanation for _, why in found.passed_over] == ["is revoked: leaked"]


# Channels


def test_a_channel_points_and_goes_back(context: Context, web: ResourceId) -> None:
    for name in ("1.0.0", "2.0.0", "3.0.0"):
        version(context, web, name)
        channels.point(context, web, "Stable", name)
    assert image_definitions.show(context, web)["tags"] == {"sig-channel-stable": "3.0.0"}
    revocations.revoke(context, web.child("versions", "2.0.0"), "leaked")
    assert channels.roll_back(context, web, "stable")["version"] == "1.0.0"
    moves = [(move["action"], move["version"]) for move in channels.log(context, web, "stable")]
    assert moves == [("rollback", "1.0.0"), ("set", "3.0.0"), ("set", "2.0.0"), ("set", "1.0.0")]


def test_pointing_where_it_points_already_leaves_no_move(context: Context, web: ResourceId) -> None:
    version(context, web)
    channels.point(context, web, "stable", "1.0.0")
    before = stored(context, web)
    channels.point(context, web, "stable", "1.0.0")
    assert stored(context, web) == before


def test_a_channel_whose_version_was_deleted_says_so(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    channels.point(context, web, "stable", "1.0.0")
    image_versions.delete(context, first)
    (row,) = channels.listed(context, web)
    assert (row["version"], row["exists"]) == ("1.0.0", False)


def test_a_tag_that_was_changed_by_hand_is_where_the_channel_points_and_can_be_left(
    context: Context, web: ResourceId
) -> None:
    version(context, web)
    version(context, web, "2.0.0")
    channels.point(context, web, "stable", "1.0.0")
    image_definitions.update(context, web, lambda found: replace(found, tags={"sig-channel-stable": "2.0.0"}))
    assert channels.show(context, web, "stable")["version"] == "2.0.0"
    assert channels.roll_back(context, web, "stable")["version"] == "1.0.0"


def test_a_removed_channel_keeps_its_history_and_other_tags_stay(context: Context, web: ResourceId) -> None:
    version(context, web)
    image_definitions.update(context, web, lambda found: replace(found, tags={"team": "web"}))
    channels.point(context, web, "stable", "1.0.0")
    channels.remove(context, web, "stable")
    channels.remove(context, web, "stable")
    assert image_definitions.show(context, web)["tags"] == {"team": "web"}
    assert [move["action"] for move in channels.log(context, web, "stable")] == ["remove", "set"]
    with refused(NotFound, "It has none yet", rule="R211", target="channel"):
        channels.show(context, web, "stable")


def test_a_channel_needs_a_version_that_exists_even_by_force(context: Context, web: ResourceId) -> None:
    with refused(ResourceNotFound, rule="R009"):
        channels.point(context, web, "stable", "1.0.0", force=True)


def test_what_was_damaged_by_hand_is_said_to_be(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    channels.point(context, web, "stable", "1.0.0")
    spoil(context, first, revocation=[], ancestors="x")
    spoil(context, web, channels={"stable": [{}]})
    for action in (
        lambda: revocations.restore(context, first),
        lambda: lineage.of(context, first),
        lambda: channels.log(context, web, "stable"),
        lambda: channels.point(context, web, "stable", "1.0.0", force=True),
    ):
        with pytest.raises(StoreCorrupt):
            action()
