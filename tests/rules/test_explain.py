"""``sig explain``, and errors as JSON: what a person and a script are told."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from refusals import refused
from sig.cli import app, session
from sig.cli.grammar import UsageError
from sig.cli.session import Session
from sig.domain.errors import NotFound
from sig.domain.rulebook import RULES
from sig.service.explanations import explained, listed


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def sig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIG_STORE", f"memory:{tmp_path}")
    monkeypatch.setenv("SIG_CONFIG_DIR", str(tmp_path / "user"))

    def run(*words: str) -> Run:
        monkeypatch.setattr(session, "_current", Session())
        monkeypatch.setattr(sys, "argv", ["sig", *words])
        code = app.run(list(words))
        return Run(code, *capsys.readouterr())

    return run


def numbers(question: str) -> list[str]:
    return [rule["rule"] for rule in explained(question)]


@pytest.mark.parametrize("spelling", ["R042", "r042", "R42", " r42 "])
def test_a_rule_is_found_by_its_number_in_any_spelling(spelling: str) -> None:
    assert numbers(spelling) == ["R042"]


def test_r069a_is_a_rule_and_r069_stands_for_all_the_letters_behind_a_point() -> None:
    assert numbers("R069a") == ["R069a"]
    assert numbers("r69.E") == ["R069.e"]
    assert numbers("R069") == [f"R069.{letter}" for letter in "abcdefghi"]


def test_a_code_gives_every_rule_that_answers_with_it() -> None:
    assert numbers("storebusy") == ["R132"]
    assert numbers("LocationRequired") == ["R024"]
    assert set(numbers("InvalidResourceLocation")) == {"R006", "R020"}


def test_a_message_is_recognised_however_it_was_pasted() -> None:
    message = "Duplicate regions are not allowed in target publishing regions."
    for pasted in (
        message,
        message.upper(),
        f"ERROR: (InvalidParameter) {message}",
        f"ERROR: (InvalidParameter) {message}\nCode: InvalidParameter\nMessage: {message}\nTarget: x",
        f"az said:\n  {message.replace(' ', chr(10))}",
    ):
        assert numbers(pasted) == ["R043"]


def test_the_message_that_fixes_most_of_the_text_wins() -> None:
    assert numbers("Changing property 'galleryImage.properties.osType' is not allowed.") == ["R026", "R026a"]
    assert numbers("Changing property 'galleryImage.properties.osState' is not allowed.") == ["R026"]
    assert numbers("Changing property 'SecurityType' is not allowed.") == ["R027"]


def test_what_is_not_found_is_recognised_without_the_link_at_its_end() -> None:
    assert numbers("The Resource 'Microsoft.Compute/galleries/g' under resource group 'rg' was not found.") == ["R009"]


def test_a_message_in_other_words_is_explained_by_the_rule_with_most_of_them() -> None:
    assert numbers("replica count beyond the ceiling") == ["R045"]


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("InvalidParamter", "Did you mean InvalidParameter?"),
        ("R999", f"Rules are numbered R001 to {max(RULES)}. List all with: sig explain."),
        ("", "Rules are numbered R001"),
        ("snapshot of my grandmother's birthday party", "The nearest: R"),
    ],
)
def test_r138_what_is_not_found_is_refused_with_the_nearest(question: str, hint: str) -> None:
    with refused(NotFound, "Nothing in the rule book answers to", hint, rule="R138"):
        explained(question)


def test_the_list_has_every_rule_in_order() -> None:
    assert [rule["rule"] for rule in listed()] == list(RULES)


def test_people_read_sentences_and_scripts_read_json(sig: Callable[..., Run]) -> None:
    told = sig("explain", "R045")
    assert told.out.splitlines()[0] == "R045 InvalidParameter (HTTP 400)"
    for label in ("Cause:", "Protects:", "Accepted:", "To mend:", "Figures:   2021: 1 to 10 replicas; current:"):
        assert f"\n  {label}" in told.out
    (rule,) = json.loads(sig("explain", "R045", "-o", "json").out)
    assert (rule["rule"], rule["code"], rule["httpStatus"]) == ("R045", "InvalidParameter", 400)
    assert sig("explain", "R045", "--query", "[].code | [0]").out == '"InvalidParameter"\n'
    assert sig("explain", "R045", "-o", "none") == Run(0, "", "")


def test_many_rules_are_a_table(sig: Callable[..., Run]) -> None:
    lines = sig("explain").out.splitlines()
    assert lines[0].split(maxsplit=2) == ["R001", "InvalidParameter", RULES["R001"].title]
    assert lines[-1] == f"{len(RULES)} rules. One of them in full: sig explain R001"
    assert len(lines) == len(RULES) + 2


def test_what_refuses_nothing_says_why(sig: Callable[..., Run]) -> None:
    assert "Here:      not emulated: " in sig("explain", "R097").out
    assert "Here:      restates: R007, R033" in sig("explain", "R090").out
    accepted = sig("explain", "R080").out
    assert "\n  Rule:      A past end of life blocks no deployment." in accepted
    assert "Cause:" not in accepted
    assert "To mend:" not in accepted


def test_a_message_need_not_be_quoted(sig: Callable[..., Run]) -> None:
    assert sig("explain", *["Duplicate", "regions", "are", "not", "allowed"]).out.startswith("R043 ")


def test_explaining_needs_no_store(sig: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "file"
    place.write_text("no store")
    monkeypatch.setenv("SIG_STORE", str(place / "below"))
    assert sig("explain", "R001").code == 0


MEMBERS = ["code", "message", "target", "hint", "rule", "exitCode"]


@pytest.mark.parametrize(
    ("words", "code", "rule", "exit_code"),
    [
        ("show -g g -r absent", "ResourceNotFound", "R009", 3),
        ("create -g g -r a-b -l westus", "InvalidParameter", "R001", 1),
        ("show -g g", "UsageError", None, 1),
        ("list --query [", "CommandLineError", None, 2),
        ("list -o xml", "CommandLineError", None, 2),
        ("lists", "CommandLineError", None, 2),
        ("list --most", "CommandLineError", None, 2),
        ("image-version create -g g", "CommandLineError", None, 2),
        ("image-version create -g g -r r -i i -e 1.0.0", "UsageError", None, 1),
    ],
)
def test_every_error_can_be_one_json_object(
    words: str, code: str, rule: str | None, exit_code: int, sig: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIG_ERROR_FORMAT", "json")
    run = sig(*words.split())
    error = json.loads(run.err)
    assert list(error) == MEMBERS
    assert (error["code"], error["rule"], error["exitCode"], run.code) == (code, rule, exit_code, exit_code)
    assert error["message"]
    assert error["hint"]
    assert run.out == ""
    assert len(run.err.splitlines()) == 1


def test_json_escapes_what_a_terminal_would_obey(sig: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIG_ERROR_FORMAT", "json")
    run = sig("explain", "\x1b[2J\x9b5m…")
    assert run.err.isascii()
    assert "\x1b" not in run.err


def test_errors_are_lines_unless_json_is_asked_for(sig: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = sig("show", "-g", "g", "-r", "absent").err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["ERROR", "Code", "Message", "Hint"]
    assert sig("config", "set", "core.error_format=JSON").code == 0
    assert json.loads(sig("show", "-g", "g", "-r", "absent").err)["rule"] == "R009"
    monkeypatch.setenv("SIG_ERROR_FORMAT", "text")
    assert sig("show", "-g", "g", "-r", "absent").err.splitlines() == lines


def test_an_interrupted_and_an_unforeseen_end_are_json_too(
    sig: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIG_ERROR_FORMAT", "json")
    for failure, code, exit_code in (
        (KeyboardInterrupt(), "Interrupted", 130),
        (ZeroDivisionError("x"), "InternalError", 1),
    ):

        def fail(error: BaseException = failure) -> None:
            raise error

        monkeypatch.setattr("sig.service.explanations.listed", fail)
        run = sig("explain")
        error = json.loads(run.err)
        assert (error["code"], error["exitCode"], run.code) == (code, exit_code, exit_code)


def test_a_refusal_without_a_hint_has_the_remedy_of_its_rule(
    sig: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = sig("create", "-g", "g", "-r", "r", "-l", "westus", "--tags", *(f"t{number}=1" for number in range(51)))
    assert run.err.splitlines()[-1] == f"Hint: {RULES['R112'].remedy}"


@pytest.mark.parametrize(
    ("line", "command", "asked"),
    [("explain", "explain", "explanations.listed"), ("group list -o json", "group list", "groups.listed")],
)
def test_a_usage_error_without_a_hint_points_to_the_help_of_its_command(
    line: str, command: str, asked: str, sig: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UsageError("no")

    monkeypatch.setattr(f"sig.service.{asked}", refuse)
    assert sig(*line.split()).err == f"ERROR: no\nHint: Run 'sig {command} --help' for what it takes.\n"


def test_a_message_as_long_as_a_log_is_explained_at_once() -> None:
    # The start of several messages again and again: a search that tries every place takes minutes.
    assert explained("The value 5 of parameter replicaCount is out of range. " + "The value " * 8000)
