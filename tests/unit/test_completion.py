"""What the completion scripts are made of, and what ``sig __complete`` understands of a line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from sig.cli import complete, completion_scripts, tree_data

if TYPE_CHECKING:
    from pathlib import Path

SHELLS = ("bash", "zsh", "fish", "powershell")
NASTY = 'It\'s [so] "odd": $HOME `x` \\ | %s \u2018quoted\u2019 (a) {b} <c> #d'


def tree_with(text: str) -> dict[str, Any]:
    """A tree of one noun with one verb, all of whose helps are ``text``."""
    blank = dict.fromkeys(("group", "arity", "choices", "default", "metavar", "completer"))
    option = {**blank, "name": "odd", "names": ["--odd"], "kind": "text", "required": False, "help": text}
    verb = {"help": text, "options": [option], "arguments": []}
    return {"nouns": {"thing": text}, "global_options": [], "commands": {"thing do": verb}}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_knows_every_command_and_option(shell: str) -> None:
    script, tree = completion_scripts.script(shell), tree_data.load()
    words = {word for name in tree["commands"] for word in name.split()}
    options = [option for command in tree["commands"].values() for option in command["options"]]
    for name in (name for option in options + tree["global_options"] for name in option["names"]):
        # fish names options without their dashes
        words.add(f"-{'l' if name.startswith('--') else 's'} {name.lstrip('-')}" if shell == "fish" else name)
    assert [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", script)] == []


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_has_no_place_left_to_fill(shell: str) -> None:
    assert "@@" not in completion_scripts.script(shell)


def test_a_word_for_powershell_doubles_every_quote_that_would_end_it() -> None:
    assert completion_scripts.powershell_word("it's \u2018so\u2019") == "'it''s \u2018\u2018so\u2019\u2019'"


def test_the_powershell_script_registers_a_native_completer_and_its_brackets_match() -> None:
    script = completion_scripts.script("powershell", tree_with(NASTY))
    assert "Register-ArgumentCompleter -Native -CommandName 'sig' -ScriptBlock {" in script
    code = re.sub(r"'(?:[^'\u2018\u2019]|''|\u2018\u2018|\u2019\u2019)*'|\"(?:[^\"`]|`.)*\"|#.*", "", script)
    for opening, closing in ("()", "[]", "{}"):
        assert code.count(opening) == code.count(closing)


def test_the_spellings_that_narrow_a_search_are_those_of_the_tree() -> None:
    tree = tree_data.load()
    lines = (
        ("group", "gallery", "definition", "version"),
        ("group", "gallery", "application", "application-version"),
        ("group", "gallery", "access-profile", "access-profile-version"),
    )
    named: dict[str, str] = {}
    for command in tree["commands"].values():
        kinds = {option["completer"] for option in command["options"]}
        for option in command["options"] + tree["global_options"]:
            below = {kind for line in lines if option["completer"] in line for kind in line[_after(option, line) :]}
            searched = kinds & {kind for line in lines for kind in line[1:]}
            if below & kinds or (searched and option["name"] in ("subscription", "as_principal", "store")):
                named |= dict.fromkeys(option["names"], option["completer"] or option["name"])
    assert named == complete.SPELLINGS


def _after(option: dict[str, Any], line: tuple[str, ...]) -> int:
    """Where in ``line`` that begins which the option narrows the search for."""
    return line.index(option["completer"]) + 1


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("-g a -r b", {"group": "a", "gallery": "b"}),
        ("--resource-group=a --gallery-image-name b", {"group": "a", "definition": "b"}),
        ("-ga -r=b", {"group": "a", "gallery": "b"}),
        ("-g a -g b", {"group": "b"}),
        ("-g -r b", {"gallery": "b"}),
        ("-r b -g", {"gallery": "b"}),
        ("--subscription s --store /x -e 1.0.0 --tags -i", {"subscription": "s", "store": "/x"}),
    ],
)
def test_a_line_names(line: str, named: dict[str, str]) -> None:
    assert complete.given(line.split()) == named


@pytest.mark.parametrize("words", [[], ["gallery"], ["nonsense", "--current="], ["version", "--current=", "\0"]])
def test_whatever_is_asked_there_is_no_error(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; from sig.cli.complete import answer; sys.exit(answer({words!r}))"],
        check=False,
        capture_output=True,
        env={**os.environ, "SIG_STORE": str(tmp_path), "SIG_CONFIG_DIR": str(tmp_path)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_request_imports_nothing_of_typer_pydantic_or_rich(tmp_path: Path) -> None:
    request = "answer(['version', '--current=', '-g', 'a', '-r', 'b', '-i', 'c'])"
    heavy = "sorted({name.split('.')[0] for name in sys.modules} & {'typer', 'pydantic', 'rich', 'click'})"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; from sig.cli.complete import answer; {request}; print({heavy})"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "SIG_STORE": str(tmp_path), "SIG_CONFIG_DIR": str(tmp_path)},
    )
    assert done.stdout.strip() == "[]"


def test_among_several_names_what_was_typed_stays_as_it_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complete, "_names", lambda *_: ["Contoso", "contest"])
    assert complete.candidates("gallery", "CO", []) == ["COntoso", "COntest"]


def test_a_name_that_stands_alone_is_offered_as_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complete, "_names", lambda *_: ["Contoso"])
    assert complete.candidates("gallery", "CO", []) == ["Contoso"]


def test_a_name_that_would_steer_a_terminal_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complete, "_names", lambda *_: ["\x1b[31mred", "two\nlines", "plain"])
    assert complete.candidates("group", "", []) == ["plain"]
