"""The options of the nouns beside galleries: groups, accounts, settings, the store."""

from typing import Annotated, Literal

from sig.cli.options.shape import Tristate, argument, flag, option

GroupName = Annotated[
    str,
    option("--name", "--resource-group", "-n", "-g", help="Name of the resource group.", completer="group"),
]
GroupLocation = Annotated[str, option("--location", "-l", help="Location.", completer="region")]
Yes = Annotated[bool, option("--yes", "-y", help="Do not ask for confirmation.")]
SubscriptionName = Annotated[str, option("--name", "-n", help="Name of the subscription.")]
SubscriptionId = Annotated[str | None, option("--id", help="Its ID, a GUID; made up when not given.")]
TenantId = Annotated[str | None, option("--tenant", "-t", help="ID of its tenant, a GUID.")]
Defaults = Annotated[
    list[str] | None,
    option(
        "--defaults",
        "-d",
        help="Space-separated name=value pairs: group, location, subscription; name= removes one.",
        metavar="NAME=VALUE...",
        arity="+",
    ),
]
ListDefaults = Annotated[Tristate | None, flag("--list-defaults", "-l", help="Print the defaults.")]
Scope = Annotated[Literal["global", "local"], option("--scope", help="local writes the project's .sig/config.toml.")]
Local = Annotated[bool, option("--local", help="Use the project's .sig/config.toml instead of the user's.")]
ShowOrigin = Annotated[bool, option("--show-origin", help="Say where each value comes from.")]
Key = Annotated[str, argument("KEY", help="The setting.")]
Keys = Annotated[list[str], argument("KEY", help="The settings.")]
Question = Annotated[
    list[str] | None,
    argument("CODE|RULE|MESSAGE", help="What to explain: InvalidParameter, R042, or the text of an error."),
]
Pairs = Annotated[list[str], argument("KEY=VALUE", help="What to set.")]
Shell = Annotated[Literal["bash", "zsh", "fish", "powershell"], argument("SHELL", help="The shell.")]
Format = Annotated[Literal["json", "toml"], option("--format", help="How documents are written; json when not given.")]
StoreFolder = Annotated[
    str | None,
    option(
        "--path",
        help="The folder of the store; when not given, that of --store or SIG_STORE, or .sig in the working directory.",
        metavar="PATH",
    ),
]
