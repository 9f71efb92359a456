"""``sig cost estimate``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli import publishing_words
from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.session import context, current
from sig.domain import costing, publishing
from sig.service import costs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sig.cli import options as opt
    from sig.domain.costing import Copies, Prices


def command(
    resource_group: opt.ResourceGroupFilter = None,
    gallery_name: opt.GalleryFilter = None,
    gallery_image_definition: opt.DefinitionFilter = None,
    size_gb: opt.SizeGb = None,
    regions: opt.CostRegions = None,
    replicas: opt.CostReplicas = None,
    prices: opt.Prices = None,
) -> Result:
    """Estimate snapshots, stored GB and egress of stored versions, or of an image with --size-gb and --regions.

    Examples:
        sig cost estimate -g images -r Contoso --size-gb 10 -o table
        sig cost estimate --size-gb 10 --regions westus eastus northeurope --replicas 2
    """
    dated = _prices(prices) if prices is not None else None
    if regions is None:
        if replicas is not None:
            raise UsageError("usage error: --replicas goes with --regions.", hint="Name the regions too.")
        data = costs.estimate(context(), resource_group, gallery_name, gallery_image_definition, size_gb, dated)
    else:
        if gallery_name or gallery_image_definition:
            raise UsageError(
                "usage error: --regions is for an image that is not stored.", hint="Leave -r and -i out, or --regions."
            )
        if size_gb is None:
            raise UsageError("usage error: --regions needs --size-gb.", hint="Say how many GB one copy occupies.")
        costing.check_size(size_gb)
        data = costing.estimate([costing.hypothetical(size_gb, _copies(regions, replicas))], dated)
    session = current()
    as_text = session.output is None and session.query is None
    return Result(data, _rows, text=_text(data) if as_text else None)


def _prices(path: str) -> Prices:
    from sig.cli.source import files
    from sig.wire import prices

    return prices.read(files.text(path))


def _copies(words: Sequence[str], replicas: int | None) -> list[Copies]:
    """The regions as a version published to them would have them, with its rules for counts and storage types."""
    from sig.domain import regions

    around = context()
    asked = publishing_words.target_regions(words) or ()
    home = regions.require(asked[0].name or "", "versions", target="regions")
    request = publishing.PublishingProfile(target_regions=asked, replica_count=replicas)
    published = publishing.published(request, None, home, around.profile, around.clock.now())
    return [
        costing.Copies(
            regions.require(target.name or "", "versions"),
            str(target.storage_account_type),
            target.regional_replica_count or 1,
        )
        for target in published.target_regions or ()
    ]


def _text(data: dict[str, Any]) -> str:
    lines = [
        f"Snapshots:  {data['snapshots']:,}",
        f"Stored:     {data['storedGb']:,} GB",
        f"Egress:     {data['egressGb']:,} GB, once",
    ]
    if any(version["sizeFrom"] == costing.DISKS for version in data["versions"]):
        lines.append("Sizes of disks are counted whole: what they occupy, and what is paid for, is less.")
    if data["unknownSizes"]:
        lines.append(f"Not counted, size unknown: {', '.join(data['unknownSizes'])}. Give it: --size-gb.")
    if "cost" in data:
        cost = data["cost"]
        lines += [
            f"Storage:    {cost['storagePerMonth']:,.2f} {cost['currency']} a month, at prices of {cost['pricesOf']}",
            f"Copying:    {cost['egressOnce']:,.2f} {cost['currency']}, once",
        ]
        if cost["unpriced"]:
            lines.append(f"Without a price: {', '.join(cost['unpriced'])}.")
    return "\n".join([*lines, ""])


def _rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    names = ("name", "sizeGb", "sizeFrom", "regions", "snapshots", "storedGb", "egressGb")
    total = {
        "name": "Total",
        "snapshots": data["snapshots"],
        "storedGb": data["storedGb"],
        "egressGb": data["egressGb"],
    }
    rows = [*data["versions"], total]
    return [{name[:1].upper() + name[1:]: row.get(name) for name in names} for row in rows]
