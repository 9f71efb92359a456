"""Image versions: create, show, list, update, delete, undelete."""

from __future__ import annotations

from functools import partial

from sig.domain import response, soft_delete
from sig.domain.errors import InvalidParameter, ParentResourceNotFound, ResourceNotFound
from sig.domain.records import NamedTuple
from sig.domain.version_name import VersionName
from sig.service import documents, faults, groups, nested, soft_deleted
from sig.service.documents import Written
from sig.service.nested import require_parent
from sig.service.operations import operation
from sig.service.paging import Listing, Page, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from sig.domain.gallery import Gallery
    from sig.domain.image_version import ImageVersion
    from sig.domain.replication import RegionPlan
    from sig.domain.resource_id import ResourceId
    from sig.domain.source_rules import Origin
    from sig.service.context import Context
    from sig.store import Document, Transaction, View


class Replication(NamedTuple):
    """The ``state`` of a version, and per region what it is copied to and how far.

    ``seconds_left`` is how long the clock takes to the end of the next copy, None where reads decide that,
    or nothing does; ``is_stuck`` says that one never ends.
    """

    state: str
    rows: list[dict[str, Any]]
    seconds_left: float | None
    is_stuck: bool

    @property
    def is_over(self) -> bool:
        return self.state in (response.SUCCEEDED, response.FAILED)


@operation("image-version create")
def create(context: Context, identifier: ResourceId, request: ImageVersion) -> dict[str, Any]:
    """Create the version, or replace it. Raises ParentResourceNotFound without its definition."""
    _check_sources(context, identifier, request)
    with context.store.writing() as tx:
        return create_in(tx, context, identifier, request)


@operation("image-version create")
def put(context: Context, identifier: ResourceId, request: ImageVersion) -> Written:
    """As ``create``; a request that says nothing brings back a soft-deleted version of that number.

    Source: SERVICE-FACTS §3b, DECISIONS 10.
    """
    from sig.domain import image_version as rules

    _check_sources(context, identifier, request)
    with context.store.writing() as tx:
        is_new = not tx.exists(identifier)
        if is_new and rules.says_nothing(request):
            artifact = _artifact(tx, context, identifier)
            if artifact is not None:
                restored = _restored(tx, context, identifier, artifact, request.tags, request.location)
                return Written(restored, is_new=False)
        return Written(create_in(tx, context, identifier, request), is_new)


def _check_sources(context: Context, identifier: ResourceId, request: ImageVersion) -> None:
    """Raises LinkedAuthorizationFailed unless the caller, if there is one, may use all that ``request`` names."""
    if context.caller is None:
        return
    from sig.service import authorization

    authorization.check_sources(context, "image-version create", identifier, request)


def create_in(tx: Transaction, context: Context, identifier: ResourceId, request: ImageVersion) -> dict[str, Any]:
    """As ``create``, within a transaction that does more."""
    groups.check(tx, context, identifier)
    VersionName.parse(identifier.name)
    require_parent(tx, identifier)
    if documents.get(tx, identifier) is None and _artifact(tx, context, identifier) is not None:
        raise soft_delete.refuse_reuse(identifier)
    return _put(tx, context, identifier, nested.located(tx, context, identifier, request))


def finished(context: Context, identifier: ResourceId) -> dict[str, Any]:
    """The version once the copies to its regions have ended.

    Raises GallerySourceResourceExceedsMaxSize or ReplicationJobsFailed for one that is there, but not in all of them.
    """
    from sig.service import replicated

    return replicated.finished(context, identifier, shown)


@operation("image-version show")
def show(context: Context, identifier: ResourceId, *, with_replication_status: bool = False) -> dict[str, Any]:
    document = documents.asked(context.store, identifier)
    answer = partial(shown, context, document, with_replication_status=with_replication_status)
    return documents.answered(context.store, identifier, answer)


@operation("image-version replication")
def replication(context: Context, identifier: ResourceId) -> Replication:
    """How the version is copied to its regions. Counts as a read of it."""
    return progress(context, identifier)


def progress(context: Context, identifier: ResourceId) -> Replication:
    """The same for whoever waits for an operation of their own: they read, and cannot be refused."""
    from sig.domain import replication as rules

    document = documents.asked(context.whole, identifier)
    body, plan, now = documents.body(document), documents.plan(document), context.clock.now()
    with context.whole.reading() as view:
        rows = documents.read_off(view, identifier, rules.rows, body, plan, now)
    state = response.provisioning_state(plan, documents.operation(document), now)
    return Replication(state, rows, rules.seconds_to_next_end(plan, now), rules.is_stuck(plan))


@operation("image-version list")
def listed(context: Context, definition: ResourceId, page: Page | None = None) -> Listing:
    """The versions of ``definition``, lowest number first. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        return nested.listed(view, definition, "versions", page, partial(shown, context), in_order)


@operation("image-version list")
def listed_names(context: Context, definition: ResourceId, page: Page | None = None) -> Listing:
    """As ``listed``, of each version its name alone; opens none of them. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        require_parent(view, definition.child("versions", "0.0.0"))
        keys, token = selected(in_order(view, definition), page)
        return Listing([{"name": key} for key in keys], token)


@operation("image-version update")
def update(context: Context, identifier: ResourceId, change: Callable[[ImageVersion], ImageVersion]) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored version."""
    with context.store.writing() as tx:
        return _put(tx, context, identifier, change(_version(tx, identifier, documents.require(tx, identifier))))


@operation("image-version delete")
def delete(
    context: Context, identifier: ResourceId, *, bypass_soft_delete: bool = False, force: bool = False
) -> str | None:
    """Delete the version, softly where its gallery says so, and answer where it was, None if it was not there.

    One that a recorded consumer uses is refused, unless ``force``. Source: SPEC R091, R092, R094, DECISIONS 13.
    """
    from sig.domain.consumer_records import RECORDS, records

    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            artifact = documents.get(tx, soft_delete.artifact_id(identifier)) if bypass_soft_delete else None
            if artifact is None:
                return None
            tx.delete(soft_delete.artifact_id(identifier))
            _use_up(tx, context, identifier)
            return str(documents.body(artifact)["location"])
        check_removable(tx, context, identifier, document, bypass_soft_delete=bypass_soft_delete)
        if not force and tx.names(records(identifier.parent), RECORDS):
            from sig.service import consumers

            consumers.check_unused(tx, identifier, context.clock.now())
        remove(tx, context, identifier, document, bypass_soft_delete=bypass_soft_delete)
        return str(documents.body(document)["location"])


def check_removable(
    view: View, context: Context, identifier: ResourceId, document: Document, *, bypass_soft_delete: bool
) -> None:
    """Raises where the version itself, or its gallery, forbids its deletion. Source: SPEC R091, R096."""
    from sig.domain import gallery as gallery_rules
    from sig.domain import image_version as rules

    rules.check_deletable(_version(view, identifier, document), context.clock.now())
    if not bypass_soft_delete and gallery_rules.soft_deletes(_gallery(view, identifier)):
        soft_delete.check_complete(identifier, documents.plan(document), context.clock.now())


def remove(
    tx: Transaction, context: Context, identifier: ResourceId, document: Document, *, bypass_soft_delete: bool
) -> None:
    """Take the version out, into the soft-deleted ones where its gallery keeps those. Source: SPEC R092."""
    from sig.domain import gallery as gallery_rules

    gallery = _gallery(tx, identifier)
    if gallery_rules.soft_deletes(gallery) and not bypass_soft_delete:
        now = context.clock.now()
        artifact = soft_delete.artifact(documents.body(document), now, *gallery_rules.retention_days(gallery))
        kept = {**documents.wrap(artifact, now), "deleted": document}
        tx.put(soft_delete.artifact_id(identifier), kept)
    else:
        _use_up(tx, context, identifier)
    nested.remove(tx, context, identifier, "image-version delete")


def _use_up(tx: Transaction, context: Context, identifier: ResourceId) -> None:
    """The number is gone for good, and ``next`` is not to give it out again."""
    from sig.service import numbering

    numbering.remember(tx, identifier, context.clock.now())


@operation("image-version undelete")
def undelete(
    context: Context, identifier: ResourceId, tags: dict[str, str], location: str | None = None
) -> dict[str, Any]:
    """Bring a soft-deleted version back as it was; the tags given replace its own.

    Raises OperationNotAllowed where the gallery keeps no deleted versions, ResourceNotFound when
    there is none of that number, InvalidResourceLocation where ``location`` is given and is not the one that it had.
    Source: SPEC R093, SERVICE-FACTS §3b.
    """
    from sig.domain import gallery as gallery_rules

    with context.store.writing() as tx:
        gallery_rules.check_soft_deletes(_gallery(tx, identifier))
        artifact = _artifact(tx, context, identifier)
        if artifact is None:
            refusal = documents.not_found(tx, soft_delete.artifact_id(identifier))
            raise ResourceNotFound(
                refusal.message, hint="Soft-deleted: sig image-version list-soft-deleted.", rule="R093"
            )
        return _restored(tx, context, identifier, artifact, tags, location)


def _restored(
    tx: Transaction,
    context: Context,
    identifier: ResourceId,
    artifact: Document,
    tags: dict[str, str] | None,
    location: str | None,
) -> dict[str, Any]:
    from sig.domain.image_version import TYPE
    from sig.domain.resource import settled_location

    place, group = soft_delete.artifact_id(identifier), identifier.resource_group
    document = documents.checked(tx, place, artifact.get("deleted"), identifier)
    home = documents.body(document)["location"]
    settled_location(location or home, home, described=identifier.path, resource_type=TYPE, group=group)
    body = {**documents.body(document), **({"tags": tags} if tags else {})}
    restored = documents.wrap(body, context.clock.now(), document)
    _check_limit(tx, context, identifier, home)
    tx.put(identifier, restored)
    tx.delete(place)
    return shown(context, restored)


@operation("image-version list-soft-deleted", scope=lambda _, given: soft_delete.artifacts_id(given["definition"]))
def list_soft_deleted(context: Context, definition: ResourceId, page: Page | None = None) -> Listing:
    """The soft-deleted versions of ``definition`` that can still be brought back. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        require_parent(view, definition.child("versions", "0.0.0"))
        holder = soft_delete.artifacts_id(definition)
        now = context.clock.now()
        left = {
            artifact.name: document
            for artifact, document in each(view, holder)
            if not soft_deleted.is_gone(view, artifact, document, now)
        }
        keys, token = selected(list(left), page)
        return Listing([documents.body(left[key]) for key in keys], token)


def _put(tx: Transaction, context: Context, identifier: ResourceId, request: ImageVersion) -> dict[str, Any]:
    from sig.domain import image_version as rules

    before = documents.get(tx, identifier)
    stored = _version(tx, identifier, before) if before else None
    now = context.clock.now()
    source, source_plan = _source(tx, request) if stored is None else (None, ())
    origin = _origin(tx, context, identifier, request) if stored is None else None
    version = rules.put(
        identifier, request, stored, source, context.profile, now, origin=origin, source_plan=source_plan
    )
    if rules.is_encrypted(version):
        from sig.service import sources

        rules.check_encrypted_in(_gallery(tx, identifier))
        sources.check_encryption_sets(tx, context, version, stored)
    if before is None:
        nested.check_place(tx, identifier, version.location or "")
        _check_limit(tx, context, identifier, version.location or "")
    document = documents.wrap(version, now, before)
    if source is not None:
        from sig.service import lineage

        lineage.record(tx, version, document)
    failure = rules.replication_failure(version, context.profile)
    if failure or context.simulation or "replication" in document or faults.are_set(tx):
        from sig.service import replications

        replications.plan(tx, context, identifier, document, version, stored, failure)
    tx.put(identifier, document)
    return shown(context, document)


def _source(view: View, request: ImageVersion) -> tuple[ImageVersion | None, Sequence[RegionPlan]]:
    """The version a new one is copied from, if one is, and how it is itself copied; it must be in the store.

    Source: SPEC R055a, DESIGN 10.
    """
    from sig.domain.storage_profile import source_version

    identifier = source_version(request.properties.storage_profile)
    if identifier is None:
        return None, ()
    document = documents.get(view, identifier)
    if document is None:
        raise ResourceNotFound(
            f"Source was not found: {identifier}. Make sure the source exists.",
            target="galleryImageVersion.properties.storageProfile.source.id",
            hint=documents.not_found(view, identifier).hint,
            rule="R055a",
        )
    return _version(view, identifier, document), documents.plan(document)


# Difference from Azure: Sources that are not registered are taken on trust. VMs, managed images, disks, snapshots and
# VHDs need IDs of the right kind; that they exist, in the right region and with the OS, state and generation of the
# definition, is checked of those that were registered (sig source add), and of all with strict = true. An image version
# as a source must exist, with a replica in the new version's region.
def _origin(view: View, context: Context, identifier: ResourceId, request: ImageVersion) -> Origin | None:
    """What the store knows of the sources of a new version; most know nothing, and cost no more than a look."""
    from sig.domain.storage_profile import named_sources

    named = list(named_sources(request.properties.storage_profile))
    if not context.strict and not any(view.exists(source.resource) for source in named):
        return None
    from sig.service import sources

    return sources.origin(view, context, identifier, named)


def _check_limit(tx: Transaction, context: Context, identifier: ResourceId, location: str) -> None:
    from sig.service import limits

    limits.check(tx, context, identifier, location)


def _artifact(view: View, context: Context, identifier: ResourceId) -> Document | None:
    """The soft-deleted form of a version, unless its time is over."""
    artifact = soft_delete.artifact_id(identifier)
    document = documents.get(view, artifact)
    if document is None or soft_deleted.is_gone(view, artifact, document, context.clock.now()):
        return None
    return document


def _version(view: View, identifier: ResourceId, document: Document) -> ImageVersion:
    from sig.domain.image_version import ImageVersion

    return documents.decoded(view, identifier, ImageVersion, document)


def _gallery(view: View, identifier: ResourceId) -> Gallery:
    from sig.domain.gallery import Gallery

    document = documents.get(view, identifier.top)
    if document is None:
        raise ParentResourceNotFound(f"Parent resource '{identifier.top.name}' not found.", rule="R041")
    return documents.decoded(view, identifier.top, Gallery, document)


def each(view: View, holder: ResourceId) -> Iterator[tuple[ResourceId, Document]]:
    """The versions in ``holder`` with their documents, lowest number first."""
    for name in in_order(view, holder):
        version = holder.child("versions", name)
        document = documents.get(view, version)
        if document is not None:  # of a store that is edited by hand at the same time
            yield version, document


def in_order(view: View, holder: ResourceId) -> list[str]:
    """The names of the versions in ``holder``, lowest number first."""
    return [str(number) for number in sorted(numbers(view, holder))]


def numbers(view: View, holder: ResourceId) -> Iterator[VersionName]:
    """The numbers of the versions in ``holder``, in no order. Raises StoreCorrupt."""
    for name in view.names(holder, "versions"):
        try:
            yield VersionName.parse(name)
        except InvalidParameter as refusal:
            raise documents.corrupt(view, holder.child("versions", name), "is not named after a version") from refusal


def shown(context: Context, document: Document, *, with_replication_status: bool = False) -> dict[str, Any]:
    """The version of ``document`` as a GET answers it now."""
    now = context.clock.now()
    return documents.as_read(document, now, response.version, with_replication_status=with_replication_status)
