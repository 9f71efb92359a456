"""Shared and community galleries as their consumers see them: region by region, without what is the owner's own."""

from __future__ import annotations

from sig.domain import latest, regions
from sig.domain.errors import InvalidParameter, NotFound
from sig.domain.names import shown as quoted
from sig.domain.names import some
from sig.domain.records import NamedTuple
from sig.domain.resource_id import COMPUTE, view_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from typing import Any

    from sig.domain.regions import Region
    from sig.domain.replication import RegionPlan
    from sig.domain.resource_id import ResourceId

SHARED = "sharedGalleries"
COMMUNITY = "communityGalleries"
GRAPH_TYPE = "microsoft.compute/locations/communitygalleries"
_KINDS = {kind.casefold(): kind for kind in (SHARED, COMMUNITY)}
DISCLAIMER = "https://aka.ms/community-gallery-disclaimer"
_SUBSCRIPTIONS, _TENANTS = "Subscriptions", "AADTenants"
_COMMUNITY_METADATA = ("publisherUri", "publisherContact", "eula", "publicNames")
# What a consumer sees of a definition, in the order of the service; the rest is between its owner and the gallery.
_DEFINITION = (
    "osType",
    "osState",
    "endOfLifeDate",
    "recommended",
    "disallowed",
    "hyperVGeneration",
    "architecture",
    "identifier",
    "features",
    "purchasePlan",
    "privacyStatementUri",
    "eula",
)
_DATES = ("publishedDate", "endOfLifeDate")


class Audience(NamedTuple):
    """By what a gallery can be shared with those who look: their subscription, their tenant; None does not count."""

    subscription: str | None = None
    tenant: str | None = None


class Place(NamedTuple):
    """Where consumers look: a region, as they typed it, and what they name there.

    ``kind`` is SHARED or COMMUNITY; ``gallery`` is the unique name or the public name.
    """

    kind: str
    location: str
    region: Region
    gallery: str = ""
    definition: str = ""
    version: str = ""

    @classmethod
    def at(cls, kind: str, location: str, *names: str) -> Place:
        """Raises LocationNotAvailable for a region that does not exist."""
        region = regions.require(location, f"{COMPUTE}/locations/{kind}")
        # A name with spaces never reaches the service: az looks the region up and sends its short name.
        typed = region.name if any(map(str.isspace, location)) else location
        return cls(kind, typed, region, *names)

    @classmethod
    def of(cls, identifier: ResourceId) -> Place:
        """The place that a ``view_id`` names. Raises LocationNotAvailable."""
        _, _, (_, location), (collection, gallery), *below = identifier.pairs
        kind = next(kind for kind in (SHARED, COMMUNITY) if kind.casefold() == collection.casefold())
        return cls.at(kind, location, gallery, *(name for _, name in below))


class PublicImage(NamedTuple):
    """An image of a gallery that others share, as its consumers name it; without ``version`` its latest one.

    ``kind`` is SHARED or COMMUNITY.
    """

    kind: str
    gallery: str
    definition: str
    version: str = ""

    @classmethod
    def parse(cls, text: str) -> PublicImage:
        """Read ``/SharedGalleries/{gallery}/Images/{definition}[/Versions/{version}]``, or ``/CommunityGalleries/…``.

        Raises InvalidParameter. Source: SPEC §1.1.
        """
        root, *segments = text.strip().rstrip("/").split("/")
        collections = tuple(word.casefold() for word in segments[::2])
        kind = _KINDS.get(collections[0] if collections else "")
        names = segments[1::2]
        is_image = collections[1:] in (("images",), ("images", "versions")) and len(names) == len(collections)
        if root or kind is None or not is_image or not all(names):
            raise InvalidParameter(
                f"'{quoted(text, 300)}' is not the ID of an image that others share.",
                target="imageReference",
                hint="It reads /SharedGalleries/{gallery}/Images/{definition}/Versions/{version}, or begins with "
                "/CommunityGalleries; without a version, or with latest, it is the latest one.",
                rule="R354",
            )
        definition, *version = names[1:]
        return cls(kind, names[0], definition, "".join(version) if version != ["latest"] else "")

    @property
    def unique_id(self) -> str:
        """The ID as the service writes it, to the definition where no version is named."""
        return _unique_id(self.kind, self.gallery, self.definition, *filter(None, [self.version]))


def is_unique_id(text: str) -> bool:
    """Whether ``text`` means to be the ID under which consumers know something that others share."""
    return text.strip().partition("/")[2].partition("/")[0].casefold() in _KINDS


def is_shared_with(gallery: dict[str, Any], audience: Audience) -> bool:
    """Whether the gallery is shared directly with the subscription, or with the tenant. Source: SPEC §4.3."""
    groups = gallery.get("properties", {}).get("sharingProfile", {}).get("groups", ())
    shares = {(group["type"], identifier.casefold()) for group in groups for identifier in group["ids"]}
    wanted = ((_SUBSCRIPTIONS, audience.subscription), (_TENANTS, audience.tenant))
    return any(identifier is not None and (kind, identifier.casefold()) in shares for kind, identifier in wanted)


def names_seen(gallery: dict[str, Any], kind: str, audience: Audience) -> list[str]:
    """The names under which the gallery is seen among those of ``kind``, none if it is not.

    A community gallery is seen by everyone once it is published. Source: SPEC §4.4.
    """
    if kind == SHARED:
        return [gallery["properties"]["identifier"]["uniqueName"]] if is_shared_with(gallery, audience) else []
    info = _community_info(gallery)
    return list(info.get("publicNames", ())) if info.get("communityGalleryEnabled") else []


def is_unique_name(text: str, gallery: ResourceId) -> bool:
    """Whether consumers call the gallery ``text`` when it is shared directly. Source: SERVICE-FACTS §3."""
    return text.casefold() == f"{gallery.subscription}-{gallery.name}".casefold()


# Difference from Azure: Where a consumer sees what is a rule of `sig`. A gallery or definition shows in its own region,
# and in every region that a version of it has reached; a version shows where it has a replica. The service documents
# that consumers see a regional copy, not what a region without versions shows.
def reached_regions(version: dict[str, Any], plan: Sequence[RegionPlan], now: datetime) -> list[str]:
    """The names of the regions in which the version can be used at ``now``."""
    return [region for region, state in latest.replica_states(version, plan, now).items() if state == latest.COMPLETED]


def listed_gallery(name: str, place: Place) -> dict[str, Any]:
    """A gallery in a list of shared ones; who shared it is not said. Source: SERVICE-FACTS §8."""
    return {"name": name, "location": place.location, "identifier": {"uniqueId": _unique_id(place.kind, name)}}


def found_in_graph(gallery: dict[str, Any], public_name: str, region: str, subscription: str) -> dict[str, Any]:
    """A community gallery as the Resource Graph lists it and az prints it. Source: SPEC §3.2, SERVICE-FACTS §8."""
    return {
        "id": str(view_id(subscription, region, COMMUNITY, public_name)),
        "location": region,
        "name": public_name,
        "communityMetadata": _community_metadata(gallery),
        "uniqueId": _unique_id(COMMUNITY, public_name),
    }


def graph_row(gallery: dict[str, Any], public_name: str, region: str, subscription: str) -> dict[str, Any]:
    """A community gallery as a row of the Resource Graph's table. Source: SERVICE-FACTS §8."""
    properties = {
        "communityMetadata": _community_metadata(gallery),
        "disclaimer": DISCLAIMER,
        "identifier": {"uniqueId": _unique_id(COMMUNITY, public_name)},
    }
    return {
        "id": str(view_id(subscription, region, COMMUNITY, public_name)),
        "name": public_name,
        "type": GRAPH_TYPE,
        "tenantId": "",
        "kind": "",
        "location": region,
        "resourceGroup": "",
        "subscriptionId": "",
        "managedBy": "",
        "sku": None,
        "plan": None,
        "properties": properties,
        "tags": None,
        "identity": None,
        "zones": None,
        "extendedLocation": None,
    }


def gallery(body: dict[str, Any], name: str, place: Place) -> dict[str, Any]:
    """A gallery as a GET answers it; the metadata of a community gallery stand there twice.

    ``name`` is the one that its consumers use. Source: SERVICE-FACTS §8.
    """
    if place.kind == SHARED:
        return {**listed_gallery(name, place), "properties": {}}
    metadata = _community_metadata(body)
    return {
        "name": name,
        "location": place.location,
        "communityMetadata": metadata,
        "identifier": {"uniqueId": _unique_id(COMMUNITY, name)},
        "properties": {"disclaimer": DISCLAIMER, "communityMetadata": metadata},
    }


def definition(body: dict[str, Any], gallery: str, place: Place) -> dict[str, Any]:
    """A definition of the gallery that consumers call ``gallery``; the community does not see its identifier.

    Source: SPEC §1.9, SERVICE-FACTS §8.
    """
    stored: dict[str, Any] = {"recommended": {}, **body.get("properties", {})}
    shown = {name: stored[name] for name in _DEFINITION if name in stored}
    if place.kind == COMMUNITY:
        shown = {"disclaimer": DISCLAIMER, **shown, "identifier": {"publisher": "", "offer": "", "sku": ""}}
    return _proxy(body, place, _unique_id(place.kind, gallery, body["name"]), shown)


# Difference from Azure: The excludeFromLatest that consumers see is that of the region. The flag of the target region
# decides over that of the version; what the service shows where the two differ was never seen.
def version(body: dict[str, Any], gallery: str, definition: str, place: Place) -> dict[str, Any]:
    """A version as it is in the region of ``place``: its disks, without their sources. Source: SERVICE-FACTS §8."""
    publishing = _publishing(body)
    storage = body.get("properties", {}).get("storageProfile", {})
    disks: dict[str, Any] = {}
    if "osDiskImage" in storage:
        disks["osDiskImage"] = _disk(storage["osDiskImage"])
    if "dataDiskImages" in storage:
        disks["dataDiskImages"] = [_disk(disk) for disk in storage["dataDiskImages"]]
    dates: dict[str, Any] = {name: publishing[name] for name in _DATES if name in publishing}
    shown = {**dates, "excludeFromLatest": latest.is_excluded(body, place.region), "storageProfile": disks}
    if place.kind == COMMUNITY:
        shown = {"disclaimer": DISCLAIMER, **shown}
    return _proxy(body, place, _unique_id(place.kind, gallery, definition, body["name"]), shown)


def refuse_region(place: Place, seen_in: Iterable[str]) -> NotFound:
    """The refusal of a gallery that shows in other regions."""
    return _not_found(f"In {place.region.name} the gallery does not show; it does in: {some(sorted(seen_in))}.")


def refuse_unshared(gallery: ResourceId, audience: Audience) -> NotFound:
    """The refusal of a gallery that exists and is not shared with those who ask."""
    asked = [f"subscription {audience.subscription}"] if audience.subscription else []
    asked += [f"tenant {audience.tenant}"] if audience.tenant else []
    return _not_found(
        f"The gallery is not shared with {' or '.join(asked)}. Its owner shares it with: sig share add "
        f"-r {gallery.name} -g {gallery.resource_group}"
        + ("" if audience.tenant else "; add --shared-to tenant to look for what is shared with the tenant")
    )


def refuse_unknown(place: Place, what: str, seen: Iterable[str]) -> NotFound:
    """The refusal of a name that nothing has here, with those that something has."""
    what = {SHARED: "shared galleries", COMMUNITY: "community galleries"}.get(what, what)
    return _not_found(f"The {what} to be seen in {place.region.name}: {some(seen) or 'none'}.")


def _not_found(hint: str) -> NotFound:
    """What is not there, not in that region or not for those who ask: all the same. Source: SERVICE-FACTS §9.3."""
    return NotFound(
        "The entity was not found in this Azure location.", target="galleryImage.name", hint=hint, rule="R122"
    )


def _proxy(body: dict[str, Any], place: Place, unique_id: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": body["name"],
        "location": place.location,
        "identifier": {"uniqueId": unique_id},
        "properties": properties,
    }


def _unique_id(kind: str, *names: str) -> str:
    segments = (kind[0].upper() + kind[1:], "Images", "Versions")
    return "".join(f"/{segment}/{name}" for segment, name in zip(segments, names, strict=False))


def _disk(stored: dict[str, Any]) -> dict[str, Any]:
    """The size has another name than on the version itself. Source: SERVICE-FACTS §8."""
    members = {
        "lun": stored.get("lun"),
        "diskSizeGB": stored.get("sizeInGB"),
        "hostCaching": stored.get("hostCaching"),
    }
    return {name: value for name, value in members.items() if value is not None}


def _publishing(version: dict[str, Any]) -> dict[str, Any]:
    profile: dict[str, Any] = version.get("properties", {}).get("publishingProfile", {})
    return profile


def _community_info(gallery: dict[str, Any]) -> dict[str, Any]:
    profile = gallery.get("properties", {}).get("sharingProfile", {})
    info: dict[str, Any] = profile.get("communityGalleryInfo", {})
    return info


def _community_metadata(gallery: dict[str, Any]) -> dict[str, Any]:
    info = _community_info(gallery)
    return {name: info[name] for name in _COMMUNITY_METADATA if name in info}
