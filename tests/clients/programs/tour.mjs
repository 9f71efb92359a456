// All of a gallery's resources made, changed, shared, listed and deleted with @azure/arm-compute; prints what it saw.
import { ComputeManagementClient } from "@azure/arm-compute";
import { ClientSecretCredential, EnvironmentCredential } from "@azure/identity";

const url = process.env.ARM_RESOURCE_MANAGER_ENDPOINT;
const subscription = process.env.AZURE_SUBSCRIPTION_ID;
const [group, gallery, image, version] = ["images", "Contoso", "ubuntu", "1.0.0"];
const source = `/subscriptions/${subscription}/resourceGroups/images/providers/Microsoft.Compute/images/web`;
const credential =
  process.argv[2] === "environment"
    ? new EnvironmentCredential()
    : new ClientSecretCredential("11111111-1111-1111-1111-111111111111", "any", "any", {
        authorityHost: url,
        disableInstanceDiscovery: true,
      });
const client = new ComputeManagementClient(credential, subscription, {
  endpoint: url,
  credentials: { scopes: [`${url}/.default`] },
});

async function names(pages) {
  const found = [];
  for await (const item of pages) found.push(item.name);
  return found;
}

async function refusal(action) {
  try {
    await action();
    return null;
  } catch (error) {
    return [error.statusCode, error.code];
  }
}

const seen = {};
const made = await client.galleries
  .createOrUpdate(group, gallery, { location: "westus", sharingProfile: { permissions: "Groups" } })
  .pollUntilDone();
seen.gallery = made.provisioningState;
seen.tags = (await client.galleries.update(group, gallery, { tags: { stage: "test" } }).pollUntilDone()).tags;
const defined = await client.galleryImages.createOrUpdate(group, gallery, image, {
  location: "westus",
  osType: "Linux",
  osState: "Generalized",
  identifier: { publisher: "Contoso", offer: "Ubuntu", sku: "22_04" },
});
seen.definition = defined.provisioningState;
const published = await client.galleryImageVersions.createOrUpdate(group, gallery, image, version, {
  location: "westus",
  publishingProfile: { targetRegions: [{ name: "westus" }, { name: "eastus", regionalReplicaCount: 2 }] },
  storageProfile: { source: { id: source } },
});
seen.version = published.provisioningState;
seen.regions = published.publishingProfile.targetRegions.map((region) => region.name);
const status = await client.galleryImageVersions.get(group, gallery, image, version, { expand: "ReplicationStatus" });
seen.replicated = status.replicationStatus.aggregatedState;
await client.gallerySharingProfile.update(group, gallery, {
  operationType: "Add",
  groups: [{ type: "Subscriptions", ids: ["22222222-2222-2222-2222-222222222222"] }],
});
seen.shared = (await client.galleries.get(group, gallery, { select: "Permissions" })).sharingProfile.groups[0].ids;
seen.lists = [
  await names(client.galleries.list()),
  await names(client.galleries.listByResourceGroup(group)),
  await names(client.galleryImages.listByGallery(group, gallery)),
  await names(client.galleryImageVersions.listByGalleryImage(group, gallery, image)),
];
seen.refused = await refusal(() => client.galleries.delete(group, gallery));
await client.galleryImageVersions.delete(group, gallery, image, version);
await client.galleryImages.delete(group, gallery, image);
await client.gallerySharingProfile.update(group, gallery, { operationType: "Reset" });
await client.galleries.delete(group, gallery);
seen.absent = await refusal(() => client.galleries.get(group, gallery));
console.log(JSON.stringify(seen));
