"""Soft-deleted versions in the store: which can still be brought back, and which make way."""

from __future__ import annotations

from sig.domain import soft_delete
from sig.domain.errors import InvalidParameter
from sig.service import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction, View


def is_gone(view: View, artifact: ResourceId, document: Document, now: datetime) -> bool:
    """Whether the time of ``artifact`` is over, though its document is still there. Raises StoreCorrupt."""
    try:
        return soft_delete.is_gone(documents.body(document), now)
    except (AttributeError, KeyError, InvalidParameter) as error:
        raise documents.corrupt(view, artifact, "does not say when the version is gone for good") from error


def purge(tx: Transaction, context: Context, definition: ResourceId) -> None:
    """Remove the soft-deleted versions of ``definition`` for good, so that it can be deleted.

    Raises CannotDeleteResource while one can still be brought back. Source: SPEC R034.
    """
    now = context.clock.now()
    found = list(documents.each(tx, soft_delete.artifacts_id(definition), "versions"))
    left = [artifact for artifact, document in found if not is_gone(tx, artifact, document, now)]
    soft_delete.refuse_recoverable(left)
    for artifact, _ in found:
        tx.delete(artifact)
