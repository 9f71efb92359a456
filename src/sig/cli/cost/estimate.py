"""``sig cost estimate``"""

from __future__ import annotations

from sig.cli import publishing_words
from sig.cli.grammar import UsageError
from sig.cli.printing import Result, prose
from sig.cli.session import context
from sig.domain import costing
from sig.service import costs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt
    from sig.domain.costing import Prices


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
        asked = publishing_words.target_regions(regions) or ()
        data = costs.estimate_new(context(), size_gb, asked, replicas, dated)
    return Result(data, _rows, text=prose(_text, data))


def _prices(path: str) -> Prices:
    from sig.cli.text_files import text
    from sig.wire import prices

    return prices.read(text(path))


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
    columns: tuple[str, ...] = ("name", "sizeGb", "sizeFrom", "regions", "snapshots", "storedGb", "egressGb")
    total = {
        "name": "Total",
        "snapshots": data["snapshots"],
        "storedGb": data["storedGb"],
        "egressGb": data["egressGb"],
    }
    if "cost" in data:
        columns += ("storagePerMonth", "egressOnce", "currency")
        total.update(data["cost"])
    rows = [*data["versions"], total]
    return [{name: row.get(name) for name in columns} for row in rows]
