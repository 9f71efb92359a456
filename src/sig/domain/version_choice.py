"""Choosing among the versions of a definition: what is wanted of their numbers, and the refusal where none fits."""

from __future__ import annotations

from sig.domain.errors import GalleryImageNotFound, InvalidParameter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.domain.resource_id import ResourceId
    from sig.domain.version_range import VersionRange

_LARGEST_PART = 2**31 - 1


def wanted(major: int | None, match: str | None) -> VersionRange | None:
    """The range of numbers with that first part that are in the range ``match``; None where both are open.

    Raises InvalidParameter for a range that is none or holds no number.
    """
    if major is None and match is None:
        return None
    from sig.domain.version_range import VersionRange

    if major is None:
        return VersionRange.parse(match or "")
    check_major(major)
    of_major = VersionRange.of_major(major)
    return of_major if match is None else of_major.within(VersionRange.parse(match))


def check_major(major: int) -> None:
    """Raises InvalidParameter for what cannot be the first part of a version number."""
    if not 0 <= major <= _LARGEST_PART:
        raise InvalidParameter(
            f"The first part of a version number cannot be {major}.",
            target="major",
            hint=f"Give a whole number, 0 to {_LARGEST_PART:,}.",
            rule="R250",
        )


def refuse_range(definition: ResourceId, wanted: VersionRange, versions: int) -> GalleryImageNotFound:
    """The refusal where no number of a definition with so many ``versions`` is in the range."""
    return GalleryImageNotFound(
        f"No version of the gallery image {definition} is in the range '{wanted.text}': it has {versions} "
        f"{'version' if versions == 1 else 'versions'}, all outside.",
        target="match",
        hint="See which there are: sig image-version list --query [].name.",
        rule="R251",
    )
