"""``sig ad group create``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(
    display_name: opt.ObjectDisplayName,
    mail_nickname: opt.MailNickname,
    description: opt.GroupDescription = None,
    force: opt.ForceNewGroup = None,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Create a group; one that has both names already is shown instead.

    Examples:
        sig ad group create --display-name "Image owners" --mail-nickname image-owners
        sig ad group create --display-name Testers --mail-nickname testers --description "Try images out"
    """
    return directory_groups.create(
        context(),
        tenant,
        display_name=display_name,
        mail_nickname=mail_nickname,
        description=description,
        force=bool(force),
    )
