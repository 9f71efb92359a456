"""``sig log``, ``--at`` and ``sig undo`` of the installed command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from e2e.installed import Sig

SAS = "sv=2024-11-04&sig=c2VjcmV0"


@pytest.fixture
def world(sig: Sig) -> Sig:
    """Four commands, an hour apart."""
    for hour, line in enumerate(
        (
            "create -g images -r Contoso -l westus",
            "image-definition create -g images -r Contoso -i web -p C -f W -s 1 --os-type Linux",
            "image-version create -g images -r Contoso -i web -e 1.0.0 --managed-image m --tags a=b",
            "image-version update -g images -r Contoso -i web -e 1.0.0 --set tags.c=d",
        )
    ):
        outcome = sig.given(NOW=f"2026-01-01T1{hour}:00:00Z").in_process(line)
        assert outcome.exit_code == 0, outcome.stderr
    return sig


def test_the_log_tells_who_did_what_when_and_how(world: Sig) -> None:
    newest = world("log --max-items 1").json[0]
    (change,) = newest.pop("changes")
    assert newest == {
        "event": 4,
        "at": "2026-01-01T13:00:00+00:00",
        "command": [
            "image-version",
            "update",
            "-g",
            "images",
            "-r",
            "Contoso",
            "-i",
            "web",
            "-e",
            "1.0.0",
            "--set",
            "tags.c=d",
        ],
        "verb": "image-version update",
        "options": {
            "resource_group_name": "images",
            "gallery_name": "Contoso",
            "gallery_image_name": "web",
            "gallery_image_version_name": "1.0.0",
            "properties_to_set": ["tags.c=d"],
        },
        "principal": "owner",
    }
    assert change["id"].endswith("/galleries/Contoso/images/web/versions/1.0.0")
    assert {part["path"]: (part["before"], part["after"]) for part in change["diff"]} == {
        "changed_at": ("2026-01-01T12:00:00+00:00", "2026-01-01T13:00:00+00:00"),
        "resource.tags.c": (None, "d"),
    }


def test_both_spellings_of_a_gallery_verb_are_logged_as_one(world: Sig) -> None:
    world.in_process("gallery create -g images -r Other -l westus")
    verbs = world.in_process("log --verb 'gallery create' --query [].command[0]").json
    assert verbs == ["gallery", "create"]


def test_a_verb_that_there_is_not_is_refused_by_the_log(world: Sig) -> None:
    assert world.in_process("log --verb create --query [].verb").json == ["gallery create"]
    answer = world.in_process("log --verb 'image-version creat'")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Did you mean 'image-version create'" in answer.stderr


def test_a_log_is_a_table_for_people(world: Sig) -> None:
    lines = world.in_process("log Contoso/web -o table").stdout.splitlines()
    assert lines[0].split() == ["Event", "Time", "Verb", "Resource", "Summary"]
    assert [line.split()[0] for line in lines[2:]] == ["4", "3", "2"]
    assert lines[2].endswith("changed tags.c")
    assert lines[3].endswith("created")


@pytest.mark.parametrize(
    ("options", "events"),
    [
        ("-r contoso -i web -e 1.0.0", [4, 3]),
        ("-g images -r Contoso", [4, 3, 2, 1]),
        ("-g none", []),
        ("--since 2026-01-01T12:00:00Z", [4, 3]),
        ("--principal owner --verb 'image-version create'", [3]),
    ],
)
def test_a_log_is_narrowed_by_names_and_more(world: Sig, options: str, events: list[int]) -> None:
    narrowed = world.given(DEFAULTS_GROUP="another").in_process(f"log {options} --query [].event")
    assert narrowed.json == events


@pytest.mark.parametrize("names", ["-i web", "-r Contoso -e 1.0.0", "Contoso -r Contoso"])
def test_names_that_make_no_path_are_refused(world: Sig, names: str) -> None:
    outcome = world.in_process(f"log {names}")
    assert outcome.exit_code == 1
    assert "usage error" in outcome.stderr


def test_signatures_of_urls_are_not_in_the_words_of_the_journal(world: Sig) -> None:
    uri = f"https://a.blob.core.windows.net/v/d.vhd?{SAS}"
    line = f"image-version create -g images -r Contoso -i web -e 2.0.0 --os-vhd-uri '{uri}' --os-vhd-storage-account sa"
    assert world(line).exit_code == 0
    event = world("log --max-items 1").json[0]
    assert event["options"]["os_vhd_uri"] == "https://a.blob.core.windows.net/v/d.vhd?…"
    assert "sig=" not in json.dumps([event["command"], event["options"]])


@pytest.mark.parametrize(
    ("line", "at", "answer"),
    [
        ("image-version show -g images -r Contoso -i web -e 1.0.0 --query tags", "3", {"a": "b"}),
        ("image-version show -g images -r Contoso -i web -e 1.0.0 --query tags", "2026-01-01T12:59:59Z", {"a": "b"}),
        ("image-version show -g images -r Contoso -i web -e 1.0.0 --query tags", "2026-02-01", {"a": "b", "c": "d"}),
        ("image-version list -g images -r Contoso -i web --query [].name", "2", []),
        ("image-definition list -g images -r Contoso --query [].name", "2", ["web"]),
        ("image-definition show -g images -r Contoso -i web --query name", "2026-01-01T11:00:00Z", "web"),
        ("gallery show -g images -r Contoso --query name", "1", "Contoso"),
        ("list --query [].name", "2020-01-01", []),
    ],
)
def test_at_shows_what_was_there(world: Sig, line: str, at: str, answer: object) -> None:
    assert world.in_process(f"{line} --at {at}").json == answer


def test_what_was_not_there_yet_is_not_found(world: Sig) -> None:
    outcome = world.in_process("image-version show -g images -r Contoso -i web -e 1.0.0 --at 2")
    assert outcome.exit_code == 3


def test_undo_takes_the_last_change_back_and_can_be_undone(world: Sig) -> None:
    show = "image-version show -g images -r Contoso -i web -e 1.0.0"
    after = world.in_process(show).json
    assert world("undo").json["undone"] == 4
    assert world.in_process(show).json["tags"] == {"a": "b"}
    assert world("undo --event 5").json["undone"] == 5
    assert world.in_process(show).json == after
    assert world.in_process("log --query [].verb").json[:3] == ["undo", "undo", "image-version update"]


def test_undo_can_be_rehearsed(world: Sig) -> None:
    before = world.in_process("log").json
    assert world.in_process("undo --dry-run --detailed-exitcode").exit_code == 4
    assert world.in_process("log").json == before


def test_an_undo_on_which_later_commands_depend_is_refused_by_their_numbers(world: Sig) -> None:
    outcome = world.in_process("undo --event 2")
    assert outcome.exit_code == 1
    assert "'Contoso/web' holds what was made since by events 3, 4." in outcome.stderr
    assert "Hint: Undo what came later first: sig undo --event 4." in outcome.stderr


def test_with_a_limit_of_none_there_is_no_history(world: Sig) -> None:
    none = world.given(STORE_JOURNAL_LIMIT="0")
    assert none.in_process("log").json == []
    assert none.in_process("undo").exit_code == 3
    assert none.in_process("list --at 1").exit_code == 3
