"""Pruning: which versions of a definition stay and which go, each with every reason in words."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from sig.domain import durations, latest, regions
from sig.domain.arm import ArmObject, arm, replace
from sig.domain.codec import encode
from sig.domain.errors import Conflict, InvalidParameter
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.response import FAILED, SUCCEEDED
from sig.domain.timestamps import from_text, to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.domain.version_name import VersionName

KEEP, DELETE = "keep", "delete"
LATEST, IN_USE, END_OF_LIFE, TAG = "latest", "in-use", "eol", "tag"
PLAN_FORMAT = "sig prune plan 1"
_FINISHED = (SUCCEEDED, FAILED)
_LISTED_CHANGES = 5


class Candidate(NamedTuple):
    """A version with all that decides about it.

    ``replicas`` has the state of each region by its canonical name; ``users`` and ``channels`` are those that use
    it and point at it, in words; ``blocked`` says why it cannot be deleted at all, whatever is wanted.
    """

    number: VersionName
    body: dict[str, Any]
    state: str = SUCCEEDED
    replicas: Mapping[str, str] = {}
    users: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    blocked: str | None = None
    is_revoked: bool = False


class Policy(NamedTuple):
    """What is wanted: a version goes when it is beyond the ``keep`` newest and was published before ``cutoff``.

    What is None sets no condition. With ``only_succeeded`` versions that did not succeed take no place among those
    kept. ``protect`` holds ``latest``, ``in-use``, ``eol`` and ``tag:KEY[=VALUE]``; ``force`` lets versions go that
    are in use and not protected for it.
    """

    keep: int | None = None
    cutoff: datetime | None = None
    only_succeeded: bool = False
    protect: tuple[str, ...] = ()
    force: bool = False


class Decision(NamedTuple):
    """What becomes of one version: ``keep`` or ``delete``, and why."""

    number: VersionName
    action: str
    reasons: tuple[str, ...]


def cutoff(text: str, now: datetime) -> datetime:
    """The instant that ``text`` stands for: so long ago, as ``90d`` or ``12w``, or a date. Raises InvalidParameter."""
    with suppress(InvalidParameter):
        return now - timedelta(seconds=durations.parse(text, target="olderThan"))
    with suppress(InvalidParameter):
        return from_text(text, target="olderThan")
    raise InvalidParameter(
        f"'{shown(text)}' is neither an age of at most ten years nor a date.",
        target="olderThan",
        hint="Write an age as 90d, 12w or 36h, or a date as 2030-05-01.",
        rule="R201",
    )


def check(policy: Policy) -> None:
    """Raises InvalidParameter for a policy that would keep nothing, and for a protection that is none."""
    if policy.keep is None and policy.cutoff is None:
        raise InvalidParameter(
            "Nothing was said of what is to stay.",
            target="keep",
            hint="Say how many of the newest stay with --keep 5, how old the others must be with --older-than 90d, "
            "or both.",
            rule="R201",
        )
    if policy.keep is not None and policy.keep < 0:
        raise InvalidParameter(
            f"Pruning cannot keep {policy.keep} versions.", target="keep", hint="Give 0 or more.", rule="R201"
        )
    for word in policy.protect:
        kind, _, name = word.partition(":")
        if kind == TAG and name.partition("=")[0]:
            continue
        if word not in (LATEST, IN_USE, END_OF_LIFE):
            raise InvalidParameter(
                f"'{shown(word)}' is nothing that protects a version.",
                target="protect",
                hint="Protect latest, in-use, eol, tag:KEY or tag:KEY=VALUE.",
                rule="R201",
            )


def decide(candidates: Iterable[Candidate], policy: Policy, now: datetime) -> list[Decision]:
    """What becomes of each version, the highest number first.

    Beside the policy, versions stay that cannot be deleted (their deletion is blocked, or they are still being
    made), that a channel points at, that are in use unless forced, and in each region the last good one. Good is
    what latest could stand for there; in a region without any such, what could be deployed by its number and is
    not revoked.
    """
    check(policy)
    versions = sorted(candidates, key=lambda candidate: candidate.number, reverse=True)
    newest = _newest(versions, policy)
    latest_in = _latest(versions)
    kept: dict[VersionName, list[str]] = {}
    for version in versions:
        wanted = [*_wanted(version, policy, newest), *_protected(version, policy, latest_in, now)]
        if reasons := [*wanted, *_held(version, policy)]:
            kept[version.number] = reasons
    _keep_last_good(versions, kept)
    return [
        Decision(version.number, KEEP, tuple(kept[version.number]))
        if version.number in kept
        else Decision(version.number, DELETE, tuple(_against(version, policy)))
        for version in versions
    ]


def is_good(version: Candidate, region: str) -> bool:
    """Whether latest could stand for the version in ``region``, a canonical name."""
    found = regions.find(region)
    return _is_usable(version, region) and found is not None and not latest.is_excluded(version.body, found)


def fallbacks(versions: Sequence[Candidate], region: str) -> list[Candidate]:
    """Of ``versions`` those of which one must stay for ``region``: the good ones, or else what works there."""
    good = [version for version in versions if is_good(version, region)]
    return good or [version for version in versions if _is_usable(version, region) and not version.is_revoked]


def _is_usable(version: Candidate, region: str) -> bool:
    return version.state == SUCCEEDED and version.replicas.get(region) == latest.COMPLETED


def _newest(versions: Sequence[Candidate], policy: Policy) -> dict[VersionName, int]:
    """The place of each version among the newest, from 1, of those that take one."""
    counted = [version for version in versions if version.state == SUCCEEDED or not policy.only_succeeded]
    return {version.number: place for place, version in enumerate(counted, 1)}


def _latest(versions: Sequence[Candidate]) -> dict[VersionName, list[str]]:
    """The regions in which each version is the latest."""
    found: dict[VersionName, list[str]] = {}
    for region in _regions(versions):
        first = next((version for version in versions if is_good(version, region)), None)
        if first is not None:
            found.setdefault(first.number, []).append(region)
    return found


def _regions(versions: Iterable[Candidate]) -> list[str]:
    return sorted({region for version in versions for region in version.replicas})


def _wanted(version: Candidate, policy: Policy, newest: Mapping[VersionName, int]) -> Iterator[str]:
    """Why the policy asks for the version to stay."""
    place = newest.get(version.number)
    if policy.keep is not None and place is not None and place <= policy.keep:
        what = "succeeded versions" if policy.only_succeeded else "versions"
        yield f"is number {place} of the {policy.keep} newest {what} that stay"
    published = _published(version)
    if policy.cutoff is not None and published is None:
        yield "has no date of publication, so that its age is not known"
    elif policy.cutoff is not None and published is not None and published >= policy.cutoff:
        yield f"was published {to_text(published)}, not before {to_text(policy.cutoff)}"


def _protected(
    version: Candidate, policy: Policy, latest_in: Mapping[VersionName, list[str]], now: datetime
) -> Iterator[str]:
    """What of ``policy.protect`` applies to the version."""
    if LATEST in policy.protect and version.number in latest_in:
        yield f"is the latest in {', '.join(latest_in[version.number])}"
    end = _publishing(version).get("endOfLifeDate")
    if END_OF_LIFE in policy.protect and end and from_text(end, target="endOfLifeDate") > now:
        yield f"its end of life, {end}, has not come"
    tags = {name.casefold(): text for name, text in version.body.get("tags", {}).items()}
    for word in policy.protect:
        kind, _, wanted = word.partition(":")
        name, given, value = wanted.partition("=")
        found = tags.get(name.casefold())
        if kind == TAG and found is not None and (not given or found == value):
            yield f"has the tag {wanted}"


def _held(version: Candidate, policy: Policy) -> Iterator[str]:
    """What keeps the version whether or not the policy asks for it."""
    if version.users and (IN_USE in policy.protect or not policy.force):
        yield f"is in use by {', '.join(version.users)}"
    if version.channels:
        yield f"is what channel {', '.join(version.channels)} points at"
    if version.state not in _FINISHED:
        yield f"is not finished: its state is {version.state}"
    if version.blocked is not None:
        yield f"cannot be deleted: {version.blocked}"


def _keep_last_good(versions: Sequence[Candidate], kept: dict[VersionName, list[str]]) -> None:
    """Add to ``kept`` what each region lacks to have a good version left: the highest that it has."""
    rescued: set[VersionName] = set()
    for region in _regions(versions):
        good = [version.number for version in fallbacks(versions, region)]
        staying = [number for number in good if number in kept]
        if good and (not staying or (len(staying) == 1 and staying[0] in rescued)):
            number = (staying or good)[0]
            rescued.add(number)
            kept.setdefault(number, []).append(f"is the last good version in {region}")


def _against(version: Candidate, policy: Policy) -> Iterator[str]:
    """Why the version goes: each condition that it meets."""
    if policy.keep is not None and policy.only_succeeded and version.state != SUCCEEDED:
        yield f"is in state {version.state}, which takes no place among those that stay"
    elif policy.keep is not None:
        what = "succeeded versions" if policy.only_succeeded else "versions"
        yield f"is not among the {policy.keep} newest {what}"
    published = _published(version)
    if policy.cutoff is not None and published is not None:
        yield f"was published {to_text(published)}, before {to_text(policy.cutoff)}"
    if version.users:
        yield f"is in use by {', '.join(version.users)}, which --force overrides"


def _published(version: Candidate) -> datetime | None:
    date = _publishing(version).get("publishedDate")
    return from_text(date, target="publishedDate") if date else None


def _publishing(version: Candidate) -> Mapping[str, Any]:
    profile: Mapping[str, Any] = version.body.get("properties", {}).get("publishingProfile", {})
    return profile


@arm
class PlannedDecision(ArmObject):
    """A decision as a plan holds it, and as commands answer it."""

    name: str
    action: str
    reasons: tuple[str, ...]


@arm
class Plan(ArmObject):
    """What a later run is to delete, and the state that it was decided in.

    ``definition`` is an ID. ``seen`` has the hash of each thing that was looked at, by what it is called in a
    sentence; ``digest`` is that of all other members, so that a plan is applied as it was shown or not at all.
    """

    format: str = PLAN_FORMAT
    definition: str
    made_at: str
    bypass_soft_delete: bool = False
    decisions: tuple[PlannedDecision, ...]
    seen: dict[str, str]
    digest: str = ""


def shown_decision(decision: Decision) -> PlannedDecision:
    return PlannedDecision(name=str(decision.number), action=decision.action, reasons=decision.reasons)


def sealed(plan: Plan) -> Plan:
    """``plan`` with its digest."""
    content = encode(replace(plan, digest=""))
    return replace(plan, digest=digest(content))


def check_seal(plan: Plan) -> None:
    """Raises InvalidParameter for a plan of another format, and for one that was edited."""
    if plan.format != PLAN_FORMAT:
        raise refuse_plan(f"Its format is '{shown(plan.format)}', not '{PLAN_FORMAT}'.")
    if sealed(plan).digest != plan.digest:
        raise refuse_plan("It was changed since it was made.")


def digest(content: Any) -> str:
    """The same text for equal JSON values, whatever the order of their members, and for no others."""
    import json
    from hashlib import sha256

    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def check_same(definition: ResourceId, planned: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Raises Conflict unless ``found``, what a plan rests on by name and hash, is still as ``planned``."""
    changes = [
        *(f"{name} is new" for name in sorted(found.keys() - planned.keys())),
        *(f"{name} is gone" for name in sorted(planned.keys() - found.keys())),
        *(f"{name} has changed" for name in sorted(planned.keys() & found.keys()) if planned[name] != found[name]),
    ]
    if not changes:
        return
    left = len(changes) - _LISTED_CHANGES
    listed = "; ".join([*changes[:_LISTED_CHANGES], *([f"and {left} more"] if left > 0 else [])])
    raise Conflict(
        f"The plan does not fit '{definition.path}' any more: {listed}.",
        target="plan",
        hint="Make a new plan with --plan, look at it, and apply that.",
        rule="R202",
    )


def refuse_plan(fault: str) -> InvalidParameter:
    """The refusal of a file that is no plan, or was changed since it was made."""
    return InvalidParameter(
        f"The file is not a plan of 'sig image-version prune'. {fault}",
        target="plan",
        hint="Make one with: sig image-version prune … --plan FILE.",
        rule="R203",
    )
