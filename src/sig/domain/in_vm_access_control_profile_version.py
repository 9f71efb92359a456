"""The version of an in-VM access control profile: who in a machine may ask what of an endpoint, and where it is."""

from __future__ import annotations

from sig.domain import publishing, regions
from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choices import AccessControlMode, EndpointAccess, StorageAccountType
from sig.domain.errors import InvalidParameter
from sig.domain.in_vm_access_control_profile import TYPE as PROFILE_TYPE
from sig.domain.names import shown, some
from sig.domain.resource import check_identity, check_tags, settled_location
from sig.domain.timestamps import to_text
from sig.domain.version_name import VersionName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import NoReturn

    from sig.domain.profile import Profile
    from sig.domain.regions import Region
    from sig.domain.resource_id import ResourceId

TYPE = f"{PROFILE_TYPE}/versions"
SHOWN_TYPE = PROFILE_TYPE
"""The type that versions say they have: their profile's. Source: SERVICE-FACTS §7."""

COUNTED_GB = 3
"""What a version counts as where time goes by size: 48 s to its region, near the 45 s that were seen."""
_ROOT = "galleryInVMAccessControlProfileVersion.properties"
_TARGETS = f"{_ROOT}.targetLocations"
_KIND = publishing.Kind(TYPE, _ROOT, allow_removal="", targets="targetLocations")  # any region but home can go


@arm
class Privilege(ArmObject):
    """What can be asked of the endpoint: ``name`` and ``path`` are required."""

    name: str | None = None
    path: str | None = None
    query_parameters: dict[str, str] | None = None


@arm
class Role(ArmObject):
    """Privileges under a name; both are required."""

    name: str | None = None
    privileges: tuple[str, ...] | None = None


@arm
class AccessControlIdentity(ArmObject):
    """Processes in the machine: by user, group, executable or name; ``name`` is what assignments call them."""

    name: str | None = None
    user_name: str | None = None
    group_name: str | None = None
    exe_path: str | None = None
    process_name: str | None = None


@arm
class AccessControlRoleAssignment(ArmObject):
    """Which identities have a role; both are required."""

    role: str | None = None
    identities: tuple[str, ...] | None = None


@arm
class AccessControlRules(ArmObject):
    """Source: SPEC §1.8."""

    privileges: tuple[Privilege, ...] | None = None
    roles: tuple[Role, ...] | None = None
    identities: tuple[AccessControlIdentity, ...] | None = None
    role_assignments: tuple[AccessControlRoleAssignment, ...] | None = None


@arm
class TargetLocation(ArmObject):
    """A region by its short name, ``westus``; nothing else of it is written out. Source: SERVICE-FACTS §7."""

    name: str | None = None
    regional_replica_count: int | None = None
    storage_account_type: StorageAccountType | None = None


@arm
class AccessControlVersionProperties(ArmObject):
    """Source: SPEC §1.8; the order of the fields is that of SERVICE-FACTS §7."""

    mode: AccessControlMode | None = None
    default_access: EndpointAccess | None = None
    rules: AccessControlRules | None = None
    target_locations: tuple[TargetLocation, ...] | None = None
    exclude_from_latest: bool | None = None
    published_date: str | None = None


@arm
class AccessControlProfileVersion(ArmObject):
    """A version of an in-VM access control profile in ARM shape; ``None`` is absent."""

    name: str | None = None
    id: str | None = None
    type: str | None = None
    location: str | None = None
    tags: dict[str, str] | None = None
    properties: AccessControlVersionProperties = AccessControlVersionProperties()


def put(
    identifier: ResourceId,
    request: AccessControlProfileVersion,
    stored: AccessControlProfileVersion | None,
    profile: Profile,
    now: datetime,
) -> AccessControlProfileVersion:
    """The version that a PUT of ``request`` leaves behind: what the request does not name is dropped.

    It keeps its location and its publishing date. Source: SPEC §1.8, R104, SERVICE-FACTS §7.
    """
    check_name(identifier.name)
    check_identity(identifier, request, "galleryInVMAccessControlProfileVersion", shown_type=SHOWN_TYPE)
    check_tags(request.tags)
    location = settled_location(
        request.location or "",
        stored.location if stored else None,
        described=identifier.path,
        resource_type=TYPE,
        group=identifier.resource_group,
    )
    asked = request.properties
    _require_value(asked.mode, "mode", "Give Audit, Disabled or Enforce: --mode.")
    _require_value(asked.default_access, "defaultAccess", "Give Allow or Deny: --default-access.")
    _check_rules(asked.rules or AccessControlRules())
    return replace(
        request,
        name=stored.name if stored else identifier.name,
        id=stored.id if stored else str(identifier),
        type=SHOWN_TYPE,
        location=location,
        properties=replace(
            asked,
            target_locations=_targets(asked.target_locations, regions.require(location, TYPE), profile),
            exclude_from_latest=bool(asked.exclude_from_latest),
            published_date=(stored.properties.published_date if stored else None) or to_text(now),
        ),
    )


def check_name(name: str) -> None:
    """Raises InvalidParameter unless ``name`` is Major.Minor.Patch, in words for profiles."""
    try:
        VersionName.parse(name)
    except InvalidParameter as refusal:
        raise InvalidParameter(
            f"The access control profile version name '{shown(name)}' is invalid. It should follow "
            "Major(int32).Minor(int32).Patch(int32) format, where int is between 0 and 2,147,483,647 (inclusive). "
            "For e.g: 1.0.0, 2018.12.1 etc.",
            target="galleryInVMAccessControlProfileVersionName",
            hint=refusal.hint,
            rule="R040",
        ) from None


def target_region_names(version: AccessControlProfileVersion) -> list[str]:
    """The short names of the regions the version is published to, the home region first."""
    return [target.name or "" for target in version.properties.target_locations or ()]


def _require_value(value: object, name: str, hint: str) -> None:
    if value is None:
        raise InvalidParameter(
            f"Required parameter '{name}' is missing (null).", target=f"{_ROOT}.{name}", hint=hint, rule="R484"
        )


# Difference from Azure: Regions of access control profiles are kept by their short names. Azure was seen to keep such
# names as they came; here West US becomes westus.
def _targets(
    asked: tuple[TargetLocation, ...] | None, home: Region, profile: Profile
) -> tuple[TargetLocation, ...] | None:
    """The regions asked for, the home region first; that alone where none is. Source: SERVICE-FACTS §7."""
    asked = asked or (TargetLocation(name=home.name),)
    places = [regions.require(target.name or "", TYPE, target=_TARGETS, rule="R044") for target in asked]
    publishing.refuse_duplicates(places, _KIND)
    if home not in places:
        raise InvalidParameter(
            f"Target locations '{', '.join(place.name for place in places)}' of the access control profile version "
            f"must contain its location '{home.name}'.",
            target=_TARGETS,
            hint=f"Add '{home.name}' to the target regions.",
            rule="R487",
        )
    kept = [_target(target, place, profile) for target, place in zip(asked, places, strict=True)]
    return tuple(sorted(kept, key=lambda target: target.name != home.name))


def _target(asked: TargetLocation, place: Region, profile: Profile) -> TargetLocation:
    if asked.regional_replica_count is not None:
        publishing.checked_count(asked.regional_replica_count, "targetLocations.regionalReplicaCount", profile, _KIND)
    if asked.storage_account_type is StorageAccountType.STANDARD_ZRS:
        regions.require_zrs(place, target=f"{_TARGETS}.storageAccountType")
    return replace(asked, name=place.name)


# -- the rules of access -------------------------------------------------------------------------------------------


def _check_rules(rules: AccessControlRules) -> None:
    """Nothing is nameless or named twice, and roles and assignments speak of what is there. Source: SPEC §1.8."""
    privileges = _names((privilege.name for privilege in rules.privileges or ()), "privileges")
    roles = _names((role.name for role in rules.roles or ()), "roles")
    identities = _names((identity.name for identity in rules.identities or ()), "identities")
    for privilege in rules.privileges or ():
        if not privilege.path:
            _refuse_empty("privileges.path", f"Privilege '{shown(privilege.name or '')}' needs a path.")
    for role in rules.roles or ():
        if not role.privileges:
            _refuse_empty("roles.privileges", f"Role '{shown(role.name or '')}' needs privileges.")
        _check_known(role.privileges, privileges, "roles.privileges")
    for assignment in rules.role_assignments or ():
        if not assignment.role or not assignment.identities:
            _refuse_empty("roleAssignments", "A role assignment needs a role and identities.")
        _check_known((assignment.role,), roles, "roleAssignments.role")
        _check_known(assignment.identities, identities, "roleAssignments.identities")


def _names(given: Iterable[str | None], member: str) -> dict[str, str]:
    """The names by their case-folded form. Raises InvalidParameter for an empty one, and for one that is repeated."""
    found: dict[str, str] = {}
    for name in given:
        if not name:
            _refuse_empty(f"{member}.name", f"Each of the {member} of an access control profile needs a name.")
        if name.casefold() in found:
            _refuse_empty(f"{member}.name", f"The name '{shown(name)}' is given to more than one of the {member}.")
        found[name.casefold()] = name
    return found


def _refuse_empty(member: str, message: str) -> NoReturn:
    raise InvalidParameter(
        message,
        target=f"{_ROOT}.rules.{member}",
        hint="Privileges have a name and a path, roles a name and privileges, identities a name, role assignments a "
        "role and identities; a name is given once.",
        rule="R485",
    )


def _check_known(named: Iterable[str], known: dict[str, str], member: str) -> None:
    for name in named:
        if name.casefold() not in known:
            raise InvalidParameter(
                f"The rules of the access control profile have no '{shown(name)}', which '{member}' names.",
                target=f"{_ROOT}.rules.{member}",
                hint=f"There are: {some(known.values())}." if known else "None is defined.",
                rule="R486",
            )
