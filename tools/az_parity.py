"""The command line of ``sig`` held against that of ``az sig``, option by option."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

import command_tree
import differences
from differences import Difference

SURFACE = Path(__file__).parent.parent / "tests" / "data" / "az_surface.json"
GLOBAL = "global"
SAME, DIFFERS, NOT_YET = "same", "differs", "not yet"
_HELP = {"names": ["-h", "--help"], "kind": "flag"}
_ARITIES = {None: "one word", "0": "no word", "?": "no word or one", "+": "one word or more", "*": "any number"}
_INTRODUCTION = """\
<!-- Made by tools/generate.py from tests/data/az_surface.json and the command tree. -->

# Parity with az sig

The command line of `sig` beside that of `az sig` in azure-cli {az}: commands, options, aliases, the words that options
take, choices, defaults and what is required. A test holds the two together. What commands *do* otherwise is in
[differences.md](differences.md).

`az sig` has {all} commands. The command line of {same} is the same, that of {differ} differs, and {missing} are not
there yet.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which the two command lines differ; ``option`` is empty where the whole command does."""

    command: str
    option: str
    aspect: str
    az: str
    sig: str

    @property
    def key(self) -> str:
        """What a declaration names: ``image-definition create --hyper-v-generation default``."""
        return " ".join(word for word in (self.command, self.option, self.aspect) if word)

    def __str__(self) -> str:
        return f"{self.key}: az {self.az}; sig {self.sig}"


@dataclass(frozen=True)
class Parity:
    """The findings of a comparison and the declared differences that explain them."""

    version: str
    az_commands: tuple[str, ...]
    findings: tuple[Finding, ...]
    declared: tuple[Difference, ...]

    @cached_property
    def reasons(self) -> dict[Finding, Difference]:
        """The declaration that explains each finding, where one does."""
        return {
            finding: difference
            for finding in self.findings
            for difference in self.declared
            if any(fnmatchcase(finding.key, subject) for subject in difference.subjects)
        }

    @property
    def undeclared(self) -> list[Finding]:
        return [finding for finding in self.findings if finding not in self.reasons]

    @property
    def outdated(self) -> list[tuple[Difference, str]]:
        """Declared subjects that no finding has any more."""
        keys = [finding.key for finding in self.findings]
        return [
            (difference, subject)
            for difference in self.declared
            for subject in difference.subjects
            if not any(fnmatchcase(key, subject) for key in keys)
        ]

    def of(self, command: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.command == command]

    def status(self, command: str) -> str:
        """same, differs or not yet."""
        found = self.of(command)
        if any(finding.aspect == "missing" and not finding.option for finding in found):
            return NOT_YET
        return DIFFERS if found else SAME


def current() -> Parity:
    """The comparison of the tree as it is with the surface of az that the project keeps."""
    surface = json.loads(SURFACE.read_text(encoding="utf-8"))
    return compared(surface, command_tree.tree(), differences.collected())


def compared(surface: Mapping[str, Any], tree: Mapping[str, Any], declared: Iterable[Difference]) -> Parity:
    """Hold ``tree`` (in the form of ``command_tree.tree``) against ``surface`` (``az_surface.json``)."""
    az, ours = surface["commands"], tree["commands"]
    findings = list(_options(GLOBAL, surface["global_options"], [*tree["global_options"], _HELP]))
    for command, options in az.items():
        if command in ours:
            findings += _options(command, options, [*ours[command]["options"], *ours[command]["arguments"]])
        else:
            findings.append(Finding(command, "", "missing", "has it", "has not"))
    findings += [Finding(command, "", "extra", "has not", "has it") for command in ours if command not in az]
    return Parity(surface["az"], tuple(az), tuple(findings), tuple(declared))


def text() -> str:
    """The page."""
    parity = current()
    counts = Counter(parity.status(command) for command in parity.az_commands)
    rows = [_row(parity, command) for command in (GLOBAL, *parity.az_commands)]
    extra = [finding for finding in parity.findings if finding.aspect == "extra" and not finding.option]
    return "\n".join(
        [
            _INTRODUCTION.format(
                az=parity.version,
                all=len(parity.az_commands),
                same=counts[SAME],
                differ=counts[DIFFERS],
                missing=counts[NOT_YET],
            ),
            "| Command | Command line | What differs, and why |",
            "|---|---|---|",
            *rows,
            "",
            "## Commands beside az sig",
            "",
            f"{len(extra)} commands that `az sig` has not.",
            "",
            *_by_reason(parity, extra),
            "",
        ]
    )


def _by_reason(parity: Parity, extra: Iterable[Finding]) -> list[str]:
    commands: dict[str, list[str]] = {}
    for finding in extra:
        commands.setdefault(_reason(parity, finding), []).append(f"`sig {finding.command}`")
    return [f"- {reason} {', '.join(names)}" for reason, names in commands.items()]


def _row(parity: Parity, command: str) -> str:
    status = parity.status(command)
    name = "Global options" if command == GLOBAL else f"`sig {command}`"
    how = [f"{_said(finding)}{_reason(parity, finding)}" for finding in parity.of(command)]
    return f"| {name} | {status} | {'<br>'.join(how)} |"


def _said(finding: Finding) -> str:
    """How it differs; of a command that is not there, the reason says enough."""
    if not finding.option:
        return ""
    aspect = "" if finding.aspect in ("missing", "extra") else f", {finding.aspect}"
    return f"`{finding.option}`{aspect}: az {finding.az}, sig {finding.sig}. "


def _reason(parity: Parity, finding: Finding) -> str:
    difference = parity.reasons.get(finding)
    if difference is None:
        return "Not declared."
    return f"[{difference.title}](differences.md#{differences.anchor(difference.title)})."


def _options(command: str, az: Mapping[str, Any], ours: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Options are the same when they share a name."""
    left = list(ours)
    for spelled, facts in az.items():
        names = spelled.split()
        match = next((option for option in left if set(names) & set(option["names"])), None)
        if match is None:
            yield Finding(command, names[0], "missing", "takes it", "does not")
            continue
        left.remove(match)
        theirs, mine = _of_az(names, facts), _of_sig(match)
        yield from (
            Finding(command, names[0], aspect, theirs[aspect], mine[aspect])
            for aspect in theirs
            if theirs[aspect] != mine[aspect]
        )
    yield from (Finding(command, option["names"][0], "extra", "does not take it", "does") for option in left)


def _of_az(names: Iterable[str], facts: Mapping[str, Any]) -> dict[str, str]:
    return {
        "aliases": " ".join(sorted(names)),
        "arity": _ARITIES[facts.get("arity")],
        "choices": _choices(facts.get("choices")),
        "default": _default(facts.get("default")),
        "required": _yes(facts.get("required")),
        "announcement": "of another default" if facts.get("deprecated") else "none",
    }


def _of_sig(option: Mapping[str, Any]) -> dict[str, str]:
    kind = option["kind"]
    choices = ("true", "false") if kind == "tristate" else option.get("choices")
    arity = {"flag": "0", "tristate": "?"}.get(kind, option.get("arity"))
    return {
        "aliases": " ".join(sorted(option["names"])),
        "arity": _ARITIES[arity],
        "choices": _choices(choices),
        "default": _default(option.get("default")),
        "required": _yes(option.get("required")),
        "announcement": "none",
    }


def _choices(choices: Iterable[str] | None) -> str:
    """Case does not count: both take every case."""
    return ", ".join(sorted(choices, key=str.casefold)).casefold() if choices else "any word"


def _default(default: Any) -> str:
    return "none" if default in (None, False) else str(default)


def _yes(fact: Any) -> str:
    return "yes" if fact else "no"
