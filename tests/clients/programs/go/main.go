// All of a gallery's resources made, changed, shared, listed and deleted with armcompute; prints what it saw.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/compute/armcompute/v6"
)

const group, gallery, image, version = "images", "Contoso", "ubuntu", "1.0.0"

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func done[T any](poller *runtime.Poller[T], err error) T {
	return must(must(poller, err).PollUntilDone(context.Background(), nil))
}

func refusal(err error) []any {
	var answer *azcore.ResponseError
	if errors.As(err, &answer) {
		return []any{answer.StatusCode, answer.ErrorCode}
	}
	return nil
}

func main() {
	ctx := context.Background()
	url, subscription := os.Getenv("ARM_RESOURCE_MANAGER_ENDPOINT"), os.Getenv("AZURE_SUBSCRIPTION_ID")
	local := cloud.Configuration{
		ActiveDirectoryAuthorityHost: url,
		Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
			cloud.ResourceManager: {Endpoint: url, Audience: url},
		},
	}
	options := azcore.ClientOptions{Cloud: local}
	credential := must(azidentity.NewClientSecretCredential("11111111-1111-1111-1111-111111111111", "any", "any",
		&azidentity.ClientSecretCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: true}))
	clients := must(armcompute.NewClientFactory(subscription, credential, &arm.ClientOptions{ClientOptions: options}))
	galleries, images := clients.NewGalleriesClient(), clients.NewGalleryImagesClient()
	versions, sharing := clients.NewGalleryImageVersionsClient(), clients.NewGallerySharingProfileClient()
	seen := map[string]any{}

	made := done(galleries.BeginCreateOrUpdate(ctx, group, gallery, armcompute.Gallery{
		Location: to.Ptr("westus"),
		Properties: &armcompute.GalleryProperties{SharingProfile: &armcompute.SharingProfile{
			Permissions: to.Ptr(armcompute.GallerySharingPermissionTypesGroups)}},
	}, nil))
	seen["gallery"] = made.Properties.ProvisioningState
	seen["tags"] = done(galleries.BeginUpdate(ctx, group, gallery,
		armcompute.GalleryUpdate{Tags: map[string]*string{"stage": to.Ptr("test")}}, nil)).Tags
	seen["definition"] = done(images.BeginCreateOrUpdate(ctx, group, gallery, image, armcompute.GalleryImage{
		Location: to.Ptr("westus"),
		Properties: &armcompute.GalleryImageProperties{
			OSType:  to.Ptr(armcompute.OperatingSystemTypesLinux),
			OSState: to.Ptr(armcompute.OperatingSystemStateTypesGeneralized),
			Identifier: &armcompute.GalleryImageIdentifier{
				Publisher: to.Ptr("Contoso"), Offer: to.Ptr("Ubuntu"), SKU: to.Ptr("22_04")},
		},
	}, nil)).Properties.ProvisioningState
	published := done(versions.BeginCreateOrUpdate(ctx, group, gallery, image, version, armcompute.GalleryImageVersion{
		Location: to.Ptr("westus"),
		Properties: &armcompute.GalleryImageVersionProperties{
			PublishingProfile: &armcompute.GalleryImageVersionPublishingProfile{TargetRegions: []*armcompute.TargetRegion{
				{Name: to.Ptr("westus")}, {Name: to.Ptr("eastus"), RegionalReplicaCount: to.Ptr[int32](2)}}},
			StorageProfile: &armcompute.GalleryImageVersionStorageProfile{Source: &armcompute.GalleryArtifactVersionFullSource{
				ID: to.Ptr("/subscriptions/" + subscription +
					"/resourceGroups/images/providers/Microsoft.Compute/images/web")}},
		},
	}, nil))
	seen["version"] = published.Properties.ProvisioningState
	regions := []string{}
	for _, region := range published.Properties.PublishingProfile.TargetRegions {
		regions = append(regions, *region.Name)
	}
	seen["regions"] = regions
	status := must(versions.Get(ctx, group, gallery, image, version, &armcompute.GalleryImageVersionsClientGetOptions{
		Expand: to.Ptr(armcompute.ReplicationStatusTypesReplicationStatus)}))
	seen["replicated"] = status.Properties.ReplicationStatus.AggregatedState
	done(sharing.BeginUpdate(ctx, group, gallery, armcompute.SharingUpdate{
		OperationType: to.Ptr(armcompute.SharingUpdateOperationTypesAdd),
		Groups: []*armcompute.SharingProfileGroup{{
			Type: to.Ptr(armcompute.SharingProfileGroupTypesSubscriptions),
			IDs:  []*string{to.Ptr("22222222-2222-2222-2222-222222222222")}}},
	}, nil))
	shown := must(galleries.Get(ctx, group, gallery, &armcompute.GalleriesClientGetOptions{
		Select: to.Ptr(armcompute.SelectPermissionsPermissions)}))
	seen["shared"] = shown.Properties.SharingProfile.Groups[0].IDs
	lists := [][]string{{}, {}, {}, {}}
	for pages := galleries.NewListPager(nil); pages.More(); {
		for _, item := range must(pages.NextPage(ctx)).Value {
			lists[0] = append(lists[0], *item.Name)
		}
	}
	for pages := galleries.NewListByResourceGroupPager(group, nil); pages.More(); {
		for _, item := range must(pages.NextPage(ctx)).Value {
			lists[1] = append(lists[1], *item.Name)
		}
	}
	for pages := images.NewListByGalleryPager(group, gallery, nil); pages.More(); {
		for _, item := range must(pages.NextPage(ctx)).Value {
			lists[2] = append(lists[2], *item.Name)
		}
	}
	for pages := versions.NewListByGalleryImagePager(group, gallery, image, nil); pages.More(); {
		for _, item := range must(pages.NextPage(ctx)).Value {
			lists[3] = append(lists[3], *item.Name)
		}
	}
	seen["lists"] = lists
	_, err := galleries.BeginDelete(ctx, group, gallery, nil)
	seen["refused"] = refusal(err)
	done(versions.BeginDelete(ctx, group, gallery, image, version, nil))
	done(images.BeginDelete(ctx, group, gallery, image, nil))
	done(sharing.BeginUpdate(ctx, group, gallery, armcompute.SharingUpdate{
		OperationType: to.Ptr(armcompute.SharingUpdateOperationTypesReset)}, nil))
	done(galleries.BeginDelete(ctx, group, gallery, nil))
	_, err = galleries.Get(ctx, group, gallery, nil)
	seen["absent"] = refusal(err)
	fmt.Println(string(must(json.Marshal(seen))))
}
