"""Completion in the real shells: one promise per test, kept by bash, zsh and fish alike."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from e2e.completing import Bash, Fish, Shell, Zsh
from e2e.installed import Sig
from sig.cli import completion_scripts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the shells are those of POSIX systems")

ODD = 'It\'s [so] "odd": $HOME `x` \\ | %s \u2018quoted\u2019 (a) {b} <c> #d'
UBUNTU = "-g Images -r Contoso.Web -i ubuntu.22-04"


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Sig:
    """A store with two galleries in groups that nobody registered, and one in a subscription with a name."""
    sig = Sig(tmp_path_factory.mktemp("stocked"))
    for line in (
        "create -g Images -r Contoso.Web -l westus",
        "create -g Other -r Fabrikam -l westus",
        f"image-definition create {UBUNTU} -p Canonical -f Ubuntu -s 22 --os-type Linux --os-state Generalized",
        *(f"image-version create {UBUNTU} -e {number} --managed-image web" for number in ("1.2.0", "1.10.0", "1.9.0")),
        "account add --name 'Team One' --id 22222222-2222-2222-2222-222222222222",
        "create --subscription 'Team One' -g Team -r TeamGallery -l westus",
    ):
        outcome = sig.in_process(line)
        assert outcome.exit_code == 0, outcome.stderr
    return sig


@pytest.fixture(params=[Bash, Zsh, Fish], ids=lambda kind: kind.name)
def shell(request: pytest.FixtureRequest, tmp_path: Path, stocked: Sig) -> Shell:
    made: Shell = request.param(tmp_path, stocked.environment)
    return made


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        pytest.param("sig ima", ["image-definition", "image-version"], id="a noun"),
        pytest.param("sig upd", ["update"], id="a verb that stands alone"),
        pytest.param("sig image-version un", ["undelete"], id="a verb"),
        pytest.param("sig store sn", ["snapshot"], id="a noun below a noun"),
        pytest.param("sig store snapshot sa", ["save"], id="a verb of a noun below a noun"),
        pytest.param("sig store snapshot load --det", ["--detailed-exitcode"], id="an option of such a verb"),
        pytest.param("sig show --ga", ["--gallery-name"], id="an option"),
        pytest.param("sig image-version show -g Images --on", ["--only-show-errors"], id="an option of every command"),
        pytest.param("sig create --permissions C", ["Community"], id="a choice"),
        pytest.param("sig create --permissions c", ["Community"], id="a choice in lower case"),
        pytest.param("sig list --output=js", ["json", "jsonc"], id="a choice after ="),
        pytest.param("sig create --soft-delete f", ["false"], id="a three-state flag"),
        pytest.param("sig completion po", ["powershell"], id="an argument"),
        pytest.param("sig config get defaults.g", ["defaults.group"], id="a setting"),
        pytest.param("sig list -g I", ["Images"], id="a group"),
        pytest.param("sig group show -n I", ["Images"], id="a group under its other name"),
        pytest.param("sig show -g Other -r ", ["Fabrikam"], id="a gallery of a group"),
        pytest.param("sig show -r ", ["Contoso.Web", "Fabrikam"], id="galleries of the subscription"),
        pytest.param("sig show -r contoso.w", ["Contoso.Web"], id="a name with a dot in another case"),
        pytest.param("sig show -gImages -r ", ["Contoso.Web"], id="a group attached to its option"),
        pytest.param("sig show --gallery-name=Con", ["Contoso.Web"], id="a gallery after ="),
        pytest.param("sig show --resource-group=Other --gallery-name=", ["Fabrikam"], id="both after ="),
        pytest.param("sig image-definition show -g Images -r Contoso.Web -i ub", ["ubuntu.22-04"], id="a definition"),
        pytest.param(
            "sig image-version list -r contoso.web --gallery-image-name ",
            ["ubuntu.22-04"],
            id="a definition by its other option, without a group",
        ),
        pytest.param(f"sig image-version show {UBUNTU} -e ", ["1.10.0", "1.9.0", "1.2.0"], id="versions, newest first"),
        pytest.param(f"sig image-version show {UBUNTU} -e 1.1", ["1.10.0"], id="a version"),
        pytest.param("sig create -l westus", ["westus", "westus2", "westus3"], id="a region"),
        pytest.param(
            "sig image-version create --target-regions westus=2 eastus2e", ["eastus2euap"], id="the second of a list"
        ),
        pytest.param("sig list --subscription Te", ["Team One"], id="a subscription with a space"),
        pytest.param("sig show --subscription 'Team One' -r ", ["TeamGallery"], id="a gallery elsewhere"),
        pytest.param(
            "sig list --subscription 2222", ["22222222-2222-2222-2222-222222222222"], id="a subscription's ID"
        ),
        pytest.param("sig show --store /nowhere -r ", [], id="another store"),
        pytest.param("sig nonsense ", [], id="no command"),
        pytest.param("sig create --description ", [], id="a free text"),
    ],
)
def test_a_line_is_completed_with(shell: Shell, line: str, offered: list[str]) -> None:
    assert shell.offers(line) == offered


def test_an_option_stands_once_unless_it_may_be_repeated(shell: Shell) -> None:
    assert "--gallery-name" not in shell.offers("sig update -g Images -r Contoso.Web --")
    assert "--set" in shell.offers("sig update --set tags.a=b --")


def test_a_list_of_words_ends_where_an_option_begins(shell: Shell) -> None:
    assert shell.offers("sig image-version create --target-regions westus eastus=1 --replica-") == ["--replica-count"]


def test_a_path_is_completed_with_files(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "gallery-store").mkdir()
    line = "sig store init --path gallery-st"
    if isinstance(shell, Bash):
        assert shell.options_set(line) == ["compopt -o default"]
    else:
        assert [word.rstrip("/") for word in shell.offers(line)] == ["gallery-store"]


def test_the_default_group_and_subscription_stand_in(shell: Shell) -> None:
    assert shell.given(SIG_DEFAULTS_GROUP="other").offers("sig show -r ") == ["Fabrikam"]
    assert shell.given(SIG_SUBSCRIPTION="Team One").offers("sig show -r ") == ["TeamGallery"]


def test_an_empty_store_completes_nothing(shell: Shell, tmp_path: Path) -> None:
    empty = shell.given(SIG_STORE=str(tmp_path / "absent"))
    assert empty.offers("sig show -r ") == []
    assert not (tmp_path / "absent").exists()


def test_a_broken_store_completes_nothing_and_says_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "store.json").write_text("not JSON")
    assert shell.given(SIG_STORE=str(tmp_path)).offers("sig show -r ") == []


@pytest.fixture
def recorder(tmp_path: Path) -> Callable[[Shell], tuple[Shell, Path]]:
    """Puts a ``sig`` first on the path that only writes down how it was called."""

    def recorded(shell: Shell) -> tuple[Shell, Path]:
        folder, calls = tmp_path / "bin", tmp_path / "calls"
        folder.mkdir()
        calls.write_text("")
        (folder / "sig").write_text(f'#!/bin/sh\necho "$@" >> {calls}\n')
        (folder / "sig").chmod(stat.S_IRWXU)
        return shell.with_path(folder), calls

    return recorded


def test_commands_options_and_choices_complete_without_starting_python(
    shell: Shell, recorder: Callable[[Shell], tuple[Shell, Path]]
) -> None:
    shell, calls = recorder(shell)
    for line in ("sig ima", "sig image-version ", "sig show --", "sig list --output ", "sig create --no-wait "):
        assert shell.offers(line)
    assert calls.read_text() == ""


def test_a_name_in_the_store_is_asked_of_sig_once(
    shell: Shell, recorder: Callable[[Shell], tuple[Shell, Path]]
) -> None:
    shell, calls = recorder(shell)
    assert shell.offers("sig show -g Images -r Con") == []
    (call,) = set(calls.read_text().splitlines())
    assert call.startswith("__complete gallery --current=")
    assert call.endswith("show -g Images -r")


# -- what only one shell has ----------------------------------------------------------------------


@pytest.fixture
def bash(tmp_path: Path, stocked: Sig) -> Bash:
    return Bash(tmp_path, stocked.environment)


@pytest.fixture
def zsh(tmp_path: Path, stocked: Sig) -> Zsh:
    return Zsh(tmp_path, stocked.environment)


@pytest.fixture
def fish(tmp_path: Path, stocked: Sig) -> Fish:
    return Fish(tmp_path, stocked.environment)


def test_bash_keeps_versions_in_their_order_and_quotes_names(bash: Bash) -> None:
    assert "compopt -o nosort" in bash.options_set(f"sig image-version show {UBUNTU} -e ")
    assert bash.answers("sig list --subscription T") == ["Team\\ One"]


def test_bash_offers_long_and_short_options(bash: Bash) -> None:
    assert {"-g", "--resource-group", "-h", "--help"} <= set(bash.offers("sig show -"))


def test_bash_completes_the_file_of_a_redirection_and_of_an_at_sign(bash: Bash) -> None:
    for line in ("sig list > ", "sig create --description @f"):
        assert bash.options_set(line) == ["compopt -o default"]


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("sig list --output=t --query=x --prof", "<list><--output=t><--query=x><--profile>"),
        ("sig show --gallery-name=con", "<show><--gallery-name=Contoso.Web>"),
        ('sig show -r "Con', "<show><-r><Contoso.Web>"),
        ("sig list --subscription T", "<list><--subscription><Team One>"),
        ('sig list --subscription="T', "<list><--subscription=Team One>"),
        ("sig config set defaults.g", "<config><set><defaults.group=>"),
        ("true; X=1 sig image-v", "<image-version>"),
        ("sig store init --path=gallery-st", "<store><init><--path=gallery-store/>"),
    ],
)
def test_tab_in_an_interactive_bash_completes_the_word(bash: Bash, tmp_path: Path, line: str, completed: str) -> None:
    (tmp_path / "gallery-store").mkdir()
    assert bash.after_tab(line) == completed


def test_a_help_text_with_quotes_and_brackets_stays_a_text(shell: Shell) -> None:
    quoted = completion_scripts.fish_word if isinstance(shell, Fish) else completion_scripts.posix_word
    assert shell.evaluated(quoted(ODD)) == ODD


def test_a_script_whose_texts_hold_quotes_is_still_a_script(shell: Shell, tmp_path: Path) -> None:
    blank = dict.fromkeys(("arity", "choices", "metavar", "completer"))
    option = {**blank, "names": ["--odd"], "kind": "text", "help": ODD}
    verb = {"help": ODD, "options": [option], "arguments": []}
    tree = {"nouns": {"thing": ODD}, "global_options": [option], "commands": {"thing do": verb}}
    (tmp_path / "odd").write_text(completion_scripts.script(shell.name, tree), encoding="utf-8")
    assert shell.syntax_errors(tmp_path / "odd") == ""


def test_zsh_shows_what_an_option_means(zsh: Zsh) -> None:
    assert "Only show errors, no warnings." in zsh.shows("sig show --")


def test_the_zsh_script_can_be_sourced_too(zsh: Zsh) -> None:
    assert zsh.offers_when_sourced("sig image-v") == ["image-version"]


def test_fish_shows_what_a_command_and_an_option_mean(fish: Fish) -> None:
    assert fish.described("sig image-v") == {"image-version": "Manage image versions."}
    assert fish.described("sig show --only") == {"--only-show-errors": "Only show errors, no warnings."}
