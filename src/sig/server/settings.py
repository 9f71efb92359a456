"""What one server is started with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sig.service.clock import Clock, chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sig.domain.access import Caller
    from sig.service.context import Context


class Authenticator(Protocol):
    """Says who sends a request."""

    def caller(self, headers: Mapping[str, str]) -> Caller | None:
        """Whom the ``headers`` (names in lower case) tell, None for the owner. Raises AuthenticationFailed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """``context`` is what every request's own is made from: its store, profile, strictness and simulation count.

    Its subscription stands for paths that name none. The clock is asked for anew with each request: ``fixed_at``
    gives the instant at which it is fixed from outside, None for the clock that the store keeps; ``speed`` is that
    of the simulation. Without an ``authenticator`` everybody is the owner. With ``test_controls`` there are paths
    that reset the store and set its clock and faults.
    """

    context: Context
    fixed_at: Callable[[], datetime | None] = lambda: None
    speed: float = 1.0
    authenticator: Authenticator | None = None
    test_controls: bool = False

    def clock(self, context: Context) -> Clock:
        """The clock of the store of ``context``, as it goes now."""
        return chosen(context.store, self.fixed_at(), self.speed)
