"""The api-versions that are known, and which members of a resource each of them shows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sig.domain.names import shown
from sig.server.errors import InvalidApiVersion, MissingApiVersion, NoRegisteredProvider
from sig.server.routing import COMPUTE

if TYPE_CHECKING:
    from collections.abc import Mapping

NEWEST = "2026-03-03"
NOTIFIES_SINCE = "2025-03-03"
"""From which api-version on the answer to a long operation says that it can be notified of."""

_GALLERIES = (
    "2018-06-01",
    "2019-03-01",
    "2019-07-01",
    "2019-12-01",
    "2020-09-30",
    "2021-07-01",
    "2021-10-01",
    "2022-01-03",
    "2022-03-03",
    "2022-08-03",
    "2023-07-03",
    "2024-03-03",
    "2025-03-03",
    NEWEST,
)
# Clients mix what they send, and a client's newest is soon another one's oldest: every version of the provider is
# taken on every path of it. Source: SERVICE-FACTS §1, CLIENTS §1.
_COMPUTE = (
    "2015-06-15",
    "2016-03-30",
    "2016-04-30-preview",
    "2017-03-30",
    "2017-12-01",
    "2018-04-01",
    "2018-10-01",
    "2020-06-01",
    "2020-12-01",
    "2021-03-01",
    "2021-04-01",
    "2021-08-01",
    "2021-11-01",
    "2021-12-01",
    "2022-03-01",
    "2022-03-02",
    "2022-07-02",
    "2022-08-01",
    "2022-11-01",
    "2023-01-02",
    "2023-03-01",
    "2023-04-02",
    "2023-07-01",
    "2023-09-01",
    "2023-10-02",
    "2024-03-01",
    "2024-03-02",
    "2024-07-01",
    "2024-11-01",
    "2025-01-02",
    "2025-04-01",
)
_CONTROL = (
    "2014-04-01-preview",
    "2015-01-01",
    "2015-07-01",
    "2015-11-01",
    "2016-02-01",
    "2016-06-01",
    "2016-09-01",
    "2017-04-01",
    "2017-05-10",
    "2018-01-01-preview",
    "2018-02-01",
    "2018-05-01",
    "2018-09-01",
    "2018-09-01-preview",
    "2019-04-01",
    "2019-05-01",
    "2019-05-10",
    "2019-06-01",
    "2019-07-01",
    "2019-08-01",
    "2019-10-01",
    "2019-11-01",
    "2020-01-01",
    "2020-04-01-preview",
    "2020-05-01",
    "2020-06-01",
    "2020-08-01",
    "2020-10-01",
    "2021-01-01",
    "2021-03-01",
    "2021-04-01",
    "2022-04-01",
    "2022-09-01",
    "2022-10-01",
    "2022-12-01",
    "2023-07-01",
    "2024-03-01",
    "2024-04-01",
    "2024-07-01",
    "2024-08-01",
    "2024-11-01",
    "2025-03-01",
    "2025-04-01",
)
GALLERY_VERSIONS = _GALLERIES
COMPUTE_VERSIONS = tuple(sorted({*_GALLERIES, *_COMPUTE}))
CONTROL_VERSIONS = _CONTROL
_COMPUTE_KNOWN = frozenset(COMPUTE_VERSIONS)
_CONTROL_KNOWN = frozenset(_CONTROL)


def checked(given: str | None, template: str) -> str:
    """The api-version of a request to ``template``, in lower case.

    Raises MissingApiVersion, InvalidApiVersion and NoRegisteredProvider. Source: SPEC §5.5.
    """
    if not given:
        raise MissingApiVersion(
            "The api-version query parameter (?api-version=) is required for all requests.",
            target="api-version",
            hint=f"Add ?api-version={NEWEST}.",
            rule="R401",
        )
    version = given.casefold()
    if f"/{COMPUTE}" not in template:
        if version not in _CONTROL_KNOWN:
            raise InvalidApiVersion(
                f"The api-version '{shown(given)}' is invalid. The supported versions are '{','.join(_CONTROL)}'.",
                target="api-version",
                rule="R402",
            )
    elif version not in _COMPUTE_KNOWN:
        kind = "/".join(template.partition(f"/{COMPUTE}/")[2].split("/")[::2])
        raise NoRegisteredProvider(
            f"No registered resource provider found for API version '{shown(given)}' for type '{kind}'. The supported "
            f"api-versions are '{', '.join(COMPUTE_VERSIONS)}'.",
            target="api-version",
            rule="R402",
        )
    return version


class _Member(NamedTuple):
    """A member that answers have from an api-version on; ``*`` in its path stands for every item of a list."""

    since: str
    path: tuple[str, ...]


def _member(since: str, path: str) -> _Member:
    return _Member(since, tuple(path.split(".")))


_PUBLISHED, _STORED = "properties.publishingProfile", "properties.storageProfile"

# Source: SPEC §5.5, SERVICE-FACTS §4-5; of VM applications, the models of the client for Python by api-version.
_SINCE: Mapping[str, tuple[_Member, ...]] = {
    "galleries": (
        _member("2020-09-30", "properties.sharingProfile"),
        _member("2021-10-01", "properties.sharingProfile.communityGalleryInfo"),
        _member("2021-07-01", "properties.softDeletePolicy"),
        _member("2026-03-03", "properties.softDeletePolicy.retentionPeriodInDays"),
        _member("2026-03-03", "properties.softDeletePolicy.gracePeriodInDays"),
        _member("2025-03-03", "identity"),
    ),
    "images": (
        _member("2021-10-01", "properties.architecture"),
        _member("2021-07-01", "properties.features"),
        _member("2024-03-03", "properties.features.*.startsAtVersion"),
    ),
    "versions": (
        _member("2022-01-03", "properties.safetyProfile"),
        _member("2024-03-03", "properties.safetyProfile.blockDeletionBeforeEndOfLife"),
        _member("2024-03-03", "properties.validationsProfile"),
        _member("2021-07-01", f"{_PUBLISHED}.replicationMode"),
        _member("2021-10-01", f"{_PUBLISHED}.targetExtendedLocations"),
        _member("2019-12-01", f"{_PUBLISHED}.targetRegions.*.encryption"),
        _member("2021-10-01", f"{_PUBLISHED}.targetRegions.*.encryption.osDiskImage.securityProfile"),
        _member("2023-07-03", f"{_PUBLISHED}.targetRegions.*.excludeFromLatest"),
        _member("2024-03-03", f"{_PUBLISHED}.targetRegions.*.additionalReplicaSets"),
        _member("2025-03-03", f"{_PUBLISHED}.storageAccountStrategy"),
        _member("2019-07-01", f"{_STORED}.osDiskImage.source"),
        _member("2023-07-03", f"{_STORED}.source.virtualMachineId"),
    ),
    "applications": (_member("2022-03-03", "properties.customActions"),),
    "applicationVersions": (
        _member("2022-03-03", "properties.safetyProfile"),
        _member("2022-01-03", f"{_PUBLISHED}.settings"),
        _member("2024-03-03", f"{_PUBLISHED}.settings.scriptBehaviorAfterReboot"),
        _member("2022-01-03", f"{_PUBLISHED}.advancedSettings"),
        _member("2022-03-03", f"{_PUBLISHED}.customActions"),
        _member("2021-07-01", f"{_PUBLISHED}.replicationMode"),
        _member("2021-10-01", f"{_PUBLISHED}.targetExtendedLocations"),
        _member("2023-07-03", f"{_PUBLISHED}.targetRegions.*.excludeFromLatest"),
        _member("2024-03-03", f"{_PUBLISHED}.targetRegions.*.additionalReplicaSets"),
        _member("2025-03-03", f"{_PUBLISHED}.storageAccountStrategy"),
    ),
}


def gated(body: dict[str, Any], kind: str, version: str) -> dict[str, Any]:
    """``body``, a resource of the collection ``kind``, as a client of api-version ``version`` sees it.

    Members that are newer are left out of a copy; ``body`` itself is not changed.
    """
    for path in _hidden(kind, version):
        body = _without(body, path)
    return body


@lru_cache
def _hidden(kind: str, version: str) -> tuple[tuple[str, ...], ...]:
    # A version of the provider that is none of galleries, as 2024-07-01, stands for the newest before it.
    return tuple(member.path for member in _SINCE.get(kind, ()) if version < member.since)


def _without(value: Any, path: tuple[str, ...]) -> Any:
    head, *rest = path
    if head == "*":
        return [_without(item, tuple(rest)) for item in value] if isinstance(value, list) else value
    if not isinstance(value, dict) or head not in value:
        return value
    if not rest:
        return {name: inner for name, inner in value.items() if name != head}
    return {**value, head: _without(value[head], tuple(rest))}
