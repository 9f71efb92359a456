"""What a question about access is about, and its answers for people and scripts."""

from __future__ import annotations

from sig.cli import targets
from sig.cli.grammar import UsageError
from sig.cli.printing import Result, prose
from sig.cli.session import context, warn
from sig.domain.access_questions import spoken
from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_ALLOWED, _DENIED = 0, 1


def about(
    ids: list[str] | None, group: str | None, gallery: str | None, definition: str | None, version: str | None
) -> list[ResourceId]:
    """The scopes that the options name, one or several. Raises UsageError where none is named."""
    if ids:
        _ignore(gallery, definition, version)
        return _some([ResourceId.parse(text, target="id") for text in targets.spread(ids)])
    if definition or version:
        return targets.images(None, group, gallery, definition, version)
    if gallery:
        return targets.galleries(None, group, gallery)
    if not group:
        raise UsageError(
            "usage error: --id ID... | -g GROUP [-r GALLERY [-i DEFINITION [-e VERSION]]]", hint="Say what it is about."
        )
    return [context().group(group)]


def in_galleries(
    ids: list[str] | None, group: str | None, gallery: str | None, definition: str | None, version: str | None
) -> list[ResourceId]:
    """As ``about``, galleries and what is in them alone."""
    if ids:
        _ignore(gallery, definition, version)
        return _some(targets.in_galleries(ids))
    if not group or not gallery:
        raise UsageError(
            "usage error: --id ID... | -g GROUP -r GALLERY [-i DEFINITION [-e VERSION]]", hint="Say what it is about."
        )
    return about(None, group, gallery, definition, version)


def answered(
    resources: list[ResourceId],
    question: Callable[[ResourceId], dict[str, Any]],
    text: Callable[[dict[str, Any]], str],
) -> Result:
    """One answer, or a list of them, ending with 1 where any is no."""
    answers = [question(resource) for resource in resources]
    code = _ALLOWED if all(answer["allowed"] for answer in answers) else _DENIED
    data: Any = answers[0] if len(answers) == 1 else answers
    spoken = prose(lambda: "".join(text(answer) for answer in answers))
    return Result(data, _table, code, spoken, _words)


def sentence(answer: dict[str, Any]) -> str:
    """``alice@contoso.com may read gallery Contoso: Reader at gallery Contoso.``, for a person."""
    may = "may" if answer["allowed"] else "may not"
    about_what = spoken(answer["action"], ResourceId.parse(answer["scope"]))
    return f"{answer['principal']} {may} {about_what}: {answer['reason']}.\n"


def _ignore(*names: str | None) -> None:
    if any(names):
        warn("The names are ignored because --id is given.")


def _some(named: list[ResourceId]) -> list[ResourceId]:
    if not named:  # no question would have no answer, and no answer would be a yes
        raise UsageError("argument --id: expected at least one ID, and got none", hint="Say what it is about.")
    return named


def _table(data: Any) -> Any:
    if isinstance(data, list):
        return [_table(answer) for answer in data]
    return {
        "Allowed": data["allowed"],
        "Principal": data["principal"],
        "Action": data["action"],
        "Scope": data["scope"],
        "Reason": data["reason"],
    }


def _words(data: Any) -> Any:
    """What a script asks for: true or false, one line each."""
    return [answer["allowed"] for answer in data] if isinstance(data, list) else data["allowed"]
