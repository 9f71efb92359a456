"""``sig replica plan``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.session import context, current
from sig.domain import replica_planning as rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sig.cli import options as opt
    from sig.domain.replica_planning import RegionPlan


def command(
    vms: opt.VmsAtOnce = None,
    vmss: opt.ScaleSetsAtOnce = None,
    instances: opt.ScaleSetSize = None,
    region: opt.PlannedRegions = None,
) -> Result:
    """Say how many replicas a deployment needs in each region, and why; with -o tsv the words for --target-regions.

    Examples:
        sig replica plan --vms westeurope=120
        sig replica plan --vms westeurope=60 eastus=20 --vmss 3 -o table
    """
    profile = context().profile
    rules.check_scale_set_size(instances, profile)
    named = list(
        region or dict.fromkeys(word.partition("=")[0] for word in (*(vms or ()), *(vmss or ())) if "=" in word)
    )
    needs = rules.needs(_counts("--vms", vms, named), _counts("--vmss", vmss, named))
    plans = [rules.plan(need, profile) for need in needs]
    words = rules.target_regions(plans)
    data = {"profile": profile.name, "regions": [_shown(plan) for plan in plans], "targetRegions": words}
    session = current()
    as_text = session.output is None and session.query is None
    text = _text(plans, words, profile.name) if as_text else None
    return Result(data, _rows, text=text, line=lambda answer: answer["targetRegions"])


def _counts(option: str, words: Sequence[str] | None, named: Sequence[str]) -> list[tuple[str, int]]:
    """``region=count`` each; a count alone is one of each region ``named``."""
    found = []
    for word in words or ():
        region, separator, text = word.rpartition("=")
        if not (text.isascii() and text.isdecimal()):
            raise UsageError(
                f"usage error: '{word}' of {option} is not <region>=<count>.", hint=f"Write {option} westeurope=20."
            )
        places = [region] if separator else named
        if not places:
            raise UsageError(
                f"usage error: {option} {word} names no region.", hint=f"Write {option} westeurope={word}, or --region."
            )
        found += [(place, int(text)) for place in places]
    return found


def _shown(plan: RegionPlan) -> dict[str, Any]:
    return {
        "region": plan.need.region.name,
        "vms": plan.need.vms,
        "scaleSets": plan.need.scale_sets,
        "needed": plan.needed,
        "advised": plan.advised,
        "replicas": plan.replicas,
        "limit": plan.limit,
        "withinLimit": plan.is_within_limit,
        "reason": plan.reason,
        "advice": list(plan.advice),
    }


def _text(plans: Sequence[RegionPlan], words: str, profile: str) -> str:
    lines = []
    for plan in plans:
        lines.append(f"{plan.need.region.name}: {plan.reason}")
        if plan.advice:
            lines.append(f"  A region holds {plan.limit} replicas of a version in profile '{profile}'. Instead:")
            lines += [f"  - {way}" for way in plan.advice]
    return "\n".join([*lines, "More is safer: large images and busy regions need it.", f"--target-regions {words}", ""])


def _rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    names = ("region", "vms", "scaleSets", "needed", "advised", "replicas", "limit")
    return [{name[:1].upper() + name[1:]: entry[name] for name in names} for entry in data["regions"]]
