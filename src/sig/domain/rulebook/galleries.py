"""The rules of: galleries."""

from sig.domain.rulebook.rule import rule
from sig.domain.rulebook.texts import ENTITY, EXISTS_ELSEWHERE, NESTED, UNAVAILABLE

RULES = (
    rule(
        "R001",
        "InvalidParameter",
        "documented",
        "A gallery is named with letters, digits, underscores and periods",
        protects="Names that every client, URL and unique name of a shared gallery can carry.",
        accepted="1 to 80 English letters, digits, '_' and '.'; the last two in the middle only. No dash.",
        remedy="Replace dashes and other characters by underscores, as in my_gallery.",
        messages=(
            (
                "Gallery name '{}' is invalid. Allowed characters are English alphanumeric characters, with "
                "underscores, "
                "and periods allowed in the middle, up to 80 characters total. All other special characters, including "
                "dashes, are disallowed."
            ),
            (
                "Gallery name is invalid. Allowed characters are English alphanumeric characters, with underscores, "
                "and periods allowed in the middle, up to 80 characters total."
            ),
        ),
    ),
    rule(
        "R002",
        "InvalidParameter",
        "documented",
        "A name begins with a letter or digit and has at most 80 characters",
        protects="The pattern that every named thing in a gallery follows.",
        accepted="A letter or digit first, no '-' or '.' last, 1 to 80 characters.",
        remedy="Start and end the name with a letter or digit, and shorten it to 80 characters.",
        messages=(ENTITY,),
    ),
    rule(
        "R003",
        "InvalidResourceName",
        "documented",
        "A name does not end with a period or an underscore",
        protects="Names that ARM accepts as the last segment of a URL.",
        accepted="A letter or digit as the last character.",
        remedy="Take the trailing characters off the name.",
        messages=(
            (
                "The provided resource name '{}' has these invalid trailing characters: '{}'. The name can not end "
                "with characters: '{}'."
            ),
        ),
    ),
    rule(
        "R004",
        "LocationNotAvailableForResourceType",
        "documented",
        "A resource lives in a region that offers galleries",
        protects="Resources from being asked for where nothing could hold them.",
        accepted="A region of the public cloud, as westus2, WestUS2 or 'West US 2'.",
        remedy="Choose a region of: sig account list-locations -o table.",
        messages=UNAVAILABLE,
    ),
    rule(
        "R005",
        "Conflict",
        "documented",
        "A gallery's name is unique in its subscription",
        protects="The unique name under which a gallery is shared.",
        accepted="A name that no gallery of the subscription has in another group, in any case.",
        remedy="Choose another name, or use the gallery that has it: sig list.",
        messages=(
            "The gallery name '{}' is not unique within the subscription '{}'. Please pick another gallery name.",
        ),
    ),
    rule(
        "R006",
        "InvalidResourceLocation",
        "live",
        "A gallery or group stays in its location",
        protects="What lies in the region already.",
        accepted="The location that the resource has, or none.",
        remedy="Leave --location out, or create a resource of another name.",
        messages=(
            *EXISTS_ELSEWHERE,
            "Invalid resource group location '{}'. The Resource group already exists in location '{}'.",
        ),
    ),
    rule(
        "R007",
        "CannotDeleteResource",
        "live",
        "A gallery is deleted empty",
        protects="The definitions and versions in a gallery.",
        accepted="A gallery without definitions.",
        remedy="Delete the versions first, then the definitions, then the gallery.",
        messages=NESTED,
    ),
    rule(
        "R008",
        "ResourceGroupNotFound",
        "live",
        "The resource group exists",
        protects="Against a mistyped group. Without strict, only commands on the group itself ask.",
        accepted="A registered group; without strict also any group for the resources in it.",
        remedy="Register it: sig group create -n NAME -l REGION.",
        messages=("Resource group '{}' could not be found.",),
    ),
    rule(
        "R009",
        "ResourceNotFound",
        "live",
        "The resource exists",
        protects="Readers and updates from working on nothing.",
        accepted="The name of a resource in that group, subscription and store.",
        remedy="Check the name, --resource-group, --subscription and --store, for example with: sig list.",
        messages=(
            (
                "The Resource '{}' under resource group '{}' was not found. For more details please go to "
                "https://aka.ms/ARMResourceNotFoundFix"
            ),
            "The Resource '{}' under resource group '{}' was not found.",
        ),
    ),
    rule(
        "R010",
        "InvalidParameter",
        "documented",
        "Permissions are Private, Groups or Community",
        protects="The three ways to share that exist.",
        accepted="Private, Groups or Community, in any case.",
        remedy="Give one of the three.",
        messages=(
            "The value {} of 'gallery.properties.sharingProfile.permissions' is not valid.",
            "The value of parameter gallery.properties.sharingProfile.permissions is invalid.",
        ),
    ),
    rule(
        "R011",
        "InvalidParameter",
        "documented",
        "A community gallery says who publishes it",
        protects="The public, who must know publisher, contact and terms.",
        accepted="publisherUri, publisherContact, eula and publicNamePrefix, all four.",
        remedy="Give --publisher-uri, --publisher-email, --eula and --public-name-prefix.",
        messages=(
            "A community gallery needs publisherUri, publisherContact, eula and publicNamePrefix; missing: {}.",
            "If you want to share to the community, you need to fill in all the following parameters: {}",
        ),
    ),
    rule(
        "R012",
        "InvalidParameter",
        "live",
        "Permissions are chosen when the gallery is created",
        protects="Those a gallery is shared with, and its owner from sharing by accident.",
        accepted="The permissions that the gallery has; sig share reset makes it private.",
        remedy="Reset the sharing to make it private; to share another way, create a gallery with --permissions.",
        messages=(
            (
                "Cannot update the gallery '{}' sharing permissions from '{}' to '{}. Permissions can only be changed "
                "by a "
                "POST ShareGallery call. Currently, gallery permissions can only be set to 'Groups' or 'Community' "
                "during creation."
            ),
        ),
    ),
    rule(
        "R013",
        "OperationNotAllowed",
        "documented",
        "A gallery that is public is not deleted",
        protects="Community users of its images.",
        accepted="A gallery that is not shared with the community now.",
        remedy="Stop sharing first: sig share reset.",
        messages=("Gallery '{}' is shared with the community and cannot be deleted.",),
    ),
    rule(
        "R014",
        "OperationNotAllowed",
        "documented",
        "What is being deleted is not changed",
        protects="A deletion under way from a write that would outlive it.",
        accepted="A resource that nobody is deleting.",
        remedy="Repeat the deletion, wait for it to end, then create the resource anew.",
        kind="not emulated",
        messages=(
            (
                "Operation '{}' is not allowed on {} since it is marked for deletion. You can only retry the Delete "
                "operation (or wait for an ongoing one to complete)."
            ),
        ),
        reason="A deletion is one transaction: no command ever sees a resource that is half deleted.",
    ),
    rule(
        "R015",
        "QuotaExceeded",
        "documented",
        "A subscription holds a limited number in a region",
        protects="The limits that Azure sets to each subscription and region.",
        accepted="One more than there are, as long as that is within the limit of its kind.",
        remedy="Delete what is no longer needed, or use another region or subscription. In use: sig usage list.",
        profiles=lambda era: (
            f"{era.max_galleries} galleries, {era.max_definitions} definitions, {era.max_versions} versions"
        ),
        messages=(
            (
                "Operation results in exceeding quota limits of {}. Maximum allowed: {}, Current in use: {}, "
                "Additional requested: {}"
            ),
        ),
    ),
)
