"""VM applications and their versions: what is kept, filled in, fixed and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain.choices import OsType, StorageAccountType
from sig.domain.codec import decode, encode
from sig.domain.errors import InvalidParameter, InvalidResourceLocation, PropertyChangeNotAllowed
from sig.domain.gallery_application import ActionParameter, ApplicationProperties, CustomAction, GalleryApplication
from sig.domain.gallery_application import put as put_application
from sig.domain.gallery_application_version import (
    ApplicationPublishing,
    ApplicationVersionProperties,
    GalleryApplicationVersion,
    ManageActions,
    PackageSettings,
    PackageSource,
)
from sig.domain.gallery_application_version import put as put_version
from sig.domain.profile import CURRENT, PROFILE_2021, Profile
from sig.domain.publishing import Encryption, ExtendedLocation, OsDiskEncryption, TargetExtendedLocation, TargetRegion
from sig.domain.resource_id import gallery_id

if TYPE_CHECKING:
    from typing import Any

SUB = "00000000-0000-0000-0000-000000000000"
NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)
APPLICATION = gallery_id(SUB, "images", "Main").child("applications", "agent")
VERSION = APPLICATION.child("versions", "1.0.0")
ROOT = "galleryApplicationVersion.properties.publishingProfile"
LINK = "https://contoso.blob.core.windows.net/packages/agent.zip"
ACTIONS = ManageActions(install="./install", remove="./remove")


def application(stored: GalleryApplication | None = None, location: str = "westus", **properties: Any) -> Any:
    given = {"supported_os_type": OsType.LINUX, **properties}
    request = GalleryApplication(location=location, properties=ApplicationProperties(**given))
    return put_application(APPLICATION, request, stored, NOW)


def version(
    stored: GalleryApplicationVersion | None = None,
    profile: Profile = PROFILE_2021,
    name: str = "1.0.0",
    **publishing: Any,
) -> GalleryApplicationVersion:
    given = {"source": PackageSource(media_link=LINK), "manage_actions": ACTIONS, **publishing}
    properties = ApplicationVersionProperties(publishing_profile=ApplicationPublishing(**given))
    request = GalleryApplicationVersion(location="eastus2", properties=properties)
    return put_version(APPLICATION.child("versions", name), request, stored, profile, NOW)


def published(found: GalleryApplicationVersion) -> ApplicationPublishing:
    assert found.properties.publishing_profile is not None
    return found.properties.publishing_profile


def test_an_application_is_stored_as_it_was_sent() -> None:
    assert encode(application(description="Watches")) == {
        "name": "agent",
        "id": str(APPLICATION),
        "type": "Microsoft.Compute/galleries/applications",
        "location": "westus",
        "properties": {"supportedOSType": "Linux", "description": "Watches"},
    }


def test_an_application_keeps_its_operating_system_and_its_place() -> None:
    stored = application()
    with refused(PropertyChangeNotAllowed, rule="R452", target="galleryApplication.properties.supportedOSType"):
        application(stored, supported_os_type=OsType.WINDOWS)
    with refused(PropertyChangeNotAllowed, rule="R452", target="galleryApplication.properties.supportedOSType"):
        application(stored, supported_os_type=None)
    with refused(InvalidResourceLocation, "'westus'", rule="R020", target="location"):
        application(stored, location="eastus")


def test_r452_an_application_needs_an_operating_system() -> None:
    with refused(InvalidParameter, rule="R452", target="galleryApplication.properties.supportedOSType"):
        application(supported_os_type=None)


def test_the_end_of_an_application_lies_in_the_future_when_it_is_set() -> None:
    stored = application(end_of_life_date="2027-01-01")
    assert stored.properties.end_of_life_date == "2027-01-01T00:00:00+00:00"
    later = datetime(2028, 1, 1, tzinfo=UTC)
    assert put_application(APPLICATION, stored, stored, later) == stored
    with refused(InvalidParameter, rule="R029", target="galleryApplication.properties.endOfLifeDate"):
        application(stored, end_of_life_date="2025-01-01")


@pytest.mark.parametrize(
    ("actions", "target"),
    [
        ([CustomAction(name="a")], ""),
        ([CustomAction(script="a")], ""),
        ([CustomAction(name="a", script="s"), CustomAction(name="A", script="s")], ".name"),
        ([CustomAction(name="a", script="s", parameters=(ActionParameter(),))], ".parameters.name"),
        ([CustomAction(name="a", script="s", parameters=(ActionParameter(name="p"),) * 2)], ".parameters.name"),
    ],
)
def test_r456_custom_actions_are_named_and_do_something(actions: list[CustomAction], target: str) -> None:
    with refused(InvalidParameter, rule="R456", target=f"galleryApplication.properties.customActions{target}"):
        application(custom_actions=tuple(actions))
    with refused(InvalidParameter, rule="R456", target=f"{ROOT}.customActions{target}"):
        version(custom_actions=tuple(actions))


def test_a_version_has_written_out_what_the_service_fills_in() -> None:
    assert encode(version(settings=PackageSettings(config_file_name="c", package_file_name="p")))["properties"] == {
        "publishingProfile": {
            "source": {"mediaLink": LINK},
            "manageActions": {"install": "./install", "remove": "./remove"},
            "settings": {"packageFileName": "p", "configFileName": "c"},
            "enableHealthCheck": False,
            "targetRegions": [
                {"name": "East US 2", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"},
            ],
            "replicaCount": 1,
            "excludeFromLatest": False,
            "publishedDate": "2026-01-07T05:56:46+00:00",
            "storageAccountType": "Standard_LRS",
        }
    }


def test_the_order_of_members_is_that_of_the_service() -> None:
    found = list(encode(version(settings=PackageSettings(package_file_name="p")))["properties"]["publishingProfile"])
    assert found[:5] == ["source", "manageActions", "settings", "enableHealthCheck", "targetRegions"]


def test_a_version_that_is_put_over_itself_stays_as_it_is() -> None:
    stored = version(
        target_regions=(TargetRegion(name="eastus2", regional_replica_count=3), TargetRegion(name="westus")),
        settings=PackageSettings(package_file_name="p"),
        advanced_settings={"a": "b"},
        end_of_life_date="2027-01-01",
    )
    assert put_version(VERSION, stored, stored, CURRENT, NOW) == stored
    assert decode(GalleryApplicationVersion, encode(stored)) == stored


def test_an_update_without_a_publishing_profile_keeps_it() -> None:
    stored = version()
    request = GalleryApplicationVersion(location="eastus2", tags={"a": "b"})
    assert put_version(VERSION, request, stored, PROFILE_2021, NOW) == replace(stored, tags={"a": "b"})


def test_an_update_replaces_the_regions_and_keeps_the_date_of_publishing() -> None:
    stored = version()
    properties = ApplicationVersionProperties(
        publishing_profile=ApplicationPublishing(
            target_regions=(TargetRegion(name="westus", regional_replica_count=2), TargetRegion(name="eastus2"))
        )
    )
    request = GalleryApplicationVersion(location="eastus2", properties=properties)
    later = datetime(2026, 3, 1, tzinfo=UTC)
    found = published(put_version(VERSION, request, stored, PROFILE_2021, later))
    assert [(target.name, target.regional_replica_count) for target in found.target_regions or ()] == [
        ("West US", 2),
        ("East US 2", 1),
    ]
    assert found.published_date == "2026-01-07T05:56:46+00:00"
    assert (found.source, found.manage_actions) == (PackageSource(media_link=LINK), ACTIONS)


@pytest.mark.parametrize("profile", [PROFILE_2021, CURRENT])
@pytest.mark.parametrize("count", [0, -1, 4])
def test_r104_replicas_are_one_to_three_in_every_era(count: int, profile: Profile) -> None:
    said = (f"The value {count} of parameter '{ROOT}.replicaCount' is out of range", "between 1 and 3, inclusive")
    with refused(InvalidParameter, *said, rule="R104", target=f"{ROOT}.replicaCount"):
        version(profile=profile, replica_count=count)
    assert published(version(profile=profile, replica_count=3)).replica_count == 3


@pytest.mark.parametrize(
    ("change", "member"),
    [
        ({"manage_actions": replace(ACTIONS, install="x")}, "manageActions.install"),
        ({"manage_actions": replace(ACTIONS, remove="x")}, "manageActions.remove"),
        ({"manage_actions": replace(ACTIONS, update="x")}, "manageActions.update"),
        ({"settings": PackageSettings(package_file_name="x")}, "settings.packageFileName"),
        ({"settings": PackageSettings(config_file_name="x")}, "settings.configFileName"),
    ],
)
def test_r104_commands_and_file_names_are_fixed(change: dict[str, Any], member: str) -> None:
    with refused(PropertyChangeNotAllowed, rule="R104", target=f"{ROOT}.{member}"):
        version(version(), **change)


def test_another_package_takes_the_place_of_the_first() -> None:
    other = PackageSource(media_link=f"{LINK}?sig=new")
    assert published(version(version(), source=other)).source == other


@pytest.mark.parametrize("member", ["target_regions", "target_extended_locations"])
def test_r104_nothing_is_encrypted(member: str) -> None:
    encryption = Encryption(os_disk_image=OsDiskEncryption(disk_encryption_set_id="any"))
    region = TargetRegion(name="eastus2", encryption=encryption)
    zone = TargetExtendedLocation(
        name="westus", extended_location=ExtendedLocation(name="losangeles", type="EdgeZone"), encryption=encryption
    )
    given: dict[str, Any] = {member: (region,) if member == "target_regions" else (zone,)}
    with refused(InvalidParameter, "do not support encryption", rule="R104", target=f"{ROOT}.targetRegions.encryption"):
        version(**given)


def test_r353_a_body_names_its_own_resource() -> None:
    request = replace(version(), name="2.0.0")
    with refused(InvalidParameter, "'1.0.0'", "'2.0.0'", rule="R353", target="galleryApplicationVersion.name"):
        put_version(VERSION, request, None, PROFILE_2021, NOW)


@pytest.mark.parametrize("name", ["1.0", "01.0.0", "1.0.x", "1.0.2147483648", ""])
def test_r040_the_name_of_a_version_is_a_number(name: str) -> None:
    said = f"The gallery application version name '{name}' is invalid."
    with refused(InvalidParameter, said, rule="R040", target="galleryApplicationVersionName"):
        version(name=name)


@pytest.mark.parametrize(
    "link",
    ["agent.zip", "ftp://c.example/p/a.zip", "https://c.example", "https://c.example/", "https://[", "https:///p/a"],
)
def test_r453_an_address_is_that_of_a_blob(link: str) -> None:
    with refused(InvalidParameter, f"'{link}'", rule="R453", target=f"{ROOT}.source.mediaLink"):
        version(source=PackageSource(media_link=link))
    with refused(InvalidParameter, f"'{link}'", rule="R453", target=f"{ROOT}.source.defaultConfigurationLink"):
        version(source=PackageSource(media_link=LINK, default_configuration_link=link))


def test_a_refused_address_does_not_show_its_token() -> None:
    with pytest.raises(InvalidParameter) as caught:
        version(source=PackageSource(media_link="https://c.example?sig=secret"))
    assert "secret" not in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize("source", [None, PackageSource(), PackageSource(media_link="")])
def test_r453_a_package_has_an_address(source: PackageSource | None) -> None:
    with refused(InvalidParameter, "'source.mediaLink' is missing", rule="R453", target=f"{ROOT}.source.mediaLink"):
        version(source=source)


@pytest.mark.parametrize("member", ["install", "remove"])
def test_r454_a_version_is_installed_and_removed(member: str) -> None:
    with refused(InvalidParameter, f"manageActions.{member}", rule="R454", target=f"{ROOT}.manageActions.{member}"):
        version(manage_actions=replace(ACTIONS, **{member: None}))


@pytest.mark.parametrize(
    ("given", "member"),
    [
        ({"manage_actions": replace(ACTIONS, update="x" * 4097)}, "manageActions.update"),
        ({"settings": PackageSettings(package_file_name="x" * 4097)}, "settings.packageFileName"),
        ({"settings": PackageSettings(config_file_name="x" * 4097)}, "settings.configFileName"),
    ],
)
def test_r454_nothing_is_longer_than_4096_characters(given: dict[str, Any], member: str) -> None:
    with refused(InvalidParameter, "4097 characters", rule="R454", target=f"{ROOT}.{member}"):
        version(**given)


def test_regions_have_the_storage_that_is_asked_for_and_keep_it() -> None:
    targets = (TargetRegion(name="eastus2", storage_account_type=StorageAccountType.STANDARD_ZRS),)
    stored = version(target_regions=targets)
    found = published(version(stored, target_regions=(TargetRegion(name="eastus2"),)))
    assert [target.storage_account_type for target in found.target_regions or ()] == [StorageAccountType.STANDARD_ZRS]
