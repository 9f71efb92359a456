"""The image definition: its document, what is fixed at creation, what may change."""

from __future__ import annotations

import re

from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choices import Architecture, HyperVGeneration, OsState, OsType
from sig.domain.errors import Conflict, InvalidParameter
from sig.domain.names import check_definition_name, shown
from sig.domain.resource import check_identity, check_tags, refuse_change, settled_location
from sig.domain.timestamps import from_text, require_future, to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sig.domain.profile import Profile
    from sig.domain.resource_id import ResourceId

TYPE = "Microsoft.Compute/galleries/images"
SECURITY_TYPE = "SecurityType"
TRUSTED_LAUNCH = "TrustedLaunchSupported"
_NEEDS_GEN_2 = {
    "TrustedLaunchSupported",
    "TrustedLaunch",
    "ConfidentialVmSupported",
    "ConfidentialVM",
    "TrustedLaunchAndConfidentialVmSupported",
}
_CANONICAL_SECURITY_TYPES = {value.casefold(): value for value in (*_NEEDS_GEN_2, "Standard")}
_IDENTIFIER_LENGTHS = {"publisher": 128, "offer": 64, "sku": 64}
_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]+")
_ROOT = "galleryImage.properties"


@arm
class Identifier(ArmObject):
    """Publisher, offer and SKU: together the definition's second name, unique in its gallery."""

    publisher: str | None = None
    offer: str | None = None
    sku: str | None = None

    # Difference from Azure: Publisher, offer and SKU are compared without regard to case. The documentation says that
    # the three together are unique in a gallery, not how they are compared.
    @property
    def key(self) -> tuple[str, str, str]:
        """What two equal identifiers share: marketplace identifiers ignore case. Source: DECISIONS 2."""
        return ((self.publisher or "").casefold(), (self.offer or "").casefold(), (self.sku or "").casefold())


@arm
class Range(ArmObject):
    """A recommended range; vCPUs in cores, memory in MB."""

    min: int | None = None
    max: int | None = None


@arm
class Recommended(ArmObject):
    v_cpus: Range | None = None
    memory: Range | None = None


@arm
class Disallowed(ArmObject):
    disk_types: tuple[str, ...] | None = None


@arm
class PurchasePlan(ArmObject):
    name: str | None = None
    publisher: str | None = None
    product: str | None = None


@arm
class Feature(ArmObject):
    starts_at_version: str | None = None
    name: str | None = None
    value: str | None = None


@arm
class DefinitionProperties(ArmObject):
    """Source: SPEC §1.4. ``allow_update_image`` is a switch of the request and never stored."""

    hyper_v_generation: HyperVGeneration | None = None
    architecture: Architecture | None = None
    features: tuple[Feature, ...] | None = None
    os_type: OsType | None = None
    os_state: OsState | None = None
    description: str | None = None
    end_of_life_date: str | None = None
    eula: str | None = None
    privacy_statement_uri: str | None = None
    release_note_uri: str | None = None
    recommended: Recommended | None = None
    disallowed: Disallowed | None = None
    purchase_plan: PurchasePlan | None = None
    identifier: Identifier | None = None
    allow_update_image: bool | None = None


@arm
class ImageDefinition(ArmObject):
    """An image definition in ARM shape; ``None`` is absent."""

    name: str | None = None
    id: str | None = None
    type: str | None = None
    location: str | None = None
    tags: dict[str, str] | None = None
    properties: DefinitionProperties = DefinitionProperties()


def put(
    identifier: ResourceId,
    request: ImageDefinition,
    stored: ImageDefinition | None,
    siblings: Iterable[ImageDefinition],
    profile: Profile,
    now: datetime,
) -> ImageDefinition:
    """The definition that a PUT of ``request`` leaves behind.

    ``siblings`` are the other definitions of the gallery. Source: SPEC §1.4, R020-R036.
    """
    check_definition_name(identifier.name)
    check_identity(identifier, request, "galleryImage")
    check_tags(request.tags)
    properties = _checked(request.properties, stored.properties if stored else None, profile, now)
    if stored is None:
        _refuse_taken(identifier.name, properties.identifier or Identifier(), siblings)
    return ImageDefinition(
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
        properties=properties,
    )


def with_defaults(request: ImageDefinition, profile: Profile) -> ImageDefinition:
    """``request`` with the generation and features that ``az`` sends in this era.

    Today a definition of generation 2 supports trusted launch unless its features say otherwise;
    ``SecurityType=Standard`` opts out and is not sent. Source: SPEC §3.4, SERVICE-FACTS §4.
    """
    properties = request.properties
    generation = properties.hyper_v_generation or HyperVGeneration(profile.hyper_v_generation)
    features = tuple(properties.features or ())
    chosen = [feature.value for feature in features if feature.name == SECURITY_TYPE]
    if "Standard" in chosen:
        features = tuple(feature for feature in features if feature.name != SECURITY_TYPE)
    elif (
        profile.trusted_launch_by_default
        and not chosen
        and generation is HyperVGeneration.V2
        and properties.architecture is not Architecture.ARM64
    ):
        features = (*features, Feature(name=SECURITY_TYPE, value=TRUSTED_LAUNCH))
    return replace(request, properties=replace(properties, hyper_v_generation=generation, features=features or None))


def _checked(
    request: DefinitionProperties, stored: DefinitionProperties | None, profile: Profile, now: datetime
) -> DefinitionProperties:
    identifier = request.identifier or Identifier()
    if stored is not None and request.os_type is None:
        raise refuse_change(f"{_ROOT}.osType", rule="R026a", hint="An update repeats the OS type of the definition.")
    _require(request, identifier)
    generation = request.hyper_v_generation or HyperVGeneration(profile.hyper_v_generation)
    properties = replace(
        request,
        hyper_v_generation=generation,
        architecture=request.architecture or Architecture.X64,
        features=_normal_features(request.features),
        end_of_life_date=_normal_date(request.end_of_life_date),
        disallowed=request.disallowed if request.disallowed and request.disallowed.disk_types else None,
        recommended=_checked_ranges(request.recommended),
        allow_update_image=None,
    )
    if stored is not None:
        _refuse_changes(stored, properties, may_update_features=bool(request.allow_update_image))
    if properties.end_of_life_date and properties.end_of_life_date != (stored and stored.end_of_life_date):
        require_future(properties.end_of_life_date, now, target=f"{_ROOT}.endOfLifeDate")
    _check_generation(properties)
    return properties


def _require(request: DefinitionProperties, identifier: Identifier) -> None:
    for name, value in (("osType", request.os_type), ("osState", request.os_state)):
        if value is None:
            raise InvalidParameter(
                f"Required parameter '{name}' is missing (null).", target=f"{_ROOT}.{name}", rule="R024"
            )
    for part, longest in _IDENTIFIER_LENGTHS.items():
        text: str = getattr(identifier, part) or ""
        if not _IDENTIFIER.fullmatch(text) or text.endswith(".") or len(text) > longest:
            raise InvalidParameter(
                f"Asset name '{shown(text)}' is not valid as {part}. It cannot be empty. Allowed characters are "
                f"English letters, digits, '-', '.' and '_'; it cannot end with '.' and cannot exceed {longest} "
                "characters.",
                target=f"{_ROOT}.identifier.{part}",
                rule="R023",
            )


def _normal_features(features: tuple[Feature, ...] | None) -> tuple[Feature, ...] | None:
    """Booleans become ``True``/``False`` and security types the service's spelling. Source: SERVICE-FACTS §4."""
    normal = []
    for feature in features or ():
        value = feature.value or ""
        if value.casefold() in ("true", "false"):
            value = value.capitalize()
        elif feature.name == SECURITY_TYPE:
            value = _CANONICAL_SECURITY_TYPES.get(value.casefold(), value)
        normal.append(replace(feature, value=value))
    return tuple(normal) or None


def _normal_date(text: str | None) -> str | None:
    return to_text(from_text(text, target=f"{_ROOT}.endOfLifeDate")) if text else None


def _checked_ranges(recommended: Recommended | None) -> Recommended | None:
    if recommended is None:
        return None
    for name, span in (("vCPUs", recommended.v_cpus), ("memory", recommended.memory)):
        if span is None:
            continue
        if min(span.min or 0, span.max or 0) < 0:
            raise InvalidParameter(
                f"The recommended {name} cannot be negative.",
                target=f"{_ROOT}.recommended.{name}",
                rule="R031",
            )
        if span.min is not None and span.max is not None and span.min > span.max:
            raise InvalidParameter(
                f"The minimum value of {name} ({span.min}) must not be greater than the maximum value of {name} "
                f"({span.max}).",
                target=f"{_ROOT}.recommended.{name}",
                rule="R031",
            )
    return recommended


def _refuse_changes(stored: DefinitionProperties, wanted: DefinitionProperties, *, may_update_features: bool) -> None:
    fixed = (
        ("osType", stored.os_type, wanted.os_type),
        ("osState", stored.os_state, wanted.os_state),
        ("hyperVGeneration", stored.hyper_v_generation, wanted.hyper_v_generation),
        ("architecture", stored.architecture, wanted.architecture),
        ("eula", stored.eula, wanted.eula),
        ("privacyStatementUri", stored.privacy_statement_uri, wanted.privacy_statement_uri),
        ("purchasePlan", stored.purchase_plan, wanted.purchase_plan),
    )
    for name, before, after in fixed:
        if before != after:
            raise refuse_change(f"galleryImage.properties.{name}", rule="R026")
    before_id, after_id = stored.identifier or Identifier(), wanted.identifier or Identifier()
    for part in _IDENTIFIER_LENGTHS:
        if getattr(before_id, part) != getattr(after_id, part):
            raise refuse_change(f"galleryImage.properties.identifier.{part}", rule="R026")
    if stored.features != wanted.features and not may_update_features:
        raise refuse_change(
            _changed_feature(stored.features or (), wanted.features or ()),
            rule="R027",
            hint="Features can be changed with --allow-update-image true.",
        )


def _changed_feature(stored: tuple[Feature, ...], wanted: tuple[Feature, ...]) -> str:
    """The first feature that was changed, added, removed or put in another place. Source: SPEC R027."""
    before, after = ({feature.name: feature for feature in features} for features in (stored, wanted))
    changed = [name for name in before | after if before.get(name) != after.get(name)]
    moved = [old.name for old, new in zip(stored, wanted, strict=False) if old != new]
    return (changed or moved or [None])[0] or "features"


def _check_generation(properties: DefinitionProperties) -> None:
    for feature in properties.features or ():
        needs_gen_2 = feature.name == SECURITY_TYPE and feature.value in _NEEDS_GEN_2
        if needs_gen_2 and properties.hyper_v_generation is HyperVGeneration.V1:
            raise InvalidParameter(
                f"Feature {SECURITY_TYPE}={feature.value} needs Hyper-V generation V2; the definition has V1.",
                target=f"{_ROOT}.features",
                hint="Give --hyper-v-generation V2, or leave the feature out.",
                rule="R035",
            )


def _refuse_taken(name: str, identifier: Identifier, siblings: Iterable[ImageDefinition]) -> None:
    """Two definitions of a gallery may share one or two of the three values, not all. Source: SPEC R030."""
    for sibling in siblings:
        other = sibling.properties.identifier or Identifier()
        if other.key == identifier.key:
            raise Conflict(
                f"Gallery image: {sibling.name} identified by (publisher:{other.publisher}, offer:{other.offer}, "
                f"sku:{other.sku}) already exists. Choose a different publisher, offer, sku combination.",
                target=f"{_ROOT}.identifier",
                hint=f"'{name}' needs another SKU, or use definition '{sibling.name}'.",
                rule="R030",
            ).revealing(
                [sibling.id],
                f"A gallery image identified by (publisher:{identifier.publisher}, offer:{identifier.offer}, "
                f"sku:{identifier.sku}) already exists. Choose a different publisher, offer, sku combination.",
            )
