"""``sig store check``: each kind of damage is found and named, and only what can be derived is repaired."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import worlds
from refusals import refused
from sig.domain.errors import InvalidParameter
from sig.domain.resource_id import gallery_id
from sig.service import galleries, image_versions, store_checks
from sig.store import FileStore, StoreCorrupt

if TYPE_CHECKING:
    from collections.abc import Callable

    from sig.service.context import Context
    from sig.store import Document

SUBSCRIPTIONS = "subscriptions"
GALLERY = f"{SUBSCRIPTIONS}/{worlds.SUB}/resourcegroups/images/providers/microsoft.compute/galleries/main"
OTHER = GALLERY.replace("/main", "/other")


@pytest.fixture(params=["json", "toml"])
def context(request: pytest.FixtureRequest, tmp_path: Path) -> Context:
    """A store with two galleries, a definition in each, and two versions in the first."""
    FileStore.create(tmp_path / "store", request.param)
    context = worlds.at(str(tmp_path / "store"))
    web = worlds.definition(context, worlds.gallery(context))
    worlds.version(context, web, "1.0.0")
    worlds.version(context, web, "1.1.0")
    worlds.definition(context, worlds.gallery(context, "Other"), "other")
    return context


def root(context: Context) -> Path:
    assert isinstance(context.store, FileStore)
    return Path(context.store.location)


def file(context: Context, path: str) -> Path:
    """The file of a document, named without its suffix."""
    return root(context) / f"{path}.{context.store.info().document_format}"


def codes(context: Context) -> list[tuple[str, str]]:
    return [(found["level"], found["code"]) for found in store_checks.check(context.store).findings]


def content(context: Context) -> dict[str, bytes]:
    """The store's files, those of the lock aside."""
    base = root(context)
    return {
        path.relative_to(base).as_posix(): path.read_bytes()
        for path in base.rglob("*")
        if path.is_file() and not path.name.startswith(".lock")
    }


def check_repaired(context: Context) -> None:
    """All that was found is repaired, as promised, and nothing is left."""
    report = store_checks.repair(context.store)
    assert [found["repaired"] for found in report.findings] == [True] * len(report.findings)
    assert report.is_clean
    assert store_checks.check(context.store).findings == []


def check_left_alone(context: Context) -> None:
    """What was found cannot be repaired, and nothing was touched for it."""
    before = content(context)
    report = store_checks.repair(context.store)
    assert [found["repair"] for found in report.findings] == [None] * len(report.findings)
    assert not report.is_clean
    assert content(context) == before


def test_a_store_that_commands_made_is_clean(context: Context) -> None:
    assert store_checks.check(context.store) == store_checks.Report([], is_clean=True, repairs=[])


def test_a_place_without_a_store_is_clean_and_stays_empty(tmp_path: Path) -> None:
    context = worlds.at(str(tmp_path / "none"))
    assert store_checks.check(context.store).is_clean
    assert store_checks.repair(context.store).is_clean
    assert not (tmp_path / "none").exists()


def test_a_check_changes_nothing(context: Context) -> None:
    (root(context) / "x.tmp").touch()
    before = content(context)
    store_checks.check(context.store)
    assert content(context) == before


def test_r190_a_store_that_ends_with_its_process_has_nothing_to_check(tmp_path: Path) -> None:
    with refused(InvalidParameter, "is not kept in a folder", rule="R190", target="store"):
        store_checks.check(worlds.in_memory(tmp_path).store)


@pytest.mark.parametrize("garbage", [b"", b"\xff\xfe", b"{", b"[]", b"null", b"[" * 5000, b'{"format_version": 0}'])
def test_a_document_that_cannot_be_read_is_damaged(context: Context, garbage: bytes) -> None:
    file(context, f"{GALLERY}/images/web/versions/1.0.0").write_bytes(garbage)
    assert codes(context)[0] == ("error", "Damaged")
    check_left_alone(context)


def test_a_damaged_parent_leaves_no_orphans(context: Context) -> None:
    file(context, f"{GALLERY}/resource").write_bytes(b"{")
    assert codes(context) == [("error", "Damaged")]


def test_a_version_without_its_definition_and_a_definition_without_its_gallery_are_orphans(context: Context) -> None:
    file(context, f"{GALLERY}/images/web/resource").unlink()
    file(context, f"{OTHER}/resource").unlink()
    found = [finding for finding in store_checks.check(context.store).findings if finding["code"] == "Orphan"]
    assert [finding["id"].rpartition("galleries/")[2] for finding in found] == [
        "Main/images/web/versions/1.0.0",
        "Main/images/web/versions/1.1.0",
        "Other/images/other",
    ]


def test_a_soft_deleted_version_without_its_definition_is_an_orphan(tmp_path: Path) -> None:
    from sig.domain.gallery import SoftDeletePolicy

    context = worlds.at(str(tmp_path / "store"))
    policy = SoftDeletePolicy(is_soft_delete_enabled=True)
    web = worlds.definition(context, worlds.gallery(context, soft_delete_policy=policy))
    image_versions.delete(context, worlds.version(context, web))
    assert codes(context) == []
    file(context, f"{GALLERY}/images/web/resource").unlink()
    assert ("error", "Orphan") in codes(context)


def edit(path: Path, change: Callable[[Document], None]) -> None:
    document = json.loads(path.read_bytes())
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture
def in_json(tmp_path: Path) -> Context:
    context = worlds.at(str(tmp_path / "store"))
    gallery = worlds.gallery(context)
    worlds.definition(context, gallery)
    worlds.definition(context, gallery, "db")
    return context


def test_a_triplet_that_two_definitions_share_in_any_case_is_a_duplicate(in_json: Context) -> None:
    def share(document: Document) -> None:
        document["resource"]["properties"]["identifier"]["sku"] = "WEB"

    edit(file(in_json, f"{GALLERY}/images/db/resource"), share)
    assert ("error", "Duplicate") in codes(in_json)
    check = [found for found in store_checks.check(in_json.store).findings if found["code"] == "Duplicate"]
    assert [found["id"].rpartition("/")[2] for found in check] == ["web"]


def test_a_gallery_name_that_two_groups_have_is_a_duplicate(in_json: Context) -> None:
    elsewhere = file(in_json, f"{GALLERY}/resource".replace("/images/", "/elsewhere/", 1))
    elsewhere.parent.mkdir(parents=True)
    text = file(in_json, f"{GALLERY}/resource").read_text(encoding="utf-8")
    elsewhere.write_text(text.replace("resourceGroups/images/", "resourceGroups/elsewhere/"), encoding="utf-8")
    assert codes(in_json) == [("error", "Duplicate")]


def test_a_rule_that_is_broken_at_rest_is_named_by_its_number(in_json: Context) -> None:
    def move(document: Document) -> None:
        document["resource"]["location"] = "atlantis"

    edit(file(in_json, f"{GALLERY}/resource"), move)
    (found,) = [found for found in store_checks.check(in_json.store).findings if found["level"] == "error"]
    assert (found["code"], found["message"][:5]) == ("Rule", "R004:")
    assert not store_checks.repair(in_json.store).is_clean


def test_a_document_at_the_place_of_another_is_moved_to_its_own(context: Context) -> None:
    place, wrong = (file(context, f"{GALLERY}/images/web/versions/{name}") for name in ("1.0.0", "2.0.0"))
    before = place.read_bytes()
    place.rename(wrong)
    assert ("error", "Misplaced") in codes(context)
    check_repaired(context)
    assert place.read_bytes() == before
    assert not wrong.exists()


def test_a_path_in_capitals_is_no_place_of_a_document(context: Context) -> None:
    place = file(context, f"{GALLERY}/images/web/versions/1.0.0")
    (place.parent.parent / "Versions").mkdir()
    if (place.parent.parent / "Versions" / place.name).exists():
        pytest.skip("the file system does not tell cases apart")
    place.rename(place.parent.parent / "Versions" / place.name)
    assert ("error", "Misplaced") in codes(context)
    check_repaired(context)
    assert place.exists()


def test_a_document_is_not_moved_onto_another(context: Context) -> None:
    place, other = (file(context, f"{GALLERY}/images/web/versions/{name}") for name in ("1.0.0", "1.1.0"))
    shutil.copy(place, other)
    assert ("error", "Misplaced") in codes(context)
    check_left_alone(context)


def test_two_documents_that_belong_to_one_free_place_are_not_both_moved_there(context: Context) -> None:
    place = file(context, f"{GALLERY}/images/web/versions/1.0.0")
    for name in ("3.0.0", "4.0.0"):
        shutil.copy(place, file(context, f"{GALLERY}/images/web/versions/{name}"))
    place.unlink()
    report = store_checks.repair(context.store)
    assert [found["repaired"] for found in report.findings if found["code"] == "Misplaced"] == [True, False]


def test_a_long_name_is_held_against_the_hash_in_its_path(context: Context) -> None:
    long = gallery_id(worlds.SUB, "images", "n" * 300)
    with context.store.writing() as tx:
        tx.put(long, {"resource": {"id": str(long), "name": long.name, "location": "westus"}})
    base = root(context) / SUBSCRIPTIONS
    (folder,) = (path for path in base.rglob("n*~*") if path.is_dir())
    assert ("error", "Damaged") not in codes(context)
    folder.rename(folder.with_name(folder.name[:-1] + ("0" if folder.name[-1] != "0" else "1")))
    assert ("error", "Damaged") in codes(context)


# -- mixed stores ---------------------------------------------------------------------------------


def stray(context: Context, path: str) -> Path:
    """Write the document at ``path`` in the format that the store is not in, in place of the right one."""
    from sig.store import codec

    here = file(context, path)
    about = context.store.info()
    other: Any = "toml" if about.document_format == "json" else "json"
    content = codec.decode(here.read_bytes(), about.document_format, str(here))
    content.pop("format_version")
    there = here.with_suffix(f".{other}") if here.stem == "resource" else here.parent / f"{here.stem}.{other}"
    there.write_bytes(codec.encode(content, other))
    return there


def test_a_document_in_the_other_format_is_written_in_that_of_the_store(context: Context) -> None:
    path = f"{GALLERY}/images/web/versions/1.0.0"
    foreign = stray(context, path)
    file(context, path).unlink()
    assert ("error", "WrongFormat") in codes(context)
    check_repaired(context)
    assert not foreign.exists()
    assert file(context, path).exists()


def test_a_second_document_in_the_other_format_that_says_the_same_is_removed(context: Context) -> None:
    foreign = stray(context, f"{GALLERY}/resource")
    assert codes(context) == [("error", "WrongFormat")]
    check_repaired(context)
    assert not foreign.exists()


def test_of_two_documents_that_say_different_things_none_is_removed(context: Context) -> None:
    stray(context, f"{GALLERY}/images/web/versions/1.0.0")
    worlds_version = file(context, f"{GALLERY}/images/web/versions/1.0.0")
    text = worlds_version.read_text(encoding="utf-8")
    worlds_version.write_text(text.replace("2026-01-07", "2026-01-08"), encoding="utf-8")
    assert ("error", "WrongFormat") in codes(context)
    before = content(context)
    store_checks.repair(context.store)
    assert content(context) == before


def test_a_mixed_store_is_refused_where_it_is_mixed(context: Context) -> None:
    foreign = stray(context, f"{GALLERY}/resource")
    file(context, f"{GALLERY}/resource").unlink()
    main = context.gallery("images", "Main")
    for action in (
        lambda: galleries.show(context, main),
        lambda: worlds.gallery(context),
        lambda: galleries.listed(context, "images"),
    ):
        with refused(StoreCorrupt, "in a store whose documents are", rule="R130", target=str(foreign)):
            action()
    assert galleries.show(context, context.gallery("images", "Other"))


def test_a_version_in_the_other_format_is_refused_when_its_like_are_listed(context: Context) -> None:
    path = f"{GALLERY}/images/web/versions/1.0.0"
    foreign = stray(context, path)
    file(context, path).unlink()
    with refused(StoreCorrupt, "sig store check --repair", rule="R130", target=str(foreign)):
        image_versions.listed(context, context.gallery("images", "Main").child("images", "web"))


# -- leftovers ------------------------------------------------------------------------------------


def test_leftovers_do_no_harm_and_are_removed(context: Context) -> None:
    (root(context) / "store.json.tmp").touch()
    (root(context) / "incoming.tmp").mkdir()
    (root(context) / "incoming.tmp" / "store.json").touch()
    (file(context, f"{GALLERY}/resource").parent / "resource.json.tmp").touch()
    report = store_checks.check(context.store)
    assert report.is_clean
    assert [found["code"] for found in report.findings] == ["Leftover"] * 3
    check_repaired(context)


def test_an_unknown_file_among_the_documents_is_reported_and_left(context: Context) -> None:
    (root(context) / GALLERY / "notes.txt").write_text("mine", encoding="utf-8")
    assert codes(context) == [("warning", "UnknownFile")]
    check_left_alone(context)


def test_the_settings_of_the_project_and_hidden_files_are_not_the_stores_business(context: Context) -> None:
    for name in ("config.toml", ".gitattributes"):
        (root(context) / name).touch()
    assert codes(context) == []


def test_a_link_is_not_followed(context: Context) -> None:
    (root(context) / GALLERY / "loop").symlink_to(root(context))
    assert codes(context) == [("warning", "UnknownFile")]


def test_a_commit_that_was_not_finished_is_finished(context: Context) -> None:
    place = file(context, f"{GALLERY}/images/web/versions/1.0.0")
    with context.store.reading() as view:
        words = ["subscriptions", worlds.SUB, "resourceGroups", "images", "providers", "Microsoft.Compute"]
        words += ["galleries", "Main", "images", "web", "versions", "1.0.0"]
        from sig.store import paths

        document = view.get(paths.from_words(words))
    place.unlink()
    record = {"format_version": 1, "changes": [{"id": words, "document": document}]}
    (root(context) / "redo.json").write_text(json.dumps(record), encoding="utf-8")
    assert ("note", "UnfinishedCommit") in codes(context)
    store_checks.repair(context.store)
    assert place.exists()
    assert codes(context) == []


def test_a_record_of_a_commit_that_cannot_be_read_is_left(context: Context) -> None:
    (root(context) / "redo.json").write_bytes(b"{")
    assert codes(context) == [("error", "UnfinishedCommit")]
    check_left_alone(context)


@pytest.mark.parametrize("text", [b"", b"{}", b'{"format_version": 999}'])
def test_a_store_whose_root_file_is_damaged_has_that_one_finding(context: Context, text: bytes) -> None:
    (root(context) / "store.json").write_bytes(text)
    assert codes(context) == [("error", "RootFile")]
    check_left_alone(context)


# -- the journal ----------------------------------------------------------------------------------


def test_a_document_that_was_changed_past_the_journal_is_noted(in_json: Context) -> None:
    def describe(document: Document) -> None:
        document["resource"]["properties"]["description"] = "by hand"

    edit(file(in_json, f"{GALLERY}/resource"), describe)
    assert codes(in_json) == [("note", "Journal")]


def test_a_gap_in_the_numbers_of_the_journal_is_an_error(in_json: Context) -> None:
    journal = root(in_json) / "journal" / "current.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:1] + lines[2:]))
    assert ("error", "Journal") in codes(in_json)


def test_a_journal_that_is_none_is_an_error(in_json: Context) -> None:
    (root(in_json) / "journal" / "current.jsonl").write_bytes(b"\xff\nrubbish\n")
    assert codes(in_json) == [("error", "Journal")]
