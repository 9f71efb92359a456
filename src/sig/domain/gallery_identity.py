"""The managed identity of a gallery: what it may be, and how one is assigned and taken away."""

from __future__ import annotations

from sig.domain.arm import ArmObject, arm, replace
from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId
from sig.domain.names import shown
from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

NONE = "None"
SYSTEM_ASSIGNED = "SystemAssigned"
USER_ASSIGNED = "UserAssigned"
_KINDS = {kind.casefold() for kind in (NONE, SYSTEM_ASSIGNED, USER_ASSIGNED)}
_USER_ASSIGNED_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities"


@arm
class UserAssignedIdentity(ArmObject):
    client_id: str | None = None
    principal_id: str | None = None


@arm
class Identity(ArmObject):
    """A managed identity; ``type`` is None, SystemAssigned, UserAssigned or both with a comma. Source: SPEC §1.3."""

    principal_id: str | None = None
    tenant_id: str | None = None
    type: str | None = None
    user_assigned_identities: dict[str, UserAssignedIdentity] | None = None

    @property
    def is_system_assigned(self) -> bool:
        return SYSTEM_ASSIGNED.casefold() in _kinds(self)


# Difference from Azure: Managed identities have made-up principals. The directory of the tenant does not list them:
# give them roles with --assignee-object-id and --assignee-principal-type ServicePrincipal.
def put(requested: Identity | None, stored: Identity | None, new_guid: Callable[[], str]) -> Identity | None:
    """The identity as stored: each part has the principal that the directory would give; what has one keeps it.

    A type decides what there is: of one that names no user assigned identities, those go that there were before.
    Raises InvalidParameter for a type that is none, LinkedInvalidPropertyId for a user assigned identity that is no
    ID of one.
    """
    if requested is None:
        return None
    _check_type(requested)
    stored = stored or Identity()
    has_system = requested.is_system_assigned
    known = stored.user_assigned_identities or {}
    has_user = requested.type is None or USER_ASSIGNED.casefold() in _kinds(requested)
    named = requested.user_assigned_identities or {} if has_user else {}
    assigned = {name: known.get(name) or _new(name, new_guid) for name in named}
    return Identity(
        principal_id=(stored.principal_id or new_guid()) if has_system else None,
        tenant_id=(stored.tenant_id or requested.tenant_id) if has_system else None,
        type=_type(has_system=has_system, has_user=bool(assigned), separator=", "),
        user_assigned_identities=assigned or None,
    )


def assigned(identity: Identity | None, *, system: bool, user: Collection[str]) -> Identity:
    """``identity`` with the system's and those of ``user`` added to what it has. IDs are compared without case."""
    before = identity or Identity()
    names = before.user_assigned_identities or {}
    known = {name.casefold() for name in names}
    added = {name: UserAssignedIdentity() for name in user if name.casefold() not in known}
    return _requested(before, {**names, **added}, system=system or before.is_system_assigned)


def removed(identity: Identity | None, *, system: bool, user: Collection[str] | None) -> Identity:
    """``identity`` without the system's, if ``system``, and without those of ``user``: all of them, where it is empty.

    What it has not is as good as removed; None removes none.
    """
    before = identity or Identity()
    gone = {name.casefold() for name in user or ()}
    names = before.user_assigned_identities or {}
    kept = names if user is None else {name: one for name, one in names.items() if gone and name.casefold() not in gone}
    return _requested(before, kept, system=before.is_system_assigned and not system)


def user_assigned(identity: Identity | None) -> set[ResourceId]:
    """The IDs of the user assigned identities in an identity that is stored."""
    return {ResourceId.parse(name) for name in (identity and identity.user_assigned_identities) or {}}


def _requested(before: Identity, names: dict[str, UserAssignedIdentity], *, system: bool) -> Identity:
    kind = _type(has_system=system, has_user=bool(names), separator=",")
    return replace(before, type=kind, user_assigned_identities=names or None)


def _type(*, has_system: bool, has_user: bool, separator: str) -> str:
    kinds = ((SYSTEM_ASSIGNED, has_system), (USER_ASSIGNED, has_user))
    return separator.join(name for name, present in kinds if present) or NONE


def _kinds(identity: Identity) -> set[str]:
    return {word.strip().casefold() for word in (identity.type or NONE).split(",")}


def _check_type(identity: Identity) -> None:
    if not _kinds(identity) <= _KINDS:
        raise InvalidParameter(
            f"'{shown(identity.type or '')}' is not a type of managed identity. It is {SYSTEM_ASSIGNED}, "
            f"{USER_ASSIGNED}, both with a comma between them, or {NONE}.",
            target="gallery.identity.type",
            rule="R470",
        )


def _new(name: str, new_guid: Callable[[], str]) -> UserAssignedIdentity:
    target = "gallery.identity.userAssignedIdentities"
    if ResourceId.parse(name, target=target).type.casefold() != _USER_ASSIGNED_TYPE.casefold():
        raise LinkedInvalidPropertyId(
            f"'{shown(name, 300)}' is not the ID of a user assigned identity.",
            target=target,
            hint="It reads /subscriptions/{subscription}/resourceGroups/{group}/providers/"
            f"{_USER_ASSIGNED_TYPE}/{{name}}.",
            rule="R471",
        )
    return UserAssignedIdentity(client_id=new_guid(), principal_id=new_guid())
