"""``wait``: poll until a condition holds, as az does."""

from __future__ import annotations

from sig.cli.exit_codes import FAILED, LeftRunningError
from sig.cli.grammar import UsageError
from sig.cli.printing import Result, compiled
from sig.cli.session import current, note, warn
from sig.domain.errors import NotFound, OperationNotAllowed
from sig.domain.records import NamedTuple
from sig.service.clock import Clock, one_wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.cli import options as opt
    from sig.domain.regions import Region


class Conditions(NamedTuple):
    """What to wait for; ``interval`` and ``timeout`` are seconds. A ``region`` stands alone: its copy decides."""

    created: opt.Created = False
    updated: opt.Updated = False
    deleted: opt.Deleted = False
    exists: opt.Exists = False
    custom: opt.Custom = None
    region: Region | None = None
    interval: opt.Interval = 30
    timeout: opt.Timeout = 3600


def wait(
    fetch: Callable[[], dict[str, Any]], conditions: Conditions, clock: Clock, *, has_state: bool = True
) -> Result | None:
    """Poll ``fetch`` until one of ``conditions`` holds; nothing is printed then.

    What has no provisioning state (``has_state`` is false) is never created or updated to az, which waits in vain.

    On a timeout the result is ``{}``, and az ends with exit code 0; here it is 1 unless
    ``SIG_COMPAT=az``. Raises UsageError without a condition, NotFound when only an update of an
    absent resource is waited for, LeftRunningError when the user stops waiting. Source: SPEC §3.8, DECISIONS 14.
    """
    by_state = conditions.created or conditions.updated or conditions.deleted or conditions.exists
    if not (by_state or conditions.custom or conditions.region):
        raise UsageError("incorrect usage: --created | --updated | --deleted | --exists | --custom JMESPATH")
    if conditions.region and (by_state or conditions.custom):
        raise UsageError("incorrect usage: --region is a condition of its own; wait for the others in a second command")
    try:
        with one_wait(clock):
            return _polled(fetch, conditions, clock, has_state=has_state)
    except KeyboardInterrupt:
        message = "Stopped waiting. What was waited for goes on; run the command again to go on waiting."
        raise LeftRunningError(message) from None


def _polled(
    fetch: Callable[[], dict[str, Any]], conditions: Conditions, clock: Clock, *, has_state: bool
) -> Result | None:
    query = compiled(conditions.custom)
    tolerates_absence = bool(conditions.created or conditions.exists or conditions.custom or conditions.region)
    waited = 0
    while True:
        try:
            if _holds(fetch(), conditions, query):
                return None
            if not has_state and not (conditions.deleted or conditions.custom):
                return _in_vain(conditions)
        except NotFound:
            if conditions.deleted:
                return None
            if not tolerates_absence:
                raise
        if waited >= conditions.timeout:
            return _timed_out(conditions)
        step = max(1, min(conditions.interval, conditions.timeout - waited))
        clock.sleep(step / clock.speed)
        waited += step


def _holds(document: dict[str, Any], conditions: Conditions, query: Any) -> bool:
    from sig.output import flatten

    if conditions.exists:
        return True
    if conditions.region is not None:
        from sig.domain.replication import is_replicated

        return is_replicated(document, conditions.region)
    state = str(document["properties"].get("provisioningState", "")).lower()
    if state == "failed":
        raise OperationNotAllowed(
            "The operation failed: provisioningState is Failed.", target="provisioningState", rule="R123"
        )
    if (conditions.created or conditions.updated) and state == "succeeded":
        return True
    return bool(query is not None and query.run(flatten(document)))


# Difference from az: A wait in vain ends at once. VM applications have no provisioningState, so that a wait until one
# is created or updated never ends but by its timeout; `sig` says so as soon as the application is there, and ends as
# it does after a timeout.
def _in_vain(conditions: Conditions) -> Result:
    warn("It is there, and has no provisioningState: az would wait in vain. Wait with --exists, or not at all.")
    return _timed_out(conditions)


# Difference from az: A wait that times out fails. Both print {}, and az exits with 0, so that a script goes on as if
# the wait had been met; `sig` says so on stderr and exits with 1. SIG_COMPAT=az brings az's exit code back.
def _timed_out(conditions: Conditions) -> Result:
    as_az = current().settings.text("compat") == "az"
    message = f"Wait operation timed-out after {conditions.timeout} seconds."
    if as_az:
        note("WARNING", message)
        return Result({})
    from sig.cli.app import Report, said

    return Result({}, exit_code=said(Report("WaitTimedOut", message, FAILED), by_service=False))
