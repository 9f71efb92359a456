"""The options of those who check a version before it is created."""

from typing import Annotated

from sig.cli.options.shape import IDENTITY, option

CheckedVersion = Annotated[
    str | None,
    option(
        "--gallery-image-version",
        "-e",
        help="Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.",
        group=IDENTITY,
        completer="version",
    ),
]
_PACKER = "Packer"

FromPacker = Annotated[
    str | None,
    option(
        "--from-packer",
        help="Packer template, JSON or HCL2, whose azure-arm builders publish to a gallery: each is checked. Names "
        "given beside it stand in for what the template leaves open.",
        group=_PACKER,
        metavar="FILE",
    ),
]
PackerVariables = Annotated[
    list[str] | None,
    option(
        "--var",
        help="Variables of the template, each <name>=<value>; the default of the others counts.",
        group=_PACKER,
        metavar="NAME=VALUE...",
        arity="+",
    ),
]
