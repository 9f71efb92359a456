"""Rules at rest: what the domain refuses to store is found where somebody stored it all the same."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

import worlds
from sig.domain import store_check
from sig.domain.choices import OsType
from sig.domain.gallery_application import ApplicationProperties, GalleryApplication
from sig.domain.gallery_application_version import (
    ApplicationPublishing,
    ApplicationVersionProperties,
    GalleryApplicationVersion,
    ManageActions,
    PackageSource,
)
from sig.domain.resource_id import ResourceId, group_id
from sig.service import documents, gallery_application_versions, gallery_applications, groups
from sig.store import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sig.service.context import Context
    from sig.store import Document


@pytest.fixture
def context(tmp_path: Path) -> Context:
    context = worlds.in_memory(tmp_path)
    groups.create(context, "images", "westus", {"team": "images"})
    gallery = worlds.gallery(context)
    worlds.version(
        context, worlds.definition(context, gallery), publishing_profile=worlds.published("westus", "eastus")
    )
    return context


GALLERY = ResourceId.parse(f"{group_id(worlds.SUB, 'images')}/providers/Microsoft.Compute/galleries/Main")
DEFINITION = GALLERY.child("images", "web")
VERSION = DEFINITION.child("versions", "1.0.0")
GROUP = group_id(worlds.SUB, "images")
APPLICATION = GALLERY.child("applications", "agent")
PACKAGE = APPLICATION.child("versions", "1.0.0")
PROFILE = "resource.properties.publishingProfile"


def stored(context: Context, identifier: ResourceId) -> Document:
    with context.store.reading() as view:
        return documents.require(view, identifier)


def test_what_the_commands_stored_has_no_faults(context: Context) -> None:
    with context.store.reading() as view:
        found = {str(resource): view.get(resource) for resource in view.below(ROOT)}
    assert len(found) == 4
    for document in found.values():
        assert document is not None
        identifier = ResourceId.parse(document["resource"]["id"])
        assert list(store_check.faults(identifier, document)) == []


def put(path: str, value: Any) -> Callable[[Document], None]:
    """Write ``value`` at the dotted ``path`` of a document."""
    *above, last = path.split(".")

    def change(document: Document) -> None:
        inner: Any = document
        for step in above:
            inner = inner[int(step)] if step.isdigit() else inner[step]
        inner[int(last) if last.isdigit() else last] = value

    return change


TARGETS = "resource.properties.publishingProfile.targetRegions"


@pytest.mark.parametrize(
    ("identifier", "change", "code", "said"),
    [
        (GROUP, put("resource.location", "nowhere"), "Rule", "R004"),
        (GROUP, put("resource.tags", {"": "x"}), "Rule", "R112"),
        (GROUP, put("resource.tags", ["x"]), "Damaged", ""),
        (GALLERY, put("resource.location", "West US"), "Rule", "R006"),
        (GALLERY, put("resource.properties.softDeletePolicy", {"retentionPeriodInDays": -1}), "Rule", "R092"),
        (GALLERY, put("resource.tags", {str(number): "" for number in range(51)}), "Rule", "R112"),
        (GALLERY, put("resource.tags", 5), "Damaged", "'tags' is 5"),
        (GALLERY, put("resource.type", "Microsoft.Compute/disks"), "Envelope", "type"),
        (GALLERY, put("resource.name", "Other"), "Envelope", "name"),
        (GALLERY, put("created_at", "yesterday"), "Envelope", "created_at"),
        (GALLERY, put("changed_at", None), "Envelope", "changed_at"),
        (DEFINITION, put("resource.properties.identifier.sku", "a b"), "Rule", "R023"),
        (DEFINITION, put("resource.properties.osState", None), "Rule", "R024"),
        (DEFINITION, put("resource.properties.recommended", {"memory": {"min": 2, "max": 1}}), "Rule", "R031"),
        (VERSION, put(f"{TARGETS}.0.name", "Atlantis"), "Rule", "R044"),
        (VERSION, put(f"{TARGETS}.0.name", "East US"), "Rule", "R043"),
        (VERSION, put(f"{TARGETS}.0.name", "Japan East"), "Rule", "R042"),
        (VERSION, put(f"{TARGETS}.1.regionalReplicaCount", 101), "Rule", "R045"),
        (VERSION, put(f"{TARGETS}.1.regionalReplicaCount", "2"), "Damaged", "regionalReplicaCount"),
        (VERSION, put("resource.properties.publishingProfile.replicaCount", 0), "Rule", "R045"),
        (VERSION, put("resource.properties.storageProfile", None), "Rule", "R051"),
    ],
)
def test_what_a_command_would_refuse_is_found_at_rest(
    context: Context, identifier: ResourceId, change: Callable[[Document], None], code: str, said: str
) -> None:
    document = deepcopy(stored(context, identifier))
    change(document)
    (fault,) = store_check.faults(identifier, document)
    assert fault.code == code
    assert said in fault.message


def test_a_date_that_has_passed_since_is_no_fault(context: Context) -> None:
    document = deepcopy(stored(context, VERSION))
    put("resource.properties.publishingProfile.endOfLifeDate", "2001-01-01T00:00:00+00:00")(document)
    assert list(store_check.faults(VERSION, document)) == []


@pytest.fixture
def packaged(context: Context) -> Context:
    """The same with a VM application and a version of it."""
    application = GalleryApplication(properties=ApplicationProperties(supported_os_type=OsType.LINUX))
    gallery_applications.create(context, APPLICATION, application)
    profile = ApplicationPublishing(
        source=PackageSource(media_link="https://c.blob.core.windows.net/p/a.zip"),
        manage_actions=ManageActions(install="i", remove="r"),
        end_of_life_date="2027-01-01",
    )
    version = GalleryApplicationVersion(properties=ApplicationVersionProperties(publishing_profile=profile))
    gallery_application_versions.create(context, PACKAGE, version)
    return context


def test_applications_have_no_faults_and_belong_to_what_is_above_them(packaged: Context) -> None:
    for identifier in (APPLICATION, PACKAGE):
        assert list(store_check.faults(identifier, stored(packaged, identifier))) == []
        assert store_check.parent_of(identifier) == identifier.parent


@pytest.mark.parametrize(
    ("identifier", "change", "code", "said"),
    [
        (APPLICATION, put("resource.properties", {}), "Rule", "R452"),
        (APPLICATION, put("resource.location", "atlantis"), "Rule", "R004"),
        (PACKAGE, put(f"{PROFILE}.replicaCount", 4), "Rule", "R104"),
        (PACKAGE, put(f"{PROFILE}.source.mediaLink", "a.zip"), "Rule", "R453"),
        (PACKAGE, put(f"{PROFILE}.manageActions", {}), "Rule", "R454"),
        (PACKAGE, put(f"{PROFILE}.enableHealthCheck", "no"), "Damaged", "enableHealthCheck"),
    ],
)
def test_an_application_is_held_against_its_rules(
    identifier: ResourceId, change: Callable[[Document], None], code: str, said: str, packaged: Context
) -> None:
    document = deepcopy(stored(packaged, identifier))
    change(document)
    (fault,) = store_check.faults(identifier, document)
    assert fault.code == code
    assert said in fault.message


def test_a_resource_of_a_type_that_sig_does_not_know_is_named() -> None:
    script = GALLERY.child("scripts", "tool")
    (fault,) = store_check.faults(
        script, {"resource": {"name": "tool"}, **dict.fromkeys(("created_at", "changed_at"), "2026-01-01")}
    )
    assert fault == ("UnknownType", "sig does not know resources of type 'Microsoft.Compute/galleries/scripts'")


def test_ids_that_differ_in_case_are_not_unequal() -> None:
    assert not ResourceId(VERSION.key) != VERSION  # noqa: SIM202 - the operator itself is what is tested
