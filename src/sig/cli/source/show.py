"""``sig source show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.cli.source import naming
from sig.cli.source.table import source_table
from sig.service import sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    kind: opt.SourceKindOrIds = None,
    name: opt.SourceNameOrIds = None,
    uri: opt.SourceUriOrIds = None,
    storage_account: opt.SourceAccountOrIds = None,
    ids: opt.Ids = None,
) -> Result | None:
    """Show what is registered of a source.

    Examples:
        sig source show -g images --type image -n golden
        sig source show -g images --type image -n golden --query dataDisks -o table
    """
    chosen = naming.chosen(ids, resource_group, kind, name, uri, storage_account)
    return targets.each(chosen, lambda target: resource(sources.show(context(), target), source_table))
