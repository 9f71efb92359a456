"""``sig account set``"""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.session import context, current


def command() -> None:
    """Make a subscription the one that commands use: --subscription NAME-or-ID.

    Examples:
        sig account set --subscription sig
        sig account set --subscription 00000000-0000-0000-0000-000000000000
    """
    session = current()
    if session.subscription is None:
        raise UsageError("the following arguments are required: --subscription", hint="Give a name or an ID.")
    session.settings.change("defaults.subscription", context().subscription, local=False)
