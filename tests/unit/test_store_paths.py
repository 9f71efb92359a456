"""Where a resource lies: words as path components, IDs as paths."""

import pytest

from sig.domain.resource_id import ResourceId, gallery_id, group_id, version_id
from sig.store import ROOT, paths


@pytest.mark.parametrize(
    ("word", "component"),
    [
        ("web", "web"),
        ("Web_1.0-(b)", "web_1.0-(b)"),
        ("", "%"),
        (".", "%2e"),
        ("..", "%2e%2e"),
        ("...", "%2e.%2e"),
        (".git", "%2egit"),
        ("a.", "a%2e"),
        ("a b", "a%20b"),
        ("a/b", "a%2fb"),
        ("a\\b", "a%5cb"),
        ("C:", "c%3a"),
        ("\x00", "%00"),
        ("%2e", "%252e"),
        ("Résumé", "r%c3%a9sum%c3%a9"),
        ("CON", "%63on"),
        ("com1.tar.gz", "%63om1.tar.gz"),
        ("console", "console"),
        ("1.0.0.json", "1.0.0%2ejson"),
        ("x.TOML", "x%2etoml"),
        ("x.tmp", "x%2etmp"),
        ("con.json", "%63on%2ejson"),
        ("a~1", "a%7e1"),
    ],
)
def test_a_word_becomes_a_component_that_means_nothing_to_any_system(word: str, component: str) -> None:
    assert paths.encode(word) == component
    assert paths.decode(component) == word.casefold()


def test_a_long_word_is_shortened_and_stays_distinct() -> None:
    one, other = (paths.encode("n" * 255 + end) for end in "ab")
    assert one != other
    assert len(one) <= 200
    assert paths.is_shortened(one)
    assert paths.decode(one) is None


def test_the_longest_plain_word_is_kept() -> None:
    assert paths.encode("n" * 200) == "n" * 200
    assert paths.is_shortened(paths.encode("n" * 201))


@pytest.mark.parametrize(
    "entry",
    [
        "README",
        ".DS_Store",
        "a b",
        "a.",
        "con",
        "x.json",
        "%2E",
        "%41",
        "%zz",
        "%2",
        "%61",
        "a%",
        "\udcff",
        "~",
    ],
)
def test_a_component_that_no_word_has_is_not_decoded(entry: str) -> None:
    assert paths.decode(entry) is None
    assert not paths.is_component(entry)


def test_a_resource_is_a_folder_with_its_document_in_it() -> None:
    gallery = gallery_id("S1", "Images", "Main")
    path = "subscriptions/s1/resourcegroups/images/providers/microsoft.compute/galleries/main"
    assert paths.document(gallery, ".json") == f"{path}/resource.json"
    assert paths.folder(gallery) == path
    assert paths.collection(gallery, "Images") == f"{path}/images"


def test_a_version_is_a_file() -> None:
    version = version_id("S1", "g", "Main", "Web", "1.0.0")
    assert paths.document(version, ".toml").endswith("/galleries/main/images/web/versions/1.0.0.toml")


def test_the_root_is_the_empty_path() -> None:
    assert paths.folder(ROOT) == ""
    assert paths.collection(ROOT, "subscriptions") == "subscriptions"
    assert paths.document(ROOT, ".json") == "resource.json"


@pytest.mark.parametrize(
    "resource",
    [group_id("s", "g"), version_id("s", "g", "m", "w", "resource"), version_id("s", "g", "m", "w", "1.0.0")],
)
def test_a_path_tells_its_resource(resource: ResourceId) -> None:
    assert paths.resource(paths.document(resource, ".json"), ".json") == resource


def test_a_shortened_path_does_not_tell_its_resource() -> None:
    assert paths.resource(paths.document(group_id("s", "g" * 300), ".json"), ".json") is None


@pytest.mark.parametrize("component", ["1.0.0", "1..0", "7"])
def test_digits_and_points_stand_for_themselves(component: str) -> None:
    assert (paths.encode(component), paths.decode(component)) == (component, component)


@pytest.mark.parametrize("component", ["", ".", "1.", ".1", "1" * 201])
def test_what_only_looks_like_a_number_is_no_component(component: str) -> None:
    assert paths.decode(component) is None
