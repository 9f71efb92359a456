"""``image-version check --from-packer``: each builder of a template that publishes to a gallery, checked."""

from __future__ import annotations

from functools import partial

from sig.cli.grammar import UsageError
from sig.cli.image_version import new_version
from sig.cli.session import context
from sig.cli.text_files import text
from sig.domain.records import NamedTuple
from sig.service import preflight
from sig.wire import packer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from sig.domain.image_version import ImageVersion
    from sig.domain.preflight import Finding
    from sig.domain.resource_id import ResourceId
    from sig.wire.packer import Destination


class Names(NamedTuple):
    """The names given beside a template."""

    resource_group: str | None
    gallery_name: str | None
    image_name: str | None
    image_version: str | None


def findings(path: str, variables: Sequence[str], names: Names, given: new_version.Given) -> list[tuple[str, Finding]]:
    """What there is to say, each with the name of its builder. Raises UsageError, InvalidParameter."""
    if given._replace(location=None) != new_version.Given():  # there may be a default location
        raise UsageError(
            "usage error: --from-packer reads from the template what the version is made of.",
            hint="Leave those options out, or change the template or its --var. Names may be given: -g, -r, -i, -e.",
        )
    template = packer.read(text(path), _pairs(variables))
    return [(found.builder, finding) for found in template for finding in _of_builder(found, names)]


def _of_builder(found: Destination, names: Names) -> list[Finding]:
    around = context()
    target = packer.target(found, around.subscription, names._asdict())
    return preflight.check_template(around, target, found.unresolved, partial(_read, found))


def _read(
    found: Destination, identifier: ResourceId, refusals: preflight.Refusals
) -> tuple[ImageVersion, list[preflight.Build]]:
    """What the builder asks for, and what it will have made by then."""
    request = packer.request(found, identifier, refusals.attempt)
    made = refusals.attempt(packer.made, found, identifier, request.location) if request.location else None
    return request, [preflight.Build(*made)] if made else []


def _pairs(words: Sequence[str]) -> dict[str, str]:
    found = {}
    for word in words:
        name, separator, value = word.partition("=")
        if not separator or not name:
            raise UsageError(
                f"usage error: '{word}' of --var is not <name>=<value>.", hint="Write --var version=1.0.0."
            )
        found[name] = value
    return found
