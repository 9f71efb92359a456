"""The rules of: direct sharing, communities and who may do what."""

from sig.domain.rulebook.rule import accepts, rule
from sig.domain.sharing import MAX_SUBSCRIPTIONS, MAX_TENANTS

RULES = (
    rule(
        "R116",
        "InvalidParameter",
        "documented",
        "A gallery is shared with a limited number directly",
        protects="The limits of direct sharing.",
        accepted=f"At most {MAX_SUBSCRIPTIONS} subscriptions and {MAX_TENANTS} tenants.",
        remedy="Share with a tenant to reach all its subscriptions, or remove some first.",
        messages=("A gallery can be shared with at most {} {}; this would make {}.",),
    ),
    rule(
        "R117",
        "InvalidParameter",
        "documented",
        "Those a gallery is shared with are named by GUIDs",
        protects="Against sharing with a name that anybody could take.",
        accepted="IDs of subscriptions and tenants, under the type Subscriptions or AADTenants.",
        remedy="Look the ID up with: sig account list -o table.",
        messages=(
            "'{}' is not the ID of a subscription or tenant: a GUID such as {} is.",
            "A sharing group needs a type: Subscriptions or AADTenants.",
        ),
    ),
    rule(
        "R118",
        "OperationNotAllowed",
        "documented",
        "Direct sharing needs the permissions Groups",
        protects="Private and community galleries from being shared another way.",
        accepted="A gallery created with --permissions Groups.",
        remedy="Permissions are chosen at creation: sig create --permissions Groups.",
        messages=("Subscriptions and tenants cannot be {}: the gallery's permissions are '{}', not 'Groups'.",),
    ),
    rule(
        "R119",
        "OperationNotAllowed",
        "documented",
        "Only a community gallery is made public",
        protects="Private galleries from becoming public.",
        accepted="A gallery created with --permissions Community.",
        remedy="Permissions are chosen at creation: sig create --permissions Community with the publisher's details.",
        messages=("The gallery cannot be shared with the community: its permissions are '{}', not 'Community'.",),
    ),
    rule(
        "R122",
        "NotFound",
        "live",
        "What others share is seen where and by whom it is shared",
        protects="Galleries from being found by those they are not for.",
        accepted="The unique or public name of a gallery that is shared, in a region where it shows.",
        remedy="Look with sig list-shared -l REGION or sig list-community, and ask the owner.",
        messages=("The entity was not found in this Azure location.",),
    ),
    rule(
        "R167",
        "AuthorizationFailed",
        "documented",
        "An action is allowed by a role",
        protects="Resources from those who have no business there.",
        accepted=(
            "An action that a role allows at that scope or above it, and that no fault of kind not-authorized strikes."
        ),
        remedy="Have a role assigned that allows the action, sig role assignment create; sig fault list shows a fault.",
        messages=(
            (
                "The client '{}' with object id '{}' does not have authorization to perform action '{}' over scope "
                "'{}' or the scope is invalid. If access was recently granted, please refresh your credentials."
            ),
        ),
    ),
    rule(
        "R350",
        "InvalidParameter",
        "documented",
        "A version that is shared directly begins in the gallery's region",
        protects="Consumers, who look for a gallery and its images in one region.",
        accepted="The location of the gallery; other regions as target regions.",
        remedy="Leave --location out, and name other regions with --target-regions.",
        messages=(
            (
                "The image version '{}' cannot be in location '{}': gallery '{}' is shared by permissions 'Groups' and "
                "in location '{}'."
            ),
        ),
    ),
    rule(
        "R351",
        "InvalidParameter",
        "documented",
        "A community gallery has its definitions and versions in one region",
        protects="Consumers, who look for a gallery and its images in one region.",
        accepted="The location of the gallery; other regions as target regions of versions.",
        remedy="Leave --location out, and name other regions with --target-regions.",
        messages=(
            (
                "The {} '{}' cannot be in location '{}': gallery '{}' is shared by permissions 'Community' and in "
                "location '{}'."
            ),
        ),
    ),
    rule(
        "R352",
        "OperationNotAllowed",
        "documented",
        "A gallery that is shared directly is not deleted",
        protects="The subscriptions and tenants that use its images.",
        accepted="A gallery that is shared with nobody now.",
        remedy="Stop sharing first: sig share reset.",
        messages=("Gallery '{}' is shared with subscriptions or tenants and cannot be deleted.",),
    ),
    rule(
        "R354",
        "InvalidParameter",
        "documented",
        "An image that others share has an ID of its own",
        protects="The owner's names, which consumers do not see.",
        accepted="/SharedGalleries/{gallery}/Images/{definition}/Versions/{version}, and so for /CommunityGalleries.",
        remedy="Take the uniqueId that sig image-version list-shared or list-community prints.",
        messages=("'{}' is not the ID of an image that others share.",),
    ),
    accepts(
        "R355",
        "documented",
        "A community image is used once its terms are accepted",
        protects="Whoever uses an image of somebody unknown.",
        accepted="A deployment; check-deploy reminds of --accept-term, which az asks for.",
    ),
    accepts(
        "R356",
        "documented",
        "An image shared from another tenant makes uniform scale sets only",
        protects="Scale sets in flexible orchestration, which cannot use such an image.",
        accepted="VMs and uniform scale sets; check-deploy reminds of the other kind, which it cannot tell.",
    ),
)
