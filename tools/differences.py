"""Differences from az, collected from the comments of the modules that decide them.

A declaration is a comment of its own, beside the code that makes the difference::

    # Difference from az: A wait that times out exits with 1. az prints {} and exits with 0.

It names ``az`` for the command line and ``Azure`` for the service. The first sentence is its title.
Where the command line itself differs (a command, an option, a default), the findings of
``az_parity.py`` that it explains stand in parentheses, as patterns: ``az (wait --interval default)``.
It ends where the comment ends, or at an empty ``#``. Comments cost a running ``sig`` nothing: Python
does not keep them.
"""

import io
import re
import textwrap
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "sig"
_MARK = re.compile(r"difference from a", re.IGNORECASE)
_DECLARATION = re.compile(r"Difference from (?P<of>az|Azure)(?: \((?P<subjects>[^)]+)\))?: (?P<text>[A-Z\"'`-].*\.)")
_SENTENCE_END = re.compile(r"(?<=\.) ")

_INTRODUCTION = """\
<!-- Made by tools/generate.py from the comments "Difference from az" in src/sig. -->

# Differences from az

`sig` does what `az sig` does and answers what the service answers. Where it does something else, this page says so,
with the module that decides it. [parity.md](parity.md) holds the same command by command for the command line alone.
"""
_TITLES = {"az": "The command line", "Azure": "The service"}
_LEADS = {
    "az": "What `sig` does otherwise than the command `az sig` would.",
    "Azure": "Where a gallery in the store is not like one in Azure, or where nobody has seen what the service does.",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One declared difference; ``of`` is az or Azure, ``subjects`` are patterns of parity findings."""

    of: str
    title: str
    text: str
    subjects: tuple[str, ...]
    module: str
    line: int


class MalformedDeclarationError(ValueError):
    """A comment that means to declare a difference and does not follow the form."""


def collected(package: Path = PACKAGE) -> list[Difference]:
    """Every declaration below ``package``, by module and line. Raises MalformedDeclarationError."""
    found = []
    for path in sorted(package.rglob("*.py")):
        module = ".".join((package.name, *path.relative_to(package).with_suffix("").parts)).removesuffix(".__init__")
        found += declared(path.read_text(encoding="utf-8"), module)
    return found


def declared(source: str, module: str) -> list[Difference]:
    """The declarations in the ``source`` of ``module``."""
    return [_parsed(text, module, line) for line, text in _declarations(source, module)]


def text() -> str:
    """The page."""
    found = collected()
    sections = [_INTRODUCTION]
    for of, title in _TITLES.items():
        chosen = [difference for difference in found if difference.of == of]
        sections.append(f"## {title}\n\n{_LEADS[of]}\n")
        sections += [_entry(difference) for difference in chosen]
    return "\n".join(sections)


def anchor(title: str) -> str:
    """The fragment that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _entry(difference: Difference) -> str:
    body = f"{textwrap.fill(difference.text, 120, break_on_hyphens=False)}\n\n" if difference.text else ""
    return f"### {difference.title}\n\n{body}<sub>`{difference.module}`</sub>\n"


def _declarations(source: str, module: str) -> Iterator[tuple[int, str]]:
    """The line and the joined text of each comment that declares something."""
    start, words, after = 0, "", 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        line, text = token.start[0], token.string.lstrip("#").strip()
        own_line = token.line.strip() == token.string
        goes_on = words and own_line and line == after + 1 and text
        if words and (not goes_on or _MARK.match(text)):
            yield start, words
            words = ""
        if _MARK.match(text):
            if not own_line:
                raise MalformedDeclarationError(f"{module}:{line}: declare a difference on lines of its own: {text}")
            start, words = line, text
        elif goes_on:
            words += f" {text}"
        after = line
    if words:
        yield start, words


def _parsed(text: str, module: str, line: int) -> Difference:
    match = _DECLARATION.fullmatch(text)
    if match is None:
        raise MalformedDeclarationError(
            f'{module}:{line}: write "Difference from az: Title. Text." or "Difference from az (finding; finding): '
            f'Title. Text.", not "{text}"'
        )
    title, *rest = _SENTENCE_END.split(match["text"], maxsplit=1)
    subjects = tuple(subject.strip() for subject in (match["subjects"] or "").split(";") if subject.strip())
    return Difference(match["of"], title.removesuffix("."), "".join(rest), subjects, module, line)
