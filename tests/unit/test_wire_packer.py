"""Packer templates: what of them is read, in each of their forms, and what is reported instead of guessed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from refusals import refused
from sig.domain.choices import OsState, OsType, ReplicationMode, StorageAccountType
from sig.domain.errors import InvalidParameter
from sig.wire import packer

if TYPE_CHECKING:
    from sig.domain.image_version import ImageVersion
    from sig.domain.publishing import PublishingProfile
    from sig.domain.resource_id import ResourceId
    from sig.wire.packer import Destination

HCL = """
packer {
  required_plugins { azure = { source = "github.com/hashicorp/azure", version = "~> 2" } }
}
variable "version" {
  type = string
}
variable "regions" {
  type    = list(string)
  default = ["eastus", "North Europe"]
}
locals {
  names = { gallery = "Contoso", image = ["ubuntu"] }
}
source "azure-arm" "web" {
  os_type                            = "Linux"
  location                           = "westus"
  os_disk_size_gb                    = 30
  disk_additional_size               = [10, 20]
  managed_image_name                 = "web-${var.version}"
  managed_image_resource_group_name  = "builds"
  azure_tags                         = { team = "web" }
  shared_image_gallery_replica_count = 3
  shared_gallery_image_version_end_of_life_date    = "2030-05-01T00:00:00.00Z"
  shared_gallery_image_version_exclude_from_latest = true
  shared_image_gallery_destination {
    subscription         = "22222222-2222-2222-2222-222222222222"
    resource_group       = "images"
    gallery_name         = local.names.gallery
    image_name           = local.names["image"][0]
    image_version        = var.version
    replication_regions  = var.regions
    storage_account_type = "standard_zrs"
  }
}
source "amazon-ebs" "other" {
  region = "x"
}
build {
  sources = ["source.azure-arm.web"]
}
"""
AS_JSON = {
    "variables": {"version": "2.0.0", "password": None},
    "builders": [
        {
            "type": "azure-arm",
            "location": "westus",
            "client_secret": "{{user `password`}}",
            "shared_image_gallery_destination": {
                "resource_group": "images",
                "gallery_name": "Contoso",
                "image_name": "ubuntu",
                "image_version": "{{ user `version` }}",
            },
        },
        {"type": "azure-arm", "name": "disk only", "managed_image_name": "x"},
    ],
}
NAMES: dict[str, str | None] = dict.fromkeys(("resource_group", "gallery_name", "image_name", "image_version"))


def plainly(read: Any, *arguments: Any) -> Any:
    return read(*arguments)


def one(text: str, **variables: str) -> Destination:
    (found,) = packer.read(text, variables)
    return found


def target(destination: Destination, **names: str) -> ResourceId:
    found = packer.target(destination, "s", {**NAMES, **names}).identifier
    assert found is not None
    return found


def requested(text: str, **variables: str) -> ImageVersion:
    destination = one(text, **variables)
    return packer.request(destination, target(destination), plainly)


def profile(request: ImageVersion) -> PublishingProfile:
    found = request.properties.publishing_profile
    assert found is not None
    return found


def block(settings: str = "", inner: str = "") -> str:
    return f"""
source "azure-arm" "web" {{
  {settings}
  shared_image_gallery_destination {{
    resource_group = "images"
    gallery_name   = "Contoso"
    image_name     = "ubuntu"
    image_version  = "2.0.0"
    {inner}
  }}
}}
"""


def test_an_hcl_template_says_what_it_publishes() -> None:
    destination = one(HCL, version="2.0.0")
    assert destination.unresolved == {}
    identifier = target(destination)
    assert str(identifier) == (
        "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/images/providers/Microsoft.Compute/"
        "galleries/Contoso/images/ubuntu/versions/2.0.0"
    )
    request = packer.request(destination, identifier, plainly)
    published = profile(request)
    assert [region.name for region in published.target_regions or ()] == ["eastus", "North Europe", "westus"]
    assert (published.replica_count, published.exclude_from_latest) == (3, True)
    assert published.storage_account_type is StorageAccountType.STANDARD_ZRS
    assert published.end_of_life_date == "2030-05-01T00:00:00.00Z"
    assert (request.location, request.tags) == ("westus", {"team": "web"})
    storage = request.properties.storage_profile
    assert storage is not None
    assert storage.source is not None
    assert (storage.source.id or "").endswith("/resourceGroups/builds/providers/Microsoft.Compute/images/web-2.0.0")


def test_what_the_build_will_have_made_is_known_before_it_runs() -> None:
    destination = one(HCL, version="2.0.0")
    place, source = packer.made(destination, target(destination), "westus")
    assert place.path == "web-2.0.0"
    known = source.properties
    assert (known.os_type, known.os_state, known.size_in_gb) == (OsType.LINUX, OsState.GENERALIZED, 30)
    assert [(disk.lun, disk.size_in_gb) for disk in known.data_disks or ()] == [(0, 10), (1, 20)]
    special = one(block(inner="specialized = true"))
    place, source = packer.made(special, target(special), "westus")
    assert (place.collection, source.properties.os_state) == ("virtualMachines", OsState.SPECIALIZED)


def test_regions_have_blocks_of_their_own() -> None:
    published = profile(
        requested(
            block(
                'location = "westus"',
                """
                use_shallow_replication = true
                target_region {
                  name = "westus"
                  replicas = 2
                  storage_account_type = "Premium_LRS"
                  disk_encryption_set_id = "/d"
                }
                target_region {
                  name = "eastus"
                }
                """,
            )
        )
    )
    west, east = published.target_regions or ()
    assert (west.name, west.regional_replica_count) == ("westus", 2)
    assert west.storage_account_type is StorageAccountType.PREMIUM_LRS
    assert west.encryption is not None
    assert (east.name, east.regional_replica_count, east.encryption) == ("eastus", None, None)
    assert published.replication_mode is ReplicationMode.SHALLOW


def test_a_json_template_is_read_with_its_variables_and_secrets_stay_where_they_are() -> None:
    destination = one(json.dumps(AS_JSON))
    assert (destination.builder, target(destination).name) == ("azure-arm[0]", "2.0.0")
    assert destination.unresolved == {}
    assert target(one(json.dumps(AS_JSON), version="3.0.0")).name == "3.0.0"


def test_hcl_written_as_json_is_read_too() -> None:
    inner = {"resource_group": "g", "gallery_name": "r", "image_name": "i", "image_version": "${var.version}"}
    content = {
        "variable": {"version": {"default": "1.2.3"}},
        "source": {"azure-arm": {"web": {"shared_image_gallery_destination": inner}}},
    }
    assert target(one(json.dumps(content))).name == "1.2.3"


def test_what_the_template_does_not_tell_is_named_and_not_guessed() -> None:
    destination = one(HCL)
    assert destination.unresolved == {"image_version": "var.version", "managed_image_name": "var.version"}
    assert packer.target(destination, "s", NAMES).identifier is None
    assert target(destination, image_version="9.0.0").name == "9.0.0"
    called = one(block('location = lower("WESTUS")'))
    assert called.unresolved == {"location": 'lower("WESTUS")'}
    around = one(HCL.replace("= var.version", "= local.loop").replace("locals {", 'locals {\n  loop = "${local.loop}"'))
    assert around.unresolved["image_version"] == "a value that refers to itself"
    timed = json.loads(json.dumps(AS_JSON).replace("{{ user `version` }}", "1.0.{{timestamp}}"))
    assert one(json.dumps(timed)).unresolved == {"image_version": "{{timestamp}}"}


@pytest.mark.parametrize("text", ["westus,ukwest", '["westus", "ukwest"]', "westus , ukwest ,"])
def test_a_list_may_come_from_a_variable_that_is_a_text(text: str) -> None:
    template = block(inner="replication_regions = var.regions") + 'variable "regions" {\n  type = list(string)\n}\n'
    regions = profile(requested(template, regions=text)).target_regions or ()
    assert [region.name for region in regions] == ["westus", "ukwest"]


def test_r262_a_variable_that_the_template_does_not_have_is_refused() -> None:
    with refused(InvalidParameter, "it has no variable 'verison'", rule="R262", target="fromPacker"):
        packer.read(HCL, {"verison": "1.0.0"})


def test_a_name_given_beside_the_template_does_not_replace_its_own() -> None:
    assert target(one(block()), image_version="9.0.0").name == "2.0.0"


@pytest.mark.parametrize(
    ("settings", "inner", "rule"),
    [
        ("", 'storage_account_type = "fast"', "R046"),
        ("", 'target_region {\nname = "westus"\nreplicas = "many"\n}', "R110"),
        ("", 'use_shallow_replication = "maybe"', "R110"),
    ],
)
def test_values_of_another_kind_are_refused_as_create_refuses_them(settings: str, inner: str, rule: str) -> None:
    with pytest.raises(InvalidParameter) as refusal:
        requested(block(settings, inner))
    assert refusal.value.rule == rule


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "it is no JSON"),
        ('source "azure-arm" {{', "it is no HCL2"),
        ('{"builders": [{"type": "amazon-ebs"}]}', "no azure-arm builder"),
        ('source "azure-arm" "x" {\n  location = "westus"\n}', "no azure-arm builder"),
        ("", "no azure-arm builder"),
    ],
)
def test_r262_what_publishes_nothing_is_refused(text: str, words: str) -> None:
    with refused(InvalidParameter, words, rule="R262", target="fromPacker"):
        packer.read(text, {})


def test_r263_hcl_without_its_library_is_refused_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hcl2", None)
    with refused(InvalidParameter, "pip install 'az-sig[packer]'", rule="R263", target="fromPacker"):
        packer.read(HCL, {})
    assert packer.read(json.dumps(AS_JSON), {})
