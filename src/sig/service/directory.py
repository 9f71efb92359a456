"""The directories of all tenants: objects found, listed and kept; who is in which group; secrets verified."""

from __future__ import annotations

from sig.domain import directory as rules
from sig.domain.directory import Application, Group, Principal, ServicePrincipal, User
from sig.domain.errors import DirectoryObjectNotFound, DirectoryRequestDenied, DirectoryRequestInvalid, InvalidParameter
from sig.domain.names import is_guid, shown
from sig.domain.resource_id import ResourceId
from sig.service import accounts, documents
from sig.store import ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from typing import Any, TypeVar

    from sig.domain.directory import DirectoryObject
    from sig.service.context import Context
    from sig.store import Transaction, View

    T = TypeVar("T", User, Group, Application, ServicePrincipal)

SECRETS = "secrets"
"""Where an envelope keeps what verifies secrets, by the ID of the credential."""

_FIRST = 100

USER_PASSWORD = "password"  # noqa: S105 - the name under which a user's own is kept


# Difference from Azure: Everybody in a tenant reads its directory, and the owner of the store alone changes it. In
# Microsoft Graph there are permissions and directory roles for that; here there are none.
def reading(context: Context, view: View, tenant: str | None) -> str:
    """The ID of the tenant asked for, or else of that of the subscription.

    Raises InvalidParameter, and DirectoryRequestDenied for a caller without an object in that tenant.
    """
    if tenant is not None and not is_guid(tenant):
        raise InvalidParameter(
            f"'{shown(tenant)}' is not a GUID such as {accounts.DEFAULT_TENANT}.",
            target="tenantId",
            hint="See the tenants of the subscriptions with: sig account list --query [].tenantId.",
            rule="R114",
        )
    chosen = (tenant or accounts.tenant(view, context.subscription)).lower()
    if context.caller is not None and chosen not in context.caller.memberships:
        raise _denied(f"{context.caller.name} has no object in tenant '{chosen}'.")
    return chosen


def writing(context: Context, view: View, tenant: str | None) -> str:
    """The ID of the tenant to change. Raises DirectoryRequestDenied for everybody but the owner of the store."""
    if context.caller is not None:
        raise _denied("Only the owner of the store changes the directory: leave out --as, and SIG_PRINCIPAL.")
    return reading(context, view, tenant)


def tenants(view: View) -> list[str]:
    """The tenants whose directories hold anything."""
    return view.folders(ROOT, rules.TENANTS)


def each(view: View, tenant: str, kind: type[T]) -> Iterator[T]:
    """The objects of a kind in the order of their IDs, read as they are asked for."""
    holder = ResourceId(((rules.TENANTS, tenant),))
    for place, document in documents.each(view, holder, rules.COLLECTIONS[kind]):
        yield documents.decoded(view, place, kind, document)


def get(view: View, tenant: str, kind: type[T], object_id: str) -> T | None:
    """The object with that ID, if it is of that kind."""
    place = rules.place(tenant, kind, object_id.lower())
    document = documents.get(view, place)
    return None if document is None else documents.decoded(view, place, kind, document)


def put(
    tx: Transaction, context: Context, tenant: str, found: DirectoryObject, secrets: Mapping[str, str] | None = None
) -> None:
    """Keep the object, and with it what verifies its secrets; ``secrets`` take the place of those that it had."""
    place = rules.place(tenant, type(found), found.id)
    document = documents.wrap(found, context.clock.now(), documents.get(tx, place))
    if secrets is not None:
        document.pop(SECRETS, None)
        if secrets:
            document[SECRETS] = dict(secrets)
    tx.put(place, document)


def remove(tx: Transaction, context: Context, tenant: str, found: DirectoryObject) -> None:
    """Delete the object, and it from the groups that it was in. Roles that it was given stay, as in Azure."""
    from sig.domain.arm import replace

    for group in list(each(tx, tenant, Group)):
        if found.id in group.members:
            members = tuple(member for member in group.members if member != found.id)
            put(tx, context, tenant, replace(group, members=members))
    tx.delete(rules.place(tenant, type(found), found.id))


def kept_secrets(view: View, tenant: str, found: DirectoryObject) -> dict[str, str]:
    """What verifies the secrets of the object, by the ID of the credential."""
    document = documents.get(view, rules.place(tenant, type(found), found.id)) or {}
    return dict(document.get(SECRETS, {}))


def groups(view: View, tenant: str) -> dict[str, Group]:
    """The groups of the tenant by their IDs."""
    return {group.id: group for group in each(view, tenant, Group)}


def memberships(view: View, tenant: str, object_id: str) -> frozenset[str]:
    """The IDs of the groups that the object is in, also through other groups."""
    return rules.memberships(groups(view, tenant), object_id)


def principal_with_id(view: View, tenant: str, object_id: str) -> Principal | None:
    """The user, group or service principal with that ID; None where the tenant has none."""
    if not is_guid(object_id):
        return None
    for kind in rules.PRINCIPALS:
        found: Any = get(view, tenant, kind, object_id)
        if found is not None:
            return rules.principal(tenant, found)
    return None


def assignee(view: View, tenant: str, text: str) -> Principal | None:
    """Whom ``text`` means where a role is assigned: a sign-in name, an application ID or URI, or the ID of an object.

    In that order, as az tries them. None where the tenant has nobody like that.
    """
    wanted = text.casefold()
    if "@" in text:
        for user in each(view, tenant, User):
            if user.user_principal_name.casefold() == wanted:
                return rules.principal(tenant, user)
    for found in each(view, tenant, ServicePrincipal):
        if wanted in map(str.casefold, found.service_principal_names):
            return rules.principal(tenant, found)
    return principal_with_id(view, tenant, text)


def principal_names(view: View, tenant: str) -> list[str]:
    """How the principals of a tenant are called, for a message that says who there is."""
    found: list[User | Group | ServicePrincipal] = [
        *each(view, tenant, User),
        *each(view, tenant, Group),
        *each(view, tenant, ServicePrincipal),
    ]
    return sorted({name for one in found for name in (rules.principal(tenant, one).name, one.display_name)})


def listing(
    tenant: str, found: Iterable[DirectoryObject], display_name: str | None = None, query: str | None = None
) -> list[dict[str, Any]]:
    """Those whose name begins with ``display_name`` and that the filter ``query`` holds for, as a list answers them.

    Raises DirectoryQueryUnsupported.
    """
    from sig.domain import directory_filter
    from sig.domain import directory_views as views

    holds = directory_filter.parse(query) if query is not None else None
    begin = (display_name or "").casefold()
    return ordered(
        views.item(tenant, one)
        for one in found
        if one.display_name.casefold().startswith(begin) and (holds is None or holds(views.filterable(tenant, one)))
    )


def first(items: list[dict[str, Any]], *, everything: bool) -> tuple[list[dict[str, Any]], bool]:
    """What az lists where nothing is asked for, the first 100, and whether there are more; or ``everything``."""
    return (items, False) if everything else (items[:_FIRST], len(items) > _FIRST)


def owned(context: Context, tenant: str, found: Iterable[DirectoryObject]) -> list[dict[str, Any]]:
    """Those that whoever asks has made: all of them where the owner of the store asks, and else none."""
    from sig.domain import directory_views as views

    return ordered(views.item(tenant, one) for one in found) if context.caller is None else []


def ordered(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By name, as people look for them; those of one name by their IDs."""
    return sorted(items, key=lambda item: (item["displayName"].casefold(), item["id"]))


def home_of(view: View, app_id: str) -> tuple[str, Application] | None:
    """The application with that ID and the tenant where it is registered."""
    wanted = app_id.casefold()
    for tenant in tenants(view):
        for application in each(view, tenant, Application):
            if application.app_id == wanted:
                return tenant, application
    return None


def missing(text: str, near: Iterable[str] = ()) -> DirectoryObjectNotFound:
    """The refusal of Graph for an object that is not there; ``near`` are names that there are."""
    from difflib import get_close_matches

    known = {name.casefold(): name for name in near}
    close = [known[name] for name in get_close_matches(text.casefold(), known, n=3, cutoff=0.5)]
    return DirectoryObjectNotFound(
        f"Resource '{shown(text)}' does not exist or one of its queried reference-property objects are not present.",
        hint=f"Did you mean {' or '.join(repr(shown(name)) for name in close)}?"
        if close
        else "Each tenant has a directory of its own: check --subscription or --tenant.",
        rule="R300",
    )


def several(text: str, found: Iterable[str]) -> DirectoryRequestInvalid:
    """The refusal where ``text`` names more than one object, with what tells them apart."""
    return DirectoryRequestInvalid(
        f"More than one object matches '{shown(text)}': {', '.join(found)}.",
        hint="Give the ID of the one that is meant.",
        rule="R312",
    )


def verify_secret(view: View, text: str, secret: str, now: datetime) -> bool:
    """Whether ``secret`` is the password of the user, or one of the application that is valid ``now``.

    ``text`` is a user principal name, the ID of a user or of an application; any tenant's.
    """
    from sig.service import secret_hashes

    wanted = text.casefold()
    for tenant in tenants(view):
        for user in each(view, tenant, User):
            if wanted in (user.user_principal_name.casefold(), user.id) and user.account_enabled:
                kept = kept_secrets(view, tenant, user).get(USER_PASSWORD)
                return kept is not None and secret_hashes.matches(secret, kept)
    return any(
        secret_hashes.matches(secret, hashed)
        for tenant in tenants(view)
        for found in _of_application(view, tenant, wanted)
        for hashed in _valid(kept_secrets(view, tenant, found), found, rules.graph_time(now))
    )


def _of_application(view: View, tenant: str, app_id: str) -> Iterator[Application | ServicePrincipal]:
    """What the tenant has of the application: its registration, its service principal."""
    yield from (found for found in each(view, tenant, Application) if found.app_id == app_id)
    yield from (found for found in each(view, tenant, ServicePrincipal) if found.app_id == app_id)


def _valid(kept: Mapping[str, str], found: Application | ServicePrincipal, now: str) -> Iterator[str]:
    for credential in found.password_credentials:
        if credential.start_date_time <= now < credential.end_date_time and credential.key_id in kept:
            yield kept[credential.key_id]


def _denied(hint: str) -> DirectoryRequestDenied:
    return DirectoryRequestDenied("Insufficient privileges to complete the operation.", hint=hint, rule="R313")
