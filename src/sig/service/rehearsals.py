"""Changes gathered before they are made: for dry runs, which make none of them, and batches, which make all at once."""

from __future__ import annotations

from contextlib import ExitStack

from sig.domain.document_diff import Change, diff
from sig.domain.errors import InvalidParameter
from sig.domain.resource_id import ResourceId
from sig.store.gathering import GatheringStore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from types import TracebackType
    from typing import Any, Self

    from sig.domain.access import Caller
    from sig.service.rights import Rights
    from sig.service.stores import Opener, Signer
    from sig.store import Author, Document, Store, Transaction

    Begin = Callable[[Store, list[Author]], AbstractContextManager[Transaction]]

_IN_AZURE = "/subscriptions/"  # what lies elsewhere is of the store alone
_TIMES = ("created_at", "changed_at")
_RESOURCE = "resource"


class Gathering:
    """Opens stores whose changes wait for the end of the ``with``, where ``begin`` commits or forgets them.

    ``begin`` is what a store is entered by; it is handed a list that will name who made the changes, in order.
    ``opened`` is what opens one. A store that is opened again is the same store with what was changed in it so far.
    With ``single``, what is gathered is to be committed as one, and a second store is refused.
    """

    def __init__(self, begin: Begin, opened: Opener, *, single: bool = False) -> None:
        self._begin = begin
        self._open = opened
        self._single = single
        self._stores: dict[str, GatheringStore] = {}
        self._before: dict[str, Transaction] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            with self._stack.pop_all():  # what cannot be staged is not committed either
                for store in self._stores.values():
                    store.settle()
            return
        self._stack.__exit__(kind, failure, trace)

    def opened(self, location: str) -> Store:
        """The store at ``location``, gathering. Raises InvalidParameter."""
        store = self._open(location)
        place = store.info().location
        if self._single and self._stores and place not in self._stores:
            raise InvalidParameter(
                f"Commands that are done together work on one store: '{place}' is not '{next(iter(self._stores))}'.",
                target="--store",
                hint="Make a batch of its own for each store, or leave out --atomic.",
                rule="R170",
            )
        if place not in self._stores:
            authors: list[Author] = []
            outer = self._before[place] = self._stack.enter_context(self._begin(store, authors))
            self._stores[place] = GatheringStore(store, outer, authors)
        return self._stores[place]

    def effects(self, caller: Caller | None = None) -> list[dict[str, Any]]:
        """What has changed so far, store by store; to a caller what of it it may read, or has put there."""
        found = [(place, effect) for place, store in self._stores.items() for effect in effects(store.changes)]
        if caller is None:
            return [effect for _, effect in found]
        from sig.service.rights import Rights

        rights = {place: Rights(outer, caller) for place, outer in self._before.items()}
        return [effect for place, effect in found if _is_told(rights[place], effect)]


def _is_told(rights: Rights, effect: dict[str, Any]) -> bool:
    """Whether the caller may know of ``effect``: it reads what changes, or made it itself."""
    if not effect["id"].startswith(_IN_AZURE):
        return False
    resource = ResourceId.parse(effect["id"])
    return rights.may_read(resource) or (effect["action"] != "delete" and rights.may_write(resource))


def rehearsal(opened: Opener) -> Gathering:
    """Changes that are looked at, and forgotten."""
    return Gathering(lambda store, _: store.rehearsing(), opened)


def together(opened: Opener, signed: Signer) -> Gathering:
    """Changes of one store that are committed as one, signed by ``signed``; an exception undoes them all."""
    return Gathering(lambda store, authors: signed(store, authors).writing(), opened, single=True)


def effects(changes: Mapping[ResourceId, tuple[Document | None, Document | None]]) -> list[dict[str, Any]]:
    """``{"id", "action": create|update|delete, "changes": [{"path", "before", "after"}]}`` in the order of the IDs.

    Paths are those of the ARM resource; an object that comes or goes is told member by member. Where ``sig`` keeps
    something beside the resource that changes too, as a plan of copies, ``note`` names it. That a document was written
    again with nothing new in it is no effect.
    """
    found = (_effect(resource, *changes[resource]) for resource in sorted(changes, key=lambda resource: resource.key))
    return [effect for effect in found if effect is not None]


def _effect(resource: ResourceId, before: Document | None, after: Document | None) -> dict[str, Any] | None:
    fields = list(_fields(_body(before), _body(after)))
    own = _own(before, after)
    if not fields and not own:
        return None
    effect = {
        "id": _spelled(resource, after or before or {}),
        "action": "create" if before is None else "delete" if after is None else "update",
        "changes": [field._asdict() for field in fields],
    }
    return {**effect, "note": f"Beside the resource, sig keeps: {', '.join(own)}. It changes too."} if own else effect


def _body(document: Document | None) -> dict[str, Any]:
    """The ARM resource in its envelope; of what ``sig`` keeps for itself, as its clock, all of it."""
    body = (document or {}).get(_RESOURCE)
    return body if isinstance(body, dict) else document or {}


def _own(before: Document | None, after: Document | None) -> list[str]:
    """The members of the envelope that differ, by name, apart from the times when it was written."""
    sides = [
        {name: value for name, value in (document or {}).items() if name not in (_RESOURCE, *_TIMES)}
        if _body(document) is not document
        else {}
        for document in (before, after)
    ]
    return list(dict.fromkeys(change.path.partition(".")[0].partition("[")[0] for change in diff(*sides)))


def _spelled(resource: ResourceId, document: Document) -> str:
    """The ID as the resource itself spells it; what is found by looking through the store is in small letters."""
    text = _body(document).get("id")
    same = isinstance(text, str) and text.casefold() == str(resource).casefold()
    return str(text) if same else str(resource)


def _fields(before: Any, after: Any, path: str = "") -> Iterator[Change]:
    for change in diff(before, after):
        at = f"{path}.{change.path}" if path and not change.path.startswith("[") else f"{path}{change.path}"
        old, new = change.before, change.after
        if isinstance(old, dict) and old and new is None:
            yield from _fields(old, {}, at)
        elif isinstance(new, dict) and new and old is None:
            yield from _fields({}, new, at)
        else:
            yield Change(at, old, new)
