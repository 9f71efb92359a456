"""``sig __complete``: the names that the completion scripts ask for, as a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.installed import FRONT_DOOR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from e2e.installed import Sig

UBUNTU = "-g Images -r Contoso -i ubuntu"


@pytest.fixture
def door() -> Mapping[str, str]:
    """One will do: a shell that completes is answered before any door."""
    return FRONT_DOOR


def stock(sig: Sig, *lines: str) -> None:
    for line in lines:
        outcome = sig.in_process(line)
        assert outcome.exit_code == 0, outcome.stderr


def with_definition(sig: Sig, *numbers: str) -> None:
    stock(
        sig,
        "create -g Images -r Contoso -l westus --soft-delete true --profile current",
        f"image-definition create {UBUNTU} -p Canonical -f Ubuntu -s 22 --os-type Linux --os-state Generalized",
        *(f"image-version create {UBUNTU} -e {number} --managed-image web" for number in numbers),
    )


def test_undelete_is_offered_what_was_deleted_and_show_what_was_not(sig: Sig) -> None:
    with_definition(sig, "1.0.0", "2.0.0")
    stock(sig, f"image-version delete {UBUNTU} -e 1.0.0")
    assert sig(f"__complete version --current= image-version undelete {UBUNTU} -e").stdout == "1.0.0\n"
    assert sig(f"__complete version --current= image-version show {UBUNTU} -e").stdout == "2.0.0\n"


def test_versions_of_more_than_one_definition_are_each_offered_once(sig: Sig) -> None:
    with_definition(sig, "1.0.0")
    other = UBUNTU.replace("ubuntu", "debian")
    stock(
        sig,
        f"image-definition create {other} -p Debian -f Debian -s 12 --os-type Linux --os-state Generalized",
        f"image-version create {other} -e 1.0.0 --managed-image web",
        f"image-version create {other} -e 1.0.1 --managed-image web",
    )
    assert sig("__complete version --current= image-version list -r contoso").stdout == "1.0.1\n1.0.0\n"


def test_a_registered_group_is_offered_as_it_was_named(sig: Sig) -> None:
    stock(sig, "group create -n Empty-Group -l westus")
    assert sig("__complete group --current=empty").stdout == "Empty-Group\n"


def test_a_document_that_cannot_be_read_keeps_its_folded_name(sig: Sig) -> None:
    with_definition(sig)
    (document,) = sig.store.glob("**/galleries/contoso/resource.json")
    document.write_text("not JSON")
    outcome = sig("__complete gallery --current= show -g Images -r")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (0, "contoso\n", "")


def test_a_store_in_toml_completes_alike(sig: Sig) -> None:
    stock(sig, f"store init --path {sig.store} --format toml")
    with_definition(sig, "1.0.0")
    assert sig("__complete gallery --current= -g images").stdout == "Contoso\n"


def test_the_store_named_on_the_line_is_the_one_searched(sig: Sig, tmp_path: Path) -> None:
    stock(sig.given(STORE=str(tmp_path / "elsewhere")), "create -g Images -r Elsewhere -l westus")
    assert sig("__complete gallery --current= show --store=$SIG_FOLDER/elsewhere -r").stdout == ""
    with_folder = sig.given(FOLDER=str(tmp_path))
    assert with_folder("__complete gallery --current= show --store=$SIG_FOLDER/elsewhere -r").stdout == "Elsewhere\n"


def test_settings_that_are_not_toml_complete_nothing(sig: Sig, tmp_path: Path) -> None:
    with_definition(sig)
    (tmp_path / "settings").mkdir(exist_ok=True)
    (tmp_path / "settings" / "config.toml").write_text("not = = toml")
    outcome = sig("__complete gallery --current=")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (0, "", "")
