"""The rules of: what the service does not do at all."""

from sig.domain.rulebook.rule import accepts, rule
from sig.domain.rulebook.texts import UNAVAILABLE

RULES = (
    rule(
        "R100",
        "ResourceMoveNotSupported",
        "documented",
        "Galleries do not move to another group or subscription",
        protects="The IDs that deployments and shares rely on.",
        accepted="Copies: a version can be created from a version of another gallery.",
        remedy="Create a gallery there, and its versions with sig image-version promote.",
        messages=("Resource move is not supported for resource types '{}'.",),
    ),
    rule(
        "R101",
        "LocationNotAvailableForResourceType",
        "documented",
        "Images stay in their cloud",
        protects="Clouds that are separate on purpose.",
        accepted="Regions of the public cloud.",
        remedy="Export the disk and upload it to a gallery in the other cloud.",
        messages=UNAVAILABLE,
    ),
    rule(
        "R353",
        "InvalidParameter",
        "documented",
        "A resource keeps its name and type",
        protects="Against a rename that would seem to work.",
        accepted="The name and type that the resource has.",
        remedy="Create a resource under the new name.",
        messages=(
            "Entity name does not match the name in the request URL.",
            "Changing property '{}.type' is not allowed.",
        ),
        other_codes=("PropertyChangeNotAllowed",),
    ),
    accepts(
        "R102",
        "documented",
        "A version can be copied from another gallery or subscription",
        protects="Teams that cannot replicate across subscriptions, which the service does not offer.",
        accepted="--image-version with the ID of a version in another gallery or subscription.",
    ),
    rule(
        "R103",
        "InvalidParameter",
        "documented",
        "Encrypted sources stay in their subscription",
        protects="Keys from being used outside their subscription.",
        accepted="An encrypted source of the same subscription.",
        remedy="Create a gallery in the subscription of the source.",
        kind="restates",
        reason="R069.d",
    ),
)
