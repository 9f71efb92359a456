"""Where consumers are recorded: known to whoever deletes a version, without the cost of what a consumer is."""

from sig.domain.resource_id import ResourceId

RECORDS = "users"
"""The collection of the records, below what ``records`` answers."""


def records(definition: ResourceId) -> ResourceId:
    """What holds the records of those that use ``definition``; they outlive it, as VMs do.

    They lie beside the resource groups and not below the definition, which can be deleted while it is used.
    """
    (_, gallery), (_, name) = definition.resources
    holder = ResourceId.of_subscription(definition.subscription).child("consumers", definition.resource_group)
    return holder.child("galleries", gallery).child("images", name)


def record(definition: ResourceId, resource: ResourceId) -> ResourceId:
    return records(definition).child(RECORDS, key(resource))


def key(resource: ResourceId) -> str:
    """One word for the consumer with that ID: what tells two apart, in any case."""
    return f"{resource.subscription}/{resource.resource_group}/{resource.collection}/{resource.name}".casefold()
