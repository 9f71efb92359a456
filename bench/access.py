"""``image-version show`` and ``list`` of 100 with ``--as``, among 10 and 1,000 role assignments, as whole commands."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

from latest import copied
from startup import BASE, RUNS, SIG, VERSION, environment, exceeds, run, seed

VERSIONS = 100
ALICE = "--as alice@contoso.com"
LINES = {"show": f"image-version show {VERSION} -e 1.0.0", "list": f"image-version list {VERSION}"}
GOALS = {("show", 10): 4.0, ("list", 10): 4.5, ("show", 1000): 6.5, ("list", 1000): 7.5}


def answer(line: str, env: dict[str, str]) -> str:
    return subprocess.run([SIG, *line.split()], env=env, check=True, capture_output=True, text=True).stdout.strip()


def fill(env: dict[str, str]) -> None:
    """A definition with 100 versions, and a user who may read it."""
    seed(env)
    copied(env["SIG_STORE"], VERSIONS)
    answer("ad user create --display-name a --user-principal-name alice@contoso.com --password One5mall+", env)
    scope = answer("image-definition show -g bench -r Bench -i web --query id -o tsv", env)
    answer(f"role assignment create --assignee alice@contoso.com --role Reader --scope {scope}", env)


def assign(store: str, count: int) -> None:
    """Give roles to others until there are so many assignments."""
    first, *more = Path(store).rglob("roleassignments/*/resource.json")
    text = first.read_text(encoding="utf-8")
    alice = json.loads(text)["resource"]["properties"]["principalId"]
    for _ in range(count - 1 - len(more)):
        name = str(uuid4())
        first.parent.with_name(name).mkdir()
        other = text.replace(first.parent.name, name).replace(alice, str(uuid4()))
        first.parent.with_name(name).joinpath(first.name).write_text(other, encoding="utf-8")


def main() -> int:
    """Print the table; exit 1 when a goal is missed."""
    commands: dict[tuple[str, int], tuple[list[str], dict[str, str]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        for count in (10, 1000):
            place = {**env, "SIG_STORE": os.path.join(folder, f"store{count}")}
            fill(place)
            assign(place["SIG_STORE"], count)
            commands |= {(name, count): ([SIG, *f"{line} {ALICE}".split()], place) for name, line in LINES.items()}
        commands |= {(name, 0): ([SIG, *line.split()], place) for name, line in LINES.items()}
        every = {(BASE, 0): ([sys.executable, "-c", "pass"], env), **commands}
        rounds = [{name: run(*command) for name, command in every.items()} for _ in range(RUNS + 1)]
    medians = {name: statistics.median(times[name] for times in rounds[1:]) for name in every}
    base = medians[BASE, 0]
    missed = False
    for (name, count), seconds in medians.items():
        most = GOALS.get((name, count))
        over = exceeds(seconds / base, most)
        missed = missed or over
        who = f"{name}, {f'caller among {count:,}' if count else 'owner'}" if name in LINES else name
        goal = "" if most is None else f"goal {most}"
        print(f"{who:<28}{seconds * 1000:>7.1f} ms{seconds / base:>8.2f}  {goal}{'  missed' if over else ''}".rstrip())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
