"""What every service call is given: the store, the clock, who asks and under which era."""

from __future__ import annotations

from sig.domain.profile import PROFILE_2021, Profile
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId, gallery_id, group_id
from sig.service.clock import Clock, SystemClock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from sig.domain.access import Caller
    from sig.domain.simulation import Simulation
    from sig.service.rights import KeptRights
    from sig.store import Store


def new_guid() -> str:
    from uuid import uuid4

    return str(uuid4())


# Difference from Azure: Without --as the owner of the store acts, and nothing is asked. Whoever can write the store can
# do everything in it, and take any name; roles show what a principal of Azure could do.
class Context(NamedTuple):
    """``subscription`` is a GUID; ``strict`` demands that groups and sources are registered. Source: DESIGN 10.

    ``simulation`` says how long copies of versions take, None that they take no time. ``caller`` is who asks, None
    for the owner, who may do everything. ``authorization.on_behalf`` puts one in: then ``store`` shows to readers what
    the caller may read, ``behind`` is the store itself, and ``rights`` are what the caller may.
    """

    store: Store
    subscription: str
    clock: Clock = SystemClock()
    profile: Profile = PROFILE_2021
    strict: bool = False
    new_guid: Callable[[], str] = new_guid
    simulation: Simulation | None = None
    caller: Caller | None = None
    behind: Store | None = None
    rights: KeptRights | None = None

    @property
    def whole(self) -> Store:
        """The store with what the caller may not read: for what is decided, counted or shared by it."""
        return self.behind or self.store

    def group(self, name: str) -> ResourceId:
        return group_id(self.subscription, name)

    def gallery(self, group: str, name: str) -> ResourceId:
        return gallery_id(self.subscription, group, name)
