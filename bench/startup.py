"""Start-up times of whole commands, as ratios to an empty Python in the same run."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RUNS = 20
SIG = str(Path(sys.executable).parent / "sig")
VERSION = "-g bench -r Bench -i web"


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


def seed(env: dict[str, str]) -> None:
    for line in (
        "group create -n bench -l westus",
        "create -g bench -r Bench",
        "image-definition create -g bench -r Bench -i web -p Contoso -f Web -s 1 --os-type Linux",
        *(f"image-version create {VERSION} -e 1.0.{patch} --managed-image m" for patch in range(10)),
    ):
        run([SIG, *line.split()], env)


def cases() -> dict[str, tuple[Callable[[int], list[str]], float]]:
    """Name -> (the command line of the n-th run, the goal as a ratio)."""
    numbers = iter(range(10_000))

    def line(text: str) -> Callable[[int], list[str]]:
        return lambda _: [SIG, *text.split()]

    def create(_: int) -> list[str]:
        return [SIG, *f"image-version create {VERSION} -e 2.0.{next(numbers)} --managed-image m".split()]

    return {
        "image-version show": (line(f"image-version show {VERSION} -e 1.0.0"), 7.5),
        "completion request": (line(f"__complete version -- image-version show {VERSION} -e 1"), 7.5),
        "image-version create": (create, 9.0),
        "image-version list (10)": (line(f"image-version list {VERSION}"), 7.5),
        "image-version --help": (line("image-version --help"), 9.0),
        "gallery show": (line("show -g bench -r Bench"), 7.5),
    }


def main() -> int:
    """Print the table; exit 1 when a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        seed(env)
        measured = cases()
        times: dict[str, list[float]] = {name: [] for name in ("python -c pass", *measured)}
        # Interleaved, so that a change of the machine's speed meets every command alike.
        for number in range(RUNS + 1):
            times["python -c pass"].append(run([sys.executable, "-c", "pass"], env))
            for name, (words, _) in measured.items():
                times[name].append(run(words(number), env))
    base = statistics.median(times["python -c pass"][1:])
    print(f"{'command':<26}{'median':>10}{'ratio':>8}{'goal':>8}")
    print(f"{'python -c pass':<26}{base * 1000:>7.1f} ms{1.0:>8.2f}")
    missed = False
    for name, (_, goal) in measured.items():
        median = statistics.median(times[name][1:])
        missed = missed or median / base > goal
        print(f"{name:<26}{median * 1000:>7.1f} ms{median / base:>8.2f}{goal:>8.1f}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
