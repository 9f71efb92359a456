"""What the template of a build leaves open: an error where the version has no name, else a warning."""

from __future__ import annotations

import pytest

from sig.domain.build_template import Destination, gaps

NAMED = Destination("s", "images", "Contoso", "ubuntu", "2.0.0")
NAMES = ["resource_group", "gallery_name", "image_name", "image_version"]


def but(name: str, value: str | None) -> Destination:
    """The same with another value of one name."""
    return Destination(**{**NAMED._asdict(), name: value})


def found(destination: Destination, **unresolved: str) -> list[tuple[str, str, str | None]]:
    return [(gap.level, gap.code, gap.target) for gap in gaps(destination, unresolved)]


def test_a_destination_with_all_names_is_a_version_and_leaves_nothing_open() -> None:
    assert found(NAMED) == []
    assert str(NAMED.identifier) == (
        "/subscriptions/s/resourceGroups/images/providers/Microsoft.Compute/galleries/Contoso/images/ubuntu/versions/2.0.0"
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("nothing", [None, ""])
def test_r262_a_name_that_nobody_tells_is_an_error(name: str, nothing: str | None) -> None:
    destination = but(name, nothing)
    assert destination.identifier is None
    assert found(destination) == [("error", "MissingSetting", name)]


@pytest.mark.parametrize("name", NAMES)
def test_r262_a_name_that_depends_on_something_unknown_is_an_error_unless_it_is_given(name: str) -> None:
    (gap,) = gaps(but(name, None), {name: "var.version"})
    assert (gap.level, gap.rule, gap.code, gap.target) == ("error", "R262", "UnresolvedVariable", name)
    assert gap.message == f"'{name}' depends on var.version, which the template does not tell, and was not checked."
    assert gap.hint == "Give a variable with --var NAME=VALUE, or the name itself: -g, -r, -i, -e."
    assert found(NAMED, **{name: "var.version"}) == []


def test_r262_another_setting_that_depends_on_something_unknown_is_a_warning() -> None:
    (gap,) = gaps(NAMED, {"location": 'lower("WESTUS")'})
    assert (gap.level, gap.code, gap.target) == ("warning", "UnresolvedVariable", "location")
    assert gap.hint == "Give a variable with --var NAME=VALUE."


def test_a_name_that_is_given_is_no_gap_where_another_one_is_missing() -> None:
    assert found(but("gallery_name", None), image_version="var.version", location="var.location") == [
        ("warning", "UnresolvedVariable", "location"),
        ("error", "MissingSetting", "gallery_name"),
    ]
