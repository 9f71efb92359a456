"""What the options of application versions say, as parts of a version."""

from __future__ import annotations

from sig.cli import shorthand, words
from sig.cli.grammar import UsageError
from sig.domain.arm import ArmObject, arm
from sig.domain.choices import StorageAccountType
from sig.domain.publishing import Encryption, TargetRegion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


@arm
class _Region(ArmObject):
    """One target region, with the members that az knows of it."""

    name: str | None = None
    regional_replica_count: int | None = None
    storage_account_type: StorageAccountType | None = None
    encryption: Encryption | None = None


def target_regions(given: Sequence[str] | None, *, nullable: bool = False) -> tuple[TargetRegion, ...] | None:
    """The regions of a list of objects; None for none, and for ``null``. Raises UsageError."""
    if given is None:
        return None
    found: tuple[_Region | None, ...] | None = shorthand.value(
        given, tuple[_Region, ...], "--target-regions", nullable=nullable
    )
    regions = []
    for at, region in enumerate(found or ()):
        if region is None or not region.name:
            raise UsageError(
                f"InvalidArgumentValue: Missing required field: --target-regions[{at}].name",
                hint="Name each region: '[{name:westus}]'.",
            )
        regions.append(
            TargetRegion(
                name=region.name,
                regional_replica_count=region.regional_replica_count,
                storage_account_type=region.storage_account_type,
                encryption=region.encryption,
            )
        )
    return tuple(regions) or None


def end_of_life(given: str | None) -> str | None:
    """A date without a time ends with the day before; ``null`` is none. Raises UsageError. Source: SPEC §3.10."""
    return words.end_of_life(shorthand.text(given, "--end-of-life-date", nullable=True), at="00:00:00")
