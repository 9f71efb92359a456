"""``sig ad sp create-for-rbac``"""

from __future__ import annotations

from sig.cli.ad.table import warn_of_secret
from sig.cli.grammar import UsageError
from sig.cli.session import context
from sig.service import service_principals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(
    display_name: opt.RbacName = None,
    role: opt.RbacRole = None,
    scopes: opt.RbacScopes = None,
    years: opt.CredentialYears = None,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Create an application with a service principal and a secret, and give it a role.

    Examples:
        sig ad sp create-for-rbac --name pipeline
        sig ad sp create-for-rbac -n publisher --role Contributor --scopes $(sig group show -n images --query id -o tsv)
    """
    if bool(role) != bool(scopes):
        raise UsageError(
            "usage error: To create role assignments, specify both --role and --scopes.",
            hint="Leave out both for no role.",
        )
    made = service_principals.create_for_rbac(
        context(), tenant, display_name=display_name, role=role, scopes=scopes or (), years=years
    )
    warn_of_secret()
    return made
