"""At which scope a command about roles looks: ``--scope``, or ``-g`` in its place."""

from sig.cli.grammar import UsageError
from sig.cli.session import context
from sig.domain import scopes
from sig.domain.names import shown
from sig.domain.resource_id import ResourceId


def chosen(scope: str | None, group: str | None) -> ResourceId | None:
    """The scope that the options name, None for none. Raises UsageError for both."""
    if scope and group:
        raise UsageError(
            f'Resource group "{shown(group)}" is redundant because scope is supplied', hint="Leave out -g or --scope."
        )
    if scope is not None:
        return scopes.parse(scope)
    return context().group(group) if group else None


def of_role(identifier: str) -> ResourceId | None:
    """The subscription in the ID of a role; None for an ID without one, as built-in roles have too."""
    if not identifier.casefold().startswith("/subscriptions/"):
        return None
    return ResourceId.of_subscription(ResourceId.parse(identifier, target="id").subscription)
