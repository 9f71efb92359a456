"""Which galleries of the whole store a subscription sees in a region, and what is refused to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from refusals import refused
from sig.domain.choices import OsState, OsType, Permissions, SharingGroupType
from sig.domain.errors import InvalidParameter, NotFound
from sig.domain.gallery import Gallery, GalleryProperties
from sig.domain.image_definition import DefinitionProperties, Identifier, ImageDefinition
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.resource_id import compute_id, view_id
from sig.domain.shared_views import COMMUNITY, SHARED
from sig.domain.sharing import CommunityGalleryInfo, SharingGroup, SharingProfile
from sig.domain.storage_profile import ImageSource, StorageProfile
from sig.service import accounts, galleries, image_definitions, image_versions, shared_views, shares
from sig.service.clock import FixedClock
from sig.service.context import Context
from sig.service.paging import Page
from sig.store import StoreCorrupt, open_store

OWNER = "00000000-0000-0000-0000-000000000000"
PARTNER = "22222222-2222-2222-2222-222222222222"
COLLEAGUE = "33333333-3333-3333-3333-333333333333"
STRANGER = "99999999-9999-9999-9999-999999999999"
TENANT = "aaaaaaaa-1111-1111-1111-111111111111"
NOW = datetime(2026, 1, 7, tzinfo=UTC)
UNIQUE = f"{OWNER}-CONTOSO"
PUBLIC = "contoso-guid-1"
MANY = 35

Look = Callable[..., Any]


@pytest.fixture
def owner(tmp_path: Path) -> Context:
    numbers = count(1)
    return Context(
        store=open_store(f"memory:{tmp_path}"),
        subscription=OWNER,
        clock=FixedClock(NOW),
        new_guid=lambda: f"guid-{next(numbers)}",
    )


@pytest.fixture
def shared(owner: Context) -> Context:
    """A gallery in West US, shared with a partner; its version is in East US too."""
    make_gallery(owner, SharingProfile(permissions=Permissions.GROUPS))
    make_definition(owner)
    make_version(owner, "1.0.0", "westus", "eastus")
    shares.add(owner, owner.gallery("images", "Contoso"), groups(PARTNER))
    return owner


@pytest.fixture
def public(owner: Context) -> Context:
    """A community gallery in West US with three versions; the last is left out when latest is asked for."""
    make_community(owner)
    make_definition(owner)
    make_version(owner, "1.0.0", "westus", "eastus")
    make_version(owner, "1.10.0", "westus")
    make_version(owner, "2.0.0", "westus", exclude_from_latest=True)
    return owner


def groups(*subscriptions: str, tenants: tuple[str, ...] = ()) -> list[SharingGroup]:
    pairs = ((SharingGroupType.SUBSCRIPTIONS, subscriptions), (SharingGroupType.TENANTS, tenants))
    return [SharingGroup(type=kind, ids=ids) for kind, ids in pairs if ids]


def make_gallery(context: Context, profile: SharingProfile, name: str = "Contoso", location: str = "westus") -> None:
    request = Gallery(location=location, properties=GalleryProperties(sharing_profile=profile))
    galleries.create(context, context.gallery("images", name), request)


def make_community(context: Context, name: str = "Contoso", prefix: str = "contoso") -> None:
    info = CommunityGalleryInfo(publisher_uri="u", publisher_contact="c", eula="e", public_name_prefix=prefix)
    make_gallery(context, SharingProfile(permissions=Permissions.COMMUNITY, community_gallery_info=info), name)
    shares.enable_community(context, context.gallery("images", name))


def make_definition(context: Context, name: str = "Ubuntu", location: str = "westus") -> None:
    identifier = Identifier(publisher="Contoso", offer="Linux", sku=name)
    properties = DefinitionProperties(os_type=OsType.LINUX, os_state=OsState.GENERALIZED, identifier=identifier)
    where = context.gallery("images", "Contoso").child("images", name)
    image_definitions.create(context, where, ImageDefinition(location=location, properties=properties))


def make_version(
    context: Context, name: str, *targets: str | TargetRegion, definition: str = "Ubuntu", **profile: Any
) -> None:
    regions = tuple(TargetRegion(name=target) if isinstance(target, str) else target for target in targets)
    properties = VersionProperties(
        storage_profile=StorageProfile(source=ImageSource(id=str(compute_id(OWNER, "images", "images", "web")))),
        publishing_profile=PublishingProfile(target_regions=regions, **profile),
    )
    where = context.gallery("images", "Contoso").child("images", definition).child("versions", name)
    image_versions.create(context, where, ImageVersion(location=regions[0].name, properties=properties))


def by(context: Context, subscription: str) -> Context:
    return context._replace(subscription=subscription)


def names(found: Any) -> list[str]:
    return [item["name"] for item in found.items]


def list_shared(context: Context, subscription: str, location: str = "westus", *, to_tenant: bool = False) -> list[str]:
    return names(shared_views.list_shared(by(context, subscription), location, to_tenant=to_tenant))


@contextmanager
def unseen(*said: str) -> Iterator[None]:
    with refused(
        NotFound, "The entity was not found in this Azure location.", *said, target="galleryImage.name", rule="R122"
    ):
        yield


def show_shared(context: Context, subscription: str, location: str, *below: str, gallery: str = UNIQUE) -> Any:
    return shared_views.show(context, view_id(subscription, location, SHARED, gallery, *below))


def show_public(context: Context, location: str, *below: str, gallery: str = PUBLIC) -> Any:
    return shared_views.show(context, view_id(STRANGER, location, COMMUNITY, gallery, *below))


# Who sees a shared gallery


def test_a_subscription_sees_what_is_shared_with_it_by_another(shared: Context) -> None:
    assert list_shared(shared, PARTNER) == [UNIQUE]
    assert list_shared(shared, PARTNER.upper()) == [UNIQUE]
    assert list_shared(shared, STRANGER) == list_shared(shared, OWNER) == []


def test_a_tenant_shares_with_all_its_subscriptions_but_they_list_it_apart(shared: Context) -> None:
    accounts.add(shared, "colleague", COLLEAGUE, TENANT)
    shares.add(shared, shared.gallery("images", "Contoso"), groups(tenants=(TENANT,)))
    assert list_shared(shared, COLLEAGUE, to_tenant=True) == [UNIQUE]
    assert list_shared(shared, COLLEAGUE) == []
    assert list_shared(shared, PARTNER, to_tenant=True) == []
    assert show_shared(shared, COLLEAGUE, "westus")["name"] == UNIQUE


def test_an_unregistered_subscription_is_in_the_default_tenant(shared: Context) -> None:
    shares.add(shared, shared.gallery("images", "Contoso"), groups(tenants=(accounts.DEFAULT_TENANT,)))
    assert list_shared(shared, STRANGER, to_tenant=True) == [UNIQUE]


def test_definitions_and_versions_are_listed_for_the_tenant_when_that_is_asked_for(shared: Context) -> None:
    accounts.add(shared, "colleague", COLLEAGUE, TENANT)
    shares.add(shared, shared.gallery("images", "Contoso"), groups(tenants=(TENANT,)))
    gallery = view_id(COLLEAGUE, "westus", SHARED, UNIQUE)
    definition = gallery.child("images", "ubuntu")
    assert names(shared_views.list_definitions(shared, gallery, to_tenant=True)) == ["Ubuntu"]
    assert names(shared_views.list_versions(shared, definition, to_tenant=True)) == ["1.0.0"]
    with unseen("not shared with", COLLEAGUE, "--shared-to tenant"):
        shared_views.list_definitions(shared, gallery)


def test_after_a_reset_nobody_sees_the_gallery(shared: Context) -> None:
    shares.reset(shared, shared.gallery("images", "Contoso"))
    assert list_shared(shared, PARTNER) == []
    with unseen("not shared with"):
        show_shared(shared, PARTNER, "westus")


def test_what_is_not_shared_with_a_subscription_is_not_found_by_it(shared: Context) -> None:
    with unseen(
        f"not shared with subscription {STRANGER} or tenant {accounts.DEFAULT_TENANT}", "sig share add -r contoso"
    ):
        show_shared(shared, STRANGER, "westus")


def test_an_unknown_gallery_is_not_found_and_those_to_be_seen_are_named(shared: Context) -> None:
    with unseen(f"The shared galleries to be seen in westus: {UNIQUE}."):
        show_shared(shared, PARTNER, "westus", gallery="other")
    with unseen("The shared galleries to be seen in westus: none."):
        show_shared(shared, STRANGER, "westus", gallery="other")


# In which regions


def test_a_gallery_shows_where_it_is_and_where_a_version_is(shared: Context) -> None:
    seen = {region: list_shared(shared, PARTNER, region) for region in ("westus", "EastUS", "westus2")}
    assert seen == {"westus": [UNIQUE], "EastUS": [UNIQUE], "westus2": []}
    with unseen("In westus2", "eastus, westus"):
        show_shared(shared, PARTNER, "westus2")


def test_a_gallery_without_versions_shows_in_its_own_region(owner: Context) -> None:
    make_gallery(owner, SharingProfile(permissions=Permissions.GROUPS))
    shares.add(owner, owner.gallery("images", "Contoso"), groups(PARTNER))
    assert list_shared(owner, PARTNER) == [UNIQUE]
    assert list_shared(owner, PARTNER, "eastus") == []


def test_a_definition_shows_where_it_is_and_where_a_version_is(shared: Context) -> None:
    make_definition(shared, "Empty")
    seen = {
        region: names(shared_views.list_definitions(shared, view_id(PARTNER, region, SHARED, UNIQUE)))
        for region in ("westus", "eastus")
    }
    assert seen == {"westus": ["Empty", "Ubuntu"], "eastus": ["Ubuntu"]}
    assert show_shared(shared, PARTNER, "westus", "empty")["name"] == "Empty"
    with unseen("The definitions to be seen in eastus: Ubuntu."):
        show_shared(shared, PARTNER, "eastus", "empty")


def test_a_version_shows_where_it_has_a_replica(shared: Context) -> None:
    make_version(shared, "1.10.0", "westus")
    make_version(shared, "1.9.0", "westus")
    definition = view_id(PARTNER, "westus", SHARED, UNIQUE, "UBUNTU")
    assert names(shared_views.list_versions(shared, definition)) == ["1.0.0", "1.9.0", "1.10.0"]
    assert show_shared(shared, PARTNER, "EastUS", "ubuntu", "1.0.0")["location"] == "EastUS"
    with unseen("The versions to be seen in eastus: 1.0.0."):
        show_shared(shared, PARTNER, "eastus", "ubuntu", "1.9.0")


def test_a_version_shows_when_its_copy_is_complete(shared: Context) -> None:
    identifier = shared.gallery("images", "Contoso").child("images", "Ubuntu").child("versions", "1.0.0")
    plan = {"region": "East US", "started_at": NOW.isoformat(), "seconds": 60}
    with shared.store.writing() as tx:
        tx.put(identifier, {**(tx.get(identifier) or {}), "replication": [plan]})
    assert list_shared(shared, PARTNER, "westus") == [UNIQUE]
    assert list_shared(shared, PARTNER, "eastus") == []
    later = shared._replace(clock=FixedClock(NOW + timedelta(seconds=60)))
    assert list_shared(later, PARTNER, "eastus") == [UNIQUE]


def test_a_deleted_version_shows_no_more(shared: Context) -> None:
    identifier = shared.gallery("images", "Contoso").child("images", "Ubuntu").child("versions", "1.0.0")
    image_versions.delete(shared, identifier)
    assert list_shared(shared, PARTNER, "eastus") == []
    with unseen("The versions to be seen in westus: none."):
        show_shared(shared, PARTNER, "westus", "ubuntu", "1.0.0")


# How it is spelled


def test_names_are_the_owners_and_the_location_is_the_consumers(shared: Context) -> None:
    seen = show_shared(shared, PARTNER, "WestUS", "UBUNTU", "1.0.0", gallery=UNIQUE.lower())
    assert seen["identifier"] == {"uniqueId": f"/SharedGalleries/{UNIQUE}/Images/Ubuntu/Versions/1.0.0"}
    assert seen["location"] == "WestUS"
    assert show_shared(shared, PARTNER, "westus", "UBUNTU")["name"] == "Ubuntu"
    assert show_shared(shared, PARTNER, "westus", gallery=UNIQUE.lower())["name"] == UNIQUE


def test_a_list_of_galleries_says_less_than_a_gallery(shared: Context) -> None:
    [item] = shared_views.list_shared(by(shared, PARTNER), "westus").items
    assert {**item, "properties": {}} == show_shared(shared, PARTNER, "westus")


def test_lists_come_in_pages(shared: Context) -> None:
    make_gallery(shared, SharingProfile(permissions=Permissions.GROUPS), "Another")
    shares.add(shared, shared.gallery("images", "Another"), groups(PARTNER))
    make_definition(shared, "Debian")
    make_version(shared, "1.1.0", "westus")
    gallery = view_id(PARTNER, "westus", SHARED, UNIQUE)
    lists: list[Look] = [
        lambda page: shared_views.list_shared(by(shared, PARTNER), "westus", page),
        lambda page: shared_views.list_definitions(shared, gallery, page),
        lambda page: shared_views.list_versions(shared, gallery.child("images", "ubuntu"), page),
    ]
    for listed in lists:
        first = listed(Page(limit=1))
        rest = listed(Page(token=first.next_token))
        assert [*names(first), *names(rest)] == names(listed(None))
        assert len(first.items) == len(rest.items) == 1
        assert rest.next_token is None


# The community


def test_everyone_sees_a_community_gallery_where_it_is_and_where_a_version_is(public: Context) -> None:
    found = shared_views.list_community(by(public, STRANGER)).items
    assert [(item["name"], item["location"]) for item in found] == [(PUBLIC, "eastus"), (PUBLIC, "westus")]
    assert [item["location"] for item in shared_views.list_community(public, "East US").items] == ["eastus"]
    assert shared_views.list_community(public, "westus2").items == []
    assert show_public(public, "EastUS")["location"] == "EastUS"
    with unseen("it does in: eastus, westus."):
        show_public(public, "westus2")


def test_an_id_from_the_list_of_community_galleries_shows_one(public: Context) -> None:
    [item] = shared_views.list_community(by(public, STRANGER), "westus").items
    assert item["id"] == str(view_id(STRANGER, "westus", COMMUNITY, PUBLIC))
    assert show_public(public, "westus")["identifier"]["uniqueId"] == item["uniqueId"]


def test_nobody_sees_a_community_gallery_that_is_not_enabled(public: Context) -> None:
    shares.reset(public, public.gallery("images", "Contoso"))
    assert shared_views.list_community(public).items == []
    with unseen("The community galleries to be seen in westus: none."):
        show_public(public, "westus")


def test_a_community_gallery_is_not_a_shared_one_nor_the_other_way_round(public: Context) -> None:
    with unseen():
        show_shared(public, STRANGER, "westus", gallery=UNIQUE)
    with unseen():
        show_public(public, "westus", gallery=UNIQUE)


@pytest.mark.parametrize(("region", "latest"), [("westus", ["1.10.0"]), ("eastus", ["1.0.0"])])
def test_the_community_lists_only_the_latest_version_of_each_region(
    public: Context, region: str, latest: list[str]
) -> None:
    definition = view_id(STRANGER, region, COMMUNITY, PUBLIC, "ubuntu")
    assert names(shared_views.list_versions(public, definition)) == latest


def test_a_version_that_is_not_the_latest_can_be_shown_to_the_community(public: Context) -> None:
    assert show_public(public, "westus", "ubuntu", "2.0.0")["properties"]["excludeFromLatest"] is True


def test_without_a_version_that_counts_for_latest_the_community_lists_none(owner: Context) -> None:
    make_community(owner)
    make_definition(owner)
    make_version(owner, "1.0.0", TargetRegion(name="westus", exclude_from_latest=True))
    definition = view_id(STRANGER, "westus", COMMUNITY, PUBLIC, "ubuntu")
    assert shared_views.list_versions(owner, definition).items == []


def test_community_galleries_come_thirty_at_a_time(owner: Context) -> None:
    for number in range(MANY):
        make_community(owner, f"Gallery{number}", f"prefix{number}")
    first = shared_views.list_community(owner)
    assert (len(first.items), len(shared_views.list_community(owner, marker=first.next_token).items)) == (30, MANY - 30)
    with refused(InvalidParameter, "'x' is not a token", target="--marker", rule="R120"):
        shared_views.list_community(owner, marker="x")


# What others have written over


@pytest.mark.parametrize(
    ("profile", "look"),
    [
        ([], lambda context: shared_views.list_shared(context, "westus")),
        ({"groups": 5}, lambda context: shared_views.list_shared(context, "westus")),
        ({"groups": [{"ids": [PARTNER]}]}, lambda context: show_shared(context, PARTNER, "westus")),
        ({"communityGalleryInfo": []}, shared_views.list_community),
        ({"communityGalleryInfo": 5}, lambda context: show_public(context, "westus")),
    ],
)
def test_a_gallery_of_another_form_is_named_as_corrupt(shared: Context, profile: Any, look: Look) -> None:
    identifier = shared.gallery("images", "Contoso")
    with shared.store.writing() as tx:
        document: dict[str, Any] = tx.get(identifier) or {}
        document["resource"]["properties"]["sharingProfile"] = profile
        tx.put(identifier, document)
    with pytest.raises(StoreCorrupt, match="galleries/contoso"):
        look(by(shared, PARTNER))


def test_a_version_of_another_form_is_named_as_corrupt(shared: Context) -> None:
    identifier = shared.gallery("images", "Contoso").child("images", "Ubuntu").child("versions", "1.0.0")
    with shared.store.writing() as tx:
        document: dict[str, Any] = tx.get(identifier) or {}
        document["resource"]["properties"]["publishingProfile"]["targetRegions"] = [5]
        tx.put(identifier, document)
    with pytest.raises(StoreCorrupt, match=r"versions/1\.0\.0"):
        show_shared(shared, PARTNER, "eastus")
