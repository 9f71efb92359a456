"""In-VM access control profiles and their versions: what is kept, filled in, ordered, fixed and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain.choices import (
    AccessControlMode,
    EndpointAccess,
    EndpointType,
    OsType,
    StorageAccountType,
)
from sig.domain.codec import decode, encode
from sig.domain.errors import (
    InvalidParameter,
    InvalidResourceLocation,
    LocationNotAvailable,
    PropertyChangeNotAllowed,
)
from sig.domain.in_vm_access_control_profile import AccessControlProfile, AccessControlProfileProperties
from sig.domain.in_vm_access_control_profile import put as put_profile
from sig.domain.in_vm_access_control_profile_version import (
    AccessControlIdentity,
    AccessControlProfileVersion,
    AccessControlRoleAssignment,
    AccessControlRules,
    AccessControlVersionProperties,
    Privilege,
    Role,
    TargetLocation,
    target_region_names,
)
from sig.domain.in_vm_access_control_profile_version import put as put_version
from sig.domain.names import check_access_profile_name
from sig.domain.profile import CURRENT, PROFILE_2021, Profile
from sig.domain.replication import RegionPlan
from sig.domain.resource_id import gallery_id
from sig.domain.response import access_control_profile_version

if TYPE_CHECKING:
    from typing import Any

SUB = "00000000-0000-0000-0000-000000000000"
NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)
PROFILE = gallery_id(SUB, "images", "Main").child("inVMAccessControlProfiles", "imds")
VERSION = PROFILE.child("versions", "1.0.0")
ROOT = "galleryInVMAccessControlProfile.properties"
VERSION_ROOT = "galleryInVMAccessControlProfileVersion.properties"


def profile(stored: AccessControlProfile | None = None, location: str = "westus", **properties: Any) -> Any:
    given = {"os_type": OsType.LINUX, "applicable_host_endpoint": EndpointType.IMDS, **properties}
    request = AccessControlProfile(location=location, properties=AccessControlProfileProperties(**given))
    return put_profile(PROFILE, request, stored)


def version(
    stored: AccessControlProfileVersion | None = None,
    *regions: str,
    location: str = "westus",
    era: Profile = PROFILE_2021,
    now: datetime = NOW,
    **properties: Any,
) -> AccessControlProfileVersion:
    given = {"mode": AccessControlMode.AUDIT, "default_access": EndpointAccess.ALLOW, **properties}
    if regions:
        given["target_locations"] = tuple(TargetLocation(name=name) for name in regions)
    request = AccessControlProfileVersion(location=location, properties=AccessControlVersionProperties(**given))
    return put_version(VERSION, request, stored, era, now)


def with_rules(**members: Any) -> AccessControlProfileVersion:
    return version(rules=AccessControlRules(**members))


def test_a_profile_has_its_members_in_the_order_of_the_service() -> None:
    document = encode(profile(description="Tokens"))
    assert list(document) == ["name", "id", "type", "location", "properties"]
    assert list(document["properties"].items()) == [
        ("description", "Tokens"),
        ("osType", "Linux"),
        ("applicableHostEndpoint", "IMDS"),
    ]
    assert document["type"] == "Microsoft.Compute/galleries/inVMAccessControlProfiles"
    assert decode(AccessControlProfile, document) == profile(description="Tokens")


def test_a_profile_that_is_put_again_loses_what_is_not_named_and_may_change_its_endpoint() -> None:
    stored = profile(description="Tokens")
    again = profile(stored, applicable_host_endpoint=EndpointType.WIRE_SERVER)
    assert again.properties.description is None
    assert again.properties.applicable_host_endpoint is EndpointType.WIRE_SERVER


def test_a_profile_keeps_its_operating_system_its_place_and_its_name() -> None:
    stored = profile()
    for changed in (OsType.WINDOWS, None):
        with refused(PropertyChangeNotAllowed, rule="R482", target=f"{ROOT}.osType"):
            profile(stored, os_type=changed)
    with refused(InvalidResourceLocation, "'westus'", rule="R020", target="location"):
        profile(stored, location="eastus")
    with refused(InvalidParameter, "'other'", rule="R353", target="galleryInVMAccessControlProfile.name"):
        put_profile(PROFILE, replace(stored, name="other"), stored)


def test_a_profile_needs_an_operating_system_and_an_endpoint() -> None:
    with refused(InvalidParameter, "--os-type", rule="R482", target=f"{ROOT}.osType"):
        profile(os_type=None)
    with refused(InvalidParameter, "--applicable-host-endpoint", rule="R483", target=f"{ROOT}.applicableHostEndpoint"):
        profile(applicable_host_endpoint=None)


@pytest.mark.parametrize("name", ["a", "7", "web-imds", "a.b_c-d", "a" * 80])
def test_a_name_of_letters_and_digits_with_single_signs_between_is_accepted(name: str) -> None:
    check_access_profile_name(name)


@pytest.mark.parametrize("name", ["", "-a", "a-", "a--b", "a._b", "a b", "é", "a/b", "..", "a\n", "a" * 81])
def test_r480_another_name_is_refused(name: str) -> None:
    with refused(InvalidParameter, "80", rule="R480", target="galleryInVMAccessControlProfile.name"):
        check_access_profile_name(name)


def test_r480_a_name_that_nearly_fits_is_refused_at_once() -> None:
    started = perf_counter()
    with refused(InvalidParameter, rule="R480", target="galleryInVMAccessControlProfile.name"):
        check_access_profile_name("a" * 79 + "!")
    assert perf_counter() - started < 1


def test_a_version_says_that_it_is_a_profile_and_has_its_members_in_the_order_of_the_service() -> None:
    document = encode(with_rules(privileges=(Privilege(name="all", path="/", query_parameters={"b": "1"}),)))
    assert document["type"] == "Microsoft.Compute/galleries/inVMAccessControlProfiles"
    assert list(document["properties"].items()) == [
        ("mode", "Audit"),
        ("defaultAccess", "Allow"),
        ("rules", {"privileges": [{"name": "all", "path": "/", "queryParameters": {"b": "1"}}]}),
        ("targetLocations", [{"name": "westus"}]),
        ("excludeFromLatest", False),
        ("publishedDate", "2026-01-07T05:56:46+00:00"),
    ]
    assert document["id"].endswith("/inVMAccessControlProfiles/imds/versions/1.0.0")


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ((), ["westus"]),
        (("eastus", "westus"), ["westus", "eastus"]),
        (("East US", "WestUS", "japaneast"), ["westus", "eastus", "japaneast"]),
        (("westus", "japaneast", "eastus"), ["westus", "japaneast", "eastus"]),
    ],
)
def test_the_home_region_comes_first_and_the_others_stay_in_their_order(
    asked: tuple[str, ...], kept: list[str]
) -> None:
    assert target_region_names(version(None, *asked)) == kept


def test_a_version_that_is_put_again_keeps_the_day_of_its_publishing_and_nothing_else() -> None:
    stored = version(None, "westus", "eastus", rules=AccessControlRules(), exclude_from_latest=True)
    again = version(stored, now=NOW + timedelta(days=1)).properties
    assert again == version().properties


@pytest.mark.parametrize("asked", [("eastus",), ("eastus", "West US 2")])
def test_r487_a_version_without_its_own_region_is_refused(asked: tuple[str, ...]) -> None:
    with refused(InvalidParameter, "'westus'", rule="R487", target=f"{VERSION_ROOT}.targetLocations"):
        version(None, *asked)


def test_a_region_is_known_and_named_once() -> None:
    with refused(LocationNotAvailable, "eastus", rule="R044", target=f"{VERSION_ROOT}.targetLocations"):
        version(None, "westus", "eastuss")
    with refused(LocationNotAvailable, rule="R044", target=f"{VERSION_ROOT}.targetLocations"):
        version(target_locations=(TargetLocation(),))
    with refused(InvalidParameter, "West US", rule="R043", target=f"{VERSION_ROOT}.targetLocations"):
        version(None, "westus", "West US")


def test_what_is_said_of_a_region_beside_its_name_is_checked_and_kept() -> None:
    one = TargetLocation(name="westus", regional_replica_count=11)
    target = f"{VERSION_ROOT}.targetLocations.regionalReplicaCount"
    with refused(InvalidParameter, "10", rule="R045", target=target):
        version(target_locations=(one,))
    assert version(target_locations=(one,), era=CURRENT).properties.target_locations == (one,)
    zrs = TargetLocation(name="westus", storage_account_type=StorageAccountType.STANDARD_ZRS)
    with refused(
        InvalidParameter, "Standard_LRS", rule="R032", target=f"{VERSION_ROOT}.targetLocations.storageAccountType"
    ):
        version(target_locations=(zrs,))


@pytest.mark.parametrize(("member", "name"), [("mode", "mode"), ("default_access", "defaultAccess")])
def test_r484_a_version_says_how_strict_it_is(member: str, name: str) -> None:
    with refused(InvalidParameter, f"'{name}'", rule="R484", target=f"{VERSION_ROOT}.{name}"):
        version(**{member: None})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["1.0", "01.0.0", "1.0.2147483648", "latest", ""])
def test_r040_a_version_has_three_numbers(name: str) -> None:
    with refused(InvalidParameter, "Major(int32)", rule="R040", target="galleryInVMAccessControlProfileVersionName"):
        put_version(
            PROFILE.child("versions", name), AccessControlProfileVersion(location="westus"), None, PROFILE_2021, NOW
        )


TOKENS = Privilege(name="tokens", path="/token")
ASKER = Role(name="asker", privileges=("Tokens",))
AGENT = AccessControlIdentity(name="agent", exe_path="/usr/bin/agent")


def test_whole_rules_that_speak_of_each_other_in_any_case_are_kept_as_given() -> None:
    rules = AccessControlRules(
        privileges=(TOKENS,),
        roles=(ASKER,),
        identities=(AGENT,),
        role_assignments=(AccessControlRoleAssignment(role="ASKER", identities=("Agent",)),),
    )
    kept = version(rules=rules)
    assert kept.properties.rules == rules
    assert decode(AccessControlProfileVersion, encode(kept)) == kept


@pytest.mark.parametrize(
    ("members", "where"),
    [
        ({"privileges": (Privilege(path="/token"),)}, "privileges.name"),
        ({"privileges": (TOKENS, replace(TOKENS, name="TOKENS"))}, "privileges.name"),
        ({"privileges": (Privilege(name="tokens"),)}, "privileges.path"),
        ({"roles": (Role(privileges=("tokens",)),)}, "roles.name"),
        ({"roles": (Role(name="asker", privileges=()),)}, "roles.privileges"),
        ({"identities": (AccessControlIdentity(user_name="root"),)}, "identities.name"),
        ({"role_assignments": (AccessControlRoleAssignment(identities=("agent",)),)}, "roleAssignments"),
        ({"role_assignments": (AccessControlRoleAssignment(role="asker"),)}, "roleAssignments"),
    ],
)
def test_r485_rules_that_are_not_whole_are_refused(members: dict[str, Any], where: str) -> None:
    with refused(InvalidParameter, "a name is given once", rule="R485", target=f"{VERSION_ROOT}.rules.{where}"):
        with_rules(**members)


@pytest.mark.parametrize(
    ("members", "where", "said"),
    [
        ({"roles": (ASKER,)}, "roles.privileges", "None is defined."),
        (
            {"privileges": (TOKENS,), "roles": (replace(ASKER, privileges=("tokens", "token")),)},
            "roles.privileges",
            "There are: tokens.",
        ),
        (
            {
                "identities": (AGENT,),
                "role_assignments": (AccessControlRoleAssignment(role="asker", identities=("agent",)),),
            },
            "roleAssignments.role",
            "no 'asker'",
        ),
        (
            {
                "privileges": (TOKENS,),
                "roles": (ASKER,),
                "identities": (AGENT,),
                "role_assignments": (AccessControlRoleAssignment(role="asker", identities=("agnet",)),),
            },
            "roleAssignments.identities",
            "There are: agent.",
        ),
    ],
)
def test_r486_rules_that_speak_of_what_is_not_there_are_refused(members: dict[str, Any], where: str, said: str) -> None:
    with refused(InvalidParameter, said, rule="R486", target=f"{VERSION_ROOT}.rules.{where}"):
        with_rules(**members)


def test_a_version_is_shown_with_its_replication_unasked_and_details_only_of_what_failed() -> None:
    body = encode(version(None, "westus", "eastus"))
    plan = [
        RegionPlan(
            region="eastus", started_at=NOW.isoformat(), seconds=0, stops_at=40, failure="No room.", code="Internal"
        )
    ]
    shown = access_control_profile_version(body, plan, NOW)["properties"]
    assert list(shown)[-2:] == ["provisioningState", "replicationStatus"]
    assert shown["provisioningState"] == "Failed"
    assert shown["replicationStatus"] == {
        "aggregatedState": "Failed",
        "summary": [
            {"progress": 100, "region": "westus", "state": "Completed"},
            {
                "progress": 40,
                "region": "eastus",
                "state": "Failed",
                "details": "Replication failed in this region due to 'No room.'",
            },
        ],
    }
    assert "replicationStatus" not in body["properties"]
