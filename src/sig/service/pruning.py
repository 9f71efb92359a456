"""Pruning the versions of a definition: shown, planned, applied."""

from __future__ import annotations

from sig.domain import consumers as consumer_rules
from sig.domain import latest, pruning
from sig.domain.codec import encode
from sig.domain.errors import SigError
from sig.domain.pruning import Candidate, Decision, Plan, Policy
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId
from sig.domain.timestamps import to_text
from sig.service import channels, consumers, documents, image_versions, revocations
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from sig.domain.consumers import Consumer
    from sig.domain.version_name import VersionName
    from sig.service.context import Context
    from sig.store import Document, Transaction, View


class _Seen(NamedTuple):
    """The versions that are decided about, and the hash of each thing that the decisions rest on."""

    candidates: list[Candidate]
    hashes: dict[str, str]


@operation("image-version prune")
def decided(context: Context, definition: ResourceId, policy: Policy, *, bypass_soft_delete: bool = False) -> Plan:
    """What pruning ``definition`` would do; deletes nothing. Raises ResourceNotFound, InvalidParameter."""
    with context.store.reading() as view:
        return _plan(view, context, definition, policy, bypass_soft_delete=bypass_soft_delete)


@operation("image-version prune")
def prune(context: Context, definition: ResourceId, policy: Policy, *, bypass_soft_delete: bool = False) -> Plan:
    """Decide and delete at once, all in one transaction; answers what was done."""
    with context.store.writing() as tx:
        plan = _plan(tx, context, definition, policy, bypass_soft_delete=bypass_soft_delete)
        _delete(tx, context, plan)
        return plan


def _planned_for(_: Context, plan: Plan) -> ResourceId:
    """The definition of ``plan``. Raises InvalidParameter for one that was edited."""
    pruning.check_seal(plan)
    return ResourceId.parse(plan.definition, target="plan.definition")


@operation("image-version prune", _planned_for)
def apply(context: Context, plan: Plan) -> None:
    """Delete what ``plan`` says. Raises Conflict where the state is not the one that it was made from."""
    definition = _planned_for(context, plan)
    with context.store.writing() as tx:
        found = _seen(tx, context, definition, bypass_soft_delete=plan.bypass_soft_delete)
        pruning.check_same(definition, plan.seen, found.hashes)
        _delete(tx, context, plan)


def rows(plan: Plan) -> list[dict[str, Any]]:
    """The decisions as commands answer them: name, action, reasons."""
    found: list[dict[str, Any]] = encode(list(plan.decisions))
    return found


def _plan(view: View, context: Context, definition: ResourceId, policy: Policy, *, bypass_soft_delete: bool) -> Plan:
    pruning.check(policy)
    now = context.clock.now()
    seen = _seen(view, context, definition, bypass_soft_delete=bypass_soft_delete)
    decisions: list[Decision] = documents.read_off(view, definition, pruning.decide, seen.candidates, policy, now)
    plan = Plan(
        definition=documents.body(documents.require(view, definition))["id"],
        made_at=to_text(now),
        bypass_soft_delete=bypass_soft_delete,
        decisions=tuple(map(pruning.shown_decision, decisions)),
        seen=seen.hashes,
    )
    return pruning.sealed(plan)


def _seen(view: View, context: Context, definition: ResourceId, *, bypass_soft_delete: bool) -> _Seen:
    documents.require(view, definition)
    name = _naming(context)
    used = consumers.by_version(view, definition, context.clock.now())
    pointing = channels.pointing(view, definition)
    candidates = []
    hashes = {f"channel '{name}'": pruning.digest(number) for number, names in pointing.items() for name in names}
    for number in image_versions.numbers(view, definition):
        version = definition.child("versions", str(number))
        document = documents.get(view, version)
        if document is None:  # of a store that is edited by hand at the same time
            continue
        users = tuple(name(user) for user in used.get(str(number), ()))
        blocked = _blocked(view, context, version, document, bypass_soft_delete=bypass_soft_delete)
        named = tuple(f"'{channel}'" for channel in pointing.get(str(number), ()))
        candidate = _candidate(view, context, number, document)._replace(users=users, channels=named, blocked=blocked)
        candidates.append(candidate)
        facts = [candidate.body, candidate.state, dict(candidate.replicas), blocked, candidate.is_revoked]
        hashes[f"version {number}"] = pruning.digest(facts)
    hashes |= dict(_hashes_of_users(used.items(), name))
    return _Seen(candidates, hashes)


def _candidate(view: View, context: Context, number: VersionName, document: Document) -> Candidate:
    body, plan, now = documents.body(document), documents.plan(document), context.clock.now()
    version = ResourceId.parse(body["id"])
    shown = documents.read_off(view, version, image_versions.shown, context, document)
    return Candidate(
        number=number,
        body=body,
        state=shown["properties"]["provisioningState"],
        replicas=documents.read_off(view, version, latest.replica_states, body, plan, now),
        is_revoked=revocations.of(view, version, document) is not None,
    )


def _blocked(
    view: View, context: Context, version: ResourceId, document: Document, *, bypass_soft_delete: bool
) -> str | None:
    """Why the version cannot be deleted, with the rule that says so."""
    from sig.store import StoreError

    try:
        image_versions.check_removable(view, context, version, document, bypass_soft_delete=bypass_soft_delete)
    except StoreError:
        raise
    except SigError as refusal:
        return f"{refusal.message} ({refusal.rule})"
    return None


def _naming(context: Context) -> Callable[[Consumer], str]:
    """How consumers are described in decisions: to a caller without the name of one that it may not read."""
    if context.caller is None:
        return consumer_rules.described
    from sig.service.authorization import may_read

    with context.whole.reading() as view:
        reads = may_read(context, view)

    def name(user: Consumer) -> str:
        is_read = reads(ResourceId.parse(user.properties.resource_id))
        return consumer_rules.described(user) if is_read else consumer_rules.NAMELESS

    return name


def _hashes_of_users(
    used: Iterable[tuple[str, list[Consumer]]], described: Callable[[Consumer], str]
) -> Iterator[tuple[str, str]]:
    for number, users in used:
        for user in users:
            facts = user.properties
            resource = ResourceId.parse(facts.resource_id)
            name = f"{facts.kind} {resource.resource_group}/{resource.name}"
            if described(user) == consumer_rules.NAMELESS:
                name = f"{consumer_rules.NAMELESS} {pruning.digest(facts.resource_id)}"
            yield name, pruning.digest([facts.resource_id, number, encode(user)])


def _delete(tx: Transaction, context: Context, plan: Plan) -> None:
    definition = ResourceId.parse(plan.definition)
    for decision in plan.decisions:
        if decision.action != pruning.DELETE:
            continue
        version = definition.child("versions", decision.name)
        document = documents.require(tx, version)
        bypass = plan.bypass_soft_delete
        image_versions.check_removable(tx, context, version, document, bypass_soft_delete=bypass)
        image_versions.remove(tx, context, version, document, bypass_soft_delete=bypass)
