"""Removing a gallery whole: shown first, and done once somebody has agreed."""

from __future__ import annotations

import sys

from sig.cli.asking import confirm_by_name
from sig.cli.printing import Result
from sig.cli.session import context, current
from sig.service import removals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.resource_id import ResourceId


def removed(gallery: ResourceId, *, yes: bool, for_good: bool, force: bool) -> Result:
    """Remove the gallery with all that is in it. Raises UsageError unless somebody agreed."""
    if not yes and not current().dry_run:
        steps = removals.preview(context(), gallery, bypass_soft_delete=for_good, force=force)
        _say(steps)
        # Nobody is asked about what would be refused: the refusal itself says why.
        if all(step["action"] != "blocked" for step in steps):
            confirm_by_name("To delete all of this, type the name of the gallery", gallery.name, yes=yes)
    return Result(removals.remove(context(), gallery, bypass_soft_delete=for_good, force=force), _rows)


def _say(steps: list[dict[str, Any]]) -> None:
    for step in steps:
        reason = f": {step['reason']}" if step["reason"] else ""
        print(f"{step['action']:<8} {step['name']}{reason}", file=sys.stderr)  # noqa: T201 - asked, not answered


def _rows(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"Action": step["action"], "Resource": step["name"]} for step in steps]
