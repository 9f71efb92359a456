"""Groups, subscriptions, shares, pages, clocks, stores: the services beside the three resources."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from refusals import refused
from sig.domain.choices import Permissions
from sig.domain.errors import (
    Conflict,
    InvalidParameter,
    InvalidResourceLocation,
    LocationNotAvailable,
    OperationNotAllowed,
    ResourceGroupNotFound,
    ResourceNotFound,
    SubscriptionNotFound,
)
from sig.domain.gallery import Gallery, GalleryProperties
from sig.domain.sharing import CommunityGalleryInfo, SharingProfile
from sig.service import accounts, galleries, groups, shares, stores
from sig.service.clock import FixedClock, SystemClock
from sig.service.context import Context, new_guid
from sig.service.paging import Page, selected
from sig.store import StoreExists, open_store

DEFAULT = "00000000-0000-0000-0000-000000000000"
OTHER = "22222222-2222-2222-2222-222222222222"
TENANT = "33333333-3333-3333-3333-333333333333"
NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    numbers = count(1)
    return Context(
        store=open_store(f"memory:{tmp_path}"),
        subscription=DEFAULT,
        clock=FixedClock(NOW),
        new_guid=lambda: f"aaaaaaaa-0000-0000-0000-{next(numbers):012}",
    )


def make_gallery(context: Context, name: str = "Main", group: str = "images", **sharing: Any) -> None:
    profile = SharingProfile(**sharing) if sharing else None
    request = Gallery(location="westus", properties=GalleryProperties(sharing_profile=profile))
    galleries.create(context, context.gallery(group, name), request)


def names(found: list[dict[str, Any]]) -> list[str]:
    return [item["name"] for item in found]


# Groups


def test_a_registered_group_is_shown_as_it_was_created(context: Context) -> None:
    made = groups.create(context, "Images", "West US", {"k": "v"})
    assert made == {
        "id": f"/subscriptions/{DEFAULT}/resourceGroups/Images",
        "location": "westus",
        "managedBy": None,
        "name": "Images",
        "properties": {"provisioningState": "Succeeded"},
        "tags": {"k": "v"},
        "type": "Microsoft.Resources/resourceGroups",
    }
    assert groups.show(context, "IMAGES") == made


def test_creating_a_group_again_changes_its_tags_and_keeps_its_name(context: Context) -> None:
    groups.create(context, "Images", "westus", {"k": "v"})
    again = groups.create(context, "IMAGES", "westus", None)
    assert (again["name"], again["tags"]) == ("Images", None)
    assert groups.show(context, "images") == again


def test_r006_a_group_does_not_move(context: Context) -> None:
    groups.create(context, "Images", "westus", None)
    with refused(InvalidResourceLocation, "'eastus'", "'westus'", rule="R006", target="location"):
        groups.create(context, "Images", "eastus", None)


@pytest.mark.parametrize("name", ["", "a/b", "x."])
def test_a_malformed_group_name_is_not_registered(context: Context, name: str) -> None:
    with refused(InvalidParameter, f"'{name}'", target="resourceGroupName", rule="R111"):
        groups.create(context, name, "westus", None)


def test_a_group_needs_a_region_that_exists_and_tags_that_fit(context: Context) -> None:
    with refused(LocationNotAvailable, "'mars'", "resourceGroups", rule="R004", target="location"):
        groups.create(context, "g", "mars", None)
    with refused(InvalidParameter, "tag name", target="tags", rule="R112"):
        groups.create(context, "g", "westus", {"": "v"})


def test_only_registered_groups_are_listed_and_shown_but_any_that_holds_something_exists(context: Context) -> None:
    make_gallery(context, group="implicit")
    groups.create(context, "b", "westus", None)
    groups.create(context, "A", "westus", None)
    assert names(groups.listed(context)) == ["A", "b"]
    assert [groups.exists(context, name) for name in ("a", "implicit", "nowhere")] == [True, True, False]
    with refused(ResourceGroupNotFound, "'implicit'", "sig group create -n implicit", rule="R008"):
        groups.show(context, "implicit")


def test_deleting_a_group_deletes_what_it_holds_and_nothing_else(context: Context) -> None:
    for group in ("one", "two"):
        groups.create(context, group, "westus", None)
        make_gallery(context, f"in_{group}", group)
    groups.delete(context, "ONE")
    assert names(galleries.listed(context).items) == ["in_two"]
    assert names(groups.listed(context)) == ["two"]


def test_an_implicit_group_is_deleted_with_what_it_holds(context: Context) -> None:
    make_gallery(context)
    groups.delete(context, "images")
    assert not groups.exists(context, "images")


def test_r008_a_group_that_is_not_there_is_not_deleted_and_the_nearest_is_named(context: Context) -> None:
    groups.create(context, "images", "westus", None)
    with refused(ResourceGroupNotFound, "'imagse'", "Did you mean 'images'?", rule="R008"):
        groups.delete(context, "imagse")


def test_r008_an_empty_group_that_nobody_registered_is_listed_unless_strict(context: Context) -> None:
    assert "could not be found" in str(galleries.listed(context, "imagse").remark)
    with refused(ResourceGroupNotFound, "'imagse'", rule="R008"):
        galleries.listed(context._replace(strict=True), "imagse")


# Subscriptions


def test_one_subscription_is_there_from_the_start(context: Context) -> None:
    assert accounts.listed(context, DEFAULT) == [
        {
            "cloudName": "AzureCloud",
            "homeTenantId": accounts.DEFAULT_TENANT,
            "id": DEFAULT,
            "isDefault": True,
            "managedByTenants": [],
            "name": "sig",
            "state": "Enabled",
            "tenantId": accounts.DEFAULT_TENANT,
            "user": {"name": "sig", "type": "user"},
        }
    ]


def test_a_registered_subscription_has_the_id_and_tenant_given(context: Context) -> None:
    made = accounts.add(context, "Prod", OTHER.upper(), TENANT)
    assert (made["id"], made["tenantId"], made["isDefault"]) == (OTHER, TENANT, False)


def test_a_subscription_without_an_id_gets_one(context: Context) -> None:
    assert accounts.add(context, "Prod", None, None)["id"] == "aaaaaaaa-0000-0000-0000-000000000001"


def test_subscriptions_are_listed_by_name_the_default_marked_by_id_or_name(context: Context) -> None:
    accounts.add(context, "Alpha", OTHER, None)
    for default in (OTHER, "alpha"):
        listed = accounts.listed(context, default)
        assert [(entry["name"], entry["isDefault"]) for entry in listed] == [("Alpha", True), ("sig", False)]


def test_a_subscription_that_holds_something_is_listed_without_being_registered(context: Context) -> None:
    make_gallery(context._replace(subscription=OTHER))
    assert names(accounts.listed(context, DEFAULT)) == [OTHER, "sig"]


def test_the_subscription_of_the_context_is_shown_registered_or_not(context: Context) -> None:
    other = context._replace(subscription=OTHER)
    assert accounts.show(other, DEFAULT)["name"] == OTHER
    accounts.add(context, "Prod", OTHER, None)
    shown = accounts.show(other, "prod")
    assert (shown["name"], shown["isDefault"]) == ("Prod", True)


@pytest.mark.parametrize(("name", "guid"), [("PROD", None), ("Other", OTHER), ("sig", None), ("Mine", DEFAULT)])
def test_a_subscription_whose_name_or_id_is_taken_is_not_registered(
    context: Context, name: str, guid: str | None
) -> None:
    accounts.add(context, "Prod", OTHER, None)
    with refused(Conflict, "exists already", target="subscriptionId", rule="R115"):
        accounts.add(context, name, guid, None)


@pytest.mark.parametrize("name", ["", "  ", OTHER])
def test_a_subscription_has_a_name_that_is_no_guid(context: Context, name: str) -> None:
    with refused(InvalidParameter, f"'{name}'", "not empty and not a GUID", target="name", rule="R114"):
        accounts.add(context, name, None, None)


@pytest.mark.parametrize(("guid", "tenant"), [("x", None), (None, "x")])
def test_the_ids_of_a_subscription_and_its_tenant_are_guids(
    context: Context, guid: str | None, tenant: str | None
) -> None:
    with refused(InvalidParameter, "'x' is not a GUID such as", target="subscriptionId", rule="R114"):
        accounts.add(context, "Prod", guid, tenant)


def test_a_subscription_is_found_by_id_or_by_name_in_any_case(context: Context) -> None:
    accounts.add(context, "Prod", OTHER, None)
    assert [accounts.resolve(context.store, text) for text in (OTHER, OTHER.upper(), "Prod", "PROD")] == [OTHER] * 4
    assert accounts.resolve(context.store, "sig") == DEFAULT


def test_any_guid_is_a_subscription_unless_strict(context: Context) -> None:
    assert accounts.resolve(context.store, TENANT) == TENANT
    assert accounts.resolve(context.store, DEFAULT, strict=True) == DEFAULT
    with refused(SubscriptionNotFound, f"'{TENANT}'", "'sig'", "sig account add", rule="R113"):
        accounts.resolve(context.store, TENANT, strict=True)
    accounts.add(context, "Prod", TENANT, None)
    assert accounts.resolve(context.store, TENANT, strict=True) == TENANT


def test_an_unknown_subscription_name_is_refused_with_the_known_ones(context: Context) -> None:
    accounts.add(context, "Prod", OTHER, None)
    with refused(SubscriptionNotFound, "'Prd'", "'sig', 'Prod'", "sig account add --name", rule="R113"):
        accounts.resolve(context.store, "Prd")


def test_the_regions_are_listed_with_their_pairs(context: Context) -> None:
    listed = {entry["name"]: entry for entry in accounts.locations(context)}
    assert listed["westus"] == {
        "displayName": "West US",
        "id": f"/subscriptions/{DEFAULT}/locations/westus",
        "metadata": {"geography": "United States", "pairedRegion": [{"name": "eastus"}], "regionType": "Physical"},
        "name": "westus",
        "regionalDisplayName": "(United States) West US",
        "type": "Region",
    }
    assert any(entry["metadata"]["pairedRegion"] == [] for entry in listed.values())


# Shares


def sharing(context: Context) -> dict[str, Any]:
    shown = galleries.show(context, context.gallery("images", "Main"), with_sharing=True)
    profile: dict[str, Any] = shown["properties"]["sharingProfile"]
    return profile


def test_sharing_answers_the_operation_and_leaves_the_groups_on_the_gallery(context: Context) -> None:
    make_gallery(context, permissions=Permissions.GROUPS)
    gallery = context.gallery("images", "Main")
    both = shares.groups_of([OTHER], [TENANT])
    asked = [{"type": "Subscriptions", "ids": [OTHER]}, {"type": "AADTenants", "ids": [TENANT]}]
    assert shares.add(context, gallery, both) == {"operationType": "Add", "groups": asked}
    assert sharing(context) == {"permissions": "Groups", "groups": asked}
    only = shares.groups_of([OTHER], [])
    assert shares.remove(context, gallery, only) == {"operationType": "Remove", "groups": asked[:1]}
    assert sharing(context) == {"permissions": "Groups", "groups": asked[1:]}
    assert shares.reset(context, gallery) == {"operationType": "Reset", "groups": []}
    assert sharing(context) == {"permissions": "Private"}


def test_enabling_the_community_keeps_the_public_name(context: Context) -> None:
    info = CommunityGalleryInfo(publisher_uri="u", publisher_contact="c", eula="e", public_name_prefix="p")
    make_gallery(context, permissions=Permissions.COMMUNITY, community_gallery_info=info)
    before = sharing(context)["communityGalleryInfo"]
    answer = shares.enable_community(context, context.gallery("images", "Main"))
    assert answer == {"operationType": "EnableCommunity", "groups": []}
    assert sharing(context)["communityGalleryInfo"] == {**before, "communityGalleryEnabled": True}


def test_r009_an_absent_gallery_is_not_shared(context: Context) -> None:
    with refused(ResourceNotFound, "galleries/Main", rule="R009"):
        shares.reset(context, context.gallery("images", "Main"))


def test_a_private_gallery_is_not_shared_directly(context: Context) -> None:
    make_gallery(context)
    target = "gallery.properties.sharingProfile.permissions"
    with refused(OperationNotAllowed, "'Private', not 'Groups'", target=target, rule="R118"):
        shares.add(context, context.gallery("images", "Main"), shares.groups_of([OTHER], []))


# Pages

KEYS = ["a", "b", "c", "d", "e"]


def test_without_a_page_the_whole_list_comes_and_no_token() -> None:
    assert selected(KEYS, None) == (KEYS, None)
    assert selected(KEYS, Page(limit=5)) == (KEYS, None)
    assert selected([], Page(limit=5)) == ([], None)


def test_pages_follow_one_another_until_the_end() -> None:
    seen, token = selected(KEYS, Page(limit=2))
    while token:
        keys, token = selected(KEYS, Page(limit=2, token=token))
        seen += keys
    assert seen == KEYS


def test_a_page_goes_on_where_the_last_one_ended_though_others_came_and_went() -> None:
    _, token = selected(KEYS, Page(limit=2))
    assert selected(["a", "aa", "b", "c", "d"], Page(token=token))[0] == ["c", "d"]
    assert selected(["a", "b", "d", "e"], Page(token=token))[0] == ["d", "e"]
    assert selected(["a"], Page(token=token)) == ([], None)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_page_of_no_items_is_refused(limit: int) -> None:
    with refused(InvalidParameter, f"{limit} items", "1 or more", target="--max-items", rule="R120"):
        selected(KEYS, Page(limit=limit))


@pytest.mark.parametrize(
    "token", ["x", "é", "%%%%", "AAAA", *(urlsafe_b64encode(text).decode() for text in (b"x y", b"\xff"))]
)
def test_a_token_that_no_list_gave_is_refused(token: str) -> None:
    with refused(InvalidParameter, f"'{token}'", "the previous page", target="--next-token", rule="R120"):
        selected(KEYS, Page(token=token))


# Clocks, identifiers, stores


def test_a_fixed_clock_moves_only_when_somebody_sleeps() -> None:
    clock = FixedClock(datetime(2026, 1, 7, 7, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now() == clock.now() == datetime(2026, 1, 7, 5, tzinfo=UTC)
    clock.sleep(1.5)
    assert clock.now() == datetime(2026, 1, 7, 5, 0, 1, 500000, tzinfo=UTC)


def test_the_systems_clock_tells_the_time_in_utc_and_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    clock.sleep(3)
    assert slept == [3]


def test_made_up_identifiers_are_guids_and_differ() -> None:
    assert UUID(new_guid()) != UUID(new_guid())


@pytest.mark.parametrize("document_format", ["json", "toml"])
def test_a_store_is_made_once_and_described(tmp_path: Path, document_format: Any) -> None:
    folder = str(tmp_path / "store")
    made = stores.make(folder, document_format)
    assert (made["documentFormat"], made["kind"], made["formatVersion"]) == (document_format, "file", 1)
    assert stores.described(stores.opened(folder)) == made
    with pytest.raises(StoreExists):
        stores.make(folder, document_format)


def test_a_store_that_was_never_written_to_has_no_lineage(tmp_path: Path) -> None:
    assert stores.described(stores.opened(str(tmp_path / "none")))["lineage"] is None
