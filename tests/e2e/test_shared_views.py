"""An owner shares and publishes, a consumer looks: through the installed command."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from e2e.installed import Sig

if TYPE_CHECKING:
    from pathlib import Path

OWNER = "00000000-0000-0000-0000-000000000000"
PARTNER = "22222222-2222-2222-2222-222222222222"
COLLEAGUE = "44444444-4444-4444-4444-444444444444"
TENANT = "33333333-3333-3333-3333-333333333333"
UNIQUE = f"{OWNER}-CONTOSO"
IN_GALLERY = f"--gallery-unique-name {UNIQUE}"
IN_DEFINITION = f"{IN_GALLERY} -i ubuntu"
IN_VERSION = f"{IN_DEFINITION} -e 1.0.0"
UBUNTU = "-i ubuntu -p Contoso -f Ubuntu -s 22_04 --os-type Linux -l westus"
COMMUNITY = (
    "--permissions Community --publisher-uri https://contoso.test --publisher-email images@contoso.test "
    "--eula https://contoso.test/eula --public-name-prefix contoso"
)
LOCATION = f"/subscriptions/{PARTNER}/providers/Microsoft.Compute/locations/westus"
DISCLAIMER = "https://aka.ms/community-gallery-disclaimer"
NOT_FOUND = [
    "ERROR: (NotFound) The entity was not found in this Azure location.",
    "Code: NotFound",
    "Message: The entity was not found in this Azure location.",
    "Target: galleryImage.name",
]


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sig = Sig(tmp_path_factory.mktemp("shared"))
    version = "-i ubuntu -e 1.0.0 --managed-image web --target-regions westus eastus"
    for line in (
        f"account add --name colleague --id {COLLEAGUE} --tenant {TENANT}",
        "create -g images -r Contoso -l westus --permissions Groups",
        f"image-definition create -g images -r Contoso {UBUNTU}",
        f"image-version create -g images -r Contoso -l westus {version}",
        f"share add -g images -r Contoso --subscription-ids {PARTNER} --tenant-ids {TENANT}",
        f"create -g images -r Public -l westus {COMMUNITY}",
        f"image-definition create -g images -r Public {UBUNTU}",
        f"image-version create -g images -r Public -l westus {version}",
        "image-version create -g images -r Public -l westus -i ubuntu -e 2.0.0 --managed-image web",
        "share enable-community -g images -r Public",
    ):
        answer = sig.in_process(line)
        assert answer.exit_code == 0, f"{line}\n{answer.stderr}"
    return sig.store


@pytest.fixture
def owner(sig: Sig, shared_store: Path) -> Sig:
    """A store with a shared and a community gallery, both in West US with a version in East US."""
    shutil.copytree(shared_store, sig.store)
    return sig


@pytest.fixture
def partner(owner: Sig) -> Sig:
    """The same store, used by the subscription that the gallery is shared with."""
    return owner.given(SUBSCRIPTION=PARTNER)


def public_name(sig: Sig) -> str:
    name: str = sig.in_process("list-community -l westus --query [0].name").json
    return name


@pytest.mark.parametrize("verb", ["list-shared", "gallery list-shared"])
def test_a_partner_finds_what_is_shared_with_it_and_the_owner_does_not(verb: str, owner: Sig, partner: Sig) -> None:
    item = {"location": "WestUS", "name": UNIQUE, "uniqueId": f"/SharedGalleries/{UNIQUE}"}
    assert partner(f"{verb} -l WestUS").json == [item]
    assert owner(f"{verb} -l WestUS").json == []
    assert owner(f"{verb} -l WestUS --subscription {PARTNER}").json == [item]


def test_what_is_shared_with_a_tenant_is_listed_when_asked_for(owner: Sig) -> None:
    colleague = owner.given(SUBSCRIPTION="colleague")
    assert colleague.in_process("list-shared -l westus").json == []
    for line in (
        "list-shared -l westus --shared-to tenant",
        f"image-definition list-shared -l westus {IN_GALLERY} --shared-to Tenant",
        f"image-version list-shared -l westus {IN_DEFINITION} --shared-to tenant",
    ):
        assert len(colleague.in_process(line).json) == 1, line
    refusal = colleague.in_process("list-shared -l westus --shared-to everyone")
    assert (refusal.exit_code, refusal.stdout) == (2, "")


def test_a_partner_sees_gallery_definition_and_version_without_what_is_the_owners(partner: Sig) -> None:
    unique_id = f"/SharedGalleries/{UNIQUE}"
    assert partner.in_process(f"show-shared -l westus -n {UNIQUE}").json == {
        "location": "westus",
        "name": UNIQUE,
        "uniqueId": unique_id,
    }
    definition = partner.in_process(f"image-definition show-shared -l westus {IN_DEFINITION}").json
    assert definition == {
        "architecture": "x64",
        "hyperVGeneration": "V1",
        "identifier": {"offer": "Ubuntu", "publisher": "Contoso", "sku": "22_04"},
        "location": "westus",
        "name": "ubuntu",
        "osState": "Generalized",
        "osType": "Linux",
        "recommended": {},
        "uniqueId": f"{unique_id}/Images/ubuntu",
    }
    assert partner.in_process(f"image-definition list-shared -l westus {IN_GALLERY}").json == [definition]
    version = partner.in_process(f"image-version show-shared -l westus {IN_VERSION}").json
    assert version.pop("publishedDate")
    assert version == {
        "excludeFromLatest": False,
        "location": "westus",
        "name": "1.0.0",
        "storageProfile": {"osDiskImage": {"hostCaching": "ReadWrite"}},
        "uniqueId": f"{unique_id}/Images/ubuntu/Versions/1.0.0",
    }
    ids = f"image-version list-shared -l westus {IN_DEFINITION} --query [].uniqueId -o tsv"
    assert partner.in_process(ids).stdout == f"{version['uniqueId']}\n"


def test_a_table_of_shared_galleries_has_the_columns_of_az(partner: Sig) -> None:
    head, _, row = partner.in_process("list-shared -l westus -o table").stdout.splitlines()
    assert head.split() == ["Location", "Name", "UniqueId"]
    assert row.split() == ["westus", UNIQUE, f"/SharedGalleries/{UNIQUE}"]


def test_the_community_sees_who_publishes_a_gallery(owner: Sig) -> None:
    name = public_name(owner)
    metadata = {
        "eula": "https://contoso.test/eula",
        "publicNames": [name],
        "publisherContact": "images@contoso.test",
        "publisherUri": "https://contoso.test",
    }
    found = owner("list-community -l WestUS").json
    assert found == [
        {
            "communityMetadata": metadata,
            "id": f"/subscriptions/{OWNER}/providers/Microsoft.Compute/locations/westus/communityGalleries/{name}",
            "location": "westus",
            "name": name,
            "uniqueId": f"/CommunityGalleries/{name}",
        }
    ]
    assert owner("show-community -l WestUS -n", name).json == {
        "communityMetadata": metadata,
        "disclaimer": DISCLAIMER,
        "location": "WestUS",
        "name": name,
        "uniqueId": f"/CommunityGalleries/{name}",
    }


def test_the_community_sees_no_identifier_and_lists_the_latest_version_alone(owner: Sig) -> None:
    name = public_name(owner)
    in_gallery = f"--public-gallery-name {name}"
    definition = owner.in_process(f"image-definition show-community -l westus {in_gallery} -i ubuntu").json
    assert definition["identifier"] == {"offer": "", "publisher": "", "sku": ""}
    assert definition["disclaimer"] == DISCLAIMER
    assert owner.in_process(f"image-definition list-community -l westus {in_gallery}").json == [definition]
    latest = {
        region: owner.in_process(
            f"image-version list-community -l {region} {in_gallery} -i ubuntu --query [].name"
        ).json
        for region in ("westus", "eastus")
    }
    assert latest == {"westus": ["2.0.0"], "eastus": ["1.0.0"]}
    version = owner.in_process(f"image-version show-community -l westus {in_gallery} -i ubuntu -e 1.0.0").json
    assert (version["name"], version["disclaimer"]) == ("1.0.0", DISCLAIMER)


def test_community_galleries_are_listed_page_by_page(owner: Sig) -> None:
    for number in range(30):
        gallery = f"-g images -r Gallery{number}"
        assert owner.in_process(f"create {gallery} -l eastus2 {COMMUNITY}").exit_code == 0
        assert owner.in_process(f"share enable-community {gallery}").exit_code == 0
    first = owner.in_process("list-community --show-next-marker")
    *items, last = first.json
    assert (len(items), list(last), first.stderr) == (30, ["nextMarker"], "")
    rest = owner.in_process(f"list-community --show-next-marker --marker {last['nextMarker']}").json
    assert (len(rest), rest[-1]) == (3, {"nextMarker": None})
    told = owner.in_process("list-community")
    assert (len(told.json), told.stderr.split()[-2:]) == (30, ["--marker", last["nextMarker"]])


@pytest.mark.parametrize(
    "line",
    [
        f"show-shared -l westus2 -n {UNIQUE}",
        "show-shared -l westus -n nothing",
        f"image-definition list-shared -l westus2 {IN_GALLERY}",
        f"image-definition show-shared -l westus {IN_GALLERY} -i debian",
        f"image-version list-shared -l westus {IN_GALLERY} -i debian",
        f"image-version show-shared -l westus {IN_DEFINITION} -e 9.9.9",
        f"image-version show-shared -l westus {IN_DEFINITION} -e ../../1.0.0",
        "show-community -l westus -n contoso",
        "image-definition list-community -l westus --public-gallery-name contoso",
        "image-version list-community -l westus --public-gallery-name contoso -i ubuntu",
    ],
)
def test_what_is_not_there_for_the_consumer_is_not_found(line: str, partner: Sig) -> None:
    answer = partner.in_process(line)
    *said, hint = answer.stderr.splitlines()
    assert (answer.exit_code, answer.stdout, said) == (3, "", NOT_FOUND)
    assert hint.startswith("Hint: ")


@pytest.mark.parametrize(
    ("line", "exit_code", "said"),
    [
        ("show-shared -l westus", 1, "Missing required field: -n"),
        (f"show-shared -n {UNIQUE}", 1, "Missing required field: --location"),
        (f"image-definition show-shared -l westus {IN_GALLERY}", 1, "Missing required field: -i"),
        ("image-version show-community -l westus -i i -e 1.0.0", 1, "Missing required field: --public-gallery-name"),
        ("list-shared", 2, "--location"),
        ("image-version list-shared -l westus -i ubuntu", 2, "--gallery-unique-name"),
        ("list-shared -l nowhere", 1, "LocationNotAvailableForResourceType"),
        ("list-community -l nowhere", 1, "LocationNotAvailableForResourceType"),
        ("list-community --marker x", 1, "--marker"),
        ("show-shared --ids /subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/galleries/r", 1, "locations"),
        (f"show-shared --ids {LOCATION}/communityGalleries/c", 1, "not the ID of a Microsoft.Compute/locations/shared"),
    ],
)
def test_a_command_line_that_names_nothing_to_look_at_is_refused(
    line: str, exit_code: int, said: str, partner: Sig
) -> None:
    answer = partner.in_process(line)
    assert (answer.exit_code, answer.stdout) == (exit_code, "")
    assert said in answer.stderr


def test_ids_stand_for_the_names_and_say_who_looks(owner: Sig) -> None:
    holder = f"/subscriptions/{PARTNER}/providers/Microsoft.Compute/locations"
    ids = [
        f"{holder}/{region}/sharedGalleries/{UNIQUE}/images/ubuntu/versions/1.0.0" for region in ("westus", "EastUS")
    ]
    found = owner.in_process(f"image-version show-shared --ids {' '.join(ids)}")
    assert ([version["location"] for version in found.json], found.stderr) == (["westus", "EastUS"], "")
    one = owner.in_process(f"image-version show-shared --ids {ids[0]} -e 2.0.0")
    assert (one.json["name"], "ignored" in one.stderr) == ("1.0.0", True)


def test_the_list_of_community_galleries_can_be_handed_on(owner: Sig) -> None:
    found = owner.in_process("list-community")
    shown = owner("show-community --ids", json.dumps(found.json)).json
    assert [(gallery["name"], gallery["location"]) for gallery in shown] == [
        (gallery["name"], gallery["location"]) for gallery in found.json
    ]


def test_the_default_location_is_where_consumers_look(partner: Sig) -> None:
    placed = partner.given(DEFAULTS_LOCATION="eastus")
    assert placed.in_process("list-shared --query [].location").json == ["eastus"]
    assert placed.in_process(f"show-shared -n {UNIQUE}").json["location"] == "eastus"
    assert placed.in_process("list-community --query [].location").json == ["eastus"]
    assert placed.in_process(f"show-shared -n {UNIQUE} -l westus").json["location"] == "westus"
