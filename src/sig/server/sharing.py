"""The share action of galleries on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain.sharing import SharingUpdate
from sig.server import long_running
from sig.server.long_running import Work
from sig.server.routing import GALLERY_PATH, route
from sig.service import shares

if TYPE_CHECKING:
    from sig.server.exchange import Answer, Call


@route(
    "POST",
    f"{GALLERY_PATH}/share",
    operation="GallerySharingProfile_Update",
    verb="share",
    summary="Share a gallery with subscriptions, tenants or the community, or stop.",
    limits=("ShareGallery", 50, 300),
    body=SharingUpdate,
)
def share(call: Call) -> Answer:
    acted = shares.act(call.context, call.gallery, call.read(SharingUpdate, "sharingUpdate"))
    return long_running.accepted(call, Work.SHARE, call.gallery, acted.location, acted.answer)
