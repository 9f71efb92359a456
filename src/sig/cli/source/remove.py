"""``sig source remove``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.cli.source import naming
from sig.service import sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    kind: opt.SourceKindOrIds = None,
    name: opt.SourceNameOrIds = None,
    uri: opt.SourceUriOrIds = None,
    storage_account: opt.SourceAccountOrIds = None,
    ids: opt.Ids = None,
) -> None:
    """Forget a source; image versions made from it stay as they are.

    Examples:
        sig source remove -g images --type image -n golden
        sig source remove -g images --uri https://contoso.blob.core.windows.net/vhds/web.vhd
    """
    chosen = naming.chosen(ids, resource_group, kind, name, uri, storage_account)
    targets.each(chosen, lambda target: sources.remove(context(), target))
