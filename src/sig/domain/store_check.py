"""What must hold of a store at rest: each resource against the rules it was once let in by, and all of them together.

The rules themselves are those of the commands. A stored resource is put over itself: what the service would refuse to
store again should not be there.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sig.domain import (
    consumers,
    custom_roles,
    directory,
    gallery,
    gallery_application,
    gallery_application_version,
    image_definition,
    image_version,
    in_vm_access_control_profile,
    in_vm_access_control_profile_version,
    numbering,
    resource_group,
    role_assignments,
    scopes,
    sharing,
    soft_delete,
    source,
)
from sig.domain.arm import replace
from sig.domain.choices import Permissions
from sig.domain.codec import decode
from sig.domain.errors import InvalidParameter, SigError
from sig.domain.names import is_guid, shown
from sig.domain.profile import CURRENT
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId
from sig.domain.storage_profile import blob_name
from sig.domain.timestamps import from_text
from sig.domain.version_name import VersionName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, TypeVar

    R = TypeVar(
        "R",
        gallery.Gallery,
        image_definition.ImageDefinition,
        image_version.ImageVersion,
        gallery_application.GalleryApplication,
        gallery_application_version.GalleryApplicationVersion,
        in_vm_access_control_profile.AccessControlProfile,
        in_vm_access_control_profile_version.AccessControlProfileVersion,
    )
    from typing import Literal

    Level = Literal["error", "warning", "note"]
    """An ``error`` is something lost or wrong, a ``warning`` what sig does not see; a ``note`` does no harm."""

    Code = Literal[
        "RootFile",
        "UnfinishedCommit",
        "Unreadable",
        "Damaged",
        "WrongFormat",
        "Envelope",
        "Misplaced",
        "Orphan",
        "Duplicate",
        "Rule",
        "UnknownType",
        "Leftover",
        "UnknownFile",
        "Journal",
    ]

_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)  # no date that is stored was in the past of its own day
_TIMES = ("created_at", "changed_at")
_DELETED = "deleted"
_VERSION = image_version.TYPE.casefold()
_ARTIFACT = soft_delete.TYPE.casefold()
_NESTED = (
    image_definition.TYPE.casefold(),
    _VERSION,
    gallery_application.TYPE.casefold(),
    gallery_application_version.TYPE.casefold(),
    in_vm_access_control_profile.TYPE.casefold(),
    in_vm_access_control_profile_version.TYPE.casefold(),
)


class Finding(NamedTuple):
    """One thing that is not as it should be. ``repair`` says what a repair would do; None if it cannot be derived."""

    level: Level
    code: Code
    id: str | None
    place: str
    message: str
    repair: str | None = None


class Fault(NamedTuple):
    """What is wrong with a resource that can be read: a code and a sentence."""

    code: Code
    message: str


class Seen(NamedTuple):
    """What is kept of a resource until all are seen: its ID as written and what must be unique of it."""

    identifier: ResourceId
    place: str
    key: tuple[str, ...] | None = None


def identifier_of(document: Mapping[str, Any], place: ResourceId) -> ResourceId | None:
    """The ID that ``document``, found at ``place``, gives itself; None if it gives none."""
    body = document.get("resource")
    text = body.get("id") if isinstance(body, dict) else None
    if not isinstance(text, str):
        return None
    if place.collection.casefold() == "subscriptions" and is_guid(text):
        return ResourceId.of_subscription(text)
    if directory.is_place(place) and is_guid(text):
        return place.holder.child(place.collection, text)
    try:
        identifier = ResourceId.parse(text)
    except SigError:
        return None
    return scopes.place(identifier) if scopes.is_kept_apart(identifier) else identifier


def faults(identifier: ResourceId, document: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with ``document``, an envelope with the body of ``identifier``, looked at alone."""
    yield from _envelope_faults(identifier, document)
    rule = _own_rule(document) or _rule_of(identifier)
    if rule is None:
        yield Fault("UnknownType", f"sig does not know resources of type '{shown(_type(identifier))}'")
        return
    try:
        rule(identifier, document)
    except SigError as refusal:
        yield Fault("Rule", f"{refusal.rule}: {refusal.message}" if refusal.rule else refusal.message)
    except ValueError as error:
        yield Fault("Damaged", str(error))
    except (AttributeError, KeyError, TypeError):
        yield Fault("Damaged", "has members of another form than its owner's commands write")


def unique_key(identifier: ResourceId, document: Mapping[str, Any]) -> tuple[str, ...] | None:
    """What is one resource's alone: a gallery's name in its subscription, a definition's identifier in its gallery.

    Of the directory it is the sign-in name of a user and the application of a service principal, of role assignments
    who has which role where, of custom roles their name.
    """
    kind = identifier.type.casefold()
    if kind == gallery.TYPE.casefold():
        return (identifier.subscription.casefold(), identifier.name.casefold())
    try:
        return _own_key(identifier, document["resource"])
    except (ValueError, KeyError, TypeError, SigError):
        return None


def _own_key(identifier: ResourceId, body: dict[str, Any]) -> tuple[str, ...] | None:
    if identifier.type.casefold() == image_definition.TYPE.casefold():
        named = decode(image_definition.ImageDefinition, body).properties.identifier
        return (*_words(identifier.parent), *named.key) if named else None
    if directory.is_place(identifier):
        return directory.unique_key(identifier, decode(directory.kind_at(identifier), body))
    if not scopes.is_kept_apart(identifier):
        return None
    if identifier.collection.casefold() == scopes.ASSIGNMENTS.casefold():
        return (*_words(identifier.holder), *role_assignments.key(decode(role_assignments.RoleAssignment, body)))
    return (*_words(identifier.holder), decode(custom_roles.CustomRole, body).properties.role_name.casefold())


def duplicates(seen: Iterable[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Each resource that has what must be unique in common with an earlier one, and that one."""
    first: dict[tuple[str, ...], Seen] = {}
    for one in seen:
        if one.key is not None and first.setdefault(one.key, one) is not one:
            yield one, first[one.key]


def parent_of(identifier: ResourceId) -> ResourceId | None:
    """The resource without which ``identifier`` is an orphan; None if it stands alone.

    Groups and subscriptions need not be registered. A soft-deleted version belongs to its definition.
    """
    kind = identifier.type.casefold()
    if kind in _NESTED:
        return identifier.parent
    if kind == _ARTIFACT:
        return identifier.top.child("images", identifier.parent.name)
    return None


def _envelope_faults(identifier: ResourceId, document: Mapping[str, Any]) -> Iterator[Fault]:
    for name in _TIMES:
        text = document.get(name)
        if not _is_instant(text):
            yield Fault("Envelope", f"has the {name} {text!r:.80} where an instant is expected")
    body = document["resource"]
    if _own_rule(document) is not None or directory.is_place(identifier):
        return
    expected = _shown_type(identifier)
    if expected and "type" in body and str(body["type"]).casefold() != expected.casefold():
        yield Fault("Envelope", f"has the type '{shown(str(body['type']))}' where '{expected}' is expected")
    is_named = identifier.collection.casefold() != "subscriptions"  # whose names are others than their IDs
    if is_named and body["name"].casefold() != _name(identifier).casefold():
        yield Fault("Envelope", f"has the name '{shown(body['name'])}', which does not belong to its id")


def _is_instant(text: Any) -> bool:
    try:
        return isinstance(text, str) and from_text(text, target="").year > 0
    except InvalidParameter:
        return False


def _name(identifier: ResourceId) -> str:
    is_blob = identifier.type.casefold() == source.TYPES[source.SourceKind.VHD].casefold()
    return blob_name(identifier) if is_blob else identifier.name


def _type(identifier: ResourceId) -> str:
    if identifier.resources:
        return identifier.type
    return resource_group.TYPE if identifier.collection.casefold() == "resourcegroups" else ""


def _shown_type(identifier: ResourceId) -> str:
    """The type that the resource says it has."""
    is_profile_version = identifier.type.casefold() == in_vm_access_control_profile_version.TYPE.casefold()
    return in_vm_access_control_profile_version.SHOWN_TYPE if is_profile_version else _type(identifier)


def _words(identifier: ResourceId) -> tuple[str, ...]:
    return tuple(word for pair in identifier.key for word in pair)


# -- the rules, by type of resource ---------------------------------------------------------------


def _rule_of(identifier: ResourceId) -> Callable[[ResourceId, Mapping[str, Any]], None] | None:
    if directory.is_place(identifier):
        return _directory_object
    if not identifier.resources:
        return {
            "subscriptions": _subscription,
            "resourcegroups": _group,
            scopes.ASSIGNMENTS.casefold(): _role_assignment,
            scopes.DEFINITIONS.casefold(): _role_definition,
        }.get(identifier.collection.casefold())
    kind = identifier.type.casefold()
    if source.kind_of_type(kind) is not None:
        return _source
    return {
        gallery.TYPE.casefold(): _gallery,
        image_definition.TYPE.casefold(): _definition,
        _VERSION: _version,
        gallery_application.TYPE.casefold(): _application,
        gallery_application_version.TYPE.casefold(): _application_version,
        in_vm_access_control_profile.TYPE.casefold(): _access_control_profile,
        in_vm_access_control_profile_version.TYPE.casefold(): _access_control_profile_version,
        _ARTIFACT: _artifact,
    }.get(kind)


def _own_rule(document: Mapping[str, Any]) -> Callable[[ResourceId, Mapping[str, Any]], None] | None:
    """The rule of what is no resource of Azure, and has a type and a name of its own."""
    return {consumers.TYPE: _consumer, numbering.TYPE: _numbers}.get(str(document["resource"].get("type")))


def _consumer(_: ResourceId, document: Mapping[str, Any]) -> None:
    record = decode(consumers.Consumer, document["resource"]).properties
    for text in (record.definition_id, record.resource_id):
        ResourceId.parse(text)
    if record.version is not None:
        VersionName.parse(record.version)


def _numbers(_: ResourceId, document: Mapping[str, Any]) -> None:
    numbering.kept(document["resource"]["properties"])


def _subscription(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    for guid in (identifier.name, document["resource"]["tenantId"]):
        if not is_guid(guid):
            raise InvalidParameter(f"'{shown(guid)}' is not a GUID.", target="subscriptionId", rule="R114")


def _directory_object(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    directory.check(decode(directory.kind_at(identifier), document["resource"]))


def _role_assignment(_: ResourceId, document: Mapping[str, Any]) -> None:
    stored = decode(role_assignments.RoleAssignment, document["resource"])
    made = role_assignments.assignment(stored.name, stored.properties)
    if made.id.casefold() != stored.id.casefold():
        raise ValueError("has a scope that its id does not begin with")


def _role_definition(_: ResourceId, document: Mapping[str, Any]) -> None:
    custom_roles.check(custom_roles.role_of(decode(custom_roles.CustomRole, document["resource"])), ())


def _group(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    body = document["resource"]
    resource_group.put(identifier, body["location"], body.get("tags"), body)


def _unnamed(stored: R) -> R:
    """The resource as a request: its ID, name and type were looked at with the envelope."""
    return replace(stored, id=None, name=None, type=None)


def _gallery(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    stored = decode(gallery.Gallery, document["resource"])
    gallery.put(identifier, _unnamed(stored), stored, CURRENT, str)
    profile = stored.properties.sharing_profile
    if profile is not None and profile.permissions is Permissions.GROUPS:
        sharing.add(profile, profile.groups or ())


def _definition(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    stored = decode(image_definition.ImageDefinition, document["resource"])
    image_definition.put(identifier, _unnamed(stored), stored, (), CURRENT, _LONG_AGO)


def _version(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    stored = decode(image_version.ImageVersion, document["resource"])
    image_version.put(identifier, _unnamed(stored), stored, None, CURRENT, _LONG_AGO)


def _application(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    stored = decode(gallery_application.GalleryApplication, document["resource"])
    gallery_application.put(identifier, _unnamed(stored), stored, _LONG_AGO)


def _application_version(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    stored = decode(gallery_application_version.GalleryApplicationVersion, document["resource"])
    gallery_application_version.put(identifier, _unnamed(stored), stored, CURRENT, _LONG_AGO)


def _access_control_profile(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    stored = decode(in_vm_access_control_profile.AccessControlProfile, document["resource"])
    in_vm_access_control_profile.put(identifier, _unnamed(stored), stored)


def _access_control_profile_version(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    stored = decode(in_vm_access_control_profile_version.AccessControlProfileVersion, document["resource"])
    in_vm_access_control_profile_version.put(identifier, _unnamed(stored), stored, CURRENT, _LONG_AGO)


def _artifact(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    body = document["resource"]
    soft_delete.is_gone(body, _LONG_AGO)
    version = ResourceId.parse(body["properties"]["resourceArmId"], target="resourceArmId")
    if soft_delete.artifact_id(version) != identifier:
        raise ValueError("has a resourceArmId that is not of the version it was")
    _version(version, document[_DELETED])


def _source(identifier: ResourceId, document: Mapping[str, Any]) -> None:
    source.registered(identifier, decode(source.Source, document["resource"]))
