"""``sig store check``"""

from __future__ import annotations

import sys

from sig.cli.asking import confirm
from sig.cli.caretaking import caretaker
from sig.cli.exit_codes import REFUSED
from sig.cli.printing import Result
from sig.cli.session import note, warn
from sig.output import check_table
from sig.service import store_checks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(repair: opt.Repair = False, yes: opt.Yes = False) -> Result:
    """Look at every file of the store and say what is wrong. Ends with 1 if anything is; notes do no harm.

    Examples:
        sig store check -o table
        sig store check --repair --yes
    """
    store = caretaker().store
    found = store_checks.check(store)
    if repair and found.repairs:
        if not yes and not sys.stdin.isatty():
            warn(f"Nothing was repaired. To do what stands under 'repair', {len(found.repairs)} in all, add --yes.")
            return Result(found.findings, check_table, REFUSED)
        for planned in () if yes else found.repairs:
            note("PLAN", planned)
        confirm("Repair this?", yes=yes)
        found = store_checks.repair(store)
    return Result(found.findings, check_table, 0 if found.is_clean else REFUSED)
