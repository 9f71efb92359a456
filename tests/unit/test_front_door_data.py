"""What the front door reads is what the command tree says, and nothing else lies beside it."""

from __future__ import annotations

from pathlib import Path

import bindings
from sig.cli import front_door, tree_data

FOLDER = Path(front_door.__file__).parent / "bindings"


def test_there_is_a_file_for_each_first_word_of_a_command_line_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{word}.json" for word in bindings.texts()}


def test_commands_that_are_left_out_take_words_of_their_own() -> None:
    commands = tree_data.load()["commands"]
    known = {name for word in bindings.texts() for name in front_door.data(word)["commands"]}
    assert all(commands[name]["arguments"] for name in commands.keys() - known)


def test_no_command_has_more_words_than_the_door_looks_at() -> None:
    assert max(len(name.split()) for name in tree_data.load()["commands"]) <= front_door.DEEPEST
