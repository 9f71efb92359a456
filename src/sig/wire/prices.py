"""Price files: dated prices of storage and egress, as JSON or TOML."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sig.domain.costing import ANY, Prices
from sig.domain.errors import InvalidParameter
from sig.domain.names import shown
from sig.domain.regions import canonical


def read(text: str) -> Prices:
    """The prices that ``text`` holds.

    ``date`` and ``currency``; ``storage``: region or ``default``, then storage account type, the price of a GB for a
    month; ``egress``: geography of the source region or ``default``, the price of a GB. Raises InvalidParameter for
    another document, and for one without a date: prices change.
    """
    document = _document(text)
    day = document.get("date")
    if day is None:
        raise _refusal("it has no date", "date")
    try:
        day = day if isinstance(day, date) else date.fromisoformat(str(day))
    except ValueError:
        raise _refusal(f"'{shown(str(day))}' is not a date", "date") from None
    currency = document.get("currency")
    if not isinstance(currency, str) or not currency:
        raise _refusal("it has no currency", "currency")
    storage = {
        place if place == ANY else canonical(place): {
            _kind(kind): _price(price, "storage") for kind, price in of.items()
        }
        for place, of in _table(document, "storage").items()
        if isinstance(of, Mapping) or _not_by_type(place)
    }
    egress = {place: _price(price, "egress") for place, price in _table(document, "egress").items()}
    return Prices(day.isoformat()[:10], currency, storage, egress)


def _document(text: str) -> Mapping[str, Any]:
    try:
        if text.lstrip().startswith("{"):
            document = json.loads(text, parse_float=Decimal, parse_int=Decimal)
        else:
            document = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise _refusal(f"it is neither JSON nor TOML ({shown(str(error))})", "prices") from None
    if not isinstance(document, Mapping):
        raise _refusal("it is no object", "prices")
    return document


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = document.get(name, {})
    if not isinstance(found, Mapping):
        raise _refusal(f"'{name}' is no table", name)
    return found


def _not_by_type(place: str) -> bool:
    raise _refusal(f"the prices of '{shown(place)}' are not given by storage account type", "storage")


def _kind(text: str) -> str:
    from sig.domain.choices import StorageAccountType

    known = {kind.value.casefold(): kind.value for kind in StorageAccountType}
    if text.casefold() not in known:
        raise _refusal(f"'{shown(text)}' is not one of {', '.join(known.values())}", "storage")
    return known[text.casefold()]


def _price(price: Any, target: str) -> Decimal:
    try:
        found = Decimal(price) if not isinstance(price, bool) else Decimal("NaN")
    except (InvalidOperation, TypeError, ValueError):
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        raise _refusal(f"'{shown(str(price))}' is not a price", target)
    return found


def _refusal(fault: str, target: str) -> InvalidParameter:
    return InvalidParameter(
        f"The price file cannot be used: {fault}.",
        target=target,
        hint='It has date = "2026-01-15", currency = "EUR", [storage.default] Standard_LRS = 0.05, '
        "[egress] Europe = 0.02.",
        rule="R257",
    )
