"""Time as a user sees it: the clock of a store, replication by region, waiting, and stopping to wait."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest

from e2e.installed import EXECUTABLE, Outcome, Sig

if TYPE_CHECKING:
    from pathlib import Path

START = "2030-01-01T00:00:00+00:00"
NEXT_DAY = "2030-01-02"
WEB = "-g images -r Contoso -i web"
VERSION = f"{WEB} -e 1.0.0"
CREATE = f"image-version create {VERSION} --managed-image golden"
UPDATE = f"image-version update {VERSION}"
SHOW = f"image-version show {VERSION}"
TWO_REGIONS = "--target-regions westus eastus=2"
CREATE_IN_TWO = f"{CREATE} {TWO_REGIONS}"
SUCCEEDED, FAILED, CREATING, UPDATING = "Succeeded", "Failed", "Creating", "Updating"
needs_terminal = pytest.mark.skipif(os.name == "nt", reason="pexpect opens terminals of POSIX")


@pytest.fixture(scope="session")
def rehearsed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sig = Sig(tmp_path_factory.mktemp("rehearsed"))
    for line in (
        "group create -n images -l westus",
        "source add -g images --type image -n golden --os-type Linux --os-disk-size-gb 30 --data-disks 0=10",
        "create -g images -r Contoso",
        "image-definition create -g images -r Contoso -i web -p Contoso -f Web -s 1 --os-type Linux",
    ):
        done(sig, line)
    return sig.store


@pytest.fixture
def running(sig: Sig, rehearsed_store: Path) -> Sig:
    """A store with a gallery, a definition and a managed image, under the machine's clock."""
    shutil.copytree(rehearsed_store, sig.store)
    return sig


@pytest.fixture
def stopped(running: Sig) -> Sig:
    """The same store, its clock standing still at START."""
    done(running, f"clock set {START}")
    return running


def done(sig: Sig, line: str) -> Outcome:
    """``line``, run where the process is not the matter; it must end well."""
    answer = sig.in_process(line)
    assert answer.exit_code == 0, f"{line}\n{answer.stderr}"
    return answer


def refused(sig: Sig, line: str, *said: str, exit_code: int = 1) -> Outcome:
    """``line`` fails with each of ``said`` on stderr, and no traceback."""
    answer = sig.in_process(line)
    assert answer.exit_code == exit_code, answer.stdout + answer.stderr
    assert [words for words in (*said, "ERROR: ") if words not in answer.stderr] == [], answer.stderr
    assert "Traceback" not in answer.stderr
    return answer


def now(sig: Sig) -> str:
    text: str = done(sig, "clock show").json["now"]
    return text


def state(sig: Sig) -> str:
    found: str = done(sig, f"{SHOW} --query provisioningState").json
    return found


def copies(sig: Sig) -> list[tuple[str, str, int]]:
    """The region, state and progress of each copy."""
    rows = done(sig, f"image-version replication {VERSION}").json
    return [(row["region"], row["state"], row["progress"]) for row in rows]


# The clock


def test_without_a_clock_of_its_own_a_store_goes_by_the_machine(sig: Sig) -> None:
    assert sig("clock show --query mode").json == "machine"
    assert not sig.store.exists(), "looking makes no store"


def test_a_clock_that_is_set_stands_still_for_every_later_command(running: Sig) -> None:
    assert running(f"clock set {START}").json == {"mode": "stopped", "now": START}
    assert running("clock show").json == {"mode": "stopped", "now": START}
    made = done(running, CREATE).json
    assert made["publishingProfile"]["publishedDate"] == START


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2030-05-01", "2030-05-01T00:00:00+00:00"),
        ("2030-05-01T12:59:59.5Z", "2030-05-01T12:59:59.5+00:00"),
        ("2030-05-01T02:00:00+02:00", "2030-05-01T00:00:00+00:00"),
    ],
)
def test_the_instant_of_a_clock_is_written_as_dates_are_elsewhere(said: str, meant: str, sig: Sig) -> None:
    assert done(sig, f"clock set {said}").json["now"] == meant
    assert now(sig) == meant


@pytest.mark.parametrize(
    ("duration", "then"),
    [("90s", "2030-01-01T00:01:30+00:00"), ("1h30m", "2030-01-01T01:30:00+00:00"), ("2d", "2030-01-03T00:00:00+00:00")],
)
def test_a_stopped_clock_is_moved_on(duration: str, then: str, stopped: Sig) -> None:
    assert done(stopped, f"clock advance {duration}").json == {"mode": "stopped", "now": then}
    assert now(stopped) == then


def test_a_clock_runs_on_from_where_it_is_set(sig: Sig) -> None:
    assert done(sig, f"clock set {START} --running").json["mode"] == "running"
    shown = done(sig, "clock show").json
    assert shown["mode"] == "running"
    assert shown["now"] > START
    assert shown["now"].startswith("2030-01-01T00:0")


def test_moving_the_machines_clock_on_lets_the_store_run_ahead(sig: Sig) -> None:
    assert done(sig, "clock advance 1h").json["mode"] == "running"
    assert done(sig, "clock show --query offsetSeconds").json == 3600


def test_a_clock_that_is_reset_is_the_machines_again(stopped: Sig) -> None:
    assert done(stopped, "clock reset").json["mode"] == "machine"
    assert done(stopped, "clock show").json["mode"] == "machine"
    assert not (stopped.store / "clock").exists(), "nothing is left of it"


@pytest.mark.parametrize("line", [f"clock set {NEXT_DAY}", "clock advance 1h", "clock reset"])
def test_a_clock_fixed_by_sig_now_is_not_moved(line: str, stopped: Sig) -> None:
    fixed = stopped.given(NOW="2031-01-01")
    assert done(fixed, "clock show").json == {"mode": "fixed", "now": "2031-01-01T00:00:00+00:00"}
    refused(fixed, line, "SIG_NOW", "2031-01-01T00:00:00+00:00")
    assert now(stopped) == START


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("clock set soon", "DateTimeOffset: soon"),
        ("clock set 1969-12-31", "1970 to 8999"),
        ("clock set 9000-01-01", "1970 to 8999"),
        ("clock advance 8", "'8' is not a length of time"),
        ("clock advance 8m8m", "'8m8m' is not a length of time"),
        ("clock advance 11y", "'11y' is not a length of time"),
        ("clock advance 3651d", "at most ten years"),
        ("clock advance -- -8m", "'-8m' is not a length of time"),
        ("clock advance ''", "'' is not a length of time"),
    ],
)
def test_a_clock_is_not_moved_by_what_is_no_time(line: str, said: str, stopped: Sig) -> None:
    answer = refused(stopped, line, said)
    assert "SIG_NOW" not in answer.stderr, "nothing is fixed from outside"
    assert now(stopped) == START


@pytest.mark.parametrize("line", ["clock set", "clock advance", "clock set 2030-01-01 --runing"])
def test_a_clock_is_told_what_it_is_asked(line: str, sig: Sig) -> None:
    refused(sig, line, exit_code=2)


def test_a_clock_does_not_run_off_the_calendar(sig: Sig) -> None:
    done(sig, "clock set 8999-12-31T23:59:59")
    refused(sig, "clock advance 1s", "8999")


@pytest.mark.parametrize("document_format", ["json", "toml"])
def test_both_formats_of_a_store_keep_a_clock(document_format: str, sig: Sig) -> None:
    done(sig, f"store init --path store --format {document_format}")
    done(sig, f"clock set {START}")
    assert done(sig, "clock advance 1m").json["now"] == "2030-01-01T00:01:00+00:00"
    assert (sig.store / "clock" / "store" / f"resource.{document_format}").exists()
    done(sig, f"clock set {START} --running")
    assert done(sig, "clock advance 1m").json["mode"] == "running"
    assert done(sig, "clock show").json["mode"] == "running"


def test_a_store_in_memory_has_a_clock_too(sig: Sig) -> None:
    in_memory = sig.given(STORE=f"memory:{sig.folder}")
    done(in_memory, f"clock set {START}")
    assert now(in_memory) == START
    assert not sig.store.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format_version": 1}',
        '{"format_version": 1, "instant": "soon"}',
        '{"format_version": 1, "instant": "2030-01-01"}',
        '{"format_version": 1, "instant": 5}',
        '{"format_version": 1, "offset_seconds": "5"}',
        '{"format_version": 1, "offset_seconds": 1e300}',
        '{"format_version": 1, "offset_seconds": 260000000000}',
        '{"format_version": 1, "instant": "2030-01-01T00:00:00+00:00", "offset_seconds": 5}',
    ],
)
@pytest.mark.parametrize("line", ["clock show", "clock advance 1m", SHOW])
def test_a_clock_that_somebody_wrote_over_is_named_by_its_file(line: str, text: str, stopped: Sig) -> None:
    document = stopped.store / "clock" / "store" / "resource.json"
    document.write_text(text, encoding="utf-8")
    refused(stopped, line, "(StoreCorrupt)", str(document))
    assert document.read_text(encoding="utf-8") == text


# Versions that are being created


def test_a_version_is_created_in_the_time_that_the_simulation_gives_it(stopped: Sig) -> None:
    answer = stopped.given(REPLICATION="8m")(f"{CREATE_IN_TWO} --no-wait")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "")
    seen = [state(stopped)]
    for step in ("4m", "3m", "59s", "1s"):
        done(stopped, f"clock advance {step}")
        seen.append(state(stopped))
    assert seen == [CREATING, CREATING, CREATING, CREATING, SUCCEEDED]


def test_only_the_source_of_a_whole_image_is_known_while_its_version_is_created(stopped: Sig) -> None:
    done(stopped.given(REPLICATION="8m"), f"{CREATE} --no-wait")
    during = done(stopped, SHOW).json["storageProfile"]
    assert list(during) == ["source"]
    assert done(stopped, f"image-version list {WEB}").json[0]["storageProfile"] == during
    done(stopped, "clock advance 8m")
    after = done(stopped, SHOW).json["storageProfile"]
    assert after["source"] == during["source"]
    assert after["osDiskImage"]["sizeInGB"] == 30
    assert [disk["sizeInGB"] for disk in after["dataDiskImages"]] == [10]


def test_the_sizes_of_disks_are_not_known_while_their_version_is_created(stopped: Sig) -> None:
    for line in ("-n os --os-type Linux --size-gb 30", "-n data --size-gb 10"):
        done(stopped, f"source add -g images --type snapshot {line}")
    create = f"image-version create {VERSION} --os-snapshot os --data-snapshots data --no-wait"
    done(stopped.given(REPLICATION="8m"), create)
    during = done(stopped, SHOW).json["storageProfile"]
    assert "sizeInGB" not in str(during)
    done(stopped, "clock advance 8m")
    after = done(stopped, SHOW).json["storageProfile"]
    assert (after["osDiskImage"].pop("sizeInGB"), after["dataDiskImages"][0].pop("sizeInGB")) == (30, 10)
    assert during == after


def test_each_region_has_its_own_time(stopped: Sig) -> None:
    done(stopped.given(REPLICATION="regions:eastus=10m,*=2m"), f"{CREATE_IN_TWO} --no-wait")
    done(stopped, "clock advance 1m")
    assert copies(stopped) == [("West US", "Replicating", 50), ("East US", "Replicating", 10)]
    done(stopped, "clock advance 1m")
    assert copies(stopped) == [("West US", "Completed", 100), ("East US", "Replicating", 20)]
    assert done(stopped, f"{SHOW} --expand ReplicationStatus").json["replicationStatus"] == {
        "aggregatedState": "InProgress",
        "summary": [
            {"region": "West US", "state": "Completed", "details": "", "progress": 100},
            {"region": "East US", "state": "Replicating", "details": "", "progress": 20},
        ],
    }
    done(stopped, "clock advance 8m")
    assert done(stopped, f"{SHOW} --expand ReplicationStatus --query replicationStatus.aggregatedState").json == (
        "Completed"
    )


def test_with_polls_reads_decide_and_not_the_clock(stopped: Sig) -> None:
    done(stopped.given(REPLICATION="polls:3"), f"{CREATE} --no-wait")
    done(stopped, "clock advance 9d")
    done(stopped, f"image-version list {WEB}")
    assert [state(stopped) for _ in range(4)] == [CREATING, CREATING, SUCCEEDED, SUCCEEDED]


def test_with_size_the_disks_and_the_way_decide(stopped: Sig) -> None:
    """40 GB at 64 MiB/s take 640 s, and one minute more to another region of the same country."""
    done(stopped.given(REPLICATION="size"), f"{CREATE_IN_TWO} --no-wait")
    rows = done(stopped, f"image-version replication {VERSION}").json
    assert [row["eta"] for row in rows] == ["2030-01-01T00:10:40+00:00", "2030-01-01T00:11:40+00:00"]


def test_a_simulation_can_be_a_setting_of_the_user(stopped: Sig) -> None:
    done(stopped, "config set simulation.replication=8m")
    done(stopped, f"{CREATE} --no-wait")
    assert state(stopped) == CREATING
    assert done(stopped.given(REPLICATION="immediate"), f"image-version create {WEB} -e 2.0.0 --managed-image m").json[
        "provisioningState"
    ] == (SUCCEEDED), "the environment wins"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", "'nonsense' is not a simulation"),
        ("polls:0", "polls:0"),
        ("8", "'8' is not a length of time"),
        ("regions:westuss=2m", "westuss"),
        ("regions:westus", "'westus' is not a simulation"),
        ("size:-1", "size:-1"),
    ],
)
def test_a_simulation_that_there_is_not_is_refused_before_anything_is_done(text: str, said: str, stopped: Sig) -> None:
    refused(stopped.given(REPLICATION=text), CREATE, said)
    assert stopped.in_process(SHOW).exit_code == 3
    refused(stopped, f"config set simulation.replication={text}", said)
    assert done(stopped, "config get simulation.replication").json["value"] == "immediate"


@pytest.mark.parametrize("text", ["fast", "0", "-1", "nan", "inf", "1e-300", "1e300"])
def test_a_speed_is_a_number_within_bounds(text: str, stopped: Sig) -> None:
    refused(stopped.given(SPEED=text), CREATE, f"'{text}'", "from 0.1 to 100000", "SIG_SPEED")
    refused(stopped, f"config set simulation.speed={text}", f"'{text}'")


# Updates


def test_a_new_region_is_copied_while_the_others_stay_as_they_are(stopped: Sig) -> None:
    before = done(stopped, CREATE).json
    done(stopped.given(REPLICATION="8m"), f"{UPDATE} {TWO_REGIONS} --no-wait")
    during = done(stopped, SHOW).json
    assert during["provisioningState"] == UPDATING
    assert during["storageProfile"] == before["storageProfile"], "what is known of the disks stays known"
    assert copies(stopped) == [("West US", "Completed", 100), ("East US", "Replicating", 0)]
    done(stopped, "clock advance 8m")
    after = done(stopped, SHOW).json
    assert after["provisioningState"] == SUCCEEDED
    assert after["publishingProfile"]["publishedDate"] == START


def test_removing_a_region_takes_no_time(stopped: Sig) -> None:
    done(stopped, CREATE_IN_TWO)
    done(stopped.given(REPLICATION="8m"), f"{UPDATE} --target-regions westus --no-wait")
    assert state(stopped) == SUCCEEDED
    assert copies(stopped) == [("West US", "Completed", 100)]


def test_removing_the_region_that_is_being_copied_ends_the_update(stopped: Sig) -> None:
    done(stopped, CREATE)
    done(stopped.given(REPLICATION="8m"), f"{UPDATE} {TWO_REGIONS} --no-wait")
    done(stopped, f"{UPDATE} --target-regions westus --no-wait")
    assert state(stopped) == SUCCEEDED


def test_other_changes_take_no_time_and_leave_copies_alone(stopped: Sig) -> None:
    slow = stopped.given(REPLICATION="8m")
    done(slow, f"{CREATE_IN_TWO} --no-wait")
    done(stopped, "clock advance 4m")
    done(slow, f"{UPDATE} --set publishingProfile.excludeFromLatest=true --no-wait")
    assert copies(stopped) == [("West US", "Replicating", 50), ("East US", "Replicating", 50)]
    done(stopped, "clock advance 4m")
    assert state(stopped) == SUCCEEDED


def test_a_region_that_is_removed_and_added_back_is_copied_anew(stopped: Sig) -> None:
    slow = stopped.given(REPLICATION="8m")
    done(slow, CREATE_IN_TWO)
    done(slow, f"{UPDATE} --target-regions westus")
    done(slow, f"{UPDATE} {TWO_REGIONS} --no-wait")
    assert copies(stopped) == [("West US", "Completed", 100), ("East US", "Replicating", 0)]


def test_a_version_that_is_copied_can_be_deleted(stopped: Sig) -> None:
    done(stopped.given(REPLICATION="8m"), f"{CREATE} --no-wait")
    done(stopped, f"image-version delete {VERSION}")
    done(stopped, f"image-version wait {VERSION} --deleted")
    assert now(stopped) == START


# Waiting under a clock that stands still


@pytest.mark.parametrize(
    ("condition", "minutes"),
    [
        ("--created", 10),
        ("--updated", 10),
        ("--custom \"provisioningState=='Succeeded'\"", 10),
        ("--custom \"replicationStatus.summary[0].state=='Completed'\" --expand ReplicationStatus", 2),
        ("--region westus", 2),
        ("--region 'East US'", 10),
        ("--exists", 0),
    ],
)
def test_a_wait_moves_a_stopped_clock_to_where_its_condition_holds(condition: str, minutes: int, stopped: Sig) -> None:
    done(stopped.given(REPLICATION="regions:westus=2m,eastus=10m"), f"{CREATE_IN_TWO} --no-wait")
    answer = stopped(f"image-version wait {VERSION} {condition} --interval 60")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "")
    assert now(stopped) == f"2030-01-01T00:{minutes:02}:00+00:00"


def test_a_wait_that_times_out_has_moved_the_clock_that_far(stopped: Sig) -> None:
    done(stopped.given(REPLICATION="8m"), f"{CREATE} --no-wait")
    answer = refused(stopped, f"image-version wait {VERSION} --created --interval 60 --timeout 90", "after 90 seconds")
    assert answer.stdout == "{}\n"
    assert now(stopped) == "2030-01-01T00:01:30+00:00"
    assert state(stopped) == CREATING


def test_a_wait_that_times_out_says_so_as_json_where_that_is_set(stopped: Sig) -> None:
    answer = stopped.given(ERROR_FORMAT="json")(f"image-version wait {VERSION} --exists --timeout 60")
    assert (answer.exit_code, answer.stdout) == (1, "{}\n")
    assert json.loads(answer.stderr)["message"] == "Wait operation timed-out after 60 seconds."


def test_a_wait_moves_the_clock_in_one_commit_that_it_signs(stopped: Sig) -> None:
    done(stopped, f"image-version wait {VERSION} --deleted --interval 60 --timeout 600")
    refused(stopped, f"image-version wait {VERSION} --exists --interval 60 --timeout 600", "after 600 seconds")
    events = json.loads(done(stopped, "log --max-items 2").stdout)
    assert [event["verb"] for event in events] == ["image-version wait", "clock set"]
    assert (events[0]["aside"], events[0]["at"]) == (True, "2030-01-01T00:10:00+00:00")


def test_a_region_that_a_version_is_not_published_to_is_not_waited_for(stopped: Sig) -> None:
    done(stopped, CREATE)
    refused(stopped, f"image-version wait {VERSION} --region eastus", "not published to East US", "West US")
    assert now(stopped) == START


@pytest.mark.parametrize(
    ("condition", "said", "exit_code"),
    [("--region atlantis", "atlantis", 1), ("--region westus --created", "--region is a condition of its own", 1)],
)
def test_a_wait_for_a_region_names_one_and_nothing_else(
    condition: str, said: str, exit_code: int, stopped: Sig
) -> None:
    done(stopped, CREATE)
    refused(stopped, f"image-version wait {VERSION} {condition}", said, exit_code=exit_code)


def test_what_waits_for_its_copies_moves_a_stopped_clock_to_their_end(stopped: Sig) -> None:
    slow = stopped.given(REPLICATION="8m")
    assert done(slow, CREATE).json["provisioningState"] == SUCCEEDED
    assert now(stopped) == "2030-01-01T00:08:00+00:00"
    assert done(slow, f"{UPDATE} {TWO_REGIONS}").json["provisioningState"] == SUCCEEDED
    assert now(stopped) == "2030-01-01T00:16:00+00:00"


def test_a_create_that_waits_by_reads_ends(stopped: Sig) -> None:
    assert done(stopped.given(REPLICATION="polls:3"), CREATE).json["provisioningState"] == SUCCEEDED
    assert now(stopped) == START


def test_under_sig_now_a_command_waits_and_says_that_the_next_does_not_know(running: Sig) -> None:
    fixed = running.given(NOW=START, REPLICATION="8m")
    answer = done(fixed, CREATE)
    assert answer.json["provisioningState"] == SUCCEEDED
    assert "WARNING: SIG_NOW fixes the clock" in answer.stderr
    assert state(fixed) == CREATING
    assert state(running.given(NOW="2030-01-01T00:08:00Z")) == SUCCEEDED


# Copies that fail


def test_a_region_that_fails_is_told_and_recovers_when_it_is_taken_out_and_put_back(stopped: Sig) -> None:
    slow = stopped.given(REPLICATION="8m")
    done(stopped, "fault add --kind replication-failed --region eastus --times 1")
    answer = refused(
        slow,
        CREATE_IN_TWO,
        "(ReplicationJobsFailed) Gallery replication jobs failed in one or more regions.",
        "'{region:East US, detail:",
        "removing the failed regions and update again by adding them back.",
    )
    assert answer.stdout == ""
    assert (state(stopped), copies(stopped)) == (FAILED, [("West US", "Completed", 100), ("East US", "Failed", 50)])
    status = done(stopped, f"{SHOW} --expand ReplicationStatus").json["replicationStatus"]
    assert status["aggregatedState"] == FAILED
    assert "due to 'An internal error occurred" in status["summary"][1]["details"]
    assert done(slow, f"{UPDATE} --target-regions westus").json["provisioningState"] == SUCCEEDED
    assert done(slow, f"{UPDATE} {TWO_REGIONS}").json["provisioningState"] == SUCCEEDED
    assert copies(stopped) == [("West US", "Completed", 100), ("East US", "Completed", 100)]


def test_a_failed_region_stays_failed_while_it_stays(stopped: Sig) -> None:
    done(stopped, "fault add --kind replication-failed --region eastus --times 1")
    refused(stopped, CREATE_IN_TWO, "ReplicationJobsFailed")
    refused(stopped, f"{UPDATE} --replica-count 3", "ReplicationJobsFailed")
    assert state(stopped) == FAILED


@pytest.mark.parametrize("percent", [0, 7, 29, 57, 99])
@pytest.mark.parametrize("time", ["1s", "100s", "8m", "1h0.1s"])
def test_a_copy_fails_at_the_percentage_it_is_told_and_whoever_waits_sees_that(
    percent: int, time: str, stopped: Sig
) -> None:
    done(stopped, f"fault add --kind replication-failed --progress {percent}")
    refused(stopped.given(REPLICATION=time), CREATE, "ReplicationJobsFailed")
    assert copies(stopped) == [("West US", "Failed", percent)]


def test_without_waiting_a_copy_fails_when_its_time_has_come(stopped: Sig) -> None:
    done(stopped, "fault add --kind replication-failed --region eastus --progress 50")
    done(stopped.given(REPLICATION="8m"), f"{CREATE_IN_TWO} --no-wait")
    seen = []
    for step in ("0", "4m", "4m"):
        done(stopped, f"clock advance {step}")
        seen.append((state(stopped), copies(stopped)[1][1:]))
    assert seen == [(CREATING, ("Replicating", 0)), (CREATING, ("Failed", 50)), (FAILED, ("Failed", 50))]
    refused(stopped, f"image-version wait {VERSION} --created", "provisioningState is Failed")
    refused(stopped, f"image-version wait {VERSION} --region eastus", "East US failed")
    done(stopped, f"image-version wait {VERSION} --region westus")


def test_a_stuck_copy_is_not_waited_for_where_no_time_passes(stopped: Sig) -> None:
    done(stopped, "fault add --kind stuck --region westus --progress 40")
    refused(stopped.given(REPLICATION="8m"), CREATE, "stuck", "sig fault list", "image-version replication --ids /")
    refused(stopped, f"image-version wait {VERSION} --created --timeout 600", "timed-out")
    assert (state(stopped), copies(stopped)) == (CREATING, [("West US", "Replicating", 40)])


def test_a_version_that_will_fail_can_be_soft_deleted_until_it_has(stopped: Sig) -> None:
    done(stopped, "update -g images -r Contoso --soft-delete true")
    done(stopped, "fault add --kind replication-failed")
    done(stopped.given(REPLICATION="8m"), f"{CREATE} --no-wait")
    done(stopped, f"image-version delete {VERSION}")
    done(stopped, f"image-version undelete {VERSION}")
    done(stopped, "clock advance 8m")
    assert state(stopped) == FAILED
    refused(stopped, f"image-version delete {VERSION}", "has failed and cannot be soft-deleted")


# What else goes by the clock


def test_soft_deleted_versions_are_gone_when_their_days_are_over(stopped: Sig) -> None:
    done(stopped, "update -g images -r Contoso --soft-delete true")
    done(stopped, CREATE)
    done(stopped, f"image-version delete {VERSION}")
    kept = f"image-version list-soft-deleted {WEB} --query length(@)"
    done(stopped, "clock advance 6d")
    assert done(stopped, kept).json == 1
    done(stopped, "clock advance 2d")
    assert done(stopped, kept).json == 0
    refused(stopped, f"image-version undelete {VERSION}", "NotFound", exit_code=3)


def test_a_version_kept_until_its_end_of_life_is_deleted_after_it(stopped: Sig) -> None:
    done(stopped, f"{CREATE} --end-of-life-date 2030-01-08 --block-deletion-before-end-of-life true")
    refused(stopped, f"image-version delete {VERSION}", "DeleteGalleryImageVersionBlockedBeforeEndOfLife")
    done(stopped, "clock advance 8d")
    done(stopped, f"image-version delete {VERSION}")


def deployed(sig: Sig, region: str, version: str = "") -> Outcome:
    return sig.in_process(f"image-version check-deploy {WEB} {version} -l {region} --os-profile true")


def test_a_region_can_be_deployed_to_by_number_when_its_own_copy_is_made(stopped: Sig) -> None:
    done(stopped.given(REPLICATION="regions:westus=2m,eastus=10m"), f"{CREATE_IN_TWO} --no-wait")
    places = [("westus", "-e 1.0.0"), ("eastus", "-e 1.0.0"), ("westus", "")]
    found = []
    for step in ("0", "2m", "8m"):
        done(stopped, f"clock advance {step}")
        found.append([deployed(stopped, *place).exit_code for place in places])
    assert found == [[1, 1, 1], [0, 1, 1], [0, 0, 0]]


def test_latest_is_the_one_before_until_a_version_is_there(stopped: Sig) -> None:
    done(stopped, CREATE)
    done(stopped.given(REPLICATION="8m"), f"image-version create {WEB} -e 2.0.0 --managed-image golden --no-wait")
    taken = [deployed(stopped, "westus").json["version"]]
    done(stopped, "clock advance 8m")
    taken.append(deployed(stopped, "westus").json["version"])
    assert taken == ["1.0.0", "2.0.0"]


# Looking at replication


def test_the_replication_of_a_version_is_shown_region_by_region(stopped: Sig) -> None:
    done(stopped.given(REPLICATION="regions:westus=2m,eastus=10m"), f"{CREATE_IN_TWO} --no-wait")
    done(stopped, "clock advance 5m")
    line = f"image-version replication {VERSION}"
    assert stopped(line).json == [
        {
            "region": "West US",
            "regionalReplicaCount": 1,
            "storageAccountType": "Standard_LRS",
            "state": "Completed",
            "progress": 100,
            "eta": None,
            "details": "",
        },
        {
            "region": "East US",
            "regionalReplicaCount": 2,
            "storageAccountType": "Standard_LRS",
            "state": "Replicating",
            "progress": 50,
            "eta": "2030-01-01T00:10:00+00:00",
            "details": "",
        },
    ]
    assert stopped(f"{line} -o table").stdout.splitlines() == [
        "Region    Replicas    Storage       State        Progress    Eta",
        "--------  ----------  ------------  -----------  ----------  -------------------------",
        "West US   1           Standard_LRS  Completed    100 %",
        "East US   2           Standard_LRS  Replicating  50 %        2030-01-01T00:10:00+00:00",
    ]
    rows = done(stopped, f"{line} --query [].[region,state,progress] -o tsv").stdout.splitlines()
    assert rows == ["West US\tCompleted\t100", "East US\tReplicating\t50"]


def test_watching_follows_the_copies_to_their_end(stopped: Sig) -> None:
    done(stopped.given(REPLICATION="8m"), f"{CREATE} --no-wait")
    (row,) = done(stopped, f"image-version replication {VERSION} --watch").json
    assert (row["state"], now(stopped)) == ("Completed", "2030-01-01T00:08:00+00:00")


def test_watching_copies_that_fail_shows_them_and_is_no_failure(stopped: Sig) -> None:
    done(stopped, "fault add --kind replication-failed")
    done(stopped.given(REPLICATION="8m"), f"{CREATE} --no-wait")
    (row,) = done(stopped, f"image-version replication {VERSION} -w").json
    assert row["state"] == "Failed"


def test_the_replication_of_what_is_not_there_is_refused(stopped: Sig) -> None:
    refused(stopped, f"image-version replication {VERSION}", "(ResourceNotFound)", exit_code=3)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("started_at", None),
        ("started_at", "soon"),
        ("started_at", "2030-01-01"),
        ("started_at", "9999-12-31T23:59:59+00:00"),
        ("seconds", "480"),
        ("seconds", 1e300),
        ("stops_at", "half"),
        ("mood", "good"),
    ],
)
def test_a_plan_that_somebody_wrote_over_is_named_by_its_file(member: str, value: Any, stopped: Sig) -> None:
    done(stopped.given(REPLICATION="8m"), f"{CREATE} --no-wait")
    (path,) = stopped.store.rglob("1.0.0.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    document["replication"][0][member] = value
    path.write_text(json.dumps(document), encoding="utf-8")
    for line in (SHOW, f"image-version list {WEB}", f"image-version replication {VERSION}", f"{UPDATE} --set tags.a=b"):
        refused(stopped, line, "(StoreCorrupt)", str(path))


# Real time: the clock runs, and the simulation runs faster


def test_a_command_waits_in_real_time_as_fast_as_the_simulation_runs(running: Sig) -> None:
    began = time.monotonic()
    answer = running.given(REPLICATION="5m", SPEED="1000")(CREATE)
    assert answer.json["provisioningState"] == SUCCEEDED
    assert answer.stderr == "", "no display where stderr is no terminal"
    assert 0.3 < time.monotonic() - began < 30


def test_a_wait_in_real_time_runs_as_fast_as_the_simulation(running: Sig) -> None:
    fast = running.given(REPLICATION="5m", SPEED="1000")
    done(fast, f"{CREATE} --no-wait")
    done(fast, f"image-version wait {VERSION} --created --interval 30")
    assert state(fast) == SUCCEEDED


def in_terminal(sig: Sig, line: str) -> Any:
    """``line`` in a terminal of its own, as pexpect gives it."""
    import pexpect  # not on Windows

    return pexpect.spawn(
        str(EXECUTABLE),
        shlex.split(line),
        cwd=str(sig.folder),
        env={**sig.environment, "TERM": "xterm"},
        encoding="utf-8",
        timeout=30,
        dimensions=(50, 120),
    )


@needs_terminal
@pytest.mark.parametrize("line", [CREATE_IN_TWO, f"image-version replication {VERSION} --watch"])
def test_on_a_terminal_each_region_has_a_bar_that_goes_away(line: str, running: Sig) -> None:
    fast = running.given(REPLICATION="regions:westus=8m,eastus=12m", SPEED="1000")
    if line != CREATE_IN_TWO:
        done(fast, f"{CREATE_IN_TWO} --no-wait")
    terminal = in_terminal(fast, line)
    terminal.expect(r"West US +.*\d+ % (Replicating|Completed)")  # the latter on a slow machine
    terminal.expect(r"East US +.*\d+ % (Replicating|Completed)")
    rest: str = terminal.read()
    terminal.close()
    assert terminal.exitstatus == 0, rest
    *_, last = re.split(r"\x1b\[2K", rest)
    assert last.lstrip().startswith(("{", "[")), "the bars are cleared before the result is printed"


@needs_terminal
def test_the_bars_are_not_for_those_who_want_errors_only(running: Sig) -> None:
    terminal = in_terminal(running.given(REPLICATION="5m", SPEED="1000"), f"{CREATE} --only-show-errors")
    said: str = terminal.read()
    terminal.close()
    assert (terminal.exitstatus, said[0]) == (0, "{")


@needs_terminal
def test_who_stops_waiting_is_told_where_to_look_and_the_copies_go_on(running: Sig) -> None:
    slow = running.given(REPLICATION="8m")
    terminal = in_terminal(slow, CREATE)
    terminal.expect("Replicating")
    terminal.sendintr()
    said: str = terminal.read()
    terminal.close()
    assert terminal.exitstatus == 130, said
    assert "ERROR: Stopped waiting. The replication of '1.0.0' goes on." in said
    assert "Traceback" not in said
    look = re.search(r"Look at it with: sig (image-version replication --ids \S+)\.\r\n", said)
    assert look is not None, said
    (row,) = done(running, look[1]).json
    assert row["state"] == "Replicating"
    done(running, "clock advance 8m")
    assert state(running) == SUCCEEDED
