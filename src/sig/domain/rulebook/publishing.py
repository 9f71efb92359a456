"""The rules of: image versions: names, regions and replica counts."""

from sig.domain.rulebook.rule import accepts, rule
from sig.domain.rulebook.texts import PUBLISHING, UNAVAILABLE

RULES = (
    rule(
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
                "The gallery application version name '{}' is invalid. The application version name should follow "
                "Major(int32).Minor(int32).Patch(int32) format, where int is between 0 and 2,147,483,647 (inclusive). "
                "For e.g: 1.0.0, 2018.12.1 etc."
            ),
            (
                "The access control profile version name '{}' is invalid. It should follow Major(int32).Minor(int32)."
                "Patch(int32) format, where int is between 0 and 2,147,483,647 (inclusive). For e.g: 1.0.0, 2018.12.1 "
                "etc."
            ),
            (
                "The image version name is invalid. The image version name should follow Major(int).Minor(int)."
                "Patch(int) format"
            ),
        ),
    ),
    rule(
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
    rule(
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
    rule(
        "R043",
        "InvalidParameter",
        "live",
        "A target region is named once",
        protects="The counts of a region from contradicting each other.",
        accepted="Each region once; spaces and case make no other region.",
        remedy="Name the region once, with its count: westus2=3.",
        messages=("Duplicate regions are not allowed in target publishing regions.",),
    ),
    rule(
        "R044",
        "LocationNotAvailableForResourceType",
        "documented",
        "A target region exists",
        protects="Replicas from being sent where nothing could hold them.",
        accepted="Regions of the public cloud, as westus2, WestUS2 or 'West US 2'.",
        remedy="Choose from: sig account list-locations -o table.",
        messages=UNAVAILABLE,
    ),
    rule(
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
    rule(
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
    rule(
        "R047",
        "InvalidParameter",
        "documented",
        "Storage type and storage strategy exclude each other",
        protects="Against two answers to where replicas are stored.",
        accepted="storageAccountType or storageAccountStrategy, or neither.",
        remedy="Leave one of the two out.",
        messages=("storageAccountType and storageAccountStrategy cannot be specified together.",),
    ),
    rule(
        "R048",
        "PropertyChangeNotAllowed",
        "documented",
        "How replicas are stored does not change",
        protects="Replicas that exist from being made anew.",
        accepted="No storage type or replication mode, or the ones that are stored.",
        remedy="Remove the region and add it with the other type, or create another version.",
        messages=(
            f"Changing property '{PUBLISHING}.{{}}torageAccountType' is not allowed.",
            f"Changing property '{PUBLISHING}.storageAccountStrategy' is not allowed.",
            f"Changing property '{PUBLISHING}.replicationMode' is not allowed.",
        ),
    ),
    rule(
        "R049",
        "OperationNotAllowed",
        "documented",
        "Replicated locations stay where that was asked for",
        protects="Deployments in a region that somebody is about to remove.",
        accepted="The regions that are stored, and more; fewer unless allowDeletionOfReplicatedLocations is false.",
        remedy="Allow it first with --allow-replicated-location-deletion true.",
        messages=("Region '{}' cannot be removed: the version forbids the deletion of replicated locations.",),
    ),
    accepts(
        "R050",
        "documented",
        "How a version is published can change",
        protects="Promotion, scaling and retirement of a version that is in use.",
        accepted="Other counts, regions, excludeFromLatest, end of life, safety profile and tags.",
    ),
)
