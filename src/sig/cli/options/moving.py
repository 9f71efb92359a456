"""The options of moves to another group or subscription."""

from typing import Annotated

from sig.cli.options.shape import option

MovedIds = Annotated[
    list[str], option("--ids", help="Space-separated IDs of the resources.", metavar="ID...", arity="+")
]
DestinationGroup = Annotated[
    str, option("--destination-group", help="Name of the group to move them to.", completer="group")
]
DestinationSubscription = Annotated[
    str | None,
    option(
        "--destination-subscription-id",
        help="Name or ID of the subscription to move them to; the one in effect when not given.",
        completer="subscription",
    ),
]
