"""The rules of: subscriptions."""

from sig.domain.rulebook.rule import rule

RULES = (
    rule(
        "R113",
        "SubscriptionNotFound",
        "documented",
        "The subscription exists",
        protects="Against a mistyped name, which would be another store of galleries.",
        accepted="The name of a registered subscription, or a GUID; with strict a registered one only.",
        remedy="List them with sig account list; register one with sig account add --name NAME.",
        messages=("The subscription of '{}' doesn't exist in cloud '{}'.",),
    ),
    rule(
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
    rule(
        "R115",
        "Conflict",
        "sig",
        "A subscription is registered once",
        protects="--subscription from meaning two.",
        accepted="A name and an ID that no registered subscription has.",
        remedy="Use the one that exists, or choose another name.",
        messages=("Subscription '{}' ({}) exists already.",),
    ),
)
