"""``sig explain``"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt
    from sig.cli.printing import Result

_IN_FULL = 3  # rules; of more, the titles say enough


def command(question: opt.Question = None) -> Result:
    """Explain an error code, a rule or the message of an error; without one, list the rules.

    Examples:
        sig explain R042
        sig explain "Duplicate regions are not allowed in target publishing regions."
    """
    from sig.cli.printing import Result, prose
    from sig.service import explanations

    found = explanations.explained(" ".join(question)) if question else explanations.listed()
    return Result(found, text=prose(_text, found))


def _text(rules: list[dict[str, Any]]) -> str:
    if len(rules) <= _IN_FULL:
        return "\n".join(_in_full(rule) for rule in rules)
    rows = [(rule["rule"], rule["code"] or rule["kind"], rule["title"]) for rule in rules]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{number:<{widths[0]}}  {code:<{widths[1]}}  {title}" for number, code, title in rows]
    return "\n".join([*lines, "", f"{len(rules)} rules. One of them in full: sig explain {rows[0][0]}", ""])


def _in_full(rule: dict[str, Any]) -> str:
    import textwrap

    refuses = rule["kind"] == "refuses"
    status = f" {rule['code']} (HTTP {rule['httpStatus']})" if rule["code"] else ""
    facts = {
        "Cause": f"This does not hold: {_lowered(rule['title'])}." if refuses else None,
        "Rule": None if refuses else f"{rule['title']}.",
        "Protects": rule["protects"],
        "Accepted": rule["accepted"],
        "To mend": rule["remedy"] if rule["code"] else None,
        "Figures": "; ".join(f"{era}: {figure}" for era, figure in (rule["profiles"] or {}).items()) or None,
        "Here": f"{rule['kind']}: {rule['reason']}" if rule["reason"] else None,
        "Evidence": f"{rule['evidence']}: {rule['meaning']['evidence']}.",
    }
    lines = [
        textwrap.fill(fact, 100, initial_indent=f"  {label + ':':<11}", subsequent_indent=" " * 13)
        for label, fact in facts.items()
        if fact
    ]
    return "\n".join([f"{rule['rule']}{status}", *lines, ""])


def _lowered(title: str) -> str:
    """``title`` within a sentence: its article small, a name as it is."""
    first, _, rest = title.partition(" ")
    return f"{first.lower()} {rest}" if first in ("A", "An", "The", "Each", "One", "What", "Who", "Only") else title
