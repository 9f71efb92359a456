"""What is said to az, in the words of sig."""

from __future__ import annotations

import pytest

from sig.cli.shim.translation import Unknown, translated


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sig show -g g -r r", "show -g g -r r"),
        ("sig image-version create --help", "image-version create --help"),
        ("sig --help", "--help"),
        ("login -u ci -p secret --tenant t -o table --query [].id", "account list -o table --query [].id"),
        ("login --identity --output=none", "account list --output=none"),
        ("account set -s production", "account set --subscription production"),
        ("account set --name=production", "account set --subscription=production"),
        ("account list --all -o tsv", "account list -o tsv"),
        ("group delete -n g --yes --force-deletion-types Microsoft.Compute/virtualMachines", "group delete -n g --yes"),
        ("image show -g g -n golden", "source show --type image -g g -n golden"),
        ("vm list -d --query [].id", "source list --type vm --query [].id"),
        ("role assignment list --all", "role assignment list --all"),
    ],
)
def test_a_command_of_az_is_said_in_the_words_of_sig(line: str, said: str) -> None:
    assert translated(line.split()) == said.split()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("vm create -n web", "vm create"),
        ("group", "group"),
        ("account clear", "account clear"),
        ("-o tsv", ""),
        ("", ""),
    ],
)
def test_what_has_no_translation_is_named_up_to_its_first_option(line: str, named: str) -> None:
    assert translated(line.split()) == Unknown(tuple(named.split()))
