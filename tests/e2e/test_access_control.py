"""In-VM access control profiles and their versions, as users and scripts of az see them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from e2e.installed import EXECUTABLE, ONE_DOOR

if TYPE_CHECKING:
    from e2e.installed import Outcome, Sig

GALLERY = "-g images --gallery-name Contoso"
NOUN = "in-vm-access-control-profile"
PROFILE = f"{GALLERY} -n imds"
VERSION = f"{GALLERY} --profile-name imds --profile-version 1.0.0"
CREATE_PROFILE = f"{NOUN} create {PROFILE} --os-type linux --applicable-host-endpoint imds"
CREATE = f"{NOUN}-version create {VERSION} --mode audit --default-access allow"
UPDATE = f"{NOUN}-version update {VERSION}"
SHOW = f"{NOUN}-version show {VERSION}"
PROVIDER = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/images/providers/Microsoft.Compute"
ID = f"{PROVIDER}/galleries/Contoso/inVMAccessControlProfiles/imds"
TYPE = "Microsoft.Compute/galleries/inVMAccessControlProfiles"
RULES = {
    "privileges": [{"name": "tokens", "path": "/metadata/identity", "queryParameters": {"resource": "vault"}}],
    "roles": [{"name": "asker", "privileges": ["tokens"]}],
    "identities": [{"name": "agent", "exePath": "/usr/bin/agent", "userName": "agent"}],
    "roleAssignments": [{"role": "asker", "identities": ["agent"]}],
}
SHORTHAND = (
    "'{privileges:[{name:tokens,path:/metadata/identity,query-parameters:{resource:vault}}],"
    "roles:[{name:asker,privileges:[tokens]}],identities:[{name:agent,exe-path:/usr/bin/agent,user-name:agent}],"
    "role-assignments:[{role:asker,identities:[agent]}]}'"
)
PARTS = (
    "'privileges=[{name:tokens,path:/metadata/identity}]' privileges[0].query-parameters.resource=vault "
    "'roles=[{name:asker,privileges:[tokens]}]' 'identities=[{name:agent}]' identities[0].exe-path=/usr/bin/agent "
    "identities[0].user-name=agent 'role-assignments=[{role:asker,identities:[agent]}]'"
)
needs_terminal = pytest.mark.skipif(os.name == "nt", reason="pexpect opens terminals of POSIX")


@pytest.fixture
def sig(sig: Sig) -> Sig:
    """A store with a gallery and an access control profile."""
    for line in ("group create -n images -l westus", "create -g images -r Contoso", CREATE_PROFILE):
        done(sig, line)
    return sig


def done(sig: Sig, line: str) -> Outcome:
    answer = sig.in_process(line)
    assert (answer.exit_code, answer.stderr) == (0, ""), line
    return answer


def refused(sig: Sig, line: str, *said: str, exit_code: int = 1) -> None:
    answer = sig.in_process(line)
    assert (answer.exit_code, answer.stdout) == (exit_code, ""), line
    assert [words for words in said if words not in answer.stderr] == [], answer.stderr


def test_a_profile_is_shown_as_az_shows_it(sig: Sig) -> None:
    assert sig(f"{NOUN} show {PROFILE}").json == {
        "applicableHostEndpoint": "IMDS",
        "id": ID,
        "location": "westus",
        "name": "imds",
        "osType": "Linux",
        "provisioningState": "Succeeded",
        "resourceGroup": "images",
        "type": TYPE,
    }


def test_a_script_of_az_goes_through(sig: Sig) -> None:
    line = f"{NOUN} update {PROFILE} --applicable-host-endpoint WireServer --description test"
    assert done(sig, f"{line} --query [applicableHostEndpoint,description]").json == ["WireServer", "test"]
    assert len(done(sig, f"{NOUN} list {GALLERY}").json) == 1
    found = done(sig, CREATE).json
    assert found.pop("publishedDate")
    assert found == {
        "defaultAccess": "Allow",
        "excludeFromLatest": False,
        "id": f"{ID}/versions/1.0.0",
        "location": "westus",
        "mode": "Audit",
        "name": "1.0.0",
        "provisioningState": "Succeeded",
        "replicationStatus": {
            "aggregatedState": "Completed",
            "summary": [{"progress": 100, "region": "westus", "state": "Completed"}],
        },
        "resourceGroup": "images",
        "targetLocations": [{"name": "westus"}],
        "type": TYPE,
    }
    found = done(sig, f"{UPDATE} --exclude-from-latest true --target-regions eastus westus").json
    assert found["targetLocations"] == [{"name": "westus"}, {"name": "eastus"}]
    assert [row["region"] for row in found["replicationStatus"]["summary"]] == ["westus", "eastus"]
    assert found["excludeFromLatest"] is True
    assert done(sig, SHOW).json == found
    assert done(sig, f"{NOUN}-version list {GALLERY} --profile-name imds").json == [found]
    done(sig, f"{NOUN}-version delete {VERSION} --yes")
    refused(sig, SHOW, "(ResourceNotFound)", exit_code=3)
    done(sig, f"{NOUN} delete {PROFILE} --yes")
    assert done(sig, f"{NOUN} list {GALLERY}").json == []


@pytest.mark.parametrize(
    "written",
    ["eastus westus", "'[eastus,westus]'", """'["eastus", "West US"]'""", "[0]=eastus [1]=westus", "regions.json"],
)
def test_regions_are_written_in_every_way_of_az(written: str, sig: Sig) -> None:
    (sig.folder / "regions.json").write_text('["eastus", "westus"]', encoding="utf-8")
    found = done(sig, f"{CREATE} --target-regions {written} --query targetLocations[].name").json
    assert found == ["westus", "eastus"]


@pytest.mark.parametrize(
    "written",
    [
        "@rules.json",
        "rules.json",
        f"'{json.dumps(RULES)}'",
        SHORTHAND,
        PARTS,
    ],
)
def test_rules_are_written_in_every_way_of_az(written: str, sig: Sig) -> None:
    (sig.folder / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    assert done(sig, f"{CREATE} --rules {written} --query rules").json == RULES


def test_rules_that_cannot_be_read_are_refused_with_what_could(sig: Sig) -> None:
    refused(sig, f"{CREATE} --rules '{{priviliges:[]}}'", "no field named 'priviliges'", "privileges, roles")
    refused(sig, f"{CREATE} --rules none.json", "Failed to parse '--rules' argument")
    refused(sig, f"{CREATE} --mode sometimes", "'--mode'", exit_code=2)


def test_a_generic_update_goes_by_path(sig: Sig) -> None:
    done(sig, f"{CREATE} --rules '{json.dumps(RULES)}'")
    found = done(
        sig,
        f"{UPDATE} --add rules.privileges name=all path=/ --set rules.roles[0].name=reader tags.a=b "
        "rules.roleAssignments[0].role=reader --remove rules.privileges[0].queryParameters",
    ).json
    assert found["rules"]["privileges"] == [
        {"name": "tokens", "path": "/metadata/identity"},
        {"name": "all", "path": "/"},
    ]
    assert found["rules"]["roles"][0]["name"] == "reader"
    assert found["tags"] == {"a": "b"}
    assert "rules" not in done(sig, f"{UPDATE} --remove rules").json
    refused(sig, f"{UPDATE} --set rules.nope=1", "Couldn't find 'nope' in 'rules'")
    refused(sig, f"{NOUN} update {PROFILE} --set osType=Windows", "(PropertyChangeNotAllowed)")


def test_a_version_keeps_what_an_update_does_not_name(sig: Sig) -> None:
    before = done(sig, f"{CREATE} --rules '{json.dumps(RULES)}' --target-regions westus eastus").json
    after = done(sig, f"{UPDATE} --mode enforce --default-access deny").json
    assert after == {**before, "mode": "Enforce", "defaultAccess": "Deny"}


def test_a_description_is_told_and_taken_back(sig: Sig) -> None:
    line = f"{NOUN} update {PROFILE} --description"
    assert done(sig, f"{line} Tokens").json["description"] == "Tokens"
    assert "description" not in done(sig, f"{line} null").json


@pytest.mark.parametrize("option", ["--os-type linux", "--applicable-host-endpoint imds"])
def test_what_az_does_not_ask_for_the_service_does(option: str, sig: Sig) -> None:
    line = CREATE_PROFILE.replace("-n imds", "-n other").replace(option, "")
    refused(sig, line, "(InvalidParameter) Required parameter", option.split(maxsplit=1)[0])


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        (f"{NOUN} show {GALLERY}", "-n"),
        (f"{NOUN} delete -g images -n imds -y", "--gallery-name"),
        (f"{NOUN}-version show {GALLERY} --profile-version 1.0.0", "--profile-name"),
        (f"{NOUN}-version show {GALLERY} --profile-name imds", "--version-name"),
        (f"{NOUN}-version delete --gallery-name Contoso --profile-name imds --version-name 1.0.0 -y", "-g"),
    ],
)
def test_a_name_that_is_missing_is_named(line: str, missing: str, sig: Sig) -> None:
    refused(sig, line, f"Missing required field: {missing}\n")


def test_the_gallery_has_its_long_name_only(sig: Sig) -> None:
    refused(sig, f"{NOUN} list -g images -r Contoso", "-r", exit_code=2)


def test_ids_stand_for_names(sig: Sig) -> None:
    done(sig, CREATE)
    done(sig, CREATE.replace("1.0.0", "2.0.0"))
    ids = f"--ids {ID}/versions/1.0.0 {ID}/versions/2.0.0"
    assert [version["name"] for version in done(sig, f"{NOUN}-version show {ids}").json] == ["1.0.0", "2.0.0"]
    updated = done(sig, f"{NOUN}-version update {ids} --mode disabled").json
    assert [version["mode"] for version in updated] == ["Disabled", "Disabled"]
    refused(sig, f"{NOUN} show --ids {ID}/versions/1.0.0", f"is not the ID of a {TYPE}")
    done(sig, f"{NOUN}-version delete {ids} -y")
    done(sig, f"{NOUN} delete --ids {ID} -y")
    refused(sig, f"{NOUN} show --ids {ID}", "(ResourceNotFound)", exit_code=3)


@pytest.mark.parametrize("line", [f"{NOUN} delete {PROFILE}", SHOW.replace(" show ", " delete ")])
def test_without_a_terminal_nobody_can_agree_to_a_deletion(line: str, sig: Sig) -> None:
    done(sig, CREATE)
    answer = sig(line)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Operation cancelled." in answer.stderr
    assert done(sig, SHOW).json["name"] == "1.0.0"


@needs_terminal
@pytest.mark.parametrize(("answer", "left"), [("n", 1), ("y", 0)])
def test_a_deletion_asks_first(answer: str, left: int, sig: Sig) -> None:
    import pexpect

    child = pexpect.spawn(
        str(EXECUTABLE),
        [NOUN, "delete", *PROFILE.split()],
        env=sig.environment,
        cwd=str(sig.folder),
        encoding="utf-8",
        timeout=60,
    )
    child.expect_exact("Are you sure you want to perform this operation? (y/n): ")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == left
    assert len(done(sig, f"{NOUN} list {GALLERY}").json) == left


def test_a_version_is_replicated_by_the_clock_and_waited_for(sig: Sig) -> None:
    done(sig, "clock set 2030-01-01")
    slow = sig.given(REPLICATION="regions:eastus=10m")
    assert done(slow, f"{CREATE} --target-regions westus eastus --no-wait").stdout == ""
    state = "--query [provisioningState,replicationStatus.aggregatedState]"
    assert done(slow, f"{SHOW} {state}").json == ["Creating", "InProgress"]
    done(slow, f"{NOUN}-version wait {VERSION} --created")
    assert done(slow, f"{SHOW} {state}").json == ["Succeeded", "Completed"]
    assert done(slow, "clock show --query now").json == "2030-01-01T00:10:00+00:00"


def test_a_create_and_an_update_wait_for_their_copies(sig: Sig) -> None:
    done(sig, "clock set 2030-01-01")
    slow = sig.given(REPLICATION="10m")
    assert done(slow, CREATE).json["provisioningState"] == "Succeeded"
    assert done(slow, f"{UPDATE} --target-regions westus eastus").json["provisioningState"] == "Succeeded"
    assert done(slow, "clock show --query now").json == "2030-01-01T00:20:00+00:00"


def test_a_copy_that_fails_is_told_by_the_create_and_the_tree(sig: Sig) -> None:
    done(sig, f"fault add -k replication-failed --verb '{NOUN}-version create' --message 'No room.'")
    refused(sig, CREATE, "(ReplicationJobsFailed)", "No room.", f"sig {NOUN}-version show")
    assert "1.0.0 [Failed]  westus" in done(sig, "gallery tree").stdout


def test_a_copy_that_is_stuck_is_told_with_how_to_look_at_it(sig: Sig) -> None:
    done(sig, "clock set 2030-01-01")
    done(sig, f"fault add -k stuck --verb '{NOUN}-version *'")
    refused(sig, CREATE, "is stuck", f"sig {NOUN}-version show --ids {ID}/versions/1.0.0")


def test_a_wait_for_what_can_be_is_met(sig: Sig) -> None:
    done(sig, f"{NOUN} wait {PROFILE} --created")
    done(sig, f"{NOUN} wait {PROFILE} --custom \"osType=='Linux'\"")
    done(sig, f"{NOUN} wait {GALLERY} -n gone --deleted")
    done(sig, f"{NOUN}-version wait {VERSION} --deleted")


def test_the_tree_draws_profiles_and_lists_them_in_rows(sig: Sig) -> None:
    done(sig, f"{CREATE} --exclude-from-latest --target-regions westus eastus")
    assert done(sig, "gallery tree").stdout == (
        "Contoso (images, westus)\n└── imds (profile, Linux, IMDS)\n    └── 1.0.0 [excluded]  westus, eastus\n"
    )
    assert done(sig, "gallery tree -o table").stdout == (
        "Gallery    Profile    Version    State      Regions\n"
        "---------  ---------  ---------  ---------  --------------\n"
        "Contoso    imds       1.0.0      Succeeded  westus, eastus\n"
    )


def test_a_gallery_with_profiles_goes_with_all_of_them(sig: Sig) -> None:
    done(sig, CREATE)
    refused(sig, "delete -g images -r Contoso", "(CannotDeleteResource)", "inVMAccessControlProfiles/imds'")
    done(sig, "gallery delete -g images -r Contoso --recursive --yes")
    assert done(sig, "list").json == []


def test_the_past_of_a_version_can_be_shown_and_brought_back(sig: Sig) -> None:
    done(sig, CREATE)
    done(sig, f"{UPDATE} --mode enforce")
    assert done(sig, "log --query [0].verb").json == f"{NOUN}-version update"
    assert done(sig, f"{SHOW} --at 4 --query mode").json == "Audit"
    assert done(sig, f"{NOUN} list {GALLERY} --at 2").json == []
    done(sig, "undo")
    assert done(sig, f"{SHOW} --query mode").json == "Audit"


@ONE_DOOR  # a completion is answered before any door
def test_names_are_completed(sig: Sig) -> None:
    done(sig, CREATE)
    done(sig, CREATE.replace("1.0.0", "1.10.0"))
    done(sig, CREATE_PROFILE.replace("-n imds", "-n wire"))
    line = f"{NOUN}-version show {GALLERY}"
    assert sig(f"__complete access-profile --current= {line} --profile-name").stdout == "imds\nwire\n"
    asked = f"__complete access-profile-version --current= {line} --profile-name imds --version-name"
    assert sig(asked).stdout == "1.10.0\n1.0.0\n"
    assert sig(asked.replace("imds", "wire")).stdout == ""


def test_a_store_with_profiles_is_clean(sig: Sig) -> None:
    done(sig, f"{CREATE} --rules '{json.dumps(RULES)}' --target-regions westus eastus")
    assert done(sig, "store check").json == []
    (document,) = sig.store.glob("**/invmaccesscontrolprofiles/imds/resource.json")
    document.unlink()
    found = json.loads(sig.in_process("store check").stdout)
    assert ("Orphan", f"{ID}/versions/1.0.0") in [(finding["code"], finding["id"]) for finding in found]
