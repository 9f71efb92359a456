"""Resource providers on the wire: what is served here, by type, with its regions and api-versions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sig.domain import regions
from sig.domain.names import shown
from sig.domain.source import TYPES, SourceKind
from sig.server.api_versions import COMPUTE_VERSIONS, CONTROL_VERSIONS, GALLERY_VERSIONS
from sig.server.errors import InvalidResourceNamespace
from sig.server.exchange import Answer
from sig.server.routing import COMPUTE, SUBSCRIPTION_PATH, route

if TYPE_CHECKING:
    from sig.server.exchange import Call

_GALLERY_TYPES = (
    "galleries",
    "galleries/images",
    "galleries/images/versions",
    "galleries/applications",
    "galleries/applications/versions",
    "galleries/inVMAccessControlProfiles",
    "galleries/inVMAccessControlProfiles/versions",
    "galleries/softDeletedArtifactTypes/artifacts/versions",
    "locations/sharedGalleries",
    "locations/communityGalleries",
    "locations/capsOperations",
    "locations/usages",
)
_SOURCE_TYPES = tuple(TYPES[kind].partition("/")[2] for kind in SourceKind if kind is not SourceKind.VHD)
_CONTROL_TYPES = {
    "Microsoft.Authorization": ("locks",),
    "Microsoft.ResourceGraph": ("resources",),
    "Microsoft.Resources": ("subscriptions", "tenants", "providers", "resourceGroups", "resources", "locations"),
}
_PROVIDER_PATH = f"{SUBSCRIPTION_PATH}/providers/{{namespace}}"


@route(
    "GET",
    f"{SUBSCRIPTION_PATH}/providers",
    operation="Providers_List",
    summary="The resource providers, all of them registered.",
)
def listed(call: Call) -> Answer:
    return Answer(body={"value": [_shown(call, namespace) for namespace in _types()]})


@route("GET", _PROVIDER_PATH, operation="Providers_Get", summary="A resource provider.")
def show(call: Call) -> Answer:
    return Answer(body=_shown(call, _namespace(call)))


# Difference from Azure: Providers are registered from the start. Registering one again answers as Azure does; none can
# be unregistered.
@route(
    "POST",
    f"{_PROVIDER_PATH}/register",
    operation="Providers_Register",
    summary="Register a resource provider.",
    only_reads=True,
)
def register(call: Call) -> Answer:
    return Answer(body=_shown(call, _namespace(call)))


@cache
def _types() -> dict[str, list[dict[str, Any]]]:
    """The resource types of each namespace."""
    everywhere = [region.display_name for region in regions.public_regions()]
    control = {
        namespace: [_type(name, [], CONTROL_VERSIONS) for name in names] for namespace, names in _CONTROL_TYPES.items()
    }
    galleries = [_type(name, everywhere, GALLERY_VERSIONS) for name in _GALLERY_TYPES]
    sources = [_type(name, everywhere, COMPUTE_VERSIONS) for name in _SOURCE_TYPES]
    return dict(sorted({**control, COMPUTE: [*galleries, *sources]}.items()))


def _type(name: str, locations: list[str], versions: tuple[str, ...]) -> dict[str, Any]:
    return {
        "resourceType": name,
        "locations": locations,
        "apiVersions": sorted(versions, reverse=True),
        "capabilities": "None",
    }


def _namespace(call: Call) -> str:
    """The namespace that the path names, as it is spelled. Raises InvalidResourceNamespace."""
    wanted = call["namespace"].casefold()
    for namespace in _types():
        if namespace.casefold() == wanted:
            return namespace
    raise InvalidResourceNamespace(
        f"The resource namespace '{shown(call['namespace'])}' is invalid.",
        hint=f"Served are: {', '.join(_types())}.",
        rule="R404",
    )


def _shown(call: Call, namespace: str) -> dict[str, Any]:
    return {
        "id": f"/subscriptions/{call.context.subscription}/providers/{namespace}",
        "namespace": namespace,
        "resourceTypes": _types()[namespace],
        "registrationState": "Registered",
        "registrationPolicy": "RegistrationRequired",
    }
