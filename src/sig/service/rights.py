"""What a caller may do, read off the role assignments that a store holds."""

from __future__ import annotations

from sig.domain import access, actions
from sig.domain.access import covers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.domain.access import Caller, Decision, Grant
    from sig.domain.resource_id import ResourceId
    from sig.store import View

    Grants = dict[str, list[Grant]]  # by subscription

_WITH_VERSIONS = ("/images", "/applications", "/inVMAccessControlProfiles")
_PARTS = {
    "microsoft.compute/galleries": (*_WITH_VERSIONS, *(f"{part}/versions" for part in _WITH_VERSIONS)),
    **{f"microsoft.compute/galleries{part.casefold()}": ("/versions",) for part in _WITH_VERSIONS},
}


class Rights:
    """The rights of ``caller`` in the store that ``view`` shows whole; each subscription's are read once.

    ``known`` are those that were read before, of the same state of the store, and takes what is read now.
    """

    def __init__(self, view: View, caller: Caller, known: Grants | None = None) -> None:
        self._view = view
        self.caller = caller
        self._grants: Grants = {} if known is None else known
        self._read_whole: dict[tuple[ResourceId, str], bool] = {}

    def decide(self, action: str, scope: ResourceId) -> Decision:
        return access.decide(self._of(scope.subscription), action, scope)

    def allows(self, action: str, scope: ResourceId) -> bool:
        return access.is_allowed(self._of(scope.subscription), action, scope)

    def allows_below(self, action: str, scope: ResourceId) -> bool:
        """Whether ``action`` is allowed over a part of what lies below ``scope``."""
        return any(covers(scope, grant.scope) for grant in self.decide(action, scope).elsewhere)

    def may_read(self, resource: ResourceId) -> bool:
        """Whether the resource may be read; False for what is no resource of Azure."""
        kind = actions.type_of(resource)
        if not kind:
            return False
        action = f"{kind}/read"
        holder = (resource.holder, action)
        if holder not in self._read_whole:  # of 10,000 versions one is asked about where all may be read
            self._read_whole[holder] = bool(resource.holder.pairs) and self.allows(action, resource.holder)
        return self._read_whole[holder] or self.allows(action, resource)

    def may_write(self, resource: ResourceId) -> bool:
        kind = actions.type_of(resource)
        return bool(kind) and self.allows(f"{kind}/write", resource)

    def knows(self, resource: ResourceId) -> bool:
        """Whether the resource may be read, or something in it: who is given a version knows that it has a gallery."""
        if self.may_read(resource):
            return True
        kind = actions.type_of(resource)
        parts = [f"{kind}{part}/read" for part in _PARTS.get(kind.casefold(), ())]
        return any(self.allows(part, resource) for part in parts) or any(
            covers(resource, grant.scope) for grant in self._of(resource.subscription)
        )

    def is_in(self, subscription: str) -> bool:
        """Whether a role is assigned anywhere in the subscription, so that it is there for the caller."""
        return bool(self._of(subscription))

    def _of(self, subscription: str) -> list[Grant]:
        folded = subscription.casefold()
        if folded not in self._grants:
            from sig.service import accounts, role_assignments

            speaking = access.principals(self.caller, accounts.tenant(self._view, folded))
            found = role_assignments.grants(self._view, folded, speaking) if speaking else []
            self._grants[folded] = list(found)
        return self._grants[folded]


class KeptRights:
    """The rights of ``caller`` for an operation, which asks for them before it works and in every view that it opens.

    They are read once as long as nothing is committed. What is decided of a view is decided of that state of the store
    and no earlier one: otherwise who lost a role, and not its rights yet, would see what was hidden in time.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._read: tuple[object, Grants] | None = None

    def begin(self) -> None:
        """Read them again, whatever is known: an assignment that is removed by hand is no commit."""
        self._read = None

    def of(self, view: View) -> Rights:
        """As ``view``, which must show the store whole, has them."""
        state = view.state()
        if state is None:
            return Rights(view, self._caller)
        kept = self._read
        if kept is None or kept[0] != state:
            kept = self._read = state, {}
        return Rights(view, self._caller, kept[1])
