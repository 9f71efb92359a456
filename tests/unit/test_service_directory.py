"""The directories of tenants: users, guests, groups, applications, their secrets, and who may change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

import worlds
from refusals import refused
from sig.domain.directory import Application, ServicePrincipal, SignInAudience, User
from sig.domain.errors import (
    DirectoryObjectExists,
    DirectoryObjectNotFound,
    DirectoryRequestDenied,
    DirectoryRequestInvalid,
    InvalidParameter,
)
from sig.service import (
    accounts,
    applications,
    callers,
    credentials,
    directory,
    directory_groups,
    directory_users,
    secret_hashes,
    service_principals,
)
from sig.service.clock import FixedClock
from sig.store import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from sig.domain.access import Caller
    from sig.service.context import Context

HOME = accounts.DEFAULT_TENANT
PARTNER = "33333333-3333-3333-3333-333333333333"
PASSWORD = "One5mall+Step"
UNKNOWN = "66666666-6666-6666-6666-666666666666"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return worlds.in_memory(tmp_path)


def user(context: Context, name: str, tenant: str | None = None) -> str:
    """The ID of a new user."""
    made = directory_users.create(
        context, tenant, display_name=name, user_principal_name=f"{name.lower()}@contoso.com", password=PASSWORD
    )
    return str(made["id"])


def group(context: Context, name: str, *members: str, tenant: str | None = None) -> str:
    """The ID of a new group."""
    made = directory_groups.create(context, tenant, display_name=name, mail_nickname=name.replace(" ", "-"))
    for member in members:
        directory_groups.add_member(context, tenant, made["id"], member)
    return str(made["id"])


def application(context: Context, name: str, **given: Any) -> dict[str, Any]:
    return applications.create(context, None, display_name=name, **given)


def names(found: list[dict[str, Any]]) -> list[str]:
    return [one["displayName"] for one in found]


def caller(context: Context, text: str, tenant: str = HOME) -> Caller:
    return callers.caller(context.store, text, tenant)


def acting(context: Context, text: str) -> Context:
    return context._replace(caller=caller(context, text))


# Tenants


def test_each_tenant_has_a_directory_of_its_own(context: Context) -> None:
    user(context, "Alice")
    user(context, "Bob", PARTNER)
    assert names(directory_users.listed(context, None)) == ["Alice"]
    assert names(directory_users.listed(context, PARTNER)) == ["Bob"]


def test_the_tenant_is_that_of_the_subscription(context: Context) -> None:
    accounts.add(context, "partner", worlds.OTHER_SUB, PARTNER)
    user(context._replace(subscription=worlds.OTHER_SUB), "Bob")
    assert names(directory_users.listed(context, PARTNER)) == ["Bob"]


def test_a_tenant_is_named_by_its_id(context: Context) -> None:
    with refused(InvalidParameter, "contoso.com", rule="R114", target="tenantId"):
        directory_users.listed(context, "contoso.com")


# Users


def test_a_user_is_found_by_name_in_any_case_and_by_id(context: Context) -> None:
    identity = user(context, "Alice")
    for text in ("alice@contoso.com", "ALICE@Contoso.com", identity, identity.upper()):
        assert directory_users.show(context, None, text)["id"] == identity


def test_a_name_that_is_nearly_right_is_pointed_out(context: Context) -> None:
    user(context, "Alice")
    with refused(DirectoryObjectNotFound, "'alice@contoso.com'", rule="R300"):
        directory_users.show(context, None, "alise@contoso.com")


def test_a_sign_in_name_is_one_users_in_all_tenants(context: Context) -> None:
    user(context, "Alice")
    with refused(DirectoryRequestInvalid, HOME, rule="R302", target="userPrincipalName"):
        user(context, "alice", PARTNER)


def test_users_are_listed_by_name_and_by_what_is_asked(context: Context) -> None:
    for name in ("carol", "Alice", "Alina"):
        user(context, name)
    assert names(directory_users.listed(context, None)) == ["Alice", "Alina", "carol"]
    assert names(directory_users.listed(context, None, display_name="ali")) == ["Alice", "Alina"]
    assert names(directory_users.listed(context, None, upn="ALINA@contoso.com")) == ["Alina"]
    assert names(directory_users.listed(context, None, display_name="al", query="mailNickname eq 'alice'")) == ["Alice"]


def test_an_update_changes_what_is_given_and_keeps_the_password(context: Context) -> None:
    user(context, "Alice")
    directory_users.update(context, None, "alice@contoso.com", display_name="Alice A.")
    assert names(directory_users.listed(context, None)) == ["Alice A."]
    with context.store.reading() as view:
        assert directory.verify_secret(view, "alice@contoso.com", PASSWORD, worlds.NOW)


def test_a_new_password_takes_the_place_of_the_old_one(context: Context) -> None:
    identity = user(context, "Alice")
    directory_users.update(context, None, identity, password="Another5tep!")
    with context.store.reading() as view:
        assert directory.verify_secret(view, identity, "Another5tep!", worlds.NOW)
        assert not directory.verify_secret(view, identity, PASSWORD, worlds.NOW)


def test_a_disabled_account_has_no_valid_password(context: Context) -> None:
    identity = user(context, "Alice")
    directory_users.update(context, None, identity, account_enabled=False)
    with context.store.reading() as view:
        assert not directory.verify_secret(view, identity, PASSWORD, worlds.NOW)


def test_a_deleted_user_leaves_its_groups(context: Context) -> None:
    readers = group(context, "Readers", user(context, "Alice"), user(context, "Bob"))
    directory_users.delete(context, None, "alice@contoso.com")
    assert names(directory_groups.members(context, None, readers)) == ["Bob"]
    with pytest.raises(DirectoryObjectNotFound):
        directory_users.show(context, None, "alice@contoso.com")


def test_a_guest_stands_for_a_user_of_another_tenant(context: Context) -> None:
    user(context, "Alice")
    made = directory_users.invite(context, PARTNER, "alice@contoso.com")
    assert made["userPrincipalName"] == f"alice_contoso.com#EXT#@{PARTNER}.onmicrosoft.com"
    assert (made["displayName"], made["mail"]) == ("Alice", "alice@contoso.com")


def test_nobody_is_a_guest_twice_or_at_home(context: Context) -> None:
    user(context, "Alice")
    guest = directory_users.invite(context, PARTNER, "alice@contoso.com")
    with refused(DirectoryRequestInvalid, rule="R302", target="userPrincipalName"):
        directory_users.invite(context, PARTNER, "alice@contoso.com")
    for text in ("alice@contoso.com", guest["id"]):
        with refused(DirectoryRequestInvalid, "--tenant", rule="R302", target="invitedUser"):
            directory_users.invite(context, HOME, text)


def test_a_guest_with_a_long_name_has_a_short_nickname(context: Context) -> None:
    name = f"{'a' * 60}@contoso.com"
    directory_users.create(context, None, display_name="A", user_principal_name=name, password=PASSWORD)
    guest = directory_users.invite(context, PARTNER, name)
    with context.store.reading() as view:
        found = directory.get(view, PARTNER, User, guest["id"])
    assert found is not None
    assert found.mail_nickname == f"{'a' * 60}_con"


# Groups


def test_a_group_is_found_by_id_by_name_and_by_the_only_name_that_begins_so(context: Context) -> None:
    identity = group(context, "Image readers")
    group(context, "Image")
    for text in (identity, "image readers", "Image r"):
        assert directory_groups.show(context, None, text)["id"] == identity
    assert directory_groups.show(context, None, "image")["displayName"] == "Image"


def test_a_begin_that_several_groups_have_names_none_of_them(context: Context) -> None:
    group(context, "Image readers")
    group(context, "Image builders")
    with refused(DirectoryRequestInvalid, "'Image readers'", "'Image builders'", rule="R312"):
        directory_groups.show(context, None, "Image")


def test_a_group_with_both_names_is_not_made_twice_unless_that_is_wanted(context: Context) -> None:
    first = group(context, "Readers")
    assert group(context, "Readers") == first
    other = directory_groups.create(context, None, display_name="Readers", mail_nickname="readers", force=True)
    assert other["id"] != first


def test_members_are_users_groups_and_service_principals_of_the_tenant(context: Context) -> None:
    made = application(context, "portal")
    service = service_principals.create(context, None, made["appId"])["id"]
    group(context, "All", user(context, "Alice"), group(context, "Team"), service)
    found = directory_groups.members(context, None, "All")
    assert [(one["displayName"], one["@odata.type"]) for one in found] == [
        ("Alice", "#microsoft.graph.user"),
        ("portal", "#microsoft.graph.servicePrincipal"),
        ("Team", "#microsoft.graph.group"),
    ]
    for stranger in (UNKNOWN, made["id"], user(context, "Bob", PARTNER), "alice@contoso.com"):
        with refused(DirectoryObjectNotFound, rule="R300"):
            directory_groups.add_member(context, None, "All", stranger)


def test_membership_is_asked_through_groups_and_removed_where_it_is(context: Context) -> None:
    alice = user(context, "Alice")
    team = group(context, "Team", alice)
    whole = group(context, "All", team)
    assert directory_groups.has_member(context, None, "All", alice) == {"value": True}
    assert directory_groups.has_member(context, None, "Team", whole) == {"value": False}
    assert names(directory_users.member_groups(context, None, alice)) == ["All", "Team"]
    assert directory_groups.member_groups(context, None, team) == [whole]
    with refused(DirectoryObjectNotFound, rule="R300"):
        directory_groups.remove_member(context, None, "All", alice)
    directory_groups.remove_member(context, None, "Team", alice.upper())
    assert directory_groups.has_member(context, None, "All", alice) == {"value": False}


def test_a_deleted_group_leaves_the_groups_that_it_was_in(context: Context) -> None:
    group(context, "All", group(context, "Team"))
    directory_groups.delete(context, None, "Team")
    assert directory_groups.members(context, None, "All") == []


# Applications and service principals


def test_an_application_is_found_by_its_ids_and_its_uri(context: Context) -> None:
    made = application(context, "portal", identifier_uris=["api://portal"])
    for text in (made["id"], made["appId"], "API://portal"):
        assert applications.show(context, None, text)["id"] == made["id"]
    with refused(DirectoryObjectNotFound, "'api://portal'", rule="R300"):
        applications.show(context, None, "api://portals")


def test_an_application_of_the_same_name_is_changed_and_its_service_principals_with_it(context: Context) -> None:
    first = application(context, "portal", identifier_uris=["api://portal"])
    service_principals.create(context, None, first["appId"])
    second = application(context, "portal", sign_in_audience=SignInAudience.MULTIPLE_ORGS)
    assert (second["id"], second["identifierUris"]) == (first["id"], ["api://portal"])
    assert service_principals.show(context, None, "api://portal")["signInAudience"] == "AzureADMultipleOrgs"


def test_an_application_of_two_tenants_has_a_service_principal_in_each(context: Context) -> None:
    made = application(context, "portal", sign_in_audience=SignInAudience.MULTIPLE_ORGS)
    here = service_principals.create(context, None, made["id"])
    there = service_principals.create(context, PARTNER, made["appId"])
    assert here["appId"] == there["appId"]
    assert here["id"] != there["id"]
    assert there["appOwnerOrganizationId"] == HOME


def test_an_application_of_another_tenant_goes_by_its_application_id_alone(context: Context) -> None:
    made = application(
        context, "portal", identifier_uris=["api://portal"], sign_in_audience=SignInAudience.MULTIPLE_ORGS
    )
    for text in (made["id"], "api://portal", UNKNOWN):
        with refused(DirectoryRequestInvalid, rule="R307", target="appId"):
            service_principals.create(context, PARTNER, text)


def test_an_application_of_one_tenant_stays_there(context: Context) -> None:
    made = application(context, "portal")
    with refused(DirectoryRequestDenied, HOME, "AzureADMultipleOrgs", rule="R308", target="appId"):
        service_principals.create(context, PARTNER, made["appId"])


def test_there_is_one_service_principal_in_a_tenant(context: Context) -> None:
    made = application(context, "portal")
    service_principals.create(context, None, made["appId"])
    with refused(DirectoryObjectExists, made["appId"], rule="R309", target="servicePrincipalNames"):
        service_principals.create(context, None, made["appId"])


def test_deleting_an_application_deletes_its_service_principal_at_home_only(context: Context) -> None:
    made = application(context, "portal", sign_in_audience=SignInAudience.MULTIPLE_ORGS)
    here = service_principals.create(context, None, made["appId"])["id"]
    group(context, "Services", here)
    service_principals.create(context, PARTNER, made["appId"])
    applications.delete(context, None, made["appId"])
    assert directory_groups.members(context, None, "Services") == []
    assert service_principals.listed(context, None) == ([], False)
    assert names(service_principals.listed(context, PARTNER)[0]) == ["portal"]


def test_deleting_a_service_principal_keeps_the_application(context: Context) -> None:
    made = application(context, "portal")
    service_principals.create(context, None, made["appId"])
    service_principals.delete(context, None, made["appId"])
    assert applications.show(context, None, made["appId"])["displayName"] == "portal"


def test_a_list_that_nothing_is_asked_of_ends_after_a_hundred(context: Context) -> None:
    with context.store.writing() as tx:
        for number in range(101):
            named: Any = {"id": context.new_guid(), "app_id": context.new_guid(), "display_name": f"app {number:03}"}
            directory.put(tx, context, HOME, Application(**named))
            directory.put(tx, context, HOME, ServicePrincipal(**named, app_owner_organization_id=HOME))
    for listed in (applications.listed, service_principals.listed):
        first, more = listed(context, None)
        assert (len(first), first[-1]["displayName"], more) == (100, "app 099", True)
        everything, more = listed(context, None, everything=True)
        assert (len(everything), more) == (101, False)
        assert listed(context, None, display_name="app 1")[1] is False
        assert len(listed(context, None, display_name="app")[0]) == 101


def test_the_owner_of_the_store_owns_everything_and_others_nothing(context: Context) -> None:
    user(context, "Alice")
    made = application(context, "portal")
    service_principals.create(context, None, made["appId"])
    for listed in (applications.listed, service_principals.listed):
        assert names(listed(context, None, mine=True)[0]) == ["portal"]
        assert listed(acting(context, "alice@contoso.com"), None, mine=True) == ([], False)


# Secrets


def test_a_secret_is_told_once_and_verified(context: Context) -> None:
    made = application(context, "portal")
    first = credentials.reset(context, None, made["appId"], applications.required, display_name="ci")
    assert sorted(first) == ["appId", "password", "tenant"]
    (known,) = credentials.listed(context, None, made["appId"], applications.required)
    assert (known["displayName"], known["hint"], known["secretText"]) == ("ci", first["password"][:3], None)
    with context.store.reading() as view:
        assert directory.verify_secret(view, made["appId"], first["password"], worlds.NOW)
        assert not directory.verify_secret(view, made["appId"], first["password"][:-1], worlds.NOW)
        assert not directory.verify_secret(view, UNKNOWN, first["password"], worlds.NOW)


def test_no_document_holds_a_secret_in_the_clear(context: Context) -> None:
    made = service_principals.create_for_rbac(context, None, display_name="pipeline")
    user(context, "Alice")
    with context.store.reading() as view:
        content = repr([view.get(found) for found in view.below(ROOT)])
    assert "pipeline" in content
    assert made["password"] not in content
    assert PASSWORD not in content


def test_a_new_secret_takes_the_place_of_all_or_comes_beside_them(context: Context) -> None:
    made = application(context, "portal")["appId"]
    secrets = [
        credentials.reset(context, None, made, applications.required, append=append)["password"]
        for append in (False, False, True)
    ]
    assert len(credentials.listed(context, None, made, applications.required)) == 2
    with context.store.reading() as view:
        assert [directory.verify_secret(view, made, one, worlds.NOW) for one in secrets] == [False, True, True]


def test_a_secret_is_valid_up_to_its_end(context: Context) -> None:
    made = application(context, "portal")["appId"]
    secret = credentials.reset(context, None, made, applications.required, end_date="2026-02-01")["password"]
    (known,) = credentials.listed(context, None, made, applications.required)
    assert (known["startDateTime"], known["endDateTime"]) == ("2026-01-07T05:56:46Z", "2026-02-01T00:00:00Z")
    end = worlds.NOW.replace(month=2, day=1, hour=0, minute=0, second=0)
    with context.store.reading() as view:
        for instant, valid in ((end - timedelta(seconds=1), True), (end, False), (worlds.NOW - timedelta(1), False)):
            assert directory.verify_secret(view, made, secret, instant) is valid


def test_a_secret_lasts_a_year_unless_more_are_asked_for(context: Context) -> None:
    leap_day = FixedClock(worlds.NOW.replace(year=2028, month=2, day=29))
    ends = [credentials.lifetime(leap_day.now(), years, None).end.date().isoformat() for years in (None, 1, 4, 9999)]
    assert ends == ["2029-02-28", "2029-02-28", "2032-02-29", "9998-02-28"]
    with refused(DirectoryRequestInvalid, rule="R310", target="endDateTime"):
        credentials.lifetime(worlds.NOW, -1, None)


def test_a_deleted_secret_is_worth_nothing_and_the_others_are(context: Context) -> None:
    made = application(context, "portal")["appId"]
    gone = credentials.reset(context, None, made, applications.required)["password"]
    kept = credentials.reset(context, None, made, applications.required, append=True)["password"]
    key = credentials.listed(context, None, made, applications.required)[0]["keyId"]
    credentials.delete(context, None, made, key.upper(), applications.required)
    with context.store.reading() as view:
        assert [directory.verify_secret(view, made, one, worlds.NOW) for one in (gone, kept)] == [False, True]
    with refused(DirectoryObjectNotFound, key, rule="R310", target="keyId"):
        credentials.delete(context, None, made, key, applications.required)


def test_the_secrets_of_a_service_principal_are_its_own(context: Context) -> None:
    made = application(context, "portal")["appId"]
    service_principals.create(context, None, made)
    secret = credentials.reset(context, None, made, service_principals.required)["password"]
    assert credentials.listed(context, None, made, applications.required) == []
    with context.store.reading() as view:
        assert directory.verify_secret(view, made, secret, worlds.NOW)


def test_what_is_there_of_an_application_for_rbac_is_used(context: Context) -> None:
    first = service_principals.create_for_rbac(context, None, display_name="pipeline")
    second = service_principals.create_for_rbac(context, None, display_name="pipeline", years=2)
    assert (first["appId"], first["tenant"]) == (second["appId"], HOME)
    assert len(credentials.listed(context, None, first["appId"], applications.required)) == 2
    assert service_principals.create_for_rbac(context, None)["displayName"] == "azure-cli-2026-01-07-05-56-46"


def test_what_is_no_hash_matches_nothing() -> None:
    kept = secret_hashes.hashed("x")
    assert secret_hashes.matches("x", kept)
    assert kept != secret_hashes.hashed("x")
    for broken in ("", "x", kept.replace("scrypt", "md5"), kept.replace("16384", "0"), kept.rpartition("$")[0]):
        assert not secret_hashes.matches("x", broken)


# Who asks


def test_a_user_asks_with_all_groups_that_it_is_in(context: Context) -> None:
    alice = user(context, "Alice")
    team = group(context, "Team", alice)
    whole = group(context, "All", team)
    found = caller(context, "ALICE@contoso.com")
    assert (found.name, found.client, found.object_id, found.tenant) == (
        "alice@contoso.com",
        "alice@contoso.com",
        alice,
        HOME,
    )
    assert found.memberships == {HOME: {alice, team, whole}}
    assert caller(context, alice) == caller(context, "Alice") == found


def test_a_guest_is_the_user_that_it_stands_for(context: Context) -> None:
    alice = user(context, "Alice")
    guest = directory_users.invite(context, PARTNER, alice)
    visitors = group(context, "Visitors", guest["id"], tenant=PARTNER)
    found = caller(context, "alice@contoso.com")
    assert found.memberships == {HOME: {alice}, PARTNER: {guest["id"], visitors}}
    for text in (guest["id"], guest["userPrincipalName"], "Alice"):
        assert caller(context, text, PARTNER) == found


def test_a_guest_whose_user_is_gone_is_itself(context: Context) -> None:
    alice = user(context, "Alice")
    guest = directory_users.invite(context, PARTNER, alice)
    directory_users.delete(context, None, alice)
    found = caller(context, guest["id"])
    assert found.tenant == PARTNER
    assert found.memberships == {PARTNER: {guest["id"]}}


def test_an_application_asks_with_its_service_principals(context: Context) -> None:
    made = application(context, "portal", sign_in_audience=SignInAudience.MULTIPLE_ORGS)
    here = service_principals.create(context, None, made["appId"])["id"]
    there = service_principals.create(context, PARTNER, made["appId"])["id"]
    services = group(context, "Services", there, tenant=PARTNER)
    found = caller(context, made["appId"])
    assert (found.name, found.client, found.object_id, found.tenant) == ("portal", made["appId"], here, HOME)
    assert found.memberships == {HOME: {here}, PARTNER: {there, services}}
    for text in (here, there, "Portal"):
        assert caller(context, text) == found


def test_who_cannot_sign_in_cannot_ask(context: Context) -> None:
    made = application(context, "portal")
    identity = group(context, "Readers")
    for text in ("Readers", identity, "portal", made["appId"]):
        with refused(DirectoryRequestInvalid, rule="R314"):
            caller(context, text)
    user(context, "Alice")
    directory_users.update(context, None, "alice@contoso.com", account_enabled=False)
    with refused(DirectoryRequestInvalid, "disabled", rule="R314"):
        caller(context, "alice@contoso.com")


def test_an_application_that_is_deleted_asks_nothing_more(context: Context) -> None:
    made = application(context, "portal", sign_in_audience=SignInAudience.MULTIPLE_ORGS)
    there = service_principals.create(context, PARTNER, made["appId"])["id"]
    applications.delete(context, None, made["appId"])
    for text in (made["appId"], there):
        with refused(DirectoryObjectNotFound, rule="R300"):
            caller(context, text)


def test_a_display_name_of_several_stands_for_the_one_at_hand_or_for_none(context: Context) -> None:
    alice = user(context, "Alice")
    directory_users.create(
        context, PARTNER, display_name="Alice", user_principal_name="alice@partner.com", password=PASSWORD
    )
    assert caller(context, "Alice").object_id == alice
    assert caller(context, "Alice", PARTNER).client == "alice@partner.com"
    with refused(DirectoryRequestInvalid, alice, rule="R312"):
        caller(context, "Alice", UNKNOWN)


def test_who_is_nobody_is_told_who_is_called_alike(context: Context) -> None:
    user(context, "Alice")
    with refused(DirectoryObjectNotFound, "'alice@contoso.com'", rule="R300"):
        caller(context, "alice@contosso.com")


def test_a_caller_reads_the_directories_that_it_is_in_and_changes_none(context: Context) -> None:
    user(context, "Alice")
    user(context, "Bob", PARTNER)
    alice = acting(context, "alice@contoso.com")
    assert names(directory_users.listed(alice, None)) == ["Alice"]
    with refused(DirectoryRequestDenied, PARTNER, rule="R313"):
        directory_users.listed(alice, PARTNER)
    for change in (
        lambda: user(alice, "Carol"),
        lambda: directory_users.invite(alice, PARTNER, "alice@contoso.com"),
        lambda: directory_users.update(alice, None, "alice@contoso.com", display_name="A"),
        lambda: directory_users.delete(alice, None, "nobody"),
        lambda: group(alice, "Readers"),
        lambda: directory_groups.delete(alice, None, "nobody"),
        lambda: directory_groups.add_member(alice, None, "nobody", UNKNOWN),
        lambda: directory_groups.remove_member(alice, None, "nobody", UNKNOWN),
        lambda: application(alice, "portal"),
        lambda: applications.delete(alice, None, "nobody"),
        lambda: service_principals.create(alice, None, UNKNOWN),
        lambda: service_principals.create_for_rbac(alice, None),
        lambda: service_principals.delete(alice, None, "nobody"),
        lambda: credentials.reset(alice, None, "nobody", applications.required),
        lambda: credentials.delete(alice, None, "nobody", UNKNOWN, applications.required),
    ):
        with refused(DirectoryRequestDenied, "--as", rule="R313"):
            change()


# What others ask of the directory


def test_an_assignee_goes_by_sign_in_name_application_or_object_id(context: Context) -> None:
    alice = user(context, "Alice")
    readers = group(context, "Readers")
    made = application(context, "portal", identifier_uris=["api://portal"])
    service = service_principals.create(context, None, made["appId"])["id"]
    with context.store.reading() as view:
        found = {
            text: (one.object_id if (one := directory.assignee(view, HOME, text)) else None)
            for text in (
                "Alice@contoso.com",
                alice,
                readers,
                made["appId"],
                "api://portal",
                service,
                "Readers",
                UNKNOWN,
            )
        }
        assert found == {
            "Alice@contoso.com": alice,
            alice: alice,
            readers: readers,
            made["appId"]: service,
            "api://portal": service,
            service: service,
            "Readers": None,
            UNKNOWN: None,
        }
        assert directory.assignee(view, PARTNER, alice) is None
        assert directory.principal_with_id(view, HOME, made["id"]) is None  # an application is no principal
        assert directory.home_of(view, made["appId"]) == (HOME, directory.get(view, HOME, Application, made["id"]))
        assert directory.principal_names(view, HOME) == sorted(
            ["Alice", "Readers", "alice@contoso.com", made["appId"], "portal"]
        )


def test_a_changed_object_keeps_when_it_was_made(context: Context) -> None:
    identity = user(context, "Alice")
    later = context._replace(clock=FixedClock(worlds.NOW + timedelta(days=1)))
    directory_users.update(later, None, identity, display_name="A")
    with context.store.reading() as view:
        found = directory.get(view, HOME, User, identity)
        assert found == replace(found, created_date_time="2026-01-07T05:56:46Z")  # type: ignore[type-var]
