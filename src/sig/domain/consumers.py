"""Consumers: the VMs and scale sets that are recorded to use an image version, or the latest of a definition."""

from __future__ import annotations

from sig.domain import regions
from sig.domain.arm import ArmObject, arm
from sig.domain.choice import Choice
from sig.domain.consumer_records import record
from sig.domain.errors import InvalidParameter, NotFound, OperationNotAllowed
from sig.domain.names import shown
from sig.domain.version_name import VersionName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.domain.resource_id import ResourceId

TYPE = "sig/consumers"
LATEST = "latest"
_DEFINITION = "microsoft.compute/galleries/images"
_VERSION = "microsoft.compute/galleries/images/versions"
_NAMED_USERS = 5


class ConsumerKind(Choice):
    VM = "vm"
    VMSS = "vmss"


_COLLECTIONS = {ConsumerKind.VM: "virtualMachines", ConsumerKind.VMSS: "virtualMachineScaleSets"}
_KINDS = {f"microsoft.compute/{collection}".casefold(): kind for kind, collection in _COLLECTIONS.items()}
_CALLED = {ConsumerKind.VM: "VM", ConsumerKind.VMSS: "scale set"}


@arm
class ConsumerProperties(ArmObject):
    """What a VM or scale set runs on; without ``version`` it follows the latest of the definition in its region.

    ``resource_id`` is the consumer's own ID, ``definition_id`` that of the image definition.
    """

    resource_id: str = ""
    kind: ConsumerKind = ConsumerKind.VM
    definition_id: str = ""
    version: str | None = None
    instances: int | None = None
    imported: bool = False


@arm
class Consumer(ArmObject):
    """A record of ``sig`` itself, in the shape of a resource: ``id`` is the record's, ``name`` the consumer's."""

    name: str = ""
    id: str = ""
    type: str = TYPE
    location: str = ""
    properties: ConsumerProperties = ConsumerProperties()


def collection_of(kind: ConsumerKind) -> str:
    return _COLLECTIONS[kind]


def kind_of(resource: ResourceId) -> ConsumerKind:
    """Raises InvalidParameter for the ID of something else than a VM or scale set."""
    kind = find_kind(resource)
    if kind is None:
        raise InvalidParameter(
            f"'{shown(str(resource), 300)}' is not the ID of a VM or scale set.",
            target="resourceId",
            hint="It reads /subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/"
            "virtualMachines/{name}, or …/virtualMachineScaleSets/{name}.",
            rule="R204",
        )
    return kind


def find_kind(resource: ResourceId) -> ConsumerKind | None:
    return _KINDS.get(resource.type.casefold())


def is_of_gallery(image: ResourceId) -> bool:
    """Whether ``image`` is an image definition or an image version."""
    return image.type.casefold() in (_DEFINITION, _VERSION)


def consumer(
    resource: ResourceId,
    image: ResourceId,
    *,
    location: str = "",
    exact_version: str | None = None,
    instances: int | None = None,
    imported: bool = False,
) -> Consumer:
    """The record of ``resource`` using ``image``, a version or a definition for its latest one.

    ``exact_version`` is the number that a definition stood for when the VM was made; ``location`` a region.
    Raises InvalidParameter for the ID of something else, for fewer instances than none, and for a definition
    without the region in which its latest is meant.
    """
    kind = kind_of(resource)
    if not is_of_gallery(image):
        raise InvalidParameter(
            f"'{shown(str(image), 300)}' is not the ID of an image definition or image version.",
            target="imageReference.id",
            hint="Only images of galleries are recorded; a managed image has no versions.",
            rule="R204",
        )
    definition, number = image, exact_version
    if image.type.casefold() == _VERSION:
        definition = image.parent
        number = exact_version if image.name.casefold() == LATEST else image.name
    if number is not None:
        number = str(VersionName.parse(number))
    elif not location:
        raise InvalidParameter(
            "The region is missing: the latest version of a definition is another one in each region.",
            target="location",
            hint="Name the region with --location, or the version with --gallery-image-version.",
            rule="R204",
        )
    if instances is not None and instances < 0:
        raise InvalidParameter(
            f"A scale set has no {instances} instances.", target="sku.capacity", hint="Give 0 or more.", rule="R204"
        )
    return Consumer(
        name=resource.name,
        id=str(record(definition, resource)),
        location=regions.canonical(location),
        properties=ConsumerProperties(
            resource_id=str(resource),
            kind=kind,
            definition_id=str(definition),
            version=number,
            instances=instances,
            imported=imported,
        ),
    )


def document(found: Consumer) -> dict[str, Any]:
    """What commands answer: the consumer under its own ID, with the image that it uses."""
    facts = found.properties
    answer = {
        "id": facts.resource_id,
        "name": found.name,
        "kind": str(facts.kind),
        "location": found.location or None,
        "definitionId": facts.definition_id,
        "version": facts.version or LATEST,
        "instances": facts.instances,
        "origin": "imported" if facts.imported else "added",
    }
    return {name: value for name, value in answer.items() if value is not None}


NAMELESS = "a recorded consumer"
"""What a consumer is called that those who ask may not read."""


def described(found: Consumer) -> str:
    """``scale set 'web' (3 instances)``, for a sentence."""
    count = found.properties.instances
    instances = "" if count is None else f" ({count} instance{'' if count == 1 else 's'})"
    follows = "" if found.properties.version else ", which follows latest"
    return f"{_CALLED[found.properties.kind]} '{found.name}'{instances}{follows}"


# Difference from Azure: A version is not deleted while a recorded consumer uses it. Azure deletes it: VMs run on, and
# scale sets fail when they grow. It concerns only those that were recorded with sig consumer; --force deletes all the
# same.
def check_unused(version: ResourceId, users: Sequence[Consumer]) -> None:
    """Raises OperationNotAllowed, naming who uses ``version``, if anybody does."""
    if not users:
        return
    raise OperationNotAllowed(
        f"Image version '{version.name}' is in use by {listed(users)}.",
        target="galleryImageVersion",
        hint="Move them to another version, forget them with 'sig consumer remove', or delete with --force.",
        rule="R200",
    ).revealing(
        [user.properties.resource_id for user in users],
        f"Image version '{version.name}' is in use by {len(users)} recorded consumer{'' if len(users) == 1 else 's'}.",
    )


def listed(users: Sequence[Consumer]) -> str:
    """Who they are, the first few by name."""
    names = [described(user) for user in users[:_NAMED_USERS]]
    left = len(users) - len(names)
    return ", ".join([*names, *([f"and {left} more"] if left else [])])


def unknown(resource: ResourceId) -> NotFound:
    """The refusal of a consumer that nobody recorded."""
    return NotFound(
        f"Nothing is recorded of '{shown(str(resource), 300)}' as a consumer of image versions.",
        target="resourceId",
        hint="List what is: sig consumer list -o table.",
        rule="R214",
    )
