"""The rules of: acting in somebody's name."""

from sig.domain.rulebook.rule import rule

RULES = (
    rule(
        "R315",
        "AuthorizationFailed",
        "sig",
        "What is of the store itself is the owner's",
        protects="History, time, faults and backups, which show and change everything, from those who act with roles.",
        accepted="With --as or SIG_PRINCIPAL: commands that have an action in Azure, and those that name no resource.",
        remedy="Leave --as out, and unset SIG_PRINCIPAL.",
        messages=("{} is for the owner of the store: the client '{}' cannot be given a role for it.",),
    ),
    rule(
        "R316",
        "LinkedAuthorizationFailed",
        "documented",
        "Who makes a version may use what it is made from",
        protects="Images from being copied by those who may not read them.",
        accepted=(
            "A source over which a role allows: reading, for a version or a managed image; writing, for a VM, disk or "
            "snapshot; listing its keys, for a storage account."
        ),
        remedy="Have a role assigned on the source that allows the action named.",
        messages=(
            (
                "The client '{}' with object id '{}' has permission to perform action '{}' on scope '{}'; however, it "
                "does not have permission to perform action(s) '{}' on the linked scope(s) '{}' or the linked scope(s) "
                "are invalid."
            ),
        ),
    ),
    rule(
        "R317",
        "LinkedAuthorizationFailed",
        "documented",
        "Who copies from another tenant is known there",
        protects="A tenant from those whom its directory does not hold.",
        accepted="A source in a tenant in which the user is a guest, or the application has a service principal.",
        remedy="In the tenant of the source: sig ad sp create --id APPID, or invite the user; then assign a role.",
        messages=(
            (
                "The client has permission to perform action '{}' on scope '{}', however the current tenant '{}' is "
                "not authorized to access linked subscription '{}'."
            ),
        ),
    ),
)
