"""Regions in any spelling: found, shown by display name, checked for what they can hold."""

from __future__ import annotations

from sig.domain.errors import InvalidParameter, LocationNotAvailable
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.region_table import TABLE

PUBLIC_CLOUD = "AzureCloud"


class Region(NamedTuple):
    """One Azure region. ``name`` is canonical (``westus2``), ``display_name`` is what responses show."""

    name: str
    display_name: str
    cloud: str
    geography: str
    paired: str | None
    has_zones: bool
    has_zrs: bool
    by_request: bool


_ROWS = {row[0]: row for row in TABLE}


def canonical(text: str) -> str:
    """``West US 2``, ``WestUS2`` and ``westus2`` are one region: lower case without spaces. Source: SPEC §6."""
    return "".join(text.split()).lower()


def find(text: str) -> Region | None:
    row = _ROWS.get(canonical(text))
    return Region(*row) if row else None


def public_regions() -> tuple[Region, ...]:
    """The regions of the public cloud, in order of their names."""
    return tuple(Region(*row) for row in sorted(TABLE) if row[2] == PUBLIC_CLOUD)


def require(text: str, resource_type: str, *, target: str = "location", rule: str = "R004") -> Region:
    """The region that ``text`` names.

    Raises LocationNotAvailable for a name that no region of the public cloud has; a region of
    another cloud is named as such. Source: SPEC R004, R044, R101.
    """
    region = find(text)
    if region is not None and region.cloud == PUBLIC_CLOUD:
        return region
    if region is not None:
        hint = f"'{region.name}' is a region of {region.cloud}; images cannot be replicated to another cloud."
    else:
        hint = _suggestion(text)
    available = ",".join(known.name for known in public_regions())
    raise LocationNotAvailable(
        f"The provided location '{shown(text)}' is not available for resource type '{resource_type}'. "
        f"List of available regions for the resource type is '{available}'.",
        target=target,
        hint=hint,
        rule="R101" if region else rule,
    )


# Difference from Azure: Where zone-redundant storage exists is a table. Standard_ZRS is refused outside the regions
# that have zones, among them UK West, which the help of az uses as its example.
def require_zrs(region: Region, *, target: str) -> None:
    """Raises InvalidParameter where zone-redundant storage does not exist. Source: SPEC R032."""
    if not region.has_zrs:
        raise InvalidParameter(
            f"ZRS storage account type is not supported in this region: '{region.display_name}'.",
            target=target,
            hint="Use Standard_LRS or Premium_LRS there, or a region that has availability zones.",
            rule="R032",
        )


def _suggestion(text: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(canonical(text), list(_ROWS), n=3)
    if close:
        return f"Did you mean {', '.join(close)}?"
    return "Run 'sig account list-locations -o table' for the list."
