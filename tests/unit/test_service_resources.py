"""Galleries, definitions and versions through their services: found, refused, kept, deleted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from refusals import refused
from sig.domain.choices import OsState, OsType, Permissions
from sig.domain.errors import (
    CannotDeleteResource,
    Conflict,
    DeletionBlockedBeforeEndOfLife,
    InvalidParameter,
    InvalidResourceLocation,
    LocationRequired,
    OperationNotAllowed,
    ParentResourceNotFound,
    ResourceGroupNotFound,
    ResourceNotFound,
)
from sig.domain.gallery import Gallery, GalleryProperties, SoftDeletePolicy
from sig.domain.image_definition import DefinitionProperties, Identifier, ImageDefinition
from sig.domain.image_version import ImageVersion, SafetyProfile, VersionProperties
from sig.domain.profile import CURRENT
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.sharing import CommunityGalleryInfo, SharingProfile
from sig.domain.source import Source
from sig.domain.storage_profile import ImageSource, StorageProfile
from sig.service import galleries, groups, image_definitions, image_versions, shares, sources
from sig.service.clock import FixedClock
from sig.service.context import Context
from sig.service.paging import Page
from sig.store import open_store

SUB = "00000000-0000-0000-0000-000000000000"
OTHER_SUB = "22222222-2222-2222-2222-222222222222"
NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)
IMAGE = str(compute_id(SUB, "images", "images", "web"))


@pytest.fixture
def context(tmp_path: Path) -> Context:
    numbers = count(1)
    return Context(
        store=open_store(f"memory:{tmp_path}"),
        subscription=SUB,
        clock=FixedClock(NOW),
        new_guid=lambda: f"guid-{next(numbers)}",
    )


def gallery_at(context: Context, name: str = "Main", group: str = "images") -> ResourceId:
    return context.gallery(group, name)


def definition_at(context: Context, name: str = "web") -> ResourceId:
    return gallery_at(context).child("images", name)


def version_at(context: Context, name: str = "1.0.0", definition: str = "web") -> ResourceId:
    return definition_at(context, definition).child("versions", name)


def make_gallery(context: Context, name: str = "Main", group: str = "images", **properties: Any) -> dict[str, Any]:
    request = Gallery(location="westus", properties=GalleryProperties(**properties))
    return galleries.create(context, gallery_at(context, name, group), request)


def make_definition(context: Context, name: str = "web", location: str | None = None) -> dict[str, Any]:
    identifier = Identifier(publisher="Contoso", offer="Finance", sku=name)
    properties = DefinitionProperties(os_type=OsType.LINUX, os_state=OsState.GENERALIZED, identifier=identifier)
    request = ImageDefinition(location=location, properties=properties)
    return image_definitions.create(context, definition_at(context, name), request)


def version_request(source: str = IMAGE, location: str | None = None, **properties: Any) -> ImageVersion:
    storage = StorageProfile(source=ImageSource(id=source))
    return ImageVersion(location=location, properties=VersionProperties(storage_profile=storage, **properties))


def make_version(context: Context, name: str = "1.0.0", **request: Any) -> dict[str, Any]:
    return image_versions.create(context, version_at(context, name), version_request(**request))


@pytest.fixture
def made(context: Context) -> Context:
    """A store with a gallery that soft-deletes, a definition and the version 1.0.0."""
    make_gallery(context, soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=False))
    make_definition(context)
    make_version(context)
    return context


def names(found: Any) -> list[str]:
    return [item["name"] for item in found.items]


# Create and show


def test_what_was_created_is_shown(context: Context) -> None:
    assert make_gallery(context) == galleries.show(context, gallery_at(context))
    assert make_definition(context) == image_definitions.show(context, definition_at(context))
    assert make_version(context) == image_versions.show(context, version_at(context))


def test_every_resource_answers_that_it_succeeded(made: Context) -> None:
    for body in (
        galleries.show(made, gallery_at(made)),
        image_definitions.show(made, definition_at(made)),
        image_versions.show(made, version_at(made)),
    ):
        assert body["properties"]["provisioningState"] == "Succeeded"


def test_resources_are_found_in_any_case(made: Context) -> None:
    found = galleries.show(made, made.gallery("IMAGES", "MAIN"))
    assert found["id"].endswith("/resourceGroups/images/providers/Microsoft.Compute/galleries/Main")
    assert make_version(made)["id"] == str(version_at(made))


def test_replication_is_shown_only_when_asked_for(made: Context) -> None:
    assert "replicationStatus" not in image_versions.show(made, version_at(made))["properties"]
    body = image_versions.show(made, version_at(made), with_replication_status=True)
    assert body["properties"]["replicationStatus"]["aggregatedState"] == "Completed"


def test_the_era_of_the_context_decides_the_defaults(context: Context) -> None:
    today = context._replace(profile=CURRENT)
    make_gallery(today)
    properties = make_definition(today)["properties"]
    assert properties["hyperVGeneration"] == "V2"
    assert properties["features"] == [{"name": "SecurityType", "value": "TrustedLaunchSupported"}]


@pytest.mark.parametrize("service", [galleries, image_definitions, image_versions])
def test_creating_again_replaces(made: Context, service: Any) -> None:
    if service is galleries:
        first, again = make_gallery(made), make_gallery(made)
    elif service is image_definitions:
        first, again = make_definition(made), make_definition(made)
    else:
        first, again = make_version(made), make_version(made)
    assert again == first


def test_a_refused_change_leaves_everything_as_it_was(made: Context) -> None:
    before = image_versions.show(made, version_at(made))
    with pytest.raises(InvalidParameter):
        make_version(made, publishing_profile=PublishingProfile(replica_count=0))
    assert image_versions.show(made, version_at(made)) == before


# What must exist: rules R009, R022 and R041


def test_r009_what_is_absent_is_not_shown(made: Context) -> None:
    said = ("'Microsoft.Compute/galleries/Mian'", "group 'images'", "Did you mean 'main' instead of 'Mian'?")
    with refused(ResourceNotFound, *said, rule="R009"):
        galleries.show(made, gallery_at(made, "Mian"))


def test_r009_the_hint_is_about_the_first_part_that_is_missing(made: Context) -> None:
    with refused(ResourceNotFound, "Did you mean 'main'", rule="R009"):
        image_versions.show(made, made.gallery("images", "Mainn").child("images", "web").child("versions", "1.0.0"))
    with refused(ResourceNotFound, "Did you mean 'web' instead of 'wbe'", rule="R009"):
        image_versions.show(made, version_at(made, definition="wbe"))
    with refused(ResourceNotFound, "no '9.8.7' in versions", "1.0.0", rule="R009"):
        image_versions.show(made, version_at(made, "9.8.7"))


def test_r009_where_nothing_is_the_hint_says_so(context: Context) -> None:
    with refused(ResourceNotFound, "no galleries in resource group 'images'", f"'{SUB}'", rule="R009"):
        image_definitions.show(context, definition_at(context))
    make_gallery(context)
    with refused(ResourceNotFound, "There are no images in 'Main'", rule="R009"):
        image_definitions.show(context, definition_at(context))


def test_r009_the_hint_lists_five_of_many(context: Context) -> None:
    for number in range(5):
        make_gallery(context, f"Gallery{number}")
    with refused(ResourceNotFound, "gallery3, gallery4.", rule="R009"):
        galleries.show(context, gallery_at(context, "zzz"))
    make_gallery(context, "Gallery5")
    with refused(ResourceNotFound, "gallery0, gallery1, gallery2, gallery3, gallery4, …", rule="R009"):
        galleries.show(context, gallery_at(context, "zzz"))


def test_r009_what_is_absent_is_not_updated(context: Context) -> None:
    for update, identifier in (
        (galleries.update, gallery_at(context)),
        (image_definitions.update, definition_at(context)),
        (image_versions.update, version_at(context)),
    ):
        with pytest.raises(ResourceNotFound):
            update(context, identifier, lambda stored: stored)


def test_r022_a_definition_needs_its_gallery(context: Context) -> None:
    with refused(ParentResourceNotFound, "Parent resource 'Main' not found", "no galleries", rule="R022"):
        make_definition(context)
    with refused(ParentResourceNotFound, "'Main'", rule="R022"):
        image_definitions.listed(context, gallery_at(context))


def test_r041_a_version_needs_its_definition(context: Context) -> None:
    make_gallery(context)
    with refused(ParentResourceNotFound, "Parent resource 'Main/web' not found", rule="R041"):
        make_version(context)
    with refused(ParentResourceNotFound, "'Main/web'", rule="R041"):
        image_versions.listed(context, definition_at(context))


def test_r040_a_malformed_version_name_is_refused_before_anything_is_looked_up(context: Context) -> None:
    with refused(InvalidParameter, "'1.0'", rule="R040", target="galleryImageVersionName"):
        make_version(context, "1.0")


# Locations and groups


def test_a_resource_goes_where_its_group_is(context: Context) -> None:
    groups.create(context, "images", "eastus", None)
    assert galleries.create(context, gallery_at(context), Gallery())["location"] == "eastus"


def test_in_an_implicit_group_a_definition_and_a_version_go_where_their_gallery_is(context: Context) -> None:
    make_gallery(context)
    assert make_definition(context)["location"] == "westus"
    assert make_version(context)["location"] == "westus"


def test_the_group_comes_before_the_gallery(context: Context) -> None:
    make_gallery(context)
    groups.create(context, "images", "eastus", None)
    assert make_definition(context)["location"] == "eastus"


def test_what_exists_stays_where_it_is_when_no_location_is_given(context: Context) -> None:
    make_gallery(context)
    make_definition(context, location="eastus")
    assert make_definition(context)["location"] == "eastus"
    make_version(context, location="japaneast")
    assert make_version(context)["location"] == "japaneast"
    groups.create(context, "images", "eastus", None)
    assert galleries.create(context, gallery_at(context), Gallery())["location"] == "westus"


def test_r024_a_gallery_in_an_implicit_group_needs_a_location(context: Context) -> None:
    said = ("'images' is not registered", "--location westus", "sig group create -n images")
    with refused(LocationRequired, *said, rule="R024", target="location"):
        galleries.create(context, gallery_at(context), Gallery())


def test_r006_nothing_moves(made: Context) -> None:
    with refused(InvalidResourceLocation, "'Main/web'", rule="R020", target="location"):
        make_definition(made, location="eastus")


def test_a_group_need_not_be_registered_and_its_name_is_checked(context: Context) -> None:
    make_gallery(context, group="never-seen_(1)")
    with refused(InvalidParameter, "'bad/group'", target="resourceGroupName", rule="R111"):
        make_gallery(context, group="bad/group")


def test_r008_strict_demands_a_registered_group(context: Context) -> None:
    strict = context._replace(strict=True)
    with refused(ResourceGroupNotFound, "'images'", "sig group create -n images", rule="R008"):
        make_gallery(strict)
    groups.create(strict, "images", "westus", None)
    make_gallery(strict)
    make_definition(strict)
    sources.add(strict, ResourceId.parse(IMAGE), Source())
    make_version(strict)


# Galleries


def test_r005_a_gallery_name_is_unique_in_its_subscription_in_any_case(context: Context) -> None:
    make_gallery(context)
    with refused(Conflict, "'MAIN'", f"'{SUB}'", "'images'", rule="R005", target="gallery.name"):
        make_gallery(context, "MAIN", group="other")
    make_gallery(context._replace(subscription=OTHER_SUB), "MAIN", group="other")


def test_galleries_are_listed_by_name_of_a_group_or_of_the_subscription(context: Context) -> None:
    for name, group in (("beta", "g1"), ("Alpha", "g2"), ("gamma", "g1")):
        make_gallery(context, name, group)
    make_gallery(context._replace(subscription=OTHER_SUB), "elsewhere")
    assert names(galleries.listed(context)) == ["Alpha", "beta", "gamma"]
    assert names(galleries.listed(context, "G1")) == ["beta", "gamma"]
    assert names(galleries.listed(context, "empty")) == []


def test_an_update_puts_back_what_the_change_makes_of_the_stored_gallery(context: Context) -> None:
    make_gallery(context, description="old", soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=True))
    properties = galleries.update(
        context,
        gallery_at(context),
        lambda stored: replace(stored, properties=replace(stored.properties, description="new")),
    )["properties"]
    assert properties["description"] == "new"
    assert properties["softDeletePolicy"] == {"isSoftDeleteEnabled": True}


def test_a_change_keeps_when_the_resource_was_created(context: Context) -> None:
    make_gallery(context)
    context.clock.sleep(60)
    make_gallery(context, description="new")
    with context.store.reading() as view:
        document = view.get(gallery_at(context))
    assert document is not None
    assert (document["created_at"], document["changed_at"]) == (
        "2026-01-07T05:56:46+00:00",
        "2026-01-07T05:57:46+00:00",
    )


# Deletion: DECISIONS 13, rules R007, R033, R034, R091


def test_the_deletion_of_what_is_absent_is_done_already(context: Context) -> None:
    galleries.delete(context, gallery_at(context))
    image_definitions.delete(context, definition_at(context))
    image_versions.delete(context, version_at(context))
    image_versions.delete(context, version_at(context), bypass_soft_delete=True)


def test_versions_go_before_definitions_and_definitions_before_galleries(made: Context) -> None:
    with refused(CannotDeleteResource, "'Microsoft.Compute/galleries/Main/images/web'", rule="R007"):
        galleries.delete(made, gallery_at(made))
    with refused(CannotDeleteResource, "images/web/versions/1.0.0", rule="R033"):
        image_definitions.delete(made, definition_at(made))
    image_versions.delete(made, version_at(made))
    image_definitions.delete(made, definition_at(made))
    galleries.delete(made, gallery_at(made))
    assert names(galleries.listed(made)) == []


@pytest.mark.parametrize("collection", ["applications", "inVMAccessControlProfiles"])
def test_r007_a_gallery_that_holds_anything_stays(context: Context, collection: str) -> None:
    make_gallery(context)
    other = gallery_at(context).child(collection, "x")
    with context.store.writing() as tx:
        tx.put(other, {})
    with refused(CannotDeleteResource, f"{collection}/x", rule="R007"):
        galleries.delete(context, gallery_at(context))


def test_r091_a_version_that_blocks_its_deletion_stays_until_its_end_of_life(made: Context) -> None:
    safety = SafetyProfile(block_deletion_before_end_of_life=True)
    publishing = PublishingProfile(end_of_life_date="2026-02-01")
    make_version(made, "2.0.0", safety_profile=safety, publishing_profile=publishing)
    target = "galleryImageVersion.properties.safetyProfile.blockDeletionBeforeEndOfLife"
    with refused(DeletionBlockedBeforeEndOfLife, "2026-02-01", rule="R091", target=target):
        image_versions.delete(made, version_at(made, "2.0.0"))
    made.clock.sleep(timedelta(days=30).total_seconds())
    image_versions.delete(made, version_at(made, "2.0.0"))


def test_r013_a_public_gallery_is_reset_before_it_is_deleted(context: Context) -> None:
    info = CommunityGalleryInfo(publisher_uri="u", publisher_contact="c", eula="e", public_name_prefix="p")
    profile = SharingProfile(permissions=Permissions.COMMUNITY, community_gallery_info=info)
    make_gallery(context, sharing_profile=profile)
    shares.enable_community(context, gallery_at(context))
    with refused(OperationNotAllowed, "sig share reset", rule="R013"):
        galleries.delete(context, gallery_at(context))
    with refused(OperationNotAllowed, "sig share reset", rule="R013"):
        groups.delete(context, "images")
    shares.reset(context, gallery_at(context))
    galleries.delete(context, gallery_at(context))


# Definitions and versions


def test_definitions_are_listed_by_name(context: Context) -> None:
    make_gallery(context)
    for name in ("web", "Db", "cache"):
        make_definition(context, name)
    assert names(image_definitions.listed(context, gallery_at(context))) == ["cache", "Db", "web"]


def test_an_update_of_a_definition_puts_back_what_the_change_makes(made: Context) -> None:
    body = image_definitions.update(
        made,
        definition_at(made),
        lambda stored: replace(stored, properties=replace(stored.properties, description="new")),
    )
    assert body["properties"]["description"] == "new"


def test_r030_a_taken_identifier_is_refused_with_who_has_it(made: Context) -> None:
    identifier = Identifier(publisher="CONTOSO", offer="finance", sku="WEB")
    properties = DefinitionProperties(os_type=OsType.LINUX, os_state=OsState.GENERALIZED, identifier=identifier)
    with refused(Conflict, "Gallery image: web", rule="R030", target="galleryImage.properties.identifier"):
        image_definitions.create(made, definition_at(made, "db"), ImageDefinition(properties=properties))


def test_versions_are_listed_by_number(made: Context) -> None:
    for name in ("10.0.0", "2.0.0", "1.10.0", "1.9.0"):
        make_version(made, name)
    listed = names(image_versions.listed(made, definition_at(made)))
    assert listed == ["1.0.0", "1.9.0", "1.10.0", "2.0.0", "10.0.0"]


def test_an_update_of_a_version_keeps_its_source_and_its_published_date(made: Context) -> None:
    before = image_versions.show(made, version_at(made))["properties"]
    made.clock.sleep(3600)
    profile = PublishingProfile(target_regions=(TargetRegion(name="westus"), TargetRegion(name="eastus")))
    after = image_versions.update(
        made,
        version_at(made),
        lambda stored: replace(stored, properties=replace(stored.properties, publishing_profile=profile)),
    )["properties"]
    assert [target["name"] for target in after["publishingProfile"]["targetRegions"]] == ["West US", "East US"]
    assert after["publishingProfile"]["publishedDate"] == before["publishingProfile"]["publishedDate"]
    assert after["storageProfile"] == before["storageProfile"]


# Versions as sources: rule R055


def test_r055a_a_version_as_a_source_must_exist(made: Context) -> None:
    source = str(version_at(made, "0.9.0"))
    target = "galleryImageVersion.properties.storageProfile.source.id"
    with refused(ResourceNotFound, source, "1.0.0", rule="R055a", target=target):
        make_version(made, "2.0.0", source=source)


def test_r055_a_version_as_a_source_must_have_a_replica_in_the_region(made: Context) -> None:
    source = str(version_at(made)).upper()
    target = "galleryImageVersion.properties.storageProfile.source.id"
    with refused(ResourceNotFound, "'Japan East'", "West US", rule="R055", target=target):
        make_version(made, "2.0.0", source=source, location="japaneast")
    make_version(made, "2.0.0", source=source)


def test_a_version_outlives_its_source(made: Context) -> None:
    source = str(version_at(made))
    make_version(made, "2.0.0", source=source)
    image_versions.delete(made, version_at(made))
    assert make_version(made, "2.0.0", source=source)["name"] == "2.0.0"


# Soft delete: rules R092 to R095


@pytest.fixture
def soft(made: Context) -> Context:
    """As ``made``, in a gallery that soft-deletes; version 1.0.0 was deleted a day ago."""
    make_gallery(made, soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=True))
    image_versions.delete(made, version_at(made))
    made.clock.sleep(timedelta(days=1).total_seconds())
    return made


def soft_deleted(context: Context) -> list[str]:
    return names(image_versions.list_soft_deleted(context, definition_at(context)))


def test_r092_a_deleted_version_is_listed_among_the_soft_deleted(soft: Context) -> None:
    assert names(image_versions.listed(soft, definition_at(soft))) == []
    (artifact,) = image_versions.list_soft_deleted(soft, definition_at(soft)).items
    assert artifact["properties"]["softDeletedTime"] == "2026-01-07T05:56:46+00:00"
    assert artifact["properties"]["hardDeletionTargetTime"] == "2026-01-14T05:56:46+00:00"


def test_r093_a_soft_deleted_version_comes_back_as_it_was(made: Context) -> None:
    make_gallery(made, soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=True))
    before = image_versions.show(made, version_at(made))
    image_versions.delete(made, version_at(made))
    made.clock.sleep(3600)
    assert image_versions.undelete(made, version_at(made), {}) == before
    assert soft_deleted(made) == []


def test_r093_tags_given_on_the_way_back_replace_the_old_ones(soft: Context) -> None:
    assert image_versions.undelete(soft, version_at(soft), {"restored": "true"})["tags"] == {"restored": "true"}


def test_r093_what_was_not_soft_deleted_does_not_come_back(soft: Context) -> None:
    with refused(ResourceNotFound, "2.0.0", "list-soft-deleted", rule="R093"):
        image_versions.undelete(soft, version_at(soft, "2.0.0"), {})


def test_r092_after_the_retention_a_soft_deleted_version_is_gone(soft: Context) -> None:
    soft.clock.sleep(timedelta(days=6).total_seconds())
    assert soft_deleted(soft) == []
    with refused(ResourceNotFound, "1.0.0", rule="R093"):
        image_versions.undelete(soft, version_at(soft), {})
    assert make_version(soft)["name"] == "1.0.0"


def test_r095_the_name_of_a_soft_deleted_version_is_not_free(soft: Context) -> None:
    with refused(OperationNotAllowed, "'1.0.0'", "undelete", rule="R095", target="galleryImageVersionName"):
        make_version(soft)


def test_r094_bypassing_soft_delete_deletes_for_good(soft: Context) -> None:
    make_version(soft, "2.0.0")
    image_versions.delete(soft, version_at(soft, "2.0.0"), bypass_soft_delete=True)
    assert soft_deleted(soft) == ["1.0.0"]
    image_versions.delete(soft, version_at(soft), bypass_soft_delete=True)
    assert soft_deleted(soft) == []


def test_r034_soft_deleted_versions_keep_their_definition_and_gallery(soft: Context) -> None:
    with refused(CannotDeleteResource, "versions/1.0.0", "--bypass-soft-delete", rule="R034"):
        image_definitions.delete(soft, definition_at(soft))


def test_r034_soft_deleted_versions_whose_time_is_over_keep_nothing(soft: Context) -> None:
    soft.clock.sleep(timedelta(days=6).total_seconds())
    image_definitions.delete(soft, definition_at(soft))
    galleries.delete(soft, gallery_at(soft))


def test_soft_deleted_versions_are_listed_by_number_and_in_pages(soft: Context) -> None:
    for name in ("10.0.0", "2.0.0"):
        make_version(soft, name)
        image_versions.delete(soft, version_at(soft, name))
    assert soft_deleted(soft) == ["1.0.0", "2.0.0", "10.0.0"]
    page = image_versions.list_soft_deleted(soft, definition_at(soft), Page(limit=2))
    assert names(page) == ["1.0.0", "2.0.0"]
    rest = image_versions.list_soft_deleted(soft, definition_at(soft), Page(token=page.next_token))
    assert names(rest) == ["10.0.0"]


def test_a_version_in_a_gallery_that_is_gone_is_not_deleted(made: Context) -> None:
    with made.store.writing() as tx:
        tx.delete(gallery_at(made))
    with refused(ParentResourceNotFound, "'Main'", rule="R041"):
        image_versions.delete(made, version_at(made))
