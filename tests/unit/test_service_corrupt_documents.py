"""Documents that others have written over: named with their place, and never taken for what they are not."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sig.domain.gallery import Gallery
from sig.domain.resource_id import ResourceId
from sig.domain.soft_delete import artifact_id
from sig.service import accounts, galleries, image_versions
from sig.service.clock import FixedClock
from sig.service.context import Context
from sig.store import ROOT, StoreCorrupt, open_store

SUB = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    clock = FixedClock(datetime(2026, 1, 7, tzinfo=UTC))
    return Context(store=open_store(f"memory:{tmp_path}"), subscription=SUB, clock=clock)


def write(context: Context, identifier: ResourceId, document: dict[str, Any]) -> None:
    with context.store.writing() as tx:
        tx.put(identifier, document)


def body(identifier: ResourceId, **more: Any) -> dict[str, Any]:
    return {"id": str(identifier), "name": identifier.name, "location": "westus", **more}


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({}, "has no object 'resource'"),
        ({"resource": []}, "has no object 'resource'"),
        ({"resource": {}}, "has no text 'id' in its resource"),
        ({"resource": {"id": 5}}, "has no text 'id'"),
        ({"resource": {"id": "x", "name": "r"}}, "has no text 'location'"),
        ({"resource": {"id": "/other", "name": "r", "location": "westus"}}, "has the id '/other'"),
        ({"resource": {"properties": []}}, "'properties' that are no object"),
        ({"resource": {"properties": {"publishingProfile": 1}}}, "'publishingProfile' that is no object"),
        ({"resource": {"properties": {"safetyProfile": []}}}, "'safetyProfile' that is no object"),
    ],
)
def test_a_document_without_what_every_answer_needs_is_corrupt(
    context: Context, document: dict[str, Any], fault: str
) -> None:
    gallery = context.gallery("g", "r")
    if "properties" in document.get("resource", {}):
        document = {"resource": body(gallery, **document["resource"])}
    write(context, gallery, document)
    with pytest.raises(StoreCorrupt, match="galleries/r") as refusal:
        galleries.show(context, gallery)
    assert fault in str(refusal.value)


def test_a_document_with_a_member_of_another_type_is_corrupt_for_who_changes_it(context: Context) -> None:
    gallery = context.gallery("g", "r")
    document = {"resource": body(gallery, properties={"description": 5})}
    write(context, gallery, document)
    with pytest.raises(StoreCorrupt, match="'description' is 5"):
        galleries.create(context, gallery, Gallery())
    with context.store.reading() as view:
        assert view.get(gallery) == document


def test_a_subscription_without_a_name_is_corrupt(context: Context) -> None:
    write(context, ResourceId.of_subscription(SUB), {"resource": {"id": SUB}})
    with pytest.raises(StoreCorrupt, match="has no text 'name'"):
        accounts.listed(context, SUB)
    with context.store.reading() as view:
        assert view.names(ROOT, "subscriptions") == [SUB]


def test_a_version_that_is_not_named_after_a_version_is_corrupt(context: Context) -> None:
    definition = context.gallery("g", "r").child("images", "i")
    write(context, definition, {"resource": body(definition)})
    write(context, definition.child("versions", "latest"), {})
    with pytest.raises(StoreCorrupt, match=r"versions/latest.*is not named after a version"):
        image_versions.listed(context, definition)


@pytest.mark.parametrize(
    "properties", [{}, {"hardDeletionTargetTime": None}, {"hardDeletionTargetTime": 5}, {"hardDeletionTargetTime": "x"}]
)
def test_a_soft_deleted_version_that_does_not_say_when_it_goes_is_corrupt(
    context: Context, properties: dict[str, Any]
) -> None:
    version = context.gallery("g", "r").child("images", "i").child("versions", "1.0.0")
    artifact = artifact_id(version)
    write(context, version.parent, {"resource": body(version.parent)})
    write(context, artifact, {"resource": body(artifact, properties=properties), "deleted": {}})
    with pytest.raises(StoreCorrupt, match="when the version is gone"):
        image_versions.list_soft_deleted(context, version.parent)


def test_a_soft_deleted_version_without_what_was_deleted_is_corrupt(context: Context) -> None:
    version = context.gallery("g", "r").child("images", "i").child("versions", "1.0.0")
    artifact = artifact_id(version)
    properties = {"hardDeletionTargetTime": "2030-01-01"}
    keeping = {"softDeletePolicy": {"isSoftDeleteEnabled": True}}
    write(context, version.top, {"resource": body(version.top, properties=keeping)})
    write(context, artifact, {"resource": body(artifact, properties=properties)})
    with pytest.raises(StoreCorrupt, match="has no object 'resource'"):
        image_versions.undelete(context, version, {})


def test_a_replication_plan_in_the_envelope_is_shown_at_the_time_of_the_clock(context: Context) -> None:
    version = context.gallery("g", "r").child("images", "i").child("versions", "1.0.0")
    plan = {"region": "West US", "started_at": "2026-01-06T23:59:00+00:00", "seconds": 120}
    profile = {"targetRegions": [{"name": "West US"}]}
    resource = body(version, properties={"publishingProfile": profile})
    write(context, version, {"resource": resource, "replication": [plan]})
    properties = image_versions.show(context, version, with_replication_status=True)["properties"]
    assert properties["replicationStatus"]["summary"][0]["progress"] == 50
