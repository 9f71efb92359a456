"""The store made empty, in one commit: what tests begin with."""

from __future__ import annotations

from sig.store import ROOT, notes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.service.context import Context


def empty(context: Context) -> dict[str, Any]:
    """Delete every document: resources, subscriptions, faults, the clock. Snapshots and history stay."""
    about = context.store.info()
    with context.store.writing() as tx:
        found = list(tx.below(ROOT))
        for resource in found:
            tx.delete(resource)
        for key in notes.read(about.location) if about.kind == "file" else ():  # they count what there was before
            tx.leave_note(key, 0)
    return {"deleted": len(found)}
