"""The $filter of lists: what it accepts, and what it is refused for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain.errors import InvalidFilter
from sig.domain.list_filter import GROUP_MEMBERS, RESOURCE_MEMBERS, Filter, parse

if TYPE_CHECKING:
    from typing import Any

GALLERY: dict[str, Any] = {
    "id": "/subscriptions/s/resourceGroups/Images/providers/Microsoft.Compute/galleries/Main",
    "name": "Main",
    "type": "Microsoft.Compute/galleries",
    "location": "westus",
    "tags": {"Team": "Images", "env": "it's test"},
}


@pytest.mark.parametrize(
    ("text", "is_accepted"),
    [
        ("", True),
        ("   ", True),
        ("resourceType eq 'microsoft.compute/GALLERIES'", True),
        ("resourceType eq 'Microsoft.Compute/disks'", False),
        ("name eq 'main' and location eq 'westus'", True),
        ("name eq 'main' and location eq 'eastus'", False),
        ("resourceGroup eq 'images'", True),
        ("resourceGroup eq 'others'", False),
        ("tagName eq 'team'", True),
        ("tagName eq 'owner'", False),
        ("tagName eq 'TEAM' and tagValue eq 'images'", True),
        ("tagName eq 'env' and tagValue eq 'images'", False),
        ("tagName eq 'env' and tagValue eq 'it''s test'", True),
        ("tagValue eq 'images'", True),
        ("tagValue eq 'nobody'", False),
        ("  NAME  EQ  'Main'  AND  tagname eq 'env' ", True),
    ],
)
def test_an_item_is_accepted_that_meets_every_condition(text: str, is_accepted: bool) -> None:
    assert parse(text, RESOURCE_MEMBERS).accepts(GALLERY) is is_accepted


def test_an_item_without_tags_has_none_of_them() -> None:
    nothing: tuple[dict[str, str] | None, ...] = ({}, None)
    for tags in nothing:
        assert not parse("tagName eq 'team'", GROUP_MEMBERS).accepts({**GALLERY, "tags": tags})
        assert not parse("tagValue eq 'images'", GROUP_MEMBERS).accepts({**GALLERY, "tags": tags})


def test_no_filter_has_no_conditions() -> None:
    assert parse(None, GROUP_MEMBERS) == Filter()


@pytest.mark.parametrize(
    "text",
    [
        "name",
        "name eq",
        "name eq main",
        "name eq 'main",
        "name ne 'main'",
        "name eq 'a' or name eq 'b'",
        "name eq 'a' and",
        "and name eq 'a'",
        "name eq 'a' name eq 'b'",
        "name eq 'a' and name eq 'a'",
        "kind eq 'a'",
        "substringof('a', name)",
    ],
)
def test_r430_what_is_no_list_of_conditions_is_refused(text: str) -> None:
    with refused(InvalidFilter, text, "resourceType eq 'value'", rule="R430", target="$filter"):
        parse(text, RESOURCE_MEMBERS)


def test_r430_a_group_is_not_asked_for_its_type() -> None:
    with refused(InvalidFilter, "tagName, tagValue", rule="R430", target="$filter"):
        parse("resourceType eq 'a'", GROUP_MEMBERS)
