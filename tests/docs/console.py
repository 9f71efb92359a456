"""The examples of the documentation: ``console`` blocks, run as one shell session per page.

A line that begins with ``$ `` is a command, ``> `` continues it, and what follows is what it prints. A line
``…`` stands for any lines. ``python tests/docs/console.py PAGE...`` writes what the commands print now.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = "/home/you/images"
"""How the pages write the folder that their session runs in."""

SETTINGS = "/home/you/.config/sig"
"""How the pages write the folder of the user's settings."""

ELLIPSIS = "…"
_FENCE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TESTERS_OWN = ("SIG_", "AZURE_", "_SIG_", "XDG_", "PYTHON", "GIT_", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "TERM")
_PATIENCE = 120  # seconds for a page whose command waits for what never comes
_END = "-- end of the example, exit code "
# What differs from run to run, whichever way it is written.
_VARYING = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)"), "<time>"),
    (re.compile(r"\b(?!([0-9a-f])\1{7}-)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "<guid>"),
    (re.compile(r"\b[0-9a-f]{7}\b(?=\.\.|\])"), "<commit>"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """One command of a page and the output that the page promises; ``line`` is where it stands."""

    line: int
    command: str
    promised: str


@dataclass(frozen=True, slots=True)
class Run:
    output: str
    exit_code: int


def examples(text: str) -> list[Example]:
    """The commands of a page's ``console`` blocks, in order."""
    found = []
    for fence in _FENCE.finditer(text):
        line = text.count("\n", 0, fence.start()) + 2
        for part in re.split(r"^(?=\$ )", fence[1], flags=re.MULTILINE):
            if part.startswith("$ "):
                found.append(_example(line, part.splitlines()))
            line += part.count("\n")
    return found


def _example(line: int, lines: list[str]) -> Example:
    continued = next((at for at, text in enumerate(lines[1:], 1) if not text.startswith("> ")), len(lines))
    command = "\n".join(text[2:] for text in lines[:continued])
    return Example(line, command, "\n".join(lines[continued:]))


def environment(folder: Path) -> dict[str, str]:
    """An environment with the ``sig`` of this interpreter and nothing of the tester's own."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(_TESTERS_OWN)}
    identity = {f"GIT_{who}_{what}": "you" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {
        **kept,
        **identity,
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), kept.get("PATH", os.defpath)]),
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "SIG_CONFIG_DIR": str(_settings(folder)),
    }


def _settings(folder: Path) -> Path:
    return folder.parent / "settings"


def session(commands: list[str], folder: Path) -> list[Run]:
    """Run ``commands`` in one shell in ``folder``; what they print on stdout and stderr, with exit codes."""
    script = ["exec 2>&1"]
    for command in commands:
        script += [f"{{ {command}\n}}", f"code=$?; printf '\\n{_END}%s\\n' $code; (exit $code)"]
    done = subprocess.run(
        ["sh", "-c", "\n".join(script)],
        check=False,
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=_PATIENCE,
    )
    parts = re.split(rf"\n{_END}(\d+)\n", done.stdout)
    outputs = [text.replace(str(folder), PLACE).replace(str(_settings(folder)), SETTINGS) for text in parts[:-1:2]]
    return [Run(output, int(code)) for output, code in zip(outputs, parts[1::2], strict=True)]


def keeps(promised: str, output: str) -> bool:
    """Whether ``output`` is what a page promised, apart from times, GUIDs and what ``…`` leaves open."""
    pattern = [r"(?:.*\n)*?" if line.strip() == ELLIPSIS else re.escape(line) + r"\n" for line in _lines(promised)]
    return re.fullmatch("".join(pattern), "".join(f"{line}\n" for line in _lines(output))) is not None


def _lines(text: str) -> list[str]:
    for varying, mask in _VARYING:
        text = varying.sub(mask, text)
    return [line.rstrip() for line in text.rstrip().splitlines()]


def rewritten(text: str, outputs: Mapping[int, str]) -> str:
    """The page with ``outputs`` (by line of the command) in place of promises that they do not keep."""

    def parts() -> Iterator[str]:
        end = 0
        for fence in _FENCE.finditer(text):
            line = text.count("\n", 0, fence.start()) + 2
            yield text[end : fence.start(1)]
            yield from (_promise(example, outputs[example.line]) for example in _of_block(fence[1], line))
            end = fence.end(1)
        yield text[end:]

    return "".join(parts())


def _of_block(block: str, line: int) -> Iterator[Example]:
    for example in examples(f"```console\n{block}```\n"):
        yield Example(example.line + line - 2, example.command, example.promised)


def _promise(example: Example, output: str) -> str:
    shown = (
        example.promised
        if keeps(example.promised, output)
        else "\n".join(line.rstrip() for line in output.splitlines())
    )
    command = "\n> ".join(example.command.splitlines())
    return f"$ {command}\n" + (f"{shown.rstrip()}\n" if shown.strip() else "")


def main(pages: list[str]) -> None:
    for page in map(Path, pages):
        text = page.read_text(encoding="utf-8")
        found = examples(text)
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary).resolve() / "images"
            folder.mkdir()
            runs = session([example.command for example in found], folder)
        outputs = {example.line: run.output for example, run in zip(found, runs, strict=True)}
        page.write_text(rewritten(text, outputs), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
