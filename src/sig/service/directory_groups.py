"""Groups of a tenant: create, list, show, delete, and their members."""

from __future__ import annotations

from sig.domain import directory as rules
from sig.domain import directory_views as views
from sig.domain.arm import replace
from sig.domain.directory import Group
from sig.service import directory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.directory import DirectoryObject
    from sig.service.context import Context
    from sig.store import View


def create(
    context: Context,
    tenant: str | None,
    *,
    display_name: str,
    mail_nickname: str,
    description: str | None = None,
    force: bool = False,
) -> dict[str, Any]:
    """A new group, or, without ``force``, the one that has both names already.

    Raises DirectoryRequestInvalid for its names, and where several groups have them.
    """
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        names = (display_name.casefold(), mail_nickname.casefold())
        same = [] if force else [group for group in directory.each(tx, place, Group) if _names(group) == names]
        if len(same) > 1:
            raise directory.several(display_name, (group.id for group in same))
        if same:
            return views.entity(place, same[0])
        group = Group(
            id=context.new_guid(),
            display_name=display_name,
            mail_nickname=mail_nickname,
            description=description,
            created_date_time=rules.graph_time(context.clock.now()),
        )
        rules.check_group(group)
        directory.put(tx, context, place, group)
    return views.entity(place, group)


def listed(
    context: Context, tenant: str | None, *, display_name: str | None = None, query: str | None = None
) -> list[dict[str, Any]]:
    """The groups that fit all that is given, by name; ``display_name`` is how the name begins."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        return directory.listing(place, directory.each(view, place, Group), display_name, query)


def show(context: Context, tenant: str | None, text: str) -> dict[str, Any]:
    """The group with that ID or name. Raises DirectoryObjectNotFound, DirectoryRequestInvalid."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        return views.entity(place, _required(view, place, text))


def delete(context: Context, tenant: str | None, text: str) -> None:
    """Delete the group, also from the groups it is in; the roles that it was given stay."""
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        directory.remove(tx, context, place, _required(tx, place, text))


def member_groups(context: Context, tenant: str | None, text: str) -> list[str]:
    """The IDs of the groups that the group is in, also through other groups."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        return sorted(directory.memberships(view, place, _required(view, place, text).id))


def members(context: Context, tenant: str | None, text: str) -> list[dict[str, Any]]:
    """The members of the group itself, each with its kind."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        found = [_object(view, place, member) for member in _required(view, place, text).members]
    return directory.ordered(views.member(place, one) for one in found if one is not None)


def add_member(context: Context, tenant: str | None, text: str, member: str) -> None:
    """Raises DirectoryObjectNotFound, DirectoryRequestInvalid for a member and for the group itself."""
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        group = _required(tx, place, text)
        found = _object(tx, place, member)
        if found is None:
            raise directory.missing(member)
        rules.check_member(group, found.id)
        directory.put(tx, context, place, replace(group, members=(*group.members, found.id)))


def remove_member(context: Context, tenant: str | None, text: str, member: str) -> None:
    """Raises DirectoryObjectNotFound for who is no member."""
    with context.store.writing() as tx:
        place = directory.writing(context, tx, tenant)
        group = _required(tx, place, text)
        if member.lower() not in group.members:
            raise directory.missing(member)
        left = tuple(other for other in group.members if other != member.lower())
        directory.put(tx, context, place, replace(group, members=left))


def has_member(context: Context, tenant: str | None, text: str, member: str) -> dict[str, bool]:
    """``value``: whether the object is in the group, also through other groups. Raises DirectoryObjectNotFound."""
    with context.whole.reading() as view:
        place = directory.reading(context, view, tenant)
        group = _required(view, place, text)
        found = _object(view, place, member)
        if found is None:
            raise directory.missing(member)
        return {"value": group.id in directory.memberships(view, place, found.id)}


def _names(group: Group) -> tuple[str, str]:
    return (group.display_name.casefold(), group.mail_nickname.casefold())


def _object(view: View, tenant: str, object_id: str) -> DirectoryObject | None:
    """The user, group or service principal with that ID."""
    kinds: tuple[Any, ...] = rules.PRINCIPALS
    found = (directory.get(view, tenant, kind, object_id) for kind in kinds)
    return next((one for one in found if one is not None), None)


def _required(view: View, tenant: str, text: str) -> Group:
    """The group with that ID or display name, or else the only one whose name begins so."""
    found = directory.get(view, tenant, Group, text)
    if found is not None:
        return found
    wanted = text.casefold()
    groups = list(directory.each(view, tenant, Group))
    matching = [group for group in groups if group.display_name.casefold() == wanted] or [
        group for group in groups if wanted and group.display_name.casefold().startswith(wanted)
    ]
    if len(matching) > 1:
        raise directory.several(text, (f"'{group.display_name}' ({group.id})" for group in matching))
    if not matching:
        raise directory.missing(text, (group.display_name for group in groups))
    return matching[0]
