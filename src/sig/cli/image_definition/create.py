"""``sig image-definition create``"""

from __future__ import annotations

from sig.cli import targets, words
from sig.cli.printing import Result, resource
from sig.cli.session import context, warn
from sig.domain.choices import OsState
from sig.domain.image_definition import (
    DefinitionProperties,
    Disallowed,
    Feature,
    Identifier,
    ImageDefinition,
    PurchasePlan,
    Range,
    Recommended,
)
from sig.service import image_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group_name: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_name: opt.Definition,
    publisher: opt.Publisher,
    offer: opt.Offer,
    sku: opt.Sku,
    os_type: opt.OsTypeOption,
    os_state: opt.OsStateOption = OsState.GENERALIZED,
    hyper_v_generation: opt.HyperV = None,
    architecture: opt.ArchitectureOption = None,
    features: opt.Features = None,
    location: opt.Location = None,
    tags: opt.Tags = None,
    description: opt.Description = None,
    end_of_life_date: opt.EndOfLifeDate = None,
    eula: opt.DefinitionEula = None,
    privacy_statement_uri: opt.PrivacyStatementUri = None,
    release_note_uri: opt.ReleaseNoteUri = None,
    minimum_cpu_core: opt.MinimumCpuCore = None,
    maximum_cpu_core: opt.MaximumCpuCore = None,
    minimum_memory: opt.MinimumMemory = None,
    maximum_memory: opt.MaximumMemory = None,
    disallowed_disk_types: opt.DisallowedDiskTypes = None,
    plan_name: opt.PlanName = None,
    plan_publisher: opt.PlanPublisher = None,
    plan_product: opt.PlanProduct = None,
) -> Result:
    r"""Create an image definition.

    Examples:
        sig image-definition create -g images -r Contoso -i debian -p Contoso -f Debian -s 12 --os-type Linux
        sig image-definition create -g images -r Contoso -i win -p Contoso -f Windows -s 2022 --os-type Windows \
            --hyper-v-generation V2 --features "SecurityType=TrustedLaunchSupported" --minimum-cpu-core 2
    """
    if context().profile.warns_of_future_defaults:
        warn("Image definitions have Hyper-V generation V2 and support trusted launch unless said otherwise.")
    cores, memory = _range(minimum_cpu_core, maximum_cpu_core), _range(minimum_memory, maximum_memory)
    disks = tuple(word for word in disallowed_disk_types or () if word)
    plan = PurchasePlan(name=plan_name, publisher=plan_publisher, product=plan_product)
    request = ImageDefinition(
        location=location,
        tags=words.tags(tags),
        properties=DefinitionProperties(
            identifier=Identifier(publisher=publisher, offer=offer, sku=sku),
            os_type=os_type,
            os_state=os_state,
            hyper_v_generation=hyper_v_generation,
            architecture=architecture,
            features=tuple(Feature(name=name, value=value) for name, value in words.features(features)) or None,
            description=description,
            end_of_life_date=words.end_of_life(end_of_life_date),
            eula=eula,
            privacy_statement_uri=privacy_statement_uri,
            release_note_uri=release_note_uri,
            recommended=Recommended(v_cpus=cores, memory=memory) if cores or memory else None,
            disallowed=Disallowed(disk_types=disks) if disks else None,
            purchase_plan=plan if plan != PurchasePlan() else None,
        ),
    )
    identifier = targets.definition(resource_group_name, gallery_name, gallery_image_name)
    return resource(image_definitions.create(context(), identifier, request))


def _range(minimum: int | None, maximum: int | None) -> Range | None:
    """0 counts as not given, as az has it. Source: SPEC §3.4."""
    return Range(min=minimum or None, max=maximum or None) if minimum or maximum else None
