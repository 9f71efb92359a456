"""The options of generic updates."""

from typing import Annotated

from sig.cli.options.shape import GENERIC, Tristate, flag, option

Set = Annotated[
    list[str] | None,
    option(
        "--set",
        help="Change a property: property1.property2=<value>.",
        group=GENERIC,
        metavar="PATH=VALUE...",
        arity="+",
        grouped=True,
    ),
]
Add = Annotated[
    list[str] | None,
    option(
        "--add",
        help="Append an object to a list: property.listProperty <key=value, string or JSON string>.",
        group=GENERIC,
        metavar="PATH ITEM...",
        arity="+",
        grouped=True,
    ),
]
Remove = Annotated[
    list[str] | None,
    option(
        "--remove",
        help="Remove a property, or an element of a list: property.list <index> or propertyToRemove.",
        group=GENERIC,
        metavar="PATH [INDEX]",
        arity="+",
        grouped=True,
    ),
]
ForceString = Annotated[
    bool, option("--force-string", help="With --set or --add, keep strings as they are.", group=GENERIC)
]
ForceStringTristate = Annotated[
    Tristate | None,
    flag("--force-string", help="With --set or --add, keep strings as they are.", group=GENERIC),
]
