"""What every service call is given: the store, the clock, who asks and under which era."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sig.domain.profile import PROFILE_2021, Profile
from sig.domain.resource_id import ResourceId, gallery_id, group_id
from sig.service.clock import Clock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from sig.domain.simulation import Simulation
    from sig.store import Store


def new_guid() -> str:
    from uuid import uuid4

    return str(uuid4())


# Difference from Azure: Nobody is refused for want of rights. Whoever can write the store can do everything in it.
class Context(NamedTuple):
    """``subscription`` is a GUID; ``strict`` demands that groups and sources are registered. Source: DESIGN 10.

    ``simulation`` says how long copies of versions take, None that they take no time.
    """

    store: Store
    subscription: str
    clock: Clock = SystemClock()
    profile: Profile = PROFILE_2021
    strict: bool = False
    new_guid: Callable[[], str] = new_guid
    simulation: Simulation | None = None

    def group(self, name: str) -> ResourceId:
        return group_id(self.subscription, name)

    def gallery(self, group: str, name: str) -> ResourceId:
        return gallery_id(self.subscription, group, name)
