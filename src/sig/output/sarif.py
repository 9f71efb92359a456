"""SARIF 2.1.0: findings in the form that code-scanning services read."""

from __future__ import annotations

from urllib.parse import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_text(findings: list[dict[str, Any]], *, tool: str, version: str) -> str:
    """One run of ``tool`` with ``findings``.

    Each of them has rule, level, id, name, place, message, advice, title and why.
    ``place`` is the file of the resource, which code scanning shows, relative to the working directory where it can be.
    """
    import json

    rules = {finding["rule"]: finding for finding in findings}
    run = {
        "tool": {
            "driver": {"name": tool, "version": version, "rules": [_rule(rules[number]) for number in sorted(rules)]}
        },
        "results": [_result(finding) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(finding: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": finding["rule"],
        "shortDescription": {"text": finding["title"]},
        "fullDescription": {"text": finding["why"]},
        "defaultConfiguration": {"level": finding["level"]},
    }


def _result(finding: dict[str, Any]) -> dict[str, Any]:
    return {
        "ruleId": finding["rule"],
        "level": finding["level"],
        "message": {"text": f"{finding['name']}: {finding['message']} {finding['advice']}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding["place"].replace("\\", "/"), safe="/:")}
                },
                "logicalLocations": [{"fullyQualifiedName": finding["id"], "kind": "resource"}],
            }
        ],
    }
