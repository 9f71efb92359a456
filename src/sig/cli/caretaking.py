"""What the verbs that look after a whole store have in common."""

from __future__ import annotations

from sig.cli.session import current
from sig.service.accounts import DEFAULT_SUBSCRIPTION
from sig.service.context import Context


def caretaker() -> Context:
    """A context with the store and the clock of this run, made without reading the store: it may be damaged."""
    session = current()
    store = session.signed(session.opened(session.store or session.settings.store))
    return Context(store=store, subscription=DEFAULT_SUBSCRIPTION, clock=session.clock)
