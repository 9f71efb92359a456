"""Which VM or scale set a command is about: by name in a group, by its ID, or by ``--ids``."""

from sig.cli import targets
from sig.cli.grammar import UsageError
from sig.cli.session import context, warn
from sig.domain.consumers import ConsumerKind, collection_of, kind_of
from sig.domain.resource_id import ResourceId, compute_id


def chosen(ids: list[str] | None, group: str | None, vm: str | None, vmss: str | None) -> list[ResourceId]:
    """The consumers named, one or several. Raises UsageError when something to name one is missing."""
    if not ids:
        return [one(group, vm, vmss)]
    if vm or vmss:
        warn("The names are ignored because --ids is given.")
    found = [ResourceId.parse(text) for text in targets.spread(ids)]
    if not found:
        raise UsageError("InvalidArgumentValue: --ids names no resource.", hint="Give one or more resource IDs.")
    for resource in found:
        kind_of(resource)
    return found


def one(group: str | None, vm: str | None, vmss: str | None) -> ResourceId:
    """The ID of the VM or scale set that one of the two words names."""
    if bool(vm) == bool(vmss):
        raise UsageError(
            "usage error: give one of --vm and --vmss.", hint="Each takes a name, with -g, or a resource ID."
        )
    kind, word = (ConsumerKind.VM, vm or "") if vm else (ConsumerKind.VMSS, vmss or "")
    if word.startswith("/"):
        resource = ResourceId.parse(word)
        if kind_of(resource) is not kind:
            raise UsageError(f"usage error: '{word}' is not the ID for --{kind}.", hint="Use the other option.")
        return resource
    if not group:
        raise UsageError(
            "InvalidArgumentValue: Missing required field: -g", hint="Name the resource group, or give the whole ID."
        )
    return compute_id(context().subscription, group, collection_of(kind), word)
