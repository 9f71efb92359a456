"""The rule book, asked: by a rule's number, an error code, or the words of a message."""

from __future__ import annotations

import re
from difflib import get_close_matches
from math import log

from sig.domain.errors import NotFound
from sig.domain.names import shown
from sig.domain.rulebook import EVIDENCE, KINDS, RULES, STATUS, by_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sig.domain.rulebook import Rule

_NUMBER = re.compile(r"r(\d{1,3})(\.?[a-i])?", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,}")
# Of what az and sig print of a refusal, the part that is the message.
_PRINTED = re.compile(r"\s*(?:ERROR:\s*)?(?:\((?P<code>\w+)\)\s*)?(?P<message>.*)", re.DOTALL)
_NEAR = 0.6  # the share of a message's words, by weight, that a rule must have to answer for it
_NAMED = 3


def listed() -> list[dict[str, Any]]:
    """Every rule, in order of their numbers."""
    return [_entry(rule) for rule in RULES.values()]


def explained(question: str) -> list[dict[str, Any]]:
    """The rules that ``question`` is about: a number, a code, or a message, also as it was printed.

    A message can fit several rules. Raises NotFound with the nearest.
    """
    found = _numbered(question) or by_code(question.strip()) or _saying(question)
    if not found:
        raise NotFound(
            f"Nothing in the rule book answers to '{shown(question)}'.", hint=_nearest(question), rule="R138"
        )
    return [_entry(rule) for rule in found]


def _numbered(question: str) -> list[Rule]:
    """``R42`` and ``r042`` are one; ``R069`` stands for all its parts."""
    shape = _NUMBER.fullmatch(question.strip())
    if shape is None:
        return []
    wanted = f"R{int(shape[1]):03}{(shape[2] or '').lower()}"
    if wanted in RULES:
        return [RULES[wanted]]
    return [rule for number, rule in RULES.items() if number.partition(".")[0] == wanted]


def _saying(question: str) -> list[Rule]:
    """The rules one of whose messages ``question`` has, of those that fix most of it; else the most alike."""
    printed = _PRINTED.fullmatch(question)
    code, message = (printed["code"], printed["message"]) if printed else (None, question)
    candidates = (by_code(code) if code else []) or list(RULES.values())
    text = _plain(message)
    scores = {
        rule.number: max((_fixed(template, text) for template in rule.messages), default=0) for rule in candidates
    }
    best = max(scores.values())
    if best:
        return [rule for rule in candidates if scores[rule.number] == best]
    likeness = _likeness(text, candidates)
    best_likeness = max(likeness.values())
    return [rule for rule in candidates if likeness[rule.number] == best_likeness] if best_likeness >= _NEAR else []


def _fixed(template: str, text: str) -> int:
    """How many characters of ``text`` the template fixes; 0 where it does not fit."""
    pieces = _plain(template).rstrip(".").split("{}")
    end = 0
    # Not one regular expression: it would try every place of every piece, minutes for a long message.
    for piece in pieces:
        start = text.find(piece, end)
        if start < 0:
            return 0
        end = start + len(piece)
    return sum(map(len, pieces))


def _likeness(text: str, rules: Iterable[Rule]) -> dict[str, float]:
    """How much of the words of ``text`` each rule has; a word counts the more, the fewer rules have it."""
    vocabulary = {rule.number: _words(" ".join((rule.title, rule.accepted, *rule.messages))) for rule in rules}
    asked = _words(text)
    weight = {
        word: log((1 + len(vocabulary)) / (1 + sum(word in words for words in vocabulary.values()))) for word in asked
    }
    whole = sum(weight.values()) or 1.0
    return {
        number: round(sum(weight[word] for word in asked & words) / whole, 6) for number, words in vocabulary.items()
    }


def _nearest(question: str) -> str:
    codes = get_close_matches(question.strip().casefold(), [code.casefold() for code in STATUS], n=_NAMED, cutoff=0.7)
    if codes:
        return f"Did you mean {' or '.join(code for code in STATUS if code.casefold() in codes)}?"
    likeness = _likeness(_plain(question), RULES.values())
    near = [number for number in sorted(likeness, key=lambda number: -likeness[number]) if likeness[number] > 0]
    if near:
        named = "; ".join(f"{number}, {RULES[number].title}" for number in near[:_NAMED])
        return f"The nearest: {named}. List all with: sig explain."
    return f"Rules are numbered R001 to {max(RULES)}. List all with: sig explain."


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _entry(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.number,
        "title": rule.title,
        "kind": rule.kind,
        "code": rule.code or None,
        "httpStatus": rule.status,
        "protects": rule.protects,
        "accepted": rule.accepted,
        "remedy": rule.remedy,
        "profiles": rule.profiles or None,
        "evidence": rule.evidence,
        "reason": rule.reason or None,
        "meaning": {"kind": KINDS[rule.kind], "evidence": EVIDENCE[rule.evidence]},
    }
