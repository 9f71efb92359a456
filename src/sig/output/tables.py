"""Tables: the members of an object that fit in a cell, under their names."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_HIDDEN = frozenset({"id", "type", "etag"})


def table_text(data: Any, *, sort_columns: bool) -> str:
    """Write ``data`` as a table with a row for each item of a list, or one row for anything else.

    Columns are sorted by name, or else stand in the order in which the rows first name them.
    Nothing to show is one empty line.
    """
    from tabulate import tabulate

    items = data if isinstance(data, list) else [data]
    rows = [_row(item, sort_columns=sort_columns) for item in items]
    return tabulate(rows, headers="keys", tablefmt="simple", disable_numparse=True) + "\n"


def image_version_table(version: Any) -> Any:
    """Columns that ``image-version show`` has in a table; takes the flattened document.

    A column without a value is None, which a table leaves out. A list gives one row for each
    version (az shows nothing there).
    """
    if isinstance(version, list):
        return [image_version_table(item) for item in version]
    profile = version.get("publishingProfile") or {}
    return {
        "Name": version.get("name"),
        "ResourceGroup": version.get("resourceGroup"),
        "ProvisioningState": version.get("provisioningState"),
        "TargetRegions": _names(profile.get("targetRegions")),
        "EdgeZones": _names(profile.get("targetExtendedLocations")),
        "ReplicationState": (version.get("replicationStatus") or {}).get("aggregatedState"),
    }


def replication_table(rows: Any) -> Any:
    """Columns that ``image-version replication`` has in a table; a list of such lists stands one below the other."""
    if rows and isinstance(rows[0], list):
        return [row for version in rows for row in replication_table(version)]
    return [
        {
            "Region": row["region"],
            "Replicas": row["regionalReplicaCount"],
            "Storage": row["storageAccountType"],
            "State": row["state"],
            "Progress": f"{row['progress']} %",
            "Eta": row["eta"],
            "Details": row["details"] or None,
        }
        for row in rows
    ]


def usage_table(usages: Any) -> Any:
    """Columns that ``usage list`` has in a table."""
    return [
        {
            "SubscriptionId": usage.get("subscriptionId"),
            "Location": usage["location"],
            "Name": usage["localName"],
            "CurrentValue": usage["currentValue"],
            "Limit": usage["limit"],
            "HeadRoom": usage["headRoom"],
        }
        for usage in usages
    ]


def deployment_table(answer: Any) -> Any:
    """A row for each thing said about a deployment, or one for a deployment of which nothing is said."""
    if isinstance(answer, list):
        return [row for item in answer for row in deployment_table(item)]
    deployable = {"Version": answer["version"], "Deployable": answer["deployable"]}
    said = [("Reason", finding) for finding in answer["reasons"]]
    said += [("Warning", finding) for finding in answer["warnings"]]
    return [
        {**deployable, "Finding": kind, "Rule": finding["rule"], "Message": finding["message"]}
        for kind, finding in said
    ] or [deployable]


def effects_table(effects: Any) -> Any:
    """A row for each property that a dry run would change; a note of what else would, in a row of its own."""
    rows = []
    for effect in effects:
        named = {"Action": effect["action"], "Resource": _short(effect["id"])}
        rows += [
            {**named, "Property": change["path"], "Before": cell(change["before"]), "After": cell(change["after"])}
            for change in effect["changes"]
        ]
        if "note" in effect:
            rows.append({**named, "Property": effect["note"]})
    return rows


def events_table(events: Any) -> Any:
    """Columns that ``log`` has in a table: a row for each document that an event changed."""
    from sig.domain.history import summary

    return [
        {
            "Event": event["event"],
            "Time": event["at"],
            "Verb": event["verb"],
            "Resource": _short(change["id"]),
            "Summary": summary(change["before"], change["after"], [part["path"] for part in change["diff"]]),
        }
        for event in events
        for change in event["changes"]
    ]


def verdicts_table(verdicts: Any) -> Any:
    """Columns that ``assert`` has in a table."""
    return [
        {
            "Holds": verdict["holds"],
            "Assertion": verdict["assertion"],
            "Matching": verdict["matching"],
            "Fault": verdict["fault"],
        }
        for verdict in verdicts
    ]


def check_table(findings: Any) -> Any:
    """Columns that ``store check`` has in a table; an ID, where there is one, tells more than the file."""
    return [
        {
            "Level": finding["level"],
            "Code": finding["code"],
            "Where": finding["id"] or finding["place"],
            "Message": finding["message"],
            "Repair": "done" if finding["repaired"] else finding["repair"],
        }
        for finding in findings
    ]


def difference_table(differences: Any) -> Any:
    """A row for each property that differs; a document that was created or deleted whole is not spelled out."""
    return [
        {
            "Change": difference["change"],
            "Id": difference["id"],
            **(
                {
                    "Path": difference["path"],
                    "Before": cell(difference["before"]),
                    "After": cell(difference["after"]),
                }
                if difference["path"]
                else {}
            ),
        }
        for difference in differences
    ]


def cell(value: Any) -> str | None:
    """``value`` in one cell, or in one line."""
    if value is None or isinstance(value, str):
        return value
    import json

    return json.dumps(value, ensure_ascii=False)


def _short(identifier: str) -> str:
    """An ID without what most IDs have in common: subscription, group and provider."""
    below = identifier.rpartition("/providers/")[2] if "/providers/" in identifier else identifier
    return below.partition("/")[2] if "/providers/" in identifier else below.removeprefix("/")


def _names(places: list[dict[str, Any]] | None) -> str | None:
    return ", ".join(str(place.get("name")) for place in places) if places else None


def _row(item: Any, *, sort_columns: bool) -> dict[str, Any]:
    if isinstance(item, dict):
        return dict(_cells(item, sorted(item) if sort_columns else item))
    if isinstance(item, list):
        return {f"Column{number}": value for number, value in enumerate(item, start=1)}
    return {"Result": item}


def _cells(item: dict[str, Any], names: Iterable[str]) -> Iterable[tuple[str, Any]]:
    for name in names:
        value = item[name]
        if name not in _HIDDEN and value is not None and not isinstance(value, (dict, list)):
            yield name[:1].upper() + name[1:], value
