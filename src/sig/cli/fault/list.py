"""``sig fault list``"""

from __future__ import annotations

from sig.cli.fault.table import fault_table
from sig.cli.printing import Result
from sig.cli.session import context
from sig.service import faults


def command() -> Result:
    """List the faults that are set, with how often each has struck and is still to strike.

    Examples:
        sig fault list -o table
        sig fault list --query "[?left>`0`].number" -o tsv
    """
    return Result(faults.listed(context()), fault_table)
