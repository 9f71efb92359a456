"""Galleries: what the service fills in, what may change, who may use them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest

from refusals import refused
from sig.domain import gallery, sharing
from sig.domain.choices import Permissions, SharingGroupType
from sig.domain.codec import encode
from sig.domain.errors import (
    CannotDeleteResource,
    Conflict,
    InvalidParameter,
    InvalidResourceLocation,
    InvalidResourceName,
    LocationNotAvailable,
    OperationNotAllowed,
)
from sig.domain.gallery import Gallery, GalleryProperties, SoftDeletePolicy
from sig.domain.gallery_identity import Identity, UserAssignedIdentity
from sig.domain.profile import CURRENT, PROFILE_2021, Profile
from sig.domain.resource_id import definition_id, gallery_id
from sig.domain.sharing import CommunityGalleryInfo, SharingGroup, SharingProfile

ID = gallery_id("0000-sub", "Images", "Main")
MANAGED = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/images"
INFO = CommunityGalleryInfo(publisher_uri="puburi", publisher_contact="a@b.c", eula="eula", public_name_prefix="pre")
PROFILE = "gallery.properties.sharingProfile"
ONE, TWO = "11111111-aaaa-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


def guids() -> Callable[[], str]:
    numbers: Iterator[int] = count(1)
    return lambda: f"guid-{next(numbers)}"


def put(
    request: Gallery | None = None,
    stored: Gallery | None = None,
    profile: Profile = PROFILE_2021,
    name: str = "Main",
) -> Gallery:
    request = request or Gallery(location="westus")
    return gallery.put(gallery_id("0000-sub", "Images", name), request, stored, profile, guids())


def with_properties(properties: GalleryProperties) -> Gallery:
    return Gallery(location="westus", properties=properties)


def shared(permissions: Permissions | None, info: CommunityGalleryInfo | None = None) -> Gallery:
    profile = SharingProfile(permissions=permissions, community_gallery_info=info)
    return with_properties(GalleryProperties(sharing_profile=profile))


def sharing_of(made: Gallery) -> SharingProfile:
    profile = made.properties.sharing_profile
    assert profile is not None
    return profile


# What a PUT leaves behind


def test_a_minimal_gallery_gets_its_envelope_and_its_unique_name_and_nothing_else() -> None:
    assert encode(put(Gallery(location="West US"))) == {
        "name": "Main",
        "id": "/subscriptions/0000-sub/resourceGroups/Images/providers/Microsoft.Compute/galleries/Main",
        "type": "Microsoft.Compute/galleries",
        "location": "westus",
        "properties": {"identifier": {"uniqueName": "0000-sub-MAIN"}},
    }


def test_the_unique_name_keeps_underscores_and_periods() -> None:
    assert gallery.unique_name(gallery_id("s", "g", "my_gal.1")) == "s-MY_GAL.1"


@pytest.mark.parametrize("tags", [None, {}, {"k": "v", "e": ""}])
def test_tags_are_echoed_as_sent_and_absent_when_not(tags: dict[str, str] | None) -> None:
    assert put(Gallery(location="westus", tags=tags)).tags == tags


def test_a_put_on_an_existing_gallery_keeps_its_name_and_id_in_their_casing() -> None:
    stored = put()
    again = put(stored=stored, name="MAIN")
    assert (again.name, again.id) == (stored.name, stored.id)


def test_a_put_replaces_the_description_and_tags() -> None:
    stored = put(Gallery(location="westus", tags={"a": "1"}, properties=GalleryProperties(description="old")))
    again = put(stored=stored)
    assert (again.tags, again.properties.description) == (None, None)


def test_a_put_without_sharing_and_soft_delete_keeps_both() -> None:
    properties = GalleryProperties(
        sharing_profile=SharingProfile(permissions=Permissions.GROUPS),
        soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=True),
    )
    again = put(stored=put(with_properties(properties))).properties
    assert again.sharing_profile == properties.sharing_profile
    assert again.soft_delete_policy == properties.soft_delete_policy


# What a PUT refuses


@pytest.mark.parametrize(("name", "kind"), [("my-gal", InvalidParameter), ("gal_", InvalidResourceName)])
def test_a_put_checks_the_name_of_the_gallery(name: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        put(name=name)


def test_r004_an_unknown_location_is_refused_for_galleries() -> None:
    with refused(LocationNotAvailable, "'mars'", "Microsoft.Compute/galleries", rule="R004", target="location"):
        put(Gallery(location="mars"))


def test_r006_a_gallery_does_not_move_to_another_location() -> None:
    said = ("'Main' already exists in location 'westus'", "'Images'", "location 'eastus'")
    with refused(InvalidResourceLocation, *said, rule="R006", target="location"):
        put(Gallery(location="eastus"), put())


@pytest.mark.parametrize(
    "tags", [{"": "v"}, {"k" * 513: "v"}, {"k": "v" * 257}, {f"k{number}": "v" for number in range(51)}]
)
def test_tags_beyond_what_arm_allows_are_refused(tags: dict[str, str]) -> None:
    with refused(InvalidParameter, "tag", target="tags", rule="R112"):
        put(Gallery(location="westus", tags=tags))


def test_r005_the_refusal_of_a_taken_name_names_the_subscription_and_the_other_group() -> None:
    refusal = gallery.refuse_duplicate(ID, gallery_id("0000-sub", "Other", "main"))
    with refused(Conflict, "'Main'", "'0000-sub'", "'Other'", rule="R005", target="gallery.name"):
        raise refusal


# Soft delete: rule R092


def policy_of(policy: SoftDeletePolicy, profile: Profile) -> SoftDeletePolicy | None:
    return put(
        with_properties(GalleryProperties(soft_delete_policy=policy)), profile=profile
    ).properties.soft_delete_policy


def test_soft_delete_is_off_unless_said() -> None:
    assert not gallery.soft_deletes(put())
    on = SoftDeletePolicy(is_soft_delete_enabled=True)
    assert gallery.soft_deletes(put(with_properties(GalleryProperties(soft_delete_policy=on))))


@pytest.mark.parametrize(
    ("policy", "days"),
    [
        (None, (7, 0)),
        (SoftDeletePolicy(), (7, 0)),
        (SoftDeletePolicy(retention_period_in_days=30, grace_period_in_days=3), (30, 3)),
        (SoftDeletePolicy(retention_period_in_days=0), (0, 0)),
    ],
)
def test_r092_retention_is_7_days_and_grace_none_unless_said(
    policy: SoftDeletePolicy | None, days: tuple[int, int]
) -> None:
    assert gallery.retention_days(with_properties(GalleryProperties(soft_delete_policy=policy))) == days


@pytest.mark.parametrize("profile", [PROFILE_2021, CURRENT])
@pytest.mark.parametrize(
    ("policy", "name"),
    [
        (SoftDeletePolicy(retention_period_in_days=-1), "retentionPeriodInDays"),
        (SoftDeletePolicy(grace_period_in_days=-1), "gracePeriodInDays"),
    ],
)
def test_r092_a_negative_number_of_days_is_refused(policy: SoftDeletePolicy, name: str, profile: Profile) -> None:
    target = f"gallery.properties.softDeletePolicy.{name}"
    with refused(InvalidParameter, "-1", name, "0 or more", rule="R092", target=target):
        policy_of(policy, profile)


@pytest.mark.parametrize(
    "policy", [SoftDeletePolicy(retention_period_in_days=30), SoftDeletePolicy(grace_period_in_days=1)]
)
def test_r092_the_days_can_be_chosen_in_the_current_profile_only(policy: SoftDeletePolicy) -> None:
    assert policy_of(policy, CURRENT) == policy
    said = ("7 days", "'2021'", "--profile current")
    with refused(InvalidParameter, *said, rule="R092", target="gallery.properties.softDeletePolicy"):
        policy_of(policy, PROFILE_2021)


def test_r092_naming_the_fixed_days_of_2021_is_no_change() -> None:
    policy = SoftDeletePolicy(is_soft_delete_enabled=True, retention_period_in_days=7, grace_period_in_days=0)
    assert policy_of(policy, PROFILE_2021) == policy


# Deletion: rules R007 and R013


def test_r007_a_gallery_that_holds_others_is_not_deleted_and_three_of_them_are_named() -> None:
    nested = [definition_id("s", "g", "Main", name) for name in ("a", "b", "c", "d")]
    said = ("'Microsoft.Compute/galleries/Main/images/a, ", "images/c'", "Delete versions first")
    with refused(CannotDeleteResource, *said, rule="R007"):
        gallery.check_deletable(put(), nested)


def test_r013_a_public_gallery_is_reset_before_it_is_deleted() -> None:
    made = put(shared(Permissions.COMMUNITY, INFO))
    gallery.check_deletable(made, [])
    public = replace(made.properties, sharing_profile=sharing.enable_community(sharing_of(made)))
    with refused(OperationNotAllowed, "'Main'", "sig share reset -r Main", rule="R013"):
        gallery.check_deletable(replace(made, properties=public), [])


# Identities


def test_a_system_assigned_identity_gets_a_principal_and_keeps_its_tenant() -> None:
    made = put(Gallery(location="westus", identity=Identity(type="systemassigned", tenant_id="here")))
    assert made.identity == Identity(type="SystemAssigned", principal_id="guid-1", tenant_id="here")
    again = put(Gallery(location="westus", identity=Identity(type="SystemAssigned", tenant_id="there")), made)
    assert again.identity == made.identity


def test_user_assigned_identities_get_principals_and_both_types_are_written_with_a_space() -> None:
    wanted = Identity(type="SystemAssigned,UserAssigned", user_assigned_identities={MANAGED: UserAssignedIdentity()})
    made = put(Gallery(location="westus", identity=wanted)).identity
    assert made is not None
    assert made.type == "SystemAssigned, UserAssigned"
    assert made.user_assigned_identities == {MANAGED: UserAssignedIdentity(client_id="guid-1", principal_id="guid-2")}


def test_an_identity_keeps_the_principals_it_has() -> None:
    wanted = Identity(type="SystemAssigned,UserAssigned", user_assigned_identities={MANAGED: UserAssignedIdentity()})
    stored = put(Gallery(location="westus", identity=wanted))
    assert put(Gallery(location="westus", identity=wanted), stored).identity == stored.identity


def test_an_identity_of_no_type_is_none() -> None:
    assert put(Gallery(location="westus", identity=Identity())).identity == Identity(type="None")


# Permissions: rules R011 and R012


@pytest.mark.parametrize("permissions", [Permissions.PRIVATE, Permissions.GROUPS])
def test_permissions_are_chosen_at_creation(permissions: Permissions) -> None:
    assert sharing_of(put(shared(permissions))) == SharingProfile(permissions=permissions)


def test_a_sharing_profile_that_says_nothing_is_none() -> None:
    assert put(shared(None)).properties.sharing_profile is None


def test_a_community_gallery_gets_its_public_name_and_is_not_yet_public() -> None:
    info = sharing_of(put(shared(Permissions.COMMUNITY, INFO))).community_gallery_info
    assert info == replace(INFO, community_gallery_enabled=False, public_names=("pre-guid-1",))


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("publisher_uri", "publisherUri"),
        ("publisher_contact", "publisherContact"),
        ("eula", "eula"),
        ("public_name_prefix", "publicNamePrefix"),
    ],
)
def test_r011_a_community_gallery_needs_all_four_facts(member: str, name: str) -> None:
    target = f"{PROFILE}.communityGalleryInfo"
    with refused(InvalidParameter, f"missing: {name}.", "--public-name-prefix", rule="R011", target=target):
        put(shared(Permissions.COMMUNITY, replace(INFO, **{member: None})))


def test_r011_a_community_gallery_without_any_fact_is_refused() -> None:
    with refused(InvalidParameter, "missing: publisherUri,", rule="R011", target=f"{PROFILE}.communityGalleryInfo"):
        put(shared(Permissions.COMMUNITY))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, Permissions.GROUPS),
        (Permissions.PRIVATE, Permissions.COMMUNITY),
        (Permissions.GROUPS, Permissions.PRIVATE),
    ],
)
def test_r012_permissions_do_not_change_by_an_update(before: Permissions | None, after: Permissions) -> None:
    said = (f"'{before or Permissions.PRIVATE}' to '{after}. ", "POST ShareGallery", "--permissions")
    with refused(InvalidParameter, *said, rule="R012", target=f"{PROFILE}.permissions"):
        put(shared(after), put(shared(before)))


def test_r012_leaving_groups_for_private_is_what_reset_is_for() -> None:
    with refused(InvalidParameter, "sig share reset", rule="R012", target=f"{PROFILE}.permissions"):
        put(shared(Permissions.PRIVATE), put(shared(Permissions.GROUPS)))


def test_an_update_of_a_community_gallery_changes_its_facts_and_keeps_its_public_name() -> None:
    stored = put(shared(Permissions.COMMUNITY, INFO))
    again = put(shared(None, CommunityGalleryInfo(eula="new")), stored)
    before = sharing_of(stored).community_gallery_info
    assert before is not None
    assert sharing_of(again).community_gallery_info == replace(before, eula="new")


def test_the_same_permissions_again_keep_the_groups() -> None:
    stored = put(shared(Permissions.GROUPS))
    groups = sharing.add(sharing_of(stored), [subscriptions(ONE)])
    stored = replace(stored, properties=replace(stored.properties, sharing_profile=groups))
    assert sharing_of(put(shared(Permissions.GROUPS), stored)) == groups


# Sharing: add, remove, reset, enable the community

DIRECT = SharingProfile(permissions=Permissions.GROUPS)


def subscriptions(*ids: str) -> SharingGroup:
    return SharingGroup(type=SharingGroupType.SUBSCRIPTIONS, ids=ids)


def tenants(*ids: str) -> SharingGroup:
    return SharingGroup(type=SharingGroupType.TENANTS, ids=ids)


def test_adding_lists_subscriptions_before_tenants_in_the_order_given() -> None:
    assert sharing.add(DIRECT, [tenants(ONE), subscriptions(TWO, ONE)]).groups == (
        subscriptions(TWO, ONE),
        tenants(ONE),
    )


def test_adding_is_a_union_without_regard_to_case() -> None:
    once = sharing.add(DIRECT, [subscriptions(ONE)])
    assert sharing.add(once, [subscriptions(ONE.upper(), TWO)]).groups == (subscriptions(ONE, TWO),)


def test_removing_keeps_the_rest_and_ignores_what_was_not_shared() -> None:
    both = sharing.add(DIRECT, [subscriptions(ONE, TWO)])
    assert sharing.remove(both, [subscriptions(ONE.upper()), tenants(TWO)]).groups == (subscriptions(TWO),)


def test_a_group_that_loses_its_last_id_disappears() -> None:
    both = sharing.add(DIRECT, [subscriptions(ONE), tenants(TWO)])
    assert sharing.remove(both, [subscriptions(ONE)]).groups == (tenants(TWO),)
    assert sharing.remove(DIRECT, [subscriptions(ONE)]).groups is None


def test_nothing_to_add_changes_nothing() -> None:
    assert sharing.add(DIRECT, [SharingGroup(type=SharingGroupType.TENANTS)]) == DIRECT


def test_a_reset_leaves_a_private_gallery() -> None:
    assert encode(sharing.reset()) == {"permissions": "Private"}


@pytest.mark.parametrize("verb", ["added", "removed"])
@pytest.mark.parametrize(
    "profile", [None, SharingProfile(), sharing.reset(), SharingProfile(permissions=Permissions.COMMUNITY)]
)
def test_only_a_gallery_with_permissions_groups_is_shared_directly(profile: SharingProfile | None, verb: str) -> None:
    action = sharing.add if verb == "added" else sharing.remove
    has = (profile and profile.permissions) or "Private"
    said = (verb, f"'{has}', not 'Groups'", "sig create --permissions Groups")
    with refused(OperationNotAllowed, *said, target=f"{PROFILE}.permissions", rule="R118"):
        action(profile, [subscriptions(ONE)])


@pytest.mark.parametrize("text", ["", "contoso", ONE + "0", "1" * 36, "x" * 100_000])
def test_what_is_no_guid_is_not_shared_with(text: str) -> None:
    for action in (sharing.add, sharing.remove):
        with refused(InvalidParameter, f"'{text[:50]}", "a GUID", target=f"{PROFILE}.groups", rule="R117"):
            action(DIRECT, [subscriptions(text)])


def test_a_sharing_group_without_a_type_is_refused() -> None:
    with refused(InvalidParameter, "Subscriptions or AADTenants", target=f"{PROFILE}.groups", rule="R117"):
        sharing.add(DIRECT, [SharingGroup(ids=(ONE,))])


@pytest.mark.parametrize(("group", "limit"), [(subscriptions, 30), (tenants, 5)])
def test_a_gallery_is_shared_with_30_subscriptions_and_5_tenants_at_most(
    group: Callable[..., SharingGroup], limit: int
) -> None:
    ids = [f"00000000-0000-0000-0000-{number:012}" for number in range(limit + 1)]
    full = sharing.add(DIRECT, [group(*ids[:limit])])
    with refused(InvalidParameter, f"at most {limit}", f"make {limit + 1}", target=f"{PROFILE}.groups", rule="R116"):
        sharing.add(full, [group(ids[limit])])


def test_enabling_the_community_flips_only_that() -> None:
    made = sharing_of(put(shared(Permissions.COMMUNITY, INFO)))
    public = sharing.enable_community(made)
    assert sharing.is_public(public)
    info = made.community_gallery_info
    assert info is not None
    assert public == replace(made, community_gallery_info=replace(info, community_gallery_enabled=True))


@pytest.mark.parametrize("profile", [None, sharing.reset(), DIRECT, SharingProfile(permissions=Permissions.COMMUNITY)])
def test_only_a_gallery_created_for_the_community_becomes_public(profile: SharingProfile | None) -> None:
    has = (profile and profile.permissions) or "Private"
    with refused(
        OperationNotAllowed,
        f"'{has}', not 'Community'",
        "sig create --permissions Community",
        target=f"{PROFILE}.permissions",
        rule="R119",
    ):
        sharing.enable_community(profile)
