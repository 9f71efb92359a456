"""Roles and what they reach: assigned, listed, asked about and explained, through the installed command."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from e2e.installed import Sig

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OWN = "00000000-0000-0000-0000-000000000000"
OWN_TENANT = "11111111-1111-1111-1111-111111111111"
PARTNER = "22222222-2222-2222-2222-222222222222"
TENANT = "33333333-3333-3333-3333-333333333333"
GROUP = f"/subscriptions/{OWN}/resourceGroups/images"
GALLERY = f"{GROUP}/providers/Microsoft.Compute/galleries/Contoso"
DEFINITION = f"{GALLERY}/images/ubuntu"
VERSION = f"{DEFINITION}/versions/1.0.0"
THERE = f"/subscriptions/{PARTNER}/resourceGroups/edge"
UBUNTU = "-p Contoso -f Ubuntu -s 22_04 --os-type Linux -l westus"
PASSWORD = "One5mall+Step"
IN_VERSION = "-g images -r Contoso -i ubuntu -e 1.0.0"
ALICE = "--as alice@contoso.com"


@pytest.fixture(scope="session")
def peopled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two galleries, one with two definitions, two people and two groups, one in the other with Alice in it."""
    sig = Sig(tmp_path_factory.mktemp("peopled"))
    for line in (
        "group create -n images -l westus",
        f"account add --name partner --id {PARTNER} --tenant {TENANT}",
        "create -g images -r Contoso -l westus",
        f"image-definition create -g images -r Contoso -i ubuntu {UBUNTU}",
        f"image-definition create -g images -r Contoso -i debian {UBUNTU.replace('Ubuntu', 'Debian')}",
        "image-version create -g images -r Contoso -i ubuntu -e 1.0.0 --managed-image web -l westus",
        "image-version create -g images -r Contoso -i ubuntu -e 2.0.0 --managed-image web -l westus",
        "image-version create -g images -r Contoso -i debian -e 1.0.0 --managed-image web -l westus",
        "create -g images -r Other -l westus",
        f"ad user create --display-name Alice --user-principal-name alice@contoso.com --password {PASSWORD}",
        f"ad user create --display-name Bob --user-principal-name bob@contoso.com --password {PASSWORD}",
        "ad group create --display-name Builders --mail-nickname builders",
        "ad group create --display-name Staff --mail-nickname staff",
    ):
        answer = sig.in_process(line)
        assert answer.exit_code == 0, f"{line}\n{answer.stderr}"
    alice = sig.in_process("ad user show --id alice@contoso.com").json["id"]
    builders = sig.in_process("ad group show -g Builders").json["id"]
    for line in (
        f"ad group member add -g Builders --member-id {alice}",
        f"ad group member add -g Staff --member-id {builders}",
    ):
        assert sig.in_process(line).exit_code == 0, line
    return sig.store


@pytest.fixture
def sig(sig: Sig, peopled_store: Path) -> Sig:
    shutil.copytree(peopled_store, sig.store)
    return sig


def assign(sig: Sig, role: str, scope: str, assignee: str = "alice@contoso.com") -> str:
    """Give the role; answers the ID of the assignment."""
    line = f"role assignment create --assignee {assignee} --role '{role}' --scope {scope}"
    return str(sig.in_process(line).json["id"])


def group_id(sig: Sig, name: str) -> str:
    return str(sig.in_process(f"ad group show -g {name}").json["id"])


SHOWS = ("show -g images -r Contoso", "image-definition show -g images -r Contoso -i ubuntu", "image-version show")
LISTS = (
    "list -g images",
    "image-definition list -g images -r Contoso",
    "image-version list -g images -r Contoso -i ubuntu",
)
# Where Reader is assigned: which of gallery, definition and version show, and what each list has; None is a refusal.
MATRIX = {
    GALLERY: ((True, True, True), (["Contoso"], ["debian", "ubuntu"], ["1.0.0", "2.0.0"])),
    DEFINITION: ((False, True, True), ([], ["ubuntu"], ["1.0.0", "2.0.0"])),
    VERSION: ((False, False, True), ([], [], ["1.0.0"])),
}


@pytest.mark.parametrize("scope", MATRIX, ids=("gallery", "definition", "version"))
def test_a_role_reaches_what_the_sharing_matrix_says(scope: str, sig: Sig) -> None:
    assign(sig, "Reader", scope)
    shown, listed = MATRIX[scope]
    for line, is_shown in zip(SHOWS, shown, strict=True):
        words = f"{line} {IN_VERSION if line == 'image-version show' else ''} {ALICE}"
        answer = sig.in_process(words)
        assert (answer.exit_code == 0) is is_shown, words
        assert is_shown or "(AuthorizationFailed)" in answer.stderr
    for line, names in zip(LISTS, listed, strict=True):
        answer = sig.in_process(f"{line} {ALICE} --query [].name")
        assert answer.json == names, line
    assert sig.in_process(f"image-version show -g images -r Contoso -i debian -e 1.0.0 {ALICE}").exit_code == (
        0 if scope == GALLERY else 1
    )


@pytest.mark.parametrize("scope", MATRIX, ids=("gallery", "definition", "version"))
def test_a_question_is_answered_as_the_command_would_be(scope: str, sig: Sig) -> None:
    assign(sig, "Reader", scope)
    for asked, is_shown in zip((GALLERY, DEFINITION, VERSION), MATRIX[scope][0], strict=True):
        answer = sig.in_process(f"access check --action read --id {asked.upper()} {ALICE}")
        assert answer.exit_code == (0 if is_shown else 1)


def test_an_assignment_is_printed_as_az_prints_it(sig: Sig) -> None:
    sig = sig.given(NOW="2026-01-07T05:56:46")
    name = "44444444-4444-4444-4444-444444444444"
    line = f"role assignment create --assignee ALICE@contoso.com --role Reader --scope {GALLERY} --name {name}"
    made = sig.in_process(f"{line} --description why").json
    alice = sig.in_process("ad user show --id alice@contoso.com").json["id"]
    roles = f"/subscriptions/{OWN}/providers/Microsoft.Authorization/roleDefinitions"
    assert made == {
        "condition": None,
        "conditionVersion": None,
        "createdBy": None,
        "createdOn": "2026-01-07T05:56:46+00:00",
        "delegatedManagedIdentityResourceId": None,
        "description": "why",
        "id": f"{GALLERY}/providers/Microsoft.Authorization/roleAssignments/{name}",
        "name": name,
        "principalId": alice,
        "principalType": "User",
        "resourceGroup": "images",
        "roleDefinitionId": f"{roles}/acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "scope": GALLERY,
        "type": "Microsoft.Authorization/roleAssignments",
        "updatedBy": None,
        "updatedOn": "2026-01-07T05:56:46+00:00",
    }
    listed = sig.in_process("role assignment list --all").json
    assert listed == [{**made, "principalName": "alice@contoso.com", "roleDefinitionName": "Reader"}]


def test_the_same_assignment_again_is_the_one_that_is_there(sig: Sig) -> None:
    first = assign(sig, "Reader", GALLERY)
    assert assign(sig, "acdd72a7-3385-48ef-bd42-f606fba81ae7", GALLERY.upper().replace("/SUB", "/sub")) == first
    assert len(sig.in_process("role assignment list --all").json) == 1


def test_a_list_has_one_scope_and_with_a_word_those_above(sig: Sig) -> None:
    assign(sig, "Reader", f"/subscriptions/{OWN}")
    assign(sig, "Contributor", GROUP)
    assign(sig, "Owner", GALLERY)
    named = "--query [].roleDefinitionName"
    assert sig.in_process(f"role assignment list {named}").json == ["Reader"]
    assert sig.in_process(f"role assignment list -g images {named}").json == ["Contributor"]
    assert sig.in_process(f"role assignment list --scope {GALLERY.lower()} {named}").json == ["Owner"]
    inherited = sig.in_process(f"role assignment list --scope {GALLERY} --include-inherited {named}").json
    assert inherited == ["Reader", "Contributor", "Owner"]
    assert sig.in_process(f"role assignment list --all {named}").json == ["Reader", "Contributor", "Owner"]
    assert sig.in_process(f"role assignment list --all --role owner {named}").json == ["Owner"]


def test_those_of_the_groups_of_an_assignee_are_listed_when_asked_for(sig: Sig) -> None:
    assign(sig, "Reader", GALLERY, group_id(sig, "Staff"))
    listed = "role assignment list --all --assignee alice@contoso.com --query [].principalName"
    assert sig.in_process(listed).json == []
    assert sig.in_process(f"{listed} --include-groups").json == ["Staff"]


def test_a_list_leaves_out_names_that_nobody_wants(sig: Sig) -> None:
    assign(sig, "Reader", GALLERY)
    lean = "role assignment list --all --fill-principal-name false --fill-role-definition-name false"
    row = sig.in_process(lean).json[0]
    assert not {"principalName", "roleDefinitionName"} & row.keys()


def test_a_principal_that_is_gone_leaves_its_assignments(sig: Sig) -> None:
    assign(sig, "Reader", GALLERY)
    assert sig.in_process("ad user delete --id alice@contoso.com").exit_code == 0
    assert sig.in_process("role assignment list --all --query [].principalName").json == [""]
    object_id = sig.in_process("role assignment list --all --query [0].principalId").json
    assert sig.in_process(f"role assignment delete --assignee {object_id} --scope {GALLERY}").exit_code == 0
    assert sig.in_process("role assignment list --all").json == []


def test_assignments_are_deleted_by_what_is_said_of_them_and_no_others(sig: Sig) -> None:
    kept = assign(sig, "Contributor", GALLERY)
    assign(sig, "Reader", GALLERY)
    assign(sig, "Reader", GALLERY, "bob@contoso.com")
    assert sig.in_process(f"role assignment delete --role Reader --scope {GALLERY}").exit_code == 0
    assert sig.in_process("role assignment list --all --query [].id").json == [kept]
    refused = sig.in_process("role assignment delete --role Contributor")
    assert (refused.exit_code, "No matched assignments" in refused.stderr) == (1, True)
    warned = sig.in_process(f"role assignment delete --ids {kept} --role Owner")
    assert "option '--role' will be ignored" in warned.stderr
    assert sig.in_process("role assignment list --all").json == []


def test_all_of_a_subscription_are_deleted_only_when_confirmed(sig: Sig) -> None:
    assign(sig, "Reader", f"/subscriptions/{OWN}")
    assert sig.in_process("role assignment delete").exit_code == 1
    assert sig.in_process("role assignment delete --yes").exit_code == 0
    assert sig.in_process("role assignment list --all").json == []


DELETIONS = {
    "image-version delete -g images -r Contoso -i ubuntu -e 1.0.0": {VERSION},
    "delete -g images -r Contoso --recursive --yes": {GALLERY, DEFINITION, VERSION},
    "group delete -n images --yes": {GROUP, GALLERY, DEFINITION, VERSION},
}


@pytest.mark.parametrize("line", DELETIONS)
def test_what_is_deleted_takes_its_assignments_along_and_undo_brings_them_back(line: str, sig: Sig) -> None:
    scopes = [f"/subscriptions/{OWN}", GROUP, GALLERY, DEFINITION, VERSION]
    for scope in scopes:
        assign(sig, "Reader", scope)
    assert sig.in_process(line).exit_code == 0
    left = sig.in_process("role assignment list --all --query [].scope").json
    assert left == [scope for scope in scopes if scope not in DELETIONS[line]]
    assert sig.in_process("undo").exit_code == 0
    assert sig.in_process("role assignment list --all --query [].scope").json == scopes


def test_a_definition_and_an_empty_gallery_take_their_assignments_along(sig: Sig) -> None:
    assign(sig, "Reader", GALLERY.replace("Contoso", "Other"))
    assert sig.in_process("delete -g images -r Other").exit_code == 0
    assert sig.in_process("image-version delete -g images -r Contoso -i debian -e 1.0.0").exit_code == 0
    assign(sig, "Reader", f"{GALLERY}/images/debian")
    assert sig.in_process("image-definition delete -g images -r Contoso -i debian").exit_code == 0
    assert sig.in_process("role assignment list --all").json == []


def test_applications_and_access_control_profiles_take_their_assignments_along(sig: Sig) -> None:
    in_gallery = "-g images --gallery-name Contoso"
    profile = "--profile-name guard --profile-version 1.0.0"
    for line in (
        f"gallery-application create {in_gallery} -n agent --os-type Linux",
        (
            f"gallery-application version create {in_gallery} --application-name agent -n 1.0.0 --install-command a "
            "--remove-command b --package-file-link https://contoso.blob.core.windows.net/packages/agent.zip"
        ),
        f"in-vm-access-control-profile create {in_gallery} -n guard --os-type Linux --applicable-host-endpoint IMDS",
        f"in-vm-access-control-profile-version create {in_gallery} {profile} --mode Audit --default-access Allow",
    ):
        assert sig.in_process(line).exit_code == 0
    for collection, name in (("applications", "agent"), ("inVMAccessControlProfiles", "guard")):
        assign(sig, "Reader", f"{GALLERY}/{collection}/{name}")
        assign(sig, "Reader", f"{GALLERY}/{collection}/{name}/versions/1.0.0")
    deletions = (
        f"gallery-application version delete {in_gallery} --application-name agent -n 1.0.0 -y",
        f"gallery-application delete {in_gallery} -n agent -y",
        f"in-vm-access-control-profile-version delete {in_gallery} {profile} -y",
        f"in-vm-access-control-profile delete {in_gallery} -n guard -y",
    )
    left = []
    for line in deletions:
        assert sig.in_process(line).exit_code == 0
        left.append(len(sig.in_process("role assignment list --all").json))
    assert left == [3, 2, 1, 0]


def test_a_version_that_is_brought_back_has_no_assignments(sig: Sig) -> None:
    assert sig.in_process("update -g images -r Contoso --soft-delete true").exit_code == 0
    assign(sig, "Reader", VERSION)
    assert sig.in_process(f"image-version delete {IN_VERSION}").exit_code == 0
    assert sig.in_process(f"image-version undelete {IN_VERSION}").exit_code == 0
    assert sig.in_process(f"image-version show {IN_VERSION} {ALICE}").exit_code == 1


def test_a_gallery_of_the_same_name_is_a_new_one(sig: Sig) -> None:
    other = GALLERY.replace("Contoso", "Other")
    assign(sig, "Reader", other)
    sig.in_process("delete -g images -r Other")
    sig.in_process("create -g images -r Other -l westus")
    assert sig.in_process(f"access check --action read --id {other} {ALICE}").exit_code == 1


def test_who_may_not_assign_roles_is_refused_and_who_may_signs_for_it(sig: Sig) -> None:
    line = f"role assignment create --assignee bob@contoso.com --role Reader --scope {GALLERY} {ALICE}"
    assign(sig, "Contributor", GALLERY)
    refused = sig.in_process(line)
    assert refused.exit_code == 1
    assert "action 'Microsoft.Authorization/roleAssignments/write' over scope" in refused.stderr
    assign(sig, "Owner", GALLERY)
    made = sig.in_process(line).json
    assert made["createdBy"] == sig.in_process("ad user show --id alice@contoso.com").json["id"]
    assert sig.in_process(f"role assignment delete --ids {made['id']} {ALICE}").exit_code == 0


def test_a_caller_lists_the_assignments_at_scopes_that_it_may_read(sig: Sig) -> None:
    assign(sig, "Reader", DEFINITION)
    assign(sig, "Reader", GALLERY.replace("Contoso", "Other"), "bob@contoso.com")
    assign(sig, "Owner", GALLERY, "bob@contoso.com")
    assert sig.in_process(f"role assignment list --all {ALICE} --query [].scope").json == [DEFINITION]
    above = f"role assignment list --scope {DEFINITION} --include-inherited {ALICE} --query [].roleDefinitionName"
    assert sig.in_process(above).json == ["Owner", "Reader"]
    assign(sig, "Owner", f"/subscriptions/{OWN}", "bob@contoso.com")
    assert sig.in_process(f"role assignment list {ALICE}").json == []
    refused = sig.in_process(f"role assignment list --scope {GALLERY.replace('Contoso', 'Other')} {ALICE}")
    assert (refused.exit_code, "(AuthorizationFailed)" in refused.stderr) == (1, True)


def test_who_has_no_rights_learns_no_names_of_people_and_roles(sig: Sig) -> None:
    bob = "ad user create --display-name Carol --user-principal-name carol@partner.com --password"
    assert sig.in_process(f"{bob} {PASSWORD} --subscription partner").exit_code == 0
    there = f"/subscriptions/{PARTNER}"
    role = json.dumps({**CUSTOM, "AssignableScopes": [there]})
    assert sig.in_process(f"role definition create --role-definition '{role}'").exit_code == 0
    assign(sig, "Reader", there, "carol@partner.com")
    for line in (
        "role assignment create --role Reader --assignee {}@partner.com",
        "role assignment delete --assignee {}@partner.com --role Reader",
        "role assignment list --assignee {}@partner.com",
    ):
        told = [sig.in_process(f"{line.format(name)} --scope {there} {ALICE}") for name in ("carol", "nobody")]
        assert told[0] == told[1], line
        assert told[0].stdout == ("[]\n" if "list" in line else "")
    told = [
        sig.in_process(f"role assignment list --role '{name}' --scope {there} {ALICE}")
        for name in ("Image Auditor", "x")
    ]
    assert told[0] == told[1]


CUSTOM = {
    "Name": "Image Auditor",
    "Description": "Reads versions.",
    "Actions": ["Microsoft.Compute/galleries/images/versions/read"],
    "NotActions": [],
    "AssignableScopes": [f"/subscriptions/{OWN}"],
}


def test_a_custom_role_is_made_assigned_changed_and_deleted(sig: Sig) -> None:
    (sig.folder / "role.json").write_text(json.dumps(CUSTOM), encoding="utf-8")
    made = sig.in_process("role definition create --role-definition role.json").json
    assert (made["roleName"], made["roleType"], made["assignableScopes"]) == (
        "Image Auditor",
        "CustomRole",
        [f"/subscriptions/{OWN}"],
    )
    assignment = assign(sig, "image auditor", GALLERY)
    assert sig.in_process(f"image-version show {IN_VERSION} {ALICE}").exit_code == 0
    assert sig.in_process(f"show -g images -r Contoso {ALICE}").exit_code == 1

    (sig.folder / "role.json").write_text(json.dumps({**CUSTOM, "Actions": ["*/read"]}), encoding="utf-8")
    changed = sig.in_process("role definition update --role-definition @role.json").json
    assert (changed["name"], changed["permissions"][0]["actions"]) == (made["name"], ["*/read"])
    assert sig.in_process(f"show -g images -r Contoso {ALICE}").exit_code == 0

    assert sig.in_process("role definition delete --name 'Image Auditor'").exit_code == 1
    assert sig.in_process(f"role assignment delete --ids {assignment}").exit_code == 0
    assert sig.in_process("role definition delete --name 'Image Auditor'").exit_code == 0
    assert sig.in_process("role definition list --custom-role-only").json == []


def test_what_a_list_prints_of_a_role_can_be_edited_and_put_back(sig: Sig) -> None:
    sig.in_process(f"role definition create --role-definition '{json.dumps(CUSTOM)}'")
    printed = sig.in_process("role definition list --name 'Image Auditor'").json[0]
    printed["permissions"][0]["notActions"] = ["Microsoft.Compute/galleries/images/versions/delete"]
    printed["roleName"] = "Auditor"
    changed = sig.in_process(f"role definition update --role-definition '{json.dumps(printed)}'").json
    assert (changed["id"], changed["roleName"]) == (printed["id"], "Auditor")
    assert changed["permissions"] == printed["permissions"]


def test_a_custom_role_is_known_in_its_tenant_and_where_it_can_be_assigned(sig: Sig) -> None:
    role = json.dumps({**CUSTOM, "AssignableScopes": [GROUP]})
    assert sig.in_process(f"role definition create --role-definition '{role}'").exit_code == 0
    custom = "role definition list --custom-role-only true --query [].roleName"
    assert sig.in_process(custom).json == []
    assert sig.in_process(f"{custom} -g images").json == ["Image Auditor"]
    assert sig.in_process(f"{custom} --scope {GALLERY}").json == ["Image Auditor"]
    assert sig.in_process(f"{custom} --subscription partner").json == []
    again = f"role definition create --role-definition '{role.replace('images', 'IMAGES')}'"
    assert "(RoleDefinitionWithSameNameExists)" in sig.in_process(again).stderr
    assert sig.in_process(again.replace(OWN, PARTNER)).exit_code == 0


def test_a_role_is_written_by_who_may_at_all_of_its_scopes(sig: Sig) -> None:
    other = f"/subscriptions/{OWN}/resourceGroups/other"
    role = json.dumps({**CUSTOM, "AssignableScopes": [GROUP, other]})
    line = f"role definition create --role-definition '{role}' {ALICE}"
    assign(sig, "User Access Administrator", GROUP)
    refused = sig.in_process(line)
    assert (refused.exit_code, f"over scope '{other}'" in refused.stderr) == (1, True)
    assign(sig, "User Access Administrator", other)
    assert sig.in_process(line).exit_code == 0


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_role_is_changed_by_who_may_where_it_could_be_assigned_before(verb: str, sig: Sig) -> None:
    wide = json.dumps({**CUSTOM, "AssignableScopes": [f"/subscriptions/{OWN}"]})
    assert sig.in_process(f"role definition create --role-definition '{wide}'").exit_code == 0
    assign(sig, "Owner", GROUP)
    narrow = json.dumps({**CUSTOM, "Actions": ["*"], "AssignableScopes": [GROUP]})
    words = f"--role-definition '{narrow}'" if verb == "update" else f"--name '{CUSTOM['Name']}' --scope {GROUP}"
    refused = sig.in_process(f"role definition {verb} {words} {ALICE}")
    assert (refused.exit_code, f"over scope '/subscriptions/{OWN}'" in refused.stderr) == (1, True)
    assign(sig, "Owner", f"/subscriptions/{OWN}")
    assert sig.in_process(f"role definition {verb} {words} {ALICE}").exit_code == 0


@pytest.mark.parametrize("words", ["--assignee ''", "--assignee alice@contoso.com --role ''", "--scope ''"])
def test_an_empty_word_deletes_no_assignments(words: str, sig: Sig) -> None:
    assign(sig, "Reader", VERSION)
    assert sig.in_process(f"role assignment delete {words} --yes").exit_code == 1
    assert len(sig.in_process("role assignment list --all").json) == 1


@pytest.mark.parametrize(
    ("make", "remove"),
    [
        (
            f"role assignment create --assignee alice@contoso.com --role Reader --scope {GROUP}",
            f"role assignment delete --assignee alice@contoso.com --scope {GROUP}",
        ),
        (
            f"role definition create --role-definition '{json.dumps(CUSTOM)}'",
            f"role definition delete --name '{CUSTOM['Name']}'",
        ),
    ],
    ids=("assignment", "definition"),
)
def test_what_was_made_anew_is_in_the_way_of_an_undo(make: str, remove: str, sig: Sig) -> None:
    for line in (make, remove, make):
        assert sig.in_process(line).exit_code == 0
    deleted = sig.in_process(f"log --verb '{' '.join(remove.split()[:3])}' --query [0].event").json
    refused = sig.in_process(f"undo --event {deleted}")
    assert (refused.exit_code, "has its name or identifier" in refused.stderr) == (1, True)
    assert sig.in_process("store check").json == []


def test_the_table_of_roles_is_that_of_az(sig: Sig) -> None:
    rows = sig.in_process("role definition list --name Reader -o table").stdout.splitlines()
    assert rows[0].split() == ["Name", "Type", "Description"]
    assert rows[2].startswith("Reader  Microsoft.Authorization/roleDefinitions  View all resources")


def test_without_as_the_owner_may_do_everything(sig: Sig) -> None:
    answer = sig.in_process("access check --action share -g images -r Contoso -o json").json
    assert (answer["allowed"], answer["principal"]) == (True, "owner")
    assert answer["action"] == "Microsoft.Compute/galleries/share/action"


def test_check_says_yes_or_no_to_people_scripts_and_shells(sig: Sig) -> None:
    assign(sig, "Contributor", GROUP)
    allowed = sig.in_process(f"access check --action write -g images -r Contoso {ALICE}")
    assert allowed.stdout == "alice@contoso.com may write gallery Contoso: Contributor at resource group images.\n"
    denied = sig.in_process(f"access check --action share -g images -r Contoso {ALICE}")
    assert denied.exit_code == 1
    assert denied.stdout == (
        "alice@contoso.com may not share gallery Contoso: no role that it has there allows that (Contributor).\n"
    )
    both = sig.in_process(f"access check --action delete --id {GALLERY} --id /subscriptions/{OWN} -o tsv {ALICE}")
    assert (both.exit_code, both.stdout) == (1, "true\nfalse\n")
    rows = sig.in_process(
        f"access check --action read --id {GALLERY} --id {GROUP} -o table {ALICE}"
    ).stdout.splitlines()
    assert rows[0].split() == ["Allowed", "Principal", "Action", "Scope", "Reason"]
    assert len(rows) == 4


def test_explain_names_the_assignment_the_group_and_where_it_is_inherited_from(sig: Sig) -> None:
    assignment = assign(sig, "Reader", GROUP, group_id(sig, "Staff"))
    answer = sig.in_process(f"access explain --action read {IN_VERSION} {ALICE} -o json").json
    assert answer["granting"] == [
        {
            "assignmentId": assignment,
            "inheritedFrom": "resource group images",
            "principalId": group_id(sig, "Staff"),
            "role": "Reader",
            "scope": GROUP,
            "through": ["Builders", "Staff"],
        }
    ]
    assert answer["missing"] is None
    said = sig.in_process(f"access explain --action read {IN_VERSION} {ALICE}").stdout
    assert f"Reader at {GROUP}, inherited from resource group images, through group Builders in group Staff" in said


def test_explain_names_the_nearest_missing_assignment_and_that_one_does(sig: Sig) -> None:
    assign(sig, "Reader", f"{GALLERY}/images/debian")
    line = f"access explain --action read -g images -r Contoso -i ubuntu {ALICE}"
    answer = sig.in_process(f"{line} --query missing -o json")
    assert answer.exit_code == 1
    missing = json.loads(answer.stdout)
    assert (missing["role"], missing["scope"]) == ("Compute Gallery Image Reader", GALLERY)
    assert "Reader at image definition debian" in sig.in_process(line).stdout
    assert sig.in_process(missing["command"].removeprefix("sig ")).exit_code == 0
    assert sig.in_process(line).exit_code == 0


@pytest.mark.parametrize(
    "line",
    [
        "show -g images -r Contoso",
        "list-shared -l westus",
        "group delete -n images --yes",
        "share reset -g images -r Contoso",
        f"role assignment delete --ids {GALLERY}/providers/Microsoft.Authorization/roleAssignments/{OWN}",
        f"image-version create {IN_VERSION.replace('1.0.0', '3.0.0')} --managed-image web",
    ],
)
def test_what_explain_says_is_missing_of_a_refusal_is_all_that_was(line: str, sig: Sig) -> None:
    refused = sig.in_process(f"{line} {ALICE}")
    assert refused.exit_code == 1
    action, scope = (refused.stderr.split(word)[1].split("'")[1] for word in ("perform action", "over scope"))
    explained = sig.in_process(f"access explain --action {action} --id {scope} {ALICE} --query missing.command -o tsv")
    assert sig.in_process(explained.stdout.strip().removeprefix("sig ")).exit_code == 0
    assert f"does not have authorization to perform action '{action}'" not in sig.in_process(f"{line} {ALICE}").stderr


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f"role assignment create --role Reader --scope {GROUP}", "--assignee STRING | --assignee-object-id GUID"),
        (
            "role assignment create --role Reader --scope / --assignee a@b.com --assignee-principal-type User",
            "--assignee-object-id GUID --assignee-principal-type TYPE",
        ),
        (f"role assignment list --all --scope {GROUP}", "group or scope are not required when --all is used"),
        (f"role assignment list -g images --scope {GROUP}", 'Resource group "images" is redundant'),
        ("role assignment list --assignee a --assignee-object-id b", "--assignee STRING | --assignee-object-id GUID"),
        ("role definition show", "--id ID | --name GUID"),
        ("role definition list --scope images", "Invalid scope"),
        ("access check --action read", "--id ID... | -g GROUP"),
        ("access check --action read --id images", "'images' is not a resource ID"),
        ("access check --action read --id ''", "expected at least one ID"),
        ("role assignment create --role Reader --scope '' --assignee a@b.com", "Invalid scope: ''"),
        ("role assignment list --scope ''", "Invalid scope: ''"),
    ],
)
def test_what_does_not_go_together_is_refused_as_az_refuses_it(
    line: str, message: str, tmp_path: Path, door: Mapping[str, str]
) -> None:
    answer = Sig(tmp_path).given(**door).in_process(line)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert message in answer.stderr


def test_somebody_without_an_object_in_the_tenant_is_told_so(sig: Sig) -> None:
    answer = sig.in_process(f"access explain --action read --id {THERE} {ALICE} -o json")
    assert answer.exit_code == 1
    told = json.loads(answer.stdout)
    assert told["principalId"] is None
    assert told["reason"] == f"it has no object in tenant {TENANT}, which subscription {PARTNER} is of"
    assert told["missing"]["command"] is None


def test_list_says_who_reaches_a_gallery_and_how(sig: Sig) -> None:
    for line in (
        "create -g images -r Shared --permissions Groups -l westus",
        f"share add -g images -r Shared --subscription-ids {PARTNER} --tenant-ids {TENANT}",
        f"image-definition create -g images -r Shared -i ubuntu {UBUNTU}",
    ):
        assert sig.in_process(line).exit_code == 0
    shared = GALLERY.replace("Contoso", "Shared")
    assign(sig, "Owner", f"/subscriptions/{OWN}", "bob@contoso.com")
    assign(sig, "Compute Gallery Image Reader", shared)
    assign(sig, "Reader", f"{shared}/images/ubuntu", group_id(sig, "Staff"))
    assign(sig, "Reader", GALLERY)
    rows = sig.in_process("access list -g images -r Shared").json
    assert [(row["kind"], row["principalName"], row["role"], row["inherited"], row["can"]) for row in rows] == [
        (
            "role",
            "alice@contoso.com",
            "Compute Gallery Image Reader",
            False,
            "read definitions and versions",
        ),
        ("role", "bob@contoso.com", "Owner", True, "read, write, delete; share; assign roles"),
        ("role", "Staff", "Reader", False, "read"),
        ("subscription", "partner", None, False, "see it as a shared gallery and deploy from it"),
        ("tenant", TENANT, None, False, "see it as a shared gallery and deploy from it"),
    ]
    assert rows[2]["reaches"] == f"{shared}/images/ubuntu"
    table = sig.in_process("access list -g images -r Shared -i ubuntu -o table").stdout
    assert [row.split()[0] for row in table.splitlines()[2:]] == ["role", "role", "role", "subscription", "tenant"]
    sharers = "access list -g images -r Shared -o tsv --query "
    query = "\"[?contains(actions, 'Microsoft.Compute/galleries/share/action')].principalName\""
    assert sig.in_process(sharers + query).stdout == "bob@contoso.com\n"


@pytest.fixture
def stocked(sig: Sig) -> Sig:
    """A shared gallery with a VM application and an access control profile, each with a version."""
    shared, rules = "-g images --gallery-name Shared", "--mode Audit --default-access Allow"
    package = "--package-file-link https://c.blob.core.windows.net/p/a.zip --install-command i --remove-command r"
    for line in (
        "create -g images -r Shared --permissions Groups -l westus",
        f"share add -g images -r Shared --subscription-ids {PARTNER}",
        "gallery-application create -g images -r Shared -n agent --os-type Linux",
        f"gallery-application version create -g images -r Shared --application-name agent -n 1.0.0 {package}",
        f"in-vm-access-control-profile create {shared} -n imds --os-type Linux --applicable-host-endpoint IMDS",
        f"in-vm-access-control-profile-version create {shared} --profile-name imds --profile-version 1.0.0 {rules}",
    ):
        assert sig.in_process(line).exit_code == 0, line
    return sig


SHARED = GALLERY.replace("Contoso", "Shared")
AGENT, IMDS = f"{SHARED}/applications/agent", f"{SHARED}/inVMAccessControlProfiles/imds"


def test_list_says_who_reaches_an_application_or_a_profile_by_its_id(stocked: Sig) -> None:
    assign(stocked, "Reader", AGENT)
    assign(stocked, "Contributor", f"{IMDS}/versions/1.0.0")
    assign(stocked, "Owner", SHARED, "bob@contoso.com")
    rows = stocked.in_process(f"access list --id {AGENT}").json
    assert [(row["principalName"], row["role"], row["inherited"], row["can"], row["reaches"]) for row in rows] == [
        ("alice@contoso.com", "Reader", False, "read", AGENT),
        ("bob@contoso.com", "Owner", True, "read, write, delete; assign roles", AGENT),
    ]  # and none of those with whom the gallery is shared, who see its images
    assert [row["kind"] for row in stocked.in_process(f"access list --id {SHARED}").json][-1] == "subscription"
    both = stocked.in_process(f"access list --id {AGENT}/versions/1.0.0 --id {IMDS}").json
    assert [(row["principalName"], row["can"], row["reaches"]) for row in both] == [
        ("alice@contoso.com", "read", f"{AGENT}/versions/1.0.0"),
        ("bob@contoso.com", "read, write, delete; assign roles", f"{AGENT}/versions/1.0.0"),
        ("bob@contoso.com", "read, write, delete; assign roles", IMDS),
        ("alice@contoso.com", "read, write, delete", f"{IMDS}/versions/1.0.0"),
    ]


def test_what_is_asked_of_an_application_or_a_profile_is_decided_and_explained(stocked: Sig) -> None:
    assign(stocked, "Reader", AGENT)
    allowed = stocked.in_process(f"access check --action read --id {AGENT}/versions/1.0.0 {ALICE}")
    assert allowed.stdout == "alice@contoso.com may read application version 1.0.0: Reader at application agent.\n"
    denied = stocked.in_process(f"access explain --action write --id {IMDS} {ALICE}")
    assert denied.exit_code == 1
    assert "alice@contoso.com may not write access control profile imds: it has no role there or above" in denied.stdout
    assert f"--scope {SHARED}" in denied.stdout


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f"access list --id {GROUP}", f"'{GROUP}' is not the ID of a Microsoft.Compute/galleries."),
        (f"access list --id {GALLERY}/disks/one", "is not the ID of a Microsoft.Compute/galleries/images."),
        ("access list --id []", "argument --id: expected at least one ID"),
        ("access list -g images", "usage error: --id ID... | -g GROUP -r GALLERY [-i DEFINITION [-e VERSION]]"),
        (f"access list --id {AGENT}", "(ResourceNotFound)"),
    ],
)
def test_list_is_of_galleries_and_what_is_in_them(line: str, message: str, sig: Sig) -> None:
    answer = sig.in_process(line)
    assert (answer.exit_code in (1, 3), answer.stdout) == (True, "")
    assert message in answer.stderr


def test_list_names_everybody_where_a_gallery_is_public(sig: Sig) -> None:
    facts = "--publisher-uri https://c.test --publisher-email i@c.test --eula https://c.test/e --public-name-prefix c"
    line = "access list -g images -r Public --query [].[kind,principalName]"
    sig.in_process(f"create -g images -r Public -l westus --permissions Community {facts}")
    assert sig.in_process(line).json == []
    sig.in_process("share enable-community -g images -r Public")
    assert sig.in_process(line).json == [["community", "everybody"]]


def test_list_is_for_those_who_may_read_assignments(sig: Sig) -> None:
    assign(sig, "Compute Gallery Image Reader", GALLERY)
    refused = sig.in_process(f"access list -g images -r Contoso {ALICE}")
    assert (refused.exit_code, "Microsoft.Authorization/roleAssignments/read" in refused.stderr) == (1, True)
    assign(sig, "Reader", GALLERY)
    assert len(sig.in_process(f"access list -g images -r Contoso {ALICE}").json) == 2


def test_an_application_of_two_tenants_copies_a_version_when_it_may_read_the_source(sig: Sig) -> None:
    app = sig.in_process("ad app create --display-name copier --sign-in-audience AzureADMultipleOrgs").json["appId"]
    here = sig.in_process(f"ad sp create --id {app}").json["id"]
    for line in (
        "create -g edge -r Edge -l westus --subscription partner",
        f"image-definition create -g edge -r Edge -i ubuntu {UBUNTU} --subscription partner",
    ):
        assert sig.in_process(line).exit_code == 0, line
    copy = (
        f"image-version create -g edge -r Edge -i ubuntu -e 1.0.0 --image-version {VERSION} -l westus "
        f"--subscription {PARTNER} --as {app}"
    )
    refused = sig.in_process(copy)
    assert (refused.exit_code, "ERROR: (AuthorizationFailed)" in refused.stderr) == (1, True)

    there = sig.in_process(f"ad sp create --id {app} --subscription partner").json["id"]
    give = "role assignment create --assignee-object-id"
    assert sig.in_process(f"{give} {there} --role Contributor --scope {THERE}").exit_code == 0
    refused = sig.in_process(copy)
    assert refused.exit_code == 1
    assert "ERROR: (LinkedAuthorizationFailed)" in refused.stderr
    assert "Microsoft.Compute/galleries/images/versions/read" in refused.stderr

    assert sig.in_process(f"{give} {here} --role Reader --scope {GALLERY}").exit_code == 0
    made = sig.in_process(copy).json
    assert made["storageProfile"]["source"]["id"] == VERSION


def test_a_store_with_roles_is_sound_and_survives_a_backup(sig: Sig) -> None:
    sig.in_process(f"role definition create --role-definition '{json.dumps(CUSTOM)}'")
    assign(sig, "Image Auditor", VERSION)
    assert sig.in_process("store check").json == []
    before = sig.in_process("role assignment list --all").json
    assert sig.in_process("store backup roles.tar.gz -o none").exit_code == 0
    shutil.rmtree(sig.store)
    assert sig.in_process("store restore roles.tar.gz -o none").exit_code == 0
    assert sig.in_process("role assignment list --all").json == before


def test_roles_are_kept_in_toml_as_well(sig: Sig) -> None:
    sig.in_process(f"role definition create --role-definition '{json.dumps(CUSTOM)}'")
    assign(sig, "Image Auditor", VERSION)
    lists = ("role assignment list --all", "role definition list --custom-role-only")
    before = [sig.in_process(line).json for line in lists]
    migrated = sig.in_process("store migrate --format toml")
    assert migrated.exit_code == 0, migrated.stderr
    assert [sig.in_process(line).json for line in lists] == before
    assert sig.in_process("store check").json == []


def test_an_assignment_copied_by_hand_is_none_and_is_found_out(sig: Sig) -> None:
    assign(sig, "Reader", VERSION)
    (path,) = sig.store.glob("subscriptions/*/providers/*/roleassignments/*/resource.json")
    shutil.copytree(path.parent, path.parent.with_name("99999999-9999-9999-9999-999999999999"))
    listed = sig.in_process("role assignment list --all")
    assert (listed.exit_code, "which does not belong to its path" in listed.stderr) == (1, True)
    assert [finding["code"] for finding in json.loads(sig.in_process("store check").stdout)] == ["Misplaced"]


@pytest.mark.parametrize(
    ("member", "value", "fault"),
    [
        ("principalId", None, "'principalId' is missing"),
        ("roleDefinitionId", None, "'roleDefinitionId' is missing"),
        ("scope", "nonsense", "'nonsense' is not"),
    ],
)
def test_an_assignment_that_cannot_be_read_is_named_by_its_file(
    member: str, value: str | None, fault: str, sig: Sig
) -> None:
    assign(sig, "Reader", VERSION)
    (path,) = sig.store.glob("subscriptions/*/providers/*/roleassignments/*/resource.json")
    document = json.loads(path.read_bytes())
    document["resource"]["properties"][member] = value
    path.write_text(json.dumps(document), encoding="utf-8")
    for line in (
        "role assignment list --all",
        f"image-version show {IN_VERSION} {ALICE}",
        "access list -g images -r Contoso",
    ):
        answer = sig.in_process(line)
        assert (answer.exit_code, "(StoreCorrupt)" in answer.stderr, path.name in answer.stderr) == (1, True, True)
        assert fault in answer.stderr
    findings = json.loads(sig.in_process("store check").stdout)
    assert [fault in finding["message"] for finding in findings if finding["level"] == "error"] == [True]


def test_an_assignment_edited_by_hand_to_another_scope_is_found_out(sig: Sig) -> None:
    assign(sig, "Reader", VERSION)
    (path,) = sig.store.glob("subscriptions/*/providers/*/roleassignments/*/resource.json")
    document = json.loads(path.read_bytes())
    document["resource"]["properties"]["scope"] = GROUP
    path.write_text(json.dumps(document), encoding="utf-8")
    findings = sig.in_process("store check")
    assert findings.exit_code != 0
    assert "has a scope that its id does not begin with" in findings.stdout
