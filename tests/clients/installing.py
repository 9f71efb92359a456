"""Real clients of Azure, installed once into a folder of their own, and found there by the next run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[2]
HOME = Path(os.environ.get("SIG_CLIENTS_HOME") or PROJECT / ".clients")
PROGRAMS = Path(__file__).parent / "programs"
WANTED = "SIG_CLIENTS"
_INSTALL_SECONDS = 900


def python(name: str, *packages: str) -> Path:
    """The ``bin`` folder of a virtual environment with ``packages``."""
    folder = HOME / name
    found = folder / "bin"
    with _alone(name):
        if not (folder / "installed").exists():
            _run([sys.executable, "-m", "venv", str(folder)], HOME)
            _run([str(found / "pip"), "install", "--quiet", *packages], HOME)
            (folder / "installed").touch()
    return found


def node(name: str, *packages: str) -> Path:
    """A folder in whose programs ``packages`` can be imported."""
    _require("npm", "node")
    folder = HOME / name
    with _alone(name):
        if not (folder / "installed").exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "package.json").write_text('{"private": true, "type": "module"}', encoding="utf-8")
            _run(["npm", "install", "--silent", *packages], folder)
            (folder / "installed").touch()
    return folder


def go(name: str, program: Path) -> Path:
    """``program`` (a folder with a module) as an executable."""
    _require("go")
    folder = HOME / name
    shutil.copytree(program, folder, dirs_exist_ok=True)
    _run(["go", "mod", "tidy"], folder)
    _build(["go", "build", "-o", "tour", "."], folder)
    return folder / "tour"


def java(name: str, program: Path) -> list[str]:
    """The command that runs ``program`` (a folder with a Maven project, which names its libraries)."""
    _require("java", "javac", "mvn")
    folder = HOME / name
    shutil.copytree(program, folder, dirs_exist_ok=True)
    _run(["mvn", "-q", "-B", "dependency:build-classpath", "-Dmdep.outputFile=classpath.txt"], folder)
    libraries = (folder / "classpath.txt").read_text(encoding="utf-8").strip()
    _build(["javac", "-cp", libraries, "-d", "classes", "src/main/java/Tour.java"], folder)
    return ["java", "-cp", os.pathsep.join([str(folder / "classes"), libraries]), "Tour"]


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Tests run side by side: only one of them installs, the others find what it installed."""
    HOME.mkdir(parents=True, exist_ok=True)
    with open(HOME / f"{name}.lock", "w", encoding="utf-8") as file:
        if os.name == "posix":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _require(*tools: str) -> None:
    for tool in tools:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")


def _run(command: list[str], folder: Path) -> None:
    """Run ``command``, or skip with what it said: without a way to its registry a client cannot be had."""
    done = _ended(command, folder)
    if done.returncode:
        pytest.skip(f"{' '.join(command[:4])} failed: {(done.stderr + done.stdout)[-400:]}")


def _build(command: list[str], folder: Path) -> None:
    done = _ended(command, folder)
    assert done.returncode == 0, done.stderr + done.stdout


def _ended(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=_INSTALL_SECONDS)
