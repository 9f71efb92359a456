"""Names of groups, galleries and image definitions: what the service accepts, said before a path is built."""

import re

from sig.domain.errors import InvalidParameter, InvalidResourceName

_ENTITY_PATTERN = r"^[^_\W][\w-._]{0,79}(?<![-.])$"
_STARTS_WELL = re.compile(r"[A-Za-z0-9]")
_GALLERY = re.compile(r"[A-Za-z0-9_.]{1,80}")
_DEFINITION = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_GROUP = re.compile(r"[\w.()-]{1,90}")


def check_gallery_name(name: str) -> None:
    """1-80 letters, digits, ``_`` and ``.``, the last two in the middle only; no dash. Source: SPEC R001-R003."""
    _check_entity(name, target="gallery.name")
    if not _GALLERY.fullmatch(name):
        raise InvalidParameter(
            f"Gallery name '{shown(name)}' is invalid. Allowed characters are English alphanumeric characters, with "
            "underscores, and periods allowed in the middle, up to 80 characters total. All other special "
            "characters, including dashes, are disallowed.",
            target="gallery.name",
            hint=_repaired(name, r"[^A-Za-z0-9_.]"),
            rule="R001",
        )


def check_definition_name(name: str) -> None:
    """1-80 letters, digits, ``_``, ``.`` and ``-``; a letter or digit first and last. Source: SPEC R021."""
    _check_entity(name, target="galleryImage.name")
    if not _DEFINITION.fullmatch(name):
        raise InvalidParameter(
            f"The entity name '{shown(name)}' is invalid according to its validation rule: {_ENTITY_PATTERN}.",
            target="galleryImage.name",
            hint="Use 1 to 80 English letters, digits, underscores, periods and dashes.",
            rule="R021",
        )


def check_group_name(name: str) -> None:
    """1-90 letters, digits, ``_``, ``-``, ``.``, ``(``, ``)``, not ending with ``.``. Source: ARM naming rules."""
    if not _GROUP.fullmatch(name) or name.endswith("."):
        raise InvalidParameter(
            f"The provided resource group name '{shown(name)}' is invalid. It takes 1 to 90 letters, digits, "
            "underscores, parentheses, hyphens and periods, and does not end with a period.",
            target="resourceGroupName",
        )


def shown(text: str, limit: int = 120) -> str:
    """``text`` fit for a message: control characters escaped, the middle of a long one cut."""
    safe = text if text.isprintable() else text.encode("unicode_escape").decode("ascii")
    return safe if len(safe) <= limit else f"{safe[: limit // 2]}…{safe[-10:]} ({len(text)} characters)"


def _check_entity(name: str, *, target: str) -> None:
    if name and name[-1] in "._" and _STARTS_WELL.match(name):
        raise InvalidResourceName(
            f"The provided resource name '{shown(name)}' has these invalid trailing characters: '{name[-1]}'. "
            "The name can not end with characters: '. _'.",
            target=target,
            hint=f"Try '{shown(name.rstrip('._-'))}'.",
            rule="R003",
        )
    if not _STARTS_WELL.match(name) or len(name) > 80 or name[-1] == "-":
        raise InvalidParameter(
            f"The entity name '{shown(name)}' is invalid according to its validation rule: {_ENTITY_PATTERN}.",
            target=target,
            hint="Start and end with an English letter or a digit, and use 1 to 80 characters.",
            rule="R002",
        )


def _repaired(name: str, forbidden: str) -> str | None:
    candidate = re.sub(forbidden, "_", name).strip("._")
    return f"Try '{shown(candidate)}'." if candidate else None
