"""Throughput of ``sig batch``: lines per second, as ratios to one process per command in the same run."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from startup import SIG, environment, run

ALONE = 20
TOGETHER = 1000
GOAL = 20.0
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
    print(f"{'':<18}{'alone':>10}{'batch':>10}{'ratio':>9}   goal")
    for name, one, many in rows:
        print(f"{name:<18}{one * 1000:>7.1f} ms{many * 1000:>7.2f} ms{one / many:>9.1f}   at least {GOAL:g}")
    return 0 if all(one / many >= GOAL for _, one, many in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
