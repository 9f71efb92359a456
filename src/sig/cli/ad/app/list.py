"""``sig ad app list``"""

from __future__ import annotations

from sig.cli.ad.table import application_table, tell_more
from sig.cli.printing import Result
from sig.cli.session import context
from sig.service import applications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    display_name: opt.DisplayNameBegin = None,
    app_id: opt.AppIdFilter = None,
    identifier_uri: opt.IdentifierUriFilter = None,
    query_filter: opt.DirectoryFilter = None,
    show_mine: opt.ShowMine = False,
    show_all: opt.ShowAll = False,
    tenant: opt.DirectoryTenant = None,
) -> Result:
    """List the application registrations of the tenant.

    Examples:
        sig ad app list --display-name contoso -o table
        sig ad app list --identifier-uri api://contoso-images --query "[0].appId" -o tsv
    """
    found, more = applications.listed(
        context(),
        tenant,
        app_id=app_id,
        display_name=display_name,
        identifier_uri=identifier_uri,
        query=query_filter,
        mine=show_mine,
        everything=show_all,
    )
    tell_more(more)
    return Result(found, application_table)
