"""What every service call is given: the store, the clock, who asks and under which era."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sig.domain.profile import PROFILE_2021, Profile
from sig.domain.resource_id import ResourceId, gallery_id, group_id
from sig.service.clock import Clock, SystemClock
from sig.store import Store


def new_guid() -> str:
    from uuid import uuid4

    return str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``subscription`` is a GUID; ``strict`` demands that groups and sources are registered. Source: DESIGN 10."""

    store: Store
    subscription: str
    clock: Clock = field(default_factory=SystemClock)
    profile: Profile = PROFILE_2021
    strict: bool = False
    new_guid: Callable[[], str] = new_guid

    def group(self, name: str) -> ResourceId:
        return group_id(self.subscription, name)

    def gallery(self, group: str, name: str) -> ResourceId:
        return gallery_id(self.subscription, group, name)
