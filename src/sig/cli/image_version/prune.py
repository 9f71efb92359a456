"""``sig image-version prune``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.session import context, current, warn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.cli import options as opt
    from sig.domain.pruning import Plan
    from sig.domain.resource_id import ResourceId

MUTATES = True


def command(
    resource_group: opt.ResourceGroupFilter = None,
    gallery_name: opt.PrunedGallery = None,
    gallery_image_definition: opt.PrunedDefinition = None,
    keep: opt.Keep = None,
    older_than: opt.OlderThan = None,
    only_succeeded: opt.OnlySucceeded = False,
    protect: opt.Protect = None,
    plan: opt.PlanFile = None,
    apply: opt.ApplyFile = None,
    yes: opt.PruneYes = False,
    bypass_soft_delete: opt.BypassSoftDelete = None,
    force: opt.ForceInUse = False,
) -> Result:
    r"""Say which old image versions would go and why; delete them with --yes, or from a plan with --apply.

    A version goes when it meets what is asked: beyond --keep, before --older-than, or both. What never goes: in each
    region the last good version, one that latest could stand for there; what a channel points at; what a recorded
    consumer uses, without --force; and what blocks its deletion before its end of life.

    Examples:
        sig image-version prune -g images -r Contoso -i ubuntu --keep 5 --older-than 90d --protect latest,eol -o table
        sig image-version prune -g images -r Contoso -i ubuntu --keep 1 --yes
    """
    from sig.service import pruning

    if (plan is not None) + (apply is not None) + yes > 1:
        raise UsageError(
            "usage error: --plan, --apply and --yes exclude each other.",
            hint="Write a plan with --plan and apply it later, or delete at once with --yes.",
        )
    if plan is not None and current().dry_run:
        raise UsageError(
            "usage error: --plan deletes nothing, and --dry-run would write no plan.", hint="Use one of them."
        )
    if apply is not None:
        asked = (keep, older_than, protect, bypass_soft_delete, only_succeeded or None, force or None)
        if any(word is not None for word in asked):
            raise UsageError(
                "usage error: a plan has its policy in itself.", hint="Give --apply FILE without what was decided."
            )
        return _applied(apply, _named(resource_group, gallery_name, gallery_image_definition))
    definition = targets.definitions(None, resource_group, gallery_name, gallery_image_definition)[0]
    wanted = _policy(keep, older_than, protect, only_succeeded=only_succeeded, force=force)
    decide = pruning.prune if yes else pruning.decided
    decided = decide(context(), definition, wanted, bypass_soft_delete=bool(bypass_soft_delete))
    if plan is not None:
        _write(plan, decided)
        warn(f"Nothing was deleted. Do it with: sig image-version prune --apply {plan}")
    elif not yes:
        warn("Nothing was deleted. Do it with --yes, or make a plan with --plan FILE.")
    return Result(pruning.rows(decided), _table)


def _policy(
    keep: int | None, older_than: str | None, protect: Sequence[str] | None, *, only_succeeded: bool, force: bool
) -> Any:
    from sig.domain.pruning import Policy, cutoff

    return Policy(
        keep=keep,
        cutoff=cutoff(older_than, context().clock.now()) if older_than is not None else None,
        only_succeeded=only_succeeded,
        protect=tuple(word for words in protect or () for word in words.split(",") if word),
        force=force,
    )


def _named(group: str | None, gallery: str | None, definition: str | None) -> ResourceId | None:
    """The definition that the command line names beside a plan, if it does: there may be a default group."""
    if not (gallery or definition):
        return None
    return targets.definitions(None, group, gallery, definition)[0]


def _applied(path: str, named: ResourceId | None) -> Result:
    from sig.cli.text_files import text
    from sig.domain.resource_id import ResourceId
    from sig.service import pruning
    from sig.wire import prune_plans

    plan = prune_plans.read(text(path))
    if named is not None and named != ResourceId.parse(plan.definition):
        raise UsageError(
            f"usage error: the plan is for '{plan.definition}', and another definition was named.",
            hint="Leave the names out: the plan has them.",
        )
    pruning.apply(context(), plan)
    return Result(pruning.rows(plan), _table)


def _write(path: str, plan: Plan) -> None:
    import json

    from sig.cli.text_files import write
    from sig.domain.codec import encode

    write(path, json.dumps(encode(plan), indent=2, ensure_ascii=False) + "\n")


def _table(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"Name": row["name"], "Action": row["action"], "Reasons": "; ".join(row["reasons"])} for row in rows]
