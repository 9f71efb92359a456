"""Deleting a gallery with all that is in it: the order of the steps, and what stands in the way."""

from __future__ import annotations

from sig.domain.errors import CannotDeleteResource
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.domain.errors import SigError
    from sig.domain.resource_id import ResourceId

DELETE = "delete"
PURGE = "purge"
BLOCKED = "blocked"
_FOR_GOOD = "Delete for good with --bypass-soft-delete true."


class Step(NamedTuple):
    """One resource to remove; ``refusal`` is what stands in the way of it.

    A soft-deleted version is purged: nobody can bring it back afterwards.
    """

    resource: ResourceId
    action: str
    refusal: SigError | None = None


def blocked(resource: ResourceId, refusal: SigError) -> Step:
    return Step(resource, BLOCKED, refusal)


def refuse_kept(version: ResourceId) -> CannotDeleteResource:
    """The gallery would keep the version, and a gallery that keeps versions cannot go. Source: SPEC R034, R092."""
    return CannotDeleteResource(
        f"the gallery keeps deleted versions, and '{version.name}' would keep the gallery.",
        hint=_FOR_GOOD,
        rule="R034",
    )


def refuse_recoverable(artifact: ResourceId) -> CannotDeleteResource:
    """A version that was deleted can still be brought back. Source: SPEC R034."""
    return CannotDeleteResource(
        f"version '{artifact.name}' is soft-deleted and can still be brought back.", hint=_FOR_GOOD, rule="R034"
    )


def refuse(gallery: ResourceId, steps: Sequence[Step]) -> CannotDeleteResource | None:
    """What is said of a gallery that cannot be removed with all that is in it, with every reason; None if it can."""
    reasons = [f"'{step.resource.relative}': {step.refusal.message}" for step in steps if step.refusal is not None]
    if not reasons:
        return None
    hints = dict.fromkeys(step.refusal.hint for step in steps if step.refusal is not None and step.refusal.hint)
    return CannotDeleteResource(
        f"Gallery '{gallery.name}' cannot be deleted with all that is in it. {' '.join(reasons)}",
        target=str(gallery),
        hint=" ".join(hints) or None,
        rule="R280",
    )


def described(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """The steps as data, in the order in which they are taken."""
    return [
        {
            "id": str(step.resource),
            "name": step.resource.relative,
            "action": step.action,
            "reason": step.refusal.message if step.refusal is not None else None,
        }
        for step in steps
    ]
