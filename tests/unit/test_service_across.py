"""One list over all subscriptions: each item with its subscription, in pages, whoever cannot answer left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import worlds
from refusals import refused
from sig.domain.errors import AuthorizationFailed, InvalidParameter, ResourceGroupNotFound
from sig.service import accounts, across, galleries, groups
from sig.service.paging import Listing, Page

if TYPE_CHECKING:
    from pathlib import Path

    from sig.service.context import Context

FIRST = "aaaaaaaa-0000-0000-0000-000000000000"
SECOND = "bbbbbbbb-0000-0000-0000-000000000000"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """Two registered subscriptions beside the one that is always there, each with galleries One and Two."""
    context = worlds.in_memory(tmp_path)
    accounts.add(context, "beta", FIRST, None)
    accounts.add(context, "alpha", SECOND, None)
    for subscription in (worlds.SUB, FIRST, SECOND):
        for name in ("One", "Two"):
            worlds.gallery(context._replace(subscription=subscription), name)
    return context


def every_gallery(context: Context, page: Page | None = None, group: str | None = None) -> Listing:
    return across.listed(context, lambda around: galleries.listed(around, group), page)


def places(found: Listing) -> list[tuple[str, str]]:
    return [(item["subscriptionId"], item["name"]) for item in found.items]


def test_a_list_of_all_is_the_lists_of_each_by_the_names_of_the_subscriptions(context: Context) -> None:
    found = every_gallery(context)
    assert places(found) == [(owner, name) for owner in (SECOND, FIRST, worlds.SUB) for name in ("One", "Two")]
    for item in found.items:
        around = context._replace(subscription=item.pop("subscriptionId"))
        assert item in galleries.listed(around).items


def test_pages_go_over_all_subscriptions(context: Context) -> None:
    pages, token = [], None
    for _ in range(3):
        page = every_gallery(context, Page(limit=2 if token is None else 3, token=token))
        pages.append(places(page))
        token = page.next_token
        if token is None:
            break
    assert [len(page) for page in pages] == [2, 3, 1]
    assert [place for page in pages for place in page] == places(every_gallery(context))
    with refused(InvalidParameter, target="--next-token", rule="R120"):
        every_gallery(context, Page(token="nonsense"))


def test_a_group_is_looked_for_in_each_subscription(context: Context) -> None:
    assert len(every_gallery(context, group="images").items) == 6
    assert every_gallery(context, group="images").remark is None
    nowhere = every_gallery(context, group="image")
    assert (nowhere.items, "could not be found" in (nowhere.remark or "")) == ([], True)


def test_where_groups_must_be_registered_one_subscription_that_has_it_is_enough(context: Context) -> None:
    groups.create(context._replace(subscription=FIRST), "spare", "westus", None)
    strict = context._replace(strict=True)
    assert every_gallery(strict, group="spare") == Listing([])
    with refused(ResourceGroupNotFound, rule="R008"):
        every_gallery(strict, group="image")


def test_a_subscription_that_may_not_be_looked_into_is_left_out(context: Context) -> None:
    def ask(around: Context) -> Listing:
        if around.subscription != SECOND:
            raise AuthorizationFailed("no", rule="R167")
        return galleries.listed(around)

    assert {owner for owner, _ in places(across.listed(context, ask))} == {SECOND}


def test_an_empty_store_has_an_empty_list(tmp_path: Path) -> None:
    found = every_gallery(worlds.at(f"memory:{tmp_path}-empty"))
    assert found == Listing([], None, None)
