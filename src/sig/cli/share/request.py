"""What the options of share verbs say, as sharing groups."""

from collections.abc import Sequence

from sig.cli.grammar import UsageError
from sig.domain.sharing import SharingGroup
from sig.service.shares import groups_of


def asked_groups(subscriptions: Sequence[str] | None, tenants: Sequence[str] | None) -> list[SharingGroup]:
    """The groups named. Raises UsageError, as az does, when none is. Source: SPEC §3.9."""
    if not subscriptions and not tenants:
        raise UsageError(
            "At least one of subscription ids or tenant ids must be provided.",
            hint="Give --subscription-ids or --tenant-ids.",
        )
    return groups_of(subscriptions or (), tenants or ())
