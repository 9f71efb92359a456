"""Words of the command line as values: tags, dates, features, LUNs, regions, sources."""

import re
from typing import Any

import pytest

from refusals import refused
from sig.cli import publishing_words, words
from sig.cli.gallery import request as gallery_request
from sig.cli.grammar import UsageError
from sig.cli.image_version.request import Sources, safety_profile, storage_profile
from sig.cli.share.request import asked_groups
from sig.domain.choices import Permissions
from sig.domain.codec import encode

SUB = "00000000-0000-0000-0000-000000000000"
PLACE = (SUB, "images")
COMPUTE = f"/subscriptions/{SUB}/resourceGroups/images/providers/Microsoft.Compute"
STORAGE = f"/subscriptions/{SUB}/resourceGroups/images/providers/Microsoft.Storage"
VERSION = f"{COMPUTE}/galleries/Main/images/web/versions/1.0.0"
VM = f"{COMPUTE}/virtualMachines/web"


# Tags


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (None, {}),
        ([""], {}),
        (["k"], {"k": ""}),
        (["k="], {"k": ""}),
        (["k=v=w", "e"], {"k": "v=w", "e": ""}),
        (["k=1", "k=2"], {"k": "2"}),
    ],
)
def test_a_tag_without_a_value_is_empty(given: list[str] | None, read: dict[str, str]) -> None:
    assert words.tags(given) == read


def test_where_az_wants_values_a_tag_without_one_is_refused() -> None:
    assert words.tags_with_values(None) is None
    assert words.tags_with_values(["a=b", "c="]) == {"a": "b", "c": ""}
    with refused(UsageError, "'c'", "Write c="):
        words.tags_with_values(["a=b", "c"])


# Dates, features, LUNs


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (None, None),
        ("2030-05-01", "2030-05-01T12:59:59+00:00"),
        ("2030-05-01T10:00:00Z", "2030-05-01T10:00:00+00:00"),
        ("2030-05-01t10:00+02:00", "2030-05-01T08:00:00+00:00"),
    ],
)
def test_a_date_without_a_time_ends_at_12_59_59(given: str | None, read: str | None) -> None:
    assert words.end_of_life(given) == read


@pytest.mark.parametrize("given", ["tomorrow", "2030-13-01", "05/01/2030", "2030"])
def test_what_is_no_date_is_refused(given: str) -> None:
    with refused(UsageError, f"'{given}' is not a date", "2030-05-01"):
        words.end_of_life(given)


def test_features_are_pairs_in_one_word() -> None:
    assert words.features(None) == []
    assert words.features("A=1  B=x=y C=") == [("A", "1"), ("B", "x=y"), ("C", "")]


@pytest.mark.parametrize("given", ["A", "A=1 B", "=1"])
def test_a_feature_without_a_name_or_value_is_refused(given: str) -> None:
    with refused(UsageError, f"'{given.rsplit(maxsplit=1)[-1]}'", "KEY=VALUE"):
        words.features(given)


def test_luns_are_numbers() -> None:
    assert words.luns(None, "--x") is None
    assert words.luns(["0", "3"], "--x") == [0, 3]
    with refused(UsageError, "--x takes numbers", "0 a"):
        words.luns(["0", "a"], "--x")


def test_a_bare_name_stands_for_a_resource_of_the_group() -> None:
    assert words.named_id(VM, *PLACE, "images") == VM
    assert words.named_id("web", *PLACE, "images") == f"{COMPUTE}/images/web"
    assert words.named_id("acc", *PLACE, "storageAccounts") == f"{STORAGE}/storageAccounts/acc"


# Target regions: every row of the grammar


@pytest.mark.parametrize(
    ("word", "item"),
    [
        ("westus", {"name": "westus"}),
        ("westus=2", {"name": "westus", "regionalReplicaCount": 2}),
        ("westus=standard_zrs", {"name": "westus", "storageAccountType": "Standard_ZRS"}),
        ("westus=Premium_LRS", {"name": "westus", "storageAccountType": "Premium_LRS"}),
        (
            "westus=2=standard_zrs",
            {"name": "westus", "regionalReplicaCount": 2, "storageAccountType": "Standard_ZRS"},
        ),
        ("westus=-5", {"name": "westus", "regionalReplicaCount": -5}),
        ("West US 2=1", {"name": "West US 2", "regionalReplicaCount": 1}),
    ],
)
def test_a_target_region_is_a_region_a_count_and_a_type(word: str, item: dict[str, Any]) -> None:
    assert encode(publishing_words.target_regions([word])) == [item]


@pytest.mark.parametrize("given", [None, [], [""]])
def test_no_target_regions_leave_the_service_its_default(given: list[str] | None) -> None:
    assert publishing_words.target_regions(given) is None


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("westus=foo", "The second part is neither an integer replica count or a valid storage account type."),
        ("westus=", "The second part is neither an integer replica count or a valid storage account type."),
        ("westus=1.5", "The second part is neither an integer replica count or a valid storage account type."),
        ("westus=standardssd_lrs", "The second part is neither an integer replica count"),
        ("westus=standard_zrs=2", "The second part must be a valid integer replica count."),
        ("westus=foo=standard_zrs", "The second part must be a valid integer replica count."),
        ("westus=2=foo", "The third part is not a valid storage account type."),
        ("westus=2=", "The third part is not a valid storage account type."),
        ("westus=2=standard_lrs=3", "The third part is not a valid storage account type."),
    ],
)
def test_a_malformed_target_region_is_refused_with_the_types_there_are(word: str, problem: str) -> None:
    with refused(UsageError, f"{word} is an invalid target region", problem, "standard_lrs, standard_zrs, premium_lrs"):
        publishing_words.target_regions([word])


# Edge zones


@pytest.mark.parametrize(
    ("word", "more"),
    [
        ("westus=la1", {}),
        ("westus=la1=2", {"extendedLocationReplicaCount": 2}),
        ("westus=la1=standardssd_lrs", {"storageAccountType": "StandardSSD_LRS"}),
        ("westus=la1=2=Premium_LRS", {"extendedLocationReplicaCount": 2, "storageAccountType": "Premium_LRS"}),
    ],
)
def test_an_edge_zone_is_a_region_a_zone_a_count_and_a_type(word: str, more: dict[str, Any]) -> None:
    item = {"extendedLocation": {"type": "EdgeZone", "name": "la1"}, "name": "westus", **more}
    assert encode(publishing_words.target_edge_zones([word])) == [item]


@pytest.mark.parametrize("given", [None, [], [""], ["None"], ["westus"]])
def test_edge_zones_of_fewer_than_two_parts_are_ignored(given: list[str] | None) -> None:
    assert publishing_words.target_edge_zones(given) is None


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("westus=la1=foo", "The third part is neither"),
        ("westus=la1=standard_lrs=2", "The third part is neither"),
        ("westus=la1=2=foo", "is not a valid storage account type"),
    ],
)
def test_a_malformed_edge_zone_is_refused_with_the_types_there_are(word: str, problem: str) -> None:
    with refused(UsageError, word, problem, "standardssd_lrs"):
        publishing_words.target_edge_zones([word])


# Encryption


def encrypted(regions: str, sets: list[str] | None = None, confidential: list[str] | None = None) -> list[Any]:
    found = publishing_words.encrypted(publishing_words.target_regions(regions.split()), sets, confidential, *PLACE)
    return [item.get("encryption") for item in encode(found or ())]


def set_id(name: str) -> str:
    return f"{COMPUTE}/diskEncryptionSets/{name}"


def test_without_terms_nothing_is_encrypted() -> None:
    assert encrypted("westus eastus") == [None, None]
    assert publishing_words.encrypted(None, None, None, *PLACE) is None


def test_each_region_takes_the_term_in_its_place() -> None:
    assert encrypted("westus eastus", ["os,0,d0,1,d1", "null,2,d2"]) == [
        {
            "osDiskImage": {"diskEncryptionSetId": set_id("os")},
            "dataDiskImages": [
                {"lun": 0, "diskEncryptionSetId": set_id("d0")},
                {"lun": 1, "diskEncryptionSetId": set_id("d1")},
            ],
        },
        {"dataDiskImages": [{"lun": 2, "diskEncryptionSetId": set_id("d2")}]},
    ]


def test_an_encryption_set_may_be_named_by_its_id() -> None:
    full = f"{COMPUTE}/diskEncryptionSets/x"
    assert encrypted("westus", [full]) == [{"osDiskImage": {"diskEncryptionSetId": full}}]


def test_confidential_terms_are_a_type_and_a_set_that_may_be_empty() -> None:
    assert encrypted("westus eastus", None, ["EncryptedWithCmk,s", "EncryptedWithPmk,"]) == [
        {
            "osDiskImage": {
                "securityProfile": {
                    "confidentialVMEncryptionType": "EncryptedWithCmk",
                    "secureVMDiskEncryptionSetId": set_id("s"),
                }
            }
        },
        {"osDiskImage": {"securityProfile": {"confidentialVMEncryptionType": "EncryptedWithPmk"}}},
    ]


def test_both_kinds_of_encryption_meet_in_the_os_disk() -> None:
    (found,) = encrypted("westus", ["os"], ["NonPersistedTPM,"])
    assert found["osDiskImage"] == {
        "securityProfile": {"confidentialVMEncryptionType": "NonPersistedTPM"},
        "diskEncryptionSetId": set_id("os"),
    }


@pytest.mark.parametrize("option", ["--target-region-encryption", "--target-region-cvm-encryption"])
def test_there_is_one_term_per_region(option: str) -> None:
    terms = ["a,", "b,"]
    by_option: dict[str, Any] = {"sets": terms} if option == "--target-region-encryption" else {"confidential": terms}
    with refused(UsageError, f"{option} has 2 terms for 1 target regions", "one term per target region"):
        encrypted("westus", **by_option)


@pytest.mark.parametrize(
    ("term", "said"),
    [("os,0", "LUN without a disk encryption set"), ("os,x,d", "'x' in 'os,x,d' is not a LUN")],
)
def test_a_malformed_encryption_term_is_refused(term: str, said: str) -> None:
    with refused(UsageError, said):
        encrypted("westus", [term])


@pytest.mark.parametrize("term", ["EncryptedWithPmk", "encryptedwithpmk,", "x,s"])
def test_a_malformed_confidential_term_is_refused_with_the_types_in_their_spelling(term: str) -> None:
    with refused(UsageError, f"'{term}'", "EncryptedVMGuestStateOnlyWithPmk", "NonPersistedTPM"):
        encrypted("westus", None, [term])


def zones(given: str, terms: list[str] | None) -> list[Any]:
    asked = publishing_words.target_edge_zones(given.split())
    return [item.get("encryption") for item in encode(publishing_words.encrypted_zones(asked, terms, *PLACE) or ())]


def test_edge_zones_are_encrypted_by_their_names() -> None:
    assert zones("westus=la1 westus=la2", None) == [None, None]
    assert zones("westus=la1 westus=la2", ["la2,os", "other,x"]) == [
        None,
        {"osDiskImage": {"diskEncryptionSetId": set_id("os")}},
    ]


def test_there_is_one_term_per_edge_zone() -> None:
    with refused(UsageError, "has 1 terms for 2 edge zones"):
        zones("westus=la1 westus=la2", ["la1,os"])


# Sources


@pytest.mark.parametrize(
    ("sources", "body"),
    [
        (Sources(managed_image="web"), {"source": {"id": f"{COMPUTE}/images/web"}}),
        (Sources(managed_image=VM), {"source": {"id": VM}}),
        (Sources(virtual_machine=VM), {"source": {"virtualMachineId": VM}}),
        (Sources(image_version=VERSION), {"source": {"id": VERSION}}),
        (Sources(os_snapshot="os"), {"osDiskImage": {"source": {"id": f"{COMPUTE}/snapshots/os"}}}),
        (
            Sources(os_snapshot="os", data_snapshots=["a", "b"]),
            {
                "osDiskImage": {"source": {"id": f"{COMPUTE}/snapshots/os"}},
                "dataDiskImages": [
                    {"lun": 0, "source": {"id": f"{COMPUTE}/snapshots/a"}},
                    {"lun": 1, "source": {"id": f"{COMPUTE}/snapshots/b"}},
                ],
            },
        ),
        (
            Sources(managed_image="web", data_snapshots=["a"], data_snapshot_luns=[5]),
            {
                "source": {"id": f"{COMPUTE}/images/web"},
                "dataDiskImages": [{"lun": 5, "source": {"id": f"{COMPUTE}/snapshots/a"}}],
            },
        ),
        (
            Sources(
                os_vhd_uri="u",
                os_vhd_storage_account="acc",
                data_vhds_uris=["v"],
                data_vhds_storage_accounts=[f"{STORAGE}/storageAccounts/x"],
                data_vhds_luns=[2],
            ),
            {
                "osDiskImage": {"source": {"uri": "u", "storageAccountId": f"{STORAGE}/storageAccounts/acc"}},
                "dataDiskImages": [
                    {"lun": 2, "source": {"uri": "v", "storageAccountId": f"{STORAGE}/storageAccounts/x"}}
                ],
            },
        ),
        (
            Sources(managed_image="web", os_snapshot="os"),
            {
                "source": {"id": f"{COMPUTE}/images/web"},
                "osDiskImage": {"source": {"id": f"{COMPUTE}/snapshots/os"}},
            },
        ),
    ],
)
def test_source_options_become_a_storage_profile(sources: Sources, body: dict[str, Any]) -> None:
    assert encode(storage_profile(sources, *PLACE)) == body


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (Sources(), "Please provide --managed-image or --os-snapshot or --vhd"),
        (Sources(data_snapshots=["a"]), "Please provide"),
        (Sources(managed_image="a", virtual_machine=VM), "only one of --managed-image"),
        (Sources(virtual_machine=VM, image_version=VERSION), "only one of --managed-image"),
        (Sources(os_vhd_uri="u"), "--os-vhd-uri and --os-vhd-storage-account go together"),
        (Sources(managed_image="a", os_vhd_storage_account="acc"), "go together"),
        (Sources(managed_image="a", data_vhds_uris=["u"]), "need the same length"),
        (Sources(os_snapshot="os", data_snapshot_luns=[0]), "1 LUNs for the 0 disks of --data-snapshots"),
        (Sources(os_snapshot="os", data_snapshots=["a"], data_snapshot_luns=[0, 1]), "2 LUNs for the 1 disks"),
        (Sources(virtual_machine="web"), "'web' is an invalid VM resource id"),
        (Sources(virtual_machine=VERSION), "is an invalid VM resource id"),
        (Sources(image_version="1.0.0"), "'1.0.0' is an invalid gallery image version resource id"),
        (Sources(image_version=VM), "invalid gallery image version"),
    ],
)
def test_source_options_that_do_not_go_together_are_refused(sources: Sources, said: str) -> None:
    with refused(UsageError, said):
        storage_profile(sources, *PLACE)


# Parts of a version, a gallery, a share


def test_a_safety_profile_is_sent_only_when_an_option_speaks_of_it() -> None:
    assert safety_profile(None, None) is None
    assert encode(safety_profile(False, None)) == {"allowDeletionOfReplicatedLocations": False}
    assert encode(safety_profile(None, True)) == {"blockDeletionBeforeEndOfLife": True}


def test_a_sharing_profile_is_sent_only_when_an_option_speaks_of_it() -> None:
    assert gallery_request.sharing_profile(None, None, None, None, None) is None
    private = gallery_request.sharing_profile(Permissions.PRIVATE, None, None, None, None)
    assert encode(private) == {"permissions": "Private"}
    assert encode(gallery_request.sharing_profile(None, None, None, "e", None)) == {
        "communityGalleryInfo": {"eula": "e"}
    }


@pytest.mark.parametrize("missing", range(4))
def test_a_community_gallery_needs_all_four_options(missing: int) -> None:
    given = [None if position == missing else "x" for position in range(4)]
    with refused(UsageError, "--publisher-uri, --publisher-email, --eula, --public-name-prefix"):
        gallery_request.sharing_profile(Permissions.COMMUNITY, *given)


def test_a_community_gallery_sends_its_four_facts() -> None:
    made = gallery_request.sharing_profile(Permissions.COMMUNITY, "u", "c", "e", "p")
    facts = {"publisherUri": "u", "publisherContact": "c", "eula": "e", "publicNamePrefix": "p"}
    assert encode(made) == {"permissions": "Community", "communityGalleryInfo": facts}


def test_a_soft_delete_policy_is_sent_only_when_an_option_speaks_of_it() -> None:
    assert gallery_request.soft_delete_policy(None, None, None) is None
    assert encode(gallery_request.soft_delete_policy(False, None, 0)) == {
        "isSoftDeleteEnabled": False,
        "gracePeriodInDays": 0,
    }


@pytest.mark.parametrize(
    ("system", "users", "sent"),
    [
        (None, None, None),
        (False, None, None),
        (True, None, {"type": "SystemAssigned"}),
        (None, ["/x", ""], {"type": "UserAssigned", "userAssignedIdentities": {"/x": {}}}),
        (True, ["/x"], {"type": "SystemAssigned,UserAssigned", "userAssignedIdentities": {"/x": {}}}),
        (None, [""], {"type": ""}),
    ],
)
def test_an_identity_is_sent_only_when_an_option_speaks_of_it(
    system: bool | None, users: list[str] | None, sent: dict[str, Any] | None
) -> None:
    assert encode(gallery_request.identity(system, users)) == sent


def test_a_share_names_subscriptions_or_tenants() -> None:
    assert encode(asked_groups(["s"], None)) == [{"type": "Subscriptions", "ids": ["s"]}]
    assert encode(asked_groups(None, ["t"])) == [{"type": "AADTenants", "ids": ["t"]}]
    with refused(UsageError, "At least one of subscription ids or tenant ids", "--tenant-ids"):
        asked_groups(None, [])


def test_no_message_of_the_grammar_ends_without_a_full_stop_and_a_space_before_the_next() -> None:
    with pytest.raises(UsageError) as caught:
        publishing_words.target_regions(["westus=foo"])
    assert re.search(r"argument\. The .*type\. Storage .*premium_lrs\.$", caught.value.message)
