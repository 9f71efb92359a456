"""Revoking versions and restoring them, one or with all that were copied from them."""

from __future__ import annotations

from sig.domain import channels, revocation
from sig.domain.revocation import Revocation
from sig.service import documents, lineage
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction, View

REVOKED, RESTORED, UNCHANGED = "revoked", "restored", "unchanged"


@operation("image-version revoke")
def revoke(context: Context, identifier: ResourceId, reason: str, *, cascade: bool = False) -> list[dict[str, Any]]:
    """Take the version out of use, with ``cascade`` also all that come from it, in one transaction.

    A version that is revoked already keeps what it had before; the version named gets the new reason. Copies that a
    caller may not read are not touched, and one that it may only read refuses all.
    Raises ResourceNotFound.
    """
    reason = revocation.check_reason(reason)
    with context.store.writing() as tx:
        first = _revoke(tx, context, identifier, reason)
        cause = first["id"]
        others = lineage.read(tx, context).descendants(identifier) if cascade else []
        _check_rights(context, "image-version revoke", others)
        return [first, *(_revoke(tx, context, other, reason, cause) for other in others)]


@operation("image-version restore")
def restore(context: Context, identifier: ResourceId, *, cascade: bool = False) -> list[dict[str, Any]]:
    """Undo the revocation of the version, with ``cascade`` also those that its own cascade caused.

    Raises ResourceNotFound, and OperationNotAllowed where nothing is revoked.
    """
    with context.store.writing() as tx:
        document = documents.require(tx, identifier)
        if of(tx, identifier, document) is None:
            raise revocation.not_revoked(identifier)
        cause = documents.body(document)["id"].casefold()
        caused = []
        for other in lineage.read(tx, context).descendants(identifier) if cascade else ():
            found = of(tx, other, documents.require(tx, other))
            if found is not None and found.cause is not None and found.cause.casefold() == cause:
                caused.append(other)
        _check_rights(context, "image-version restore", caused)
        return [_restore(tx, context, place) for place in (identifier, *caused)]


def _check_rights(context: Context, verb: str, versions: Iterable[ResourceId]) -> None:
    """Raises AuthorizationFailed unless the caller may change all of ``versions``, all of which it may read."""
    if context.caller is not None:
        from sig.service import authorization

        for version in versions:
            authorization.check(context, verb, version)


def of(view: View, version: ResourceId, document: Document) -> Revocation | None:
    """The revocation of the version with that document, if it is revoked. Raises StoreCorrupt."""
    return documents.read_off(view, version, Revocation.read, document.get(revocation.ENVELOPE_KEY))


def _revoke(
    tx: Transaction, context: Context, version: ResourceId, reason: str, cause: str | None = None
) -> dict[str, Any]:
    document, now = documents.require(tx, version), context.clock.now()
    body, standing = documents.body(document), of(tx, version, document)
    action = REVOKED
    if standing is None:
        body, standing = documents.read_off(tx, version, revocation.revoked, body, reason, now, cause)
    elif cause is None and standing.reason != reason:
        standing = standing._replace(reason=reason, cause=None)
        body = revocation.marked(body, standing)
    else:
        action = UNCHANGED
    if action != UNCHANGED:
        tx.put(version, {**documents.wrap(body, now, document), revocation.ENVELOPE_KEY: standing.written()})
    pointing = _channels(tx, version)
    row = {**_row(body, action), "reason": standing.reason, "revokedAt": standing.at}
    return {**row, "channels": pointing} if pointing else row


def _restore(tx: Transaction, context: Context, version: ResourceId) -> dict[str, Any]:
    document = documents.require(tx, version)
    standing = of(tx, version, document)
    if standing is None:
        raise revocation.not_revoked(version)
    body = documents.read_off(tx, version, revocation.restored, documents.body(document), standing)
    restored = documents.wrap(body, context.clock.now(), document)
    del restored[revocation.ENVELOPE_KEY]
    tx.put(version, restored)
    return _row(body, RESTORED)


def _channels(view: View, version: ResourceId) -> list[str]:
    """The channels of the definition that point at the version."""
    definition = documents.get(view, version.parent)
    tags = documents.body(definition).get("tags") if definition else None
    pointers = documents.read_off(view, version.parent, channels.pointers, tags)
    return [name for name, number in pointers.items() if number == version.name]


def _row(body: dict[str, Any], action: str) -> dict[str, Any]:
    return {"name": body["name"], "action": action, "id": body["id"]}
