"""What the service was seen to answer, on the wire: shapes of bodies by resource and api-version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from worlds import OTHER_SUB, SUB

if TYPE_CHECKING:
    from server.asgi_client import Client, Response

COMPUTE = f"/subscriptions/{SUB}/resourceGroups/images/providers/Microsoft.Compute"
GALLERIES = f"{COMPUTE}/galleries"
GALLERY = f"{GALLERIES}/Main"
IMAGE = f"{GALLERY}/images/web"
VERSIONS = f"{IMAGE}/versions"
VERSION = f"{VERSIONS}/1.0.0"
WEST = {"location": "westus"}
SHARED = {**WEST, "properties": {"sharingProfile": {"permissions": "groups"}}}
COMMUNITY = {
    "permissions": "Community",
    "communityGalleryInfo": {
        "publisherUri": "https://contoso.test",
        "publisherContact": "images@contoso.test",
        "eula": "https://contoso.test/eula",
        "publicNamePrefix": "contoso",
    },
}
DEFINITION: dict[str, Any] = {
    **WEST,
    "tags": {},
    "properties": {
        "osType": "linux",
        "osState": "Generalized",
        "identifier": {"publisher": "Contoso", "offer": "Web", "sku": "1"},
        "disallowed": {},
        "features": [],
    },
}


def source(**properties: Any) -> dict[str, Any]:
    """The body of a version that is made from a managed image."""
    return {
        **WEST,
        "properties": {"storageProfile": {"source": {"id": f"{COMPUTE}/images/golden"}}, **properties},
    }


def with_gallery(client: Client, document: dict[str, Any] | None = None) -> None:
    assert client.put(GALLERY, document or WEST).status == 201


def with_definition(client: Client) -> None:
    with_gallery(client)
    assert client.put(IMAGE, DEFINITION).status == 201


def with_version(client: Client, document: dict[str, Any] | None = None) -> Response:
    with_definition(client)
    made = client.put(VERSION, document or source())
    assert made.status == 201, made.content
    return made


def properties(response: Response) -> dict[str, Any]:
    found: dict[str, Any] = response.json()["properties"]
    return found


def profile(client: Client, **query: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = properties(client.get(GALLERY, query=query)).get("sharingProfile")
    return found


def test_a_gallery_has_its_members_in_the_order_of_the_service(client: Client) -> None:
    with_gallery(client)
    assert client.get(GALLERY).content == (
        b'{"name":"Main","id":"%(id)s","type":"Microsoft.Compute/galleries","location":"westus","properties":'
        b'{"identifier":{"uniqueName":"%(sub)s-MAIN"},"provisioningState":"Succeeded"}}'
        % {b"id": GALLERY.encode(), b"sub": SUB.encode()}
    )


def test_the_unique_name_has_the_name_of_the_gallery_in_capitals(client: Client) -> None:
    made = client.put(f"{GALLERIES}/my_gallery.1", WEST)
    assert properties(made)["identifier"] == {"uniqueName": f"{SUB}-MY_GALLERY.1"}


def test_lists_of_galleries_and_no_others_spell_the_group_in_capitals(client: Client) -> None:
    with_version(client)
    spelled = GALLERY.replace("/images/", "/Images/")
    ids = [
        [item["id"] for item in client.get(path).json()["value"]]
        for path in (GALLERIES, f"/subscriptions/{SUB}/providers/Microsoft.Compute/galleries")
    ]
    assert ids == [[GALLERY.replace("/images/", "/IMAGES/")]] * 2
    assert client.get(f"{spelled}/images").json()["value"][0]["id"] == IMAGE.replace("Groups/images", "Groups/Images")
    assert client.get(VERSIONS).json()["value"][0]["id"] == VERSION


def test_a_resource_spells_the_group_as_the_request_does(client: Client) -> None:
    with_gallery(client)
    spelled = GALLERY.replace("/images/", "/IMAGES/")
    assert client.get(spelled).json()["id"] == spelled
    assert client.put(spelled, WEST).json()["id"] == spelled
    assert client.get(spelled.replace("/Main", "/MAIN")).json()["id"] == spelled


def test_tags_are_absent_unless_they_were_sent(client: Client) -> None:
    assert "tags" not in client.put(GALLERY, WEST).json()
    assert "tags" not in client.get(GALLERY).json()
    assert client.put(GALLERY, {**WEST, "tags": {}}).json()["tags"] == {}
    assert client.get(GALLERY).json()["tags"] == {}


def test_a_location_is_answered_in_its_short_form(client: Client) -> None:
    assert client.put(GALLERY, {"location": "West US 2"}).json()["location"] == "westus2"


def test_members_that_can_only_be_read_are_ignored(client: Client) -> None:
    made = client.put(
        GALLERY,
        {
            "id": GALLERY.upper(),
            "name": "MAIN",
            "type": "microsoft.compute/Galleries",
            **WEST,
            "properties": {"identifier": {"uniqueName": "mine"}, "provisioningState": "Failed", "unknown": 1},
        },
    )
    assert (made.status, made.json()["name"], made.json()["id"]) == (201, "Main", GALLERY)
    assert properties(made) == {"identifier": {"uniqueName": f"{SUB}-MAIN"}, "provisioningState": "Creating"}


@pytest.mark.parametrize(
    ("member", "text", "rule", "code"),
    [
        ("name", "other", "R411", "MismatchingResourceName"),
        ("type", "Contoso/other", "R411", "MismatchingResourceType"),
        ("id", GALLERY.replace("Main", "Other"), "R100", "ResourceMoveNotSupported"),
    ],
)
def test_r411_a_body_of_another_resource_is_refused(
    client: Client, member: str, text: str, rule: str, code: str
) -> None:
    refused = client.put(GALLERY, {member: text, **WEST})
    assert (refused.headers["x-sig-rule"], refused.error["code"]) == (rule, code)
    assert client.get(GALLERY).status == 404


def test_what_was_read_can_be_put_back(client: Client) -> None:
    with_gallery(client)
    [listed] = client.get(GALLERIES).json()["value"]
    assert listed["id"] != GALLERY  # the group in capitals
    assert client.put(GALLERY, listed).status == 200
    definition = client.put(f"{GALLERY}/images/web", {"name": "Main/web", **DEFINITION}).json()
    assert client.put(f"{GALLERY}/images/WEB", definition).status == 200


def test_a_gallery_has_no_sharing_profile_until_it_is_shared_and_is_private_after_a_reset(client: Client) -> None:
    with_gallery(client)
    assert profile(client) is None
    client.delete(GALLERY)
    with_gallery(client, SHARED)
    assert profile(client) == {"permissions": "Groups"}
    client.post(f"{GALLERY}/share", {"operationType": "Reset", "groups": []})
    assert profile(client) == {"permissions": "Private"}


def test_groups_are_told_to_who_asks_for_them(client: Client) -> None:
    with_gallery(client, SHARED)
    groups = [{"type": "AADTenants", "ids": [OTHER_SUB]}, {"type": "Subscriptions", "ids": [OTHER_SUB, SUB]}]
    client.post(f"{GALLERY}/share", {"operationType": "Add", "groups": groups})
    expected = {"permissions": "Groups", "groups": groups[::-1]}
    assert profile(client) == {"permissions": "Groups"}
    assert profile(client, **{"$select": "Permissions"}) == expected
    assert profile(client, **{"$expand": "sharingProfile/Groups"}) == expected
    listed = client.get(GALLERIES).json()["value"][0]["properties"]["sharingProfile"]
    assert listed == {"permissions": "Groups"}


def test_a_group_that_becomes_empty_disappears(client: Client) -> None:
    with_gallery(client, SHARED)
    share = [{"type": "Subscriptions", "ids": [OTHER_SUB]}, {"type": "AADTenants", "ids": [SUB]}]
    client.post(f"{GALLERY}/share", {"operationType": "Add", "groups": share})
    client.post(f"{GALLERY}/share", {"operationType": "Remove", "groups": share[:1]})
    assert profile(client, **{"$select": "Permissions"}) == {"permissions": "Groups", "groups": share[1:]}
    client.post(f"{GALLERY}/share", {"operationType": "Remove", "groups": share[1:]})
    assert profile(client, **{"$select": "Permissions"}) == {"permissions": "Groups"}


def test_a_community_gallery_has_a_public_name_from_the_start(client: Client) -> None:
    made = client.put(GALLERY, {**WEST, "properties": {"sharingProfile": COMMUNITY}})
    info = properties(made)["sharingProfile"]["communityGalleryInfo"]
    assert next(iter(info)) == "communityGalleryEnabled"
    assert info["communityGalleryEnabled"] is False
    assert info["publicNames"][0].startswith("contoso-")
    assert client.post(f"{GALLERY}/share", {"operationType": "EnableCommunity"}).status == 202
    assert (profile(client) or {})["communityGalleryInfo"] == {**info, "communityGalleryEnabled": True}


def test_permissions_cannot_be_changed_by_a_put(client: Client) -> None:
    with_gallery(client)
    refused = client.put(GALLERY, SHARED)
    assert refused.status == 400
    assert refused.error == {
        "code": "InvalidParameter",
        "message": "Cannot update the gallery 'Main' sharing permissions from 'Private' to 'Groups. Permissions can "
        "only be changed by a POST ShareGallery call. Currently, gallery permissions can only be set to 'Groups' or "
        "'Community' during creation.",
        "target": "gallery.properties.sharingProfile.permissions",
    }


@pytest.mark.parametrize("operation", ["Add", "Remove", "EnableCommunity"])
def test_a_private_gallery_is_not_shared(client: Client, operation: str) -> None:
    with_gallery(client)
    refused = client.post(f"{GALLERY}/share", {"operationType": operation, "groups": []})
    assert (refused.status, refused.error["code"]) == (409, "OperationNotAllowed")


def test_a_share_action_of_another_kind_or_on_no_gallery_is_refused(client: Client) -> None:
    assert client.post(f"{GALLERY}/share", {"operationType": "Reset"}).status == 404
    with_gallery(client)
    assert client.post(f"{GALLERY}/share", {"operationType": "Give"}).status == 400
    assert client.post(f"{GALLERY}/share", {}).status == 400


def test_a_soft_delete_policy_round_trips_and_stays_when_it_is_turned_off(client: Client) -> None:
    made = client.put(GALLERY, {**WEST, "properties": {"softDeletePolicy": {"isSoftDeleteEnabled": True}}})
    assert properties(made)["softDeletePolicy"] == {"isSoftDeleteEnabled": True}
    off = {**WEST, "properties": {"softDeletePolicy": {"isSoftDeleteEnabled": False}}}
    assert properties(client.put(GALLERY, off))["softDeletePolicy"] == {"isSoftDeleteEnabled": False}


def test_a_patch_changes_what_it_names_and_removes_what_is_null(client: Client) -> None:
    with_gallery(client, {**WEST, "tags": {"a": "1", "b": "2"}, "properties": {"description": "old"}})
    changed = client.patch(GALLERY, {"tags": {"a": None, "c": "3"}, "properties": {"description": "new"}})
    assert (changed.status, changed.json()["tags"]) == (200, {"b": "2", "c": "3"})
    assert (properties(changed)["description"], properties(changed)["provisioningState"]) == ("new", "Updating")
    assert client.get(GALLERY).json()["tags"] == {"b": "2", "c": "3"}


def test_a_patch_gives_a_gallery_an_identity(client: Client) -> None:
    with_gallery(client)
    given = client.patch(GALLERY, {"identity": {"type": "SystemAssigned"}}).json()["identity"]
    assert given["type"] == "SystemAssigned"
    assert given["principalId"]
    assert client.get(GALLERY).json()["identity"] == given
    assert "identity" not in client.get(GALLERY, api_version="2024-03-03").json()


def test_a_patch_of_what_is_not_there_is_refused(client: Client) -> None:
    assert client.patch(GALLERY, {"tags": {}}).status == 404


def test_what_is_not_there_is_refused_in_the_words_of_the_front_end(client: Client) -> None:
    refused = client.get(IMAGE)
    assert (refused.status, refused.headers["x-ms-error-code"]) == (404, "ResourceNotFound")
    assert refused.error == {
        "code": "ResourceNotFound",
        "message": "The Resource 'Microsoft.Compute/galleries/Main/images/web' under resource group 'images' was not "
        "found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    }


def test_a_nested_resource_without_its_parent_is_refused(client: Client) -> None:
    refused = client.put(IMAGE, DEFINITION)
    assert (refused.status, refused.error["code"]) == (404, "ParentResourceNotFound")
    assert client.get(f"{GALLERY}/images").status == 404


def test_a_definition_has_its_members_in_order_and_no_empty_ones(client: Client) -> None:
    with_gallery(client)
    made = client.put(IMAGE, DEFINITION)
    assert made.json()["tags"] == {}
    assert list(properties(made).items()) == [
        ("hyperVGeneration", "V1"),
        ("architecture", "x64"),
        ("osType", "Linux"),
        ("osState", "Generalized"),
        ("identifier", {"publisher": "Contoso", "offer": "Web", "sku": "1"}),
        ("provisioningState", "Creating"),
    ]


def test_features_are_answered_in_the_words_of_the_service(client: Client) -> None:
    with_gallery(client)
    features = [
        {"name": "IsAcceleratedNetworkSupported", "value": "true"},
        {"name": "SecurityType", "value": "ConfidentialVm"},
    ]
    document = {
        **DEFINITION,
        "properties": {**DEFINITION["properties"], "hyperVGeneration": "V2", "features": features},
    }
    assert properties(client.put(IMAGE, document))["features"] == [
        {"name": "IsAcceleratedNetworkSupported", "value": "True"},
        {"name": "SecurityType", "value": "ConfidentialVM"},
    ]


def test_what_is_fixed_in_a_definition_cannot_be_put_otherwise(client: Client) -> None:
    with_definition(client)
    other = {**DEFINITION, "properties": {**DEFINITION["properties"], "hyperVGeneration": "V2"}}
    refused = client.put(IMAGE, other)
    assert refused.status == 409
    assert refused.error == {
        "code": "PropertyChangeNotAllowed",
        "message": "Changing property 'galleryImage.properties.hyperVGeneration' is not allowed.",
        "target": "galleryImage.properties.hyperVGeneration",
    }


def test_the_description_of_a_definition_is_patched(client: Client) -> None:
    with_definition(client)
    changed = client.patch(IMAGE, {"properties": {"description": "for the web"}})
    assert (changed.status, properties(changed)["description"]) == (200, "for the web")
    assert properties(client.get(IMAGE))["osType"] == "Linux"


def test_a_version_has_display_names_defaults_and_members_in_order(client: Client) -> None:
    regions = [{"name": "eastus2", "regionalReplicaCount": 3}, {"name": "West US"}]
    with_version(client, source(publishingProfile={"targetRegions": regions, "replicaCount": 2}))
    found = client.get(VERSION).json()
    assert (list(found), list(found["properties"])) == (
        ["name", "id", "type", "location", "properties"],
        ["publishingProfile", "storageProfile", "safetyProfile", "validationsProfile", "provisioningState"],
    )
    assert found["properties"]["publishingProfile"] == {
        "targetRegions": [
            {"name": "East US 2", "regionalReplicaCount": 3, "storageAccountType": "Standard_LRS"},
            {"name": "West US", "regionalReplicaCount": 2, "storageAccountType": "Standard_LRS"},
        ],
        "replicaCount": 2,
        "excludeFromLatest": False,
        "publishedDate": "2026-01-07T05:56:46+00:00",
        "storageAccountType": "Standard_LRS",
    }
    assert found["properties"]["safetyProfile"] == {
        "reportedForPolicyViolation": False,
        "allowDeletionOfReplicatedLocations": False,
    }


def test_a_version_in_the_making_shows_only_its_source(client: Client) -> None:
    made = with_version(client)
    image = {"source": {"id": f"{COMPUTE}/images/golden"}}
    assert properties(made)["storageProfile"] == image
    assert "validationsProfile" not in properties(made)
    assert properties(client.get(VERSION))["storageProfile"] == {
        **image,
        "osDiskImage": {"hostCaching": "ReadWrite", "source": {}},
    }


def test_validations_are_shown_from_2024_03_03_on_and_when_the_version_is_finished(client: Client) -> None:
    with_version(client)
    assert properties(client.get(VERSION))["validationsProfile"] == {"validationOperationStatus": "NotExecuted"}
    assert "validationsProfile" not in properties(client.get(VERSION, api_version="2023-07-03"))
    assert "validationsProfile" not in properties(client.put(VERSION, source()))


@pytest.mark.parametrize(
    ("path", "member", "before", "since"),
    [
        (IMAGE, "architecture", "2021-07-01", "2021-10-01"),
        (VERSION, "safetyProfile", "2021-10-01", "2022-01-03"),
    ],
)
def test_members_are_shown_from_their_api_version_on(
    client: Client, path: str, member: str, before: str, since: str
) -> None:
    with_version(client)
    holder = path.rpartition("/")[0]
    for version, is_there in ((before, False), (since, True)):
        assert (member in properties(client.get(path, api_version=version))) is is_there
        listed = client.get(holder, api_version=version).json()["value"][0]["properties"]
        assert (member in listed) is is_there
    assert member not in properties(client.patch(path, {"tags": {"a": "b"}}, api_version=before))


def test_encryption_shows_an_empty_security_profile(client: Client) -> None:
    keys = f"{COMPUTE}/diskEncryptionSets/keys"
    region = {"name": "westus", "encryption": {"osDiskImage": {"diskEncryptionSetId": keys}}}
    with_version(client, source(publishingProfile={"targetRegions": [region]}))

    def disk(version: str) -> dict[str, Any]:
        published = properties(client.get(VERSION, api_version=version))["publishingProfile"]
        found: dict[str, Any] = published["targetRegions"][0].get("encryption", {}).get("osDiskImage", {})
        return found

    assert disk("2021-10-01") == {"securityProfile": {}, "diskEncryptionSetId": keys}
    assert disk("2021-07-01") == {"diskEncryptionSetId": keys}
    assert disk("2019-07-01") == {}


def test_edge_zones_have_ssd_storage_by_default(client: Client) -> None:
    zone = {"name": "southcentralus", "extendedLocation": {"type": "EdgeZone", "name": "microsoftdallas1"}}
    published = {"targetRegions": [{"name": "westus"}, {"name": "southcentralus"}], "targetExtendedLocations": [zone]}
    with_version(client, source(publishingProfile=published))
    (found,) = properties(client.get(VERSION))["publishingProfile"]["targetExtendedLocations"]
    assert (found["name"], found["storageAccountType"]) == ("South Central US", "StandardSSD_LRS")


def test_a_put_keeps_the_storage_and_replaces_the_publishing(client: Client) -> None:
    published = {"targetRegions": [{"name": "westus"}, {"name": "eastus"}], "replicaCount": 2}
    with_version(client, source(publishingProfile=published))
    changed = client.put(
        VERSION,
        {**WEST, "tags": {}, "properties": {"publishingProfile": {"targetRegions": [{"name": "westus"}]}}},
    )
    assert (changed.status, properties(changed)["provisioningState"]) == (200, "Updating")
    found = properties(client.get(VERSION))
    assert found["storageProfile"]["source"] == {"id": f"{COMPUTE}/images/golden"}
    assert [region["name"] for region in found["publishingProfile"]["targetRegions"]] == ["West US"]
    assert found["publishingProfile"]["replicaCount"] == 1


def test_a_put_without_publishing_keeps_it(client: Client) -> None:
    published = {"targetRegions": [{"name": "westus"}, {"name": "eastus"}], "replicaCount": 2}
    with_version(client, source(publishingProfile=published))
    before = properties(client.get(VERSION))["publishingProfile"]
    assert client.put(VERSION, {**WEST, "properties": {"storageProfile": {}}}).status == 200
    assert properties(client.get(VERSION))["publishingProfile"] == before


def test_another_source_is_refused(client: Client) -> None:
    with_version(client)
    other = {**WEST, "properties": {"storageProfile": {"source": {"id": f"{COMPUTE}/images/other"}}}}
    refused = client.put(VERSION, other)
    assert (refused.status, refused.error["code"]) == (409, "PropertyChangeNotAllowed")


def test_a_patch_of_a_version_keeps_what_it_does_not_name(client: Client) -> None:
    with_version(client, source(publishingProfile={"targetRegions": [{"name": "westus"}, {"name": "eastus"}]}))
    before = properties(client.get(VERSION))
    changed = client.patch(VERSION, {"properties": {"publishingProfile": {"excludeFromLatest": True}}})
    assert changed.status == 200, changed.content
    published = {**before["publishingProfile"], "excludeFromLatest": True}
    assert properties(client.get(VERSION)) == {**before, "publishingProfile": published}


def test_how_far_the_copies_are_is_told_to_who_asks(client: Client) -> None:
    with_version(client)
    assert "replicationStatus" not in properties(client.get(VERSION))
    found = properties(client.get(VERSION, query={"$expand": "replicationStatus"}))
    assert found["replicationStatus"] == {
        "aggregatedState": "Completed",
        "summary": [{"region": "West US", "state": "Completed", "details": "", "progress": 100}],
    }


def test_versions_are_listed_lowest_number_first(client: Client) -> None:
    with_version(client)
    for number in ("1.10.0", "1.9.0"):
        client.put(f"{VERSIONS}/{number}", source())
    listed = client.get(VERSIONS).json()
    assert [item["name"] for item in listed["value"]] == ["1.0.0", "1.9.0", "1.10.0"]
    assert "nextLink" not in listed


def test_a_list_has_pages_where_they_are_asked_for(client: Client) -> None:
    with_version(client)
    for number in ("1.1.0", "1.2.0"):
        client.put(f"{VERSIONS}/{number}", source())
    first = client.get(VERSIONS, query={"$top": "2"}).json()
    assert [item["name"] for item in first["value"]] == ["1.0.0", "1.1.0"]
    assert first["nextLink"].startswith(f"https://localhost:8443{VERSIONS}?")
    last = client.get(first["nextLink"]).json()
    assert [item["name"] for item in last["value"]] == ["1.2.0"]
    assert "nextLink" not in last


def test_a_page_that_no_list_gave_is_refused(client: Client) -> None:
    with_gallery(client)
    assert client.get(GALLERIES, query={"$skiptoken": "guess"}).error["target"] == "$skiptoken"
    assert client.get(GALLERIES, query={"$top": "0"}).error["target"] == "$top"


def test_what_holds_others_cannot_be_deleted(client: Client) -> None:
    with_version(client)
    refused = client.delete(GALLERY)
    assert (refused.status, refused.error["code"]) == (409, "CannotDeleteResource")
    assert "'Microsoft.Compute/galleries/Main/images/web'" in refused.error["message"]
    for path in (VERSION, IMAGE, GALLERY):
        assert client.delete(path).status == 202
        assert client.get(path).status == 404


SOFT = {**WEST, "properties": {"softDeletePolicy": {"isSoftDeleteEnabled": True}}}


def test_a_bare_put_brings_a_soft_deleted_version_back_as_it_was(client: Client) -> None:
    with_gallery(client, SOFT)
    client.put(IMAGE, DEFINITION)
    client.put(VERSION, source())
    before = client.get(VERSION).json()
    assert client.delete(VERSION).status == 202
    assert client.get(VERSION).status == 404
    restored = client.put(VERSION, {**WEST, "tags": {}})
    assert (restored.status, properties(restored)["provisioningState"]) == (200, "Updating")
    assert "azure-asyncoperation" in restored.headers
    assert client.get(VERSION).json() == before


def test_a_new_version_under_a_soft_deleted_name_is_refused(client: Client) -> None:
    with_gallery(client, SOFT)
    client.put(IMAGE, DEFINITION)
    client.put(VERSION, source())
    client.delete(VERSION)
    assert client.put(VERSION, source()).status == 409
    assert client.delete(VERSION, query={"bypassSoftDelete": "true"}).status == 202
    assert client.put(VERSION, source()).status == 201


def test_a_bare_put_of_a_version_that_never_was_is_refused(client: Client) -> None:
    with_definition(client)
    assert client.put(VERSION, {**WEST, "tags": {}}).status == 400
