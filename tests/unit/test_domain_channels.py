"""Channels: pointers in tags, and a history that can be gone back in."""

from collections.abc import Callable
from typing import Any

import pytest

from refusals import refused
from sig.domain import channels
from sig.domain.channels import Move, earlier, history, pointed, pointers, recorded
from sig.domain.errors import InvalidParameter, OperationNotAllowed
from sig.domain.resource_id import definition_id

WEB = definition_id("s", "g", "r", "web")


def moves(line: str) -> list[Move]:
    """``1 2 <1 x`` is set to 1 and to 2, rolled back to 1, removed."""
    read = {"x": Move("", "remove", None)}
    return [
        read.get(word) or Move("", "rollback" if word[0] == "<" else "set", word.strip("<")) for word in line.split()
    ]


@pytest.mark.parametrize(
    ("line", "back"),
    [
        ("", ""),
        ("1", ""),
        ("1 2 3", "2 1"),
        ("1 2 3 <2", "1"),
        ("1 2 3 <2 <1", ""),
        ("1 2 3 <1", ""),
        ("1 2 <1 3", "1"),
        ("1 2 <1 2", "1"),
        ("1 2 2", "1"),
        ("1 2 1", "2"),
        ("1 x", ""),
        ("1 x 2", ""),
        ("1 2 <7", "2 1"),
    ],
)
def test_a_channel_goes_back_step_by_step_and_never_to_and_fro(line: str, back: str) -> None:
    assert earlier(moves(line)) == back.split()


def _never(_: str) -> str | None:
    return None


@pytest.mark.parametrize(
    ("places", "objection", "found"),
    [(["2", "1"], _never, "2"), (["2", "1"], {"2": "is revoked"}.get, "1")],
)
def test_a_version_that_is_unfit_is_passed_over(
    places: list[str], objection: Callable[[str], str | None], found: str
) -> None:
    assert channels.target_of_rollback(WEB, "stable", places, objection) == found


def test_r212_with_nothing_left_the_reasons_are_said() -> None:
    with refused(OperationNotAllowed, "2 is revoked; 1 does not exist.", rule="R212", target="channel"):
        channels.target_of_rollback(WEB, "s", ["2", "1"], {"2": "is revoked", "1": "does not exist"}.get)
    with refused(OperationNotAllowed, "the first version that it was set to", rule="R212", target="channel"):
        channels.target_of_rollback(WEB, "s", [], _never)


def test_a_pointer_is_a_tag_whatever_its_case() -> None:
    assert pointers({"Sig-Channel-Stable": "1.0.0", "sig-channel-a": "2.0.0", "team": "x"}) == {
        "a": "2.0.0",
        "stable": "1.0.0",
    }
    assert pointed({"Sig-Channel-Stable": "1.0.0", "team": "x"}, "stable", "2.0.0") == {
        "team": "x",
        "sig-channel-stable": "2.0.0",
    }
    assert pointed({"sig-channel-stable": "1.0.0"}, "stable", None) == {}
    assert pointers(None) == {}


def test_history_is_read_back_as_it_was_recorded() -> None:
    kept: Any = None
    made = (Move("2026", "set", "1.0.0"), Move("2027", "remove", None))
    for move in made:
        kept = recorded(kept, "stable", move)
    kept = recorded(kept, "canary", Move("2026", "set", "2.0.0"))
    assert history(kept, "stable") == made
    assert history(kept, "none") == ()


@pytest.mark.parametrize("kept", [{"s": [{}]}, {"s": [{"at": 1, "action": "set"}]}, {"s": ["x"]}])
def test_a_history_of_another_form_is_not_read(kept: Any) -> None:
    with pytest.raises((KeyError, TypeError)):
        history(kept, "s")


@pytest.mark.parametrize("name", ["stable", "a", "team-a.v1_2", "x" * 64, "STABLE"])
def test_a_name_is_kept_in_small_letters(name: str) -> None:
    assert channels.check_name(name) == name.lower()


@pytest.mark.parametrize("name", ["", "-a", "a-", "a b", "ä", "x" * 65, "a/b", "a\n"])
def test_r209_other_names_are_refused(name: str) -> None:
    with refused(InvalidParameter, "stable, canary", rule="R209", target="channel"):
        channels.check_name(name)
