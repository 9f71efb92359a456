"""Resource IDs as relative paths, one file per resource. Pure: any text becomes a safe path, no two the same.

A resource is a folder that holds its document (``galleries/g/resource.json``), so that its children can
lie beside it; a resource of a leaf collection is a file (``versions/1.0.0.json``). Every word of an ID
becomes one path component, case-folded and percent-encoded.
"""

from __future__ import annotations

from functools import lru_cache

from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

LEAF_COLLECTIONS = frozenset({"versions"})
DOCUMENT_STEM = "resource"

# A component that ends in one of these is a file of the store, never an encoded word.
DOCUMENT_SUFFIXES = (".json", ".toml")
TEMPORARY_SUFFIX = ".tmp"

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._()-")
_DOTLESS = _SAFE - {"."}
_NUMERIC = frozenset("0123456789.")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})

_EMPTY = "%"  # the empty word; no other word gives a percent sign without two digits
_LONGEST = 200  # bytes; file systems allow 255, and a suffix or two comes after
_HEAD = 160  # what is kept of a longer word
_HASH = 32  # hexadecimal digits: 128 bits
_HASH_MARK = "~"  # is percent-encoded in a word


def folder(resource: ResourceId) -> str:
    """The folder that holds the children of ``resource``; ``""`` for the root."""
    return "/".join(encode(word) for word in words(resource))


def collection(parent: ResourceId, name: str) -> str:
    """The folder of the collection ``name`` of ``parent``."""
    return "/".join([*(encode(word) for word in words(parent)), encode(name)])


def document(resource: ResourceId, suffix: str) -> str:
    """The file of ``resource``."""
    if not resource.pairs:
        return DOCUMENT_STEM + suffix
    place = _folder(resource.pairs[:-1])
    own = f"{encode(resource.collection)}/{encode(resource.name)}"
    last = suffix if is_leaf(resource.collection) else f"/{DOCUMENT_STEM}{suffix}"
    return f"{place}/{own}{last}" if place else f"{own}{last}"


@lru_cache(maxsize=64)  # the documents of a list lie in one folder
def _folder(pairs: tuple[tuple[str, str], ...]) -> str:
    return "/".join(encode(word) for pair in pairs for word in pair)


def resource(document_path: str, suffix: str) -> ResourceId | None:
    """The ID, case-folded, whose ``document`` is ``document_path``; None if part of it was shortened."""
    parts = document_path.removesuffix(suffix).split("/")
    if len(parts) % 2:  # after pairs of collection and name comes the stem of the document itself
        parts.pop()
    decoded = [word for word in map(decode, parts) if word is not None]
    return from_words(decoded) if len(decoded) == len(parts) else None


def words(resource: ResourceId) -> list[str]:
    """The case-folded words of the ID: a collection, a name, and so on in turns."""
    return [word for pair in resource.key for word in pair]


def from_words(words: Any) -> ResourceId:
    """The inverse of ``words``. Raises ValueError for anything else than a list of pairs of texts."""
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ValueError(words)
    return ResourceId(tuple(zip(words[::2], words[1::2], strict=True)))


def is_leaf(collection: str) -> bool:
    return collection.casefold() in LEAF_COLLECTIONS


@lru_cache(maxsize=256)  # paths have most of their words in common
def encode(word: str) -> str:
    """One path component for ``word``: lower-case ASCII, and harmless on every system.

    Words that differ in more than case have different components.
    """
    folded = word.casefold()
    encoded = folded if _SAFE.issuperset(folded) else "".join(map(_percent_unless_safe, _bytes(folded)))
    encoded = _without_meaning(encoded)
    return encoded if len(encoded) <= _LONGEST else _shortened(encoded, folded)


def _percent_unless_safe(byte: int) -> str:
    return chr(byte) if chr(byte) in _SAFE else _percent(chr(byte))


def _percent(character: str) -> str:
    return f"%{ord(character):02x}"


def _without_meaning(encoded: str) -> str:
    """``encoded`` with a character escaped where the whole would mean something to a system or to us."""
    if not encoded:
        return _EMPTY
    if encoded.partition(".")[0] in _DEVICES or encoded.startswith("."):
        encoded = _percent(encoded[0]) + encoded[1:]
    if encoded.endswith((*DOCUMENT_SUFFIXES, TEMPORARY_SUFFIX, ".")):
        head, dot, tail = encoded.rpartition(".")
        encoded = head + _percent(dot) + tail
    return encoded


def _shortened(encoded: str, folded: str) -> str:
    from hashlib import sha256

    return encoded[:_HEAD] + _HASH_MARK + sha256(_bytes(folded)).hexdigest()[:_HASH]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def is_shortened(component: str) -> bool:
    """Whether ``component`` stands for a word that cannot be read off it."""
    return len(component) == _HEAD + 1 + _HASH and component[_HEAD] == _HASH_MARK


def is_component(entry: str) -> bool:
    """Whether ``entry``, found in a folder, may be from ``encode``; everything else is not the store's."""
    return is_shortened(entry) or decode(entry) is not None


def numbers(components: Collection[str]) -> set[str]:
    """Those of ``components`` that are version numbers: they stand for themselves, and come in tens of thousands."""
    if not _NUMERIC.issuperset("".join(components)):  # one look at all of them, since mostly all are
        components = list(filter(_NUMERIC.issuperset, components))
    return {number for number in components if number.strip(".") == number and 0 < len(number) <= _LONGEST}


@lru_cache(maxsize=16)  # who lists asks twice in a row
def decode(component: str) -> str | None:
    """The case-folded word of ``component``; None if it is shortened or ``encode`` never gives it."""
    if numbers((component,)) or _stands_for_itself(component):
        return component
    try:
        word = _percent_decoded(component)
    except ValueError:
        return None
    return word if encode(word) == component else None


def _stands_for_itself(component: str) -> bool:
    """Whether ``component`` is plain enough to be told at a glance, as a GUID is: thousands are read in a row."""
    return 0 < len(component) <= _LONGEST and _DOTLESS.issuperset(component) and component not in _DEVICES


def _percent_decoded(component: str) -> str:
    if component == _EMPTY:
        return ""
    head, *escapes = component.split("%")
    raw = head.encode() + b"".join(bytes.fromhex(part[:2]) + part[2:].encode() for part in escapes)
    return raw.decode("utf-8", "surrogatepass")
