"""What ``revoke`` and ``restore`` answer."""

from __future__ import annotations

from sig.cli.printing import Result
from sig.cli.session import warn
from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def told(rows: list[dict[str, Any]]) -> Result:
    """The versions that were revoked or restored; channels that still point at a revoked one are warned about."""
    for row in rows:
        for channel in row.get("channels", ()):
            definition = ResourceId.parse(row["id"]).parent
            warn(
                f"Channel '{channel}' still points at {row['name']}. Move it: sig channel rollback "
                f"-g {definition.resource_group} -r {definition.parent.name} -i {definition.name} -n {channel}"
            )
    return Result(rows, _table)


def _table(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "Action": row["action"],
            "ResourceGroup": version.resource_group,
            "Gallery": version.top.name,
            "Definition": version.parent.name,
            "Name": row["name"],
            "Reason": row.get("reason"),
        }
        for row in rows
        for version in [ResourceId.parse(row["id"])]
    ]
