"""Every rule refuses what breaks it, accepts the nearest thing that does not, and is explained by what it says."""

import json
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import rulebook_page
from rules.cases import ACCEPTANCES, CASES, JUDGEMENTS, SUB, Acceptance, Case, Judgement, Step
from sig.cli import app, session
from sig.cli.exit_codes import exit_code
from sig.cli.session import Session
from sig.domain.errors import SigError
from sig.domain.profile import PROFILES
from sig.domain.rulebook import RULES
from sig.service.clock import FixedClock
from sig.service.context import Context
from sig.store import ROOT, open_store

NOW = datetime(2026, 1, 7, tzinfo=UTC)
NOT_LOOKED_UP = ("SubscriptionNotFound", "PrincipalNotFound")  # az refuses these with 1: they are not what is asked for


def numbered(table: Sequence[Case | Acceptance | Judgement]) -> list[str]:
    """IDs that begin with the number of the rule; of several cases of one rule, each has its place."""
    seen: Counter[str] = Counter()
    names = []
    for row in table:
        seen[row.rule] += 1
        names.append(row.rule if seen[row.rule] == 1 else f"{row.rule}-{seen[row.rule]}")
    return names


class Answer(NamedTuple):
    """What a step came to: its exit code and, of a refusal, what SIG_ERROR_FORMAT=json says."""

    code: int
    error: dict[str, Any]


class Rehearsal:
    """A memory store in which steps are taken, each as a process of its own would."""

    def __init__(self, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._location = f"memory:{name}"
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.profile = "2021"
        self.strict = False

    def take(self, step: Step) -> Answer:
        return self._line(step) if isinstance(step, str) else self._call(step)

    def prepare(self, steps: Sequence[Step]) -> None:
        for step in steps:
            assert self.take(step) == Answer(0, {}), step

    def judge(self, line: str) -> dict[str, Any]:
        """What a line prints that answers with reasons and warnings, whatever its exit code."""
        self._run(line)
        answer: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return answer

    def content(self) -> dict[str, Any]:
        with open_store(self._location).reading() as view:
            return {str(found): view.get(found) for found in view.below(ROOT)}

    def _run(self, line: str) -> int:
        words = shlex.split(line)
        self._monkeypatch.setattr(sys, "argv", ["sig", *words])
        self._monkeypatch.setattr(session, "_current", Session())
        self._monkeypatch.setenv("SIG_STORE", self._location)
        self._monkeypatch.setenv("SIG_PROFILE", self.profile)
        self._monkeypatch.setenv("SIG_STRICT", str(self.strict))
        return app.run(words)

    def _line(self, line: str) -> Answer:
        code = self._run(line)
        said = self._capsys.readouterr().err.splitlines()
        return Answer(code, json.loads(said[-1]) if code else {})

    def _call(self, call: Callable[[Context], object]) -> Answer:
        store = open_store(self._location)
        try:
            call(Context(store, SUB, FixedClock(NOW), PROFILES[self.profile]))
        except SigError as refusal:
            members = {name: getattr(refusal, name) for name in ("code", "message", "target", "hint", "rule")}
            return Answer(exit_code(refusal), {**members, "exitCode": exit_code(refusal)})
        return Answer(0, {})


@pytest.fixture
def rehearsal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Rehearsal:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIG_CONFIG_DIR", str(tmp_path / "user"))
    monkeypatch.setenv("SIG_NOW", NOW.isoformat())
    monkeypatch.setenv("SIG_ERROR_FORMAT", "json")
    monkeypatch.setenv("SIG_ONLY_SHOW_ERRORS", "true")
    return Rehearsal(str(tmp_path), monkeypatch, capsys)


@pytest.mark.parametrize("case", CASES, ids=numbered(CASES))
def test_what_breaks_a_rule_is_refused_by_it_and_nothing_is_written(case: Case, rehearsal: Rehearsal) -> None:
    rehearsal.profile, rehearsal.strict = case.profile, case.strict
    rehearsal.prepare(case.given)
    before = rehearsal.content()
    answer = rehearsal.take(case.breaks)
    found = tuple(answer.error.get(name) for name in ("rule", "code", "target"))
    assert found == (case.rule, case.code, case.target), answer
    assert (
        answer.code
        == answer.error["exitCode"]
        == (3 if "NotFound" in case.code and case.code not in NOT_LOOKED_UP else 1)
    )
    assert case.writes or rehearsal.content() == before


@pytest.mark.parametrize("case", CASES, ids=numbered(CASES))
def test_the_nearest_thing_that_keeps_a_rule_is_accepted(case: Case, rehearsal: Rehearsal) -> None:
    rehearsal.profile, rehearsal.strict = case.profile, case.strict
    rehearsal.prepare([*case.given, case.keeps])


@pytest.mark.parametrize("case", ACCEPTANCES, ids=numbered(ACCEPTANCES))
def test_what_a_rule_accepts_is_accepted(case: Acceptance, rehearsal: Rehearsal) -> None:
    rehearsal.prepare([*case.given, *case.accepted])


@pytest.mark.parametrize("case", JUDGEMENTS, ids=numbered(JUDGEMENTS))
def test_a_deployment_is_judged_by_the_rule_and_explained_by_it(
    case: Judgement, rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rehearsal.prepare(case.given)
    monkeypatch.setenv("SIG_NOW", case.asked_at)
    found = {remark["rule"]: remark for remark in rehearsal.judge(case.breaks)[case.where]}
    assert found[case.rule]["code"] == case.code
    assert case.rule not in [remark["rule"] for remark in rehearsal.judge(case.keeps)[case.where]]
    if case.where == "reasons":
        assert app.run(["explain", found[case.rule]["message"], "-o", "json"]) == 0
        assert case.rule in [rule["rule"] for rule in json.loads(capsys.readouterr().out)]


@pytest.mark.parametrize("case", CASES, ids=numbered(CASES))
def test_the_message_of_a_refusal_is_explained_by_its_rule(
    case: Case, rehearsal: Rehearsal, capsys: pytest.CaptureFixture[str]
) -> None:
    rehearsal.profile, rehearsal.strict = case.profile, case.strict
    rehearsal.prepare(case.given)
    error = rehearsal.take(case.breaks).error
    for text in (error["message"], f"ERROR: ({error['code']}) {error['message']}"):
        assert app.run(["explain", text, "-o", "json"]) == 0
        named = [rule["rule"] for rule in json.loads(capsys.readouterr().out)]
        assert case.rule in named
        assert len(named) <= 3, named


def test_every_rule_that_refuses_is_named_in_the_code() -> None:
    named = rulebook_page.named_in_code()
    assert [number for number, rule in RULES.items() if rule.kind == "refuses" and number not in named] == []


def test_every_number_in_the_code_is_in_the_rule_book() -> None:
    emulated = [number for number, rule in RULES.items() if rule.kind in ("refuses", "accepts")]
    assert [number for number in rulebook_page.named_in_code() if number not in emulated] == []


def test_every_rule_has_a_test_with_its_number() -> None:
    in_table = {row.rule for table in (CASES, ACCEPTANCES, JUDGEMENTS) for row in table}
    named = rulebook_page.named_in_tests() | in_table
    wanted = [number for number, rule in RULES.items() if rule.kind in ("refuses", "accepts")]
    assert [number for number in wanted if number not in named] == []
    known = {*RULES, *(number.partition(".")[0] for number in RULES)}
    assert sorted(named - known) == []


def test_every_refusal_names_its_rule_and_has_a_code_of_it() -> None:
    for found in rulebook_page.refusals():
        place = f"{found.module}:{found.line}"
        assert found.numbers is not None, f"{place} names no rule"
        for number in found.numbers:
            assert found.kind.code in (RULES[number].code, *RULES[number].other_codes), f"{place} {number}"


def test_every_rule_says_what_it_is_in_whole_sentences() -> None:
    for rule in RULES.values():
        assert rule.title, rule.number
        assert not rule.title.endswith("."), rule.number
        for text in (rule.protects, rule.accepted, rule.remedy):
            assert text.endswith("."), f"{rule.number}: {text}"
        assert bool(rule.reason) == (rule.kind in ("not emulated", "restates")), rule.number
        assert bool(rule.code) == (rule.kind != "accepts"), rule.number


def test_every_message_of_the_rule_book_is_explained_by_its_rule() -> None:
    from sig.service.explanations import explained

    for rule in RULES.values():
        for template in rule.messages:
            said = template.replace("{}", "x")
            assert rule.number in [found["rule"] for found in explained(said)], said
