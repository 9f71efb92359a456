"""What an authority says of itself: OpenID configuration, keys, and that it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from sig.server.identity import places

if TYPE_CHECKING:
    from starlette.requests import Request

    from sig.server.identity.login import Login


def configuration(request: Request, login: Login) -> JSONResponse:
    """The OpenID configuration, with the pages of the version that the path names."""
    tenant = places.tenant_of(request, login.tenant)
    authority = places.authority(request)
    pages = f"{authority}/oauth2/v2.0" if "/v2.0/" in request.url.path else f"{authority}/oauth2"
    return JSONResponse(
        {
            "issuer": places.issuer(request, tenant),
            "authorization_endpoint": f"{pages}/authorize",
            "token_endpoint": f"{pages}/token",
            "device_authorization_endpoint": f"{pages}/devicecode",
            "end_session_endpoint": f"{pages}/logout",
            "jwks_uri": f"{authority}/discovery/keys",
            "response_types_supported": ["code", "id_token", "code id_token"],
            "response_modes_supported": ["query", "form_post"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic", "private_key_jwt"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "tenant_region_scope": None,
            "cloud_instance_name": request.url.netloc,
        }
    )


def keys(request: Request, login: Login) -> JSONResponse:  # noqa: ARG001 - every authority has the same
    return JSONResponse({"keys": [login.key.published()]})


def instance(request: Request, login: Login) -> JSONResponse:  # noqa: ARG001
    """The answer to a client that asks whether this authority is one of Azure's: it is one by itself."""
    authority = request.query_params.get("authorization_endpoint", "").partition("/oauth2/")[0]
    host = request.url.netloc
    return JSONResponse(
        {
            "tenant_discovery_endpoint": (
                f"{authority or places.base(request) + '/common'}/v2.0/.well-known/openid-configuration"
            ),
            "api-version": "1.1",
            "metadata": [{"preferred_network": host, "preferred_cache": host, "aliases": [host]}],
        }
    )


def realm(request: Request, login: Login) -> JSONResponse:  # noqa: ARG001
    """Where a user logs in with name and password: here."""
    name = request.path_params["name"]
    return JSONResponse(
        {
            "ver": "1.0",
            "account_type": "Managed",
            "domain_name": name.rpartition("@")[2],
            "cloud_instance_name": request.url.netloc,
            "cloud_audience_urn": "urn:federation:MicrosoftOnline",
        }
    )
