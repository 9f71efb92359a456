"""``sig image-version check-deploy``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli import targets, words
from sig.cli.exit_codes import REFUSED
from sig.cli.printing import Result
from sig.cli.session import context
from sig.domain import regions
from sig.domain.deployment import VM_TYPE, Deployment
from sig.domain.resource_id import ResourceId
from sig.output import deployment_table
from sig.service import deployments
from sig.service.accounts import resolve

if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    location: opt.DeploymentRegion,
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOrIds = None,
    gallery_image_version: opt.VersionOrIds = None,
    ids: opt.Ids = None,
    count: opt.VmCount = 1,
    vmss: opt.Vmss = False,
    os_profile: opt.OsProfile = None,
    current_image: opt.CurrentImage = None,
    data_disk_luns: opt.DataDiskLuns = None,
    subscription_of_vm: opt.VmSubscription = None,
) -> Result | None:
    """Say whether Azure would deploy the image, which version it would take, and every reason against.

    Examples:
        sig image-version check-deploy -g images -r Contoso -i ubuntu -l westus --os-profile true
        sig image-version check-deploy -g images -r Contoso -i ubuntu -e 1.0.0 -l westus --count 40 -o table
    """
    chosen = targets.images(ids, resource_group, gallery_name, gallery_image_definition, gallery_image_version)
    around = context()
    wanted = Deployment(
        region=regions.require(location, VM_TYPE),
        vms=count,
        is_scale_set=vmss or current_image is not None,
        has_os_profile=os_profile,
        current_image=ResourceId.parse(current_image, target="imageReference.id") if current_image else None,
        data_disk_luns=tuple(words.luns(data_disk_luns, "--data-disk-luns") or ()),
        subscription=resolve(around.store, subscription_of_vm, strict=around.strict) if subscription_of_vm else None,
    )
    return targets.each(chosen, lambda target: _result(deployments.check(around, target, wanted)))


def _result(answer: dict[str, Any]) -> Result:
    return Result(answer, deployment_table, 0 if answer["deployable"] else REFUSED)
