"""The options of those who plan replicas and what they cost."""

from typing import Annotated

from sig.cli.options.shape import option

_NEED, _IMAGE = "What is created at once", "An image that is not stored"

VmsAtOnce = Annotated[
    list[str] | None,
    option(
        "--vms",
        help="VMs outside scale sets, each <region>=<count>; a count alone is for each --region.",
        group=_NEED,
        metavar="REGION=COUNT...",
        arity="+",
        completer="region",
    ),
]
ScaleSetsAtOnce = Annotated[
    list[str] | None,
    option(
        "--vmss",
        help="Scale sets, each <region>=<count>; a count alone is for each --region.",
        group=_NEED,
        metavar="REGION=COUNT...",
        arity="+",
        completer="region",
    ),
]
ScaleSetSize = Annotated[
    int | None, option("--instances", help="Instances of the largest scale set, to check.", group=_NEED)
]
PlannedRegions = Annotated[
    list[str] | None,
    option(
        "--region",
        help="Regions of the counts that name none; those that the others name when not given.",
        metavar="REGION...",
        arity="+",
        completer="region",
    ),
]
SizeGb = Annotated[
    float | None,
    option(
        "--size-gb",
        help="GB that the image occupies; of stored versions, those whose size is not known.",
    ),
]
CostRegions = Annotated[
    list[str] | None,
    option(
        "--regions",
        help="Space-separated regions, each <region>[=<replica count>][=<storage account type>]; the first is the "
        "source.",
        group=_IMAGE,
        metavar="REGION...",
        arity="+",
        completer="region",
    ),
]
CostReplicas = Annotated[
    int | None,
    option("--replicas", help="Replicas of each region that names no count; 1 when not given.", group=_IMAGE),
]
Prices = Annotated[
    str | None,
    option(
        "--prices",
        help="JSON or TOML file with a date, a currency and prices; without one quantities only are shown.",
        metavar="FILE",
    ),
]
GalleryFilter = Annotated[
    str | None, option("--gallery-name", "-r", help="Gallery name; all when not given.", completer="gallery")
]
DefinitionFilter = Annotated[
    str | None,
    option(
        "--gallery-image-definition",
        "-i",
        help="Gallery image definition name; all when not given.",
        completer="definition",
    ),
]
