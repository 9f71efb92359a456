"""Foreign documents that are as ours are read without pydantic, and never otherwise than by it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sig.domain import codec
from sig.domain.errors import InvalidParameter
from sig.domain.gallery import Gallery
from sig.domain.gallery_application_version import GalleryApplicationVersion
from sig.domain.image_definition import ImageDefinition
from sig.domain.image_version import ImageVersion
from sig.domain.in_vm_access_control_profile_version import AccessControlProfileVersion
from sig.domain.source import Source
from sig.wire import documents

if TYPE_CHECKING:
    from typing import Any

KINDS = (Gallery, ImageDefinition, ImageVersion, GalleryApplicationVersion, AccessControlProfileVersion, Source)
ODD = st.sampled_from(
    [None, True, 1, 0, 2.0, 1e30, 2**70, "1", "true", "", "x", "\ud800", [], ["x"], {}, {"x": 1}, {"x": None}, (1,)]
)


def later(hint: Any) -> st.SearchStrategy[Any]:
    """Built when it is drawn from: documents lie within documents."""
    return st.deferred(lambda: fitting(hint))


def fitting(hint: Any) -> st.SearchStrategy[Any]:
    """Values that a member of the type ``hint`` takes, and now and then one that it may not take."""
    return st.one_of(_fitting(hint), _fitting(hint), _fitting(hint), ODD)


def _fitting(hint: Any) -> st.SearchStrategy[Any]:
    if codec.is_record(hint):
        return members(hint)
    if codec.origin(hint) is tuple:
        return st.lists(later(hint.__args__[0]), max_size=2)
    if codec.origin(hint) is dict:
        return st.dictionaries(st.text(max_size=3), later(hint.__args__[1]), max_size=2)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from([spelled for one in hint for spelled in (one.value, str(one.value).upper())])
    plain = {str: st.text(max_size=3), int: st.integers(), bool: st.booleans(), float: st.floats(allow_nan=False)}
    return plain.get(hint, ODD)


def members(kind: Any) -> st.SearchStrategy[dict[str, Any]]:
    known = {name: later(hint) for _, name, hint in codec.members(kind)}
    return st.fixed_dictionaries({}, optional={**known, "unknown": ODD})


def outcome(reader: Any, kind: Any, document: dict[str, Any]) -> tuple[str, str]:
    try:
        return "read", repr(reader(kind, document, root="it"))
    except InvalidParameter as refusal:
        return "refused", str(refusal)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(st.data())
def test_a_document_is_read_as_pydantic_reads_it(kind: Any, data: st.DataObject) -> None:
    document = data.draw(members(kind))
    assert outcome(documents.read, kind, document) == outcome(documents.validated, kind, document)
