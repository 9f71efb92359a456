"""Image definitions: what the service fills in, what is fixed at creation, which identifiers clash."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from refusals import refused
from sig.domain import image_definition
from sig.domain.choices import Architecture, HyperVGeneration, OsState, OsType
from sig.domain.codec import encode
from sig.domain.errors import (
    Conflict,
    InvalidParameter,
    InvalidResourceLocation,
    InvalidResourceName,
    PropertyChangeNotAllowed,
)
from sig.domain.image_definition import (
    DefinitionProperties,
    Disallowed,
    Feature,
    Identifier,
    ImageDefinition,
    PurchasePlan,
    Range,
    Recommended,
)
from sig.domain.profile import CURRENT, PROFILE_2021, Profile
from sig.domain.resource_id import definition_id

NOW = datetime(2026, 1, 7, tzinfo=UTC)
ROOT = "galleryImage.properties"
BASE = DefinitionProperties(
    os_type=OsType.LINUX,
    os_state=OsState.GENERALIZED,
    identifier=Identifier(publisher="Contoso", offer="Finance", sku="Backend"),
)


def request(**properties: Any) -> ImageDefinition:
    return ImageDefinition(location="westus", properties=replace(BASE, **properties))


def put(
    asked: ImageDefinition | None = None,
    stored: ImageDefinition | None = None,
    *siblings: ImageDefinition,
    profile: Profile = PROFILE_2021,
    name: str = "web",
) -> ImageDefinition:
    identifier = definition_id("s", "Images", "Main", name)
    return image_definition.put(identifier, asked or request(), stored, siblings, profile, NOW)


def features(*pairs: tuple[str, str]) -> tuple[Feature, ...]:
    return tuple(Feature(name=name, value=value) for name, value in pairs)


# What a PUT leaves behind


def test_a_minimal_definition_gets_its_generation_and_architecture_in_the_services_order() -> None:
    made = encode(put())
    assert made["type"] == "Microsoft.Compute/galleries/images"
    assert made["properties"] == {
        "hyperVGeneration": "V1",
        "architecture": "x64",
        "osType": "Linux",
        "osState": "Generalized",
        "identifier": {"publisher": "Contoso", "offer": "Finance", "sku": "Backend"},
    }
    assert list(made["properties"]) == ["hyperVGeneration", "architecture", "osType", "osState", "identifier"]


@pytest.mark.parametrize(("profile", "generation"), [(PROFILE_2021, "V1"), (CURRENT, "V2")])
def test_the_generation_depends_on_the_era(profile: Profile, generation: str) -> None:
    assert put(profile=profile).properties.hyper_v_generation == generation


def test_empty_containers_are_dropped() -> None:
    made = put(request(features=(), disallowed=Disallowed())).properties
    assert (made.features, made.disallowed) == (None, None)
    disallowed = Disallowed(disk_types=("Standard_LRS",))
    assert put(request(disallowed=disallowed)).properties.disallowed == disallowed


@pytest.mark.parametrize(
    ("name", "given", "shown"),
    [
        ("IsHibernateSupported", "true", "True"),
        ("IsAcceleratedNetworkSupported", "FALSE", "False"),
        ("SecurityType", "confidentialvm", "ConfidentialVM"),
        ("SecurityType", "trustedlaunchsupported", "TrustedLaunchSupported"),
        ("SecurityType", "Other", "Other"),
        ("DiskControllerTypes", "SCSI, NVMe", "SCSI, NVMe"),
    ],
)
def test_feature_values_are_written_as_the_service_does(name: str, given: str, shown: str) -> None:
    asked = request(features=features((name, given)), hyper_v_generation=HyperVGeneration.V2)
    assert put(asked).properties.features == features((name, shown))


def test_the_end_of_life_is_written_in_utc() -> None:
    assert put(request(end_of_life_date="2030-01-01")).properties.end_of_life_date == "2030-01-01T00:00:00+00:00"


def test_allow_update_image_is_never_stored() -> None:
    assert put(request(allow_update_image=True)).properties.allow_update_image is None


def test_a_put_on_an_existing_definition_keeps_its_name_and_id_in_their_casing() -> None:
    stored = put()
    again = put(stored=stored, name="WEB")
    assert (again.name, again.id) == (stored.name, stored.id)


# What az sends in each era


@pytest.mark.parametrize(
    ("profile", "properties", "generation", "expected"),
    [
        (PROFILE_2021, {}, "V1", None),
        (PROFILE_2021, {"hyper_v_generation": HyperVGeneration.V2}, "V2", None),
        (CURRENT, {}, "V2", features(("SecurityType", "TrustedLaunchSupported"))),
        (CURRENT, {"hyper_v_generation": HyperVGeneration.V1}, "V1", None),
        (CURRENT, {"architecture": Architecture.ARM64}, "V2", None),
        (CURRENT, {"features": features(("SecurityType", "Standard"))}, "V2", None),
        (PROFILE_2021, {"features": features(("SecurityType", "Standard"))}, "V1", None),
        (
            CURRENT,
            {"features": features(("SecurityType", "TrustedLaunch"))},
            "V2",
            features(("SecurityType", "TrustedLaunch")),
        ),
        (
            CURRENT,
            {"features": features(("IsHibernateSupported", "true"))},
            "V2",
            features(("IsHibernateSupported", "true"), ("SecurityType", "TrustedLaunchSupported")),
        ),
    ],
)
def test_trusted_launch_is_added_today_unless_the_request_speaks_against_it(
    profile: Profile, properties: dict[str, Any], generation: str, expected: tuple[Feature, ...] | None
) -> None:
    sent = image_definition.with_defaults(request(**properties), profile).properties
    assert (sent.hyper_v_generation, sent.features) == (generation, expected)


# What is refused whatever the state: rules R021, R023, R024, R028, R029, R031, R035


def test_r021_the_name_is_checked() -> None:
    with refused(InvalidResourceName, "'web_'", "'web'", rule="R003", target="galleryImage.name"):
        put(name="web_")


@pytest.mark.parametrize(("part", "longest"), [("publisher", 128), ("offer", 64), ("sku", 64)])
def test_r023_each_part_of_the_identifier_has_its_characters_and_length(part: str, longest: int) -> None:
    for text in ("A-b_c.9", "x" * longest):
        put(request(identifier=replace(BASE.identifier or Identifier(), **{part: text})))
    target = f"{ROOT}.identifier.{part}"
    for text in ("", "a b", "a.", "é", "a\x00", "x" * (longest + 1)):
        with refused(InvalidParameter, part, f"exceed {longest}", "cannot be empty", rule="R023", target=target):
            put(request(identifier=replace(BASE.identifier or Identifier(), **{part: text})))


@pytest.mark.parametrize("identifier", [None, Identifier(), Identifier(offer="Finance", sku="Backend")])
def test_r023_a_definition_without_publisher_is_refused(identifier: Identifier | None) -> None:
    with refused(InvalidParameter, "publisher", rule="R023", target=f"{ROOT}.identifier.publisher"):
        put(request(identifier=identifier))


@pytest.mark.parametrize(("member", "name"), [("os_type", "osType"), ("os_state", "osState")])
def test_r024_the_operating_system_and_its_state_are_required(member: str, name: str) -> None:
    with refused(InvalidParameter, f"'{name}'", "missing", rule="R024", target=f"{ROOT}.{name}"):
        put(request(**{member: None}))


def test_r028_a_malformed_end_of_life_is_refused() -> None:
    with refused(InvalidParameter, "soon", rule="R028", target=f"{ROOT}.endOfLifeDate"):
        put(request(end_of_life_date="soon"))


def test_r029_an_end_of_life_in_the_past_is_refused_when_it_is_new_or_changed() -> None:
    stored = put(request(end_of_life_date="2026-01-08"))
    later = datetime(2027, 1, 1, tzinfo=UTC)
    identifier = definition_id("s", "Images", "Main", "web")
    image_definition.put(identifier, stored, stored, (), PROFILE_2021, later)
    for past in ("2026-01-07", "2020-01-01"):
        with refused(InvalidParameter, past, rule="R029", target=f"{ROOT}.endOfLifeDate"):
            put(request(end_of_life_date=past), stored)


@pytest.mark.parametrize(("member", "name"), [("v_cpus", "vCPUs"), ("memory", "memory")])
def test_r031_a_recommended_range_has_its_minimum_first_and_is_not_negative(member: str, name: str) -> None:
    def asked(minimum: int | None, maximum: int | None) -> ImageDefinition:
        span = Range(min=minimum, max=maximum)
        return request(recommended=replace(Recommended(), **{member: span}))

    for accepted in ((1, 1), (1, 16), (None, 4), (4, None), (None, None)):
        put(asked(*accepted))
    target = f"{ROOT}.recommended.{name}"
    with refused(InvalidParameter, "(16)", "(1)", name, rule="R031", target=target):
        put(asked(16, 1))
    for negative in ((-1, 4), (None, -4)):
        with refused(InvalidParameter, "negative", name, rule="R031", target=target):
            put(asked(*negative))


@pytest.mark.parametrize(
    "value", ["TrustedLaunchSupported", "trustedlaunch", "ConfidentialVmSupported", "ConfidentialVM"]
)
def test_r035_a_security_type_that_needs_generation_2_is_refused_on_generation_1(value: str) -> None:
    asked = request(features=features(("SecurityType", value)))
    with refused(InvalidParameter, "V2", "V1", "--hyper-v-generation V2", rule="R035", target=f"{ROOT}.features"):
        put(asked)
    put(asked, profile=CURRENT)
    put(request(features=features(("SecurityType", "Standard"))))


# What may change: SPEC 5.4, rules R020, R026 and R027


@pytest.mark.parametrize(
    "change",
    [
        {"description": "new"},
        {"end_of_life_date": "2031-01-01"},
        {"recommended": Recommended(v_cpus=Range(min=1, max=4), memory=Range(min=2))},
        {"release_note_uri": "https://x.test"},
        {"disallowed": Disallowed(disk_types=("Premium_LRS",))},
    ],
)
def test_the_descriptive_properties_may_change(change: dict[str, Any]) -> None:
    changed = encode(put(request(**change), put()))["properties"]
    expected = encode(put(request(**change)))["properties"]
    assert changed == expected


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"os_type": OsType.WINDOWS}, "osType"),
        ({"os_state": OsState.SPECIALIZED}, "osState"),
        ({"hyper_v_generation": HyperVGeneration.V2}, "hyperVGeneration"),
        ({"architecture": Architecture.ARM64}, "architecture"),
        ({"eula": "other"}, "eula"),
        ({"privacy_statement_uri": "other"}, "privacyStatementUri"),
        ({"purchase_plan": PurchasePlan(name="p")}, "purchasePlan"),
        ({"identifier": Identifier(publisher="Other", offer="Finance", sku="Backend")}, "identifier.publisher"),
        ({"identifier": Identifier(publisher="Contoso", offer="Other", sku="Backend")}, "identifier.offer"),
        ({"identifier": Identifier(publisher="Contoso", offer="Finance", sku="Other")}, "identifier.sku"),
    ],
)
def test_r026_what_says_which_versions_fit_is_fixed(change: dict[str, Any], path: str) -> None:
    target = f"{ROOT}.{path}"
    with refused(PropertyChangeNotAllowed, f"'{target}'", "create another", rule="R026", target=target):
        put(request(**change), put())


def test_r027_features_change_only_with_allow_update_image() -> None:
    old, new = features(("DiskControllerTypes", "SCSI, NVMe")), features(("DiskControllerTypes", "NVMe, SCSI"))
    stored = put(request(features=old))
    said = ("'DiskControllerTypes'", "--allow-update-image true")
    with refused(PropertyChangeNotAllowed, *said, rule="R027", target="DiskControllerTypes"):
        put(request(features=new), stored)
    assert put(request(features=new, allow_update_image=True), stored).properties.features == new


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ([("A", "1")], [("A", "1"), ("B", "1")], "B"),
        ([("A", "1"), ("B", "1")], [("A", "1")], "B"),
        ([("A", "1"), ("B", "1")], [("B", "1"), ("A", "1")], "A"),
        ([("A", "1"), ("B", "1")], [("A", "1"), ("B", "2")], "B"),
    ],
)
def test_r027_the_feature_that_differs_is_named(
    before: list[tuple[str, str]], after: list[tuple[str, str]], named: str
) -> None:
    stored = put(request(features=features(*before)))
    with refused(PropertyChangeNotAllowed, rule="R027", target=named):
        put(request(features=features(*after)), stored)


def test_r026a_an_update_without_the_os_type_is_refused() -> None:
    with refused(PropertyChangeNotAllowed, rule="R026a", target=f"{ROOT}.osType"):
        put(request(os_type=None), put())


def test_r020_a_definition_does_not_move_to_another_location() -> None:
    moved = replace(request(), location="eastus")
    said = ("'Main/web'", "'westus'", "'eastus'")
    with refused(InvalidResourceLocation, *said, rule="R020", target="location"):
        put(moved, put())


def test_a_definition_may_lie_elsewhere_than_its_gallery() -> None:
    assert put(replace(request(), location="Japan East")).location == "japaneast"


# Identifiers: rule R030


def sibling(publisher: str, offer: str, sku: str) -> ImageDefinition:
    identifier = Identifier(publisher=publisher, offer=offer, sku=sku)
    return ImageDefinition(name="other", properties=replace(BASE, identifier=identifier))


def test_r030_two_definitions_may_share_two_of_the_three_values() -> None:
    put(None, None, sibling("Contoso", "Finance", "Frontend"), sibling("Testing", "Finance", "Backend"))


@pytest.mark.parametrize("triplet", [("Contoso", "Finance", "Backend"), ("CONTOSO", "finance", "backEnd")])
def test_r030_two_definitions_cannot_share_an_identifier_in_any_case(triplet: tuple[str, str, str]) -> None:
    said = ("Gallery image: other", f"publisher:{triplet[0]}", "'web' needs another SKU")
    with refused(Conflict, *said, rule="R030", target=f"{ROOT}.identifier"):
        put(None, None, sibling("a", "b", "c"), sibling(*triplet))


def test_an_update_does_not_ask_for_the_siblings() -> None:
    put(None, put(), sibling("Contoso", "Finance", "Backend"))
