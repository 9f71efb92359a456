"""The options of those who choose a version number: the latest one, or the next one."""

from typing import Annotated, Literal

from sig.cli.options.shape import option

LatestRegion = Annotated[
    str | None,
    option("--region", help="Region to deploy in; the definition's location when not given.", completer="region"),
]
Major = Annotated[int | None, option("--major", help="Only numbers with this first part.")]
Match = Annotated[
    str | None,
    option("--match", help="Only numbers in this range: 1.4.2, ~1.4, ^1, 1.*, '>=1.2 <2'.", metavar="RANGE"),
]
Explain = Annotated[bool, option("--explain", help="Say of each higher version why it is not the latest.")]
Bump = Annotated[
    Literal["major", "minor", "patch", "date", "from-source"],
    option("--bump", help="What counts up; patch when not given."),
]
DateFormat = Annotated[
    str | None,
    option(
        "--date-format",
        help="With --bump date: parts of YYYY, YY, MM, DD, HH and mm, and N for what counts up; YYYYMMDD.N.0 when not "
        "given.",
        metavar="FORMAT",
    ),
]
NumberSource = Annotated[
    str | None,
    option("--source", help="With --bump from-source: ID of the image version that has the number.", metavar="ID"),
]
Reserve = Annotated[
    str | None,
    option(
        "--reserve",
        help="Keep the number from others who ask, for this long: 90s, 15m, 2h, 1d.",
        metavar="DURATION",
    ),
]
