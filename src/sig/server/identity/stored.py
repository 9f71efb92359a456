"""The directory of the store, as logins and requests ask it: who that is, and whether the secret is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain.errors import DirectoryObjectNotFound, DirectoryRequestInvalid
from sig.domain.names import is_guid
from sig.server.identity.accounts import LoginRefusedError
from sig.server.identity.tokens import Subject
from sig.service import callers, directory
from sig.service.accounts import DEFAULT_TENANT

if TYPE_CHECKING:
    from sig.domain.access import Caller
    from sig.server.settings import ServerSettings


# Difference from Azure: A token of the server speaks in every tenant. Azure gives one for each tenant; clients that log
# in by a path without a tenant, as az does here, name none.
class StoredDirectory:
    """The users and applications of the store that is served; its clock says which secrets are valid.

    Where no tenant is asked for ("") people log in at home.
    """

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._store = settings.context.store

    def application(self, client: str, tenant: str) -> Subject | None:
        """The service principal of the application with that ID; a name is none, however few have it."""
        return self._subject(client, tenant) if is_guid(client) else None

    def user(self, name: str, tenant: str) -> Subject | None:
        """The user of that principal name. Raises LoginRefusedError for one who is disabled."""
        if "@" not in name:
            return None
        try:
            return self._subject(name, tenant)
        except DirectoryRequestInvalid:
            raise LoginRefusedError("invalid_grant", 50057, "The user account is disabled.") from None

    def verify_secret(self, subject: Subject, secret: str) -> bool:
        now = self._settings.clock(self._settings.context).now()
        with self._store.reading() as view:
            return directory.verify_secret(view, subject.name, secret, now)

    def caller(self, claims: dict[str, Any]) -> Caller | None:
        """For whom an access token speaks; None for who is gone, disabled, or another one of the same name."""
        try:
            found = callers.caller(self._store, claims["oid"], DEFAULT_TENANT)
        except (DirectoryObjectNotFound, DirectoryRequestInvalid):
            return None
        return found if found.object_id == claims["oid"] else None

    def _subject(self, text: str, tenant: str) -> Subject | None:
        try:
            found = callers.caller(self._store, text, tenant or DEFAULT_TENANT)
        except DirectoryObjectNotFound:
            return None
        is_there = not tenant or tenant in found.memberships
        if found.client.casefold() != text.casefold() or not is_there:
            return None
        return Subject(found.client, found.object_id, tenant or found.tenant, is_user=not is_guid(found.client))
