"""A world made through the server: galleries of every kind with a version each, and registered sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain.choices import Architecture, HostCaching, HyperVGeneration, OsState, OsType
from sig.domain.resource_id import compute_id
from sig.domain.source import Source, SourceProperties
from sig.domain.storage_profile import DataDiskImage
from sig.service import sources
from worlds import SUB

if TYPE_CHECKING:
    from server.asgi_client import Client
    from sig.service.context import Context

SUBSCRIPTION = f"/subscriptions/{SUB}"
GROUP = f"{SUBSCRIPTION}/resourceGroups/images"
COMPUTE = f"{GROUP}/providers/Microsoft.Compute"
WEST_US = f"{SUBSCRIPTION}/providers/Microsoft.Compute/locations/westus"
UNIQUE_NAME = f"{SUB}-SHARED"
TENANT = "11111111-1111-1111-1111-111111111111"
IMAGE = f"{COMPUTE}/images/web-41"
PACKAGE = "https://contoso.blob.core.windows.net/packages/agent.zip"
_SOURCES = {
    "images": "web-41",
    "virtualMachines": "builder",
    "disks": "os",
    "snapshots": "os-41",
    "diskEncryptionSets": "keys",
}
# What stands in paths, first what is there; now and then something that is not; last what can be deleted.
_NAMES = {
    "subscription": [SUB],
    "group": ["images", "Images", "spare"],
    "gallery": ["Contoso", "Shared", "Public", "Bin", "Other", "Spare"],
    "image": ["web", "db"],
    "application": ["agent", "other"],
    "profile": ["guard", "other"],
    "version": ["1.0.0", "1.1.0"],
    "location": ["westus", "eastus"],
    "namespace": ["Microsoft.Compute", "microsoft.resources"],
    "artifactType": ["Images", "images"],
}
_LINUX = {"osType": "Linux", "osState": "Generalized", "hyperVGeneration": "V2"}
_COMMUNITY = {
    "publisherUri": "https://contoso.example",
    "publisherContact": "images@contoso.example",
    "eula": "https://contoso.example/eula",
    "publicNamePrefix": "contoso",
}


def gallery(client: Client, name: str = "Contoso", **properties: Any) -> str:
    """The path of a new gallery."""
    path = f"{COMPUTE}/galleries/{name}"
    assert client.put(path, {"location": "westus", "properties": properties}).status == 201
    return path


def definition(client: Client, of: str, name: str = "web") -> str:
    path = f"{of}/images/{name}"
    identifier = {"publisher": "Contoso", "offer": "Web", "sku": "1"}
    body = {"location": "westus", "properties": {**_LINUX, "identifier": identifier}}
    assert client.put(path, body).status == 201
    return path


def version(client: Client, of: str, name: str = "1.0.0", **profile: Any) -> str:
    path = f"{of}/versions/{name}"
    properties = {"storageProfile": {"source": {"id": IMAGE}}, "publishingProfile": profile}
    assert client.put(path, {"location": "westus", "properties": properties}).status == 201
    return path


def application_version(client: Client, of: str, name: str = "agent") -> str:
    """The path of version 1.0.0 of a new application in the gallery ``of``."""
    application = f"{of}/applications/{name}"
    body: dict[str, Any] = {"location": "westus", "properties": {"supportedOSType": "Linux"}}
    assert client.put(application, body).status == 201
    profile = {"source": {"mediaLink": PACKAGE}, "manageActions": {"install": "./install.sh", "remove": "./remove.sh"}}
    body = {"location": "westus", "properties": {"publishingProfile": profile}}
    assert client.put(f"{application}/versions/1.0.0", body).status == 201
    return f"{application}/versions/1.0.0"


def profile_version(client: Client, of: str, name: str = "guard") -> str:
    """The path of version 1.0.0 of a new access control profile in the gallery ``of``."""
    profile = f"{of}/inVMAccessControlProfiles/{name}"
    properties = {"osType": "Linux", "applicableHostEndpoint": "IMDS"}
    assert client.put(profile, {"location": "westus", "properties": properties}).status == 201
    properties = {"mode": "Audit", "defaultAccess": "Allow"}
    assert client.put(f"{profile}/versions/1.0.0", {"location": "westus", "properties": properties}).status == 201
    return f"{profile}/versions/1.0.0"


def with_version(client: Client, name: str, **properties: Any) -> str:
    """The path of a new gallery that holds web/1.0.0."""
    path = gallery(client, name, **properties)
    version(client, definition(client, path))
    return path


def furnish(client: Client, context: Context) -> None:
    """Make the whole world in the empty store of ``context``, which ``client`` looks at."""
    assert client.put(GROUP, {"location": "westus", "tags": {"team": "images"}}, api_version="2024-11-01").status == 201
    add_sources(context)
    main = with_version(client, "Contoso", description="Base images")
    application_version(client, main)
    profile_version(client, main)
    share(client)
    publish(client)
    bin_ = with_version(client, "Bin", softDeletePolicy={"isSoftDeleteEnabled": True})
    gallery(client, "Spare")
    assert (
        client.put(f"{SUBSCRIPTION}/resourceGroups/spare", {"location": "westus"}, api_version="2024-11-01").status
        == 201
    )
    assert client.delete(f"{bin_}/images/web/versions/1.0.0").status == 202


def share(client: Client) -> None:
    """A gallery that the subscription and its tenant see as shared with them."""
    path = with_version(client, "Shared", sharingProfile={"permissions": "Groups"})
    groups = [{"type": "Subscriptions", "ids": [SUB]}, {"type": "AADTenants", "ids": [TENANT]}]
    assert client.post(f"{path}/share", {"operationType": "Add", "groups": groups}).status == 202


def publish(client: Client) -> None:
    """A gallery that the community sees."""
    profile = {"permissions": "Community", "communityGalleryInfo": _COMMUNITY}
    path = with_version(client, "Public", sharingProfile=profile)
    assert client.post(f"{path}/share", {"operationType": "EnableCommunity", "groups": []}).status == 202


def public_name(client: Client) -> str:
    """The name of the community gallery."""
    profile = client.get(f"{COMPUTE}/galleries/Public").json()["properties"]["sharingProfile"]
    [name] = profile["communityGalleryInfo"]["publicNames"]
    return str(name)


def add_sources(context: Context) -> None:
    """A source of each kind that has a path of its own, in the group."""
    disks = (DataDiskImage(lun=0, size_in_gb=10, host_caching=HostCaching.NONE),)
    image = SourceProperties(
        os_type=OsType.LINUX,
        os_state=OsState.GENERALIZED,
        hyper_v_generation=HyperVGeneration.V2,
        size_in_gb=30,
        host_caching=HostCaching.READ_WRITE,
        data_disks=disks,
    )
    disk = SourceProperties(os_type=OsType.LINUX, size_in_gb=30, architecture=Architecture.X64)
    told = {
        "images": ("web-41", image),
        "virtualMachines": ("builder", image),
        "disks": ("os", disk),
        "snapshots": ("os-41", disk),
        "diskEncryptionSets": ("keys", SourceProperties()),
    }
    for collection, (name, properties) in told.items():
        identifier = compute_id(SUB, "images", collection, name)
        sources.add(context, identifier, Source(location="westus", properties=properties))


def values(template: str, parameter: str, public: str) -> list[str]:
    """Names for ``parameter`` in paths of ``template``; ``public`` is the name of the community gallery."""
    if parameter == "gallery" and "/sharedGalleries/" in template:
        return [UNIQUE_NAME]
    if parameter == "gallery" and "/communityGalleries/" in template:
        return [public]
    if parameter == "gallery" and template.endswith("/share"):
        return ["Shared", "Public", "Contoso"]
    if parameter == "source":
        return [_SOURCES[template.split("/")[-2]], "absent"]
    return _NAMES.get(parameter, [])
