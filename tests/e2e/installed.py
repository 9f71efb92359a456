"""The installed ``sig`` as a subprocess, in an environment that holds nothing of the tester's own."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

EXECUTABLE = Path(sys.executable).with_name("sig.exe" if os.name == "nt" else "sig")
# Settings by which a command line goes through a door: the front door leaves to Typer what it does not bind itself.
FRONT_DOOR: Mapping[str, str] = {}
TYPERS_DOOR: Mapping[str, str] = {"FRONT_DOOR": "off"}
# For what has nothing to do with how a command line is bound; beside each use stands why.
ONE_DOOR = pytest.mark.parametrize("door", [FRONT_DOOR], ids=["one door"])
_TESTERS_OWN = ("SIG_", "AZURE_", "_SIG_", "XDG_", "PYTHON", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "TERM")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one command ended and what it said."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """What stdout says as JSON; a command that failed fails the test with its own words."""
        assert self.exit_code == 0, self.stderr
        return json.loads(self.stdout)


@dataclass(frozen=True, slots=True)
class Sig:
    """``sig`` with a store and settings of its own below ``folder``, which is its working directory too.

    ``stays`` runs every command line in this process: quicker, where another run of the same has processes.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    stays: bool = False

    def __call__(self, line: str, *words: str, stdin: str = "") -> Outcome:
        """Run the command line ``line``, given as a shell would be; ``words`` follow it as they are."""
        if self.stays:
            return self._in_process([*shlex.split(line), *words], stdin)
        return self._outcome([str(EXECUTABLE), *shlex.split(line), *words], stdin)

    def shell(self, script: str) -> Outcome:
        """Run ``script`` in a POSIX shell that finds ``sig`` on its path."""
        return self._outcome(["sh", "-c", script])

    def _outcome(self, command: list[str], stdin: str = "") -> Outcome:
        done = subprocess.run(
            command,
            check=False,
            cwd=self.folder,
            env=self.environment,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def in_process(self, line: str) -> Outcome:
        """The same through the entry point of this interpreter: quicker, where the process is not the matter."""
        return self._in_process(shlex.split(line))

    def _in_process(self, words: list[str], stdin: str = "") -> Outcome:
        from sig.__main__ import run

        stdout, stderr = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(stdout), redirect_stderr(stderr):
            patch.chdir(self.folder)
            for name in set(os.environ) - set(self.environment):
                patch.delenv(name)
            for name, text in self.environment.items():
                patch.setenv(name, text)
            patch.setattr(sys, "argv", ["sig", *words])
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            exit_code = run(words)
        return Outcome(exit_code, stdout.getvalue(), stderr.getvalue())

    def given(self, **settings: str) -> Sig:
        """The same store under other ``SIG_*`` settings, named without their prefix."""
        return replace(self, settings={**self.settings, **{f"SIG_{name}": text for name, text in settings.items()}})

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if not name.startswith(_TESTERS_OWN)}
        return {
            **kept,
            "PATH": os.pathsep.join([str(EXECUTABLE.parent), kept.get("PATH", os.defpath)]),
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
            "SIG_STORE": str(self.store),
            "SIG_CONFIG_DIR": str(self.folder / "settings"),
            "SIG_SERVE_HOME": str(self.folder / "serve"),
            **self.settings,
        }
