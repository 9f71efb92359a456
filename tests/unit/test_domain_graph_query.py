"""Queries of the Resource Graph: the rows they give, and what is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain.errors import InvalidQuery
from sig.domain.graph_query import parse

if TYPE_CHECKING:
    from typing import Any

TYPE = "microsoft.compute/locations/communitygalleries"
ROWS: list[dict[str, Any]] = [
    {
        "name": name,
        "type": TYPE,
        "location": location,
        "tags": None,
        "properties": {"communityMetadata": {"eula": eula}},
    }
    for name, location, eula in (
        ("contoso-1", "westus", "terms"),
        ("Fabrikam-2", "eastus", "none"),
        ("contoso-3", "eastus", "a | b"),
    )
]


def found(clauses: str) -> list[str]:
    return [row["name"] for row in parse(f"communitygalleryresources{clauses}").rows(ROWS)]


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ("", ["contoso-1", "Fabrikam-2", "contoso-3"]),
        (f"| where type == '{TYPE}' ", ["contoso-1", "Fabrikam-2", "contoso-3"]),
        (f"| where type == '{TYPE}' | where location == 'eastus' ", ["Fabrikam-2", "contoso-3"]),
        (f" | where type == '{TYPE}' and location == 'westus'", ["contoso-1"]),
        ("| where location == 'EastUS'", []),
        ("| where location =~ 'EastUS'", ["Fabrikam-2", "contoso-3"]),
        ("| where location != 'eastus'", ["contoso-1"]),
        ("| where location !~ 'EASTUS'", ["contoso-1"]),
        ("| where name in ('contoso-1', 'FABRIKAM-2')", ["contoso-1"]),
        ("| where name in~ ('contoso-1', \"FABRIKAM-2\")", ["contoso-1", "Fabrikam-2"]),
        ("| where name in ()", []),
        ("| where properties.communityMetadata.eula == 'a | b'", ["contoso-3"]),
        ("| where properties.nothing.there == ''", ["contoso-1", "Fabrikam-2", "contoso-3"]),
        ("| order by name asc", ["Fabrikam-2", "contoso-1", "contoso-3"]),
        ("| sort by name", ["contoso-3", "contoso-1", "Fabrikam-2"]),
        ("| order by location asc | take 2", ["Fabrikam-2", "contoso-3"]),
        ("| take 2 | limit 1 | take 3", ["contoso-1"]),
        ("| take 0", []),
        ("\n| WHERE\tlocation\n==\t'westus'\n| TAKE 1\n", ["contoso-1"]),
    ],
)
def test_a_query_gives_the_rows_that_it_asks_for(clauses: str, expected: list[str]) -> None:
    assert found(clauses) == expected


def test_the_table_is_named_in_any_case() -> None:
    assert len(parse("CommunityGalleryResources").rows(ROWS)) == 3


def test_a_projection_leaves_the_columns_it_names() -> None:
    query = parse("communitygalleryresources | project name, properties.communityMetadata.eula | take 1")
    assert query.rows(ROWS) == [{"name": "contoso-1", "properties_communityMetadata_eula": "terms"}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a clause of it is empty"),
        ("resources", "'resources' is not a table"),
        ("communitygalleryresources |", "a clause of it is empty"),
        ("| communitygalleryresources", "a clause of it is empty"),
        ("communitygalleryresources || take 1", "a clause of it is empty"),
        ("communitygalleryresources | where", "'' is not a comparison"),
        ("communitygalleryresources | where name == 'a", "a text in it does not end"),
        ("communitygalleryresources | where name == a", "'name == a' is not a comparison"),
        ("communitygalleryresources | where name == ('a')", "is not a comparison"),
        ("communitygalleryresources | where name in 'a'", "is not a comparison"),
        ("communitygalleryresources | where name == 'a' or name == 'b'", "'or name == 'b'' stands where 'and'"),
        ("communitygalleryresources | summarize count()", "'summarize count()' is not a clause"),
        ("communitygalleryresources | take many", "'take many' is not a clause"),
        ("communitygalleryresources | take 1 | where name == 'a'", "is not a clause"),
        ("communitygalleryresources | project name | order by name", "is not a clause"),
        ("communitygalleryresources | project name, ", "is not a clause"),
        ("communitygalleryresources | project a | project b", "is not a clause"),
        ("communitygalleryresources | take " + "9" * 5000, "is not a clause"),
        ("communitygalleryresources " + "| take 1 " * 2000, "it has 18026 characters"),
    ],
)
def test_r431_what_is_not_understood_is_refused(text: str, said: str) -> None:
    with refused(InvalidQuery, said, rule="R431", target="query"):
        parse(text)
