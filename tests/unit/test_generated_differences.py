"""Differences from az are declared in comments, in a form that is checked."""

import pytest

import differences
from differences import Difference, MalformedDeclarationError


def of(source: str) -> list[Difference]:
    return differences.declared(source, "sig.cli.waiting")


def test_a_declaration_has_a_title_a_text_and_a_place() -> None:
    source = "import os\n\n# Difference from az: A wait fails. az exits\n# with 0.\ndef wait(): ...\n"
    assert of(source) == [Difference("az", "A wait fails", "az exits with 0.", (), "sig.cli.waiting", 3)]


def test_a_declaration_may_name_the_findings_that_it_explains() -> None:
    (found,) = of("# Difference from az (wait --timeout default;\n#   share wait * default): Waits are short.\n")
    assert found.subjects == ("wait --timeout default", "share wait * default")
    assert (found.title, found.text) == ("Waits are short", "")


def test_a_declaration_ends_with_its_comment() -> None:
    source = """
        # What follows is a choice.
        # Difference from Azure: One. Of the service.
        #
        # Not part of it.
        x = 1  # nor this
        # Difference from az: Two. Of the command line.
        # Difference from az: Three. Right after.
    """
    declared = [(found.of, found.title, found.text) for found in of(f"if True:{source}")]
    assert declared == [
        ("Azure", "One", "Of the service."),
        ("az", "Two", "Of the command line."),
        ("az", "Three", "Right after."),
    ]


@pytest.mark.parametrize(
    "comment",
    [
        "# Difference from az A wait fails.",
        "# difference from az: A wait fails.",
        "# Difference from Az: A wait fails.",
        "# Difference from az: a wait fails.",
        "# Difference from az: A wait fails",
        "# Difference from az (): A wait fails.",
        "x = 1  # Difference from az: A wait fails.",
    ],
)
def test_a_comment_that_misses_the_form_is_refused_with_its_place(comment: str) -> None:
    with pytest.raises(MalformedDeclarationError, match=r"^sig\.cli\.waiting:2: "):
        of(f"\n{comment}\n")


def test_every_title_is_said_once_and_shown_on_the_page() -> None:
    found = differences.collected()
    anchors = [differences.anchor(difference.title) for difference in found]
    assert len(set(anchors)) == len(anchors)
    page = differences.text()
    for difference in found:
        assert f"### {difference.title}\n" in page
        assert f"<sub>`{difference.module}`</sub>" in page


def test_both_sides_of_the_wire_are_covered() -> None:
    assert {difference.of for difference in differences.collected()} == {"az", "Azure"}
