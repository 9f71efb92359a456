"""How far the work on a resource is that was begun by putting or sharing it."""

from __future__ import annotations

from sig.domain import response
from sig.domain.records import NamedTuple
from sig.service import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from sig.domain.errors import SigError
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context


class Completion(NamedTuple):
    """How the work on a resource ended: its ``state``, when that was (None before the end), and what went wrong."""

    state: str
    ended_at: datetime | None
    refusal: SigError | None = None


def of(context: Context, identifier: ResourceId) -> Completion:
    """How far the plan of the resource is, for whoever began it. Counts as a read of it. Raises ResourceNotFound."""
    document = documents.asked(context.whole, identifier)
    plan, now = documents.plan(document), context.clock.now()
    state = response.provisioning_state(plan, documents.operation(document), now)
    if state not in (response.SUCCEEDED, response.FAILED):
        return Completion(state, None)
    from sig.domain import replication as rules

    ended_at = rules.ended_at(plan, now)
    if state == response.FAILED:
        return Completion(state, ended_at, rules.refuse_failed(identifier, rules.failures(plan, now)))
    return Completion(state, ended_at)
