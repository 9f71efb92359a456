"""Fuzz the server for a while: ``just fuzz``. Prints what it answered; exits with 1 where anything failed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from fuzz.fuzzing import run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=100, help="requests that are made up for each operation")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), asked.examples, asked.seed)
    sys.stdout.write(outcome.said)
    statuses: Counter[int] = Counter()
    for (_, status), times in outcome.answers.items():
        statuses[status] += times
    sys.stdout.write(f"\n{outcome.requests} requests: {dict(sorted(statuses.items()))}\n")
    sys.stdout.write(f"Server errors: {outcome.failures or 'none'}\n")
    sys.stdout.write(f"Operations that never succeeded: {', '.join(outcome.unreached) or 'none'}\n")
    return 1 if outcome.code or outcome.failures or outcome.unreached else 0


if __name__ == "__main__":
    sys.exit(main())
