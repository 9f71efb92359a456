"""What the founders asked for, line by line, through the installed command."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from e2e.installed import EXECUTABLE, Sig

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2030-01-01T00:00:00Z"
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
PRODUCTION = "44444444-4444-4444-4444-444444444444"
DEFINITION = "-g images -r Contoso -i ubuntu"
VERSION = f"{DEFINITION} -e 1.0.0"
posix_only = pytest.mark.skipif(os.name == "nt", reason="a line for a POSIX shell")


@pytest.fixture(scope="session")
def toured_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sig = Sig(tmp_path_factory.mktemp("toured"))
    for line in (
        "group create -n images -l westus",
        "create -g images -r Contoso",
        "create -g images -r Fabrikam",
        "image-definition create -g images -r Contoso -i ubuntu -p Contoso -f Ubuntu -s 22_04 --os-type Linux",
        "image-definition create -g images -r Contoso -i debian -p Contoso -f Debian -s 12 --os-type Linux",
        f"image-version create {VERSION} --managed-image web --target-regions westus=2 eastus",
        f"image-version create {DEFINITION} -e 1.1.0 --managed-image web",
    ):
        answer = sig.in_process(line)
        assert answer.exit_code == 0, f"{line}\n{answer.stderr}"
    return sig.store


@pytest.fixture
def toured(sig: Sig, toured_store: Path) -> Sig:
    """A store with two galleries, two definitions and two versions."""
    shutil.copytree(toured_store, sig.store)
    return sig


def regions(version: dict[str, Any]) -> list[tuple[str, int, str]]:
    targets = version["publishingProfile"]["targetRegions"]
    return [(target["name"], target["regionalReplicaCount"], target["storageAccountType"]) for target in targets]


# Several subscriptions


@posix_only
def test_the_galleries_of_all_subscriptions_are_listed_by_one_shell_line(toured: Sig) -> None:
    assert toured(f"account add --name production --id {PRODUCTION}").exit_code == 0
    assert toured(f"create -g live -r Released -l eastus --subscription {PRODUCTION}").exit_code == 0
    answer = toured.shell('sig account list -otsv --query "[].id" | xargs -n 1 sig list --subscription')
    assert (answer.exit_code, answer.stderr) == (0, "")
    lists = json.loads("[" + answer.stdout.replace("]\n[", "],[") + "]")
    names = [[gallery["name"] for gallery in found] for found in lists]
    assert sorted(names) == [["Contoso", "Fabrikam"], ["Released"]]


@pytest.mark.parametrize("said", ["production", "PRODUCTION", PRODUCTION])
def test_a_subscription_is_said_by_name_or_by_id(said: str, sig: Sig) -> None:
    assert sig(f"account add --name production --id {PRODUCTION}").exit_code == 0
    made = sig(f"create -g live -r Released -l eastus --subscription {said}").json
    assert made["id"].startswith(f"/subscriptions/{PRODUCTION}/")
    assert sig("list --query [].name").json == []


def test_an_unknown_name_of_a_subscription_is_refused_with_the_nearest(sig: Sig) -> None:
    assert sig(f"account add --name production --id {PRODUCTION}").exit_code == 0
    answer = sig("list --subscription prodcution")
    assert answer.exit_code != 0
    assert "production" in answer.stderr


# Target regions


def test_replica_count_is_the_count_of_every_region_without_its_own(toured: Sig) -> None:
    made = toured(f"image-version create {DEFINITION} -e 2.0.0 --managed-image web --replica-count 2").json
    assert regions(made) == [("West US", 2, "Standard_LRS")]
    assert made["publishingProfile"]["replicaCount"] == 2


def test_regions_inherit_the_count_and_storage_they_do_not_name(toured: Sig) -> None:
    assert toured("image-definition create -g images -r Fabrikam -i web -p F -f W -s 1 --os-type Linux").exit_code == 0
    made = toured(
        "image-version create -g images -r Fabrikam -i web -e 1.0.0 -l eastus2 --managed-image web --replica-count 1 "
        "--storage-account-type standard_zrs "
        "--target-regions eastus2 uksouth=3 southindia=standard_lrs brazilsouth=2=standard_lrs"
    ).json
    assert regions(made) == [
        ("East US 2", 1, "Standard_ZRS"),
        ("UK South", 3, "Standard_ZRS"),
        ("South India", 1, "Standard_LRS"),
        ("Brazil South", 2, "Standard_LRS"),
    ]


# Waiting


def test_a_wait_that_times_out_prints_an_empty_object_and_fails(toured: Sig) -> None:
    answer = toured.given(NOW=NOW)("wait -g images -r Gone --exists")
    assert (answer.exit_code, answer.stdout) == (1, "{}\n")
    assert "timed-out after 3600 seconds" in answer.stderr


def test_a_wait_that_times_out_succeeds_where_az_would(toured: Sig) -> None:
    answer = toured.given(NOW=NOW, COMPAT="az")("wait -g images -r Gone --exists")
    assert (answer.exit_code, answer.stdout) == (0, "{}\n")
    assert "timed-out" in answer.stderr


def test_a_wait_for_several_fails_if_one_of_them_times_out(toured: Sig) -> None:
    group = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/images/providers/Microsoft.Compute/galleries"
    answer = toured.given(NOW=NOW)(f"wait --exists --timeout 5 --ids {group}/Gone {group}/Contoso")
    assert answer.exit_code == 1


@pytest.mark.parametrize("condition", ["--exists", "--created", "--updated", "--custom \"location=='westus'\""])
def test_a_wait_for_what_holds_says_nothing(condition: str, toured: Sig) -> None:
    for line in ("wait -g images -r Contoso", f"image-definition wait {DEFINITION}", f"image-version wait {VERSION}"):
        answer = toured.in_process(f"{line} {condition}")
        assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "")


@posix_only
def test_an_interrupted_wait_says_so_and_exits_130(toured: Sig) -> None:
    waiting = subprocess.Popen(
        [str(EXECUTABLE), *shlex.split("wait -g images -r Gone --exists --interval 1 --timeout 20 --verbose")],
        cwd=toured.folder,
        env=toured.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert waiting.stderr is not None
    assert waiting.stderr.readline().startswith("INFO: store ")
    waiting.send_signal(signal.SIGINT)
    stdout, stderr = waiting.communicate(timeout=20)
    assert (waiting.returncode, stdout) == (130, "")
    # Where it is on its way into the wait, nothing waits yet; the words differ, the end is the same.
    assert "ERROR: Stopped waiting." in stderr or "ERROR: Interrupted." in stderr
    assert "Traceback" not in stderr


# Deleting, IDs, no-wait, pages


@pytest.mark.parametrize(
    "line",
    [
        "delete -g images -r Gone",
        "gallery delete -g nowhere -r Gone",
        "image-definition delete -g images -r Contoso -i gone",
        "image-version delete -g images -r Contoso -i ubuntu -e 9.9.9",
        "image-version delete -g images -r Gone -i gone -e 9.9.9",
    ],
)
def test_deleting_what_is_absent_is_done(line: str, toured: Sig) -> None:
    answer = toured(line)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "")


def test_several_ids_give_a_list_in_their_order(toured: Sig) -> None:
    ids = [toured(f"show -g images -r {name} --query id -o tsv").stdout.strip() for name in ("Fabrikam", "Contoso")]
    assert toured("show --query [].name --ids", *ids).json == ["Fabrikam", "Contoso"]
    assert toured("show --query name --ids", ids[0]).json == "Fabrikam"
    assert toured("share add --subscription-ids", SUBSCRIPTION, "--ids", *ids).exit_code == 1  # both are private
    assert toured("delete --ids", ids[0]).stdout == ""
    assert toured("list --query [].name").json == ["Contoso"]


def test_the_json_of_a_list_serves_as_ids(toured: Sig) -> None:
    listed = toured(f"image-version list {DEFINITION}").stdout
    assert toured("image-version show --query [].name --ids", listed).json == ["1.0.0", "1.1.0"]


@pytest.mark.parametrize(
    "line",
    [
        "create -g images -r Third",
        "update -g images -r Contoso --set tags.a=b",
        "image-definition update -g images -r Contoso -i ubuntu --set tags.a=b",
        f"image-version create {DEFINITION} -e 2.0.0 --managed-image web",
        f"image-version update {VERSION} --replica-count 3",
        f"image-version delete {VERSION}",
        "image-definition delete -g images -r Contoso -i debian",
        "delete -g images -r Fabrikam",
        "share reset -g images -r Contoso",
    ],
)
def test_no_wait_prints_nothing_and_does_it(line: str, toured: Sig) -> None:
    before = content(toured.store)
    answer = toured(f"{line} --no-wait")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "")
    assert content(toured.store) != before


def content(store: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in store.rglob("*.json")}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("list", ["Contoso", "Fabrikam"]),
        ("list -g images", ["Contoso", "Fabrikam"]),
        ("image-definition list -g images -r Contoso", ["debian", "ubuntu"]),
        (f"image-version list {DEFINITION}", ["1.0.0", "1.1.0"]),
    ],
)
def test_a_list_is_read_in_pages(line: str, names: list[str], toured: Sig) -> None:
    first = toured(f"{line} --max-items 1 --query [].name")
    assert first.json == names[:1]
    token = first.stderr.rpartition("--next-token ")[2].strip()
    second = toured(f"{line} --max-items 1 --query [].name --next-token {token}")
    assert (second.json, second.stderr) == (names[1:], "")


def test_a_token_of_no_page_is_refused(toured: Sig) -> None:
    answer = toured("list --next-token nonsense")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "next-token" in answer.stderr


# Defaults


def test_the_default_group_and_location_stand_in_for_what_is_not_said(sig: Sig) -> None:
    assert sig("configure --defaults group=images location=eastus2").exit_code == 0
    made = sig("create -r Contoso").json
    assert (made["resourceGroup"], made["location"]) == ("images", "eastus2")
    assert sig("show -r Contoso --query name").json == "Contoso"
    assert sig.given(DEFAULTS_GROUP="other")("show -r Contoso").exit_code == 3


# The generic update options


def changed(sig: Sig, line: str, query: str) -> Any:
    """What ``query`` finds after the change, in the answer and in the store alike."""
    noun = line.partition(" update")[0] if " update" in line else ""
    answered = sig.in_process(f"{line} --query '{query}'").stdout
    place = {"image-version": VERSION, "image-definition": DEFINITION}.get(noun, "-g images -r Contoso")
    stored = sig.in_process(f"{noun} show {place} --query '{query}'").stdout
    assert answered == stored
    return json.loads(stored) if stored else None


def test_set_reaches_below_properties(toured: Sig) -> None:
    line = f"image-definition update {DEFINITION} --set recommended.vCPUs.max=16"
    assert changed(toured, line, "recommended.vCPUs.max") == 16


def test_set_takes_several_paths(toured: Sig) -> None:
    line = "update -g images -r Contoso --set description=Base tags.team=web"
    assert changed(toured, line, "[description, tags.team]") == ["Base", "web"]


def test_set_reaches_into_a_list(toured: Sig) -> None:
    line = f"image-version update {VERSION} --set publishingProfile.targetRegions[1].regionalReplicaCount=4"
    assert changed(toured, line, "publishingProfile.targetRegions[].regionalReplicaCount") == [2, 4]


def test_set_takes_json(toured: Sig) -> None:
    line = f"""image-definition update {DEFINITION} --set 'recommended={{"vCPUs":{{"min":2,"max":8}}}}'"""
    assert changed(toured, line, "recommended.vCPUs") == {"min": 2, "max": 8}


def test_set_makes_booleans_and_numbers_of_their_words(toured: Sig) -> None:
    line = f"image-version update {VERSION} --set publishingProfile.excludeFromLatest=true"
    assert changed(toured, line, "publishingProfile.excludeFromLatest") is True


def test_force_string_leaves_words_as_they_are(toured: Sig) -> None:
    line = "update -g images -r Contoso --set tags='{}'"
    assert changed(toured, line, "tags") == {}
    answer = toured(f"{line} --force-string")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "tags" in answer.stderr


def test_add_makes_an_item_of_key_and_value_words(toured: Sig) -> None:
    line = f"image-version update {VERSION} --add publishingProfile.targetRegions name=eastus2 regionalReplicaCount=3"
    found = changed(toured, line, "publishingProfile.targetRegions[-1].[name, regionalReplicaCount]")
    assert found == ["East US 2", 3]


def test_add_takes_json(toured: Sig) -> None:
    line = f"""image-version update {VERSION} --add publishingProfile.targetRegions '{{"name": "eastus2"}}'"""
    assert changed(toured, line, "publishingProfile.targetRegions[].name") == ["West US", "East US", "East US 2"]


def test_add_needs_a_list(toured: Sig) -> None:
    answer = toured("update -g images -r Contoso --add tags team=web")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "invalid syntax: `--add " in answer.stderr


def test_remove_takes_an_item_out_of_a_list(toured: Sig) -> None:
    line = f"image-version update {VERSION} --remove publishingProfile.targetRegions 1"
    assert changed(toured, line, "publishingProfile.targetRegions[].name") == ["West US"]


def test_remove_takes_a_property_away(toured: Sig) -> None:
    assert toured("update -g images -r Contoso --set description=Base tags.a=1 tags.b=2").exit_code == 0
    line = "update -g images -r Contoso --remove description --remove tags.a"
    assert changed(toured, line, "[description, tags]") == [None, {"b": "2"}]


@pytest.mark.parametrize("path", ["endOfLifeDate", "end_of_life_date"])
def test_paths_are_spelled_in_camel_or_snake_case(path: str, toured: Sig) -> None:
    line = f"image-definition update {DEFINITION} --set {path}=2099-05-01"
    assert changed(toured, line, "endOfLifeDate").startswith("2099-05-01T00:00:00")


@pytest.mark.parametrize("line", ["update -g images -r Contoso", f"image-definition update {DEFINITION}"])
def test_an_unknown_property_is_refused_with_what_there_is(line: str, toured: Sig) -> None:
    before = content(toured.store)
    answer = toured(f"{line} --set descripton=x")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Couldn't find 'descripton' in ''. Available options: ['" in answer.stderr
    assert "Did you mean description?" in answer.stderr
    assert content(toured.store) == before


def test_an_unknown_property_of_a_version_is_left_out_as_az_leaves_it_out(toured: Sig) -> None:
    answer = toured(f"image-version update {VERSION} --set publishingProfile.nonsense=1")
    assert answer.exit_code == 0
    assert "nonsense" not in answer.stdout
    assert "'nonsense' is not a property" in answer.stderr


@pytest.mark.parametrize(
    "line",
    ["gallery update -g images -r Contoso", f"image-definition update {DEFINITION}", f"image-version update {VERSION}"],
)
def test_an_update_without_a_change_puts_the_resource_back_as_it_is(line: str, toured: Sig) -> None:
    before = toured(line.replace(" update ", " show ")).json
    assert toured(line).json == before


def test_changes_are_made_in_the_order_of_the_line(toured: Sig) -> None:
    line = "update -g images -r Contoso --set tags.a=1 --remove tags.a --set tags.a=2"
    assert changed(toured, line, "tags.a") == "2"


# Did you mean


@pytest.mark.parametrize(
    ("line", "exit_code", "suggestion"),
    [
        ("lst", 2, "'list'"),
        ("image-versoin list", 2, "'image-version'"),
        ("image-version creat", 2, "'create'"),
        ("list --resource-grup images", 2, "--resource-group"),
        ("list -o tabel", 2, "table"),
        ("image-definition create -g images -r Contoso -i x -p a -f b -s c --os-type Linus", 2, "Linux"),
        ("show -g images -r Contso", 3, "'contoso'"),
        ("image-definition show -g images -r Contoso -i ubunto", 3, "'ubuntu'"),
        ("image-definition show -g images -r Contosso -i ubuntu", 3, "'contoso'"),
        ("image-version show -g images -r Contoso -i ubuntu -e 1.0.1", 3, "'1.0.0'"),
        ("image-definition list -g images -r Contosso", 3, "'contoso'"),
        ("group show -n imagse", 3, "'images'"),
        ("config get core.ouput", 1, "core.output"),
        ("create -g images -r Third -l westuss", 1, "westus"),
    ],
)
def test_a_mistake_is_met_with_the_nearest_that_exists(line: str, exit_code: int, suggestion: str, toured: Sig) -> None:
    answer = toured.in_process(line)
    assert (answer.exit_code, answer.stdout) == (exit_code, "")
    assert f"Did you mean {suggestion}" in answer.stderr


# Where things are printed


def test_warnings_and_remarks_go_to_stderr_and_results_to_stdout(toured: Sig) -> None:
    answer = toured.given(PROFILE="current")(
        f"image-version create {DEFINITION} -e 2.0.0 --managed-image web --verbose"
    )
    assert answer.json["name"] == "2.0.0"
    assert {line.partition(":")[0] for line in answer.stderr.splitlines()} == {"WARNING", "INFO"}


def test_only_show_errors_silences_warnings(toured: Sig) -> None:
    line = f"image-version create {DEFINITION} -e 2.0.0 --managed-image web --only-show-errors"
    answer = toured.given(PROFILE="current")(line)
    assert (answer.exit_code, answer.stderr) == (0, "")


def test_a_refusal_leaves_stdout_empty_and_shows_no_traceback(toured: Sig) -> None:
    answer = toured("image-version show -g images -r Contoso -i ubuntu -e 9.9.9")
    assert (answer.exit_code, answer.stdout) == (3, "")
    assert answer.stderr.startswith("ERROR: (ResourceNotFound) ")
    assert "Traceback" not in answer.stderr


def test_debug_shows_where_a_refusal_comes_from(toured: Sig) -> None:
    answer = toured("image-version show -g images -r Contoso -i ubuntu -e 9.9.9 --debug")
    assert (answer.exit_code, answer.stdout) == (3, "")
    assert "Traceback" in answer.stderr


@posix_only
def test_the_head_of_a_long_list_can_be_taken(sig: Sig) -> None:
    answer = sig.shell("sig account list-locations | head -1")
    assert (answer.stdout, answer.stderr) == ("[\n", "")


@pytest.mark.parametrize("line", ["account list-locations", "list -o tsv --query [].name"])
def test_a_result_that_nobody_reads_is_no_error(line: str, toured: Sig) -> None:
    assert unread(toured, line) == (0, "")


@pytest.mark.parametrize("line", ["--help", "image-version create --help", "completion bash"])
def test_a_page_that_nobody_reads_leaves_no_traceback(line: str, toured: Sig) -> None:
    assert unread(toured, line)[1] == ""


def unread(sig: Sig, line: str) -> tuple[int, str]:
    """How ``line`` ends, and what it says on stderr, when the reader of its stdout has gone before."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [str(EXECUTABLE), *shlex.split(line)],
            check=False,
            cwd=sig.folder,
            env=sig.environment,
            stdout=writing,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    finally:
        os.close(writing)
    return done.returncode, done.stderr
