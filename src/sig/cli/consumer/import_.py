"""``sig consumer import``"""

from __future__ import annotations

from sig.cli.consumer.table import consumer_table
from sig.cli.printing import Result
from sig.cli.session import context, warn
from sig.service import consumers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(files: opt.ConsumerFiles, forget_others: opt.ForgetOthers = False) -> Result:
    r"""Record the VMs and scale sets of 'az vm list -o json' and 'az vmss list -o json' that use gallery images.

    Each takes the place of what was recorded of it. What uses no image of a gallery is skipped, and counted.

    Examples:
        sig consumer import vms.json scale-sets.json --forget-others
        sig consumer import vms.json -o table
    """
    from sig.cli.text_files import text
    from sig.wire.consumers import read

    found = [read(text(path)) for path in files]
    recorded = consumers.bring_in(
        context(), [one for part in found for one in part.consumers], forget_others=forget_others
    )
    skipped = sum(part.skipped for part in found)
    if skipped:
        warn(f"Skipped {skipped} that use no image of a gallery.")
    if recorded.forgotten:
        warn(f"Forgot {recorded.forgotten} that were imported before and are in none of the files.")
    return Result(recorded.consumers, consumer_table)
