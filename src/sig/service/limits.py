"""Limits on how much a subscription holds in a region: kept when something is created, and listed."""

from __future__ import annotations

from sig.domain import limits
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import documents
from sig.service.operations import in_region, operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sig.domain.limits import Quota
    from sig.service.context import Context
    from sig.store import Transaction, View

UNCOUNTED = 100


# Difference from Azure: What comes into the store by other ways than `sig` is counted late. After a count, up to 100
# more are created in a region without another one, so files that git or a copy brings can take a subscription past its
# limit by as many.
def check(tx: Transaction, context: Context, identifier: ResourceId, location: str) -> None:
    """Raises QuotaExceeded where one more resource like ``identifier`` is one too many. Source: SPEC R015, §2.8.

    Counting takes longer the more there is, and a create must not. So a count is used up first: it leaves a note of
    how many more the region takes, each create takes one off, and the next count is due when none is left. Source:
    docs/adr/0010-counting-for-limits.md.
    """
    quota = limits.quota_of(identifier.type)
    limit = quota.limit(context.profile)
    key = f"{identifier.subscription.casefold()} {quota.name} {location} {limit}"
    room = min(tx.note(key) or 0, UNCOUNTED)
    if room <= 0:
        room = min(UNCOUNTED, limit - _counted(tx, quota, identifier.subscription, location, limit))
        if room <= 0:
            raise limits.refuse(quota, limit - room, context.profile, location)
    tx.leave_note(key, room - 1)


@operation("usage list", in_region, asks_azure=False)
def usages(context: Context, location: str | None = None) -> list[dict[str, Any]]:
    """How much of each limit is in use in a region, or in each that something is in. Raises LocationNotAvailable."""
    from sig.domain import regions

    wanted = regions.require(location, f"{COMPUTE}/locations/usages").name if location else None
    counts: dict[str, dict[str, int]] = {wanted: {}} if wanted else {}
    with context.whole.reading() as view:
        for quota in limits.QUOTAS:
            for found in _locations(view, quota, context.subscription):
                if wanted in (None, found):
                    in_region = counts.setdefault(found, {})
                    in_region[quota.name] = in_region.get(quota.name, 0) + 1
    return [
        limits.usage(quota, in_region.get(quota.name, 0), context.profile, region)
        for region, in_region in sorted(counts.items())
        for quota in limits.QUOTAS
    ]


def _counted(view: View, quota: Quota, subscription: str, location: str, limit: int) -> int:
    """How many there are in the region; some more may be said where all regions together are below the limit."""
    bound = view.at_most(ResourceId.of_subscription(subscription), quota.collections)
    if bound < limit:
        return bound
    return sum(found == location for found in _locations(view, quota, subscription))


def _locations(view: View, quota: Quota, subscription: str) -> Iterator[str]:
    """The location of each resource that counts, read one at a time."""
    holders = [ResourceId.of_subscription(subscription)]
    *above, last = quota.collections
    for collection in above:
        holders = [
            holder.child(collection, name)
            for holder in holders
            for name in ([COMPUTE] if collection == "providers" else view.folders(holder, collection))
        ]
    for holder in holders:
        for _, document in documents.each(view, holder, last):
            yield documents.body(document)["location"]
