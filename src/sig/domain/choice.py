"""What a closed set of values is: one class, apart from the many sets, whose making takes time."""

from enum import StrEnum


class Choice(StrEnum):
    """A value that is read in any casing and written in the service's. Source: SPEC R025."""

    @classmethod
    def _missing_(cls, value: object) -> "Choice | None":
        folded = str(value).casefold()
        return next((member for member in cls if member.value.casefold() == folded), None)
