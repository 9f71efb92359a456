"""``image-version check --from-packer``: each builder of a template that publishes to a gallery, checked."""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.image_version import new_version
from sig.cli.session import context
from sig.cli.text_files import text
from sig.domain.preflight import ERROR, WARNING, Finding
from sig.domain.records import NamedTuple
from sig.service import preflight
from sig.wire import packer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def _of_builder(destination: Destination, names: Names) -> Iterator[Finding]:
    around = context()
    around = around._replace(subscription=str(destination.block.get("subscription") or around.subscription))
    identifier = packer.target(destination, around.subscription, names._asdict())
    is_named = identifier is not None
    for setting, gap in destination.unresolved.items():
        is_name = setting in Names._fields
        if not (is_name and is_named):
            yield Finding(
                ERROR if is_name else WARNING,
                "R262",
                "UnresolvedVariable",
                f"'{setting}' depends on {gap}, which the template does not tell, and was not checked.",
                setting,
                "Give a variable with --var NAME=VALUE" + (", or the name itself: -g, -r, -i, -e." if is_name else "."),
            )
    if identifier is None:
        for setting in Names._fields:
            if (
                setting not in destination.block
                and setting not in destination.unresolved
                and not getattr(names, setting)
            ):
                yield Finding(
                    ERROR,
                    "R262",
                    "MissingSetting",
                    f"'{setting}' is not in the destination of the builder.",
                    setting,
                    "Add it to shared_image_gallery_destination, or name it: -g, -r, -i, -e.",
                )
        return
    refusals = preflight.Refusals()
    request = packer.request(destination, identifier, refusals.attempt)
    made = refusals.attempt(packer.made, destination, identifier, request.location) if request.location else None
    builds = [preflight.Build(*made)] if made else []
    yield from preflight.check(around, identifier, request, refusals, builds)


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
