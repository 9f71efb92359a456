"""JUnit XML: the form in which CI systems read what passed and what failed."""

from __future__ import annotations

from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Case(NamedTuple):
    """One thing that was checked; ``failure`` is what was wrong in one line, ``details`` all that is known of it."""

    name: str
    failure: str | None = None
    details: str = ""


def text(suite: str, cases: Sequence[Case]) -> str:
    """The document of one suite."""
    # Only written here: nothing that somebody else made is parsed.
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    counts = {"tests": str(len(cases)), "failures": str(sum(case.failure is not None for case in cases)), "errors": "0"}
    root = Element("testsuites", counts)
    inside = SubElement(root, "testsuite", {"name": suite, **counts, "skipped": "0", "time": "0"})
    for case in cases:
        element = SubElement(inside, "testcase", {"classname": suite, "name": _plain(case.name), "time": "0"})
        if case.failure is not None:
            failure = SubElement(element, "failure", {"message": _plain(case.failure)})
            failure.text = _plain(case.details)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _plain(text: str) -> str:
    """``text`` without what XML cannot express."""
    return "".join(character if character.isprintable() or character in "\n\t" else "\ufffd" for character in text)
