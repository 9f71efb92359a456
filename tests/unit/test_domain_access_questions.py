"""Questions about access: the action that a word means, ways through groups, what a role lets people do."""

from __future__ import annotations

import pytest

from sig.domain import access, roles
from sig.domain import access_questions as questions
from sig.domain.access import Grant
from sig.domain.directory import Group
from sig.domain.errors import InvalidParameter
from sig.domain.resource_id import ResourceId, version_id

SUB = "00000000-0000-0000-0000-000000000000"
VERSION = version_id(SUB, "images", "Contoso", "ubuntu", "1.0.0")
DEFINITION = VERSION.parent
GALLERY = VERSION.top
GROUP = GALLERY.parent
SUBSCRIPTION = ResourceId.of_subscription(SUB)
WESTUS = SUBSCRIPTION.child("providers", "Microsoft.Compute").child("locations", "westus")
ASSIGNMENT = GROUP.child("providers", "Microsoft.Authorization").child("roleAssignments", SUB)
APPLICATION = GALLERY.child("applications", "agent")
PROFILE_VERSION = GALLERY.child("inVMAccessControlProfiles", "imds").child("versions", "1.0.0")
GALLERIES = "Microsoft.Compute/galleries"


def allowing(*actions: str) -> roles.RoleDefinition:
    return roles.RoleDefinition(id="", name="", description="", permissions=(roles.Permission(actions=actions),))


@pytest.mark.parametrize(
    ("resource", "action"),
    [
        (VERSION, f"{GALLERIES}/images/versions/read"),
        (DEFINITION, f"{GALLERIES}/images/read"),
        (GALLERY, f"{GALLERIES}/read"),
        (APPLICATION, f"{GALLERIES}/applications/read"),
        (PROFILE_VERSION, f"{GALLERIES}/inVMAccessControlProfiles/versions/read"),
        (GROUP, "Microsoft.Resources/subscriptions/resourceGroups/read"),
        (SUBSCRIPTION, "Microsoft.Resources/subscriptions/read"),
    ],
)
def test_a_short_word_means_the_action_of_that_kind_of_resource(resource: ResourceId, action: str) -> None:
    assert questions.action_on("READ", resource) == action
    assert questions.action_on(action, SUBSCRIPTION) == action


def test_only_galleries_are_shared() -> None:
    assert questions.action_on("share", GALLERY) == f"{GALLERIES}/share/action"
    for resource in (VERSION, DEFINITION, GROUP, SUBSCRIPTION):
        with pytest.raises(InvalidParameter) as refusal:
            questions.action_on("share", resource)
        assert refusal.value.rule == "R346"


@pytest.mark.parametrize("word", ["", "*", "list", "*/read", "Microsoft.Compute/*", "a b/read"])
def test_a_question_names_one_action(word: str) -> None:
    with pytest.raises(InvalidParameter):
        questions.action_on(word, GALLERY)


def test_the_way_through_groups_is_the_shortest_and_circles_do_no_harm() -> None:
    groups = {
        guid: Group(id=guid, display_name=name, mail_nickname=name, members=members)
        for guid, name, members in (
            ("1", "one", ("me", "3")),
            ("2", "two", ("1",)),
            ("3", "three", ("2", "me")),
            ("4", "four", ("nobody",)),
        )
    }
    assert questions.path(groups, "me", "me") == []
    assert questions.path(groups, "me", "3") == ["three"]
    assert questions.path(groups, "me", "2") == ["one", "two"]
    assert questions.path(groups, "me", "4") is None


@pytest.mark.parametrize(
    ("role", "resource", "words"),
    [
        (roles.OWNER, GALLERY, "read, write, delete; share; assign roles"),
        (roles.CONTRIBUTOR, GALLERY, "read, write, delete"),
        (roles.READER, VERSION, "read"),
        (roles.SHARING_ADMIN, GALLERY, "share"),
        (roles.SHARING_ADMIN, DEFINITION, ""),
        (roles.IMAGE_READER, GALLERY, "read definitions and versions"),
        (roles.IMAGE_READER, DEFINITION, "read"),
        (roles.USER_ACCESS_ADMINISTRATOR, VERSION, "read; assign roles"),
        (roles.VIRTUAL_MACHINE_CONTRIBUTOR, GALLERY, ""),
        (roles.READER, APPLICATION, "read"),
        (roles.IMAGE_READER, APPLICATION, ""),
        (allowing("Microsoft.Compute/galleries/*/versions/delete"), APPLICATION, "delete application versions"),
        (
            allowing("Microsoft.Compute/galleries/*/versions/delete"),
            GALLERY,
            "delete versions, application versions and access control profile versions",
        ),
        (allowing("Microsoft.Compute/galleries/inVMAccessControlProfiles/*"), PROFILE_VERSION, "read, write, delete"),
    ],
)
def test_what_a_role_lets_people_do_is_said_in_few_words(
    role: roles.RoleDefinition, resource: ResourceId, words: str
) -> None:
    assert questions.in_words(questions.actions_allowed(role, resource), resource) == words


def test_those_with_whom_a_gallery_is_shared_see_its_images_and_nothing_else() -> None:
    everything = (GALLERY, DEFINITION, VERSION, APPLICATION, APPLICATION.child("versions", "1.0.0"), PROFILE_VERSION)
    assert list(filter(questions.is_shared, everything)) == [GALLERY, DEFINITION, VERSION]


def test_a_grant_reaches_all_that_is_asked_about_or_what_lies_below_it() -> None:
    assert questions.reached(SUBSCRIPTION, GALLERY) == GALLERY
    assert questions.reached(VERSION, GALLERY) == VERSION
    assert questions.reached(VERSION, GALLERY.parent.child("providers", "Microsoft.Compute")) == VERSION
    assert questions.reached(DEFINITION, DEFINITION.holder.child("images", "debian")) is None


def test_a_grant_at_the_resource_itself_is_not_inherited() -> None:
    grant = Grant("a", GALLERY, roles.READER, "me")
    assert questions.inherited_from(grant, GALLERY) is None
    assert questions.inherited_from(grant, GROUP) is None
    assert questions.inherited_from(grant, VERSION) == "gallery Contoso"
    assert questions.inherited_from(grant._replace(scope=SUBSCRIPTION), VERSION) == f"the subscription {SUB}"


@pytest.mark.parametrize(
    ("action", "resource", "role", "scope"),
    [
        (f"{GALLERIES}/images/versions/read", VERSION, roles.IMAGE_READER, GALLERY),
        (f"{GALLERIES}/read", GALLERY, roles.READER, GALLERY),
        (f"{GALLERIES}/share/action", GALLERY, roles.SHARING_ADMIN, GALLERY),
        ("Microsoft.Resources/subscriptions/resourceGroups/delete", GROUP, roles.CONTRIBUTOR, GROUP),
        ("Microsoft.Compute/locations/sharedGalleries/read", WESTUS, roles.READER, SUBSCRIPTION),
        ("Microsoft.Authorization/roleAssignments/delete", ASSIGNMENT, roles.RBAC_ADMINISTRATOR, GROUP),
    ],
)
def test_what_is_missing_is_the_least_role_and_of_images_at_the_gallery(
    action: str, resource: ResourceId, role: roles.RoleDefinition, scope: ResourceId
) -> None:
    assert questions.missing(access.decide([], action, resource)) == (role, scope)


def test_an_action_is_spoken_of_by_its_verb_where_that_is_clear() -> None:
    assert questions.spoken(f"{GALLERIES}/images/versions/READ", VERSION) == "read image version 1.0.0"
    assert questions.spoken(f"{GALLERIES}/share/action", GALLERY) == "share gallery Contoso"
    assert questions.spoken("Microsoft.Compute/locations/read", WESTUS) == "read locations westus"
    other = "Microsoft.Compute/disks/write"
    assert questions.spoken(other, GROUP) == f"do {other} over resource group images"
