"""``sig ad user update``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_users

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    upn_or_object_id: opt.UserId,
    display_name: opt.UserDisplayName = None,
    password: opt.UserPassword = None,
    force_change_password_next_sign_in: opt.ForceChangePassword = None,
    mail_nickname: opt.MailNicknameOrDefault = None,
    account_enabled: opt.AccountEnabled = None,
    tenant: opt.DirectoryTenant = None,
) -> None:
    """Change a user.

    Examples:
        sig ad user update --id bob@contoso.com --display-name "Bob B."
        sig ad user update --id bob@contoso.com --account-enabled false
    """
    directory_users.update(
        context(),
        tenant,
        upn_or_object_id,
        display_name=display_name,
        mail_nickname=mail_nickname,
        password=password,
        force_change_password=force_change_password_next_sign_in,
        account_enabled=account_enabled,
    )
