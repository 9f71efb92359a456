"""Directory objects: names, passwords, groups in groups, filters, and what Graph answers of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain import directory, directory_filter, directory_views
from sig.domain.codec import decode, encode
from sig.domain.directory import (
    Application,
    Group,
    HomeUser,
    PasswordCredential,
    PrincipalType,
    ServicePrincipal,
    SignInAudience,
    User,
    UserType,
)
from sig.domain.errors import DirectoryQueryUnsupported, DirectoryRequestInvalid
from sig.domain.resource_id import ResourceId

if TYPE_CHECKING:
    from typing import Any

TENANT = "11111111-1111-1111-1111-111111111111"
ALICE = User(
    id="aaaaaaaa-0000-0000-0000-000000000001",
    display_name="Alice O'Neil",
    user_principal_name="alice@contoso.com",
    mail_nickname="alice",
    created_date_time="2026-01-07T05:56:46Z",
)
READERS = Group(id="cccccccc-0000-0000-0000-000000000001", display_name="Readers", mail_nickname="readers")
PORTAL = Application(id="dddddddd-0000-0000-0000-000000000001", app_id="a" * 8, display_name="portal")
SERVICE = ServicePrincipal(
    id="eeeeeeee-0000-0000-0000-000000000001",
    app_id="a" * 8,
    display_name="portal",
    app_owner_organization_id=TENANT,
    service_principal_names=("a" * 8, "api://portal"),
)


def group(name: str, *members: str) -> Group:
    return Group(id=name, display_name=name, mail_nickname=name, members=members)


def by_id(*groups: Group) -> dict[str, Group]:
    return {one.id: one for one in groups}


# Names


@pytest.mark.parametrize(
    "name",
    [
        "alice@contoso.com",
        "o'neil@a.b",
        "a_b.com#EXT#@x.onmicrosoft.com",
        "a+b@c-d.com",
        f"{'a' * 64}@contoso.com",
        f"a@{'c' * 107}.com",
    ],
)
def test_a_principal_name_is_like_an_address(name: str) -> None:
    directory.check(replace(ALICE, user_principal_name=name))


def test_the_name_of_a_guest_is_as_long_as_the_two_that_it_is_made_of() -> None:
    name = f"{'a' * 90}#EXT#@{'c' * 60}.onmicrosoft.com"
    directory.check(replace(ALICE, user_principal_name=name, user_type=UserType.GUEST))


@pytest.mark.parametrize(
    "name",
    [
        "alice",
        "alice@contoso",
        "@contoso.com",
        "al ice@contoso.com",
        "alice@contoso.com\n",
        f"{'a' * 65}@contoso.com",
        f"a@{'c' * 108}.com",
    ],
)
def test_what_is_no_address_is_no_principal_name(name: str) -> None:
    with refused(DirectoryRequestInvalid, rule="R301", target="userPrincipalName"):
        directory.check(replace(ALICE, user_principal_name=name))


@pytest.mark.parametrize("name", ["", "  ", "x" * 257])
def test_an_object_has_a_display_name_of_at_most_256_characters(name: str) -> None:
    for found in (ALICE, READERS, PORTAL, SERVICE):
        directory.check(replace(found, display_name="x" * 256))
        with refused(DirectoryRequestInvalid, rule="R301", target="displayName"):
            directory.check(replace(found, display_name=name))


@pytest.mark.parametrize("nickname", ["", "a b", "a@b", "x" * 65, "a;b"])
def test_a_mail_nickname_is_one_short_word(nickname: str) -> None:
    directory.check(replace(READERS, mail_nickname="x" * 64))
    with refused(DirectoryRequestInvalid, rule="R301", target="mailNickname"):
        directory.check(replace(READERS, mail_nickname=nickname))


@pytest.mark.parametrize("password", ["Abcdef12", "abcdef1!", "ABCDEF1!", "Ab cdefg"])
def test_a_password_of_three_kinds_of_characters_is_taken(password: str) -> None:
    directory.check_password(password)


@pytest.mark.parametrize("password", ["", "Abcde12", "abcdefgh1", "ABCDEFGH!", "Ab1!" * 65])
def test_a_short_long_or_simple_password_is_refused(password: str) -> None:
    with refused(DirectoryRequestInvalid, rule="R303", target="passwordProfile.password"):
        directory.check_password(password)


def test_a_uri_of_an_application_has_scheme_and_host() -> None:
    directory.check(replace(PORTAL, identifier_uris=("api://portal",), redirect_uris=("http://localhost:5000",)))
    with refused(DirectoryRequestInvalid, rule="R306", target="identifierUris"):
        directory.check(replace(PORTAL, identifier_uris=("api://portal", "portal")))
    with refused(DirectoryRequestInvalid, rule="R306", target="web.redirectUris"):
        directory.check(replace(PORTAL, redirect_uris=("https://",)))


def test_a_guest_has_the_name_of_the_user_in_the_domain_of_the_tenant() -> None:
    assert directory.guest_name("alice@contoso.com", TENANT) == f"alice_contoso.com#EXT#@{TENANT}.onmicrosoft.com"


def test_an_application_of_many_organizations_comes_into_other_tenants() -> None:
    assert [audience for audience in SignInAudience if directory.is_multi_tenant(audience)] == [
        SignInAudience.MULTIPLE_ORGS,
        SignInAudience.WITH_PERSONAL,
    ]


# Principals and places


def test_a_principal_goes_by_its_sign_in_name_its_application_or_its_group_name() -> None:
    found = [directory.principal(TENANT, one) for one in (ALICE, READERS, SERVICE)]
    assert [(one.type, one.name, one.object_id) for one in found] == [
        (PrincipalType.USER, "alice@contoso.com", ALICE.id),
        (PrincipalType.GROUP, "Readers", READERS.id),
        (PrincipalType.SERVICE_PRINCIPAL, "aaaaaaaa", SERVICE.id),
    ]


@pytest.mark.parametrize("found", [ALICE, READERS, PORTAL, SERVICE], ids=lambda found: type(found).__name__)
def test_the_place_of_an_object_says_of_which_kind_it_is(found: Any) -> None:
    place = directory.place(TENANT, type(found), found.id)
    assert directory.is_place(place)
    assert directory.kind_at(ResourceId(place.key)) is type(found)


def test_nothing_else_is_a_place_of_an_object() -> None:
    for text in ("/subscriptions/s/resourceGroups/g", "/subscriptions/s"):
        assert not directory.is_place(ResourceId.parse(text))
    assert not directory.is_place(ResourceId((("tenants", TENANT), ("devices", "d"))))
    assert not directory.is_place(ResourceId((("tenants", TENANT),)))


# Groups in groups


def test_who_is_in_a_group_is_in_the_groups_that_it_is_in() -> None:
    groups = by_id(group("team", "alice"), group("unit", "team"), group("all", "unit", "bob"), group("other", "bob"))
    assert directory.memberships(groups, "alice") == {"team", "unit", "all"}
    assert directory.memberships(groups, "bob") == {"all", "other"}
    assert directory.memberships(groups, "team") == {"unit", "all"}
    assert directory.memberships(groups, "nobody") == frozenset()


def test_groups_that_hold_each_other_do_no_harm() -> None:
    groups = by_id(group("a", "b", "alice"), group("b", "a"))
    assert directory.memberships(groups, "alice") == {"a", "b"}
    assert directory.memberships(groups, "a") == {"a", "b"}


def test_a_member_is_added_once_and_a_group_never_to_itself() -> None:
    directory.check_member(group("a", "alice"), "bob")
    for member in ("alice", "a"):
        with refused(DirectoryRequestInvalid, rule="R305", target="members"):
            directory.check_member(group("a", "alice"), member)


# What is stored, and what is answered


def test_an_object_is_read_back_as_it_was_stored() -> None:
    guest = replace(ALICE, user_type=UserType.GUEST, guest_of=HomeUser(tenant_id=TENANT, id=ALICE.id))
    secret = PasswordCredential(key_id="k", start_date_time="2026", end_date_time="2027", hint="abc")
    portal = replace(PORTAL, sign_in_audience=SignInAudience.MULTIPLE_ORGS, password_credentials=(secret,))
    for found in (ALICE, guest, replace(READERS, members=(ALICE.id,)), portal, SERVICE):
        assert decode(type(found), encode(found)) == found


def test_a_user_is_answered_with_the_members_that_az_prints_and_no_others() -> None:
    assert directory_views.entity(TENANT, ALICE) == {
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
        "businessPhones": [],
        "displayName": "Alice O'Neil",
        "givenName": None,
        "id": ALICE.id,
        "jobTitle": None,
        "mail": None,
        "mobilePhone": None,
        "officeLocation": None,
        "preferredLanguage": None,
        "surname": None,
        "userPrincipalName": "alice@contoso.com",
    }


def test_a_group_is_answered_without_its_members_and_with_its_security_identifier() -> None:
    found = directory_views.item(TENANT, replace(READERS, members=(ALICE.id,)))
    assert "members" not in found
    assert (found["securityEnabled"], found["mailEnabled"]) == (True, False)
    assert found["securityIdentifier"] == "S-1-12-1-3435973836-0-0-16777216"


def test_secrets_are_answered_without_the_secret() -> None:
    secret = PasswordCredential(key_id="k", start_date_time="2026", end_date_time="2027", hint="abc")
    for found in (PORTAL, SERVICE):
        shown = directory_views.item(TENANT, replace(found, password_credentials=(secret,)))
        assert shown["passwordCredentials"] == [
            {
                "customKeyIdentifier": None,
                "displayName": None,
                "endDateTime": "2027",
                "hint": "abc",
                "keyId": "k",
                "secretText": None,
                "startDateTime": "2026",
            }
        ]


def test_an_instant_is_written_in_utc_to_the_second() -> None:
    instant = datetime(2026, 1, 7, 5, 56, 46, 999, tzinfo=timezone(timedelta(hours=2)))
    assert directory.graph_time(instant) == "2026-01-07T03:56:46Z"
    assert directory.graph_time(datetime(2026, 1, 7, tzinfo=UTC)) == "2026-01-07T00:00:00Z"


# Filters


@pytest.mark.parametrize(
    "text",
    [
        "displayName eq 'Alice O''Neil'",
        "displayname EQ 'alice o''neil'",
        "startswith(displayName,'ali')",
        "startsWith( userPrincipalName , 'alice@' )",
        "accountEnabled eq true",
        "mail eq null",
        "displayName eq 'Alice O''Neil' and startswith(mailNickname,'a') AND userType eq 'Member'",
    ],
)
def test_a_filter_finds_what_it_describes_in_any_case(text: str) -> None:
    assert directory_filter.parse(text)(directory_views.filterable(TENANT, ALICE))


@pytest.mark.parametrize(
    "text",
    [
        "displayName eq 'Alice'",
        "startswith(displayName,'lice')",
        "accountEnabled eq false",
        "nothing eq 'Alice'",
        "displayName eq 'Alice O''Neil' and userType eq 'Guest'",
    ],
)
def test_a_filter_leaves_out_what_it_does_not_describe(text: str) -> None:
    assert not directory_filter.parse(text)(directory_views.filterable(TENANT, ALICE))


def test_a_filter_finds_one_of_several_names() -> None:
    found = directory_views.filterable(TENANT, SERVICE)
    assert directory_filter.parse("servicePrincipalNames/any(c:c eq 'API://portal')")(found)
    assert not directory_filter.parse("servicePrincipalNames/any(c:c eq 'api')")(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "displayName",
        "displayName ne 'x'",
        "displayName eq x",
        "displayName eq 'x' or mail eq 'y'",
        "displayName eq 'x' and ",
        "displayName eq 'x'and mail eq null",
        "names/any(a:b eq 'x')",
        "displayName eq 'it's'",
    ],
)
def test_another_filter_is_refused(text: str) -> None:
    with refused(DirectoryQueryUnsupported, rule="R311", target="$filter"):
        directory_filter.parse(text)
