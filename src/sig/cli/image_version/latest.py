"""``sig image-version latest``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.exit_codes import NOT_FOUND
from sig.cli.printing import Result, prose, resource
from sig.cli.session import context, warn
from sig.domain import version_choice
from sig.output import image_version_table
from sig.service import latest_asked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt
    from sig.service.latest_asked import Answer


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_definition: opt.Definition,
    region: opt.LatestRegion = None,
    major: opt.Major = None,
    match: opt.Match = None,
    explain: opt.Explain = False,
) -> Result:
    """Show the version that Azure takes for the latest in a region.

    Examples:
        sig image-version latest -g images -r Contoso -i ubuntu --region westus --query id -o tsv
        sig image-version latest -g images -r Contoso -i ubuntu --match ~1.0 --explain
    """
    wanted = version_choice.wanted(major, match)
    definition = targets.definition(resource_group, gallery_name, gallery_image_definition)
    answer = latest_asked.ask(context(), definition, region, wanted)
    if explain:
        from sig.service import consumers

        return _explained(answer, consumers.followers(context(), definition, answer.region.name))
    version = latest_asked.require(context(), definition, answer, wanted)
    if region is None:
        warn(f"No --region was given: this is the latest in {answer.region.name}, where the definition is.")
    return resource(version, image_version_table)


def _explained(answer: Answer, followers: list[str]) -> Result:
    latest = resource(answer.version).data if answer.version else None
    passed_over = [
        {"version": str(number), "reason": why.reason, "explanation": why.explanation}
        for number, why in answer.passed_over
    ]
    data = {"region": answer.region.name, "latest": latest, "passedOver": passed_over, "followers": followers}
    return Result(data, _rows, 0 if latest else NOT_FOUND, prose(_text, data))


def _text(data: dict[str, Any]) -> str:
    lines = [f"{entry['version']} {entry['explanation']}." for entry in data["passedOver"]]
    found = data["latest"]["name"] if data["latest"] else "no version"
    follows = [f"{identifier.rpartition('/')[2]} follows it." for identifier in data["followers"]]
    return "\n".join([*lines, f"The latest in {data['region']} is {found}.", *follows, ""])


def _rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    latest = [{"Version": data["latest"]["name"], "Latest": True}] if data["latest"] else []
    return latest + [
        {"Version": entry["version"], "Latest": False, "Reason": entry["reason"], "Explanation": entry["explanation"]}
        for entry in data["passedOver"]
    ]
