"""The version of a VM application: its package, its commands, and where both are published."""

from __future__ import annotations

from sig.domain import publishing, regions
from sig.domain.arm import ArmObject, arm, fields, replace
from sig.domain.choices import (
    ReplicationMode,
    ScriptBehaviorAfterReboot,
    StorageAccountStrategy,
    StorageAccountType,
)
from sig.domain.codec import arm_name
from sig.domain.errors import InvalidParameter
from sig.domain.gallery_application import CustomAction, check_custom_actions
from sig.domain.names import shown
from sig.domain.publishing import PublishingProfile, TargetExtendedLocation, TargetRegion
from sig.domain.resource import check_identity, check_tags, refuse_change, settled_location
from sig.domain.version_name import VersionName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from sig.domain.profile import Profile
    from sig.domain.resource_id import ResourceId

TYPE = "Microsoft.Compute/galleries/applications/versions"
MAX_REPLICAS = 3
MAX_TEXT = 4096
"""The longest command and the longest file name, in characters. Source: SPEC §1.7."""

COUNTED_GB = 1
"""The size of a package where one counts: the most that one may have. Source: SPEC §1.7."""
_ROOT = "galleryApplicationVersion.properties.publishingProfile"
_KIND = publishing.Kind(
    TYPE, _ROOT, "--set safetyProfile.allowDeletionOfReplicatedLocations=true", max_replicas=MAX_REPLICAS
)


@arm
class PackageSource(ArmObject):
    """Addresses of blobs: the package, and the configuration that machines get without one of their own."""

    media_link: str | None = None
    default_configuration_link: str | None = None


@arm
class ManageActions(ArmObject):
    install: str | None = None
    remove: str | None = None
    update: str | None = None


@arm
class PackageSettings(ArmObject):
    """What the files are called on a machine, and whether scripts run again after a reboot."""

    package_file_name: str | None = None
    config_file_name: str | None = None
    script_behavior_after_reboot: ScriptBehaviorAfterReboot | None = None


@arm
class ApplicationPublishing(ArmObject):
    """What is published and where. Source: SPEC §1.7; the order of the fields is that of SERVICE-FACTS §6."""

    source: PackageSource | None = None
    manage_actions: ManageActions | None = None
    settings: PackageSettings | None = None
    advanced_settings: dict[str, str] | None = None
    enable_health_check: bool | None = None
    custom_actions: tuple[CustomAction, ...] | None = None
    target_regions: tuple[TargetRegion, ...] | None = None
    target_extended_locations: tuple[TargetExtendedLocation, ...] | None = None
    replica_count: int | None = None
    exclude_from_latest: bool | None = None
    published_date: str | None = None
    end_of_life_date: str | None = None
    storage_account_type: StorageAccountType | None = None
    storage_account_strategy: StorageAccountStrategy | None = None
    replication_mode: ReplicationMode | None = None


@arm
class ApplicationSafety(ArmObject):
    allow_deletion_of_replicated_locations: bool | None = None


@arm
class ApplicationVersionProperties(ArmObject):
    publishing_profile: ApplicationPublishing | None = None
    safety_profile: ApplicationSafety | None = None


@arm
class GalleryApplicationVersion(ArmObject):
    """A version of a VM application in ARM shape; ``None`` is absent."""

    name: str | None = None
    id: str | None = None
    type: str | None = None
    location: str | None = None
    tags: dict[str, str] | None = None
    properties: ApplicationVersionProperties = ApplicationVersionProperties()


def put(
    identifier: ResourceId,
    request: GalleryApplicationVersion,
    stored: GalleryApplicationVersion | None,
    profile: Profile,
    now: datetime,
) -> GalleryApplicationVersion:
    """The version that a PUT of ``request`` leaves behind, with everything inherited written out.

    On an existing version the publishing profile is replaced; commands and file names are kept, and refused when they
    are named otherwise. Source: SPEC §1.7, §2.3, R104, SERVICE-FACTS §6.
    """
    check_name(identifier.name)
    check_identity(identifier, request, "galleryApplicationVersion")
    check_tags(request.tags)
    location = settled_location(
        request.location or "",
        stored.location if stored else None,
        described=identifier.path,
        resource_type=TYPE,
        group=identifier.resource_group,
    )
    home = regions.require(location, TYPE)
    before = stored.properties if stored else ApplicationVersionProperties()
    safety = request.properties.safety_profile or before.safety_profile
    return GalleryApplicationVersion(
        name=stored.name if stored else identifier.name,
        id=stored.id if stored else str(identifier),
        type=TYPE,
        location=home.name,
        tags=request.tags,
        properties=ApplicationVersionProperties(
            publishing_profile=_published(
                request.properties.publishing_profile,
                before.publishing_profile,
                home,
                profile,
                now,
                may_remove_regions=safety is None or safety.allow_deletion_of_replicated_locations is not False,
            ),
            safety_profile=safety,
        ),
    )


def check_name(name: str) -> None:
    """Raises InvalidParameter unless ``name`` is Major.Minor.Patch, in the words for applications."""
    try:
        VersionName.parse(name)
    except InvalidParameter as refusal:
        raise InvalidParameter(
            f"The gallery application version name '{shown(name)}' is invalid. The application version name should "
            "follow Major(int32).Minor(int32).Patch(int32) format, where int is between 0 and 2,147,483,647 "
            "(inclusive). For e.g: 1.0.0, 2018.12.1 etc.",
            target="galleryApplicationVersionName",
            hint=refusal.hint,
            rule="R040",
        ) from None


def target_region_names(version: GalleryApplicationVersion) -> list[str]:
    """The display names of the regions the version is published to, in the order given."""
    profile = version.properties.publishing_profile or ApplicationPublishing()
    return [target.name or "" for target in profile.target_regions or ()]


def _published(
    request: ApplicationPublishing | None,
    stored: ApplicationPublishing | None,
    home: regions.Region,
    profile: Profile,
    now: datetime,
    *,
    may_remove_regions: bool,
) -> ApplicationPublishing:
    if request is None and stored is not None:
        return stored
    asked = request or ApplicationPublishing()
    if stored is not None:
        asked = _with_fixed(asked, stored)
    _check_actions(asked.manage_actions or ManageActions())
    _check_settings(asked.settings or PackageSettings())
    check_custom_actions(asked.custom_actions, target=f"{_ROOT}.customActions")
    _refuse_encryption(asked)
    common = publishing.published(
        _common(asked),
        _common(stored) if stored else None,
        home,
        profile,
        now,
        may_remove_regions=may_remove_regions,
        kind=_KIND,
    )
    return replace(
        asked,
        **{field: getattr(common, field) for field in fields(PublishingProfile)},
        source=_checked_source(asked.source or PackageSource()),
        enable_health_check=bool(asked.enable_health_check),
    )


# Difference from Azure: The package of a version can be told anew. az asks for its address on every update of a
# version, and what Azure does with another one was never seen; here it takes the place of the old one.
def _with_fixed(asked: ApplicationPublishing, stored: ApplicationPublishing) -> ApplicationPublishing:
    """``asked`` with the commands, names and source of ``stored`` where it has none. Source: SPEC R104."""
    asked = replace(
        asked,
        source=asked.source or stored.source,
        manage_actions=asked.manage_actions or stored.manage_actions,
        settings=asked.settings or stored.settings,
    )
    for member, before, after in (
        ("manageActions", stored.manage_actions or ManageActions(), asked.manage_actions or ManageActions()),
        ("settings", stored.settings or PackageSettings(), asked.settings or PackageSettings()),
    ):
        for field in fields(before):
            if getattr(before, field) != getattr(after, field):
                raise refuse_change(
                    f"{_ROOT}.{member}.{arm_name(field)}",
                    rule="R104",
                    hint="Machines that have the version rely on it: create another version.",
                )
    return asked


def _common(profile: ApplicationPublishing) -> PublishingProfile:
    """What versions of applications and of images have in common."""
    return PublishingProfile(**{field: getattr(profile, field) for field in fields(PublishingProfile)})


def _check_actions(actions: ManageActions) -> None:
    """Install and remove are required; no command is longer than 4096 characters. Source: SPEC §1.7."""
    for name in ("install", "remove"):
        if not getattr(actions, name):
            raise InvalidParameter(
                f"Required parameter 'manageActions.{name}' is missing (null).",
                target=f"{_ROOT}.manageActions.{name}",
                hint=f"Say how machines {name} the application: --{name}-command.",
                rule="R454",
            )
    for name in ("install", "remove", "update"):
        _check_length(getattr(actions, name), f"manageActions.{name}")


def _check_settings(settings: PackageSettings) -> None:
    _check_length(settings.package_file_name, "settings.packageFileName")
    _check_length(settings.config_file_name, "settings.configFileName")


def _check_length(text: str | None, parameter: str) -> None:
    if text is not None and len(text) > MAX_TEXT:
        raise InvalidParameter(
            f"The value of parameter '{_ROOT}.{parameter}' is too long: {len(text)} characters. It takes at most "
            f"{MAX_TEXT}.",
            target=f"{_ROOT}.{parameter}",
            hint="Put what is long into a script of the package, and call that.",
            rule="R454",
        )


def _refuse_encryption(asked: ApplicationPublishing) -> None:
    """Source: SPEC R104."""
    in_regions = [target.encryption for target in asked.target_regions or ()]
    in_zones = [zone.encryption for zone in asked.target_extended_locations or ()]
    if any((*in_regions, *in_zones)):
        raise InvalidParameter(
            "Gallery application version resources currently do not support encryption.",
            target=f"{_ROOT}.targetRegions.encryption",
            hint="Leave the encryption out.",
            rule="R104",
        )


# Difference from Azure: Packages are taken on trust. Their addresses must be those of blobs; that there is one, not
# empty, of 1 GB at most, a page or block blob, and that the service may read it, is not looked at.
def _checked_source(source: PackageSource) -> PackageSource:
    """Both addresses well formed, that of the package there. Source: SPEC §1.7."""
    if not source.media_link:
        raise InvalidParameter(
            "Required parameter 'source.mediaLink' is missing (null).",
            target=f"{_ROOT}.source.mediaLink",
            hint="Give the address of the package: --package-file-link.",
            rule="R453",
        )
    _check_link(source.media_link, "mediaLink")
    if source.default_configuration_link:
        _check_link(source.default_configuration_link, "defaultConfigurationLink")
    return source


def _check_link(link: str, member: str) -> None:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or not parts.path.strip("/"):
        raise InvalidParameter(
            f"The source uri '{shown(link.partition('?')[0])}' is not the address of a blob.",
            target=f"{_ROOT}.source.{member}",
            hint="It reads https://{account}.blob.core.windows.net/{container}/{name}, with a SAS token behind it "
            "where the blob is not public.",
            rule="R453",
        )
