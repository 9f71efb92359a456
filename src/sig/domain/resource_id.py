"""ARM resource IDs: parsed, compared without regard to case, printed as given."""

from dataclasses import dataclass

from sig.domain.errors import LinkedInvalidPropertyId

COMPUTE = "Microsoft.Compute"


@dataclass(frozen=True, slots=True, eq=False)
class ResourceId:
    """A resource ID as its ``(collection, name)`` pairs, for example ``("galleries", "g")``.

    ``("providers", namespace)`` is a pair like the others. Two IDs are equal when they differ in
    case only; ``str`` gives the casing it was made with. Source: SPEC §1.1.
    """

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str) -> "ResourceId":
        """Read ``/subscriptions/{s}/resourceGroups/{g}/providers/{ns}/{collection}/{name}…``.

        Raises LinkedInvalidPropertyId unless every segment is there and none is empty.
        Source: SPEC R052.
        """
        words = text.strip().rstrip("/").split("/")
        if (
            len(words) < 3
            or words[0]
            or not all(words[1:])
            or len(words) % 2 == 0
            or words[1].lower() != "subscriptions"
        ):
            raise LinkedInvalidPropertyId(
                f"'{text}' is not a resource ID.",
                hint="A resource ID reads /subscriptions/{subscription}/resourceGroups/{group}/providers/"
                f"{COMPUTE}/galleries/{{gallery}}.",
                rule="R052",
            )
        return cls(tuple(zip(words[1::2], words[2::2], strict=True)))

    @classmethod
    def of_subscription(cls, subscription: str) -> "ResourceId":
        return cls((("subscriptions", subscription),))

    def child(self, collection: str, name: str) -> "ResourceId":
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
    def parent(self) -> "ResourceId":
        """The ID that holds this one; the parent of a top-level resource is its resource group."""
        pairs = self.pairs[:-1]
        return ResourceId(pairs[:-1] if pairs and pairs[-1][0].casefold() == "providers" else pairs)

    @property
    def subscription(self) -> str:
        return self.pairs[0][1]

    @property
    def resource_group(self) -> str:
        """The name of the group, or ``""`` for a subscription's own ID."""
        return self.pairs[1][1] if len(self.pairs) > 1 else ""

    @property
    def type(self) -> str:
        """The ARM type, ``Microsoft.Compute/galleries/images``."""
        kinds = [collection for collection, _ in self.pairs[3:]]
        return "/".join([self.pairs[2][1], *kinds]) if len(self.pairs) > 3 else ""

    @property
    def relative(self) -> str:
        """The ID without subscription and group, ``Microsoft.Compute/galleries/g/images/i``."""
        return "/".join([self.pairs[2][1], *(word for pair in self.pairs[3:] for word in pair)])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ResourceId) and self.key == other.key

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
