"""``sig log``"""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.printing import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource: opt.LoggedResource = None,
    group: opt.LoggedGroup = None,
    gallery_name: opt.LoggedGallery = None,
    definition: opt.LoggedDefinition = None,
    version: opt.LoggedVersion = None,
    since: opt.LoggedSince = None,
    verb: opt.LoggedVerb = None,
    principal: opt.LoggedPrincipal = None,
    max_items: opt.LoggedItems = None,
) -> Result:
    """List what was changed, newest first: all of it, or what concerns a resource and what is below it.

    Examples:
        sig log -o table
        sig log Contoso/ubuntu/1.0.0 --max-items 1
        sig log -r Contoso --verb "image-version delete" --since 2026-01-01
    """
    from sig.cli.session import context
    from sig.output import events_table
    from sig.service import history

    named = _names(gallery_name, definition, version)
    if resource is not None and named is not None:
        raise UsageError("usage error: RESOURCE | -r GALLERY [-i DEFINITION [-e VERSION]]")
    wanted = history.Wanted(resource or named, group, since, _verb(verb), principal, max_items)
    return Result(history.log(context(), wanted), events_table)


def _verb(words: str | None) -> str | None:
    """The command as the journal has it: those of galleries with their noun. Raises UsageError."""
    if words is None:
        return None
    from sig.cli.assertion_words import command_named
    from sig.cli.tree_data import load

    name = command_named(words, "--verb")
    return f"gallery {name}" if f"gallery {name}" in load()["commands"] else name


def _names(gallery: str | None, definition: str | None, version: str | None) -> str | None:
    """The names as a path. Raises UsageError for one without those that it is below."""
    given = [gallery, definition, version]
    named = [name for name in given if name is not None]
    if given[: len(named)] != named:
        raise UsageError("usage error: -r GALLERY [-i DEFINITION [-e VERSION]]")
    return "/".join(named) if named else None
