"""The rule book as a page, and what holds it against the code and the tests."""

import ast
import importlib
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sig.domain.errors import SigError
from sig.domain.rulebook import EVIDENCE, KINDS, RULES, Rule

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "sig"
TESTS = ROOT / "tests"
# Where refusals are made; what the command line alone refuses (UsageError) has no number.
LAYERS = ("domain", "service", "store", "wire", "server", "cli")
_UNNUMBERED = {"UsageError", "CommandLineError"}
_NUMBER = re.compile(r"R\d{3}(?:\.[a-i]|[a-z])?")
_IN_NAME = re.compile(r"_r(\d{3}[a-z]?)(?=_|$)")

_INTRODUCTION = """\
<!-- Made by tools/generate.py from src/sig/domain/rulebook/. -->

# Rules

Every refusal of `sig` names its rule: `SIG_ERROR_FORMAT=json` shows the number, `sig explain R042` (or a code, or the
text of a message) says the same as this page. Rules up to R104 are the service's; those from R110 on are refusals that
the service does not document one by one, and those of `sig` itself.
"""
_SECTIONS = {
    "R001": "Galleries",
    "R020": "Image definitions",
    "R040": "Image versions: number, regions, counts",
    "R051": "Image versions: sources, disks, encryption",
    "R070": "Deploying from an image",
    "R090": "Deletion, safety and soft delete",
    "R100": "What is not offered",
    "R110": "More refusals",
    "R130": "The store and the command line of sig",
    "R200": "The life of a version: use, retirement, promotion",
    "R401": "Requests to the server",
    "R450": "VM applications",
    "R480": "In-VM access control profiles",
}


class Refusal(NamedTuple):
    """A place in the code that makes a refusal: its class, and the rules that it may name.

    ``numbers`` is empty where the rule is a variable, and ``None`` where none is named.
    """

    module: str
    line: int
    kind: type[SigError]
    numbers: tuple[str, ...] | None


def text() -> str:
    """The page."""
    modules = named_in_code()
    sections = [_INTRODUCTION, _legend()]
    for number, rule in RULES.items():
        if number in _SECTIONS:
            sections.append(f"## {_SECTIONS[number]}\n")
        sections.append(_entry(rule, modules.get(number, ())))
    return "\n".join(sections)


def named_in_code() -> dict[str, list[str]]:
    """Rule number -> the modules that name it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for module, tree in _modules():
        for number in _numbers(tree):
            found[number].add(module)
    return {number: sorted(modules) for number, modules in sorted(found.items())}


def refusals() -> Iterator[Refusal]:
    """Every place in the code that makes a refusal with a code of its own."""
    for module, tree in _modules():
        namespace = vars(importlib.import_module(module))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            kind = namespace.get(node.func.id) or _imported(tree, node.func.id)
            if not (inspect.isclass(kind) and issubclass(kind, SigError)) or kind.__name__ in _UNNUMBERED:
                continue
            if "rule" in inspect.signature(kind.__init__).parameters:  # the others name their own
                given = next((keyword.value for keyword in node.keywords if keyword.arg == "rule"), None)
                yield Refusal(module, node.lineno, kind, None if given is None else tuple(_numbers(given)))


def named_in_tests() -> set[str]:
    """The rules that a test has in its name; those of the table in tests/rules are beside them."""
    names = [
        node.name
        for path in sorted(TESTS.rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    found = {f"R{number}" for name in names for number in _IN_NAME.findall(name)}
    return {number if number in RULES else _with_point(number) for number in found}


def _with_point(number: str) -> str:
    """A name has no points: test_r069e_ is about R069.e, while test_r069a_ is about R069a."""
    return f"{number[:-1]}.{number[-1]}" if number[-1].isalpha() else number


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for layer in LAYERS:
        for path in sorted((PACKAGE / layer).rglob("*.py")):
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            name = ".".join(parts).removesuffix(".__init__")
            if not name.startswith("sig.domain.rulebook"):
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def _imported(tree: ast.Module, name: str) -> object:
    """What ``name`` is where a function imports it for itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and any(alias.name == name for alias in node.names):
            return getattr(importlib.import_module(node.module), name, None)
    return None


def _numbers(tree: ast.AST) -> list[str]:
    """The texts in ``tree`` that are rule numbers."""
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _NUMBER.fullmatch(node.value)
    ]


def _legend() -> str:
    kinds = "\n".join(f"- **{kind}**: {meaning}" for kind, meaning in KINDS.items())
    evidence = "\n".join(f"- **{evidence}**: {meaning}" for evidence, meaning in EVIDENCE.items())
    return f"A rule has a kind:\n\n{kinds}\n\nand rests on evidence:\n\n{evidence}\n"


def _entry(rule: Rule, modules: list[str] | tuple[str, ...]) -> str:
    codes = " or ".join(f"`{code}`" for code in (rule.code, *rule.other_codes) if code)
    head = f"**{rule.kind}**" + (f" with {codes} ({rule.status})" if codes else "") + f" · {rule.evidence}"
    facts = {
        "Protects": rule.protects,
        "Accepted": rule.accepted,
        "To mend": rule.remedy if rule.code else None,
        "Figures": "; ".join(f"profile {era}: {figure}" for era, figure in rule.profiles.items()) or None,
        "See" if rule.kind == "restates" else "Why not": rule.reason or None,
    }
    lines = [f"- {label}: {_escaped(fact)}" for label, fact in facts.items() if fact]
    if modules:
        lines.append(f"- Decided in: {', '.join(f'`{module}`' for module in modules)}")
    return "\n".join([f"### {rule.number} {rule.title}", "", head, "", *lines, ""])


def _escaped(fact: str) -> str:
    """``fact`` as Markdown: what would be markup is text."""
    return re.sub(r"([*_<])", r"\\\1", fact)
