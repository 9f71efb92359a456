"""``sig gallery-application version create``"""

from __future__ import annotations

from sig.cli import targets, words
from sig.cli.following import awaited
from sig.cli.gallery_application.version.request import end_of_life
from sig.cli.gallery_application.version.request import target_regions as regions_of
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.cli.shorthand import text
from sig.domain.gallery_application_version import (
    ApplicationPublishing,
    ApplicationVersionProperties,
    GalleryApplicationVersion,
    ManageActions,
    PackageSettings,
    PackageSource,
)
from sig.service import gallery_application_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_application_name: opt.ApplicationAbove,
    gallery_application_version_name: opt.ApplicationVersion,
    package_file_link: opt.PackageFileLink,
    install_command: opt.InstallCommand,
    remove_command: opt.RemoveCommand,
    update_command: opt.UpdateCommand = None,
    default_file_link: opt.DefaultFileLink = None,
    package_file_name: opt.PackageFileName = None,
    config_file_name: opt.ConfigFileName = None,
    location: opt.Location = None,
    target_regions: opt.TargetRegionList = None,
    exclude_from: opt.ExcludeFrom = None,
    end_of_life_date: opt.PublishedUntil = None,
    tags: opt.TagsWithValues = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    r"""Create a version of a VM application.

    Examples:
        sig gallery-application version create -g images -r Contoso --application-name agent -n 2.0.0 \
            --package-file-link https://contoso.blob.core.windows.net/packages/agent-2.0.0.zip \
            --install-command "./install.sh" --remove-command "./remove.sh"
        sig gallery-application version create -g images -r Contoso --application-name agent -n 2.1.0 \
            --package-file-link https://contoso.blob.core.windows.net/packages/agent-2.1.0.zip \
            --install-command "./install.sh" --remove-command "./remove.sh" --package-file-name agent.zip \
            --target-regions "[{name:westus,regional-replica-count:2},{name:eastus}]"
    """
    profile = ApplicationPublishing(
        source=PackageSource(
            media_link=text(package_file_link, "--package-file-link"),
            default_configuration_link=text(default_file_link, "--default-file-link"),
        ),
        manage_actions=ManageActions(
            install=text(install_command, "--install-command"),
            remove=text(remove_command, "--remove-command"),
            update=text(update_command, "--update-command"),
        ),
        settings=_settings(
            text(package_file_name, "--package-file-name"), text(config_file_name, "--config-file-name")
        ),
        target_regions=regions_of(target_regions),
        exclude_from_latest=exclude_from,
        end_of_life_date=end_of_life(end_of_life_date),
    )
    request = GalleryApplicationVersion(
        location=location,
        tags=words.tags_with_values(tags),
        properties=ApplicationVersionProperties(publishing_profile=profile),
    )
    identifier = targets.application_version(
        resource_group, gallery_name, gallery_application_name, gallery_application_version_name
    )
    created = gallery_application_versions.create(context(), identifier, request)
    return None if no_wait else resource(awaited(context(), created, gallery_application_versions.finished))


def _settings(package_file_name: str | None, config_file_name: str | None) -> PackageSettings | None:
    if package_file_name is None and config_file_name is None:
        return None
    return PackageSettings(package_file_name=package_file_name, config_file_name=config_file_name)
