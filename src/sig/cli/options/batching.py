"""The options of ``batch``."""

from typing import Annotated

from sig.cli.options.shape import argument, option

CommandsFile = Annotated[str | None, argument("FILE", help="The commands, one per line; stdin when - or not given.")]
Atomic = Annotated[bool, option("--atomic", help="All commands or none: commit once, after the last one.")]
KeepGoing = Annotated[bool, option("--keep-going", help="Go on after a command that failed.")]
ReportFile = Annotated[
    str | None,
    option("--report", help="Write what each command did to this file, one JSON object per line.", metavar="PATH"),
]
