"""How a command leaves: at once, with all that it said said, and with its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from e2e.installed import EXECUTABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from e2e.installed import Sig

posix_only = pytest.mark.skipif(os.name != "posix", reason="closes and fills streams as POSIX shells do")
DEFINITION = "-g images -r Contoso -i ubuntu"


@pytest.fixture
def door() -> Mapping[str, str]:
    """Both doors end a process in one way."""
    return {}


@pytest.fixture
def stocked(sig: Sig) -> Sig:
    lines = [
        "create -g images -r Contoso -l westus",
        f"image-definition create {DEFINITION} -p p -f f -s s --os-type Linux",
        *(f"image-version create {DEFINITION} -e 1.0.{patch} --managed-image web" for patch in range(200)),
    ]
    assert sig("batch - -o none", stdin="\n".join(lines)).exit_code == 0
    return sig


@posix_only
def test_a_long_list_is_whole_at_the_end_of_a_pipe(stocked: Sig) -> None:
    slow_reader = f"'{sys.executable}' -c 'import sys, time; time.sleep(0.1); print(len(sys.stdin.read()))'"
    whole = stocked(f"image-version list {DEFINITION}").stdout
    assert len(whole) > 200_000
    assert stocked.shell(f"sig image-version list {DEFINITION} | {slow_reader}").stdout == f"{len(whole)}\n"


@posix_only
def test_a_reader_that_has_enough_is_no_error(stocked: Sig) -> None:
    done = stocked.shell(f"sig image-version list {DEFINITION} | head -n 1")
    assert (done.stdout, done.stderr) == ("[\n", "")


@posix_only
def test_a_closed_stdout_is_a_result_that_nobody_wants(stocked: Sig) -> None:
    done = stocked.shell(f"sig image-version show {DEFINITION} -e 1.0.0 >&-")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is full")
def test_a_full_disk_behind_stdout_is_named(stocked: Sig) -> None:
    done = stocked.shell(f"sig image-version show {DEFINITION} -e 1.0.0 >/dev/full")
    assert done.exit_code == 1
    assert done.stderr == (
        "ERROR: The result cannot be written to stdout: No space left on device.\nHint: The command itself was done.\n"
    )


@posix_only
@pytest.mark.parametrize(
    ("line", "exit_code"), [("create -g g -r New -l westus --verbose", 1), ("show -g images -r Nobody", 1)]
)
def test_whoever_does_not_listen_to_warnings_and_refusals_is_not_told_of_that(
    sig: Sig, line: str, exit_code: int
) -> None:
    done = sig.shell(f"(sleep 0.2; sig {line} 2>&1 >/dev/null; echo $? >code) | true; cat code")
    assert (done.stdout, done.stderr) == (f"{exit_code}\n", "")


@posix_only
def test_without_stdin_nobody_agrees_and_nothing_is_read(stocked: Sig) -> None:
    asked = stocked.shell("sig group delete -n images <&-")
    assert (asked.exit_code, "no tty available" in asked.stderr) == (1, True), asked.stderr
    assert stocked.shell("sig batch - <&-").exit_code == 0


@posix_only
def test_a_working_directory_that_was_removed_keeps_nobody_from_asking(stocked: Sig) -> None:
    done = stocked.shell("mkdir gone && cd gone && rmdir ../gone && sig show -g images -r Contoso --query name -o tsv")
    assert (done.stdout, done.stderr) == ("Contoso\n", "")


def test_a_profiler_hears_the_end(sig: Sig) -> None:
    words = [sys.executable, "-m", "cProfile", "-m", "sig", "version"]
    done = subprocess.run(words, env=sig.environment, capture_output=True, text=True, check=True)
    assert "function calls" in done.stdout


def test_what_waits_for_the_end_of_the_process_is_not_cut_off(sig: Sig) -> None:
    program = "import atexit, sys; from sig.__main__ import main; atexit.register(print, 'at exit'); main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "version"], env=sig.environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("at exit\n")


@pytest.mark.parametrize(
    ("line", "exit_code"),
    [("list", 0), ("show -g images -r Contoso", 3), ("show --nonsense", 2), ("create -g g -r bad-name -l westus", 1)],
)
def test_the_exit_code_is_that_of_the_command(sig: Sig, line: str, exit_code: int) -> None:
    done = subprocess.run([EXECUTABLE, *line.split()], env=sig.environment, capture_output=True, check=False)
    assert done.returncode == exit_code
