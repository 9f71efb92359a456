"""Shared and community galleries: which of them a subscription sees in a region, and what it sees of them."""

from __future__ import annotations

from sig.domain import shared_views
from sig.domain.records import NamedTuple
from sig.domain.shared_views import COMMUNITY, SHARED, Audience, Place
from sig.service import accounts, documents, latest
from sig.service.documents import read_off
from sig.service.galleries import identifiers
from sig.service.image_versions import in_order
from sig.service.operations import in_region, operation
from sig.service.paging import Listing, Page, selected
from sig.store import ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sig.domain.errors import NotFound
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import View

Body = dict[str, "Any"]
# az asks the Resource Graph for so many community galleries at a time.
GRAPH_PAGE = 30
_NOUNS = {
    SHARED.casefold(): "gallery",
    COMMUNITY.casefold(): "gallery",
    "images": "image-definition",
    "versions": "image-version",
}


class GraphAnswer(NamedTuple):
    """Rows of the Resource Graph: those of one page, how many there are on all pages, the token for the next."""

    rows: list[Body]
    total: int
    next_token: str | None


@operation(lambda view: f"{_NOUNS[view.collection.casefold()]} show-{audience_of(view)}")
def show(context: Context, identifier: ResourceId) -> Body:
    """The gallery, definition or version that ``identifier`` names to its subscription.

    It is a ``resource_id.view_id``. Raises NotFound, and LocationNotAvailable for a region that does not exist.
    """
    place = Place.of(identifier)
    with context.whole.reading() as view:
        everything = Audience(identifier.subscription, accounts.tenant(view, identifier.subscription))
        sight = Sight(view, context, place, everything)
        gallery, body, name = sight.gallery()
        if not place.definition:
            return read_off(view, gallery, shared_views.gallery, body, name, place)
        definition, body = sight.definition(gallery)
        if not place.version:
            return read_off(view, definition, shared_views.definition, body, name, place)
        version, version_body = sight.version(definition)
        return read_off(view, version, shared_views.version, version_body, name, body["name"], place)


@operation("gallery list-shared", in_region)
def list_shared(context: Context, location: str, page: Page | None = None, *, to_tenant: bool = False) -> Listing:
    """The galleries shared with the subscription, or with its tenant, by name. Raises LocationNotAvailable."""
    place = Place.at(SHARED, location)
    with context.whole.reading() as view:
        sight = Sight(view, context, place, _audience(view, context.subscription, to_tenant=to_tenant))
        names, token = selected(sight.gallery_names(), page)
        return Listing([shared_views.listed_gallery(name, place) for name in names], token)


@operation("gallery list-community", in_region)
def list_community(context: Context, location: str | None = None, marker: str | None = None) -> Listing:
    """The community galleries of a region, or of all; one that shows in several regions is listed for each.

    Raises LocationNotAvailable, and InvalidParameter for a marker that no page gave.
    """
    wanted = Place.at(COMMUNITY, location).region.name if location else None
    with context.whole.reading() as view:
        found = {
            key: shared_views.found_in_graph(body, name, region, context.subscription)
            for key, body, name, region in _in_graph(view, context)
            if wanted in (None, region)
        }
    keys, token = selected(sorted(found), Page(GRAPH_PAGE, marker, "--marker"))
    return Listing([found[key] for key in keys], token)


@operation("gallery list-community")
def query(context: Context, text: str, page: Page, skip: int = 0) -> GraphAnswer:
    """What the Resource Graph answers to the query ``text``: the rows of ``page``, less the first ``skip`` of all.

    Raises InvalidQuery, and InvalidParameter for a token that no page gave. Source: SERVICE-FACTS §8.
    """
    from sig.domain import graph_query

    asked = graph_query.parse(text)
    with context.whole.reading() as view:
        table = {
            key: shared_views.graph_row(body, name, region, context.subscription)
            for key, body, name, region in _in_graph(view, context)
        }
    rows = asked.rows([table[key] for key in sorted(table)])
    keys, token = selected([str(number) for number in range(skip if page.token is None else 0, len(rows))], page)
    return GraphAnswer([rows[int(key)] for key in keys], len(rows), token)


@operation(lambda view: f"image-definition list-{audience_of(view)}")
def list_definitions(
    context: Context, identifier: ResourceId, page: Page | None = None, *, to_tenant: bool = False
) -> Listing:
    """The definitions in the gallery that ``identifier``, a ``view_id``, names. Raises NotFound."""
    place = Place.of(identifier)
    with context.whole.reading() as view:
        sight = Sight(view, context, place, _audience(view, identifier.subscription, to_tenant=to_tenant))
        gallery, _, name = sight.gallery()
        found = {definition.name: (definition, body) for definition, body in sight.definitions(gallery)}
        keys, token = selected(list(found), page)
        items = [
            read_off(view, definition, shared_views.definition, body, name, place)
            for definition, body in map(found.__getitem__, keys)
        ]
        return Listing(items, token)


@operation(lambda view: f"image-version list-{audience_of(view)}")
def list_versions(
    context: Context, identifier: ResourceId, page: Page | None = None, *, to_tenant: bool = False
) -> Listing:
    """The versions of the definition that ``identifier``, a ``view_id``, names, lowest number first.

    Of a community gallery the latest alone. Raises NotFound. Source: SPEC §4.4.
    """
    place = Place.of(identifier)
    with context.whole.reading() as view:
        sight = Sight(view, context, place, _audience(view, identifier.subscription, to_tenant=to_tenant))
        gallery, _, name = sight.gallery()
        definition, body = sight.definition(gallery)
        versions = sight.latest(definition) if place.kind == COMMUNITY else sight.versions(definition)
        found = {version.name: (version, version_body) for version, version_body in versions}
        keys, token = selected(list(found), page)
        items = [
            read_off(view, version, shared_views.version, version_body, name, body["name"], place)
            for version, version_body in map(found.__getitem__, keys)
        ]
        return Listing(items, token)


def _in_graph(view: View, context: Context) -> Iterator[tuple[str, Body, str, str]]:
    """Each community gallery with its body, public name and region, under a key of these two."""
    for gallery, body in _galleries(view, context):
        for name in read_off(view, gallery, shared_views.names_seen, body, COMMUNITY, Audience()):
            for region in regions_shown(view, context, gallery, body):
                yield f"{name.casefold()} {region}", body, name, region


class Sight:
    """What ``audience`` sees at ``place`` of all that is in the store; each with the owner's ID and body."""

    def __init__(self, view: View, context: Context, place: Place, audience: Audience) -> None:
        self._view = view
        self._context = context
        self._place = place
        self._audience = audience

    def gallery_names(self) -> list[str]:
        """The galleries under the names that the audience knows, in their order."""
        found = [
            name
            for gallery, body in _galleries(self._view, self._context)
            for name in self._names(gallery, body)
            if self._place.region.name in regions_shown(self._view, self._context, gallery, body)
        ]
        return sorted(found, key=str.casefold)

    def gallery(self) -> tuple[ResourceId, Body, str]:
        """The gallery that the place names, with that name as its owner spells it. Raises NotFound."""
        gallery, body, name = self.gallery_anywhere()
        seen_in = list(regions_shown(self._view, self._context, gallery, body))
        if self._place.region.name not in seen_in:
            raise shared_views.refuse_region(self._place, seen_in)
        return gallery, body, name

    def gallery_anywhere(self) -> tuple[ResourceId, Body, str]:
        """As ``gallery``, whatever region it shows in."""
        wanted = self._place.gallery.casefold()
        for gallery, body in _galleries(self._view, self._context):
            if self._place.kind == SHARED and not shared_views.is_unique_name(wanted, gallery):
                continue
            for name in self._names(gallery, body):
                if name.casefold() == wanted:
                    return gallery, body, name
            if self._place.kind == SHARED:
                raise shared_views.refuse_unshared(gallery, self._audience)
        raise shared_views.refuse_unknown(self._place, self._place.kind, self.gallery_names())

    def definition_anywhere(self, gallery: ResourceId) -> tuple[ResourceId, Body]:
        """The definition that the place names, whatever region it shows in. Raises NotFound."""
        definition = gallery.child("images", self._place.definition)
        document = documents.get(self._view, definition)
        if document is None:
            raise self._unknown_definition(gallery)
        return definition, documents.body(document)

    def definitions(self, gallery: ResourceId) -> Iterator[tuple[ResourceId, Body]]:
        for definition, document in documents.each(self._view, gallery, "images"):
            body = documents.body(document)
            if self._is_here(definition, body):
                yield definition, body

    def definition(self, gallery: ResourceId) -> tuple[ResourceId, Body]:
        """The definition that the place names. Raises NotFound."""
        definition, body = self.definition_anywhere(gallery)
        if self._is_here(definition, body):
            return definition, body
        raise self._unknown_definition(gallery)

    def versions(self, definition: ResourceId) -> Iterator[tuple[ResourceId, Body]]:
        for name in in_order(self._view, definition):
            version = definition.child("versions", name)
            body = self._version(version)
            if body is not None:
                yield version, body

    def version(self, definition: ResourceId) -> tuple[ResourceId, Body]:
        """The version that the place names. Raises NotFound."""
        version = definition.child("versions", self._place.version)
        body = self._version(version)
        if body is not None:
            return version, body
        seen = [version.name for version, _ in self.versions(definition)]
        raise shared_views.refuse_unknown(self._place, "versions", seen)

    def latest(self, definition: ResourceId) -> Iterator[tuple[ResourceId, Body]]:
        """The version that latest stands for in the region, if there is one."""
        found = latest.find(self._view, definition, self._place.region, self._context.clock.now())
        if found.version is not None:
            yield found.version, found.body

    def _unknown_definition(self, gallery: ResourceId) -> NotFound:
        seen = [body["name"] for _, body in self.definitions(gallery)]
        return shared_views.refuse_unknown(self._place, "definitions", seen)

    def _names(self, gallery: ResourceId, body: Body) -> list[str]:
        return read_off(self._view, gallery, shared_views.names_seen, body, self._place.kind, self._audience)

    def _is_here(self, definition: ResourceId, body: Body) -> bool:
        return body["location"] == self._place.region.name or any(True for _ in self.versions(definition))

    def _version(self, version: ResourceId) -> Body | None:
        """The body of the version, if it can be used in the region."""
        document = documents.get(self._view, version)
        if document is None:
            return None
        body, plan = documents.body(document), documents.plan(document)
        reached = read_off(self._view, version, shared_views.reached_regions, body, plan, self._context.clock.now())
        return body if self._place.region.name in reached else None


def audience_of(identifier: ResourceId) -> str:
    """For whom what ``identifier``, a ``view_id``, names was shared, in the word of the verbs."""
    collections = {collection.casefold() for collection, _ in identifier.pairs}
    return "community" if COMMUNITY.casefold() in collections else "shared"


def _audience(view: View, subscription: str, *, to_tenant: bool) -> Audience:
    if to_tenant:
        return Audience(tenant=accounts.tenant(view, subscription))
    return Audience(subscription=subscription)


def _galleries(view: View, context: Context) -> Iterator[tuple[ResourceId, Body]]:
    """The galleries of all subscriptions: who shares is not who asks."""
    for subscription in view.folders(ROOT, "subscriptions"):
        for gallery in identifiers(view, context._replace(subscription=subscription), None):
            document = documents.get(view, gallery)
            if document is not None:
                yield gallery, documents.body(document)


def regions_shown(view: View, context: Context, gallery: ResourceId, body: Body) -> Iterator[str]:
    """The regions in which the gallery shows, each once; read no further than is asked for."""
    seen = {body["location"]}
    yield body["location"]
    for definition in view.names(gallery, "images"):
        holder = gallery.child("images", definition)
        for version, document in documents.each(view, holder, "versions"):
            plan = documents.plan(document)
            now = context.clock.now()
            for region in read_off(view, version, shared_views.reached_regions, documents.body(document), plan, now):
                if region not in seen:
                    seen.add(region)
                    yield region
