"""``sig assert``: which commands changed the store, checked from the command line and from files."""

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from refusals import refused
from sig.cli import app, assertion_words, junit, session
from sig.cli.grammar import UsageError
from sig.cli.session import Session
from sig.domain.assertions import Assertion, Call

CREATE, DELETE = "image-version create", "image-version delete"
MADE = (
    "create -g g -r r -l westus",
    "image-definition create -g g -r r -i i -p p -f f -s s --os-type Linux",
    "image-version create -g g -r r -i i -e 1.0.0 --managed-image m --target-regions westus eastus=2",
    "image-version create -g g -r r -i i -e 1.4.0 --managed-image m --exclude-from-latest",
    "image-version delete -g g -r r -i i -e 1.0.0",
)


class Run(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def verdicts(self) -> list[dict[str, Any]]:
        return list(json.loads(self.out))


Sig = Callable[..., Run]


@pytest.fixture
def sig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sig:
    """Runs a command line in a store in which the commands of MADE were done, one a day."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIG_STORE", f"memory:{tmp_path}")
    monkeypatch.setenv("SIG_CONFIG_DIR", str(tmp_path / "user"))
    monkeypatch.setattr(session, "_current", Session())

    def run(*words: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["sig", *words])
        return Run(app.run(list(words)), *capsys.readouterr())

    for day, line in enumerate(MADE, 1):
        monkeypatch.setenv("SIG_NOW", f"2026-01-0{day}")
        assert run(*line.split()).code == 0
    return run


def test_what_a_command_does_aside_is_no_call(sig: Sig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIG_NOW")
    create = f"{CREATE} -g g -r r -i i --managed-image m -e"
    for line in ("clock set 2030-01-01", f"fault add --kind throttled --verb '{CREATE}' --times 1"):
        assert run_words(sig, line).code == 0
    monkeypatch.setenv("SIG_REPLICATION", "polls:2")
    assert run_words(sig, f"{create} 2.0.0").code == 1, "it is refused, and the fault counts that"
    assert run_words(sig, f"{create} 2.0.0").code == 0, "it reads its copy until it is there"
    monkeypatch.setenv("SIG_REPLICATION", "8m")
    assert run_words(sig, f"{create} 2.1.0").code == 0, "it moves the clock"
    assert sig("assert", "--called", CREATE, "--since", "5", "--times", "2").code == 0
    assert json.loads(sig("undo").out)["verb"] == CREATE, "the clock was moved later, and aside"


def run_words(sig: Sig, line: str) -> Run:
    return sig(*shlex.split(line))


@pytest.mark.parametrize(
    "words",
    [
        ["--called", CREATE, "--with", "gallery_image_version=1.4.0", "--times", "1"],
        ["--called", CREATE, "--with", "gallery-image-version=1.4.0", "exclude_from_latest=true"],
        ["--called", CREATE, "--with", "e=1.0.0", "--with", "target-regions=eastus=2", "--times", "1"],
        ["--called", CREATE, "--with", "resource-group=g", "--times", "2"],
        ["--called", CREATE, "--with", "e=1.0.0", "--before", DELETE],
        ["--called", "sig image-version create", "--at-least", "2", "--at-most", "2"],
        ["--called", "gallery create"],
        ["--called", "az sig create", "--times", "1"],
        ["--called", "delete", "--times", "0"],
        ["--called", CREATE, "--times", "1", "--since", "3"],
        ["--called", CREATE, "--times", "0", "--since", "2026-01-05"],
    ],
)
def test_what_was_done_is_asserted_quietly(sig: Sig, words: list[str]) -> None:
    done = sig("assert", *words)
    assert (done.code, done.err, done.verdicts[0]["holds"]) == (0, "", True)


def test_what_was_not_done_is_said_with_what_was_seen(sig: Sig) -> None:
    done = sig("assert", "--called", CREATE, "--with", "gallery_image_version=1.4.0", "--times", "2")
    assert done.code == 1
    (verdict,) = done.verdicts
    assert (verdict["matching"], verdict["fault"]) == (1, "1 call matches, exactly 2 should.")
    assert [call["options"]["gallery_image_version"] for call in verdict["seen"]] == ["1.0.0", "1.4.0"]
    assert [call["event"] for call in verdict["seen"]] == [3, 4]
    assert done.err.startswith("ERROR: Not as asserted: --called 'image-version create' --with gallery_image_version=1")
    assert "event 3, 2026-01-03T00:00:00+00:00: image-version create" in done.err
    assert "target_regions=westus eastus=2" in done.err


def test_a_failure_comes_as_json_where_that_is_set(sig: Sig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIG_ERROR_FORMAT", "json")
    error = json.loads(sig("assert", "--called", "group delete").err)
    assert (error["code"], error["exitCode"]) == ("AssertionFailed", 1)


def test_of_many_calls_the_first_are_shown_to_people_and_all_as_data(sig: Sig) -> None:
    for number in range(9):
        assert sig(*f"create -g g -r r{number} -l westus".split()).code == 0
    done = sig("assert", "--called", "create", "--times", "1")
    assert (len(done.verdicts[0]["seen"]), done.err.count("gallery create")) == (10, 5)
    assert "… and 5 more." in done.err


def test_nothing_seen_is_said_too(sig: Sig) -> None:
    done = sig("assert", "--called", "group delete")
    assert "0 calls match, at least 1 should. Seen: nothing of that kind." in done.err


def test_a_call_that_came_too_late_fails(sig: Sig) -> None:
    done = sig("assert", "--called", DELETE, "--before", CREATE, "-o", "table")
    assert done.code == 1
    assert done.out.splitlines()[2].startswith("False")
    assert f"The call of event 5 came after that of '{CREATE}', event 3." in done.out


def test_commands_of_an_atomic_batch_are_calls_too(sig: Sig) -> None:
    lines = "create -g g -r a -l westus\ncreate -g g -r b -l westus\nshow -g g -r a -o none\n"
    Path("b.txt").write_text(lines, encoding="utf-8")
    assert sig("batch", "b.txt", "--atomic", "-o", "none").code == 0
    assert sig("assert", "--called", "create", "--times", "2", "--since", "5").code == 0
    assert sig("assert", "--called", "create", "--with", "r=b", "--times", "1").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--called COMMAND | --file PATH"),
        (["--called", "create", "--file", "a.json"], "--called COMMAND | --file PATH"),
        (["--called", "image-version crate"], "Did you mean 'image-version create'"),
        (["--called", "image-version show"], "'sig image-version show' never changes the store"),
        (["--called", CREATE, "--before", "list"], "'sig list' never changes the store"),
        (["--called", CREATE, "--with", "gallery_image_vrsion=1"], "has no option 'gallery_image_vrsion'"),
        (["--called", CREATE, "--with", "zzz=1"], "It has: "),
        (["--called", CREATE, "--with", "e"], "--with takes OPTION=VALUE, got 'e'"),
        (["--called", CREATE, "--times", "1", "--at-most", "2"], "--times N | "),
        (["--called", CREATE, "--at-least", "-1"], "--at-least takes a number from 0, got -1"),
        (["--called", CREATE, "--since", "yesterday"], "Could not convert string to DateTimeOffset: yesterday"),
        (["--file", "none.json"], "Failed to open file 'none.json'"),
        (["--called", CREATE, "--junit", "."], "Failed to write file '.'"),
    ],
)
def test_an_assertion_that_says_nothing_sensible_is_refused(sig: Sig, words: list[str], said: str) -> None:
    done = sig("assert", *words)
    assert (done.code, done.out) == (1, "")
    assert said in done.err


def test_without_a_history_nobody_can_tell(sig: Sig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIG_STORE_JOURNAL_LIMIT", "0")
    done = sig("assert", "--called", CREATE, "--times", "0")
    assert done.code == 1
    assert "No history is kept" in done.err


def test_a_history_that_begins_late_is_warned_of(sig: Sig, monkeypatch: pytest.MonkeyPatch) -> None:
    late_calls = [Call(4, "2026-01-04T00:00:00+00:00", CREATE, {}, [])]
    monkeypatch.setattr("sig.service.assertions._calls", lambda _: iter(late_calls))
    late = sig("assert", "--called", CREATE)
    assert late.err == "WARNING: The history begins with event 4; what was called earlier is not known.\n"
    assert sig("assert", "--called", CREATE, "--since", "2").err != ""
    assert sig("assert", "--called", CREATE, "--since", "3").err == ""


# Files


def test_a_file_holds_many_assertions_and_the_worst_counts(sig: Sig) -> None:
    wanted = [
        {"called": CREATE, "with": {"gallery_image_version": "1.4.0"}, "times": 1},
        {"called": CREATE, "with": {"exclude-from-latest": True}, "at-least": 1},
        {"called": "group delete", "times": 0, "since": 2},
        {"called": DELETE, "before": CREATE},
    ]
    Path("a.json").write_text(json.dumps(wanted), encoding="utf-8")
    done = sig("assert", "--file", "a.json")
    assert (done.code, [verdict["holds"] for verdict in done.verdicts]) == (1, [True, True, True, False])
    assert done.err.count("ERROR: ") == 1


def test_a_file_may_be_toml_and_since_counts_for_all_that_have_none(sig: Sig) -> None:
    text = f'[[assert]]\ncalled = "{CREATE}"\ntimes = 0\n\n[[assert]]\ncalled = "{CREATE}"\nsince = 3\ntimes = 1\n'
    Path("a.toml").write_text(text, encoding="utf-8")
    done = sig("assert", "--file", "a.toml", "--since", "4")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "It cannot be read"),
        ("{}", "It holds no list of assertions."),
        ("[]", "It holds no list of assertions."),
        ("[5]", "assertion 1 are not as they should be. It is no object."),
        ('[{"called": "create"}, {"times": 1}]', "assertion 2 are not as they should be. It lacks the member 'called'"),
        ('[{"called": "create", "wiht": {}}]', "It has the member 'wiht'."),
        ('[{"called": "create", "with": "r=x"}]', "A member of it has the wrong type."),
        ('[{"called": "create", "with": {"r": ["x"]}}]', "A member of it has the wrong type."),
        ('[{"called": "create", "times": "1"}]', "times, at_least, at_most are whole numbers."),
        ('[{"called": "create", "times": true}]', "times, at_least, at_most are whole numbers."),
        ('[{"called": "crete"}]', "--called takes a command, got 'crete'"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(text: str, said: str) -> None:
    with refused(UsageError, said):
        assertion_words.of_file(text, "a.json", None)


def test_numbers_and_truth_in_a_file_are_read_as_a_line_says_them() -> None:
    text = '[{"called": "image-version create", "with": {"replica_count": 2, "exclude_from_latest": false}}]'
    (found,) = assertion_words.of_file(text, "a.json", "7")
    assert found == Assertion(called=CREATE, options={"replica_count": "2", "exclude_from_latest": "false"}, since="7")


# JUnit


def test_a_report_for_ci_has_a_case_for_each_assertion(sig: Sig) -> None:
    Path("a.json").write_text(f'[{{"called": "create"}}, {{"called": "{CREATE}", "times": 5}}]', encoding="utf-8")
    assert sig("assert", "--file", "a.json", "--junit", "report.xml", "-o", "none").code == 1
    suite = ET.parse("report.xml").getroot().find("testsuite")
    assert suite is not None
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("sig assert", "2", "1")
    right, wrong = suite.findall("testcase")
    assert right.get("name") == "--called 'create'"
    assert right.find("failure") is None
    failure = wrong.find("failure")
    assert failure is not None
    assert failure.get("message") == "2 calls match, exactly 5 should."
    assert "gallery_image_version=1.4.0" in (failure.text or "")


def test_a_report_is_xml_whatever_was_given() -> None:
    awkward = "a<b>&'\"\x00\x1b\ud800 ü"
    text = junit.text("s", [junit.Case(awkward, awkward, awkward)])
    case = ET.fromstring(text).find("testsuite/testcase")
    assert case is not None
    assert case.get("name") == "a<b>&'\"\ufffd\ufffd\ufffd ü"
