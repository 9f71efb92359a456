"""Events: what one commit was, as every backend writes it into its journal."""

from __future__ import annotations

from sig.domain.resource_id import ResourceId
from sig.store import json_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sig.store.base import Author, Document, Event
    from sig.store.staging import Changes

try:
    # hashlib would look for OpenSSL first, which costs a writer eight times as much as this.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_DIGEST_BYTES = 16


def fingerprint(document: Document | None) -> str | None:
    """A digest of what ``document`` says, the same for JSON and TOML; None for a document that is not there."""
    if document is None:
        return None
    content = json_text.dumps(document, sorted_keys=True)
    return blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()


def made(number: int, before: Changes, after: Changes, author: Author | None) -> Event:
    """The event of the commit that puts ``after`` in place of ``before``, the same resources."""
    from datetime import UTC, datetime

    from sig.domain.timestamps import to_text

    event = {
        "event": number,
        "at": to_text(author.now() if author else datetime.now(UTC)),
        "command": list(author.command) if author else [],
        "verb": author.verb if author else "",
        "options": dict(author.options) if author else {},
        "principal": author.principal if author else "",
        "changes": [_change(resource, before[resource], after[resource]) for resource in after],
    }
    if author and author.calls:
        event["calls"] = [_call(call, author) for call in author.calls]
    return {**event, "aside": True} if author and author.aside else event


def is_event(value: Any) -> bool:
    """Whether ``value``, read from a journal, is an event as ``made`` makes them, as far as anybody relies on it."""
    if not isinstance(value, dict) or type(value.get("event")) is not int or type(value.get("changes")) is not list:
        return False
    return all(map(_is_change, value["changes"]))


def _is_change(change: Any) -> bool:
    if not isinstance(change, dict) or not {"before", "after", "diff"} <= change.keys():
        return False
    words = change.get("words") or str(change.get("id")).split("/")[1:]
    return (
        isinstance(words, list)
        and len(words) % 2 == 0
        and all(isinstance(word, str) for word in words)
        and isinstance(change["diff"], list)
        and all(isinstance(part, dict) and part.keys() == {"path", "before", "after"} for part in change["diff"])
        and all(isinstance(part["path"], str) for part in change["diff"])
    )


def changes(event: Event) -> Iterator[tuple[ResourceId, dict[str, Any]]]:
    """The changes of ``event``, each with its resource. Raises KeyError, TypeError or ValueError if it is no event."""
    for change in event["changes"]:
        words = change.get("words")
        if words is None:
            words = change["id"].split("/")[1:]
        yield ResourceId(tuple(zip(words[::2], words[1::2], strict=True))), change


def _call(call: Author, whole: Author) -> dict[str, Any]:
    """One of the commands that ``whole`` committed together; its principal where that is another."""
    told = {"command": list(call.command), "verb": call.verb, "options": dict(call.options)}
    return told if call.principal == whole.principal else {**told, "principal": call.principal}


def _change(resource: ResourceId, before: Document | None, after: Document | None) -> dict[str, Any]:
    change: dict[str, Any] = {"id": str(resource)}
    words = [word for pair in resource.pairs for word in pair]
    if any("/" in word for word in words):  # no name of Azure has one, but the store takes any
        change["words"] = words
    return {**change, "before": fingerprint(before), "after": fingerprint(after), "diff": _diff(before, after)}


def _diff(before: Document | None, after: Document | None) -> list[dict[str, Any]]:
    if before is None or after is None:  # the most common ones; they need no comparing
        return [{"path": "", "before": before, "after": after}]
    from sig.domain.document_diff import diff

    return [change._asdict() for change in diff(before, after)]
