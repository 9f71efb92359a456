"""``--dry-run``: every verb that changes the store says what it would change, and changes nothing at all."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

import command_tree
from e2e.installed import Sig
from e2e.test_examples import (
    AUDIT,
    AUDITOR,
    CONTOSO,
    EXAMPLES,
    IMDS,
    IN_IMAGES,
    MADE,
    OWN,
    PACKAGE,
    PUBLIC,
    SCRIPTS,
    SECRET,
    UBUNTU,
    build,
)
from rules.cases import CASES, Case
from rules.test_rules import numbered
from sig.store import FileStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TREE = command_tree.tree()["commands"]
DRY = {name for name, command in TREE.items() if any("--dry-run" in option["names"] for option in command["options"])}

IN_STORE = (
    "create -g images -r Later -l westus",
    "store snapshot save before",
    "delete -g images -r Later",
    *CONTOSO,
    "clock advance 1h",
    f"image-definition create -g images -r Soft {UBUNTU.replace('ubuntu', 'fresh').replace('22_04', 'fresh')}",
    "image-version create -g images -r Soft -i fresh -e 1.0.0 --managed-image web",
    "image-version create -g images -r Soft -i fresh -e 1.1.0 --managed-image web",
    "group create -n scratch -l westus",
    "create -g scratch -r Scratch",
    f"image-definition create -g scratch -r Scratch {UBUNTU}",
    "image-version create -g scratch -r Scratch -i ubuntu -e 1.0.0 --managed-image web",
    "image-version update -g images -r Contoso -i ubuntu -e 1.0.0 --set tags.a=b",
)
FACTS = "--publisher-uri https://c.test --publisher-email i@c.test --eula https://c.test/e --public-name-prefix c"

COMPUTE = f"/subscriptions/{OWN}/resourceGroups/images/providers/Microsoft.Compute"
VM = {
    "id": f"{COMPUTE}/virtualMachines/web-7",
    "name": "web-7",
    "location": "westus",
    "storageProfile": {"imageReference": {"id": f"{COMPUTE}/galleries/Contoso/images/ubuntu/versions/1.0.0"}},
}

# One line of each verb that changes something in that store, and what it does to which resource.
LINES: dict[str, tuple[str, dict[str, str]]] = {
    "account add": ("--name production", {"*": "create"}),
    "group create": ("-n new -l westus", {"new": "create"}),
    "group delete": (
        "-n scratch",
        {"scratch": "delete", "Scratch": "delete", "ubuntu": "delete", "1.0.0": "delete"},
    ),
    "source add": ("-g images --type image -n new --os-type Linux", {"new": "create"}),
    "source remove": ("-g images --type image -n golden", {"golden": "delete"}),
    "gallery create": (f"-g images -r New --permissions Community {FACTS}", {"New": "create"}),
    "gallery update": ("-g images -r Contoso --set tags.a=b", {"Contoso": "update"}),
    "gallery delete": ("-g images -r Empty", {"Empty": "delete"}),
    "resource delete": (
        f"--ids {COMPUTE}/galleries/Empty",
        {"Empty": "delete"},
    ),
    "identity assign": ("-g images -r Contoso --system-assigned", {"Contoso": "update"}),
    "identity remove": ("-g images -r Managed --system-assigned", {"Managed": "update"}),
    "share add": ("-g images -r Shared --tenant-ids 55555555-5555-5555-5555-555555555555", {"Shared": "update"}),
    "share remove": ("-g images -r Shared --tenant-ids 33333333-3333-3333-3333-333333333333", {"Shared": "update"}),
    "share reset": ("-g images -r Shared", {"Shared": "update"}),
    "share enable-community": ("-g images -r Community", {"Community": "update"}),
    "image-definition create": (
        "-g images -r Contoso -i new -p Contoso -f New -s 1 --os-type Windows",
        {"new": "create"},
    ),
    "image-definition update": ("-g images -r Contoso -i ubuntu --set description=text", {"ubuntu": "update"}),
    "image-definition delete": ("-g images -r Contoso -i empty", {"empty": "delete"}),
    "gallery-application create": ("-g images -r Contoso -n new --os-type Linux", {"new": "create"}),
    "gallery-application update": ("-g images -r Contoso -n agent --description text", {"agent": "update"}),
    "gallery-application delete": ("-g images -r Contoso -n unused -y", {"unused": "delete"}),
    "gallery-application version create": (
        f"-g images -r Contoso --application-name agent -n 2.0.0 {PACKAGE} {SCRIPTS}",
        {"2.0.0": "create"},
    ),
    "gallery-application version update": (
        f"-g images -r Contoso --application-name agent -n 1.0.0 {PACKAGE} --exclude-from",
        {"1.0.0": "update"},
    ),
    "gallery-application version delete": (
        "-g images -r Contoso --application-name agent -n 1.0.0 -y",
        {"1.0.0": "delete"},
    ),
    "in-vm-access-control-profile create": (
        "-g images --gallery-name Contoso -n new --os-type Linux --applicable-host-endpoint IMDS",
        {"new": "create"},
    ),
    "in-vm-access-control-profile update": (
        "-g images --gallery-name Contoso -n imds --description text",
        {"imds": "update"},
    ),
    "in-vm-access-control-profile delete": ("-g images --gallery-name Contoso -n unused -y", {"unused": "delete"}),
    "in-vm-access-control-profile-version create": (f"{IMDS} 2.0.0 {AUDIT}", {"2.0.0": "create"}),
    "in-vm-access-control-profile-version update": (f"{IMDS} 1.0.0 --mode Enforce", {"1.0.0": "update"}),
    "in-vm-access-control-profile-version delete": (f"{IMDS} 1.0.0 -y", {"1.0.0": "delete"}),
    "image-version create": (
        "-g images -r Contoso -i ubuntu -e 2.0.0 --managed-image web --target-regions westus=2 eastus",
        {"2.0.0": "create"},
    ),
    "image-version update": (
        "-g images -r Contoso -i ubuntu -e 1.0.0 --target-regions westus eastus --remove tags",
        {"1.0.0": "update"},
    ),
    "image-version delete": ("-g images -r Contoso -i ubuntu -e 1.0.0", {"1.0.0": "delete", "taken": "create"}),
    "image-version next": ("-g images -r Contoso -i ubuntu --reserve 15m", {"taken": "create"}),
    "image-version promote": (
        "-g images --from Contoso --to Empty -i ubuntu -e 1.1.0 --create-definition",
        {"ubuntu": "create", "1.1.0": "create"},
    ),
    "image-version prune": (
        "-g images -r Soft -i fresh --keep 1 --yes --force --bypass-soft-delete",
        {"1.0.0": "delete", "taken": "create"},
    ),
    "image-version revoke": ("-g images -r Contoso -i ubuntu -e 1.0.0 --reason leaked", {"1.0.0": "update"}),
    "image-version restore": ("-g images -r Contoso -i debian -e 1.0.0", {"1.0.0": "update"}),
    "consumer add": ("-g images --vm web-9 -r Contoso -i debian -e 1.0.0", {"web-9": "create"}),
    "consumer import": ("vms.json", {"*": "create"}),
    "consumer remove": ("-g images --vm web-1", {"web-1": "delete"}),
    "channel set": ("-g images -r Contoso -i ubuntu -n fast -e 1.0.0", {"ubuntu": "update"}),
    "channel rollback": ("-g images -r Contoso -i ubuntu -n stable", {"ubuntu": "update"}),
    "channel remove": ("-g images -r Contoso -i ubuntu -n stable", {"ubuntu": "update"}),
    "image-version undelete": ("-g images -r Soft -i ubuntu -e 1.0.0", {"1.0.0": "create+delete"}),
    "ad user create": (
        f"--display-name Carol --user-principal-name carol@contoso.com --password {SECRET}",
        {"*": "create"},
    ),
    "ad user update": ("--id bob@contoso.com --account-enabled false", {MADE.format(2): "update"}),
    "ad user delete": ("--id bob@contoso.com", {MADE.format(2): "delete", MADE.format(4): "update"}),
    "ad group create": ("--display-name New --mail-nickname new", {"*": "create"}),
    "ad group delete": ("-g 'Image readers'", {MADE.format(3): "delete"}),
    "ad group member add": (f"-g 'Image readers' --member-id {MADE.format(4)}", {MADE.format(3): "update"}),
    "ad group member remove": (f"-g 'Image readers' --member-id {MADE.format(1)}", {MADE.format(3): "update"}),
    "ad app create": ("--display-name new", {"*": "create"}),
    "ad app delete": ("--id api://contoso-images", {MADE.format(5): "delete", MADE.format(9): "delete"}),
    "ad app credential reset": ("--id api://contoso-images", {MADE.format(5): "update"}),
    "ad app credential delete": (
        f"--id api://contoso-images --key-id {MADE.format(10)}",
        {MADE.format(5): "update"},
    ),
    "ad sp create": ("--id api://contoso-build", {"*": "create"}),
    "ad sp create-for-rbac": ("-n pipeline", {"*": "create"}),
    "ad sp delete": ("--id api://contoso-images", {MADE.format(9): "delete"}),
    "ad sp credential reset": ("--id api://contoso-images", {MADE.format(9): "update"}),
    "ad sp credential delete": (
        f"--id api://contoso-images --key-id {MADE.format(11)}",
        {MADE.format(9): "update"},
    ),
    "role assignment create": (
        f"--assignee bob@contoso.com --role Contributor --scope {IN_IMAGES}/galleries/Contoso",
        {"*": "create"},
    ),
    "role assignment delete": (
        f"--assignee alice@contoso.com --scope {IN_IMAGES}/galleries/Contoso",
        {str(PUBLIC): "delete"},
    ),
    "role definition create": (f"--role-definition '{AUDITOR.replace('Auditor', 'Reader')}'", {"*": "create"}),
    "role definition update": (f"--role-definition '{AUDITOR.replace('*/read', '*')}'", {str(PUBLIC): "update"}),
    "role definition delete": ("--name 'Image Auditor'", {str(PUBLIC): "delete"}),
    "batch": ("lines.txt", {"Empty": "delete"}),
    "clock set": ("2030-05-01", {"store": "update"}),
    "clock advance": ("8m", {"store": "update"}),
    "clock reset": ("", {"store": "delete"}),
    "fault add": ("--kind conflict --times 1", {"4": "create"}),
    "fault remove": ("1", {"1": "delete"}),
    "fault clear": ("", {"1": "delete", "2": "delete", "3": "delete"}),
    "undo": ("", {"1.0.0": "update"}),
    "store snapshot load": ("before", {"Later": "create", "*": "delete"}),
}
REPEATED = {
    "undo",
    "clock advance",
    "fault add",
    "image-version next",
    "ad app credential reset",
    "ad sp credential reset",
    "ad sp create-for-rbac",
}
# Without --reserve and --yes these look and write nothing.
ONLY_WHEN_ASKED = {"image-version next", "image-version prune"}
ELSEWHERE = {
    "store",  # makes and mends the store itself, and says beforehand what it would do in its own way
    "config",
    "configure",
    "account set",  # a setting
}


@pytest.fixture(scope="session")
def contoso_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sig = Sig(tmp_path_factory.mktemp("contoso"))
    build(sig, IN_STORE)
    return sig.store


@pytest.fixture
def contoso(sig: Sig, contoso_store: Path) -> Sig:
    shutil.copytree(contoso_store, sig.store)
    (sig.folder / "lines.txt").write_text("delete -g images -r Empty\n", encoding="utf-8")
    for name in ("vms.json", "scale-sets.json"):
        (sig.folder / name).write_text(json.dumps([VM]), encoding="utf-8")
    return sig


def bytes_of(folder: Path) -> dict[str, str]:
    """Every file and folder, with a digest of what it holds and when it changed."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        about = path.stat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        found[path.relative_to(folder.parent).as_posix()] = f"{digest} {about.st_mtime_ns} {about.st_ino}"
    return found


def documents(folder: Path) -> dict[str, Any]:
    """The resources of a store by their paths, and what else it keeps."""
    found = {}
    for path in (
        path for kept in ("subscriptions", "tenants", "clock", "faults") for path in folder.glob(f"{kept}/**/*.json")
    ):
        content = json.loads(path.read_bytes())
        found[path.relative_to(folder).as_posix()] = content.get("resource", content)
    return found


def test_there_is_a_line_for_each_verb_with_a_dry_run() -> None:
    assert {name if f"gallery {name}" not in TREE else f"gallery {name}" for name in DRY} == set(LINES)


@pytest.mark.parametrize("verb", LINES)
def test_a_dry_run_says_what_the_command_then_does_and_changes_no_byte(verb: str, contoso: Sig) -> None:
    words, expected = LINES[verb]
    before = bytes_of(contoso.folder)
    rehearsed = contoso.in_process(f"{verb} {words} --dry-run --detailed-exitcode -o json")
    assert (rehearsed.exit_code, rehearsed.stderr) == (4, "")
    assert bytes_of(contoso.folder) == before
    effects = json.loads(rehearsed.stdout)
    actions: dict[str, str] = {}
    for effect in effects:
        name = effect["id"].rpartition("/")[2]
        actions[name] = "+".join(sorted({effect["action"], *actions.get(name, effect["action"]).split("+")}))
    others = set(actions) - set(expected)
    assert actions == {name: expected.get(name, expected.get("*")) for name in {*expected, *others} - {"*"}}

    stored = documents(contoso.store)
    yes = " --yes" if verb == "group delete" else ""
    assert contoso.in_process(f"{verb} {words}{yes}").exit_code == 0
    changed = documents(contoso.store)
    differing = {path for path in {*stored, *changed} if stored.get(path) != changed.get(path)}
    assert len(differing) == len(effects)
    for effect in effects:
        for change in effect["changes"]:
            assert change["before"] != change["after"]


@pytest.mark.parametrize("verb", LINES)
def test_a_command_that_was_done_has_nothing_more_to_do_or_is_refused_the_same_way(verb: str, contoso: Sig) -> None:
    words = LINES[verb][0]
    yes = " --yes" if verb == "group delete" else ""
    assert contoso.in_process(f"{verb} {words}{yes}").exit_code == 0
    if verb in REPEATED:
        pytest.skip("done again, it does something again")
    again = contoso.in_process(f"{verb} {words} --dry-run --detailed-exitcode")
    if again.exit_code == 0:
        assert json.loads(again.stdout) == []
        return
    assert again.stdout == ""
    real = contoso.in_process(f"{verb} {words}{yes}")
    assert (again.exit_code, again.stderr) == (real.exit_code, real.stderr)


@pytest.mark.parametrize("verb", [verb for verb in LINES if verb not in ("batch", "account add", "group create")])
def test_a_dry_run_makes_no_store(verb: str, sig: Sig) -> None:
    (sig.folder / "lines.txt").write_text("delete -g images -r Empty\n", encoding="utf-8")
    before = bytes_of(sig.folder)
    sig.in_process(f"{verb} {LINES[verb][0]} --dry-run")
    assert bytes_of(sig.folder) == before


def test_a_first_command_can_be_rehearsed(sig: Sig) -> None:
    answer = sig("create -g g -r r -l westus --dry-run --query [].action -o tsv")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "create\n", "")
    assert not sig.store.exists()


@pytest.mark.skipif(os.name == "nt", reason="folders of Windows cannot be closed to their owner")
@pytest.mark.parametrize("verb", LINES)
def test_a_dry_run_needs_no_right_to_write(verb: str, contoso: Sig) -> None:
    with read_only(contoso.store):
        answer = contoso.in_process(f"{verb} {LINES[verb][0]} --dry-run")
    assert (answer.exit_code, answer.stderr) == (0, "")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    everything = [folder, *folder.rglob("*")]
    for path in everything:
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        yield
    finally:
        for path in everything:
            path.chmod(path.stat().st_mode | stat.S_IWUSR)


def test_a_dry_run_waits_for_nobody_and_asks_nobody(contoso: Sig) -> None:
    with FileStore(contoso.store).writing():
        answer = contoso("group delete -n spare --dry-run --query '[].action' -o tsv")
    assert answer.exit_code == 0, answer.stderr
    assert set(answer.stdout.split()) == {"delete"}


REFUSED = [case for case in CASES if isinstance(case.breaks, str) and case.given is not None]


@pytest.mark.parametrize("case", REFUSED, ids=numbered(REFUSED))
def test_what_is_refused_is_refused_the_same_way_in_a_dry_run(case: Case, sig: Sig) -> None:
    line = str(case.breaks)
    words = shlex.split(line)
    name = next((name for count in (3, 2) if (name := " ".join(words[:count])) in TREE), words[0])
    if name not in DRY or not all(isinstance(step, str) for step in case.given):
        pytest.skip("it changes nothing, or stands on what no command line makes")
    sig = sig.given(NOW="2026-01-07", ERROR_FORMAT="json", PROFILE=case.profile, STRICT=str(case.strict))
    for step in case.given:
        assert sig.in_process(str(step)).exit_code == 0
    rehearsed = sig.in_process(f"{line} --dry-run")
    real = sig.in_process(line)
    assert (rehearsed.exit_code, rehearsed.stderr) == (real.exit_code, real.stderr)
    assert bool(rehearsed.stdout) == case.writes


def test_what_would_be_done_before_a_refusal_is_shown(contoso: Sig) -> None:
    ids = [f"/subscriptions/{'0' * 8}-0000-0000-0000-{'0' * 12}/resourceGroups/images/providers/Microsoft.Compute"]
    names = " ".join(f"{ids[0]}/galleries/{name}" for name in ("Empty", "Contoso"))
    answer = contoso.in_process(f"delete --ids {names} --dry-run --query [].id -o tsv")
    assert answer.exit_code == 1
    assert answer.stdout == f"{ids[0]}/galleries/Empty\n"
    assert "CannotDeleteResource" in answer.stderr


@pytest.mark.parametrize("example", [line for line in EXAMPLES if "$(" not in line and " --dry-run" not in line])
def test_the_verbs_that_write_and_no_others_have_a_dry_run(
    example: str, contoso: Sig, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[FileStore] = []
    plain = FileStore.writing

    def recorded(store: FileStore) -> Any:
        written.append(store)
        return plain(store)

    monkeypatch.setattr(FileStore, "writing", recorded)
    words = shlex.split(example.removeprefix("sig "))
    name = next(" ".join(words[:length]) for length in (4, 3, 2, 1) if " ".join(words[:length]) in TREE)
    (contoso.folder / "publish.txt").write_text("delete -g images -r Empty\n", encoding="utf-8")
    contoso.in_process(example.removeprefix("sig "))
    if name in ONLY_WHEN_ASKED:
        assert not written or name in DRY
    elif name.split()[0] not in ELSEWHERE:
        assert bool(written) == (name in DRY), name


def test_detailed_exit_codes_need_a_dry_run(contoso: Sig) -> None:
    answer = contoso.in_process("delete -g images -r Empty --detailed-exitcode")
    assert answer.exit_code == 2
    assert "not allowed without argument --dry-run" in answer.stderr
    assert contoso.in_process("show -g images -r Empty").exit_code == 0


def test_a_table_has_a_row_for_each_property(contoso: Sig) -> None:
    answer = contoso.in_process("update -g images -r Contoso --set tags.a=b description=text --dry-run -o table")
    rows = [row.split() for row in answer.stdout.splitlines()]
    assert rows[0] == ["Action", "Resource", "Property", "After"]
    assert rows[2:] == [
        ["update", "galleries/Contoso", "properties.description", "text"],
        ["update", "galleries/Contoso", "tags.a", "b"],
    ]


def test_what_sig_keeps_beside_the_resource_is_noted(contoso: Sig) -> None:
    line = "image-version delete -g images -r Soft -i ubuntu -e 1.2.0 --dry-run"
    contoso.in_process("image-version create -g images -r Soft -i ubuntu -e 1.2.0 --managed-image web")
    effects = json.loads(contoso.in_process(line).stdout)
    notes = [effect.get("note") for effect in effects]
    assert notes == [None, "Beside the resource, sig keeps: deleted. It changes too."]
