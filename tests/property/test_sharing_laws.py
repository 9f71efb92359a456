"""Sharing against a naive model: who a gallery is shared with, and what a consumer sees of it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

import worlds
from refusals import refused
from sig.domain import regions
from sig.domain.choices import Permissions
from sig.domain.deployment import Deployment
from sig.domain.errors import InvalidParameter, NotFound, OperationNotAllowed
from sig.domain.resource_id import view_id
from sig.domain.shared_views import COMMUNITY, SHARED, PublicImage
from sig.domain.sharing import CommunityGalleryInfo, SharingProfile
from sig.service import accounts, deployments, galleries, shared_views, shares

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context

MOST = {"Subscriptions": 30, "AADTenants": 5}
SUBSCRIPTIONS = [f"{number:08}-aaaa-aaaa-aaaa-aaaaaaaaaaaa" for number in range(40)]
TENANTS = [f"{number:08}-bbbb-bbbb-bbbb-bbbbbbbbbbbb" for number in range(8)]
_stores = count()


def in_any_case(identifiers: Sequence[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda text, upper: text.upper() if upper else text, st.sampled_from(identifiers), st.booleans())


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "remove", "reset"]),
        st.lists(in_any_case(SUBSCRIPTIONS), max_size=25),
        st.lists(in_any_case(TENANTS), max_size=4),
    ),
    max_size=8,
)


class Shares:
    """The model: two lists without repetitions, in the order in which they were first named."""

    def __init__(self) -> None:
        self.is_open = True
        self.lists: dict[str, list[str]] = {kind: [] for kind in MOST}

    def does(self, action: str, asked: dict[str, list[str]]) -> bool:
        """Whether the action is accepted; one that is not changes nothing."""
        if action == "reset":
            self.is_open, self.lists = False, {kind: [] for kind in MOST}
            return True
        after = {kind: list(ids) for kind, ids in self.lists.items()}
        for kind, ids in asked.items():
            for text in ids:
                known = [other for other in after[kind] if other.lower() == text.lower()]
                if action == "add" and not known:
                    after[kind].append(text)
                elif action == "remove" and known:
                    after[kind].remove(known[0])
        if not self.is_open or any(len(ids) > MOST[kind] for kind, ids in after.items()):
            return False
        self.lists = after
        return True

    @property
    def groups(self) -> list[dict[str, Any]]:
        return [{"type": kind, "ids": ids} for kind, ids in self.lists.items() if ids]


def new_context() -> Context:
    return worlds.at(f"memory:sharing-{next(_stores)}")


def shared_gallery(context: Context, name: str = "Main", location: str = "westus") -> ResourceId:
    return worlds.gallery(context, name, location, sharing_profile=SharingProfile(permissions=Permissions.GROUPS))


@given(ACTIONS)
def test_shares_are_added_without_repetition_and_removed_as_in_two_lists(
    actions: list[tuple[str, list[str], list[str]]],
) -> None:
    context, model = new_context(), Shares()
    gallery = shared_gallery(context)
    for action, subscriptions, tenants in actions:
        groups = shares.groups_of(subscriptions, tenants)
        accepted = model.does(action, {"Subscriptions": subscriptions, "AADTenants": tenants})
        try:
            if action == "reset":
                shares.reset(context, gallery)
            else:
                (shares.add if action == "add" else shares.remove)(context, gallery, groups)
        except (InvalidParameter, OperationNotAllowed):
            assert not accepted
        else:
            assert accepted
        shown = galleries.show(context, gallery, with_sharing=True)["properties"]
        assert shown["sharingProfile"].get("groups", []) == model.groups
        assert ("sharingStatus" in shown) is bool(model.groups)
        assert shown["sharingProfile"]["permissions"] == ("Groups" if model.is_open else "Private")


# What a consumer sees

PLACES = ["westus", "eastus", "japaneast"]
OWNERS = SUBSCRIPTIONS[:2]
LOOKERS = SUBSCRIPTIONS[:4]  # the owners look as well
HOMES = dict(zip(LOOKERS, [TENANTS[0], TENANTS[1], TENANTS[0], TENANTS[2]], strict=True))


class Offer(NamedTuple):
    """One gallery with one definition and, for each set of regions, a version."""

    owner: str
    location: str
    kind: str  # groups, community, enabled, private
    subscriptions: list[str]
    tenants: list[str]
    versions: list[list[str]]


OFFERS = st.lists(
    st.builds(
        Offer,
        owner=st.sampled_from(OWNERS),
        location=st.sampled_from(PLACES),
        kind=st.sampled_from(["groups", "groups", "community", "enabled", "private"]),
        subscriptions=st.lists(st.sampled_from(LOOKERS), max_size=2),
        tenants=st.lists(st.sampled_from(TENANTS[:3]), max_size=2),
        versions=st.lists(st.lists(st.sampled_from(PLACES), unique=True, max_size=2), max_size=2),
    ),
    max_size=3,
)


def made(context: Context, number: int, offer: Offer) -> str:
    """The name under which consumers would see the gallery that is made of the offer."""
    around = context._replace(subscription=offer.owner)
    info = CommunityGalleryInfo(publisher_uri="u", publisher_contact="c", eula="e", public_name_prefix="p")
    profile = {
        "private": None,
        "groups": SharingProfile(permissions=Permissions.GROUPS),
    }.get(offer.kind, SharingProfile(permissions=Permissions.COMMUNITY, community_gallery_info=info))
    gallery = worlds.gallery(around, f"Gallery{number}", offer.location, sharing_profile=profile)
    definition = worlds.definition(around, gallery)
    for at, others in enumerate(offer.versions):
        targets = dict.fromkeys([offer.location, *others])
        worlds.version(around, definition, f"1.{at}.0", publishing_profile=worlds.published(*targets))
    if offer.kind == "groups" and (offer.subscriptions or offer.tenants):
        shares.add(around, gallery, shares.groups_of(offer.subscriptions, offer.tenants))
    if offer.kind == "enabled":
        shares.enable_community(around, gallery)
    body = galleries.show(around, gallery)
    names = body["properties"].get("sharingProfile", {}).get("communityGalleryInfo", {}).get("publicNames", [])
    return str(names[0] if names else body["properties"]["identifier"]["uniqueName"])


def reaches(offer: Offer, region: str) -> list[str]:
    """The versions that are in the region, lowest first."""
    return [f"1.{at}.0" for at, others in enumerate(offer.versions) if region in (offer.location, *others)]


def shows(offer: Offer, region: str) -> bool:
    return region == offer.location or bool(reaches(offer, region))


def is_seen_by(offer: Offer, looker: str) -> bool:
    if offer.kind == "groups":
        return looker in offer.subscriptions or HOMES[looker] in offer.tenants
    return offer.kind == "enabled"


def names_of(listing: Any) -> list[str]:
    return [item["name"] for item in listing.items]


@given(OFFERS, st.sampled_from(LOOKERS), st.sampled_from(PLACES))
def test_a_consumer_sees_what_is_shared_with_it_where_it_is_and_nothing_else(
    offers: list[Offer], looker: str, region: str
) -> None:
    context = new_context()
    for at, (subscription, tenant) in enumerate(HOMES.items()):
        accounts.add(context, f"account{at}", subscription, tenant)
    known = [(made(context, number, offer), offer) for number, offer in enumerate(offers)]
    around = context._replace(subscription=looker)
    here = [(name, offer) for name, offer in known if shows(offer, region)]

    direct = [name for name, offer in here if offer.kind == "groups" and looker in offer.subscriptions]
    by_tenant = [name for name, offer in here if offer.kind == "groups" and HOMES[looker] in offer.tenants]
    public = [name for name, offer in here if offer.kind == "enabled"]
    assert names_of(shared_views.list_shared(around, region)) == sorted(direct, key=str.casefold)
    assert names_of(shared_views.list_shared(around, region, to_tenant=True)) == sorted(by_tenant, key=str.casefold)
    assert names_of(shared_views.list_community(around, region)) == sorted(public, key=str.casefold)

    for name, offer in known:
        kind = SHARED if offer.kind in ("groups", "private") else COMMUNITY
        look = view_id(looker, region, kind, name)
        image = PublicImage(kind, name, "web")
        wanted = Deployment(region=regions.require(region, "t"), has_os_profile=True)
        if is_seen_by(offer, looker):
            check_deployment(deployments.check_public(around, image, wanted), reaches(offer, region))
        else:
            check_unseen(deployments.check_public, around, image, wanted)
        if is_seen_by(offer, looker) and shows(offer, region):
            assert shared_views.show(around, look)["name"] == name
        else:
            check_unseen(shared_views.show, around, look)
            check_unseen(shared_views.list_definitions, around, look)
            check_unseen(shared_views.list_versions, around, look.child("images", "web"))


def check_deployment(answer: dict[str, Any], versions: list[str]) -> None:
    assert answer["deployable"] is bool(versions)
    assert answer["version"] == (versions[-1] if versions else None)


def check_unseen(look: Callable[..., object], *at: object) -> None:
    with refused(NotFound, rule="R122", target="galleryImage.name"):
        look(*at)
