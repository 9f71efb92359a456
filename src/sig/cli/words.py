"""Small az spellings of values: tags, dates, features, LUNs, names that stand for IDs."""

from collections.abc import Sequence

from sig.cli.grammar import UsageError
from sig.domain.resource_id import compute_id, group_id


def tags(words: Sequence[str] | None) -> dict[str, str]:
    """``k``, ``k=`` and ``k=v``; a missing value is empty. Source: SPEC §3.1."""
    pairs = (word.partition("=") for word in words or () if word)
    return {name: value for name, _, value in pairs}


def tags_with_values(words: Sequence[str] | None) -> dict[str, str] | None:
    """``k=v`` only, or ``{k:v}``; none given means none sent. Raises UsageError as az does. Source: SPEC §3.1."""
    if words is None:
        return None
    if len(words) == 1 and words[0].startswith("{"):
        from sig.cli import shorthand

        found: dict[str, str] = shorthand.value(words, dict[str, str], "--tags")
        return found
    for word in words:
        if "=" not in word:
            raise UsageError(
                f"Failed to parse '--tags' argument: dict type value expected, got '{word}'(<class 'str'>)",
                hint=f"Write {word}= for a tag without a value.",
            )
    return tags(words)


def end_of_life(text: str | None, *, at: str = "12:59:59") -> str | None:
    """A date without a time ends ``at`` that time, UTC. Raises UsageError for no date. Source: SPEC §3.4, §3.10."""
    if text is None:
        return None
    from sig.domain.errors import InvalidParameter
    from sig.domain.timestamps import from_text, to_text

    full = text if "t" in text.lower() else f"{text}T{at}Z"
    try:
        return to_text(from_text(full, target="--end-of-life-date"))
    except InvalidParameter:
        raise UsageError(
            f"Input '{text}' is not a date.", hint="Write a date as 2030-05-01 or 2030-05-01T12:59:59Z."
        ) from None


def luns(words: Sequence[str] | None, option: str) -> list[int] | None:
    """Logical unit numbers. Raises UsageError for a word that is no number."""
    try:
        return None if words is None else [int(word) for word in words]
    except ValueError:
        raise UsageError(f"{option} takes numbers, got: {' '.join(words or ())}.") from None


def named_id(word: str, subscription: str, group: str, collection: str) -> str:
    """A resource ID as it is; a bare name as the ID of that resource in ``group``. Source: SPEC §3.5."""
    if word.startswith("/"):
        return word
    if collection == "storageAccounts":
        return str(group_id(subscription, group).child("providers", "Microsoft.Storage").child(collection, word))
    return str(compute_id(subscription, group, collection, word))


def features(text: str | None) -> list[tuple[str, str]]:
    """``"K=V K=V"`` in one word. Raises UsageError without ``=``. Source: SPEC §3.4."""
    pairs = []
    for word in (text or "").split():
        name, separator, value = word.partition("=")
        if not separator or not name:
            raise UsageError(
                f"usage error: --features takes KEY=VALUE pairs, got '{word}'.",
                hint='Write --features "SecurityType=TrustedLaunchSupported IsHibernateSupported=true".',
            )
        pairs.append((name, value))
    return pairs
