"""``sig image-version update``"""

from __future__ import annotations

from sig.cli import generic_update, publishing_words, targets
from sig.cli.following import awaited
from sig.cli.image_version.request import safety_profile
from sig.cli.printing import Result, resource
from sig.cli.session import context, warn
from sig.domain.arm import replace
from sig.domain.image_version import ImageVersion
from sig.domain.publishing import PublishingProfile
from sig.service import image_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group_name: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_name: opt.Definition,
    gallery_image_version_name: opt.Version,
    target_regions: opt.TargetRegions = None,
    replica_count: opt.ReplicaCount = None,
    target_edge_zones: opt.TargetEdgeZones = None,
    allow_replicated_location_deletion: opt.AllowLocationDeletion = None,
    block_deletion_before_end_of_life: opt.BlockDeletion = None,
    properties_to_set: opt.Set = None,
    properties_to_add: opt.Add = None,
    properties_to_remove: opt.Remove = None,
    force_string: opt.ForceString = False,
    no_wait: opt.NoWait = False,
) -> Result | None:
    """Update an image version: its regions, replicas, exclusion from latest, end of life, safety.

    Examples:
        sig image-version update -g images -r Contoso -i ubuntu -e 1.0.0 --target-regions westus=2 eastus
        sig image-version update -g images -r Contoso -i ubuntu -e 1.0.0 --set publishingProfile.excludeFromLatest=true
    """
    changes = generic_update.collected(
        properties_to_set, properties_to_add, properties_to_remove, force_string=force_string
    )
    regions = publishing_words.target_regions(target_regions)
    zones = publishing_words.target_edge_zones(target_edge_zones)
    safety = safety_profile(allow_replicated_location_deletion, block_deletion_before_end_of_life)

    def change(stored: ImageVersion) -> ImageVersion:
        profile = stored.properties.publishing_profile or PublishingProfile()
        if regions is not None:
            profile = replace(profile, target_regions=regions)
        if target_edge_zones is not None:
            profile = replace(profile, target_extended_locations=zones)
        if replica_count is not None:
            profile = replace(profile, replica_count=replica_count)
        properties = replace(
            stored.properties,
            publishing_profile=profile,
            safety_profile=safety or stored.properties.safety_profile,
        )
        wanted = replace(stored, properties=properties)
        if not changes:
            return wanted
        return generic_update.changed(ImageVersion, wanted, changes, root="galleryImageVersion", unknown=_not_sent)

    identifier = targets.version(resource_group_name, gallery_name, gallery_image_name, gallery_image_version_name)
    updated = image_versions.update(context(), identifier, change)
    return None if no_wait else resource(awaited(context(), updated))


# Difference from az: An unknown path in --set, --add or --remove of image-version update is warned about. az leaves it
# out without a word; `sig` leaves it out and says so.
def _not_sent(name: str) -> None:
    warn(f"'{name}' is not a property of image versions and was left out, as az leaves it out.")
