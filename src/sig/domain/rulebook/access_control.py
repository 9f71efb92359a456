"""The rules of: in-VM access control profiles and their versions."""

from sig.domain.rulebook.rule import rule

RULES = (
    rule(
        "R480",
        "InvalidParameter",
        "documented",
        "An access control profile has a name that goes into an address",
        protects="The resource ID of the profile, by which machines are told to use it.",
        accepted="1 to 80 English letters and digits, and single dashes, periods and underscores between them.",
        remedy="Choose another name.",
        messages=(
            ("The entity name '{}' is invalid according to its validation rule: ^[a-zA-Z0-9]+([-._]?[a-zA-Z0-9]+)*$."),
        ),
    ),
    rule(
        "R481",
        "CannotDeleteResource",
        "assumed",
        "An access control profile with versions is not deleted",
        protects="Versions that machines go by.",
        accepted="The deletion of a profile that has no versions.",
        remedy="Delete its versions first: sig in-vm-access-control-profile-version delete.",
        messages=(
            (
                "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: "
                "'{}/inVMAccessControlProfiles/{}/versions/{}'. Please delete all nested resources before deleting "
                "this resource."
            ),
        ),
    ),
    rule(
        "R482",
        "PropertyChangeNotAllowed",
        "assumed",
        "An access control profile is for one operating system",
        protects="Machines from rules about users and paths that they do not have.",
        accepted="Linux or Windows at creation, and the same one ever after.",
        remedy="Create another profile for the other operating system.",
        messages=(
            "Changing property 'galleryInVMAccessControlProfile.properties.osType' is not allowed.",
            "Required parameter 'osType' of the access control profile is missing (null).",
        ),
        other_codes=("InvalidParameter",),
    ),
    rule(
        "R483",
        "InvalidParameter",
        "documented",
        "An access control profile is for one endpoint",
        protects="Rules from being read as those of the other endpoint.",
        accepted="IMDS or WireServer; it can be changed later.",
        remedy="Name the endpoint: --applicable-host-endpoint.",
        messages=("Required parameter 'applicableHostEndpoint' is missing (null).",),
    ),
    rule(
        "R484",
        "InvalidParameter",
        "documented",
        "A version says how strict it is",
        protects="Machines from rules of which nobody knows whether they hold.",
        accepted="A mode (Audit, Disabled or Enforce) and a default access (Allow or Deny).",
        remedy="Give both: --mode, --default-access.",
        messages=(
            "Required parameter 'mode' is missing (null).",
            "Required parameter 'defaultAccess' is missing (null).",
        ),
    ),
    rule(
        "R485",
        "InvalidParameter",
        "documented",
        "Rules of access are whole",
        protects="Machines from rules that say nothing, or two things.",
        accepted="Privileges with a name and a path, roles with a name and privileges, identities with a name, role "
        "assignments with a role and identities; each name given once.",
        remedy="Add what is missing; give what has the same name another one.",
        messages=(
            "Each of the {} of an access control profile needs a name.",
            "The name '{}' is given to more than one of the {}.",
            "Privilege '{}' needs a path.",
            "Role '{}' needs privileges.",
            "A role assignment needs a role and identities.",
        ),
    ),
    rule(
        "R486",
        "InvalidParameter",
        "assumed",
        "Rules of access speak of what they define",
        protects="Whoever relies on a role that grants nothing because of a misspelled name.",
        accepted="Roles of privileges, and assignments of roles to identities, that stand in the same rules.",
        remedy="Define what is named, or correct the name.",
        messages=("The rules of the access control profile have no '{}', which '{}' names.",),
    ),
    rule(
        "R487",
        "InvalidParameter",
        "assumed",
        "A version is published to its own region",
        protects="The region that the version is copied from.",
        accepted="Target regions with the location of the version among them, in any place; it is put first.",
        remedy="Add the location of the version to --target-regions.",
        messages=("Target locations '{}' of the access control profile version must contain its location '{}'.",),
    ),
)
