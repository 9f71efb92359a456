"""Whether who asks may: asked before every operation of a caller, and again about what a refusal would tell.

The owner of the store is no caller, and is never asked: whoever imports this has looked at ``Context.caller``.
"""

from __future__ import annotations

from sig.domain import access, actions
from sig.domain.errors import Conflict, NotFound, SigError
from sig.domain.resource_id import ResourceId
from sig.service.guarding import GuardedStore
from sig.service.rights import KeptRights, Rights

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from sig.domain.access import Caller
    from sig.domain.image_version import ImageVersion
    from sig.service.context import Context
    from sig.store import View

    R = TypeVar("R")


def on_behalf(context: Context, caller: Caller) -> Context:
    """``context`` in the name of ``caller``: its store shows what that one may read."""
    rights = KeptRights(caller)
    guarded = GuardedStore(context.whole, rights)
    return context._replace(caller=caller, store=guarded, behind=context.whole, rights=rights)


def supervised(context: Context, verb: str, scope: ResourceId, work: Callable[[], R]) -> R:
    """What ``work``, the operation ``verb`` over ``scope``, answers to the caller of ``context``.

    Raises AuthorizationFailed before anything is looked up, so that it tells nothing of what is there.
    """
    if context.rights is not None:
        context.rights.begin()
    check(context, verb, scope)
    try:
        return work()
    except SigError as refusal:
        raise discreet(context, refusal) from None


def check(context: Context, verb: str, scope: ResourceId) -> None:
    """Raises AuthorizationFailed unless the caller may do ``verb`` over ``scope``, or over a part of a list."""
    demand(context, scope, actions.needed(verb, scope), verb)


def demand(context: Context, scope: ResourceId, wanted: Iterable[str], verb: str = "") -> None:
    """Raises AuthorizationFailed unless the caller may do all of ``wanted``, ARM actions, over ``scope``."""
    caller = context.caller
    if caller is None:
        return
    with context.whole.reading() as view:
        held = rights(context, caller, view)
        for action in wanted:
            if not held.allows(action, scope) and not _shows_a_part(held, verb, action, scope):
                raise access.refuse(caller, action, scope)


def check_sources(context: Context, verb: str, version: ResourceId, request: ImageVersion) -> None:
    """Raises LinkedAuthorizationFailed unless the caller may use all that the new ``version`` is made from.

    Source: SPEC §4.1, §4.2.
    """
    from sig.domain import encryption
    from sig.domain.storage_profile import named_sources

    properties = request.properties
    named = [source.resource for source in named_sources(properties.storage_profile)]
    named += [entry.resource for entry in sorted(encryption.sets(properties.publishing_profile))]
    check_linked(context, verb, version, named)


def check_linked(context: Context, verb: str, scope: ResourceId, linked: Iterable[ResourceId]) -> None:
    """Raises LinkedAuthorizationFailed unless the caller may use each of ``linked`` as a source."""
    caller = context.caller
    if caller is None:
        return
    from sig.service import accounts

    action = actions.needed(verb, scope)[0]
    with context.whole.reading() as view:
        held = rights(context, caller, view)
        here = accounts.tenant(view, scope.subscription)
        for wanted, resource in filter(None, map(actions.of_source, linked)):
            there = accounts.tenant(view, resource.subscription)
            if there != here and not access.principals(caller, there):
                raise access.refuse_linked_tenant(action, scope, here, resource.subscription)
            if not held.allows(wanted, resource):
                raise access.refuse_linked(caller, action, scope, wanted, resource)


def may_read(context: Context, view: View) -> Callable[[ResourceId], bool]:
    """Which resources the caller may read, as ``view``, which must show the store whole, has it."""
    if context.caller is None:
        return lambda _: True
    return rights(context, context.caller, view).may_read


def visible_subscriptions(view: View, caller: Caller, subscriptions: Iterable[str]) -> set[str]:
    """Those of ``subscriptions`` in which a role is assigned to the caller: no others are there for it."""
    rights = Rights(view, caller)
    return {subscription for subscription in subscriptions if rights.is_in(subscription)}


def discreet(context: Context, refusal: SigError) -> SigError:
    """``refusal``, saying nothing of resources that the caller may not read."""
    if context.caller is None:
        return refusal
    if refusal.reveals:
        with context.whole.reading() as view:
            reads = rights(context, context.caller, view).may_read
            if not all(reads(ResourceId.parse(text)) for text in refusal.reveals):
                refusal.message = refusal.discreet
                refusal.args = (refusal.discreet,)
                refusal.hint = None
    if isinstance(refusal, (NotFound, Conflict)):
        refusal.hint = None  # these tell what there is instead, or what is in the way
    return refusal


def rights(context: Context, caller: Caller, view: View) -> Rights:
    """The rights of the caller as ``view``, which must show the store whole, has them."""
    return context.rights.of(view) if context.rights is not None else Rights(view, caller)


def _shows_a_part(rights: Rights, verb: str, action: str, scope: ResourceId) -> bool:
    if verb in actions.OVERVIEWS and not scope.resources:
        return True
    return verb in actions.NESTED_LISTS and rights.allows_below(action, scope)
