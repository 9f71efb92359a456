"""What a consumer sees of a gallery, a definition and a version, and what stays with the owner."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from refusals import refused
from sig.domain import latest, regions, shared_views
from sig.domain.errors import LocationNotAvailable
from sig.domain.replication import RegionPlan
from sig.domain.resource_id import ResourceId, gallery_id, view_id
from sig.domain.shared_views import COMMUNITY, SHARED, Audience, Place
from sig.domain.timestamps import to_text

SUB = "00000000-0000-0000-0000-000000000000"
PARTNER = "22222222-2222-2222-2222-222222222222"
TENANT = "aaaaaaaa-3333-3333-3333-333333333333"
NOW = datetime(2026, 1, 7, tzinfo=UTC)
UNIQUE = f"{SUB}-CONTOSO"
PUBLIC = "contoso-44444444-4444-4444-4444-444444444444"
OWNERS = {"id": "/subscriptions/s", "type": "Microsoft.Compute/galleries/images", "tags": {"team": "web"}}
INFO = {
    "communityGalleryEnabled": True,
    "publisherUri": "https://contoso.test",
    "publisherContact": "images@contoso.test",
    "eula": "https://contoso.test/eula",
    "publicNamePrefix": "contoso",
    "publicNames": [PUBLIC],
}
METADATA = {name: INFO[name] for name in ("publisherUri", "publisherContact", "eula", "publicNames")}


def gallery(**profile: Any) -> dict[str, Any]:
    properties = {"description": "ours", "identifier": {"uniqueName": UNIQUE}, "sharingProfile": profile}
    return {**OWNERS, "name": "Contoso", "location": "westus", "properties": properties}


def definition(**properties: Any) -> dict[str, Any]:
    identifier = {"publisher": "Contoso", "offer": "Ubuntu", "sku": "22_04"}
    fixed = {"osType": "Linux", "osState": "Generalized", "hyperVGeneration": "V2", "architecture": "x64"}
    properties = {**fixed, "identifier": identifier, **properties}
    return {**OWNERS, "name": "ubuntu", "location": "westus", "properties": properties}


def version(*targets: dict[str, Any], **publishing: Any) -> dict[str, Any]:
    disks = {
        "source": {"id": "/subscriptions/s/image"},
        "osDiskImage": {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {}},
        "dataDiskImages": [{"lun": 0, "sizeInGB": 10, "hostCaching": "None"}],
    }
    profile = {
        "targetRegions": list(targets or [{"name": "West US"}]),
        "replicaCount": 3,
        "excludeFromLatest": False,
        "publishedDate": "2026-01-06T00:00:00+00:00",
        **publishing,
    }
    properties = {"publishingProfile": profile, "storageProfile": disks, "safetyProfile": {}}
    return {**OWNERS, "name": "1.0.0", "location": "westus", "properties": properties}


def place(kind: str = SHARED, location: str = "westus") -> Place:
    return Place.at(kind, location)


# Where consumers look


@pytest.mark.parametrize(("typed", "shown"), [("WestUS", "WestUS"), ("westus", "westus"), ("West US", "westus")])
def test_a_location_is_shown_as_it_was_typed_unless_that_is_a_display_name(typed: str, shown: str) -> None:
    seen = shared_views.listed_gallery(UNIQUE, place(location=typed))
    assert (seen["location"], place(location=typed).region.name) == (shown, "westus")


def test_a_place_is_read_off_the_id_of_a_view_in_any_case() -> None:
    identifier = view_id(PARTNER, "EastUS", "SHAREDgalleries", UNIQUE, "ubuntu", "1.0.0")
    assert str(identifier).endswith(f"/locations/EastUS/SHAREDgalleries/{UNIQUE}/images/ubuntu/versions/1.0.0")
    found = Place.of(ResourceId.parse(str(identifier)))
    assert found == (SHARED, "EastUS", regions.find("eastus"), UNIQUE, "ubuntu", "1.0.0")
    assert Place.of(view_id(PARTNER, "EastUS", COMMUNITY, PUBLIC))[3:] == (PUBLIC, "", "")


def test_a_region_that_does_not_exist_is_refused() -> None:
    with refused(LocationNotAvailable, "locations/communityGalleries", "westus", rule="R004", target="location"):
        Place.at(COMMUNITY, "westsu")


# Who sees a gallery


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience(subscription=PARTNER), True),
        (Audience(tenant=TENANT), True),
        (Audience(tenant=TENANT.upper()), True),
        (Audience(subscription=SUB, tenant=TENANT), True),
        (Audience(subscription=TENANT), False),
        (Audience(tenant=PARTNER), False),
        (Audience(subscription=SUB), False),
        (Audience(), False),
    ],
)
def test_a_gallery_is_seen_by_the_subscriptions_and_tenants_it_is_shared_with(
    audience: Audience, expected: bool
) -> None:
    groups = [{"type": "Subscriptions", "ids": [PARTNER]}, {"type": "AADTenants", "ids": [TENANT]}]
    body = gallery(permissions="Groups", groups=groups)
    assert shared_views.names_seen(body, SHARED, audience) == ([UNIQUE] if expected else [])


def test_a_gallery_that_is_not_shared_is_seen_by_nobody() -> None:
    body = gallery()
    del body["properties"]["sharingProfile"]
    assert shared_views.names_seen(body, SHARED, Audience(PARTNER, TENANT)) == []
    assert shared_views.names_seen(body, COMMUNITY, Audience(PARTNER, TENANT)) == []


@pytest.mark.parametrize(("enabled", "expected"), [(True, [PUBLIC]), (False, [])])
def test_a_community_gallery_is_seen_by_everyone_once_it_is_enabled(enabled: bool, expected: list[str]) -> None:
    body = gallery(permissions="Community", communityGalleryInfo={**INFO, "communityGalleryEnabled": enabled})
    assert shared_views.names_seen(body, COMMUNITY, Audience()) == expected


def test_a_gallery_is_known_by_its_subscription_and_name() -> None:
    identifier = gallery_id(SUB, "images", "contoso")
    assert shared_views.is_unique_name(UNIQUE, identifier)
    assert shared_views.is_unique_name(UNIQUE.lower(), identifier)
    assert not shared_views.is_unique_name("CONTOSO", identifier)


# What is seen of it


def test_a_shared_gallery_shows_its_unique_name_and_no_more() -> None:
    listed = {"name": UNIQUE, "location": "westus", "identifier": {"uniqueId": f"/SharedGalleries/{UNIQUE}"}}
    assert shared_views.listed_gallery(UNIQUE, place()) == listed
    assert shared_views.gallery(gallery(), UNIQUE, place()) == {**listed, "properties": {}}


def test_a_community_gallery_shows_its_publisher_twice_and_a_disclaimer() -> None:
    body = gallery(permissions="Community", communityGalleryInfo=INFO)
    assert shared_views.gallery(body, PUBLIC, place(COMMUNITY)) == {
        "name": PUBLIC,
        "location": "westus",
        "communityMetadata": METADATA,
        "identifier": {"uniqueId": f"/CommunityGalleries/{PUBLIC}"},
        "properties": {"disclaimer": "https://aka.ms/community-gallery-disclaimer", "communityMetadata": METADATA},
    }


def test_the_resource_graph_tells_where_a_community_gallery_is_and_who_publishes_it() -> None:
    body = gallery(permissions="Community", communityGalleryInfo=INFO)
    assert shared_views.found_in_graph(body, PUBLIC, "westus", PARTNER) == {
        "id": str(view_id(PARTNER, "westus", COMMUNITY, PUBLIC)),
        "location": "westus",
        "name": PUBLIC,
        "communityMetadata": METADATA,
        "uniqueId": f"/CommunityGalleries/{PUBLIC}",
    }


def test_a_shared_definition_has_recommendations_even_where_there_are_none() -> None:
    body = definition(description="ours", releaseNoteUri="https://contoso.test/notes", features=[{"name": "f"}])
    seen = shared_views.definition(body, UNIQUE, place())
    assert list(seen) == ["name", "location", "identifier", "properties"]
    assert seen["identifier"] == {"uniqueId": f"/SharedGalleries/{UNIQUE}/Images/ubuntu"}
    assert seen["properties"] == {
        "osType": "Linux",
        "osState": "Generalized",
        "recommended": {},
        "hyperVGeneration": "V2",
        "architecture": "x64",
        "identifier": {"publisher": "Contoso", "offer": "Ubuntu", "sku": "22_04"},
        "features": [{"name": "f"}],
    }


def test_what_a_definition_says_to_its_users_is_seen() -> None:
    told = {
        "endOfLifeDate": "2030-01-01T00:00:00+00:00",
        "recommended": {"vCPUs": {"min": 2}},
        "disallowed": {"diskTypes": ["Standard_LRS"]},
        "purchasePlan": {"name": "plan"},
        "privacyStatementUri": "https://contoso.test/privacy",
        "eula": "https://contoso.test/eula",
    }
    seen = shared_views.definition(definition(**told), UNIQUE, place())["properties"]
    assert {name: seen[name] for name in told} == told


def test_the_community_does_not_see_publisher_offer_and_sku() -> None:
    body = definition()
    seen = shared_views.definition(body, PUBLIC, place(COMMUNITY))["properties"]
    assert seen["identifier"] == {"publisher": "", "offer": "", "sku": ""}
    assert next(iter(seen.items())) == ("disclaimer", "https://aka.ms/community-gallery-disclaimer")
    assert body == definition()


@pytest.mark.parametrize(
    ("kind", "name", "more"),
    [(SHARED, UNIQUE, {}), (COMMUNITY, PUBLIC, {"disclaimer": "https://aka.ms/community-gallery-disclaimer"})],
)
def test_a_version_shows_its_disks_without_their_sources(kind: str, name: str, more: dict[str, str]) -> None:
    assert shared_views.version(version(), name, "ubuntu", place(kind)) == {
        "name": "1.0.0",
        "location": "westus",
        "identifier": {"uniqueId": f"/{kind[0].upper()}{kind[1:]}/{name}/Images/ubuntu/Versions/1.0.0"},
        "properties": {
            **more,
            "publishedDate": "2026-01-06T00:00:00+00:00",
            "excludeFromLatest": False,
            "storageProfile": {
                "osDiskImage": {"diskSizeGB": 30, "hostCaching": "ReadWrite"},
                "dataDiskImages": [{"lun": 0, "diskSizeGB": 10, "hostCaching": "None"}],
            },
        },
    }


def test_a_version_shows_its_end_of_life_and_no_disk_that_it_has_not() -> None:
    body = version(endOfLifeDate="2030-01-01T00:00:00+00:00")
    body["properties"]["storageProfile"] = {"osDiskImage": {"hostCaching": "ReadOnly"}}
    seen = shared_views.version(body, UNIQUE, "ubuntu", place())["properties"]
    assert seen["endOfLifeDate"] == "2030-01-01T00:00:00+00:00"
    assert seen["storageProfile"] == {"osDiskImage": {"hostCaching": "ReadOnly"}}


# Where a version is, and whether it counts for latest


def test_a_version_without_a_plan_has_reached_all_its_regions() -> None:
    body = version({"name": "West US"}, {"name": "East US 2 EUAP"})
    assert shared_views.reached_regions(body, [], NOW) == ["westus", "eastus2euap"]


def test_a_version_on_its_way_has_reached_only_the_regions_where_its_copy_is_complete() -> None:
    body = version({"name": "West US"}, {"name": "East US"}, {"name": "West Europe"})
    started = to_text(NOW - timedelta(seconds=60))
    plan = [RegionPlan(region=name, started_at=started, seconds=100) for name in ("East US", "West Europe")]
    assert shared_views.reached_regions(body, plan, NOW) == ["westus"]
    assert shared_views.reached_regions(body, plan, NOW + timedelta(seconds=40)) == ["westus", "eastus", "westeurope"]


@pytest.mark.parametrize(
    ("everywhere", "here", "expected"),
    [
        (False, None, False),
        (True, None, True),
        (False, True, True),
        (True, False, False),
    ],
)
def test_the_flag_of_the_region_decides_over_that_of_the_version(
    everywhere: bool, here: bool | None, expected: bool
) -> None:
    own = {} if here is None else {"excludeFromLatest": here}
    body = version({"name": "East US", "excludeFromLatest": not expected}, {"name": "West US", **own})
    body["properties"]["publishingProfile"]["excludeFromLatest"] = everywhere
    assert latest.is_excluded(body, place().region) is expected
    assert shared_views.version(body, UNIQUE, "ubuntu", place())["properties"]["excludeFromLatest"] is expected
