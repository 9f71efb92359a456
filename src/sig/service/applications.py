"""Application registrations of a tenant: create, list, show, delete."""

from __future__ import annotations

from sig.domain import directory as rules
from sig.domain import directory_views as views
from sig.domain.arm import replace
from sig.domain.directory import Application, ServicePrincipal, SignInAudience
from sig.domain.errors import DirectoryRequestInvalid
from sig.domain.names import shown
from sig.service import directory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.service.context import Context
    from sig.store import Transaction, View


def create(
    context: Context,
    tenant: str | None,
    *,
    display_name: str,
    sign_in_audience: SignInAudience | None = None,
    identifier_uris: Sequence[str] | None = None,
    redirect_uris: Sequence[str] | None = None,
    home_page_url: str | None = None,
) -> dict[str, Any]:
    """A new registration; one of that name that has the identifier URIs is changed instead, as az does.

    Raises DirectoryRequestInvalid for its names, and where several registrations have the name.
    """
    given = {
        "sign_in_audience": sign_in_audience,
        "identifier_uris": tuple(identifier_uris) if identifier_uris is not None else None,
        "redirect_uris": tuple(redirect_uris) if redirect_uris is not None else None,
        "home_page_url": home_page_url,
    }
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        application = put(tx, context, place, display_name, given)
    return views.entity(place, application)


def put(
    tx: Transaction, context: Context, tenant: str, display_name: str, given: dict[str, Any] | None = None
) -> Application:
    """The registration of that name with what is ``given`` set, made where there is none."""
    values: Any = {name: value for name, value in (given or {}).items() if value is not None}
    before = _of_name(tx, tenant, display_name, values.get("identifier_uris", ()))
    if before is not None:
        application = replace(before, **values)
    else:
        application = Application(
            id=context.new_guid(),
            app_id=context.new_guid(),
            display_name=display_name,
            created_date_time=rules.graph_time(context.clock.now()),
            **values,
        )
    rules.check_application(application)
    _check_unique(tx, application)
    directory.put(tx, context, tenant, application)
    _tell_service_principals(tx, context, application)
    return application


def listed(
    context: Context,
    tenant: str | None,
    *,
    app_id: str | None = None,
    display_name: str | None = None,
    identifier_uri: str | None = None,
    query: str | None = None,
    mine: bool = False,
    everything: bool = False,
) -> tuple[list[dict[str, Any]], bool]:
    """The registrations that fit all that is given, by name, and whether there are more.

    Without anything given there are no more than 100. ``mine`` are those of who asks, alone.
    """
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        if mine:
            return directory.owned(context, place, directory.each(view, place, Application)), False
        found = [
            application
            for application in directory.each(view, place, Application)
            if (app_id is None or application.app_id == app_id.lower())
            and (identifier_uri is None or _has_uri(application, identifier_uri))
        ]
    items = directory.listing(place, found, display_name, query)
    is_filtered = any(given is not None for given in (app_id, display_name, identifier_uri, query))
    return directory.first(items, everything=everything or is_filtered)


def show(context: Context, tenant: str | None, text: str) -> dict[str, Any]:
    """The registration with that application ID, ID or identifier URI. Raises DirectoryObjectNotFound."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        return views.entity(place, required(view, place, text))


def delete(context: Context, tenant: str | None, text: str) -> None:
    """Delete the registration and its service principal at home; those of other tenants stay, and are of no use."""
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        application = required(tx, place, text)
        for service in list(directory.each(tx, place, ServicePrincipal)):
            if service.app_id == application.app_id:
                directory.remove(tx, context, place, service)
        directory.remove(tx, context, place, application)


def find(view: View, tenant: str, text: str) -> Application | None:
    """The registration of the tenant with that application ID, ID or identifier URI."""
    found = directory.get(view, tenant, Application, text)
    if found is not None:
        return found
    return next(
        (
            application
            for application in directory.each(view, tenant, Application)
            if application.app_id == text.lower() or _has_uri(application, text)
        ),
        None,
    )


def required(view: View, tenant: str, text: str) -> Application:
    """As ``find``. Raises DirectoryObjectNotFound."""
    found = find(view, tenant, text)
    if found is None:
        raise directory.missing(text, _known(view, tenant))
    return found


def _known(view: View, tenant: str) -> list[str]:
    applications = list(directory.each(view, tenant, Application))
    return [word for application in applications for word in (application.app_id, *application.identifier_uris)]


def _of_name(view: View, tenant: str, display_name: str, uris: Sequence[str]) -> Application | None:
    found = [
        application
        for application in directory.each(view, tenant, Application)
        if application.display_name == display_name and set(uris) <= set(application.identifier_uris)
    ]
    if len(found) > 1:
        raise directory.several(display_name, (application.id for application in found))
    return found[0] if found else None


def _has_uri(application: Application, uri: str) -> bool:
    return uri.casefold() in map(str.casefold, application.identifier_uris)


def _check_unique(view: View, application: Application) -> None:
    for tenant in directory.tenants(view):
        for other in directory.each(view, tenant, Application):
            taken = [uri for uri in application.identifier_uris if _has_uri(other, uri)]
            if other.id != application.id and taken:
                raise DirectoryRequestInvalid(
                    "Another object with the same value for property identifierUris already exists.",
                    target="identifierUris",
                    hint=f"'{shown(taken[0])}' is of application '{shown(other.display_name)}' ({other.app_id}).",
                    rule="R306",
                )


def _tell_service_principals(tx: Transaction, context: Context, application: Application) -> None:
    """What a service principal has of its application, it has as it is now, in every tenant."""
    for tenant in directory.tenants(tx):
        for service in list(directory.each(tx, tenant, ServicePrincipal)):
            if service.app_id == application.app_id:
                told = replace(service, **of_application(application))
                if told != service:
                    directory.put(tx, context, tenant, told)


def of_application(application: Application) -> dict[str, Any]:
    """The members of a service principal that come from its application."""
    return {
        "display_name": application.display_name,
        "sign_in_audience": application.sign_in_audience,
        "service_principal_names": (application.app_id, *application.identifier_uris),
        "reply_urls": application.redirect_uris,
        "homepage": application.home_page_url,
    }
