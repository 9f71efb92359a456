"""What the template of a build tells of the version that it publishes: which gaps are errors, which are warnings."""

from __future__ import annotations

from sig.domain.preflight import ERROR, WARNING, Finding
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId, compute_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RULE = "R262"
_NAMES = ("resource_group", "gallery_name", "image_name", "image_version")


class Destination(NamedTuple):
    """Where the version goes: the names that the template tells, or else the command line; None where neither does."""

    subscription: str
    resource_group: str | None
    gallery_name: str | None
    image_name: str | None
    image_version: str | None

    @property
    def identifier(self) -> ResourceId | None:
        """The version; None while one of its names is missing."""
        group, gallery, definition, version = (
            self.resource_group,
            self.gallery_name,
            self.image_name,
            self.image_version,
        )
        if not (group and gallery and definition and version):
            return None
        top = compute_id(self.subscription, group, "galleries", gallery)
        return top.child("images", definition).child("versions", version)


def gaps(destination: Destination, unresolved: Mapping[str, str]) -> Iterator[Finding]:
    """What the template leaves open: of the names of the version an error, of other settings a warning.

    ``unresolved`` are the settings whose value the template alone does not tell, each with what was not known. Without
    all names there is no version to check; without another setting, the check does not see it. Source: R262.
    """
    missing = [name for name in _NAMES if not getattr(destination, name)]
    for setting, unknown in unresolved.items():
        if setting not in _NAMES:
            yield _unresolved(WARNING, setting, unknown, ".")
        elif setting in missing:
            yield _unresolved(ERROR, setting, unknown, ", or the name itself: -g, -r, -i, -e.")
    for setting in missing:
        if setting not in unresolved:
            yield Finding(
                ERROR,
                _RULE,
                "MissingSetting",
                f"'{setting}' has no value in the destination of the builder.",
                setting,
                "Add it to shared_image_gallery_destination, or name it: -g, -r, -i, -e.",
            )


def _unresolved(level: str, setting: str, unknown: str, otherwise: str) -> Finding:
    return Finding(
        level,
        _RULE,
        "UnresolvedVariable",
        f"'{setting}' depends on {unknown}, which the template does not tell, and was not checked.",
        setting,
        f"Give a variable with --var NAME=VALUE{otherwise}",
    )
