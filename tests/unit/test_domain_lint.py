"""Best practices: each has a version that does not follow it, and the nearest one that does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sig.domain import lint
from sig.domain.lint import PRACTICES, Stored
from sig.domain.profile import CURRENT, PROFILE_2021, Profile
from sig.domain.resource_id import ResourceId, gallery_id, version_id
from sig.domain.version_name import VersionName

if TYPE_CHECKING:
    from typing import Any

NOW = datetime(2026, 1, 7, tzinfo=UTC)
GALLERY = gallery_id("s", "g", "Main")
DEFINITION = GALLERY.child("images", "web")
END = "2030-01-01T00:00:00+00:00"


def target(name: str = "West US", replicas: int = 2, storage: str = "Standard_LRS", **more: Any) -> dict[str, Any]:
    return {"name": name, "regionalReplicaCount": replicas, "storageAccountType": storage, **more}


def version(
    number: str = "1.0.0",
    *targets: dict[str, Any],
    location: str = "westus",
    state: str = "Succeeded",
    **profile: Any,
) -> Stored:
    published = {"targetRegions": list(targets or [target()]), "endOfLifeDate": END, **profile}
    published = {name: value for name, value in published.items() if value is not None}
    identifier: ResourceId = version_id("s", "g", "Main", "web", number)
    body = {"location": location, "properties": {"publishingProfile": published}}
    return Stored(VersionName.parse(number), identifier, body, [], state)


TWO = [target(), target("UK West")]


def found(
    *versions: Stored, location: str = "westus", gallery: str = "westus", profile: Profile = PROFILE_2021
) -> list[str]:
    """The practices that are not followed, each with the name of what does not."""
    findings = lint.of_definition({"location": gallery}, DEFINITION, {"location": location}, versions, profile, NOW)
    return [f"{finding.number} {finding.resource.name}" for finding in findings]


def test_what_follows_every_practice_gives_no_finding() -> None:
    assert found(version()) == []


@pytest.mark.parametrize(
    ("versions", "findings"),
    [
        ([version(endOfLifeDate=None)], ["L001 1.0.0"]),
        ([version("1.0.0", target(replicas=1))], ["L002 1.0.0"]),
        ([version("1.0.0", target(), target("East US", 2))], ["L003 1.0.0"]),
        ([version("1.0.0", target(), location="eastus")], ["L004 1.0.0"]),
        ([version(excludeFromLatest=True)], ["L005 web"]),
        ([version(endOfLifeDate="2026-01-07T00:00:00+00:00")], ["L006 1.0.0"]),
        ([version("1.0.0"), version("2.0.0", state="Failed")], ["L007 2.0.0"]),
        ([version("1.0.0", *TWO), version("2.0.0", *TWO)], ["L008 1.0.0"]),
        ([version(replicationMode="Shallow")], ["L009 1.0.0"]),
        ([version(endOfLifeDate="2026-02-06T00:00:00+00:00")], ["L010 1.0.0"]),
    ],
)
def test_each_practice_has_its_finding(versions: list[Stored], findings: list[str]) -> None:
    assert found(*versions) == findings


def test_every_practice_is_in_the_table_above() -> None:
    (mark,) = test_each_practice_has_its_finding.pytestmark  # type: ignore[attr-defined] # put there by parametrize
    assert sorted(case[1][0].split()[0] for case in mark.args[1]) == sorted(PRACTICES)


@pytest.mark.parametrize(
    "versions",
    [
        [version("1.0.0", target("East US", 2, "Standard_ZRS"), target())],
        [version("1.0.0", endOfLifeDate="2026-01-01T00:00:00+00:00"), version("2.0.0")],
        [version("1.0.0", target(replicas=1)), version("2.0.0")],
        [version("1.0.0", *TWO), version("2.0.0")],  # it is the latest in one of the two
        [version(endOfLifeDate="2026-02-06T00:00:01+00:00")],
    ],
)
def test_what_only_looks_like_a_fault_is_none(versions: list[Stored]) -> None:
    assert found(*versions) == []


def test_a_definition_away_from_its_gallery_is_told_of() -> None:
    assert found(gallery="eastus") == ["L004 web"]


def test_today_three_replicas_are_advised() -> None:
    assert found(version("1.0.0", target(replicas=2)), profile=CURRENT) == ["L002 1.0.0"]
    assert found(version("1.0.0", target(replicas=3)), profile=CURRENT) == []
