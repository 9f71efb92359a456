"""``sig image-version promote``"""

from __future__ import annotations

from sig.cli import publishing_words, targets
from sig.cli.following import awaited
from sig.cli.printing import Result, resource
from sig.cli.session import context, warn
from sig.service import promotions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.domain.resource_id import ResourceId

MUTATES = True


def command(
    from_: opt.FromGallery,
    to: opt.ToGallery,
    gallery_image_definition: opt.Definition,
    gallery_image_version: opt.Version,
    resource_group: opt.ResourceGroupFilter = None,
    to_definition: opt.ToDefinition = None,
    to_version: opt.ToVersion = None,
    target_regions: opt.PromotedRegions = None,
    create_definition: opt.CreateDefinition = False,
    exclude_from_latest: opt.PromotedExclude = None,
    no_wait: opt.NoWait = False,
) -> Result | None:
    r"""Copy an image version to another gallery, with its tags, regions and end of life.

    The copy has the version as its source, which therefore needs a replica in the region of the other gallery. Doing
    it again changes nothing. Whether the copy is left out of latest is decided anew.

    Examples:
        sig image-version promote -g images --from Contoso --to Empty -i ubuntu -e 1.1.0 --create-definition
        sig image-version promote -g images --from Contoso --to Shared -i ubuntu -e 1.1.0 --target-regions westus=2
    """
    source = _gallery(from_, resource_group).child("images", gallery_image_definition)
    target = _gallery(to, resource_group).child("images", to_definition or gallery_image_definition)
    wanted = promotions.Promotion(
        source=source.child("versions", gallery_image_version),
        target=target.child("versions", to_version or gallery_image_version),
        regions=publishing_words.target_regions(target_regions),
        create_definition=create_definition,
        exclude_from_latest=bool(exclude_from_latest),
    )
    promoted = promotions.promote(context(), wanted)
    if promoted.is_unchanged:
        warn(f"'{wanted.target.path}' was made from '{wanted.source.path}' before: it is unchanged.")
        return None if no_wait else resource(promoted.version)
    return None if no_wait else resource(awaited(context(), promoted.version))


def _gallery(word: str, group: str | None) -> ResourceId:
    """A gallery by its ID, or by its name in the group."""
    if word.startswith("/"):
        return targets.galleries([word], None, None)[0]
    return targets.galleries(None, group, word)[0]
