"""The rules of: starting the server, its test controls, and who may use it."""

from sig.domain.rulebook.rule import rule

RULES = (
    rule(
        "R440",
        "AuthenticationFailed",
        "sig",
        "A request to a server with a directory carries a token of that server",
        protects="Against requests of which nobody knows who sends them.",
        accepted="Authorization: Bearer TOKEN, with an access token from this server that is not over.",
        remedy="Log in at this server: az login, or POST /adfs/oauth2/token.",
        messages=("Authentication failed. {}",),
    ),
    rule(
        "R441",
        "InvalidParameter",
        "sig",
        "A test control is told what it needs",
        protects="A test from another world than it set up.",
        accepted="A JSON object with the members that the control reads, texts as texts.",
        remedy='Send {"by": "8m"} to /_sig/clock/advance, {"instant": "2026-01-07T06:00:00Z"} to /_sig/clock.',
        messages=("The body lacks '{}', a text.",),
    ),
    rule(
        "R442",
        "AuthorizationFailed",
        "sig",
        "Test controls answer this machine alone",
        protects="The store from a page of the web that is open in a browser beside the server.",
        accepted="Requests without an Origin header, or from a page of localhost.",
        remedy="Call them from a test, not from a page.",
        messages=("A page of '{}' asks; test controls are for this machine.",),
    ),
    rule(
        "R443",
        "InvalidParameter",
        "sig",
        "Where other machines reach the server, it asks who they are",
        protects="The store from strangers: whoever reaches the server owns it.",
        accepted="127.0.0.1 and the others of 127.0.0.0/8, ::1, localhost; others with --auth directory and without "
        "test controls.",
        remedy="Serve with --auth directory, or on a loopback address.",
        messages=(
            (
                "'{}' is an address that other machines reach, and under --auth open whoever reaches the server owns "
                "the store."
            ),
            "'{}' is an address that other machines reach, and test controls ask nobody who they are.",
        ),
    ),
    rule(
        "R444",
        "InvalidParameter",
        "sig",
        "Several workers share a store in a folder",
        protects="Against workers that each answer from a store of their own.",
        accepted="A folder for any number of workers; memory:NAME for one.",
        remedy="Choose a folder with --store, or one worker.",
        messages=("The store '{}' lives in one process; {} workers cannot share it.",),
    ),
    rule(
        "R445",
        "InvalidParameter",
        "sig",
        "A certificate and its key are files in PEM",
        protects="Against a server that no client can reach.",
        accepted="Paths of files that are there: the certificate with what signed it, and its key without a password.",
        remedy="Name both with --cert and --key, or neither: then the server makes its own.",
        messages=("There is no file '{}'.", "The certificate '{}' and its key '{}' cannot be used: {}."),
    ),
    rule(
        "R446",
        "Conflict",
        "sig",
        "The server listens on a port that is free",
        protects="Against two servers that take each other's requests.",
        accepted="A port on which nobody listens and that the user may take; 0 for any.",
        remedy="Stop what listens there, or choose another port; 0 takes one that is free.",
        messages=("The server cannot listen on {}, port {}: {}.",),
    ),
    rule(
        "R447",
        "InvalidParameter",
        "sig",
        "The server needs its libraries",
        protects="Against a traceback; sig itself does without them.",
        accepted="An installation with the extra server.",
        remedy="Install it: pip install 'az-sig[server]'.",
        messages=("The server needs the library '{}', which is not installed.",),
    ),
    rule(
        "R448",
        "InternalServerError",
        "sig",
        "All workers start",
        protects="Against a server that is up and answers nothing.",
        accepted="Workers that can read the store and make what they serve.",
        remedy="See what the workers wrote above.",
        messages=("A worker of the server did not start.",),
    ),
)
