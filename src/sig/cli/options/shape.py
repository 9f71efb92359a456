"""How one option is declared: Typer's, with the shape that Typer has no word for."""

from typing import Any, Literal, NamedTuple, NewType

from typer import Argument, Option

from sig.cli.grammar import truth

IDENTITY = "Resource Id"
GENERIC = "Generic Update"
PAGING = "Pagination"
WAIT = "Wait Condition"
GLOBAL = "Global"
REHEARSAL = "Dry Run"

# A boolean that is spelled as an option with an optional word. Typer makes a plain ``bool`` a switch.
Tristate = NewType("Tristate", bool)


class Shape(NamedTuple):
    """What Typer has no word for: a list that may or may not be empty, a grouped option, a completer, a secret."""

    arity: Literal["+", "*"] | None = None
    grouped: bool = False
    tristate: bool = False
    completer: str | None = None
    secret: bool = False


def shape_of(annotation: Any) -> Shape:
    """The shape of the option that an alias below stands for."""
    shape: Shape = annotation.__metadata__[0].shape
    return shape


def option(
    *names: str,
    help: str,  # noqa: A002 - Typer's word
    group: str | None = None,
    metavar: str | None = None,
    arity: Literal["+", "*"] | None = None,
    grouped: bool = False,
    completer: str | None = None,
    secret: bool = False,
) -> Any:
    declared = Option(
        *names, help=help, rich_help_panel=group, metavar=metavar, case_sensitive=False, show_default=False
    )
    declared.shape = Shape(arity=arity, grouped=grouped, completer=completer, secret=secret)
    return declared


def flag(*names: str, help: str, group: str | None = None) -> Any:  # noqa: A002 - Typer's word
    declared = Option(
        *names, help=help, rich_help_panel=group, parser=truth, metavar="[true|false]", show_default=False
    )
    declared.shape = Shape(tristate=True)
    return declared


def argument(metavar: str, *, help: str, completer: str | None = None) -> Any:  # noqa: A002 - Typer's word
    declared = Argument(metavar=metavar, help=help, case_sensitive=False, show_default=False)
    declared.shape = Shape(completer=completer)
    return declared
