"""``/metadata/endpoints``: what a cloud says of itself, in each shape that clients ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from sig.server.identity import places

if TYPE_CHECKING:
    from starlette.requests import Request

_FIRST = frozenset({"", "1.0", "2014-11-01-preview", "2015-01-01", "2015-11-01", "2016-09-01", "2018-05-01"})
_FIRST_OBJECT = "2022-09-01"
NAME = "sig"


def endpoints(request: Request) -> JSONResponse:
    """The document in the shape of the api-version: short until 2018, then a list, one object from 2022-09-01."""
    version = request.query_params.get("api-version", "")
    if version in _FIRST:
        return JSONResponse(_short(request))
    document = _cloud(request)
    return JSONResponse(document if version >= _FIRST_OBJECT else [document])


def _authentication(request: Request) -> dict[str, Any]:
    # loginEndpoint ends in /adfs so that clients do not ask Microsoft about this authority; Terraform takes a cloud
    # only if it says that its identities are AAD's and the tenant is common. Both read the same document.
    base = places.base(request)
    return {"loginEndpoint": f"{base}/adfs", "audiences": [f"{base}/", base]}


def _short(request: Request) -> dict[str, Any]:
    base = places.base(request)
    return {
        "galleryEndpoint": f"{base}/",
        "graphEndpoint": f"{base}/",
        "portalEndpoint": f"{base}/",
        "authentication": _authentication(request),
    }


def _cloud(request: Request) -> dict[str, Any]:
    base = places.base(request)
    return {
        "name": NAME,
        "portal": base,
        "authentication": {**_authentication(request), "tenant": "common", "identityProvider": "AAD"},
        "media": base,
        "graph": f"{base}/",
        "graphAudience": f"{base}/",
        "microsoftGraphResourceId": f"{base}/",
        "resourceManager": f"{base}/",
        "activeDirectoryDataLake": f"{base}/",
        "batch": f"{base}/",
        "gallery": f"{base}/",
        "sqlManagement": f"{base}/",
        "vmImageAliasDoc": f"{base}/",
        "logAnalyticsResourceId": f"{base}/",
        "ossrDbmsResourceId": f"{base}/",
        "suffixes": {
            "storage": "core.sig.local",
            "keyVaultDns": "vault.sig.local",
            "acrLoginServer": "azurecr.sig.local",
            "sqlServerHostname": "database.sig.local",
        },
    }
