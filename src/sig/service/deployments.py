"""Whether Azure would deploy from an image: asked of the store, answered with every reason against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sig.domain import deployment as rules
from sig.domain import latest, shared_views
from sig.domain.revocation import ENVELOPE_KEY
from sig.service import accounts, documents
from sig.service import latest as latest_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sig.domain.deployment import Deployment, Image, Warned
    from sig.domain.errors import SigError
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import View

Body = dict[str, Any]
LATEST = "latest"


class _Chosen(NamedTuple):
    """The version that would be taken, with its body; without one, what is held against that."""

    version: ResourceId | None = None
    body: Body | None = None
    refusal: SigError | None = None


def check(context: Context, image: ResourceId, wanted: Deployment) -> dict[str, Any]:
    """What would become of ``wanted``, made from ``image``: a version, or a definition for its latest one.

    Raises ResourceNotFound where the definition does not exist. Source: SPEC §2.5, §2.6.
    """
    rules.check(wanted)
    with context.store.reading() as view:
        definition = image if image.collection.casefold() == "images" else image.parent
        described = documents.body(documents.require(view, definition))
        by_number = image != definition and image.name.casefold() != LATEST
        chosen = (_exact if by_number else _latest)(view, context, image if by_number else definition, wanted)
        place = chosen.version or definition

        def read_off(question: Any, *arguments: Any) -> list[Any]:
            return documents.read_off(view, place, lambda: list(question(*arguments)))

        against: list[SigError] = [chosen.refusal] if chosen.refusal else []
        against += read_off(rules.reasons, wanted, described, chosen.body, context.profile)
        against += _of_tenant(view, place, wanted)
        remarks: list[Warned] = []
        if chosen.body is not None:
            remarks += read_off(rules.warnings, wanted, described, chosen.body, context.profile, context.clock.now())
            remarks += _of_revocation(view, place)
            if not by_number and _is_hidden(view, definition, chosen.body):
                remarks.append(rules.hidden_from_az(definition))
        if wanted.current_image is not None:
            before, is_gone = _current(view, wanted.current_image)
            after = documents.read_off(view, place, rules.image_of, described, chosen.body)
            against += rules.scale_set_reasons(before, after)
            remarks += rules.scale_set_warnings(before, after, is_gone=is_gone)
    return rules.answer(chosen.body, against, remarks)


def _exact(view: View, context: Context, version: ResourceId, wanted: Deployment) -> _Chosen:
    document = documents.get(view, version)
    if document is None:
        return _Chosen(refusal=rules.refuse_version(version, None, wanted.region))
    body, plan, now = documents.body(document), documents.plan(document), context.clock.now()
    why = documents.read_off(view, version, latest.unusable_in, body, plan, wanted.region, now)
    if why is not None:
        return _Chosen(refusal=rules.refuse_version(version, why, wanted.region))
    return _Chosen(version, body)


def _latest(view: View, context: Context, definition: ResourceId, wanted: Deployment) -> _Chosen:
    found = latest_versions.find(view, definition, wanted.region, context.clock.now())
    if found.version is None:
        return _Chosen(refusal=rules.refuse_latest(definition, found.passed_over, wanted.region))
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
