"""``sig access explain``"""

from __future__ import annotations

from sig.cli.access import questions
from sig.cli.session import context
from sig.service import access

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt
    from sig.cli.printing import Result


def command(
    action: opt.AskedAction,
    ids: opt.AskedIds = None,
    resource_group: opt.ResourceGroupFilter = None,
    gallery_name: opt.AskedGallery = None,
    gallery_image_definition: opt.AskedDefinition = None,
    gallery_image_version: opt.AskedVersion = None,
) -> Result:
    """Say why the principal of --as may do something or may not: which assignment counts, or which is missing.

    Examples:
        sig access explain --as alice@contoso.com --action read -g images -r Contoso -i ubuntu -e 1.0.0
        sig access explain --action write -g images -r Contoso --query "granting[].role"
    """
    chosen = questions.about(ids, resource_group, gallery_name, gallery_image_definition, gallery_image_version)
    return questions.answered(chosen, lambda resource: access.explain(context(), resource, action), _text)


def _text(answer: dict[str, Any]) -> str:
    lines = [questions.sentence(answer).rstrip()]
    lines += [f"  allows it: {_assignment(one)}" for one in answer["granting"]]
    lines += [f"  no help:   {_assignment(one)}" for one in answer["others"]]
    missing = answer["missing"]
    if missing is not None:
        lines.append(f"{missing['role']} at {missing['scope']} would allow it.")
        lines += [f"  {missing['command']}"] if missing["command"] else []
    return "\n".join([*lines, ""])


def _assignment(one: dict[str, Any]) -> str:
    through = f", through group {' in group '.join(one['through'])}" if one["through"] else ""
    inherited = f", inherited from {one['inheritedFrom']}" if one["inheritedFrom"] else ""
    return f"{one['role']} at {one['scope']}{inherited}{through}"
