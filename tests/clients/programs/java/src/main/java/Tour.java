import com.azure.core.credential.TokenCredential;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.core.util.serializer.JacksonAdapter;
import com.azure.core.util.serializer.SerializerEncoding;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.GalleryImageInner;
import com.azure.resourcemanager.compute.fluent.models.GalleryImageVersionInner;
import com.azure.resourcemanager.compute.fluent.models.GalleryInner;
import com.azure.resourcemanager.compute.fluent.models.SharingUpdateInner;
import com.azure.resourcemanager.compute.models.GalleryArtifactVersionFullSource;
import com.azure.resourcemanager.compute.models.GalleryImageIdentifier;
import com.azure.resourcemanager.compute.models.GalleryImageVersionPublishingProfile;
import com.azure.resourcemanager.compute.models.GalleryImageVersionStorageProfile;
import com.azure.resourcemanager.compute.models.GallerySharingPermissionTypes;
import com.azure.resourcemanager.compute.models.GalleryUpdate;
import com.azure.resourcemanager.compute.models.OperatingSystemStateTypes;
import com.azure.resourcemanager.compute.models.OperatingSystemTypes;
import com.azure.resourcemanager.compute.models.ReplicationStatusTypes;
import com.azure.resourcemanager.compute.models.SelectPermissions;
import com.azure.resourcemanager.compute.models.SharingProfile;
import com.azure.resourcemanager.compute.models.SharingProfileGroup;
import com.azure.resourcemanager.compute.models.SharingProfileGroupTypes;
import com.azure.resourcemanager.compute.models.SharingUpdateOperationTypes;
import com.azure.resourcemanager.compute.models.TargetRegion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All of a gallery's resources made, changed, shared, listed and deleted with azure-resourcemanager-compute. */
public class Tour {
  static final String GROUP = "images", GALLERY = "Contoso", IMAGE = "ubuntu", VERSION = "1.0.0";

  static List<Object> refusal(Runnable action) {
    try {
      action.run();
      return null;
    } catch (ManagementException answer) {
      return List.of(answer.getResponse().getStatusCode(), answer.getValue().getCode());
    }
  }

  public static void main(String[] arguments) throws Exception {
    String url = System.getenv("ARM_RESOURCE_MANAGER_ENDPOINT");
    String subscription = System.getenv("AZURE_SUBSCRIPTION_ID");
    String tenant = "11111111-1111-1111-1111-111111111111";
    Map<String, String> endpoints = new LinkedHashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", url + "/");
    endpoints.put("managementEndpointUrl", url + "/");
    endpoints.put("activeDirectoryEndpointUrl", url + "/");
    TokenCredential credential =
        new ClientSecretCredentialBuilder()
            .tenantId(tenant)
            .clientId("any")
            .clientSecret("any")
            .authorityHost(url)
            .disableInstanceDiscovery()
            .build();
    AzureProfile profile = new AzureProfile(tenant, subscription, new AzureEnvironment(endpoints));
    ComputeManagementClient client = ComputeManager.authenticate(credential, profile).serviceClient();
    Map<String, Object> seen = new LinkedHashMap<>();

    GalleryInner made =
        client
            .getGalleries()
            .createOrUpdate(
                GROUP,
                GALLERY,
                new GalleryInner()
                    .withLocation("westus")
                    .withSharingProfile(
                        new SharingProfile().withPermissions(GallerySharingPermissionTypes.GROUPS)));
    seen.put("gallery", made.provisioningState().toString());
    GalleryUpdate update = new GalleryUpdate().withTags(Map.of("stage", "test"));
    seen.put("tags", client.getGalleries().update(GROUP, GALLERY, update).tags());
    GalleryImageInner defined =
        client
            .getGalleryImages()
            .createOrUpdate(
                GROUP,
                GALLERY,
                IMAGE,
                new GalleryImageInner()
                    .withLocation("westus")
                    .withOsType(OperatingSystemTypes.LINUX)
                    .withOsState(OperatingSystemStateTypes.GENERALIZED)
                    .withIdentifier(
                        new GalleryImageIdentifier()
                            .withPublisher("Contoso")
                            .withOffer("Ubuntu")
                            .withSku("22_04")));
    seen.put("definition", defined.provisioningState().toString());
    String source =
        "/subscriptions/" + subscription + "/resourceGroups/images/providers/Microsoft.Compute/images/web";
    GalleryImageVersionInner published =
        client
            .getGalleryImageVersions()
            .createOrUpdate(
                GROUP,
                GALLERY,
                IMAGE,
                VERSION,
                new GalleryImageVersionInner()
                    .withLocation("westus")
                    .withPublishingProfile(
                        new GalleryImageVersionPublishingProfile()
                            .withTargetRegions(
                                List.of(
                                    new TargetRegion().withName("westus"),
                                    new TargetRegion().withName("eastus").withRegionalReplicaCount(2))))
                    .withStorageProfile(
                        new GalleryImageVersionStorageProfile()
                            .withSource(new GalleryArtifactVersionFullSource().withId(source))));
    seen.put("version", published.provisioningState().toString());
    seen.put("regions", published.publishingProfile().targetRegions().stream().map(TargetRegion::name).toList());
    GalleryImageVersionInner status =
        client
            .getGalleryImageVersions()
            .getWithResponse(
                GROUP, GALLERY, IMAGE, VERSION, ReplicationStatusTypes.REPLICATION_STATUS, Context.NONE)
            .getValue();
    seen.put("replicated", status.replicationStatus().aggregatedState().toString());
    client
        .getGallerySharingProfiles()
        .update(
            GROUP,
            GALLERY,
            new SharingUpdateInner()
                .withOperationType(SharingUpdateOperationTypes.ADD)
                .withGroups(
                    List.of(
                        new SharingProfileGroup()
                            .withType(SharingProfileGroupTypes.SUBSCRIPTIONS)
                            .withIds(List.of("22222222-2222-2222-2222-222222222222")))));
    GalleryInner shown =
        client
            .getGalleries()
            .getByResourceGroupWithResponse(GROUP, GALLERY, SelectPermissions.PERMISSIONS, null, Context.NONE)
            .getValue();
    seen.put("shared", shown.sharingProfile().groups().get(0).ids());
    seen.put(
        "lists",
        List.of(
            client.getGalleries().list().stream().map(GalleryInner::name).toList(),
            client.getGalleries().listByResourceGroup(GROUP).stream().map(GalleryInner::name).toList(),
            client.getGalleryImages().listByGallery(GROUP, GALLERY).stream().map(GalleryImageInner::name).toList(),
            client.getGalleryImageVersions().listByGalleryImage(GROUP, GALLERY, IMAGE).stream()
                .map(GalleryImageVersionInner::name)
                .toList()));
    seen.put("refused", refusal(() -> client.getGalleries().delete(GROUP, GALLERY)));
    client.getGalleryImageVersions().delete(GROUP, GALLERY, IMAGE, VERSION);
    client.getGalleryImages().delete(GROUP, GALLERY, IMAGE);
    client
        .getGallerySharingProfiles()
        .update(GROUP, GALLERY, new SharingUpdateInner().withOperationType(SharingUpdateOperationTypes.RESET));
    client.getGalleries().delete(GROUP, GALLERY);
    seen.put("absent", refusal(() -> client.getGalleries().getByResourceGroup(GROUP, GALLERY)));
    System.out.println(
        JacksonAdapter.createDefaultSerializerAdapter().serialize(seen, SerializerEncoding.JSON));
    System.exit(0);
  }
}
