"""The table: for each rule a request that breaks it, what is answered, and the nearest one that is accepted."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sig.cli.waiting import Conditions, wait
from sig.domain import list_filter
from sig.domain.choices import OsState, OsType, Permissions
from sig.domain.faults import Fault, FaultKind
from sig.domain.gallery import Gallery, GalleryProperties
from sig.domain.image_definition import DefinitionProperties, Identifier, ImageDefinition
from sig.domain.sharing import CommunityGalleryInfo, SharingProfile
from sig.domain.virtual_disk import VirtualDisk, check_uploadable
from sig.service import (
    applications,
    clocks,
    directory_groups,
    directory_users,
    faults,
    galleries,
    groups,
    image_definitions,
    role_assignments,
    service_principals,
    shared_views,
)
from sig.service.clock import SystemClock
from sig.service.context import Context
from sig.service.paging import Page

Step = str | Callable[[Context], object]
"""A command line, or a call of a service where no command line says it."""

SUB = "00000000-0000-0000-0000-000000000000"
OTHER_SUB = "22222222-2222-2222-2222-222222222222"
COMPUTE = f"/subscriptions/{SUB}/resourceGroups/g/providers/Microsoft.Compute"
IMAGE = f"{COMPUTE}/images/m"
DISK = f"{COMPUTE}/disks/d"
VERSION_ID = f"{COMPUTE}/galleries/r/images/i/versions/1.0.0"
PROFILE = "galleryImageVersion.properties.publishingProfile"
STORAGE = "galleryImageVersion.properties.storageProfile"
DEFINED = "galleryImage.properties"

GALLERY = "create -g g -r r -l westus"
SOFT_GALLERY = f"{GALLERY} --soft-delete true"
GROUPS_GALLERY = f"{GALLERY} --permissions groups"
COMMUNITY_GALLERY = (
    f"{GALLERY} --permissions community --publisher-uri https://c.example --publisher-email a@c.example --eula terms "
    "--public-name-prefix contoso"
)
DEFINE = "image-definition create -g g -r r -p Contoso -f Web --os-type linux"
DEFINITION = f"{DEFINE} -i i -s 1"
CHANGE_DEFINITION = "image-definition update -g g -r r -i i"
PUBLISH = "image-version create -g g -r r -i i"
VERSION = f"{PUBLISH} -e 1.0.0 --managed-image m"
NEXT = f"{PUBLISH} -e 2.0.0"
CHANGE_VERSION = "image-version update -g g -r r -i i -e 1.0.0"
LATEST = "image-version latest -g g -r r -i i"
COUNT = "image-version next -g g -r r -i i"
PACKER = (
    '{"builders": [{"type": "azure-arm", "location": "westus", "shared_image_gallery_destination": {"resource_group": '
    '"g", "gallery_name": "r", "image_name": "i", "image_version": "1.0.0"}}]}'
)
DELETE_VERSION = "image-version delete -g g -r r -i i"
SHARE = "share add -g g -r r"

IN_GALLERY = (GALLERY,)
IN_DEFINITION = (GALLERY, DEFINITION)
SET = f"{COMPUTE}/diskEncryptionSets/d"
ADD_SET = "source add -g g --type disk-encryption-set"
MANAGED = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
VM = f"{COMPUTE}/virtualMachines/vm"
ADD_VM = "source add -g g --type vm -n vm -l westus"
ADD_GOOD_VM = "source add -g g --type vm -n good -l westus --os-type linux --os-state generalized"
FROM_VM = f"{PUBLISH} -e 1.0.0 --virtual-machine {VM}"
FROM_GOOD_VM = f"{PUBLISH} -e 1.0.0 --virtual-machine {COMPUTE}/virtualMachines/good"
FROM_DISKS = f"{PUBLISH} -e 1.0.0 --os-snapshot o --data-snapshots d"
TO_TWO_REGIONS = "--target-regions westus eastus --target-region-encryption"
TO_ONE_REGION = "--target-regions westus --target-region-encryption"
FIRST_REGION = "publishingProfile.targetRegions[0]"
WITH_VERSION = (GALLERY, DEFINITION, VERSION)
SOFT_DELETED = (SOFT_GALLERY, DEFINITION, VERSION, f"{DELETE_VERSION} -e 1.0.0")


class Case(NamedTuple):
    """After the steps of ``given``, ``breaks`` is refused by ``rule``, and ``keeps`` is accepted.

    ``profile`` is the era in which both are asked.
    """

    rule: str
    code: str
    target: str | None
    given: tuple[Step, ...]
    breaks: Step
    keeps: Step
    profile: str = "2021"
    strict: bool = False
    writes: bool = False  # what is refused late is there, as failed


class Acceptance(NamedTuple):
    """After the steps of ``given``, each of ``accepted`` is accepted by ``rule``."""

    rule: str
    given: tuple[Step, ...]
    accepted: tuple[Step, ...]


class Judgement(NamedTuple):
    """After the steps of ``given``, ``check-deploy`` names the rule for ``breaks``, and not for ``keeps``."""

    rule: str
    code: str
    given: tuple[Step, ...]
    breaks: str
    keeps: str
    where: str = "reasons"
    asked_at: str = "2026-01-07"


def _community(eula: str | None) -> Step:
    info = CommunityGalleryInfo(
        publisher_uri="https://c.example", publisher_contact="a@c.example", eula=eula, public_name_prefix="contoso"
    )
    profile = SharingProfile(permissions=Permissions.COMMUNITY, community_gallery_info=info)
    request = Gallery(location="westus", properties=GalleryProperties(sharing_profile=profile))
    return lambda context: galleries.create(context, context.gallery("g", "r"), request)


def _definition(os_type: OsType | None) -> Step:
    identifier = Identifier(publisher="Contoso", offer="Web", sku="1")
    properties = DefinitionProperties(os_type=os_type, os_state=OsState.GENERALIZED, identifier=identifier)
    request = ImageDefinition(location="westus", properties=properties)
    return lambda context: image_definitions.create(context, context.gallery("g", "r").child("images", "i"), request)


def _with_room_for(count: int) -> Step:
    """Creates a second gallery in the region where ``count`` are allowed."""
    request = Gallery(location="westus")
    return lambda context: galleries.create(
        context._replace(profile=context.profile._replace(max_galleries=count)), context.gallery("g", "second"), request
    )


def _waits_for(state: str) -> Step:
    document = {"id": "/x", "properties": {"provisioningState": state}}
    return lambda context: wait(lambda: document, Conditions(created=True), context.clock)


def _sets(kind: str) -> Step:
    """Sets a fault that strikes those who look at a gallery."""
    fault = Fault(kind=FaultKind(kind), verb="gallery show")
    return lambda context: faults.add(context, fault)


def _sets_clock(instant: datetime) -> Step:
    """Sets the clock of the store, which none outside it fixes."""
    return lambda context: clocks.set_to(context._replace(clock=SystemClock()), instant)


def _writes(name: str, text: str) -> Step:
    """Leaves a file in the working directory."""
    return lambda _: Path(name).write_text(text, encoding="utf-8")


def _takes_disk(size: int, *, form: str = "VHD") -> Step:
    disk = VirtualDisk(form, "fixed", size, 0, None, None)
    return lambda context: check_uploadable(disk, context.profile)


def _filters(text: str) -> Step:
    """Lists the groups that a client of the server asks for."""
    return lambda context: groups.listed_all(context, None, list_filter.parse(text, list_filter.GROUP_MEMBERS).accepts)


def _queries(text: str) -> Step:
    """Asks the Resource Graph."""
    return lambda context: shared_views.query(context, text, Page())


CASES = (
    # Galleries
    Case(
        "R001",
        "InvalidParameter",
        "gallery.name",
        (),
        "create -g g -r my-gallery -l westus",
        "create -g g -r my_gallery -l westus",
    ),
    Case(
        "R002",
        "InvalidParameter",
        "gallery.name",
        (),
        f"create -g g -r {'a' * 81} -l westus",
        f"create -g g -r {'a' * 80} -l westus",
    ),
    Case(
        "R003", "InvalidResourceName", "gallery.name", (), "create -g g -r r_ -l westus", "create -g g -r r_1 -l westus"
    ),
    Case(
        "R004",
        "LocationNotAvailableForResourceType",
        "location",
        (),
        "create -g g -r r -l atlantis",
        "create -g g -r r -l WestUS2",
    ),
    Case(
        "R005",
        "Conflict",
        "gallery.name",
        IN_GALLERY,
        "create -g other -r R -l westus",
        "create -g other -r r2 -l westus",
    ),
    Case(
        "R006",
        "InvalidResourceLocation",
        "location",
        IN_GALLERY,
        "create -g g -r r -l eastus",
        "create -g g -r r -l 'West US'",
    ),
    Case(
        "R006",
        "InvalidResourceLocation",
        "location",
        ("group create -n g -l westus",),
        "group create -n g -l eastus",
        "group create -n g -l WestUS",
    ),
    Case(
        "R007",
        "CannotDeleteResource",
        None,
        (*IN_DEFINITION, "create -g g -r empty -l westus"),
        "delete -g g -r r",
        "delete -g g -r empty",
    ),
    Case(
        "R008",
        "ResourceGroupNotFound",
        None,
        ("group create -n there -l westus",),
        "group show -n absent",
        "group show -n there",
    ),
    Case("R009", "ResourceNotFound", None, IN_GALLERY, "show -g g -r absent", "show -g g -r r"),
    Case(
        "R010",
        "InvalidParameter",
        "gallery.properties.sharingProfile.permissions",
        IN_GALLERY,
        "update -g g -r r --set sharingProfile.permissions=Everybody",
        "update -g g -r r --set sharingProfile.permissions=private",
    ),
    Case(
        "R011",
        "InvalidParameter",
        "gallery.properties.sharingProfile.communityGalleryInfo",
        (),
        _community(None),
        _community("terms"),
    ),
    Case(
        "R012",
        "InvalidParameter",
        "gallery.properties.sharingProfile.permissions",
        IN_GALLERY,
        "update -g g -r r --permissions groups",
        "update -g g -r r --permissions private",
    ),
    Case(
        "R013",
        "OperationNotAllowed",
        None,
        (COMMUNITY_GALLERY, "share enable-community -g g -r r", COMMUNITY_GALLERY.replace("-r r", "-r quiet")),
        "delete -g g -r r",
        "delete -g g -r quiet",
    ),
    Case("R015", "QuotaExceeded", "Microsoft.Compute/galleries", IN_GALLERY, _with_room_for(1), _with_room_for(2)),
    # Image definitions
    Case(
        "R020",
        "InvalidResourceLocation",
        "location",
        IN_DEFINITION,
        f"{DEFINITION} -l eastus",
        f"{DEFINITION} -l WestUS",
    ),
    Case("R020", "InvalidResourceLocation", "location", WITH_VERSION, f"{VERSION} -l eastus", f"{VERSION} -l westus"),
    Case(
        "R021",
        "InvalidParameter",
        "galleryImage.name",
        IN_GALLERY,
        f"{DEFINE} -s 1 -i 'my image'",
        f"{DEFINE} -s 1 -i my-image",
    ),
    Case("R022", "ParentResourceNotFound", None, IN_GALLERY, DEFINITION.replace("-r r", "-r absent"), DEFINITION),
    Case(
        "R023",
        "InvalidParameter",
        f"{DEFINED}.identifier.publisher",
        IN_GALLERY,
        DEFINITION.replace("Contoso", "'Contoso Ltd.'"),
        DEFINITION.replace("Contoso", "Contoso-Ltd"),
    ),
    Case("R024", "InvalidParameter", f"{DEFINED}.osType", IN_GALLERY, _definition(None), _definition(OsType.LINUX)),
    Case("R024", "LocationRequired", "location", (), "create -g g -r r", "create -g g -r r -l westus"),
    Case(
        "R025",
        "InvalidParameter",
        f"{DEFINED}.architecture",
        IN_DEFINITION,
        f"{CHANGE_DEFINITION} --set architecture=Mips",
        f"{CHANGE_DEFINITION} --set architecture=X64",
    ),
    Case(
        "R026",
        "PropertyChangeNotAllowed",
        f"{DEFINED}.osType",
        IN_DEFINITION,
        f"{CHANGE_DEFINITION} --set osType=Windows",
        f"{CHANGE_DEFINITION} --set osType=LINUX",
    ),
    Case(
        "R026",
        "PropertyChangeNotAllowed",
        f"{DEFINED}.identifier.sku",
        IN_DEFINITION,
        f"{CHANGE_DEFINITION} --set identifier.sku=2",
        f"{CHANGE_DEFINITION} --set description=2",
    ),
    Case(
        "R026a",
        "PropertyChangeNotAllowed",
        f"{DEFINED}.osType",
        IN_DEFINITION,
        f"{CHANGE_DEFINITION} --remove osType",
        f"{CHANGE_DEFINITION} --set description=x",
    ),
    Case(
        "R027",
        "PropertyChangeNotAllowed",
        "DiskControllerTypes",
        (GALLERY, f"{DEFINITION} --features DiskControllerTypes=SCSI"),
        f"{CHANGE_DEFINITION} --set features[0].value=NVMe",
        f"{CHANGE_DEFINITION} --set features[0].value=NVMe --allow-update-image true",
    ),
    Case(
        "R028",
        "InvalidParameter",
        f"{DEFINED}.endOfLifeDate",
        IN_DEFINITION,
        f"{CHANGE_DEFINITION} --set endOfLifeDate=soon",
        f"{CHANGE_DEFINITION} --set endOfLifeDate=2030-05-01T10:00:00+02:00",
    ),
    Case(
        "R029",
        "InvalidParameter",
        f"{DEFINED}.endOfLifeDate",
        IN_GALLERY,
        f"{DEFINITION} --end-of-life-date 2026-01-06",
        f"{DEFINITION} --end-of-life-date 2026-01-08",
    ),
    Case(
        "R029",
        "InvalidParameter",
        f"{PROFILE}.endOfLifeDate",
        IN_DEFINITION,
        f"{VERSION} --end-of-life-date 2026-01-06",
        f"{VERSION} --end-of-life-date 2026-01-08",
    ),
    Case(
        "R030",
        "Conflict",
        f"{DEFINED}.identifier",
        IN_DEFINITION,
        DEFINITION.replace("-i i", "-i j").replace("Web", "WEB"),
        f"{DEFINE} -i j -s 2",
    ),
    Case(
        "R031",
        "InvalidParameter",
        f"{DEFINED}.recommended.vCPUs",
        IN_GALLERY,
        f"{DEFINITION} --minimum-cpu-core 4 --maximum-cpu-core 2",
        f"{DEFINITION} --minimum-cpu-core 4 --maximum-cpu-core 4",
    ),
    Case(
        "R032",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.storageAccountType",
        IN_DEFINITION,
        f"{VERSION} --target-regions westus eastus=1 ukwest=standard_zrs",
        f"{VERSION} --target-regions westus eastus=1=standard_zrs",
    ),
    Case(
        "R033",
        "CannotDeleteResource",
        None,
        (*WITH_VERSION, f"{DEFINE} -i empty -s 2"),
        "image-definition delete -g g -r r -i i",
        "image-definition delete -g g -r r -i empty",
    ),
    Case(
        "R034",
        "CannotDeleteResource",
        None,
        (*SOFT_DELETED, f"{DEFINE} -i empty -s 2"),
        "image-definition delete -g g -r r -i i",
        "image-definition delete -g g -r r -i empty",
    ),
    Case(
        "R280",
        "CannotDeleteResource",
        f"{COMPUTE}/galleries/r",
        (*SOFT_DELETED, GALLERY.replace("-r r", "-r quiet")),
        "gallery delete -g g -r r --recursive --yes",
        "gallery delete -g g -r quiet --recursive --yes",
    ),
    Case(
        "R035",
        "InvalidParameter",
        f"{DEFINED}.features",
        IN_GALLERY,
        f"{DEFINITION} --features SecurityType=TrustedLaunch",
        f"{DEFINITION} --features SecurityType=TrustedLaunch --hyper-v-generation V2",
    ),
    # Image versions: number, regions, counts
    Case(
        "R040",
        "InvalidParameter",
        "galleryImageVersionName",
        IN_DEFINITION,
        f"{PUBLISH} --managed-image m -e 1.0",
        f"{PUBLISH} --managed-image m -e 1.0.2147483647",
    ),
    Case("R041", "ParentResourceNotFound", None, IN_DEFINITION, VERSION.replace("-i i", "-i absent"), VERSION),
    Case(
        "R042",
        "InvalidParameter",
        f"{PROFILE}.targetRegions",
        IN_DEFINITION,
        f"{VERSION} --target-regions eastus",
        f"{VERSION} --target-regions eastus 'West US'",
    ),
    Case(
        "R043",
        "InvalidParameter",
        f"{PROFILE}.targetRegions",
        IN_DEFINITION,
        f"{VERSION} --target-regions westus 'West US=2'",
        f"{VERSION} --target-regions westus westus2=2",
    ),
    Case(
        "R044",
        "LocationNotAvailableForResourceType",
        f"{PROFILE}.targetRegions",
        IN_DEFINITION,
        f"{VERSION} --target-regions westus atlantis",
        f"{VERSION} --target-regions westus eastus",
    ),
    Case(
        "R045",
        "InvalidParameter",
        f"{PROFILE}.regionalReplicaCount",
        IN_DEFINITION,
        f"{VERSION} --target-regions westus=11",
        f"{VERSION} --target-regions westus=10",
    ),
    Case(
        "R045",
        "InvalidParameter",
        f"{PROFILE}.replicaCount",
        IN_DEFINITION,
        f"{VERSION} --replica-count 101",
        f"{VERSION} --replica-count 100",
        profile="current",
    ),
    Case(
        "R046",
        "InvalidParameter",
        f"{PROFILE}.storageAccountType",
        WITH_VERSION,
        f"{CHANGE_VERSION} --set publishingProfile.storageAccountType=Tape",
        f"{CHANGE_VERSION} --set publishingProfile.storageAccountType=standard_lrs",
    ),
    Case(
        "R047",
        "InvalidParameter",
        f"{PROFILE}.storageAccountStrategy",
        WITH_VERSION,
        f"{CHANGE_VERSION} --set publishingProfile.storageAccountStrategy=PreferStandard_ZRS",
        f"{CHANGE_VERSION} --set publishingProfile.storageAccountType=Standard_LRS",
    ),
    Case(
        "R048",
        "PropertyChangeNotAllowed",
        f"{PROFILE}.storageAccountType",
        WITH_VERSION,
        f"{CHANGE_VERSION} --set publishingProfile.storageAccountType=Premium_LRS",
        f"{CHANGE_VERSION} --remove publishingProfile.storageAccountType",
    ),
    Case(
        "R048",
        "PropertyChangeNotAllowed",
        f"{PROFILE}.targetRegions.storageAccountType",
        WITH_VERSION,
        f"{CHANGE_VERSION} --target-regions westus=premium_lrs",
        f"{CHANGE_VERSION} --target-regions westus eastus=premium_lrs",
    ),
    Case(
        "R048",
        "PropertyChangeNotAllowed",
        f"{PROFILE}.replicationMode",
        WITH_VERSION,
        f"{CHANGE_VERSION} --set publishingProfile.replicationMode=Shallow",
        f"{CHANGE_VERSION} --set publishingProfile.replicationMode=Full",
    ),
    Case(
        "R049",
        "OperationNotAllowed",
        f"{PROFILE}.targetRegions",
        (*IN_DEFINITION, f"{VERSION} --target-regions westus eastus --allow-replicated-location-deletion false"),
        f"{CHANGE_VERSION} --target-regions westus",
        f"{CHANGE_VERSION} --target-regions westus=2 eastus westus2",
    ),
    # Image versions: sources, disks, encryption
    Case(
        "R051",
        "InvalidParameter",
        STORAGE,
        IN_DEFINITION,
        f"{VERSION} --os-snapshot s",
        f"{PUBLISH} -e 1.0.0 --os-snapshot s",
    ),
    Case(
        "R052",
        "LinkedInvalidPropertyId",
        f"{STORAGE}.source.id",
        IN_DEFINITION,
        f"{PUBLISH} -e 1.0.0 --managed-image /images/m",
        f"{PUBLISH} -e 1.0.0 --managed-image {IMAGE}",
    ),
    Case(
        "R053",
        "InvalidParameter",
        f"{STORAGE}.source.id",
        IN_DEFINITION,
        f"{PUBLISH} -e 1.0.0 --managed-image {DISK}",
        f"{PUBLISH} -e 1.0.0 --managed-image {IMAGE}",
    ),
    Case(
        "R054",
        "InvalidParameter",
        f"{STORAGE}.osDiskImage.source.id",
        IN_DEFINITION,
        f"{PUBLISH} -e 1.0.0 --os-snapshot {IMAGE}",
        f"{PUBLISH} -e 1.0.0 --os-snapshot {DISK}",
    ),
    Case(
        "R055",
        "ResourceNotFound",
        f"{STORAGE}.source.id",
        WITH_VERSION,
        f"{NEXT} --image-version {VERSION_ID} -l eastus",
        f"{NEXT} --image-version {VERSION_ID} -l westus",
    ),
    Case(
        "R055a",
        "ResourceNotFound",
        f"{STORAGE}.source.id",
        WITH_VERSION,
        f"{NEXT} --image-version {VERSION_ID.replace('1.0.0', '9.0.0')}",
        f"{NEXT} --image-version {VERSION_ID}",
    ),
    Case(
        "R056",
        "PropertyChangeNotAllowed",
        f"{STORAGE}.source.id",
        WITH_VERSION,
        f"{CHANGE_VERSION} --set storageProfile.source.id={IMAGE}2",
        f"{CHANGE_VERSION} --set storageProfile.source.id={IMAGE.upper()}",
    ),
    Case(
        "R057",
        "PropertyChangeNotAllowed",
        f"{STORAGE}.dataDiskImages.lun",
        WITH_VERSION,
        f"{CHANGE_VERSION} --add storageProfile.dataDiskImages lun=5",
        f"{CHANGE_VERSION} --set storageProfile.osDiskImage.hostCaching=None",
    ),
    Case(
        "R058",
        "InvalidParameter",
        f"{STORAGE}.dataDiskImages.lun",
        IN_DEFINITION,
        f"{NEXT} --os-snapshot o --data-snapshots a b --data-snapshot-luns 1 1",
        f"{NEXT} --os-snapshot o --data-snapshots a b --data-snapshot-luns 1 0",
    ),
    Case(
        "R059",
        "InvalidParameter",
        f"{STORAGE}.dataDiskImages.source.id",
        IN_DEFINITION,
        f"{NEXT} --os-snapshot o --data-snapshots O",
        f"{NEXT} --os-snapshot o --data-snapshots p",
    ),
    *(
        Case(
            rule,
            "InvalidParameter",
            f"{STORAGE}.source.virtualMachineId",
            (*IN_DEFINITION, f"{ADD_VM} {fault}", ADD_GOOD_VM),
            FROM_VM,
            FROM_GOOD_VM,
        )
        for rule, fault in (
            ("R060", "--os-state specialized"),
            ("R061", "--hyper-v-generation V2"),
            ("R062", "--os-type windows"),
            ("R063", "--ephemeral-os-disk true"),
            ("R064", "--ultra-disks true"),
            ("R065", "--unmanaged-disks true"),
            ("R067", "--plan-name p --plan-publisher q --plan-product r"),
            ("R150", "--architecture arm64"),
        )
    ),
    Case(
        "R055",
        "ResourceNotFound",
        f"{STORAGE}.source.virtualMachineId",
        (*IN_DEFINITION, ADD_VM.replace("westus", "eastus"), ADD_GOOD_VM),
        FROM_VM,
        FROM_GOOD_VM,
    ),
    Case(
        "R055a",
        "ResourceNotFound",
        f"{STORAGE}.source.virtualMachineId",
        ("group create -n g -l westus", *IN_DEFINITION, ADD_GOOD_VM),
        FROM_VM,
        FROM_GOOD_VM,
        strict=True,
    ),
    Case(
        "R066",
        "GallerySourceResourceExceedsMaxSize",
        STORAGE,
        (*IN_DEFINITION, f"{ADD_VM} --os-disk-size-gb 1025", f"{ADD_GOOD_VM} --os-disk-size-gb 1024"),
        FROM_VM,
        FROM_GOOD_VM,
        writes=True,
    ),
    Case(
        "R066",
        "GallerySourceResourceExceedsMaxSize",
        STORAGE,
        (*IN_DEFINITION, f"{ADD_VM} --os-disk-size-gb 2049"),
        FROM_VM,
        f"{FROM_VM} --replication-mode Shallow",
        profile="current",
        writes=True,
    ),
    Case(
        "R056",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.encryption.dataDiskImages.lun",
        (*IN_DEFINITION, f"{FROM_DISKS} {TO_ONE_REGION} {SET}"),
        f"{CHANGE_VERSION} --add {FIRST_REGION}.encryption.dataDiskImages lun=0 diskEncryptionSetId={SET}",
        f"{CHANGE_VERSION} --set publishingProfile.targetRegions[0].regionalReplicaCount=2",
    ),
    Case(
        "R056",
        "PropertyChangeNotAllowed",
        f"{PROFILE}.targetRegions.encryption",
        (*IN_DEFINITION, f"{FROM_DISKS} {TO_ONE_REGION} {SET}"),
        f"{CHANGE_VERSION} --remove {FIRST_REGION}.encryption.osDiskImage.diskEncryptionSetId",
        f"{CHANGE_VERSION} --remove {FIRST_REGION}.encryption",
    ),
    Case(
        "R069.a",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.encryption.diskEncryptionSetId",
        IN_DEFINITION,
        f"{FROM_DISKS} {TO_ONE_REGION} {DISK}",
        f"{FROM_DISKS} {TO_ONE_REGION} {SET}",
    ),
    Case(
        "R069.b",
        "ResourceNotFound",
        f"{PROFILE}.targetRegions.encryption.diskEncryptionSetId",
        ("group create -n g -l westus", *IN_DEFINITION, ADD_GOOD_VM, f"{ADD_SET} -n there -l westus"),
        f"{FROM_GOOD_VM} {TO_ONE_REGION} absent",
        f"{FROM_GOOD_VM} {TO_ONE_REGION} there",
        strict=True,
    ),
    Case(
        "R069.c",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.encryption.diskEncryptionSetId",
        IN_DEFINITION,
        f"{FROM_DISKS} {TO_ONE_REGION} {SET.replace(SUB, OTHER_SUB)}",
        f"{FROM_DISKS} {TO_ONE_REGION} {SET}",
    ),
    Case(
        "R069.c",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.encryption.diskEncryptionSetId",
        (*IN_DEFINITION, f"{ADD_SET} -n east -l eastus", f"{ADD_SET} -n west -l westus"),
        f"{FROM_DISKS} {TO_ONE_REGION} east",
        f"{FROM_DISKS} {TO_ONE_REGION} west",
    ),
    Case(
        "R069.d",
        "InvalidParameter",
        f"{STORAGE}.source.virtualMachineId",
        (
            *IN_DEFINITION,
            f"{ADD_VM} --disk-encryption-set d --subscription {OTHER_SUB}",
            f"{ADD_VM} --disk-encryption-set d",
        ),
        FROM_VM.replace(SUB, OTHER_SUB),
        FROM_VM,
    ),
    Case(
        "R069.e",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.encryption.osDiskImage.diskEncryptionSetId",
        IN_DEFINITION,
        f"{FROM_DISKS} {TO_TWO_REGIONS} d,0,d null,0,d",
        f"{FROM_DISKS} {TO_TWO_REGIONS} d,0,d d,0,d",
    ),
    Case(
        "R069.f",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.encryption.dataDiskImages.diskEncryptionSetId",
        IN_DEFINITION,
        f"{FROM_DISKS} {TO_TWO_REGIONS} d,0,d d",
        f"{FROM_DISKS} {TO_TWO_REGIONS} d d",
    ),
    Case(
        "R069.g",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.encryption.dataDiskImages.lun",
        IN_DEFINITION,
        f"{FROM_DISKS} {TO_ONE_REGION} d,1,d",
        f"{FROM_DISKS} {TO_ONE_REGION} d,0,d",
    ),
    Case(
        "R069.h",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.encryption.dataDiskImages.lun",
        IN_DEFINITION,
        f"{FROM_DISKS} {TO_ONE_REGION} d,0,d,0,e",
        f"{FROM_DISKS} {TO_ONE_REGION} d,0,d",
    ),
    Case(
        "R069.i",
        "InvalidParameter",
        f"{PROFILE}.targetRegions.encryption",
        WITH_VERSION,
        f"{NEXT} --image-version {VERSION_ID} {TO_ONE_REGION} d",
        f"{NEXT} --managed-image m {TO_ONE_REGION} d",
    ),
    Case(
        "R069a",
        "OperationNotAllowed",
        f"{PROFILE}.targetRegions.encryption",
        (GROUPS_GALLERY, DEFINITION),
        f"{VERSION} {TO_ONE_REGION} d",
        VERSION,
    ),
    # Deletion, safety and soft delete
    Case(
        "R091",
        "DeleteGalleryImageVersionBlockedBeforeEndOfLife",
        "galleryImageVersion.properties.safetyProfile.blockDeletionBeforeEndOfLife",
        (
            *IN_DEFINITION,
            f"{VERSION} --end-of-life-date 2026-01-08 --block-deletion-before-end-of-life true",
            f"{NEXT} --managed-image m --end-of-life-date 2026-01-08",
        ),
        f"{DELETE_VERSION} -e 1.0.0",
        f"{DELETE_VERSION} -e 2.0.0",
    ),
    Case(
        "R092",
        "InvalidParameter",
        "gallery.properties.softDeletePolicy",
        IN_GALLERY,
        "update -g g -r r --soft-delete true --soft-delete-retention 30",
        "update -g g -r r --soft-delete true --soft-delete-retention 7",
    ),
    Case(
        "R092",
        "InvalidParameter",
        "gallery.properties.softDeletePolicy.gracePeriodInDays",
        IN_GALLERY,
        "update -g g -r r --soft-delete-grace -1",
        "update -g g -r r --soft-delete-grace 0",
        profile="current",
    ),
    Case(
        "R093",
        "ResourceNotFound",
        None,
        SOFT_DELETED,
        "image-version undelete -g g -r r -i i -e 2.0.0",
        "image-version undelete -g g -r r -i i -e 1.0.0",
    ),
    Case(
        "R093",
        "OperationNotAllowed",
        "gallery.properties.softDeletePolicy.isSoftDeleteEnabled",
        (*SOFT_DELETED, "create -g g -r hard -l westus"),
        "image-version undelete -g g -r hard -i i -e 1.0.0",
        "image-version undelete -g g -r r -i i -e 1.0.0",
    ),
    Case("R095", "OperationNotAllowed", "galleryImageVersionName", SOFT_DELETED, VERSION, f"{NEXT} --managed-image m"),
    Case(
        "R096",
        "OperationNotAllowed",
        "gallery.properties.softDeletePolicy.isSoftDeleteEnabled",
        (GALLERY, f"{DEFINITION} -l eastus", GALLERY.replace("-r r", "-r one"), DEFINITION.replace("-r r", "-r one")),
        "update -g g -r r --soft-delete true",
        "update -g g -r one --soft-delete true",
    ),
    Case(
        "R096",
        "OperationNotAllowed",
        "galleryImageVersion.properties.provisioningState",
        (SOFT_GALLERY, DEFINITION, f"{ADD_VM} --os-disk-size-gb 1025", f"{FROM_VM} --no-wait"),
        f"{DELETE_VERSION} -e 1.0.0",
        f"{DELETE_VERSION} -e 1.0.0 --bypass-soft-delete true",
    ),
    # What is not offered
    Case(
        "R100",
        "ResourceMoveNotSupported",
        f"/subscriptions/{SUB}/resourceGroups/other",
        IN_GALLERY,
        f"resource move --ids {COMPUTE}/galleries/r --destination-group other",
        "create -g other -r copy -l westus",
    ),
    Case(
        "R100",
        "ResourceMoveNotSupported",
        "gallery.id",
        IN_GALLERY,
        f"update -g g -r r --set id={COMPUTE}/galleries/other",
        f"update -g g -r r --set id={COMPUTE}/galleries/R",
    ),
    Case(
        "R353",
        "InvalidParameter",
        "galleryImage.name",
        IN_DEFINITION,
        f"{CHANGE_DEFINITION} --set name=j",
        f"{CHANGE_DEFINITION} --set name=I",
    ),
    Case(
        "R101",
        "LocationNotAvailableForResourceType",
        f"{PROFILE}.targetRegions",
        IN_DEFINITION,
        f"{VERSION} --target-regions westus chinaeast2",
        f"{VERSION} --target-regions westus eastasia",
    ),
    # More refusals
    Case(
        "R110",
        "InvalidParameter",
        f"{PROFILE}.replicaCount",
        WITH_VERSION,
        f"{CHANGE_VERSION} --set publishingProfile.replicaCount=many",
        f"{CHANGE_VERSION} --set publishingProfile.replicaCount=3",
    ),
    Case(
        "R111",
        "InvalidParameter",
        "resourceGroupName",
        (),
        "group create -n 'my group' -l westus",
        "group create -n '(my-group)' -l westus",
    ),
    Case(
        "R470",
        "InvalidParameter",
        "gallery.identity.type",
        (GALLERY,),
        "update -g g -r r --set identity.type=Everyone",
        "update -g g -r r --set identity.type=systemassigned",
    ),
    Case(
        "R471",
        "LinkedInvalidPropertyId",
        "gallery.identity.userAssignedIdentities",
        (),
        f"{GALLERY} --user-assigned {COMPUTE}/virtualMachines/vm",
        f"{GALLERY} --user-assigned {MANAGED}/images",
    ),
    Case(
        "R112",
        "InvalidParameter",
        "tags",
        (),
        f"{GALLERY} --tags {' '.join(f't{n}=1' for n in range(51))}",
        f"{GALLERY} --tags {' '.join(f't{n}=1' for n in range(50))}",
    ),
    Case(
        "R113",
        "SubscriptionNotFound",
        None,
        ("account add --name work",),
        "list --subscription play",
        "list --subscription WORK",
    ),
    Case(
        "R114",
        "InvalidParameter",
        "subscriptionId",
        (),
        "account add --name work --id 5",
        f"account add --name work --id {OTHER_SUB}",
    ),
    Case(
        "R115",
        "Conflict",
        "subscriptionId",
        ("account add --name work",),
        "account add --name WORK",
        "account add --name play",
    ),
    Case(
        "R116",
        "InvalidParameter",
        "gallery.properties.sharingProfile.groups",
        (GROUPS_GALLERY,),
        f"{SHARE} --tenant-ids {' '.join(f'{n:08}-0000-0000-0000-000000000000' for n in range(6))}",
        f"{SHARE} --tenant-ids {' '.join(f'{n:08}-0000-0000-0000-000000000000' for n in range(5))}",
    ),
    Case(
        "R117",
        "InvalidParameter",
        "gallery.properties.sharingProfile.groups",
        (GROUPS_GALLERY,),
        f"{SHARE} --subscription-ids contoso",
        f"{SHARE} --subscription-ids {OTHER_SUB}",
    ),
    Case(
        "R118",
        "OperationNotAllowed",
        "gallery.properties.sharingProfile.permissions",
        (GALLERY, GROUPS_GALLERY.replace("-r r", "-r direct")),
        f"{SHARE} --subscription-ids {OTHER_SUB}",
        f"share add -g g -r direct --subscription-ids {OTHER_SUB}",
    ),
    Case(
        "R119",
        "OperationNotAllowed",
        "gallery.properties.sharingProfile.permissions",
        (GALLERY, COMMUNITY_GALLERY.replace("-r r", "-r public")),
        "share enable-community -g g -r r",
        "share enable-community -g g -r public",
    ),
    Case(
        "R350",
        "InvalidParameter",
        "location",
        (GROUPS_GALLERY, f"{DEFINITION} -l eastus"),
        f"{VERSION} -l eastus",
        f"{VERSION} -l westus --target-regions westus eastus",
    ),
    Case(
        "R351",
        "InvalidParameter",
        "location",
        (COMMUNITY_GALLERY,),
        f"{DEFINITION} -l eastus",
        f"{DEFINITION} -l westus",
    ),
    Case(
        "R351",
        "InvalidParameter",
        "location",
        (COMMUNITY_GALLERY, DEFINITION),
        f"{VERSION} -l eastus",
        f"{VERSION} -l westus",
    ),
    Case(
        "R352",
        "OperationNotAllowed",
        None,
        (
            GROUPS_GALLERY,
            f"{SHARE} --subscription-ids {OTHER_SUB}",
            GROUPS_GALLERY.replace("-r r", "-r quiet"),
            f"share add -g g -r quiet --subscription-ids {OTHER_SUB}",
            "share reset -g g -r quiet",
        ),
        "delete -g g -r r",
        "delete -g g -r quiet",
    ),
    Case(
        "R354",
        "InvalidParameter",
        "imageReference",
        (GROUPS_GALLERY, DEFINITION, VERSION, f"{SHARE} --subscription-ids {OTHER_SUB}"),
        f"image-version check-deploy -l westus --subscription {OTHER_SUB} --ids /SharedGalleries/{SUB}-R/Images",
        f"image-version check-deploy -l westus --subscription {OTHER_SUB} --ids /SharedGalleries/{SUB}-R/Images/i",
    ),
    Case("R120", "InvalidParameter", "--max-items", (), "list --max-items 0", "list --max-items 1"),
    Case("R120", "InvalidParameter", "--next-token", (), "list --next-token nonsense", "list"),
    Case("R121", "InvalidParameter", "key", (), "config get core.outputs", "config get core.output"),
    Case(
        "R122",
        "NotFound",
        "galleryImage.name",
        (GROUPS_GALLERY, f"{SHARE} --subscription-ids {OTHER_SUB}"),
        f"show-shared -l eastus --gallery-unique-name {SUB}-R --subscription {OTHER_SUB}",
        f"show-shared -l westus --gallery-unique-name {SUB}-R --subscription {OTHER_SUB}",
    ),
    Case("R123", "OperationNotAllowed", "provisioningState", (), _waits_for("Failed"), _waits_for("Succeeded")),
    Case("R137", "InvalidParameter", None, (), "list --store https://store.example", "list --store memory:other"),
    Case("R138", "NotFound", None, (), "explain R999", "explain R042"),
    Case(
        "R151",
        "InvalidParameter",
        "ultraDisks",
        (),
        "source add -g g --type image -n i -l westus --ultra-disks true",
        f"{ADD_VM} --ultra-disks true",
    ),
    Case(
        "R152",
        "InvalidParameter",
        "fromJson",
        (_writes("bad.json", "[]"), _writes("good.json", f'{{"id": "{DISK}", "name": "d", "location": "westus"}}')),
        "source add --from-json bad.json",
        "source add --from-json good.json",
    ),
    Case("R153", "InvalidParameter", "vhdFile", (), _takes_disk(2**30, form="VHDX"), _takes_disk(2**30)),
    Case("R154", "InvalidParameter", "vhdFile", (), _takes_disk(1025 * 2**30), _takes_disk(1024 * 2**30)),
    # Numbers, prices, plans
    Case("R250", "InvalidParameter", "match", WITH_VERSION, f"{LATEST} --match 1.x.y", f"{LATEST} --match 1.x"),
    Case("R250", "InvalidParameter", "match", WITH_VERSION, f"{LATEST} --match '>1 <1.2'", f"{LATEST} --match '>0 <2'"),
    Case("R250", "InvalidParameter", "major", WITH_VERSION, f"{LATEST} --major -1", f"{LATEST} --major 1"),
    Case("R251", "GalleryImageNotFound", "match", WITH_VERSION, f"{LATEST} --match ~1.1", f"{LATEST} --match ~1.0"),
    Case("R252", "InvalidParameter", "bump", WITH_VERSION, f"{COUNT} --bump date --major 1", f"{COUNT} --bump date"),
    Case("R252", "InvalidParameter", "bump", WITH_VERSION, f"{COUNT} --bump from-source", f"{COUNT} --bump patch"),
    Case(
        "R252",
        "InvalidParameter",
        "dateFormat",
        WITH_VERSION,
        f"{COUNT} --bump date --date-format WW",
        f"{COUNT} --bump date --date-format DD",
    ),
    Case(
        "R252",
        "InvalidParameter",
        "source",
        WITH_VERSION,
        f"{COUNT} --bump from-source --source {IMAGE}",
        f"{COUNT} --bump major",
    ),
    Case("R252", "InvalidParameter", "reserve", WITH_VERSION, f"{COUNT} --reserve 0", f"{COUNT} --reserve 1s"),
    Case(
        "R253",
        "InvalidParameter",
        "dateFormat",
        WITH_VERSION,
        f"{COUNT} --bump date --date-format YYYYMMDDHHmm",
        f"{COUNT} --bump date --date-format YYYYMMDD.HHmm",
    ),
    Case(
        "R255",
        "Conflict",
        "source",
        WITH_VERSION,
        f"{COUNT} --bump from-source --source {VERSION_ID}",
        COUNT,
    ),
    Case(
        "R255",
        "Conflict",
        "dateFormat",
        (*IN_DEFINITION, f"{PUBLISH} -e 2026.1.7 --managed-image m"),
        f"{COUNT} --bump date --date-format YYYY.MM.DD",
        f"{COUNT} --bump date --date-format YYYY.MMDD",
    ),
    Case("R256", "InvalidParameter", "sizeGb", (), "cost estimate --size-gb 0", "cost estimate --size-gb 0.5"),
    Case(
        "R257",
        "InvalidParameter",
        "date",
        (
            _writes("bad.json", '{"currency": "EUR"}'),
            _writes("good.json", '{"date": "2026-01-01", "currency": "EUR"}'),
        ),
        "cost estimate --prices bad.json",
        "cost estimate --prices good.json",
    ),
    Case("R258", "InvalidParameter", "vms", (), "replica plan --vms westus=0", "replica plan --vms westus=1"),
    Case("R258", "InvalidParameter", "vms", (), "replica plan", "replica plan --vmss westus=1"),
    Case(
        "R259",
        "InvalidParameter",
        "instances",
        (),
        "replica plan --vmss westus=1 --instances 1001",
        "replica plan --vmss westus=1 --instances 1000",
    ),
    Case(
        "R262",
        "InvalidParameter",
        "fromPacker",
        (*IN_DEFINITION, _writes("bad.json", '{"builders": []}'), _writes("good.json", PACKER)),
        "image-version check --from-packer bad.json",
        "image-version check --from-packer good.json",
    ),
    Case(
        "R155",
        "InvalidParameter",
        "simulation.replication",
        (),
        "config set simulation.replication=8",
        "config set simulation.replication=8m",
    ),
    Case(
        "R156",
        "InvalidParameter",
        "simulation.replication",
        (),
        "config set simulation.replication=polls",
        "config set simulation.replication=polls:3",
    ),
    Case(
        "R157",
        "ReplicationJobsFailed",
        "galleryImageVersion.properties.publishingProfile.targetRegions",
        (GALLERY, DEFINITION, "fault add --kind replication-failed --region eastus"),
        f"{VERSION} --target-regions westus eastus",
        f"{VERSION} --target-regions westus westus2",
        writes=True,
    ),
    Case(
        "R158",
        "InvalidParameter",
        "now",
        (),
        "clock set 2030-01-01",
        _sets_clock(datetime(2030, 1, 1, tzinfo=UTC)),
    ),
    Case(
        "R158",
        "InvalidParameter",
        "clock",
        (),
        _sets_clock(datetime(9000, 1, 1, tzinfo=UTC)),
        _sets_clock(datetime(8999, 12, 31, tzinfo=UTC)),
    ),
    Case(
        "R160",
        "InvalidParameter",
        "verb",
        (),
        "fault add --kind throttled --verb 'image-vesion *'",
        "fault add --kind throttled --verb 'image-version *'",
    ),
    Case(
        "R160",
        "InvalidParameter",
        "verb",
        (),
        "fault add --kind stuck --verb 'image-version show'",
        "fault add --kind stuck --verb 'image-version update'",
    ),
    Case(
        "R160",
        "InvalidParameter",
        "resource",
        (),
        "fault add --kind stuck --resource /",
        "fault add --kind stuck --resource /subscriptions/*",
    ),
    Case(
        "R161",
        "InvalidParameter",
        "progress",
        (),
        "fault add --kind throttled --progress 10",
        "fault add --kind stuck --progress 10",
    ),
    Case(
        "R161",
        "InvalidParameter",
        "seed",
        (),
        "fault add --kind conflict --seed 42",
        "fault add --kind conflict --seed 42 --probability 0.5",
    ),
    Case(
        "R162",
        "InvalidParameter",
        "times",
        (),
        "fault add --kind conflict --times 0",
        "fault add --kind conflict --times 1",
    ),
    Case(
        "R162",
        "InvalidParameter",
        "probability",
        (),
        "fault add --kind conflict --probability 1.01",
        "fault add --kind conflict --probability 1",
    ),
    Case(
        "R162",
        "InvalidParameter",
        "progress",
        (),
        "fault add --kind stuck --progress 100",
        "fault add --kind stuck --progress 99",
    ),
    Case(
        "R162",
        "InvalidParameter",
        "seconds",
        (),
        "fault add --kind nested-lag --seconds 0",
        "fault add --kind nested-lag --seconds 1s",
    ),
    Case("R163", "ResourceNotFound", "number", (_sets("conflict"),), "fault remove 2", "fault remove 1"),
    Case("R164", "TooManyRequests", None, (GALLERY, _sets("throttled")), "show -g g -r r", "list -g g", writes=True),
    Case("R165", "Conflict", None, (GALLERY, _sets("conflict")), "show -g g -r r", "list -g g", writes=True),
    Case(
        "R166",
        "InternalServerError",
        None,
        (GALLERY, _sets("internal-error")),
        "show -g g -r r",
        "list -g g",
        writes=True,
    ),
    Case(
        "R167",
        "AuthorizationFailed",
        None,
        (GALLERY, _sets("not-authorized")),
        "show -g g -r r",
        "list -g g",
        writes=True,
    ),
    # The control plane
    Case(
        "R430",
        "InvalidFilterInQueryString",
        "$filter",
        (),
        _filters("tagName eq 'env' or tagName eq 'team'"),
        _filters("tagName eq 'env' and tagValue eq 'test'"),
    ),
    Case(
        "R431",
        "InvalidQuery",
        "query",
        (),
        _queries("communitygalleryresources | summarize count() by location"),
        _queries("communitygalleryresources | where location == 'westus'"),
    ),
)

_PRUNE = "image-version prune -g g -r r -i i"
_USED_BY = "consumer add -g g --vm v"
_REVOKE = "image-version revoke -g g -r r -i i --reason leaked"
_CHANNEL = "-g g -r r -i i -n stable"

RETIREMENT = (
    Case(
        "R200",
        "OperationNotAllowed",
        "galleryImageVersion",
        (*WITH_VERSION, f"{_USED_BY} -r r -i i -e 1.0.0"),
        f"{DELETE_VERSION} -e 1.0.0",
        f"{DELETE_VERSION} -e 1.0.0 --force",
    ),
    Case(
        "R200",
        "OperationNotAllowed",
        "galleryImageVersion",
        (*WITH_VERSION, f"{NEXT} --managed-image m", f"{_USED_BY} -r r -i i -l westus"),
        f"{DELETE_VERSION} -e 2.0.0",
        f"{DELETE_VERSION} -e 1.0.0",
    ),
    Case("R201", "InvalidParameter", "keep", WITH_VERSION, _PRUNE, f"{_PRUNE} --keep 0"),
    Case("R201", "InvalidParameter", "keep", WITH_VERSION, f"{_PRUNE} --keep -1", f"{_PRUNE} --older-than 90d"),
    Case(
        "R201",
        "InvalidParameter",
        "olderThan",
        WITH_VERSION,
        f"{_PRUNE} --older-than 90days",
        f"{_PRUNE} --older-than 2025-12-31",
    ),
    Case(
        "R201",
        "InvalidParameter",
        "protect",
        WITH_VERSION,
        f"{_PRUNE} --keep 1 --protect tag:",
        f"{_PRUNE} --keep 1 --protect tag:a,latest in-use eol tag:a=b",
    ),
    Case(
        "R202",
        "Conflict",
        "plan",
        (
            *WITH_VERSION,
            f"{NEXT} --managed-image m",
            f"{_PRUNE} --keep 1 --plan before",
            f"{CHANGE_VERSION} --set tags.kept=yes",
            f"{_PRUNE} --keep 1 --plan after",
        ),
        "image-version prune --apply before",
        "image-version prune --apply after",
    ),
    Case(
        "R203",
        "InvalidParameter",
        "plan",
        (*WITH_VERSION, f"{_PRUNE} --keep 1 --plan whole", _writes("half", "{")),
        "image-version prune --apply half",
        "image-version prune --apply whole",
    ),
    Case(
        "R204",
        "InvalidParameter",
        "imageReference.id",
        WITH_VERSION,
        f"{_USED_BY} --image {IMAGE}",
        f"{_USED_BY} --image {VERSION_ID}",
    ),
    Case(
        "R204", "InvalidParameter", "location", WITH_VERSION, f"{_USED_BY} -r r -i i", f"{_USED_BY} -r r -i i -l westus"
    ),
    Case(
        "R204",
        "InvalidParameter",
        "sku.capacity",
        WITH_VERSION,
        f"consumer add -g g --vmss s --instances -1 --image {VERSION_ID}",
        f"consumer add -g g --vmss s --instances 0 --image {VERSION_ID}",
    ),
    Case(
        "R204",
        "InvalidParameter",
        "resourceId",
        WITH_VERSION,
        f"consumer add --vm {DISK} --image {VERSION_ID}",
        f"consumer add --vm {VM} --image {VERSION_ID}",
    ),
    Case(
        "R205",
        "InvalidParameter",
        "file",
        (_writes("half", "[{"), _writes("whole", "[]")),
        "consumer import half",
        "consumer import whole",
    ),
    Case(
        "R206",
        "OperationNotAllowed",
        "galleryImageVersion",
        (*WITH_VERSION, f"{_REVOKE} -e 1.0.0"),
        f"channel set {_CHANNEL} -e 1.0.0",
        f"channel set {_CHANNEL} -e 1.0.0 --force",
    ),
    Case(
        "R206",
        "OperationNotAllowed",
        "galleryImageVersion",
        (*WITH_VERSION, f"{NEXT} --managed-image m", f"{_REVOKE} -e 1.0.0", "create -g g -r s -l westus"),
        "image-version promote -g g --from r --to s -i i -e 1.0.0 --create-definition",
        "image-version promote -g g --from r --to s -i i -e 2.0.0 --create-definition",
    ),
    Case(
        "R207",
        "OperationNotAllowed",
        "galleryImageVersion",
        (*WITH_VERSION, f"{NEXT} --managed-image m", f"{_REVOKE} -e 2.0.0"),
        "image-version restore -g g -r r -i i -e 1.0.0",
        "image-version restore -g g -r r -i i -e 2.0.0",
    ),
    Case(
        "R208",
        "InvalidParameter",
        "reason",
        WITH_VERSION,
        "image-version revoke -g g -r r -i i -e 1.0.0 --reason ' '",
        f"{_REVOKE} -e 1.0.0",
    ),
    Case(
        "R209",
        "InvalidParameter",
        "channel",
        WITH_VERSION,
        "channel set -g g -r r -i i -n -stable -e 1.0.0",
        f"channel set {_CHANNEL} -e 1.0.0",
    ),
    Case(
        "R210",
        "OperationNotAllowed",
        "galleryImageVersion",
        (
            *WITH_VERSION,
            "source add -g g --type snapshot -n big -l westus --size-gb 2000",
            f"{NEXT} --os-snapshot big --no-wait",
        ),
        f"channel set {_CHANNEL} -e 2.0.0",
        f"channel set {_CHANNEL} -e 1.0.0",
    ),
    Case(
        "R211",
        "NotFound",
        "channel",
        (*WITH_VERSION, f"channel set {_CHANNEL} -e 1.0.0"),
        "channel show -g g -r r -i i -n canary",
        "channel show -g g -r r -i i -n STABLE",
    ),
    Case(
        "R212",
        "OperationNotAllowed",
        "channel",
        (*WITH_VERSION, f"channel set {_CHANNEL} -e 1.0.0"),
        f"channel rollback {_CHANNEL}",
        f"channel remove {_CHANNEL}",
    ),
    Case(
        "R214",
        "NotFound",
        "resourceId",
        (*WITH_VERSION, f"{_USED_BY} --image {VERSION_ID}"),
        "consumer show -g g --vm w",
        "consumer show -g g --vm V",
    ),
)
APPLICATION = "gallery-application create -g g -r r -n app --os-type linux"
OF_APPLICATION = "gallery-application version {} -g g -r r --application-name app -n 1.0.0"
PACKAGE = "--package-file-link https://c.blob.core.windows.net/packages/app.zip"
COMMANDS = "--install-command ./install --remove-command ./remove"
APPLICATION_VERSION = f"{OF_APPLICATION.format('create')} {PACKAGE} {COMMANDS}"
CHANGE_APPLICATION = "gallery-application update -g g -r r -n app"
CHANGE_APPLICATION_VERSION = f"{OF_APPLICATION.format('update')} {PACKAGE}"
APPLICATION_PROFILE = "galleryApplicationVersion.properties.publishingProfile"
WITH_APPLICATION = (GALLERY, APPLICATION)
WITH_APPLICATION_VERSION = (*WITH_APPLICATION, APPLICATION_VERSION)
APPLICATIONS = (
    Case(
        "R022",
        "ParentResourceNotFound",
        None,
        (),
        APPLICATION.replace("--os", "-l westus --os"),
        GALLERY,
    ),
    Case(
        "R040",
        "InvalidParameter",
        "galleryApplicationVersionName",
        WITH_APPLICATION,
        APPLICATION_VERSION.replace("1.0.0", "1.0"),
        APPLICATION_VERSION,
    ),
    Case("R041", "ParentResourceNotFound", None, IN_GALLERY, f"{APPLICATION_VERSION} -l westus", APPLICATION),
    Case(
        "R042",
        "InvalidParameter",
        f"{APPLICATION_PROFILE}.targetRegions",
        WITH_APPLICATION,
        f"{APPLICATION_VERSION} --target-regions [{{name:eastus}}]",
        f"{APPLICATION_VERSION} --target-regions [{{name:eastus}},{{name:westus}}]",
    ),
    Case(
        "R049",
        "OperationNotAllowed",
        f"{APPLICATION_PROFILE}.targetRegions",
        (
            *WITH_APPLICATION,
            f"{APPLICATION_VERSION} --target-regions [{{name:eastus}},{{name:westus}}]",
            f"{CHANGE_APPLICATION_VERSION} --set safetyProfile.allowDeletionOfReplicatedLocations=false",
        ),
        f"{CHANGE_APPLICATION_VERSION} --target-regions [{{name:westus}}]",
        f"{CHANGE_APPLICATION_VERSION} --target-regions [{{name:westus}}] "
        "--set safetyProfile.allowDeletionOfReplicatedLocations=true",
    ),
    Case(
        "R104",
        "InvalidParameter",
        f"{APPLICATION_PROFILE}.regionalReplicaCount",
        WITH_APPLICATION,
        f"{APPLICATION_VERSION} --target-regions [{{name:westus,regional-replica-count:4}}]",
        f"{APPLICATION_VERSION} --target-regions [{{name:westus,regional-replica-count:3}}]",
        profile="current",
    ),
    Case(
        "R104",
        "InvalidParameter",
        f"{APPLICATION_PROFILE}.replicaCount",
        WITH_APPLICATION_VERSION,
        f"{CHANGE_APPLICATION_VERSION} --set publishingProfile.replicaCount=0",
        f"{CHANGE_APPLICATION_VERSION} --set publishingProfile.replicaCount=3",
    ),
    Case(
        "R104",
        "PropertyChangeNotAllowed",
        f"{APPLICATION_PROFILE}.manageActions.install",
        WITH_APPLICATION_VERSION,
        APPLICATION_VERSION.replace("./install", "./other"),
        APPLICATION_VERSION,
    ),
    Case(
        "R104",
        "PropertyChangeNotAllowed",
        f"{APPLICATION_PROFILE}.settings.packageFileName",
        WITH_APPLICATION_VERSION,
        f"{CHANGE_APPLICATION_VERSION} --set publishingProfile.settings.packageFileName=a.zip",
        f"{CHANGE_APPLICATION_VERSION} --set publishingProfile.enableHealthCheck=true",
    ),
    Case(
        "R104",
        "InvalidParameter",
        f"{APPLICATION_PROFILE}.targetRegions.encryption",
        WITH_APPLICATION,
        f"{APPLICATION_VERSION} --target-regions "
        f"[{{name:westus,encryption:{{os-disk-image:{{disk-encryption-set-id:{SET}}}}}}}]",
        f"{APPLICATION_VERSION} --target-regions [{{name:westus}}]",
    ),
    Case(
        "R353",
        "InvalidParameter",
        "galleryApplication.name",
        WITH_APPLICATION,
        f"{CHANGE_APPLICATION} --set name=other",
        f"{CHANGE_APPLICATION} --set name=APP",
    ),
    Case(
        "R450",
        "InvalidParameter",
        "galleryApplication.name",
        IN_GALLERY,
        APPLICATION.replace("-n app", "-n 'a p'"),
        APPLICATION.replace("-n app", "-n a-p"),
    ),
    Case(
        "R451",
        "CannotDeleteResource",
        None,
        WITH_APPLICATION_VERSION,
        "gallery-application delete -g g -r r -n app -y",
        f"{OF_APPLICATION.format('delete')} -y",
    ),
    Case(
        "R452",
        "PropertyChangeNotAllowed",
        "galleryApplication.properties.supportedOSType",
        WITH_APPLICATION,
        APPLICATION.replace("linux", "windows"),
        APPLICATION,
    ),
    Case(
        "R453",
        "InvalidParameter",
        f"{APPLICATION_PROFILE}.source.mediaLink",
        WITH_APPLICATION,
        APPLICATION_VERSION.replace("https://c.blob.core.windows.net/packages/app.zip", "packages/app.zip"),
        APPLICATION_VERSION,
    ),
    Case(
        "R453",
        "InvalidParameter",
        f"{APPLICATION_PROFILE}.source.defaultConfigurationLink",
        WITH_APPLICATION,
        f"{APPLICATION_VERSION} --default-file-link https://c.blob.core.windows.net",
        f"{APPLICATION_VERSION} --default-file-link https://c.blob.core.windows.net/packages/app.cfg?sig=x",
    ),
    Case(
        "R454",
        "InvalidParameter",
        f"{APPLICATION_PROFILE}.manageActions.remove",
        WITH_APPLICATION,
        APPLICATION_VERSION.replace("./remove", "''"),
        APPLICATION_VERSION,
    ),
    Case(
        "R454",
        "InvalidParameter",
        f"{APPLICATION_PROFILE}.settings.configFileName",
        WITH_APPLICATION,
        f"{APPLICATION_VERSION} --config-file-name {'c' * 4097}",
        f"{APPLICATION_VERSION} --config-file-name {'c' * 4096}",
    ),
    Case(
        "R456",
        "InvalidParameter",
        "galleryApplication.properties.customActions",
        WITH_APPLICATION,
        f"{CHANGE_APPLICATION} --add customActions name=restart",
        f"{CHANGE_APPLICATION} --add customActions name=restart script=./restart",
    ),
)
ACCESS_PROFILE = (
    "in-vm-access-control-profile create -g g --gallery-name r -n p --os-type linux --applicable-host-endpoint imds"
)
OF_ACCESS_PROFILE = (
    "in-vm-access-control-profile-version {} -g g --gallery-name r --profile-name p --version-name 1.0.0"
)
ACCESS_VERSION = f"{OF_ACCESS_PROFILE.format('create')} --mode audit --default-access allow"
CHANGE_ACCESS_PROFILE = "in-vm-access-control-profile update -g g --gallery-name r -n p"
CHANGE_ACCESS_VERSION = OF_ACCESS_PROFILE.format("update")
ACCESS_PROPERTIES = "galleryInVMAccessControlProfileVersion.properties"
WITH_ACCESS_PROFILE = (GALLERY, ACCESS_PROFILE)
WITH_ACCESS_VERSION = (*WITH_ACCESS_PROFILE, ACCESS_VERSION)
TOKENS = "'privileges=[{name:tokens,path:/token}]'"
ACCESS = (
    Case("R022", "ParentResourceNotFound", None, (), f"{ACCESS_PROFILE} -l westus", GALLERY),
    Case(
        "R040",
        "InvalidParameter",
        "galleryInVMAccessControlProfileVersionName",
        WITH_ACCESS_PROFILE,
        ACCESS_VERSION.replace("1.0.0", "1.0"),
        ACCESS_VERSION,
    ),
    Case("R041", "ParentResourceNotFound", None, IN_GALLERY, f"{ACCESS_VERSION} -l westus", ACCESS_PROFILE),
    Case(
        "R043",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.targetLocations",
        WITH_ACCESS_PROFILE,
        f"{ACCESS_VERSION} --target-regions westus 'West US'",
        f"{ACCESS_VERSION} --target-regions westus 'West US 2'",
    ),
    Case(
        "R044",
        "LocationNotAvailableForResourceType",
        f"{ACCESS_PROPERTIES}.targetLocations",
        WITH_ACCESS_PROFILE,
        f"{ACCESS_VERSION} --target-regions westus nowhere",
        f"{ACCESS_VERSION} --target-regions [westus,eastus]",
    ),
    Case(
        "R045",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.targetLocations.regionalReplicaCount",
        WITH_ACCESS_VERSION,
        f"{CHANGE_ACCESS_VERSION} --set targetLocations[0].regionalReplicaCount=11",
        f"{CHANGE_ACCESS_VERSION} --set targetLocations[0].regionalReplicaCount=10",
    ),
    Case(
        "R032",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.targetLocations.storageAccountType",
        WITH_ACCESS_VERSION,
        f"{CHANGE_ACCESS_VERSION} --set targetLocations[0].storageAccountType=Standard_ZRS",
        f"{CHANGE_ACCESS_VERSION} --set targetLocations[0].storageAccountType=Standard_LRS",
    ),
    Case(
        "R353",
        "InvalidParameter",
        "galleryInVMAccessControlProfile.name",
        WITH_ACCESS_PROFILE,
        f"{CHANGE_ACCESS_PROFILE} --set name=other",
        f"{CHANGE_ACCESS_PROFILE} --set name=P",
    ),
    Case(
        "R353",
        "InvalidParameter",
        "galleryInVMAccessControlProfileVersion.name",
        WITH_ACCESS_VERSION,
        f"{CHANGE_ACCESS_VERSION} --set name=2.0.0",
        f"{CHANGE_ACCESS_VERSION} --set name=1.0.0",
    ),
    Case(
        "R480",
        "InvalidParameter",
        "galleryInVMAccessControlProfile.name",
        IN_GALLERY,
        ACCESS_PROFILE.replace("-n p", "-n p--q"),
        ACCESS_PROFILE.replace("-n p", "-n p-q"),
    ),
    Case(
        "R480",
        "InvalidParameter",
        "galleryInVMAccessControlProfile.name",
        IN_GALLERY,
        ACCESS_PROFILE.replace("-n p", f"-n {'p' * 81}"),
        ACCESS_PROFILE.replace("-n p", f"-n {'p' * 80}"),
    ),
    Case(
        "R481",
        "CannotDeleteResource",
        None,
        WITH_ACCESS_VERSION,
        "in-vm-access-control-profile delete -g g --gallery-name r -n p -y",
        f"{OF_ACCESS_PROFILE.format('delete')} -y",
    ),
    Case(
        "R482",
        "PropertyChangeNotAllowed",
        "galleryInVMAccessControlProfile.properties.osType",
        WITH_ACCESS_PROFILE,
        ACCESS_PROFILE.replace("linux", "windows"),
        ACCESS_PROFILE,
    ),
    Case(
        "R482",
        "InvalidParameter",
        "galleryInVMAccessControlProfile.properties.osType",
        IN_GALLERY,
        ACCESS_PROFILE.replace("--os-type linux", ""),
        ACCESS_PROFILE,
    ),
    Case(
        "R483",
        "InvalidParameter",
        "galleryInVMAccessControlProfile.properties.applicableHostEndpoint",
        IN_GALLERY,
        ACCESS_PROFILE.replace("--applicable-host-endpoint imds", ""),
        ACCESS_PROFILE.replace("imds", "wireserver"),
    ),
    Case(
        "R484",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.mode",
        WITH_ACCESS_VERSION,
        f"{CHANGE_ACCESS_VERSION} --remove mode",
        f"{CHANGE_ACCESS_VERSION} --mode enforce",
    ),
    Case(
        "R484",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.defaultAccess",
        WITH_ACCESS_VERSION,
        f"{CHANGE_ACCESS_VERSION} --remove defaultAccess",
        f"{CHANGE_ACCESS_VERSION} --default-access deny",
    ),
    Case(
        "R485",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.rules.privileges.path",
        WITH_ACCESS_PROFILE,
        f"{ACCESS_VERSION} --rules 'privileges=[{{name:tokens}}]'",
        f"{ACCESS_VERSION} --rules {TOKENS}",
    ),
    Case(
        "R485",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.rules.identities.name",
        WITH_ACCESS_PROFILE,
        f"{ACCESS_VERSION} --rules 'identities=[{{name:root}},{{name:ROOT}}]'",
        f"{ACCESS_VERSION} --rules 'identities=[{{name:root}},{{name:agent}}]'",
    ),
    Case(
        "R485",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.rules.identities.name",
        WITH_ACCESS_PROFILE,
        f"{ACCESS_VERSION} --rules 'identities=[{{user-name:root}}]'",
        f"{ACCESS_VERSION} --rules 'identities=[{{name:root}}]'",
    ),
    Case(
        "R485",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.rules.roles.privileges",
        WITH_ACCESS_PROFILE,
        f"{ACCESS_VERSION} --rules {TOKENS} 'roles=[{{name:asker}}]'",
        f"{ACCESS_VERSION} --rules {TOKENS} 'roles=[{{name:asker,privileges:[tokens]}}]'",
    ),
    Case(
        "R485",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.rules.roleAssignments",
        WITH_ACCESS_PROFILE,
        f"{ACCESS_VERSION} --rules 'identities=[{{name:root}}]' 'role-assignments=[{{identities:[root]}}]'",
        f"{ACCESS_VERSION} --rules 'identities=[{{name:root}}]'",
    ),
    Case(
        "R486",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.rules.roles.privileges",
        WITH_ACCESS_PROFILE,
        f"{ACCESS_VERSION} --rules {TOKENS} 'roles=[{{name:asker,privileges:[token]}}]'",
        f"{ACCESS_VERSION} --rules {TOKENS} 'roles=[{{name:asker,privileges:[TOKENS]}}]'",
    ),
    Case(
        "R487",
        "InvalidParameter",
        f"{ACCESS_PROPERTIES}.targetLocations",
        WITH_ACCESS_PROFILE,
        f"{ACCESS_VERSION} --target-regions eastus",
        f"{ACCESS_VERSION} --target-regions eastus westus",
    ),
)
CASES = (*CASES, *RETIREMENT, *APPLICATIONS, *ACCESS)

ALICE = "ad user create --display-name Alice --user-principal-name alice@contoso.com --password One5mall+Step"
BOB = "ad user create --display-name Bob --user-principal-name bob@contoso.com --password One5mall+Step"
READERS = "ad group create --display-name Readers --mail-nickname readers"
BUILDERS = "ad group create --display-name Builders --mail-nickname builders"
PORTAL = "ad app create --display-name portal --identifier-uris api://portal"
PARTNER = "account add --name partner --tenant 33333333-3333-3333-3333-333333333333"


def add_member(group: str, member: str) -> Step:
    """Put the user or group of that name into the group."""

    def add(context: Context) -> None:
        found = [*directory_users.listed(context, None), *directory_groups.listed(context, None)]
        ids = {one["displayName"]: one["id"] for one in found}
        directory_groups.add_member(context, None, group, ids[member])

    return add


def service_principal_of(name: str, tenant: str | None = None) -> Step:
    """Create the service principal of the application of that name, by its application ID."""

    def create(context: Context) -> object:
        found, _ = applications.listed(context, None, display_name=name)
        return service_principals.create(context, tenant, found[0]["appId"])

    return create


_OTHER_TENANT = "33333333-3333-3333-3333-333333333333"
DIRECTORY = (
    Case(
        "R300",
        "Request_ResourceNotFound",
        None,
        (ALICE,),
        "ad user show --id alise@contoso.com",
        "ad user show --id ALICE@contoso.com",
    ),
    Case(
        "R301",
        "Request_BadRequest",
        "userPrincipalName",
        (),
        ALICE.replace("alice@contoso.com", "alice"),
        ALICE,
    ),
    Case("R301", "Request_BadRequest", "displayName", (), ALICE.replace("Alice", "' '"), ALICE),
    Case(
        "R301",
        "Request_BadRequest",
        "mailNickname",
        (),
        f"{ALICE} --mail-nickname 'al ice'",
        f"{ALICE} --mail-nickname al",
    ),
    Case("R302", "Request_BadRequest", "userPrincipalName", (ALICE,), ALICE.replace("alice@", "Alice@"), BOB),
    Case(
        "R302",
        "Request_BadRequest",
        "invitedUser",
        (ALICE, PARTNER),
        "ad user create --guest-of alice@contoso.com",
        "ad user create --guest-of alice@contoso.com --subscription partner",
    ),
    Case(
        "R303",
        "Request_BadRequest",
        "passwordProfile.password",
        (),
        ALICE.replace("One5mall+Step", "onesmallstep5"),
        ALICE.replace("One5mall+Step", "Onesmallstep5"),
    ),
    Case(
        "R305",
        "Request_BadRequest",
        "members",
        (ALICE, BOB, READERS, add_member("Readers", "Alice")),
        add_member("Readers", "Alice"),
        add_member("Readers", "Bob"),
    ),
    Case(
        "R305",
        "Request_BadRequest",
        "members",
        (READERS, BUILDERS),
        add_member("Readers", "Readers"),
        add_member("Readers", "Builders"),
    ),
    Case("R306", "Request_BadRequest", "identifierUris", (), PORTAL.replace("api://", ""), PORTAL),
    Case(
        "R306",
        "Request_BadRequest",
        "identifierUris",
        (PORTAL,),
        PORTAL.replace("name portal", "name other"),
        PORTAL.replace("portal", "other"),
    ),
    Case(
        "R306",
        "Request_BadRequest",
        "web.redirectUris",
        (),
        f"{PORTAL} --web-redirect-uris contoso.com",
        f"{PORTAL} --web-redirect-uris https://contoso.com",
    ),
    Case(
        "R307",
        "Request_BadRequest",
        "appId",
        (PORTAL,),
        "ad sp create --id 66666666-6666-6666-6666-666666666666",
        service_principal_of("portal"),
    ),
    Case(
        "R308",
        "Authorization_RequestDenied",
        "appId",
        (PORTAL, f"{PORTAL.replace('portal', 'open')} --sign-in-audience AzureADMultipleOrgs"),
        service_principal_of("portal", _OTHER_TENANT),
        service_principal_of("open", _OTHER_TENANT),
    ),
    Case(
        "R309",
        "Request_MultipleObjectsWithSameKeyValue",
        "servicePrincipalNames",
        (f"{PORTAL} --sign-in-audience AzureADMultipleOrgs", service_principal_of("portal")),
        service_principal_of("portal"),
        service_principal_of("portal", _OTHER_TENANT),
    ),
    Case(
        "R310",
        "Request_BadRequest",
        "endDateTime",
        (PORTAL,),
        "ad app credential reset --id api://portal --end-date 2026-01-07",
        "ad app credential reset --id api://portal --end-date 2026-01-08",
    ),
    Case(
        "R310",
        "Request_ResourceNotFound",
        "keyId",
        (PORTAL,),
        "ad app credential delete --id api://portal --key-id 66666666-6666-6666-6666-666666666666",
        "ad app credential list --id api://portal",
    ),
    Case(
        "R311",
        "Request_UnsupportedQuery",
        "$filter",
        (ALICE,),
        "ad user list --filter \"displayName ne 'Alice'\"",
        "ad user list --filter \"displayName eq 'Alice'\"",
    ),
    Case("R312", "Request_BadRequest", None, (READERS, f"{READERS} --force"), READERS, f"{READERS} --force"),
    Case(
        "R313",
        "Authorization_RequestDenied",
        None,
        (ALICE,),
        "ad group create --display-name Readers --mail-nickname readers --as alice@contoso.com",
        "ad group list --as alice@contoso.com",
    ),
    Case(
        "R314", "Request_BadRequest", None, (ALICE, READERS), "ad group list --as Readers", "ad group list --as Alice"
    ),
)
CASES = (*CASES, *DIRECTORY)

EVERYWHERE = f"/subscriptions/{SUB}"
SOMEBODY = "55555555-5555-5555-5555-555555555555"
ASSIGNMENT = "66666666-6666-6666-6666-666666666666"
AUDITOR_ID = "77777777-7777-7777-7777-777777777777"
ASSIGN = f"role assignment create --assignee-object-id {SOMEBODY} --assignee-principal-type User"
AT_ALL = f"--scope {EVERYWHERE}"
ASSIGN_READER = f"{ASSIGN} --role Reader {AT_ALL}"


def assigns(role: str) -> Step:
    """Give somebody the role; the command line shows the assignment that is there, where the service refuses."""
    return lambda context: role_assignments.create(
        context, EVERYWHERE, role=role, assignee_object_id=SOMEBODY, assignee_type="User"
    )


def role_line(verb: str, **members: object) -> str:
    """Create or update the custom role Auditor, with ``members`` in place of its own; None leaves one out."""
    own = {"Name": "Auditor", "Actions": ["*/read"], "AssignableScopes": [EVERYWHERE]}
    content = {name: value for name, value in {**own, **members}.items() if value is not None}
    return f"role definition {verb} --role-definition '{json.dumps(content)}'"


AUDITOR = role_line("create", Id=AUDITOR_ID)
ROLES = (
    Case("R330", "RoleAssignmentExists", "properties", (ASSIGN_READER,), assigns("reader"), assigns("Contributor")),
    Case(
        "R331",
        "PrincipalNotFound",
        "properties.principalId",
        (ALICE,),
        f"role assignment create --assignee bob@contoso.com --role Reader {AT_ALL}",
        f"role assignment create --assignee ALICE@contoso.com --role Reader {AT_ALL}",
    ),
    Case(
        "R331",
        "PrincipalNotFound",
        "properties.principalId",
        (),
        f"role assignment create --assignee-object-id {SOMEBODY} --role Reader {AT_ALL}",
        ASSIGN_READER,
    ),
    Case(
        "R332",
        "RoleDefinitionDoesNotExist",
        "properties.roleDefinitionId",
        (),
        f"{ASSIGN} --role Readers {AT_ALL}",
        f"{ASSIGN} --role READER {AT_ALL}",
    ),
    Case(
        "R332",
        "RoleDefinitionDoesNotExist",
        "properties.roleDefinitionId",
        (role_line("create", AssignableScopes=[f"{EVERYWHERE}/resourceGroups/other"]),),
        f"{ASSIGN} --role Auditor --scope {EVERYWHERE}/resourceGroups/g",
        f"{ASSIGN} --role Auditor --scope {EVERYWHERE}/resourceGroups/OTHER",
    ),
    Case(
        "R332",
        "RoleDefinitionDoesNotExist",
        "properties.roleDefinitionId",
        (),
        f"role definition show --name {SOMEBODY}",
        "role definition show --name ACDD72A7-3385-48ef-bd42-f606fba81ae7",
    ),
    Case(
        "R333",
        "RoleDefinitionWithSameNameExists",
        "properties.roleName",
        (),
        role_line("create", Name="OWNER"),
        role_line("create", Name="Owners"),
    ),
    Case(
        "R333",
        "RoleDefinitionWithSameNameExists",
        "properties.roleName",
        (AUDITOR,),
        role_line("create", Name="auditor"),
        role_line("create", Name="auditors"),
    ),
    Case(
        "R334",
        "RoleDefinitionHasAssignments",
        "roleDefinition",
        (AUDITOR, role_line("create", Name="Idle"), f"{ASSIGN} --role Auditor {AT_ALL}"),
        "role definition delete --name Auditor",
        "role definition delete --name Idle",
    ),
    Case("R335", "InvalidParameter", "scope", (), f"{ASSIGN} --role Reader --scope /", ASSIGN_READER),
    Case(
        "R335",
        "InvalidParameter",
        "scope",
        (),
        f"{ASSIGN} --role Reader --scope /providers/Microsoft.Management/managementGroups/contoso",
        ASSIGN_READER,
    ),
    Case(
        "R335",
        "InvalidParameter",
        "scope",
        (),
        f"{ASSIGN} --role Reader --scope {EVERYWHERE}/resourceGroups",
        f"{ASSIGN} --role Reader --scope {EVERYWHERE}/resourceGroups/g/",
    ),
    Case(
        "R009",
        "ResourceNotFound",
        None,
        IN_GALLERY,
        f"{ASSIGN} --role Reader --scope {COMPUTE}/galleries/q",
        f"{ASSIGN} --role Reader --scope {COMPUTE}/galleries/R",
    ),
    Case(
        "R336",
        "UnmatchedPrincipalType",
        "properties.principalType",
        (ALICE,),
        lambda context: role_assignments.create(
            context, EVERYWHERE, role="Reader", assignee_object_id=_object_id(context), assignee_type="Group"
        ),
        lambda context: role_assignments.create(
            context, EVERYWHERE, role="Reader", assignee_object_id=_object_id(context), assignee_type="User"
        ),
    ),
    Case(
        "R336",
        "InvalidParameter",
        "properties.principalType",
        (),
        lambda context: role_assignments.create(
            context, EVERYWHERE, role="Reader", assignee_object_id=SOMEBODY, assignee_type="Robot"
        ),
        assigns("Reader"),
    ),
    Case(
        "R337",
        "InvalidRoleAssignmentId",
        "name",
        (),
        f"{ASSIGN_READER} --name mine",
        f"{ASSIGN_READER} --name {ASSIGNMENT}",
    ),
    Case(
        "R337",
        "InvalidRoleAssignmentId",
        "ids",
        (f"{ASSIGN_READER} --name {ASSIGNMENT}",),
        f"role assignment delete --ids {EVERYWHERE}",
        f"role assignment delete --ids {EVERYWHERE}/providers/Microsoft.Authorization/roleAssignments/{ASSIGNMENT}",
    ),
    Case(
        "R338",
        "InvalidParameter",
        "properties.description",
        (),
        f"{ASSIGN_READER} --description {'x' * 1025}",
        f"{ASSIGN_READER} --description {'x' * 1024}",
    ),
    Case("R339", "InvalidParameter", "properties.roleName", (), role_line("create", Name=" "), AUDITOR),
    Case(
        "R339", "InvalidParameter", "properties.description", (), role_line("create", Description="x" * 2049), AUDITOR
    ),
    Case(
        "R339",
        "InvalidParameter",
        "properties.assignableScopes",
        (),
        role_line("create", AssignableScopes=None),
        AUDITOR,
    ),
    Case(
        "R339",
        "InvalidParameter",
        "properties.assignableScopes",
        (f"account add --name partner --id {OTHER_SUB} --tenant {_OTHER_TENANT}",),
        role_line("create", AssignableScopes=[EVERYWHERE, f"/subscriptions/{OTHER_SUB}"]),
        role_line("create", AssignableScopes=[EVERYWHERE, f"{EVERYWHERE}/resourceGroups/g"]),
    ),
    Case(
        "R339",
        "InvalidParameter",
        "properties.permissions",
        (),
        role_line("create", Actions=[], NotActions=["*/write"]),
        role_line("create", Actions=["*"], NotActions=["*/write"]),
    ),
    Case("R339", "InvalidParameter", "name", (AUDITOR,), AUDITOR.replace('"Auditor"', '"Other"'), role_line("update")),
    Case("R339", "InvalidParameter", "roleDefinition", (), "role definition create --role-definition nothing", AUDITOR),
    Case(
        "R335",
        "InvalidParameter",
        "properties.assignableScopes",
        (),
        role_line("create", AssignableScopes=["/"]),
        AUDITOR,
    ),
    Case(
        "R340",
        "InvalidActionOrNotAction",
        "properties.permissions",
        (),
        role_line("create", Actions=["read"]),
        role_line("create", Actions=["*", "Microsoft.Compute/*/read"]),
    ),
    Case(
        "R341",
        "OperationNotAllowed",
        "roleDefinition",
        (AUDITOR,),
        role_line("update", Name="Reader"),
        role_line("update", Actions=["*"]),
    ),
    Case(
        "R341",
        "OperationNotAllowed",
        "roleDefinition",
        (AUDITOR,),
        "role definition delete --name Reader",
        "role definition delete --name Reader --custom-role-only",
    ),
    Case(
        "R342",
        "RoleAssignmentUpdateNotPermitted",
        "name",
        (f"{ASSIGN_READER} --name {ASSIGNMENT}",),
        f"{ASSIGN} --role Owner {AT_ALL} --name {ASSIGNMENT}",
        f"{ASSIGN_READER} --name {ASSIGNMENT} --description why",
    ),
    Case(
        "R345",
        "InvalidParameter",
        "scope",
        (ASSIGN_READER,),
        f"role assignment delete --role Owner {AT_ALL}",
        f"role assignment delete --role Reader {AT_ALL}",
    ),
    Case(
        "R346",
        "InvalidParameter",
        "action",
        (),
        f"access check --action share --id {COMPUTE}/galleries/r/images/i",
        f"access check --action share --id {COMPUTE}/galleries/r",
    ),
)


def _object_id(context: Context) -> str:
    """The ID of the first user of the directory."""
    return str(directory_users.listed(context, None)[0]["id"])


CASES = (*CASES, *ROLES)

ACCEPTANCES = (
    Acceptance("R036", IN_DEFINITION, (f"{CHANGE_DEFINITION} --set 'recommended.vCPUs.min=\"1\"'",)),
    Acceptance("R037", IN_DEFINITION, (f"{CHANGE_DEFINITION} --set endOfLifeDate=2030-01-01",)),
    Acceptance(
        "R050",
        WITH_VERSION,
        (
            f"{CHANGE_VERSION} --target-regions westus=2 eastus --replica-count 3",
            f"{CHANGE_VERSION} --target-regions westus --set tags.stage=live",
            f"{CHANGE_VERSION} --set publishingProfile.excludeFromLatest=true",
            f"{CHANGE_VERSION} --set publishingProfile.endOfLifeDate=2030-01-01",
            f"{CHANGE_VERSION} --block-deletion-before-end-of-life true --allow-replicated-location-deletion false",
        ),
    ),
    Acceptance(
        "R056a",
        WITH_VERSION,
        (f"{CHANGE_VERSION} --remove storageProfile.source", f"{CHANGE_VERSION} --set storageProfile={{}}"),
    ),
    Acceptance(
        "R094",
        SOFT_DELETED,
        (
            f"{DELETE_VERSION} -e 1.0.0 --bypass-soft-delete true",
            VERSION,
            f"{DELETE_VERSION} -e 1.0.0 --bypass-soft-delete",
            VERSION,
        ),
    ),
    Acceptance("R260", WITH_VERSION, (f"image-version check {VERSION.removeprefix('image-version create ')}", VERSION)),
    Acceptance("R261", (*WITH_VERSION,), (f"{PUBLISH} -e 0.9.0 --managed-image m",)),
    Acceptance(
        "R102",
        (*WITH_VERSION, f"create -g h -r c -l westus --subscription {OTHER_SUB}"),
        (
            f"image-definition create -g h -r c -i i -p P -f O -s S --os-type linux --subscription {OTHER_SUB}",
            f"image-version create -g h -r c -i i -e 1.0.0 --image-version {VERSION_ID} --subscription {OTHER_SUB}",
        ),
    ),
)

_DEPLOY = "image-version check-deploy -g g -r r -i i -l westus"
_SPECIALIZED = (GALLERY, f"{DEFINITION} --os-state specialized", VERSION)
_OF_IMAGE = f"{COMPUTE}/galleries/r/images"
_TWO_KINDS = (
    *WITH_VERSION,
    f"{DEFINE} -i special -s 2 --os-state specialized",
    f"{DEFINE} -i other -s 3 --hyper-v-generation V2",
)
_ENCRYPTION_SET = f"{COMPUTE}/diskEncryptionSets/d"

JUDGEMENTS = (
    Judgement(
        "R070", "InvalidParameter", _SPECIALIZED, f"{_DEPLOY} --os-profile true", f"{_DEPLOY} --os-profile false"
    ),
    Judgement(
        "R071", "InvalidParameter", WITH_VERSION, f"{_DEPLOY} --os-profile false", f"{_DEPLOY} --os-profile true"
    ),
    Judgement("R072", "GalleryImageNotFound", WITH_VERSION, f"{_DEPLOY} -e 2.0.0", f"{_DEPLOY} -e 1.0.0"),
    Judgement("R072", "GalleryImageNotFound", WITH_VERSION, f"{_DEPLOY} -e 1.0.0 -l eastus", f"{_DEPLOY} -e 1.0.0"),
    Judgement(
        "R073",
        "GalleryImageNotFound",
        (*IN_DEFINITION, f"{VERSION} --exclude-from-latest true"),
        _DEPLOY,
        f"{_DEPLOY} -e 1.0.0",
    ),
    Judgement(
        "R074",
        "InvalidParameter",
        (
            *IN_DEFINITION,
            f"{VERSION} --exclude-from-latest true",
            f"{CHANGE_VERSION} --set publishingProfile.targetRegions[0].excludeFromLatest=false",
        ),
        _DEPLOY,
        f"{_DEPLOY} -e 1.0.0",
        "warnings",
    ),
    Judgement(
        "R075",
        "LinkedAuthorizationFailed",
        (*WITH_VERSION, f"account add --name guest --id {OTHER_SUB} --tenant {OTHER_SUB}"),
        f"{_DEPLOY} --subscription-of-vm guest",
        f"{_DEPLOY} --subscription-of-vm {SUB}",
    ),
    Judgement(
        "R076",
        "InvalidParameter",
        _TWO_KINDS,
        f"{_DEPLOY} --current-image {_OF_IMAGE}/special",
        f"{_DEPLOY} --current-image {_OF_IMAGE}/i",
    ),
    Judgement(
        "R077",
        "InvalidParameter",
        (
            *WITH_VERSION,
            "source add -g g --type image -n old -l westus --os-type windows",
            "source add -g g --type image -n alike -l westus --os-type linux",
        ),
        f"{_DEPLOY} --current-image {COMPUTE}/images/old",
        f"{_DEPLOY} --current-image {COMPUTE}/images/alike",
    ),
    Judgement(
        "R078",
        "InvalidParameter",
        (*IN_DEFINITION, f"{VERSION} --target-regions westus --target-region-encryption {_ENCRYPTION_SET}"),
        f"{_DEPLOY} --subscription-of-vm {OTHER_SUB}",
        f"{_DEPLOY} --subscription-of-vm {SUB}",
    ),
    Judgement(
        "R079",
        "InvalidParameter",
        (*IN_DEFINITION, f"{PUBLISH} -e 1.0.0 --os-snapshot o --data-snapshots d"),
        f"{_DEPLOY} --data-disk-luns 1",
        f"{_DEPLOY} --data-disk-luns 0",
    ),
    Judgement(
        "R080",
        "EndOfLifePassed",
        (*IN_DEFINITION, f"{VERSION} --end-of-life-date 2026-01-08", f"{NEXT} --managed-image m"),
        f"{_DEPLOY} -e 1.0.0",
        f"{_DEPLOY} -e 2.0.0",
        "warnings",
        asked_at="2026-01-09",
    ),
    Judgement(
        "R081",
        "CurrentImageGone",
        (*WITH_VERSION, f"{NEXT} --managed-image m", f"{DELETE_VERSION} -e 2.0.0"),
        f"{_DEPLOY} --current-image {_OF_IMAGE}/i/versions/2.0.0",
        f"{_DEPLOY} --current-image {_OF_IMAGE}/i/versions/1.0.0",
        "warnings",
    ),
    Judgement(
        "R206",
        "Revoked",
        (*WITH_VERSION, f"{NEXT} --managed-image m", f"{_REVOKE} -e 1.0.0"),
        f"{_DEPLOY} -e 1.0.0",
        f"{_DEPLOY} -e 2.0.0",
        "warnings",
    ),
)

_AS_ALICE = "--as alice@contoso.com"
_ALICE_IN_DEFINITION = (
    *IN_DEFINITION,
    VERSION,
    ALICE,
    f"role assignment create --assignee alice@contoso.com --role Contributor --scope {COMPUTE}/galleries/r/images/i",
)
_COPY = f"{NEXT} --image-version {VERSION_ID} {_AS_ALICE}"
_ABROAD = f"--subscription {OTHER_SUB}"
RIGHTS = (
    Case(
        "R167",
        "AuthorizationFailed",
        None,
        _ALICE_IN_DEFINITION,
        f"show -g g -r r {_AS_ALICE}",
        f"image-definition show -g g -r r -i i {_AS_ALICE}",
    ),
    Case("R315", "AuthorizationFailed", None, _ALICE_IN_DEFINITION, f"log {_AS_ALICE}", f"explain R001 {_AS_ALICE}"),
    Case(
        "R315",
        "AuthorizationFailed",
        None,
        _ALICE_IN_DEFINITION,
        f"image-definition show -g g -r r -i i --at 3 {_AS_ALICE}",
        "image-definition show -g g -r r -i i --at 3",
    ),
    Case(
        "R316",
        "LinkedAuthorizationFailed",
        None,
        _ALICE_IN_DEFINITION,
        f"{NEXT} --managed-image m {_AS_ALICE}",
        _COPY,
    ),
    Case(
        "R317",
        "LinkedAuthorizationFailed",
        None,
        (
            *_ALICE_IN_DEFINITION,
            f"account add --name partner --id {OTHER_SUB} --tenant {_OTHER_TENANT}",
            *(f"{line} {_ABROAD}" for line in (GALLERY, DEFINITION, VERSION)),
        ),
        f"{NEXT} --image-version {VERSION_ID.replace(SUB, OTHER_SUB)} {_AS_ALICE}",
        _COPY,
    ),
)
CASES = (*CASES, *RIGHTS)
