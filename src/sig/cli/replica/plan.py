"""``sig replica plan``"""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.printing import Result, prose
from sig.cli.session import context
from sig.service import replica_plans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.cli import options as opt


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
    named = list(
        region or dict.fromkeys(word.partition("=")[0] for word in (*(vms or ()), *(vmss or ())) if "=" in word)
    )
    data = replica_plans.plan(context(), _counts("--vms", vms, named), _counts("--vmss", vmss, named), instances)
    return Result(data, _rows, text=prose(_text, data), line=lambda answer: answer["targetRegions"])


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


def _text(data: dict[str, Any]) -> str:
    lines = []
    for plan in data["regions"]:
        lines.append(f"{plan['region']}: {plan['reason']}")
        if plan["advice"]:
            held = f"A region holds {plan['limit']} replicas of a version in profile '{data['profile']}'."
            lines.append(f"  {held} Instead:")
            lines += [f"  - {way}" for way in plan["advice"]]
    advice = "More is safer: large images and busy regions need it."
    return "\n".join([*lines, advice, f"--target-regions {data['targetRegions']}", ""])


def _rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    columns = ("region", "vms", "scaleSets", "needed", "advised", "replicas", "limit")
    return [{name: entry[name] for name in columns} for entry in data["regions"]]
