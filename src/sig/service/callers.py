"""Who asks: the user or application that ``--as`` names, with all that speaks for it in every tenant."""

from __future__ import annotations

from sig.domain.access import Caller
from sig.domain.directory import Application, Group, ServicePrincipal, User
from sig.domain.errors import DirectoryRequestInvalid
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.service import directory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from sig.store import Store, View


class _Person(NamedTuple):
    """A user with the tenant that it is of."""

    tenant: str
    user: User


class _Everybody(NamedTuple):
    """Who there is in all tenants: each with its tenant, applications by their application IDs."""

    people: list[_Person]
    applications: dict[str, tuple[str, Application]]
    services: list[tuple[str, ServicePrincipal]]

    def home(self, person: _Person) -> _Person:
        """Who a guest stands for; the guest itself where that one is gone, and anybody else too."""
        home = person.user.guest_of
        if home is None:
            return person
        return next((one for one in self.people if (one.tenant, one.user.id) == (home.tenant_id, home.id)), person)

    def names(self) -> Iterator[str]:
        for person in self.people:
            yield from (person.user.user_principal_name, person.user.display_name)
        for app_id, (_, application) in self.applications.items():
            yield from (app_id, application.display_name)


def caller(store: Store, text: str, default_tenant: str) -> Caller:
    """The user or application that ``text`` names.

    That is a user principal name, the ID of a user, service principal or application, or a display name that one of
    them has; of several in different tenants the one in ``default_tenant`` is meant. A guest is who it stands for.

    Raises DirectoryObjectNotFound; DirectoryRequestInvalid for a name of several, and for who cannot sign in.
    """
    with store.reading() as view:
        everybody = _everybody(view)
        person, app_id = _found(everybody, text, default_tenant)
        if person is not None:
            return _user(view, everybody, everybody.home(person))
        if app_id in everybody.applications:
            return _application(view, everybody, app_id)
        _refuse_group(view, text)
        raise directory.missing(text, everybody.names())


def _everybody(view: View) -> _Everybody:
    tenants = directory.tenants(view)
    return _Everybody(
        [_Person(tenant, user) for tenant in tenants for user in directory.each(view, tenant, User)],
        {one.app_id: (tenant, one) for tenant in tenants for one in directory.each(view, tenant, Application)},
        [(tenant, one) for tenant in tenants for one in directory.each(view, tenant, ServicePrincipal)],
    )


def _found(everybody: _Everybody, text: str, default_tenant: str) -> tuple[_Person | None, str]:
    """The person of that name or ID, or the ID of the application; neither for a name that nobody has."""
    wanted = text.casefold()
    for person in everybody.people:
        if wanted in (person.user.user_principal_name.casefold(), person.user.id):
            return person, ""
    for _, service in everybody.services:
        if wanted in (service.id, service.app_id):
            return None, service.app_id
    if wanted in everybody.applications:
        return None, wanted
    return _called(everybody, text, default_tenant)


def _called(everybody: _Everybody, name: str, default_tenant: str) -> tuple[_Person | None, str]:
    """The one with that display name. Raises DirectoryRequestInvalid where several have it."""
    wanted = name.casefold()
    found: dict[str, tuple[str, _Person | None, str]] = {}
    for person in everybody.people:
        if person.user.display_name.casefold() == wanted:
            home = everybody.home(person)
            found[home.user.id] = (home.tenant, home, "")
    for app_id, (tenant, application) in everybody.applications.items():
        if application.display_name.casefold() == wanted:
            found[app_id] = (tenant, None, app_id)
    meant = [one for one in found.values() if one[0] == default_tenant] or list(found.values())
    if len(meant) > 1:
        raise directory.several(name, found)
    return meant[0][1:] if meant else (None, "")


def _user(view: View, everybody: _Everybody, home: _Person) -> Caller:
    name = home.user.user_principal_name
    if not home.user.account_enabled:
        raise DirectoryRequestInvalid(
            f"The account of '{shown(name)}' is disabled, and nothing can be done in its name.",
            hint=f"Enable it: sig ad user update --id {home.user.id} --account-enabled true.",
            rule="R314",
        )
    own = [person for person in everybody.people if everybody.home(person) == home]
    return Caller(
        name=name,
        client=name,
        object_id=home.user.id,
        tenant=home.tenant,
        memberships={person.tenant: _speaking(view, person.tenant, person.user.id) for person in own},
    )


def _application(view: View, everybody: _Everybody, app_id: str) -> Caller:
    tenant, application = everybody.applications[app_id]
    own = {place: service for place, service in everybody.services if service.app_id == app_id}
    if not own:
        raise DirectoryRequestInvalid(
            f"Application '{shown(application.display_name)}' ({app_id}) has no service principal in any tenant, and "
            "nothing can be done in its name.",
            hint=f"Make one: sig ad sp create --id {app_id}.",
            rule="R314",
        )
    return Caller(
        name=application.display_name,
        client=app_id,
        object_id=own.get(tenant, next(iter(own.values()))).id,
        tenant=tenant,
        memberships={place: _speaking(view, place, service.id) for place, service in own.items()},
    )


def _speaking(view: View, tenant: str, object_id: str) -> frozenset[str]:
    return directory.memberships(view, tenant, object_id) | {object_id}


def _refuse_group(view: View, text: str) -> None:
    """Raises DirectoryRequestInvalid for the name or ID of a group."""
    wanted = text.casefold()
    for tenant in directory.tenants(view):
        for group in directory.each(view, tenant, Group):
            if wanted in (group.id, group.display_name.casefold()):
                raise DirectoryRequestInvalid(
                    f"'{shown(text)}' is a group, and nothing can be done in the name of a group.",
                    hint=f"Name one of its members: sig ad group member list -g {group.id}.",
                    rule="R314",
                )
