"""A storm: parallel writers that are killed at random, again and again. Run as a program by test_storm.

Each writer keeps a log of what it tries and of what was said to be done. The logs are written past the shim
that kills, and belong to what is compared with the store afterwards.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
from random import Random
from typing import TYPE_CHECKING

from e2e.killer import Killer
from e2e.warmed import forked, quiet, run, waited, warm

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFINITION = "-g images -r Contoso -i web"
_LONGEST_LIFE = 150  # operations on the disk: some five commands


def steps(life: int, random: Random) -> Iterator[tuple[str, str]]:
    """What one writer does: a name for the log, and the command line."""
    for patch in range(10_000):
        number = f"{life}.0.{patch}"
        version = f"{DEFINITION} -e {number}"
        yield f"create {number}", f"image-version create {version} --managed-image web-41"
        if random.random() < 0.5:
            yield f"tag {number}", f"image-version update {version} --set tags.a=b"
        if random.random() < 0.5:
            yield f"delete {number}", f"image-version delete {version}"
            if random.random() < 0.7:
                yield f"undelete {number}", f"image-version undelete {version}"


def live(slot: int, life: int, seed: int, log: str) -> int:
    """One writer, until it is killed; every other step it counts in a tag of the definition that all share."""
    random = Random(f"{seed} {life}")
    said, write = quiet(), os.write
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    Killer(
        os.environ["SIG_STORE"], random.randint(1, _LONGEST_LIFE), lambda _: None, torn=random.random() < 0.2
    ).install()
    for count, (name, line) in enumerate(steps(life, random)):
        counted = (
            f"count {life * 1000 + count}",
            f"image-definition update {DEFINITION} --set {_tag(slot, life, count)}",
        )
        for what, words in ((name, line), counted):
            write(descriptor, f"try {what}\n".encode())
            if run(shlex.split(words)) != 0:
                write(descriptor, f"refused {what}: {said()!r}\n".encode())
                return 1
            write(descriptor, f"done {what}\n".encode())
    return 0


def _tag(slot: int, life: int, count: int) -> str:
    return f"tags.writer{slot}={life * 1000 + count}"


def storm(kills: int, writers: int, seed: int, logs: str) -> int:
    """Keep ``writers`` alive until ``kills`` were killed; how many lived on to be refused, which is a failure."""
    random = Random(seed)
    running: dict[int, int] = {}
    lives = refused = 0
    while running or lives < kills:
        for slot in range(writers):
            if slot not in running.values() and lives < kills:
                lives += 1
                process = forked(lambda slot=slot, life=lives: live(slot, life, seed, f"{logs}/{slot}"))  # type: ignore[misc]
                running[process] = slot
        ended, status = os.waitpid(-1, 0)
        del running[ended]
        refused += os.WIFEXITED(status)
        if running and random.random() < 0.3:  # this one at whatever it does right now
            victim = random.choice(sorted(running))
            os.kill(victim, signal.SIGKILL)
            refused += waited(victim) is not None
            del running[victim]
    return refused


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    warm()
    sys.stdout.write(json.dumps({"refused": storm(**given)}))
