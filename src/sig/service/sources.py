"""Sources: add, show, list, remove; and what a new version is told of those it names."""

from __future__ import annotations

from sig.domain import encryption, source_rules
from sig.domain import source as rules
from sig.domain.arm import replace
from sig.domain.image_definition import ImageDefinition
from sig.domain.image_version import ImageVersion, is_encrypted
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.domain.source import Source, SourceKind
from sig.domain.source_rules import Origin
from sig.service import documents, groups
from sig.service.operations import operation
from sig.service.paging import Listing, Page, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sig.domain.storage_profile import NamedSource
    from sig.service.context import Context
    from sig.store import View

_VERSION = "microsoft.compute/galleries/images/versions"


# Difference from Azure: Sources are registered, not made. `sig source add` notes what is true of a resource in Azure;
# adding one again replaces what was noted, and removing it touches no version.
@operation("source add")
def add(context: Context, identifier: ResourceId, request: Source) -> dict[str, Any]:
    """Register the source, or replace what is registered of it. Without a location it is in its group's."""
    with context.store.writing() as tx:
        groups.check(tx, context, identifier)
        location = request.location or groups.location(tx, context, identifier)
        source = rules.registered(identifier, replace(request, location=location))
        document = documents.wrap(source, context.clock.now(), documents.get(tx, identifier))
        tx.put(identifier, document)
        return documents.body(document)


@operation("source show")
def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    """Raises ResourceNotFound for a source that is not registered."""
    rules.kind_of(identifier)
    with context.store.reading() as view:
        return documents.body(documents.require(view, identifier))


@operation("source list")
def listed(
    context: Context, group: str | None = None, kind: SourceKind | None = None, page: Page | None = None
) -> Listing:
    """The sources of a group, or of the whole subscription, in order of their IDs."""
    with context.store.reading() as view:
        found = {str(identifier): identifier for identifier in identifiers(view, context, group, kind)}
        keys, token = selected(sorted(found), page)
        return Listing([documents.body(documents.require(view, found[key])) for key in keys], token)


@operation("source remove")
def remove(context: Context, identifier: ResourceId) -> None:
    """Forget the source; one that is not registered is as good as forgotten. Source: DECISIONS 13."""
    from sig.service import role_assignments

    rules.kind_of(identifier)
    with context.store.writing() as tx:
        if documents.get(tx, identifier) is not None:
            role_assignments.forget(tx, identifier)
            tx.delete(identifier)


def find(view: View, identifier: ResourceId) -> Source | None:
    """The registered source with that ID."""
    if rules.kind_of_type(identifier.type) is None:
        return None
    document = documents.get(view, identifier)
    return None if document is None else documents.decoded(view, identifier, Source, document)


def origin(view: View, context: Context, version: ResourceId, named: Sequence[NamedSource]) -> Origin | None:
    """What is registered of the sources ``named`` for the new ``version``, if anything is.

    Raises ResourceNotFound for one that is not registered where ``strict`` is set, and InvalidParameter for
    an image version of another kind than the definition. Source: SPEC R055a, R060-R062, R067, DESIGN 10.
    """
    definition = _definition(view, version.parent)
    found = []
    for source in named:
        if source.resource.type.casefold() == _VERSION:
            _check_copy(view, source, definition, version)
            continue
        registered = find(view, source.resource)
        if registered is not None:
            found.append((source, registered))
        elif context.strict and rules.kind_of_type(source.resource.type) is not None:
            raise source_rules.not_found(source)
    return Origin(definition, tuple(found)) if found else None


def check_encryption_sets(view: View, context: Context, version: ImageVersion, stored: ImageVersion | None) -> None:
    """Raises unless the disk encryption sets that are new to ``version`` are where they must be. Source: R069 b, c."""
    before = encryption.sets(stored.properties.publishing_profile) if stored else set()
    for entry in sorted(encryption.sets(version.properties.publishing_profile) - before):
        registered = find(view, entry.resource)
        encryption.check_set(entry, registered.location if registered else None, strict=context.strict)


def _check_copy(view: View, source: NamedSource, definition: ImageDefinition, version: ResourceId) -> None:
    """A version that is the source fits if its definition does; a refusal of one that is absent is not for here."""
    document = documents.get(view, source.resource)
    if document is None or source.resource.parent == version.parent:
        return
    source_rules.check_traits(source, _definition(view, source.resource.parent).properties, definition.properties)
    if is_encrypted(documents.decoded(view, source.resource, ImageVersion, document)):
        source_rules.check_encrypted_copy(source, version.subscription)


def _definition(view: View, identifier: ResourceId) -> ImageDefinition:
    return documents.decoded(view, identifier, ImageDefinition, documents.require(view, identifier))


def identifiers(
    view: View, context: Context, group: str | None, kind: SourceKind | None = None
) -> Iterator[ResourceId]:
    """The sources of a group, or of the whole subscription, of one kind or of all; opens no document."""
    subscription = ResourceId.of_subscription(context.subscription)
    for name in [group] if group is not None else view.folders(subscription, "resourceGroups"):
        for wanted in (kind,) if kind is not None else SourceKind:
            yield from _of_kind(view, context.group(name), wanted)


def _of_kind(view: View, group: ResourceId, kind: SourceKind) -> Iterator[ResourceId]:
    if kind is not SourceKind.VHD:
        holder, collection = group.child("providers", COMPUTE), rules.TYPES[kind].partition("/")[2]
        yield from (holder.child(collection, name) for name in view.names(holder, collection))
        return
    storage = group.child("providers", "Microsoft.Storage")
    for account in view.folders(storage, "storageAccounts"):
        service = storage.child("storageAccounts", account).child("blobServices", "default")
        for container in view.folders(service, "containers"):
            holder = service.child("containers", container)
            yield from (holder.child("blobs", name) for name in view.names(holder, "blobs"))
