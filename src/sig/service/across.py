"""One list over all subscriptions of the store, each item with the subscription that it is of."""

from __future__ import annotations

from sig.domain.errors import AuthorizationFailed, ResourceGroupNotFound, SigError
from sig.service import accounts
from sig.service.paging import Listing, Page, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.service.context import Context

MEMBER = "subscriptionId"
# What one subscription does not answer is not in the list; it does not keep the others from answering.
_SILENT = (AuthorizationFailed, ResourceGroupNotFound)


def listed(context: Context, ask: Callable[[Context], Listing], page: Page | None = None) -> Listing:
    """What ``ask`` answers in each subscription, in the order of ``account list``, as one list in pages.

    ``ask`` is given the context of a subscription and answers all that is there; what comes in pages has IDs. Each
    item gets a member ``subscriptionId``. Raises what the first subscription refuses if all of them refuse to answer.
    """
    items: list[dict[str, Any]] = []
    remarks: list[str] = []
    refusals: list[SigError] = []
    subscriptions = [entry["id"] for entry in accounts.listed(context, context.subscription)]
    for subscription in subscriptions:
        try:
            found = ask(context._replace(subscription=subscription))
        except _SILENT as refusal:
            refusals.append(refusal)
            continue
        items += [{MEMBER: subscription, **item} for item in found.items]
        remarks += [found.remark] if found.remark else []
    if refusals and len(refusals) == len(subscriptions):
        raise refusals[0]
    token = None
    if page is not None:
        by_id = {str(item["id"]): item for item in items}
        keys, token = selected(list(by_id), page)
        items = [by_id[key] for key in keys]
    return Listing(items, token, remarks[0] if remarks and not items else None)
