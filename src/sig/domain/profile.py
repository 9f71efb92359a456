"""The two eras of the service: every figure and default that changed since 2021, as data."""

from __future__ import annotations

from sig.domain.errors import InvalidParameter
from sig.domain.records import NamedTuple


class Profile(NamedTuple):
    """The figures of one era. Source: SPEC, the two eras, §2.8.

    Replicas are per version and region, sizes GB; galleries, definitions and versions per subscription and region.
    """

    name: str
    max_replicas: int
    max_disk_gb: int
    max_shallow_disk_gb: int
    hyper_v_generation: str
    trusted_launch_by_default: bool
    retention_is_editable: bool
    vms_per_replica: int
    warns_of_future_defaults: bool
    advised_vms_per_replica: int  # best practice, where that asks for more than the rule
    advised_replicas: int  # best practice in production, whatever the number of VMs
    max_galleries: int = 100
    max_definitions: int = 1_000
    max_versions: int = 10_000
    max_scale_set_vms: int = 1_000


# Difference from Azure: Without being told otherwise, figures and defaults are those of 2021. At most 10 replicas per
# region, disks of 1 TB, Hyper-V generation V1, 7 days of retention. Profile current has today's: 100 replicas, 2 TB (32
# TB shallow), V2 with trusted launch, any retention.
PROFILE_2021 = Profile(
    name="2021",
    max_replicas=10,
    max_disk_gb=1024,
    max_shallow_disk_gb=1024,
    hyper_v_generation="V1",
    trusted_launch_by_default=False,
    retention_is_editable=False,
    vms_per_replica=20,
    warns_of_future_defaults=False,
    advised_vms_per_replica=20,
    advised_replicas=1,
)
CURRENT = Profile(
    name="current",
    max_replicas=100,
    max_disk_gb=2048,
    max_shallow_disk_gb=32768,
    hyper_v_generation="V2",
    trusted_launch_by_default=True,
    retention_is_editable=True,
    vms_per_replica=50,
    warns_of_future_defaults=True,
    advised_vms_per_replica=20,
    advised_replicas=3,
)
PROFILES = {profile.name: profile for profile in (PROFILE_2021, CURRENT)}


def by_name(name: str) -> Profile:
    """The profile called ``name``. Raises InvalidParameter for another word."""
    try:
        return PROFILES[name.strip().lower()]
    except KeyError:
        raise InvalidParameter(
            f"'{name}' is not a profile. Profiles: {', '.join(PROFILES)}.", target="profile", rule="R121"
        ) from None
