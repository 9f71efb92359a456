"""Channels of image definitions: set, show, list, log, rollback, remove."""

from __future__ import annotations

from sig.domain import channels as rules
from sig.domain import response
from sig.domain.channels import Move
from sig.domain.resource import check_tags
from sig.domain.timestamps import to_text
from sig.domain.version_name import VersionName
from sig.service import documents, image_versions, revocations
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction, View


@operation("channel set")
def point(
    context: Context, definition: ResourceId, channel: str, version: str, *, force: bool = False
) -> dict[str, Any]:
    """Point ``channel`` at a version of ``definition``.

    Raises ResourceNotFound for a version that does not exist, OperationNotAllowed for one that failed or is revoked,
    unless ``force``. Pointing where it points already changes nothing.
    """
    channel = rules.check_name(channel)
    VersionName.parse(version)
    with context.store.writing() as tx:
        document = documents.require(tx, definition)
        identifier = definition.child("versions", version)
        found = documents.require(tx, identifier)
        if not force:
            _check_fit(tx, context, identifier, found, channel)
        if _pointers(tx, definition, document).get(channel) != version:
            document = _move(tx, context, definition, document, channel, rules.SET, version)
        return _entry(tx, context, definition, document, channel)


@operation("channel show")
def show(context: Context, definition: ResourceId, channel: str) -> dict[str, Any]:
    """Where the channel points. Raises ResourceNotFound, and NotFound for a channel that was never set."""
    channel = rules.check_name(channel)
    with context.store.reading() as view:
        document = _require(view, definition, channel)
        return _entry(view, context, definition, document, channel)


@operation("channel list")
def listed(context: Context, definition: ResourceId) -> list[dict[str, Any]]:
    """The channels of the definition, by name."""
    with context.store.reading() as view:
        document = documents.require(view, definition)
        names = _pointers(view, definition, document)
        return [_entry(view, context, definition, document, name) for name in names]


@operation("channel log")
def log(context: Context, definition: ResourceId, channel: str) -> list[dict[str, Any]]:
    """Where the channel has pointed, the newest move first. A tag that was changed by hand left no trace here."""
    channel = rules.check_name(channel)
    with context.store.reading() as view:
        document = documents.require(view, definition)
        moves = _history(view, definition, document, channel)
        if not moves:
            _require(view, definition, channel)
        shown = [{"name": channel, **move._asdict()} for move in reversed(moves)]
        return [{name: value for name, value in row.items() if value is not None} for row in shown]


@operation("channel rollback")
def roll_back(context: Context, definition: ResourceId, channel: str) -> dict[str, Any]:
    """Point the channel at the version before the one that it points at.

    Versions that were deleted, failed or are revoked since are passed over. Raises NotFound for a channel that was
    never set, OperationNotAllowed where there is nothing to go back to.
    """
    channel = rules.check_name(channel)
    with context.store.writing() as tx:
        document = _require(tx, definition, channel)
        places = _earlier(tx, definition, document, channel)
        version = rules.target_of_rollback(
            definition, channel, places, lambda number: _objection(tx, context, definition.child("versions", number))
        )
        document = _move(tx, context, definition, document, channel, rules.ROLLBACK, version)
        return _entry(tx, context, definition, document, channel)


@operation("channel remove")
def remove(context: Context, definition: ResourceId, channel: str) -> None:
    """Take the channel away; one that is not there is as good as removed. Its history stays."""
    channel = rules.check_name(channel)
    with context.store.writing() as tx:
        document = documents.require(tx, definition)
        if channel in _pointers(tx, definition, document):
            _move(tx, context, definition, document, channel, rules.REMOVE, None)


def pointing(view: View, definition: ResourceId) -> dict[str, list[str]]:
    """The channels by the number of the version that they point at. Raises ResourceNotFound."""
    found: dict[str, list[str]] = {}
    for channel, version in _pointers(view, definition, documents.require(view, definition)).items():
        found.setdefault(version, []).append(channel)
    return found


def _require(view: View, definition: ResourceId, channel: str) -> Document:
    """The document of the definition. Raises NotFound unless it has the channel."""
    document = documents.require(view, definition)
    known = _pointers(view, definition, document)
    if channel not in known:
        raise rules.unknown(definition, channel, known)
    return document


def _move(
    tx: Transaction,
    context: Context,
    definition: ResourceId,
    document: Document,
    channel: str,
    action: str,
    version: str | None,
) -> Document:
    body, now = documents.body(document), context.clock.now()
    tags = rules.pointed(body.get("tags"), channel, version)
    check_tags(tags)
    _history(tx, definition, document, channel)
    moved = documents.wrap({**body, "tags": tags}, now, document)
    move = Move(to_text(now), action, version)
    moved[rules.ENVELOPE_KEY] = rules.recorded(document.get(rules.ENVELOPE_KEY), channel, move)
    tx.put(definition, moved)
    return moved


def _check_fit(view: View, context: Context, version: ResourceId, document: Document, channel: str) -> None:
    revoked = revocations.of(view, version, document)
    if revoked is not None:
        from sig.domain.revocation import refuse_revoked

        raise refuse_revoked(version, revoked, f"be what channel '{channel}' points at")
    against = _objection(view, context, version)
    if against is not None:
        raise rules.refuse_unfit(version, channel, against)


def _objection(view: View, context: Context, version: ResourceId) -> str | None:
    """Why no channel should point at the version, None for one that is fit."""
    document = documents.get(view, version)
    if document is None:
        return "does not exist"
    revoked = revocations.of(view, version, document)
    if revoked is not None:
        return f"is revoked: {revoked.reason}"
    state = _state(context, document)
    return f"is in state {state}" if state == response.FAILED else None


def _state(context: Context, document: Document) -> str:
    shown = image_versions.shown(context, document)
    return str(shown["properties"]["provisioningState"])


def _pointers(view: View, definition: ResourceId, document: Document) -> dict[str, str]:
    return documents.read_off(view, definition, rules.pointers, documents.body(document).get("tags"))


def _history(view: View, definition: ResourceId, document: Document, channel: str) -> tuple[Move, ...]:
    return documents.read_off(view, definition, rules.history, document.get(rules.ENVELOPE_KEY), channel)


def _earlier(view: View, definition: ResourceId, document: Document, channel: str) -> Sequence[str]:
    """Where the channel can go back to. A tag that was changed by hand counts as the newest step."""
    moves = _history(view, definition, document, channel)
    now = _pointers(view, definition, document)[channel]
    return rules.earlier(moves if moves and moves[-1].version == now else (*moves, Move("", rules.SET, now)))


def _entry(view: View, context: Context, definition: ResourceId, document: Document, channel: str) -> dict[str, Any]:
    number = _pointers(view, definition, document)[channel]
    moves = _history(view, definition, document, channel)
    version = definition.child("versions", number)
    found = documents.get(view, version)
    revoked = revocations.of(view, version, found) if found else None
    entry = {
        "name": channel,
        "version": number,
        "versionId": str(version) if found is None else documents.body(found)["id"],
        "exists": found is not None,
        "provisioningState": _state(context, found) if found else None,
        "revoked": revoked.reason if revoked else None,
        "since": moves[-1].at if moves and moves[-1].version == number else None,
    }
    return {name: value for name, value in entry.items() if value is not None}
