"""A crowd: many processes that write and read one store at once. Run as a program by test_crowd.

It answers what each saw, as lists of words.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
import tempfile
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

from e2e.warmed import forked, quiet, run, waited, warm

if TYPE_CHECKING:
    from collections.abc import Callable

GALLERY = "-g images -r Contoso"
VERSION = f"{GALLERY} -i moving -e 1.0.0"
VERSIONS = f"{GALLERY} -i moving"


def creator(number: int, creates: int, triplets: int, seed: int, tell: Callable[..., None]) -> None:
    """Create definitions of its own with identifiers that others try too, and count in a tag of the gallery."""
    random, said = Random(f"{seed} {number}"), quiet()
    for count in range(creates):
        triplet = random.randrange(triplets)
        publisher = random.choice(["Contoso", "contoso", "CONTOSO"])  # identifiers are compared without regard to case
        line = f"image-definition create {GALLERY} -i p{number}-{count} -p {publisher} -f o{triplet % 7} -s s{triplet}"
        code = run(shlex.split(f"{line} --os-type Linux"))
        tell("create", code, f"o{triplet % 7} s{triplet}", said())
        if count % 5 == 0:
            code = run(shlex.split(f"update {GALLERY} --set tags.p{number}={count}"))
            tell("count", code, count, said())


def mover(moves: int, tell: Callable[..., None]) -> None:
    """Delete a version softly and bring it back, again and again."""
    said = quiet()
    for _ in range(moves):
        for verb in ("delete", "undelete"):
            tell("move", run(shlex.split(f"image-version {verb} {VERSION}")), verb, said())


def reader(is_over: Callable[[], bool], tell: Callable[..., None]) -> None:
    """Read until it is over what the mover and the creators write."""
    from sig.domain.resource_id import version_id
    from sig.domain.soft_delete import artifact_id
    from sig.store import open_store

    said = quiet()
    store = open_store(os.environ["SIG_STORE"])
    version = version_id("00000000-0000-0000-0000-000000000000", "images", "Contoso", "moving", "1.0.0")
    places = [version, artifact_id(version)]
    while True:
        last = is_over()
        places.reverse()
        # One view, open for as long as commands take that run between its answers: others write meanwhile.
        with store.reading() as view:
            seen = []
            for place in places:
                seen += [view.get(place) is not None, view.exists(place)]
                for line in (
                    f"image-definition list {GALLERY}",
                    f"image-version list {VERSIONS}",
                    f"image-version list-soft-deleted {VERSIONS}",
                    f"show {GALLERY}",
                ):
                    tell("read", run(shlex.split(line)), line, said())
        tell("seen", 0, sorted(seen), "")
        if last:
            return


def crowd(creators: int, creates: int, triplets: int, moves: int, readers: int, seed: int) -> list[list[object]]:
    """What every process told, each entry: process, what, exit code, more, stderr."""
    with tempfile.TemporaryDirectory() as folder:
        over = os.path.join(folder, "over")
        started, start = os.pipe()

        def worker(number: int, work: Callable[[Callable[..., None]], None]) -> int:
            """A process that waits for all others before it begins."""

            def body() -> int:
                os.close(start)
                os.read(started, 1)  # ends when the last copy of the other end is closed
                with open(os.path.join(folder, str(number)), "w", encoding="utf-8") as log:
                    work(lambda *words: print(json.dumps([number, *words]), file=log))
                return 0

            return forked(body)

        writing = [
            worker(number, lambda tell, number=number: creator(number, creates, triplets, seed, tell))  # type: ignore[misc]
            for number in range(creators)
        ]
        writing.append(worker(creators, lambda tell: mover(moves, tell)))
        reading = [
            worker(creators + 1 + number, lambda tell: reader(lambda: os.path.exists(over), tell))
            for number in range(readers)
        ]
        os.close(start)
        codes = [waited(process) for process in writing]
        with open(over, "w", encoding="utf-8"):
            pass
        codes += [waited(process) for process in reading]
        told: list[list[object]] = [[number, "end", code, "", ""] for number, code in enumerate(codes)]
        for number in range(len(codes)):
            with suppress(FileNotFoundError), open(os.path.join(folder, str(number)), encoding="utf-8") as log:
                told += map(json.loads, log)
        return told


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    warm()
    sys.stdout.write(json.dumps(crowd(**given)))
