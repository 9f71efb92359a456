"""One run of the command: what is asked of which resources, what is printed where, how it ends."""

import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from refusals import refused
from sig.cli import app, asking, printing, session, targets, waiting
from sig.cli.exit_codes import LeftRunningError
from sig.cli.grammar import CommandLineError, UsageError
from sig.cli.printing import Result
from sig.cli.session import Session
from sig.cli.waiting import Conditions
from sig.domain.errors import (
    InvalidParameter,
    LinkedInvalidPropertyId,
    OperationNotAllowed,
    ResourceNotFound,
    SubscriptionNotFound,
)
from sig.domain.regions import require
from sig.domain.resource_id import ResourceId
from sig.service.clock import FixedClock, SystemClock

SUB = "00000000-0000-0000-0000-000000000000"
GALLERY = f"/subscriptions/{SUB}/resourceGroups/g/providers/Microsoft.Compute/galleries/r"
VERSION = f"{GALLERY}/images/i/versions/1.0.0"


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a store, settings and a session of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIG_STORE", f"memory:{tmp_path}")
    monkeypatch.setenv("SIG_CONFIG_DIR", str(tmp_path / "user"))
    monkeypatch.setattr(session, "_current", Session())


@pytest.fixture
def sig(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    def run(*words: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["sig", *words])
        code = app.run(list(words))
        return Run(code, *capsys.readouterr())

    return run


# Which resources: names and --ids


def test_names_are_the_resource_of_the_subscription_in_use() -> None:
    assert [str(found) for found in targets.galleries(None, "g", "r")] == [GALLERY]
    assert str(targets.gallery("g", "r")) == GALLERY
    assert str(targets.definition("g", "r", "i")) == f"{GALLERY}/images/i"
    assert str(targets.version("g", "r", "i", "1.0.0")) == VERSION


@pytest.mark.parametrize(
    ("found", "option"),
    [
        (lambda: targets.galleries(None, "g", None), "-r"),
        (lambda: targets.galleries(None, None, "r"), "-g"),
        (lambda: targets.galleries([], "g", ""), "-r"),
        (lambda: targets.definitions(None, None, None, None), "-i"),
        (lambda: targets.versions(None, "g", "r", "i", None), "-e"),
    ],
)
def test_a_missing_name_is_refused_as_az_names_it(found: Callable[[], Any], option: str) -> None:
    with refused(UsageError, f"Missing required field: {option}", "--ids"):
        found()


@pytest.mark.parametrize(
    "words",
    [
        [GALLERY, GALLERY + "2"],
        [f"{GALLERY}\n{GALLERY}2\n"],
        [f"{GALLERY} {GALLERY}2"],
        [json.dumps([GALLERY, GALLERY + "2"])],
        [json.dumps([{"id": GALLERY, "name": "r"}, {"id": GALLERY + "2"}])],
        [json.dumps({"id": GALLERY}), GALLERY + "2"],
    ],
)
def test_ids_come_as_words_as_lines_or_as_the_json_of_a_list(words: list[str]) -> None:
    assert [str(found) for found in targets.galleries(words, None, None)] == [GALLERY, GALLERY + "2"]


def test_names_beside_ids_are_ignored_with_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(targets.galleries([GALLERY], "other", None)) == 1
    assert capsys.readouterr().err == ""
    assert str(targets.galleries([GALLERY], "other", "other")[0]) == GALLERY
    assert "WARNING: The names are ignored" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["r", "[broken", "{", "[5]", "[{}]"])
def test_r052_what_is_no_id_is_refused(word: str) -> None:
    with refused(LinkedInvalidPropertyId, "is not a resource ID", rule="R052"):
        targets.galleries([word], None, None)


@pytest.mark.parametrize(
    "text",
    [VERSION, f"/subscriptions/{SUB}", GALLERY.replace("Compute", "Storage"), GALLERY.replace("galleries", "images")],
)
def test_the_id_of_another_kind_is_refused_with_the_kind_wanted(text: str) -> None:
    with refused(UsageError, f"'{text}'", "ID of a Microsoft.Compute/galleries.", "/galleries/…"):
        targets.galleries([text], None, None)


def test_ids_that_name_nothing_are_refused() -> None:
    for word in ("", " ", "[]"):
        with refused(UsageError, "--ids names no resource", "one or more"):
            targets.galleries([word], None, None)


def test_one_target_gives_one_result_and_several_a_list_with_the_worst_exit_code() -> None:
    one, two = ResourceId.parse(GALLERY), ResourceId.parse(GALLERY + "2")
    results = {one: Result({"n": 1}), two: Result({}, exit_code=1)}
    assert targets.each([one], results.__getitem__) is results[one]
    assert targets.each([one, two], results.__getitem__) == Result([{"n": 1}, {}], exit_code=1)
    assert targets.each([one, two], lambda _: None) is None


# Waiting: SPEC 3.8

CLOCK = datetime(2026, 1, 7, tzinfo=UTC)


def answers(*states: str | None) -> Callable[[], dict[str, Any]]:
    """A resource in these states, poll by poll; ``None`` is absent, and the last one stays."""
    left = list(states)

    def fetch() -> dict[str, Any]:
        state = left.pop(0) if len(left) > 1 else left[0]
        if state is None:
            raise ResourceNotFound("gone")
        return {"name": "r", "properties": {"provisioningState": state, "size": len(left)}}

    return fetch


def waited(conditions: Conditions, *states: str | None) -> float:
    """The seconds that a wait which ends well takes."""
    clock = FixedClock(CLOCK)
    assert waiting.wait(answers(*states), conditions, clock) is None
    return (clock.now() - CLOCK).total_seconds()


@pytest.mark.parametrize(
    ("conditions", "states", "seconds"),
    [
        (Conditions(created=True), ["Succeeded"], 0),
        (Conditions(created=True), [None, "Creating", "succeeded"], 60),
        (Conditions(updated=True), ["Updating", "Succeeded"], 30),
        (Conditions(updated=True, created=True), [None, "Succeeded"], 30),
        (Conditions(exists=True), [None, "Creating"], 30),
        (Conditions(exists=True), ["Failed"], 0),
        (Conditions(deleted=True), ["Deleting", None], 30),
        (Conditions(deleted=True), ["Succeeded", "Succeeded", None], 60),
        (Conditions(custom="provisioningState=='Updating'"), [None, "Creating", "Updating"], 60),
        (Conditions(custom="size"), ["Succeeded"], 0),
        (Conditions(created=True, interval=5), ["Creating", "Creating", "Succeeded"], 10),
        (Conditions(created=True, interval=0), ["Creating", "Succeeded"], 1),
    ],
)
def test_a_wait_ends_when_its_condition_holds(conditions: Conditions, states: list[str | None], seconds: float) -> None:
    assert waited(conditions, *states) == seconds


def test_a_wait_without_a_condition_is_refused() -> None:
    with refused(UsageError, "--created | --updated | --deleted | --exists | --custom"):
        waited(Conditions(), "Succeeded")


@pytest.mark.parametrize("conditions", [Conditions(created=True), Conditions(deleted=True), Conditions(custom="x")])
def test_a_failed_resource_ends_the_wait(conditions: Conditions) -> None:
    with refused(OperationNotAllowed, "Failed", target="provisioningState", rule="R123"):
        waited(conditions, "Creating", "Failed")


def test_an_absent_resource_is_no_update() -> None:
    with refused(ResourceNotFound, "gone"):
        waited(Conditions(updated=True), None)


def test_a_malformed_condition_is_refused_before_anything_is_fetched() -> None:
    with refused(CommandLineError, "'['"):
        waited(Conditions(custom="["), None)


WEST_US = require("westus", "", target="--region")


def copying(*states: str | None, elsewhere: str = "Replicating") -> Callable[[], dict[str, Any]]:
    """A version whose copy to West US is in these states, poll by poll; None is published to East US alone."""
    left = list(states)

    def fetch() -> dict[str, Any]:
        state = left.pop(0) if len(left) > 1 else left[0]
        rows = [{"region": "East US", "state": elsewhere}, *([{"region": "West US", "state": state}] if state else [])]
        return {
            "name": "1.0.0",
            "properties": {"provisioningState": "Creating", "replicationStatus": {"summary": rows}},
        }

    return fetch


@pytest.mark.parametrize(
    ("states", "elsewhere", "seconds"),
    [
        (["Completed"], "Replicating", 0),
        (["Completed"], "Failed", 0),
        (["Replicating", "Replicating", "Completed"], "Completed", 60),
    ],
)
def test_a_wait_for_a_region_ends_with_its_own_copy(states: list[str], elsewhere: str, seconds: float) -> None:
    clock = FixedClock(CLOCK)
    fetch = copying(*states, elsewhere=elsewhere)
    assert waiting.wait(fetch, Conditions(region=WEST_US), clock) is None
    assert (clock.now() - CLOCK).total_seconds() == seconds


@pytest.mark.parametrize(("state", "said"), [("Failed", "to West US failed"), (None, "not published to West US")])
def test_a_wait_for_a_region_fails_where_no_copy_will_come(state: str | None, said: str) -> None:
    with refused(OperationNotAllowed, said, target="--region", rule="R123"):
        waiting.wait(copying("Replicating", state), Conditions(region=WEST_US), FixedClock(CLOCK))


def test_a_wait_for_a_region_is_for_nothing_else() -> None:
    for other in (Conditions(region=WEST_US, created=True), Conditions(region=WEST_US, custom="x")):
        with refused(UsageError, "--region"):
            waiting.wait(copying("Completed"), other, FixedClock(CLOCK))


def test_who_stops_waiting_is_told_that_what_was_waited_for_goes_on() -> None:
    def interrupted() -> dict[str, Any]:
        raise KeyboardInterrupt

    with pytest.raises(LeftRunningError, match="goes on"):
        waiting.wait(interrupted, Conditions(created=True), FixedClock(CLOCK))


def test_a_wait_is_as_long_as_the_simulation_says_at_any_speed() -> None:
    """30 s between two polls are half a second of a clock under which the simulation runs 60 times as fast."""
    clock = FixedClock(CLOCK)
    clock.speed = 60
    assert waiting.wait(answers("Creating", "Creating", "Succeeded"), Conditions(created=True), clock) is None
    assert (clock.now() - CLOCK).total_seconds() == 1


@pytest.mark.parametrize(("timeout", "interval"), [(100, 30), (30, 100), (0, 30)])
def test_a_wait_that_times_out_answers_an_empty_object_and_fails(
    capsys: pytest.CaptureFixture[str], timeout: int, interval: int
) -> None:
    clock = FixedClock(CLOCK)
    conditions = Conditions(created=True, timeout=timeout, interval=interval)
    assert waiting.wait(answers("Creating"), conditions, clock) == Result({}, exit_code=1)
    assert (clock.now() - CLOCK).total_seconds() == timeout
    assert capsys.readouterr().err == f"ERROR: Wait operation timed-out after {timeout} seconds.\n"


def test_a_wait_that_times_out_exits_with_0_where_az_is_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIG_COMPAT", "az")
    result = waiting.wait(answers(None), Conditions(created=True, timeout=1), FixedClock(CLOCK))
    assert result == Result({}, exit_code=0)
    assert capsys.readouterr().err.startswith("WARNING")


# The session


def test_the_session_works_with_what_the_command_line_and_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIG_NOW", "2026-01-07")
    monkeypatch.setenv("SIG_PROFILE", "current")
    monkeypatch.setenv("SIG_STRICT", "1")
    context = Session().context()
    assert context.clock.now() == CLOCK
    assert (context.profile.name, context.strict, context.subscription) == ("current", True, SUB)
    assert Session(profile="2021").context().profile.name == "2021"


def test_a_session_makes_its_context_once_with_the_systems_clock() -> None:
    made = Session()
    assert made.context() is made.context()
    assert isinstance(made.context().clock, SystemClock)


def test_a_session_refuses_what_it_cannot_work_with(monkeypatch: pytest.MonkeyPatch) -> None:
    with refused(SubscriptionNotFound, "'nope'", rule="R113"):
        Session(subscription="nope").context()
    monkeypatch.setenv("SIG_NOW", "soon")
    with refused(InvalidParameter, "soon", rule="R028", target="SIG_NOW"):
        Session().context()


@pytest.mark.parametrize("talkative", [Session(verbose=True), Session(debug=True)])
def test_a_talkative_session_says_what_it_works_with(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, talkative: Session
) -> None:
    monkeypatch.setattr(talkative, "settings", Session().settings)
    talkative.context()
    err = capsys.readouterr().err
    assert err.startswith("INFO: store memory:")
    assert err.endswith(f"profile 2021, subscription {SUB}\n")


def test_warnings_are_silenced_where_only_errors_are_wanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session.warn("one")
    session.start(Session(only_show_errors=True))
    session.warn("two")
    monkeypatch.setenv("SIG_ONLY_SHOW_ERRORS", "true")
    session.start(Session())
    session.warn("three")
    assert capsys.readouterr().err == "WARNING: one\n"


# Questions


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("answer", ["y\n", "YES\n", " yes \n"])
def test_a_question_is_asked_on_stderr_and_may_be_answered_yes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    asking.confirm("Sure?", yes=False)
    assert capsys.readouterr() == ("", "Sure? (y/n): ")


@pytest.mark.parametrize("answer", ["n\n", "", "maybe\n"])
def test_any_other_answer_cancels(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    with refused(UsageError, "Operation cancelled."):
        asking.confirm("Sure?", yes=False)


def test_where_there_is_nobody_to_ask_the_answer_is_given_in_advance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    asking.confirm("Sure?", yes=True)
    with refused(UsageError, "no tty", "--yes"):
        asking.confirm("Sure?", yes=False)


# Printing


def test_nothing_to_say_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert printing.emit(None, "json", None) == 0
    assert capsys.readouterr().out == ""


def test_plain_data_is_printed_as_the_settings_say(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIG_OUTPUT", "tsv")
    assert printing.emit(["a", "b"], printing.form(Session()), None) == 0
    assert printing.emit(Result(["a"], exit_code=1), printing.form(Session(output="json")), None) == 1
    assert capsys.readouterr().out == 'a\nb\n[\n  "a"\n]\n'


@pytest.mark.parametrize(
    ("options", "setting", "said"),
    [
        ({}, None, "In words: 7"),
        ({"output": "json"}, None, None),
        ({"query": "[0]"}, None, None),
        ({}, "json", None),
    ],
)
def test_words_stand_for_the_data_where_nobody_asks_for_a_format(
    options: dict[str, str], setting: str | None, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if setting:
        monkeypatch.setenv("SIG_OUTPUT", setting)
    session.start(Session(**options))
    assert printing.prose("In words: {}".format, 7) == said


def test_a_query_that_fails_on_the_result_says_that_the_command_was_done() -> None:
    with refused(UsageError, "argument --query", "itself was done"):
        printing.emit([1], "json", printing.compiled("length(`1`)"))


def test_a_reader_that_has_enough_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "out").open("w") as out:

        class Closed(io.StringIO):
            def flush(self) -> None:
                raise BrokenPipeError

            def fileno(self) -> int:
                return out.fileno()

        monkeypatch.setattr(sys, "stdout", Closed())
        assert printing.emit(Result("x", exit_code=1), "json", None) == 1


def test_characters_that_the_terminal_cannot_show_become_question_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", newline="\n"))
    assert printing.emit(["größe"], "tsv", None) == 0
    assert raw.getvalue() == b"gr??e\n"


# Bad command lines


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("galery list", "'galery' is misspelled or not recognized", "Did you mean 'gallery'? Run 'sig --help'"),
        ("zzz", "'zzz' is misspelled", "Run 'sig --help' for the list of commands."),
        ("image-version shwo", "'shwo' is misspelled", "Did you mean 'show'? Run 'sig image-version --help'"),
        ("image-version", "'sig image-version' needs a command", "Run 'sig image-version --help'"),
        ("create -g g", "the following arguments are required: --gallery-name/-r", "Run 'sig create --help'"),
        (
            "image-version list -r r",
            "required: --resource-group/-g, --gallery-image-definition/-i/--gallery-image-name",
            "",
        ),
        ("create -g g -r r --locaton x", "unrecognized arguments: --locaton", "Did you mean --location?"),
        ("create -g g -r r --zzzzzzzz x", "unrecognized arguments: --zzzzzzzz", "Run 'sig create --help'"),
        ("show a b -g g -r r", "unrecognized arguments: a b", "Run 'sig show --help'"),
        ("list --max-items x", "argument --max-items: invalid int value: 'x'", "Run 'sig list --help'"),
        ("list -o tabel", "'tabel' is not a valid value for '--output'. Allowed values: json,", "Did you mean table?"),
        ("list -o x", "'x' is not a valid value for '--output'", "Run 'sig list --help'"),
        ("share add -g g -r r --subscription-ids", "argument --subscription-ids: expected at least one argument", ""),
        ("create -g g -r r --soft-delete=maybe", "maybe", "Run 'sig create --help'"),
        ("list --subscription", "--subscription", ""),
        ("list --query [", "argument --query: The query '[' is not complete", "jmespath.org"),
        ("configure --bogus", "unrecognized arguments: --bogus", ""),
    ],
)
def test_a_bad_command_line_is_explained_and_exits_with_2(
    sig: Callable[..., Run], line: str, message: str, hint: str
) -> None:
    done = sig(*line.split())
    assert (done.code, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first.startswith("ERROR: ")
    assert message in first
    assert second.startswith("Hint: ")
    assert hint in second


# Refusals


def test_a_refusal_of_the_service_has_its_code_message_target_and_hint(sig: Callable[..., Run]) -> None:
    done = sig("create", "-g", "g", "-r", "a-b", "-l", "westus")
    assert (done.code, done.out) == (1, "")
    lines = done.err.splitlines()
    assert lines[0].startswith("ERROR: (InvalidParameter) Gallery name 'a-b' is invalid.")
    assert [line.partition(":")[0] for line in lines] == ["ERROR", "Code", "Message", "Target", "Hint"]
    assert lines[3:] == ["Target: gallery.name", "Hint: Try 'a_b'."]


def test_what_is_absent_exits_with_3_and_its_deletion_with_0(sig: Callable[..., Run]) -> None:
    assert sig("show", "-g", "g", "-r", "r").code == 3
    assert sig("delete", "-g", "g", "-r", "r") == Run(0, "", "")


def test_what_az_refuses_by_itself_has_no_code(sig: Callable[..., Run]) -> None:
    done = sig("image-version", "create", "-g", "g", "-r", "r", "-i", "i", "-e", "1.0.0")
    assert done.code == 1
    assert done.err.startswith("ERROR: usage error: Please provide --managed-image")
    assert "Code:" not in done.err


def test_no_traceback_without_debug(sig: Callable[..., Run]) -> None:
    assert "Traceback" not in sig("show", "-g", "g", "-r", "r").err
    assert "Traceback" in sig("show", "-g", "g", "-r", "r", "--debug").err
    assert "Traceback" in sig("list", "--debug", "--bogus").err


def test_what_nobody_foresaw_is_said_and_exits_with_1(sig: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("sig.service.galleries.listed", fail)
    done = sig("list")
    assert done.code == 1
    assert "ERROR: Something unforeseen went wrong: ZeroDivisionError: boom" in done.err
    assert "--debug" in done.err


def test_an_interrupted_run_exits_with_130(sig: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("sig.service.galleries.listed", interrupt)
    done = sig("list")
    assert done.code == 130
    assert "Interrupted" in done.err


def test_control_characters_and_long_words_are_legible_in_errors(sig: Callable[..., Run]) -> None:
    done = sig("list", "--query", "\x1b[31m" + "x" * 100_000)
    assert done.code == 2
    assert "\x1b" not in done.err
    assert len(done.err) < 5000


# Whole runs


def test_without_words_the_help_is_printed_and_version_is_a_command_too(sig: Callable[..., Run]) -> None:
    assert sig() == sig("--help")
    assert "gallery" in sig().out
    assert sig("--version") == sig("version")


def test_a_default_group_and_location_stand_in_for_the_options(
    sig: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_DEFAULTS_GROUP", "g")
    monkeypatch.setenv("AZURE_DEFAULTS_LOCATION", "eastus")
    assert json.loads(sig("create", "-r", "r").out)["location"] == "eastus"
    assert json.loads(sig("update", "-r", "r", "--set", "tags.k=v").out)["tags"] == {"k": "v"}
    assert sig("show", "-r", "r", "--query", "resourceGroup", "-o", "tsv").out == "g\n"


def test_a_value_may_be_read_from_a_file_or_from_stdin(
    sig: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def described_as(word: str) -> Run:
        return sig(
            *["create", "-g", "g", "-r", "r", "-l", "westus", "--query", "description", "-o", "tsv", "--description"],
            word,
        )

    (tmp_path / "text").write_text("\ufeffof a file\n", "utf-8")
    assert described_as("@text").out == "of a file\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO("of stdin\n"))
    assert described_as("@-").out == "of stdin\n"
    (tmp_path / "binary").write_bytes(b"\xff")
    for path in ("absent", "binary"):
        done = described_as(f"@{path}")
        assert (done.code, f"Failed to open file '{path}'" in done.err) == (1, True)


def test_several_ids_give_several_results(sig: Callable[..., Run]) -> None:
    for name in ("r", "r2"):
        sig("create", "-g", "g", "-r", name, "-l", "westus")
    listed = sig("list", "--query", "[].id", "-o", "tsv").out
    assert [item["name"] for item in json.loads(sig("show", "--ids", listed).out)] == ["r", "r2"]
    assert sig("delete", "--ids", listed) == Run(0, "", "")
    assert sig("list").out == "[]\n"


def test_the_next_token_goes_to_stderr(sig: Callable[..., Run]) -> None:
    for name in ("a", "b"):
        sig("create", "-g", "g", "-r", name, "-l", "westus")
    first = sig("list", "--max-items", "1", "--query", "[].name", "-o", "tsv")
    assert (first.out, "--next-token" in first.err) == ("a\n", True)
    rest = sig("list", "--next-token", first.err.split()[-1], "--query", "[].name", "-o", "tsv")
    assert (rest.out, rest.err) == ("b\n", "")


def test_undelete_is_refused_where_soft_delete_is_off(sig: Callable[..., Run]) -> None:
    sig("create", "-g", "g", "-r", "r", "-l", "westus")
    done = sig(*["image-version", "undelete", "-g", "g", "-r", "r", "-i", "i", "-e", "1.0.0"])
    assert done.code == 1
    assert "soft-deletion is not enabled in Gallery 'r'" in done.err
