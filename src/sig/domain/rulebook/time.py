"""The rules of: time and simulated replication."""

from sig.domain.rulebook.rule import rule

RULES = (
    rule(
        "R155",
        "InvalidParameter",
        "sig",
        "A length of time is written in weeks, days, hours, minutes and seconds",
        protects="Against minutes that were meant as hours.",
        accepted="Numbers with w, d, h, m or s, the largest first: 90s, 8m, 1h30m, 2d; at most ten years.",
        remedy="Write the unit: 8m for eight minutes.",
        messages=("'{}' is not a length of time of at most ten years.",),
    ),
    rule(
        "R156",
        "InvalidParameter",
        "sig",
        "The simulation of replication is one that exists",
        protects="A rehearsal from running under other times than were meant.",
        accepted="immediate, a duration (8m), regions:westus=2m,*=10m, polls:N, size or size:MIB_PER_SECOND.",
        remedy="Set it: sig config set simulation.replication=8m, or SIG_REPLICATION=8m for one command.",
        messages=("'{}' is not a simulation of replication.",),
    ),
    rule(
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
    rule(
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
)
