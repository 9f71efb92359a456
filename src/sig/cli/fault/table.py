"""Tables of faults."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def fault_table(fault: Any) -> Any:
    """The columns of one fault, or of each of a list; ``*`` is any region."""
    if isinstance(fault, list):
        return [fault_table(item) for item in fault]
    return {
        "Number": fault["number"],
        "Kind": fault["kind"],
        "Verb": fault["verb"],
        "Resource": fault["resource"],
        "Region": fault.get("region", "*"),
        "Struck": fault["struck"],
        "Left": fault.get("left", "unlimited"),
        "Chance": f"{fault.get('probability', 1):.0%}",
    }
