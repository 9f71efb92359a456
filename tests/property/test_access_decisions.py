"""Decisions against a naive model: random directories, groups in groups, roles, assignments and shares."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

import principals
import worlds
from principals import OTHER_TENANT
from sig.domain import roles
from sig.domain.choices import Permissions, SharingGroupType
from sig.domain.errors import AuthorizationFailed, NotFound, RoleAssignmentExists, RoleDefinitionDoesNotExist
from sig.domain.resource_id import ResourceId, view_id
from sig.domain.sharing import SharingGroup, SharingProfile
from sig.service import resources as any_resource
from sig.service import shared_views, shares
from sig.service.accounts import DEFAULT_TENANT
from sig.service.rights import Rights
from worlds import OTHER_SUB, SUB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from sig.service.context import Context

TENANTS = {SUB: DEFAULT_TENANT, OTHER_SUB: OTHER_TENANT}
PEOPLE = ("ann", "ben", "cleo", "builder", "copier")  # the last two are applications
OBJECTS = 9  # of which groups are made and roles given to, in each tenant: no more than these
PATTERNS = (
    *("*", "*/read", "Microsoft.Compute/*", "microsoft.compute/GALLERIES/*", "Microsoft.Compute/galleries/*/read"),
    *(
        "Microsoft.Compute/galleries/read",
        "Microsoft.Compute/galleries/images/*",
        "*/versions/*",
        "*/write",
        "*.C*/r*d",
    ),
    *("Microsoft.Compute/galleries/share/action", "Microsoft.Compute/locations/*/read", "Microsoft.Compute/galleries"),
    *("Microsoft.Compute/galleries/applications/*", "microsoft.compute/galleries/*profiles/READ"),
)
ACTIONS = (
    *(
        "Microsoft.Compute/galleries/read",
        "Microsoft.Compute/galleries/write",
        "Microsoft.Compute/galleries/share/action",
    ),
    *("Microsoft.Compute/galleries/images/read", "Microsoft.Compute/galleries/images/versions/read"),
    *("MICROSOFT.COMPUTE/galleries/images/versions/Delete", "Microsoft.Authorization/roleAssignments/write"),
    *("Microsoft.Compute/locations/sharedGalleries/read", "Microsoft.Compute/images/write"),
    *("Microsoft.Compute/galleries/applications/versions/write", "Microsoft.Compute/galleries/applications/read"),
    "Microsoft.Compute/galleries/inVMAccessControlProfiles/read",
)
NESTED = (("images", "web"), ("images", "web2"), ("applications", "agent"), ("inVMAccessControlProfiles", "imds"))
_stores = count()


class Assignment(NamedTuple):
    subscription: str
    scope: int
    role: int
    principal: int
    is_upper: bool


class World(NamedTuple):
    """What is drawn; numbers choose among what there is, whatever that is."""

    guests: set[str]  # people of the first tenant who are guests, or have a service principal, in the second
    groups: list[list[int]]  # members by number; every other one is in the second tenant
    custom: list[tuple[list[str], list[str]]]
    assignments: list[Assignment]
    shared_with: set[str]


WORLDS = st.builds(
    World,
    guests=st.sets(st.sampled_from(PEOPLE)),
    groups=st.lists(st.lists(st.integers(0, OBJECTS), max_size=4), min_size=4, max_size=4),
    custom=st.lists(
        st.tuples(
            st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=3), st.lists(st.sampled_from(PATTERNS), max_size=2)
        ),
        max_size=2,
    ),
    assignments=st.lists(
        st.builds(
            Assignment,
            subscription=st.sampled_from([SUB, OTHER_SUB]),
            scope=st.integers(0, 12),
            role=st.integers(0, 10),
            principal=st.integers(0, OBJECTS),
            is_upper=st.booleans(),
        ),
        max_size=8,
    ),
    shared_with=st.sets(st.sampled_from([SUB, OTHER_SUB, DEFAULT_TENANT, OTHER_TENANT]), max_size=2),
)


class Model:
    """The reference: lists of plain text, and no idea of how the product goes about it."""

    def __init__(self) -> None:
        self.objects: dict[tuple[str, str], str] = {}  # (tenant, person) -> object
        self.members: dict[str, list[str]] = {}  # group -> objects
        self.grants: list[tuple[str, list[str], list[str], str]] = []  # object, actions, not actions, scope
        self.shared_with: set[str] = set()

    def speaking(self, tenant: str, person: str) -> set[str]:
        found = {self.objects[tenant, person]} if (tenant, person) in self.objects else set()
        while more := {group for group, members in self.members.items() if found & set(members)} - found:
            found |= more
        return found

    def may(self, person: str, action: str, scope: str) -> bool:
        speaking = self.speaking(TENANTS[scope.split("/")[2].lower()], person)
        return any(
            principal in speaking
            and f"{scope}/".lower().startswith(f"{held}/".lower())
            and self.fits(actions, action)
            and not self.fits(but, action)
            for principal, actions, but, held in self.grants
        )

    @staticmethod
    def fits(patterns: Iterable[str], action: str) -> bool:
        return any(
            re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), action, re.IGNORECASE) for pattern in patterns
        )

    def looks(self, person: str, subscription: str, place: str) -> str:
        """What comes of a look at the shared gallery at ``place``."""
        if not self.may(person, "Microsoft.Compute/locations/sharedGalleries/read", place):
            return "AuthorizationFailed"
        return "" if self.shared_with & {subscription, TENANTS[subscription]} else "NotFound"

    def shows(self, person: str, resource: ResourceId) -> str:
        return "" if self.may(person, f"{resource.type}/read", str(resource)) else "AuthorizationFailed"


def resources(subscription: str) -> list[ResourceId]:
    """A gallery of the subscription with what is in it, and what is above it, from the top."""
    top = ResourceId.of_subscription(subscription)
    gallery = top.child("resourceGroups", "images").child("providers", "Microsoft.Compute").child("galleries", "Main")
    found = [top, ResourceId(gallery.pairs[:2]), gallery]
    for collection, name in NESTED:
        found += [gallery.child(collection, name), gallery.child(collection, name).child("versions", "1.0.0")]
    return found


def made(world: World) -> tuple[Context, Model]:
    """The world in a store, and in the model."""
    owner = worlds.at(f"memory:decisions {next(_stores)}")
    contexts = {SUB: owner, OTHER_SUB: principals.subscription(owner, OTHER_SUB, "other")}
    model = Model()
    for context in contexts.values():
        gallery = worlds.gallery(context, sharing_profile=SharingProfile(permissions=Permissions.GROUPS))
        for name in ("web", "web2"):
            worlds.version(context, worlds.definition(context, gallery, name))
        worlds.application_version(context, worlds.application(context, gallery))
        worlds.access_profile_version(context, worlds.access_profile(context, gallery))
    _share(owner, world.shared_with)
    model.shared_with = world.shared_with
    _fill_directories(owner, world, model)
    kinds = {subscription: _roles(contexts[subscription], world) for subscription in contexts}
    for one in world.assignments:
        tenant = TENANTS[one.subscription]
        known = [item for (place, _), item in model.objects.items() if place == tenant]
        scopes, possible = resources(one.subscription), kinds[one.subscription]
        scope = str(scopes[one.scope % len(scopes)])
        role, actions, but = possible[one.role % len(possible)]
        if one.is_upper:
            scope = scope.replace("resourceGroups/images", "RESOURCEGROUPS/Images").replace("/Main", "/MAIN")
        principal = known[one.principal % len(known)]
        with suppress(RoleAssignmentExists, RoleDefinitionDoesNotExist):
            principals.assign(contexts[one.subscription], scope, role, principal)
        model.grants.append((principal, actions, but, scope))
    return owner, model


def _fill_directories(owner: Context, world: World, model: Model) -> None:
    applications = PEOPLE[3:]
    for name in PEOPLE:
        app = principals.application(owner, name) if name in applications else ""
        for tenant in (DEFAULT_TENANT, *([OTHER_TENANT] if name in world.guests else [])):
            home = model.objects.get((DEFAULT_TENANT, name))
            guest_of = (DEFAULT_TENANT, home) if home else None
            model.objects[tenant, name] = (
                principals.service_principal(owner, app, tenant)
                if app
                else principals.user(owner, name, tenant, guest_of)
            )
    model.objects[OTHER_TENANT, "native"] = principals.user(owner, "native", OTHER_TENANT)
    tenants = [(DEFAULT_TENANT, OTHER_TENANT)[number % 2] for number in range(len(world.groups))]
    for number, tenant in enumerate(tenants):
        model.objects[tenant, f"group {number}"] = principals.group(owner, f"group {number}", (), tenant)
    for number, (tenant, members) in enumerate(zip(tenants, world.groups, strict=True)):
        known = [item for (place, _), item in model.objects.items() if place == tenant]
        group = model.objects[tenant, f"group {number}"]
        chosen = [known[member % len(known)] for member in members]  # groups too, and in circles
        model.members[principals.group(owner, f"group {number}", chosen, tenant, guid=group)] = chosen


def _roles(context: Context, world: World) -> list[tuple[str, list[str], list[str]]]:
    built_in = [
        (role.id, list(role.permissions[0].actions), list(role.permissions[0].not_actions))
        for role in roles.BUILT_IN.values()
    ]
    custom = [
        (principals.role(context, f"custom {number} {context.subscription}", actions, but), list(actions), list(but))
        for number, (actions, but) in enumerate(world.custom)
    ]
    return [*built_in, *custom]


def _share(owner: Context, audience: set[str]) -> None:
    for guid in sorted(audience):
        kind = SharingGroupType.SUBSCRIPTIONS if guid in TENANTS else SharingGroupType.TENANTS
        shares.add(owner, owner.gallery("images", "Main"), [SharingGroup(type=kind, ids=(guid,))])


def outcome(ask: Callable[..., object], *about: Any) -> str:
    """What the product says: nothing, or the code of its refusal."""
    try:
        ask(*about)
    except (AuthorizationFailed, NotFound) as refusal:
        return refusal.code
    return ""


@settings(max_examples=50, deadline=None)
@given(world=WORLDS, data=st.data())
def test_decisions_are_those_of_the_model(world: World, data: st.DataObject) -> None:
    owner, model = made(world)
    everything = [resource for subscription in TENANTS for resource in resources(subscription)]
    for person in data.draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True)):
        caller = principals.caller(owner, person)
        with owner.store.reading() as view:
            rights = Rights(view, caller)
            decided = {
                (action, str(resource)): rights.allows(action, resource)
                for action in ACTIONS
                for resource in everything
            }
        assert decided == {key: model.may(person, *key) for key in decided}


@settings(max_examples=30, deadline=None)
@given(world=WORLDS, person=st.sampled_from(PEOPLE))
def test_who_may_read_is_answered_and_nobody_else(world: World, person: str) -> None:
    owner, model = made(world)
    acting = principals.acting(owner, person)
    asked = [resource for subscription in TENANTS for resource in resources(subscription) if resource.resources]
    answers = {str(resource): outcome(any_resource.show, acting, resource) for resource in asked}
    assert answers == {str(resource): model.shows(person, resource) for resource in asked}


@settings(max_examples=30, deadline=None)
@given(world=WORLDS, person=st.sampled_from(PEOPLE))
def test_what_is_shared_is_seen_by_those_it_is_shared_with_who_may_look(world: World, person: str) -> None:
    owner, model = made(world)
    for subscription in TENANTS:
        acting = principals.acting(owner._replace(subscription=subscription), person)
        place = view_id(subscription, "westus", "sharedGalleries", f"{SUB}-MAIN")
        assert outcome(shared_views.show, acting, place) == model.looks(person, subscription, str(place))
