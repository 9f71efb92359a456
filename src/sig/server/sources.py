"""Registered sources on the wire: VMs, images, disks, snapshots and disk encryption sets, to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain.resource_id import compute_id
from sig.domain.source import TYPES, SourceKind
from sig.domain.source_documents import as_compute
from sig.server.exchange import Answer
from sig.server.resources import listing
from sig.server.routing import COMPUTE, GROUP_PATH, SUBSCRIPTION_PATH, route
from sig.service import sources

if TYPE_CHECKING:
    from sig.server.exchange import Call
    from sig.server.routing import Handler

_INSTANCE_VIEW = "instanceView"
# What the service calls the operations of each kind in its own description of its API.
_KINDS = {
    SourceKind.VM: "VirtualMachines",
    SourceKind.IMAGE: "Images",
    SourceKind.DISK: "Disks",
    SourceKind.SNAPSHOT: "Snapshots",
    SourceKind.DISK_ENCRYPTION_SET: "DiskEncryptionSets",
}


def _declare(kind: SourceKind, operations: str) -> None:
    """The routes of one kind: get, list of a group, list of the subscription."""
    collection = TYPES[kind].partition("/")[2]
    below = f"providers/{COMPUTE}/{collection}"
    said = kind.value.replace("-", " ")
    route(
        "GET",
        f"{GROUP_PATH}/{below}/{{source}}",
        operation=f"{operations}_Get",
        verb="source show",
        summary=f"A registered source: {said}.",
    )(_shows(collection))
    route(
        "GET",
        f"{GROUP_PATH}/{below}",
        operation=f"{operations}_ListByResourceGroup",
        verb="source list",
        summary=f"The registered sources of a resource group: {said}.",
    )(_lists(kind))
    route(
        "GET",
        f"{SUBSCRIPTION_PATH}/{below}",
        operation=f"{operations}_List",
        verb="source list",
        summary=f"The registered sources of the subscription: {said}.",
    )(_lists(kind))


def _shows(collection: str) -> Handler:
    def show(call: Call) -> Answer:
        expanded = call.asked("$expand") or ""
        identifier = compute_id(call.context.subscription, call["group"], collection, call["source"])
        found = sources.show(call.context, identifier)
        return Answer(body=as_compute(found, with_instance_view=expanded.casefold() == _INSTANCE_VIEW.casefold()))

    return show


def _lists(kind: SourceKind) -> Handler:
    def shape(item: dict[str, Any]) -> dict[str, Any]:
        return as_compute(item)

    def listed(call: Call) -> Answer:
        found = sources.listed(call.context, call.parameters.get("group"), kind, call.page())
        return listing(call, found, shape)

    return listed


for _kind, _operations in _KINDS.items():
    _declare(_kind, _operations)
