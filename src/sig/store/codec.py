"""Documents as bytes: the plain JSON values that every backend keeps, encoded as JSON or TOML."""

from __future__ import annotations

from math import isfinite

from sig.store import json_text
from sig.store.base import FORMAT_VERSION
from sig.store.errors import DocumentNotStorable, StoreCorrupt, StoreTooNew

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.store.base import Document, DocumentFormat

VERSION_KEY = "format_version"  # opens every file of a store
ID_KEY = "resource_id"  # the words of an ID that cannot be read off the file's path
RESERVED_KEYS = frozenset({VERSION_KEY, ID_KEY})

_DEEPEST = 100  # far beyond any ARM document, far below the recursion limits of the parsers
_SMALLEST_INTEGER = -(2**63)
_LARGEST_INTEGER = 2**63 - 1  # the integers that TOML promises; JSON's are a superset


def storable(document: Document, *, nulls: bool) -> Document:
    """A copy of ``document`` in plain JSON values, so that what is kept shares nothing with the caller.

    Raises DocumentNotStorable, naming the property, for anything that would not come back as it went
    in; with ``nulls`` false (TOML) also for null.
    """
    for key in RESERVED_KEYS.intersection(document):
        raise DocumentNotStorable(f"The key '{key}' is the store's own and cannot be used.", target=key, rule="R137")
    copy: Document = _plain(document, "", 0, nulls)
    return copy


def require_text(word: str) -> None:
    """Raises DocumentNotStorable if ``word``, of a resource ID, is not valid Unicode."""
    _text(word, word)


def _plain(value: Any, at: str, depth: int, nulls: bool) -> Any:
    if depth > _DEEPEST:
        raise _refusal(at, f"is nested deeper than {_DEEPEST} levels")
    if isinstance(value, dict):
        return {
            _key(key, at): _plain(inner, f"{at}.{key}" if at else str(key), depth + 1, nulls)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_plain(inner, f"{at}[{index}]", depth + 1, nulls) for index, inner in enumerate(value)]
    return _plain_scalar(value, at, nulls)


def _plain_scalar(value: Any, at: str, nulls: bool) -> Any:
    match value:
        case str():
            return _text(value, at)
        case bool():
            return value
        case int() if _SMALLEST_INTEGER <= value <= _LARGEST_INTEGER:
            return int(value)
        case float() if isfinite(value):
            return float(value)
        case None if nulls:
            return None
        case None:
            raise _refusal(at, "is null, which TOML cannot express; leave it out")
    raise _refusal(at, f"is {value!r}, which is not a JSON value within 64 bits")


def _key(key: Any, at: str) -> str:
    if not isinstance(key, str):
        raise _refusal(at, f"has the key {key!r}, which is not text")
    return _text(key, at)


def _text(text: str, at: str) -> str:
    try:
        return text.encode().decode()  # also makes plain text of an enumeration's member
    except UnicodeEncodeError:
        raise _refusal(at, f"is {text!r}, which is not valid Unicode") from None


def _refusal(at: str, fault: str) -> DocumentNotStorable:
    return DocumentNotStorable(f"The document cannot be stored: '{at}' {fault}.", target=at, rule="R137")


def encode(content: Document, document_format: DocumentFormat) -> bytes:
    """The text of a file of the store with ``content`` (plain JSON values)."""
    versioned = {VERSION_KEY: FORMAT_VERSION, **content}
    if document_format == "json":
        return json_text.dumps(versioned, indented=True)
    import tomli_w

    return tomli_w.dumps(versioned).encode()


def decode(data: bytes, document_format: DocumentFormat, path: str) -> Document:
    """What ``data``, the text of ``path``, holds; the store's own keys included.

    Raises StoreCorrupt if it is not from a store, StoreTooNew if it is from a newer release.
    """
    content = _from_json(data, path) if document_format == "json" else _from_toml(data, path)
    if not isinstance(content, dict):
        raise StoreCorrupt(path, f"holds a {type(content).__name__} where an object is expected")
    version = content.get(VERSION_KEY)
    if type(version) is not int or version < 1:
        raise StoreCorrupt(path, f"has {VERSION_KEY} {version!r} where a positive number is expected")
    if version > FORMAT_VERSION:
        raise StoreTooNew(path, found=version, running=FORMAT_VERSION)
    return content


def _from_json(data: bytes, path: str) -> Any:
    try:
        return json_text.loads(data)
    except ValueError as error:
        raise StoreCorrupt(path, f"is not JSON ({error})") from error


def _from_toml(data: bytes, path: str) -> Any:
    import tomllib

    try:
        content = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise StoreCorrupt(path, f"is not TOML ({error})") from error
    try:
        return _plain(content, "", 0, nulls=False)
    except DocumentNotStorable as error:  # TOML has dates, NaN and more
        raise StoreCorrupt(path, f"holds what JSON cannot ({error.message})") from error
