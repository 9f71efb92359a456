"""What ``az vm list`` and ``az vmss list -o json`` print, read into consumers of gallery images."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sig.domain import consumers
from sig.domain.arm import ArmObject, arm
from sig.domain.consumers import Consumer
from sig.domain.errors import InvalidParameter
from sig.domain.names import shown
from sig.domain.resource_id import ResourceId
from sig.wire import documents


@arm
class _ImageReference(ArmObject):
    """Of the members, ``exact_version`` is the number that the reference stood for when the VM was made."""

    id: str | None = None
    exact_version: str | None = None


@arm
class _StorageProfile(ArmObject):
    image_reference: _ImageReference | None = None


@arm
class _VmProfile(ArmObject):
    storage_profile: _StorageProfile | None = None


@arm
class _Sku(ArmObject):
    capacity: int | None = None


@arm
class _Shown(ArmObject):
    """The members of VMs and scale sets that say which image they use."""

    id: str | None = None
    location: str | None = None
    storage_profile: _StorageProfile | None = None
    virtual_machine_profile: _VmProfile | None = None
    sku: _Sku | None = None


class Read(NamedTuple):
    """The consumers of gallery images, and how many VMs and scale sets use something else."""

    consumers: tuple[Consumer, ...]
    skipped: int


def read(text: str) -> Read:
    """The consumers in the JSON ``text``: a list, one object, or a page of the service's own answer.

    Raises InvalidParameter, with the property path where a member does not fit.
    """
    entries = list(_entries(text))
    found = [_consumer(entry, f"[{number}]") for number, entry in enumerate(entries)]
    kept = tuple(consumer for consumer in found if consumer is not None)
    return Read(kept, len(entries) - len(kept))


def _entries(text: str) -> Iterator[dict[str, Any]]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as failure:
        raise _refusal(f"It is not JSON: {failure}.") from None
    if isinstance(content, dict) and isinstance(content.get("value"), list):
        content = content["value"]
    for entry in content if isinstance(content, list) else [content]:
        if not isinstance(entry, dict):
            raise _refusal("It is not a list of objects.")
        properties = entry.get("properties")
        yield {**properties, **entry} if isinstance(properties, dict) else entry


def _consumer(entry: dict[str, Any], place: str) -> Consumer | None:
    """None for what does not use an image of a gallery: a marketplace or managed image, a disk."""
    body = documents.read(_Shown, entry, root=place)
    if body.id is None:
        raise _refusal(f"{place} has no 'id'.")
    resource = ResourceId.parse(body.id, target=f"{place}.id")
    if consumers.find_kind(resource) is None:
        raise _refusal(f"{place} is '{shown(body.id, 300)}', which is neither a VM nor a scale set.")
    profile = body.virtual_machine_profile or _VmProfile()
    storage = body.storage_profile or profile.storage_profile or _StorageProfile()
    reference = storage.image_reference or _ImageReference()
    if not reference.id:
        return None
    image = ResourceId.parse(reference.id, target=f"{place}.storageProfile.imageReference.id")
    if not consumers.is_of_gallery(image):
        return None
    return consumers.consumer(
        resource,
        image,
        location=body.location or "",
        exact_version=reference.exact_version or None,
        instances=body.sku.capacity if body.sku else None,
        imported=True,
    )


def _refusal(fault: str) -> InvalidParameter:
    return InvalidParameter(
        f"The document is not what az lists of VMs or scale sets. {fault}",
        target="file",
        hint="Give what 'az vm list -o json' or 'az vmss list -o json' prints.",
        rule="R205",
    )
