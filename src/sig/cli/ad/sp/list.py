"""``sig ad sp list``"""

from __future__ import annotations

from sig.cli.ad.table import application_table, tell_more
from sig.cli.printing import Result
from sig.cli.session import context
from sig.service import service_principals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    display_name: opt.DisplayNameBegin = None,
    spn: opt.Spn = None,
    query_filter: opt.DirectoryFilter = None,
    show_mine: opt.ShowMine = False,
    show_all: opt.ShowAll = False,
    tenant: opt.DirectoryTenant = None,
) -> Result:
    """List the service principals of the tenant.

    Examples:
        sig ad sp list --all -o table
        sig ad sp list --spn api://contoso-images --query "[0].id" -o tsv
    """
    found, more = service_principals.listed(
        context(),
        tenant,
        spn=spn,
        display_name=display_name,
        query=query_filter,
        mine=show_mine,
        everything=show_all,
    )
    tell_more(more)
    return Result(found, application_table)
