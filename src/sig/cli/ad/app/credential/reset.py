"""``sig ad app credential reset``"""

from __future__ import annotations

from sig.cli.ad.table import warn_of_secret
from sig.cli.grammar import UsageError
from sig.cli.session import context
from sig.service import applications, credentials

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(
    identifier: opt.ApplicationId,
    append: opt.AppendCredential = False,
    display_name: opt.CredentialName = None,
    years: opt.CredentialYears = None,
    end_date: opt.CredentialEnd = None,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Give an application a new secret, in place of those that it has. It is shown this once.

    Examples:
        sig ad app credential reset --id api://contoso-images
        sig ad app credential reset --id api://contoso-images --append --display-name ci --years 2
    """
    if years is not None and end_date is not None:
        raise UsageError("usage error: --years | --end-date", hint="Give one of them.")
    made = credentials.reset(
        context(),
        tenant,
        identifier,
        applications.required,
        append=append,
        display_name=display_name,
        years=years,
        end_date=end_date,
    )
    warn_of_secret()
    return made
