"""``sig ad group delete``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    group: opt.DirectoryGroup,
    tenant: opt.DirectoryTenant = None,
) -> None:
    """Delete a group; the roles that it was given stay, and are of no use.

    Examples:
        sig ad group delete --group "Image readers"
        sig ad group delete -g "Image builders"
    """
    directory_groups.delete(context(), tenant, group)
