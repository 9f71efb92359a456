"""ARM resource IDs: parsed, compared without regard to case, printed as given."""

from __future__ import annotations

from sig.domain.errors import LinkedInvalidPropertyId
from sig.domain.names import shown
from sig.domain.records import NamedTuple

COMPUTE = "Microsoft.Compute"
# Where in the pairs the provider stands, and the first of its resources.
_PROVIDER = 2
_FIRST_RESOURCE = 3


class ResourceId(NamedTuple):
    """A resource ID as its ``(collection, name)`` pairs, for example ``("galleries", "g")``.

    ``("providers", namespace)`` is a pair like the others. Two IDs are equal when they differ in
    case only; ``str`` gives the casing it was made with. Source: SPEC §1.1.
    """

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str, *, target: str | None = None) -> ResourceId:
        """Read ``/subscriptions/{s}/resourceGroups/{g}/providers/{ns}/{collection}/{name}…``.

        Raises LinkedInvalidPropertyId about ``target`` unless every segment is there and none is
        empty. Source: SPEC R052.
        """
        root, *segments = text.strip().rstrip("/").split("/")
        in_pairs = len(segments) % 2 == 0 and all(segments)
        if root or not in_pairs or not segments or segments[0].lower() != "subscriptions":
            raise LinkedInvalidPropertyId(
                f"'{shown(text)}' is not a resource ID.",
                target=target,
                hint="A resource ID reads /subscriptions/{subscription}/resourceGroups/{group}/providers/"
                f"{COMPUTE}/{{type}}/{{name}}.",
                rule="R052",
            )
        return cls(tuple(zip(segments[::2], segments[1::2], strict=True)))

    @classmethod
    def of_subscription(cls, subscription: str) -> ResourceId:
        return cls((("subscriptions", subscription),))

    def child(self, collection: str, name: str) -> ResourceId:
        return ResourceId((*self.pairs, (collection, name)))

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What two IDs of one resource have in common: the pairs, case folded."""
        return tuple((collection.casefold(), name.casefold()) for collection, name in self.pairs)

    @property
    def name(self) -> str:
        return self.pairs[-1][1]

    @property
    def collection(self) -> str:
        return self.pairs[-1][0]

    @property
    def parent(self) -> ResourceId:
        """The ID that holds this one; the parent of a top-level resource is its resource group."""
        pairs = self.pairs[:-1]
        return ResourceId(pairs[:-1] if pairs and pairs[-1][0].casefold() == "providers" else pairs)

    @property
    def holder(self) -> ResourceId:
        """The ID whose child this is: the parent, or for a top-level resource its group's provider."""
        return ResourceId(self.pairs[:-1])

    @property
    def subscription(self) -> str:
        return self.pairs[0][1]

    @property
    def resource_group(self) -> str:
        """The name of the group, or ``""`` for a subscription's own ID."""
        return self.pairs[1][1] if len(self.pairs) > 1 else ""

    @property
    def resources(self) -> tuple[tuple[str, str], ...]:
        """The pairs below the provider, ``(("galleries", g), ("images", i))``; none for a group."""
        return self.pairs[_FIRST_RESOURCE:]

    @property
    def top(self) -> ResourceId:
        """The top-level resource that this one is, or is nested in: its gallery."""
        return ResourceId(self.pairs[: _FIRST_RESOURCE + 1])

    @property
    def type(self) -> str:
        """The ARM type, ``Microsoft.Compute/galleries/images``; empty for what is not a provider's."""
        if not self.resources:
            return ""
        return "/".join([self.pairs[_PROVIDER][1], *(collection for collection, _ in self.resources)])

    @property
    def relative(self) -> str:
        """The ID without subscription and group, ``Microsoft.Compute/galleries/g/images/i``."""
        return "/".join([self.pairs[_PROVIDER][1], *(word for pair in self.resources for word in pair)])

    @property
    def path(self) -> str:
        """The names alone, ``g/i/1.0.0``."""
        return "/".join(name for _, name in self.resources)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ResourceId) and self.key == other.key

    def __ne__(self, other: object) -> bool:
        return not self == other  # a tuple has one of its own, which minds the case

    def __hash__(self) -> int:
        return hash(self.key)

    def __str__(self) -> str:
        return "".join(f"/{collection}/{name}" for collection, name in self.pairs)


def group_id(subscription: str, group: str) -> ResourceId:
    return ResourceId((("subscriptions", subscription), ("resourceGroups", group)))


def compute_id(subscription: str, group: str, collection: str, name: str) -> ResourceId:
    """The ID of a Microsoft.Compute resource, such as a managed image or a snapshot."""
    return group_id(subscription, group).child("providers", COMPUTE).child(collection, name)


def gallery_id(subscription: str, group: str, gallery: str) -> ResourceId:
    return compute_id(subscription, group, "galleries", gallery)


def definition_id(subscription: str, group: str, gallery: str, definition: str) -> ResourceId:
    return gallery_id(subscription, group, gallery).child("images", definition)


def version_id(subscription: str, group: str, gallery: str, definition: str, version: str) -> ResourceId:
    return definition_id(subscription, group, gallery, definition).child("versions", version)


def view_id(subscription: str, location: str, kind: str, *names: str) -> ResourceId:
    """The ID under which ``subscription`` sees in a region what others share.

    ``kind`` is the collection, ``sharedGalleries`` or ``communityGalleries``; ``names`` are those of the gallery and,
    below it, of the definition and the version. Source: SERVICE-FACTS §8.
    """
    identifier = ResourceId.of_subscription(subscription).child("providers", COMPUTE).child("locations", location)
    for collection, name in zip((kind, "images", "versions"), names, strict=False):
        identifier = identifier.child(collection, name)
    return identifier
