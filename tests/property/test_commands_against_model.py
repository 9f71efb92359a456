"""Random verbs through the services, against a model of plain dicts that knows the rules that matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, initialize, invariant, multiple, rule

from sig.domain.choices import OsState, OsType, Permissions
from sig.domain.errors import SigError
from sig.domain.gallery import Gallery, GalleryProperties, SoftDeletePolicy
from sig.domain.image_definition import DefinitionProperties, Identifier, ImageDefinition
from sig.domain.image_version import ImageVersion, SafetyProfile, VersionProperties
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.resource_id import definition_id, gallery_id, version_id
from sig.domain.storage_profile import ImageSource, StorageProfile
from sig.service import galleries, groups, image_definitions, image_versions, shares
from sig.service.clock import FixedClock
from sig.service.context import Context
from sig.store import ROOT, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from sig.domain.resource_id import ResourceId

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
DISPLAY = {"westus": "West US", "eastus": "East US", "ukwest": "UK West"}
MOST_REPLICAS = 10
RETENTION = timedelta(days=7)


def cased(usual: str, other: str) -> st.SearchStrategy[str]:
    """One of two names in one of its casings, which are one name to the services and the model."""
    return st.sampled_from([*8 * [usual, usual.upper(), usual.title()], other, other.upper()])


GROUPS = cased("images", "spare")
GALLERIES = cased("base", "apps")
DEFINITIONS = cased("web", "db")
VERSIONS = ("1.0.0", "1.2.0", "1.10.0", "2.0.0")
NUMBERS = st.sampled_from([*VERSIONS, *VERSIONS, "01.0.0", "2147483648.0.0"])
LOCATIONS = st.sampled_from([*4 * [None], "westus", "West US", "eastus"])
HOMES = st.sampled_from([*3 * ["westus", "West US"], "eastus"])
REGIONS = st.sampled_from(["westus", "EASTUS", "eastus", "ukwest", "UK West"])
COUNTS = st.sampled_from([*6 * [None], 1, 2, 3, 10, 0, 11])
TARGETS = st.builds(
    lambda home, others: [home, *others],
    st.tuples(HOMES, COUNTS),
    st.lists(st.tuples(REGIONS, COUNTS), max_size=2),
)
TAGS = st.sampled_from([None, {"team": "a"}, {"team": "b", "Env": ""}])
SKUS = st.sampled_from(["lts", "LTS", "daily"])
FLAGS = st.sampled_from([None, True, False])
SELDOM = st.sampled_from([*9 * [False], True])  # for what takes much with it
SHARED = st.sampled_from([f"{digit * 8}-1111-1111-1111-111111111111" for digit in "aA"])


def canonical(region: str) -> str:
    return region.replace(" ", "").lower()


def number(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.split(".")))


class Refusal(Exception):
    """The model says no."""


def demand(condition: object) -> None:
    if not condition:
        raise Refusal


def locations_in(gallery: dict[str, Any]) -> set[str]:
    """Where the definitions and versions of ``gallery`` are."""
    definitions = gallery["definitions"].values()
    return {
        nested["location"] for definition in definitions for nested in (definition, *definition["versions"].values())
    }


class Model:
    """What is in the store, by case-folded names, and what may be done to it."""

    def __init__(self) -> None:
        self.now = datetime(2030, 1, 1, tzinfo=UTC)
        self.groups: dict[str, str] = {}  # registered, with their locations
        self.galleries: dict[tuple[str, str], dict[str, Any]] = {}

    def gallery(self, group: str, name: str) -> dict[str, Any]:
        demand((group.casefold(), name.casefold()) in self.galleries)
        return self.galleries[group.casefold(), name.casefold()]

    def definition(self, group: str, gallery: str, name: str) -> dict[str, Any]:
        definitions = self.gallery(group, gallery)["definitions"]
        demand(name.casefold() in definitions)
        found: dict[str, Any] = definitions[name.casefold()]
        return found

    def create_group(self, name: str, location: str) -> None:
        demand(self.groups.setdefault(name.casefold(), canonical(location)) == canonical(location))

    def delete_group(self, name: str) -> None:
        inside = [key for key in self.galleries if key[0] == name.casefold()]
        demand(inside or name.casefold() in self.groups)
        demand(not any(self.galleries[key]["shares"] for key in inside))
        self.groups.pop(name.casefold(), None)
        for key in inside:
            del self.galleries[key]

    def settled(self, asked: str | None, stored: dict[str, Any] | None, group: str, gallery: str | None) -> str:
        """Where a resource goes: as asked, where it is, where its group is, where its gallery is."""
        above = gallery and self.gallery(group, gallery)["location"]
        location = asked or (stored and stored["location"]) or self.groups.get(group.casefold()) or above
        demand(location)
        assert location is not None
        demand(stored is None or stored["location"] == canonical(location))
        return canonical(location)

    def create_gallery(self, group: str, name: str, asked: dict[str, Any]) -> None:
        key = group.casefold(), name.casefold()
        stored = self.galleries.get(key)
        demand(stored or all(taken != key[1] for _, taken in self.galleries))
        location = self.settled(asked["location"], stored, group, None)
        before = stored or {"permissions": None, "shares": {}, "soft": False, "definitions": {}, "name": name}
        permissions = asked["permissions"] or before["permissions"]
        demand(stored is None or asked["permissions"] in (None, before["permissions"] or Permissions.PRIVATE))
        soft = before["soft"] if asked["soft"] is None else asked["soft"]
        demand(before["soft"] or not soft or locations_in(before) <= {location})
        changes = {"location": location, "tags": asked["tags"], "permissions": permissions, "soft": soft}
        self.galleries[key] = {**before, **changes}

    def delete_gallery(self, group: str, name: str) -> None:
        key = group.casefold(), name.casefold()
        gallery = self.galleries.get(key, {})
        demand(not gallery.get("definitions") and not gallery.get("shares"))
        self.galleries.pop(key, None)

    def share(self, group: str, name: str, operation: str, ids: list[str]) -> None:
        gallery = self.gallery(group, name)
        if operation == "reset":
            gallery.update(permissions=Permissions.PRIVATE, shares={})
            return
        demand(gallery["permissions"] is Permissions.GROUPS)
        for identifier in ids:
            if operation == "add":
                gallery["shares"].setdefault(identifier.casefold(), identifier)
            else:
                gallery["shares"].pop(identifier.casefold(), None)

    def create_definition(self, group: str, gallery: str, name: str, asked: dict[str, Any]) -> None:
        definitions = self.gallery(group, gallery)["definitions"]
        stored = definitions.get(name.casefold())
        location = self.settled(asked["location"], stored, group, gallery)
        if stored is None:
            demand(all(asked["sku"].casefold() != other["sku"].casefold() for other in definitions.values()))
        else:
            demand(all(asked[fixed] == stored[fixed] for fixed in ("sku", "os_type")))
        kept = stored or {"name": name, "versions": {}, "artifacts": {}}
        definitions[name.casefold()] = {**kept, **asked, "location": location}

    def update_definition(self, group: str, gallery: str, name: str, changes: dict[str, Any]) -> None:
        definition = self.definition(group, gallery, name)
        demand(changes.get("sku", definition["sku"]) == definition["sku"])
        definition.update(changes)

    def delete_definition(self, group: str, gallery: str, name: str) -> None:
        definitions = self.galleries.get((group.casefold(), gallery.casefold()), {}).get("definitions", {})
        definition = definitions.get(name.casefold(), {"versions": {}, "artifacts": {}})
        demand(not definition["versions"] and not self.recoverable(definition))
        definitions.pop(name.casefold(), None)

    def recoverable(self, definition: dict[str, Any]) -> dict[str, Any]:
        return {name: entry for name, entry in definition["artifacts"].items() if entry["until"] > self.now}

    def create_version(self, group: str, gallery: str, definition: str, name: str, asked: dict[str, Any]) -> None:
        demand(name in VERSIONS)
        parent = self.definition(group, gallery, definition)
        stored = parent["versions"].get(name)
        demand(stored or name not in self.recoverable(parent))
        location = self.settled(asked["location"], stored, group, gallery)
        holder = self.gallery(group, gallery)
        demand(stored or holder["permissions"] is not Permissions.GROUPS or location == holder["location"])
        source = asked["source"]
        demand(source == stored["source"] or source is None if stored else source)
        allow = asked["allow"] if asked["allow"] is not None or stored is None else stored["allow"]
        published = asked["published"]
        if published is None and stored:
            regions, count, excluded = stored["regions"], stored["count"], stored["excluded"]
        else:
            targets, count, excluded = published or (None, None, None)
            regions, count = self.published(targets, count, location)
            excluded = bool(excluded)
        demand(not stored or allow is not False or set(stored["regions"]) <= set(regions))
        parent["versions"][name] = {
            "location": location,
            "source": source or (stored and stored["source"]),
            "regions": regions,
            "count": count,
            "excluded": excluded,
            "allow": allow,
            "tags": asked["tags"],
        }

    @staticmethod
    def published(
        targets: list[tuple[str, int | None]] | None, count: int | None, location: str
    ) -> tuple[dict[str, int], int]:
        common = 1 if count is None else count
        wanted = targets or [(location, None)]
        names = [canonical(region) for region, _ in wanted]
        demand(location in names and len(set(names)) == len(names))
        counts = [common if own is None else own for _, own in wanted]
        demand(all(1 <= replicas <= MOST_REPLICAS for replicas in (common, *counts)))
        return {DISPLAY[name]: replicas for name, replicas in zip(names, counts, strict=True)}, common

    def update_version(self, group: str, gallery: str, definition: str, name: str, changes: dict[str, Any]) -> None:
        stored = self.definition(group, gallery, definition)["versions"].get(name)
        demand(stored)
        if "targets" in changes:
            regions, _ = self.published(changes["targets"], stored["count"], stored["location"])
            demand(stored["allow"] is not False or set(stored["regions"]) <= set(regions))
            stored["regions"] = regions
        if "tags" in changes:
            stored["tags"] = changes["tags"]

    def delete_version(self, group: str, gallery: str, definition: str, name: str, *, bypass: bool) -> None:
        holder = self.galleries.get((group.casefold(), gallery.casefold()), {})
        parent = holder.get("definitions", {}).get(definition.casefold(), {"versions": {}, "artifacts": {}})
        version = parent["versions"].pop(name, None)
        if version is None and bypass:
            parent["artifacts"].pop(name, None)
        elif version is not None and holder["soft"] and not bypass:
            parent["artifacts"][name] = {"version": version, "until": self.now + RETENTION}

    def undelete_version(self, group: str, gallery: str, definition: str, name: str, tags: dict[str, str]) -> None:
        parent = self.definition(group, gallery, definition)
        demand(self.galleries[group.casefold(), gallery.casefold()]["soft"])
        demand(name in self.recoverable(parent))
        parent["versions"][name] = parent["artifacts"].pop(name)["version"]
        if tags:
            parent["versions"][name]["tags"] = tags


Place = tuple[str, str, str, str]  # group, gallery, definition, version


class Commands(RuleBasedStateMachine):
    """Every rule asks both, and both must give the same answer; after every rule both hold the same."""

    # Where versions were made and deleted, so that later steps find something there.
    places: Bundle[Place] = Bundle("places")
    deleted: Bundle[Place] = Bundle("deleted")

    @initialize(soft=st.sampled_from([True, True, False]))
    def start(self, soft: bool) -> None:
        self.model = Model()
        self.clock = FixedClock(self.model.now)
        self.store = open_store(f"memory:{uuid4()}")
        self.context = Context(store=self.store, subscription=SUBSCRIPTION, clock=self.clock)
        # Without somewhere to put things, most steps would find nothing.
        self.create_gallery("images", "Base", location="westus", tags=None, permissions=Permissions.GROUPS, soft=soft)
        self.create_definition(
            "images", "base", "web", location=None, sku="lts", os_type=OsType.LINUX, description=None
        )

    def agree(self, service: Callable[[], object], model: Callable[[], object]) -> bool:
        """Ask both; whether both did it. A refusal leaves every document as it was."""
        before = self.documents()
        try:
            service()
        except SigError as refusal:
            said: SigError | None = refusal
            assert self.documents() == before
        else:
            said = None
        try:
            model()
        except Refusal:
            assert said is not None, "only the model refuses"
        else:
            assert said is None, f"only the service refuses: {said}"
        return said is None

    def documents(self) -> dict[ResourceId, Any]:
        with self.store.reading() as view:
            return {resource: view.get(resource) for resource in view.below(ROOT)}

    # -- groups and galleries --

    @rule(name=GROUPS, location=st.sampled_from(["westus", "East US"]))
    def create_group(self, name: str, location: str) -> None:
        self.agree(
            lambda: groups.create(self.context, name, location, None),
            lambda: self.model.create_group(name, location),
        )

    @rule(name=GROUPS, meant=SELDOM)
    def delete_group(self, name: str, meant: bool) -> None:
        if meant:
            self.agree(lambda: groups.delete(self.context, name), lambda: self.model.delete_group(name))

    @rule(
        group=GROUPS,
        name=GALLERIES,
        location=LOCATIONS,
        tags=TAGS,
        permissions=st.sampled_from([None, None, Permissions.GROUPS, Permissions.PRIVATE]),
        soft=st.sampled_from([*6 * [None], True, False]),
    )
    def create_gallery(self, group: str, name: str, **asked: Any) -> None:
        soft = asked["soft"]
        request = Gallery(
            location=asked["location"],
            tags=asked["tags"],
            properties=GalleryProperties(
                sharing_profile=asked["permissions"] and sharing_profile(asked["permissions"]),
                soft_delete_policy=None if soft is None else SoftDeletePolicy(is_soft_delete_enabled=soft),
            ),
        )
        self.agree(
            lambda: galleries.create(self.context, gallery_id(SUBSCRIPTION, group, name), request),
            lambda: self.model.create_gallery(group, name, asked),
        )

    @rule(group=GROUPS, name=GALLERIES)
    def delete_gallery(self, group: str, name: str) -> None:
        self.agree(
            lambda: galleries.delete(self.context, gallery_id(SUBSCRIPTION, group, name)),
            lambda: self.model.delete_gallery(group, name),
        )

    @rule(
        group=GROUPS,
        name=GALLERIES,
        operation=st.sampled_from(["add", "remove", "reset"]),
        ids=st.lists(SHARED, min_size=1, max_size=2),
    )
    def share(self, group: str, name: str, operation: str, ids: list[str]) -> None:
        identifier = gallery_id(SUBSCRIPTION, group, name)
        asked = shares.groups_of(ids, [])
        services = {
            "add": lambda: shares.add(self.context, identifier, asked),
            "remove": lambda: shares.remove(self.context, identifier, asked),
            "reset": lambda: shares.reset(self.context, identifier),
        }
        self.agree(services[operation], lambda: self.model.share(group, name, operation, ids))

    # -- definitions --

    @rule(
        group=GROUPS,
        gallery=GALLERIES,
        name=DEFINITIONS,
        location=LOCATIONS,
        sku=SKUS,
        os_type=st.sampled_from([OsType.LINUX, OsType.LINUX, OsType.WINDOWS]),
        description=st.sampled_from([None, "first", "second"]),
    )
    def create_definition(self, group: str, gallery: str, name: str, **asked: Any) -> None:
        request = ImageDefinition(
            location=asked["location"],
            properties=DefinitionProperties(
                os_type=asked["os_type"],
                os_state=OsState.GENERALIZED,
                description=asked["description"],
                identifier=Identifier(publisher="Contoso", offer="Ubuntu", sku=asked["sku"]),
            ),
        )
        self.agree(
            lambda: image_definitions.create(self.context, definition_id(SUBSCRIPTION, group, gallery, name), request),
            lambda: self.model.create_definition(group, gallery, name, asked),
        )

    @rule(
        group=GROUPS,
        gallery=GALLERIES,
        name=DEFINITIONS,
        changes=st.fixed_dictionaries({}, optional={"sku": SKUS, "description": st.sampled_from([None, "third"])}),
    )
    def update_definition(self, group: str, gallery: str, name: str, changes: dict[str, Any]) -> None:
        def change(stored: ImageDefinition) -> ImageDefinition:
            properties = stored.properties
            assert properties.identifier is not None
            identifier = replace(properties.identifier, sku=changes.get("sku", properties.identifier.sku))
            description = changes.get("description", properties.description)
            return replace(stored, properties=replace(properties, identifier=identifier, description=description))

        self.agree(
            lambda: image_definitions.update(self.context, definition_id(SUBSCRIPTION, group, gallery, name), change),
            lambda: self.model.update_definition(group, gallery, name, changes),
        )

    @rule(place=places | deleted)
    def delete_definition(self, place: Place) -> None:
        self.agree(
            lambda: image_definitions.delete(self.context, definition_id(SUBSCRIPTION, *place[:3])),
            lambda: self.model.delete_definition(*place[:3]),
        )

    # -- versions --

    @rule(
        target=places,
        group=GROUPS,
        gallery=GALLERIES,
        definition=DEFINITIONS,
        name=NUMBERS,
        location=LOCATIONS,
        source=st.sampled_from([*5 * ["img"], "other", None]),
        published=st.none() | st.tuples(st.none() | TARGETS, COUNTS, FLAGS),
        allow=FLAGS,
        tags=TAGS,
    )
    def create_version(
        self, group: str, gallery: str, definition: str, name: str, **asked: Any
    ) -> Place | MultipleResults[Place]:
        identifier = version_id(SUBSCRIPTION, group, gallery, definition, name)
        made = self.agree(
            lambda: image_versions.create(self.context, identifier, version_request(**asked)),
            lambda: self.model.create_version(group, gallery, definition, name, asked),
        )
        return (group.swapcase(), gallery.swapcase(), definition.swapcase(), name) if made else multiple()

    @rule(
        place=places,
        changes=st.fixed_dictionaries({}, optional={"targets": TARGETS, "tags": TAGS}),
    )
    def update_version(self, place: Place, changes: dict[str, Any]) -> None:
        def change(stored: ImageVersion) -> ImageVersion:
            publishing = stored.properties.publishing_profile
            assert publishing is not None
            if "targets" in changes:
                publishing = replace(publishing, target_regions=target_regions(changes["targets"]))
            properties = replace(stored.properties, publishing_profile=publishing)
            return replace(stored, properties=properties, tags=changes.get("tags", stored.tags))

        identifier = version_id(SUBSCRIPTION, *place)
        self.agree(
            lambda: image_versions.update(self.context, identifier, change),
            lambda: self.model.update_version(*place, changes),
        )

    @rule(target=deleted, place=places, bypass=SELDOM)
    def delete_version(self, place: Place, bypass: bool) -> Place:
        identifier = version_id(SUBSCRIPTION, *place)
        self.agree(
            lambda: image_versions.delete(self.context, identifier, bypass_soft_delete=bypass),
            lambda: self.model.delete_version(*place, bypass=bypass),
        )
        return place

    @rule(place=deleted, tags=st.sampled_from([{}, {"a": "b"}]))
    def undelete_version(self, place: Place, tags: dict[str, str]) -> None:
        identifier = version_id(SUBSCRIPTION, *place)
        self.agree(
            lambda: image_versions.undelete(self.context, identifier, tags),
            lambda: self.model.undelete_version(*place, tags),
        )

    @rule(days=st.sampled_from([1, 3, 7]))
    def time_passes(self, days: int) -> None:
        self.clock.sleep(timedelta(days=days).total_seconds())
        self.model.now = self.clock.now()

    # -- what there is --

    @invariant()
    def galleries_are_those_of_the_model(self) -> None:
        found = galleries.listed(self.context).items
        order = sorted(self.model.galleries, key=lambda key: (key[1], key[0]))
        assert [body["name"] for body in found] == [self.model.galleries[key]["name"] for key in order]
        for body, key in zip(found, order, strict=True):
            gallery = self.model.galleries[key]
            sharing = body["properties"].get("sharingProfile", {})
            assert body["location"] == gallery["location"]
            assert body.get("tags") == gallery["tags"]
            assert sharing.get("permissions") == gallery["permissions"]
            identifier = gallery_id(SUBSCRIPTION, key[0].upper(), key[1].title())
            assert galleries.show(self.context, identifier) == body
            sharing = galleries.show(self.context, identifier, with_sharing=True)["properties"].get(
                "sharingProfile", {}
            )
            shared = [subscription for entry in sharing.get("groups", []) for subscription in entry["ids"]]
            assert shared == list(gallery["shares"].values())

    @invariant()
    def definitions_are_those_of_the_model(self) -> None:
        for (group, name), gallery in self.model.galleries.items():
            found = image_definitions.listed(self.context, gallery_id(SUBSCRIPTION, group, name)).items
            definitions = [gallery["definitions"][key] for key in sorted(gallery["definitions"])]
            assert [body["name"] for body in found] == [definition["name"] for definition in definitions]
            for body, definition in zip(found, definitions, strict=True):
                properties = body["properties"]
                assert body["location"] == definition["location"]
                assert properties["identifier"]["sku"] == definition["sku"]
                assert properties["osType"] == definition["os_type"]
                assert properties.get("description") == definition["description"]

    @invariant()
    def versions_are_those_of_the_model(self) -> None:
        for (group, gallery), holder in self.model.galleries.items():
            for name, definition in holder["definitions"].items():
                identifier = definition_id(SUBSCRIPTION, group, gallery, name)
                found = {body["name"]: body for body in image_versions.listed(self.context, identifier).items}
                assert list(found) == sorted(definition["versions"], key=number)
                for version, body in found.items():
                    assert facts(body) == expected(definition["versions"][version])
                artifacts = image_versions.list_soft_deleted(self.context, identifier).items
                assert [body["name"] for body in artifacts] == sorted(self.model.recoverable(definition), key=number)


def sharing_profile(permissions: Permissions) -> Any:
    from sig.domain.sharing import SharingProfile

    return SharingProfile(permissions=permissions)


def target_regions(targets: list[tuple[str, int | None]]) -> tuple[TargetRegion, ...]:
    return tuple(TargetRegion(name=region, regional_replica_count=count) for region, count in targets)


def version_request(
    *,
    location: str | None,
    source: str | None,
    published: tuple[list[tuple[str, int | None]] | None, int | None, bool | None] | None,
    allow: bool | None,
    tags: dict[str, str] | None,
) -> ImageVersion:
    image = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/images/providers/Microsoft.Compute/images/{source}"
    targets, count, excluded = published or (None, None, None)
    publishing = PublishingProfile(
        target_regions=target_regions(targets) if targets else None, replica_count=count, exclude_from_latest=excluded
    )
    return ImageVersion(
        location=location,
        tags=tags,
        properties=VersionProperties(
            publishing_profile=publishing if published else None,
            storage_profile=StorageProfile(source=ImageSource(id=image)) if source else None,
            safety_profile=None if allow is None else SafetyProfile(allow_deletion_of_replicated_locations=allow),
        ),
    )


def facts(body: dict[str, Any]) -> dict[str, Any]:
    properties = body["properties"]
    publishing = properties["publishingProfile"]
    return {
        "location": body["location"],
        "tags": body.get("tags"),
        "source": properties["storageProfile"]["source"]["id"].rpartition("/")[2],
        "regions": {entry["name"]: entry["regionalReplicaCount"] for entry in publishing["targetRegions"]},
        "count": publishing["replicaCount"],
        "excluded": publishing["excludeFromLatest"],
        "allow": properties["safetyProfile"]["allowDeletionOfReplicatedLocations"],
    }


def expected(version: dict[str, Any]) -> dict[str, Any]:
    return {**version, "allow": bool(version["allow"])}  # what nobody said shows as false


TestCommands = Commands.TestCase
TestCommands.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


# Found by thinking, too deep for the machine to find each time.
def test_a_definition_can_be_deleted_once_its_soft_deleted_versions_are_gone() -> None:
    commands = Commands()
    commands.start(soft=True)
    place = ("images", "base", "web", "1.0.0")
    commands.create_version(*place, location=None, source="img", published=None, allow=None, tags=None)
    commands.delete_version(place, bypass=False)
    commands.delete_definition(place)  # both refuse
    assert commands.model.definition(*place[:3])
    commands.time_passes(days=7)
    commands.delete_definition(place)  # neither does
    commands.definitions_are_those_of_the_model()
    assert not any(resource.name == "1.0.0" for resource in commands.documents())
