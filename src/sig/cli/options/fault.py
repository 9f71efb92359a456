"""The options of faults."""

from typing import Annotated

from sig.cli.options.shape import argument, option
from sig.domain.faults import DEFAULT_SEED, LAG_SECONDS, PROGRESS, FaultKind

_WHAT, _HOW_OFTEN, _DETAILS = "What it hits", "How often", "What happens then"

FaultKindName = Annotated[FaultKind, option("--kind", "-k", help="What goes wrong.")]
FaultVerb = Annotated[
    str,
    option(
        "--verb",
        help="Shell pattern over noun and verb: 'image-version create', 'gallery *', '* delete'; any when not given.",
        group=_WHAT,
        metavar="PATTERN",
    ),
]
FaultResource = Annotated[
    str,
    option(
        "--resource",
        help="Shell pattern over names from the right or over the whole resource ID: '2.*', 'Contoso/ubuntu/2.*', "
        "'*/resourceGroups/images/*'; any when not given.",
        group=_WHAT,
        metavar="PATTERN",
    ),
]
FaultRegion = Annotated[
    str | None,
    option(
        "--region",
        help="The region that is copied to or, where a command fails, the location of the resource.",
        group=_WHAT,
        completer="region",
    ),
]
FaultTimes = Annotated[
    int | None,
    option("--times", help="How often it strikes; until it is removed when not given.", group=_HOW_OFTEN),
]
FaultProbability = Annotated[
    float | None,
    option(
        "--probability",
        help="The chance that it strikes, more than 0 and at most 1; always when not given.",
        group=_HOW_OFTEN,
        metavar="CHANCE",
    ),
]
FaultSeed = Annotated[
    str | None,
    option(
        "--seed",
        help=f"What the chance is drawn from; {DEFAULT_SEED} when not given. The same seed fails the same attempts.",
        group=_HOW_OFTEN,
    ),
]
FaultMessage = Annotated[
    str | None,
    option("--message", help="What is said instead of the service's words, or why a copy failed.", group=_DETAILS),
]
FaultProgress = Annotated[
    int | None,
    option(
        "--progress",
        help=f"Percent at which a copy stops, 0 to 99; {PROGRESS} when not given.",
        group=_DETAILS,
        metavar="PERCENT",
    ),
]
FaultSeconds = Annotated[
    str | None,
    option(
        "--seconds",
        help=f"How long a deleted child lags behind: 60s, 2m; {LAG_SECONDS:.0f}s when not given.",
        group=_DETAILS,
        metavar="DURATION",
    ),
]
FaultNumbers = Annotated[list[int], argument("NUMBER", help="The numbers of the faults.", completer="fault")]
