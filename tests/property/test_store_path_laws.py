"""Laws of the mapping from IDs to paths: safe whatever the text, distinct whenever the IDs are."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sig.domain.resource_id import ResourceId
from sig.store import paths

NASTY = [
    "..",
    ".",
    "/",
    "\\",
    "\x00",
    "con",
    "COM1",
    "nul.",
    ".json",
    ".toml",
    ".tmp",
    "resource",
    "%",
    "~",
    "%2e",
]
NASTY += ["versions", "Versions", " ", "ß", "SS", "é", "e\u0301", "\ud800", "K", "k", "n" * 210]
WORDS = st.one_of(
    st.text(st.characters(exclude_categories=())),  # lone surrogates too
    st.lists(st.sampled_from(NASTY), max_size=4).map("".join),
)
IDS = st.lists(st.tuples(WORDS, WORDS), max_size=3).map(lambda pairs: ResourceId(tuple(pairs)))
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@given(WORDS)
def test_a_component_is_safe_everywhere(word: str) -> None:
    component = paths.encode(word)
    assert re.fullmatch(r"[a-z0-9_()%~-]([a-z0-9._()%~-]{0,198}[a-z0-9_()%~-])?", component)
    assert not DEVICE.match(component)
    assert not component.endswith((".json", ".toml", ".tmp"))


@given(WORDS)
def test_a_component_gives_its_word_back_unless_shortened(word: str) -> None:
    component = paths.encode(word)
    assert paths.is_component(component)
    assert paths.is_shortened(component) or paths.decode(component) == word.casefold()


@given(WORDS, WORDS)
def test_components_are_equal_exactly_when_words_differ_in_case_only(a: str, b: str) -> None:
    assert (paths.encode(a) == paths.encode(b)) == (a.casefold() == b.casefold())


@given(WORDS)
def test_case_does_not_matter(word: str) -> None:
    assert paths.encode(word) == paths.encode(word.casefold())


@given(IDS, IDS)
def test_documents_of_two_resources_lie_in_two_places(a: ResourceId, b: ResourceId) -> None:
    one, other = paths.document(a, ".json"), paths.document(b, ".json")
    assert (one == other) == (a == b)
    assert not other.startswith(f"{one}/")  # nor is one the folder of the other


@given(IDS)
def test_a_path_tells_its_resource_unless_shortened(resource: ResourceId) -> None:
    path = paths.document(resource, ".toml")
    if any(map(paths.is_shortened, path.removesuffix(".toml").split("/"))):
        assert paths.resource(path, ".toml") is None
    else:
        assert paths.resource(path, ".toml") == resource
