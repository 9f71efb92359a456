"""How sharing spreads to regions, where shared galleries have their images, and deploying what others share."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

import worlds
from refusals import refused
from sig.domain import regions, simulation
from sig.domain.choices import Permissions
from sig.domain.deployment import Deployment
from sig.domain.errors import (
    InvalidParameter,
    InvalidResourceLocation,
    NotFound,
    OperationNotAllowed,
    PropertyChangeNotAllowed,
    ResourceMoveNotSupported,
    ResourceNotFound,
)
from sig.domain.gallery import SoftDeletePolicy
from sig.domain.resource_id import ResourceId, compute_id, group_id
from sig.domain.shared_views import COMMUNITY, SHARED, PublicImage
from sig.domain.sharing import CommunityGalleryInfo, SharingProfile
from sig.service import accounts, deployments, galleries, image_definitions, image_versions, moves, shares
from sig.service.clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from sig.service.context import Context

PARTNER = "22222222-2222-2222-2222-222222222222"
STRANGER = "99999999-9999-9999-9999-999999999999"
TENANT = "33333333-3333-3333-3333-333333333333"
UNIQUE = f"{worlds.SUB}-MAIN"
WESTUS = regions.require("westus", "t")
EASTUS = regions.require("eastus", "t")
JAPAN = regions.require("japaneast", "t")
GROUPS = SharingProfile(permissions=Permissions.GROUPS)
PUBLISHER = CommunityGalleryInfo(publisher_uri="u", publisher_contact="c", eula="e", public_name_prefix="p")
PUBLIC = SharingProfile(permissions=Permissions.COMMUNITY, community_gallery_info=PUBLISHER)
IN_PROGRESS, SUCCEEDED = "InProgress", "Succeeded"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return worlds.in_memory(tmp_path)


@pytest.fixture
def web(context: Context) -> ResourceId:
    """A definition in a gallery for direct sharing; its version is in West US and East US."""
    definition = worlds.definition(context, worlds.gallery(context, sharing_profile=GROUPS))
    worlds.version(context, definition, publishing_profile=worlds.published("westus", "eastus"))
    return definition


def slowly(context: Context, text: str) -> Context:
    return context._replace(simulation=simulation.parse(text))


def after(context: Context, **time: float) -> Context:
    return context._replace(clock=FixedClock(worlds.NOW + timedelta(**time)))


def share(context: Context, gallery: ResourceId, *subscriptions: str, tenants: tuple[str, ...] = ()) -> None:
    shares.add(context, gallery, shares.groups_of(subscriptions, tenants))


def shown(context: Context, gallery: ResourceId) -> dict[str, Any]:
    properties: dict[str, Any] = galleries.show(context, gallery, with_sharing=True)["properties"]
    return properties


def status(context: Context, gallery: ResourceId) -> tuple[str, dict[str, str]]:
    """The aggregated state, and the state of each region."""
    found = shown(context, gallery)["sharingStatus"]
    return found["aggregatedState"], {row["region"]: row["state"] for row in found["summary"]}


# How far the sharing is


def test_without_a_simulation_a_gallery_is_shared_everywhere_at_once(context: Context, web: ResourceId) -> None:
    share(context, web.parent, PARTNER)
    assert status(context, web.parent) == (SUCCEEDED, {"West US": SUCCEEDED, "East US": SUCCEEDED})
    assert shown(context, web.parent)["provisioningState"] == SUCCEEDED


def test_sharing_reaches_each_region_by_the_clock(context: Context, web: ResourceId) -> None:
    share(slowly(context, "regions:westus=1m,eastus=3m"), web.parent, PARTNER)
    seen = [status(after(context, minutes=minutes), web.parent) for minutes in (0, 1, 3)]
    assert seen == [
        (IN_PROGRESS, {"West US": IN_PROGRESS, "East US": IN_PROGRESS}),
        (IN_PROGRESS, {"West US": SUCCEEDED, "East US": IN_PROGRESS}),
        (SUCCEEDED, {"West US": SUCCEEDED, "East US": SUCCEEDED}),
    ]
    states = [shown(after(context, minutes=minutes), web.parent)["provisioningState"] for minutes in (1, 3)]
    assert states == ["Updating", SUCCEEDED]


def test_sharing_again_begins_again(context: Context, web: ResourceId) -> None:
    slow = slowly(context, "2m")
    share(slow, web.parent, PARTNER)
    later = after(slow, minutes=2)
    assert status(later, web.parent)[0] == SUCCEEDED
    shares.remove(later, web.parent, shares.groups_of([STRANGER], []))
    assert status(later, web.parent)[0] == IN_PROGRESS
    assert status(after(context, minutes=4), web.parent)[0] == SUCCEEDED


def test_where_reads_decide_each_look_at_the_gallery_counts(context: Context, web: ResourceId) -> None:
    share(slowly(context, "polls:2"), web.parent, PARTNER)
    assert [status(context, web.parent)[0] for _ in range(3)] == [IN_PROGRESS, SUCCEEDED, SUCCEEDED]


def test_where_size_decides_only_the_way_counts_since_nothing_is_copied(context: Context, web: ResourceId) -> None:
    share(slowly(context, "size"), web.parent, PARTNER)
    assert status(context, web.parent) == (IN_PROGRESS, {"West US": SUCCEEDED, "East US": IN_PROGRESS})
    way = simulation.SAME_GEOGRAPHY_SECONDS
    assert status(after(context, seconds=way), web.parent)[0] == SUCCEEDED


def test_a_region_that_a_version_comes_to_later_needs_no_sharing_of_its_own(context: Context, web: ResourceId) -> None:
    share(slowly(context, "2m"), web.parent, PARTNER)
    worlds.version(context, web, "2.0.0", publishing_profile=worlds.published("westus", "japaneast"))
    assert status(context, web.parent)[1] == {
        "West US": IN_PROGRESS,
        "East US": IN_PROGRESS,
        "Japan East": SUCCEEDED,
    }


def test_a_reset_takes_effect_at_once_whatever_is_under_way(context: Context, web: ResourceId) -> None:
    slow = slowly(context, "2m")
    share(slow, web.parent, PARTNER)
    shares.reset(slow, web.parent)
    properties = shown(context, web.parent)
    assert properties["sharingProfile"] == {"permissions": "Private"}
    assert properties["provisioningState"] == SUCCEEDED
    assert "sharingStatus" not in properties


def test_a_community_gallery_has_a_status_once_it_is_published(context: Context) -> None:
    gallery = worlds.gallery(context, sharing_profile=PUBLIC)
    assert "sharingStatus" not in shown(context, gallery)
    shares.enable_community(context, gallery)
    assert status(context, gallery) == (SUCCEEDED, {"West US": SUCCEEDED})


def test_groups_and_status_show_only_where_they_are_asked_for(context: Context, web: ResourceId) -> None:
    share(context, web.parent, PARTNER)
    [listed] = galleries.listed(context).items
    for body in (galleries.show(context, web.parent), listed):
        assert body["properties"]["sharingProfile"] == {"permissions": "Groups"}
        assert "sharingStatus" not in body["properties"]


def test_an_update_of_a_gallery_keeps_with_whom_it_is_shared_and_how_far(context: Context, web: ResourceId) -> None:
    share(slowly(context, "2m"), web.parent, PARTNER)
    before = shown(context, web.parent)
    galleries.update(context, web.parent, lambda stored: replace(stored, tags={"a": "b"}))
    assert shown(context, web.parent) == before


# Where shared galleries have their images


@pytest.mark.parametrize(("profile", "rule"), [(GROUPS, "R350"), (PUBLIC, "R351")])
def test_a_version_begins_in_the_region_of_a_shared_gallery(
    profile: SharingProfile, rule: str, context: Context
) -> None:
    definition = worlds.definition(context, worlds.gallery(context, sharing_profile=profile))
    with refused(InvalidParameter, "'eastus'", "'westus'", "--target-regions", rule=rule, target="location"):
        worlds.version(context, definition, location="eastus")
    worlds.version(context, definition, publishing_profile=worlds.published("westus", "eastus"))


def test_r351_a_definition_is_in_the_region_of_a_community_gallery_and_anywhere_in_another(context: Context) -> None:
    public = worlds.gallery(context, "Public", sharing_profile=PUBLIC)
    with refused(InvalidParameter, "image definition 'web'", "'eastus'", rule="R351", target="location"):
        worlds.definition(context, public, location="eastus")
    for name, profile in (("Direct", GROUPS), ("Private", None)):
        worlds.definition(context, worlds.gallery(context, name, sharing_profile=profile), location="eastus")


def test_a_gallery_that_was_reset_is_bound_to_no_region(context: Context) -> None:
    public = worlds.gallery(context, sharing_profile=PUBLIC)
    shares.reset(context, public)
    definition = worlds.definition(context, public, location="eastus")
    worlds.version(context, definition, location="japaneast")


def test_r352_a_gallery_that_is_shared_directly_is_deleted_after_a_reset(context: Context) -> None:
    gallery = worlds.gallery(context, sharing_profile=GROUPS)
    share(context, gallery, tenants=(TENANT,))
    with refused(OperationNotAllowed, "cannot be deleted", "sig share reset", rule="R352"):
        galleries.delete(context, gallery)
    shares.reset(context, gallery)
    galleries.delete(context, gallery)
    with refused(ResourceNotFound, rule="R009"):
        galleries.show(context, gallery)


# What stays where it is


def test_r100_no_change_of_the_id_moves_a_resource(context: Context, web: ResourceId) -> None:
    version = web.child("versions", "1.0.0")
    with refused(ResourceMoveNotSupported, "sig image-version promote", rule="R100", target="gallery.id"):
        galleries.update(context, web.parent, lambda stored: replace(stored, id=str(context.gallery("g", "Main"))))
    with refused(ResourceMoveNotSupported, "galleries/images'", rule="R100", target="galleryImage.id"):
        image_definitions.update(context, web, lambda stored: replace(stored, id="web"))
    with refused(ResourceMoveNotSupported, rule="R100", target="galleryImageVersion.id"):
        image_versions.update(context, version, lambda stored: replace(stored, id=str(web)))


def test_r353_no_change_of_the_name_or_type_renames_a_resource(context: Context, web: ResourceId) -> None:
    version = web.child("versions", "1.0.0")
    with refused(InvalidParameter, "'Other'", rule="R353", target="gallery.name"):
        galleries.update(context, web.parent, lambda stored: replace(stored, name="Other"))
    with refused(PropertyChangeNotAllowed, rule="R353", target="galleryImage.type"):
        image_definitions.update(context, web, lambda stored: replace(stored, type="images"))
    with refused(InvalidParameter, "'2.0.0'", rule="R353", target="galleryImageVersion.name"):
        image_versions.update(context, version, lambda stored: replace(stored, name="2.0.0"))
    galleries.update(context, web.parent, lambda stored: replace(stored, name="MAIN"))


def test_r100_what_is_to_be_moved_must_exist_and_is_refused_by_its_types(context: Context, web: ResourceId) -> None:
    elsewhere = group_id(PARTNER, "spare")
    with refused(
        ResourceMoveNotSupported, "'Microsoft.Compute/galleries, Microsoft.Compute/galleries/images'", rule="R100",
        target=str(elsewhere),
    ):  # fmt: skip
        moves.move(context, [web, web.parent], elsewhere)
    with refused(ResourceNotFound, rule="R009"):
        moves.move(context, [web.parent, compute_id(worlds.SUB, "images", "disks", "none")], elsewhere)


def test_a_version_is_brought_back_where_it_was_or_not_at_all(context: Context) -> None:
    policy = SoftDeletePolicy(is_soft_delete_enabled=True)
    definition = worlds.definition(context, worlds.gallery(context, soft_delete_policy=policy))
    version = worlds.version(context, definition)
    image_versions.delete(context, version)
    with refused(InvalidResourceLocation, "'westus'", "'eastus'", rule="R020", target="location"):
        image_versions.undelete(context, version, {}, "eastus")
    assert image_versions.undelete(context, version, {}, "West US")["location"] == "westus"


# Deploying what others share


def deploy(context: Context, image: str, region: regions.Region = WESTUS, **wanted: Any) -> dict[str, Any]:
    return deployments.check_public(
        context._replace(subscription=PARTNER), PublicImage.parse(image), Deployment(region, **wanted)
    )


def test_a_partner_deploys_the_latest_or_a_version_by_the_id_it_knows(context: Context, web: ResourceId) -> None:
    worlds.version(context, web, "2.0.0")
    share(context, web.parent, PARTNER)
    unique = f"/SharedGalleries/{UNIQUE}/Images/web/Versions"
    found = {
        asked: deploy(context, f"/sharedGalleries/{UNIQUE.lower()}/images/WEB{asked}")
        for asked in ("", "/versions/latest", "/versions/1.0.0")
    }
    assert {asked: answer["versionId"] for asked, answer in found.items()} == {
        "": f"{unique}/2.0.0",
        "/versions/latest": f"{unique}/2.0.0",
        "/versions/1.0.0": f"{unique}/1.0.0",
    }
    assert all(answer["deployable"] for answer in found.values())


def test_a_partner_is_told_why_not_without_a_name_of_the_owners(context: Context, web: ResourceId) -> None:
    share(context, web.parent, PARTNER)
    for asked, rule in (("", "R073"), ("/Versions/1.0.0", "R072"), ("/Versions/9.0.0", "R072")):
        answer = deploy(context, f"/SharedGalleries/{UNIQUE}/Images/web{asked}", JAPAN)
        assert (answer["deployable"], answer["versionId"]) == (False, None)
        [reason] = answer["reasons"]
        assert (reason["rule"], reason["code"]) == (rule, "GalleryImageNotFound")
        assert f"/SharedGalleries/{UNIQUE}/Images/web{asked} is not available in japaneast" in reason["message"]
        assert "resourceGroups" not in str(answer)
    assert deploy(context, f"/SharedGalleries/{UNIQUE}/Images/web", EASTUS)["version"] == "1.0.0"


def test_the_rules_of_deployment_hold_for_what_others_share(context: Context, web: ResourceId) -> None:
    share(context, web.parent, PARTNER)
    answer = deploy(context, f"/SharedGalleries/{UNIQUE}/Images/web", has_os_profile=False, data_disk_luns=(3,))
    assert [reason["rule"] for reason in answer["reasons"]] == ["R071"]
    assert [remark["rule"] for remark in answer["warnings"]] == [None, "R079"]


def test_what_is_not_shared_with_the_subscription_of_the_vms_is_not_found(context: Context, web: ResourceId) -> None:
    share(context, web.parent, PARTNER)
    image = f"/SharedGalleries/{UNIQUE}/Images/web"
    with refused(NotFound, STRANGER, rule="R122", target="galleryImage.name"):
        deploy(context, image, subscription=STRANGER)
    with refused(NotFound, "web", rule="R122", target="galleryImage.name"):
        deploy(context, f"/SharedGalleries/{UNIQUE}/Images/none")
    shares.reset(context, web.parent)
    with refused(NotFound, rule="R122", target="galleryImage.name"):
        deploy(context, image)


def test_r356_a_scale_set_in_another_tenant_is_told_to_be_uniform(context: Context, web: ResourceId) -> None:
    accounts.add(context, "colleague", STRANGER, TENANT)
    share(context, web.parent, PARTNER, tenants=(TENANT,))
    image = f"/SharedGalleries/{UNIQUE}/Images/web"
    told = {
        subscription: [
            remark["rule"]
            for remark in deploy(context, image, subscription=subscription, is_scale_set=True)["warnings"]
        ]
        for subscription in (PARTNER, STRANGER)
    }
    assert ("R356" in told[PARTNER], "R356" in told[STRANGER]) == (False, True)
    alone = deploy(context, image, subscription=STRANGER)["warnings"]
    assert "R356" not in [remark["rule"] for remark in alone]


def test_r355_a_community_image_is_deployed_by_everybody_who_accepts_its_terms(context: Context) -> None:
    gallery = worlds.gallery(context, sharing_profile=PUBLIC)
    definition = worlds.definition(context, gallery)
    worlds.version(context, definition)
    hidden = worlds.published("westus", exclude_from_latest=True)
    worlds.version(context, definition, "2.0.0", publishing_profile=hidden)
    [name] = shown(context, gallery)["sharingProfile"]["communityGalleryInfo"]["publicNames"]
    image = f"/CommunityGalleries/{name}/Images/web"
    with refused(NotFound, rule="R122", target="galleryImage.name"):
        deploy(context, image)
    shares.enable_community(context, gallery)
    answer = deploy(context, image)
    assert (answer["deployable"], answer["version"]) == (True, "1.0.0")
    assert "R355" in [remark["rule"] for remark in answer["warnings"]]
    shares.reset(context, gallery)
    with refused(NotFound, rule="R122", target="galleryImage.name"):
        deploy(context, image)


@pytest.mark.parametrize(
    ("text", "image"),
    [
        ("/SharedGalleries/s-MAIN/Images/web", PublicImage(SHARED, "s-MAIN", "web")),
        ("/communitygalleries/p-1/IMAGES/web/versions/1.0.0/", PublicImage(COMMUNITY, "p-1", "web", "1.0.0")),
        ("/SharedGalleries/s-MAIN/Images/web/Versions/latest", PublicImage(SHARED, "s-MAIN", "web")),
    ],
)
def test_the_id_of_a_public_image_is_read_in_any_case(text: str, image: PublicImage) -> None:
    assert PublicImage.parse(text) == image


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SharedGalleries/s/Images/web",
        "/SharedGalleries/s",
        "/SharedGalleries/s/Images/web/Versions",
        "/SharedGalleries/s/Versions/1.0.0/Images/web",
        "/SharedGalleries//Images/web",
        "/Galleries/s/Images/web",
        "/SharedGalleries/s/Images/web/Versions/1.0.0/Disks/0",
    ],
)
def test_r354_what_is_no_id_of_a_public_image_is_refused(text: str) -> None:
    with refused(InvalidParameter, "is not the ID of an image that others share", rule="R354", target="imageReference"):
        PublicImage.parse(text)
