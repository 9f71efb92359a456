"""One run of the command: its global options, and the service context made from them on demand."""

from __future__ import annotations

import sys
from contextlib import contextmanager

from sig.cli.settings import Settings
from sig.domain.records import NamedTuple
from sig.service.clock import Clock, chosen
from sig.service.context import Context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from sig.domain.access import Caller
    from sig.domain.simulation import Simulation
    from sig.service.stores import Opener


class Surroundings(NamedTuple):
    """What a run is part of: how its store is opened, and global options that count where it gives none itself."""

    opened: Opener | None = None
    given: Mapping[str, Any] = {}


_surroundings = Surroundings()


@contextmanager
def surrounded(surroundings: Surroundings) -> Iterator[None]:
    """Every session that is made in the body is part of ``surroundings``; afterwards the session of now is back."""
    global _surroundings  # noqa: PLW0603 - one process runs one command at a time
    before, session = _surroundings, current()
    _surroundings = surroundings
    try:
        yield
    finally:
        _surroundings = before
        start(session)


class Session:
    """One run: its settings, and its global options once they are parsed."""

    def __init__(self, **given: Any) -> None:
        self.settings = Settings()
        self._context: Context | None = None
        self._clock: Clock | None = None
        self._caller: Caller | None = None
        self._given = _surroundings.given
        self.opened: Opener = _surroundings.opened or self._open
        self.runs("", (), {})
        self.choose(**given)

    def choose(
        self,
        *,
        output: str | None = None,
        query: str | None = None,
        subscription: str | None = None,
        as_principal: str | None = None,
        only_show_errors: bool = False,
        verbose: bool = False,
        debug: bool = False,
        store: str | None = None,
        profile: str | None = None,
        dry_run: bool = False,
        detailed_exitcode: bool = False,
    ) -> None:
        """Take the global options as given; ``None`` leaves a question to the settings."""
        around = self._given
        self.output = output
        self.query = query
        self.subscription = subscription or around.get("subscription")
        self.as_principal = as_principal or around.get("as_principal")
        self.only_show_errors = only_show_errors or around.get("only_show_errors", False)
        self.verbose = verbose or around.get("verbose", False)
        self.debug = debug or around.get("debug", False)
        self.store = store or around.get("store")
        self.profile = profile or around.get("profile")
        self.dry_run = dry_run
        self.detailed_exitcode = detailed_exitcode

    def context(self) -> Context:
        """The store, clock, subscription and era that this run works with."""
        if self._context is None:
            self._context = self._make_context()
        return self._context

    def _make_context(self) -> Context:
        from sig.domain.profile import by_name
        from sig.service.accounts import resolve

        settings = self.settings
        store = self.opened(self.store or settings.store)
        strict = settings.flag("strict")
        named = self.subscription or self.default_subscription
        context = Context(
            store=self.signed(store),
            subscription=resolve(store, named, strict=strict, caller=self.caller),
            profile=by_name(self.profile or settings.text("profile") or ""),
            strict=strict,
            clock=self._clock_of(store),
            simulation=_simulation(settings),
        )
        if self.caller is not None:
            from sig.service.authorization import on_behalf

            context = on_behalf(context, self.caller)
        if self.verbose or self.debug:
            note(
                "INFO",
                f"store {store.info().location}, profile {context.profile.name}, subscription {context.subscription}",
            )
        return context

    def runs(self, verb: str, words: Sequence[str], options: Mapping[str, Any]) -> None:
        """Remember the command, which signs what it commits: its verb, its words and its own options as bound."""
        self.verb = verb
        self.words = words
        self.options = options

    def signed(self, store: Any, calls: Sequence[Any] = ()) -> Any:
        """``store``, whose commits are those of the command: a ``Signer``."""
        from sig.service import authors

        principal = self.caller.name if self.caller is not None else authors.OWNER
        return authors.signing(store, self.verb, self.words, self.options, self.clock, calls, principal)

    @property
    def acting(self) -> str | None:
        """Who acts, as the command line or the settings name it; None for the owner."""
        return self.as_principal or self.settings.text("principal")

    @property
    def caller(self) -> Caller | None:
        """Who acts, as the directory knows it; None for the owner. Raises DirectoryObjectNotFound."""
        if self._caller is None and self.acting:
            from sig.service.accounts import home_tenant
            from sig.service.callers import caller

            store = self.opened(self.store or self.settings.store)
            tenant = home_tenant(store, self.subscription or self.default_subscription)
            self._caller = caller(store, self.acting, tenant)
        return self._caller

    def check_open(self) -> None:
        """Raises AuthorizationFailed where the running command is the owner's alone, and somebody else acts."""
        if self.acting:
            from sig.domain.actions import check_open

            check_open(self.verb, self.acting)

    @property
    def clock(self) -> Clock:
        """The clock of this run, made when it is first asked for."""
        return self._clock or self._clock_of(self.opened(self.store or self.settings.store))

    def _clock_of(self, store: Any) -> Clock:
        if self._clock is None:
            self._clock = chosen(store, _fixed_at(self.settings), self.settings.speed, self.signed)
        return self._clock

    def _open(self, location: str) -> Any:
        from sig.service.stores import opened

        return opened(location, int(self.settings.text("store.journal_limit") or 0))

    @property
    def default_subscription(self) -> str:
        return self.settings.text("defaults.subscription") or ""

    @property
    def quiet(self) -> bool:
        return self.only_show_errors or self.settings.flag("core.only_show_errors")


_current = Session()


def start(session: Session) -> None:
    """Make ``session`` the one that verbs work in."""
    global _current  # noqa: PLW0603 - one process runs one command
    _current = session


def current() -> Session:
    return _current


def context(at: str | None = None) -> Context:
    """The service context of the running command; with ``at``, one of the store as it was then."""
    if at is None:
        return _current.context()
    from sig.service import history

    return history.at(_current.context(), at)


def warn(message: str) -> None:
    """Say something on stderr that is no refusal, unless only errors are wanted."""
    if not _current.quiet:
        note("WARNING", message)


def note(level: str, message: str) -> None:
    print(f"{level}: {message}", file=sys.stderr)  # noqa: T201 - the one place that speaks besides results and errors


def _fixed_at(settings: Settings) -> datetime | None:
    text = settings.text("now")
    if not text:
        return None
    from sig.domain.timestamps import from_text

    return from_text(text, target="SIG_NOW")


def _simulation(settings: Settings) -> Simulation | None:
    text = settings.text("simulation.replication")
    if text in (None, "immediate"):
        return None
    from sig.domain.simulation import parse

    return parse(text or "")
