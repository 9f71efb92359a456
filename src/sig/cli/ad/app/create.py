"""``sig ad app create``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import applications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(
    display_name: opt.ObjectDisplayName,
    sign_in_audience: opt.Audience = None,
    identifier_uris: opt.IdentifierUris = None,
    web_redirect_uris: opt.WebRedirectUris = None,
    web_home_page_url: opt.WebHomePage = None,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Register an application; one that has the name already is changed instead.

    Examples:
        sig ad app create --display-name deployer --sign-in-audience AzureADMultipleOrgs
        sig ad app create --display-name portal --identifier-uris api://portal --web-redirect-uris https://contoso.com
    """
    return applications.create(
        context(),
        tenant,
        display_name=display_name,
        sign_in_audience=sign_in_audience,
        identifier_uris=identifier_uris,
        redirect_uris=web_redirect_uris,
        home_page_url=web_home_page_url,
    )
