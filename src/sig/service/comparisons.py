"""Resources side by side."""

from __future__ import annotations

from sig.domain import version_comparison
from sig.service import documents, image_versions
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import View


@operation("image-version diff")
def of_versions(context: Context, one: ResourceId, other: ResourceId) -> list[dict[str, Any]]:
    """Each property that differs: its ``path``, and its value in the version ``one`` (``a``) and ``other`` (``b``).

    Raises ResourceNotFound.
    """
    if context.caller is not None:
        from sig.service import authorization

        authorization.check(context, "image-version diff", other)
    with context.store.reading() as view:
        shown = [_shown(view, context, identifier) for identifier in (one, other)]
        changes = documents.read_off(view, one, version_comparison.differences, *shown)
    return [{"path": change.path, "a": change.before, "b": change.after} for change in changes]


def _shown(view: View, context: Context, identifier: ResourceId) -> dict[str, Any]:
    document = documents.require(view, identifier)
    return image_versions.shown(context, document)
