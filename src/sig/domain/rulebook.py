"""The rule book: every rule of the gallery service by its number; read to explain, never to decide.

Code that decides a rule names its number where it refuses. Numbers up to R104 are those of the
service's rules; from R110 on they are refusals that the service does not document one by one, and
those of ``sig`` itself. The letters of R069 stand behind a point: R069a is a rule of its own.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from sig.domain.profile import PROFILES, Profile
from sig.domain.resource import MAX_TAG_NAME, MAX_TAG_VALUE, MAX_TAGS
from sig.domain.sharing import MAX_SUBSCRIPTIONS, MAX_TENANTS

Evidence = Literal["live", "documented", "assumed", "sig"]
Kind = Literal["refuses", "accepts", "restates", "not emulated"]

EVIDENCE: dict[Evidence, str] = {
    "live": "status or code were seen in an answer of the service",
    "documented": "the rule is documented; status and code follow ARM's habits",
    "assumed": "a decision of this project, where nothing was seen or documented",
    "sig": "a rule of sig itself, about its store, its settings or its command line",
}
KINDS: dict[Kind, str] = {
    "refuses": "a command that breaks it is refused",
    "accepts": "says what must not be refused",
    "restates": "is part of another rule",
    "not emulated": "exists in Azure and has nothing to stand on here",
}
# ARM code -> HTTP status. Source: SPEC §2, SERVICE-FACTS §9.
STATUS = {
    "InvalidParameter": 400,
    "InvalidResourceName": 400,
    "LocationNotAvailableForResourceType": 400,
    "LocationRequired": 400,
    "LinkedInvalidPropertyId": 400,
    "AuthorizationFailed": 403,
    "LinkedAuthorizationFailed": 403,
    "NotFound": 404,
    "ResourceNotFound": 404,
    "ParentResourceNotFound": 404,
    "ResourceGroupNotFound": 404,
    "SubscriptionNotFound": 404,
    "GalleryImageNotFound": 404,
    "Conflict": 409,
    "CannotDeleteResource": 409,
    "InvalidResourceLocation": 409,
    "PropertyChangeNotAllowed": 409,
    "OperationNotAllowed": 409,
    "QuotaExceeded": 409,
    "ResourceMoveNotSupported": 409,
    "GallerySourceResourceExceedsMaxSize": 409,
    "DeleteGalleryImageVersionBlockedBeforeEndOfLife": 409,
    "TooManyRequests": 429,
    "InternalServerError": 500,
    "StoreCorrupt": 500,
    "StoreTooNew": 500,
    "StoreBusy": 503,
    "StoreNotReadable": 500,
    "StoreNotWritable": 500,
    "StoreFull": 507,
    "StoreChanged": 503,
    "StoreExists": 409,
    "FileExists": 409,
    "BackupNotUsable": 400,
    "ForeignLineage": 409,
}


class Rule(NamedTuple):
    """One rule: what it protects, what is accepted, how a refusal is mended.

    ``code`` is the ARM code of a refusal, ``other_codes`` those that it has in special cases; both are
    empty where nothing is refused. ``profiles`` holds the figure of each era where eras differ.
    ``messages`` are texts that refusals of it have, here or in Azure, ``{}`` standing for what varies.
    ``reason`` says of a rule that is not emulated why, and of one that restates others which.
    """

    number: str
    code: str
    status: int
    title: str
    protects: str
    accepted: str
    remedy: str
    evidence: Evidence
    profiles: dict[str, str]
    kind: Kind
    messages: tuple[str, ...]
    reason: str
    other_codes: tuple[str, ...]


def _rule(
    number: str,
    code: str,
    evidence: Evidence,
    title: str,
    *,
    protects: str,
    accepted: str,
    remedy: str,
    profiles: Callable[[Profile], str] | None = None,
    kind: Kind = "refuses",
    messages: tuple[str, ...] = (),
    reason: str = "",
    other_codes: tuple[str, ...] = (),
) -> Rule:
    figures = {profile.name: profiles(profile) for profile in PROFILES.values()} if profiles else {}
    status = STATUS.get(code, 200)
    return Rule(
        number, code, status, title, protects, accepted, remedy, evidence, figures, kind, messages, reason, other_codes
    )


def _accepts(number: str, evidence: Evidence, title: str, *, protects: str, accepted: str) -> Rule:
    return _rule(
        number, "", evidence, title, protects=protects, accepted=accepted, remedy="Nothing to mend.", kind="accepts"
    )


def by_code(code: str) -> list[Rule]:
    """The rules whose refusals have that ARM code, in any case."""
    wanted = code.casefold()
    codes = {
        number: [code.casefold() for code in (rule.code, *rule.other_codes) if code] for number, rule in RULES.items()
    }
    return [rule for number, rule in RULES.items() if wanted in codes[number]]


_CHANGE = "Changing property '{}' is not allowed."
_NESTED = (
    (
        "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '{}'. "
        "Please delete all nested resources before deleting this resource."
    ),
    "Can not delete resource before nested resources are deleted.",
)
_EXISTS_ELSEWHERE = (
    (
        "The resource '{}' already exists in location '{}' in resource group '{}'. A resource with the same name "
        "cannot be created in location '{}'. Please select a new resource name."
    ),
)
_ENTITY = "The entity name '{}' is invalid according to its validation rule: {}"
_UNAVAILABLE = (
    (
        "The provided location '{}' is not available for resource type '{}'. List of available regions for the "
        "resource type is '{}'"
    ),
)
_PUBLISHING = "galleryImageVersion.properties.publishingProfile"
_STORAGE = "galleryImageVersion.properties.storageProfile"

_GALLERY = (
    _rule(
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
    _rule(
        "R002",
        "InvalidParameter",
        "documented",
        "A name begins with a letter or digit and has at most 80 characters",
        protects="The pattern that every named thing in a gallery follows.",
        accepted="A letter or digit first, no '-' or '.' last, 1 to 80 characters.",
        remedy="Start and end the name with a letter or digit, and shorten it to 80 characters.",
        messages=(_ENTITY,),
    ),
    _rule(
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
    _rule(
        "R004",
        "LocationNotAvailableForResourceType",
        "documented",
        "A resource lives in a region that offers galleries",
        protects="Resources from being asked for where nothing could hold them.",
        accepted="A region of the public cloud, as westus2, WestUS2 or 'West US 2'.",
        remedy="Choose a region of: sig account list-locations -o table.",
        messages=_UNAVAILABLE,
    ),
    _rule(
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
    _rule(
        "R006",
        "InvalidResourceLocation",
        "live",
        "A gallery or group stays in its location",
        protects="What lies in the region already.",
        accepted="The location that the resource has, or none.",
        remedy="Leave --location out, or create a resource of another name.",
        messages=(
            *_EXISTS_ELSEWHERE,
            "Invalid resource group location '{}'. The Resource group already exists in location '{}'.",
        ),
    ),
    _rule(
        "R007",
        "CannotDeleteResource",
        "live",
        "A gallery is deleted empty",
        protects="The definitions and versions in a gallery.",
        accepted="A gallery without definitions.",
        remedy="Delete the versions first, then the definitions, then the gallery.",
        messages=_NESTED,
    ),
    _rule(
        "R008",
        "ResourceGroupNotFound",
        "live",
        "The resource group exists",
        protects="Against a mistyped group. Without strict, only commands on the group itself ask.",
        accepted="A registered group; without strict also any group for the resources in it.",
        remedy="Register it: sig group create -n NAME -l REGION.",
        messages=("Resource group '{}' could not be found.",),
    ),
    _rule(
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
    _rule(
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
    _rule(
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
    _rule(
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
    _rule(
        "R013",
        "OperationNotAllowed",
        "documented",
        "A gallery that is public is not deleted",
        protects="Community users of its images.",
        accepted="A gallery that is not shared with the community now.",
        remedy="Stop sharing first: sig share reset.",
        messages=("Gallery '{}' is shared with the community and cannot be deleted.",),
    ),
    _rule(
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
    _rule(
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

_DEFINITION = (
    _rule(
        "R020",
        "InvalidResourceLocation",
        "live",
        "A definition or version stays in its location",
        protects="What lies in the region already.",
        accepted="The location that it has, or none.",
        remedy="Leave --location out, or create one of another name.",
        messages=_EXISTS_ELSEWHERE,
    ),
    _rule(
        "R021",
        "InvalidParameter",
        "documented",
        "A definition is named with letters, digits, underscores, periods and dashes",
        protects="Names that URLs and clients can carry.",
        accepted="1 to 80 English letters, digits, '_', '.' and '-'; a letter or digit first and last.",
        remedy="Use letters, digits, '_', '.' and '-' only.",
        messages=(_ENTITY,),
    ),
    _rule(
        "R022",
        "ParentResourceNotFound",
        "live",
        "A definition's gallery exists",
        protects="Definitions from standing alone.",
        accepted="The name of a gallery in that group.",
        remedy="Create the gallery first: sig create.",
        messages=(
            "Can not perform requested operation on nested resource. Parent resource '{}' not found.",
            "Parent resource '{}' not found.",
        ),
    ),
    _rule(
        "R023",
        "InvalidParameter",
        "documented",
        "Publisher, offer and SKU are well formed",
        protects="The identifier by which clients look images up.",
        accepted="English letters, digits, '-', '.' and '_', no '.' last; 1 to 128 for the publisher, 1 to 64 else.",
        remedy="Replace other characters by '-', and shorten what is too long.",
        messages=(
            (
                "Asset name '{}' is not valid as {}. It cannot be empty. Allowed characters are English letters, "
                "digits, '-', '.' and '_'; it cannot end with '.' and cannot exceed {} characters."
            ),
            (
                "Asset name {} is not valid. It cannot be empty. Allowed characters are uppercase or lowercase "
                "letters, digits, hyphen(-), period (.), underscore (_)."
            ),
        ),
    ),
    _rule(
        "R024",
        "InvalidParameter",
        "documented",
        "What a resource cannot do without is given",
        protects="Resources from being half described.",
        accepted="osType, osState, the identifier and a location; az and sig fill in the state and the location.",
        remedy="Give the property; for the location give --location or register the group.",
        messages=(
            "Required parameter '{}' is missing (null).",
            "The location is not known: resource group '{}' is not registered, and no location was given.",
            "The location property is required for this definition.",
        ),
        other_codes=("LocationRequired",),
    ),
    _rule(
        "R025",
        "InvalidParameter",
        "documented",
        "A choice is one of those that exist",
        protects="The closed sets of values: OS type, OS state, generation, architecture and the like.",
        accepted="A value of the set, in any case; answers have the service's case.",
        remedy="Give one of the values that the message or the command's --help lists.",
        messages=("The value {} of '{}' is not valid. Input should be {}.",),
    ),
    _rule(
        "R026",
        "PropertyChangeNotAllowed",
        "live",
        "What a definition is for does not change",
        protects="The versions in it, which were made for that OS, generation and identifier.",
        accepted="Changes of description, end of life, recommendations, disallowed disks, release note and tags.",
        remedy="Create another definition, and its versions from those of this one.",
        messages=(
            "Changing property 'galleryImage.properties.{}' is not allowed.",
            "Changing property 'galleryImage.properties.osType' is not allowed.",
        ),
    ),
    _rule(
        "R026a",
        "PropertyChangeNotAllowed",
        "live",
        "An update repeats the OS type",
        protects="Against a request that drops what the definition is for.",
        accepted="The OS type that the definition has.",
        remedy="Send osType as it is.",
        messages=("Changing property 'galleryImage.properties.osType' is not allowed.",),
    ),
    _rule(
        "R027",
        "PropertyChangeNotAllowed",
        "live",
        "Features change only by permission",
        protects="Deployments that rely on what the definition supports.",
        accepted="The same features in the same spelling and order; others with allowUpdateImage.",
        remedy="Add --allow-update-image true. 'SCSI, NVMe' and 'NVMe, SCSI' are two values.",
        messages=(_CHANGE,),
    ),
    _rule(
        "R028",
        "InvalidParameter",
        "documented",
        "A date is written in ISO 8601",
        protects="Dates from being read in two ways.",
        accepted="2030-05-01, 2030-05-01T12:59:59Z, or with an offset such as +02:00.",
        remedy="Write the date as 2030-05-01 or 2030-05-01T12:59:59Z.",
        messages=("Could not convert string to DateTimeOffset: {}. Path '{}'.", "Input '{}' is not a date."),
    ),
    _rule(
        "R029",
        "InvalidParameter",
        "documented",
        "An end of life lies in the future when it is set",
        protects="Images from being born dead by a mistyped year.",
        accepted="A date later than now, or the date that is stored already.",
        remedy="Give a later date, or leave it out. To retire an image, exclude it from latest or delete it.",
        messages=(
            "EndOfLifeDate must be set to a future date: '{}' is not after {}.",
            "EndOfLifeDate must be set to a future date.",
        ),
    ),
    _rule(
        "R030",
        "Conflict",
        "documented",
        "Publisher, offer and SKU together are unique in a gallery",
        protects="Who looks an image up by its identifier from finding two.",
        accepted="One or two values in common with another definition, in any case; not all three.",
        remedy="Choose another SKU, or use the definition that has the three.",
        messages=(
            (
                "Gallery image: {} identified by (publisher:{}, offer:{}, sku:{}) already exists. Choose a different "
                "publisher, offer, sku combination."
            ),
        ),
    ),
    _rule(
        "R031",
        "InvalidParameter",
        "documented",
        "A recommended range does not end before it begins",
        protects="Those who size a VM by the recommendation.",
        accepted="Minimum less than or equal to maximum, neither negative.",
        remedy="Swap the two, or leave one out.",
        messages=(
            "The minimum value of {} ({}) must not be greater than the maximum value of {} ({}).",
            "The minimum value of {} must not be greater than the maximum value of {}.",
            "The recommended {} cannot be negative.",
        ),
    ),
    _rule(
        "R032",
        "InvalidParameter",
        "documented",
        "Zone-redundant storage needs zones",
        protects="Replicas from being asked for where no zones exist.",
        accepted="Standard_ZRS in regions with zone-redundant storage; Standard_LRS and Premium_LRS everywhere.",
        remedy="Use Standard_LRS or Premium_LRS in that region, or another region.",
        messages=("ZRS storage account type is not supported in this region: '{}'.",),
    ),
    _rule(
        "R033",
        "CannotDeleteResource",
        "live",
        "A definition is deleted empty",
        protects="The versions in a definition.",
        accepted="A definition without versions.",
        remedy="Delete its versions first.",
        messages=_NESTED,
    ),
    _rule(
        "R034",
        "CannotDeleteResource",
        "documented",
        "What can be brought back has a place to come back to",
        protects="Soft-deleted versions until their time is over.",
        accepted="A definition or gallery without soft-deleted versions.",
        remedy="Bring them back, delete them with --bypass-soft-delete, or wait until their retention is over.",
        messages=_NESTED,
    ),
    _rule(
        "R035",
        "InvalidParameter",
        "assumed",
        "Trusted launch and confidential VMs need generation 2",
        protects="Definitions from promising what no VM of generation 1 can do.",
        accepted="These security types with Hyper-V generation V2, or no security type.",
        remedy="Give --hyper-v-generation V2, or leave the feature out.",
        messages=("Feature SecurityType={} needs Hyper-V generation V2; the definition has V1.",),
        profiles=lambda era: f"the generation is {era.hyper_v_generation} when none is given",
    ),
    _accepts(
        "R036",
        "documented",
        "Numbers may come as text",
        protects="Templates that write numbers in quotes.",
        accepted='"1" for 1 in recommended ranges, counts and LUNs.',
    ),
    _accepts(
        "R037",
        "documented",
        "A date may come without a time",
        protects="Templates that write a day alone.",
        accepted="2030-01-01 in a document; it is midnight in UTC.",
    ),
)

_PUBLISHED = (
    _rule(
        "R040",
        "InvalidParameter",
        "live",
        "A version is numbered Major.Minor.Patch",
        protects="The order of versions, on which latest rests.",
        accepted="Three whole numbers from 0 to 2147483647 with periods between, without leading zeros.",
        remedy="Write it as 1.0.0.",
        messages=(
            (
                "The image version name '{}' is invalid. The image version name should follow Major(int).Minor(int)."
                "Patch(int) format, where int is between 0 and 2,147,483,647 (inclusive). For e.g: 1.0.0, 2018.12.1 "
                "etc."
            ),
            (
                "The image version name is invalid. The image version name should follow Major(int).Minor(int)."
                "Patch(int) format"
            ),
        ),
    ),
    _rule(
        "R041",
        "ParentResourceNotFound",
        "live",
        "A version's gallery and definition exist",
        protects="Versions from standing alone.",
        accepted="The names of a gallery and of a definition in it.",
        remedy="Create the definition first: sig image-definition create.",
        messages=(
            "Can not perform requested operation on nested resource. Parent resource '{}' not found.",
            "Parent resource '{}' not found.",
        ),
    ),
    _rule(
        "R042",
        "InvalidParameter",
        "live",
        "A version is published to its home region",
        protects="The replica from which the others are made.",
        accepted="Target regions that contain the location of the version, or none, which means that one.",
        remedy="Add the version's location to --target-regions.",
        messages=(
            "Gallery image version publishing profile regions '{}' must contain the location of image version '{}'.",
        ),
    ),
    _rule(
        "R043",
        "InvalidParameter",
        "live",
        "A target region is named once",
        protects="The counts of a region from contradicting each other.",
        accepted="Each region once; spaces and case make no other region.",
        remedy="Name the region once, with its count: westus2=3.",
        messages=("Duplicate regions are not allowed in target publishing regions.",),
    ),
    _rule(
        "R044",
        "LocationNotAvailableForResourceType",
        "documented",
        "A target region exists",
        protects="Replicas from being sent where nothing could hold them.",
        accepted="Regions of the public cloud, as westus2, WestUS2 or 'West US 2'.",
        remedy="Choose from: sig account list-locations -o table.",
        messages=_UNAVAILABLE,
    ),
    _rule(
        "R045",
        "InvalidParameter",
        "documented",
        "A replica count is within the ceiling",
        protects="A region from more replicas of one version than the service keeps.",
        accepted="At least 1 and at most the ceiling, for each region of one version.",
        remedy="Give a count within the range; more replicas serve more VMs created at the same time.",
        profiles=lambda era: f"1 to {era.max_replicas} replicas",
        messages=("The value {} of parameter {} is out of range. The value must be between {} and {}, inclusive.",),
    ),
    _rule(
        "R046",
        "InvalidParameter",
        "documented",
        "A storage account type exists",
        protects="Replicas from storage that nobody offers.",
        accepted="Standard_LRS, Standard_ZRS and Premium_LRS, in any case.",
        remedy="Give one of the three; the grammar of a region is region[=count][=type].",
        messages=(
            "The value {} of 'galleryImageVersion.properties.publishingProfile.{}torageAccountType' is not valid.",
            "{} is an invalid target region argument. {} Storage account types must be one of {}",
        ),
    ),
    _rule(
        "R047",
        "InvalidParameter",
        "documented",
        "Storage type and storage strategy exclude each other",
        protects="Against two answers to where replicas are stored.",
        accepted="storageAccountType or storageAccountStrategy, or neither.",
        remedy="Leave one of the two out.",
        messages=("storageAccountType and storageAccountStrategy cannot be specified together.",),
    ),
    _rule(
        "R048",
        "PropertyChangeNotAllowed",
        "documented",
        "How replicas are stored does not change",
        protects="Replicas that exist from being made anew.",
        accepted="No storage type or replication mode, or the ones that are stored.",
        remedy="Remove the region and add it with the other type, or create another version.",
        messages=(
            f"Changing property '{_PUBLISHING}.{{}}torageAccountType' is not allowed.",
            f"Changing property '{_PUBLISHING}.storageAccountStrategy' is not allowed.",
            f"Changing property '{_PUBLISHING}.replicationMode' is not allowed.",
        ),
    ),
    _rule(
        "R049",
        "OperationNotAllowed",
        "documented",
        "Replicated locations stay where that was asked for",
        protects="Deployments in a region that somebody is about to remove.",
        accepted="The regions that are stored, and more; fewer unless allowDeletionOfReplicatedLocations is false.",
        remedy="Allow it first with --allow-replicated-location-deletion true.",
        messages=("Region '{}' cannot be removed: the version forbids the deletion of replicated locations.",),
    ),
    _accepts(
        "R050",
        "documented",
        "How a version is published can change",
        protects="Promotion, scaling and retirement of a version that is in use.",
        accepted="Other counts, regions, excludeFromLatest, end of life, safety profile and tags.",
    ),
)

_SOURCES = (
    _rule(
        "R051",
        "InvalidParameter",
        "documented",
        "A version has one source",
        protects="Against an image that would be made of two things, or of nothing.",
        accepted="One managed image, VM or image version; or an OS disk with data disks.",
        remedy="Give one of --managed-image, --virtual-machine, --image-version, --os-snapshot or --os-vhd-uri.",
        messages=(
            (
                "The source can only be specified directly under storageProfile or within individual disks, and "
                "exactly one source is needed; {} were given."
            ),
            "The source can only be specified directly under storageProfile or within individual disks",
            "The OS disk needs a source.",
            "One and only one source type must be specified.",
        ),
    ),
    _rule(
        "R052",
        "LinkedInvalidPropertyId",
        "documented",
        "A resource is named by its whole ID",
        protects="Against a name that could mean several resources.",
        accepted="/subscriptions/{subscription}/resourceGroups/{group}/providers/{namespace}/{type}/{name}.",
        remedy="Copy the ID from az resource show --query id, or from sig ... show --query id.",
        messages=(
            "'{}' is not a resource ID.",
            (
                "Property id '{}' at path '{}' is invalid. Expect fully qualified resource Id that start with "
                "'/subscriptions/{}' or '/providers/{}/'."
            ),
        ),
    ),
    _rule(
        "R053",
        "InvalidParameter",
        "documented",
        "The source of an image is a managed image, a VM or an image version",
        protects="Against IDs of other things.",
        accepted="IDs of Microsoft.Compute/images, virtualMachines or galleries/images/versions.",
        remedy="Give the ID of one of these; a disk or snapshot goes under the OS disk (--os-snapshot).",
        messages=(
            "The source id '{}' must be the ID of a managed image or virtual machine or gallery image version.",
            "The source id '{}' must be the ID of a virtual machine.",
            "must either be a managed image, virtual machine or another gallery image version",
        ),
    ),
    _rule(
        "R054",
        "InvalidParameter",
        "live",
        "The source of a disk is a disk, a snapshot or a VHD",
        protects="Against IDs of other things.",
        accepted="IDs of Microsoft.Compute/disks or snapshots; a VHD by its URI and storage account.",
        remedy="Give a disk or snapshot, or use --os-vhd-uri with --os-vhd-storage-account.",
        messages=(
            "The source id '{}' must be the ID of a managed disk or snapshot.",
            "must be a managed disk or snapshot",
        ),
    ),
    _rule(
        "R055",
        "ResourceNotFound",
        "documented",
        "The source can be read in the version's region",
        protects="The copy that is made there.",
        accepted="A source in the location of the version; an image version with a replica there.",
        remedy="Create the version where the source is, or replicate the source to that region first.",
        messages=(
            (
                "Source '{}' is not found in '{}'. Check that the source exists and has a replica in the region of the "
                "gallery image version being created."
            ),
            (
                "Source '{}' is not found in '{}'. Check that the source exists, and is in the same region as the "
                "gallery image version being created: it is in '{}'."
            ),
            (
                "Source {} is not found. Please check source exists, and is in the same region as gallery image "
                "version being created."
            ),
        ),
    ),
    _rule(
        "R055a",
        "ResourceNotFound",
        "documented",
        "The source exists",
        protects="Against a version that nothing could be copied to.",
        accepted="A registered source or a stored image version; without strict, any well-formed ID of another kind.",
        remedy="Check the ID; register what it names with sig source add.",
        messages=("Source was not found: {}. Make sure the source exists.",),
    ),
    _rule(
        "R056",
        "PropertyChangeNotAllowed",
        "live",
        "A version keeps its source and its encrypted disks",
        protects="What the number of a version stands for.",
        accepted="The stored source, or none; encryption of the LUNs that it had.",
        remedy="Create another version from the other source.",
        messages=(
            f"Changing property '{_STORAGE}.source.id' is not allowed.",
            f"Changing property '{_STORAGE}.osDiskImage.source.id' is not allowed.",
            f"Changing property '{_STORAGE}.dataDiskImages.source.id' is not allowed.",
            f"Changing property '{_STORAGE}.{{}}.source.id' is not allowed.",
            (
                "Cannot specify new data disk image encryption lun {} with a disk encryption set in region {} for "
                "update gallery image version request."
            ),
            f"Changing property '{_PUBLISHING}.targetRegions.encryption' is not allowed.",
        ),
        other_codes=("InvalidParameter",),
    ),
    _accepts(
        "R056a",
        "live",
        "An update need not repeat the source",
        protects="Clients that may not read the source, az among them.",
        accepted="No source, null or {} in an update; the stored one is kept.",
    ),
    _rule(
        "R057",
        "PropertyChangeNotAllowed",
        "documented",
        "A version keeps its data disks and their LUNs",
        protects="What the number of a version stands for.",
        accepted="The LUNs that are stored.",
        remedy="Create another version with the other disks.",
        messages=(
            f"Changing property '{_STORAGE}.dataDiskImages.lun' is not allowed.",
            "Adding new Data Disks or changing the LUN of an existing Data Disk is not allowed",
        ),
    ),
    _rule(
        "R058",
        "InvalidParameter",
        "documented",
        "Each data disk has a LUN of its own",
        protects="The order in which a VM sees its disks.",
        accepted="Whole numbers from 0, each once.",
        remedy="Give different LUNs, or none: they are then 0, 1, 2 and so on.",
        messages=(
            "Duplicated lun numbers {} in the data disks; they must be unique.",
            "Duplicated lun numbers {} must be unique",
            "Every data disk needs a LUN of 0 or more.",
        ),
    ),
    _rule(
        "R059",
        "InvalidParameter",
        "documented",
        "Each disk has a source of its own",
        protects="Against an image that holds one disk twice.",
        accepted="Different disks, snapshots and blobs.",
        remedy="Name each source once, or copy the disk.",
        messages=(
            "Duplicated source ids {} among the disks: each disk needs a source of its own.",
            "Duplicated source ids {} must be unique",
            "OSDiskImage and DataDiskImage cannot point to same blob",
        ),
    ),
    _rule(
        "R060",
        "InvalidParameter",
        "documented",
        "The source has the OS state of the definition",
        protects="Who deploys: a generalized image needs an osProfile, a specialized one forbids it.",
        accepted="A generalized source in a generalized definition, a specialized one in a specialized.",
        remedy="Generalize the source, or use a definition of its OS state.",
        messages=(
            (
                "Cannot create Gallery Image Version from: {} since the OS State in the parent gallery image ('{}') is "
                "not '{}'."
            ),
        ),
    ),
    _rule(
        "R061",
        "InvalidParameter",
        "documented",
        "The source has the Hyper-V generation of the definition",
        protects="VMs from firmware that cannot boot their disk.",
        accepted="A source of the definition's generation.",
        remedy="Use a definition of the source's generation: it cannot be changed.",
        messages=(
            (
                "The resource with id '{}' has a different Hypervisor generation ['{}'] than the parent gallery image "
                "Hypervisor generation ['{}']."
            ),
            "has a different Hypervisor generation",
        ),
    ),
    _rule(
        "R062",
        "InvalidParameter",
        "documented",
        "The source has the OS type of the definition",
        protects="VMs from being provisioned as what they are not.",
        accepted="A source with the definition's OS type.",
        remedy="Use a definition of the source's OS type.",
        messages=(
            "The resource with id '{}' has a different OS type ['{}'] than the parent gallery image OS type ['{}'].",
            "has a different OS type",
        ),
    ),
    _rule(
        "R063",
        "InvalidParameter",
        "documented",
        "A source VM keeps its OS disk",
        protects="Against disks that end with their host.",
        accepted="A VM with a managed OS disk that is not ephemeral.",
        remedy="Create the image from a VM whose OS disk is not ephemeral.",
        messages=(
            "The source virtual machine '{}' cannot contain an ephemeral OS disk.",
            "cannot contain an ephemeral OS disk",
        ),
    ),
    _rule(
        "R064",
        "InvalidParameter",
        "documented",
        "A source VM has no Ultra disk",
        protects="Against disks that images cannot hold.",
        accepted="Standard and Premium disks.",
        remedy="Detach the Ultra disk, or create the version from snapshots of the other disks.",
        messages=("cannot contain disk {} stored in an UltraSSD account type", "stored in an UltraSSD account type"),
    ),
    _rule(
        "R065",
        "InvalidParameter",
        "documented",
        "A source VM uses managed disks",
        protects="The copy, which is made from managed disks.",
        accepted="A VM with managed disks.",
        remedy="Convert the VM to managed disks, or give its VHDs by --os-vhd-uri.",
        messages=("must be created from Managed Disks",),
    ),
    _rule(
        "R066",
        "GallerySourceResourceExceedsMaxSize",
        "live",
        "A disk is within the size that is replicated",
        protects="Replication from disks that it cannot copy.",
        accepted="Disks up to the limit of the replication mode.",
        remedy="Shrink the disk, leave it out, or use --replication-mode Shallow where that allows more.",
        profiles=lambda era: f"{era.max_disk_gb} GB with Full replication, {era.max_shallow_disk_gb} GB with Shallow",
        messages=(
            (
                "The replication job has failed in the regions '{}': The GalleryImageVersion source resource size {} "
                "exceeds the max size {} supported."
            ),
            "source resource size {} exceeds the max size {} supported",
        ),
    ),
    _rule(
        "R067",
        "InvalidParameter",
        "documented",
        "The source has the purchase plan of the definition",
        protects="Publishers of marketplace images, whose plan goes with every copy.",
        accepted="The same plan name, product and publisher on both, or on neither.",
        remedy="Create the definition with --plan-name, --plan-product and --plan-publisher of the source.",
        messages=(
            "The resource with id '{}' has a different plan ['{}'] than the parent gallery image plan ['{}'].",
            "has a different plan",
        ),
    ),
    _rule(
        "R068",
        "TooManyRequests",
        "documented",
        "One source is not copied too often at the same time",
        protects="The storage behind the source.",
        accepted="A few versions at a time from one source.",
        remedy="Wait until a version from the source is replicated, then make the next.",
        kind="not emulated",
        messages=("Too many requests on source {}",),
        reason="There is no copying under way that could be throttled: versions are there at once.",
    ),
    _rule(
        "R069.a",
        "InvalidParameter",
        "documented",
        "A disk encryption set is named by its whole ID",
        protects="Against a key that cannot be found.",
        accepted="/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/diskEncryptionSets/NAME.",
        remedy="Give the whole ID, or a bare name for a set in the group of the command.",
        messages=(
            "Parameter diskEncryptionSetId is invalid: '{}'.",
            "The value of parameter {}diskEncryptionSetId is invalid.",
        ),
    ),
    _rule(
        "R069.b",
        "ResourceNotFound",
        "documented",
        "A disk encryption set exists",
        protects="Against a key that cannot be found.",
        accepted="A registered set; without strict, any well-formed ID.",
        remedy="Check the ID, or register it with sig source add.",
        messages=("The disk encryption set '{}' was not found.",),
    ),
    _rule(
        "R069.c",
        "InvalidParameter",
        "documented",
        "A disk encryption set is of the gallery's subscription and of the target region",
        protects="Replicas from keys that cannot reach them.",
        accepted="A set of the same subscription, in the region whose replicas it encrypts.",
        remedy="Create a disk encryption set in each target region of the gallery's subscription.",
        messages=(
            "The disk encryption set '{}' must be in the same subscription '{}' as the gallery resource.",
            "The disk encryption set '{}' is in region '{}' and cannot encrypt the replicas in '{}'.",
        ),
    ),
    _rule(
        "R069.d",
        "InvalidParameter",
        "documented",
        "An encrypted source is of the gallery's subscription",
        protects="Keys from being used outside their subscription.",
        accepted="An encrypted source of the same subscription, or one that is not encrypted with a customer's key.",
        remedy="Create a gallery in the subscription of the source.",
        messages=(
            (
                "Encrypted source: '{}' is in a different subscription ID than the current gallery image version "
                "subscription '{}'."
            ),
            "Encrypted source {} is in a different subscription",
        ),
    ),
    _rule(
        "R069.e",
        "InvalidParameter",
        "documented",
        "The OS disk is encrypted in every region or in none",
        protects="Against a replica that is left in the open.",
        accepted="A disk encryption set for the OS disk in each target region.",
        remedy="Add a disk encryption set for the OS disk of that region.",
        messages=(
            (
                "A disk encryption set is required for disk 'osDiskImage{}' in target region '{}' since disk "
                "encryption set '{}' is used for the corresponding disk in region '{}'."
            ),
            "A disk encryption set is required for disk 'OSDisk' in target region '{}'",
        ),
    ),
    _rule(
        "R069.f",
        "InvalidParameter",
        "documented",
        "A data disk is encrypted in every region or in none",
        protects="Against a replica that is left in the open.",
        accepted="A disk encryption set for that LUN in each target region.",
        remedy="Add a disk encryption set for the LUN in that region.",
        messages=(
            (
                "A disk encryption set is required for disk 'LUN {}' in target region '{}' since disk encryption set "
                "'{}' is used for the corresponding disk in region '{}'."
            ),
        ),
    ),
    _rule(
        "R069.g",
        "InvalidParameter",
        "documented",
        "Encryption names LUNs that the image has",
        protects="Against a key for a disk that does not exist.",
        accepted="LUNs of the image's data disks.",
        remedy="Use the LUNs of the source's data disks.",
        messages=(
            (
                "An invalid lun {} was specified in encryption.dataDiskImages of region '{}'. The lun must be one of "
                "the following values {}."
            ),
            "An invalid lun",
        ),
    ),
    _rule(
        "R069.h",
        "InvalidParameter",
        "documented",
        "Encryption names a LUN once in a region",
        protects="Against two keys for one disk.",
        accepted="Each LUN once.",
        remedy="Name the LUN once.",
        messages=("Duplicate luns {} in the encryption of one region.", "Duplicate luns {}"),
    ),
    _rule(
        "R069.i",
        "InvalidParameter",
        "documented",
        "The source can be encrypted",
        protects="Against encryption that is not offered for VHDs and image versions.",
        accepted="A VM, a managed disk, a snapshot or a managed image as the source.",
        remedy="Make a managed disk or snapshot of it first, or leave the encryption out.",
        messages=("Encryption is not supported for source resource '{}'.",),
    ),
    _rule(
        "R069a",
        "OperationNotAllowed",
        "documented",
        "Encrypted versions are not shared",
        protects="Consumers, who have no access to the key.",
        accepted="Encryption sets in private galleries.",
        remedy="Use a gallery with private permissions and share it with RBAC, or leave the encryption out.",
        messages=(
            (
                "Gallery '{}' is shared by permissions '{}': a version encrypted with a disk encryption set cannot be "
                "in it."
            ),
        ),
    ),
)

_CONSUMING = (
    _rule(
        "R070",
        "InvalidParameter",
        "live",
        "A specialized image takes no osProfile",
        protects="The accounts and the computer name that the image brings.",
        accepted="No osProfile for a specialized image.",
        remedy="Leave osProfile out: --specialized for az vm create.",
        messages=("Parameter 'osProfile' is not allowed",),
    ),
    _rule(
        "R071",
        "InvalidParameter",
        "documented",
        "A generalized image needs an osProfile",
        protects="VMs from having no account.",
        accepted="An osProfile with computer name, account and password or key.",
        remedy="Add osProfile, or use a specialized image.",
        messages=("Required parameter 'osProfile' is missing (null).",),
    ),
    _rule(
        "R072",
        "GalleryImageNotFound",
        "live",
        "A VM is deployed where the version has a replica",
        protects="Deployments from reading a disk in another region.",
        accepted="A version with a finished replica in the VM's region.",
        remedy="Replicate the version to the region, or deploy in one of its regions.",
        messages=(
            (
                "The gallery image {} is not available in {} region. Please contact image owner to replicate to this "
                "region, or change your requested region. Found: it {}"
            ),
            (
                "The gallery image {}/versions/{} is not available in {} region. Please contact image owner to "
                "replicate to this region, or change your requested region."
            ),
            (
                "The gallery image {} is not available in {} region. Please contact image owner to replicate to this "
                "region, or change your requested region."
            ),
        ),
    ),
    _rule(
        "R073",
        "GalleryImageNotFound",
        "live",
        "Latest needs a version that counts",
        protects="Deployments by definition from taking a version that was excluded.",
        accepted="A definition with a version in the region that is not excluded from latest.",
        remedy="Include a version in latest, replicate one to the region, or name a version.",
        messages=(
            (
                "The gallery image {} is not available in {} region. Please contact image owner to replicate to this "
                "region, or change your requested region."
            ),
        ),
    ),
    _rule(
        "R074",
        "InvalidParameter",
        "documented",
        "az finds a latest version before it asks",
        protects="az vm create, which looks the version up on its own side.",
        accepted="A definition with a version that is not excluded from latest everywhere.",
        remedy="Include a version in latest: excludeFromLatest=false.",
        messages=('There is no latest image version exists for "{}"',),
    ),
    _rule(
        "R075",
        "LinkedAuthorizationFailed",
        "documented",
        "Who deploys may read the image",
        protects="The owner's choice of whom the image is for.",
        accepted="VMs of the gallery's tenant, or of one that it is shared with; who asks in the tenant is not "
        "checked.",
        remedy="Ask the owner to share the gallery; across tenants, sign in to both.",
        messages=(
            (
                "The client has permission to perform action '{}' on scope '{}', however the current tenant '{}', of "
                "subscription '{}', is not authorized to access linked subscription '{}'."
            ),
            (
                "The client has permission to perform action {} on scope {}, however the current tenant {} is not "
                "authorized to access linked subscription {}."
            ),
        ),
    ),
    _rule(
        "R076",
        "InvalidParameter",
        "documented",
        "A scale set stays generalized or specialized",
        protects="Its instances, which have an osProfile or have none.",
        accepted="An image of the OS state that the scale set's image has.",
        remedy="Make a new scale set, or an image of the other state.",
        messages=(
            (
                "Cannot update Virtual Machine Scale Set {}as the current OS state of the VM Scale Set is {} which is "
                "different from the updated gallery image OS state which is {}."
            ),
        ),
    ),
    _rule(
        "R077",
        "InvalidParameter",
        "documented",
        "A scale set moves to an image of the same make",
        protects="Instances from disks and firmware that do not fit.",
        accepted="An image with the same OS type, Hyper-V generation and data disks.",
        remedy="Make a new scale set, or an image of the same make.",
        messages=(
            "Cannot update Virtual Machine Scale Set from a managed image to a gallery image that differs in its {}.",
        ),
    ),
    _rule(
        "R078",
        "InvalidParameter",
        "documented",
        "A disk encryption set is of the deployment's subscription",
        protects="Keys from being used outside their subscription.",
        accepted="An image that is encrypted with a set of the same subscription.",
        remedy="Deploy in the subscription of the set, or replicate the image with another set.",
        messages=(
            "Disk encryption set '{}' belongs to subscription '{}' and cannot be used by VMs of subscription '{}'.",
            "Disk encryption set {} belongs to subscription {} and cannot be used",
        ),
    ),
    _rule(
        "R079",
        "InvalidParameter",
        "documented",
        "A disk is made from a LUN that the image has",
        protects="Against a disk that would be made from nothing.",
        accepted="A LUN of the image's data disks, or none for the OS disk.",
        remedy="Use a LUN that sig image-version show lists under dataDiskImages.",
        messages=("The value of parameter imageReference is invalid.",),
    ),
    _accepts(
        "R080",
        "documented",
        "A past end of life blocks no deployment",
        protects="Deployments that run when a date goes by.",
        accepted="Deployments from versions past their end of life: the date informs.",
    ),
    _accepts(
        "R081",
        "documented",
        "Deleting an image leaves its VMs alone",
        protects="VMs that run: their disks are copies.",
        accepted="Deletion of a version that VMs were made from. Scale-out and reimaging of scale sets on it fail.",
    ),
)

_DELETION = (
    _rule(
        "R090",
        "CannotDeleteResource",
        "live",
        "Deletion goes from the inside out",
        protects="What is nested in a resource.",
        accepted="Versions first, then definitions, then the gallery; at once after each other.",
        remedy="Delete the versions first, then the definitions, then the gallery.",
        kind="restates",
        reason="R007, R033",
    ),
    _rule(
        "R091",
        "DeleteGalleryImageVersionBlockedBeforeEndOfLife",
        "documented",
        "A version that is guarded lives to its end of life",
        protects="Images in production from a hasty clean-up.",
        accepted="Deletion after the end of life, or without blockDeletionBeforeEndOfLife.",
        remedy="Lift it with: sig image-version update … --block-deletion-before-end-of-life false.",
        messages=(
            (
                "Deletion of Gallery image version is not allowed because the image is enabled for "
                "blockDeletionBeforeEndOfLife and its endOfLifeDate has not reached yet"
            ),
        ),
    ),
    _rule(
        "R092",
        "InvalidParameter",
        "documented",
        "Retention and grace are whole days within what the era allows",
        protects="How long a deleted version can be brought back.",
        accepted="Days from 0; in the profile where both are fixed, the fixed ones.",
        remedy="Leave both out, or use --profile current.",
        profiles=lambda era: "any number of days" if era.retention_is_editable else "7 days of retention, 0 of grace",
        messages=(
            "The value {} of parameter {}PeriodInDays is out of range. It is a number of days, 0 or more.",
            "Retention is {} days and grace {} days in profile '{}'.",
        ),
    ),
    _rule(
        "R093",
        "ResourceNotFound",
        "documented",
        "Only a soft-deleted version is brought back",
        protects="Against an undelete that would find nothing.",
        accepted="A version of: sig image-version list-soft-deleted.",
        remedy="List what can be brought back: sig image-version list-soft-deleted.",
        messages=(
            (
                "The Resource 'Microsoft.Compute/galleries/{}/softDeletedArtifactTypes/Images/{}' under resource group "
                "'{}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix"
            ),
            "soft-deletion is not enabled in Gallery '{}'",
        ),
        other_codes=("OperationNotAllowed",),
    ),
    _accepts(
        "R094",
        "live",
        "A version can be deleted for good",
        protects="Storage, names and secrets from staying for the retention.",
        accepted="sig image-version delete --bypass-soft-delete, also on a version that is soft-deleted already.",
    ),
    _rule(
        "R095",
        "OperationNotAllowed",
        "assumed",
        "The number of a soft-deleted version is taken",
        protects="The version that could still be brought back.",
        accepted="Another number, or the number once the version is gone for good.",
        remedy="Undelete it, use another number, or delete it with --bypass-soft-delete.",
        messages=("Image version '{}' is soft-deleted; a version of that name cannot be created.",),
    ),
    _rule(
        "R096",
        "OperationNotAllowed",
        "documented",
        "Soft delete needs everything in one location, and whole",
        protects="Recovery, which happens in the gallery's region.",
        accepted="A gallery whose definitions and versions are in its own location; deletion of a version that is "
        "whole.",
        remedy="Use a gallery in the location of its definitions and versions; delete a failed version for good.",
        messages=(
            "Image version '{}' has failed and cannot be soft-deleted.",
            "Soft delete cannot be enabled for gallery '{}': '{}' is in location '{}', the gallery in '{}'.",
        ),
    ),
    _rule(
        "R097",
        "OperationNotAllowed",
        "documented",
        "A locked resource is not deleted",
        protects="Galleries from deletion by accident.",
        accepted="A gallery without a lock.",
        remedy="Remove the lock in Azure; here, guard versions with --block-deletion-before-end-of-life.",
        kind="not emulated",
        messages=("The scope '{}' cannot perform delete operation because following scope(s) are locked: '{}'.",),
        reason="Locks are resources of Microsoft.Authorization, which no command of az sig makes or reads.",
    ),
)

_PROHIBITIONS = (
    _rule(
        "R100",
        "ResourceMoveNotSupported",
        "documented",
        "Galleries do not move to another group or subscription",
        protects="The IDs that deployments and shares rely on.",
        accepted="Copies: a version can be created from a version of another gallery.",
        remedy="Create a gallery there, and its versions with --image-version.",
        kind="not emulated",
        reason="No command of az sig asks for a move; az resource move has no counterpart here.",
    ),
    _rule(
        "R101",
        "LocationNotAvailableForResourceType",
        "documented",
        "Images stay in their cloud",
        protects="Clouds that are separate on purpose.",
        accepted="Regions of the public cloud.",
        remedy="Export the disk and upload it to a gallery in the other cloud.",
        messages=_UNAVAILABLE,
    ),
    _accepts(
        "R102",
        "documented",
        "A version can be copied from another gallery or subscription",
        protects="Teams that cannot replicate across subscriptions, which the service does not offer.",
        accepted="--image-version with the ID of a version in another gallery or subscription.",
    ),
    _rule(
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
    _rule(
        "R104",
        "InvalidParameter",
        "documented",
        "Versions of VM applications have their own bounds",
        protects="Application packages: 1 to 3 replicas, fixed actions and settings, no encryption.",
        accepted="1 to 3 replicas; install, remove and update actions as created.",
        remedy="Create another application version.",
        kind="not emulated",
        messages=("Entity name does not match the name in the request URL",),
        reason="VM applications have no commands here yet.",
    ),
)

_UNNUMBERED = (
    _rule(
        "R110",
        "InvalidParameter",
        "documented",
        "A value has the type and range of its property",
        protects="Documents from holding a text where a number belongs, and a count from being none.",
        accepted="Numbers and booleans, also as text; lists and objects where the property is one; counts from 1.",
        remedy="Look at the property with sig … show and give a value of the same type.",
        messages=(
            "The value {} of '{}' is not valid. Input should be a valid {}",
            "The value {} of '{}' is not valid. Input should be an {}",
            "{} VMs were asked for; ask for 1 or more.",
        ),
    ),
    _rule(
        "R111",
        "InvalidParameter",
        "documented",
        "A resource group has a well-formed name",
        protects="Names that ARM accepts, and paths of the store.",
        accepted="1 to 90 letters, digits, '_', '(', ')', '-' and '.'; no '.' last.",
        remedy="Replace other characters by '-', and shorten what is too long.",
        messages=(
            (
                "The provided resource group name '{}' is invalid. It takes 1 to 90 letters, digits, underscores, "
                "parentheses, hyphens and periods, and does not end with a period."
            ),
        ),
    ),
    _rule(
        "R112",
        "InvalidParameter",
        "documented",
        "Tags are few and short",
        protects="The limits that ARM sets to tags.",
        accepted=f"At most {MAX_TAGS} tags, names of 1 to {MAX_TAG_NAME} characters, values of at most "
        f"{MAX_TAG_VALUE}.",
        remedy="Use fewer tags, or shorter ones.",
        messages=(
            "{} tags were given; a resource takes at most {}.",
            "The tag '{}' is too long or has no name. A tag name has 1 to {} characters, a tag value at most {}.",
        ),
    ),
    _rule(
        "R113",
        "SubscriptionNotFound",
        "documented",
        "The subscription exists",
        protects="Against a mistyped name, which would be another store of galleries.",
        accepted="The name of a registered subscription, or a GUID; with strict a registered one only.",
        remedy="List them with sig account list; register one with sig account add --name NAME.",
        messages=("The subscription of '{}' doesn't exist in cloud '{}'.",),
    ),
    _rule(
        "R114",
        "InvalidParameter",
        "sig",
        "A subscription has a GUID and a name that is none",
        protects="--subscription, which takes either.",
        accepted="GUIDs for --id and --tenant, any other text as the name.",
        remedy="Leave --id out to have one made up.",
        messages=(
            "'{}' is not a GUID such as {}.",
            "'{}' cannot name a subscription: a name is not empty and not a GUID.",
        ),
    ),
    _rule(
        "R115",
        "Conflict",
        "sig",
        "A subscription is registered once",
        protects="--subscription from meaning two.",
        accepted="A name and an ID that no registered subscription has.",
        remedy="Use the one that exists, or choose another name.",
        messages=("Subscription '{}' ({}) exists already.",),
    ),
    _rule(
        "R116",
        "InvalidParameter",
        "documented",
        "A gallery is shared with a limited number directly",
        protects="The limits of direct sharing.",
        accepted=f"At most {MAX_SUBSCRIPTIONS} subscriptions and {MAX_TENANTS} tenants.",
        remedy="Share with a tenant to reach all its subscriptions, or remove some first.",
        messages=("A gallery can be shared with at most {} {}; this would make {}.",),
    ),
    _rule(
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
    _rule(
        "R118",
        "OperationNotAllowed",
        "documented",
        "Direct sharing needs the permissions Groups",
        protects="Private and community galleries from being shared another way.",
        accepted="A gallery created with --permissions Groups.",
        remedy="Permissions are chosen at creation: sig create --permissions Groups.",
        messages=("Subscriptions and tenants cannot be {}: the gallery's permissions are '{}', not 'Groups'.",),
    ),
    _rule(
        "R119",
        "OperationNotAllowed",
        "documented",
        "Only a community gallery is made public",
        protects="Private galleries from becoming public.",
        accepted="A gallery created with --permissions Community.",
        remedy="Permissions are chosen at creation: sig create --permissions Community with the publisher's details.",
        messages=("The gallery cannot be shared with the community: its permissions are '{}', not 'Community'.",),
    ),
    _rule(
        "R120",
        "InvalidParameter",
        "sig",
        "A page has a size and a token that a page gave",
        protects="Scripts from running over nothing, or for ever.",
        accepted="--max-items from 1; a token that the page before printed.",
        remedy="Start again without --next-token.",
        messages=(
            "{} items were asked for; ask for 1 or more.",
            "'{}' is not a token of a list.",
        ),
    ),
    _rule(
        "R121",
        "InvalidParameter",
        "sig",
        "A setting exists and has a value that it takes",
        protects="Against a mistyped setting that would be ignored.",
        accepted="The settings and values of: sig config list --show-origin.",
        remedy="Look at sig config list --show-origin, and mend the file or variable that it names.",
        messages=(
            "'{}' is not a profile. Profiles: {}.",
            "'{}' is not a setting.",
            "'{}' is not a value of setting '{}' (from {}). It takes: {}.",
            "There is no {} folder here or above.",
            "The settings in {} cannot be read: {}.",
            "The settings in {} are not TOML: {}.",
            "The settings in {} cannot be written: {}.",
            "The settings in {} have '{}' as a value; it is a table.",
        ),
    ),
    _rule(
        "R122",
        "NotFound",
        "live",
        "What others share is seen where and by whom it is shared",
        protects="Galleries from being found by those they are not for.",
        accepted="The unique or public name of a gallery that is shared, in a region where it shows.",
        remedy="Look with sig list-shared -l REGION or sig list-community, and ask the owner.",
        messages=("The entity was not found in this Azure location.",),
    ),
    _rule(
        "R123",
        "OperationNotAllowed",
        "live",
        "Waiting ends when the operation has failed",
        protects="Scripts from waiting for what will not come.",
        accepted="A resource whose state is not Failed.",
        remedy="Look at the resource with sig … show, mend the cause and create it again.",
        messages=(
            "The operation failed: provisioningState is Failed.",
            "The replication to {} failed.",
            "The version is not published to {}, and no wait would bring it there.",
        ),
    ),
    _rule(
        "R130",
        "StoreCorrupt",
        "sig",
        "A file of the store holds what the store wrote",
        protects="What is left of a damaged file: it is never overwritten.",
        accepted="Files as the store wrote them, or edited within the format of docs/state-format.md.",
        remedy="Repair the file that the message names, or restore it from a copy.",
        messages=("The store is damaged: '{}' {}.",),
    ),
    _rule(
        "R131",
        "StoreTooNew",
        "sig",
        "A store is not read by a release older than it",
        protects="Documents with members that an old release would drop.",
        accepted="Stores of the format of this release, and older ones.",
        remedy="Upgrade sig, or choose another store.",
        messages=("'{}' has store format {}; this release of sig reads up to format {}.",),
    ),
    _rule(
        "R132",
        "StoreBusy",
        "sig",
        "One writes at a time",
        protects="Two writers from undoing each other.",
        accepted="A store whose lock is free within the time-out.",
        remedy="Try again when the other has finished.",
        messages=("The store is in use by {}: '{}' was not free within {} s.",),
    ),
    _rule(
        "R133",
        "StoreNotReadable",
        "sig",
        "The store can be read",
        protects="Against an answer made of half the store.",
        accepted="A folder that the operating system lets this user read.",
        remedy="Check --store and the rights of the folder.",
        messages=("'{}' cannot be read: {}.",),
    ),
    _rule(
        "R134",
        "StoreNotWritable",
        "sig",
        "The store can be written",
        protects="Against a change that would be lost.",
        accepted="A folder that the operating system lets this user write.",
        remedy="Check the rights of the folder, or choose another store.",
        messages=("'{}' cannot be written: {}.",),
    ),
    _rule(
        "R135",
        "StoreFull",
        "sig",
        "There is room to write",
        protects="Against half a change.",
        accepted="Free space, quota and file size for the documents.",
        remedy="Free some space, or choose a store on another disk.",
        messages=("There is no room to write '{}': {}.",),
    ),
    _rule(
        "R136",
        "StoreExists",
        "sig",
        "A store is made where none is",
        protects="The store that is there.",
        accepted="A folder without a store.",
        remedy="Use it as it is, or choose another folder.",
        messages=("'{}' is a store already.",),
    ),
    _rule(
        "R137",
        "InvalidParameter",
        "sig",
        "A store is a folder, and keeps what it can read back",
        protects="Against documents and places that no store has.",
        accepted="The path of a folder, or memory:NAME; texts that can be written as UTF-8.",
        remedy="Give the path of a folder, and leave out characters that are none.",
        messages=("'{}' is not a store that sig can open.",),
    ),
    _rule(
        "R138",
        "NotFound",
        "sig",
        "What is to be explained is in the rule book",
        protects="Against an answer to another question.",
        accepted="A rule number, an error code, or the text of a message.",
        remedy="List everything with: sig explain.",
        messages=("Nothing in the rule book answers to '{}'.",),
    ),
    _rule(
        "R150",
        "InvalidParameter",
        "assumed",
        "The source has the architecture of the definition",
        protects="VMs from a processor that cannot run their disk.",
        accepted="A source of the definition's architecture, or one whose architecture is not known.",
        remedy="Use a definition of the source's architecture.",
        messages=(
            (
                "The resource with id '{}' has a different architecture ['{}'] than the parent gallery image "
                "architecture ['{}']."
            ),
        ),
    ),
    _rule(
        "R151",
        "InvalidParameter",
        "sig",
        "A source is described as what it is",
        protects="The checks of versions that are made from it.",
        accepted="A VM, image, disk, snapshot, VHD or disk encryption set, with the members that its kind has.",
        remedy="Leave out what the kind does not have: sig source add --help.",
        messages=(
            "'{}' is not the URI of a blob.",
            "'{}' is not the ID of a source. Sources are of the types: {}.",
            (
                "'{}' cannot name a source: 1 to 80 English letters, digits, '_', '.' and '-', a letter or digit first "
                "and no '.' or '-' last."
            ),
            "The {} given is {}, and the disk in the file has {}.",
            "A source of type {} has no {}.",
            "A purchase plan has a name, a publisher and a product.",
            "'{}' is not the ID of a disk encryption set.",
            "The LUNs of the data disks are {}. Each disk needs one of its own, 0 to {}.",
            "A disk of {} GB does not exist. Sizes are whole GB, 1 to {}.",
        ),
    ),
    _rule(
        "R152",
        "InvalidParameter",
        "sig",
        "A source is read from what az shows of it",
        protects="Against facts taken from a document of something else.",
        accepted="What az vm, image, disk, snapshot or disk-encryption-set show -o json prints.",
        remedy="Pipe it in: az vm show -g GROUP -n NAME -o json | sig source add --from-json -.",
        messages=("The document is not what az shows of a source. {}",),
    ),
    _rule(
        "R153",
        "InvalidParameter",
        "documented",
        "A VHD is one that Azure takes",
        protects="An upload of hours from being refused at its end.",
        accepted="A fixed VHD whose size is a multiple of 1 MiB; VHDX and dynamic VHD are converted first.",
        remedy="Convert it: qemu-img convert -O vpc -o subformat=fixed,force_size FILE fixed.vhd.",
        messages=(
            "The virtual disk file is damaged: {}.",
            "The file is a {}. Azure takes fixed VHDs only.",
            "The file is a {}, which is not a multiple of 1 MiB (1048576 bytes). Azure takes no other.",
            "The file is not a VHD. {}",
        ),
    ),
    _rule(
        "R154",
        "InvalidParameter",
        "documented",
        "A VHD is within the largest size of an image",
        protects="Against a source that no version could be made from.",
        accepted="A disk up to the limit of the profile.",
        remedy="Shrink the disk, or put the data on disks of their own.",
        profiles=lambda era: f"{era.max_shallow_disk_gb} GB",
        messages=("The disk in the file has {} GB; a source of an image version has at most {} GB in profile '{}'.",),
    ),
    _rule(
        "R155",
        "InvalidParameter",
        "sig",
        "A length of time is written in weeks, days, hours, minutes and seconds",
        protects="Against minutes that were meant as hours.",
        accepted="Numbers with w, d, h, m or s, the largest first: 90s, 8m, 1h30m, 2d; at most ten years.",
        remedy="Write the unit: 8m for eight minutes.",
        messages=("'{}' is not a length of time of at most ten years.",),
    ),
    _rule(
        "R156",
        "InvalidParameter",
        "sig",
        "The simulation of replication is one that exists",
        protects="A rehearsal from running under other times than were meant.",
        accepted="immediate, a duration (8m), regions:westus=2m,*=10m, polls:N, size or size:MIB_PER_SECOND.",
        remedy="Set it: sig config set simulation.replication=8m, or SIG_REPLICATION=8m for one command.",
        messages=("'{}' is not a simulation of replication.",),
    ),
    _rule(
        "R157",
        "ReplicationJobsFailed",
        "live",
        "A version is copied to each of its regions",
        protects="Deployments from a region that has no copy.",
        accepted="The version is stored all the same, with provisioningState Failed and its regions in its status.",
        remedy="Update the version without the failed regions, then update it again with them.",
        messages=(
            (
                "Gallery replication jobs failed in one or more regions. The failing regions' details are as follows: "
                "'{}'. If retry does not work, then please do an update by removing the failed regions and update "
                "again by adding them back."
            ),
        ),
    ),
    _rule(
        "R158",
        "InvalidParameter",
        "sig",
        "The clock that is moved is the one that commands go by",
        protects="Against moving a clock that nobody looks at.",
        accepted="The clock of the store, unless SIG_NOW fixes another; years 1970 to 8999.",
        remedy="Unset SIG_NOW, and see with sig clock show what holds.",
        messages=(
            "The clock is fixed at {} by the setting 'now' (SIG_NOW).",
            "The clock cannot be set to {}. It goes from {} to {}.",
            "The clock cannot be moved by {} seconds: that is off the calendar.",
        ),
    ),
    _rule(
        "R160",
        "InvalidParameter",
        "sig",
        "A fault is about something that there is",
        protects="A rehearsal from a fault that never strikes.",
        accepted="A shell pattern over noun and verb that fits a command, and one over names or resource IDs.",
        remedy="Look at the verbs with sig --help, and write gallery verbs with their noun: 'gallery create'.",
        messages=("No command that a fault of kind '{}' can strike matches '{}'.", "No resource matches '{}'."),
    ),
    _rule(
        "R161",
        "InvalidParameter",
        "sig",
        "A fault has what its kind has",
        protects="Against an option that would do nothing.",
        accepted="A message where something is said, progress where a copy stops, seconds where a child lags behind.",
        remedy="Leave out what the kind does not have, and give a seed beside a probability only.",
        messages=("A fault of kind '{}' has no {}.", "A fault that strikes every time has no seed."),
    ),
    _rule(
        "R162",
        "InvalidParameter",
        "sig",
        "The numbers of a fault are within their bounds",
        protects="Against faults that could not strike.",
        accepted="Times from 1, a probability above 0 and up to 1, progress from 0 to 99, seconds above 0.",
        remedy="Give a number within the bounds, or leave it out.",
        messages=("A fault cannot have the {} {}.",),
    ),
    _rule(
        "R163",
        "ResourceNotFound",
        "sig",
        "A fault that is removed is there",
        protects="Scripts from believing that they removed one.",
        accepted="The number of a fault that sig fault list shows.",
        remedy="Look at the numbers: sig fault list -o table.",
        messages=("There is no fault {}.",),
    ),
    _rule(
        "R164",
        "TooManyRequests",
        "documented",
        "The service answers so many requests in a time",
        protects="The service from one subscription; here, a rehearsal of what a script does then.",
        accepted="Fewer requests: here, any that no fault of kind throttled strikes.",
        remedy="Wait and send the request again; sig fault list shows the fault.",
        messages=(
            "The server rejected the request because too many requests have been received for this subscription.",
        ),
    ),
    _rule(
        "R165",
        "Conflict",
        "assumed",
        "One operation at a time changes a resource",
        protects="Resources from two changes at once; here, a rehearsal of what a script does then.",
        accepted="A request when the other operation has ended: here, any that no fault of kind conflict strikes.",
        remedy="Wait for the other operation and send the request again; sig fault list shows the fault.",
        messages=(
            "The request failed due to conflict with a concurrent request: another operation on '{}' is in progress.",
        ),
    ),
    _rule(
        "R166",
        "InternalServerError",
        "documented",
        "The service can fail",
        protects="Nothing; a rehearsal of what a script does then.",
        accepted="Any request that no fault of kind internal-error strikes.",
        remedy="Send the request again; sig fault list shows the fault.",
        messages=(
            (
                "Encountered internal server error. Diagnostic information: timestamp '{}', subscription id '{}', "
                "operation '{}'."
            ),
        ),
    ),
    _rule(
        "R167",
        "AuthorizationFailed",
        "documented",
        "An action is allowed by a role",
        protects="Resources from those who have no business there; here, a rehearsal of a missing role.",
        accepted="An action that a role allows: here, any that no fault of kind not-authorized strikes.",
        remedy="Have a role assigned that allows the action; sig fault list shows the fault.",
        messages=(
            (
                "The client '{}' with object id '{}' does not have authorization to perform action '{}' over scope "
                "'{}' or the scope is invalid. If access was recently granted, please refresh your credentials."
            ),
        ),
    ),
    _rule(
        "R170",
        "InvalidParameter",
        "sig",
        "Commands that are done together work on one store",
        protects="All or nothing: no commit spans two stores.",
        accepted="A batch with --atomic whose lines all mean the same store.",
        remedy="Make a batch of its own for each store, or leave out --atomic.",
        messages=("Commands that are done together work on one store: '{}' is not '{}'.",),
    ),
    _rule(
        "R180",
        "StoreChanged",
        "sig",
        "What is read is read as of one moment",
        protects="Against an answer that mixes the states of two moments.",
        accepted="A store that changed, while it was read, no more often than its journal keeps.",
        remedy="Run the command again.",
        messages=("The store has changed more often than its journal keeps while it was read: '{}'.",),
    ),
    _rule(
        "R181",
        "NotFound",
        "sig",
        "History reaches as far back as the journal",
        protects="Against a state that nobody knows.",
        accepted="A time since the first event that is kept, or the number of one that is.",
        remedy="List the events with: sig log -o table.",
        messages=(
            "The state at '{}' is not known. {}.",
            "The journal holds no event {}.",
            "There is nothing to undo: the journal holds no events.",
        ),
    ),
    _rule(
        "R182",
        "Conflict",
        "sig",
        "An undo leaves what came later as it is",
        protects="What later commands have made or changed.",
        accepted="An event whose documents are as it left them, and on which nothing made since depends.",
        remedy="Undo what came later first.",
        messages=("Event {} cannot be undone: {}.",),
    ),
    _rule(
        "R183",
        "Conflict",
        "sig",
        "The past is computed from documents that the journal knows",
        protects="What somebody has changed by hand.",
        accepted="A document that is as the last event about it left it.",
        remedy="Take the earlier state from a copy of the store, or from git.",
        messages=("'{}' is not as event {} left it: it was changed past the journal, by hand or by git.",),
    ),
    _rule(
        "R184",
        "InvalidParameter",
        "sig",
        "History begins when a commit is made",
        protects="Against an undo that takes back something else than what came last, and a log that lacks it.",
        accepted="log, undo, assert and --at before a line of the atomic batch or rehearsal has made a change.",
        remedy="Run it before or after the batch, as a command of its own.",
        messages=("What a batch has changed is in no journal before the batch is done.",),
    ),
    _rule(
        "R190",
        "InvalidParameter",
        "sig",
        "What works on the files of a store needs files",
        protects="Against a copy of what ends with the process, and against half a batch.",
        accepted="A store in a folder, in a command of its own.",
        remedy="Choose a folder with --store.",
        messages=(
            "The store '{}' is not kept in a folder.",
            "What works on the files of a store cannot be part of a rehearsal or of a batch that is done as one.",
        ),
    ),
    _rule(
        "R191",
        "FileExists",
        "sig",
        "A backup is written where none is",
        protects="The backup, or whatever else, that is there.",
        accepted="A new name, or --force.",
        remedy="Give another name, or replace it with --force.",
        messages=("'{}' is there already.",),
    ),
    _rule(
        "R192",
        "BackupNotUsable",
        "sig",
        "A backup is restored as it was written, or not at all",
        protects="The store against half a backup, and the machine against an archive that was tampered with.",
        accepted="A file that sig store backup wrote: whole, with files of a store and nothing else.",
        remedy="Use another backup: sig store backup writes them.",
        messages=("'{}' cannot be restored: it {}.",),
    ),
    _rule(
        "R193",
        "ForeignLineage",
        "sig",
        "A backup takes the place of the store that it is of",
        protects="A store against the backup of another one.",
        accepted="A backup of the same lineage, any into a place without a store, or --force.",
        remedy="Choose the right store with --store, or give up the one that is there with --force.",
        messages=("'{}' is of another store: its lineage is '{}', that of the store '{}'.",),
    ),
    _rule(
        "R194",
        "InvalidParameter",
        "sig",
        "A snapshot has a plain name",
        protects="File names that some systems do not have.",
        accepted="1 to 80 English letters, digits, '.', '_' and '-', a letter or digit first and no '.' last.",
        remedy="Use another name.",
        messages=(
            (
                "'{}' cannot name a snapshot: 1 to 80 English letters, digits, '.', '_' and '-', a letter or digit "
                "first and no '.' last."
            ),
        ),
    ),
    _rule(
        "R195",
        "Conflict",
        "sig",
        "A snapshot is saved under a new name",
        protects="The state that has the name.",
        accepted="A name that no snapshot has, in any case, or --force.",
        remedy="Use another name, or replace it with --force.",
        messages=("There is a snapshot '{}' already.",),
    ),
    _rule(
        "R196",
        "ResourceNotFound",
        "sig",
        "A snapshot is there to be loaded, compared or deleted",
        protects="Against a store that is emptied for want of a state.",
        accepted="The name of a snapshot, in any case.",
        remedy="See which there are: sig store snapshot list.",
        messages=("There is no snapshot '{}'.",),
    ),
    _rule(
        "R200",
        "OperationNotAllowed",
        "sig",
        "A version in use is not deleted",
        protects="Scale sets that grow and VMs that are reimaged: both need the version.",
        accepted="Deletion of a version that no recorded consumer uses, by its number or as the latest in its region.",
        remedy="Move who uses it to another version and record that, or delete with --force.",
        messages=("Image version '{}' is in use by {}.",),
    ),
    _rule(
        "R201",
        "InvalidParameter",
        "sig",
        "Pruning says what stays",
        protects="Versions from going because nothing was said of them.",
        accepted="A number with --keep, an age or date with --older-than, or both; protections that exist.",
        remedy="Give --keep 5 or --older-than 90d, and protect latest, in-use, eol, tag:KEY or tag:KEY=VALUE.",
        messages=(
            "'{}' is neither an age of at most ten years nor a date.",
            "Nothing was said of what is to stay.",
            "Pruning cannot keep {} versions.",
            "'{}' is nothing that protects a version.",
        ),
    ),
    _rule(
        "R202",
        "Conflict",
        "sig",
        "A plan is applied to the state that it was made from",
        protects="Versions from being deleted for reasons that hold no more.",
        accepted="A plan since which no version, consumer or channel of the definition has changed.",
        remedy="Make a new plan, look at it, and apply that.",
        messages=("The plan does not fit '{}' any more: {}.",),
    ),
    _rule(
        "R203",
        "InvalidParameter",
        "sig",
        "A plan is applied as it was made",
        protects="Against deletions that nobody was shown.",
        accepted="The file that --plan wrote, unchanged.",
        remedy="Make a plan with: sig image-version prune … --plan FILE.",
        messages=("The file is not a plan of 'sig image-version prune'. {}",),
    ),
    _rule(
        "R204",
        "InvalidParameter",
        "sig",
        "A consumer is a VM or scale set that uses an image of a gallery",
        protects="Against records that nothing can be decided from.",
        accepted="The ID of a VM or scale set; that of a version, or of a definition with the region of the consumer.",
        remedy="Name the version, or the region in which the latest one is used: sig consumer add --help.",
        messages=(
            "'{}' is not the ID of a VM or scale set.",
            "'{}' is not the ID of an image definition or image version.",
            "The region is missing: the latest version of a definition is another one in each region.",
            "A scale set has no {} instances.",
        ),
    ),
    _rule(
        "R205",
        "InvalidParameter",
        "sig",
        "Consumers are read from what az lists",
        protects="Against records made of a document of something else.",
        accepted="What az vm list or az vmss list -o json prints.",
        remedy="Pipe it in: az vm list -o json | sig consumer import -.",
        messages=("The document is not what az lists of VMs or scale sets. {}",),
    ),
    _rule(
        "R206",
        "OperationNotAllowed",
        "sig",
        "A revoked version goes nowhere",
        protects="Those behind a channel or another gallery from a version that was taken out of use.",
        accepted="A version that is not revoked. Deploying a revoked one by its number is warned about: Azure does it.",
        remedy="Use another version, or undo the revocation with: sig image-version restore.",
        messages=("Image version '{}' is revoked since {} and cannot {}: {}",),
    ),
    _rule(
        "R207",
        "OperationNotAllowed",
        "sig",
        "Only what is revoked is restored",
        protects="Against the belief that something was undone.",
        accepted="A version that is revoked.",
        remedy="Look whether it is the version that is meant; a deleted one comes back with undelete.",
        messages=("Image version '{}' is not revoked: there is nothing to restore.",),
    ),
    _rule(
        "R208",
        "InvalidParameter",
        "sig",
        "A revocation has a reason",
        protects="Whoever meets the version later and has to decide.",
        accepted="Any text that is not blank.",
        remedy="Say it with --reason.",
        messages=("A revocation needs a reason: whoever meets the version later sees nothing else.",),
    ),
    _rule(
        "R209",
        "InvalidParameter",
        "sig",
        "The name of a channel fits into a tag",
        protects="Against two channels that one tag could mean.",
        accepted="1 to 64 English letters, digits, '.', '_' and '-', a letter or digit first and last, in any case.",
        remedy="Name it after what it is for: stable, canary, team-a.",
        messages=(
            (
                "'{}' cannot name a channel: 1 to 64 English letters, digits, '.', '_' and '-', a letter or digit "
                "first and last."
            ),
        ),
    ),
    _rule(
        "R210",
        "OperationNotAllowed",
        "sig",
        "A channel points at a version that can be deployed",
        protects="Those who deploy what a channel names.",
        accepted="A version that did not fail, or any with --force.",
        remedy="Choose another version.",
        messages=("Channel '{}' cannot point at image version '{}': it {}.",),
    ),
    _rule(
        "R211",
        "NotFound",
        "sig",
        "A channel was set before it is used",
        protects="Against an answer about another channel.",
        accepted="The name of a channel of the definition.",
        remedy="List them with sig channel list, or set it with sig channel set.",
        messages=("Definition '{}' has no channel '{}'.",),
    ),
    _rule(
        "R212",
        "OperationNotAllowed",
        "sig",
        "A channel goes back to where it was",
        protects="Against a pointer to a version that was deleted, failed or is revoked.",
        accepted="A channel that pointed at another version before, one that is still fit.",
        remedy="Point it at a version by name: sig channel set.",
        messages=("Channel '{}' of '{}' has no earlier version to go back to: {}.",),
    ),
    _rule(
        "R214",
        "NotFound",
        "sig",
        "A consumer was recorded before it is shown",
        protects="Against an answer about another VM.",
        accepted="A VM or scale set that was added or imported.",
        remedy="List them with: sig consumer list.",
        messages=("Nothing is recorded of '{}' as a consumer of image versions.",),
    ),
    _rule(
        "R250",
        "InvalidParameter",
        "sig",
        "A range of versions is one that versions can be in",
        protects="Against an answer about other versions than were meant.",
        accepted="1.4.2, ~1.4, ^1, 1.4.*, or bounds such as >=1.2 <2; a first part of 0 to 2,147,483,647.",
        remedy="Write the range as in --match ~1.4, and quote it for the shell.",
        messages=(
            "'{}' is not a range of versions.",
            "'{}' is a range that no version is in.",
            "The first part of a version number cannot be {}.",
        ),
    ),
    _rule(
        "R251",
        "GalleryImageNotFound",
        "sig",
        "A version that is looked for by its number is there",
        protects="Against a deployment from a line of versions that does not exist.",
        accepted="A range in which the definition has a version.",
        remedy="See which versions there are: sig image-version list --query [].name.",
        messages=("No version of the gallery image {} is in the range '{}': it has {}, all outside.",),
    ),
    _rule(
        "R252",
        "InvalidParameter",
        "sig",
        "A number is counted up in one way",
        protects="Against a number that follows another rule than was meant.",
        accepted="--bump major, minor, patch, date or from-source, each with the options that belong to it.",
        remedy="Leave out the option that does not belong: sig image-version next --help.",
        messages=(
            "The option {} goes with {}.",
            "'{}' is not a date format: {}.",
            "'{}' is not the ID of an image version, and has no version number.",
            "A reservation of no time reserves nothing.",
        ),
    ),
    _rule(
        "R253",
        "InvalidParameter",
        "sig",
        "The next number fits into a version number",
        protects="A version from being refused for its number after a build.",
        accepted="Parts of 0 to 2,147,483,647: YYYYMMDD fits, YYYYMMDDHHmm does not.",
        remedy="Spread the date over the parts, or count up a part before.",
        messages=("{}: {} is more than 2,147,483,647, the largest part that a version number can have.",),
    ),
    _rule(
        "R255",
        "Conflict",
        "sig",
        "The next number is nobody else's",
        protects="Against two versions under one number, also where the first is deleted.",
        accepted="A number that no version has, no deleted one had, and nobody reserved.",
        remedy="Count on from the highest number: sig image-version next --bump patch.",
        messages=(
            "Number {}, that of the source, is taken: by a version, a deleted one or a reservation.",
            "Number {}, that of this date, is taken, and '{}' has no part that counts up.",
        ),
    ),
    _rule(
        "R256",
        "InvalidParameter",
        "sig",
        "An image occupies some space",
        protects="Against an estimate of nothing.",
        accepted="The GB that one copy occupies, more than 0.",
        remedy="Give what is written on the disks, in GB: --size-gb 10.",
        messages=("An image does not occupy {} GB.",),
    ),
    _rule(
        "R257",
        "InvalidParameter",
        "sig",
        "Prices are those of a day",
        protects="Against money counted with prices that nobody knows the age of.",
        accepted="JSON or TOML with a date, a currency, and prices of storage and egress.",
        remedy="Add the day on which the prices were looked up, as 2026-01-15.",
        messages=("The price file cannot be used: {}.",),
    ),
    _rule(
        "R258",
        "InvalidParameter",
        "sig",
        "Replicas are planned for something that is created",
        protects="Against a plan for nothing.",
        accepted="One or more VMs or scale sets in a region.",
        remedy="Say what is created at once: --vms westeurope=600, --vmss westeurope=3.",
        messages=(
            "{} were asked for in {}; ask for 1 or more.",
            "There is nothing to plan for: no VMs and no scale sets.",
        ),
    ),
    _rule(
        "R259",
        "InvalidParameter",
        "documented",
        "A scale set has no more instances than its image allows",
        protects="Against a plan for a scale set that cannot be created.",
        accepted="1 to 1,000 instances from a gallery image; from a managed image 600.",
        remedy="Divide the instances among several scale sets.",
        profiles=lambda era: f"{era.max_scale_set_vms} instances",
        messages=("A scale set made from a gallery image has 1 to {} instances; {} were asked for.",),
    ),
    _accepts(
        "R260",
        "documented",
        "A version that exists is replaced",
        protects="Pipelines that send the same request again.",
        accepted="A request for a version that is there; image-version check warns of it.",
    ),
    _accepts(
        "R261",
        "documented",
        "A version need not have the highest number",
        protects="Fixes of older lines.",
        accepted="Any free number; image-version check warns where it would not become the latest.",
    ),
    _rule(
        "R262",
        "InvalidParameter",
        "sig",
        "A Packer template says what it publishes",
        protects="Against a check of something else than Packer would publish.",
        accepted="JSON or HCL2 with an azure-arm builder that has a shared_image_gallery_destination.",
        remedy="Give the template that publishes to the gallery, and its variables with --var.",
        messages=("The Packer template cannot be checked: {}.",),
    ),
    _rule(
        "R263",
        "InvalidParameter",
        "sig",
        "HCL2 needs the library that reads it",
        protects="Against a template that is read wrong.",
        accepted="Templates in JSON; those in HCL2 with the extra packer installed.",
        remedy="Install it: pip install 'az-sig[packer]'.",
        messages=("The template is HCL2, and the library that reads it is not installed.",),
    ),
    _rule(
        "R280",
        "CannotDeleteResource",
        "sig",
        "A gallery is removed whole or not at all",
        protects="Against a gallery that is left half empty.",
        accepted="A gallery in which nothing blocks its deletion, with --recursive and a confirmation.",
        remedy="Do away with the reasons named, or delete step by step.",
        messages=("Gallery '{}' cannot be deleted with all that is in it. {}",),
    ),
)


def _in_order(sections: Iterable[tuple[Rule, ...]]) -> dict[str, Rule]:
    return {rule.number: rule for section in sections for rule in section}


RULES: dict[str, Rule] = _in_order(
    (_GALLERY, _DEFINITION, _PUBLISHED, _SOURCES, _CONSUMING, _DELETION, _PROHIBITIONS, _UNNUMBERED)
)
