"""What a pipeline is expected to have done, held against what it did."""

from typing import Any

import pytest

from sig.domain.assertions import Assertion, Call, judged


def call(event: int, verb: str, **options: Any) -> Call:
    return Call(event, f"2026-01-0{event}T00:00:00+00:00", verb, options, verb.split())


CREATE, DELETE = "image-version create", "image-version delete"
CALLS = [
    call(1, "gallery create", gallery_name="r"),
    call(2, CREATE, version="1.0.0", target_regions=["westus=2", "eastus"], exclude=True),
    call(3, CREATE, version="1.1.0"),
    call(4, DELETE, version="1.0.0"),
    call(5, CREATE, version="1.0.0", count=3),
]


def asserted(called: str = CREATE, *, calls: list[Call] = CALLS, **said: Any) -> str | None:
    return judged(Assertion(called=called, options=said.pop("options", {}), **said), calls).fault


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"times": 3},
        {"at_least": 2},
        {"at_least": 3, "at_most": 3},
        {"at_most": 3},
        {"called": "gallery delete", "times": 0},
        {"called": "gallery delete", "at_most": 1},
        {"called": "create", "times": 1},
        {"called": "gallery  create", "times": 1},
    ],
)
def test_calls_are_counted(said: dict[str, Any]) -> None:
    assert asserted(**said) is None


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"called": "gallery delete"}, "0 calls match, at least 1 should."),
        ({"times": 2}, "3 calls match, exactly 2 should."),
        ({"times": 0}, "3 calls match, exactly 0 should."),
        ({"at_least": 4}, "3 calls match, at least 4 should."),
        ({"at_most": 2}, "3 calls match, at most 2 should."),
        ({"at_least": 1, "at_most": 2}, "3 calls match, 1 to 2 should."),
    ],
)
def test_another_number_is_said(said: dict[str, Any], fault: str) -> None:
    assert asserted(**said) == fault


@pytest.mark.parametrize(
    ("options", "times"),
    [
        ({"version": "1.0.0"}, 2),
        ({"version": "1.0.0", "exclude": "true"}, 1),
        ({"version": "1.1.0", "exclude": "true"}, 0),
        ({"target_regions": "eastus"}, 1),
        ({"target_regions": "westus=2 eastus"}, 1),
        ({"target_regions": "westus"}, 0),
        ({"count": "3"}, 1),
        ({"version": "1.0"}, 0),
    ],
)
def test_all_options_must_be_as_said_and_one_of_several_words_is_enough(options: dict[str, str], times: int) -> None:
    assert asserted(options=options, times=times) is None


def test_every_call_must_come_before_the_first_of_the_other() -> None:
    assert asserted(options={"version": "1.1.0"}, before=DELETE) is None
    fault = asserted(options={"version": "1.0.0"}, before=DELETE)
    assert fault == f"The call of event 5 came after that of '{DELETE}', event 4."
    assert asserted(before="gallery delete") is None  # which never came
    assert asserted("gallery delete", times=0, before=CREATE) is None


def test_a_command_before_itself_is_about_the_calls_that_do_not_match() -> None:
    assert asserted(options={"target_regions": "eastus"}, before=CREATE) is None
    assert asserted(options={"count": "3"}, before=CREATE) is not None


def test_calls_of_one_commit_are_in_order_too() -> None:
    together = [Call(1, "2026-01-01", verb, {}, []) for verb in (DELETE, CREATE)]
    assert asserted(calls=together, before=DELETE) is not None
    assert asserted(DELETE, calls=together, before=CREATE) is None


@pytest.mark.parametrize(
    ("since", "times"), [("0", 3), ("2", 2), ("5", 0), ("2026-01-03", 2), ("2026-01-03T00:00:01Z", 1)]
)
def test_what_came_earlier_is_left_out(since: str, times: int) -> None:
    assert asserted(since=since, times=times) is None


def test_a_verdict_shows_what_matches_or_else_all_that_was_seen_of_its_verbs() -> None:
    right = judged(Assertion(called=CREATE, options={"version": "1.0.0"}), CALLS)
    assert ([seen.event for seen in right.seen], right.matching, right.holds) == ([2, 5], 2, True)
    wrong = judged(Assertion(called=CREATE, options={"version": "1.0.0"}, before=DELETE), CALLS)
    assert ([seen.event for seen in wrong.seen], wrong.matching, wrong.holds) == ([2, 3, 4, 5], 2, False)


def test_an_assertion_reads_as_its_command_line() -> None:
    said = Assertion(called=CREATE, options={"version": "1"}, at_least=1, at_most=2, before=DELETE, since="7")
    line = f"--called '{CREATE}' --with version=1 --at-least 1 --at-most 2 --before '{DELETE}' --since 7"
    assert str(said) == line
