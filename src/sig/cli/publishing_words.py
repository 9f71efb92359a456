"""The grammar of ``--target-regions``, ``--target-edge-zones`` and their encryption."""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.words import named_id
from sig.domain.arm import replace
from sig.domain.choices import ConfidentialVmEncryptionType, EdgeZoneStorageAccountType, StorageAccountType
from sig.domain.publishing import (
    DataDiskEncryption,
    Encryption,
    ExtendedLocation,
    OsDiskEncryption,
    OsDiskSecurityProfile,
    TargetExtendedLocation,
    TargetRegion,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TypeVar

    Kind = TypeVar("Kind")

_STORAGE_TYPES = {member.value.lower(): member for member in StorageAccountType}
_ZONE_STORAGE_TYPES = {member.value.lower(): member for member in EdgeZoneStorageAccountType}


def target_regions(words: Sequence[str] | None) -> tuple[TargetRegion, ...] | None:
    """``region[=count][=type]`` each; ``None`` or no words leave the service its default. Source: SPEC §3.5."""
    return tuple(target_region(word) for word in words or () if word) or None


def target_edge_zones(words: Sequence[str] | None) -> tuple[TargetExtendedLocation, ...] | None:
    """``region=zone[=count][=type]`` each; fewer than two parts are ignored, as az does. Source: SPEC §3.5."""
    return tuple(_edge_zone(word) for word in words or () if "=" in word) or None


def encrypted(
    regions: tuple[TargetRegion, ...] | None,
    sets: Sequence[str] | None,
    confidential: Sequence[str] | None,
    subscription: str,
    group: str,
) -> tuple[TargetRegion, ...] | None:
    """``regions`` with one term of encryption each. Raises UsageError when the numbers differ."""
    if not sets and not confidential:
        return regions
    asked = regions or ()
    for words, option in (
        (sets, "--target-region-encryption"),
        (confidential, "--target-region-cvm-encryption"),
    ):
        if words and len(words) != len(asked):
            raise UsageError(
                f"usage error: {option} has {len(words)} terms for {len(asked)} target regions.",
                hint="Give one term per target region, in their order, with --target-regions named.",
            )
    result = []
    for position, region in enumerate(asked):
        encryption = _encryption(sets[position], subscription, group) if sets else Encryption()
        if confidential:
            profile = _confidential(confidential[position], subscription, group)
            os_disk = encryption.os_disk_image or OsDiskEncryption()
            encryption = replace(encryption, os_disk_image=replace(os_disk, security_profile=profile))
        result.append(replace(region, encryption=encryption))
    return tuple(result)


def encrypted_zones(
    zones: tuple[TargetExtendedLocation, ...] | None,
    words: Sequence[str] | None,
    subscription: str,
    group: str,
) -> tuple[TargetExtendedLocation, ...] | None:
    """``zones`` with ``zone,osDES,lun,DES,…`` applied to the edge zone each names."""
    if not words:
        return zones
    if len(words) != len(zones or ()):
        raise UsageError(
            f"usage error: --target-edge-zone-encryption has {len(words)} terms for {len(zones or ())} edge zones.",
            hint="Give one term per edge zone, each <edge zone>,<OS disk set>,<LUN>,<set>...",
        )
    terms = {name: rest for name, _, rest in (word.partition(",") for word in words)}
    return tuple(
        replace(zone, encryption=_encryption(terms[name], subscription, group))
        if (name := (zone.extended_location or ExtendedLocation()).name or "") in terms
        else zone
        for zone in zones or ()
    )


def target_region(word: str) -> TargetRegion:
    """One ``region[=count][=type]``. Raises UsageError."""
    name, *rest = word.split("=", 2)
    if not rest:
        return TargetRegion(name=name)
    second = rest[0].lower()
    if len(rest) == 1 and second in _STORAGE_TYPES:
        return TargetRegion(name=name, storage_account_type=_STORAGE_TYPES[second])
    count = _integer(rest[0])
    if count is None:
        problem = (
            "The second part is neither an integer replica count or a valid storage account type."
            if len(rest) == 1
            else "The second part must be a valid integer replica count."
        )
        raise _invalid(word, problem, _STORAGE_TYPES)
    return TargetRegion(
        name=name, regional_replica_count=count, storage_account_type=_storage(word, rest[1:], _STORAGE_TYPES)
    )


def _edge_zone(word: str) -> TargetExtendedLocation:
    region, zone, *rest = word.split("=", 3)
    count, kind = None, None
    if rest:
        count = _integer(rest[0])
        if count is None and (len(rest) > 1 or rest[0].lower() not in _ZONE_STORAGE_TYPES):
            raise _invalid(
                word,
                "The third part is neither an integer replica count or a valid storage account type.",
                _ZONE_STORAGE_TYPES,
            )
        kind = _storage(word, rest[1:] if count is not None else rest, _ZONE_STORAGE_TYPES)
    return TargetExtendedLocation(
        name=region,
        extended_location=ExtendedLocation(type="EdgeZone", name=zone),
        extended_location_replica_count=count,
        storage_account_type=kind,
    )


def _storage(word: str, rest: list[str], kinds: Mapping[str, Kind]) -> Kind | None:
    if not rest:
        return None
    if rest[0].lower() not in kinds:
        raise _invalid(word, "The third part is not a valid storage account type.", kinds)
    return kinds[rest[0].lower()]


def _encryption(word: str, subscription: str, group: str) -> Encryption:
    """``osDES,lun,DES,lun,DES…``; ``null`` first leaves the OS disk out."""
    first, *rest = [part.strip() for part in word.split(",")]
    if len(rest) % 2:
        raise UsageError(
            f"usage error: '{word}' has a LUN without a disk encryption set, or the other way round.",
            hint="Write <OS disk set>,<LUN>,<set>,<LUN>,<set>...",
        )
    os_disk = None
    if first and first.lower() != "null":
        os_disk = OsDiskEncryption(disk_encryption_set_id=_set_id(first, subscription, group))
    disks = tuple(
        DataDiskEncryption(lun=_lun(lun, word), disk_encryption_set_id=_set_id(name, subscription, group))
        for lun, name in zip(rest[::2], rest[1::2], strict=True)
    )
    return Encryption(os_disk_image=os_disk, data_disk_images=disks or None)


def _confidential(word: str, subscription: str, group: str) -> OsDiskSecurityProfile:
    kind, separator, name = word.partition(",")
    kinds = {member.value: member for member in ConfidentialVmEncryptionType}
    if not separator or kind not in kinds:
        raise UsageError(
            f"usage error: '{word}' is not <type>,<disk encryption set>.",
            hint=f"Types: {', '.join(kinds)}; the comma stays even where no set follows.",
        )
    return OsDiskSecurityProfile(
        confidential_vm_encryption_type=kinds[kind],
        secure_vm_disk_encryption_set_id=_set_id(name, subscription, group) if name else None,
    )


def _set_id(name: str, subscription: str, group: str) -> str:
    return named_id(name, subscription, group, "diskEncryptionSets")


def _lun(text: str, word: str) -> int:
    number = _integer(text)
    if number is None:
        raise UsageError(f"usage error: '{text}' in '{word}' is not a LUN.", hint="A LUN is a number of 0 or more.")
    return number


def _integer(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def _invalid(word: str, problem: str, kinds: Iterable[str]) -> UsageError:
    return UsageError(
        f"usage error: {word} is an invalid target region argument. {problem} Storage account types must be one of "
        f"{', '.join(kinds)}."
    )
