"""Command lines that people ran against Azure do here what they did there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jmespath
import pytest

if TYPE_CHECKING:
    from e2e.installed import Sig

DATA = Path(__file__).parents[1] / "data" / "scenarios.json"
SCENARIOS: list[dict[str, Any]] = json.loads(DATA.read_text("utf-8"))["scenarios"]
COMMANDS = [step for scenario in SCENARIOS for step in scenario["steps"] if "command" in step]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_every_step_ends_and_answers_as_it_did_in_azure(scenario: dict[str, Any], sig: Sig) -> None:
    sig = sig.given(PROFILE="current", ONLY_SHOW_ERRORS="true")
    _make_groups(sig, scenario)
    values = dict(scenario.get("variables", {}))
    for step in scenario["steps"]:
        _run(sig, step, values)


def test_no_recorded_command_line_is_lost() -> None:
    assert len(COMMANDS) == 125


def _make_groups(sig: Sig, scenario: dict[str, Any]) -> None:
    assert sig(f"group create -n images -l {scenario['location']}").exit_code == 0
    other = scenario.get("variables", {}).get("other_subscription")
    if other:
        assert sig(f"account add --name other --id {other}").exit_code == 0
        assert sig(f"group create -n elsewhere -l {scenario['location']} --subscription {other}").exit_code == 0


def _run(sig: Sig, step: dict[str, Any], values: dict[str, str]) -> None:
    line = _filled(step.get("command") or step["before"], values)
    answer = sig(line.removeprefix("sig "))
    if step.get("refused"):
        assert answer.exit_code == 1, line
        assert not answer.stdout, line
        return
    assert answer.exit_code == 0, f"{line}\n{answer.stderr}"
    assert not answer.stderr, line
    loose = step.get("in_any_case", ())
    for path, expected in step.get("expected", {}).items():
        found = jmespath.search(path, answer.json)
        assert _folded(found, path in loose) == _folded(_filled(expected, values), path in loose), f"{line}: {path}"
    for name, path in step.get("keep", {}).items():
        values[name] = jmespath.search(path, answer.json)


def _filled(value: Any, values: dict[str, str]) -> Any:
    """``value`` with every ``{name}`` in its text replaced."""
    if isinstance(value, str):
        for name, text in values.items():
            value = value.replace(f"{{{name}}}", text)
    return value


def _folded(value: Any, loose: bool) -> Any:
    return value.casefold() if loose and isinstance(value, str) else value
