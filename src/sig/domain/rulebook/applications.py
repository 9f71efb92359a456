"""The rules of: VM applications and their versions."""

from sig.domain.rulebook.rule import rule

_PUBLISHING = "galleryApplicationVersion.properties.publishingProfile"

RULES = (
    rule(
        "R104",
        "InvalidParameter",
        "documented",
        "Versions of VM applications have their own bounds",
        protects="Application packages: 1 to 3 replicas, fixed actions and settings, no encryption.",
        accepted="1 to 3 replicas; commands and file names as created; regions without encryption.",
        remedy="Create another application version.",
        messages=(
            (
                f"The value {{}} of parameter '{_PUBLISHING}.{{}}' is out of range. The value must be between 1 and 3, "
                "inclusive."
            ),
            f"Changing property '{_PUBLISHING}.manageActions.{{}}' is not allowed.",
            f"Changing property '{_PUBLISHING}.settings.{{}}' is not allowed.",
            "Gallery application version resources currently do not support encryption.",
        ),
        other_codes=("PropertyChangeNotAllowed",),
    ),
    rule(
        "R450",
        "InvalidParameter",
        "documented",
        "A VM application has a name that goes into an address",
        protects="The resource ID of the application, and the folder that machines keep its files in.",
        accepted="1 to 80 English letters, digits, underscores, periods and dashes; a letter or digit first and last.",
        remedy="Choose another name.",
        messages=("The entity name '{}' is invalid according to its validation rule: {}.",),
    ),
    rule(
        "R451",
        "CannotDeleteResource",
        "assumed",
        "A VM application with versions is not deleted",
        protects="Versions that machines are about to install.",
        accepted="The deletion of an application that has no versions.",
        remedy="Delete its versions first: sig gallery-application version delete.",
        messages=(
            (
                "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: "
                "'{}/applications/{}/versions/{}'. Please delete all nested resources before deleting this resource."
            ),
        ),
    ),
    rule(
        "R452",
        "PropertyChangeNotAllowed",
        "documented",
        "A VM application is for one operating system",
        protects="Machines from being offered what cannot run there.",
        accepted="Linux or Windows at creation, and the same one ever after.",
        remedy="Create another application for the other operating system.",
        messages=(
            "Changing property 'galleryApplication.properties.supportedOSType' is not allowed.",
            "Required parameter 'supportedOSType' is missing (null).",
        ),
        other_codes=("InvalidParameter",),
    ),
    rule(
        "R453",
        "InvalidParameter",
        "assumed",
        "A package has the address of a blob",
        protects="A version from being published that no machine can download.",
        accepted="https://{account}.blob.core.windows.net/{container}/{name}, with a SAS token or without.",
        remedy="Upload the package to a storage account, and give the address that it has there.",
        messages=(
            "The source uri '{}' is not the address of a blob.",
            "Required parameter 'source.mediaLink' is missing (null).",
        ),
    ),
    rule(
        "R454",
        "InvalidParameter",
        "documented",
        "A version can be installed and removed",
        protects="Machines from applications that nobody can take off them.",
        accepted="Commands to install and to remove; commands and file names of at most 4096 characters.",
        remedy="Give both commands; put what is long into a script of the package.",
        messages=(
            "Required parameter 'manageActions.{}' is missing (null).",
            f"The value of parameter '{_PUBLISHING}.{{}}' is too long: {{}} characters. It takes at most 4096.",
        ),
    ),
    rule(
        "R456",
        "InvalidParameter",
        "assumed",
        "A custom action is named and does something",
        protects="Whoever asks for an action by its name.",
        accepted="Actions with a name and a script, parameters with a name, each name only once.",
        remedy="Give each action a name of its own and a script.",
        messages=(
            "Custom action '{}' needs a name and a script.",
            "The name '{}' is empty, or given more than once.",
        ),
    ),
    rule(
        "R457",
        "InvalidParameter",
        "documented",
        "A package is a readable blob of up to 1 GB",
        protects="Regions from copies that fail.",
        accepted="Page blobs and block blobs that are not empty, public or with a SAS token that lets them be read.",
        remedy="Look at the blob; make a smaller package, or a new token.",
        kind="not emulated",
        messages=(
            "The blob referenced by source uri {} is too large: size = {}. The maximum blob size allowed is '1 GB'.",
            "The blob referenced by source uri {} is empty.",
            "The blob referenced by source uri {} doesn't exist.",
            "The SAS is not valid for source uri {}.",
            "{} blob type is not supported for {} operation. Only page blobs and block blobs are supported.",
            "The gallery application version url {} cannot be accessed due to the following error: {}.",
        ),
        reason="Nothing is downloaded here: packages are taken on trust.",
    ),
)
