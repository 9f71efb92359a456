"""``sig group create``"""

from __future__ import annotations

from sig.cli.session import context
from sig.cli.words import tags as tag_words
from sig.service import groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(name: opt.GroupName, location: opt.GroupLocation, tags: opt.Tags = None) -> dict[str, Any]:
    """Register a resource group, so that commands in it know its location.

    Examples:
        sig group create -n pipelines -l westeurope
        sig group create --name rehearsal --location westus --tags purpose=ci
    """
    return groups.create(context(), name, location, tag_words(tags) if tags is not None else None)
