"""State files that somebody or something has damaged: named in the message, and never written over."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from e2e.installed import ONE_DOOR, Sig

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from e2e.installed import Outcome

GROUP = "subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/images"
GALLERY = f"{GROUP}/providers/microsoft.compute/galleries/contoso"
DEFINITION = f"{GALLERY}/images/ubuntu"
VERSION = f"{DEFINITION}/versions/1.0.0.json"
ARTIFACT = f"{GALLERY}/softdeletedartifacttypes/images/artifacts/ubuntu/versions/0.9.0.json"
OF_GALLERY = "-g images -r Contoso"
OF_DEFINITION = f"{OF_GALLERY} -i ubuntu"
OF_VERSION = f"{OF_DEFINITION} -e 1.0.0"

# What reads each document; each must say that it is damaged.
READERS = {
    f"{GROUP}/resource.json": (
        "group show -n images",
        "group list",
        "group create -n images -l westus",
        "create -g images -r Other",
    ),
    f"{GALLERY}/resource.json": (
        f"show {OF_GALLERY}",
        "list",
        f"create {OF_GALLERY} -l westus",
        f"update {OF_GALLERY} --set tags.a=b",
        f"delete {OF_GALLERY}",
        f"share reset {OF_GALLERY}",
        "group delete -n images --yes",
    ),
    f"{DEFINITION}/resource.json": (
        f"image-definition show {OF_DEFINITION}",
        f"image-definition list {OF_GALLERY}",
        f"image-definition create {OF_DEFINITION} -p Contoso -f Ubuntu -s 22_04 --os-type Linux",
        f"image-definition update {OF_DEFINITION} --set tags.a=b",
        f"image-definition delete {OF_DEFINITION}",
        f"image-definition create {OF_GALLERY} -i sibling -p Contoso -f Ubuntu -s other --os-type Linux",
    ),
    VERSION: (
        f"image-version show {OF_VERSION}",
        f"image-version list {OF_DEFINITION}",
        f"image-version create {OF_VERSION} --managed-image web",
        f"image-version update {OF_VERSION} --set tags.a=b",
        f"image-version delete {OF_VERSION}",
    ),
    ARTIFACT: (
        f"image-version list-soft-deleted {OF_DEFINITION}",
        f"image-version undelete {OF_DEFINITION} -e 0.9.0",
        f"image-version create {OF_DEFINITION} -e 0.9.0 --managed-image web",
    ),
}
CASES = [(document, line) for document, lines in READERS.items() for line in lines]


def snapshot(folder: Path) -> str:
    """A hash of every path and byte below ``folder``; the lock files of the store come and go."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
        if not path.name.startswith(".lock"):
            digest.update(f"{path.relative_to(folder)}\0{path.is_dir()}\0".encode())
            digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


@pytest.fixture(scope="session")
def sound_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sig = Sig(tmp_path_factory.mktemp("sound"))
    for line in (
        "group create -n images -l westus",
        f"create {OF_GALLERY} --soft-delete true",
        f"image-definition create {OF_DEFINITION} -p Contoso -f Ubuntu -s 22_04 --os-type Linux",
        f"image-version create {OF_DEFINITION} -e 0.9.0 --managed-image web",
        f"image-version delete {OF_DEFINITION} -e 0.9.0",
        f"image-version create {OF_VERSION} --managed-image web",
    ):
        outcome = sig.in_process(line)
        assert outcome.exit_code == 0, outcome.stderr
    return sig.store


@pytest.fixture
def sound(sig: Sig, sound_store: Path) -> Sig:
    """``sig`` with a group, a gallery, a definition, a version and a soft-deleted one."""
    shutil.copytree(sound_store, sig.store, ignore=shutil.ignore_patterns(".lock*"))
    return sig


def refuse(run: Callable[[str], Outcome], store: Path, line: str, *mentions: str) -> None:
    before = snapshot(store)
    outcome = run(line)
    assert (outcome.exit_code, outcome.stdout) == (1, ""), outcome
    assert outcome.stderr.startswith("ERROR: "), outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert "unforeseen" not in outcome.stderr, outcome.stderr
    for mention in mentions:
        assert mention in outcome.stderr
    assert snapshot(store) == before


def test_every_command_of_the_table_works_on_a_sound_store(sig: Sig, sound_store: Path) -> None:
    for number, (_, line) in enumerate(CASES):
        own = replace(sig, folder=sig.folder / str(number))
        shutil.copytree(sound_store, own.store)
        outcome = own.in_process(line)
        assert outcome.exit_code == 0 or "Code: CannotDeleteResource" in outcome.stderr or "0.9.0" in line, outcome


# -- what is not from a store at all --------------------------------------------------------------

NO_DOCUMENTS = {
    "empty": b"",
    "truncated": b'{\n  "format_version": 1,\n  "resource": {',
    "no JSON": b"<<<<<<< HEAD\n",
    "binary": b"\x00\xff\xfe" * 100,
    "not UTF-8": b'{"format_version": 1, "resource": {"id": "\xe9"}}',
    "deeply nested": b"[" * 200_000,
    "a list": b"[]",
    "a text": b'"resource"',
    "null": b"null",
    "no version": b'{"resource": {}}',
    "version 0": b'{"format_version": 0, "resource": {}}',
    "version true": b'{"format_version": true, "resource": {}}',
}


@pytest.mark.parametrize(("document", "line"), CASES)
def test_a_file_that_is_no_document_is_named(sound: Sig, document: str, line: str) -> None:
    path = sound.store / document
    for content in NO_DOCUMENTS.values():
        path.write_bytes(content)
        refuse(sound.in_process, sound.store, line, "The store is damaged", str(path))


@pytest.mark.parametrize("content", NO_DOCUMENTS.values(), ids=NO_DOCUMENTS)
def test_the_installed_command_names_a_file_that_is_no_document(sound: Sig, content: bytes) -> None:
    path = sound.store / VERSION
    path.write_bytes(content)
    refuse(sound, sound.store, f"image-version show {OF_VERSION}", "The store is damaged", str(path))


# -- JSON of another shape ------------------------------------------------------------------------


def without(*names: str) -> Callable[[dict[str, Any]], None]:
    def damage(document: dict[str, Any]) -> None:
        *holders, last = names
        for name in holders:
            document = document[name]
        del document[last]

    return damage


def having(value: Any, *names: str) -> Callable[[dict[str, Any]], None]:
    def damage(document: dict[str, Any]) -> None:
        *holders, last = names
        for name in holders:
            document = document[name]
        document[last] = value

    return damage


SHAPES = {
    "no resource": without("resource"),
    "resource null": having(None, "resource"),
    "resource a list": having([], "resource"),
    "resource empty": having({}, "resource"),
    "no id": without("resource", "id"),
    "id a number": having(1, "resource", "id"),
    "the id of another": having("/subscriptions/s/resourceGroups/g", "resource", "id"),
    "no name": without("resource", "name"),
    "name null": having(None, "resource", "name"),
    "no location": without("resource", "location"),
    "location a list": having(["westus"], "resource", "location"),
    "properties a list": having([], "resource", "properties"),
    "properties null": having(None, "resource", "properties"),
}


@pytest.mark.parametrize(("document", "line"), CASES)
def test_a_document_of_another_shape_is_named(sound: Sig, document: str, line: str) -> None:
    path = sound.store / document
    content = path.read_text(encoding="utf-8")
    for damage in SHAPES.values():
        damaged = json.loads(content)
        damage(damaged)
        path.write_text(json.dumps(damaged), encoding="utf-8")
        refuse(sound.in_process, sound.store, line, "The store is damaged", str(path))


# Types that only a change looks at: reading shows them as they are.
TYPES = {
    f"{GALLERY}/resource.json": [
        having("x", "resource", "tags"),
        having({"a": 1}, "resource", "tags"),
        having([], "resource", "properties", "softDeletePolicy"),
        having("yes", "resource", "properties", "softDeletePolicy", "isSoftDeleteEnabled"),
        having({"permissions": "Nobody"}, "resource", "properties", "sharingProfile"),
        having({"groups": {}}, "resource", "properties", "sharingProfile"),
        having({"groups": [1]}, "resource", "properties", "sharingProfile"),
    ],
    f"{DEFINITION}/resource.json": [
        having("BeOS", "resource", "properties", "osType"),
        having(1, "resource", "properties", "osType"),
        having("x", "resource", "properties", "identifier"),
        having({"publisher": 1}, "resource", "properties", "identifier"),
        having({"memory": {"min": "1"}}, "resource", "properties", "recommended"),
        having([{"name": 1}], "resource", "properties", "features"),
        having("x", "resource", "properties", "features"),
    ],
    VERSION: [
        having([], "resource", "properties", "storageProfile"),
        having("x", "resource", "properties", "publishingProfile", "targetRegions"),
        having(["westus"], "resource", "properties", "publishingProfile", "targetRegions"),
        having(True, "resource", "properties", "publishingProfile", "replicaCount"),
        having(1, "resource", "properties", "publishingProfile", "endOfLifeDate"),
    ],
}
CHANGES = {
    f"{GALLERY}/resource.json": f"update {OF_GALLERY} --set tags.a=b",
    f"{DEFINITION}/resource.json": f"image-definition update {OF_DEFINITION} --set tags.a=b",
    VERSION: f"image-version update {OF_VERSION} --set tags.a=b",
}


@pytest.mark.parametrize("document", TYPES)
def test_a_property_of_another_type_is_named_before_it_is_changed(sound: Sig, document: str) -> None:
    path = sound.store / document
    content = path.read_text(encoding="utf-8")
    for damage in TYPES[document]:
        damaged = json.loads(content)
        damage(damaged)
        path.write_text(json.dumps(damaged), encoding="utf-8")
        refuse(sound.in_process, sound.store, CHANGES[document], "The store is damaged", str(path))


@pytest.mark.parametrize("regions", [5, ["westus"]])
def test_regions_of_another_form_are_named_by_whoever_looks_at_the_copies(sound: Sig, regions: object) -> None:
    path = sound.store / VERSION
    document = json.loads(path.read_text(encoding="utf-8"))
    having(regions, "resource", "properties", "publishingProfile", "targetRegions")(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    line = f"image-version show {OF_VERSION} --expand ReplicationStatus"
    refuse(sound.in_process, sound.store, line, "The store is damaged", str(path))


@pytest.mark.parametrize("date", [None, 1, "soon"])
def test_a_soft_deleted_version_without_an_end_is_named(sound: Sig, date: object) -> None:
    path = sound.store / ARTIFACT
    damaged = json.loads(path.read_text(encoding="utf-8"))
    having(date, "resource", "properties", "hardDeletionTargetTime")(damaged)
    path.write_text(json.dumps(damaged), encoding="utf-8")
    for line in READERS[ARTIFACT]:
        refuse(sound.in_process, sound.store, line, "The store is damaged", str(path))


@pytest.mark.parametrize("deleted", [None, [], {}, {"resource": {}}])
def test_a_soft_deleted_version_that_holds_none_is_named(sound: Sig, deleted: object) -> None:
    path = sound.store / ARTIFACT
    damaged = json.loads(path.read_text(encoding="utf-8"))
    having(deleted, "deleted")(damaged)
    path.write_text(json.dumps(damaged), encoding="utf-8")
    line = f"image-version undelete {OF_DEFINITION} -e 0.9.0"
    refuse(sound.in_process, sound.store, line, "The store is damaged", str(path))


def test_a_copied_file_is_named_instead_of_shown_as_another_version(sound: Sig) -> None:
    copy = sound.store / DEFINITION / "versions" / "2.0.0.json"
    shutil.copy(sound.store / VERSION, copy)
    for line in (f"image-version show {OF_DEFINITION} -e 2.0.0", f"image-version list {OF_DEFINITION}"):
        refuse(sound, sound.store, line, "does not belong to its path", str(copy))


def test_a_file_among_the_versions_that_is_none_is_named(sound: Sig) -> None:
    stray = sound.store / DEFINITION / "versions" / "notes.json"
    stray.write_text("{}", encoding="utf-8")
    refuse(sound, sound.store, f"image-version list {OF_DEFINITION}", "is not named after a version", str(stray))


@pytest.mark.parametrize("content", ["x", {"id": 1, "name": "n"}, {"id": "i"}, None])
def test_a_damaged_subscription_is_named(sound: Sig, content: object) -> None:
    path = sound.store / "subscriptions" / "00000000-0000-0000-0000-000000000000" / "resource.json"
    path.write_text(json.dumps({"format_version": 1, "resource": content}), encoding="utf-8")
    for line in ("account list", "account show", "list --subscription Production", "account add -n Production"):
        refuse(sound.in_process, sound.store, line, "The store is damaged", str(path))


# -- the store as a whole -------------------------------------------------------------------------

EVERY_KIND = (
    f"show {OF_GALLERY}",
    "list",
    f"create {OF_GALLERY} -l westus",
    f"update {OF_GALLERY} --set tags.a=b",
    f"delete {OF_GALLERY}",
    "account list",
    "group exists -n images",
)


@pytest.mark.parametrize("line", EVERY_KIND)
@pytest.mark.parametrize("content", ["", "{", "[]", '{"format_version": 1}', '{"format_version": 1, "lineage": 5}'])
def test_a_damaged_root_file_is_named(sound: Sig, line: str, content: str) -> None:
    path = sound.store / "store.json"
    path.write_text(content, encoding="utf-8")
    refuse(sound.in_process, sound.store, line, "The store is damaged", str(path))


@pytest.mark.parametrize("line", EVERY_KIND)
def test_a_missing_root_file_is_named(sound: Sig, line: str) -> None:
    path = sound.store / "store.json"
    path.unlink()
    refuse(sound, sound.store, line, "The store is damaged", str(path))


@pytest.mark.parametrize("document", ["store.json", f"{GALLERY}/resource.json"])
def test_a_newer_format_is_refused_with_both_versions(sound: Sig, document: str) -> None:
    path = sound.store / document
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, "format_version": 99}), encoding="utf-8")
    for line in EVERY_KIND[:5]:
        refuse(sound, sound.store, line, str(path), "has store format 99", "up to format 1", "Upgrade sig")


@pytest.mark.parametrize("line", EVERY_KIND)
def test_a_store_that_is_a_file_is_named(sig: Sig, line: str) -> None:
    sig.store.write_text("precious", encoding="utf-8")
    refuse(sig, sig.store, line, str(sig.store))
    assert sig.store.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("line", [f"show {OF_GALLERY}", f"update {OF_GALLERY} --set tags.a=b", f"delete {OF_GALLERY}"])
def test_a_folder_in_place_of_a_document_is_named(sound: Sig, line: str) -> None:
    path = sound.store / GALLERY / "resource.json"
    path.unlink()
    path.mkdir()
    refuse(sound, sound.store, line, str(path))


@pytest.mark.parametrize(
    "line",
    [
        f"image-definition list {OF_GALLERY}",
        f"image-definition create {OF_DEFINITION} -p Contoso -f Ubuntu -s other --os-type Linux",
        f"image-version show {OF_VERSION}",
    ],
)
def test_a_file_in_place_of_a_folder_is_named(sound: Sig, line: str) -> None:
    path = sound.store / GALLERY / "images"
    shutil.rmtree(path)
    path.write_text("precious", encoding="utf-8")
    refuse(sound, sound.store, line, str(path))


def test_a_json_document_in_a_toml_store_is_not_taken_for_its_own(sig: Sig) -> None:
    sig.in_process("store init --path store --format toml")
    sig.in_process(f"create {OF_GALLERY} -l westus")
    path = sig.store / GALLERY / "resource.toml"
    path.write_text('{"format_version": 1, "resource": {}}', encoding="utf-8")
    for line in (f"show {OF_GALLERY}", f"update {OF_GALLERY} --set tags.a=b", f"delete {OF_GALLERY}"):
        refuse(sig, sig.store, line, "is not TOML", str(path))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format_version": 1}', '{"format_version": 1, "changes": [1]}'])
def test_a_damaged_redo_record_is_named(sound: Sig, content: str) -> None:
    path = sound.store / "redo.json"
    path.write_text(content, encoding="utf-8")
    for line in EVERY_KIND[:5]:
        refuse(sound.in_process, sound.store, line, "The store is damaged", str(path))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_that_may_not_be_read_is_named(sound: Sig) -> None:
    path = sound.store / GALLERY / "resource.json"
    path.chmod(0)
    for line in (f"show {OF_GALLERY}", "list", f"delete {OF_GALLERY}"):
        refuse(sound, sound.store, line, "cannot be read", str(path))
    path.chmod(0o600)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_may_not_be_written_is_named(sound: Sig) -> None:
    sound.store.chmod(0o500)
    refuse(sound, sound.store, f"update {OF_GALLERY} --set tags.a=b", "cannot be written", str(sound.store))
    sound.store.chmod(0o700)


@pytest.mark.parametrize("line", EVERY_KIND)
def test_an_operating_system_that_says_no_is_quoted(sound: Sig, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sig.store.disk.open", no, raising=False)
    monkeypatch.setattr("sig.store.disk.os.scandir", no)
    refuse(sound.in_process, sound.store, line, "cannot be read: Permission denied", str(sound.store))


# -- settings and completion ----------------------------------------------------------------------


@pytest.mark.parametrize("content", ["[", "x", "store = ", "\x00", "a = 1\na = 2"])
def test_damaged_settings_are_named(sound: Sig, content: str) -> None:
    path = sound.folder / "settings" / "config.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    for line in (f"create {OF_GALLERY}", "list", "config list", "config set profile=current", "configure -d group=x"):
        refuse(sound, sound.folder, line, str(path))


@pytest.mark.parametrize("content", ["defaults = 1", "defaults = []", "[defaults.group]\nx = 1", "profile = [1]"])
def test_settings_of_another_shape_do_no_harm(sound: Sig, content: str) -> None:
    path = sound.folder / "settings" / "config.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    assert sound.in_process("list").exit_code == 0
    outcome = sound.in_process("config set defaults.group=images")
    assert outcome.exit_code in (0, 1)
    assert "unforeseen" not in outcome.stderr


@ONE_DOOR  # a completion is answered before any door
@pytest.mark.parametrize("completer", ["group", "gallery", "definition", "version", "subscription"])
def test_a_completion_request_is_silent_about_damage(sound: Sig, completer: str) -> None:
    before = snapshot(sound.store)
    line = f"__complete {completer} --current= -g images -r Contoso -i ubuntu"
    for document in ("store.json", *READERS):
        path = sound.store / document
        content = path.read_bytes()
        path.write_bytes(b"{")
        outcome = sound(line)
        assert (outcome.exit_code, outcome.stderr) == (0, "")
        path.write_bytes(content)
    assert snapshot(sound.store) == before
