"""Versions that are copied to regions, of whatever kind: how they are stored, and what waiting for them ends in."""

from __future__ import annotations

from sig.domain import response
from sig.service import documents, faults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import Any, Protocol, TypeVar

    from sig.domain.profile import Profile
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.service.nested import Placed
    from sig.store import Document, Transaction

    V = TypeVar("V", bound=Placed)

    class Rules(Protocol[V]):
        """A module of the domain: the rules of one kind of version."""

        COUNTED_GB: int

        def put(
            self, identifier: ResourceId, request: V, stored: V | None, profile: Profile, now: datetime, /
        ) -> V: ...

        def target_region_names(self, version: V, /) -> Sequence[str]: ...


def keep(tx: Transaction, context: Context, identifier: ResourceId, request: V, rules: Rules[V], noun: str) -> Document:
    """Store the version that ``request`` leaves behind by the ``rules`` of its ``noun``, and how it is copied."""
    before = documents.get(tx, identifier)
    stored = documents.decoded(tx, identifier, type(request), before) if before else None
    now = context.clock.now()
    version = rules.put(identifier, request, stored, context.profile, now)
    document = documents.wrap(version, now, before)
    if context.simulation or "replication" in document or faults.are_set(tx):
        from sig.service import replications

        copied = replications.Copied(
            verb=f"{noun} {'update' if stored else 'create'}",
            home=version.location or "",
            regions=rules.target_region_names(version),
            known=rules.target_region_names(stored) if stored else None,
            size_gb=rules.COUNTED_GB,
        )
        replications.plan_copies(tx, context, identifier, document, copied)
    tx.put(identifier, document)
    return document


def finished(
    context: Context,
    identifier: ResourceId,
    shown: Callable[[Context, Document], dict[str, Any]],
) -> dict[str, Any]:
    """The version, as ``shown``, once the copies to its regions have ended.

    Raises ReplicationJobsFailed, or GallerySourceResourceExceedsMaxSize, for one that is there, but not in all of them.
    """
    with context.whole.reading() as view:
        document = documents.require(view, identifier)
        version = documents.read_off(view, identifier, shown, context, document)
    if version["properties"]["provisioningState"] == response.FAILED:
        from sig.domain import replication

        failed = replication.failures(documents.plan(document), context.clock.now())
        raise replication.refuse_failed(identifier, failed)
    return version
