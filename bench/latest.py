"""``image-version latest`` beside ``show`` under a definition with 10,000 versions, as whole commands."""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from startup import RUNS, SIG, VERSION, environment, run, seed

VERSIONS = 10_000
GOAL = 1.5


def copied(store: str, count: int) -> None:
    """Copy the file of one version to as many numbers: creating 10,000 one by one would take half an hour."""
    (first,) = Path(store).rglob("versions/1.0.0.json")
    text = first.read_text(encoding="utf-8")
    for number in range(count):
        name = f"1.{number // 100}.{number % 100}"
        first.with_name(f"{name}.json").write_text(text.replace("1.0.0", name), encoding="utf-8")


def main() -> int:
    """Print the medians and their ratio; exit 1 when the goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        seed(env)
        copied(os.path.join(folder, "store"), VERSIONS)
        show = [SIG, *f"image-version show {VERSION} -e 1.0.0".split()]
        latest = [SIG, *f"image-version latest {VERSION} --region westus".split()]
        times: list[tuple[float, float]] = [(run(show, env), run(latest, env)) for _ in range(RUNS + 1)]
    medians = [statistics.median(column) for column in zip(*times[1:], strict=True)]
    ratio = medians[1] / medians[0]
    print(
        f"show {medians[0] * 1000:.1f} ms, latest of {VERSIONS:,} {medians[1] * 1000:.1f} ms: {ratio:.2f}, goal {GOAL}"
    )
    return 1 if ratio > GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
