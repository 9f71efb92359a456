"""The options of ``log`` and ``undo``."""

from typing import Annotated

from sig.cli.options.shape import argument, option

# The names are those of other commands, but their defaults are not taken: a log shows all unless it is told otherwise.
LoggedResource = Annotated[
    str | None,
    argument("RESOURCE", help="A resource ID, or names as in Gallery/definition/1.0.0; all resources when not given."),
]
LoggedGroup = Annotated[
    str | None, option("--resource-group", "-g", help="Only what is in this resource group.", completer="group")
]
LoggedGallery = Annotated[
    str | None, option("--gallery-name", "-r", help="Only this gallery and what is in it.", completer="gallery")
]
LoggedDefinition = Annotated[
    str | None,
    option("--gallery-image-definition", "-i", help="Only this definition and its versions.", completer="definition"),
]
LoggedVersion = Annotated[
    str | None, option("--gallery-image-version", "-e", help="Only this version.", completer="version")
]
LoggedSince = Annotated[str | None, option("--since", help="Only what was changed since, in ISO 8601.", metavar="TIME")]
LoggedVerb = Annotated[str | None, option("--verb", help="Only this command, as in: image-version create.")]
LoggedPrincipal = Annotated[str | None, option("--principal", help="Only the changes of this principal.")]
LoggedItems = Annotated[int | None, option("--max-items", help="Most events to show.")]
UndoneEvent = Annotated[int | None, option("--event", help="Number of the event; the last one when not given.")]
