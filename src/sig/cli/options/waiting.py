"""The options of ``wait``."""

from typing import Annotated

from sig.cli.options.shape import WAIT, option

Created = Annotated[bool, option("--created", help="Wait until created with provisioningState Succeeded.", group=WAIT)]
Updated = Annotated[bool, option("--updated", help="Wait until updated with provisioningState Succeeded.", group=WAIT)]
Deleted = Annotated[bool, option("--deleted", help="Wait until deleted.", group=WAIT)]
Exists = Annotated[bool, option("--exists", help="Wait until the resource exists.", group=WAIT)]
Custom = Annotated[
    str | None,
    option(
        "--custom",
        help="Wait until this JMESPath query is true of the resource.",
        group=WAIT,
        metavar="JMESPATH",
    ),
]
Interval = Annotated[int, option("--interval", help="Polling interval in seconds; 30 when not given.", group=WAIT)]
Timeout = Annotated[int, option("--timeout", help="Longest wait in seconds; 3600 when not given.", group=WAIT)]
