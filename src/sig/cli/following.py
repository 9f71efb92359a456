"""Waiting until a version is copied: in real time under a clock that runs, at once under one that stands still."""

from __future__ import annotations

import sys
from contextlib import nullcontext

from sig.cli.exit_codes import LeftRunningError
from sig.cli.grammar import UsageError
from sig.cli.session import current, warn
from sig.service import image_versions
from sig.service.clock import one_wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.service.image_versions import Replication

_GLANCE_SECONDS = 0.25  # of real time between two looks
# How to look at the copies of a version, by what it is a version of.
_VERBS_TO_LOOK = {
    "applications": "gallery-application version show --expand ReplicationStatus",
    "invmaccesscontrolprofiles": "in-vm-access-control-profile-version show",
}


def awaited(
    context: Context,
    version: dict[str, Any],
    finished: Callable[[Context, ResourceId], dict[str, Any]] = image_versions.finished,
) -> dict[str, Any]:
    """``version``, as a PUT answered it, once the copies to its regions have ended: what ``finished`` says then.

    Raises the refusal that tells of failed copies, and LeftRunningError when the user stops waiting.
    """
    if version["properties"]["provisioningState"] == "Succeeded":
        return version
    from sig.domain.resource_id import ResourceId

    identifier = ResourceId.parse(version["id"])
    follow(context, identifier)
    return finished(context, identifier)


def follow(context: Context, identifier: ResourceId) -> None:
    """Wait until the copies have ended; show on a terminal how far they are."""
    try:
        with _display() as show, one_wait(context.clock):
            _wait(context, identifier, show)
    except KeyboardInterrupt:
        raise LeftRunningError(_farewell(identifier)) from None


def _wait(context: Context, identifier: ResourceId, show: Callable[[Replication], None]) -> None:
    clock = context.clock
    started_at = clock.now()
    while True:
        found = image_versions.progress(context, identifier)
        show(found)
        if found.is_over:
            break
        left = found.seconds_left
        if not clock.is_stopped:
            clock.sleep(_GLANCE_SECONDS if left is None else max(0.0, min(left, _GLANCE_SECONDS)))
        elif left is not None:
            clock.sleep(left)
        elif found.is_stuck:
            raise UsageError(
                f"The replication of '{identifier.name}' is stuck, and so is the clock: this would wait for ever.",
                hint=f"The version is there. {_look(identifier)} 'sig fault list' says what was set up.",
            )
    if clock.now() != started_at and current().settings.text("now"):
        warn(
            "SIG_NOW fixes the clock for each command: what this one has waited for is still to come for the next. "
            "'sig clock set' stops a clock that waiting moves."
        )


def _display() -> AbstractContextManager[Callable[[Replication], None]]:
    """How far each copy is, on stderr: for people, so on a terminal only."""
    if current().quiet or not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    from sig.cli.progress import bars

    return bars()


def _look(identifier: ResourceId) -> str:
    verb = _VERBS_TO_LOOK.get(identifier.parent.collection.casefold(), "image-version replication")
    return f"Look at it with: sig {verb} --ids {identifier}."


def _farewell(identifier: ResourceId) -> str:
    return f"Stopped waiting. The replication of '{identifier.name}' goes on. {_look(identifier)}"
