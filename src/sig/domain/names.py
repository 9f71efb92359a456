"""Names of groups, galleries and what is in galleries: what the service accepts, said before a path is built."""

from __future__ import annotations

import re

from sig.domain.errors import InvalidParameter, InvalidResourceName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_ENTITY_PATTERN = r"^[^_\W][\w-._]{0,79}(?<![-.])$"
# Patterns as text: compiling them is left to the commands that check a name.
_STARTS_WELL = r"[A-Za-z0-9]"
_GALLERY = r"[A-Za-z0-9_.]{1,80}"
_CHILD = r"[A-Za-z0-9_.-]{1,80}"
_GROUP = r"[\w.()-]{1,90}"
_PROFILE_PATTERN = "^[a-zA-Z0-9]+([-._]?[a-zA-Z0-9]+)*$"
# The same names, and no name takes long to be refused.
_PROFILE = r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*"
_GUID_PARTS = [8, 4, 4, 4, 12]
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
_LONGEST = 80


def check_gallery_name(name: str) -> None:
    """1-80 letters, digits, ``_`` and ``.``, the last two in the middle only; no dash. Source: SPEC R001-R003."""
    _check_entity(name, target="gallery.name")
    if not re.fullmatch(_GALLERY, name):
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
    _check_child(name, target="galleryImage.name", rule="R021")


def check_application_name(name: str) -> None:
    """As the name of a definition. Source: SPEC §1.7."""
    _check_child(name, target="galleryApplication.name", rule="R450")


def check_access_profile_name(name: str) -> None:
    """1-80 letters and digits, one ``-``, ``.`` or ``_`` between two of them. Source: SPEC §1.8."""
    if len(name) > _LONGEST or not re.fullmatch(_PROFILE, name):
        raise InvalidParameter(
            f"The entity name '{shown(name)}' is invalid according to its validation rule: {_PROFILE_PATTERN}.",
            target="galleryInVMAccessControlProfile.name",
            hint="Use 1 to 80 English letters and digits, and single dashes, periods and underscores between them.",
            rule="R480",
        )


def check_group_name(name: str) -> None:
    """1-90 letters, digits, ``_``, ``-``, ``.``, ``(``, ``)``, not ending with ``.``. Source: ARM naming rules."""
    if not re.fullmatch(_GROUP, name) or name.endswith("."):
        raise InvalidParameter(
            f"The provided resource group name '{shown(name)}' is invalid. It takes 1 to 90 letters, digits, "
            "underscores, parentheses, hyphens and periods, and does not end with a period.",
            target="resourceGroupName",
            rule="R111",
        )


def is_guid(text: str) -> bool:
    """Whether ``text`` is a GUID, ``11111111-1111-1111-1111-111111111111``, as subscriptions and tenants have."""
    parts = text.split("-")
    return [len(part) for part in parts] == _GUID_PARTS and _HEX_DIGITS.issuperset("".join(parts))


def shown(text: str, limit: int = 120) -> str:
    """``text`` fit for a message: control characters escaped, the middle of a long one cut."""
    safe = text if text.isprintable() else text.encode("unicode_escape").decode("ascii")
    return safe if len(safe) <= limit else f"{safe[: limit // 2]}…{safe[-10:]} ({len(text)} characters)"


def some(names: Iterable[str], most: int = 5) -> str:
    """The first few of ``names``, for a message: ``a, b, …``; nothing of none."""
    found = list(names)
    return ", ".join(found[:most]) + (", …" if len(found) > most else "")


def _check_entity(name: str, *, target: str) -> None:
    if name and name[-1] in "._" and re.match(_STARTS_WELL, name):
        raise InvalidResourceName(
            f"The provided resource name '{shown(name)}' has these invalid trailing characters: '{name[-1]}'. "
            "The name can not end with characters: '. _'.",
            target=target,
            hint=f"Try '{shown(name.rstrip('._-'))}'.",
            rule="R003",
        )
    if not re.match(_STARTS_WELL, name) or len(name) > _LONGEST or name[-1] == "-":
        raise InvalidParameter(
            f"The entity name '{shown(name)}' is invalid according to its validation rule: {_ENTITY_PATTERN}.",
            target=target,
            hint="Start and end with an English letter or a digit, and use 1 to 80 characters.",
            rule="R002",
        )


def _check_child(name: str, *, target: str, rule: str) -> None:
    _check_entity(name, target=target)
    if not re.fullmatch(_CHILD, name):
        raise InvalidParameter(
            f"The entity name '{shown(name)}' is invalid according to its validation rule: {_ENTITY_PATTERN}.",
            target=target,
            hint="Use 1 to 80 English letters, digits, underscores, periods and dashes.",
            rule=rule,
        )


def _repaired(name: str, forbidden: str) -> str | None:
    candidate = re.sub(forbidden, "_", name).strip("._")
    return f"Try '{shown(candidate)}'." if candidate else None
