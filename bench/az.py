"""``sig image-version show`` beside that of azure-cli, which asks ``sig serve``: whole commands on one store, in turns.

azure-cli is the one of ``just clients``, and logs in as its tests do; so ``tests`` is on the path: ``just bench-az``.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clients import installing
from clients.conftest import Pointed, variables
from clients.test_azure_cli import LOGINS, Az
from e2e.installed import Outcome, Sig
from e2e.serving import serving

ROUNDS = 10
GOAL = 15.0
VERSION = "-g bench -r Bench -i web -e 1.0.0"
SHOW = f"image-version show {VERSION}"
SEED = (
    "group create -n bench -l westus",
    "create -g bench -r Bench",
    "image-definition create -g bench -r Bench -i web -p Contoso -f Web -s 1 --os-type Linux",
    f"image-version create {VERSION} --managed-image m --target-regions westus=2 eastus",
)

Ran = Outcome | subprocess.CompletedProcess[str]


def succeeded(done: Ran) -> str:
    """What a command printed; one that failed ends the measurement with its own words."""
    code = done.exit_code if isinstance(done, Outcome) else done.returncode
    if code:
        raise SystemExit(f"A command failed:\n{done.stderr}")
    return done.stdout


def timed(command: Callable[[], Ran]) -> tuple[float, str]:
    """Seconds of one whole command, and what it printed."""
    start = time.perf_counter()
    done = command()
    seconds = time.perf_counter() - start
    return seconds, succeeded(done)


def members(found: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that holds no other, with where it stands."""
    if not found or not isinstance(found, dict | list):
        yield path, found
        return
    for name, value in found.items() if isinstance(found, dict) else enumerate(found):
        yield from members(value, f"{path}.{name}" if path else str(name))


def differing(one: str, other: str) -> list[str]:
    """Where two JSON documents are not the same."""
    left, right = dict(members(json.loads(one))), dict(members(json.loads(other)))
    return sorted(
        path for path in {*left, *right} if path not in left or path not in right or left[path] != right[path]
    )


def main() -> int:
    """Print the table; exit 1 when the goal is missed, 2 when there is no azure-cli."""
    try:
        installing.python("azure-cli", "azure-cli")
    except (pytest.skip.Exception, subprocess.TimeoutExpired) as reason:
        print(f"azure-cli cannot be installed, nothing was measured: {reason}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        sig = Sig(Path(folder), {"SIG_PROFILE": "current"})
        for line in SEED:
            succeeded(sig(line))
        with serving(sig) as server:
            az = Az(Pointed(server, variables(server)))
            succeeded(az(LOGINS[0]))
            version = succeeded(az("version --query '\"azure-cli\"' -o tsv")).strip()
            # In turns, so that a change of the machine's speed meets both alike; the first round warms up.
            rounds = [(timed(lambda: az(f"sig {SHOW}")), timed(lambda: sig(SHOW))) for _ in range(ROUNDS + 1)]
    (_, theirs), (_, ours) = rounds[-1]
    slow, quick = (statistics.median(seconds for seconds, _ in column) for column in zip(*rounds[1:], strict=True))
    ratio = slow / quick
    missed = ratio < GOAL
    print(f"{'image-version show':<22}{'median':>10}")
    print(f"{f'az {version}, served':<22}{slow * 1000:>7.1f} ms")
    print(f"{'sig':<22}{quick * 1000:>7.1f} ms")
    print(f"{'ratio':<22}{ratio:>7.1f}      at least {GOAL:g}{'  missed' if missed else ''}")
    print(f"differing members: {', '.join(differing(ours, theirs)) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
