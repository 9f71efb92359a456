"""A batch is its commands: one by one what they are alone, atomic all or none, and a dry run says what they do."""

from __future__ import annotations

import io
import json
import os
import shlex
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sig.cli import app
from sig.store import ROOT, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERS = count(1)
GALLERIES = st.sampled_from(["-g images -r base", "-g images -r apps", "-g IMAGES -r Base"])
VERSIONS = st.sampled_from(["1.0.0", "1.1.0", "2.0.0"])
REGIONS = st.sampled_from(["westus", "westus=2 eastus", "eastus", "mars"])
LINES = st.one_of(
    st.builds("create {} -l westus --tags a={}".format, GALLERIES, st.integers(1, 2)),
    st.builds("update {} --set tags.b={}".format, GALLERIES, st.integers(1, 2)),
    st.builds("delete {}".format, GALLERIES),
    st.builds(
        "image-definition create {} -i web -p Contoso -f Web -s {} --os-type Linux".format, GALLERIES, st.integers(1, 2)
    ),
    st.builds("image-definition delete {} -i web".format, GALLERIES),
    st.builds(
        "image-version create {} -i web -e {} --managed-image m --target-regions {}".format,
        GALLERIES,
        VERSIONS,
        REGIONS,
    ),
    st.builds("image-version update {} -i web -e {} --target-regions {}".format, GALLERIES, VERSIONS, REGIONS),
    st.builds("image-version delete {} -i web -e {}".format, GALLERIES, VERSIONS),
    st.builds("update {} --soft-delete true".format, GALLERIES),
    st.just("group delete -n images --yes"),
    st.just("list --query [].name -o tsv"),
    st.just("list --outptu tsv"),
    st.just("nonsense"),
)
BEGINNING = [
    "create -g images -r base -l westus",
    "image-definition create -g images -r base -i web -p Contoso -f Web -s 1 --os-type Linux",
]
BATCHES = st.lists(LINES, max_size=12).map(lambda lines: [*BEGINNING, *lines])


@pytest.fixture(autouse=True, scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("SIG_", "AZURE_"))]:
            patch.delenv(name)
        patch.setenv("SIG_CONFIG_DIR", str(tmp_path_factory.mktemp("settings")))
        patch.setenv("SIG_NOW", "2026-01-07")
        yield


class Place:
    """An empty store, and what running command lines on it comes to."""

    def __init__(self) -> None:
        self.location = f"memory:batch laws {next(NUMBERS)}"
        self.out, self.err = io.StringIO(), io.StringIO()

    def run(self, *words: str, stdin: str = "") -> int:
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(self.out), redirect_stderr(self.err):
            patch.setattr("sys.stdin", io.StringIO(stdin))
            patch.setenv("SIG_STORE", self.location)
            return app.run(list(words))

    def alone(self, lines: list[str]) -> list[int]:
        return [self.run(*shlex.split(line)) for line in lines]

    def batch(self, lines: list[str], *options: str) -> int:
        return self.run("batch", *options, stdin="\n".join(lines))

    def content(self) -> dict[str, Any]:
        with open_store(self.location).reading() as view:
            return {str(found): view.get(found) for found in view.below(ROOT)}


@given(BATCHES)
def test_a_batch_that_keeps_going_leaves_and_says_what_its_commands_do_alone(lines: list[str]) -> None:
    one, other = Place(), Place()
    codes = one.alone(lines)
    assert other.batch(lines, "--keep-going") == next((code for code in codes if code), 0)
    assert other.content() == one.content()
    assert other.out.getvalue() == one.out.getvalue()
    assert other.err.getvalue().startswith(one.err.getvalue())


@given(BATCHES)
def test_an_atomic_batch_leaves_everything_or_nothing(lines: list[str]) -> None:
    one, other = Place(), Place()
    codes = one.alone(lines)
    failure = next((code for code in codes if code), 0)
    assert other.batch(lines, "--atomic") == failure
    assert other.content() == ({} if failure else one.content())


@given(BATCHES)
def test_an_atomic_batch_of_what_succeeds_is_one_commit_of_the_same(lines: list[str]) -> None:
    one, other = Place(), Place()
    lines = [line for line, code in zip(lines, one.alone(lines), strict=True) if code == 0]
    assert other.batch(lines, "--atomic") == 0
    assert other.content() == one.content()
    with open_store(other.location).reading() as view:
        assert len(list(view.events())) <= 1


@given(BATCHES, LINES)
def test_a_dry_run_says_which_resources_the_command_changes_and_changes_none(lines: list[str], line: str) -> None:
    place = Place()
    place.batch(lines, "--keep-going")
    before = place.content()
    place.out = io.StringIO()
    code = place.batch([line], "--dry-run")
    effects = json.loads(place.out.getvalue())
    assert place.content() == before
    assert place.batch([line]) == code
    after = place.content()
    bodies = [{name.casefold(): document["resource"] for name, document in found.items()} for found in (before, after)]
    changed = {name for name in {*bodies[0], *bodies[1]} if bodies[0].get(name) != bodies[1].get(name)}
    assert {effect["id"].casefold() for effect in effects} == changed
    for effect in effects:
        sides = [name in side for side in bodies for name in [effect["id"].casefold()]]
        assert (
            effect["action"]
            == {(False, True): "create", (True, False): "delete", (True, True): "update"}[sides[0], sides[1]]
        )
