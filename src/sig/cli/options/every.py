"""The options that every command has."""

from typing import Annotated, Literal

from sig.cli.options.shape import GLOBAL, REHEARSAL, option

# Difference from az (global --acquire-policy-token missing; global --change-reference missing): Two global options of
# az are refused. --acquire-policy-token and --change-reference serve policies of an organisation in Azure, and there is
# nobody here to ask.
Output = Annotated[
    Literal["json", "jsonc", "yaml", "yamlc", "table", "tsv", "none"] | None,
    option("--output", "-o", help="Output format; json when not given.", group=GLOBAL),
]
Query = Annotated[
    str | None,
    option("--query", help="JMESPath query, see https://jmespath.org.", group=GLOBAL, metavar="JMESPATH"),
]
Subscription = Annotated[
    str | None,
    option("--subscription", help="Name or ID of the subscription.", group=GLOBAL, completer="subscription"),
]
OnlyShowErrors = Annotated[bool, option("--only-show-errors", help="Only show errors, no warnings.", group=GLOBAL)]
# Difference from az: --verbose and --debug say other things. There are no requests to log: --verbose names the store,
# the profile and the subscription, --debug adds the traceback of an error.
Verbose = Annotated[bool, option("--verbose", help="Say more on stderr.", group=GLOBAL)]
Debug = Annotated[bool, option("--debug", help="Show tracebacks.", group=GLOBAL)]
# Difference from az (global --as extra): Commands can be run as somebody. az acts as who is signed in; --as names a
# user or an application of the directory, and roles decide what it may do and see.
Principal = Annotated[
    str | None,
    option(
        "--as",
        help="The user or application that acts, with its roles; the owner of the store when not given.",
        group=GLOBAL,
        metavar="PRINCIPAL",
    ),
]
# Difference from az (global --store extra; global --profile extra): Two global options are added. --store says where
# the store is, --profile which era of the service is meant.
Store = Annotated[str | None, option("--store", help="Where the store is.", group=GLOBAL, metavar="PATH")]
Profile = Annotated[
    Literal["2021", "current"] | None,
    option("--profile", help="The era of the service; 2021 when not given.", group=GLOBAL),
]
# Difference from az (* --dry-run extra; * --detailed-exitcode extra): Commands that change the store take two more
# options. --dry-run says what would change and changes nothing; with --detailed-exitcode it ends with 4 where anything
# would.
DryRun = Annotated[
    bool, option("--dry-run", help="Say what would change, field by field, and change nothing.", group=REHEARSAL)
]
DetailedExitcode = Annotated[
    bool,
    option("--detailed-exitcode", help="With --dry-run: end with 4 if something would change.", group=REHEARSAL),
]
