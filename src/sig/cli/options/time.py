"""The options of the clock, and of looking at what it moves."""

from typing import Annotated

from sig.cli.options.shape import WAIT, argument, option

Instant = Annotated[str, argument("INSTANT", help="A date or date-time in ISO 8601; UTC unless it says otherwise.")]
Running = Annotated[bool, option("--running", help="Let the clock run on from there.")]
Duration = Annotated[str, argument("DURATION", help="How far to move it: 90s, 8m, 1h30m, 2d.")]
Watch = Annotated[bool, option("--watch", "-w", help="Follow the copies until they have ended, then print.")]
ReplicatedIn = Annotated[
    str | None, option("--region", help="Wait until the version is replicated in this region.", group=WAIT)
]
