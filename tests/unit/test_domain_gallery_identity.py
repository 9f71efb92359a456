"""Managed identities of galleries: assigned beside those there are, removed from them."""

from __future__ import annotations

import pytest

from refusals import refused
from sig.domain import gallery_identity
from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId
from sig.domain.gallery_identity import Identity, UserAssignedIdentity, assigned, removed

HOLDER = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
ONE, TWO = f"{HOLDER}/one", f"{HOLDER}/two"
HAS_ONE = Identity(type="UserAssigned", user_assigned_identities={ONE: UserAssignedIdentity(client_id="c")})
HAS_ALL = Identity(
    type="SystemAssigned, UserAssigned",
    principal_id="p",
    user_assigned_identities={ONE: UserAssignedIdentity(), TWO: UserAssignedIdentity()},
)


def names(identity: Identity) -> list[str]:
    return list(identity.user_assigned_identities or ())


def test_the_first_identity_is_assigned_to_a_gallery_without_one() -> None:
    assert assigned(None, system=True, user=[]).type == "SystemAssigned"
    assert names(assigned(None, system=False, user=[ONE])) == [ONE]
    assert assigned(None, system=False, user=[]).type == "None"


def test_what_is_assigned_comes_beside_what_there_is() -> None:
    both = assigned(HAS_ONE, system=True, user=[TWO])
    assert (both.type, names(both)) == ("SystemAssigned,UserAssigned", [ONE, TWO])
    assert assigned(HAS_ALL, system=False, user=[]).type == "SystemAssigned,UserAssigned"


def test_an_identity_is_assigned_once_in_any_case_and_keeps_what_is_known_of_it() -> None:
    again = assigned(HAS_ONE, system=False, user=[ONE.upper()])
    assert again.user_assigned_identities == {ONE: UserAssignedIdentity(client_id="c")}


@pytest.mark.parametrize(
    ("system", "user", "kind", "left"),
    [
        (True, None, "UserAssigned", [ONE, TWO]),
        (False, [ONE.upper()], "SystemAssigned,UserAssigned", [TWO]),
        (False, [], "SystemAssigned", []),
        (True, [], "None", []),
        (False, None, "SystemAssigned,UserAssigned", [ONE, TWO]),
        (False, [f"{HOLDER}/nobody"], "SystemAssigned,UserAssigned", [ONE, TWO]),
    ],
)
def test_what_is_removed_is_gone_and_the_rest_is_left(
    *, system: bool, user: list[str] | None, kind: str, left: list[str]
) -> None:
    after = removed(HAS_ALL, system=system, user=user)
    assert (after.type, names(after)) == (kind, left)


def test_nothing_is_removed_from_a_gallery_without_identity() -> None:
    assert removed(None, system=True, user=[]) == Identity(type="None")


def test_r470_a_type_that_does_not_exist_is_refused() -> None:
    with refused(InvalidParameter, "'Everyone'", "SystemAssigned", rule="R470", target="gallery.identity.type"):
        gallery_identity.put(Identity(type="Everyone"), None, lambda: "guid")


@pytest.mark.parametrize("name", ["images", f"{HOLDER.replace('userAssignedIdentities', 'others')}/one"])
def test_r471_an_identity_is_named_by_its_id(name: str) -> None:
    wanted = Identity(type="UserAssigned", user_assigned_identities={name: UserAssignedIdentity()})
    with pytest.raises(LinkedInvalidPropertyId):
        gallery_identity.put(wanted, None, lambda: "guid")
