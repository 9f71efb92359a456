"""The help: every page names its options, and every example on it runs as it stands."""

from __future__ import annotations

import json
import os
import shutil
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from e2e.installed import ONE_DOOR, Sig
from sig.cli import tree_data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TREE = tree_data.load()
COMMANDS = sorted(TREE["commands"])
NOUNS = sorted(TREE["nouns"])
SERVING = TREE["commands"]["serve run"]["examples"]  # they go on until they are stopped: e2e/test_serve.py
EXAMPLES = sorted({line for command in TREE["commands"].values() for line in command["examples"]} - {*SERVING})

# What a verb that always refuses is shown with.
REFUSED = {line for line in EXAMPLES if line.startswith("sig resource move ")}

# A store is made where there is none yet.
IN_NO_STORE = {line for line in EXAMPLES if line.startswith("sig store init")}

COMMUNITY = (
    "--permissions Community --publisher-uri https://contoso.test --publisher-email images@contoso.test "
    "--eula https://contoso.test/eula --public-name-prefix contoso"
)
OWN = "00000000-0000-0000-0000-000000000000"
OWN_TENANT = "11111111-1111-1111-1111-111111111111"
PARTNER = "22222222-2222-2222-2222-222222222222"
TENANT = "33333333-3333-3333-3333-333333333333"
PUBLIC = UUID("44444444-4444-4444-4444-444444444444")  # what the public names of community galleries end with
UBUNTU = "-i ubuntu -p Contoso -f Ubuntu -s 22_04 --os-type Linux"
AGENT = "gallery-application version create -g images -r Contoso --application-name agent"
PACKAGE = "--package-file-link https://contoso.blob.core.windows.net/packages/agent.zip"
SCRIPTS = "--install-command ./install.sh --remove-command ./remove.sh"
PROFILE = "in-vm-access-control-profile create -g images --gallery-name Contoso --os-type Linux"
IMDS = "-g images --gallery-name Contoso --profile-name imds --version-name"
AUDIT = "--mode Audit --default-access Allow"
IDENTITIES = f"/subscriptions/{OWN}/resourceGroups/images/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
SECRET = "One5mall+Step"
# The IDs that what is made in the directory has, in the order of the lines below: aaaaaaaa-…-000000000001, and so on.
MADE = "aaaaaaaa-0000-0000-0000-{:012}"
IN_IMAGES = f"/subscriptions/{OWN}/resourceGroups/images/providers/Microsoft.Compute"
AUDITOR = json.dumps({"Name": "Image Auditor", "Actions": ["*/read"], "AssignableScopes": [f"/subscriptions/{OWN}"]})
# The company of the help pages: what their examples show, change and delete.
CONTOSO = (
    "group create -n images -l westus",
    "group create -n spare -l westus",
    "source add -g images --type image -n golden --os-type Linux --os-disk-size-gb 30 --data-disks 0=10 -l westus",
    "create -g images -r Contoso",
    f"image-definition create -g images -r Contoso {UBUNTU}",
    "image-definition create -g images -r Contoso -i empty -p Contoso -f Empty -s 1 --os-type Linux",
    "image-version create -g images -r Contoso -i ubuntu -e 1.0.0 --managed-image web",
    "image-version create -g images -r Contoso -i ubuntu -e 1.1.0 --managed-image web",
    "create -g images -r Empty",
    f"create -g images -r Managed --system-assigned --user-assigned {IDENTITIES}/images",
    "create -g images -r Shared --permissions Groups",
    f"image-definition create -g images -r Shared {UBUNTU}",
    "image-version create -g images -r Shared -i ubuntu -e 1.0.0 --managed-image web",
    f"share add -g images -r Shared --subscription-ids {OWN} {PARTNER} --tenant-ids {OWN_TENANT} {TENANT}",
    f"create -g images -r Community {COMMUNITY}",
    "group create -n public -l westus",
    f"create -g public -r Published {COMMUNITY}",
    f"image-definition create -g public -r Published {UBUNTU}",
    "image-version create -g public -r Published -i ubuntu -e 1.0.0 --managed-image web",
    "share enable-community -g public -r Published",
    "create -g images -r Soft --soft-delete true",
    f"image-definition create -g images -r Soft {UBUNTU}",
    "image-version create -g images -r Soft -i ubuntu -e 1.0.0 --managed-image web",
    "image-version create -g images -r Soft -i ubuntu -e 1.1.0 --managed-image web",
    "image-version delete -g images -r Soft -i ubuntu -e 1.0.0",
    "image-version delete -g images -r Soft -i ubuntu -e 1.1.0",
    "image-definition create -g images -r Contoso -i debian -p Contoso -f Debian -s 12 --os-type Linux",
    "image-version create -g images -r Contoso -i debian -e 1.0.0 --managed-image web",
    "image-version revoke -g images -r Contoso -i debian -e 1.0.0 --reason leaked",
    "consumer add -g images --vm web-1 -r Contoso -i debian -e 1.0.0",
    "channel set -g images -r Contoso -i ubuntu -n stable -e 1.0.0",
    "channel set -g images -r Contoso -i ubuntu -n stable -e 1.1.0",
    "gallery-application create -g images -r Contoso -n agent --os-type Linux",
    "gallery-application create -g images -r Contoso -n unused --os-type Linux",
    f"{AGENT} -n 1.0.0 {PACKAGE} {SCRIPTS}",
    f"{AGENT} -n 1.1.0 {PACKAGE} {SCRIPTS}",
    f"{PROFILE} -n imds --applicable-host-endpoint IMDS",
    f"{PROFILE} -n unused --applicable-host-endpoint IMDS",
    f"in-vm-access-control-profile-version create {IMDS} 1.0.0 {AUDIT}",
    f"in-vm-access-control-profile-version create {IMDS} 1.1.0 {AUDIT}",
    f"account add --name partner --id {PARTNER} --tenant {TENANT}",
    f"ad user create --display-name Alice --user-principal-name alice@contoso.com --password {SECRET}",
    f"ad user create --display-name Bob --user-principal-name bob@contoso.com --password {SECRET}",
    "ad group create --display-name 'Image readers' --mail-nickname image-readers",
    "ad group create --display-name 'Image builders' --mail-nickname image-builders",
    f"ad group member add -g 'Image readers' --member-id {MADE.format(1)}",
    f"ad group member add -g 'Image builders' --member-id {MADE.format(2)}",
    "ad app create --display-name contoso-images --identifier-uris api://contoso-images",
    "ad app create --display-name contoso-images --sign-in-audience AzureADMultipleOrgs",
    "ad app create --display-name contoso-build --identifier-uris api://contoso-build",
    "ad sp create --id api://contoso-images",
    "ad app credential reset --id api://contoso-images",
    "ad sp credential reset --id api://contoso-images",
    "ad app credential reset --id api://contoso-images --append",
    "ad sp credential reset --id api://contoso-images --append",
    f"role assignment create --assignee alice@contoso.com --role Reader --scope {IN_IMAGES}/galleries/Contoso",
    f"role definition create --role-definition '{AUDITOR}'",
    "store snapshot save before-cleanup",
    "store backup images.tar.gz",
    *("fault add --kind stuck --resource none" for _ in range(3)),
)
FILES = ("vms.json", "scale-sets.json")  # what az lists, with nothing in it


def build(sig: Sig, lines: Iterable[str]) -> None:
    """Run ``lines``; what they make in the directory gets the IDs that examples name."""
    made = count(1)
    with pytest.MonkeyPatch.context() as patch:
        for line in lines:
            in_directory = line.startswith("ad ")
            patch.setattr("uuid.uuid4", (lambda: UUID(MADE.format(next(made)))) if in_directory else lambda: PUBLIC)
            answer = sig.in_process(line)
            assert answer.exit_code == 0, f"{line}\n{answer.stderr}"


@pytest.fixture(scope="session")
def contoso_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sig = Sig(tmp_path_factory.mktemp("contoso"))
    build(sig, CONTOSO)
    return sig.store


@pytest.fixture
def contoso(sig: Sig, contoso_store: Path) -> Sig:
    shutil.copytree(contoso_store, sig.store)
    for name in FILES:
        (sig.folder / name).write_text("[]", encoding="utf-8")
    shutil.copy(contoso_store.parent / "images.tar.gz", sig.folder)
    (sig.folder / "publish.txt").write_text("# what sig batch is shown with\nsig list -o none\n", encoding="utf-8")
    return sig


@pytest.mark.parametrize("example", sorted(REFUSED))
def test_an_example_of_what_is_never_done_is_refused(example: str, contoso: Sig) -> None:
    if os.name == "nt":
        pytest.skip("written for a POSIX shell")
    answer = contoso.shell(example)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("ERROR: (ResourceMoveNotSupported)")


@pytest.mark.parametrize("example", sorted(set(EXAMPLES) - REFUSED))
def test_an_example_runs_as_it_stands(example: str, contoso: Sig) -> None:
    if example in IN_NO_STORE:
        contoso = contoso.given(STORE="")
    if "$(" in example:
        if os.name == "nt":
            pytest.skip("written for a POSIX shell")
        answer = contoso.shell(example)
    else:
        answer = contoso.in_process(example.removeprefix("sig "))
    assert answer.exit_code == 0, answer.stderr
    assert "ERROR" not in answer.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_two_examples_of_its_own(command: str) -> None:
    examples = TREE["commands"][command]["examples"]
    verb = command.removeprefix("gallery ")
    assert len(set(examples)) >= 2
    assert all(line.startswith((f"sig {verb} ", f"sig gallery {verb} ")) or line == f"sig {verb}" for line in examples)


@ONE_DOOR  # a page of help is asked for through Typer in any case
@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_of_a_command_names_every_option_and_shows_the_examples(command: str, sig: Sig) -> None:
    page = sig.in_process(f"{command} --help")
    assert (page.exit_code, page.stderr) == (0, "")
    words = page.stdout.replace(",", " ").split()
    options = [*TREE["commands"][command]["options"], *TREE["global_options"]]
    assert [name for option in options for name in option["names"] if name not in words] == []
    shown = page.stdout.partition("\nExamples\n")[2]
    assert [line for line in TREE["commands"][command]["examples"] if line not in shown] == []


@ONE_DOOR  # as above
@pytest.mark.parametrize("noun", NOUNS)
def test_the_page_of_a_noun_names_every_verb(noun: str, sig: Sig) -> None:
    page = sig.in_process(f"{noun} --help")
    assert (page.exit_code, page.stderr) == (0, "")
    verbs = [name.removeprefix(f"{noun} ").partition(" ")[0] for name in COMMANDS if name.startswith(f"{noun} ")]
    assert [verb for verb in verbs if f"  {verb} " not in page.stdout] == []


@pytest.mark.parametrize("line", ["--help", "-h", ""])
def test_the_first_page_names_every_noun_and_command(line: str, sig: Sig) -> None:
    page = sig(line)
    assert (page.exit_code, page.stderr) == (0, "")
    assert [name for name in (*NOUNS, *COMMANDS) if " " not in name and f"  {name} " not in page.stdout] == []
