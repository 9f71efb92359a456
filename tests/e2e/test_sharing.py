"""Sharing, soft delete and several subscriptions, through the command line."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from e2e.installed import Sig

if TYPE_CHECKING:
    from pathlib import Path

OWNER = "00000000-0000-0000-0000-000000000000"
PARTNER = "22222222-2222-2222-2222-222222222222"
UNIQUE = f"{OWNER}-CONTOSO"
WEB = "-i web -p Contoso -f Web -s 1 --os-type Linux"


@pytest.fixture(scope="session")
def direct_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sig = Sig(tmp_path_factory.mktemp("direct"))
    for line in (
        f"account add --name partner --id {PARTNER}",
        "create -g images -r Contoso -l westus --permissions Groups",
        f"image-definition create -g images -r Contoso {WEB}",
        "image-version create -g images -r Contoso -i web -e 1.0.0 --managed-image m --target-regions westus eastus",
        "create -g images -r Theirs -l eastus --subscription partner",
        "group create -n images -l westus --subscription partner",
        "source add -g images --type image -n golden --os-type Linux -l westus --subscription partner",
        "consumer add -g images --vm web-1 -r Contoso -i web -e 1.0.0",
    ):
        answer = sig.in_process(line)
        assert answer.exit_code == 0, f"{line}\n{answer.stderr}"
    return sig.store


@pytest.fixture
def owner(sig: Sig, direct_store: Path) -> Sig:
    """A gallery for direct sharing, shared with nobody yet; another subscription has a gallery too."""
    shutil.copytree(direct_store, sig.store)
    return sig


# How far the sharing is


def test_share_wait_waits_until_the_sharing_is_everywhere(owner: Sig) -> None:
    slow = owner.given(REPLICATION="regions:westus=1m,eastus=5m")
    assert slow.in_process("clock set 2026-01-07T10:00:00Z").exit_code == 0
    assert slow.in_process(f"share add -g images -r Contoso --subscription-ids {PARTNER}").exit_code == 0
    assert slow.in_process("clock advance 1m").exit_code == 0
    shown = slow.in_process("show -g images -r Contoso --select Permissions").json
    assert (shown["provisioningState"], shown["sharingStatus"]) == (
        "Updating",
        {
            "aggregatedState": "InProgress",
            "summary": [
                {"region": "West US", "state": "Succeeded"},
                {"region": "East US", "state": "InProgress"},
            ],
        },
    )
    query = "sharingStatus.aggregatedState=='Succeeded'"
    assert slow("share wait -g images -r Contoso --interval 60 --custom", query).exit_code == 0
    assert slow.in_process("share wait -g images -r Contoso --updated").exit_code == 0
    done = slow.in_process("show -g images -r Contoso --sharing-groups --query sharingStatus.aggregatedState -o tsv")
    assert done.stdout == "Succeeded\n"


# What the partner does with it


def test_a_partner_asks_whether_it_could_deploy_what_it_lists(owner: Sig) -> None:
    assert owner.in_process(f"share add -g images -r Contoso --subscription-ids {PARTNER}").exit_code == 0
    partner = owner.given(SUBSCRIPTION="partner")
    listed = partner.in_process(f"image-version list-shared -l eastus --gallery-unique-name {UNIQUE} -i web").json
    answer = partner("image-version check-deploy -l eastus --os-profile true --ids", json.dumps(listed)).json
    assert (answer["deployable"], answer["versionId"]) == (True, listed[0]["uniqueId"])
    no = partner.in_process(f"image-version check-deploy -l japaneast --ids {listed[0]['uniqueId']}")
    assert (no.exit_code, json.loads(no.stdout)["reasons"][0]["rule"]) == (1, "R072")
    of_owner = owner.in_process(f"image-version check-deploy -l eastus --ids {listed[0]['uniqueId']}")
    assert (of_owner.exit_code, "R122" in of_owner.stderr or "NotFound" in of_owner.stderr) == (3, True)
    theirs = owner.in_process(
        f"image-version check-deploy -l eastus --subscription-of-vm partner --ids {listed[0]['uniqueId']}"
    )
    assert theirs.json["deployable"] is True


def test_own_and_shared_images_are_asked_about_in_one_line(owner: Sig) -> None:
    assert owner.in_process(f"share add -g images -r Contoso --subscription-ids {PARTNER}").exit_code == 0
    own = owner.in_process("image-definition show -g images -r Contoso -i web --query id -o tsv").stdout.strip()
    line = f"image-version check-deploy -l westus --subscription partner -i web --ids {own} "
    both = owner.in_process(line + f"/SharedGalleries/{UNIQUE}/Images/web")
    assert [answer["version"] for answer in both.json] == ["1.0.0", "1.0.0"]
    assert "ignored because --ids" in both.stderr
    wrong = owner.in_process(line + "/SharedGalleries/web")
    assert (wrong.exit_code, "(InvalidParameter)" in wrong.stderr) == (1, True)


# Several subscriptions


def test_lists_over_all_subscriptions_name_the_subscription_of_each_item(owner: Sig) -> None:
    expected = {
        "list": [(PARTNER, "Theirs"), (OWNER, "Contoso")],
        "list -g images": [(PARTNER, "Theirs"), (OWNER, "Contoso")],
        "list -g elsewhere": [],
        "group list": [(PARTNER, "images")],
        "source list": [(PARTNER, "golden")],
        "source list --type vm": [],
        "consumer list": [(OWNER, "web-1")],
        "consumer list -g images": [(OWNER, "web-1")],
    }
    for line, places in expected.items():
        found = owner.in_process(f"{line} --all-subscriptions").json
        assert [(item["subscriptionId"], item["name"]) for item in found] == places, line
    usage = owner.in_process("usage list -l eastus --all-subscriptions").json
    in_use = {(item["subscriptionId"], item["currentValue"]) for item in usage if item["name"]["value"] == "galleries"}
    assert in_use == {(PARTNER, 1), (OWNER, 0)}


@pytest.mark.parametrize("line", ["list", "group list", "source list", "consumer list", "usage list -l westus"])
def test_a_list_of_one_subscription_says_nothing_of_subscriptions(line: str, owner: Sig) -> None:
    plain = owner.in_process(f"{line} --subscription partner")
    everywhere = owner.in_process(f"{line} --all-subscriptions").json
    assert "subscriptionId" not in plain.stdout
    without = [{name: value for name, value in item.items() if name != "subscriptionId"} for item in everywhere]
    assert [item for item in plain.json if item not in without] == []


@pytest.mark.parametrize("line", ["list", "group list", "source list", "consumer list", "usage list -l westus"])
def test_a_table_over_all_subscriptions_has_the_subscription_as_a_column(line: str, owner: Sig) -> None:
    head, _, *rows = owner.in_process(f"{line} --all-subscriptions -o table").stdout.splitlines()
    assert "SubscriptionId" in head.split()
    assert rows
    assert all(PARTNER in row or OWNER in row for row in rows)
    assert "SubscriptionId" not in owner.in_process(f"{line} --subscription partner -o table").stdout


def test_pages_go_on_from_one_subscription_into_the_next(owner: Sig) -> None:
    first = owner.in_process("list --all-subscriptions --max-items 1")
    token = first.stderr.split()[-1]
    rest = owner.in_process(f"list --all-subscriptions --next-token {token}")
    assert [item["name"] for item in (*first.json, *rest.json)] == ["Theirs", "Contoso"]
    assert rest.stderr == ""


def test_a_list_over_all_subscriptions_can_be_of_the_past(owner: Sig) -> None:
    assert owner.in_process("delete -g images -r Theirs --subscription partner").exit_code == 0
    _, before = owner.in_process("log --max-items 2").json
    listed = "list --all-subscriptions --query [].name -o tsv"
    assert owner.in_process(listed).stdout == "Contoso\n"
    assert owner.in_process(f"{listed} --at {before['event']}").stdout == "Theirs\nContoso\n"


@pytest.mark.parametrize(
    "line",
    ["list --all-subscriptions --subscription partner", "consumer list --all-subscriptions -r Contoso -g images"],
)
def test_a_list_is_of_all_or_of_what_is_named(line: str, owner: Sig) -> None:
    answer = owner.in_process(line)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "incorrect usage: --all-subscriptions | --" in answer.stderr


def test_each_subscription_has_limits_of_its_own(owner: Sig) -> None:
    for number in range(99):
        assert owner.in_process(f"create -g images -r Gallery{number} -l westus").exit_code == 0
    over = owner.in_process("create -g images -r Last -l westus")
    assert (over.exit_code, "(QuotaExceeded)" in over.stderr) == (1, True)
    assert owner.in_process("create -g images -r Last -l westus --subscription partner").exit_code == 0


# What does not move


@pytest.mark.parametrize(
    "destination", ["--destination-group spare", f"--destination-group images --destination-subscription-id {PARTNER}"]
)
def test_r100_no_gallery_moves_to_another_group_or_subscription(destination: str, owner: Sig) -> None:
    gallery = owner.in_process("show -g images -r Contoso --query id -o tsv").stdout.strip()
    before = owner.in_process("list --all-subscriptions").stdout
    answer = owner.in_process(f"resource move --ids {gallery} {destination}")
    assert (answer.exit_code, answer.stdout) == (1, "")
    message, *_, hint = answer.stderr.splitlines()
    assert message == (
        "ERROR: (ResourceMoveNotSupported) Resource move is not supported for resource types "
        "'Microsoft.Compute/galleries'."
    )
    assert "sig image-version promote --to" in hint
    assert owner.in_process("list --all-subscriptions").stdout == before


@pytest.mark.parametrize(
    ("ids", "exit_code", "code"),
    [
        (f"/subscriptions/{OWNER}/resourceGroups/images", 1, "LinkedInvalidPropertyId"),
        ("gallery", 1, "LinkedInvalidPropertyId"),
        (
            f"/subscriptions/{OWNER}/resourceGroups/images/providers/Microsoft.Compute/galleries/None",
            3,
            "ResourceNotFound",
        ),
    ],
)
def test_what_is_not_there_is_not_moved_either(ids: str, exit_code: int, code: str, owner: Sig) -> None:
    answer = owner.in_process(f"resource move --ids {ids} --destination-group spare")
    assert (answer.exit_code, answer.stdout) == (exit_code, "")
    assert answer.stderr.startswith(f"ERROR: ({code})")


@pytest.mark.parametrize("change", ["id=x", "name=Other", "type=x", "location=eastus"])
@pytest.mark.parametrize("noun", ["", "image-definition -i web", "image-version -i web -e 1.0.0"])
def test_no_update_moves_or_renames_a_resource(noun: str, change: str, owner: Sig) -> None:
    group, _, options = noun.partition(" ")
    answer = owner.in_process(f"{group} update -g images -r Contoso {options} --set {change}".strip())
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("ERROR: (")


def test_a_caller_lists_over_all_subscriptions_what_it_may_read(owner: Sig) -> None:
    theirs = owner.in_process("show -g images -r Theirs --subscription partner --query id -o tsv").stdout.strip()
    for line in (
        "create -g images -r Hidden -l eastus --subscription partner",
        "ad user create --display-name bob --user-principal-name bob@contoso.test --password Passw0rd!x",
        f"role assignment create --assignee bob@contoso.test --role Reader --scope {theirs}",
    ):
        answer = owner.in_process(line)
        assert answer.exit_code == 0, f"{line}\n{answer.stderr}"
    listed = owner.in_process("list --all-subscriptions --as bob@contoso.test --query [].[subscriptionId,name] -o tsv")
    assert (listed.stdout, listed.stderr) == (f"{PARTNER}\tTheirs\n", "")
