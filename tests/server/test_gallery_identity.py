"""The managed identity of a gallery on the wire: assigned and taken away with PATCH, as az does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from server.test_requests import check_refused
from server.test_wire import GALLERY, with_gallery
from worlds import SUB

if TYPE_CHECKING:
    from server.asgi_client import Client

BOTH = "SystemAssigned, UserAssigned"
ASSIGNED = f"/subscriptions/{SUB}/resourceGroups/images/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
ONE, TWO = f"{ASSIGNED}/one", f"{ASSIGNED}/two"


def patched(client: Client, **identity: Any) -> dict[str, Any]:
    """The identity of the gallery after ``identity`` was sent for it."""
    answer = client.patch(GALLERY, {"identity": identity})
    assert (answer.status, "azure-asyncoperation" in answer.headers) == (200, True)
    found: dict[str, Any] = client.get(GALLERY).json()["identity"]
    assert answer.json()["identity"] == found
    return found


def with_both(client: Client) -> dict[str, Any]:
    with_gallery(client)
    return patched(client, type=BOTH, userAssignedIdentities={ONE: {}, TWO: {}})


def test_an_identity_is_assigned_with_a_principal_for_each_part(client: Client) -> None:
    found = with_both(client)
    assert list(found) == ["principalId", "tenantId", "type", "userAssignedIdentities"]
    assert (found["type"], list(found["userAssignedIdentities"])) == (BOTH, [ONE, TWO])
    assert all(set(each) == {"clientId", "principalId"} for each in found["userAssignedIdentities"].values())
    assert list(client.get(GALLERY).json()) == ["name", "id", "type", "location", "identity", "properties"]


def test_one_user_assigned_identity_is_taken_away_and_the_rest_keeps_its_principals(client: Client) -> None:
    before = with_both(client)
    after = patched(client, type=BOTH, userAssignedIdentities={ONE: None, TWO: {}})
    assert after == {**before, "userAssignedIdentities": {TWO: before["userAssignedIdentities"][TWO]}}


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("SystemAssigned", ["principalId", "tenantId", "type"]),
        ("UserAssigned", ["type", "userAssignedIdentities"]),
        ("None", ["type"]),
    ],
)
def test_what_the_type_no_longer_names_is_gone(client: Client, kind: str, left: list[str]) -> None:
    with_both(client)
    after = patched(client, type=kind)
    assert (after["type"], list(after)) == (kind, left)


def test_a_patch_of_the_tags_leaves_the_identity_as_it_is(client: Client) -> None:
    before = with_both(client)
    client.patch(GALLERY, {"tags": {"team": "images"}})
    assert client.get(GALLERY).json()["identity"] == before


def test_old_api_versions_show_no_identity(client: Client) -> None:
    with_both(client)
    assert "identity" not in client.get(GALLERY, api_version="2024-03-03").json()


def test_r470_a_type_that_is_none_is_refused(client: Client) -> None:
    with_gallery(client)
    check_refused(client.patch(GALLERY, {"identity": {"type": "Managed"}}), "R470", "InvalidParameter")
