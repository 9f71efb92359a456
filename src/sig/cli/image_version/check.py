"""``sig image-version check``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.call import gathering
from sig.cli.exit_codes import REFUSED
from sig.cli.image_version import new_version
from sig.cli.image_version.new_version import Given
from sig.cli.printing import Result, prose
from sig.cli.session import context
from sig.domain.preflight import ERROR
from sig.service import preflight

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.cli import options as opt
    from sig.domain.preflight import Finding


@gathering(given=Given)
def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOnlyOrIds = None,
    gallery_image_version: opt.CheckedVersion = None,
    *,
    given: Given,
    from_packer: opt.FromPacker = None,
    var: opt.PackerVariables = None,
) -> Result:
    r"""Say all that speaks against a new image version, without creating it; exit code 1 if create would refuse it.

    Examples:
        sig image-version check -g images -r Contoso -i ubuntu -e 2.0.0 --managed-image web --replica-count 2
        sig image-version check -g images -r Contoso -i ubuntu -e 2.1.0 --os-snapshot os \
            --target-regions westus=2 eastus=1=standard_zrs -o table
    """
    if from_packer is not None:
        from sig.cli.image_version import packer_check

        names = packer_check.Names(resource_group, gallery_name, gallery_image_definition, gallery_image_version)
        return _result(packer_check.findings(from_packer, var or (), names, given))
    packer_variables_need_a_template(var)
    refusals = preflight.Refusals()
    identifier = targets.versions(None, resource_group, gallery_name, gallery_image_definition, gallery_image_version)[
        0
    ]
    around = context()
    request = new_version.request(given, around.subscription, resource_group or "", refusals.attempt)
    return _result([("", found) for found in preflight.check(around, identifier, request, refusals)])


def packer_variables_need_a_template(var: Sequence[str] | None) -> None:
    """Raises UsageError for variables of no template."""
    if var:
        from sig.cli.grammar import UsageError

        raise UsageError("usage error: --var goes with --from-packer.", hint="Name the template: --from-packer FILE.")


def _result(found: Sequence[tuple[str, Finding]]) -> Result:
    """The findings, each with the builder that it is about, if there is one."""
    data = [{**({"builder": builder} if builder else {}), **finding._asdict()} for builder, finding in found]
    is_refused = any(finding.level == ERROR for _, finding in found)
    return Result(data, _rows, REFUSED if is_refused else 0, prose(_text, found))


def _rows(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    columns = ("builder", "level", "rule", "code", "message")
    return [{name: finding[name] for name in columns if name in finding} for finding in findings]


def _text(found: Sequence[tuple[str, Finding]]) -> str:
    lines = []
    for builder, finding in found:
        place = f"{builder}: " if builder else ""
        rule = f" {finding.rule}" if finding.rule else ""
        lines.append(f"{finding.level}{rule} {place}{finding.message.strip()}")
        if finding.hint:
            lines.append(f"    {finding.hint}")
    errors = sum(finding.level == ERROR for _, finding in found)
    verdict = f"It would be refused: {errors} error{'' if errors == 1 else 's'}." if errors else "It would be created."
    return "\n".join([*lines, verdict, ""])
