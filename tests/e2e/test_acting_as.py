"""Commands in somebody's name: --as, SIG_PRINCIPAL and the setting, for one command and for batches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from e2e.installed import ONE_DOOR

if TYPE_CHECKING:
    from e2e.installed import Sig

SUB = "00000000-0000-0000-0000-000000000000"
OTHER_SUB = "22222222-2222-2222-2222-222222222222"
GROUP = f"/subscriptions/{SUB}/resourceGroups/images"
CONTOSO = f"{GROUP}/providers/Microsoft.Compute/galleries/Contoso"
UBUNTU = f"{CONTOSO}/images/ubuntu"
PASSWORD = "--password 'a long Secret 1'"
SET_UP = (
    "group create -n images -l westus",
    "create -g images -r Contoso",
    "create -g images -r Fabrikam",
    "image-definition create -g images -r Contoso -i ubuntu -p Contoso -f Ubuntu -s 22 --os-type linux",
    "image-definition create -g images -r Contoso -i debian -p Contoso -f Debian -s 12 --os-type linux",
    "image-version create -g images -r Contoso -i ubuntu -e 1.0.0 --managed-image web",
    "image-version create -g images -r Contoso -i debian -e 1.0.0 --managed-image web",
    "source add -g images --type image -n web -l westus",
    f"ad user create --display-name Alice --user-principal-name alice@contoso.com {PASSWORD}",
    f"ad user create --display-name Bob --user-principal-name bob@contoso.com {PASSWORD}",
    "ad app create --display-name builder",
)


@pytest.fixture
def world(sig: Sig) -> Sig:
    """Alice may read ubuntu; Bob may do what contributors of Contoso may; the application has no role yet."""
    for line in SET_UP:
        assert sig.in_process(line).exit_code == 0, line
    assign(sig, "alice@contoso.com", "Reader", UBUNTU)
    assign(sig, "bob@contoso.com", "Contributor", CONTOSO)
    return sig


def assign(sig: Sig, who: str, role: str, scope: str) -> None:
    done = sig.in_process(f"role assignment create --assignee {who} --role {role} --scope {scope}")
    assert done.exit_code == 0, done.stderr


# Noun by noun: a line that Alice may use and one that she may not, or None.
LINES = [
    ("gallery", "gallery list", "gallery show -g images -r Contoso"),
    ("gallery in az's spelling", "list -g images", "show -g images -r Contoso"),
    ("gallery tree", "gallery tree", "gallery tree -g images -r Contoso"),
    ("lint", "lint -g images", "lint -g images -r Contoso"),
    (
        "image-definition",
        "image-definition show -g images -r Contoso -i ubuntu",
        "image-definition show -g images -r Contoso -i debian",
    ),
    (
        "image-version",
        "image-version show -g images -r Contoso -i ubuntu -e 1.0.0",
        "image-version show -g images -r Contoso -i debian -e 1.0.0",
    ),
    (
        "image-version of ours",
        "image-version latest -g images -r Contoso -i ubuntu --region westus",
        "image-version next -g images -r Contoso -i debian",
    ),
    (
        "wait",
        "image-version wait -g images -r Contoso -i ubuntu -e 1.0.0 --exists",
        "image-version wait -g images -r Contoso -i debian -e 1.0.0 --deleted",
    ),
    ("share", None, "share reset -g images -r Contoso"),
    ("channel", "channel list -g images -r Contoso -i ubuntu", "channel list -g images -r Contoso -i debian"),
    ("source", "source list", "source show -g images --type image -n web"),
    ("cost", "cost estimate -g images -r Contoso -i ubuntu", "cost estimate -g images -r Contoso"),
    ("usage", None, "usage list"),
    ("group", "group list", "group show -n images"),
    ("resource", None, f"resource move --ids {CONTOSO} --destination-group other"),
    ("role", f"role assignment list --scope {UBUNTU}", "access list -g images -r Contoso"),
    ("shared views", None, "list-shared -l westus"),
    ("account", "account list", None),
    ("what names nothing", "version", None),
    ("replica", "replica plan --vms westus=40", None),
    ("config", "config list", None),
]


@pytest.mark.parametrize(("noun", "allowed", "refused"), LINES, ids=[noun for noun, *_ in LINES])
def test_every_noun_asks_who_acts(world: Sig, noun: str, allowed: str | None, refused: str | None) -> None:
    if allowed is not None:
        done = world.in_process(f"{allowed} --as alice@contoso.com")
        assert (done.exit_code, done.stderr) == (0, ""), noun
    if refused is not None:
        done = world.in_process(f"{refused} --as alice@contoso.com")
        assert done.exit_code == 1, noun
        assert done.stderr.startswith("ERROR: (AuthorizationFailed) The client 'alice@contoso.com' with object id '"), (
            noun
        )
        assert done.stdout == ""


OWNERS = (
    *("log", "undo", "clock show", "fault list", "store info", "store check", "store snapshot list", "consumer list"),
    *("assert --called 'gallery create'", "account add --name new", "clock advance 1d", "fault add --kind throttled"),
)


@pytest.mark.parametrize("line", OWNERS)
def test_what_is_of_the_store_is_the_owners_even_where_all_roles_are_given(world: Sig, line: str) -> None:
    assign(world, "alice@contoso.com", "Owner", f"/subscriptions/{SUB}")
    done = world.in_process(f"{line} --as alice@contoso.com")
    assert done.exit_code == 1
    assert "is for the owner of the store: the client 'alice@contoso.com' cannot be given a role for it." in done.stderr


def test_the_installed_command_takes_the_name_from_the_option_the_variable_and_the_settings(world: Sig) -> None:
    line = "image-version list -g images -r Contoso -i debian --query [].name -o tsv"
    assert world(line).stdout == "1.0.0\n"
    assert world(line, "--as", "alice@contoso.com").exit_code == 1
    assert world.given(PRINCIPAL="alice@contoso.com")(line).exit_code == 1
    assert world.given(PRINCIPAL="alice@contoso.com")(line, "--as", "bob@contoso.com").stdout == "1.0.0\n"
    assert world("config set principal=alice@contoso.com").exit_code == 0
    assert world(line).exit_code == 1
    assert world.given(PRINCIPAL="Bob")(line).stdout == "1.0.0\n"


def test_a_refusal_says_in_json_which_rule_it_is(world: Sig) -> None:
    done = world.given(ERROR_FORMAT="json")("show -g images -r Contoso --as alice@contoso.com")
    error = json.loads(done.stderr)
    assert (error["code"], error["rule"], error["exitCode"]) == ("AuthorizationFailed", "R167", 1)
    assert "Microsoft.Compute/galleries/read" in error["message"]
    assert f"over scope '{CONTOSO}'" in error["message"]


def test_a_name_that_the_directory_does_not_hold_is_refused(world: Sig) -> None:
    done = world.in_process("list --as carol@contoso.com")
    assert "Request_ResourceNotFound" in done.stderr
    assert done.exit_code != 0


def test_an_empty_name_is_not_the_owner(world: Sig) -> None:
    answer = world.in_process("list --as ''")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "argument --as: expected one argument" in answer.stderr


def test_changes_are_signed_by_who_made_them(world: Sig) -> None:
    done = world.in_process(
        "image-definition update -g images -r Contoso -i ubuntu --set tags.a=b --as bob@contoso.com"
    )
    assert done.exit_code == 0, done.stderr
    newest = world.in_process("log --max-items 1").json[0]
    assert (newest["verb"], newest["principal"]) == ("image-definition update", "bob@contoso.com")
    found = world.in_process("log --principal bob@contoso.com --query [].verb -o json").json
    assert found == ["image-definition update"]
    assert world.in_process("log --query '[1].principal' -o tsv").stdout == "owner\n"


def test_a_batch_runs_each_line_in_the_name_that_it_says(world: Sig) -> None:
    world.folder.joinpath("lines.txt").write_text(
        "image-definition update -g images -r Contoso -i ubuntu --set tags.by=bob --as bob@contoso.com\n"
        "image-definition update -g images -r Contoso -i ubuntu --set tags.by=alice --as alice@contoso.com\n"
        "image-definition update -g images -r Fabrikam -i none --set tags.by=owner\n"
    )
    done = world.in_process("batch lines.txt --keep-going --report report.ndjson")
    assert done.exit_code == 1
    report = [json.loads(line) for line in world.folder.joinpath("report.ndjson").read_text().splitlines()]
    assert [line["exitCode"] for line in report] == [0, 1, 3]
    shown = world.in_process("image-definition show -g images -r Contoso -i ubuntu --query tags.by -o tsv")
    assert shown.stdout == "bob\n"


@pytest.mark.parametrize("atomic", ["", "--atomic"])
def test_a_batch_in_somebodys_name_is_that_of_all_its_lines(world: Sig, atomic: str) -> None:
    world.folder.joinpath("lines.txt").write_text(
        "image-definition update -g images -r Contoso -i ubuntu --set tags.a=b\n"
        "update -g images -r Fabrikam --set tags.a=b\n"
    )
    done = world.in_process(f"batch lines.txt {atomic} --as bob@contoso.com")
    assert done.exit_code == 1
    assert "galleries/write' over scope" in done.stderr
    tags = world.in_process("image-definition show -g images -r Contoso -i ubuntu --query tags.a -o tsv").stdout
    assert tags.strip() == ("" if atomic else "b")


def test_an_atomic_batch_is_signed_by_who_ran_it(world: Sig) -> None:
    world.folder.joinpath("lines.txt").write_text(
        "image-definition update -g images -r Contoso -i ubuntu --set tags.a=b\n"
    )
    assert world.in_process("batch lines.txt --atomic --as bob@contoso.com").exit_code == 0
    assert world.in_process("log --max-items 1 --query [].principal -o tsv").stdout == "bob@contoso.com\n"


def test_the_lines_of_an_atomic_batch_are_signed_one_by_one(world: Sig) -> None:
    line = "image-definition update -g images -r Contoso -i ubuntu --set"
    world.folder.joinpath("lines.txt").write_text(f"{line} tags.a=b --as bob@contoso.com\n{line} tags.c=d\n")
    assert world.in_process("batch lines.txt --atomic").exit_code == 0
    newest = world.in_process("log --principal bob@contoso.com").json[0]
    assert newest["principal"] == "owner"
    assert [call.get("principal") for call in newest["calls"]] == ["bob@contoso.com", None]


def test_a_dry_run_tells_a_caller_what_it_may_know_of(world: Sig) -> None:
    role = {
        "Name": "Group Deleter",
        "Actions": ["Microsoft.Resources/subscriptions/resourceGroups/delete"],
        "AssignableScopes": [f"/subscriptions/{SUB}"],
    }
    world.folder.joinpath("role.json").write_text(json.dumps(role))
    assert world.in_process("role definition create --role-definition @role.json").exit_code == 0
    done = world.in_process(f"role assignment create --assignee bob@contoso.com --role 'Group Deleter' --scope {GROUP}")
    assert done.exit_code == 0, done.stderr
    effects = world.in_process("group delete -n images --yes --dry-run --as bob@contoso.com").json
    ids = {effect["id"] for effect in effects}
    assert {CONTOSO, UBUNTU} <= ids
    assert all(identifier.startswith(CONTOSO) for identifier in ids)  # who may not read the group is shown none of it
    assert len(world.in_process("group delete -n images --yes --dry-run").json) > len(effects)


def test_the_past_is_not_shown_to_callers(world: Sig) -> None:
    done = world.in_process("image-version show -g images -r Contoso -i ubuntu -e 1.0.0 --at 7 --as alice@contoso.com")
    assert done.exit_code == 1
    assert "(--at) is for the owner of the store" in done.stderr


def test_a_subscription_is_named_by_those_who_have_a_role_in_it(world: Sig) -> None:
    assert world.in_process(f"account add --name abroad --id {OTHER_SUB}").exit_code == 0
    done = world.in_process("list --subscription abroad --as alice@contoso.com")
    assert done.exit_code == 1
    assert done.stderr.startswith("ERROR: (SubscriptionNotFound) The subscription of 'abroad' doesn't exist")
    assert "Known subscriptions: 'sig'." in done.stderr
    assert [entry["name"] for entry in world.in_process("account list --as alice@contoso.com").json] == ["sig"]


@ONE_DOOR  # a completion is answered before any door
def test_names_are_completed_that_may_be_read(world: Sig) -> None:
    def completed(kind: str, *words: str) -> list[str]:
        return world.given(PRINCIPAL="alice@contoso.com")(f"__complete {kind} --current=", *words).stdout.split()

    in_contoso = ("-g", "images", "-r", "Contoso")
    assert completed("definition", *in_contoso) == ["ubuntu"]
    assert completed("version", *in_contoso, "-i", "debian") == []
    assert completed("gallery", "-g", "images") == []
    assert completed("group") == []
    assert completed("gallery", "-g", "images", "--as", "bob@contoso.com") == ["Contoso"]
    assert world("__complete gallery --current= -g images").stdout.split() == ["Contoso", "Fabrikam"]


def test_an_application_acts_once_it_has_a_service_principal_and_a_role(world: Sig) -> None:
    app = world.in_process("ad app list --display-name builder --query [0].appId -o tsv").stdout.strip()
    assert world.in_process(f"show -g images -r Contoso --as {app}").exit_code == 1
    assert world.in_process(f"ad sp create --id {app}").exit_code == 0
    done = world.in_process(f"show -g images -r Contoso --as {app}")
    assert done.stderr.startswith(f"ERROR: (AuthorizationFailed) The client '{app}' with object id '")
    assign(world, app, "Reader", CONTOSO)
    assert world.in_process(f"show -g images -r Contoso --as {app}").json["name"] == "Contoso"


def test_a_role_of_a_group_is_one_of_its_members(world: Sig) -> None:
    group = world.in_process(
        "ad group create --display-name Team --mail-nickname team --query id -o tsv"
    ).stdout.strip()
    alice = world.in_process("ad user show --id alice@contoso.com --query id -o tsv").stdout.strip()
    assign(world, group, "Reader", CONTOSO)
    line = "show -g images -r Contoso --query name -o tsv --as alice@contoso.com"
    assert world.in_process(line).exit_code == 1
    assert world.in_process(f"ad group member add -g Team --member-id {alice}").exit_code == 0
    assert world.in_process(line).stdout == "Contoso\n"


def test_a_deleted_role_is_gone_at_once(world: Sig) -> None:
    line = "image-version show -g images -r Contoso -i ubuntu -e 1.0.0 --as alice@contoso.com"
    assert world.in_process(line).exit_code == 0
    done = world.in_process(f"role assignment delete --assignee alice@contoso.com --scope {UBUNTU} --yes")
    assert done.exit_code == 0, done.stderr
    assert world.in_process(line).exit_code == 1
