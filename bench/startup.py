"""Start-up times and memory of whole commands, the times as ratios to an empty Python in the same run."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

RUNS = 20
SIG = str(Path(sys.executable).parent / "sig")
VERSION = "-g bench -r Bench -i web"
MIB = 1024 * 1024
BASE = "python -c pass"

_PEAK = """
import os, sys
nowhere = os.open(os.devnull, os.O_WRONLY)
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)])
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


class Case(NamedTuple):
    """A command line, in which ``{}`` is the number of the round, and what it may take at most; None: anything."""

    line: str
    ratio: float | None
    mib: float | None = 25

    def words(self, number: int) -> list[str]:
        return [SIG, *self.line.format(number).split()]


# In this order: what a round creates it changes and deletes, so every write has work and the list stays one of ten.
CASES = {
    "image-version show": Case(f"image-version show {VERSION} -e 1.0.0", 3),
    "image-version list (10)": Case(f"image-version list {VERSION}", 3),
    "image-version latest": Case(f"image-version latest {VERSION} --region westus", 3),
    "completion request": Case(f"__complete version --current=1 image-version show {VERSION} -e", 3),
    "image-version create": Case(f"image-version create {VERSION} -e 2.0.{{}} --managed-image m", 4.5),
    "image-version update": Case(f"image-version update {VERSION} -e 2.0.{{}} --replica-count 2", 4.5),
    "image-version update --set": Case(f"image-version update {VERSION} -e 2.0.{{}} --set tags.a=b", 4.5),
    "image-version delete": Case(f"image-version delete {VERSION} -e 2.0.{{}}", 4.5),
    "share add": Case("share add -g bench -r Shared --subscription-ids 22222222-2222-2222-2222-{:012}", 4.5),
    "gallery show": Case("show -g bench -r Bench", 3),
    "image-version --help": Case("image-version --help", 9, mib=None),
}


def environment(folder: str) -> dict[str, str]:
    """A clean environment with a home of its own that keeps compiled bytecode, as an installed command has it."""
    foreign = ("SIG_", "AZURE_", "PYTHON", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "SIG_STORE": f"{folder}/store", "HOME": folder}


def run(words: Sequence[str], env: dict[str, str]) -> float:
    """Seconds of one whole process, from fork to exit."""
    start = time.perf_counter()
    subprocess.run(words, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def peak_memory(words: Sequence[str], env: dict[str, str]) -> int:
    """Bytes of memory that one process had at most.

    A process counts what the one that started it had at that moment. So a Python without anything starts it.
    """
    launcher = [sys.executable, "-S", "-c", _PEAK, *words]
    peak = int(subprocess.run(launcher, env=env, check=True, stdout=subprocess.PIPE).stdout)
    return peak if sys.platform == "darwin" else peak * 1024


def seed(env: dict[str, str]) -> None:
    """A definition with ten versions, and a gallery to share."""
    for line in (
        "group create -n bench -l westus",
        "create -g bench -r Bench",
        "create -g bench -r Shared --permissions Groups",
        "image-definition create -g bench -r Bench -i web -p Contoso -f Web -s 1 --os-type Linux",
        *(f"image-version create {VERSION} -e 1.0.{patch} --managed-image m" for patch in range(10)),
    ):
        run([SIG, *line.split()], env)


def check_completion(env: dict[str, str]) -> None:
    """A completion request answers nothing rather than an error: nothing would be quick, and no measure."""
    words = CASES["completion request"].words(0)
    names = subprocess.run(words, env=env, check=True, capture_output=True).stdout.split()
    assert len(names) == 10, names


def measure(env: dict[str, str]) -> tuple[dict[str, float], dict[str, float]]:
    """Name of each case, and of the base -> the median of its seconds, and its peak memory in MiB."""

    def round_of(number: int) -> dict[str, list[str]]:
        return {
            BASE: [sys.executable, "-c", "pass"],
            **{name: case.words(number) for name, case in CASES.items()},
        }

    # Interleaved, so that a change of the machine's speed meets every command alike. The first round warms up.
    rounds = [{name: run(words, env) for name, words in round_of(number).items()} for number in range(RUNS + 1)]
    medians = {name: statistics.median(times[name] for times in rounds[1:]) for name in rounds[0]}
    return medians, {name: peak_memory(words, env) / MIB for name, words in round_of(RUNS + 1).items()}


def exceeds(measured: float, most: float | None) -> bool:
    return most is not None and measured > most


def goal(most: float | None, form: str, unit: str = "") -> str:
    return "" if most is None else f"{most:{form}}{unit}"


def main() -> int:
    """Print the table; exit 1 when a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        seed(env)
        check_completion(env)
        seconds, memory = measure(env)
    base = seconds[BASE]
    print(f"{'command':<28}{'median':>10}{'ratio':>8}{'goal':>7}{'memory':>12}{'goal':>9}")
    print(f"{BASE:<28}{base * 1000:>7.1f} ms{1:>8.2f}{'':>7}{memory[BASE]:>8.1f} MiB")
    missed = False
    for name, case in CASES.items():
        ratio, used = seconds[name] / base, memory[name]
        over = exceeds(ratio, case.ratio) or exceeds(used, case.mib)
        missed = missed or over
        times = f"{seconds[name] * 1000:>7.1f} ms{ratio:>8.2f}{goal(case.ratio, '.1f'):>7}"
        print(
            f"{name:<28}{times}{used:>8.1f} MiB{goal(case.mib, '.0f', ' MiB'):>9}{'  missed' if over else ''}".rstrip()
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
