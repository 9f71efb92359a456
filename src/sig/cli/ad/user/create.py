"""``sig ad user create``"""

from __future__ import annotations

from sig.cli.grammar import CommandLineError, UsageError
from sig.cli.session import context
from sig.service import directory_users

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(
    display_name: opt.UserDisplayName = None,
    password: opt.UserPassword = None,
    user_principal_name: opt.UserPrincipalName = None,
    force_change_password_next_sign_in: opt.ForceChangePassword = None,
    immutable_id: opt.ImmutableId = None,
    mail_nickname: opt.MailNicknameOrDefault = None,
    guest_of: opt.GuestOf = None,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Create a user, or a guest who stands for a user of another tenant.

    Examples:
        sig ad user create --display-name Carol --user-principal-name carol@contoso.com --password "One5mall+Step"
        sig ad user create --guest-of alice@contoso.com --subscription partner
    """
    if guest_of is not None:
        if user_principal_name or password or immutable_id or mail_nickname:
            raise UsageError(
                "usage error: a guest has the names and the password of the user that it stands for.",
                hint="Give --guest-of and, for another name in lists, --display-name.",
            )
        return directory_users.invite(context(), tenant, guest_of, display_name)
    given = {"--display-name": display_name, "--password": password, "--user-principal-name": user_principal_name}
    missing = [name for name, value in given.items() if value is None]
    if missing:
        raise CommandLineError(f"the following arguments are required: {', '.join(missing)}")
    return directory_users.create(
        context(),
        tenant,
        display_name=display_name or "",
        user_principal_name=user_principal_name or "",
        password=password or "",
        mail_nickname=mail_nickname,
        immutable_id=immutable_id,
        force_change_password=bool(force_change_password_next_sign_in),
    )
