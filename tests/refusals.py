"""What a refusal must be: its class (and so its code), its rule, its target, and the words it says."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sig.domain.errors import SigError


@contextmanager
def refused(kind: type[SigError], *said: str, rule: str | None = None, target: str | None = None) -> Iterator[None]:
    """The body is refused with exactly this; each of ``said`` stands in the message or the hint."""
    with pytest.raises(SigError) as caught:
        yield
    refusal = caught.value
    assert type(refusal) is kind
    assert (refusal.rule, refusal.target) == (rule, target)
    text = f"{refusal.message} {refusal.hint or ''}"
    assert [words for words in said if words not in text] == [], text
