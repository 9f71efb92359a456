"""A revoked version is out of latest everywhere, and restored it is what it was to the last member."""

from datetime import UTC, datetime
from typing import Any

import pytest

from refusals import refused
from sig.domain import latest, regions
from sig.domain.errors import InvalidParameter
from sig.domain.revocation import Revocation, check_reason, restored, revoked
from sig.domain.timestamps import to_text

NOW = datetime(2026, 1, 7, tzinfo=UTC)
WEST = regions.require("westus", "any")


def body(tags: dict[str, str] | None = None, regional: bool | None = None, **profile: Any) -> dict[str, Any]:
    target = {"name": "West US", **({} if regional is None else {"excludeFromLatest": regional})}
    content = {"properties": {"publishingProfile": {"targetRegions": [target], **profile}, "storageProfile": {}}}
    return content if tags is None else {**content, "tags": tags}


BODIES = [
    body(),
    body({}),
    body({"a": "1"}, excludeFromLatest=False),
    body({}, regional=False, excludeFromLatest=True),
    body({}, regional=True),
    body({}, endOfLifeDate="2030-01-01T00:00:00+00:00"),
    body({}, endOfLifeDate="2020-01-01T00:00:00+00:00"),
    body({"sig-revoked": "by hand", "b": ""}),
    body({str(number): "" for number in range(50)}),
]


@pytest.mark.parametrize("before", BODIES)
def test_restoring_gives_back_what_was_there(before: dict[str, Any]) -> None:
    after, revocation = revoked(before, "leaked", NOW)
    assert after != before
    again = Revocation.read(revocation.written())
    assert again == revocation
    assert restored(after, revocation) == before


@pytest.mark.parametrize("before", BODIES)
def test_a_revoked_version_is_the_latest_nowhere(before: dict[str, Any]) -> None:
    after, _ = revoked(before, "leaked", NOW)
    assert latest.is_excluded(after, WEST)
    assert latest.is_excluded_everywhere(after)


def test_its_end_of_life_is_now_unless_it_has_come_before() -> None:
    def end(before: dict[str, Any]) -> Any:
        return revoked(before, "leaked", NOW)[0]["properties"]["publishingProfile"]["endOfLifeDate"]

    assert end(body()) == end(body(endOfLifeDate="2030-01-01")) == to_text(NOW)
    assert end(body(endOfLifeDate="2020-01-01")) == "2020-01-01"


def test_tags_say_it_as_far_as_there_is_room_for_them() -> None:
    assert revoked(body(), "r" * 300, NOW)[0]["tags"] == {
        "sig-revoked": "r" * 255 + "…",
        "sig-revoked-at": to_text(NOW),
    }
    crowded = {str(number): "" for number in range(49)}
    assert revoked(body(crowded), "leaked", NOW)[0]["tags"] == {**crowded, "sig-revoked": "leaked"}


def test_what_was_changed_while_it_was_revoked_stays() -> None:
    after, revocation = revoked(body({}, regional=False), "leaked", NOW)
    profile = after["properties"]["publishingProfile"]
    changed = {**after, "tags": {**after["tags"], "new": "1"}}
    changed["properties"] = {"publishingProfile": {**profile, "targetRegions": [{"name": "East US"}]}}
    again = restored(changed, revocation)
    assert again["tags"] == {"new": "1"}
    assert again["properties"]["publishingProfile"] == {"targetRegions": [{"name": "East US"}]}


def test_r208_a_reason_is_needed() -> None:
    assert check_reason(" leaked ") == "leaked"
    with refused(InvalidParameter, "--reason", rule="R208", target="reason"):
        check_reason(" \n")


@pytest.mark.parametrize("kept", [{}, {"reason": 1, "at": "", "before": {}}, [], {"reason": "", "at": "", "before": 1}])
def test_a_record_of_another_form_is_not_read(kept: Any) -> None:
    with pytest.raises((KeyError, TypeError)):
        Revocation.read(kept)
