"""What lists of applications and service principals have in common, and what is said about secrets."""

from __future__ import annotations

from sig.cli.session import current, warn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_COLUMNS = {"DisplayName": "displayName", "Id": "id", "AppId": "appId", "CreatedDateTime": "createdDateTime"}


def application_table(items: Any) -> Any:
    """Columns that ``ad app list`` and ``ad sp list`` have in a table."""
    return [{column: item[name] for column, name in _COLUMNS.items()} for item in items]


def tell_more(more: bool) -> None:
    """Say that the list is not the whole of it, if it is not."""
    if more:
        warn("The result is not complete. Give --all for all of them, or a filter.")


def warn_of_secret() -> None:
    """Say that what is printed is to be kept from others; a dry run prints no secret."""
    if current().dry_run:
        return
    warn("The output includes a secret, which is not shown again. Keep it out of code and source control.")
