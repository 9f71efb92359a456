"""Lists over all subscriptions, for ``--all-subscriptions``."""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.session import context, current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from sig.service.context import Context
    from sig.service.paging import Listing, Page


def listed(ask: Callable[[Context], Listing], page: Page | None = None, *, at: str | None = None) -> Listing:
    """What ``ask`` answers in each subscription, as one list. Raises UsageError beside ``--subscription``."""
    if current().subscription is not None:
        raise UsageError(
            "incorrect usage: --all-subscriptions | --subscription", hint="One list is of all, or of one subscription."
        )
    from sig.service import across

    return across.listed(context(at), ask, page)
