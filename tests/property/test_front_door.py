"""One meaning through both doors: what the front door takes, Typer takes and binds to the same, to the last type."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_lines import COMMANDS, FILES, SHARED, lines, plain, plain_line
from sig.cli import front_door
from sig.cli.tree import root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sig.cli.call import Call

EXAMPLES = 10 * settings.default.max_examples  # type: ignore[union-attr]  # a line is bound in a millisecond
ABSENT = "absent"
ROOT = root()  # builds a command when it is first named

# What the front door leaves to Typer: commands that take words of their own beside their options, for which nobody
# waits that often, and options that are repeated where others take several words.
LEFT_TO_TYPER = (
    *("batch", "clock advance", "clock set", "completion", "config get", "config set", "config unset"),
    *("consumer import", "explain", "fault remove", "image-version diff", "log", "store backup", "store restore"),
    *("store snapshot delete", "store snapshot diff", "store snapshot load", "store snapshot save"),
)
REPEATED = {"access check": "--id", "access explain": "--id", "access list": "--id"}


class Setting(NamedTuple):
    """Where a command runs: its environment, the user's settings file and the project's."""

    environment: Mapping[str, str] = {}
    user: str = ""
    project: str = ""


DEFAULTS = "[defaults]\n"
PLACES = (
    Setting(),
    Setting({"SIG_DEFAULTS_GROUP": "web", "SIG_DEFAULTS_LOCATION": "eastus"}),
    Setting({"AZURE_DEFAULTS_GROUP": "web", "AZURE_DEFAULTS_LOCATION": "East US"}),
    Setting({"SIG_DEFAULTS_GROUP": "", "SIG_DEFAULTS_LOCATION": " "}, user=f'{DEFAULTS}group = "web"'),
    Setting({"SIG_DEFAULTS_GROUP": "  ", "AZURE_DEFAULTS_GROUP": "other"}),
    Setting({"SIG_DEFAULTS_GROUP": "@word", "SIG_DEFAULTS_LOCATION": "--"}),
    Setting(user=f'{DEFAULTS}group = ""\nlocation = " "', project=f'{DEFAULTS}location = "ukwest"'),
    Setting(user=f'{DEFAULTS}group = "web"\nlocation = "eastus"', project=f"{DEFAULTS}group = 3\nlocation = true"),
    Setting(project=f'{DEFAULTS}group = ["web"]\nlocation = ""'),
    Setting(project="defaults = 1"),
    Setting(user="not TOML"),
    Setting({"SIG_OUTPUT": "tabel", "SIG_PROFILE": "1999", "SIG_STRICT": "maybe"}),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder below per place, each with the files that values may name."""
    above = tmp_path_factory.mktemp("places")
    for number, place in enumerate(PLACES):
        here = above / str(number)
        for name, content in {"settings": place.user, ".sig": place.project}.items():
            (here / name).mkdir(parents=True)
            (here / name / "config.toml").write_text(content, encoding="utf-8")
        for name, data in FILES.items():
            (here / name).write_bytes(data)
    return above


@pytest.fixture(autouse=True, scope="module")
def bare(folder: Path) -> Iterator[None]:
    """Nothing of the tester's own counts."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("SIG_", "AZURE_"))]:
            patch.delenv(name)
        patch.chdir(folder / "0")
        patch.setenv("SIG_CONFIG_DIR", str(folder / "0" / "settings"))
        yield


class Said(NamedTuple):
    """What became of a line at a door: the call it is bound to, or none; what it failed with; all it read and said."""

    call: dict[str, Any] | None
    failure: str
    read: int
    said: str

    @property
    def members(self) -> dict[str, Any]:
        return {**(self.call or {}), **self._replace(call=None)._asdict()}


def front(words: Sequence[str]) -> Said:
    def through() -> tuple[Call, Any] | None:
        taken = front_door.bound(list(words))
        return taken and (taken[1], import_module(taken[0]).command)

    return _through(through)


def typer(words: Sequence[str]) -> Said:
    made: list[tuple[Call, Any]] = []

    def through() -> tuple[Call, Any] | None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sig.cli.call.perform", lambda call, function: made.append((call, function)))
            ROOT.main(list(words), prog_name="sig", standalone_mode=False)
        return made[0] if made else None

    return _through(through)


def _through(door: Callable[[], tuple[Call, Any] | None]) -> Said:
    out, stdin = io.StringIO(), io.StringIO("from stdin\n")
    found, failure = None, ""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(out):
        patch.setattr(sys, "stdin", stdin)
        try:
            found = door()
        except Exception as refusal:  # noqa: BLE001 - whatever keeps a line from being bound
            failure = f"{type(refusal).__name__}: {refusal}"
    if found is None:
        return Said(None, failure, stdin.tell(), out.getvalue())
    call, function = found
    # The options are written to the history as they come.
    members = {**exact(call._asdict()), "order of options": list(call.options), "function": function}
    return Said(members, failure, stdin.tell(), out.getvalue())


def exact(value: Any) -> Any:
    """``value`` such that what is equal is equal in its types too: 1 is not True, and a list is not a tuple."""
    if isinstance(value, dict):
        return {name: exact(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value).__name__, [exact(item) for item in value]
    return type(value).__name__, value


def require_one_meaning(words: Sequence[str]) -> Said:
    """The front door leaves ``words`` alone, as if it had not been asked, or binds them as Typer does."""
    mine = front(words)
    if mine.call is None and not mine.failure:
        assert (mine.read, mine.said) == (0, ""), "what is left to Typer is left untouched"
    else:
        assert difference(mine.members, typer(words).members) == {}
    return mine


def difference(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What ``one`` and ``other`` have under the same name and is not the same, both in a pair."""
    found: dict[str, Any] = {}
    for name in {**one, **other}:
        mine, theirs = one.get(name, ABSENT), other.get(name, ABSENT)
        if mine != theirs:
            both = isinstance(mine, dict) and isinstance(theirs, dict)
            found[name] = difference(mine, theirs) if both else (mine, theirs)
    return found


@settings(max_examples=EXAMPLES)
@given(lines(), st.integers(0, len(PLACES) - 1))
def test_what_the_front_door_takes_typer_binds_to_the_same(folder: Path, words: list[str], place: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder / str(place))
        patch.setenv("SIG_CONFIG_DIR", str(folder / str(place) / "settings"))
        for name, text in PLACES[place].environment.items():
            patch.setenv(name, text)
        require_one_meaning(words)


@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - {*LEFT_TO_TYPER}))
def test_the_front_door_takes_every_option_of_a_command_in_its_plain_form(command: str) -> None:
    shortest = plain_line(command)
    plain_lines = [shortest]
    for option in (*COMMANDS[command]["options"], *SHARED):
        first, *others = option["names"]
        if option["required"]:
            plain_lines += [[other if word == first else word for word in shortest] for other in others]
        elif first != REPEATED.get(command):
            plain_lines += [[*shortest, *plain(option, name)] for name in option["names"]]
    assert [words for words in plain_lines if require_one_meaning(words).call is None] == []


@pytest.mark.parametrize("command", LEFT_TO_TYPER)
def test_what_is_left_to_typer_is_bound_there(command: str) -> None:
    line = plain_line(command)
    assert (front(line).call, typer(line).failure) == (None, "")
