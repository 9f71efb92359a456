"""Laws of in-VM access control profiles: where their regions stand, and what putting a version over itself does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sig.domain.choices import AccessControlMode, EndpointAccess
from sig.domain.codec import decode, encode
from sig.domain.in_vm_access_control_profile_version import (
    AccessControlIdentity,
    AccessControlProfileVersion,
    AccessControlRoleAssignment,
    AccessControlRules,
    AccessControlVersionProperties,
    Privilege,
    Role,
    TargetLocation,
    put,
    target_region_names,
)
from sig.domain.profile import PROFILE_2021
from sig.domain.regions import Region, public_regions
from sig.domain.resource_id import gallery_id

NOW = datetime(2026, 1, 7, tzinfo=UTC)
VERSION = gallery_id("00000000-0000-0000-0000-000000000000", "images", "Main").child("inVMAccessControlProfiles", "p")
REGIONS = st.lists(st.sampled_from(public_regions()), min_size=1, max_size=6, unique=True)
NAMES = st.lists(st.text(min_size=1, max_size=8), max_size=4, unique_by=str.casefold)


@st.composite
def rules(draw: st.DrawFn) -> AccessControlRules:
    """Rules whose parts speak of nothing but each other."""
    privileges, roles, identities = draw(NAMES), draw(NAMES), draw(NAMES)
    some_privileges = st.lists(st.sampled_from(privileges), min_size=1) if privileges else st.nothing()
    some_identities = st.lists(st.sampled_from(identities), min_size=1) if identities else st.nothing()
    held = [Role(name=name, privileges=tuple(draw(some_privileges))) for name in roles if privileges]
    assigned = st.builds(
        lambda role, who: AccessControlRoleAssignment(role=role.name, identities=tuple(who)),
        st.sampled_from(held) if held else st.nothing(),
        some_identities,
    )
    return AccessControlRules(
        privileges=tuple(Privilege(name=name, path=f"/{name}") for name in privileges),
        roles=tuple(held),
        identities=tuple(AccessControlIdentity(name=name) for name in identities),
        role_assignments=tuple(draw(st.lists(assigned, max_size=3))) if held and identities else None,
    )


def version(*names: str, home: str, given_rules: AccessControlRules | None = None) -> AccessControlProfileVersion:
    properties = AccessControlVersionProperties(
        mode=AccessControlMode.AUDIT,
        default_access=EndpointAccess.DENY,
        rules=given_rules,
        target_locations=tuple(TargetLocation(name=name) for name in names),
    )
    request = AccessControlProfileVersion(location=home, properties=properties)
    return put(VERSION.child("versions", "1.0.0"), request, None, PROFILE_2021, NOW)


@given(REGIONS, st.data())
def test_the_home_region_is_first_and_the_others_keep_their_order(regions: list[Region], data: st.DataObject) -> None:
    home = data.draw(st.sampled_from(regions))
    spelled = [data.draw(st.sampled_from((region.name, region.display_name))) for region in regions]
    others = [region.name for region in regions if region != home]
    assert target_region_names(version(*spelled, home=home.display_name)) == [home.name, *others]


@given(REGIONS, rules())
def test_a_version_put_over_itself_stays_as_it_is(regions: list[Region], given_rules: AccessControlRules) -> None:
    names = [region.name for region in regions]
    made = version(*names, home=names[-1], given_rules=given_rules)
    stored = decode(AccessControlProfileVersion, encode(made))
    assert put(VERSION.child("versions", "1.0.0"), stored, stored, PROFILE_2021, NOW + timedelta(days=1)) == made
