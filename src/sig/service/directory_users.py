"""Users of a tenant: create, invite as a guest, list, show, update, delete, and the groups that they are in."""

from __future__ import annotations

from sig.domain import directory as rules
from sig.domain import directory_views as views
from sig.domain.arm import replace
from sig.domain.directory import HomeUser, User, UserType
from sig.domain.errors import DirectoryRequestInvalid
from sig.domain.names import shown
from sig.service import directory, secret_hashes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.service.context import Context
    from sig.store import View


def create(
    context: Context,
    tenant: str | None,
    *,
    display_name: str,
    user_principal_name: str,
    password: str,
    mail_nickname: str | None = None,
    immutable_id: str | None = None,
    force_change_password: bool = False,
) -> dict[str, Any]:
    """A new user. Raises DirectoryRequestInvalid for its names or password, and for a name that another one has."""
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        user = User(
            id=context.new_guid(),
            display_name=display_name,
            user_principal_name=user_principal_name,
            mail_nickname=mail_nickname or rules.nickname(user_principal_name),
            on_premises_immutable_id=immutable_id,
            force_change_password_next_sign_in=force_change_password,
            created_date_time=rules.graph_time(context.clock.now()),
        )
        rules.check_user(user)
        rules.check_password(password)
        _check_unique(tx, user)
        directory.put(tx, context, place, user, {directory.USER_PASSWORD: secret_hashes.hashed(password)})
    return views.entity(place, user)


def invite(context: Context, tenant: str | None, text: str, display_name: str | None = None) -> dict[str, Any]:
    """A guest of the tenant, who stands for the user of another one that ``text`` names by its name or ID.

    Raises DirectoryObjectNotFound, and DirectoryRequestInvalid for a user of the tenant itself and a second guest.
    """
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        home, person = _anywhere(tx, text)
        if home == place:
            raise DirectoryRequestInvalid(
                f"'{shown(person.user_principal_name)}' is a user of tenant '{place}' already.",
                target="invitedUser",
                hint="Say into which tenant: --tenant ID, or --subscription NAME for the tenant of a subscription.",
                rule="R302",
            )
        name = rules.guest_name(person.user_principal_name, place)
        guest = User(
            id=context.new_guid(),
            display_name=display_name or person.display_name,
            user_principal_name=name,
            mail_nickname=rules.nickname(name),
            user_type=UserType.GUEST,
            mail=person.user_principal_name,
            created_date_time=rules.graph_time(context.clock.now()),
            guest_of=HomeUser(tenant_id=home, id=person.id),
        )
        rules.check_user(guest)
        _check_unique(tx, guest)
        directory.put(tx, context, place, guest)
    return views.entity(place, guest)


def listed(
    context: Context,
    tenant: str | None,
    *,
    upn: str | None = None,
    display_name: str | None = None,
    query: str | None = None,
) -> list[dict[str, Any]]:
    """The users that fit all that is given, by name; ``display_name`` is how the name begins."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        users = [user for user in directory.each(view, place, User) if upn is None or _is_called(user, upn)]
    return directory.listing(place, users, display_name, query)


def show(context: Context, tenant: str | None, text: str) -> dict[str, Any]:
    """The user with that name or ID. Raises DirectoryObjectNotFound."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        return views.entity(place, _required(view, place, text))


def update(
    context: Context,
    tenant: str | None,
    text: str,
    *,
    display_name: str | None = None,
    mail_nickname: str | None = None,
    password: str | None = None,
    force_change_password: bool | None = None,
    account_enabled: bool | None = None,
) -> None:
    """Change what is given and leave the rest. Raises DirectoryObjectNotFound, DirectoryRequestInvalid."""
    changes = {
        "display_name": display_name,
        "mail_nickname": mail_nickname,
        "force_change_password_next_sign_in": force_change_password,
        "account_enabled": account_enabled,
    }
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        given: Any = {name: value for name, value in changes.items() if value is not None}
        user = replace(_required(tx, place, text), **given)
        rules.check_user(user)
        secrets = None
        if password is not None:
            rules.check_password(password)
            secrets = {directory.USER_PASSWORD: secret_hashes.hashed(password)}
        directory.put(tx, context, place, user, secrets)


def delete(context: Context, tenant: str | None, text: str) -> None:
    """Delete the user, also from its groups; the roles that it was given stay. Raises DirectoryObjectNotFound."""
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        directory.remove(tx, context, place, _required(tx, place, text))


def member_groups(context: Context, tenant: str | None, text: str) -> list[dict[str, Any]]:
    """``id`` and ``displayName`` of the groups that the user is in, also through other groups."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        groups = directory.groups(view, place)
        found = rules.memberships(groups, _required(view, place, text).id)
    return sorted(
        ({"displayName": groups[group].display_name, "id": group} for group in found),
        key=lambda group: (group["displayName"].casefold(), group["id"]),
    )


def _required(view: View, tenant: str, text: str) -> User:
    found = directory.get(view, tenant, User, text)
    if found is not None:
        return found
    users = list(directory.each(view, tenant, User))
    for user in users:
        if _is_called(user, text):
            return user
    raise directory.missing(text, (user.user_principal_name for user in users))


def _anywhere(view: View, text: str) -> tuple[str, User]:
    """The user with that name or ID and its tenant, in any tenant; a guest is who it stands for."""
    users = [(tenant, user) for tenant in directory.tenants(view) for user in directory.each(view, tenant, User)]
    for tenant, user in users:
        if text.casefold() == user.id or _is_called(user, text):
            home = user.guest_of
            stands_for = directory.get(view, home.tenant_id, User, home.id) if home else None
            return (home.tenant_id, stands_for) if home and stands_for else (tenant, user)
    raise directory.missing(text, (user.user_principal_name for _, user in users))


def _is_called(user: User, name: str) -> bool:
    return user.user_principal_name.casefold() == name.casefold()


def _check_unique(view: View, user: User) -> None:
    """A sign-in name is one user's in all tenants: its domain belongs to one of them."""
    for tenant in directory.tenants(view):
        for other in directory.each(view, tenant, User):
            if other.id != user.id and _is_called(other, user.user_principal_name):
                raise DirectoryRequestInvalid(
                    "Another object with the same value for property userPrincipalName already exists.",
                    target="userPrincipalName",
                    hint=f"'{shown(user.user_principal_name)}' is user {other.id} of tenant '{tenant}'.",
                    rule="R302",
                )
