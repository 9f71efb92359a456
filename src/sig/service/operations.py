"""Operations: what every service function that users know as a verb does before its own work."""

from __future__ import annotations

from functools import wraps

from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import faults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Concatenate, ParamSpec, TypeVar

    from sig.service.context import Context

    P = ParamSpec("P")
    R = TypeVar("R")


def about(context: Context, resource: ResourceId | str | None) -> ResourceId:
    """The resource, or the group of that name, or else the subscription."""
    if isinstance(resource, ResourceId):
        return resource
    return context.group(resource) if resource else ResourceId.of_subscription(context.subscription)


def of_gallery(context: Context, given: dict[str, Any]) -> ResourceId:
    """The gallery of that ``group`` and name, or its ``definition``; the group or subscription where none is named."""
    group, gallery, definition = (given.get(name) for name in ("group", "gallery", "definition"))
    if not group or not gallery:
        return about(context, group)
    named = context.gallery(group, gallery)
    return named.child("images", definition) if definition else named


def in_region(context: Context, location: str | None) -> ResourceId:
    """What is looked into for all galleries of a region, or of all regions."""
    subscription = about(context, None)
    return subscription.child("providers", COMPUTE).child("locations", location) if location else subscription


def operation(
    verb: str | Callable[[ResourceId], str],
    resource: Callable[[Context, Any], ResourceId] = about,
    *,
    scope: Callable[[Context, dict[str, Any]], ResourceId] | None = None,
    asks_azure: bool = True,
) -> Callable[[Callable[Concatenate[Context, P], R]], Callable[Concatenate[Context, P], R]]:
    """Makes a service function the operation that users know as ``verb``, for example ``image-version create``.

    ``resource`` makes of the argument after the context the ID of what the operation is about: the parent,
    for a list. A ``verb`` that depends on that is a function of it.

    Before the function runs, the operation is refused to a caller without the right to it, over ``resource`` or, where
    that is another thing, over what ``scope`` makes of all arguments by name. Then it can be refused by a fault that is
    set, if anybody ``asks_azure``. What else holds for every operation, whoever calls the service, belongs here too.
    """

    def decorated(function: Callable[Concatenate[Context, P], R]) -> Callable[Concatenate[Context, P], R]:
        _, *parameters = function.__code__.co_varnames[: function.__code__.co_argcount]

        @wraps(function)
        def operate(context: Context, *args: P.args, **kwargs: P.kwargs) -> R:
            given: dict[str, Any] = {**dict(zip(parameters, args, strict=False)), **kwargs}
            subject = resource(context, given.get(parameters[0]) if parameters else None)
            name = verb if isinstance(verb, str) else verb(subject)

            def work() -> R:
                if asks_azure:
                    faults.strike(context, name, subject, _location(given))
                return function(context, *args, **kwargs)

            if context.caller is None:
                return work()
            from sig.service import authorization

            return authorization.supervised(context, name, scope(context, given) if scope else subject, work)

        named: Any = operate  # whose type wraps would give with the names of its parameters
        found: Callable[Concatenate[Context, P], R] = named
        return found

    return decorated


def _location(given: dict[str, Any]) -> str | None:
    """The location that the arguments name: by itself, or in the resource that is put."""
    location: str | None = given.get("location") or getattr(given.get("request"), "location", None)
    return location
