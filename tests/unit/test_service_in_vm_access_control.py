"""In-VM access control profiles through their services: found, refused, copied by the clock, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import worlds
from refusals import refused
from sig.domain import store_check
from sig.domain.errors import (
    CannotDeleteResource,
    InternalServerError,
    ParentResourceNotFound,
    ReplicationJobsFailed,
    ResourceGroupNotFound,
    ResourceNotFound,
)
from sig.domain.faults import Fault, FaultKind
from sig.domain.in_vm_access_control_profile_version import (
    AccessControlProfileVersion,
    TargetLocation,
)
from sig.domain.simulation import parse
from sig.service import (
    documents,
    faults,
    galleries,
    groups,
    inventory,
    known_names,
    removals,
)
from sig.service import in_vm_access_control_profile_versions as versions
from sig.service import in_vm_access_control_profiles as profiles
from sig.service.paging import Page
from sig.store import ROOT, StoreCorrupt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sig.domain.in_vm_access_control_profile import AccessControlProfile
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context

PLACES: dict[str, Callable[[Path], str]] = {"file": str, "memory": lambda path: f"memory:{path}"}
TARGETS = "galleryInVMAccessControlProfileVersion.properties.targetLocations"


@pytest.fixture(params=PLACES)
def context(request: pytest.FixtureRequest, tmp_path: Path) -> Context:
    return worlds.at(PLACES[request.param](tmp_path / "store"))


def profile_at(context: Context, name: str = "imds") -> ResourceId:
    return context.gallery("images", "Main").child("inVMAccessControlProfiles", name)


def version_at(context: Context, name: str = "1.0.0") -> ResourceId:
    return profile_at(context).child("versions", name)


def make_profile(context: Context, name: str = "imds", location: str | None = None) -> ResourceId:
    return worlds.access_profile(context, profile_at(context).parent, name, location)


def make_version(context: Context, name: str = "1.0.0", *regions: str, profile: str = "imds") -> ResourceId:
    return worlds.access_profile_version(context, profile_at(context, profile), name, *regions)


@pytest.fixture
def made(context: Context) -> Context:
    """A gallery, a profile and a version of it."""
    worlds.gallery(context)
    make_profile(context)
    make_version(context)
    return context


def state(context: Context, name: str = "1.0.0") -> str:
    return str(versions.show(context, version_at(context, name))["properties"]["provisioningState"])


def progress(context: Context, name: str = "1.0.0") -> dict[str, int]:
    shown = versions.show(context, version_at(context, name))["properties"]["replicationStatus"]["summary"]
    return {row["region"]: row["progress"] for row in shown}


def test_a_profile_and_its_version_have_succeeded_at_once(made: Context) -> None:
    assert profiles.show(made, profile_at(made))["properties"]["provisioningState"] == "Succeeded"
    assert state(made) == "Succeeded"
    assert progress(made) == {"westus": 100}
    assert versions.finished(made, version_at(made)) == versions.show(made, version_at(made))


def test_lists_are_in_order_and_in_pages(made: Context) -> None:
    for name in ("wire", "Beta"):
        make_profile(made, name)
    for number in ("1.10.0", "1.9.0"):
        make_version(made, number)
    gallery = made.gallery("images", "Main")
    first = profiles.listed(made, gallery, Page(limit=2))
    assert [item["name"] for item in first.items] == ["Beta", "imds"]
    assert [item["name"] for item in profiles.listed(made, gallery, Page(token=first.next_token)).items] == ["wire"]
    found = versions.listed(made, profile_at(made), Page(limit=2))
    assert [item["name"] for item in found.items] == ["1.0.0", "1.9.0"]
    assert found.items[0] == versions.show(made, version_at(made))
    assert found.next_token is not None


def test_what_is_not_there_is_refused_with_what_is(made: Context) -> None:
    with refused(ResourceNotFound, "'imds'", rule="R009"):
        profiles.show(made, profile_at(made, "imsd"))
    with refused(ResourceNotFound, "1.0.0", rule="R009"):
        versions.show(made, version_at(made, "1.0.1"))
    with refused(ParentResourceNotFound, "Parent resource 'Main/other' not found", rule="R041"):
        make_version(made, profile="other")
    with refused(ParentResourceNotFound, "Parent resource 'Main/other' not found", rule="R041"):
        versions.listed(made, profile_at(made, "other"))


def test_a_profile_needs_its_gallery(context: Context) -> None:
    with refused(ParentResourceNotFound, "Parent resource 'Main' not found", rule="R022"):
        make_profile(context, location="westus")
    with refused(ParentResourceNotFound, "Parent resource 'Main' not found", rule="R022"):
        profiles.listed(context, context.gallery("images", "Main"))


def test_a_group_that_is_not_registered_is_refused_where_that_is_demanded(made: Context) -> None:
    strict = made._replace(strict=True)
    with refused(ResourceGroupNotFound, rule="R008"):
        make_profile(strict, "other")
    with refused(ResourceGroupNotFound, rule="R008"):
        make_version(strict, "2.0.0")


def test_what_names_no_location_goes_to_its_group_or_stays_where_it_is(made: Context) -> None:
    groups.create(made, "images", "eastus", None)
    assert profiles.show(made, make_profile(made, "other"))["location"] == "eastus"
    assert profiles.show(made, make_profile(made))["location"] == "westus"
    assert versions.show(made, make_version(made))["location"] == "westus"
    assert versions.show(made, make_version(made, "2.0.0"))["properties"]["targetLocations"] == [{"name": "eastus"}]


def test_an_update_puts_back_what_the_change_makes(made: Context) -> None:
    def change(stored: AccessControlProfile) -> AccessControlProfile:
        return replace(stored, tags={"a": "b"}, properties=replace(stored.properties, description="text"))

    updated = profiles.update(made, profile_at(made), change)
    assert (updated["tags"], updated["properties"]["description"]) == ({"a": "b"}, "text")
    assert profiles.show(made, profile_at(made)) == updated
    with refused(ResourceNotFound, rule="R009"):
        profiles.update(made, profile_at(made, "other"), change)


def test_deletion_goes_from_the_inside_out(made: Context) -> None:
    with refused(CannotDeleteResource, "inVMAccessControlProfiles/imds'", rule="R007"):
        galleries.delete(made, made.gallery("images", "Main"))
    with refused(CannotDeleteResource, "inVMAccessControlProfiles/imds/versions/1.0.0", rule="R481"):
        profiles.delete(made, profile_at(made))
    versions.delete(made, version_at(made))
    profiles.delete(made, profile_at(made))
    galleries.delete(made, made.gallery("images", "Main"))
    with made.store.reading() as view:
        assert not view.holds_any(made.group("images"))


def test_what_is_absent_is_as_good_as_deleted(context: Context) -> None:
    profiles.delete(context, profile_at(context))
    versions.delete(context, version_at(context))
    with context.store.reading() as view:
        assert not view.holds_any(context.group("images"))


def test_a_gallery_is_removed_with_its_profiles(made: Context) -> None:
    steps = removals.remove(made, made.gallery("images", "Main"))
    assert [step["name"].removeprefix("Microsoft.Compute/galleries/") for step in steps] == [
        "Main/inVMAccessControlProfiles/imds/versions/1.0.0",
        "Main/inVMAccessControlProfiles/imds",
        "Main",
    ]
    with made.store.reading() as view:
        assert not view.holds_any(made.group("images"))


def test_a_version_is_copied_by_the_clock(made: Context) -> None:
    slow = made._replace(simulation=parse("regions:westus=1m,*=10m"))
    make_version(slow, "2.0.0", "eastus", "westus")
    assert state(slow, "2.0.0") == "Creating"
    slow.clock.sleep(60)
    assert progress(slow, "2.0.0") == {"westus": 100, "eastus": 10}
    assert state(slow, "2.0.0") == "Creating"
    slow.clock.sleep(540)
    assert state(slow, "2.0.0") == "Succeeded"


def test_an_update_copies_to_new_regions_only_however_they_are_spelled(made: Context) -> None:
    slow = made._replace(simulation=parse("10m"))

    def change(stored: AccessControlProfileVersion) -> AccessControlProfileVersion:
        targets = (TargetLocation(name="East US"), TargetLocation(name="West US"))
        return replace(stored, properties=replace(stored.properties, target_locations=targets))

    assert versions.update(slow, version_at(slow), change)["properties"]["provisioningState"] == "Updating"
    assert progress(slow) == {"westus": 100, "eastus": 0}
    slow.clock.sleep(300)
    versions.update(slow, version_at(slow), change)
    assert progress(slow) == {"westus": 100, "eastus": 50}


def test_a_version_can_take_reads_to_be_made(made: Context) -> None:
    polled = made._replace(simulation=parse("polls:2"))
    make_version(polled, "2.0.0")
    assert [state(polled, "2.0.0") for _ in range(3)] == ["Creating", "Succeeded", "Succeeded"]


def test_by_size_a_version_takes_as_long_as_one_was_seen_to_take(made: Context) -> None:
    make_version(made._replace(simulation=parse("size")), "2.0.0")
    made.clock.sleep(47)
    assert state(made, "2.0.0") == "Creating"
    made.clock.sleep(1)
    assert state(made, "2.0.0") == "Succeeded"


def test_r157_a_copy_that_fails_is_told_to_who_waits(made: Context) -> None:
    verb = "in-vm-access-control-profile-version create"
    faults.add(made, Fault(kind=FaultKind.REPLICATION_FAILED, verb=verb, region="eastus"))
    make_version(made, "2.0.0", "westus", "eastus")
    made.clock.sleep(3600)
    assert state(made, "2.0.0") == "Failed"
    with refused(ReplicationJobsFailed, "{region:eastus,", "profile-version show", rule="R157", target=TARGETS):
        versions.finished(made, version_at(made, "2.0.0"))


def test_faults_strike_every_verb_of_profiles(made: Context) -> None:
    faults.add(made, Fault(kind=FaultKind.INTERNAL_ERROR, verb="in-vm-access-control-profile*"))
    identifier, version = profile_at(made), version_at(made)
    attempts: list[Callable[[], object]] = [
        lambda: make_profile(made),
        lambda: profiles.show(made, identifier),
        lambda: profiles.listed(made, identifier.parent),
        lambda: profiles.update(made, identifier, lambda stored: stored),
        lambda: profiles.delete(made, identifier),
        lambda: make_version(made),
        lambda: versions.show(made, version),
        lambda: versions.listed(made, identifier),
        lambda: versions.update(made, version, lambda stored: stored),
        lambda: versions.delete(made, version),
    ]
    for attempt in attempts:
        with refused(InternalServerError, rule="R166"):
            attempt()


def test_a_deleted_child_lags_behind(made: Context) -> None:
    faults.add(made, Fault(kind=FaultKind.NESTED_LAG, verb="in-vm-access-control-profile*", seconds=30))
    versions.delete(made, version_at(made))
    with refused(CannotDeleteResource, "versions/1.0.0", rule="R481"):
        profiles.delete(made, profile_at(made))
    made.clock.sleep(30)
    profiles.delete(made, profile_at(made))
    with refused(CannotDeleteResource, "inVMAccessControlProfiles/imds", rule="R007"):
        galleries.delete(made, made.gallery("images", "Main"))
    made.clock.sleep(30)
    galleries.delete(made, made.gallery("images", "Main"))


def test_the_tree_has_profiles_beside_definitions(made: Context) -> None:
    (found,) = inventory.tree(made)
    assert (found["definitions"], found["applications"]) == ([], [])
    assert found["inVMAccessControlProfiles"] == [
        {
            "name": "imds",
            "location": "westus",
            "osType": "Linux",
            "applicableHostEndpoint": "IMDS",
            "versions": [
                {
                    "name": "1.0.0",
                    "state": "Succeeded",
                    "mode": "Audit",
                    "defaultAccess": "Allow",
                    "excludeFromLatest": False,
                    "regions": [{"name": "westus", "state": "Completed"}],
                }
            ],
        }
    ]


def test_names_are_found_by_kind(made: Context) -> None:
    make_version(made, "1.10.0")
    given = {"subscription": worlds.SUB, "group": "images", "gallery": "Main", "access-profile": "imds"}
    assert known_names.fitting(made.store, "access-profile", "IM", {"subscription": worlds.SUB}) == ["imds"]
    assert known_names.fitting(made.store, "access-profile-version", "", given) == ["1.10.0", "1.0.0"]
    assert known_names.fitting(made.store, "version", "", given) == []
    assert known_names.fitting(made.store, "application-version", "", given) == []


def test_what_is_stored_keeps_the_rules_and_a_wrong_type_is_found(made: Context) -> None:
    with made.store.reading() as view:
        found = {place: documents.get(view, place) for place in view.below(ROOT)}
    assert [list(store_check.faults(place, document)) for place, document in found.items() if document] == [[]] * 3
    document = found[version_at(made)] or {}
    document["resource"]["type"] += "/versions"
    (fault,) = store_check.faults(version_at(made), document)
    assert fault.code == "Envelope"
    assert "'Microsoft.Compute/galleries/inVMAccessControlProfiles' is expected" in fault.message
    document["resource"]["type"] = "Microsoft.Compute/galleries/inVMAccessControlProfiles"
    document["resource"]["properties"]["rules"] = {"roles": [{"name": "asker", "privileges": ["tokens"]}]}
    assert [fault.code for fault in store_check.faults(version_at(made), document)] == ["Rule"]
    assert store_check.parent_of(version_at(made)) == profile_at(made)
    assert store_check.parent_of(profile_at(made)) == made.gallery("images", "Main")


def damage(context: Context, place: ResourceId, **properties: Any) -> None:
    with context.store.writing() as tx:
        document = documents.require(tx, place)
        document["resource"]["properties"] = properties
        tx.put(place, document)


def test_a_document_of_another_form_is_damage(made: Context) -> None:
    damage(made, profile_at(made), osType=5)
    with pytest.raises(StoreCorrupt, match="osType"):
        profiles.update(made, profile_at(made), lambda stored: stored)
    damage(made, version_at(made), rules=5)
    with pytest.raises(StoreCorrupt, match="rules"):
        versions.update(made, version_at(made), lambda stored: stored)


@pytest.mark.parametrize("targets", [5, ["westus"], [{"regionalReplicaCount": 1}]])
def test_regions_of_another_form_are_damage_to_every_reader(made: Context, targets: object) -> None:
    damage(made, version_at(made), targetLocations=targets)
    readers: list[Callable[[], object]] = [
        lambda: versions.show(made, version_at(made)),
        lambda: versions.finished(made, version_at(made)),
        lambda: versions.listed(made, profile_at(made)),
        lambda: inventory.tree(made),
    ]
    for read in readers:
        with pytest.raises(StoreCorrupt, match="another form"):
            read()
