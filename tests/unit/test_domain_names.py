"""Names, version numbers, regions, dates: what is read, and what is refused before anything is decided."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from refusals import refused
from sig.domain import names, regions, timestamps
from sig.domain.errors import InvalidParameter, InvalidResourceName, LinkedInvalidPropertyId, LocationNotAvailable
from sig.domain.profile import CURRENT, PROFILE_2021, by_name
from sig.domain.resource_id import ResourceId, definition_id, gallery_id, group_id, version_id
from sig.domain.version_name import VersionName

NOW = datetime(2026, 1, 7, 5, 56, 46, 464846, tzinfo=UTC)
HOSTILE = ["", "..", "/", "a/b", "a\\b", "a\x00b", "a\n", "é", "a b", "C:", "n" * 81]


# Galleries, rules R001 to R003


@pytest.mark.parametrize("name", ["a", "1", "Finance", "a_b.c", "a" * 80, "0.0"])
def test_a_gallery_name_has_letters_digits_underscores_and_periods(name: str) -> None:
    names.check_gallery_name(name)


@pytest.mark.parametrize(("name", "repaired"), [("my-gallery", "my_gallery"), ("a b", "a_b"), ("a/b", "a_b")])
def test_r001_a_gallery_name_with_another_character_is_refused_with_one_that_would_do(name: str, repaired: str) -> None:
    with refused(InvalidParameter, repr(name), "up to 80", f"'{repaired}'", rule="R001", target="gallery.name"):
        names.check_gallery_name(name)


@pytest.mark.parametrize("name", ["", "_gal", ".gal", "-gal", "gal-", "_", "a" * 81, "é"])
def test_r002_an_entity_name_starts_and_ends_with_a_letter_or_digit(name: str) -> None:
    with refused(InvalidParameter, "^[^_\\W][\\w-._]{0,79}", "1 to 80", rule="R002", target="gallery.name"):
        names.check_gallery_name(name)


@pytest.mark.parametrize("name", ["gal.", "gal_", "gal-_", "g._."])
def test_r003_a_name_that_ends_in_a_forbidden_character_is_refused_without_it(name: str) -> None:
    with refused(InvalidResourceName, repr(name), f"'{name.rstrip('._-')}'", rule="R003", target="gallery.name"):
        names.check_gallery_name(name)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_word_names_a_gallery_or_a_definition(name: str) -> None:
    for check in (names.check_gallery_name, names.check_definition_name):
        with pytest.raises((InvalidParameter, InvalidResourceName)):
            check(name)


# Definitions, rule R021


@pytest.mark.parametrize("name", ["a", "ubuntu-22.04_lts", "a--b", "a" * 80])
def test_a_definition_name_may_have_dashes_too(name: str) -> None:
    names.check_definition_name(name)


@pytest.mark.parametrize("name", ["a b", "a/b", "a\x00b", "aéb"])
def test_r021_a_definition_name_with_another_character_is_refused(name: str) -> None:
    with refused(InvalidParameter, "validation rule", "dashes", rule="R021", target="galleryImage.name"):
        names.check_definition_name(name)


# Groups


@pytest.mark.parametrize("name", ["rg", "my-group_(1).x", "n" * 90, "größe"])
def test_a_group_name_has_what_arm_allows(name: str) -> None:
    names.check_group_name(name)


@pytest.mark.parametrize("name", ["", "rg.", "a/b", "a b", "n" * 91, "a\n"])
def test_a_malformed_group_name_is_refused_with_what_is_accepted(name: str) -> None:
    with refused(
        InvalidParameter, "1 to 90 letters", "does not end with a period", target="resourceGroupName", rule="R111"
    ):
        names.check_group_name(name)


# Text in messages


def test_control_characters_are_shown_escaped() -> None:
    assert names.shown("a\x00\x1b[31m") == "a\\x00\\x1b[31m"


def test_a_long_word_is_shown_by_its_ends_and_its_length() -> None:
    text = names.shown("a" * 100_000 + "z")
    assert text.startswith("a" * 60 + "…")
    assert text.endswith("z (100001 characters)")


# Version numbers, rule R040


@pytest.mark.parametrize("text", ["0.0.0", "1.2.3", "2018.12.1", "2147483647.2147483647.2147483647"])
def test_r040_a_version_name_is_three_32_bit_integers(text: str) -> None:
    assert str(VersionName.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "1", "1.0", "1.0.0.0", "-1.0.0", "1.0.0-rc1", "v1.0.0", "1..0", " 1.0.0", "1.0.0\n", "1.0.x", "latest"),
        *("2147483648.0.0", "0.2147483648.0", "0.0.2147483648", "9" * 100_000 + ".0.0", "\u0661.0.0", "1\x00.0.0"),
    ],
)
def test_r040_any_other_version_name_is_refused_with_the_format(text: str) -> None:
    format_ = "Major(int).Minor(int).Patch(int)"
    with refused(
        InvalidParameter, names.shown(text), format_, "2,147,483,647", rule="R040", target="galleryImageVersionName"
    ):
        VersionName.parse(text)


@pytest.mark.parametrize(("text", "canonical"), [("01.0.0", "1.0.0"), ("1.00.0", "1.0.0"), ("1.2.0000000003", "1.2.3")])
def test_r040_leading_zeros_are_refused_with_the_canonical_form(text: str, canonical: str) -> None:
    with refused(InvalidParameter, f"'{canonical}'", rule="R040", target="galleryImageVersionName"):
        VersionName.parse(text)


def test_version_names_order_by_number_and_not_by_text() -> None:
    texts = ["1.0.0", "1.0.2", "1.0.10", "1.2.0", "1.10.0", "2.0.0", "10.0.0"]
    assert sorted(set(texts), key=VersionName.parse) == texts


# Regions, rules R004, R032 and R101


@pytest.mark.parametrize("text", ["westus2", "West US 2", "WestUS2", " WEST us2\t"])
def test_a_region_is_read_in_any_spelling(text: str) -> None:
    region = regions.require(text, "any")
    assert (region.name, region.display_name) == ("westus2", "West US 2")


def test_the_regions_of_the_public_cloud_are_listed_by_name() -> None:
    listed = [region.name for region in regions.public_regions()]
    assert listed == sorted(listed)
    assert "westus" in listed
    assert "chinaeast" not in listed


@pytest.mark.parametrize(
    ("text", "advice"), [("westuss", "Did you mean westus"), ("", "list-locations"), ("qqqqqq", "list-locations")]
)
def test_r004_an_unknown_location_is_refused_with_the_regions_there_are(text: str, advice: str) -> None:
    with refused(LocationNotAvailable, f"'{text}'", "Microsoft.X/y", "westus,", advice, rule="R004", target="location"):
        regions.require(text, "Microsoft.X/y")


def test_a_hostile_location_is_shown_escaped_and_short() -> None:
    with refused(LocationNotAvailable, "a\\x00", "characters)", rule="R004", target="location"):
        regions.require("a\x00" + "b" * 100_000, "any")


def test_r101_a_region_of_another_cloud_is_refused_as_such() -> None:
    with refused(LocationNotAvailable, "AzureChinaCloud", "another cloud", rule="R101", target="here"):
        regions.require("China East", "any", target="here")


def test_r032_zone_redundant_storage_exists_only_where_zones_do() -> None:
    regions.require_zrs(regions.require("eastus", "any"), target="x")
    with refused(InvalidParameter, "'West US'", "Premium_LRS", rule="R032", target="x"):
        regions.require_zrs(regions.require("westus", "any"), target="x")


# Dates, rules R028, R029 and R037


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 1, 7, tzinfo=UTC), "2026-01-07T00:00:00+00:00"),
        (datetime(2026, 1, 7, 5, 56, 46, 460000, tzinfo=UTC), "2026-01-07T05:56:46.46+00:00"),
        (datetime(2026, 1, 7, 1, tzinfo=timezone(timedelta(hours=2))), "2026-01-06T23:00:00+00:00"),
    ],
)
def test_an_instant_is_written_in_utc_without_trailing_zeros(instant: datetime, text: str) -> None:
    assert timestamps.to_text(instant) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2030-05-01", "2030-05-01T00:00:00+00:00"),
        ("2030-05-01T12:59:59Z", "2030-05-01T12:59:59+00:00"),
        ("2030-05-01T12:59:59.000Z", "2030-05-01T12:59:59+00:00"),
        ("2030-05-01T02:00:00+02:00", "2030-05-01T00:00:00+00:00"),
        ("2030-05-01 10:00", "2030-05-01T10:00:00+00:00"),
    ],
)
def test_r037_dates_are_read_in_every_iso_form_a_date_alone_as_midnight(text: str, read: str) -> None:
    assert timestamps.to_text(timestamps.from_text(text, target="x")) == read


@pytest.mark.parametrize("text", ["", "tomorrow", "2030-13-01", "01/05/2030", "9999-12-31T23:00:00-23:00"])
def test_r028_a_text_that_is_no_date_is_refused_with_the_forms_that_are(text: str) -> None:
    with refused(InvalidParameter, text, "Path 'x'", "2030-05-01", rule="R028", target="x"):
        timestamps.from_text(text, target="x")


@pytest.mark.parametrize("text", ["2020-01-01", timestamps.to_text(NOW)])
def test_r029_an_end_of_life_that_is_not_in_the_future_is_refused(text: str) -> None:
    with refused(InvalidParameter, text, timestamps.to_text(NOW), rule="R029", target="x"):
        timestamps.require_future(text, NOW, target="x")
    timestamps.require_future("2026-01-08", NOW, target="x")


# Resource IDs, rule R052

VERSION = version_id("S", "Rg", "Gal", "Img", "1.0.0")


def test_a_resource_id_is_parsed_into_its_parts_and_printed_as_given() -> None:
    text = "/subscriptions/S/resourceGroups/Rg/providers/Microsoft.Compute/galleries/Gal/images/Img/versions/1.0.0"
    identifier = ResourceId.parse(f" {text}/ ")
    assert str(identifier) == text
    assert identifier.type == "Microsoft.Compute/galleries/images/versions"
    assert identifier.relative == "Microsoft.Compute/galleries/Gal/images/Img/versions/1.0.0"
    assert (identifier.subscription, identifier.resource_group) == ("S", "Rg")
    assert (identifier.collection, identifier.name) == ("versions", "1.0.0")
    assert identifier == VERSION


def test_resource_ids_compare_without_regard_to_case() -> None:
    other = ResourceId.parse(str(VERSION).upper())
    assert other == VERSION
    assert hash(other) == hash(VERSION)
    assert str(VERSION) != VERSION
    assert version_id("S", "Rg", "Gal", "Img", "1.0.1") != VERSION


def test_the_parent_of_a_version_is_its_definition_and_so_on_up_to_the_group() -> None:
    assert VERSION.parent == definition_id("S", "Rg", "Gal", "Img")
    assert VERSION.parent.parent == gallery_id("S", "Rg", "Gal")
    assert VERSION.parent.parent.parent == group_id("S", "Rg")
    assert group_id("S", "Rg").parent == ResourceId.of_subscription("S")


def test_the_id_of_a_subscription_has_no_group_and_no_type() -> None:
    subscription = ResourceId.of_subscription("S")
    assert (subscription.resource_group, subscription.type) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "x", "web", "/subscriptions", "/subscriptions/", "/resourceGroups/g", "/subscriptions/s//groups/g"),
        *("subscriptions/s/resourceGroups/g", "/subscriptions/s/resourceGroups", "https://x.test/subscriptions/s"),
    ],
)
def test_r052_what_is_no_resource_id_is_refused_with_how_one_reads(text: str) -> None:
    with refused(LinkedInvalidPropertyId, f"'{text}'", "/subscriptions/{subscription}/", rule="R052"):
        ResourceId.parse(text)


# Eras


def test_a_profile_is_found_by_name_in_any_case() -> None:
    assert by_name(" Current ") is CURRENT
    assert by_name("2021") is PROFILE_2021


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with refused(InvalidParameter, "'2020'", "2021, current", target="profile", rule="R121"):
        by_name("2020")


def test_the_eras_differ_in_these_figures() -> None:
    figures = ("max_replicas", "hyper_v_generation", "trusted_launch_by_default", "retention_is_editable")
    assert [getattr(PROFILE_2021, figure) for figure in figures] == [10, "V1", False, False]
    assert [getattr(CURRENT, figure) for figure in figures] == [100, "V2", True, True]
