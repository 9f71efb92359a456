"""The options of the az that stands in for az."""

from typing import Annotated, Literal

from sig.cli.options.shape import option

ShimFolder = Annotated[
    str | None,
    option("--dir", help="The folder that az lies in; one of sig's own when not given.", metavar="PATH"),
]
Passthrough = Annotated[
    Literal["real", "deny"],
    option(
        "--passthrough",
        help="What sig has no answer to: real hands it to the real az; deny, the default, refuses it.",
    ),
]
ShimShell = Annotated[
    Literal["sh", "fish", "powershell"], option("--shell", help="The shell that the line is for; sh when not given.")
]
