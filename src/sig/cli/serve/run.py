"""``sig serve run``"""

from __future__ import annotations

import os

from sig.cli.grammar import CommandLineError
from sig.cli.serve.library import of_server
from sig.cli.session import Session, context, current, note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

_LAST_PORT = 65535
_MOST_WORKERS = 64


def command(
    host: opt.ServeHost = "127.0.0.1",
    port: opt.ServePort = 8443,
    cert: opt.Certificate = None,
    key: opt.CertificateKey = None,
    http: opt.PlainHttp = False,
    auth: opt.ServeAuth = "open",
    workers: opt.Workers = 1,
    ready_file: opt.ReadyFile = None,
    request_log: opt.RequestLog = "-",
    test_controls: opt.TestControls = False,
    reset: opt.ResetStore = False,
) -> None:
    """Serve the store over HTTPS as Azure's API does, until it is stopped.

    Examples:
        sig serve run --port 8443
        sig serve run --auth directory
        sig serve run --port 0 --ready-file ready.json --request-log none
        sig serve run --test-controls --reset --workers 2
    """
    _check(port, workers, cert, key, http=http, reset=reset, test_controls=test_controls)
    running = of_server("running")
    session = current()
    plan = running.Plan(
        **_of_settings(session),
        host=host,
        port=port,
        workers=workers,
        certificate=cert,
        key=key,
        plain=http,
        auth=auth,
        request_log=None if request_log == "none" else request_log,
        ready_file=os.path.abspath(ready_file) if ready_file else None,
        test_controls=test_controls,
    )
    running.check(plan)
    if reset:
        from sig.service import emptying

        emptying.empty(context())

    def told(url: str) -> None:
        if not session.quiet:
            note(
                "INFO", f"Serving {url} from store {plan.store}. Clients: sig serve env --port {url.rpartition(':')[2]}"
            )

    running.serve(plan, told)


def _check(
    port: int, workers: int, cert: str | None, key: str | None, *, http: bool, reset: bool, test_controls: bool
) -> None:
    if not 0 <= port <= _LAST_PORT:
        raise CommandLineError(f"argument --port: {port} is not a port: 0 to {_LAST_PORT}")
    if not 1 <= workers <= _MOST_WORKERS:
        raise CommandLineError(f"argument --workers: {workers} processes; 1 to {_MOST_WORKERS} can be had")
    if (cert is None) != (key is None):
        raise CommandLineError("argument --cert: not allowed without argument --key, nor the other way round")
    if http and cert is not None:
        raise CommandLineError("argument --http: not allowed with argument --cert")
    if reset and not test_controls:
        raise CommandLineError("argument --reset: not allowed without argument --test-controls")


def _of_settings(session: Session) -> dict[str, Any]:
    """What the settings and the global options say of the store and of how its service behaves."""
    asked = context()
    settings = session.settings
    store = session.store or settings.store
    return {
        "store": store if store.startswith("memory:") else os.path.abspath(store),
        "subscription": asked.subscription,
        "profile": asked.profile.name,
        "strict": asked.strict,
        "simulation": settings.text("simulation.replication"),
        "speed": settings.speed,
        "now": settings.text("now"),
        "journal_limit": int(settings.text("store.journal_limit") or 0),
    }
