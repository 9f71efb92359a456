"""Faults: what the service is told to do wrong, to which requests, and how often."""

from __future__ import annotations

from datetime import datetime, timedelta

from sig.domain import regions
from sig.domain.access import denial
from sig.domain.actions import ACTIONS, action
from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choice import Choice
from sig.domain.errors import (
    AuthorizationFailed,
    Conflict,
    InternalServerError,
    InvalidParameter,
    SigError,
    TooManyRequests,
)
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId
from sig.domain.timestamps import from_text, to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ANY = "*"
CLIENT = "sig"
CLIENT_OBJECT_ID = "33333333-3333-3333-3333-333333333333"
"""Who asks, as an authorisation failure names the client."""

PROGRESS = 50
LAG_SECONDS = 30.0
"""What a fault takes that does not say: percent of a copy, and how long a deleted child lags behind.

The lag of the service was seen to take 20 to 60 s. Source: SERVICE-FACTS §9.
"""

DEFAULT_SEED = "0"
FAILURE = "An internal error occurred while the image was copied to this region."
FAILURE_CODE = "InternalOperationError"
_FULL = 100
_NAMED = 3
_FEW = 6


class FaultKind(Choice):
    REPLICATION_FAILED = "replication-failed"
    STUCK = "stuck"
    THROTTLED = "throttled"
    CONFLICT = "conflict"
    INTERNAL_ERROR = "internal-error"
    NOT_AUTHORIZED = "not-authorized"
    NESTED_LAG = "nested-lag"


COPY_KINDS = (FaultKind.REPLICATION_FAILED, FaultKind.STUCK)
"""They hit the copy of a version to a region; the request itself succeeds."""

REQUEST_KINDS = (FaultKind.THROTTLED, FaultKind.CONFLICT, FaultKind.INTERNAL_ERROR, FaultKind.NOT_AUTHORIZED)
"""They refuse a request before it does anything."""

COPYING_VERBS = (
    "image-version create",
    "image-version update",
    "gallery-application version create",
    "gallery-application version update",
    "in-vm-access-control-profile-version create",
    "in-vm-access-control-profile-version update",
)
LAGGING_VERBS = (
    "image-version delete",
    "image-definition delete",
    "gallery-application version delete",
    "gallery-application delete",
    "in-vm-access-control-profile-version delete",
    "in-vm-access-control-profile delete",
)

# Which options only some kinds have. Neither a copy that is stuck nor the refusal of a parent says anything of its own.
_OF_KINDS = {
    "message": (FaultKind.REPLICATION_FAILED, *REQUEST_KINDS),
    "progress": COPY_KINDS,
    "seconds": (FaultKind.NESTED_LAG,),
}


@arm
class Fault(ArmObject):
    """A fault as the store keeps it.

    ``verb`` and ``resource`` are shell patterns, ``region`` is a canonical name. It strikes ``times`` (None:
    until it is removed), each matching attempt with ``probability``, drawn from ``seed`` and the number of
    the attempt. A copy stops at ``progress`` percent; a deleted child lags behind for ``seconds``.

    ``attempts`` counts those that matched, ``struck`` those that were hit. ``lagging`` holds the IDs of
    deleted children and until when they count as there, ``highest`` the highest number given to a fault
    so far, where that fault is gone.
    """

    kind: FaultKind
    verb: str = ANY
    resource: str = ANY
    region: str | None = None
    times: int | None = None
    probability: float | None = None
    seed: str | None = None
    message: str | None = None
    progress: int | None = None
    seconds: float | None = None
    attempts: int = 0
    struck: int = 0
    lagging: dict[str, str] | None = None
    highest: int | None = None

    @property
    def left(self) -> int | None:
        """How often it can still strike; None is for ever."""
        return None if self.times is None else max(0, self.times - self.struck)

    @property
    def failure(self) -> str | None:
        """Why a copy fails; None for one that is stuck."""
        return self.message or FAILURE if self.kind is FaultKind.REPLICATION_FAILED else None

    @property
    def code(self) -> str | None:
        return FAILURE_CODE if self.kind is FaultKind.REPLICATION_FAILED else None


class Request(NamedTuple):
    """What is asked: the verb as users know it, the resource it is about, and a region by its canonical name.

    The region is that of a copy, or else where the resource is or goes; None where neither is known.
    """

    verb: str
    resource: ResourceId
    region: str | None


def settled(fault: Fault) -> Fault:
    """``fault`` as it is stored: checked, with what its kind takes by itself.

    Raises InvalidParameter, and LocationNotAvailable for a region that does not exist.
    """
    check(fault)
    _check_patterns(fault)
    region = (
        regions.require(fault.region, "Microsoft.Compute/galleries", target="region").name if fault.region else None
    )
    return replace(
        fault,
        region=region,
        progress=PROGRESS if fault.kind in COPY_KINDS and fault.progress is None else fault.progress,
        seconds=LAG_SECONDS if fault.kind is FaultKind.NESTED_LAG and fault.seconds is None else fault.seconds,
        seed=DEFAULT_SEED if fault.probability is not None and fault.seed is None else fault.seed,
    )


def check(fault: Fault) -> None:
    """Raises InvalidParameter where the numbers of ``fault`` make no sense, or its kind has no use for them."""
    for name, kinds in _OF_KINDS.items():
        if getattr(fault, name) is not None and fault.kind not in kinds:
            raise InvalidParameter(
                f"A fault of kind '{fault.kind}' has no {name}.",
                target=name,
                hint=f"Leave it out, or set a fault of kind {' or '.join(kinds)}.",
                rule="R161",
            )
    if fault.seed is not None and fault.probability is None:
        raise InvalidParameter(
            "A fault that strikes every time has no seed.",
            target="seed",
            hint="Give a probability beside it: --probability 0.3.",
            rule="R161",
        )
    if fault.times is not None and fault.times < 1:
        raise _out_of_range("times", fault.times, "It strikes once or more; leave it out for until it is removed.")
    if fault.probability is not None and not 0 < fault.probability <= 1:
        raise _out_of_range("probability", fault.probability, "It is more than 0 and at most 1: 0.3.")
    if fault.progress is not None and not 0 <= fault.progress < _FULL:
        raise _out_of_range("progress", fault.progress, f"A copy stops at 0 to {_FULL - 1} percent.")
    if fault.seconds is not None and fault.seconds <= 0:
        raise _out_of_range("seconds", fault.seconds, "A deleted child lags behind for more than no time: 30s.")


def verbs_for(kind: FaultKind) -> tuple[str, ...]:
    """The verbs that a fault of ``kind`` can strike."""
    if kind in COPY_KINDS:
        return COPYING_VERBS
    return LAGGING_VERBS if kind is FaultKind.NESTED_LAG else tuple(ACTIONS)


def matches(fault: Fault, request: Request) -> bool:
    """Whether ``fault`` is about ``request`` and not used up."""
    return (
        fault.left != 0
        and (fault.region is None or fault.region == request.region)
        and _fits(fault.verb, request.verb)
        and any(_fits(fault.resource, spelling) for spelling in _spellings(request.resource))
    )


def attempted(fault: Fault) -> tuple[Fault, bool]:
    """``fault`` after one more matching attempt, and whether that was struck."""
    attempts = fault.attempts + 1
    strikes = fault.probability is None or _drawn(fault.seed or DEFAULT_SEED, attempts) < fault.probability
    return replace(fault, attempts=attempts, struck=fault.struck + strikes), strikes


def refusal(fault: Fault, number: int, request: Request, now: datetime) -> SigError:
    """What a fault of REQUEST_KINDS says to ``request``. Source: SERVICE-FACTS §9, ARM's own error texts."""
    hint = f"This is fault {number} of the store: sig fault list."
    said = fault.message
    if fault.kind is FaultKind.THROTTLED:
        return TooManyRequests(
            said
            or "The server rejected the request because too many requests have been received for this subscription.",
            hint=f"{hint} Wait and send the request again.",
            rule="R164",
        )
    if fault.kind is FaultKind.CONFLICT:
        return Conflict(
            said
            or f"The request failed due to conflict with a concurrent request: another operation on "
            f"'{request.resource}' is in progress.",
            hint=f"{hint} Wait for the other operation and send the request again.",
            rule="R165",
        )
    if fault.kind is FaultKind.INTERNAL_ERROR:
        return InternalServerError(
            said
            or f"Encountered internal server error. Diagnostic information: timestamp '{to_text(now)}', "
            f"subscription id '{request.resource.subscription}', operation '{request.verb}'.",
            hint=f"{hint} Send the request again.",
            rule="R166",
        )
    return AuthorizationFailed(
        said or denial(CLIENT, CLIENT_OBJECT_ID, action(request.verb, request.resource), request.resource),
        hint=f"{hint} Have a role assigned that allows the action.",
        rule="R167",
    )


def with_lagging(fault: Fault, child: ResourceId, now: datetime) -> Fault:
    """``fault`` with a ``child`` that was deleted at ``now``, without those whose time is over."""
    until = now + timedelta(seconds=fault.seconds or LAG_SECONDS)
    return replace(fault, lagging={**(without_past(fault, now).lagging or {}), str(child): to_text(until)})


def without_past(fault: Fault, now: datetime) -> Fault:
    left = {str(child): to_text(until) for child, until in lagging(fault) if until > now}
    return replace(fault, lagging=left or None)


def lagging(fault: Fault) -> Iterator[tuple[ResourceId, datetime]]:
    """The deleted children that ``fault`` keeps, each with the end of its time.

    Raises SigError for what is no ID or no time.
    """
    for child, until in (fault.lagging or {}).items():
        yield ResourceId.parse(child), from_text(until, target="lagging")


def _out_of_range(name: str, value: float, hint: str) -> InvalidParameter:
    return InvalidParameter(f"A fault cannot have the {name} {value}.", target=name, hint=hint, rule="R162")


def _check_patterns(fault: Fault) -> None:
    """Raises InvalidParameter for patterns that nothing can match. Source: R160."""
    known = verbs_for(fault.kind)
    if not any(_fits(fault.verb, verb) for verb in known):
        raise InvalidParameter(
            f"No command that a fault of kind '{fault.kind}' can strike matches '{shown(fault.verb)}'.",
            target="verb",
            hint=_nearest(fault.verb, known),
            rule="R160",
        )
    if not fault.resource.strip("/ "):
        raise InvalidParameter(
            f"No resource matches '{shown(fault.resource)}'.",
            target="resource",
            hint="Give a pattern over names or over the resource ID: 'Contoso/ubuntu/2.*', '*/versions/2.*'.",
            rule="R160",
        )


def _nearest(pattern: str, known: tuple[str, ...]) -> str:
    """The verbs that have the words of ``pattern``, or are spelled nearly so; all, where those are few."""
    from difflib import get_close_matches

    if len(known) <= _FEW:
        return f"It strikes: {', '.join(known)}."
    words = set(pattern.casefold().replace(ANY, " ").split())
    near = [verb for verb in known if words and words <= set(verb.split())]
    near = near or get_close_matches(pattern.casefold(), known, n=_NAMED, cutoff=0.5)
    if near:
        return f"Did you mean {' or '.join(repr(verb) for verb in near[:_NAMED])}?"
    return "Give a shell pattern over noun and verb: 'image-version create', 'gallery *', '* delete'."


def _fits(pattern: str, text: str) -> bool:
    if pattern == ANY:
        return True
    from fnmatch import fnmatchcase

    return fnmatchcase(text.casefold(), pattern.casefold().rstrip("/"))


def _spellings(resource: ResourceId) -> Iterator[str]:
    """The ID, and what ends its path of names: ``Contoso/ubuntu/1.0.0``, ``ubuntu/1.0.0``, ``1.0.0``."""
    yield str(resource)
    names = [name for _, name in resource.resources] or [resource.name]
    for start in range(len(names)):
        yield "/".join(names[start:])


def _drawn(seed: str, attempt: int) -> float:
    """A number from 0 to 1 that depends on nothing else: two runs alike fail alike."""
    from random import Random

    return Random(f"{seed}:{attempt}").random()  # noqa: S311 - chance, not a secret
