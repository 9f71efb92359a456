"""The rules of: faults that are set."""

from sig.domain.rulebook.rule import rule

RULES = (
    rule(
        "R160",
        "InvalidParameter",
        "sig",
        "A fault is about something that there is",
        protects="A rehearsal from a fault that never strikes.",
        accepted="A shell pattern over noun and verb that fits a command, and one over names or resource IDs.",
        remedy="Look at the verbs with sig --help, and write gallery verbs with their noun: 'gallery create'.",
        messages=("No command that a fault of kind '{}' can strike matches '{}'.", "No resource matches '{}'."),
    ),
    rule(
        "R161",
        "InvalidParameter",
        "sig",
        "A fault has what its kind has",
        protects="Against an option that would do nothing.",
        accepted="A message where something is said, progress where a copy stops, seconds where a child lags behind.",
        remedy="Leave out what the kind does not have, and give a seed beside a probability only.",
        messages=("A fault of kind '{}' has no {}.", "A fault that strikes every time has no seed."),
    ),
    rule(
        "R162",
        "InvalidParameter",
        "sig",
        "The numbers of a fault are within their bounds",
        protects="Against faults that could not strike.",
        accepted="Times from 1, a probability above 0 and up to 1, progress from 0 to 99, seconds above 0.",
        remedy="Give a number within the bounds, or leave it out.",
        messages=("A fault cannot have the {} {}.",),
    ),
    rule(
        "R163",
        "ResourceNotFound",
        "sig",
        "A fault that is removed is there",
        protects="Scripts from believing that they removed one.",
        accepted="The number of a fault that sig fault list shows.",
        remedy="Look at the numbers: sig fault list -o table.",
        messages=("There is no fault {}.",),
    ),
    rule(
        "R164",
        "TooManyRequests",
        "documented",
        "The service answers so many requests in a time",
        protects="The service from one subscription; here, a rehearsal of what a script does then.",
        accepted="Fewer requests: here, any that no fault of kind throttled strikes.",
        remedy="Wait and send the request again; sig fault list shows the fault.",
        messages=(
            "The server rejected the request because too many requests have been received for this subscription.",
        ),
    ),
    rule(
        "R165",
        "Conflict",
        "assumed",
        "One operation at a time changes a resource",
        protects="Resources from two changes at once; here, a rehearsal of what a script does then.",
        accepted="A request when the other operation has ended: here, any that no fault of kind conflict strikes.",
        remedy="Wait for the other operation and send the request again; sig fault list shows the fault.",
        messages=(
            "The request failed due to conflict with a concurrent request: another operation on '{}' is in progress.",
        ),
    ),
    rule(
        "R166",
        "InternalServerError",
        "documented",
        "The service can fail",
        protects="Nothing; a rehearsal of what a script does then.",
        accepted="Any request that no fault of kind internal-error strikes.",
        remedy="Send the request again; sig fault list shows the fault.",
        messages=(
            (
                "Encountered internal server error. Diagnostic information: timestamp '{}', subscription id '{}', "
                "operation '{}'."
            ),
        ),
    ),
)
