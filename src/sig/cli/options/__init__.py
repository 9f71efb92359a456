"""Every option once: its aliases, its help, its group and what its value is.

Verb modules name these in annotations only, so that they import nothing of Typer; the tree hands
them in when it builds a command. A module of options is imported when one of its options is asked
for: declaring all of them would cost every command what only its own are worth.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sig.cli.options.access import *
    from sig.cli.options.asserting import *
    from sig.cli.options.batching import *
    from sig.cli.options.caretaking import *
    from sig.cli.options.checking import *
    from sig.cli.options.choosing import *
    from sig.cli.options.common import *
    from sig.cli.options.consumer import *
    from sig.cli.options.deployment import *
    from sig.cli.options.directory import *
    from sig.cli.options.every import *
    from sig.cli.options.fault import *
    from sig.cli.options.gallery import *
    from sig.cli.options.gallery_application import *
    from sig.cli.options.history import *
    from sig.cli.options.image_definition import *
    from sig.cli.options.image_version import *
    from sig.cli.options.in_vm_access_control_profile import *
    from sig.cli.options.moving import *
    from sig.cli.options.planning import *
    from sig.cli.options.promotion import *
    from sig.cli.options.reading import *
    from sig.cli.options.retiring import *
    from sig.cli.options.reviewing import *
    from sig.cli.options.serving import *
    from sig.cli.options.shape import *
    from sig.cli.options.shared import *
    from sig.cli.options.shim import *
    from sig.cli.options.source import *
    from sig.cli.options.supporting import *
    from sig.cli.options.time import *
    from sig.cli.options.updating import *
    from sig.cli.options.waiting import *

_MODULES = (
    "common",
    "reading",
    "every",
    "updating",
    "waiting",
    "gallery",
    "image_version",
    "image_definition",
    "gallery_application",
    "shared",
    "source",
    "supporting",
    "deployment",
    "time",
    "fault",
    "caretaking",
    "batching",
    "asserting",
    "history",
    "choosing",
    "checking",
    "planning",
    "shim",
    "reviewing",
    "retiring",
    "promotion",
    "consumer",
    "serving",
    "in_vm_access_control_profile",
    "moving",
    "directory",
    "access",
    "shape",
)


def __getattr__(name: str) -> Any:
    # Aliases are in CamelCase: anything else is a module that Python itself looks for.
    for module in _MODULES if name[0].isupper() else ():
        found = getattr(import_module(f"sig.cli.options.{module}"), name, None)
        if found is not None:
            return found
    raise AttributeError(name)
