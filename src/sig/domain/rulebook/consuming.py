"""The rules of: deploying what a gallery holds."""

from sig.domain.rulebook.rule import accepts, rule

RULES = (
    rule(
        "R070",
        "InvalidParameter",
        "live",
        "A specialized image takes no osProfile",
        protects="The accounts and the computer name that the image brings.",
        accepted="No osProfile for a specialized image.",
        remedy="Leave osProfile out: --specialized for az vm create.",
        messages=("Parameter 'osProfile' is not allowed",),
    ),
    rule(
        "R071",
        "InvalidParameter",
        "documented",
        "A generalized image needs an osProfile",
        protects="VMs from having no account.",
        accepted="An osProfile with computer name, account and password or key.",
        remedy="Add osProfile, or use a specialized image.",
        messages=("Required parameter 'osProfile' is missing (null).",),
    ),
    rule(
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
    rule(
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
    rule(
        "R074",
        "InvalidParameter",
        "documented",
        "az finds a latest version before it asks",
        protects="az vm create, which looks the version up on its own side.",
        accepted="A definition with a version that is not excluded from latest everywhere.",
        remedy="Include a version in latest: excludeFromLatest=false.",
        messages=('There is no latest image version exists for "{}"',),
    ),
    rule(
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
    rule(
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
    rule(
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
    rule(
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
    rule(
        "R079",
        "InvalidParameter",
        "documented",
        "A disk is made from a LUN that the image has",
        protects="Against a disk that would be made from nothing.",
        accepted="A LUN of the image's data disks, or none for the OS disk.",
        remedy="Use a LUN that sig image-version show lists under dataDiskImages.",
        messages=("The value of parameter imageReference is invalid.",),
    ),
    accepts(
        "R080",
        "documented",
        "A past end of life blocks no deployment",
        protects="Deployments that run when a date goes by.",
        accepted="Deployments from versions past their end of life: the date informs.",
    ),
    accepts(
        "R081",
        "documented",
        "Deleting an image leaves its VMs alone",
        protects="VMs that run: their disks are copies.",
        accepted="Deletion of a version that VMs were made from. Scale-out and reimaging of scale sets on it fail.",
    ),
)
