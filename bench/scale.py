"""What commands cost in a large store, as ratios to the same in an empty one or to bare work on the same files.

100,000 versions, 10,000 of them of one definition; and 100 galleries of 1,000 definitions each.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson
from startup import MIB, SIG, peak_memory

RUNS = 15
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
BELOW_SUBSCRIPTION = f"subscriptions/{SUBSCRIPTION}/resourcegroups"
GALLERY = "-g bench -r Bench"
DEFINITION = f"{GALLERY} -i web"
LARGE, DEFINITIONS = 10_000, 10  # versions of each of the definitions
GALLERIES, OF_EACH = 100, 1_000
READERS, WRITERS = 1_000, 4


class Row(NamedTuple):
    """One line of the table: what was measured, in which unit, and what it may be."""

    name: str
    measured: float
    goal: float
    unit: str = ""
    detail: str = ""

    @property
    def missed(self) -> bool:
        return self.measured > self.goal

    def __str__(self) -> str:
        verdict = "missed" if self.missed else ""
        columns = f"{self.name:<42}{self.measured:>9.2f}{self.unit:<4}{self.goal:>8g}{self.unit:<4}"
        return f"{columns} {verdict:<7} {self.detail}".rstrip()


def environment(folder: Path) -> dict[str, str]:
    """A clean environment with a store and a home of its own."""
    foreign = ("SIG_", "AZURE_", "PYTHON", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "SIG_STORE": str(folder / "store"), "HOME": str(folder)}


def sig(env: dict[str, str], line: str) -> float:
    """Seconds of one whole command."""
    start = time.perf_counter()
    subprocess.run([SIG, *line.split()], env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


# -- stores ---------------------------------------------------------------------------------------


def furnish(env: dict[str, str]) -> None:
    for line in (
        "group create -n bench -l westus",
        f"create {GALLERY}",
        f"image-definition create {DEFINITION} -p Contoso -f Web -s web --os-type Linux",
        f"image-version create {DEFINITION} -e 0.0.1 --managed-image m --target-regions westus=2 eastus",
    ):
        sig(env, line)


def multiply(sample: Path, names: Sequence[str], put: Callable[[str], Path]) -> None:
    """Write copies of the document ``sample`` under other names: the files that as many creates would leave."""
    document = orjson.loads(sample.read_bytes())
    body = document["resource"]
    above = body["id"].rpartition("/")[0]
    for name in names:
        body["name"], body["id"] = name, f"{above}/{name}"
        path = put(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def grow_versions(store: Path) -> None:
    """100,000 versions in ten definitions, 10,000 in each."""
    images = store / BELOW_SUBSCRIPTION / "bench/providers/microsoft.compute/galleries/bench/images"
    others = [f"other{number}" for number in range(DEFINITIONS - 1)]
    multiply(images / "web/resource.json", others, lambda name: images / name / "resource.json")
    numbers = [f"1.{number // 100}.{number % 100}" for number in range(LARGE)]
    sample = images / "web/versions/0.0.1.json"
    for name in ["web", *others]:
        holder = images / name / "versions"
        text = sample.read_text().replace("/images/web/", f"/images/{name}/")
        holder.mkdir(exist_ok=True)
        of_this = holder / "0.0.1.json"
        of_this.write_text(text)
        multiply(of_this, numbers, lambda number, holder=holder: holder / f"{number}.json")  # type: ignore[misc]


def grow_galleries(store: Path) -> None:
    """100 galleries of 1,000 definitions each."""
    galleries = store / BELOW_SUBSCRIPTION / "bench/providers/microsoft.compute/galleries"
    names = [f"gallery{number}" for number in range(GALLERIES - 1)]
    multiply(galleries / "bench/resource.json", names, lambda name: galleries / name / "resource.json")
    definitions = [f"image{number}" for number in range(OF_EACH - 1)]
    for name in ["bench", *names]:
        images = galleries / name / "images"
        (images / "web").mkdir(parents=True, exist_ok=True)
        sample = images / "web/resource.json"
        text = (galleries / "bench/images/web/resource.json").read_text()
        sample.write_text(text.replace("/galleries/Bench/", f"/galleries/{name}/"))
        multiply(sample, definitions, lambda image, images=images: images / image / "resource.json")  # type: ignore[misc]


# -- what is measured -----------------------------------------------------------------------------


def ratio(small: Callable[[], float], large: Callable[[], float], runs: int = RUNS) -> tuple[float, str]:
    """The median of ``large`` by that of ``small``, taken in turns so that both meet the same machine."""
    pairs = [(small(), large()) for _ in range(runs + 1)][1:]
    one, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    return other / one, f"{other * 1000:.1f} ms / {one * 1000:.1f} ms"


def costs(empty: dict[str, str], large: dict[str, str]) -> Iterator[Row]:
    numbers = iter(range(10_000))

    def create(env: dict[str, str]) -> float:
        return sig(env, f"image-version create {DEFINITION} -e 9.0.{next(numbers)} --managed-image m")

    def show(env: dict[str, str]) -> float:
        return sig(env, f"image-version show {DEFINITION} -e 0.0.1")

    yield Row("create, to an empty store", *reordered(ratio(lambda: create(empty), lambda: create(large)), 1.3))
    yield Row("show, to an empty store", *reordered(ratio(lambda: show(empty), lambda: show(large)), 1.15))


def reordered(measured: tuple[float, str], goal: float) -> tuple[float, float, str, str]:
    return measured[0], goal, "", measured[1]


def bare_loop(versions: Path, out: Path) -> float:
    """Seconds that Python itself needs to open, read and parse the same files, and to write one text of all."""
    start = time.perf_counter()
    found = []
    for entry in os.scandir(versions):
        with open(entry.path, "rb") as file:
            found.append(orjson.loads(file.read()))
    out.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
    return time.perf_counter() - start


def in_process(env: dict[str, str], line: str, out: Path) -> float:
    """Seconds of a command without the start of Python, which is measured elsewhere (bench/startup.py)."""
    from sig.cli.app import run

    kept, stdout = dict(os.environ), sys.stdout
    os.environ.clear()
    os.environ.update(env)
    gc.disable()  # as the command does
    try:
        with open(out, "w", encoding="utf-8") as sys.stdout:
            start = time.perf_counter()
            assert run(line.split()) == 0
            return time.perf_counter() - start
    finally:
        gc.enable()
        sys.stdout = stdout
        os.environ.clear()
        os.environ.update(kept)


def lists(large: dict[str, str], folder: Path) -> Iterator[Row]:
    versions = Path(large["SIG_STORE"], BELOW_SUBSCRIPTION, "bench/providers/microsoft.compute/galleries/bench")
    out = folder / "out"
    every = f"image-version list {DEFINITION} -o json"
    measured = ratio(
        lambda: bare_loop(versions / "images/web/versions", out), lambda: in_process(large, every, out), runs=5
    )
    yield Row("list of 10,000, to a bare loop", *reordered(measured, 2.5))
    yield Row("list of 10,000, peak memory", peak_memory([SIG, *every.split()], large) / MIB, 120, " MiB")


_COUNTING = """
import os, sys
store, *words = sys.argv[1:]
opened = 0
def seen(event, args):
    global opened
    if event == "open" and isinstance(args[0], str) and args[0].startswith(f"{store}/subscriptions/"):
        opened += os.path.isfile(args[0])
sys.addaudithook(seen)
from sig.__main__ import run
code = run(words)
assert code == 0, code
print(opened, file=sys.stderr)
"""


def documents_opened(env: dict[str, str], line: str) -> int:
    """How many documents a command opens."""
    words = [sys.executable, "-c", _COUNTING, env["SIG_STORE"], *line.split()]
    done = subprocess.run(words, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return int(done.stderr.split()[-1])


def opens(large: dict[str, str], galleries: dict[str, str]) -> Iterator[Row]:
    unit = ""
    yield Row("gallery list of 100: documents opened", documents_opened(galleries, "gallery list"), GALLERIES, unit)
    names = f"image-version list {DEFINITION} --query [].name -o tsv"
    yield Row("list of 10,000 names: documents opened", documents_opened(large, names), 0, unit)
    typed = f"__complete version --current=1.5 image-version show {DEFINITION} -e 1.5"
    yield Row("completion among 10,000: documents opened", documents_opened(large, typed), 0, unit)


def crowd(large: dict[str, str]) -> Iterator[Row]:
    """1,000 processes read one version while others write: how many of them fail."""
    from sig.cli.app import run

    os.environ.update(large)
    over = Path(large["HOME"], "over")
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        kept, sys.stdout = sys.stdout, nowhere
        run(f"image-version show {DEFINITION} -e 0.0.1".split())  # the readers are forked from a warmed interpreter
        sys.stdout = kept

    def forked(work: Callable[[], int]) -> int:
        process = os.fork()
        if process == 0:
            code = 1
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                code = work()
            finally:
                os._exit(code)
        return process

    def write(number: int) -> int:
        count = 0
        while not over.exists():
            count += 1
            if run(f"image-version update {DEFINITION} -e 0.0.1 --set tags.writer{number}={count}".split()):
                return 1
        return 0

    writers = [forked(lambda number=number: write(number)) for number in range(WRITERS)]  # type: ignore[misc]
    readers = [forked(lambda: run(f"image-version show {DEFINITION} -e 0.0.1".split())) for _ in range(READERS)]
    failed = sum(os.waitpid(process, 0)[1] != 0 for process in readers)
    over.touch()
    failed += sum(os.waitpid(process, 0)[1] != 0 for process in writers)
    yield Row("1,000 readers beside 4 writers: failed", failed, 0)


def main() -> int:
    """Print the table; exit 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where to build the stores; a temporary folder when not given")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        envs = []
        for store in ("empty", "large", "galleries"):
            (folder / store).mkdir()
            envs.append(environment(folder / store))
            furnish(envs[-1])
        empty, large, galleries = envs
        start = time.perf_counter()
        grow_versions(Path(large["SIG_STORE"]))
        grow_galleries(Path(galleries["SIG_STORE"]))
        print(f"built 100,000 versions and 100,000 definitions in {time.perf_counter() - start:.0f} s", flush=True)
        print(f"{'what':<42}{'measured':>9}{'':<4}{'goal':>8}")
        missed = False
        for rows in (costs(empty, large), lists(large, folder), opens(large, galleries), crowd(large)):
            for row in rows:
                print(row, flush=True)
                missed = missed or row.missed
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
