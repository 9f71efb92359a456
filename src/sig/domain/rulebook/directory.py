"""The rules of: users, groups, applications and service principals."""

from sig.domain.rulebook.rule import rule

RULES = (
    rule(
        "R300",
        "Request_ResourceNotFound",
        "documented",
        "What is named in a directory is there",
        protects="Against a mistyped name, and a look into the wrong tenant.",
        accepted="The ID or name of an object of the tenant that the command works in.",
        remedy="List what there is with sig ad user list, and so on; name the tenant with --tenant or --subscription.",
        messages=("Resource '{}' does not exist or one of its queried reference-property objects are not present.",),
    ),
    rule(
        "R301",
        "Request_BadRequest",
        "documented",
        "Names of a directory have the form that Microsoft Graph takes",
        protects="Whoever looks for the object by its name.",
        accepted="A display name of 1 to 256 characters; a mail nickname of 1 to 64 without blanks, brackets, "
        "quotes and @\\;:,; a principal name like an address, of up to 113 characters, 64 of them before the @.",
        remedy="Correct the name.",
        messages=(
            "Property userPrincipalName is invalid: '{}'.",
            "Invalid value specified for property 'displayName' of resource '{}': '{}'.",
            "Invalid value specified for property 'mailNickname' of resource '{}': '{}'.",
        ),
    ),
    rule(
        "R302",
        "Request_BadRequest",
        "documented",
        "A user principal name is one user's",
        protects="Signing in by name, and --as.",
        accepted="A name that no user of any tenant has; as a guest, a user of another tenant who is none yet.",
        remedy="Choose another name, or use the user that there is.",
        messages=(
            "Another object with the same value for property userPrincipalName already exists.",
            "'{}' is a user of tenant '{}' already.",
        ),
    ),
    rule(
        "R303",
        "Request_BadRequest",
        "documented",
        "A password is not too simple",
        protects="The account of the user.",
        accepted="8 to 256 characters, of three of these kinds: small letters, capital letters, digits, others.",
        remedy="Choose another password.",
        messages=(
            (
                "The specified password does not comply with password complexity requirements. Please provide a "
                "different password."
            ),
        ),
    ),
    rule(
        "R305",
        "Request_BadRequest",
        "documented",
        "A member is added to a group once, and a group never to itself",
        protects="Against a script that adds twice and believes that it changed something.",
        accepted="An object that is no member yet, and not the group.",
        remedy="Ask first with sig ad group member check, and give the ID of another object.",
        messages=(
            "One or more added object references already exist for the following modified properties: 'members'.",
            "Group '{}' ({}) cannot be a member of itself.",
        ),
    ),
    rule(
        "R306",
        "Request_BadRequest",
        "documented",
        "The URIs of an application are whole, and its identifier URIs its own",
        protects="--id, which takes an identifier URI.",
        accepted="URIs with scheme and host; identifier URIs that no other application has.",
        remedy="Write api:// and a name, or choose another URI.",
        messages=(
            "Invalid value specified for property '{}' of resource 'Application': '{}'.",
            "Another object with the same value for property identifierUris already exists.",
        ),
    ),
    rule(
        "R307",
        "Request_BadRequest",
        "documented",
        "A service principal has an application",
        protects="Against a mistyped application ID.",
        accepted="The ID of a registered application: of the same tenant, or by its appId of another.",
        remedy="Register it: sig ad app create --display-name NAME.",
        messages=("The appId '{}' of the service principal does not reference a valid application object.",),
    ),
    rule(
        "R308",
        "Authorization_RequestDenied",
        "documented",
        "Only a multi-tenant application comes into other tenants",
        protects="An application that its tenant keeps to itself.",
        accepted="An application of the same tenant, or one whose sign-in audience is AzureADMultipleOrgs or "
        "AzureADandPersonalMicrosoftAccount.",
        remedy="In the tenant of the application: sig ad app create with its display name and --sign-in-audience "
        "AzureADMultipleOrgs.",
        messages=(
            (
                "When using this permission, the backing application of the service principal being created must in "
                "the local tenant."
            ),
        ),
    ),
    rule(
        "R309",
        "Request_MultipleObjectsWithSameKeyValue",
        "documented",
        "An application has one service principal in a tenant",
        protects="Role assignments, which name the service principal.",
        accepted="An application without a service principal in that tenant.",
        remedy="Use the one that is there: sig ad sp show.",
        messages=(
            (
                "The service principal cannot be created, updated, or restored because the service principal name {} "
                "is already in use."
            ),
        ),
    ),
    rule(
        "R310",
        "Request_BadRequest",
        "assumed",
        "A credential ends after it begins, and is deleted by its key ID",
        protects="Against secrets that never worked, and against deleting another one.",
        accepted="An end in the future; a key ID that sig ad app credential list or sig ad sp credential list shows.",
        remedy="Correct the date, or the key ID.",
        messages=(
            "The end of a credential lies after its start: '{}' does not.",
            "No password credential found with keyId '{}'.",
        ),
        other_codes=("Request_ResourceNotFound",),
    ),
    rule(
        "R311",
        "Request_UnsupportedQuery",
        "documented",
        "A filter of a directory list is one that sig understands",
        protects="Against a filter that is thought to have narrowed a list.",
        accepted="NAME eq 'TEXT', NAME eq true, startswith(NAME,'TEXT') and NAME/any(x:x eq 'TEXT'), joined by and.",
        remedy="Write a simpler filter, or filter what is printed with --query.",
        messages=("Unsupported or invalid query filter clause: {}.",),
    ),
    rule(
        "R312",
        "Request_BadRequest",
        "documented",
        "A name that stands for an object stands for one",
        protects="Against changing another object than the one that was meant.",
        accepted="The name of a single object, or an ID.",
        remedy="Give the ID.",
        messages=("More than one object matches '{}': {}.",),
    ),
    rule(
        "R313",
        "Authorization_RequestDenied",
        "assumed",
        "The owner of the store changes the directory, and who is in a tenant reads it",
        protects="The directory from those who are given access by it.",
        accepted="Any command of sig ad without --as; with it, those that read the directory of a tenant in which the "
        "principal has an object.",
        remedy="Leave out --as and SIG_PRINCIPAL.",
        messages=("Insufficient privileges to complete the operation.",),
    ),
    rule(
        "R314",
        "Request_BadRequest",
        "assumed",
        "Only who can sign in can be named with --as",
        protects="Against asking what a group may do, which nobody ever does as such.",
        accepted="A user whose account is enabled, or an application with a service principal.",
        remedy="Name a member of the group; enable the account; create the service principal.",
        messages=(
            "'{}' is a group, and nothing can be done in the name of a group.",
            "The account of '{}' is disabled, and nothing can be done in its name.",
            "Application '{}' ({}) has no service principal in any tenant, and nothing can be done in its name.",
        ),
    ),
)
