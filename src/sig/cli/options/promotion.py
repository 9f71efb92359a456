"""The options of promotion, lineage and channels."""

from typing import Annotated

from sig.cli.options.shape import Tristate, flag, option

FromGallery = Annotated[
    str, option("--from", help="Gallery to copy from: its name, or its ID elsewhere.", completer="gallery")
]
ToGallery = Annotated[
    str, option("--to", help="Gallery to copy to: its name, or its ID elsewhere.", completer="target-gallery")
]
ToDefinition = Annotated[
    str | None,
    option("--to-definition", help="Definition of the copy; one of the same name when not given."),
]
ToVersion = Annotated[str | None, option("--to-version", help="Number of the copy; the same when not given.")]
PromotedRegions = Annotated[
    list[str] | None,
    option(
        "--target-regions",
        "--regions",
        help="Space-separated regions of the copy, each <region>[=<replica count>][=<storage account type>]; those of "
        "the version it is made from when not given.",
        metavar="REGION...",
        arity="+",
        completer="region",
    ),
]
CreateDefinition = Annotated[
    bool, option("--create-definition", help="Create the definition with the same properties if it is not there.")
]
PromotedExclude = Annotated[
    Tristate | None,
    flag(
        "--exclude-from-latest",
        help="Leave the copy out when latest is asked for; false when not given, whatever holds for the original.",
    ),
]
AsTree = Annotated[
    bool, option("--tree", help="Nested instead of a list; drawn as text when no output format is asked for.")
]
ChannelName = Annotated[str, option("--name", "-n", help="Name of the channel, such as stable.")]
ForceChannel = Annotated[bool, option("--force", help="Also to a version that failed or is revoked.")]
