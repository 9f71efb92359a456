"""One run of the command: its global options, and the service context made from them on demand."""

import sys
from typing import TYPE_CHECKING, Any

from sig.cli.settings import Settings
from sig.service import clock
from sig.service.context import Context

if TYPE_CHECKING:
    from datetime import datetime

    from sig.domain.simulation import Simulation


class Session:
    """One run: its settings, and its global options once they are parsed."""

    def __init__(self, **given: Any) -> None:
        self.settings = Settings()
        self._context: Context | None = None
        self.choose(**given)

    def choose(
        self,
        *,
        output: str | None = None,
        query: str | None = None,
        subscription: str | None = None,
        only_show_errors: bool = False,
        verbose: bool = False,
        debug: bool = False,
        store: str | None = None,
        profile: str | None = None,
    ) -> None:
        """Take the global options as given; ``None`` leaves a question to the settings."""
        self.output = output
        self.query = query
        self.subscription = subscription
        self.only_show_errors = only_show_errors
        self.verbose = verbose
        self.debug = debug
        self.store = store
        self.profile = profile

    def context(self) -> Context:
        """The store, clock, subscription and era that this run works with."""
        if self._context is None:
            self._context = self._make_context()
        return self._context

    def _make_context(self) -> Context:
        from sig.domain.profile import by_name
        from sig.service.accounts import resolve
        from sig.service.stores import opened

        settings = self.settings
        store = opened(self.store or settings.store)
        strict = settings.flag("strict")
        context = Context(
            store=store,
            subscription=resolve(store, self.subscription or self.default_subscription, strict=strict),
            profile=by_name(self.profile or settings.text("profile") or ""),
            strict=strict,
            clock=clock.chosen(store, _fixed_at(settings), settings.speed),
            simulation=_simulation(settings),
        )
        if self.verbose or self.debug:
            note(
                "INFO",
                f"store {store.info().location}, profile {context.profile.name}, subscription {context.subscription}",
            )
        return context

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


def context() -> Context:
    """The service context of the running command."""
    return _current.context()


def warn(message: str) -> None:
    """Say something on stderr that is no refusal, unless only errors are wanted."""
    if not _current.quiet:
        note("WARNING", message)


def note(level: str, message: str) -> None:
    print(f"{level}: {message}", file=sys.stderr)  # noqa: T201 - the one place that speaks besides results and errors


def _fixed_at(settings: Settings) -> "datetime | None":
    text = settings.text("now")
    if not text:
        return None
    from sig.domain.timestamps import from_text

    return from_text(text, target="SIG_NOW")


def _simulation(settings: Settings) -> "Simulation | None":
    text = settings.text("simulation.replication")
    if text in (None, "immediate"):
        return None
    from sig.domain.simulation import parse

    return parse(text or "")
