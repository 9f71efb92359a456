"""Role assignments and definitions as az prints them: their properties at the top, what is unset as null."""

from __future__ import annotations

from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def flat(body: dict[str, Any]) -> dict[str, Any]:
    """The members of ``properties`` beside the others; what is in a resource group names that."""
    shown = {**{name: value for name, value in body.items() if name != "properties"}, **body["properties"]}
    group = ResourceId.parse(shown["scope"]).resource_group if "scope" in shown else ""
    return {**shown, "resourceGroup": group} if group else shown


def role(body: dict[str, Any]) -> dict[str, Any]:
    """A role definition: its own type stands beside that of the resource."""
    facts = dict(body["properties"])
    facts["roleType"] = facts.pop("type")
    return flat({**body, "properties": facts})


def assignment_table(data: Any) -> Any:
    """The columns of az: principal, role and scope."""
    if isinstance(data, list):
        return [assignment_table(item) for item in data]
    return {
        "Principal": data.get("principalName") or data["principalId"],
        "Role": data.get("roleDefinitionName") or data["roleDefinitionId"].rpartition("/")[2],
        "Scope": data["scope"],
    }


def role_table(data: Any) -> Any:
    """The columns of az: name, type and description."""
    if isinstance(data, list):
        return [role_table(item) for item in data]
    return {"Name": data["roleName"], "Type": data["type"], "Description": data["description"]}
