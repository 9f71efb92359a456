"""An interpreter with everything imported that forks a process per command: hundreds of them in a second.

Run as a program it serves: a request per line of stdin, an answer per line of stdout, both JSON.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from e2e.installed import FRONT_DOOR, TYPERS_DOOR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from e2e.installed import Sig

_PATH = os.pathsep.join(filter(None, sys.path))  # what the tests import, the interpreter imports from there too


class Ended(NamedTuple):
    """How a process ended: by ``exit_code`` or, if that is None, by the signal that killed it."""

    exit_code: int | None
    stdout: str
    stderr: str
    operations: list[str]

    @property
    def killed(self) -> bool:
        return self.exit_code is None


class Warmed:
    """The warmed interpreter, as tests talk to it."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": _PATH}
        command = [sys.executable, "-m", "e2e.warmed"]
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate()

    def __call__(
        self, sig: Sig, line: str, *, kill_at: int = 0, torn: bool = False, largest_file: int | None = None
    ) -> Ended:
        """``sig`` with the words of ``line`` in a process of its own; its operations on the disk are counted.

        It is killed before the operation ``kill_at``, counted from 1, or if ``torn`` in the middle of it. Files
        may have ``largest_file`` bytes.
        """
        request = {
            "words": shlex.split(line),
            "folder": str(sig.folder),
            "environment": sig.environment,
            "root": str(sig.store),
            "kill_at": kill_at,
            "torn": torn,
            "largest_file": largest_file,
        }
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        return Ended(**json.loads(self._server.stdout.readline()))


def program(module: str, sig: Sig, **given: Any) -> Any:
    """What the program ``module`` of this package answers to ``given``, in the folder and environment of ``sig``."""
    done = subprocess.run(
        [sys.executable, "-m", f"e2e.{module}", json.dumps(given)],
        check=False,
        cwd=sig.folder,
        env={**sig.environment, "PYTHONPATH": _PATH},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def warm() -> None:
    """Import what commands import, by running some in a store that is thrown away."""
    environment = dict(os.environ)
    definition = "-g g -r R -i i"
    version = f"{definition} -e 1.0.0"
    lines = (
        "group create -n g -l westus",
        "create -g g -r R --soft-delete true",
        f"image-definition create {definition} -p P -f F -s S --os-type Linux",
        f"image-definition list {definition.removesuffix(' -i i')}",
        f"image-version create {version} --managed-image m",
        f"image-version update {version} --set tags.a=b",
        f"image-version delete {version}",
        f"image-version undelete {version}",
        f"image-version delete {version}",
        f"image-version show {version}",
        f"image-version list {definition}",
        f"image-version list-soft-deleted {definition}",
        "group delete -n g --yes",
        "nonsense",
    )
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w", encoding="utf-8") as nowhere:
        kept = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = nowhere
        os.environ["SIG_STORE"] = f"{folder}/store"
        os.environ["SIG_CONFIG_DIR"] = folder
        for door in (FRONT_DOOR, TYPERS_DOOR):
            os.environ.update({f"SIG_{name}": text for name, text in door.items()})
            for line in lines:
                run(shlex.split(line))
        sys.stdout, sys.stderr = kept
    os.environ.clear()
    os.environ.update(environment)


def run(words: Sequence[str]) -> int:
    """The command ``sig`` from its entry point, in this process; its exit code."""
    from sig.__main__ import run as run_command

    sys.argv = ["sig", *words]
    return run_command(list(words))


def forked(work: Callable[[], int]) -> int:
    """A process that does ``work`` and ends with its exit code; the number of the process."""
    process = os.fork()
    if process == 0:
        code = 70
        try:
            code = work()
        finally:
            with suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)
    return process


def quiet() -> Callable[[], str]:
    """Let this process print to nobody; the answer gives what it has said on stderr since it was asked last."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
    os.dup2(file.fileno(), 2)

    def said() -> str:
        sys.stderr.flush()
        file.seek(0)
        text = file.read().decode()
        file.seek(0)
        file.truncate()
        return text

    return said


def waited(process: int) -> int | None:
    """The exit code of ``process``, None if a signal killed it."""
    _, status = os.waitpid(process, 0)
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else None


def _served(request: dict[str, Any]) -> dict[str, Any]:
    pipes = [os.pipe() for _ in ("stdout", "stderr", "operations")]

    def command() -> int:
        from e2e.killer import Killer

        out, err, notes = (writing for _, writing in pipes)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        if request["largest_file"] is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (request["largest_file"], resource.RLIM_INFINITY))
        write = os.write
        killer = Killer(
            request["root"],
            request["kill_at"],
            lambda operation: write(notes, f"{operation}\n".encode()),
            torn=request["torn"],
        )
        killer.install()
        return run(request["words"])

    process = forked(command)
    for _, writing in pipes:
        os.close(writing)
    said = []
    for reading, _ in pipes:  # one after the other: what a command says fits into a pipe
        with open(reading, encoding="utf-8") as file:
            said.append(file.read())
    return Ended(waited(process), said[0], said[1], said[2].splitlines())._asdict()


def serve() -> None:
    warm()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the tests end it by closing its stdin
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_served(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
