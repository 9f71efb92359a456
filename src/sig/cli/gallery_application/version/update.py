"""``sig gallery-application version update``"""

from __future__ import annotations

from sig.cli import generic_update, targets, words
from sig.cli.following import awaited
from sig.cli.gallery_application.version.request import end_of_life
from sig.cli.gallery_application.version.request import target_regions as regions_of
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.cli.shorthand import text
from sig.domain.arm import replace
from sig.domain.gallery_application_version import ApplicationPublishing, GalleryApplicationVersion, PackageSource
from sig.service import gallery_application_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.domain.resource_id import ResourceId

MUTATES = True


def command(
    package_file_link: opt.PackageFileLink,
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_application_name: opt.ApplicationAboveOrIds = None,
    gallery_application_version_name: opt.ApplicationVersionOrIds = None,
    ids: opt.Ids = None,
    default_file_link: opt.DefaultFileLink = None,
    location: opt.Location = None,
    target_regions: opt.TargetRegionList = None,
    exclude_from: opt.ExcludeFrom = None,
    end_of_life_date: opt.PublishedUntil = None,
    tags: opt.TagsWithValues = None,
    set_: opt.Set = None,
    add: opt.Add = None,
    remove: opt.Remove = None,
    force_string: opt.ForceStringTristate = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    r"""Update a version of a VM application: its regions, replicas, exclusion from latest, end of life, tags.

    Examples:
        sig gallery-application version update -g images -r Contoso --application-name agent -n 1.0.0 \
            --package-file-link https://contoso.blob.core.windows.net/packages/agent.zip --exclude-from true
        sig gallery-application version update -g images -r Contoso --application-name agent -n 1.0.0 \
            --package-file-link https://contoso.blob.core.windows.net/packages/agent.zip \
            --target-regions "[{name:westus,regional-replica-count:3},{name:eastus}]"
    """
    changes = generic_update.collected(set_, add, remove, force_string=force_string)
    package = text(package_file_link, "--package-file-link")
    configuration = text(default_file_link, "--default-file-link", nullable=True)
    regions = regions_of(target_regions, nullable=True)
    end = end_of_life(end_of_life_date)
    labels = None if tags == ["null"] else words.tags_with_values(tags)

    # Difference from az: An update without --location leaves a version of an application where it is. az sends the
    # location of the resource group, which Azure refuses where the version lies in another.
    def change(stored: GalleryApplicationVersion) -> GalleryApplicationVersion:
        profile = stored.properties.publishing_profile or ApplicationPublishing()
        source = replace(profile.source or PackageSource(), media_link=package)
        if default_file_link is not None:
            source = replace(source, default_configuration_link=configuration)
        profile = replace(profile, source=source)
        if target_regions is not None:
            profile = replace(profile, target_regions=regions)
        if exclude_from is not None:
            profile = replace(profile, exclude_from_latest=exclude_from)
        if end_of_life_date is not None:
            profile = replace(profile, end_of_life_date=end)
        wanted = replace(
            stored,
            location=location or stored.location,
            tags=stored.tags if tags is None else labels,
            properties=replace(stored.properties, publishing_profile=profile),
        )
        if not changes:
            return wanted
        return generic_update.changed(GalleryApplicationVersion, wanted, changes, root="galleryApplicationVersion")

    def updated(target: ResourceId) -> Result | None:
        version = gallery_application_versions.update(context(), target, change)
        return None if no_wait else resource(awaited(context(), version, gallery_application_versions.finished))

    chosen = targets.application_versions(
        ids, resource_group, gallery_name, gallery_application_name, gallery_application_version_name
    )
    return targets.each(chosen, updated)
