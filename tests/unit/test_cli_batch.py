"""Many commands in one process: what a line says, what each prints, what a failure means for the others."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from refusals import refused
from sig.cli import app, session
from sig.cli.batch_lines import Line, parsed
from sig.cli.grammar import UsageError
from sig.cli.session import Session


class Run(NamedTuple):
    code: int
    out: str
    err: str


class Sig(NamedTuple):
    folder: Path
    run: Callable[..., Run]

    def __call__(self, *words: str) -> Run:
        return self.run(list(words), "")

    def batch(self, text: str, *options: str) -> Run:
        """Run ``text`` as a batch that comes through stdin."""
        return self.run(["batch", "-", *options], text)

    def names(self) -> list[str]:
        return list(json.loads(self("list", "--query", "[].name").out))


@pytest.fixture
def sig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sig:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIG_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("SIG_CONFIG_DIR", str(tmp_path / "user"))
    monkeypatch.setenv("SIG_NOW", "2026-01-07")
    monkeypatch.setattr(session, "_current", Session())

    def run(words: list[str], stdin: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["sig", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        return Run(app.run(words), *capsys.readouterr())

    return Sig(tmp_path, run)


def made(name: str, *more: str) -> str:
    return " ".join([f"sig create -g g -r {name} -l westus -o none", *more])


# What a line says


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("show -g g", ["show", "-g", "g"]),
        ("  sig show -g g  ", ["show", "-g", "g"]),
        ("az sig show", ["show"]),
        ("az group list\r", ["group", "list"]),
        ("sig", ["--help"]),
        ("sig update --set 'a.b=c d' \"e f\" g\\ h", ["update", "--set", "a.b=c d", "e f", "g h"]),
        ("list --query '[?a>`1`].{b:$x} | [0]'", ["list", "--query", "[?a>`1`].{b:$x} | [0]"]),
        ("create --tags a=#1 'b=#2' \\#3 # not this", ["create", "--tags", "a=#1", "b=#2", "#3"]),
        ("create --description '' --tags a=5$", ["create", "--description", "", "--tags", "a=5$"]),
        ('create --description "5 \\$ \\" more"', ["create", "--description", '5 $ " more']),
        ('["show", "-g", "a b"]', ["show", "-g", "a b"]),
        ('{"command": ["sig", "show", "$HOME | x"], "id": 5}', ["show", "$HOME | x"]),
        ("show @names.txt", ["show", "@names.txt"]),
    ],
)
def test_a_line_is_read_as_a_shell_would_or_as_json(text: str, words: list[str]) -> None:
    assert parsed(text) == [Line(1, words)]


def test_lines_without_a_command_are_passed_over_and_lines_keep_their_numbers() -> None:
    text = '# make it\n\nshow -g g\n   \n  # a comment that ends with \\\nlist \\\n  -g g \\\n  -o tsv\n["version"]'
    assert parsed(text) == [
        Line(3, ["show", "-g", "g"]),
        Line(6, ["list", "-g", "g", "-o", "tsv"]),
        Line(9, ["version"]),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("show 'x", "cannot be read (no closing quotation)"),
        ("show \\", "ends with a backslash"),
        ("show | jq .name", "has '|'"),
        ("show > file", "has '>'"),
        ("show && list", "has '&'"),
        ("show; list", "has ';'"),
        ("show -g $GROUP", "has '$G'"),
        ('show -g "${GROUP}"', "has '${'"),
        ("show -g $(cat group)", "has '$('"),
        ('list --query "[?a==`1`]"', "has '`'"),
        ("sig batch other.txt", "is a batch itself"),
        ('["batch", "-"]', "is a batch itself"),
        ("[show]", "is not JSON"),
        ("[]", "is [], which is no command"),
        ('["show", 5]', 'is ["show", 5], which is no command'),
        ('{"verb": "show"}', 'is {"verb": "show"}, which is no command'),
    ],
)
def test_what_a_line_cannot_say_is_refused_with_its_number_before_anything_is_done(
    sig: Sig, line: str, said: str
) -> None:
    with refused(UsageError, f"Line 2 {said}", "No command was run."):
        parsed(f"{made('r')}\n{line}")
    assert sig.batch(f"{made('r')}\n{line}").code == 1
    assert sig.names() == []


# One after the other


def test_each_command_prints_what_it_prints_alone(sig: Sig) -> None:
    lines = [made("one"), "show -g g -r one", "show -g g -r none", "list -o tsv --query [].name", "list -o tabel"]
    alone = [sig(*line.removeprefix("sig ").split()) for line in lines]
    assert sig("delete", "-g", "g", "-r", "one").code == 0
    together = sig.batch("\n".join(lines), "--keep-going")
    assert together.out == "".join(run.out for run in alone)
    assert together.err.startswith("".join(run.err for run in alone))
    assert together.code == 3


def test_a_batch_stops_at_the_first_failure_and_says_where(sig: Sig) -> None:
    done = sig.batch("\n".join([made("one"), "", "show -g g -r none", made("two"), made("three")]))
    assert (done.code, sig.names()) == (3, ["one"])
    assert "ERROR: Line 3 failed with exit code 3. The 2 after it were not run." in done.err


def test_a_batch_goes_on_if_it_is_told_to_and_ends_with_the_first_failure(sig: Sig) -> None:
    done = sig.batch("\n".join(["list -o tabel", made("one"), "show -g g -r none", made("two")]), "--keep-going")
    assert (done.code, sig.names()) == (2, ["one", "two"])
    assert "ERROR: 2 of 4 commands failed, in lines 1, 3." in done.err


def test_an_interruption_ends_every_batch(sig: Sig, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sig.service.groups.listed", interrupted)
    done = sig.batch("\n".join([made("one"), "group list", made("two")]), "--keep-going")
    assert (done.code, sig.names()) == (130, ["one"])


def test_global_options_count_for_their_line_alone(sig: Sig) -> None:
    other = str(sig.folder / "other")
    done = sig.batch(f"{made('one')}\n{made('two', '--store', other, '--debug')}\nnonsense")
    assert sig.names() == ["one"]
    assert "Traceback" not in done.err
    assert json.loads(sig("list", "--store", other, "--query", "[].name").out) == ["two"]


def test_global_options_of_the_batch_count_for_every_line_that_has_none(sig: Sig) -> None:
    one, two = (str(sig.folder / name) for name in ("first", "second"))
    assert sig.batch(f"{made('a')}\n{made('b', '--store', two)}", "--store", one).code == 0
    assert sig.names() == []
    assert json.loads(sig("list", "--store", one, "--query", "[].name").out) == ["a"]
    assert json.loads(sig("list", "--store", two, "--query", "[].name").out) == ["b"]


def test_errors_of_a_batch_come_as_json_where_that_is_set(sig: Sig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIG_ERROR_FORMAT", "json")
    line, batch = map(json.loads, sig.batch("show -g g -r none").err.splitlines())
    assert (line["code"], batch["code"], batch["exitCode"]) == ("ResourceNotFound", "BatchFailed", 3)


def test_a_report_has_a_line_of_json_for_each_command(sig: Sig) -> None:
    sig.batch("\n".join([made("r"), "show -g g -r r --query name", "list -o table", "show -g g -r x"]), "--report", "r")
    entries = [json.loads(line) for line in Path("r").read_text(encoding="utf-8").splitlines()]
    assert [(entry["line"], entry["exitCode"]) for entry in entries] == [(1, 0), (2, 0), (3, 0), (4, 3)]
    assert [entry["stdout"] for entry in entries[:2]] == [None, "r"]
    assert entries[2]["stdout"].startswith("Location  ")
    assert "ResourceNotFound" in entries[3]["stderr"]
    assert entries[0]["command"] == made("r").split()[1:]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["batch", "none.txt"], "Failed to open file 'none.txt'"),
        (["batch", "--atomic", "--keep-going"], "--atomic | --keep-going"),
        (["batch", "--report", "."], "Failed to write file '.'"),
    ],
)
def test_a_batch_that_cannot_be_is_refused(sig: Sig, words: list[str], said: str) -> None:
    done = sig(*words)
    assert done.code == 1
    assert said in done.err


def test_a_file_with_nothing_to_do_does_nothing(sig: Sig) -> None:
    Path("b.txt").write_text("\ufeff# nothing\n", encoding="utf-8")
    assert sig("batch", "b.txt") == Run(0, "", "")
    assert not (sig.folder / "store").exists()


# All or nothing


def events(sig: Sig) -> list[dict[str, Any]]:
    from sig.store import open_store

    with open_store(str(sig.folder / "store")).reading() as view:
        return list(view.events())


def test_an_atomic_batch_is_one_commit_that_names_its_commands(sig: Sig) -> None:
    assert sig.batch(f"{made('one')}\nshow -g g -r one -o none\n{made('two')}", "--atomic").code == 0
    assert sig.names() == ["one", "two"]
    (event,) = events(sig)
    assert event["verb"] == "batch"
    assert [(call["verb"], call["options"]["gallery_name"]) for call in event["calls"]] == [
        ("gallery create", "one"),
        ("gallery create", "two"),
    ]


def test_an_atomic_batch_that_fails_changes_nothing(sig: Sig) -> None:
    assert sig("create", "-g", "g", "-r", "kept", "-l", "westus").code == 0
    lines = [made("one"), "sig delete -g g -r kept", "list -o tsv --query [].name", "show -g g -r kept", made("two")]
    done = sig.batch("\n".join(lines), "--atomic", "--report", "r")
    assert (done.code, done.out, sig.names()) == (3, "one\n", ["kept"])
    assert "ERROR: Line 4 failed with exit code 3. Nothing of the batch was done." in done.err
    assert len(events(sig)) == 1
    entries = [json.loads(line) for line in Path("r").read_text(encoding="utf-8").splitlines()]
    assert [(entry["exitCode"], entry["undone"]) for entry in entries] == [(0, True), (0, True), (0, True), (3, True)]


def test_r170_an_atomic_batch_works_on_one_store(sig: Sig) -> None:
    other = str(sig.folder / "other")
    done = sig.batch(f"{made('one')}\n{made('two', '--store', other)}", "--atomic")
    assert done.code == 1
    assert "Commands that are done together work on one store" in done.err
    assert sig.names() == []
    assert not Path(other).exists()
    assert sig.batch(f"{made('one')}\n{made('two', '--store', str(sig.folder / 'store'))}", "--atomic").code == 0


@pytest.mark.parametrize(
    "line", ["undo", "log", "assert --called 'gallery create'", "show -g g -r one --at 2026-01-07"]
)
def test_r184_history_is_not_asked_after_a_line_of_an_atomic_batch_has_changed_something(sig: Sig, line: str) -> None:
    assert sig("create", "-g", "g", "-r", "old", "-l", "westus").code == 0
    done = sig.batch(f"{made('one')}\n{line}", "--atomic")
    assert done.code == 1
    assert "in no journal before the batch is done" in done.err
    assert sig.names() == ["old"]
    assert sig.batch(f"undo\n{made('one')}", "--atomic").code == 0
    assert sig.names() == ["one"]


@pytest.mark.parametrize("option", ["--dry-run", "--atomic"])
def test_nobody_waits_for_copies_while_what_is_changed_is_gathered(
    sig: Sig, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.delenv("SIG_NOW")
    monkeypatch.setenv("SIG_REPLICATION", "2d")
    version = "-g g -r one -i i -e 1.0.0"
    lines = [
        made("one"),
        "image-definition create -g g -r one -i i -p p -f f -s s --os-type Linux -o none",
        f"image-version create {version} --managed-image m --query provisioningState",
        f"image-version wait {version} --created --timeout 200000",
    ]
    done = sig.batch("\n".join(lines), option)
    assert (done.code, done.err) == (0, "")
    assert option == "--dry-run" or done.out == '"Succeeded"\n'


def test_a_dry_run_of_a_batch_shows_what_all_its_lines_would_change(sig: Sig) -> None:
    assert sig("create", "-g", "g", "-r", "old", "-l", "westus").code == 0
    lines = [made("one"), "sig update -g g -r one --set tags.a=b", "sig delete -g g -r old", "sig list"]
    done = sig.batch("\n".join(lines), "--dry-run", "--detailed-exitcode")
    effects = {effect["id"].rpartition("/")[2]: effect for effect in json.loads(done.out)}
    assert {name: effect["action"] for name, effect in effects.items()} == {"one": "create", "old": "delete"}
    assert {"path": "tags.a", "before": None, "after": "b"} in effects["one"]["changes"]
    assert (done.code, sig.names()) == (4, ["old"])


@pytest.mark.parametrize(("options", "shown"), [([], ["one"]), (["--atomic"], []), (["--keep-going"], ["one", "two"])])
def test_a_dry_run_of_a_batch_that_fails_shows_what_would_be_left(
    sig: Sig, options: list[str], shown: list[str]
) -> None:
    done = sig.batch(f"{made('one')}\nshow -g g -r none\n{made('two')}", "--dry-run", *options)
    assert done.code == 3
    assert "done. Go on" not in done.err, "nothing is done"
    assert "are done" not in done.err
    assert [effect["id"].rpartition("/")[2] for effect in json.loads(done.out)] == shown
    assert sig.names() == []


def test_a_dry_run_within_a_batch_sees_the_lines_before_it(sig: Sig) -> None:
    done = sig.batch(f"{made('one')}\nsig update -g g -r one --set tags.a=b --dry-run\nshow -g g -r one", "--atomic")
    effects, shown = done.out.split("]\n")
    assert json.loads(f"{effects}]")[0]["action"] == "update"
    assert "tags" not in json.loads(shown)
