"""The API described by itself: OpenAPI 3.1, made from the table of routes and the domain's dataclasses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from sig.domain.resource_id import compute_id
from sig.server.api_versions import COMPUTE_VERSIONS, CONTROL_VERSIONS, NEWEST
from sig.server.exchange import Answer
from sig.server.routing import COMPUTE, declared, route
from sig.service.accounts import DEFAULT_SUBSCRIPTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sig.server.exchange import Call
    from sig.server.routing import Route

_NEWEST_OF_CONTROL = "2024-11-01"
_JSON = "application/json"
_NAME = r"^[A-Za-z0-9]([A-Za-z0-9_.]{0,78}[A-Za-z0-9])?$"
_REFUSAL = {"description": "A refusal.", "content": {_JSON: {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
_REFUSAL_SCHEMA = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "target": {"type": "string"},
                "details": {"type": "array", "items": {"type": "object"}},
            },
        }
    },
}
# What stands in a path: its schema, with the name that examples use.
_PATH_PARAMETERS: dict[str, dict[str, Any]] = {
    "subscription": {"type": "string", "format": "uuid", "example": DEFAULT_SUBSCRIPTION},
    "group": {"type": "string", "pattern": r"^[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]$", "example": "images"},
    "gallery": {"type": "string", "pattern": _NAME, "example": "Contoso"},
    "image": {"type": "string", "pattern": r"^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9])?$", "example": "web"},
    "application": {
        "type": "string",
        "pattern": r"^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9])?$",
        "example": "agent",
    },
    "profile": {"type": "string", "pattern": r"^[A-Za-z0-9]+([-._][A-Za-z0-9]+)*$", "example": "guard"},
    "version": {"type": "string", "pattern": r"^(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){2}$", "example": "1.0.0"},
    "location": {"type": "string", "pattern": r"^[A-Za-z0-9 ]{1,30}$", "example": "westus"},
    "artifactType": {"type": "string", "enum": ["Images"], "example": "Images"},
    "source": {"type": "string", "pattern": r"^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$", "example": "web-41"},
    "namespace": {"type": "string", "pattern": r"^[A-Za-z.]{1,60}$", "example": COMPUTE},
    "operation": {"type": "string", "format": "uuid", "example": "00000000-0000-0000-0000-000000000001"},
}
_TEXT = {"type": "string"}
# What may stand in a query beside the api-version.
_QUERY_PARAMETERS: dict[str, dict[str, Any]] = {
    "$top": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    "$skiptoken": _TEXT,
    "$filter": _TEXT,
    "$expand": _TEXT,
    "$select": {"type": "string", "enum": ["Permissions"]},
    "sharedTo": {"type": "string", "enum": ["tenant"]},
    "bypassSoftDelete": {"type": "boolean"},
    "monitor": {"type": "boolean"},
    **dict.fromkeys(("t", "c", "s", "h"), _TEXT),
}
_PAGED = ("$top", "$skiptoken")
_UNPAGED = {"Subscriptions_List", "Tenants_List", "Providers_List", "Usage_List"}
_ASKED = {
    "Galleries_Get": ("$select", "$expand"),
    "GalleryImageVersions_Get": ("$expand",),
    "GalleryImageVersions_Delete": ("bypassSoftDelete",),
    "GalleryApplicationVersions_Get": ("$expand",),
    "Operations_Get": ("monitor", "t", "c", "s", "h"),
    "ResourceGroups_List": (*_PAGED, "$filter"),
    "Resources_List": (*_PAGED, "$filter"),
    "Resources_ListByResourceGroup": (*_PAGED, "$filter"),
    "SharedGalleries_List": (*_PAGED, "sharedTo"),
    "SharedGalleryImages_List": (*_PAGED, "sharedTo"),
    "SharedGalleryImageVersions_List": (*_PAGED, "sharedTo"),
    "VirtualMachines_Get": ("$expand",),
}
_EXPANDED = {
    "Galleries_Get": "SharingProfile/Groups",
    "GalleryImageVersions_Get": "ReplicationStatus",
    "GalleryApplicationVersions_Get": "ReplicationStatus",
    "VirtualMachines_Get": "instanceView",
}
_STATUSES = {
    "PUT": {"200": "It is changed.", "201": "It is created."},
    "DELETE": {"200": "It is deleted.", "202": "It is being deleted.", "204": "There is no such resource."},
}
_EXAMPLES: dict[str, dict[str, Any]] = {
    "Galleries_CreateOrUpdate": {"location": "westus", "properties": {"description": "Base images"}},
    "Galleries_Update": {"tags": {"team": "images"}},
    "GalleryImages_CreateOrUpdate": {
        "location": "westus",
        "properties": {
            "osType": "Linux",
            "osState": "Generalized",
            "hyperVGeneration": "V2",
            "identifier": {"publisher": "Contoso", "offer": "Web", "sku": "1"},
        },
    },
    "GalleryImages_Update": {"properties": {"description": "Web servers"}},
    "GalleryImageVersions_CreateOrUpdate": {
        "location": "westus",
        "properties": {
            "publishingProfile": {"targetRegions": [{"name": "westus", "regionalReplicaCount": 2}, {"name": "eastus"}]},
            "storageProfile": {"source": {"id": str(compute_id(DEFAULT_SUBSCRIPTION, "images", "images", "web-41"))}},
        },
    },
    "GalleryImageVersions_Update": {"tags": {"build": "41"}},
    "GalleryApplications_CreateOrUpdate": {"location": "westus", "properties": {"supportedOSType": "Linux"}},
    "GalleryApplications_Update": {"properties": {"description": "Watches machines"}},
    "GalleryApplicationVersions_CreateOrUpdate": {
        "location": "westus",
        "properties": {
            "publishingProfile": {
                "source": {"mediaLink": "https://contoso.blob.core.windows.net/packages/agent.zip"},
                "manageActions": {"install": "./install.sh", "remove": "./remove.sh"},
                "targetRegions": [{"name": "westus"}, {"name": "eastus", "regionalReplicaCount": 2}],
            }
        },
    },
    "GalleryApplicationVersions_Update": {"tags": {"build": "41"}},
    "GalleryInVMAccessControlProfiles_CreateOrUpdate": {
        "location": "westus",
        "properties": {"osType": "Linux", "applicableHostEndpoint": "WireServer"},
    },
    "GalleryInVMAccessControlProfiles_Update": {"properties": {"description": "Who may ask the wire server"}},
    "GalleryInVMAccessControlProfileVersions_CreateOrUpdate": {
        "location": "westus",
        "properties": {
            "mode": "Enforce",
            "defaultAccess": "Deny",
            "rules": {
                "privileges": [{"name": "GoalState", "path": "/machine", "queryParameters": {"comp": "goalstate"}}],
                "roles": [{"name": "Provisioning", "privileges": ["GoalState"]}],
                "identities": [{"name": "Agent", "userName": "root"}],
                "roleAssignments": [{"role": "Provisioning", "identities": ["Agent"]}],
            },
            "targetLocations": [{"name": "westus"}],
        },
    },
    "GalleryInVMAccessControlProfileVersions_Update": {"properties": {"mode": "Audit"}},
    "GallerySharingProfile_Update": {
        "operationType": "Add",
        "groups": [{"type": "Subscriptions", "ids": ["22222222-2222-2222-2222-222222222222"]}],
    },
    "ResourceGroups_CreateOrUpdate": {"location": "westus", "tags": {"team": "images"}},
    "ResourceGroups_Update": {"tags": {"team": "images"}},
    "Resources_Query": {
        "query": "communitygalleryresources | where type == 'microsoft.compute/locations/communitygalleries'",
        "options": {"$top": 30},
    },
}


@route("GET", "/openapi.json", operation="Description_Get", summary="This description.", needs_version=False)
def show(call: Call) -> Answer:  # noqa: ARG001 - every handler is given its call
    return Answer(body=_encoded())


@cache
def _encoded() -> bytes:
    return orjson.dumps(description(declared()))


def description(routes: Iterable[Route]) -> dict[str, Any]:
    """The OpenAPI document of ``routes``."""
    from sig.wire import schemas

    found = tuple(routes)
    paths: dict[str, dict[str, Any]] = {}
    resources = {each.template: each.body for each in found if each.body is not None and "PUT" in each.methods}
    described = schemas.components(dict.fromkeys(each.body for each in found if each.body is not None))
    for kind in resources.values():
        described[f"{kind.__name__}Patch"] = _patch(described[kind.__name__])
        described[kind.__name__] = _resource(described[kind.__name__])
    for each in found:
        for method in each.methods:
            paths.setdefault(each.template, {})[method.lower()] = _operation(each, method, resources)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "sig: shared image galleries on your own machine",
            "version": NEWEST,
            "description": "The part of Azure Resource Manager and Microsoft.Compute that galleries are about.",
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": {**described, "Refusal": _REFUSAL_SCHEMA},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(each: Route, method: str, resources: dict[str, type]) -> dict[str, Any]:
    from sig.wire.schemas import reference

    described: dict[str, Any] = {
        "operationId": each.operation,
        "summary": each.summary,
        "parameters": [*_in_path(each), *_in_query(each)],
        "responses": {**_responses(each, method, resources), "default": _REFUSAL},
    }
    if each.body is not None:
        content = {"schema": reference(_body_name(each, resources)), "example": _EXAMPLES[each.operation]}
        described["requestBody"] = {"required": True, "content": {_JSON: content}}
    return described


def _in_path(each: Route) -> Iterator[dict[str, Any]]:
    for name in each.parameters:
        schema = dict(_PATH_PARAMETERS[name])
        example = schema.pop("example")
        yield {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


def _in_query(each: Route) -> Iterator[dict[str, Any]]:
    if each.needs_version:
        is_compute = f"/{COMPUTE}" in each.template
        versions = COMPUTE_VERSIONS if is_compute else CONTROL_VERSIONS
        yield {
            "name": "api-version",
            "in": "query",
            "required": True,
            "schema": {"type": "string", "enum": list(versions)},
            "example": NEWEST if is_compute else _NEWEST_OF_CONTROL,
        }
    is_paged = "_List" in each.operation and each.operation not in _UNPAGED and "Locks" not in each.operation
    for name in _ASKED.get(each.operation, _PAGED if is_paged else ()):
        schema = _QUERY_PARAMETERS[name]
        if name == "$expand":
            schema = {"type": "string", "enum": [_EXPANDED[each.operation]]}
        yield {"name": name, "in": "query", "required": False, "schema": schema}


def _responses(each: Route, method: str, resources: dict[str, type]) -> dict[str, Any]:
    """What each status of the operation means; a body is described where its resource can be put."""
    if method == "HEAD":
        return {"204": {"description": "It is there."}, "404": {"description": "It is not there."}}
    if method == "DELETE":
        return {status: {"description": said} for status, said in _STATUSES["DELETE"].items()}
    if each.operation == "GallerySharingProfile_Update":
        return {"202": {"description": "It is being shared."}}
    content = {"content": {_JSON: {"schema": _answer_schema(each, resources)}}}
    return {
        status: {"description": said, **content}
        for status, said in _STATUSES.get(method, {"200": "What was asked for."}).items()
    }


def _answer_schema(each: Route, resources: dict[str, type]) -> dict[str, Any]:
    from sig.wire.schemas import reference

    if "_List" in each.operation:
        item: dict[str, Any] = {"type": "object"}
        for template, kind in resources.items():
            if template.rpartition("/")[0] == each.template:
                item = reference(kind.__name__)
        members = {"value": {"type": "array", "items": item}, "nextLink": _TEXT}
        return {"type": "object", "required": ["value"], "properties": members}
    answered = resources.get(each.template)
    return reference(answered.__name__) if answered is not None else {"type": "object"}


def _body_name(each: Route, resources: dict[str, type]) -> str:
    """The schema of the body: of a PATCH on a resource, that of its patch."""
    if each.body is None:
        return ""
    is_patch = "PATCH" in each.methods and each.body is resources.get(each.template)
    return f"{each.body.__name__}Patch" if is_patch else each.body.__name__


def _resource(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a resource: where it is has to be said, and what the service says of it is only read."""
    members = {
        name: {**member, "readOnly": True} if name in ("id", "name", "type") else member
        for name, member in schema["properties"].items()
    }
    return {**schema, "required": ["location"], "properties": members}


def _patch(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a change to a resource: none of its members need be there."""
    members = {
        name: schema["properties"][name] for name in ("tags", "identity", "properties") if name in schema["properties"]
    }
    return {"type": "object", "properties": members}
