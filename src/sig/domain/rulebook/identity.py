"""The rules of: managed identities of galleries."""

from sig.domain.rulebook.rule import rule

RULES = (
    rule(
        "R470",
        "InvalidParameter",
        "documented",
        "A managed identity has a type that exists",
        protects="What the identity of a gallery is said to be.",
        accepted="SystemAssigned, UserAssigned, both with a comma between them, or None, in any case.",
        remedy="Leave the type to 'sig identity assign' and 'sig identity remove', which set it.",
        messages=(
            (
                "'{}' is not a type of managed identity. It is SystemAssigned, UserAssigned, both with a comma "
                "between them, or None."
            ),
        ),
    ),
    rule(
        "R471",
        "LinkedInvalidPropertyId",
        "documented",
        "A user assigned identity is named by its ID",
        protects="The link from a gallery to an identity.",
        accepted="The ID of a Microsoft.ManagedIdentity/userAssignedIdentities, of any subscription.",
        remedy="Give the ID that 'az identity show --query id' prints.",
        messages=("'{}' is not the ID of a user assigned identity.",),
    ),
)
