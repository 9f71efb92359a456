"""The command line of sig is that of az sig, but for what is declared beside the code that decides it."""

from collections.abc import Iterator
from typing import Any

import pytest

import az_parity
import command_tree
from differences import Difference
from sig.cli.nouns import NOUNS, STANDALONE
from sig.cli.tree import root


@pytest.fixture(scope="module")
def parity() -> az_parity.Parity:
    return az_parity.current()


def test_every_difference_from_the_command_line_of_az_is_declared(parity: az_parity.Parity) -> None:
    assert not parity.undeclared, "\n".join(map(str, ("", *parity.undeclared)))


def test_every_declared_difference_is_still_there(parity: az_parity.Parity) -> None:
    gone = [f"{difference.module}:{difference.line}: {subject}" for difference, subject in parity.outdated]
    assert not gone, "\n".join(("", *gone))


def test_all_commands_of_az_sig_are_compared(parity: az_parity.Parity) -> None:
    assert len(parity.az_commands) == 65


def test_a_gallery_verb_is_one_command_with_and_without_its_noun() -> None:
    commands = command_tree.tree()["commands"]
    verbs = [name for name, module in STANDALONE.items() if module.startswith("gallery.")]
    assert {verb: commands[verb] for verb in verbs} == {verb: commands[f"gallery {verb}"] for verb in verbs}


def commands() -> Iterator[tuple[str, Any]]:
    return _commands_of(root(), ())


def _commands_of(group: Any, above: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name, found in group.commands.items():
        words = (*above, name)
        if " ".join(words) in NOUNS:
            yield from _commands_of(found, words)
        else:
            yield " ".join(words), found


def test_every_command_takes_its_choices_in_any_case() -> None:
    for name, command in commands():
        offered = [(param, choice) for param in command.params for choice in getattr(param.type, "choices", ())]
        taken = [param.type.convert(choice.swapcase(), param, None) for param, choice in offered]
        assert [getattr(value, "value", value) for value in taken] == [choice for _, choice in offered], name


def test_every_command_takes_the_global_options() -> None:
    expected = {name for option in command_tree.tree()["global_options"] for name in option["names"]}
    assert {"--output", "-o", "--query", "--subscription", "--store", "--profile"} <= expected
    for name, command in commands():
        assert expected <= {option for param in command.params for option in param.opts}, name


# -- what the comparison itself sees --------------------------------------------------------------


def option(*names: str, **facts: Any) -> dict[str, Any]:
    return {"names": list(names), "kind": "text", **facts}


def compared(az: dict[str, Any], ours: list[dict[str, Any]], *declared: Difference) -> az_parity.Parity:
    surface = {"az": "1", "global_options": {"--help -h": {"arity": "0"}}, "commands": {"show": az}}
    tree = {"global_options": [], "commands": {"show": {"options": ours, "arguments": []}}}
    return az_parity.compared(surface, tree, declared)


@pytest.mark.parametrize(
    ("az", "ours", "finding"),
    [
        ({"--name": {}}, [], "show --name missing"),
        ({}, [option("--name")], "show --name extra"),
        ({"--name -n": {}}, [option("--name")], "show --name aliases"),
        ({"--name": {}}, [option("--name", "-n")], "show --name aliases"),
        ({"--name": {"arity": "+"}}, [option("--name")], "show --name arity"),
        ({"--name": {}}, [option("--name", kind="flag")], "show --name arity"),
        ({"--name": {"arity": "?"}}, [option("--name", kind="flag")], "show --name arity"),
        ({"--name": {"choices": ["V1", "V2"]}}, [option("--name", choices=["V1"])], "show --name choices"),
        ({"--name": {"default": "V2"}}, [option("--name", default="V1")], "show --name default"),
        ({"--name": {"required": True}}, [option("--name")], "show --name required"),
        ({"--name": {}}, [option("--name", required=True)], "show --name required"),
        ({"--name": {"deprecated": True}}, [option("--name")], "show --name announcement"),
    ],
)
def test_a_difference_in_one_option_is_found(az: dict[str, Any], ours: list[dict[str, Any]], finding: str) -> None:
    found = compared(az, ours)
    assert [difference.key for difference in found.undeclared] == [finding]
    assert found.status("show") == "differs"


@pytest.mark.parametrize(
    ("az", "ours"),
    [
        ({"--name -n": {}}, [option("-n", "--name")]),
        ({"--name": {"arity": "0"}}, [option("--name", kind="flag", default=False)]),
        ({"--name": {"arity": "?", "choices": ["true", "false"]}}, [option("--name", kind="tristate")]),
        ({"--name": {"choices": ["V1", "V2"]}}, [option("--name", kind="choice", choices=["v2", "v1"])]),
        ({"--name": {"default": "30"}}, [option("--name", kind="integer", default=30)]),
        ({"--name": {"arity": "+"}}, [option("--name", kind="grouped", arity="+")]),
    ],
)
def test_spelling_order_and_case_make_no_difference(az: dict[str, Any], ours: list[dict[str, Any]]) -> None:
    found = compared(az, ours)
    assert not found.findings
    assert found.status("show") == "same"


def test_a_command_that_is_not_there_is_not_there_yet() -> None:
    surface = {"az": "1", "global_options": {"--help -h": {"arity": "0"}}, "commands": {"show": {}}}
    found = az_parity.compared(surface, {"global_options": [], "commands": {"prune": {}}}, ())
    assert [difference.key for difference in found.undeclared] == ["show missing", "prune extra"]
    assert found.status("show") == "not yet"


def declared(*subjects: str) -> Difference:
    return Difference("az", "Some differ", "", subjects, "sig.cli.nouns", 1)


def test_a_declaration_explains_what_it_names_and_nothing_else() -> None:
    found = compared({}, [option("--store"), option("--name")], declared("* --store extra"))
    assert [difference.key for difference in found.undeclared] == ["show --name extra"]
    assert not found.outdated


def test_a_declaration_of_what_no_longer_differs_is_outdated() -> None:
    reason = declared("show --store extra", "show --name missing")
    assert compared({}, [option("--store")], reason).outdated == [(reason, "show --name missing")]
