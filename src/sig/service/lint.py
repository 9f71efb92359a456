"""Best practices held against what is stored."""

from __future__ import annotations

from sig.domain import lint as rules
from sig.domain.lint import PRACTICES, Finding, Stored
from sig.domain.resource_id import ResourceId
from sig.domain.version_name import VersionName
from sig.service import documents, image_versions
from sig.service.galleries import named
from sig.service.operations import of_gallery, operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sig.service.context import Context
    from sig.store import View


@operation("lint", scope=of_gallery)
def findings(context: Context, group: str | None = None, gallery: str | None = None) -> list[dict[str, Any]]:
    """Where galleries do not follow a best practice: all, those of a group, or one of them.

    Raises ResourceNotFound for a gallery that is not there.
    """
    with context.store.reading() as view:
        wanted = named(view, context, group, gallery)
        found = [finding for identifier in wanted for finding in _of_gallery(view, context, identifier)]
        places = [view.place(finding.resource) for finding in found]
    return [
        {
            "rule": finding.number,
            "level": PRACTICES[finding.number].level,
            "id": str(finding.resource),
            "name": finding.resource.relative,
            "place": place,
            "message": finding.message,
            "advice": finding.advice,
            "title": PRACTICES[finding.number].title,
            "why": PRACTICES[finding.number].why,
        }
        for finding, place in zip(found, places, strict=True)
    ]


def _of_gallery(view: View, context: Context, gallery: ResourceId) -> Iterator[Finding]:
    body = documents.body(documents.require(view, gallery))
    now = context.clock.now()
    for definition, document in documents.each(view, gallery, "images"):
        described, versions = documents.body(document), _versions(view, context, definition)
        arguments = (body, definition, described, versions, context.profile, now)
        yield from documents.read_off(view, definition, lambda *given: list(rules.of_definition(*given)), *arguments)


def _versions(view: View, context: Context, definition: ResourceId) -> list[Stored]:
    found = []
    for version, document in image_versions.each(view, definition):
        body, plan = documents.body(document), documents.plan(document)
        state = image_versions.shown(context, document)["properties"]["provisioningState"]
        found.append(Stored(VersionName.parse(version.name), ResourceId.parse(body["id"]), body, plan, state))
    return found
