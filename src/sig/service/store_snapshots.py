"""Named states of the store: saved, loaded in one commit, compared property by property."""

from __future__ import annotations

import re

from sig.domain.document_diff import diff, same
from sig.domain.errors import Conflict, InvalidParameter, ResourceNotFound
from sig.domain.names import shown, some
from sig.domain.records import NamedTuple
from sig.domain.store_check import identifier_of
from sig.domain.timestamps import to_text
from sig.service.store_places import folder_of, folder_path
from sig.store import ROOT, named_states, notes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, View
    from sig.store.named_states import NamedState

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9_-])?"


class Listing(NamedTuple):
    """Snapshots as documents; ``faults`` has a sentence for each file that is damaged."""

    snapshots: list[dict[str, Any]]
    faults: list[str]


def save(context: Context, name: str, *, force: bool = False) -> dict[str, Any]:
    """Keep the store as it is now under ``name``. Raises InvalidParameter, Conflict where the name is taken."""
    _check_name(name)
    root = folder_of(context.store).location
    with context.store.writing() as tx:  # nothing is staged: only the lock is wanted
        if not force and named_states.exists(root, name):
            raise Conflict(
                f"There is a snapshot '{name}' already.",
                target="name",
                hint="Use another name, or replace it with --force.",
                rule="R195",
            )
        state = named_states.NamedState(name, to_text(context.clock.now()), _documents(tx))
        named_states.save(root, state)
    return _described(state)


def load(context: Context, name: str) -> dict[str, Any]:
    """Make the store what it was when ``name`` was saved, in one commit. Raises ResourceNotFound, StoreError."""
    root = folder_path(context.store)
    state = _required(root, name)
    created = changed = deleted = 0
    with context.store.writing() as tx:
        for resource in list(tx.below(ROOT)):
            if resource not in state.documents:
                tx.delete(resource)
                deleted += 1
        for resource, document in state.documents.items():
            before = tx.get(resource)
            if before is None or not same(before, document):
                tx.put(resource, document)
                created, changed = created + (before is None), changed + (before is not None)
        for key in notes.read(root):  # they count what there was before
            tx.leave_note(key, 0)
    return {"name": state.name, "created": created, "changed": changed, "deleted": deleted}


def listed(context: Context) -> Listing:
    """The snapshots, by name, and what is wrong with those that cannot be read."""
    listing = Listing([], [])
    for found in named_states.each(folder_path(context.store)):
        if found.state is not None:
            listing.snapshots.append(_described(found.state))
        if found.fault is not None:
            listing.faults.append(found.fault.message)
    return listing


def compared(context: Context, name: str, other: str | None = None) -> list[dict[str, Any]]:
    """What differs between the snapshot ``name`` and the store as it is, or the snapshot ``other``.

    One entry for each property that differs: ``id``, ``change`` (created, changed, deleted), ``path``, ``before`` and
    ``after``. Raises ResourceNotFound.
    """
    root = folder_path(context.store)
    before = _required(root, name).documents
    if other is not None:
        after = _required(root, other).documents
    else:
        with context.store.reading() as view:
            after = _documents(view)
    return [
        {"id": str(resource), "change": _kind(before.get(resource), after.get(resource)), **change._asdict()}
        for resource in sorted({**before, **after}, key=lambda resource: resource.key)
        for change in diff(before.get(resource), after.get(resource))
    ]


def delete(context: Context, name: str) -> None:
    """Forget the snapshot ``name``; the store stays as it is. Raises ResourceNotFound."""
    root = folder_of(context.store).location
    _check_name(name)
    with context.store.writing():
        if not named_states.exists(root, name):
            raise _not_found(root, name)
        named_states.delete(root, name)


def _required(root: str, name: str) -> NamedState:
    _check_name(name)
    state = named_states.load(root, name)
    if state is None:
        raise _not_found(root, name)
    return state


def _not_found(root: str, name: str) -> ResourceNotFound:
    known = some(found.state.name for found in named_states.each(root) if found.state is not None)
    return ResourceNotFound(
        f"There is no snapshot '{name}'.",
        target="name",
        hint=f"There are: {known}." if known else f"There is none yet. Save one with: sig store snapshot save {name}.",
        rule="R196",
    )


def _check_name(name: str) -> None:
    if not re.fullmatch(_NAME, name):
        raise InvalidParameter(
            f"'{shown(name)}' cannot name a snapshot: 1 to 80 English letters, digits, '.', '_' and '-', a letter or "
            "digit first and no '.' last.",
            target="name",
            hint="Use another name, as 'before-cleanup'.",
            rule="R194",
        )


def _documents(view: View) -> dict[ResourceId, Document]:
    """All documents, by the ID that each gives itself: the view's are case-folded."""
    found = ((resource, view.get(resource)) for resource in view.below(ROOT))
    return {_as_written(resource, document): document for resource, document in found if document is not None}


def _as_written(resource: ResourceId, document: Document) -> ResourceId:
    inside = identifier_of(document, resource)
    return inside if inside is not None and inside == resource else resource


def _kind(before: Document | None, after: Document | None) -> str:
    return "created" if before is None else "deleted" if after is None else "changed"


def _described(state: NamedState) -> dict[str, Any]:
    return {"documents": len(state.documents), "name": state.name, "savedAt": state.saved_at}
