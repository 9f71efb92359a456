"""Whether Azure would deploy from an image: asked of the store, answered with every reason against."""

from __future__ import annotations

from sig.domain import deployment as rules
from sig.domain import latest, shared_views
from sig.domain.records import NamedTuple
from sig.domain.resource_id import view_id
from sig.domain.revocation import ENVELOPE_KEY
from sig.service import accounts, documents
from sig.service import latest as latest_versions
from sig.service import shared_views as shared
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sig.domain.deployment import Deployment, Image, Warned
    from sig.domain.errors import SigError
    from sig.domain.resource_id import ResourceId
    from sig.domain.shared_views import PublicImage
    from sig.service.context import Context
    from sig.store import View

Body = dict[str, "Any"]
LATEST = "latest"


class _Chosen(NamedTuple):
    """The version that would be taken, with its body; without one, what is held against that."""

    version: ResourceId | None = None
    body: Body | None = None
    refusal: SigError | None = None


@operation("image-version check-deploy", asks_azure=False)
def check(context: Context, image: ResourceId, wanted: Deployment) -> dict[str, Any]:
    """What would become of ``wanted``, made from ``image``: a version, or a definition for its latest one.

    Raises ResourceNotFound where the definition does not exist. Source: SPEC §2.5, §2.6.
    """
    rules.check(wanted)
    with context.store.reading() as view:
        definition = image if image.collection.casefold() == "images" else image.parent
        described = documents.body(documents.require(view, definition))
        by_number = image != definition and image.name.casefold() != LATEST
        asked = image if by_number else definition
        chosen = (_exact if by_number else _latest)(view, context, asked, wanted, str(asked))
        against, remarks = _judged(view, context, chosen, described, definition, wanted)
        against += _of_tenant(view, chosen.version or definition, wanted)
        if chosen.version is not None and chosen.body is not None:
            remarks += _of_revocation(view, chosen.version)
            if not by_number and _is_hidden(view, definition, chosen.body):
                remarks.append(rules.hidden_from_az(definition))
    return rules.answer(chosen.body, against, remarks)


def _looked_at(context: Context, image: PublicImage) -> ResourceId:
    names = filter(None, (image.gallery, image.definition, image.version))
    return view_id(context.subscription, "global", image.kind, *names)


def _looked_at_in(context: Context, given: dict[str, Any]) -> ResourceId:
    """The image as those see it who would deploy it, in the region and from the subscription of the VMs."""
    image, wanted = given["image"], given["wanted"]
    names = filter(None, (image.gallery, image.definition, image.version))
    return view_id(wanted.subscription or context.subscription, wanted.region.name, image.kind, *names)


@operation(
    lambda seen: f"image-version show-{shared.audience_of(seen)}", _looked_at, scope=_looked_at_in, asks_azure=False
)
def check_public(context: Context, image: PublicImage, wanted: Deployment) -> dict[str, Any]:
    """As ``check``, of an image that others share, for those who look from the subscription of the VMs.

    That is the one in effect where ``wanted`` names none. What is answered names the image as its consumers do, and
    nothing of its owner's. Raises NotFound for what is not shared with them. Source: SPEC §1.1, §4.3, §4.4.
    """
    rules.check(wanted)
    subscription = wanted.subscription or context.subscription
    wanted = wanted._replace(subscription=subscription)
    region = wanted.region
    place = shared_views.Place(image.kind, region.name, region, image.gallery, image.definition, image.version)
    with context.whole.reading() as view:
        tenant = accounts.tenant(view, subscription)
        sight = shared.Sight(view, context, place, shared_views.Audience(subscription, tenant))
        gallery, _, name = sight.gallery_anywhere()
        definition, described = sight.definition_anywhere(gallery)
        image = image._replace(gallery=name, definition=described["name"])
        if image.version:
            chosen = _exact(view, context, definition.child("versions", image.version), wanted, image.unique_id)
        else:
            chosen = _latest(view, context, definition, wanted, image.unique_id)
        against, remarks = _judged(view, context, chosen, described, definition, wanted)
        remarks += rules.public_warnings(
            image.kind, wanted, is_abroad=tenant != accounts.tenant(view, gallery.subscription)
        )
    answer = rules.answer(chosen.body, against, remarks)
    if chosen.body is not None:
        answer["versionId"] = image._replace(version=chosen.body["name"]).unique_id
    return answer


def _judged(
    view: View, context: Context, chosen: _Chosen, described: Body, definition: ResourceId, wanted: Deployment
) -> tuple[list[SigError], list[Warned]]:
    """What is against what was chosen of ``definition`` (``described`` is its body), and what is worth knowing."""
    place = chosen.version or definition

    def read_off(question: Any, *arguments: Any) -> list[Any]:
        return documents.read_off(view, place, lambda: list(question(*arguments)))

    against: list[SigError] = [chosen.refusal] if chosen.refusal else []
    against += read_off(rules.reasons, wanted, described, chosen.body, context.profile)
    remarks: list[Warned] = []
    if chosen.body is not None:
        remarks += read_off(rules.warnings, wanted, described, chosen.body, context.profile, context.clock.now())
    if wanted.current_image is not None:
        with context.store.reading() as seen:
            before, is_gone = _current(seen, wanted.current_image)
        after = documents.read_off(view, place, rules.image_of, described, chosen.body)
        against += rules.scale_set_reasons(before, after)
        remarks += rules.scale_set_warnings(before, after, is_gone=is_gone)
    return against, remarks


def _exact(view: View, context: Context, version: ResourceId, wanted: Deployment, called: str) -> _Chosen:
    """That version, which refusals call ``called``."""
    document = documents.get(view, version)
    if document is None:
        return _Chosen(refusal=rules.refuse_version(called, None, wanted.region))
    body, plan, now = documents.body(document), documents.plan(document), context.clock.now()
    why = documents.read_off(view, version, latest.unusable_in, body, plan, wanted.region, now)
    if why is not None:
        return _Chosen(refusal=rules.refuse_version(called, why, wanted.region))
    return _Chosen(version, body)


def _latest(view: View, context: Context, definition: ResourceId, wanted: Deployment, called: str) -> _Chosen:
    """The latest version, of a definition that refusals call ``called``."""
    found = latest_versions.find(view, definition, wanted.region, context.clock.now())
    if found.version is None:
        return _Chosen(refusal=rules.refuse_latest(called, found.passed_over, wanted.region))
    return _Chosen(found.version, found.body)


def _is_hidden(view: View, definition: ResourceId, chosen: Body) -> bool:
    """Whether all versions carry the flag that az looks at; reads the others only where the chosen one does."""
    return latest.is_excluded_everywhere(chosen) and all(
        documents.read_off(view, version, latest.is_excluded_everywhere, documents.body(document))
        for version, document in documents.each(view, definition, "versions")
    )


def _of_tenant(view: View, image: ResourceId, wanted: Deployment) -> Iterator[SigError]:
    """What is against VMs in another tenant than the gallery's, unless it is shared with them."""
    if wanted.subscription is None:
        return
    tenant = accounts.tenant(view, wanted.subscription)
    if tenant == accounts.tenant(view, image.subscription):
        return
    audience = shared_views.Audience(wanted.subscription, tenant)
    gallery = documents.body(documents.require(view, image.top))
    if not any(
        documents.read_off(view, image.top, shared_views.names_seen, gallery, kind, audience)
        for kind in (shared_views.SHARED, shared_views.COMMUNITY)
    ):
        yield rules.refuse_tenant(image, wanted.subscription, tenant)


def _of_revocation(view: View, version: ResourceId) -> Iterator[Warned]:
    """What is known against a revoked version, which Azure deploys all the same when it is named."""
    document = documents.get(view, version)
    if document is None or ENVELOPE_KEY not in document:
        return
    from sig.service import revocations

    revoked = revocations.of(view, version, document)
    if revoked is not None:
        yield rules.Warned("Revoked", f"The version is revoked since {revoked.at}: {revoked.reason}", "R206")


def _current(view: View, image: ResourceId) -> tuple[Image, bool]:
    """The image that a scale set has now, as far as the store knows it, and whether it was in a gallery and is gone."""
    document = documents.get(view, image)
    of_gallery = rules.is_of_gallery(image)
    described = document
    if of_gallery and image.collection.casefold() == "versions":
        described = documents.get(view, image.parent)
    if described is None:
        return rules.Image(image), of_gallery
    body = documents.body(described)
    return documents.read_off(view, image, rules.image_of, body)._replace(id=image), of_gallery and document is None
