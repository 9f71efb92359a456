"""The rules of: what holds for every request."""

from sig.domain.resource import MAX_TAG_NAME, MAX_TAG_VALUE, MAX_TAGS
from sig.domain.rulebook.rule import rule

RULES = (
    rule(
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
    rule(
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
    rule(
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
    rule(
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
    rule(
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
    rule(
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
    rule(
        "R138",
        "NotFound",
        "sig",
        "What is to be explained is in the rule book",
        protects="Against an answer to another question.",
        accepted="A rule number, an error code, or the text of a message.",
        remedy="List everything with: sig explain.",
        messages=("Nothing in the rule book answers to '{}'.",),
    ),
)
