"""The options of ``assert``."""

from typing import Annotated

from sig.cli.options.shape import option

Called = Annotated[
    str | None,
    option("--called", help="The command that changed the store, as 'image-version create'.", metavar="COMMAND"),
]
CalledWith = Annotated[
    list[str] | None,
    option(
        "--with",
        help="Count only calls with these values: option=value [option=value ...].",
        metavar="OPTION=VALUE...",
        arity="+",
        grouped=True,
    ),
]
CalledTimes = Annotated[int | None, option("--times", help="Exactly how many calls there must be.")]
CalledAtLeast = Annotated[int | None, option("--at-least", help="How many there must be at least; 1 when not given.")]
CalledAtMost = Annotated[int | None, option("--at-most", help="How many there may be at most.")]
CalledBefore = Annotated[
    str | None,
    option("--before", help="Every one of them came before the first call of this command.", metavar="COMMAND"),
]
CalledSince = Annotated[
    str | None,
    option(
        "--since",
        help="Look only at what came after the event of this number, or from this time on.",
        metavar="EVENT|TIME",
    ),
]
AssertionFile = Annotated[
    str | None,
    option("--file", help="Check every assertion of this file, JSON or TOML.", metavar="PATH"),
]
JunitFile = Annotated[
    str | None, option("--junit", help="Write the result to this file, as JUnit XML.", metavar="PATH")
]
