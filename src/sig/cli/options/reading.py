"""The options of commands that show or delete one resource, apart from the many of those that make one."""

from typing import Annotated, Literal

from sig.cli.options.shape import Tristate, flag, option

Expand = Annotated[
    Literal["ReplicationStatus", "UefiSettings"] | None,
    option("--expand", help="What to return besides the version."),
]
BypassSoftDelete = Annotated[
    Tristate | None,
    flag("--bypass-soft-delete", help="Delete for good, even in a gallery with soft delete."),
]
ForceInUse = Annotated[bool, option("--force", help="Delete also what a recorded consumer uses.")]
Select = Annotated[Literal["Permissions"] | None, option("--select", help="Which part of the gallery to return.")]
SharingGroups = Annotated[Tristate | None, flag("--sharing-groups", help="Return the sharing groups as well.")]
ResourceIds = Annotated[list[str], option("--ids", help="One or more resource IDs.", metavar="ID...", arity="+")]
