"""The VM application: its document, what is fixed at creation, what may change."""

from __future__ import annotations

from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choices import ActionParameterType, OsType
from sig.domain.errors import InvalidParameter
from sig.domain.names import check_application_name, shown
from sig.domain.resource import check_identity, check_tags, refuse_change, settled_location
from sig.domain.timestamps import from_text, require_future, to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sig.domain.resource_id import ResourceId

TYPE = "Microsoft.Compute/galleries/applications"
_ROOT = "galleryApplication.properties"


@arm
class ActionParameter(ArmObject):
    """One parameter of a custom action; ``name`` is required. Source: SPEC §1.7."""

    name: str | None = None
    required: bool | None = None
    type: ActionParameterType | None = None
    default_value: str | None = None
    description: str | None = None


@arm
class CustomAction(ArmObject):
    """A script beside install, update and remove; ``name`` and ``script`` are required. Source: SPEC §1.7."""

    name: str | None = None
    script: str | None = None
    description: str | None = None
    parameters: tuple[ActionParameter, ...] | None = None


@arm
class ApplicationProperties(ArmObject):
    """Source: SPEC §1.7; the order of the fields is the service's."""

    supported_os_type: OsType | None = None
    description: str | None = None
    end_of_life_date: str | None = None
    eula: str | None = None
    privacy_statement_uri: str | None = None
    release_note_uri: str | None = None
    custom_actions: tuple[CustomAction, ...] | None = None


@arm
class GalleryApplication(ArmObject):
    """A VM application in ARM shape; ``None`` is absent. It has no provisioning state. Source: SERVICE-FACTS §6."""

    name: str | None = None
    id: str | None = None
    type: str | None = None
    location: str | None = None
    tags: dict[str, str] | None = None
    properties: ApplicationProperties = ApplicationProperties()


def put(
    identifier: ResourceId, request: GalleryApplication, stored: GalleryApplication | None, now: datetime
) -> GalleryApplication:
    """The application that a PUT of ``request`` leaves behind: what the request does not name is dropped.

    Source: SPEC §1.7, R020, R029, R104.
    """
    check_application_name(identifier.name)
    check_identity(identifier, request, "galleryApplication")
    check_tags(request.tags)
    before = stored.properties if stored else ApplicationProperties()
    asked = request.properties
    _check_os(asked.supported_os_type, before.supported_os_type)
    check_custom_actions(asked.custom_actions, target=f"{_ROOT}.customActions")
    return GalleryApplication(
        name=stored.name if stored else identifier.name,
        id=stored.id if stored else str(identifier),
        type=TYPE,
        location=settled_location(
            request.location or "",
            stored.location if stored else None,
            described=identifier.path,
            resource_type=TYPE,
            group=identifier.resource_group,
        ),
        tags=request.tags,
        properties=replace(asked, end_of_life_date=_end_of_life(asked.end_of_life_date, before.end_of_life_date, now)),
    )


def check_custom_actions(actions: Iterable[CustomAction] | None, *, target: str) -> None:
    """Actions have a name and a script, their parameters a name, each only once. Source: SPEC §1.7."""
    actions = tuple(actions or ())
    for action in actions:
        if not action.name or not action.script:
            raise InvalidParameter(
                f"Custom action '{shown(action.name or '')}' needs a name and a script.", target=target, rule="R456"
            )
        _check_unique((parameter.name for parameter in action.parameters or ()), f"{target}.parameters.name")
    _check_unique((action.name for action in actions), f"{target}.name")


def _check_unique(names: Iterable[str | None], target: str) -> None:
    seen: set[str] = set()
    for name in names:
        if not name or name.casefold() in seen:
            raise InvalidParameter(
                f"The name '{shown(name or '')}' is empty, or given more than once.", target=target, rule="R456"
            )
        seen.add(name.casefold())


def _check_os(asked: OsType | None, stored: OsType | None) -> None:
    """The operating system is required, and fixed. Source: SPEC §1.7."""
    if stored is not None and asked is not stored:
        raise refuse_change(f"{_ROOT}.supportedOSType", rule="R452")
    if asked is None:
        raise InvalidParameter(
            "Required parameter 'supportedOSType' is missing (null).",
            target=f"{_ROOT}.supportedOSType",
            hint="Give Linux or Windows: --os-type.",
            rule="R452",
        )


def _end_of_life(asked: str | None, stored: str | None, now: datetime) -> str | None:
    if not asked:
        return None
    date = to_text(from_text(asked, target=f"{_ROOT}.endOfLifeDate"))
    if date != stored:
        require_future(date, now, target=f"{_ROOT}.endOfLifeDate")
    return date
