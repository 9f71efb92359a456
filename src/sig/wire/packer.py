"""Packer templates: what their azure-arm builders publish to a gallery, as requests for image versions.

Legacy JSON, HCL2 and HCL2 written as JSON are read. Only what a template fixes by itself is resolved: texts, lists,
variables and locals. Names of settings: the azure-arm builder of the Packer plugin for Azure.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sig.domain import build_template
from sig.domain.choices import OsState, OsType, ReplicationMode, StorageAccountType
from sig.domain.errors import InvalidParameter
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.names import shown
from sig.domain.publishing import Encryption, OsDiskEncryption, PublishingProfile, TargetRegion
from sig.domain.regions import canonical
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.source import Source, SourceProperties, registered
from sig.domain.storage_profile import DataDiskImage, ImageSource, StorageProfile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

T = TypeVar("T")
_BUILDER = "azure-arm"
_DESTINATION = "shared_image_gallery_destination"
_ROOT = "galleryImageVersion.properties.publishingProfile"
_REFERENCE = re.compile(r"(var|local)\.([A-Za-z_][\w-]*)((?:\.[A-Za-z_][\w-]*|\[\d+\]|\[\"[^\"]*\"\])*)")
_STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]|\[\"([^\"]*)\"\]")
_IN_HCL = re.compile(r"\$\$\{|\$\{([^{}]*)\}")
_IN_JSON = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_USER = re.compile(r"user\s+[`\"'](.+?)[`\"']")
_DEEPEST = 20


class Unresolved(Exception):
    """A value that the template alone does not tell; its text is what was not known."""


class Expression(str):
    """HCL that is no text: a reference or a call."""

    __slots__ = ()


class Destination(NamedTuple):
    """What one builder publishes, as the template has it: ``settings`` of the builder, ``block`` of the destination.

    Both are resolved as far as that goes; ``unresolved`` has the names of the others with what was not known.
    """

    builder: str
    settings: dict[str, Any]
    block: dict[str, Any]
    unresolved: dict[str, str]


def read(text: str, variables: Mapping[str, str]) -> list[Destination]:
    """The builders of the template ``text`` that publish to a gallery.

    ``variables`` win over the defaults of the template. Raises InvalidParameter for what is no template, for one
    without such a builder, and for HCL2 where the library that reads it is not installed.
    """
    content, scope = _content(text, variables)
    found = [_destination(name, settings, scope) for name, settings in _builders(content)]
    with_destination = [destination for destination in found if destination is not None]
    if not with_destination:
        raise _refusal(f"no {_BUILDER} builder in it has a {_DESTINATION}", "Give a template that publishes to one.")
    return with_destination


def target(destination: Destination, subscription: str, names: Mapping[str, str | None]) -> build_template.Destination:
    """What the builder says of where its version goes; ``names`` stand in for what the template leaves open.

    Their keys are ``resource_group``, ``gallery_name``, ``image_name`` and ``image_version``. What is in
    ``subscription`` counts where the template has none.
    """
    words = {key: destination.block.get(key) or name for key, name in names.items()}
    return build_template.Destination(
        subscription=str(destination.block.get("subscription") or subscription),
        **{key: str(word) if word else None for key, word in words.items()},
    )


def request(destination: Destination, identifier: ResourceId, attempt: Callable[..., Any]) -> ImageVersion:
    """The request that Packer sends; ``attempt(read, *arguments)`` answers a part, or None where it is refused."""
    settings, block = destination.settings, destination.block
    common = attempt(_choice, StorageAccountType, block.get("storage_account_type"), "storageAccountType")
    count = settings.get(
        "shared_image_gallery_replica_count", settings.get("shared_gallery_image_version_replica_count")
    )
    profile = PublishingProfile(
        target_regions=tuple(_targets(destination, attempt)) or None,
        replica_count=attempt(_whole, count, "replicaCount"),
        exclude_from_latest=attempt(
            _truth, settings.get("shared_gallery_image_version_exclude_from_latest"), "excludeFromLatest"
        ),
        end_of_life_date=settings.get("shared_gallery_image_version_end_of_life_date") or None,
        storage_account_type=common,
        replication_mode=ReplicationMode.SHALLOW
        if attempt(_truth, block.get("use_shallow_replication"), "replicationMode")
        else None,
    )
    image, is_managed = _made_image(destination, identifier)
    source = ImageSource(id=str(image)) if is_managed else ImageSource(virtual_machine_id=str(image))
    tags = settings.get("azure_tags")
    return ImageVersion(
        location=settings.get("location") or None,
        tags={str(name): str(value) for name, value in tags.items()} if isinstance(tags, dict) else None,
        properties=VersionProperties(publishing_profile=profile, storage_profile=StorageProfile(source=source)),
    )


def made(destination: Destination, identifier: ResourceId, location: str) -> tuple[ResourceId, Source]:
    """The managed image, or else the VM, that the build will have made in ``location``. Raises InvalidParameter."""
    settings, block = destination.settings, destination.block
    image, _ = _made_image(destination, identifier)
    sizes = _several(settings.get("disk_additional_size"))
    specialized = _truth(block.get("specialized"), "osState")
    properties = SourceProperties(
        os_type=_choice(OsType, settings.get("os_type"), "osType"),
        os_state=OsState.SPECIALIZED if specialized else OsState.GENERALIZED,
        size_in_gb=_whole(settings.get("os_disk_size_gb"), "osDiskSizeGb"),
        data_disks=tuple(
            DataDiskImage(lun=lun, size_in_gb=_whole(size, "diskAdditionalSize")) for lun, size in enumerate(sizes)
        )
        or None,
    )
    return image, registered(image, Source(location=location, properties=properties))


def _made_image(destination: Destination, identifier: ResourceId) -> tuple[ResourceId, bool]:
    name = destination.settings.get("managed_image_name")
    group = destination.settings.get("managed_image_resource_group_name") or identifier.resource_group
    if name:
        return compute_id(identifier.subscription, str(group), "images", str(name)), True
    return compute_id(identifier.subscription, identifier.resource_group, "virtualMachines", "packer-build"), False


def _targets(destination: Destination, attempt: Callable[..., Any]) -> Iterator[TargetRegion]:
    """The regions; to those of ``replication_regions`` Packer adds the one it builds in."""
    blocks = destination.block.get("target_region") or []
    for block in [blocks] if isinstance(blocks, dict) else blocks:
        set_id = block.get("disk_encryption_set_id")
        yield TargetRegion(
            name=str(block.get("name", "")),
            regional_replica_count=attempt(_whole, block.get("replicas"), "regionalReplicaCount"),
            storage_account_type=attempt(
                _choice, StorageAccountType, block.get("storage_account_type"), "storageAccountType"
            ),
            encryption=Encryption(os_disk_image=OsDiskEncryption(disk_encryption_set_id=set_id)) if set_id else None,
        )
    if not blocks:
        names = [str(name) for name in _several(destination.block.get("replication_regions"))]
        home = destination.settings.get("location")
        if names and home and canonical(home) not in map(canonical, names):
            names.append(home)
        yield from (TargetRegion(name=name) for name in names)


def _several(value: Any) -> list[Any]:
    """A list; as a text, which a variable may be, it is written in brackets or with commas."""
    if not isinstance(value, str):
        return value or []
    words = value.strip().removeprefix("[").removesuffix("]").split(",")
    return [name for word in words if (name := word.strip(' \t\n"'))]


def _choice(kind: type[T], text: Any, name: str) -> T | None:
    """The member of ``kind`` with that text, in any case."""
    if text is None or text == "":
        return None
    known = {str(member).casefold(): member for member in kind}  # type: ignore[attr-defined]
    found: T | None = known.get(str(text).casefold())
    if found is None:
        raise InvalidParameter(
            f"The value '{shown(str(text))}' of '{_ROOT}.{name}' is not valid. Input should be one of "
            f"{', '.join(str(member) for member in known.values())}.",
            target=f"{_ROOT}.{name}",
            rule="R046" if kind is StorageAccountType else "R025",
        )
    return found


def _whole(value: Any, name: str) -> int | None:
    if value is None or value == "":
        return None
    try:
        return int(str(value))
    except ValueError:
        raise InvalidParameter(
            f"The value '{shown(str(value))}' of '{_ROOT}.{name}' is not valid: it is not a whole number.",
            target=f"{_ROOT}.{name}",
            rule="R110",
        ) from None


def _truth(value: Any, name: str) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    if str(value).casefold() not in ("true", "false"):
        raise InvalidParameter(
            f"The value '{shown(str(value))}' of '{_ROOT}.{name}' is not valid: it is not true or false.",
            target=f"{_ROOT}.{name}",
            rule="R110",
        )
    return str(value).casefold() == "true"


class _Scope:
    """The variables and locals of a template."""

    def __init__(self, variables: Mapping[str, Any], local_values: Mapping[str, Any], *, is_hcl: bool) -> None:
        self._values = {"var": variables, "local": local_values}
        self._is_hcl = is_hcl

    def resolved(self, value: Any, depth: int = 0) -> Any:
        """``value`` without references. Raises Unresolved."""
        if depth > _DEEPEST:
            raise Unresolved("a value that refers to itself")
        if isinstance(value, Expression):
            return self._reference(value, depth)
        if isinstance(value, str):
            return self._text(value, depth)
        if isinstance(value, list):
            return [self.resolved(item, depth + 1) for item in value]
        if isinstance(value, dict):
            return {name: self.resolved(item, depth + 1) for name, item in value.items()}
        return value

    def _text(self, text: str, depth: int) -> Any:
        if not self._is_hcl:
            whole = _IN_JSON.fullmatch(text)
            if whole:
                return self._user(whole[1], depth)
            return _IN_JSON.sub(lambda found: str(self._user(found[1], depth)), text)
        whole = _IN_HCL.fullmatch(text)
        if whole and whole[1] is not None:
            return self._reference(whole[1].strip(), depth)
        if "%{" in text:
            raise Unresolved(text)
        return _IN_HCL.sub(
            lambda found: "${" if found[1] is None else str(self._reference(found[1].strip(), depth)), text
        )

    def _user(self, call: str, depth: int) -> Any:
        found = _USER.fullmatch(call)
        if found is None:
            raise Unresolved(f"{{{{{call}}}}}")
        return self._named("var", found[1], depth)

    def _reference(self, text: str, depth: int) -> Any:
        found = _REFERENCE.fullmatch(text)
        if found is None:
            raise Unresolved(text)
        value = self._named(found[1], found[2], depth)
        for attribute, index, key in _STEP.findall(found[3]):
            try:
                value = value[int(index)] if index else value[attribute or key]
            except (IndexError, KeyError, TypeError):
                raise Unresolved(text) from None
        return value

    def _named(self, kind: str, name: str, depth: int) -> Any:
        value = self._values[kind].get(name)
        if value is None:
            raise Unresolved(f"{kind}.{name}" if self._is_hcl else f"the variable {name}")
        return self.resolved(value, depth + 1)


def _content(text: str, variables: Mapping[str, str]) -> tuple[dict[str, Any], _Scope]:
    if text.lstrip().startswith("{"):
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _refusal(f"it is no JSON ({shown(str(error))})", "Run: packer validate.") from None
        if "builders" in content:
            return content, _Scope({**content.get("variables", {}), **variables}, {}, is_hcl=False)
    else:
        content = _hcl(text)
    declared = {name: of.get("default") for name, of in _labelled(content.get("variable", {}))}
    for block in _blocks(content.get("variables", {})):
        declared.update(block)
    local_values = {name: value for block in _blocks(content.get("locals", {})) for name, value in block.items()}
    local_values.update({name: of.get("expression") for name, of in _labelled(content.get("local", {}))})
    unknown = [name for name in variables if name not in declared]
    if unknown:
        raise _refusal(
            f"it has no variable '{shown(unknown[0])}'",
            f"It has: {', '.join(sorted(declared))}." if declared else "Leave --var out: it has no variables.",
        )
    return content, _Scope({**declared, **variables}, local_values, is_hcl=True)


def _hcl(text: str) -> dict[str, Any]:
    try:
        import hcl2
    except ImportError:
        raise InvalidParameter(
            "The template is HCL2, and the library that reads it is not installed.",
            target="fromPacker",
            hint="Install it: pip install 'az-sig[packer]'. Templates in JSON need nothing.",
            rule="R263",
        ) from None
    try:
        content = hcl2.loads(f"{text}\n")
    except Exception as error:  # noqa: BLE001 - whatever the parser raises, the template cannot be read
        place = f"line {line}" if (line := getattr(error, "line", None)) else type(error).__name__
        raise _refusal(f"it is no HCL2 ({place})", "Run: packer validate.") from None
    return {name: _plain(value) for name, value in content.items()}


def _plain(value: Any) -> Any:
    """What the parser makes of HCL, without its marks: texts unquoted, expressions told apart from texts."""
    if isinstance(value, dict):
        return {_unquoted(name): _plain(item) for name, item in value.items() if not name.startswith("__")}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, str):
        return value
    if value.startswith('"') and value.endswith('"') and len(value) > 1:
        return _unquoted(value).replace('\\"', '"').replace("\\\\", "\\")
    return Expression(value.removeprefix("${").removesuffix("}").strip())


def _unquoted(text: str) -> str:
    return text[1:-1] if text.startswith('"') and text.endswith('"') and len(text) > 1 else text


def _blocks(value: Any) -> list[dict[str, Any]]:
    """A block, or all of them, as a list."""
    return [block for block in (value if isinstance(value, list) else [value]) if isinstance(block, dict)]


def _labelled(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for block in _blocks(value):
        for name, of in block.items():
            yield from ((name, inner) for inner in _blocks(of))


def _builders(content: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for position, settings in enumerate(_blocks(content.get("builders", []))):
        if settings.get("type") == _BUILDER:
            yield str(settings.get("name") or f"{_BUILDER}[{position}]"), settings
    for kind, of in _labelled(content.get("source", {})):
        if kind == _BUILDER:
            yield from ((f"{_BUILDER}.{name}", settings) for name, settings in _labelled(of))


def _destination(name: str, settings: dict[str, Any], scope: _Scope) -> Destination | None:
    blocks = _blocks(settings.get(_DESTINATION))
    if not blocks:
        return None
    unresolved: dict[str, str] = {}
    own = {key: value for key, value in settings.items() if key in _SETTINGS}
    return Destination(
        builder=name,
        settings=_resolved(own, scope, unresolved),
        block=_resolved(blocks[0], scope, unresolved),
        unresolved=unresolved,
    )


# Of a builder, what has to do with the version that comes out of it.
_SETTINGS = frozenset(
    {
        "azure_tags",
        "disk_additional_size",
        "location",
        "managed_image_name",
        "managed_image_resource_group_name",
        "os_disk_size_gb",
        "os_type",
        "shared_gallery_image_version_end_of_life_date",
        "shared_gallery_image_version_exclude_from_latest",
        "shared_gallery_image_version_replica_count",
        "shared_image_gallery_replica_count",
    }
)


def _resolved(values: dict[str, Any], scope: _Scope, unresolved: dict[str, str]) -> dict[str, Any]:
    found = {}
    for name, value in values.items():
        try:
            found[name] = scope.resolved(value)
        except Unresolved as gap:
            unresolved[name] = str(gap)
    return found


def _refusal(fault: str, hint: str) -> InvalidParameter:
    return InvalidParameter(
        f"The Packer template cannot be checked: {fault}.", target="fromPacker", hint=hint, rule="R262"
    )
