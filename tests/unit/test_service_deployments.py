"""Asking whether Azure would deploy: the version it would take, and every reason against."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from refusals import refused
from sig.domain import regions
from sig.domain.choices import HyperVGeneration, OsState, OsType, Permissions
from sig.domain.deployment import Deployment
from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId, ResourceNotFound
from sig.domain.profile import CURRENT
from sig.domain.publishing import DataDiskEncryption, Encryption, OsDiskEncryption, TargetRegion
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.sharing import CommunityGalleryInfo, SharingProfile
from sig.domain.storage_profile import DataDiskImage, DiskSource, OsDiskImage, StorageProfile
from sig.service import accounts, deployments, documents, image_versions, shares
from sig.service.clock import FixedClock
from worlds import NOW, OTHER_SUB, SUB, definition, gallery, in_memory, published, version

if TYPE_CHECKING:
    from pathlib import Path

    from sig.service.context import Context

OTHER_TENANT = "33333333-3333-3333-3333-333333333333"


def encryption_set(subscription: str, name: str = "keys") -> str:
    return str(compute_id(subscription, "images", "diskEncryptionSets", name))


def disks(*luns: int) -> StorageProfile:
    """An OS disk and data disks at ``luns``, each from a snapshot of its own."""
    snapshot = [str(compute_id(SUB, "images", "snapshots", f"s{number}")) for number in range(len(luns) + 1)]
    return StorageProfile(
        os_disk_image=OsDiskImage(source=DiskSource(id=snapshot[-1])),
        data_disk_images=tuple(
            DataDiskImage(lun=lun, source=DiskSource(id=text)) for lun, text in zip(luns, snapshot, strict=False)
        ),
    )


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return in_memory(tmp_path)


@pytest.fixture
def web(context: Context) -> ResourceId:
    """A definition for Linux, generalized, without versions."""
    return definition(context, gallery(context))


def asked(context: Context, image: ResourceId, location: str = "westus", **wanted: Any) -> dict[str, Any]:
    region = regions.require(location, "any")
    return deployments.check(context, image, Deployment(region=region, **wanted))


def reasons(answer: dict[str, Any]) -> list[tuple[str, str]]:
    assert answer["deployable"] is (not answer["reasons"])
    return [(reason["rule"], reason["code"]) for reason in answer["reasons"]]


def warnings(answer: dict[str, Any]) -> list[tuple[str | None, str]]:
    return [(warning["rule"], warning["code"]) for warning in answer["warnings"]]


# Which version


def test_a_definition_stands_for_its_latest_version_in_the_region(context: Context, web: ResourceId) -> None:
    version(context, web, "1.0.0", publishing_profile=published("westus", "eastus"))
    second = version(context, web, "1.1.0")
    for image in (web, web.child("versions", "latest"), web.child("versions", "LATEST")):
        answer = asked(context, image)
        assert (answer["deployable"], answer["version"], answer["versionId"]) == (True, "1.1.0", str(second))
        assert asked(context, image, "eastus")["version"] == "1.0.0"


def test_a_version_is_taken_by_its_number_even_if_latest_leaves_it_out(context: Context, web: ResourceId) -> None:
    first = version(context, web, publishing_profile=published(exclude_from_latest=True))
    answer = asked(context, first)
    assert (reasons(answer), answer["version"]) == ([], "1.0.0")


def test_a_definition_that_does_not_exist_is_not_found(context: Context, web: ResourceId) -> None:
    absent = web.parent.child("images", "wbe")
    for image in (absent, absent.child("versions", "1.0.0")):
        with refused(ResourceNotFound, "'web'", rule="R009"):
            asked(context, image)


def test_r072_a_version_must_be_there(context: Context, web: ResourceId) -> None:
    answer = asked(context, web.child("versions", "1.0.0"))
    assert reasons(answer) == [("R072", "GalleryImageNotFound")]
    assert (answer["version"], answer["versionId"]) == (None, None)
    assert "is not available in westus region" in answer["reasons"][0]["message"]
    assert "it does not exist" in answer["reasons"][0]["message"]


def test_r072_a_version_must_have_a_replica_in_the_region(context: Context, web: ResourceId) -> None:
    first = version(context, web, publishing_profile=published("westus", "eastus"))
    answer = asked(context, first, "northeurope")
    assert reasons(answer) == [("R072", "GalleryImageNotFound")]
    assert "it is not in northeurope but in: westus, eastus" in answer["reasons"][0]["message"]


def test_r072_a_version_must_have_arrived_in_the_region(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    with context.store.writing() as tx:
        plan = [{"region": "West US", "started_at": NOW.isoformat(), "seconds": 60}]
        tx.put(first, {**documents.require(tx, first), "replication": plan})
    assert reasons(asked(context, first)) == [("R072", "GalleryImageNotFound")]
    assert reasons(asked(context, web)) == [("R073", "GalleryImageNotFound")]
    later = context._replace(clock=FixedClock(NOW + timedelta(seconds=60)))
    assert reasons(asked(later, first)) == reasons(asked(later, web)) == []


def test_r073_a_definition_must_have_a_version_that_counts(context: Context, web: ResourceId) -> None:
    assert "it has no versions" in asked(context, web)["reasons"][0]["message"]
    version(context, web, publishing_profile=published(exclude_from_latest=True))
    answer = asked(context, web)
    assert reasons(answer) == [("R073", "GalleryImageNotFound")]
    assert "1.0.0 is excluded from latest." in answer["reasons"][0]["message"]


def test_r073_the_first_five_reasons_are_told_and_the_others_counted(context: Context, web: ResourceId) -> None:
    for patch in range(7):
        version(context, web, f"1.0.{patch}")
    said = asked(context, web, "eastus")["reasons"][0]["message"]
    assert [f"1.0.{patch}" in said for patch in range(7)] == [False, False, True, True, True, True, True]
    assert "and 2 more" in said


def test_r074_az_does_not_see_a_version_that_only_a_region_includes(context: Context, web: ResourceId) -> None:
    included = TargetRegion(name="westus", exclude_from_latest=False)
    version(context, web, publishing_profile=published(included, exclude_from_latest=True))
    answer = asked(context, web)
    assert (reasons(answer), answer["version"]) == ([], "1.0.0")
    assert ("R074", "InvalidParameter") in warnings(answer)
    assert ("R074", "InvalidParameter") not in warnings(asked(context, web.child("versions", "1.0.0")))
    version(context, web, "0.9.0")
    assert ("R074", "InvalidParameter") not in warnings(asked(context, web))


# What the deployment brings


@pytest.mark.parametrize(
    ("state", "has_os_profile", "expected"),
    [
        (OsState.GENERALIZED, True, []),
        (OsState.GENERALIZED, None, []),
        (OsState.GENERALIZED, False, [("R071", "InvalidParameter")]),
        (OsState.SPECIALIZED, False, []),
        (OsState.SPECIALIZED, None, []),
        (OsState.SPECIALIZED, True, [("R070", "InvalidParameter")]),
    ],
)
def test_r070_r071_an_os_profile_belongs_to_a_generalized_image(
    state: OsState, has_os_profile: bool | None, expected: list[tuple[str, str]], context: Context
) -> None:
    image = definition(context, gallery(context), os_state=state)
    version(context, image)
    assert reasons(asked(context, image, has_os_profile=has_os_profile)) == expected


def test_every_reason_is_told_at_once(context: Context, web: ResourceId) -> None:
    answer = asked(context, web, has_os_profile=False, is_scale_set=True, vms=1001)
    assert [rule for rule, _ in reasons(answer)] == ["R073", "R071", "R015"]


@pytest.mark.parametrize(("instances", "expected"), [(1000, []), (1001, [("R015", "QuotaExceeded")])])
def test_r015_a_scale_set_has_a_thousand_instances_at_most(
    instances: int, expected: list[tuple[str, str]], context: Context, web: ResourceId
) -> None:
    version(context, web)
    assert reasons(asked(context, web, is_scale_set=True, vms=instances)) == expected
    assert reasons(asked(context, web, vms=instances)) == []


def test_r079_a_lun_must_be_one_of_the_image(context: Context, web: ResourceId) -> None:
    version(context, web, storage_profile=disks(0, 3))
    assert reasons(asked(context, web, data_disk_luns=(0, 3))) == []
    answer = asked(context, web, data_disk_luns=(0, 2, 1))
    assert reasons(answer) == [("R079", "InvalidParameter")]
    assert "at LUN 1, 2; it has: 0, 3." in answer["reasons"][0]["message"]


def test_r079_luns_that_only_an_unregistered_source_knows_are_not_checked(context: Context, web: ResourceId) -> None:
    version(context, web)
    answer = asked(context, web, data_disk_luns=(0,))
    assert reasons(answer) == []
    assert ("R079", "DataDisksUnknown") in warnings(answer)
    assert ("R079", "DataDisksUnknown") not in warnings(asked(context, web))


@pytest.mark.parametrize("vms", [0, -1])
def test_fewer_vms_than_one_are_refused(vms: int, context: Context, web: ResourceId) -> None:
    with refused(InvalidParameter, "ask for 1 or more", rule="R110", target="count"):
        asked(context, web, vms=vms)


# Whose subscription


def tenants(context: Context) -> None:
    """The other subscription is in another tenant."""
    accounts.add(context, "partner", OTHER_SUB, OTHER_TENANT)


def test_r075_another_tenant_needs_a_share(context: Context) -> None:
    tenants(context)
    main = gallery(context, sharing_profile=SharingProfile(permissions=Permissions.GROUPS))
    web = definition(context, main)
    version(context, web)
    answer = asked(context, web, subscription=OTHER_SUB)
    assert reasons(answer) == [("R075", "LinkedAuthorizationFailed")]
    assert OTHER_TENANT in answer["reasons"][0]["message"]
    assert reasons(asked(context, web, subscription=SUB)) == []
    for share in (shares.groups_of([OTHER_SUB], []), shares.groups_of([], [OTHER_TENANT])):
        shares.add(context, main, share)
        assert reasons(asked(context, web, subscription=OTHER_SUB)) == []
        shares.remove(context, main, share)


def test_r075_a_community_gallery_is_open_to_every_tenant(context: Context) -> None:
    tenants(context)
    info = CommunityGalleryInfo(publisher_uri="u", publisher_contact="c@d.test", eula="e", public_name_prefix="pre")
    community = SharingProfile(permissions=Permissions.COMMUNITY, community_gallery_info=info)
    main = gallery(context, sharing_profile=community)
    web = definition(context, main)
    version(context, web)
    assert reasons(asked(context, web, subscription=OTHER_SUB)) == [("R075", "LinkedAuthorizationFailed")]
    shares.enable_community(context, main)
    assert reasons(asked(context, web, subscription=OTHER_SUB)) == []


def test_another_subscription_of_the_tenant_needs_no_share(context: Context, web: ResourceId) -> None:
    version(context, web)
    assert reasons(asked(context, web, subscription=OTHER_SUB)) == []


def test_r078_an_encryption_set_must_be_of_the_subscription_of_the_vms(context: Context, web: ResourceId) -> None:
    os_disk = OsDiskEncryption(disk_encryption_set_id=encryption_set(SUB))
    data_disk = DataDiskEncryption(lun=0, disk_encryption_set_id=encryption_set(SUB, "data"))
    encrypted = Encryption(os_disk_image=os_disk, data_disk_images=(data_disk,))
    target = TargetRegion(name="westus", encryption=encrypted)
    version(context, web, publishing_profile=published(target), storage_profile=disks(0))
    assert reasons(asked(context, web)) == []
    answer = asked(context, web, subscription=OTHER_SUB)
    assert reasons(answer) == [("R078", "InvalidParameter")] * 2
    assert encryption_set(SUB, "data") in answer["reasons"][0]["message"]


# What a scale set has now


def managed_image(context: Context, **properties: Any) -> ResourceId:
    """A managed image of which the store knows ``properties``."""
    identifier = compute_id(SUB, "images", "images", "old")
    body = {"id": str(identifier), "name": "old", "location": "westus", "properties": properties}
    with context.store.writing() as tx:
        tx.put(identifier, documents.wrap(body, NOW))
    return identifier


def moved(context: Context, image: ResourceId, current: ResourceId) -> dict[str, Any]:
    return asked(context, image, is_scale_set=True, current_image=current)


def test_r076_a_scale_set_stays_generalized_or_specialized(context: Context, web: ResourceId) -> None:
    version(context, web)
    special = definition(context, web.parent, "special", os_state=OsState.SPECIALIZED)
    old = version(context, special)
    for current in (special, old):
        answer = moved(context, web, current)
        assert reasons(answer) == [("R076", "InvalidParameter")]
        assert "Generalized" in answer["reasons"][0]["message"]
    assert reasons(moved(context, web, web.child("versions", "1.0.0"))) == []


def test_a_scale_set_may_move_to_a_gallery_image_of_another_make(context: Context, web: ResourceId) -> None:
    version(context, web)
    windows = definition(context, web.parent, "win", os_type=OsType.WINDOWS, hyper_v_generation=HyperVGeneration.V2)
    assert reasons(moved(context, web, version(context, windows))) == []


FITS = {
    "osState": "Generalized",
    "osType": "Linux",
    "hyperVGeneration": "V1",
    "dataDisks": [{"lun": 3}, {"lun": 0}],
}


def test_r077_a_managed_image_may_make_way_for_one_of_the_same_make(context: Context, web: ResourceId) -> None:
    version(context, web, storage_profile=disks(0, 3))
    answer = moved(context, web, managed_image(context, **FITS))
    assert (reasons(answer), warnings(answer)) == ([], [(None, "SingleReplica")])


@pytest.mark.parametrize(
    ("member", "value", "said"),
    [
        ("osType", "Windows", "OS type ('Windows', not 'Linux')"),
        ("hyperVGeneration", "V2", "Hyper-V generation ('V2', not 'V1')"),
        ("dataDisks", [], "data disks ('none', not '0, 3')"),
        ("dataDisks", [{"lun": 0}], "data disks ('0', not '0, 3')"),
    ],
)
def test_r077_a_managed_image_of_another_make_cannot_make_way(
    member: str, value: Any, said: str, context: Context, web: ResourceId
) -> None:
    version(context, web, storage_profile=disks(0, 3))
    answer = moved(context, web, managed_image(context, **{**FITS, member: value}))
    assert reasons(answer) == [("R077", "InvalidParameter")]
    assert said in answer["reasons"][0]["message"]


def test_r077_what_is_not_known_of_a_managed_image_is_named(context: Context, web: ResourceId) -> None:
    version(context, web, storage_profile=disks(0, 3))
    answer = moved(context, web, managed_image(context, osType="Linux", osState="Generalized"))
    assert reasons(answer) == []
    assert answer["warnings"][-1]["message"].endswith("not known of both: Hyper-V generation, data disks.")
    unregistered = compute_id(SUB, "images", "images", "unknown")
    assert ("R077", "NotCompared") in warnings(moved(context, web, unregistered))


def test_r081_a_scale_set_whose_image_is_gone_runs_on(context: Context, web: ResourceId) -> None:
    first = version(context, web)
    version(context, web, "1.0.1")
    image_versions.delete(context, first)
    answer = moved(context, web, first)
    assert reasons(answer) == []
    assert ("R081", "CurrentImageGone") in warnings(answer)
    assert ("R076", "NotCompared") not in warnings(answer)
    absent = web.parent.child("images", "absent")
    assert {("R081", "CurrentImageGone"), ("R076", "NotCompared")} <= set(warnings(moved(context, web, absent)))


@pytest.mark.parametrize("collection", ["snapshots", "galleries", "virtualMachines"])
def test_what_a_scale_set_has_now_must_be_an_image(collection: str, context: Context, web: ResourceId) -> None:
    with refused(LinkedInvalidPropertyId, "is not the ID of an image", rule="R052", target="imageReference.id"):
        moved(context, web, compute_id(SUB, "images", collection, "x"))


# What is worth knowing


def test_r080_a_past_end_of_life_is_told_and_blocks_nothing(context: Context) -> None:
    soon = (NOW + timedelta(days=1)).isoformat()
    web = definition(context, gallery(context), end_of_life_date=soon)
    version(context, web, publishing_profile=published(end_of_life_date=soon))
    assert ("R080", "EndOfLifePassed") not in warnings(asked(context, web))
    later = context._replace(clock=FixedClock(NOW + timedelta(days=1)))
    answer = asked(later, web)
    assert reasons(answer) == []
    assert [warning["message"] for warning in answer["warnings"] if warning["rule"] == "R080"] == [
        "The end of life of the version has come: 2026-01-08T05:56:46+00:00.",
        "The end of life of the definition has come: 2026-01-08T05:56:46+00:00.",
    ]


@pytest.mark.parametrize(
    ("profile", "replicas", "vms", "expected"),
    [
        ("2021", 1, 20, "SingleReplica"),
        ("2021", 1, 21, "TooFewReplicas"),
        ("2021", 2, 40, None),
        ("2021", 5, 120, "TooFewReplicas"),
        ("2021", 6, 120, None),
        ("current", 1, 50, "SingleReplica"),
        ("current", 1, 51, "TooFewReplicas"),
        ("current", 2, 40, "FewerReplicasThanAdvised"),
        ("current", 3, 60, None),
        ("current", 3, 61, "FewerReplicasThanAdvised"),
        ("current", 10, 500, "FewerReplicasThanAdvised"),
        ("current", 25, 500, None),
    ],
)
def test_many_vms_at_once_want_many_replicas(
    profile: str, replicas: int, vms: int, expected: str | None, context: Context, web: ResourceId
) -> None:
    if profile == "current":
        context = context._replace(profile=CURRENT)
    version(context, web, publishing_profile=published(replica_count=replicas))
    answer = asked(context, web, vms=vms)
    assert reasons(answer) == []
    assert warnings(answer) == ([(None, expected)] if expected else [])


def test_a_scale_set_wants_one_replica_however_many_instances_it_has(context: Context, web: ResourceId) -> None:
    version(context, web, publishing_profile=published(replica_count=2))
    assert warnings(asked(context, web, is_scale_set=True, vms=600)) == []


def test_the_replicas_of_the_region_count(context: Context, web: ResourceId) -> None:
    east = TargetRegion(name="eastus", regional_replica_count=2)
    version(context, web, publishing_profile=published("westus", east))
    assert warnings(asked(context, web, vms=40)) == [(None, "TooFewReplicas")]
    assert warnings(asked(context, web, "eastus", vms=40)) == []


def test_the_advice_names_the_figures_of_today(context: Context, web: ResourceId) -> None:
    version(context, web)
    said = asked(context._replace(profile=CURRENT), web, vms=120)["warnings"][0]["message"]
    assert "120 VMs at once need 3 replicas, 1 for 50 VMs; the version has 1 replica in westus" in said
    assert "Best practice is 1 for 20 VMs, and 3 or more in production: 6." in said
