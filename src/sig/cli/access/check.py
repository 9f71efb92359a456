"""``sig access check``"""

from __future__ import annotations

from sig.cli.access import questions
from sig.cli.session import context
from sig.service import access

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    """Say whether the principal of --as may do something to a resource; ends with 1 where it may not.

    The resource need not exist. With -o tsv the answer is true or false.

    Examples:
        sig access check --as alice@contoso.com --action read -g images -r Contoso -i ubuntu
        sig access check --action Microsoft.Compute/galleries/share/action -g images -r Contoso -o tsv
    """
    chosen = questions.about(ids, resource_group, gallery_name, gallery_image_definition, gallery_image_version)
    return questions.answered(chosen, lambda resource: access.check(context(), resource, action), questions.sentence)
