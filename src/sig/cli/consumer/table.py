"""Tables of consumers."""

from __future__ import annotations

from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def consumer_table(consumer: Any) -> Any:
    """The columns of one consumer, or of each of a list."""
    if isinstance(consumer, list):
        return [consumer_table(item) for item in consumer]
    definition = ResourceId.parse(consumer["definitionId"])
    return {
        "SubscriptionId": consumer.get("subscriptionId"),
        "Name": consumer["name"],
        "ResourceGroup": ResourceId.parse(consumer["id"]).resource_group,
        "Kind": consumer["kind"],
        "Location": consumer.get("location"),
        "Gallery": definition.parent.name,
        "Definition": definition.name,
        "Version": consumer["version"],
        "Instances": consumer.get("instances"),
        "Origin": consumer["origin"],
    }
