"""``sig in-vm-access-control-profile-version update``"""

from __future__ import annotations

from sig.cli import generic_update, targets
from sig.cli.following import awaited
from sig.cli.in_vm_access_control_profile_version.request import target_locations
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.domain.arm import replace
from sig.domain.in_vm_access_control_profile_version import AccessControlProfileVersion
from sig.service import in_vm_access_control_profile_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.domain.resource_id import ResourceId

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryOfProfileOrIds = None,
    profile_name: opt.AccessProfileAboveOrIds = None,
    profile_version: opt.AccessProfileVersionOrIds = None,
    ids: opt.Ids = None,
    mode: opt.ChangedAccessMode = None,
    default_access: opt.ChangedDefaultAccess = None,
    target_regions: opt.TargetLocations = None,
    exclude_from_latest: opt.ExcludeFromLatest = None,
    set_: opt.Set = None,
    add: opt.Add = None,
    remove: opt.Remove = None,
    force_string: opt.ForceStringTristate = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    r"""Update a version of an in-VM access control profile: its mode, regions and, by --set and --add, its rules.

    Examples:
        sig in-vm-access-control-profile-version update -g images --gallery-name Contoso --profile-name imds \
            --version-name 1.0.0 --mode Enforce --target-regions westus eastus
        sig in-vm-access-control-profile-version update -g images --gallery-name Contoso --profile-name imds \
            --version-name 1.0.0 --add rules.privileges name=versions path=/metadata/versions
    """
    changes = generic_update.collected(set_, add, remove, force_string=force_string)
    regions = target_locations(target_regions)

    def change(stored: AccessControlProfileVersion) -> AccessControlProfileVersion:
        properties = stored.properties
        wanted = replace(
            stored,
            properties=replace(
                properties,
                mode=mode or properties.mode,
                default_access=default_access or properties.default_access,
                target_locations=properties.target_locations if regions is None else regions,
                exclude_from_latest=properties.exclude_from_latest
                if exclude_from_latest is None
                else exclude_from_latest,
            ),
        )
        if not changes:
            return wanted
        return generic_update.changed(
            AccessControlProfileVersion, wanted, changes, root="galleryInVMAccessControlProfileVersion"
        )

    def updated(target: ResourceId) -> Result | None:
        version = in_vm_access_control_profile_versions.update(context(), target, change)
        finished = in_vm_access_control_profile_versions.finished
        return None if no_wait else resource(awaited(context(), version, finished))

    chosen = targets.access_profile_versions(ids, resource_group, gallery_name, profile_name, profile_version)
    return targets.each(chosen, updated)
