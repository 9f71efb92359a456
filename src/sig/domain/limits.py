"""How many galleries, definitions and versions a subscription may hold in one region."""

from __future__ import annotations

from sig.domain.errors import QuotaExceeded
from sig.domain.records import NamedTuple
from sig.domain.resource_id import COMPUTE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.profile import Profile

_GALLERIES = ("resourceGroups", "providers", "galleries")


class Quota(NamedTuple):
    """A limit on the resources of one type; each counts in the region that is its location. Source: SPEC §2.8."""

    name: str
    title: str
    type: str
    figure: str  # the field of the profile that has the limit
    collections: tuple[str, ...]  # where the resources lie, from the subscription down

    def limit(self, profile: Profile) -> int:
        limit: int = getattr(profile, self.figure)
        return limit


QUOTAS = (
    Quota("galleries", "Galleries", f"{COMPUTE}/galleries", "max_galleries", _GALLERIES),
    Quota(
        "galleryImages",
        "Gallery Image Definitions",
        f"{COMPUTE}/galleries/images",
        "max_definitions",
        (*_GALLERIES, "images"),
    ),
    Quota(
        "galleryImageVersions",
        "Gallery Image Versions",
        f"{COMPUTE}/galleries/images/versions",
        "max_versions",
        (*_GALLERIES, "images", "versions"),
    ),
)


def quota_of(resource_type: str) -> Quota:
    return next(quota for quota in QUOTAS if quota.type.casefold() == resource_type.casefold())


def refuse(quota: Quota, current: int, profile: Profile, region: str) -> QuotaExceeded:
    """The refusal of one more where there are ``current``. Source: SPEC R015, §2.8."""
    return QuotaExceeded(
        f"Operation results in exceeding quota limits of {quota.title}. Maximum allowed: {quota.limit(profile)}, "
        f"Current in use: {current}, Additional requested: 1, Location: '{region}'.",
        target=quota.type,
        hint="Delete what is no longer needed, or use another region or subscription (--location, --subscription). "
        f"What is in use: sig usage list -l {region}.",
        rule="R015",
    )


# Difference from Azure: Quotas have names of their own. What the service calls them in az vm list-usage is not known.
def usage(quota: Quota, current: int, profile: Profile, region: str) -> dict[str, Any]:
    """How much of ``quota`` is in use, with what az vm list-usage says of others, the region and what is left."""
    limit = quota.limit(profile)
    return {
        "currentValue": current,
        "headRoom": max(0, limit - current),
        "limit": limit,
        "localName": quota.title,
        "location": region,
        "name": {"localizedValue": quota.title, "value": quota.name},
        "unit": "Count",
    }
