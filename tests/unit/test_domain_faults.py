"""Faults as data: what they are about, how often they strike, what they say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.cli import tree_data
from sig.domain import faults as rules
from sig.domain.actions import ACTIONS, action
from sig.domain.codec import decode, encode
from sig.domain.errors import InvalidParameter, LocationNotAvailable
from sig.domain.faults import Fault, FaultKind, Request
from sig.domain.resource_id import ResourceId, compute_id, definition_id, group_id, version_id, view_id

if TYPE_CHECKING:
    from typing import Any

NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)
SUB = "00000000-0000-0000-0000-000000000000"
DEFINITION = definition_id(SUB, "images", "Contoso", "ubuntu")
VERSION = version_id(SUB, "images", "Contoso", "ubuntu", "2.1.0")
# Commands without a request to the service: they are of sig and of the store alone, or poll what others show.
NEVER_STRUCK = {
    "image-version check",
    "image-version check-deploy",
    "resource delete",  # the services of what is shown or deleted are
    "resource show",
    *("resource show", "resource delete"),  # these are shows and deletes of other nouns
    *("configure", "explain", "completion", "version", "log", "undo", "batch", "assert"),
}
NOUNS_NEVER_STRUCK = {
    "account",
    "access",
    "ad",
    "clock",
    "config",
    "consumer",
    "cost",
    "fault",
    "replica",
    "serve",
    "shim",
    "store",
    "usage",
}


def throttling(**members: Any) -> Fault:
    return Fault(kind=FaultKind.THROTTLED, **members)


def about(resource: ResourceId = VERSION, verb: str = "image-version create", region: str | None = "westus") -> Request:
    return Request(verb, resource, region)


@pytest.mark.parametrize(
    "pattern",
    [
        "*",
        "Contoso/ubuntu/2.1.0",
        "contoso/UBUNTU/2.*",
        "ubuntu/2.*",
        "2.1.0",
        "2.[0-3].*",
        "*/versions/2.*",
        "*/resourceGroups/images/*",
        str(VERSION),
        f"{VERSION}/",
    ],
)
def test_a_resource_pattern_fits_the_id_or_the_end_of_the_path_of_names(pattern: str) -> None:
    assert rules.matches(throttling(resource=pattern), about())


@pytest.mark.parametrize("pattern", ["Contoso", "ubuntu", "2.1", "1.*", "images/Contoso/ubuntu/2.1.0", "buntu/2.1.0"])
def test_a_resource_pattern_does_not_fit_parts_of_names_or_parents(pattern: str) -> None:
    assert not rules.matches(throttling(resource=pattern), about())


@pytest.mark.parametrize(
    ("resource", "pattern"),
    [
        (group_id(SUB, "images"), "images"),
        (ResourceId.of_subscription(SUB), SUB),
        (view_id(SUB, "westus", "sharedGalleries", "unique-CONTOSO", "ubuntu"), "*contoso/ubuntu"),
        (compute_id(SUB, "images", "snapshots", "os"), "os"),
    ],
)
def test_a_resource_of_any_form_has_a_name_to_fit(resource: ResourceId, pattern: str) -> None:
    assert rules.matches(throttling(resource=pattern), about(resource))


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [("*", True), ("image-version *", True), ("* CREATE", True), ("image-version update", False), ("create", False)],
)
def test_a_verb_pattern_fits_noun_and_verb(pattern: str, *, fits: bool) -> None:
    assert rules.matches(throttling(verb=pattern), about()) is fits


def test_a_region_is_taken_in_any_spelling_and_holds_for_no_other_and_no_unknown_one() -> None:
    fault = rules.settled(throttling(region="West US"))
    assert fault.region == "westus"
    assert rules.matches(fault, about(region="westus"))
    assert not rules.matches(fault, about(region="eastus"))
    assert not rules.matches(fault, about(region=None))


def test_a_region_that_does_not_exist_is_refused() -> None:
    with refused(LocationNotAvailable, "Did you mean westus", rule="R004", target="region"):
        rules.settled(throttling(region="westus9"))


def test_a_fault_strikes_as_often_as_it_says() -> None:
    fault = throttling(times=2)
    for left in (1, 0):
        assert rules.matches(fault, about())
        fault, strikes = rules.attempted(fault)
        assert (strikes, fault.left) == (True, left)
    assert not rules.matches(fault, about())


def test_a_fault_without_times_strikes_until_it_is_removed() -> None:
    fault = throttling()
    for _ in range(5):
        fault, strikes = rules.attempted(fault)
        assert strikes
    assert (fault.left, fault.attempts, fault.struck) == (None, 5, 5)


def drawn(seed: str, probability: float, attempts: int) -> list[bool]:
    fault, found = throttling(probability=probability, seed=seed), []
    for _ in range(attempts):
        fault, strikes = rules.attempted(fault)
        found.append(strikes)
    return found


def test_a_seed_fails_the_same_attempts_on_every_machine() -> None:
    drawn_first = (0.96, 0.32, 0.73, 0.27, 0.62, 0.42)  # of 42:1, 42:2, …, rounded
    assert drawn("42", 0.4, 6) == [number < 0.4 for number in drawn_first]


def test_another_seed_fails_other_attempts_at_the_same_rate() -> None:
    assert drawn("1", 0.3, 400) != drawn("2", 0.3, 400)
    assert 80 < sum(drawn("1", 0.3, 400)) < 160


def test_a_probability_of_one_always_strikes() -> None:
    assert all(drawn("any", 1, 50))


def test_a_kind_has_what_it_takes_by_itself() -> None:
    assert rules.settled(Fault(kind=FaultKind.STUCK)).progress == 50
    assert rules.settled(Fault(kind=FaultKind.NESTED_LAG)).seconds == 30
    assert rules.settled(throttling(probability=0.5)).seed == "0"
    assert rules.settled(throttling()) == throttling()


@pytest.mark.parametrize("kind", FaultKind)
def test_every_kind_can_be_set_by_its_name_alone_and_read_back(kind: FaultKind) -> None:
    fault = rules.settled(Fault(kind=kind))
    assert decode(Fault, encode(fault)) == fault


@pytest.mark.parametrize("kind", [FaultKind.STUCK, FaultKind.NESTED_LAG])
def test_r161_what_says_nothing_has_no_message(kind: FaultKind) -> None:
    with refused(InvalidParameter, "has no message", "throttled", rule="R161", target="message"):
        rules.settled(Fault(kind=kind, message="Sorry"))


@pytest.mark.parametrize(("member", "value"), [("progress", 10), ("seconds", 5.0)])
def test_r161_an_option_of_another_kind_is_refused(member: str, value: float) -> None:
    with refused(InvalidParameter, f"has no {member}", rule="R161", target=member):
        rules.settled(throttling(**{member: value}))


@pytest.mark.parametrize("probability", [0, -0.1, 1.1, float("nan"), float("inf")])
def test_r162_a_probability_is_above_0_and_at_most_1(probability: float) -> None:
    with refused(InvalidParameter, rule="R162", target="probability"):
        rules.settled(throttling(probability=probability))


@pytest.mark.parametrize(
    ("pattern", "nearest"),
    [
        ("create", "'gallery create'"),
        ("image-vesion create", "'image-version create'"),
        ("imagedefinition show", "'image-definition show'"),
        ("", "a shell pattern"),
        ("quit all", "a shell pattern"),
    ],
)
def test_r160_a_verb_that_nothing_fits_is_refused_with_the_nearest(pattern: str, nearest: str) -> None:
    with refused(InvalidParameter, nearest, rule="R160", target="verb"):
        rules.settled(throttling(verb=pattern))


@pytest.mark.parametrize(
    ("kind", "verb"),
    [
        (FaultKind.REPLICATION_FAILED, "image-version create"),
        (FaultKind.STUCK, "image-version update"),
        (FaultKind.NESTED_LAG, "image-version delete"),
        (FaultKind.NESTED_LAG, "image-definition delete"),
    ],
)
def test_r160_a_kind_strikes_only_where_it_means_something(kind: FaultKind, verb: str) -> None:
    assert rules.settled(Fault(kind=kind, verb=verb)).verb == verb
    with refused(InvalidParameter, verb, rule="R160", target="verb"):
        rules.settled(Fault(kind=kind, verb="gallery *"))


def test_only_a_failed_copy_has_a_failure_and_its_message_replaces_the_text() -> None:
    failed = Fault(kind=FaultKind.REPLICATION_FAILED)
    assert (failed.failure, failed.code) == (rules.FAILURE, rules.FAILURE_CODE)
    assert Fault(kind=FaultKind.REPLICATION_FAILED, message="No capacity.").failure == "No capacity."
    assert (Fault(kind=FaultKind.STUCK).failure, Fault(kind=FaultKind.STUCK).code) == (None, None)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (FaultKind.THROTTLED, "too many requests"),
        (FaultKind.CONFLICT, f"another operation on '{VERSION}' is in progress"),
        (FaultKind.INTERNAL_ERROR, f"timestamp '2026-01-07T05:56:46+00:00', subscription id '{SUB}'"),
        (
            FaultKind.NOT_AUTHORIZED,
            f"perform action 'Microsoft.Compute/galleries/images/versions/write' over scope '{VERSION}'",
        ),
    ],
)
def test_a_refusal_is_in_the_words_of_the_service_and_its_hint_names_the_fault(kind: FaultKind, said: str) -> None:
    refusal = rules.refusal(Fault(kind=kind), 7, about(), NOW)
    assert said in refusal.message
    assert "fault 7" in str(refusal.hint)
    assert rules.refusal(Fault(kind=kind, message="My words."), 7, about(), NOW).message == "My words."


def test_what_lags_behind_is_over_at_the_end_of_its_time() -> None:
    fault = rules.with_lagging(Fault(kind=FaultKind.NESTED_LAG, seconds=60.0), VERSION, NOW)
    assert list(rules.lagging(fault)) == [(VERSION, NOW + timedelta(seconds=60))]
    assert rules.without_past(fault, NOW + timedelta(seconds=59)) == fault
    assert rules.without_past(fault, NOW + timedelta(seconds=60)).lagging is None


def test_the_action_of_a_source_is_that_of_its_type() -> None:
    source = compute_id(SUB, "images", "snapshots", "os")
    assert action("source add", source) == "Microsoft.Compute/snapshots/write"


def test_every_command_that_asks_the_service_has_an_action_and_no_other() -> None:
    commands = {
        f"gallery {name}" if f"gallery {name}" in tree_data.load()["commands"] else name
        for name in tree_data.load()["commands"]
    }
    asking = {
        name
        for name in commands - NEVER_STRUCK
        if name.split()[0] not in NOUNS_NEVER_STRUCK and not name.endswith(" wait")  # a wait is made of shows
    }
    assert set(ACTIONS) == asking
