"""Service principals of a tenant: create, also with a registration and roles, list, show, delete."""

from __future__ import annotations

from sig.domain import directory as rules
from sig.domain import directory_views as views
from sig.domain.directory import PrincipalType, ServicePrincipal
from sig.domain.errors import DirectoryObjectExists, DirectoryRequestDenied, DirectoryRequestInvalid
from sig.domain.names import shown
from sig.service import applications, credentials, directory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.domain.directory import Application
    from sig.service.context import Context
    from sig.store import Transaction, View


def create(context: Context, tenant: str | None, text: str) -> dict[str, Any]:
    """The service principal of an application in the tenant.

    ``text`` is the application ID, or for an application of the tenant itself also its ID or identifier URI.
    Raises DirectoryRequestInvalid for an application that is nowhere, DirectoryRequestDenied for one that another
    tenant keeps to itself, DirectoryObjectExists for a second one.
    """
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        home, application = _application(tx, place, text)
        if home != place and not rules.is_multi_tenant(application.sign_in_audience):
            raise DirectoryRequestDenied(
                "When using this permission, the backing application of the service principal being created must in "
                "the local tenant.",
                target="appId",
                hint=f"'{shown(application.display_name)}' is of tenant '{home}' alone. Open it there: sig ad app "
                f"create --display-name '{shown(application.display_name)}' --sign-in-audience AzureADMultipleOrgs.",
                rule="R308",
            )
        service = _find(tx, place, application.app_id)
        if service is not None:
            raise DirectoryObjectExists(
                "The service principal cannot be created, updated, or restored because the service principal name "
                f"{application.app_id} is already in use.",
                target="servicePrincipalNames",
                hint=f"See it with: sig ad sp show --id {application.app_id}.",
                rule="R309",
            )
        service = _put(tx, context, place, home, application)
    return views.entity(place, service)


def create_for_rbac(
    context: Context,
    tenant: str | None,
    *,
    display_name: str | None = None,
    role: str | None = None,
    scopes: Sequence[str] = (),
    years: int | None = None,
) -> dict[str, Any]:
    """A registration, its service principal, a secret, and the role at each of the scopes.

    What of the first two is there under that name is used, and so is a role that the service principal has.
    ``appId``, ``displayName``, ``password``, ``tenant``. Raises for a role or scope before anything is made, since the
    secret of what is made then would be known to nobody.
    """
    from sig.service import role_assignments

    for scope in scopes if role else ():
        role_assignments.check(context, scope, role or "")
    now = context.clock.now()
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        name = display_name or f"azure-cli-{now:%Y-%m-%d-%H-%M-%S}"
        application = applications.put(tx, context, place, name)
        service = _find(tx, place, application.app_id) or _put(tx, context, place, place, application)
        made = credentials.added(tx, context, place, application, "rbac", credentials.lifetime(now, years, None))
    for scope in scopes if role else ():
        _assign(context, role or "", scope, service.id)
    return {"appId": application.app_id, "displayName": name, "password": made, "tenant": place}


def listed(
    context: Context,
    tenant: str | None,
    *,
    spn: str | None = None,
    display_name: str | None = None,
    query: str | None = None,
    mine: bool = False,
    everything: bool = False,
) -> tuple[list[dict[str, Any]], bool]:
    """The service principals that fit all that is given, by name, and whether there are more.

    Without anything given there are no more than 100. ``mine`` are those of who asks, alone.
    """
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        services = list(directory.each(view, place, ServicePrincipal))
    if mine:
        return directory.owned(context, place, services), False
    found = [service for service in services if spn is None or _has_name(service, spn)]
    items = directory.listing(place, found, display_name, query)
    is_filtered = any(given is not None for given in (spn, display_name, query))
    return directory.first(items, everything=everything or is_filtered)


def show(context: Context, tenant: str | None, text: str) -> dict[str, Any]:
    """The service principal with that ID or name: an application ID or identifier URI."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        return views.entity(place, required(view, place, text))


def delete(context: Context, tenant: str | None, text: str) -> None:
    """Delete the service principal; its application stays, and the roles that it was given."""
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        directory.remove(tx, context, place, required(tx, place, text))


def required(view: View, tenant: str, text: str) -> ServicePrincipal:
    """Raises DirectoryObjectNotFound."""
    found = _find(view, tenant, text) or directory.get(view, tenant, ServicePrincipal, text)
    if found is None:
        services = directory.each(view, tenant, ServicePrincipal)
        raise directory.missing(text, (name for service in services for name in service.service_principal_names))
    return found


def _find(view: View, tenant: str, name: str) -> ServicePrincipal | None:
    return next((one for one in directory.each(view, tenant, ServicePrincipal) if _has_name(one, name)), None)


def _has_name(service: ServicePrincipal, name: str) -> bool:
    return name.casefold() in map(str.casefold, service.service_principal_names)


def _application(view: View, tenant: str, text: str) -> tuple[str, Application]:
    """The application and its home: of the tenant itself, or else of whichever tenant has that application ID."""
    here = applications.find(view, tenant, text)
    found = (tenant, here) if here is not None else directory.home_of(view, text)
    if found is None:
        raise DirectoryRequestInvalid(
            f"The appId '{shown(text)}' of the service principal does not reference a valid application object.",
            target="appId",
            hint="Register one: sig ad app create --display-name NAME. One of another tenant goes by its appId.",
            rule="R307",
        )
    return found


def _put(tx: Transaction, context: Context, tenant: str, home: str, application: Application) -> ServicePrincipal:
    service = ServicePrincipal(
        id=context.new_guid(),
        app_id=application.app_id,
        app_owner_organization_id=home,
        created_date_time=rules.graph_time(context.clock.now()),
        **applications.of_application(application),
    )
    directory.put(tx, context, tenant, service)
    return service


def _assign(context: Context, role: str, scope: str, object_id: str) -> None:
    from sig.service import role_assignments

    role_assignments.ensure(
        context,
        scope,
        role=role,
        assignee_object_id=object_id,
        assignee_type=PrincipalType.SERVICE_PRINCIPAL,
    )
