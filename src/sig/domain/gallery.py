"""The gallery: its document and what may be asked of it."""

from __future__ import annotations

from sig.domain import gallery_identity, sharing
from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choices import Permissions
from sig.domain.errors import (
    CannotDeleteResource,
    Conflict,
    InvalidParameter,
    OperationNotAllowed,
    ResourceNotFound,
)
from sig.domain.gallery_identity import Identity
from sig.domain.names import check_gallery_name, shown
from sig.domain.resource import check_identity, check_tags, settled_location
from sig.domain.sharing import SharingProfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from sig.domain.profile import Profile
    from sig.domain.resource_id import ResourceId

    Value = TypeVar("Value")


TYPE = "Microsoft.Compute/galleries"
DEFAULT_RETENTION_DAYS = 7
_MOST_DAYS = 36_500  # a hundred years: counted from today, the end is still a date
_LISTED_NESTED_IDS = 3
_DELETE_ORDER = "Delete versions first, then definitions, applications and profiles, then the gallery."


@arm
class GalleryIdentifier(ArmObject):
    unique_name: str | None = None


@arm
class SoftDeletePolicy(ArmObject):
    """Whether deleted versions can be brought back, and for how many days. Source: SPEC §1.3, R092."""

    is_soft_delete_enabled: bool | None = None
    retention_period_in_days: int | None = None
    grace_period_in_days: int | None = None


@arm
class GalleryProperties(ArmObject):
    description: str | None = None
    identifier: GalleryIdentifier | None = None
    sharing_profile: SharingProfile | None = None
    soft_delete_policy: SoftDeletePolicy | None = None


@arm
class Gallery(ArmObject):
    """A gallery in ARM shape; ``None`` is absent. Source: SPEC §1.3."""

    name: str | None = None
    id: str | None = None
    type: str | None = None
    location: str | None = None
    tags: dict[str, str] | None = None
    identity: Identity | None = None
    properties: GalleryProperties = GalleryProperties()


def put(
    identifier: ResourceId,
    request: Gallery,
    stored: Gallery | None,
    profile: Profile,
    new_guid: Callable[[], str],
) -> Gallery:
    """The gallery that a PUT of ``request`` leaves behind.

    What the request does not name is dropped, as ARM's PUT does, except what the service keeps for
    itself: the sharing profile and the soft-delete policy. Source: SPEC §1.3, R001-R012.
    """
    check_gallery_name(identifier.name)
    check_identity(identifier, request, "gallery")
    check_tags(request.tags)
    _check_soft_delete(request.properties.soft_delete_policy, profile)
    before = stored.properties if stored else GalleryProperties()
    return Gallery(
        name=stored.name if stored else identifier.name,
        id=stored.id if stored else str(identifier),
        type=TYPE,
        location=settled_location(
            request.location or "",
            stored.location if stored else None,
            described=identifier.name,
            resource_type=TYPE,
            group=identifier.resource_group,
            rule="R006",
        ),
        tags=request.tags,
        identity=gallery_identity.put(request.identity, stored.identity if stored else None, new_guid),
        properties=replace(
            request.properties,
            identifier=GalleryIdentifier(unique_name=unique_name(identifier)),
            sharing_profile=sharing.put(
                identifier.name,
                request.properties.sharing_profile,
                before.sharing_profile,
                is_new=stored is None,
                new_guid=new_guid,
            ),
            soft_delete_policy=_merged(request.properties.soft_delete_policy, before.soft_delete_policy),
        ),
    )


def unique_name(identifier: ResourceId) -> str:
    """The name under which the gallery is shared directly. Source: SERVICE-FACTS §3."""
    return f"{identifier.subscription}-{identifier.name.upper()}"


def soft_deletes(gallery: Gallery) -> bool:
    policy = gallery.properties.soft_delete_policy
    return bool(policy and policy.is_soft_delete_enabled)


def check_soft_deletes(gallery: Gallery) -> None:
    """Raises OperationNotAllowed where deleted versions are not kept, in az's words. Source: SPEC §3.6, R093."""
    if not soft_deletes(gallery):
        raise OperationNotAllowed(
            f"soft-deletion is not enabled in Gallery '{gallery.name}'",
            target="gallery.properties.softDeletePolicy.isSoftDeleteEnabled",
            hint="Versions deleted before it was enabled are gone. For the next ones: sig update --soft-delete true.",
            rule="R093",
        )


def retention_days(gallery: Gallery) -> tuple[int, int]:
    """Days of retention and of grace of soft-deleted versions. Source: SPEC R092."""
    policy = gallery.properties.soft_delete_policy or SoftDeletePolicy()
    return (
        DEFAULT_RETENTION_DAYS if policy.retention_period_in_days is None else policy.retention_period_in_days,
        policy.grace_period_in_days or 0,
    )


def refuse_duplicate(identifier: ResourceId, other: ResourceId) -> Conflict:
    """The refusal of a name that another group of the subscription has. Source: SPEC R005."""
    return Conflict(
        f"The gallery name '{identifier.name}' is not unique within the subscription '{identifier.subscription}'. "
        "Please pick another gallery name.",
        target="gallery.name",
        hint=f"Resource group '{other.resource_group}' has a gallery of that name.",
        rule="R005",
    )


def check_deletable(gallery: Gallery, nested: list[ResourceId]) -> None:
    """Raises unless the gallery is empty and shared with nobody. Source: SPEC R007, R013, SERVICE-FACTS §3a."""
    refuse_nested(nested, rule="R007")
    profile = gallery.properties.sharing_profile
    if profile is None:
        return
    hint = f"Stop sharing first: sig share reset -r {gallery.name} -g <group>."
    if profile.permissions is Permissions.COMMUNITY and sharing.is_public(profile):
        raise OperationNotAllowed(
            f"Gallery '{gallery.name}' is shared with the community and cannot be deleted.", hint=hint, rule="R013"
        ).revealing([gallery.id], "A gallery that is shared with the community cannot be deleted.")
    if profile.groups:
        raise OperationNotAllowed(
            f"Gallery '{gallery.name}' is shared with subscriptions or tenants and cannot be deleted.",
            hint=hint,
            rule="R352",
        ).revealing([gallery.id], "A gallery that is shared with subscriptions or tenants cannot be deleted.")


def refuse_unknown(name: str, subscription: str) -> ResourceNotFound:
    """No group of the subscription has a gallery of that name. Source: SPEC R009."""
    return ResourceNotFound(
        f"The Resource 'Microsoft.Compute/galleries/{shown(name)}' was not found in subscription '{subscription}'.",
        hint="See which there are: sig list --query '[].name'.",
        rule="R009",
    )


def check_one_location(gallery: Gallery, nested: Iterable[tuple[ResourceId, str]]) -> None:
    """Raises unless all that is ``nested``, each with its location, is where the gallery is. Source: SPEC R096."""
    for identifier, location in nested:
        if location != gallery.location:
            raise OperationNotAllowed(
                f"Soft delete cannot be enabled for gallery '{gallery.name}': '{identifier.relative}' is in location "
                f"'{location}', the gallery in '{gallery.location}'.",
                target="gallery.properties.softDeletePolicy.isSoftDeleteEnabled",
                hint="Only a gallery whose definitions and versions are all in its own location can have it.",
                rule="R096",
            ).revealing(
                [identifier],
                f"Soft delete cannot be enabled for gallery '{gallery.name}': something in it is in another location.",
            )


def refuse_nested(nested: list[ResourceId], *, rule: str, hint: str = _DELETE_ORDER) -> None:
    """Raises CannotDeleteResource naming the first of the resources in ``nested``. Source: SPEC R007, R033."""
    if not nested:
        return
    listed = ", ".join(identifier.relative for identifier in nested[:_LISTED_NESTED_IDS])
    raise CannotDeleteResource(
        "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: "
        f"'{listed}'. Please delete all nested resources before deleting this resource.",
        hint=hint,
        rule=rule,
    ).revealing(
        nested[:_LISTED_NESTED_IDS],
        "Cannot delete resource while nested resources exist. Please delete all nested resources before deleting this "
        "resource.",
    )


def _merged(asked: SoftDeletePolicy | None, stored: SoftDeletePolicy | None) -> SoftDeletePolicy | None:
    """What the request does not name stays, member by member."""
    if asked is None or stored is None:
        return asked or stored
    return SoftDeletePolicy(
        is_soft_delete_enabled=_first(asked.is_soft_delete_enabled, stored.is_soft_delete_enabled),
        retention_period_in_days=_first(asked.retention_period_in_days, stored.retention_period_in_days),
        grace_period_in_days=_first(asked.grace_period_in_days, stored.grace_period_in_days),
    )


def _first(asked: Value | None, stored: Value | None) -> Value | None:
    return stored if asked is None else asked


def _check_soft_delete(policy: SoftDeletePolicy | None, profile: Profile) -> None:
    if policy is None:
        return
    retention, grace = policy.retention_period_in_days, policy.grace_period_in_days
    for name, days in (("retentionPeriodInDays", retention), ("gracePeriodInDays", grace)):
        if days is not None and not 0 <= days <= _MOST_DAYS:
            raise InvalidParameter(
                f"The value {days} of parameter {name} is out of range. It is a number of days, 0 or more, at most "
                f"{_MOST_DAYS}.",
                target=f"gallery.properties.softDeletePolicy.{name}",
                rule="R092",
            )
    if not profile.retention_is_editable and (retention not in (None, DEFAULT_RETENTION_DAYS) or grace):
        raise InvalidParameter(
            f"Retention is {DEFAULT_RETENTION_DAYS} days and grace 0 days in profile '{profile.name}'.",
            target="gallery.properties.softDeletePolicy",
            hint="Both can be set with --profile current.",
            rule="R092",
        )
