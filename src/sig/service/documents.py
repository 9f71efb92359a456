"""The envelope around a stored resource: its ARM body, when it was made and changed, its replication plan."""

from datetime import datetime
from typing import Any

from sig.domain.codec import encode
from sig.domain.errors import ResourceNotFound
from sig.domain.names import shown
from sig.domain.replication import RegionPlan
from sig.domain.resource_id import ResourceId
from sig.domain.timestamps import to_text
from sig.store import Document, View


def wrap(body: object, now: datetime, before: Document | None = None) -> Document:
    """An envelope for ``body`` (a dataclass or a document); what ``before`` knew besides its body is kept."""
    instant = to_text(now)
    kept = {name: value for name, value in (before or {}).items() if name not in ("resource", "changed_at")}
    return {"created_at": instant, **kept, "changed_at": instant, "resource": encode(body)}


def body(document: Document) -> dict[str, Any]:
    resource: dict[str, Any] = document["resource"]
    return resource


def plan(document: Document) -> list[RegionPlan]:
    return [RegionPlan(**entry) for entry in document.get("replication", [])]


def require(view: View, identifier: ResourceId) -> Document:
    """The document of ``identifier``. Raises ResourceNotFound. Source: SPEC R009."""
    document = view.get(identifier)
    if document is None:
        raise not_found(view, identifier)
    return document


def not_found(view: View, identifier: ResourceId) -> ResourceNotFound:
    """The refusal that ARM's front end gives, with the nearest name that does exist."""
    return ResourceNotFound(
        f"The Resource '{shown(identifier.relative, 400)}' under resource group '{identifier.resource_group}' was not "
        "found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
        hint=_nearest(view, identifier),
        rule="R009",
    )


def _nearest(view: View, identifier: ResourceId) -> str:
    """Which part of the path is missing, and what is there instead."""
    from difflib import get_close_matches

    missing = identifier
    while len(missing.pairs) > 4 and not view.exists(missing.parent):
        missing = missing.parent
    holder = missing.parent if len(missing.pairs) > 4 else missing.parent.child(*missing.pairs[-2])
    there = view.names(holder, missing.collection)
    close = get_close_matches(missing.name.casefold(), there, n=3, cutoff=0.5)
    if close:
        return f"Did you mean {' or '.join(repr(name) for name in close)} instead of '{shown(missing.name)}'?"
    if there:
        listed = ", ".join(there[:5]) + (", …" if len(there) > 5 else "")
        return f"There is no '{shown(missing.name)}' in {missing.collection}; there are: {listed}."
    return f"There are no {missing.collection} {_place(missing)}; check --resource-group, --subscription and --store."


def _place(missing: ResourceId) -> str:
    if len(missing.pairs) > 4:
        return f"in '{missing.parent.name}'"
    return f"in resource group '{missing.resource_group}' of subscription '{missing.subscription}'"
