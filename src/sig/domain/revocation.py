"""Revoking a version: out of latest everywhere, its end of life now, marked; and back again exactly as it was."""

from __future__ import annotations

from sig.domain.errors import InvalidParameter, OperationNotAllowed
from sig.domain.records import NamedTuple
from sig.domain.resource import MAX_TAG_VALUE, MAX_TAGS
from sig.domain.timestamps import from_text, to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from sig.domain.resource_id import ResourceId

Body = dict[str, "Any"]
TAG = "sig-revoked"
TAG_TIME = "sig-revoked-at"
TAGS = (TAG, TAG_TIME)
ENVELOPE_KEY = "revocation"
"""Where the envelope of a version keeps its revocation."""

_FLAG = "excludeFromLatest"
_END = "endOfLifeDate"


class Revocation(NamedTuple):
    """Why and since when a version is revoked; ``cause`` is the ID of the version whose cascade reached it.

    ``before`` is what it had: the members of the publishing profile and the tags that were changed.
    """

    reason: str
    at: str
    cause: str | None
    before: dict[str, Any]

    @classmethod
    def read(cls, kept: Any) -> Revocation | None:
        """The revocation that an envelope holds, None for none. Raises TypeError, KeyError for another form."""
        if kept is None:
            return None
        before = kept["before"]
        if not all(isinstance(text, str) for text in (kept["reason"], kept["at"])) or not all(
            isinstance(before[name], dict) for name in ("profile", "regions", "tags")
        ):
            raise TypeError(kept)
        return cls(kept["reason"], kept["at"], kept.get("cause"), before)

    def written(self) -> dict[str, Any]:
        kept = {"reason": self.reason, "at": self.at, "before": self.before}
        return kept if self.cause is None else {**kept, "cause": self.cause}


def check_reason(reason: str) -> str:
    """``reason`` without the space around it. Raises InvalidParameter for none at all."""
    if not reason.strip():
        raise InvalidParameter(
            "A revocation needs a reason: whoever meets the version later sees nothing else.",
            target="reason",
            hint='Say it in a sentence: --reason "CVE-2026-1234 in openssl".',
            rule="R208",
        )
    return reason.strip()


def revoked(body: Body, reason: str, now: datetime, cause: str | None = None) -> tuple[Body, Revocation]:
    """The body of the version once it is revoked, and what has to be known to undo it.

    The flag that keeps it out of latest is set; a region's own flag that says otherwise is taken away, as it would
    win. An end of life that has come already stays. Tags are set as far as there is room for them (ARM takes 50):
    the record of the revocation does not depend on them.
    """
    profile = dict(body["properties"].get("publishingProfile", {}))
    targets = [dict(target) for target in profile.get("targetRegions", ())]
    before: dict[str, Any] = {
        "profile": {name: profile[name] for name in (_FLAG, _END) if name in profile},
        "regions": {target["name"]: target[_FLAG] for target in targets if target.get(_FLAG) is False},
        "tags": {name: text for name, text in body.get("tags", {}).items() if name in TAGS},
    }
    for target in targets:
        if target["name"] in before["regions"]:
            del target[_FLAG]
    if targets:
        profile["targetRegions"] = targets
    profile[_FLAG] = True
    end = profile.get(_END)
    if end is None or from_text(end, target=_END) > now:
        profile[_END] = to_text(now)
    if "tags" not in body:
        before["untagged"] = True
    changed = {**body, "properties": {**body["properties"], "publishingProfile": profile}}
    revocation = Revocation(reason, to_text(now), cause, before)
    return marked(changed, revocation), revocation


def marked(body: Body, revocation: Revocation) -> Body:
    """``body`` with the tags that tell others, az included, of the revocation."""
    tags = dict(body.get("tags", {}))
    for name, text in ((TAG, _cut(revocation.reason)), (TAG_TIME, revocation.at)):
        if name in tags or len(tags) < MAX_TAGS:
            tags[name] = text
    return {**body, "tags": tags}


def restored(body: Body, revocation: Revocation) -> Body:
    """The body as it was before the revocation; what was changed since in other members stays."""
    before = revocation.before
    profile = dict(body["properties"].get("publishingProfile", {}))
    for name in (_FLAG, _END):
        if name in before["profile"]:
            profile[name] = before["profile"][name]
        else:
            profile.pop(name, None)
    if "targetRegions" in profile:
        profile["targetRegions"] = [
            {**target, _FLAG: before["regions"][target["name"]]} if target["name"] in before["regions"] else target
            for target in profile["targetRegions"]
        ]
    tags = {name: text for name, text in body.get("tags", {}).items() if name not in TAGS} | before["tags"]
    changed = {**body, "properties": {**body["properties"], "publishingProfile": profile}, "tags": tags}
    if not tags and before.get("untagged"):
        del changed["tags"]
    return changed


def refuse_revoked(version: ResourceId, revocation: Revocation, purpose: str) -> OperationNotAllowed:
    """The refusal to do something with a revoked version; ``purpose`` is the verb, ``be promoted``."""
    return OperationNotAllowed(
        f"Image version '{version.path}' is revoked since {revocation.at} and cannot {purpose}: {revocation.reason}",
        target="galleryImageVersion",
        hint="Use another version, or undo it: sig image-version restore.",
        rule="R206",
    )


def not_revoked(version: ResourceId) -> OperationNotAllowed:
    """The refusal to restore a version that was never revoked, or is restored already."""
    return OperationNotAllowed(
        f"Image version '{version.path}' is not revoked: there is nothing to restore.",
        target="galleryImageVersion",
        hint="A deleted version comes back with: sig image-version undelete.",
        rule="R207",
    )


def _cut(reason: str) -> str:
    return reason if len(reason) <= MAX_TAG_VALUE else f"{reason[: MAX_TAG_VALUE - 1]}…"
