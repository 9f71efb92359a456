"""Secrets of applications and service principals: reset, list, delete. They are told once, when they are made."""

from __future__ import annotations

from sig.domain import directory as rules
from sig.domain import directory_views as views
from sig.domain.arm import replace
from sig.domain.directory import Application, PasswordCredential, ServicePrincipal
from sig.domain.errors import DirectoryObjectNotFound, DirectoryRequestInvalid
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.timestamps import from_text
from sig.service import directory, secret_hashes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from sig.service.context import Context
    from sig.store import Transaction, View

    Holder = Application | ServicePrincipal
    Find = Callable[[View, str, str], Holder]

_SECRET = 40  # characters
_LAST_YEAR = 9998


class Lifetime(NamedTuple):
    start: datetime
    end: datetime


def lifetime(now: datetime, years: int | None, end_date: str | None) -> Lifetime:
    """From now to that date, or for so many years, one when nothing is given.

    Raises InvalidParameter for what is no date, DirectoryRequestInvalid for an end that is not in the future.
    """
    end = from_text(end_date, target="endDateTime") if end_date is not None else _years_later(now, years or 1)
    if end <= now:
        raise DirectoryRequestInvalid(
            f"The end of a credential lies after its start: '{shown(end_date or str(years))}' does not.",
            target="endDateTime",
            rule="R310",
        )
    return Lifetime(now, end)


def reset(
    context: Context,
    tenant: str | None,
    text: str,
    find: Find,
    *,
    append: bool = False,
    display_name: str | None = None,
    years: int | None = None,
    end_date: str | None = None,
) -> dict[str, Any]:
    """A new secret, beside those that there are with ``append``, or else in their place.

    ``find`` says what ``text`` names. ``appId``, ``password``, ``tenant``. Raises DirectoryObjectNotFound.
    """
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        found = find(tx, place, text)
        span = lifetime(context.clock.now(), years, end_date)
        made = added(tx, context, place, found, display_name, span, alone=not append)
    return {"appId": found.app_id, "password": made, "tenant": place}


def listed(context: Context, tenant: str | None, text: str, find: Find) -> list[dict[str, Any]]:
    """What is told of the secrets. Raises DirectoryObjectNotFound."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        return [views.credential(one) for one in find(view, place, text).password_credentials]


def delete(context: Context, tenant: str | None, text: str, key_id: str, find: Find) -> None:
    """Make the secret with that key ID worthless. Raises DirectoryObjectNotFound for a key ID that is none of them."""
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        found = find(tx, place, text)
        left = tuple(one for one in found.password_credentials if one.key_id != key_id.lower())
        if len(left) == len(found.password_credentials):
            raise DirectoryObjectNotFound(
                f"No password credential found with keyId '{shown(key_id)}'.",
                target="keyId",
                hint=f"List them: sig ad {_noun(found)} credential list --id {found.app_id}.",
                rule="R310",
            )
        secrets = directory.kept_secrets(tx, place, found)
        secrets.pop(key_id.lower(), None)
        directory.put(tx, context, place, replace(found, password_credentials=left), secrets)


def added(
    tx: Transaction,
    context: Context,
    tenant: str,
    found: Holder,
    display_name: str | None,
    span: Lifetime,
    *,
    alone: bool = False,
) -> str:
    """A new secret of ``found``, which it has ``alone`` from now on, or besides others."""
    secret = _random_secret()
    made = PasswordCredential(
        key_id=context.new_guid(),
        display_name=display_name,
        hint=rules.secret_hint(secret),
        start_date_time=rules.graph_time(span.start),
        end_date_time=rules.graph_time(span.end),
    )
    kept = () if alone else found.password_credentials
    secrets = {} if alone else directory.kept_secrets(tx, tenant, found)
    secrets[made.key_id] = secret_hashes.hashed(secret)
    directory.put(tx, context, tenant, replace(found, password_credentials=(*kept, made)), secrets)
    return secret


def _random_secret() -> str:
    """Letters and digits only, so that it is one word on any command line."""
    from secrets import choice
    from string import ascii_letters, digits

    return "".join(choice(ascii_letters + digits) for _ in range(_SECRET))


def _noun(found: Holder) -> str:
    return "app" if isinstance(found, Application) else "sp"


def _years_later(now: datetime, years: int) -> datetime:
    year = min(now.year + years, _LAST_YEAR)
    try:
        return now.replace(year=year)
    except ValueError:  # the 29th of February
        return now.replace(year=year, day=28)
