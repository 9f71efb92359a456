"""VM applications through their services: found, refused, copied by the clock, deleted; in files and in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import worlds
from refusals import refused
from sig.domain.errors import (
    CannotDeleteResource,
    InternalServerError,
    LocationRequired,
    ParentResourceNotFound,
    ReplicationJobsFailed,
    ResourceGroupNotFound,
    ResourceNotFound,
)
from sig.domain.faults import Fault, FaultKind
from sig.domain.gallery_application_version import (
    ApplicationPublishing,
    GalleryApplicationVersion,
)
from sig.domain.publishing import TargetRegion
from sig.domain.simulation import parse
from sig.service import (
    documents,
    faults,
    galleries,
    gallery_application_versions,
    gallery_applications,
    groups,
    inventory,
    known_names,
    removals,
)
from sig.service.paging import Page
from sig.store import StoreCorrupt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sig.domain.gallery_application import GalleryApplication
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context

PLACES: dict[str, Callable[[Path], str]] = {"file": str, "memory": lambda path: f"memory:{path}"}


@pytest.fixture(params=PLACES)
def context(request: pytest.FixtureRequest, tmp_path: Path) -> Context:
    return worlds.at(PLACES[request.param](tmp_path / "store"))


def application_at(context: Context, name: str = "agent") -> ResourceId:
    return context.gallery("images", "Main").child("applications", name)


def make_application(context: Context, name: str = "agent", location: str | None = None) -> ResourceId:
    return worlds.application(context, application_at(context).parent, name, location)


def make_version(context: Context, name: str = "1.0.0", *regions: str, application: str = "agent") -> ResourceId:
    return worlds.application_version(context, application_at(context, application), name, *regions)


def version_at(context: Context, name: str = "1.0.0") -> ResourceId:
    return application_at(context).child("versions", name)


@pytest.fixture
def made(context: Context) -> Context:
    """A gallery, an application and a version of it."""
    worlds.gallery(context)
    make_application(context)
    make_version(context)
    return context


def state(context: Context, name: str = "1.0.0") -> str:
    found = gallery_application_versions.show(context, version_at(context, name))
    return str(found["properties"]["provisioningState"])


def test_an_application_has_no_provisioning_state_and_its_version_has(made: Context) -> None:
    assert "provisioningState" not in gallery_applications.show(made, application_at(made))["properties"]
    assert state(made) == "Succeeded"
    assert "safetyProfile" not in gallery_application_versions.show(made, version_at(made))["properties"]


def test_lists_are_in_order_and_in_pages(made: Context) -> None:
    for name in ("zip", "Beta"):
        make_application(made, name)
    for number in ("1.10.0", "1.9.0"):
        make_version(made, number)
    first = gallery_applications.listed(made, made.gallery("images", "Main"), Page(limit=2))
    assert [item["name"] for item in first.items] == ["agent", "Beta"]
    second = gallery_applications.listed(made, made.gallery("images", "Main"), Page(token=first.next_token))
    assert [item["name"] for item in second.items] == ["zip"]
    versions = gallery_application_versions.listed(made, application_at(made), Page(limit=2))
    assert [item["name"] for item in versions.items] == ["1.0.0", "1.9.0"]
    assert versions.next_token is not None


def test_what_is_not_there_is_refused_with_what_is(made: Context) -> None:
    with refused(ResourceNotFound, "'agent'", rule="R009"):
        gallery_applications.show(made, application_at(made, "agnet"))
    with refused(ResourceNotFound, "1.0.0", rule="R009"):
        gallery_application_versions.show(made, version_at(made, "1.0.1"))
    with refused(ParentResourceNotFound, "Parent resource 'Main/other' not found", rule="R041"):
        make_version(made, application="other")
    with refused(ParentResourceNotFound, "Parent resource 'Main/other' not found", rule="R041"):
        gallery_application_versions.listed(made, application_at(made, "other"))


def test_an_application_needs_its_gallery(context: Context) -> None:
    with refused(ParentResourceNotFound, "Parent resource 'Main' not found", rule="R022"):
        make_application(context, location="westus")
    with refused(ParentResourceNotFound, "Parent resource 'Main' not found", rule="R022"):
        gallery_applications.listed(context, context.gallery("images", "Main"))


def test_a_group_that_is_not_registered_is_refused_where_that_is_demanded(made: Context) -> None:
    with refused(ResourceGroupNotFound, rule="R008"):
        make_application(made._replace(strict=True), "other")


def test_what_names_no_location_goes_to_its_group_or_its_gallery(made: Context) -> None:
    assert gallery_applications.show(made, application_at(made))["location"] == "westus"
    groups.create(made, "images", "eastus", None)
    assert gallery_applications.show(made, make_application(made, "other"))["location"] == "eastus"
    assert gallery_applications.show(made, make_application(made))["location"] == "westus"


def test_an_update_puts_back_what_the_change_makes(made: Context) -> None:
    def change(stored: GalleryApplication) -> GalleryApplication:
        return replace(stored, tags={"a": "b"}, properties=replace(stored.properties, description="text"))

    updated = gallery_applications.update(made, application_at(made), change)
    assert updated["properties"] == {"supportedOSType": "Linux", "description": "text"}
    assert gallery_applications.show(made, application_at(made)) == updated
    with refused(ResourceNotFound, rule="R009"):
        gallery_applications.update(made, application_at(made, "other"), change)


def test_deletion_goes_from_the_inside_out(made: Context) -> None:
    with refused(CannotDeleteResource, "applications/agent'", rule="R007"):
        galleries.delete(made, made.gallery("images", "Main"))
    with refused(CannotDeleteResource, "applications/agent/versions/1.0.0", rule="R451"):
        gallery_applications.delete(made, application_at(made))
    gallery_application_versions.delete(made, version_at(made))
    gallery_applications.delete(made, application_at(made))
    galleries.delete(made, made.gallery("images", "Main"))
    with made.store.reading() as view:
        assert not view.holds_any(made.group("images"))


def test_what_is_absent_is_as_good_as_deleted(context: Context) -> None:
    gallery_applications.delete(context, application_at(context))
    gallery_application_versions.delete(context, version_at(context))
    with context.store.reading() as view:
        assert not view.holds_any(context.group("images"))


def test_a_deleted_version_is_gone_for_good_where_images_are_kept(made: Context) -> None:
    with made.store.writing() as tx:
        gallery = made.gallery("images", "Main")
        document = documents.require(tx, gallery)
        document["resource"]["properties"]["softDeletePolicy"] = {"isSoftDeleteEnabled": True}
        tx.put(gallery, document)
    gallery_application_versions.delete(made, version_at(made))
    with made.store.reading() as view:
        assert view.folders(made.gallery("images", "Main"), "softDeletedArtifactTypes") == []


def test_a_gallery_is_removed_with_its_applications(made: Context) -> None:
    worlds.version(made, worlds.definition(made, made.gallery("images", "Main")))
    steps = removals.remove(made, made.gallery("images", "Main"))
    names = [step["name"].removeprefix("Microsoft.Compute/galleries/") for step in steps]
    assert names == [
        "Main/images/web/versions/1.0.0",
        "Main/images/web",
        "Main/applications/agent/versions/1.0.0",
        "Main/applications/agent",
        "Main",
    ]
    with made.store.reading() as view:
        assert not view.holds_any(made.group("images"))


def test_a_version_is_copied_by_the_clock(made: Context) -> None:
    slow = made._replace(simulation=parse("regions:westus=1m,*=10m"))
    make_version(slow, "2.0.0", "westus", "eastus")
    assert state(slow, "2.0.0") == "Creating"
    slow.clock.sleep(60)
    found = gallery_application_versions.show(slow, version_at(slow, "2.0.0"), with_replication_status=True)
    assert [row["state"] for row in found["properties"]["replicationStatus"]["summary"]] == ["Completed", "Replicating"]
    slow.clock.sleep(540)
    assert state(slow, "2.0.0") == "Succeeded"


def test_an_update_copies_to_new_regions_only(made: Context) -> None:
    slow = made._replace(simulation=parse("10m"))

    def change(stored: GalleryApplicationVersion) -> GalleryApplicationVersion:
        profile = stored.properties.publishing_profile or ApplicationPublishing()
        targets = (*(profile.target_regions or ()), TargetRegion(name="eastus"))
        wanted = replace(profile, target_regions=targets)
        return replace(stored, properties=replace(stored.properties, publishing_profile=wanted))

    updated = gallery_application_versions.update(slow, version_at(slow), change)
    assert updated["properties"]["provisioningState"] == "Updating"
    found = gallery_application_versions.show(slow, version_at(slow), with_replication_status=True)
    rows = found["properties"]["replicationStatus"]["summary"]
    assert {row["region"]: row["progress"] for row in rows} == {"West US": 100, "East US": 0}


def test_a_version_can_take_reads_to_be_made(made: Context) -> None:
    polled = made._replace(simulation=parse("polls:2"))
    make_version(polled, "2.0.0")
    assert [state(polled, "2.0.0") for _ in range(3)] == ["Creating", "Succeeded", "Succeeded"]


def test_the_size_of_a_package_decides_how_long_it_takes(made: Context) -> None:
    make_version(made._replace(simulation=parse("size:64")), "2.0.0")
    made.clock.sleep(15)
    assert state(made, "2.0.0") == "Creating"
    made.clock.sleep(1)
    assert state(made, "2.0.0") == "Succeeded"


def test_r157_a_copy_that_fails_is_told_to_who_waits(made: Context) -> None:
    faults.add(made, Fault(kind=FaultKind.REPLICATION_FAILED, verb="gallery-application version create"))
    make_version(made, "2.0.0")
    made.clock.sleep(3600)
    assert state(made, "2.0.0") == "Failed"
    target = "galleryApplicationVersion.properties.publishingProfile.targetRegions"
    with refused(ReplicationJobsFailed, "sig gallery-application version show", rule="R157", target=target):
        gallery_application_versions.finished(made, version_at(made, "2.0.0"))
    assert gallery_application_versions.finished(made, version_at(made))["name"] == "1.0.0"


def test_faults_strike_every_verb_of_applications(made: Context) -> None:
    faults.add(made, Fault(kind=FaultKind.INTERNAL_ERROR, verb="gallery-application *"))
    identifier, version = application_at(made), version_at(made)
    attempts: list[Callable[[], object]] = [
        lambda: make_application(made),
        lambda: gallery_applications.show(made, identifier),
        lambda: gallery_applications.listed(made, identifier.parent),
        lambda: gallery_applications.update(made, identifier, lambda stored: stored),
        lambda: gallery_applications.delete(made, identifier),
        lambda: make_version(made),
        lambda: gallery_application_versions.show(made, version),
        lambda: gallery_application_versions.listed(made, identifier),
        lambda: gallery_application_versions.update(made, version, lambda stored: stored),
        lambda: gallery_application_versions.delete(made, version),
    ]
    for attempt in attempts:
        with refused(InternalServerError, rule="R166"):
            attempt()


def test_a_deleted_child_lags_behind(made: Context) -> None:
    faults.add(made, Fault(kind=FaultKind.NESTED_LAG, verb="gallery-application *", seconds=30))
    gallery_application_versions.delete(made, version_at(made))
    with refused(CannotDeleteResource, "versions/1.0.0", rule="R451"):
        gallery_applications.delete(made, application_at(made))
    made.clock.sleep(30)
    gallery_applications.delete(made, application_at(made))
    with refused(CannotDeleteResource, "applications/agent", rule="R007"):
        galleries.delete(made, made.gallery("images", "Main"))
    made.clock.sleep(30)
    galleries.delete(made, made.gallery("images", "Main"))


def test_the_tree_has_applications_beside_definitions(made: Context) -> None:
    (found,) = inventory.tree(made)
    assert found["definitions"] == []
    assert found["applications"] == [
        {
            "name": "agent",
            "location": "westus",
            "supportedOSType": "Linux",
            "versions": [
                {
                    "name": "1.0.0",
                    "state": "Succeeded",
                    "excludeFromLatest": False,
                    "endOfLifeDate": None,
                    "regions": [
                        {"name": "West US", "replicas": 1, "storageAccountType": "Standard_LRS", "state": "Completed"}
                    ],
                }
            ],
        }
    ]


def test_names_are_found_by_kind(made: Context) -> None:
    make_version(made, "1.10.0")
    given = {"subscription": worlds.SUB, "group": "images", "gallery": "Main", "application": "agent"}
    assert known_names.fitting(made.store, "application", "AG", {"subscription": worlds.SUB}) == ["agent"]
    assert known_names.fitting(made.store, "application-version", "", given) == ["1.10.0", "1.0.0"]
    assert known_names.fitting(made.store, "version", "", given) == []


def test_a_document_of_another_form_is_damage(made: Context) -> None:
    for place in (application_at(made), version_at(made)):
        with made.store.writing() as tx:
            document = documents.require(tx, place)
            document["resource"]["properties"] = {"supportedOSType": 5, "publishingProfile": {"source": 5}}
            tx.put(place, document)
    with pytest.raises(StoreCorrupt, match="supportedOSType"):
        gallery_applications.update(made, application_at(made), lambda stored: stored)
    with pytest.raises(StoreCorrupt, match="source"):
        gallery_application_versions.update(made, version_at(made), lambda stored: stored)


def test_without_a_group_and_a_gallery_nobody_knows_the_location(context: Context) -> None:
    identifier = context.gallery("other", "Main").child("applications", "agent")
    with context.store.reading() as view, refused(LocationRequired, "--location", rule="R024", target="location"):
        groups.location(view, context, identifier)
