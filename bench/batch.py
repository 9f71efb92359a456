"""Throughput of ``sig batch``: what a line costs, as a ratio to an empty Python, and to a process of its own."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from startup import SIG, environment, run

ALONE = 20
TOGETHER = 1000
# Of an empty Python, for each line. A process of its own takes 2.6 to 3.4 of them; what is written waits for the disk.
GOALS = {"create": 0.45, "show": 0.1, "create --atomic": 0.4}
SEED = (
    "create -g bench -r Bench -l westus -o none",
    "image-definition create -g bench -r Bench -i web -p Contoso -f Web -s 1 --os-type Linux -o none",
)


def line(number: int, verb: str = "create") -> str:
    made = " --managed-image m -o none" if verb == "create" else " -o none"
    return f"image-version {verb} -g bench -r Bench -i web -e 1.0.{number}{made}"


def batch(lines: list[str], env: dict[str, str], *options: str) -> float:
    """Seconds per line of one process with all of them."""
    start = time.perf_counter()
    subprocess.run([SIG, "batch", "-", *options], env=env, check=True, input="\n".join(lines), text=True)
    return (time.perf_counter() - start) / len(lines)


def alone(verb: str, env: dict[str, str]) -> float:
    """Seconds of a process of its own, the median."""
    return statistics.median(run([SIG, *line(number, verb).split()], env) for number in range(ALONE))


def fresh(folder: Path) -> dict[str, str]:
    folder.mkdir()
    env = environment(str(folder))
    batch(list(SEED), env)
    return env


def main() -> int:
    numbers = range(ALONE, ALONE + TOGETHER)
    with tempfile.TemporaryDirectory() as temporary:
        env = fresh(Path(temporary, "one-by-one"))
        whole = fresh(Path(temporary, "atomic"))
        rows = [
            ("create", alone("create", env), batch([line(number) for number in numbers], env)),
            ("show", alone("show", env), batch([line(number, "show") for number in numbers], env)),
        ]
        rows.append(("create --atomic", rows[0][1], batch([line(number) for number in numbers], whole, "--atomic")))
        empty = statistics.median(run([sys.executable, "-c", "pass"], env) for _ in range(ALONE))
    print(f"{'':<18}{'alone':>10}{'batch':>10}{'faster':>9}{'of Python':>11}{'goal':>7}")
    missed = False
    for name, one, many in rows:
        missed = missed or many / empty > GOALS[name]
        times = f"{one * 1000:>7.1f} ms{many * 1000:>7.2f} ms{one / many:>9.1f}"
        print(f"{name:<18}{times}{many / empty:>11.2f}{GOALS[name]:>7}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
