"""How many replicas a deployment needs in each region, by the rules of the service. Source: SPEC §5.1, §2.8."""

from __future__ import annotations

from sig.domain import regions
from sig.domain.errors import InvalidParameter
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sig.domain.profile import Profile
    from sig.domain.regions import Region

MANAGED_IMAGE_SCALE_SET_VMS = 600
"""The most instances of a scale set made from a managed image instead of a gallery's. Source: SPEC §2.8."""

_VERSION_TYPE = "Microsoft.Compute/galleries/images/versions"


class Need(NamedTuple):
    """What is created at once in a region: VMs outside scale sets, and scale sets."""

    region: Region
    vms: int = 0
    scale_sets: int = 0


class RegionPlan(NamedTuple):
    """The replicas of one region. ``needed`` is the rule's least, ``advised`` the best practice's, ``limit`` the most.

    ``replicas`` is what is advised as far as the limit goes; ``advice`` says what to do about the rest.
    """

    need: Need
    needed: int
    advised: int
    replicas: int
    limit: int
    reason: str
    advice: tuple[str, ...]

    @property
    def is_within_limit(self) -> bool:
        return self.advised <= self.limit


def needs(vms: Iterable[tuple[str, int]], scale_sets: Iterable[tuple[str, int]]) -> list[Need]:
    """What is created in each region, in the order in which they are first named; counts of one region add up.

    Raises LocationNotAvailable for no region, InvalidParameter for less than one of a kind.
    """
    found: dict[str, Need] = {}
    for counts, kind, what in ((vms, "vms", "VMs"), (scale_sets, "scale_sets", "scale sets")):
        for text, count in counts:
            region = regions.require(text, _VERSION_TYPE, target="region")
            if count < 1:
                raise InvalidParameter(
                    f"{count} {what} were asked for in {region.name}; ask for 1 or more.",
                    target=kind,
                    hint="Leave a region out in which nothing is created.",
                    rule="R258",
                )
            before = found.get(region.name, Need(region))
            found[region.name] = before._replace(**{kind: getattr(before, kind) + count})
    if not found:
        raise InvalidParameter(
            "There is nothing to plan for: no VMs and no scale sets.",
            target="vms",
            hint="Say what is created at once: --vms westeurope=600, --vmss westeurope=3.",
            rule="R258",
        )
    return list(found.values())


def check_scale_set_size(instances: int | None, profile: Profile) -> None:
    """Raises InvalidParameter for more instances than one scale set takes. Source: SPEC §2.8."""
    limit = profile.max_scale_set_vms
    if instances is not None and not 1 <= instances <= limit:
        raise InvalidParameter(
            f"A scale set made from a gallery image has 1 to {limit:,} instances; {instances:,} were asked for.",
            target="instances",
            hint=f"Divide them among {-(-instances // limit)} scale sets; from a managed image one takes "
            f"{MANAGED_IMAGE_SCALE_SET_VMS} only."
            if instances > limit
            else "Give 1 or more.",
            rule="R259",
        )


def plan(need: Need, profile: Profile) -> RegionPlan:
    """The replicas of one region: so many VMs to a replica, and one replica to each scale set created at once."""
    needed = max(1, -(-need.vms // profile.vms_per_replica) + need.scale_sets)
    by_practice = -(-need.vms // profile.advised_vms_per_replica) + need.scale_sets
    advised = max(needed, by_practice, profile.advised_replicas)
    limit = profile.max_replicas
    return RegionPlan(
        need=need,
        needed=needed,
        advised=advised,
        replicas=min(advised, limit),
        limit=limit,
        reason=_reason(need, needed, advised, profile),
        advice=_advice(need, advised, profile) if advised > limit else (),
    )


def target_regions(plans: Sequence[RegionPlan]) -> str:
    """The words for ``--target-regions``."""
    return " ".join(f"{plan.need.region.name}={plan.replicas}" for plan in plans)


def _reason(need: Need, needed: int, advised: int, profile: Profile) -> str:
    causes = []
    if need.vms:
        causes.append(f"1 for each {profile.vms_per_replica} of {_counted(need.vms, 'VM')} created at once")
    if need.scale_sets:
        causes.append(f"1 for each of {_counted(need.scale_sets, 'scale set')} created at once")
    reason = f"{needed}: {', and '.join(causes)}."
    if advised > needed:
        practice = f"1 for each {profile.advised_vms_per_replica} VMs, and {profile.advised_replicas} or more"
        reason += f" {advised} by best practice: {practice}."
    return reason


def _advice(need: Need, advised: int, profile: Profile) -> tuple[str, ...]:
    limit = profile.max_replicas
    parts = -(-advised // limit)
    ways = [
        f"publish the image as {parts} versions, and deploy a part of the VMs from each",
        f"deploy to {parts} regions",
        f"create no more than {limit * profile.advised_vms_per_replica} VMs at once",
    ]
    if not need.vms:
        ways[2] = f"create no more than {limit} scale sets at once"
    return tuple(ways)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
