"""The envelope around a stored resource: its ARM body, when it was made and changed, its replication plan."""

from __future__ import annotations

from sig.domain.codec import decode, encode
from sig.domain.errors import ResourceNotFound, SigError
from sig.domain.names import shown, some
from sig.domain.records import NamedTuple
from sig.domain.response import CREATING
from sig.domain.timestamps import is_instant, to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import Any, TypeVar

    from sig.domain.replication import RegionPlan
    from sig.domain.resource_id import ResourceId
    from sig.store import Document, Store, StoreCorrupt, View

    T = TypeVar("T")

_PLAN_MEMBERS = {
    "region": (str,),
    "started_at": (str,),
    "seconds": (int, float),
    "polls": (int,),
    "polled": (int,),
    "stops_at": (int,),
    "failure": (str,),
    "code": (str,),
}
_RESOURCE_TEXTS = ("id", "name", "location")
_SUBSCRIPTION_TEXTS = ("id", "name", "tenantId", "state")
_DIRECTORY_TEXTS = ("id", "displayName")
_AUTHORIZATION_TEXTS = ("id", "name")
_OBJECTS = ("publishingProfile", "safetyProfile")  # what answers look into


class Written(NamedTuple):
    """What a PUT left behind: the resource as a GET answers it, and whether it was not there before."""

    body: dict[str, Any]
    is_new: bool


def wrap(body: object, now: datetime, before: Document | None = None) -> Document:
    """An envelope for ``body`` (a dataclass or a document); what ``before`` knew besides its body is kept."""
    instant = to_text(now)
    kept = {name: value for name, value in (before or {}).items() if name not in ("resource", "changed_at")}
    return {"created_at": instant, **kept, "changed_at": instant, "resource": encode(body)}


def get(view: View, identifier: ResourceId) -> Document | None:
    """The document of ``identifier``, with an envelope and a body that services can rely on.

    The one way by which services read documents. Raises StoreCorrupt.
    """
    document = view.get(identifier)
    return None if document is None else checked(view, identifier, document, identifier)


def checked(view: View, place: ResourceId, document: Any, identifier: ResourceId) -> Document:
    """``document``, found at ``place``, if services can rely on it as that of ``identifier``. Raises StoreCorrupt."""
    fault = _fault(document, identifier) or _plan_fault(document)
    if fault is not None:
        raise corrupt(view, place, fault)
    found: Document = document
    return found


def each(
    view: View, parent: ResourceId, collection: str, passes: Callable[[Any], bool] | None = None
) -> Iterator[tuple[ResourceId, Document]]:
    """The children of ``parent`` in order of their names, read as they are asked for.

    ``passes`` is told each document before anything is known of it, and says which are left out unchecked.
    """
    identifiers = [parent.child(collection, name) for name in view.names(parent, collection)]
    for identifier, document in zip(identifiers, view.several(identifiers), strict=True):
        if document is not None and not (passes and passes(document)):  # it may be removed by hand since it was listed
            yield identifier, checked(view, identifier, document, identifier)


def required(view: View, identifiers: Sequence[ResourceId]) -> Iterator[Document]:
    """The documents of ``identifiers``, read as they are asked for. Raises ResourceNotFound. Source: SPEC R009."""
    for identifier, document in zip(identifiers, view.several(identifiers), strict=True):
        if document is None:
            raise not_found(view, identifier)
        yield checked(view, identifier, document, identifier)


def decoded(view: View, identifier: ResourceId, kind: type[T], document: Document) -> T:
    """The ``kind`` that ``document``, read as ``identifier``, holds. Raises StoreCorrupt."""
    try:
        return decode(kind, body(document))
    except ValueError as error:
        raise corrupt(view, identifier, f"cannot be read: {error}") from error


def read_off(view: View, identifier: ResourceId, question: Callable[..., T], *arguments: Any) -> T:
    """What ``question`` reads off the body of ``identifier``. Raises StoreCorrupt where that has another form."""
    try:
        return question(*arguments)
    except (AttributeError, KeyError, TypeError) as error:
        raise corrupt(view, identifier, "has members of another form than its owner's commands write") from error


def answered(store: Store, identifier: ResourceId, answer: Callable[[], T]) -> T:
    """As ``read_off``, for whoever has left the view."""
    try:
        return answer()
    except (AttributeError, KeyError, TypeError):
        with store.reading() as view:
            return read_off(view, identifier, answer)


def corrupt(view: View, identifier: ResourceId, fault: str) -> StoreCorrupt:
    from sig.store import StoreCorrupt

    return StoreCorrupt(view.place(identifier), fault)


def body(document: Document) -> dict[str, Any]:
    resource: dict[str, Any] = document["resource"]
    return resource


def plan(document: Document) -> list[RegionPlan]:
    if "replication" not in document:
        return []  # without the cost of importing what a plan is made of
    from sig.domain.replication import RegionPlan

    return [RegionPlan(**entry) for entry in document["replication"]]


def operation(document: Document) -> str:
    """What the replication plan of a version is for: Creating, or Updating."""
    found: str = document.get("operation", CREATING)
    return found


def as_read(document: Document, now: datetime, answer: Callable[..., dict[str, Any]], **asked: bool) -> dict[str, Any]:
    """The version of ``document`` as a GET answers it ``now``, by the ``answer`` of its kind in ``domain.response``."""
    return answer(body(document), plan(document), now, operation=operation(document), **asked)


def set_plan(document: Document, entries: Iterable[RegionPlan], operation: str) -> None:
    """Store in the envelope of a version how it is copied to its regions; nothing for copies that took no time."""
    document.pop("replication", None)
    document.pop("operation", None)
    kept = [
        {
            name: value
            for name, value in entry._asdict().items()
            if name not in entry._field_defaults or value != entry._field_defaults[name]
        }
        for entry in entries
    ]
    if kept:
        document.update(operation=operation, replication=kept)


def require(view: View, identifier: ResourceId) -> Document:
    """The document of ``identifier``. Raises ResourceNotFound. Source: SPEC R009."""
    document = get(view, identifier)
    if document is None:
        raise not_found(view, identifier)
    return document


def asked(store: Store, identifier: ResourceId) -> Document:
    """The document of ``identifier``, after one more read where reads decide how far its plan is.

    Raises ResourceNotFound.
    """
    with store.reading() as view:
        document = require(view, identifier)
    if "replication" not in document or not any("polls" in entry for entry in document["replication"]):
        return document
    from sig.domain.replication import polled

    with store.writing() as tx:
        document = require(tx, identifier)
        after = polled(plan(document))
        if after is not None:
            tx.set_aside()
            set_plan(document, after, operation(document))
            tx.put(identifier, document)
    return document


def not_found(view: View, identifier: ResourceId) -> ResourceNotFound:
    """The refusal that ARM's front end gives, with the nearest name that does exist."""
    return ResourceNotFound(
        f"The Resource '{shown(identifier.relative, 400)}' under resource group '{identifier.resource_group}' was not "
        "found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
        hint=_nearest(view, identifier),
        rule="R009",
    )


def _fault(document: Any, identifier: ResourceId) -> str | None:
    """What is wrong with ``document``, as far as every answer depends on it; the rest is left to ``decoded``."""
    resource = document.get("resource") if type(document) is dict else None
    if type(resource) is not dict:
        return "has no object 'resource'"
    texts = _texts(identifier)
    for name in texts:
        if type(resource.get(name)) is not str:
            return f"has no text '{name}' in its resource"
    if not _is_of(resource["id"], identifier, texts):
        return f"has the id '{shown(resource['id'])}', which does not belong to its path"
    properties = resource.get("properties", {})
    if type(properties) is not dict:
        return "has 'properties' that are no object"
    for name in _OBJECTS:
        if type(properties.get(name, {})) is not dict:
            return f"has a '{name}' that is no object"
    return None


def _texts(identifier: ResourceId) -> tuple[str, ...]:
    """The texts that every body of its kind has."""
    if identifier.collection == "subscriptions":
        return _SUBSCRIPTION_TEXTS
    if identifier.pairs[1][0] == "providers":  # of the subscription itself, which has no location
        return _AUTHORIZATION_TEXTS
    return _DIRECTORY_TEXTS if identifier.pairs[0][0] == "tenants" else _RESOURCE_TEXTS


def _is_of(text: str, identifier: ResourceId, texts: tuple[str, ...]) -> bool:
    """Whether a body with the ID ``text`` lies where ``identifier`` does.

    Subscriptions and objects of directories have a GUID as their ID, role assignments begin with that of their scope.
    """
    if texts is _AUTHORIZATION_TEXTS:
        from sig.domain import scopes
        from sig.domain.resource_id import ResourceId

        try:
            return scopes.place(ResourceId.parse(text)) == identifier
        except SigError:
            return False
    expected = str(identifier) if texts is _RESOURCE_TEXTS else identifier.name
    return text.casefold() == expected.casefold()


def _plan_fault(document: Document) -> str | None:
    """What is wrong with the replication plan, on which the state of a version depends; most have none."""
    if "replication" not in document:
        return None
    entries = document["replication"]
    is_plan = type(entries) is list and all(
        type(entry) is dict
        and {"region", "started_at", "seconds"} <= entry.keys() <= _PLAN_MEMBERS.keys()
        and all(type(value) in _PLAN_MEMBERS[name] for name, value in entry.items())
        and is_instant(entry["started_at"])
        and _ends_on_the_calendar(entry)
        for entry in entries
    )
    if not is_plan:
        return "has a 'replication' that is no plan of copies"
    return None if document.get("operation", CREATING) in (CREATING, "Updating") else "has an unknown 'operation'"


def _ends_on_the_calendar(entry: dict[str, Any]) -> bool:
    from datetime import datetime, timedelta

    try:
        datetime.fromisoformat(entry["started_at"]) + timedelta(seconds=entry["seconds"])
    except (OverflowError, ValueError):
        return False
    return True


def _nearest(view: View, identifier: ResourceId) -> str:
    """Which part of the path is missing, and what is there instead."""
    from difflib import get_close_matches

    missing = identifier
    while missing != missing.top and not view.exists(missing.parent):
        missing = missing.parent
    there = view.names(missing.holder, missing.collection)
    close = get_close_matches(missing.name.casefold(), there, n=3, cutoff=0.5)
    if close:
        return f"Did you mean {' or '.join(repr(name) for name in close)} instead of '{shown(missing.name)}'?"
    if there:
        return f"There is no '{shown(missing.name)}' in {missing.collection}; there are: {some(there)}."
    return f"There are no {missing.collection} {_place(missing)}; check --resource-group, --subscription and --store."


def _place(missing: ResourceId) -> str:
    if missing != missing.top:
        return f"in '{shown(missing.parent.name)}'"
    return f"in resource group '{shown(missing.resource_group)}' of subscription '{missing.subscription}'"
