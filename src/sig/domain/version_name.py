"""Version numbers ``Major.Minor.Patch``: three 32-bit integers in numeric order."""

from __future__ import annotations

import re

from sig.domain.errors import InvalidParameter
from sig.domain.names import shown
from sig.domain.records import NamedTuple

_LARGEST_PART = 2**31 - 1
_MOST_DIGITS = len(str(_LARGEST_PART))
_TWO_PARTS = r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})"
_SHAPE = r"([0-9]+)\.([0-9]+)\.([0-9]+)"


class VersionName(NamedTuple):
    """A version number; each part 0 to 2,147,483,647, ordered Major, Minor, Patch. Source: SPEC §1.5, R040."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> VersionName:
        """Read the canonical form.

        Raises InvalidParameter for anything else; leading zeros are refused with the canonical
        form suggested, because ``01.0.0`` and ``1.0.0`` would be one number with two names.
        """
        shape = re.fullmatch(_SHAPE, text)
        if shape is None and re.fullmatch(_TWO_PARTS, text):
            raise _invalid(text, hint=f"Three parts are needed: '{text}.0'.")
        parts = [part.lstrip("0") or "0" for part in shape.groups()] if shape else []
        if not parts or max(map(len, parts)) > _MOST_DIGITS:
            raise _invalid(text)
        version = cls(*map(int, parts))
        if max(version.major, version.minor, version.patch) > _LARGEST_PART:
            raise _invalid(text)
        # Difference from Azure: Version numbers with leading zeros are refused. What Azure does with 01.0.0 is not
        # documented; here it would be 1.0.0 under a second name.
        if str(version) != text:
            raise _invalid(text, hint=f"Write it without leading zeros: '{version}'.")
        return version

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def _invalid(text: str, hint: str | None = None) -> InvalidParameter:
    return InvalidParameter(
        f"The image version name '{shown(text)}' is invalid. The image version name should follow "
        "Major(int).Minor(int).Patch(int) format, where int is between 0 and 2,147,483,647 (inclusive). "
        "For e.g: 1.0.0, 2018.12.1 etc.",
        target="galleryImageVersionName",
        hint=hint,
        rule="R040",
    )
