"""What callers may do and see: every operation is asked about, and no refusal tells what may not be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

import command_tree
import principals
import worlds
from principals import OTHER_TENANT
from refusals import refused
from sig.domain import actions
from sig.domain.choices import OsState, OsType, Permissions, SharingGroupType
from sig.domain.consumers import consumer
from sig.domain.errors import (
    AuthorizationFailed,
    CannotDeleteResource,
    Conflict,
    LinkedAuthorizationFailed,
    NotFound,
    OperationNotAllowed,
    ParentResourceNotFound,
    ResourceGroupNotFound,
    ResourceNotFound,
    SubscriptionNotFound,
)
from sig.domain.gallery import Gallery, SoftDeletePolicy
from sig.domain.image_definition import DefinitionProperties, Identifier, ImageDefinition
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.pruning import Policy
from sig.domain.resource_id import ResourceId, compute_id, gallery_id, group_id, view_id
from sig.domain.sharing import SharingGroup, SharingProfile
from sig.domain.storage_profile import ImageSource, StorageProfile
from sig.service import (
    accounts,
    authorization,
    comparisons,
    consumers,
    costs,
    galleries,
    gallery_application_versions,
    gallery_applications,
    groups,
    history,
    identities,
    image_definitions,
    image_versions,
    in_vm_access_control_profile_versions,
    in_vm_access_control_profiles,
    inventory,
    limits,
    lineage,
    numbering,
    preflight,
    promotions,
    pruning,
    removals,
    resources,
    revocations,
    role_assignments,
    shared_views,
    shares,
)
from sig.service.promotions import Promotion
from sig.store import ROOT
from worlds import IMAGE, OTHER_SUB, SUB

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from sig.domain.access import Grant
    from sig.service.context import Context
    from sig.store import View

READER, CONTRIBUTOR = "Reader", "Contributor"
OTHERS = ("applications", "inVMAccessControlProfiles")
MANAGED_IDENTITY, BUILDER = "Microsoft.ManagedIdentity", ("userAssignedIdentities", "builder")
VERSIONS = "Microsoft.Compute/galleries/images/versions"
TREE = command_tree.tree()["commands"]


@pytest.fixture
def owner(tmp_path: Path) -> Context:
    """The owner of a store with the user ann, and galleries with definitions and versions."""
    context = worlds.in_memory(tmp_path)
    principals.user(context, "ann")
    main, other = worlds.gallery(context), worlds.gallery(context, "Other")
    for definition in (worlds.definition(context, main), worlds.definition(context, other)):
        for number in ("1.0.0", "2.0.0"):
            worlds.version(context, definition, number)
    worlds.definition(context, main, "db")
    return context


def small(location: str) -> Context:
    """The owner of a store with the user ann and one version."""
    context = worlds.at(location)
    principals.user(context, "ann")
    worlds.version(context, worlds.definition(context, worlds.gallery(context)))
    return context


def given(owner: Context, scope: ResourceId, role: str = READER) -> Context:
    """Ann's context, once she has the role."""
    ann = principals.caller(owner, "ann")
    principals.assign(owner, scope, role, ann.object_id)
    return principals.acting(owner, "ann")


def gallery(name: str = "Main") -> ResourceId:
    return gallery_id(SUB, "images", name)


def web(name: str = "Main") -> ResourceId:
    return gallery(name).child("images", "web")


def one(name: str = "Main", number: str = "1.0.0") -> ResourceId:
    return web(name).child("versions", number)


def application(name: str = "Main") -> ResourceId:
    return gallery(name).child("applications", "agent")


def access_profile(name: str = "Main") -> ResourceId:
    return gallery(name).child("inVMAccessControlProfiles", "imds")


def names(items: list[dict[str, object]]) -> list[object]:
    return [item["name"] for item in items]


def copied_from(source: ResourceId) -> ImageVersion:
    return ImageVersion(
        properties=VersionProperties(storage_profile=StorageProfile(source=ImageSource(id=str(source))))
    )


# Decisions


def test_who_has_no_role_is_refused_in_the_words_of_arm(owner: Context) -> None:
    ann = principals.acting(owner, "ann")
    with pytest.raises(AuthorizationFailed) as caught:
        galleries.show(ann, gallery())
    assert caught.value.message == (
        f"The client 'ann@contoso.com' with object id '{principals.caller(owner, 'ann').object_id}' does not have "
        f"authorization to perform action 'Microsoft.Compute/galleries/read' over scope '{gallery()}' or the scope is "
        "invalid. If access was recently granted, please refresh your credentials."
    )
    assert caught.value.rule == "R167"


def test_without_a_role_what_is_not_there_is_refused_too_and_with_one_it_is_not_found(owner: Context) -> None:
    nowhere = one(number="9.0.0")
    with refused(AuthorizationFailed, str(nowhere), rule="R167"):
        image_versions.show(principals.acting(owner, "ann"), nowhere)
    with refused(ResourceNotFound, rule="R009"):
        image_versions.show(given(owner, web()), nowhere)


def test_a_refusal_of_what_is_not_there_has_no_hint_with_the_names_of_what_is(owner: Context) -> None:
    principals.role(owner, "Definition Reader", ["Microsoft.Compute/galleries/images/read"])
    ann = given(owner, web(), "Definition Reader")
    with refused(AuthorizationFailed, rule="R167"):
        image_versions.show(ann, one())
    with pytest.raises(ResourceNotFound) as caught:
        image_versions.show(given(owner, web()), one(number="1.0.1"))
    assert caught.value.hint is None


def test_the_owner_is_never_asked(owner: Context) -> None:
    assert owner.caller is None
    assert owner.whole is owner.store
    assert galleries.show(owner, gallery())["name"] == "Main"


def test_a_refused_change_changes_nothing(owner: Context) -> None:
    ann = given(owner, gallery())
    with refused(AuthorizationFailed, "Microsoft.Compute/galleries/delete", rule="R167"):
        galleries.delete(ann, gallery())
    with refused(AuthorizationFailed, f"{VERSIONS}/write", rule="R167"):
        image_versions.update(ann, one(), lambda version: version)
    assert names(galleries.listed(owner).items) == ["Main", "Other"]


def test_a_contributor_shares_nothing_and_a_sharing_admin_nothing_else(owner: Context) -> None:
    to = [SharingGroup(type=SharingGroupType.SUBSCRIPTIONS, ids=(OTHER_SUB,))]
    with refused(AuthorizationFailed, "galleries/share/action", rule="R167"):
        shares.add(given(owner, gallery(), CONTRIBUTOR), gallery(), to)
    admin = given(owner, gallery("Other"), "Compute Gallery Sharing Admin")
    shares.reset(admin, gallery("Other"))
    with refused(AuthorizationFailed, "galleries/read", rule="R167"):
        galleries.show(admin, gallery("Other"))


def test_soft_delete_is_enabled_by_who_may_share_the_gallery(owner: Context) -> None:
    keeps = SoftDeletePolicy(is_soft_delete_enabled=True)

    def enabled(stored: Gallery) -> Gallery:
        return replace(stored, properties=replace(stored.properties, soft_delete_policy=keeps))

    def tagged(stored: Gallery) -> Gallery:
        return replace(stored, tags={"a": "b"})

    ann = given(owner, gallery(), CONTRIBUTOR)
    with refused(AuthorizationFailed, "galleries/share/action", rule="R167"):
        galleries.update(ann, gallery(), enabled)
    with refused(AuthorizationFailed, "galleries/share/action", rule="R167"):
        galleries.create(ann, gallery(), enabled(Gallery(location="westus")))
    ann = given(owner, gallery(), "Compute Gallery Sharing Admin")
    assert galleries.update(ann, gallery(), enabled)["properties"]["softDeletePolicy"] == {"isSoftDeleteEnabled": True}
    principals.user(owner, "bob")
    principals.assign(owner, gallery(), CONTRIBUTOR, principals.caller(owner, "bob").object_id)
    assert galleries.update(principals.acting(owner, "bob"), gallery(), tagged)["tags"] == {"a": "b"}


def test_every_command_is_open_or_has_an_action_or_is_the_owners() -> None:
    verbs = {f"gallery {name}" if f"gallery {name}" in TREE else name for name in TREE}

    def is_owners(verb: str) -> bool:
        try:
            actions.check_open(verb, "ann")
        except AuthorizationFailed:
            return True
        return False

    nouns = {verb.partition(" ")[0] for verb in verbs if is_owners(verb)}
    assert nouns == {"store", "log", "undo", "assert", "clock", "fault", "consumer", "account", "serve"}
    assert {verb for verb in verbs if is_owners(verb) and verb.startswith("account ")} == {"account add"}
    assert verbs >= {*actions.OPEN, *actions.QUESTIONS}


def test_there_are_no_entries_of_commands_that_are_not_there() -> None:
    known = {f"gallery {name}" if f"gallery {name}" in TREE else name for name in TREE}
    assert known | {*actions.ACTIONS} >= actions.OPEN | actions.NESTED_LISTS | actions.OVERVIEWS
    assert {*actions.ACTIONS} <= known


# Applications, access control profiles, identities, any resource


@pytest.fixture
def stocked(owner: Context) -> Context:
    """The owner, once both galleries have an application and an access control profile, each with two versions."""
    for name in ("Main", "Other"):
        worlds.application(owner, gallery(name))
        worlds.access_profile(owner, gallery(name))
        for number in ("1.0.0", "2.0.0"):
            worlds.application_version(owner, application(name), number)
            worlds.access_profile_version(owner, access_profile(name), number)
    return owner


def test_a_reader_of_one_application_sees_that_one_and_its_versions(stocked: Context) -> None:
    with refused(AuthorizationFailed, "applications/read", rule="R167"):
        gallery_applications.listed(principals.acting(stocked, "ann"), gallery())
    ann = given(stocked, application())
    assert names(gallery_applications.listed(ann, gallery()).items) == ["agent"]
    assert names(gallery_application_versions.listed(ann, application()).items) == ["1.0.0", "2.0.0"]
    assert gallery_applications.show(ann, application())["name"] == "agent"
    for ask, identifier in (
        (galleries.show, gallery()),
        (gallery_applications.listed, gallery("Other")),
        (gallery_application_versions.show, application("Other").child("versions", "1.0.0")),
    ):
        with refused(AuthorizationFailed, rule="R167"):
            ask(ann, identifier)
    assert in_vm_access_control_profiles.listed(ann, gallery()).items == []
    assert image_definitions.listed(ann, gallery()).items == []


def test_a_reader_of_one_version_of_an_access_control_profile_sees_no_other(stocked: Context) -> None:
    ann = given(stocked, access_profile().child("versions", "2.0.0"))
    assert names(in_vm_access_control_profile_versions.listed(ann, access_profile()).items) == ["2.0.0"]
    for ask, identifier in (
        (in_vm_access_control_profiles.show, access_profile()),
        (in_vm_access_control_profile_versions.show, access_profile().child("versions", "1.0.0")),
        (in_vm_access_control_profile_versions.listed, access_profile("Other")),
    ):
        with refused(AuthorizationFailed, rule="R167"):
            ask(ann, identifier)


def test_what_is_in_a_gallery_is_listed_to_who_may_read_that_and_not_the_gallery(stocked: Context) -> None:
    for kind, listed, holder in (
        ("applications", gallery_applications.listed, gallery()),
        ("applications/versions", gallery_application_versions.listed, application()),
        ("inVMAccessControlProfiles", in_vm_access_control_profiles.listed, gallery()),
        ("inVMAccessControlProfiles/versions", in_vm_access_control_profile_versions.listed, access_profile()),
    ):
        role = principals.role(stocked, f"Reader of {kind}", [f"Microsoft.Compute/galleries/{kind}/read"])
        assert listed(given(stocked, gallery(), role), holder).items
        principals.revoke_all(stocked)


def test_who_writes_versions_and_may_not_read_them_learns_how_their_copies_ended(stocked: Context) -> None:
    writer = principals.role(
        stocked, "Publisher", [f"Microsoft.Compute/galleries/{kind}/versions/write" for kind in OTHERS]
    )
    ann = given(stocked, gallery(), writer)
    made = worlds.application_version(ann, application(), "3.0.0")
    assert gallery_application_versions.finished(ann, made)["name"] == "3.0.0"
    made = worlds.access_profile_version(ann, access_profile(), "3.0.0")
    assert in_vm_access_control_profile_versions.finished(ann, made)["name"] == "3.0.0"


def test_what_is_deleted_takes_the_roles_over_it_along(stocked: Context) -> None:
    for holder, delete_version, delete in (
        (application(), gallery_application_versions.delete, gallery_applications.delete),
        (access_profile(), in_vm_access_control_profile_versions.delete, in_vm_access_control_profiles.delete),
    ):
        for place in (holder, *(holder.child("versions", number) for number in ("1.0.0", "2.0.0"))):
            given(stocked, place)
        for number in ("1.0.0", "2.0.0"):
            delete_version(stocked, holder.child("versions", number))
        assert [one["properties"]["scope"] for one in role_assignments.listed(stocked)] == [str(holder)]
        delete(stocked, holder)
        assert role_assignments.listed(stocked) == []


def test_a_refusal_names_no_version_of_an_application_that_the_caller_may_not_read(stocked: Context) -> None:
    deleter = principals.role(stocked, "Deleter", [f"Microsoft.Compute/galleries/{kind}/delete" for kind in OTHERS])
    ann = given(stocked, gallery(), deleter)
    for delete, holder in (
        (gallery_applications.delete, application()),
        (in_vm_access_control_profiles.delete, access_profile()),
    ):
        with pytest.raises(CannotDeleteResource) as caught:
            delete(ann, holder)
        assert "1.0.0" not in caught.value.message
        with pytest.raises(CannotDeleteResource, match=r"versions/1\.0\.0"):
            delete(stocked, holder)


def test_who_deletes_a_gallery_with_all_in_it_may_delete_applications_and_profiles_too(stocked: Context) -> None:
    allowed = ["Microsoft.Compute/galleries/delete", "Microsoft.Compute/galleries/*/delete", "*/read"]
    for kind in OTHERS:
        lacking = [f"Microsoft.Compute/galleries/{kind}/versions/delete"]
        role = principals.role(stocked, f"Without {kind}", allowed, lacking)
        ann = given(stocked, gallery(), role)
        with refused(AuthorizationFailed, f"{kind}/versions/delete", rule="R167"):
            removals.remove(ann, gallery())
        principals.revoke_all(stocked)
    assert removals.remove(given(stocked, gallery(), CONTRIBUTOR), gallery())


def test_a_tree_has_the_applications_and_profiles_that_may_be_read(stocked: Context) -> None:
    allowed = ["Microsoft.Compute/galleries/read", "Microsoft.Compute/galleries/applications/*"]
    (found,) = inventory.tree(given(stocked, gallery(), principals.role(stocked, "Application Reader", allowed)))
    assert names(found["applications"]) == ["agent"]
    assert (found["inVMAccessControlProfiles"], found["definitions"]) == ([], [])


def test_an_identity_is_seen_and_changed_by_who_may_read_and_write_its_gallery(owner: Context) -> None:
    ann = given(owner, gallery())
    assert identities.show(ann, gallery()) is None
    with refused(AuthorizationFailed, "galleries/write", rule="R167"):
        identities.assign(ann, gallery(), system=True)
    with refused(AuthorizationFailed, "galleries/read", rule="R167"):
        identities.show(ann, gallery("Other"))
    assert identities.assign(given(owner, gallery(), CONTRIBUTOR), gallery(), system=True) is not None


def test_an_identity_of_a_user_is_assigned_by_who_may_assign_it(owner: Context) -> None:
    identity = str(group_id(SUB, "images").child("providers", MANAGED_IDENTITY).child(*BUILDER))
    ann = given(owner, gallery(), CONTRIBUTOR)
    with refused(LinkedAuthorizationFailed, "userAssignedIdentities/assign/action", identity, rule="R316"):
        identities.assign(ann, gallery(), user=[identity])
    assert identities.show(owner, gallery()) is None
    given(owner, ResourceId.parse(identity), CONTRIBUTOR)
    assert identity in (identities.assign(ann, gallery(), user=[identity]) or {})["userAssignedIdentities"]
    principals.revoke_all(owner)
    ann = given(owner, gallery(), CONTRIBUTOR)  # what the gallery has is not assigned again
    assert galleries.update(ann, gallery(), lambda stored: stored)["identity"]["type"] == "UserAssigned"


def test_any_resource_is_shown_and_deleted_by_who_may_do_that_to_its_kind(stocked: Context) -> None:
    for identifier in (gallery(), web(), one(), application(), access_profile()):
        with refused(AuthorizationFailed, f"{identifier.type}/read", rule="R167"):
            resources.show(principals.acting(stocked, "ann"), identifier)
    ann = given(stocked, gallery())
    for identifier in (gallery(), web(), one(), application(), access_profile()):
        assert resources.show(ann, identifier)["name"] == identifier.name
        with refused(AuthorizationFailed, f"{identifier.type}/delete", rule="R167"):
            resources.delete(ann, identifier)


# Lists


def test_a_list_shows_what_may_be_read_and_nothing_where_nothing_may(owner: Context) -> None:
    assert galleries.listed(principals.acting(owner, "ann")).items == []
    ann = given(owner, gallery("Other"))
    assert names(galleries.listed(ann).items) == ["Other"]
    assert names(galleries.listed(ann, "images").items) == ["Other"]


def test_a_list_in_a_gallery_shows_the_part_that_may_be_read_or_is_refused(owner: Context) -> None:
    with refused(AuthorizationFailed, "images/read", rule="R167"):
        image_definitions.listed(principals.acting(owner, "ann"), gallery())
    ann = given(owner, web())
    assert names(image_definitions.listed(ann, gallery()).items) == ["web"]
    assert names(image_versions.listed(ann, web()).items) == ["1.0.0", "2.0.0"]
    with refused(AuthorizationFailed, "images/read", rule="R167"):
        image_definitions.listed(ann, gallery("Other"))


def test_a_reader_of_one_version_sees_no_other(owner: Context) -> None:
    ann = given(owner, one())
    assert image_versions.show(ann, one())["name"] == "1.0.0"
    assert names(image_versions.listed(ann, web()).items) == ["1.0.0"]
    assert names(image_versions.listed_names(ann, web()).items) == ["1.0.0"]
    for ask, identifier in ((image_definitions.show, web()), (galleries.show, gallery())):
        with refused(AuthorizationFailed, rule="R167"):
            ask(ann, identifier)
    with refused(AuthorizationFailed, rule="R167"):
        image_versions.show(ann, one(number="2.0.0"))


def test_pages_hold_what_may_be_read(owner: Context) -> None:
    from sig.service.paging import Page

    ann = given(owner, gallery("Other"))
    found = galleries.listed(ann, None, Page(limit=1))
    assert (names(found.items), found.next_token) == (["Other"], None)


def test_a_tree_and_the_costs_are_of_what_may_be_read(owner: Context) -> None:
    ann = given(owner, gallery("Other"))
    assert names(inventory.tree(ann)) == ["Other"]
    assert {version["name"] for version in costs.estimate(ann, None, None, None, 10.0, None)["versions"]} == {
        "other/web/1.0.0",
        "other/web/2.0.0",
    }
    with refused(AuthorizationFailed, "galleries/read", rule="R167"):
        inventory.tree(ann, "images", "Main")
    with refused(AuthorizationFailed, f"{VERSIONS}/read", rule="R167"):
        costs.estimate(ann, "images", "Main", None, 10.0, None)


def test_an_empty_list_says_nothing_of_the_group(owner: Context) -> None:
    ann = principals.acting(owner, "ann")
    assert galleries.listed(ann, "image").remark is None
    assert galleries.listed(ann._replace(strict=True), "image").items == []
    with refused(ResourceGroupNotFound, rule="R008"):
        galleries.listed(owner._replace(strict=True), "image")


def test_groups_are_listed_where_they_may_be_read(owner: Context) -> None:
    for name in ("images", "spare"):
        groups.create(owner, name, "westus", None)
    assert names(groups.listed(given(owner, group_id(SUB, "spare")))) == ["spare"]


def test_usages_are_counted_whoever_asks(owner: Context) -> None:
    principals.role(owner, "Usage Reader", ["Microsoft.Compute/locations/usages/read"])
    with refused(AuthorizationFailed, "usages/read", rule="R167"):
        limits.usages(principals.acting(owner, "ann"))
    ann = given(owner, ResourceId.of_subscription(SUB), "Usage Reader")
    assert limits.usages(ann) == limits.usages(owner)


# More than one resource


def test_both_versions_of_a_comparison_must_be_readable(owner: Context) -> None:
    ann = given(owner, gallery())
    assert comparisons.of_versions(ann, one(), one(number="2.0.0")) == []
    with refused(AuthorizationFailed, str(one("Other")), rule="R167"):
        comparisons.of_versions(ann, one(), one("Other"))


def test_a_version_is_made_from_sources_that_the_caller_may_use(owner: Context) -> None:
    ann = given(owner, gallery(), CONTRIBUTOR)
    new = one(number="3.0.0")
    with pytest.raises(LinkedAuthorizationFailed) as caught:
        image_versions.create(ann, new, copied_from(one("Other")))
    assert caught.value.rule == "R316"
    assert caught.value.message == (
        f"The client 'ann@contoso.com' with object id '{principals.caller(owner, 'ann').object_id}' has permission to "
        f"perform action '{VERSIONS}/write' on scope '{new}'; however, it does not have permission to perform "
        f"action(s) '{VERSIONS}/read' on the linked scope(s) '{one('Other')}' or the linked scope(s) are invalid."
    )
    with refused(LinkedAuthorizationFailed, "'Microsoft.Compute/images/read'", IMAGE, rule="R316"):
        worlds.version(ann, web(), "3.0.0")
    given(owner, web("Other"))
    assert image_versions.create(ann, new, copied_from(one("Other")))["name"] == "3.0.0"


def test_a_check_of_a_new_version_asks_for_the_same_rights(owner: Context) -> None:
    request = copied_from(one("Other"))
    with refused(AuthorizationFailed, f"{VERSIONS}/write", rule="R167"):
        preflight.check(given(owner, gallery()), one(number="3.0.0"), request)
    with refused(LinkedAuthorizationFailed, rule="R316"):
        preflight.check(given(owner, gallery(), CONTRIBUTOR), one(number="3.0.0"), request)
    assert preflight.check(given(owner, gallery("Other")), one(number="3.0.0"), request) is not None


def test_a_promotion_reads_its_source_and_writes_its_target(owner: Context) -> None:
    target = gallery("Other").child("images", "copy").child("versions", "1.0.0")
    wanted = Promotion(one(), target, create_definition=True)
    ann = given(owner, gallery("Other"), CONTRIBUTOR)
    with refused(LinkedAuthorizationFailed, str(one()), rule="R316"):
        promotions.promote(ann, wanted)
    given(owner, one())
    with refused(AuthorizationFailed, "images/read", str(web()), rule="R167"):
        promotions.promote(ann, wanted)  # whoever copies the definition has to read it
    given(owner, web())
    with refused(Conflict, rule="R030", target="galleryImage.properties.identifier"):
        promotions.promote(ann, wanted)
    assert promotions.promote(ann, wanted._replace(target=one("Other", "5.0.0"))).version["name"] == "5.0.0"


def test_a_source_in_another_tenant_needs_an_object_there(owner: Context) -> None:
    abroad = principals.subscription(owner, OTHER_SUB, "abroad")
    source = worlds.version(abroad, worlds.definition(abroad, worlds.gallery(abroad)))
    ann = given(owner, gallery(), CONTRIBUTOR)
    with pytest.raises(LinkedAuthorizationFailed) as caught:
        image_versions.create(ann, one(number="3.0.0"), copied_from(source))
    assert caught.value.rule == "R317"
    assert caught.value.message == (
        f"The client has permission to perform action '{VERSIONS}/write' on scope '{one(number='3.0.0')}', however the "
        f"current tenant '{accounts.DEFAULT_TENANT}' is not authorized to access linked subscription '{OTHER_SUB}'."
    )
    home = principals.caller(owner, "ann").object_id
    guest = principals.user(owner, "ann guest", OTHER_TENANT, (accounts.DEFAULT_TENANT, home))
    with refused(LinkedAuthorizationFailed, rule="R316"):
        image_versions.create(principals.acting(owner, "ann"), one(number="3.0.0"), copied_from(source))
    principals.assign(abroad, source, READER, guest)
    made = image_versions.create(principals.acting(owner, "ann"), one(number="3.0.0"), copied_from(source))
    assert made["name"] == "3.0.0"


def test_an_application_of_two_tenants_has_the_roles_of_both_service_principals(owner: Context) -> None:
    abroad = principals.subscription(owner, OTHER_SUB, "abroad")
    worlds.gallery(abroad)
    app = principals.application(owner, "builder")
    for context, tenant in ((owner, accounts.DEFAULT_TENANT), (abroad, OTHER_TENANT)):
        principals.assign(
            context, context.gallery("images", "Main"), READER, principals.service_principal(owner, app, tenant)
        )
    for context in (owner, abroad):
        assert names(galleries.listed(principals.acting(context, app)).items) == ["Main"]


def test_pruning_needs_to_read_and_to_delete(owner: Context) -> None:
    policy = Policy(keep=1)
    with refused(AuthorizationFailed, f"{VERSIONS}/delete", rule="R167"):
        pruning.decided(given(owner, gallery()), web(), policy)
    principals.role(owner, "Deleter", [f"{VERSIONS}/delete"])
    with refused(AuthorizationFailed, f"{VERSIONS}/read", rule="R167"):
        pruning.prune(given(owner, gallery("Other"), "Deleter"), web("Other"), policy)
    assert pruning.prune(given(owner, gallery(), "Deleter"), web(), policy).decisions


def test_a_gallery_is_deleted_with_all_in_it_by_who_may_delete_all_of_it(owner: Context) -> None:
    principals.role(
        owner, "Gallery Deleter", ["Microsoft.Compute/galleries/delete", "Microsoft.Compute/galleries/read"]
    )
    ann = given(owner, gallery(), "Gallery Deleter")
    for ask in (removals.preview, removals.remove):
        with refused(AuthorizationFailed, "galleries/images/read", f"'{gallery()}'", rule="R167"):
            ask(ann, gallery())
    assert removals.remove(given(owner, gallery(), CONTRIBUTOR), gallery())
    assert names(galleries.listed(owner).items) == ["Other"]


def test_a_cascade_takes_the_copies_that_the_caller_may_change_and_knows_no_others(owner: Context) -> None:
    copies = [one(name, "3.0.0") for name in ("Main", "Other")]
    for copy in copies:
        image_versions.create(owner, copy, copied_from(one()))
    ann = given(owner, gallery(), CONTRIBUTOR)
    assert [row["id"] for row in revocations.revoke(ann, one(), "bad", cascade=True)] == [str(one()), str(copies[0])]
    assert [relative.version for relative in lineage.of(ann, one())] == [one(), copies[0]]
    given(owner, gallery("Other"))
    with refused(AuthorizationFailed, f"{VERSIONS}/write", str(copies[1]), rule="R167"):
        revocations.revoke(ann, one(), "worse", cascade=True)
    assert "sig-revoked" in image_versions.show(owner, copies[0])["tags"]
    assert "sig-revoked" not in image_versions.show(owner, copies[1]).get("tags", {})


def test_a_number_is_taken_from_sources_that_may_be_read(owner: Context) -> None:
    ann = given(owner, gallery())
    with refused(LinkedAuthorizationFailed, rule="R316"):
        numbering.next_number(ann, web(), "from-source", source=str(one("Other")))


def test_a_number_is_kept_for_those_who_may_create_versions(owner: Context) -> None:
    ann = given(owner, web())
    with refused(AuthorizationFailed, f"{VERSIONS}/write", rule="R167"):
        numbering.next_number(ann, web(), reserve=timedelta(hours=1))
    assert numbering.next_number(ann, web())["name"] == "2.0.1"
    principals.role(owner, "Version Writer", [f"{VERSIONS}/write"])
    kept = numbering.next_number(given(owner, web(), "Version Writer"), web(), reserve=timedelta(hours=1))
    assert kept["name"] == "2.0.1"


# What refusals tell


def test_a_refusal_names_no_definition_that_the_caller_may_not_read(owner: Context) -> None:
    principals.role(owner, "Definition Writer", ["Microsoft.Compute/galleries/images/write"])
    ann = given(owner, gallery(), "Definition Writer")
    taken = DefinitionProperties(
        os_type=OsType.LINUX,
        os_state=OsState.GENERALIZED,
        identifier=Identifier(publisher="Contoso", offer="Web", sku="web"),
    )
    for asking, name in ((ann, "A gallery image identified by"), (owner, "Gallery image: web identified by")):
        with pytest.raises(Conflict, match=f"{name} .publisher:Contoso, offer:Web, sku:web. already exists") as caught:
            image_definitions.create(asking, gallery().child("images", "new"), ImageDefinition(properties=taken))
        assert caught.value.rule == "R030"


def test_who_only_changes_is_not_told_what_there_is_instead(owner: Context) -> None:
    principals.role(owner, "Definition Writer", ["Microsoft.Compute/galleries/images/write"])
    with pytest.raises(ResourceNotFound) as caught:
        image_definitions.update(
            given(owner, gallery(), "Definition Writer"), gallery().child("images", "wee"), lambda stored: stored
        )
    assert caught.value.hint is None


def test_a_refusal_names_nothing_nested_that_the_caller_may_not_read(owner: Context) -> None:
    principals.role(owner, "Gallery Deleter", ["Microsoft.Compute/galleries/delete"])
    with pytest.raises(CannotDeleteResource) as caught:
        galleries.delete(given(owner, gallery(), "Gallery Deleter"), gallery())
    assert caught.value.message == (
        "Cannot delete resource while nested resources exist. Please delete all nested resources before deleting this "
        "resource."
    )
    with refused(CannotDeleteResource, "galleries/Main/images/db", rule="R007"):
        galleries.delete(given(owner, gallery(), CONTRIBUTOR), gallery())


def test_a_refusal_names_no_consumer_that_the_caller_may_not_read(owner: Context) -> None:
    vm = compute_id(SUB, "secret", "virtualMachines", "web-7")
    consumers.add(owner, consumer(vm, one()))
    ann = given(owner, gallery(), CONTRIBUTOR)
    with pytest.raises(OperationNotAllowed) as caught:
        image_versions.delete(ann, one())
    assert caught.value.message == "Image version '1.0.0' is in use by 1 recorded consumer."
    reasons = [" ".join(decision.reasons) for decision in pruning.decided(ann, web(), Policy(keep=1)).decisions]
    assert any("a recorded consumer" in reason for reason in reasons)
    assert not any("web-7" in reason for reason in reasons)
    given(owner, vm)
    with refused(OperationNotAllowed, "VM 'web-7'", rule="R200", target="galleryImageVersion"):
        image_versions.delete(ann, one())


def test_soft_deleted_versions_are_listed_to_readers_of_the_gallery(owner: Context) -> None:
    galleries.update(owner, gallery(), _softly)
    image_versions.delete(owner, one())
    ann = given(owner, web())
    with refused(AuthorizationFailed, "softDeletedArtifactTypes", rule="R167"):
        image_versions.list_soft_deleted(ann, web())
    assert numbering.next_number(ann, web())["follows"] == "2.0.0"
    assert names(image_versions.list_soft_deleted(given(owner, gallery()), web()).items) == ["1.0.0"]


def test_the_number_of_a_soft_deleted_version_is_not_told_to_who_may_not_see_it(owner: Context) -> None:
    galleries.update(owner, gallery(), _softly)
    image_versions.delete(owner, one(number="2.0.0"))
    ann = given(owner, web())
    assert numbering.next_number(ann, web()) == {**numbering.next_number(owner, web()), "follows": None}


def _softly(stored: Gallery) -> Gallery:
    from dataclasses import replace

    policy = SoftDeletePolicy(is_soft_delete_enabled=True)
    return replace(stored, properties=replace(stored.properties, soft_delete_policy=policy))


def test_an_absent_parent_is_said_to_be_absent_and_nothing_else(owner: Context) -> None:
    ann = given(owner, group_id(SUB, "images"), CONTRIBUTOR)
    with pytest.raises(ParentResourceNotFound) as caught:
        worlds.definition(ann, gallery("Man"), "web")
    assert caught.value.hint is None


# Subscriptions, sharing, history


def test_a_subscription_is_there_for_who_has_a_role_in_it(owner: Context) -> None:
    principals.subscription(owner, OTHER_SUB, "abroad")
    nobody = principals.acting(owner, "ann")
    assert accounts.listed(nobody, SUB) == []
    with refused(SubscriptionNotFound, SUB, rule="R113"):
        accounts.show(nobody, SUB)
    ann = given(owner, one())
    assert [entry["id"] for entry in accounts.listed(ann, SUB)] == [SUB]
    assert accounts.show(ann, SUB)["user"] == {"name": "ann@contoso.com", "type": "user"}
    with refused(SubscriptionNotFound, "Known subscriptions: 'sig'.", rule="R113"):
        accounts.named(ann, "abroad")
    assert accounts.named(owner, "abroad") == OTHER_SUB


def test_what_is_shared_is_seen_by_who_may_look_in_the_subscription(owner: Context) -> None:
    worlds.gallery(owner, "Public", sharing_profile=SharingProfile(permissions=Permissions.GROUPS))
    shares.add(owner, gallery("Public"), [SharingGroup(type=SharingGroupType.SUBSCRIPTIONS, ids=(OTHER_SUB,))])
    abroad = principals.subscription(owner, OTHER_SUB, "abroad", accounts.DEFAULT_TENANT)
    place = view_id(OTHER_SUB, "westus", "sharedGalleries", f"{SUB}-PUBLIC")
    with refused(AuthorizationFailed, "locations/sharedGalleries/read", str(place), rule="R167"):
        shared_views.show(principals.acting(abroad, "ann"), place)
    principals.assign(abroad, ResourceId.of_subscription(OTHER_SUB), READER, principals.caller(owner, "ann").object_id)
    ann = principals.acting(abroad, "ann")
    assert shared_views.show(ann, place)["name"] == f"{SUB}-PUBLIC"
    assert names(shared_views.list_shared(ann, "westus").items) == [f"{SUB}-PUBLIC"]
    with refused(AuthorizationFailed, rule="R167"):
        galleries.show(ann, gallery("Public"))


def test_a_gallery_that_is_not_shared_is_not_told_from_one_that_is_not_there(owner: Context) -> None:
    ann = given(owner, ResourceId.of_subscription(SUB), "Compute Gallery Artifacts Publisher")
    told = []
    for name in ("MAIN", "NOWHERE"):
        with pytest.raises(NotFound) as caught:
            shared_views.show(ann, view_id(SUB, "westus", "sharedGalleries", f"{SUB}-{name}"))
        told.append((caught.value.message, caught.value.hint))
    assert told[0] == told[1]


def test_the_past_is_the_owners(owner: Context) -> None:
    with refused(AuthorizationFailed, "(--at)", "'ann@contoso.com'", rule="R315"):
        history.at(given(owner, ResourceId.of_subscription(SUB), "Owner"), "1")


# The store as a caller sees it


def test_who_may_read_everything_sees_the_whole_store(owner: Context) -> None:
    ann = given(owner, ResourceId.of_subscription(SUB), "Owner")
    with ann.store.reading() as seen, owner.store.reading() as whole:
        assert set(seen.below(ROOT)) == set(whole.below(ROOT))
        assert seen.names(web(), "versions") == whole.names(web(), "versions")
        assert list(seen.documents(gallery(), "images")) == list(whole.documents(gallery(), "images"))
        assert seen.place(web()) == whole.place(web())
        assert list(seen.events()) == list(whole.events())
        assert seen.at_most(ROOT, ["subscriptions"]) == whole.at_most(ROOT, ["subscriptions"])
        assert seen.note("nothing") is None
    assert ann.store.info() == owner.store.info()
    assert ann.store.gathers == owner.store.gathers


def test_what_may_not_be_read_is_not_there_for_readers(owner: Context) -> None:
    with given(owner, web()).store.reading() as view:
        assert view.names(gallery(), "images") == ["web"]
        assert view.get(web("Other")) is None
        assert not view.exists(web("Other"))
        assert not view.holds_any(gallery("Other"))
        assert [document is None for document in view.several([one(), one("Other")])] == [False, True]
        assert view.exists(gallery())  # it holds what may be read
        assert list(view.below(gallery("Other"))) == []


@pytest.mark.parametrize("location", ["memory:{}", "{}/store"])
def test_an_operation_reads_the_rights_of_the_caller_once_while_nothing_is_committed(
    location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = small(location.format(tmp_path))
    ann = given(owner, web())
    read: list[object] = []
    grants = role_assignments.grants

    def counted(view: View, subscription: str, principal_ids: Collection[str]) -> list[Grant]:
        read.append(subscription)
        return grants(view, subscription, principal_ids)

    monkeypatch.setattr(role_assignments, "grants", counted)
    assert names(image_versions.listed(ann, web()).items) == ["1.0.0"]
    assert read == [SUB]
    assert image_versions.show(ann, one())["name"] == "1.0.0"
    assert read == [SUB, SUB]


def test_who_loses_a_role_between_the_check_and_the_reading_sees_nothing_that_comes_after(owner: Context) -> None:
    ann = given(owner, web())

    def work() -> list[str]:
        assert authorization.may_read(ann, whole)(one())
        principals.revoke_all(owner)
        worlds.version(owner, web(), "3.0.0")
        with ann.store.reading() as view:
            return view.names(web(), "versions")

    with owner.store.reading() as whole:
        assert authorization.supervised(ann, "image-version list", web(), work) == []


def test_who_is_given_a_role_meanwhile_sees_what_it_shows(owner: Context) -> None:
    ann = given(owner, web())
    with ann.store.reading() as view:
        assert view.get(web("Other")) is None
    given(owner, web("Other"))
    with ann.store.reading() as view:
        assert view.get(web("Other")) is not None


def test_an_assignment_removed_by_hand_counts_no_more_in_the_next_operation(tmp_path: Path) -> None:
    ann = given(small(str(tmp_path / "store")), web())
    assert image_versions.show(ann, one())["name"] == "1.0.0"
    (path,) = tmp_path.rglob("roleassignments/*/resource.json")
    path.unlink()
    with refused(AuthorizationFailed, rule="R167"):
        image_versions.show(ann, one())


def test_writers_see_everything_since_rules_hold_for_what_is_there(owner: Context) -> None:
    with given(owner, web()).store.writing() as tx:
        assert tx.exists(web("Other"))
