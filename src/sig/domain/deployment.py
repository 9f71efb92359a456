"""Deploying from an image: what speaks against it, and what is worth knowing before."""

from __future__ import annotations

from sig.domain import regions
from sig.domain.errors import (
    GalleryImageNotFound,
    InvalidParameter,
    LinkedAuthorizationFailed,
    LinkedInvalidPropertyId,
    QuotaExceeded,
    SigError,
)
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId
from sig.domain.shared_views import COMMUNITY
from sig.domain.timestamps import from_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from sig.domain.latest import PassedOver
    from sig.domain.profile import Profile
    from sig.domain.regions import Region
    from sig.domain.version_name import VersionName

Body = dict[str, "Any"]
VM_TYPE = "Microsoft.Compute/virtualMachines"
_SPECIALIZED = "Specialized"
_OS_STATE = "OS state"
_IMAGES = (
    "microsoft.compute/images",
    "microsoft.compute/galleries/images",
    "microsoft.compute/galleries/images/versions",
)
_LISTED_VERSIONS = 5
_READ_VERSION = "Microsoft.Compute/galleries/images/versions/read"


class Deployment(NamedTuple):
    """What is to be deployed; what is None was not said, and nothing is held against it.

    ``vms`` is their number, or that of the instances of one scale set. ``subscription`` is theirs; None is that of
    the image.
    """

    region: Region
    vms: int = 1
    is_scale_set: bool = False
    has_os_profile: bool | None = None
    current_image: ResourceId | None = None
    data_disk_luns: tuple[int, ...] = ()
    subscription: str | None = None


class Image(NamedTuple):
    """What a scale set is made from now, or is to be; what is None is not known."""

    id: ResourceId
    os_state: str | None = None
    os_type: str | None = None
    hyper_v_generation: str | None = None
    luns: str | None = None


class Warned(NamedTuple):
    """Something that forbids nothing; ``rule`` is that of the rule book, if there is one."""

    code: str
    message: str
    rule: str | None = None


def check(wanted: Deployment) -> None:
    """Raises InvalidParameter for fewer VMs than one, LinkedInvalidPropertyId for the ID of no image."""
    if wanted.vms < 1:
        raise InvalidParameter(
            f"{wanted.vms} VMs were asked for; ask for 1 or more.",
            target="count",
            hint="Give the number of VMs, or of instances of the scale set.",
            rule="R110",
        )
    if wanted.current_image is not None and wanted.current_image.type.casefold() not in _IMAGES:
        raise LinkedInvalidPropertyId(
            f"'{shown(str(wanted.current_image))}' is not the ID of an image.",
            target="imageReference.id",
            hint="Give the ID of a managed image, or of a gallery's image definition or image version.",
            rule="R052",
        )


def is_of_gallery(image: ResourceId) -> bool:
    """Whether the ID is that of a definition or version, and not of a managed image."""
    return image.top.collection.casefold() == "galleries"


def image_of(described: Body, version: Body | None = None) -> Image:
    """The image that a definition, or what is registered of a managed image, describes.

    Its data disks are those of ``version``, or of the managed image.
    """
    properties = described.get("properties", {})
    luns = _luns(properties["dataDisks"]) if "dataDisks" in properties else None
    return Image(
        id=ResourceId.parse(described["id"]),
        os_state=properties.get("osState"),
        os_type=properties.get("osType"),
        hyper_v_generation=properties.get("hyperVGeneration"),
        luns=_listed(luns if version is None else _luns_of_version(version)),
    )


def refuse_version(version: str, why: PassedOver | None, region: Region) -> SigError:
    """The refusal of a version that is not there (``why`` is None), or not to be used in the region."""
    found = f"it {why.explanation}" if why else "it does not exist"
    return _not_available(version, region, found, rule="R072")


def refuse_latest(definition: str, passed_over: Sequence[tuple[VersionName, PassedOver]], region: Region) -> SigError:
    """The refusal of a definition of which no version can be the latest in the region. Source: SPEC R073."""
    reasons = [f"{number} {why.explanation}" for number, why in passed_over[:_LISTED_VERSIONS]]
    left = len(passed_over) - len(reasons)
    found = "; ".join([*reasons, *([f"and {left} more"] if left else [])]) or "it has no versions"
    return _not_available(definition, region, found, rule="R073")


def reasons(wanted: Deployment, definition: Body, version: Body | None, profile: Profile) -> Iterator[SigError]:
    """What Azure holds against deploying ``version``, if there is one to deploy. Source: SPEC §2.5."""
    generalized = definition.get("properties", {}).get("osState") != _SPECIALIZED
    if not generalized and wanted.has_os_profile:
        yield InvalidParameter(
            "Parameter 'osProfile' is not allowed: the image is specialized.", target="osProfile", rule="R070"
        )
    if generalized and wanted.has_os_profile is False:
        yield InvalidParameter(
            "Required parameter 'osProfile' is missing (null): the image is generalized.",
            target="osProfile",
            rule="R071",
        )
    if wanted.is_scale_set and wanted.vms > profile.max_scale_set_vms:
        yield QuotaExceeded(
            f"A scale set made from a gallery image has at most {profile.max_scale_set_vms} instances; {wanted.vms} "
            "were asked for.",
            target="sku.capacity",
            rule="R015",
        )
    if version is not None:
        yield from _foreign_encryption_sets(wanted, version)
        yield from _missing_luns(wanted, version)


def refuse_tenant(image: ResourceId, subscription: str, tenant: str) -> LinkedAuthorizationFailed:
    """The refusal of VMs in a tenant that the gallery is not shared with. Source: SPEC R075, §4.2."""
    return LinkedAuthorizationFailed(
        f"The client has permission to perform action '{_READ_VERSION}' on scope '{image}', however the current tenant "
        f"'{tenant}', of subscription '{subscription}', is not authorized to access linked subscription "
        f"'{image.subscription}'.",
        target="imageReference.id",
        rule="R075",
    )


def scale_set_reasons(current: Image, new: Image) -> Iterator[SigError]:
    """What Azure holds against a scale set's move from one image to another. Source: SPEC R076, R077."""
    if _differ(current.os_state, new.os_state):
        yield InvalidParameter(
            "Cannot update Virtual Machine Scale Set as the current OS state of the VM Scale Set is "
            f"{current.os_state} which is different from the updated gallery image OS state which is {new.os_state}.",
            target="imageReference",
            rule="R076",
        )
    differing = [
        f"{name} ('{before}', not '{after}')"
        for name, before, after in _compared(current, new)
        if name != _OS_STATE and _differ(before, after)
    ]
    if differing:
        yield InvalidParameter(
            "Cannot update Virtual Machine Scale Set from a managed image to a gallery image that differs in its "
            f"{', '.join(differing)}.",
            target="imageReference",
            rule="R077",
        )


def scale_set_warnings(current: Image, new: Image, *, is_gone: bool) -> Iterator[Warned]:
    """What is worth knowing of the move: an image that is gone, and what could not be compared. Source: SPEC R081."""
    if is_gone:
        yield Warned(
            "CurrentImageGone",
            f"The scale set's image '{current.id}' does not exist. Its instances run on, but scaling out and reimaging "
            "fail until it has another image.",
            "R081",
        )
    unknown = [name for name, before, after in _compared(current, new) if before is None or after is None]
    if unknown:
        yield Warned(
            "NotCompared",
            f"Not compared with the scale set's image '{current.id}', because not known of both: {', '.join(unknown)}.",
            "R076" if is_of_gallery(current.id) else "R077",
        )


def _compared(current: Image, new: Image) -> Iterator[tuple[str, str | None, str | None]]:
    """What must be the same in the two: of gallery images the OS state alone."""
    yield _OS_STATE, current.os_state, new.os_state
    if not is_of_gallery(current.id):
        yield "OS type", current.os_type, new.os_type
        yield "Hyper-V generation", current.hyper_v_generation, new.hyper_v_generation
        yield "data disks", current.luns, new.luns


def warnings(wanted: Deployment, definition: Body, version: Body, profile: Profile, now: datetime) -> Iterator[Warned]:
    """What forbids nothing and is worth knowing: age, replicas, disks that nobody can check."""
    yield from _past_end_of_life(definition, version, now)
    yield from _few_replicas(wanted, version, profile)
    if wanted.data_disk_luns and _luns_of_version(version) is None:
        yield Warned(
            "DataDisksUnknown",
            "Whether the image has these LUNs is not known: its source is not registered with its data disks.",
            "R079",
        )


def public_warnings(kind: str, wanted: Deployment, *, is_abroad: bool) -> Iterator[Warned]:
    """What is worth knowing of an image that others share; ``is_abroad`` if they do from another tenant.

    ``kind`` is that of ``shared_views``. Source: SPEC §4.3, §4.4.
    """
    if kind == COMMUNITY:
        yield Warned(
            "TermsToAccept",
            "az asks whoever makes a VM from a community image to accept the terms of its publisher: --accept-term.",
            "R355",
        )
    elif is_abroad and wanted.is_scale_set:
        yield Warned(
            "UniformOnly",
            "The image is shared from another tenant: a scale set in flexible orchestration cannot use it, a uniform "
            "one can.",
            "R356",
        )


def hidden_from_az(definition: ResourceId) -> Warned:
    """What keeps az from deploying where the service would: it looks at the global flag alone. Source: SPEC R074."""
    return Warned(
        InvalidParameter.code,
        f'az itself refuses: There is no latest image version exists for "{definition}". Every version is excluded '
        "from latest by its own flag, though not in this region: name the version, or deploy with a template.",
        "R074",
    )


def answer(version: Body | None, against: Iterable[SigError], remarks: Iterable[Warned]) -> dict[str, Any]:
    """Whether the deployment is possible, of which version, and why not, with what to do next."""
    from sig.domain.rulebook import RULES

    reasons = [
        {
            "rule": refusal.rule,
            "code": refusal.code,
            "message": refusal.message,
            "hint": refusal.hint or (RULES[refusal.rule].remedy if refusal.rule in RULES else None),
        }
        for refusal in against
    ]
    return {
        "deployable": not reasons,
        "version": version["name"] if version else None,
        "versionId": version["id"] if version else None,
        "reasons": reasons,
        "warnings": [{"rule": remark.rule, "code": remark.code, "message": remark.message} for remark in remarks],
    }


def _not_available(image: str, region: Region, found: str, *, rule: str) -> GalleryImageNotFound:
    return GalleryImageNotFound(
        f"The gallery image {image} is not available in {region.name} region. Please contact image owner to replicate "
        f"to this region, or change your requested region. Found: {found}.",
        target="imageReference",
        rule=rule,
    )


def _foreign_encryption_sets(wanted: Deployment, version: Body) -> Iterator[SigError]:
    """Disk encryption sets work in their own subscription alone. Source: SPEC R078."""
    subscription = wanted.subscription or ResourceId.parse(version["id"]).subscription
    for text in sorted(_encryption_sets(_target(version, wanted.region))):
        owner = ResourceId.parse(text).subscription
        if owner.casefold() != subscription.casefold():
            yield InvalidParameter(
                f"Disk encryption set '{text}' belongs to subscription '{owner}' and cannot be used by VMs of "
                f"subscription '{subscription}'.",
                target="imageReference",
                rule="R078",
            )


def _missing_luns(wanted: Deployment, version: Body) -> Iterator[SigError]:
    luns = _luns_of_version(version)
    missing = [] if luns is None else sorted(set(wanted.data_disk_luns) - luns)
    if missing:
        yield InvalidParameter(
            "The value of parameter imageReference is invalid. The image has no data disk at LUN "
            f"{', '.join(map(str, missing))}; it has: {_listed(luns)}.",
            target="imageReference.lun",
            rule="R079",
        )


def _past_end_of_life(definition: Body, version: Body, now: datetime) -> Iterator[Warned]:
    """A date that has come forbids nothing. Source: SPEC R080."""
    dates = {
        "version": version.get("properties", {}).get("publishingProfile", {}).get("endOfLifeDate"),
        "definition": definition.get("properties", {}).get("endOfLifeDate"),
    }
    for what, date in dates.items():
        if date and from_text(date, target="endOfLifeDate") <= now:
            yield Warned("EndOfLifePassed", f"The end of life of the {what} has come: {date}.", "R080")


def _few_replicas(wanted: Deployment, version: Body, profile: Profile) -> Iterator[Warned]:
    """One replica for so many VMs created at once, and one for a scale set. Source: SPEC §5.1."""
    target = _target(version, wanted.region)
    replicas = target.get("regionalReplicaCount", 1)
    needed = 1 if wanted.is_scale_set else _per(wanted.vms, profile.vms_per_replica)
    advised = 1 if wanted.is_scale_set else _per(wanted.vms, profile.advised_vms_per_replica)
    advised = max(advised, profile.advised_replicas)
    have = f"{replicas} replica{'s' if replicas > 1 else ''} in {wanted.region.name}"
    advice = (
        f" Best practice is 1 for {profile.advised_vms_per_replica} VMs, and {profile.advised_replicas} or more in "
        f"production: {advised}."
        if profile.advised_replicas > 1
        else ""
    )
    if replicas < needed:
        yield Warned(
            "TooFewReplicas",
            f"{wanted.vms} VMs at once need {needed} replicas, 1 for {profile.vms_per_replica} VMs; the version has "
            f"{have}, and the deployment may be throttled.{advice}",
        )
    elif replicas == 1:
        yield Warned("SingleReplica", f"The version has only {have}: nothing stands in for it.{advice}")
    elif replicas < advised:
        yield Warned("FewerReplicasThanAdvised", f"The version has {have}.{advice}")


def _per(count: int, share: int) -> int:
    return -(-count // share)


def _target(version: Body, region: Region) -> Body:
    targets: list[Body] = version.get("properties", {}).get("publishingProfile", {}).get("targetRegions", [])
    return next((target for target in targets if regions.canonical(target["name"]) == region.name), {})


def _encryption_sets(target: Body) -> set[str]:
    encryption = target.get("encryption", {})
    os_disk = encryption.get("osDiskImage", {})
    disks = [os_disk, *encryption.get("dataDiskImages", ())]
    found = [disk.get("diskEncryptionSetId") for disk in disks]
    return {text for text in [*found, os_disk.get("securityProfile", {}).get("secureVMDiskEncryptionSetId")] if text}


def _luns_of_version(version: Body) -> frozenset[int] | None:
    """The LUNs of the data disks; None where only the source would know them."""
    storage = version.get("properties", {}).get("storageProfile", {})
    if "dataDiskImages" not in storage and storage.get("source") and "sizeInGB" not in storage.get("osDiskImage", {}):
        return None
    return _luns(storage.get("dataDiskImages", ()))


def _luns(disks: Iterable[Body]) -> frozenset[int]:
    return frozenset(disk["lun"] for disk in disks)


def _listed(luns: frozenset[int] | None) -> str | None:
    return None if luns is None else ", ".join(map(str, sorted(luns))) or "none"


def _differ(before: str | None, after: str | None) -> bool:
    return before is not None and after is not None and before.casefold() != after.casefold()
