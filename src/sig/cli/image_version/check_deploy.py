"""``sig image-version check-deploy``"""

from __future__ import annotations

from sig.cli import targets, words
from sig.cli.exit_codes import REFUSED
from sig.cli.printing import Result
from sig.cli.session import context, warn
from sig.domain import regions
from sig.domain.deployment import VM_TYPE, Deployment
from sig.domain.resource_id import ResourceId
from sig.domain.shared_views import PublicImage, is_unique_id
from sig.output import deployment_table
from sig.service import accounts, deployments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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
    r"""Say whether Azure would deploy the image, which version it would take, and every reason against.

    Examples:
        sig image-version check-deploy -g images -r Contoso -i ubuntu -l westus --os-profile true
        sig image-version check-deploy -g images -r Contoso -i ubuntu -e 1.0.0 -l westus --count 40 -o table
        sig image-version check-deploy --ids "$(sig image-definition list-shared -l westus \
            --gallery-unique-name 00000000-0000-0000-0000-000000000000-SHARED)" -l westus
    """
    chosen = _chosen(ids, resource_group, gallery_name, gallery_image_definition, gallery_image_version)
    around = context()
    wanted = Deployment(
        region=regions.require(location, VM_TYPE),
        vms=count,
        is_scale_set=vmss or current_image is not None,
        has_os_profile=os_profile,
        current_image=ResourceId.parse(current_image, target="imageReference.id") if current_image else None,
        data_disk_luns=tuple(words.luns(data_disk_luns, "--data-disk-luns") or ()),
        subscription=accounts.named(around, subscription_of_vm) if subscription_of_vm else None,
    )

    def answer(target: ResourceId | PublicImage) -> Result:
        if isinstance(target, PublicImage):
            return _result(deployments.check_public(around, target, wanted))
        return _result(deployments.check(around, target, wanted))

    return targets.each(chosen, answer)


def _chosen(ids: list[str] | None, group: str | None, *names: str | None) -> list[ResourceId | PublicImage]:
    """The images named; ``ids`` may also be those by which consumers know what others share."""
    words = targets.spread(ids or [])
    if not any(map(is_unique_id, words)):
        return [*targets.images(ids, group, *names)]
    if any(names):  # there may be a default group
        warn("The names are ignored because --ids is given.")
    found: list[ResourceId | PublicImage] = []
    for word in words:
        found += [PublicImage.parse(word)] if is_unique_id(word) else targets.images([word], None, None, None, None)
    return found


def _result(answer: dict[str, Any]) -> Result:
    return Result(answer, deployment_table, 0 if answer["deployable"] else REFUSED)
