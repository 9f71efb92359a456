"""All of a gallery's resources made, changed, shared, listed and deleted with azure-mgmt-compute; prints what it saw.

Usage: tour.py sync|aio|environment
"""

import asyncio
import json
import os
import sys
from typing import Any

from azure.core.exceptions import HttpResponseError, ResourceNotFoundError

URL = os.environ["ARM_RESOURCE_MANAGER_ENDPOINT"]
SUBSCRIPTION = os.environ["AZURE_SUBSCRIPTION_ID"]
GROUP, GALLERY, IMAGE, VERSION = "images", "Contoso", "ubuntu", "1.0.0"
SOURCE = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/images/providers/Microsoft.Compute/images/web"
DEFINITION = {
    "location": "westus",
    "properties": {
        "osType": "Linux",
        "osState": "Generalized",
        "identifier": {"publisher": "Contoso", "offer": "Ubuntu", "sku": "22_04"},
    },
}
PUBLISHED = {
    "location": "westus",
    "properties": {
        "publishingProfile": {"targetRegions": [{"name": "westus"}, {"name": "eastus", "regionalReplicaCount": 2}]},
        "storageProfile": {"source": {"id": SOURCE}},
    },
}
SHARED = {
    "operationType": "Add",
    "groups": [{"type": "Subscriptions", "ids": ["22222222-2222-2222-2222-222222222222"]}],
}


def settings() -> dict[str, Any]:
    return {"base_url": URL, "credential_scopes": [f"{URL}/.default"]}


def synchronous(credential: Any) -> dict[str, Any]:
    from azure.mgmt.compute import ComputeManagementClient

    client = ComputeManagementClient(credential, SUBSCRIPTION, **settings())
    seen: dict[str, Any] = {}
    gallery = {"location": "westus", "properties": {"sharingProfile": {"permissions": "Groups"}}}
    made = client.galleries.begin_create_or_update(GROUP, GALLERY, gallery).result()
    seen["gallery"] = made.provisioning_state
    seen["tags"] = client.galleries.begin_update(GROUP, GALLERY, {"tags": {"stage": "test"}}).result().tags
    seen["definition"] = (
        client.gallery_images.begin_create_or_update(GROUP, GALLERY, IMAGE, DEFINITION).result().provisioning_state
    )
    version = client.gallery_image_versions.begin_create_or_update(GROUP, GALLERY, IMAGE, VERSION, PUBLISHED).result()
    seen["version"] = version.provisioning_state
    seen["regions"] = [region.name for region in version.publishing_profile.target_regions]
    status = client.gallery_image_versions.get(GROUP, GALLERY, IMAGE, VERSION, expand="ReplicationStatus")
    seen["replicated"] = status.replication_status.aggregated_state
    client.gallery_sharing_profile.begin_update(GROUP, GALLERY, SHARED).result()
    shown = client.galleries.get(GROUP, GALLERY, select="Permissions")
    seen["shared"] = shown.sharing_profile.groups[0].ids
    seen["lists"] = [
        [item.name for item in client.galleries.list()],
        [item.name for item in client.galleries.list_by_resource_group(GROUP)],
        [item.name for item in client.gallery_images.list_by_gallery(GROUP, GALLERY)],
        [item.name for item in client.gallery_image_versions.list_by_gallery_image(GROUP, GALLERY, IMAGE)],
    ]
    try:
        client.galleries.begin_delete(GROUP, GALLERY).result()
    except HttpResponseError as refusal:
        seen["refused"] = [refusal.status_code, refusal.error.code]
    client.gallery_image_versions.begin_delete(GROUP, GALLERY, IMAGE, VERSION).result()
    client.gallery_images.begin_delete(GROUP, GALLERY, IMAGE).result()
    client.gallery_sharing_profile.begin_update(GROUP, GALLERY, {"operationType": "Reset"}).result()
    client.galleries.begin_delete(GROUP, GALLERY).result()
    try:
        client.galleries.get(GROUP, GALLERY)
    except ResourceNotFoundError as absent:
        seen["absent"] = [absent.status_code, absent.error.code]
    return seen


async def asynchronous() -> dict[str, Any]:
    from azure.identity.aio import ClientSecretCredential
    from azure.mgmt.compute.aio import ComputeManagementClient

    seen: dict[str, Any] = {}
    credential = ClientSecretCredential("adfs", "any", "any", authority=URL)
    async with credential, ComputeManagementClient(credential, SUBSCRIPTION, **settings()) as client:
        gallery = {"location": "westus", "properties": {"sharingProfile": {"permissions": "Groups"}}}
        made = await (await client.galleries.begin_create_or_update(GROUP, GALLERY, gallery)).result()
        seen["gallery"] = made.provisioning_state
        changed = await (await client.galleries.begin_update(GROUP, GALLERY, {"tags": {"stage": "test"}})).result()
        seen["tags"] = changed.tags
        defined = await client.gallery_images.begin_create_or_update(GROUP, GALLERY, IMAGE, DEFINITION)
        seen["definition"] = (await defined.result()).provisioning_state
        published = await client.gallery_image_versions.begin_create_or_update(
            GROUP, GALLERY, IMAGE, VERSION, PUBLISHED
        )
        version = await published.result()
        seen["version"] = version.provisioning_state
        seen["regions"] = [region.name for region in version.publishing_profile.target_regions]
        status = await client.gallery_image_versions.get(GROUP, GALLERY, IMAGE, VERSION, expand="ReplicationStatus")
        seen["replicated"] = status.replication_status.aggregated_state
        await (await client.gallery_sharing_profile.begin_update(GROUP, GALLERY, SHARED)).result()
        shown = await client.galleries.get(GROUP, GALLERY, select="Permissions")
        seen["shared"] = shown.sharing_profile.groups[0].ids
        seen["lists"] = [
            [item.name async for item in client.galleries.list()],
            [item.name async for item in client.galleries.list_by_resource_group(GROUP)],
            [item.name async for item in client.gallery_images.list_by_gallery(GROUP, GALLERY)],
            [item.name async for item in client.gallery_image_versions.list_by_gallery_image(GROUP, GALLERY, IMAGE)],
        ]
        try:
            await (await client.galleries.begin_delete(GROUP, GALLERY)).result()
        except HttpResponseError as refusal:
            seen["refused"] = [refusal.status_code, refusal.error.code]
        await (await client.gallery_image_versions.begin_delete(GROUP, GALLERY, IMAGE, VERSION)).result()
        await (await client.gallery_images.begin_delete(GROUP, GALLERY, IMAGE)).result()
        await (await client.gallery_sharing_profile.begin_update(GROUP, GALLERY, {"operationType": "Reset"})).result()
        await (await client.galleries.begin_delete(GROUP, GALLERY)).result()
        try:
            await client.galleries.get(GROUP, GALLERY)
        except ResourceNotFoundError as absent:
            seen["absent"] = [absent.status_code, absent.error.code]
    return seen


def main() -> None:
    from azure.identity import ClientSecretCredential, DefaultAzureCredential

    if sys.argv[1] == "aio":
        seen = asyncio.run(asynchronous())
    elif sys.argv[1] == "environment":
        seen = synchronous(DefaultAzureCredential())
    else:
        tenant = "11111111-1111-1111-1111-111111111111"
        seen = synchronous(ClientSecretCredential(tenant, "any", "any", authority=URL, disable_instance_discovery=True))
    sys.stdout.write(f"{json.dumps(seen)}\n")


main()
