"""Who else may use a gallery: permissions chosen at creation, direct shares, the community."""

from __future__ import annotations

from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choices import Permissions, SharingGroupType, SharingOperation
from sig.domain.errors import InvalidParameter, OperationNotAllowed
from sig.domain.names import is_guid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from typing import Any

    from sig.domain.replication import RegionPlan
    from sig.domain.resource_id import ResourceId

MAX_SUBSCRIPTIONS = 30
MAX_TENANTS = 5
_LIMITS = {SharingGroupType.SUBSCRIPTIONS: MAX_SUBSCRIPTIONS, SharingGroupType.TENANTS: MAX_TENANTS}
_TARGET = "gallery.properties.sharingProfile"
# How the copies of a version stand, in the words of the sharing of a gallery; no sharing fails here.
_STATES = {"Completed": "Succeeded", "Replicating": "InProgress", "InProgress": "InProgress"}


@arm
class SharingGroup(ArmObject):
    """The subscriptions, or the tenants, that a gallery is shared with."""

    type: SharingGroupType | None = None
    ids: tuple[str, ...] | None = None


@arm
class CommunityGalleryInfo(ArmObject):
    """What the public sees of a community gallery. Source: SPEC §1.3."""

    community_gallery_enabled: bool | None = None
    publisher_uri: str | None = None
    publisher_contact: str | None = None
    eula: str | None = None
    public_name_prefix: str | None = None
    public_names: tuple[str, ...] | None = None


@arm
class SharingProfile(ArmObject):
    permissions: Permissions | None = None
    groups: tuple[SharingGroup, ...] | None = None
    community_gallery_info: CommunityGalleryInfo | None = None


@arm
class SharingUpdate(ArmObject):
    """What the share action is asked to do. Source: SERVICE-FACTS §3a."""

    operation_type: SharingOperation
    groups: tuple[SharingGroup, ...] | None = None


def is_public(profile: SharingProfile) -> bool:
    return bool(profile.community_gallery_info and profile.community_gallery_info.community_gallery_enabled)


def check_place(gallery: dict[str, Any], resource: ResourceId, location: str) -> None:
    """Raises InvalidParameter for a new definition or version where the shared ``gallery`` (a body) cannot have it.

    In a gallery that is shared directly a version begins in the gallery's region, and goes to others as target
    regions; in a community gallery definitions are in that region too. Source: SPEC §4.3, §4.4.
    """
    permissions = gallery["properties"]["sharingProfile"].get("permissions")
    is_version = resource.collection.casefold() == "versions"
    bound = (Permissions.GROUPS, Permissions.COMMUNITY) if is_version else (Permissions.COMMUNITY,)
    if permissions not in bound or location == gallery["location"]:
        return
    what = "image version" if is_version else "image definition"
    raise InvalidParameter(
        f"The {what} '{resource.name}' cannot be in location '{location}': gallery '{gallery['name']}' is shared by "
        f"permissions '{permissions}' and in location '{gallery['location']}'.",
        target="location",
        hint=f"Leave --location out or give '{gallery['location']}'."
        + (" Other regions are target regions: --target-regions." if is_version else ""),
        rule="R351" if permissions == Permissions.COMMUNITY else "R350",
    )


def put(
    gallery: str,
    request: SharingProfile | None,
    stored: SharingProfile | None,
    *,
    is_new: bool,
    new_guid: Callable[[], str],
) -> SharingProfile | None:
    """The sharing profile after a PUT; an absent one is kept.

    Raises InvalidParameter when permissions are to change after creation or the community
    information is incomplete. Source: SPEC R010-R012, SERVICE-FACTS §9.2.
    """
    if request is None or (request.permissions is None and request.community_gallery_info is None):
        return stored
    before = (stored.permissions if stored else None) or Permissions.PRIVATE
    after = request.permissions or before
    if not is_new and after is not before:
        raise InvalidParameter(
            f"Cannot update the gallery '{gallery}' sharing permissions from '{before}' to '{after}. Permissions can "
            "only be changed by a POST ShareGallery call. Currently, gallery permissions can only be set to 'Groups' "
            "or 'Community' during creation.",
            target=f"{_TARGET}.permissions",
            hint=f"Create another gallery with --permissions {after}"
            + ("; 'sig share reset' makes this one private." if after is Permissions.PRIVATE else "."),
            rule="R012",
        )
    if after is not Permissions.COMMUNITY:
        return SharingProfile(permissions=after, groups=stored.groups if stored else None)
    known = (stored.community_gallery_info if stored else None) or CommunityGalleryInfo()
    asked = request.community_gallery_info or CommunityGalleryInfo()
    info = CommunityGalleryInfo(
        community_gallery_enabled=bool(known.community_gallery_enabled),
        publisher_uri=asked.publisher_uri or known.publisher_uri,
        publisher_contact=asked.publisher_contact or known.publisher_contact,
        eula=asked.eula or known.eula,
        public_name_prefix=asked.public_name_prefix or known.public_name_prefix,
        public_names=known.public_names,
    )
    _check_complete(info)
    if info.public_names is None:
        info = replace(info, public_names=(f"{info.public_name_prefix}-{new_guid()}",))
    return SharingProfile(permissions=after, community_gallery_info=info)


def add(profile: SharingProfile | None, groups: Iterable[SharingGroup]) -> SharingProfile:
    """Share with more subscriptions or tenants; those it is shared with already change nothing.

    Raises OperationNotAllowed for a gallery without permissions Groups and InvalidParameter for
    malformed IDs or more than 30 subscriptions and 5 tenants. Source: SPEC §4.3, §4.5.
    """
    profile = _direct(profile, "added")
    shares = _shares(profile)
    for group in groups:
        for identifier in _guids(group):
            shares[_kind(group)].setdefault(identifier.casefold(), identifier)
    for kind, ids in shares.items():
        if len(ids) > _LIMITS[kind]:
            raise InvalidParameter(
                f"A gallery can be shared with at most {_LIMITS[kind]} {kind}; this would make {len(ids)}.",
                target=f"{_TARGET}.groups",
                hint="Share with a tenant to reach all its subscriptions, or remove some first.",
                rule="R116",
            )
    return replace(profile, groups=_groups(shares))


def remove(profile: SharingProfile | None, groups: Iterable[SharingGroup]) -> SharingProfile:
    """Stop sharing with the given ones; those it is not shared with change nothing. Source: SPEC §4.5."""
    profile = _direct(profile, "removed")
    shares = _shares(profile)
    for group in groups:
        for identifier in _guids(group):
            shares[_kind(group)].pop(identifier.casefold(), None)
    return replace(profile, groups=_groups(shares))


def status(regions: Iterable[str], plan: Iterable[RegionPlan], now: datetime) -> dict[str, Any]:
    """How far the sharing is in ``regions`` (display names) at ``now``; one without a plan is done.

    Source: SPEC §4.5.
    """
    from sig.domain import replication

    found = replication.status(regions, plan, now)
    return {
        "aggregatedState": _STATES[found.aggregated_state],
        "summary": [{"region": row.region, "state": _STATES[row.state]} for row in found.summary],
    }


def reset() -> SharingProfile:
    """Stop all sharing: what is left is a private gallery. Source: SERVICE-FACTS §3a."""
    return SharingProfile(permissions=Permissions.PRIVATE)


def enable_community(profile: SharingProfile | None) -> SharingProfile:
    """Publish the gallery under its public name.

    Raises OperationNotAllowed unless it was created for the community. Source: SPEC §4.5.
    """
    if profile is None or profile.permissions is not Permissions.COMMUNITY or profile.community_gallery_info is None:
        raise OperationNotAllowed(
            "The gallery cannot be shared with the community: its permissions are "
            f"'{(profile and profile.permissions) or Permissions.PRIVATE}', not 'Community'.",
            target=f"{_TARGET}.permissions",
            hint="Permissions are chosen at creation: sig create --permissions Community --publisher-uri … "
            "--publisher-email … --eula … --public-name-prefix …",
            rule="R119",
        )
    return replace(
        profile,
        community_gallery_info=replace(profile.community_gallery_info, community_gallery_enabled=True),
    )


def _check_complete(info: CommunityGalleryInfo) -> None:
    wanted = {
        "publisherUri": info.publisher_uri,
        "publisherContact": info.publisher_contact,
        "eula": info.eula,
        "publicNamePrefix": info.public_name_prefix,
    }
    missing = [name for name, value in wanted.items() if not value]
    if missing:
        raise InvalidParameter(
            "A community gallery needs publisherUri, publisherContact, eula and publicNamePrefix; "
            f"missing: {', '.join(missing)}.",
            target=f"{_TARGET}.communityGalleryInfo",
            hint="Give --publisher-uri, --publisher-email, --eula and --public-name-prefix.",
            rule="R011",
        )


def _direct(profile: SharingProfile | None, verb: str) -> SharingProfile:
    if profile is None or profile.permissions is not Permissions.GROUPS:
        raise OperationNotAllowed(
            f"Subscriptions and tenants cannot be {verb}: the gallery's permissions are "
            f"'{(profile and profile.permissions) or Permissions.PRIVATE}', not 'Groups'.",
            target=f"{_TARGET}.permissions",
            hint="Permissions are chosen at creation: sig create --permissions Groups.",
            rule="R118",
        )
    return profile


def _kind(group: SharingGroup) -> SharingGroupType:
    if group.type is None:
        raise InvalidParameter(
            "A sharing group needs a type: Subscriptions or AADTenants.", target=f"{_TARGET}.groups", rule="R117"
        )
    return group.type


def _guids(group: SharingGroup) -> tuple[str, ...]:
    for identifier in group.ids or ():
        if not is_guid(identifier):
            raise InvalidParameter(
                f"'{identifier[:80]}' is not the ID of a subscription or tenant: a GUID such as "
                "11111111-1111-1111-1111-111111111111 is.",
                target=f"{_TARGET}.groups",
                rule="R117",
            )
    return group.ids or ()


def _shares(profile: SharingProfile) -> dict[SharingGroupType, dict[str, str]]:
    shares: dict[SharingGroupType, dict[str, str]] = {kind: {} for kind in SharingGroupType}
    for group in profile.groups or ():
        shares[_kind(group)].update((identifier.casefold(), identifier) for identifier in group.ids or ())
    return shares


def _groups(shares: dict[SharingGroupType, dict[str, str]]) -> tuple[SharingGroup, ...] | None:
    """Subscriptions first; a group without IDs disappears. Source: SERVICE-FACTS §3a."""
    return tuple(SharingGroup(type=kind, ids=tuple(ids.values())) for kind, ids in shares.items() if ids) or None
