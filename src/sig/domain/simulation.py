"""How long the copies of a version take: the simulation that the user chose."""

from __future__ import annotations

from sig.domain import durations, regions
from sig.domain.errors import InvalidParameter
from sig.domain.names import shown
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.domain.regions import Region

IMMEDIATE = "immediate"
SETTING = "simulation.replication"
MOST_POLLS = 10_000

MIB_PER_SECOND = 64
"""The rate of ``size``: 30 GB take 480 s, near the median of 466 s that creating a version in one region took."""

ASSUMED_GB = 30
"""What ``size`` takes for disks whose size nobody told."""

SAME_GEOGRAPHY_SECONDS = 60
OTHER_GEOGRAPHY_SECONDS = 180
"""What ``size`` adds for the way to another region, in the same geography and beyond."""

_MIB_PER_GB = 1024
_EVERYWHERE = "*"


class Length(NamedTuple):
    """How long one copy takes: ``seconds`` of Azure's time, or that many reads of the version."""

    seconds: float = 0.0
    polls: int = 0


class Simulation(NamedTuple):
    """``seconds`` per region by its name, ``*`` for the others; or a rate in MiB per second; or a number of reads."""

    seconds: dict[str, float] = {}  # noqa: RUF012 - of a NamedTuple: a default, not a shared attribute
    mib_per_second: float | None = None
    polls: int = 0

    def length(self, region: Region, home: Region, size_gb: int, *, is_shallow: bool = False) -> Length:
        """How long a version of ``size_gb`` (0 = unknown) takes to ``region`` from ``home``; a shallow one copies none.

        Source: SPEC §5.2; the figures are ours.
        """
        if self.polls:
            return Length(polls=self.polls)
        if self.mib_per_second is None:
            return Length(self.seconds.get(region.name, self.seconds.get(_EVERYWHERE, 0.0)))
        copied = 0 if is_shallow else (size_gb or ASSUMED_GB) * _MIB_PER_GB / self.mib_per_second
        return Length(copied + _distance(region, home))


# Difference from Azure: How long replication takes is what you say. It takes no time unless simulation.replication
# gives it some; the copies then run side by side, all from the moment of the command, and only those to new regions
# take time. Galleries, definitions and deletions take none.
def parse(text: str) -> Simulation | None:
    """The simulation that ``text`` describes, None for one that takes no time.

    ``immediate``; a duration for every region (``8m``); ``regions:westus=2m,*=10m``, where regions not
    named take no time without ``*``; ``polls:3``, done when the version is read for the third time; ``size``
    or ``size:MIB_PER_SECOND``, by the size of its disks. Raises InvalidParameter.
    """
    kind, colon, rest = text.strip().partition(":")
    kind = kind.lower()
    if kind == IMMEDIATE and not colon:
        return None
    if kind == "regions" and colon:
        return Simulation(dict(map(_of_region, filter(None, map(str.strip, rest.split(","))))))
    if kind == "polls" and colon:
        return Simulation(polls=_number(rest, text, MOST_POLLS))
    if kind == "size":
        return Simulation(mib_per_second=_number(rest, text, 10**6) if colon else MIB_PER_SECOND)
    if colon or not kind[:1].isdigit():
        raise _refused(text)
    return Simulation({_EVERYWHERE: durations.parse(text, target=SETTING)})


def _of_region(word: str) -> tuple[str, float]:
    name, equals, length = (part.strip() for part in word.partition("="))
    if not equals:
        raise _refused(word)
    if name != _EVERYWHERE:
        name = regions.require(name, "Microsoft.Compute/galleries/images/versions", target=SETTING).name
    return name, durations.parse(length, target=SETTING)


def _number(word: str, text: str, most: int) -> int:
    if not (word.strip().isdecimal() and word.isascii() and 1 <= int(word) <= most):
        raise _refused(text)
    return int(word)


def _distance(region: Region, home: Region) -> float:
    if region.name == home.name:
        return 0.0
    return SAME_GEOGRAPHY_SECONDS if region.geography == home.geography else OTHER_GEOGRAPHY_SECONDS


def _refused(text: str) -> InvalidParameter:
    return InvalidParameter(
        f"'{shown(text)}' is not a simulation of replication.",
        target=SETTING,
        hint="Write immediate, a duration (8m), regions:westus=2m,*=10m, polls:3, or size.",
        rule="R156",
    )
