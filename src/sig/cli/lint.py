"""``sig lint``"""

from __future__ import annotations

import os

from sig.cli.exit_codes import FINDINGS
from sig.cli.printing import Result
from sig.cli.session import context, current
from sig.service import lint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    resource_group_name: opt.ResourceGroupFilter = None,
    gallery_name: opt.GalleryFilter = None,
    output: opt.LintOutput = None,
) -> Result:
    """Hold galleries against best practices. Exits with 4 where one is not followed.

    Examples:
        sig lint -g images -r Empty -o table
        sig lint -g images -r Empty -o sarif
    """
    _ = output  # a global option, here with one more choice
    found = lint.findings(context(), resource_group_name, gallery_name)
    return Result(
        found,
        table=_rows,
        exit_code=FINDINGS if found else 0,
        text=_sarif(found) if current().output == "sarif" else None,
    )


def _rows(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "Rule": finding["rule"],
            "Level": finding["level"],
            "Resource": finding["name"].removeprefix("Microsoft.Compute/galleries/"),
            "Finding": finding["message"],
            "Advice": finding["advice"],
        }
        for finding in findings
    ]


def _sarif(findings: list[dict[str, Any]]) -> str:
    from importlib.metadata import version

    from sig.output.sarif import sarif_text

    here = [{**finding, "place": _from_here(finding["place"])} for finding in findings]
    return sarif_text(here, tool="sig", version=version("az-sig"))


def _from_here(place: str) -> str:
    """``place`` as code scanning wants it: relative to the repository, of which the working directory is the top."""
    relative = os.path.relpath(place) if os.path.isabs(place) else place
    return place if relative.startswith(os.pardir) else relative
