"""Questions about access in words: which action is meant, why a decision is as it is, what a role lets people do."""

from __future__ import annotations

import re

from sig.domain import roles, scopes
from sig.domain.access import covers
from sig.domain.actions import type_of
from sig.domain.errors import InvalidParameter
from sig.domain.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from sig.domain.access import Decision, Grant
    from sig.domain.directory import Group
    from sig.domain.resource_id import ResourceId
    from sig.domain.roles import RoleDefinition

SHARE = "Microsoft.Compute/galleries/share/action"
ASSIGN = "Microsoft.Authorization/roleAssignments/write"
_GALLERY = "microsoft.compute/galleries"
_SHARED = (_GALLERY, f"{_GALLERY}/images", f"{_GALLERY}/images/versions")
_SHORT = ("read", "write", "delete")
_FULL = r"[\w.-]+(/[\w.-]+)+"
_LEVELS = {
    "gallery": "Microsoft.Compute/galleries",
    "definitions": "Microsoft.Compute/galleries/images",
    "versions": "Microsoft.Compute/galleries/images/versions",
    "applications": "Microsoft.Compute/galleries/applications",
    "application versions": "Microsoft.Compute/galleries/applications/versions",
    "access control profiles": "Microsoft.Compute/galleries/inVMAccessControlProfiles",
    "access control profile versions": "Microsoft.Compute/galleries/inVMAccessControlProfiles/versions",
}


def action_on(word: str, resource: ResourceId) -> str:
    """The action that ``word`` means for ``resource``: ``read`` of a gallery is ``Microsoft.Compute/galleries/read``.

    A whole action stands for itself. Raises InvalidParameter for any other word.
    """
    if re.fullmatch(_FULL, word):
        return word
    short = word.casefold()
    if short in _SHORT:
        return f"{type_of(resource)}/{short}"
    if short == "share" and resource.type.casefold() == _GALLERY:
        return SHARE
    words = ", ".join([*_SHORT, *(["share"] if resource.type.casefold() == _GALLERY else [])])
    raise InvalidParameter(
        f"'{shown(word)}' is no action on {scopes.described(resource)}.",
        target="action",
        hint=f"Write one of {words}, or a whole action such as Microsoft.Compute/galleries/read.",
        rule="R346",
    )


def inherited_from(grant: Grant, resource: ResourceId) -> str | None:
    """What the grant is inherited from, ``gallery Contoso``; None for one at the resource itself or out of its way."""
    is_above = grant.scope != resource and covers(grant.scope, resource)
    return scopes.described(grant.scope) if is_above else None


def missing(decision: Decision) -> tuple[RoleDefinition, ResourceId] | None:
    """The role that allows the least besides the action, and where to assign it; None where no built-in role does.

    What is in a gallery is best shared at the gallery. Source: SPEC §4.1.
    """
    role = roles.least(decision.action)
    if role is None:
        return None
    scope = scopes.assignable(decision.scope)
    return role, scope.top if scope.type.casefold().startswith(_GALLERY) else scope


def path(groups: Mapping[str, Group], object_id: str, principal_id: str) -> list[str] | None:
    """The names of the groups through which ``object_id`` is ``principal_id``, the nearest first.

    Empty where both are the same, None where one is not in the other.
    """
    waiting: list[tuple[str, list[str]]] = [(object_id, [])]
    seen = {object_id}
    for current, names in waiting:
        if current == principal_id:
            return names
        for group in groups.values():
            if current in group.members and group.id not in seen:
                seen.add(group.id)
                waiting.append((group.id, [*names, group.display_name]))
    return None


def spoken(action: str, scope: ResourceId) -> str:
    """``read gallery Contoso``; an action that is not of the resource itself stands there whole."""
    prefix, _, last = action.rpartition("/")
    if prefix.casefold() == type_of(scope).casefold() and last.casefold() in _SHORT:
        return f"{last.casefold()} {scopes.described(scope)}"
    if action.casefold() == SHARE.casefold():
        return f"share {scopes.described(scope)}"
    return f"do {action} over {scopes.described(scope)}"


def is_shared(resource: ResourceId) -> bool:
    """Whether those with whom a gallery is shared see ``resource``, which is the gallery or in it.

    There are views of its images and their versions, and of nothing else. Source: SERVICE-FACTS §8.
    """
    return resource.type.casefold() in _SHARED


def reached(grant_scope: ResourceId, asked: ResourceId) -> ResourceId | None:
    """What of the resource ``asked`` about a grant at that scope reaches: all, what lies below it, or nothing."""
    if covers(grant_scope, asked):
        return asked
    return grant_scope if covers(asked, grant_scope) else None


def actions_allowed(role: RoleDefinition, resource: ResourceId) -> list[str]:
    """The actions on ``resource``, which is of a gallery, and on what it holds, that the role allows."""
    asked = [f"{kind}/{verb}" for kind in _levels(resource).values() for verb in _SHORT]
    return [action for action in [*asked, *_more(resource)] if roles.allows(role, action)]


def in_words(actions: Iterable[str], resource: ResourceId) -> str:
    """What ``actions_allowed`` found, in few words: ``read, share``, ``read definitions and versions``."""
    allowed = set(actions)
    levels: dict[str, list[str]] = {}
    here = _levels(resource)
    for level, kind in here.items():
        verbs = ", ".join(verb for verb in _SHORT if f"{kind}/{verb}" in allowed)
        if verbs:
            levels.setdefault(verbs, []).append(level)
    parts = [verbs if len(named) == len(here) else f"{verbs} {_joined(named)}" for verbs, named in levels.items()]
    more = [text for action, text in ((SHARE, "share"), (ASSIGN, "assign roles")) if action in allowed]
    return "; ".join([*parts, *more])


def row(kind: str, name: str, can: str, reaches: ResourceId, **facts: Any) -> dict[str, Any]:
    """One way in which somebody reaches a resource. What a kind has not is null, so that queries find each member."""
    empty = dict.fromkeys(("principalId", "principalType", "role", "scope", "assignmentId"))
    return {
        "kind": kind,
        "principalName": name,
        **empty,
        "inherited": False,
        "actions": [],
        "can": can,
        "reaches": str(reaches),
        **facts,
    }


def _levels(resource: ResourceId) -> dict[str, str]:
    """What the resource is and what it can hold, with the types of these."""
    above = f"{resource.type}/".casefold()
    return {level: kind for level, kind in _LEVELS.items() if f"{kind}/".casefold().startswith(above)}


def _joined(words: list[str]) -> str:
    return " and ".join([*filter(None, [", ".join(words[:-1])]), words[-1]])


def _more(resource: ResourceId) -> list[str]:
    return [SHARE, ASSIGN] if resource.type.casefold() == _GALLERY else [ASSIGN]
