"""Everything that speaks against a new version, found without creating it.

What would be refused is what ``create`` refuses in a transaction that is never committed: first the request as it
is, which has the last word, then its parts, so that nothing wrong hides behind the first thing that is.
"""

from __future__ import annotations

from sig.domain import preflight as rules
from sig.domain import regions, response
from sig.domain.errors import SigError
from sig.domain.preflight import ERROR, Finding
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.storage_profile import DiskSource, ImageSource, OsDiskImage, StorageProfile, named_sources
from sig.domain.version_name import VersionName
from sig.service import documents, groups, image_versions
from sig.service.operations import operation
from sig.store import StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any, TypeVar

    from sig.domain.build_template import Destination
    from sig.domain.image_version import ImageVersion
    from sig.domain.regions import Region
    from sig.domain.source import Source
    from sig.service.context import Context
    from sig.store import Transaction, View

    T = TypeVar("T")

# A number and a source that nobody has, in the place of those that are refused.
_NEUTRAL_NUMBER = "2147483647.2147483647.2147483647"
_NEUTRAL_NAME = "sig-check"
_SOMEWHERE = "westus"


class Refusals:
    """Refusals, collected instead of raised, each once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str | None, str | None, str], SigError] = {}

    def attempt(self, action: Callable[..., T], *arguments: Any) -> T | None:
        """What ``action`` answers, or None if it refuses. What is wrong with the store itself is raised."""
        try:
            return action(*arguments)
        except StoreError:
            raise
        except SigError as refusal:
            self._found.setdefault((refusal.rule, refusal.target, refusal.message), refusal)
            return None

    def __bool__(self) -> bool:
        return bool(self._found)

    def findings(self, context: Context) -> Iterator[Finding]:
        """They as findings, saying nothing that the caller of ``context`` may not know."""
        from sig.domain.rulebook import RULES

        for refusal in self._found.values():
            if context.caller is not None:
                from sig.service.authorization import discreet

                discreet(context, refusal)
            known = RULES.get(refusal.rule or "")
            hint = refusal.hint or (known.remedy if known else None)
            yield Finding(ERROR, refusal.rule, refusal.code, refusal.message, refusal.target, hint)


class Build(NamedTuple):
    """A source that is not there yet: what a build will have made when the version is created."""

    identifier: ResourceId
    source: Source


@operation("image-version check", asks_azure=False)
def check(
    context: Context,
    identifier: ResourceId,
    request: ImageVersion,
    refusals: Refusals | None = None,
    builds: Sequence[Build] = (),
) -> list[Finding]:
    """All that would refuse the new version, then what is worth knowing of it.

    There is an error exactly if ``create`` refuses. ``refusals`` are those of the words that ``request`` was made
    of; its parts that they are about are None. A version that exists already would be replaced: of such a request
    only the first refusal is found. Raises StoreError, and LinkedAuthorizationFailed for a source that is not the
    caller's to use: what it is stays unknown.
    """
    if context.caller is not None:
        _check_sources(context, identifier, request)
    trial = _Trial(context, identifier, request, refusals or Refusals(), builds)
    body = trial.made()
    errors = list(trial.refusals.findings(context))
    # What was refused is not in the version that is looked at: nothing is to be said of its absence.
    refused = {(error.target or "").rpartition(".")[2] for error in errors}
    remarks = _remarks(context, identifier, body)
    return [*errors, *(remark for remark in remarks if _ABOUT.get(remark.rule or "") not in refused)]


def check_template(
    context: Context,
    destination: Destination,
    unresolved: Mapping[str, str],
    read: Callable[[ResourceId, Refusals], tuple[ImageVersion, Sequence[Build]]],
) -> list[Finding]:
    """What the template of a build leaves open of ``destination``, then what ``check`` says of the version there.

    ``read`` answers the request for the version of that ID and what the build will have made; what it cannot read it
    attempts, and the refusals are among the findings. It is not asked while a name of the version is missing. Raises
    as ``check`` does.
    """
    from sig.domain import build_template

    open_ends = list(build_template.gaps(destination, unresolved))
    identifier = destination.identifier
    if identifier is None:
        return open_ends
    refusals = Refusals()
    request, builds = read(identifier, refusals)
    around = context._replace(subscription=destination.subscription)
    return [*open_ends, *check(around, identifier, request, refusals, builds)]


def _check_sources(context: Context, identifier: ResourceId, request: ImageVersion) -> None:
    from sig.domain.errors import LinkedAuthorizationFailed
    from sig.service import authorization

    try:
        authorization.check_sources(context, "image-version create", identifier, request)
    except LinkedAuthorizationFailed:
        raise
    except SigError:
        return  # a source that is malformed names nothing, and is found again


class _Trial:
    """One request, tried as a whole and in parts."""

    def __init__(
        self,
        context: Context,
        identifier: ResourceId,
        request: ImageVersion,
        refusals: Refusals,
        builds: Sequence[Build],
    ) -> None:
        self._context = context
        self._identifier = identifier
        self._request = request
        self._builds = builds
        self.refusals = refusals
        with context.store.reading() as view:
            self._is_there = view.exists(identifier)
            self._home = self._home_region(view)

    def made(self) -> dict[str, Any] | None:
        """The version, or what of it could be made; None if that is nothing."""
        if not self.refusals:
            whole = self.refusals.attempt(self._create, self._identifier, self._request)
            if whole is not None:
                return whole
        return None if self._is_there else self._in_parts()

    def _in_parts(self) -> dict[str, Any] | None:
        image, snapshot = (str(place) for place in self._neutral_sources())
        neutral = self._identifier.parent.child("versions", _NEUTRAL_NUMBER)
        base = rules.plain(self._home.name, StorageProfile(source=ImageSource(id=image)))
        attempt = self.refusals.attempt
        attempt(self._create, neutral, base, self._stage_source)
        attempt(self._create, neutral, base, self._stage_source, self._stage_group)
        staging = (self._stage_source, self._stage_group, self._stage_parents)
        if attempt(self._create, neutral, base, *staging) is None:
            return None
        attempt(self._create, self._identifier, base, *staging)

        def accepts(candidate: ImageVersion) -> bool:
            made = attempt(self._create, neutral, candidate, *staging)
            if made is None and candidate.properties.storage_profile == self._request.properties.storage_profile:
                self._try_facets(neutral, candidate, staging)
            return made is not None

        draft = rules.assembled(self._request, base, OsDiskImage(source=DiskSource(id=snapshot)), accepts)
        return attempt(self._create, neutral, draft, *staging)

    def _try_facets(
        self, neutral: ResourceId, candidate: ImageVersion, staging: tuple[Callable[[Transaction], None], ...]
    ) -> None:
        """Hold each thing that is known of the sources against the definition, one at a time."""
        storage = candidate.properties.storage_profile
        for named in self.refusals.attempt(lambda: list(named_sources(storage))) or ():
            with self._context.store.rehearsing() as tx:
                self._stage_builds(tx)
                known = _source(tx, named.resource)
            for facet in () if known is None else rules.facets(known, self._home):

                def stage(tx: Transaction, place: ResourceId = named.resource, facet: Source = facet) -> None:
                    tx.put(place, documents.wrap(facet, self._context.clock.now()))

                self.refusals.attempt(self._create, neutral, candidate, *staging, stage)

    def _create(
        self, identifier: ResourceId, request: ImageVersion, *staging: Callable[[Transaction], None]
    ) -> dict[str, Any]:
        """Create the version in a transaction that is dropped. Raises as ``image-version create`` does."""
        with self._context.store.rehearsing() as tx:
            for stage in (self._stage_builds, *staging):
                stage(tx)
            version = image_versions.create_in(tx, self._context, identifier, request)
            if version["properties"]["provisioningState"] == response.FAILED:
                from sig.domain.replication import failures, refuse_failed

                plan = documents.plan(documents.require(tx, identifier))
                raise refuse_failed(identifier, failures(plan, self._context.clock.now()))
            return version

    def _home_region(self, view: View) -> Region:
        """Where the version would be, or else where it could."""
        known = Refusals().attempt(groups.location, view, self._context, self._identifier)
        for text in (self._request.location, known):
            region = regions.find(text or "")
            if region is not None and region.cloud == regions.PUBLIC_CLOUD:
                return region
        return regions.require(_SOMEWHERE, "versions")

    def _stage_builds(self, tx: Transaction) -> None:
        for build in self._builds:
            tx.put(build.identifier, documents.wrap(build.source, self._context.clock.now()))

    def _stage_source(self, tx: Transaction) -> None:
        """Where sources must be registered, register the neutral ones."""
        for place in self._neutral_sources() if self._context.strict else ():
            self._stage(tx, place)

    def _neutral_sources(self) -> tuple[ResourceId, ResourceId]:
        """A managed image and a snapshot."""
        group = (self._identifier.subscription, self._identifier.resource_group)
        return compute_id(*group, "images", _NEUTRAL_NAME), compute_id(*group, "snapshots", _NEUTRAL_NAME)

    def _stage_group(self, tx: Transaction) -> None:
        self._stage(tx, self._context.group(self._identifier.resource_group))

    def _stage_parents(self, tx: Transaction) -> None:
        for parent in (self._identifier.top, self._identifier.parent):
            self._stage(tx, parent)

    def _stage(self, tx: Transaction, place: ResourceId) -> None:
        """Put something in ``place`` if nothing is there."""
        if not tx.exists(place):
            body = {"name": place.name, "id": str(place), "type": place.type, "location": self._home.name}
            tx.put(place, documents.wrap({**body, "properties": {}}, self._context.clock.now()))


def _source(view: View, identifier: ResourceId) -> Source | None:
    from sig.service import sources

    return sources.find(view, identifier)


def _remarks(context: Context, identifier: ResourceId, version: dict[str, Any] | None) -> Iterator[Finding]:
    """What is accepted, and worth knowing: the practices that the version would not follow, and its number."""
    from sig.domain import lint

    with context.store.reading() as view:
        yield from _of_number(view, identifier)
        gallery, definition = documents.get(view, identifier.top), documents.get(view, identifier.parent)
    if version is None or gallery is None or definition is None:
        return
    of_gallery, of_definition = documents.body(gallery), documents.body(definition)
    stored = [lint.Stored(VersionName(0, 0, 0), identifier, rules.as_latest(version), (), response.SUCCEEDED)]
    beside = {"location": version["location"]}
    around = (context.profile, context.clock.now())
    found = [
        *(
            finding
            for finding in lint.of_definition(of_gallery, identifier.parent, of_definition, stored, *around)
            if finding.number == _PLACES
        ),
        # The rest as if all were in one place: of a version that is not the latest there, less is said.
        *lint.of_definition(beside, identifier.parent, beside, stored, *around),
    ]
    for finding in found:
        level = lint.PRACTICES[finding.number].level
        yield Finding(level, finding.number, "BestPractice", finding.message, finding.resource.path, finding.advice)


_PLACES = "L004"
_ABOUT = {"L001": "endOfLifeDate", "L002": "replicaCount"}


def _of_number(view: View, identifier: ResourceId) -> Iterator[Finding]:
    from sig.service.latest import descending

    try:
        number = VersionName.parse(identifier.name)
    except SigError:
        return
    target = "galleryImageVersionName"
    if view.exists(identifier):
        yield Finding(
            rules.WARNING,
            "R260",
            "VersionExists",
            f"Version {number} is there already: create would replace it.",
            target,
            "The number that comes next: sig image-version next.",
        )
    highest = next(descending(view, identifier.parent), None)
    if highest is not None and number < highest:
        yield Finding(
            rules.WARNING,
            "R261",
            "NotHighestVersion",
            f"Version {number} would not be the latest where {highest} is.",
            target,
            "The number that comes next: sig image-version next.",
        )
