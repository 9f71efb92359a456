"""What versions cost: snapshots, GB stored and GB sent, and money where prices are given. Source: SPEC §5.3."""

from __future__ import annotations

from collections import defaultdict

from sig.domain import regions
from sig.domain.errors import InvalidParameter
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal
    from typing import Any

    from sig.domain.regions import Region

Body = dict[str, "Any"]
ANY = "default"
"""The word in a price file for every region or geography that it does not name."""

GIVEN, DISKS, UNKNOWN = "given", "disks", "unknown"


class Copies(NamedTuple):
    """The replicas of a version in one region."""

    region: Region
    storage_type: str
    replicas: int


class Kept(NamedTuple):
    """A version as its owner pays for it.

    ``size_gb`` is that of one replica, None where it is not known; ``basis`` says where it comes from: ``given``,
    the sum of the ``disks``, which is the most that they can occupy, or ``unknown``. ``source`` is the region that
    the first copies come from.
    """

    name: str
    size_gb: float | None
    basis: str
    source: Region
    copies: tuple[Copies, ...]
    is_shallow: bool = False

    @property
    def snapshots(self) -> int:
        """One for each replica; shallow replication makes none."""
        return 0 if self.is_shallow else sum(copy.replicas for copy in self.copies)

    @property
    def copied_regions(self) -> int:
        """The regions that a first replica is sent to; others there are made of it, free of egress."""
        return 0 if self.is_shallow else sum(copy.region != self.source for copy in self.copies)


class Prices(NamedTuple):
    """Prices of a day: of a GB stored for a month by region and storage type, of a GB sent by geography."""

    date: str
    currency: str
    storage: Mapping[str, Mapping[str, Decimal]]
    egress: Mapping[str, Decimal]

    def of_storage(self, copies: Copies) -> Decimal | None:
        found = self.storage.get(copies.region.name, {}).get(copies.storage_type)
        return self.storage.get(ANY, {}).get(copies.storage_type) if found is None else found

    def of_egress(self, source: Region) -> Decimal | None:
        found = self.egress.get(source.geography)
        return self.egress.get(ANY) if found is None else found


def check_size(size_gb: float | None) -> None:
    """Raises InvalidParameter for a size that no image has."""
    if size_gb is not None and not 0 < size_gb <= _LARGEST_GB:
        raise InvalidParameter(
            f"An image does not occupy {size_gb:g} GB.",
            target="sizeGb",
            hint="Give the GB that one copy occupies, more than 0: what is written, not how large the disks are.",
            rule="R256",
        )


_LARGEST_GB = 65536 * 65  # the OS disk and 64 data disks of the largest size


def hypothetical(size_gb: float, copies: Sequence[Copies]) -> Kept:
    """A version that is not stored; its source is in the region named first."""
    return Kept("-", size_gb, GIVEN, copies[0].region, tuple(copies))


def stored(name: str, body: Body, size_gb: float | None, *, is_soft_deleted: bool = False) -> Kept:
    """The version with that ``body``; ``size_gb`` is for one whose disks do not show their sizes.

    Of a soft-deleted version one replica in each region is paid for. Source: SPEC §5.3.
    """
    properties = body.get("properties", {})
    published = properties.get("publishingProfile", {})
    copies = tuple(
        Copies(
            regions.require(target["name"], "versions"),
            target.get("storageAccountType", "Standard_LRS"),
            1 if is_soft_deleted else target.get("regionalReplicaCount", 1),
        )
        for target in published.get("targetRegions", ())
    )
    known = _disks_gb(properties.get("storageProfile", {}))
    basis = DISKS if known is not None else UNKNOWN if size_gb is None else GIVEN
    return Kept(
        name=name,
        size_gb=size_gb if known is None else known,
        basis=basis,
        source=regions.require(body["location"], "versions"),
        copies=copies,
        is_shallow=published.get("replicationMode") == "Shallow",
    )


def estimate(versions: Iterable[Kept], prices: Prices | None) -> Body:
    """The quantities of ``versions``, by version and in all, and with ``prices`` what they cost.

    Versions of unknown size count as snapshots; their GB are in no sum, and they are named.
    """
    found = list(versions)
    answer: Body = {
        "versions": [_quantities(version) for version in found],
        "snapshots": sum(version.snapshots for version in found),
        "storedGb": _rounded(sum(_stored_gb(version) for version in found)),
        "egressGb": _rounded(sum(_egress_gb(version) for version in found)),
        "unknownSizes": [version.name for version in found if version.size_gb is None and version.snapshots],
        "byRegion": _by_region(found),
    }
    return answer if prices is None else {**answer, "cost": _cost(found, prices)}


def _disks_gb(storage: Body) -> float | None:
    """The sizes of the disks together; None where the OS disk, or a data disk, does not show its own."""
    disks = [storage.get("osDiskImage", {}), *storage.get("dataDiskImages", ())]
    sizes = [disk.get("sizeInGB") for disk in disks]
    return None if None in sizes else float(sum(size for size in sizes if size is not None))


def _quantities(version: Kept) -> Body:
    return {
        "name": version.name,
        "sizeGb": None if version.size_gb is None else _rounded(version.size_gb),
        "sizeFrom": version.basis,
        "regions": len(version.copies),
        "snapshots": version.snapshots,
        "storedGb": None if version.size_gb is None else _rounded(_stored_gb(version)),
        "egressGb": None if version.size_gb is None else _rounded(_egress_gb(version)),
    }


def _by_region(versions: Sequence[Kept]) -> list[Body]:
    totals: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0])
    for version in versions:
        for copy in () if version.is_shallow else version.copies:
            total = totals[copy.region.name, copy.storage_type]
            total[0] += copy.replicas
            total[1] += (version.size_gb or 0) * copy.replicas
    return [
        {"region": region, "storageAccountType": kind, "snapshots": int(count), "storedGb": _rounded(size)}
        for (region, kind), (count, size) in sorted(totals.items())
    ]


def _cost(versions: Sequence[Kept], prices: Prices) -> Body:
    from decimal import Decimal

    storage, egress, unpriced = Decimal(), Decimal(), set()
    for version in versions:
        size = Decimal(str(version.size_gb or 0))
        for copy in () if version.is_shallow else version.copies:
            price = prices.of_storage(copy)
            if price is None:
                unpriced.add(f"storage: {copy.storage_type} in {copy.region.name}")
            storage += size * copy.replicas * (price or 0)
        if version.copied_regions:
            price = prices.of_egress(version.source)
            if price is None:
                unpriced.add(f"egress: from {version.source.geography}")
            egress += size * version.copied_regions * (price or 0)
    return {
        "pricesOf": prices.date,
        "currency": prices.currency,
        "storagePerMonth": float(round(storage, 2)),
        "egressOnce": float(round(egress, 2)),
        "unpriced": sorted(unpriced),
    }


def _stored_gb(version: Kept) -> float:
    return (version.size_gb or 0) * version.snapshots


def _egress_gb(version: Kept) -> float:
    return (version.size_gb or 0) * version.copied_regions


def _rounded(size: float) -> float | int:
    """GB to three places; whole ones without a point."""
    rounded = round(size, 3)
    return int(rounded) if rounded == int(rounded) else rounded
