"""``sig image-version revoke``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.image_version.revoked import told
from sig.cli.session import context
from sig.service import revocations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_definition: opt.Definition,
    gallery_image_version: opt.Version,
    reason: opt.Reason,
    cascade: opt.Cascade = False,
) -> Result:
    r"""Take an image version out of use: out of latest in every region, end of life now, tagged with the reason.

    Nothing is deleted, and VMs run on. What it was before is kept for: sig image-version restore.

    Examples:
        sig image-version revoke -g images -r Contoso -i ubuntu -e 1.1.0 --reason "CVE-2026-1234 in openssl"
        sig image-version revoke -g images -r Contoso -i ubuntu -e 1.0.0 --reason "built from a leaked key" --cascade
    """
    version = targets.version(resource_group, gallery_name, gallery_image_definition, gallery_image_version)
    return told(revocations.revoke(context(), version, reason, cascade=cascade))
