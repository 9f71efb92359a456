"""``sig ad``: what the commands print and keep, in the installed program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.installed import Sig

HOME = "11111111-1111-1111-1111-111111111111"
PARTNER = "33333333-3333-3333-3333-333333333333"
PASSWORD = "One5mall+Step"
OWN = "00000000-0000-0000-0000-000000000000"
ALICE = f"ad user create --display-name Alice --user-principal-name alice@contoso.com --password {PASSWORD}"


def kept(folder: Path) -> str:
    """Everything that is written in files below ``folder``."""
    return "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def two_tenants(sig: Sig) -> Sig:
    """The home tenant, and the tenant of the subscription ``partner``."""
    assert sig.in_process(f"account add --name partner --tenant {PARTNER}").exit_code == 0
    return sig


@pytest.mark.parametrize("spelling", [f"--password {PASSWORD}", f"--password={PASSWORD}", "--password @secret.txt"])
def test_a_password_is_written_nowhere(spelling: str, sig: Sig) -> None:
    (sig.folder / "secret.txt").write_text(PASSWORD, encoding="utf-8")
    line = ALICE.replace(f"--password {PASSWORD}", spelling)
    made = sig.in_process(line)
    assert made.exit_code == 0, made.stderr
    assert PASSWORD not in made.stdout + made.stderr
    assert PASSWORD not in kept(sig.store)
    (event,) = sig.in_process("log -o json").json
    assert event["options"]["password"] == "***"
    assert event["options"]["user_principal_name"] == "alice@contoso.com"


def test_a_password_in_a_batch_is_written_nowhere(sig: Sig) -> None:
    (sig.folder / "lines.txt").write_text(f"sig {ALICE} -o none\nsig group create -n g -l westus -o none\n", "utf-8")
    done = sig.in_process("batch --atomic lines.txt")
    assert done.exit_code == 0, done.stderr
    assert PASSWORD not in kept(sig.store)


def test_a_generated_secret_is_printed_once_and_written_nowhere(sig: Sig) -> None:
    made = sig.in_process("ad sp create-for-rbac -n pipeline")
    assert "not shown again" in made.stderr
    assert sorted(made.json) == ["appId", "displayName", "password", "tenant"]
    secret = made.json["password"]
    shown = sig.in_process(f"ad app show --id {made.json['appId']}").stdout
    log = sig.in_process("log -o json").stdout
    assert secret not in shown + log + kept(sig.store)
    assert json.loads(shown)["passwordCredentials"][0]["hint"] == secret[:3]


def test_a_dry_run_shows_no_secret_and_makes_none(sig: Sig) -> None:
    sig.in_process("ad app create --display-name portal --identifier-uris api://portal")
    rehearsed = sig.in_process("ad app credential reset --id api://portal --dry-run -o json")
    assert (rehearsed.exit_code, rehearsed.stderr) == (0, "")
    assert [effect["note"] for effect in rehearsed.json] == ["Beside the resource, sig keeps: secrets. It changes too."]
    assert sig.in_process("ad app credential list --id api://portal").json == []


def test_a_role_is_given_to_a_new_service_principal_at_every_scope(sig: Sig) -> None:
    scopes = [sig.in_process(f"group create -n {name} -l westus").json["id"] for name in ("one", "two")]
    made = sig.in_process(f"ad sp create-for-rbac -n pipeline --role Reader --scopes {' '.join(scopes)}").json
    service = sig.in_process(f"ad sp show --id {made['appId']}").json
    found = sig.in_process("role assignment list --all").json
    assert {(one["scope"], one["principalId"], one["roleDefinitionName"]) for one in found} == {
        (scope, service["id"], "Reader") for scope in scopes
    }


def test_nothing_is_made_for_a_role_that_cannot_be_given(sig: Sig) -> None:
    for words in (f"--role Nobody --scopes /subscriptions/{OWN}", "--role Reader --scopes images"):
        assert sig.in_process(f"ad sp create-for-rbac -n pipeline {words}").exit_code == 1
    assert sig.in_process("ad app list").json == []


def test_a_role_that_is_there_is_no_hindrance_to_a_new_secret(sig: Sig) -> None:
    line = f"ad sp create-for-rbac -n pipeline --role Reader --scopes /subscriptions/{OWN}"
    first, second = sig.in_process(line).json, sig.in_process(line).json
    assert (first["appId"], first["password"]) != (second["appId"], second["password"])
    assert first["appId"] == second["appId"]
    assert len(sig.in_process("role assignment list --all").json) == 1


def test_a_log_does_not_tell_what_verifies_secrets(sig: Sig) -> None:
    sig.in_process(ALICE)
    sig.in_process(f"ad user update --id alice@contoso.com --password {PASSWORD}2")
    sig.in_process("ad sp create-for-rbac -n pipeline")
    told = sig.in_process("log -o json")
    assert ("scrypt" in told.stdout, "scrypt" in kept(sig.store)) == (False, True)
    assert told.stdout.count('"***"') >= len(told.json)
    assert sig.in_process("undo --event 2").exit_code == 0
    assert sig.in_process("store check").json == []


def test_a_sign_in_name_that_somebody_has_by_now_is_in_the_way_of_an_undo(two_tenants: Sig) -> None:
    two_tenants.in_process(ALICE)
    two_tenants.in_process("ad user delete --id alice@contoso.com")
    deleted = two_tenants.in_process("log --query [0].event").json
    two_tenants.in_process(f"{ALICE} --subscription partner")
    refused = two_tenants.in_process(f"undo --event {deleted}")
    assert (refused.exit_code, "has its name or identifier" in refused.stderr) == (1, True)


def test_a_sign_in_name_that_two_users_have_is_found(sig: Sig) -> None:
    sig.in_process(ALICE)
    (folder,) = sig.store.glob("tenants/*/users/*")
    twin = folder.with_name("66666666-6666-6666-6666-666666666666")
    twin.mkdir()
    text = (folder / "resource.json").read_text(encoding="utf-8")
    (twin / "resource.json").write_text(text.replace(folder.name, twin.name), encoding="utf-8")
    assert [one["code"] for one in _findings(sig) if one["level"] == "error"] == ["Duplicate"]


@pytest.mark.parametrize("given", ["--role Reader", f"--scopes /subscriptions/{HOME}"])
def test_a_role_and_its_scopes_go_together(given: str, sig: Sig) -> None:
    answer = sig.in_process(f"ad sp create-for-rbac {given}")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "specify both --role and --scopes" in answer.stderr
    assert not sig.store.exists()


def test_the_application_of_two_tenants_is_made_as_the_documentation_has_it(two_tenants: Sig) -> None:
    sig = two_tenants
    app_id = sig.in_process(
        "ad app create --display-name images --sign-in-audience AzureADMultipleOrgs "
        "--web-redirect-uris https://contoso.com --query appId -o tsv"
    ).stdout.strip()
    here = sig.in_process(f"ad sp create --id {app_id}").json
    there = sig.in_process(f"ad sp create --id {app_id} --subscription partner").json
    assert here["replyUrls"] == there["replyUrls"] == ["https://contoso.com"]
    assert (here["appOwnerOrganizationId"], there["appOwnerOrganizationId"]) == (HOME, HOME)
    listed = sig.in_process(f"ad sp list --tenant {PARTNER} --query [].id").json
    assert listed == [there["id"]]


def test_a_guest_has_no_names_of_its_own(two_tenants: Sig) -> None:
    two_tenants.in_process(ALICE)
    guest = "ad user create --guest-of alice@contoso.com --subscription partner"
    refused = two_tenants.in_process(f"{guest} --password {PASSWORD}")
    assert (refused.exit_code, "--guest-of" in refused.stderr) == (1, True)
    made = two_tenants.in_process(f"{guest} --display-name 'Alice of Contoso'").json
    assert (made["displayName"], made["mail"]) == ("Alice of Contoso", "alice@contoso.com")


def test_what_a_user_needs_is_asked_for_at_once(sig: Sig) -> None:
    answer = sig.in_process("ad user create --display-name Alice")
    assert answer.exit_code == 2
    assert "the following arguments are required: --password, --user-principal-name" in answer.stderr


def test_what_is_not_there_is_exit_code_3_and_what_is_refused_1(sig: Sig) -> None:
    sig.in_process(ALICE)
    assert sig.in_process("ad user show --id bob@contoso.com").exit_code == 3
    assert sig.in_process("ad user delete --id bob@contoso.com").exit_code == 3
    denied = sig.in_process("ad user delete --id alice@contoso.com --as alice@contoso.com")
    assert denied.exit_code == 1
    assert denied.stderr.startswith(
        "ERROR: (Authorization_RequestDenied) Insufficient privileges to complete the operation.\n"
    )


def test_lists_of_applications_have_the_columns_of_az(sig: Sig) -> None:
    sig.in_process("ad sp create-for-rbac -n pipeline -o none")
    for noun in ("app", "sp"):
        header = sig.in_process(f"ad {noun} list -o table").stdout.splitlines()[0].split()
        assert header == ["DisplayName", "Id", "AppId", "CreatedDateTime"]


def test_a_change_of_the_directory_is_undone(sig: Sig) -> None:
    sig.in_process(ALICE)
    sig.in_process("ad user delete --id alice@contoso.com")
    assert sig.in_process("undo").exit_code == 0
    assert sig.in_process("ad user show --id alice@contoso.com --query displayName").json == "Alice"


@pytest.mark.parametrize("kind", ["json", "toml"])
def test_directories_are_part_of_the_store_that_is_checked_copied_and_migrated(kind: str, sig: Sig) -> None:
    sig.in_process(f"store init --format {kind}")
    sig.in_process(ALICE)
    sig.in_process("ad group create --display-name Readers --mail-nickname readers")
    identity = sig.in_process("ad user show --id alice@contoso.com --query id -o tsv").stdout.strip()
    sig.in_process(f"ad group member add -g Readers --member-id {identity}")
    sig.in_process("ad sp create-for-rbac -n pipeline")
    before = sig.in_process("ad group member list -g Readers").json
    assert sig.in_process("store check").json == []

    other = {"json": "toml", "toml": "json"}[kind]
    assert sig.in_process("store backup all.tar.gz").exit_code == 0
    assert sig.in_process("ad user delete --id alice@contoso.com").exit_code == 0
    assert sig.in_process("store restore all.tar.gz --force").exit_code == 0
    assert sig.in_process(f"store migrate --format {other}").exit_code == 0
    assert list(sig.store.glob(f"tenants/**/*.{kind}")) == []
    assert sig.in_process("ad group member list -g Readers").json == before
    assert sig.in_process("store check").json == []


def test_a_check_finds_an_object_that_no_command_would_have_made(sig: Sig) -> None:
    sig.in_process(ALICE)
    (path,) = sig.store.glob("tenants/*/users/*/resource.json")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("alice@contoso.com", "alice"), encoding="utf-8")
    (found,) = [one for one in _findings(sig) if one["code"] == "Rule"]
    assert found["message"].startswith("R301: Property userPrincipalName is invalid")
    path.write_text(text.replace('"displayName"', '"name"'), encoding="utf-8")
    assert [one["code"] for one in _findings(sig) if one["level"] == "error"] == ["Envelope"]
    answer = sig.in_process("ad user list")
    assert (answer.exit_code, "StoreCorrupt" in answer.stderr) == (1, True)


def _findings(sig: Sig) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(sig.in_process("store check -o json").stdout)
    return found


def test_an_object_that_lies_under_another_id_is_found(sig: Sig) -> None:
    sig.in_process(ALICE)
    (folder,) = sig.store.glob("tenants/*/users/*")
    folder.rename(folder.with_name("66666666-6666-6666-6666-666666666666"))
    assert [one["code"] for one in _findings(sig) if one["level"] == "error"] == ["Misplaced"]
    assert sig.in_process("ad user list").exit_code == 1
