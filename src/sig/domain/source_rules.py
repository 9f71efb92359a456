"""What a registered source must be, to make an image version of a definition in a region."""

from __future__ import annotations

from sig.domain.arm import replace
from sig.domain.codec import encode
from sig.domain.errors import InvalidParameter, ResourceNotFound
from sig.domain.records import NamedTuple
from sig.domain.source import Source, SourceKind, SourceProperties, kind_of, storage_profile
from sig.domain.storage_profile import NamedSource, StorageProfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.domain.image_definition import DefinitionProperties, ImageDefinition, PurchasePlan
    from sig.domain.regions import Region

_WHOLE_IMAGES = (SourceKind.VM, SourceKind.IMAGE)


class Origin(NamedTuple):
    """What a new version is made from, as far as it is registered, and the definition it is to fit."""

    definition: ImageDefinition
    sources: tuple[tuple[NamedSource, Source], ...]

    def whole_image(self) -> StorageProfile | None:
        """The disks of the VM or managed image that is the source, if one is."""
        for named, source in self.sources:
            if kind_of(named.resource) in _WHOLE_IMAGES:
                return storage_profile(source)
        return None

    def sized(self, request: StorageProfile | None) -> StorageProfile:
        """``request`` with the sizes of the disks that are registered."""
        request = request or StorageProfile()
        sizes = {named.lun: source.properties.size_in_gb for named, source in self.sources}
        os_disk, data_disks = request.os_disk_image, request.data_disk_images
        return replace(
            request,
            os_disk_image=os_disk and replace(os_disk, size_in_gb=sizes.get(None)),
            data_disk_images=data_disks and tuple(replace(disk, size_in_gb=sizes.get(disk.lun)) for disk in data_disks),
        )

    def check(self, home: Region, subscription: str) -> None:
        """Raises unless every registered source can become a version in ``home``, in ``subscription``.

        What is unknown of a source is trusted. Source: SPEC R055, R060-R065, R067, R069 d.
        """
        for named, source in self.sources:
            _check_place(named, source, home)
            _check_kind_of_disks(named, source.properties)
            if named.lun is None:
                check_traits(named, source.properties, self.definition.properties)
            if source.properties.disk_encryption_set_id is not None:
                check_encrypted_copy(named, subscription)


def check_traits(
    named: NamedSource, source: SourceProperties | DefinitionProperties, definition: DefinitionProperties
) -> None:
    """Raises unless the source has the OS, state, generation, architecture and plan of ``definition``.

    A version that is the source has those of its own definition. Source: SPEC R060-R062, R067.
    """
    if _differ(source.os_state, definition.os_state):
        raise InvalidParameter(
            f"Cannot create Gallery Image Version from: {named.text} since the OS State in the parent gallery image "
            f"('{definition.os_state}') is not '{source.os_state}'.",
            target=named.target,
            hint=f"Use a source that is {definition.os_state}, or an image definition that is {source.os_state}.",
            rule="R060",
        )
    for rule, trait, found, wanted in (
        ("R061", "Hypervisor generation", source.hyper_v_generation, definition.hyper_v_generation),
        ("R062", "OS type", source.os_type, definition.os_type),
        ("R150", "architecture", source.architecture, definition.architecture),
    ):
        if _differ(found, wanted):
            raise InvalidParameter(
                f"The resource with id '{named.text}' has a different {trait} ['{found}'] than the parent gallery "
                f"image {trait} ['{wanted}'].",
                target=named.target,
                hint=f"Use a source that has {wanted}, or an image definition made with {found}.",
                rule=rule,
            )
    if source.purchase_plan is not None and source.purchase_plan != definition.purchase_plan:
        raise InvalidParameter(
            f"The resource with id '{named.text}' has a different plan ['{_written(source.purchase_plan)}'] than the "
            f"parent gallery image plan ['{_written(definition.purchase_plan)}'].",
            target=named.target,
            hint="Create an image definition with the plan of the source: --plan-name, --plan-publisher, "
            "--plan-product.",
            rule="R067",
        )


def check_encrypted_copy(named: NamedSource, subscription: str) -> None:
    """Raises where an encrypted version or disk of another subscription is the source. Source: SPEC R069 d."""
    if named.resource.subscription.casefold() != subscription.casefold():
        raise InvalidParameter(
            f"Encrypted source: '{named.text}' is in a different subscription ID than the current gallery image "
            f"version subscription '{subscription}'.",
            target=named.target,
            hint=f"Use a source that is not encrypted, or a gallery of subscription '{named.resource.subscription}'.",
            rule="R069.d",
        )


def not_found(named: NamedSource) -> ResourceNotFound:
    """The refusal of a source that is not registered, where ``strict`` demands it. Source: SPEC R055a, DESIGN 10."""
    kind = kind_of(named.resource)
    # Quoted for a shell, and without what follows the name: a SAS is a secret.
    words = f"--uri '{named.text.partition('?')[0]}'" if kind is SourceKind.VHD else f"-n {named.resource.name}"
    return ResourceNotFound(
        f"Source was not found: {named.text}. Make sure the source exists.",
        target=named.target,
        hint=f"Register it: sig source add --type {kind} -g {named.resource.resource_group} {words} -l REGION.",
        rule="R055a",
    )


def _check_place(named: NamedSource, source: Source, home: Region) -> None:
    if source.location != home.name:
        raise ResourceNotFound(
            f"Source '{named.text}' is not found in '{home.display_name}'. Check that the source exists, and is in the "
            f"same region as the gallery image version being created: it is in '{source.location}'.",
            target=named.target,
            hint=f"Create the version in '{source.location}' and publish it to '{home.name}' too, or copy the source.",
            rule="R055",
        )


def _check_kind_of_disks(named: NamedSource, source: SourceProperties) -> None:
    """The disks of a VM that no image can be made of. Source: SPEC R063-R065."""
    for rule, is_so, fault, mend in (
        ("R063", source.ephemeral_os_disk, "cannot contain an ephemeral OS disk", "with a managed OS disk"),
        (
            "R064",
            source.ultra_disks,
            "cannot contain a disk stored in an UltraSSD account type",
            "with Premium SSD, Standard SSD or Standard HDD disks only",
        ),
        ("R065", source.unmanaged_disks, "must be created from Managed Disks", "with managed disks"),
    ):
        if is_so:
            raise InvalidParameter(
                f"Source virtual machine {named.text} {fault}.",
                target=named.target,
                hint=f"Use a VM {mend}.",
                rule=rule,
            )


def _differ(found: str | None, wanted: str | None) -> bool:
    return found is not None and wanted is not None and found != wanted


def _written(plan: PurchasePlan | None) -> str:
    from json import dumps

    return dumps(encode(plan))
