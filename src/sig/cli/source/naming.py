"""Which source a command is about: by type and name, by the URI of a VHD, or by ``--ids``."""

from sig.cli import targets
from sig.cli.grammar import UsageError
from sig.cli.session import context, warn
from sig.cli.words import named_id
from sig.domain.resource_id import ResourceId
from sig.domain.source import Named, SourceKind, identifier, kind_of


def chosen(
    ids: list[str] | None, group: str | None, kind: str | None, name: str | None, uri: str | None, account: str | None
) -> list[ResourceId]:
    """The sources named, one or several. Raises UsageError when something to name one is missing."""
    if not ids:
        return [one(group, kind, name, uri, account)]
    if name or uri:
        warn("The names are ignored because --ids is given.")
    found = [ResourceId.parse(text) for text in targets.spread(ids)]
    if not found:
        raise UsageError("InvalidArgumentValue: --ids names no resource.", hint="Give one or more resource IDs.")
    for resource in found:
        kind_of(resource)
    return found


def one(group: str | None, kind: str | None, name: str | None, uri: str | None, account: str | None) -> ResourceId:
    """The ID of one source; a storage account that is not named is the one that the URI begins with."""
    wanted = SourceKind(kind) if kind else SourceKind.VHD if uri else None
    if wanted is None:
        raise missing("--type")
    if wanted is not SourceKind.VHD:
        return identifier(Named(wanted, name=required(name, "--name")), context().subscription, in_group(group))
    uri = required(uri, "--uri")
    host = uri.partition("://")[2].partition("/")[0]
    account = named_id(account or host.partition(".")[0], context().subscription, in_group(group), "storageAccounts")
    return identifier(Named(wanted, uri=uri, storage_account_id=account), context().subscription, in_group(group))


def in_group(group: str | None) -> str:
    return required(group, "--resource-group")


def required(value: str | None, option: str) -> str:
    if not value:
        raise missing(option)
    return value


def missing(option: str) -> UsageError:
    return UsageError(
        f"InvalidArgumentValue: Missing required field: {option}",
        hint="Name a source with -g, --type and -n, a VHD with -g and --uri, or any with its --ids.",
    )
