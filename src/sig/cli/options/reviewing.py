"""The options of commands that look over what is stored, and of removing it whole."""

from typing import Annotated, Literal

from sig.cli.options.shape import GLOBAL, Tristate, argument, flag, option

GalleryFilter = Annotated[
    str | None, option("--gallery-name", "-r", help="Name of the gallery; all when not given.", completer="gallery")
]
LintOutput = Annotated[
    Literal["json", "jsonc", "yaml", "yamlc", "table", "tsv", "none", "sarif"] | None,
    option("--output", "-o", help="Output format; sarif is what code scanning reads.", group=GLOBAL),
]
OneVersion = Annotated[str, argument("A", help="Number or ID of a version.")]
OtherVersion = Annotated[str, argument("B", help="Number or ID of the version to compare with it.")]
Recursive = Annotated[
    bool, option("--recursive", help="Delete the definitions and versions in it as well, all or nothing.")
]
Yes = Annotated[bool, option("--yes", "-y", help="Do not ask for confirmation.")]
ForGood = Annotated[
    Tristate | None,
    flag("--bypass-soft-delete", help="With --recursive: delete for good, even in a gallery with soft delete."),
]
ForceWhole = Annotated[bool, option("--force", help="With --recursive: delete also what a recorded consumer uses.")]
