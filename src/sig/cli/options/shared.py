"""The options of those who look at shared and community galleries."""

from typing import Annotated, Literal

from sig.cli.options.shape import IDENTITY, option

_LOCATION = ("--location", "-l")
_LOCATION_HELP = "Region to look at; a default can be set with: sig configure --defaults location=REGION."
_UNIQUE_NAME_HELP = "Unique name of the shared gallery: its owner's subscription ID, a dash and its name in capitals."
_PUBLIC_NAME_HELP = "Public name of the community gallery: its prefix, a dash and a GUID."

RegionSeen = Annotated[str, option(*_LOCATION, help=_LOCATION_HELP, completer="region")]
RegionSeenOrIds = Annotated[str | None, option(*_LOCATION, help=_LOCATION_HELP, group=IDENTITY, completer="region")]
RegionSeenFilter = Annotated[
    str | None,
    option(
        *_LOCATION,
        help="Region to look at; all when not given. A default can be set with: "
        "sig configure --defaults location=REGION.",
        completer="region",
    ),
]
UniqueName = Annotated[str, option("--gallery-unique-name", help=_UNIQUE_NAME_HELP)]
UniqueNameOrIds = Annotated[str | None, option("--gallery-unique-name", help=_UNIQUE_NAME_HELP, group=IDENTITY)]
SharedGalleryOrIds = Annotated[
    str | None, option("--gallery-unique-name", "--name", "-n", help=_UNIQUE_NAME_HELP, group=IDENTITY)
]
PublicName = Annotated[str, option("--public-gallery-name", help=_PUBLIC_NAME_HELP)]
PublicNameOrIds = Annotated[str | None, option("--public-gallery-name", help=_PUBLIC_NAME_HELP, group=IDENTITY)]
CommunityGalleryOrIds = Annotated[
    str | None, option("--public-gallery-name", "--name", "-n", help=_PUBLIC_NAME_HELP, group=IDENTITY)
]
SharedTo = Annotated[
    Literal["tenant"] | None,
    option("--shared-to", help="Show what is shared with the tenant; with the subscription when not given."),
]
Marker = Annotated[str | None, option("--marker", help="Marker of the page before, where this one starts.")]
ShowNextMarker = Annotated[
    bool, option("--show-next-marker", help="Return the marker of the next page as the last item.")
]
