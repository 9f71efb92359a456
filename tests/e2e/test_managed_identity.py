"""Managed identities of galleries, through the installed command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from e2e.installed import Sig

OWN = "00000000-0000-0000-0000-000000000000"
HOLDER = f"/subscriptions/{OWN}/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
GALLERY = "-g images -r Contoso"


def test_identities_are_assigned_and_removed_one_after_the_other(sig: Sig) -> None:
    sig(f"create {GALLERY} -l westus")
    assert sig(f"identity show {GALLERY}").stdout == ""
    first = sig(f"identity assign {GALLERY} --system-assigned").json
    assert (first["type"], first["tenantId"]) == ("SystemAssigned", sig("account show --query tenantId").json)
    both = sig(f"identity assign {GALLERY} --mi-user-assigned {HOLDER}/one {HOLDER}/two").json
    assert both["type"] == "SystemAssigned, UserAssigned"
    assert both["principalId"] == first["principalId"]
    assert list(both["userAssignedIdentities"]) == [f"{HOLDER}/one", f"{HOLDER}/two"]
    assert sig(f"show {GALLERY} --query identity").json == sig(f"identity show {GALLERY}").json == both
    less = sig(f"identity remove {GALLERY} --user-assigned {HOLDER.upper()}/ONE").json
    assert list(less["userAssignedIdentities"]) == [f"{HOLDER}/two"]
    assert sig(f"identity remove {GALLERY} --user-assigned --system-assigned true").json["type"] == "None"


def test_an_identity_is_assigned_without_waiting_and_waited_for(sig: Sig) -> None:
    sig(f"create {GALLERY} -l westus")
    assert sig(f"identity assign {GALLERY} --system-assigned --no-wait").stdout == ""
    waited = sig(f"identity wait {GALLERY} --custom \"identity.type=='SystemAssigned'\"")
    assert (waited.exit_code, waited.stdout, waited.stderr) == (0, "", "")


def test_the_identity_of_a_gallery_that_is_not_there_is_not_found(sig: Sig) -> None:
    for verb in ("show", "assign --system-assigned", "remove --system-assigned"):
        refused = sig(f"identity {verb} {GALLERY}")
        assert refused.exit_code == 3
        assert "ResourceNotFound" in refused.stderr


def test_an_identity_stays_through_other_updates_and_a_new_put(sig: Sig) -> None:
    sig(f"create {GALLERY} -l westus --system-assigned")
    before = sig(f"identity show {GALLERY}").json
    sig(f"update {GALLERY} --description new --set tags.a=b")
    assert sig(f"identity show {GALLERY}").json == before
