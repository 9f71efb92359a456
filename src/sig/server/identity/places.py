"""Where things are from a client's view: URLs made from the host that it used, and the tenant it asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain.names import is_guid
from sig.server.identity.accounts import LoginRefusedError
from sig.server.identity.tokens import object_id_of

if TYPE_CHECKING:
    from starlette.requests import Request

_ANY = frozenset({"", "adfs", "common", "organizations", "consumers", "home"})
"""What stands for a tenant where nobody names one."""


def base(request: Request) -> str:
    """The server as the client names it, ``https://localhost:8443``."""
    return f"{request.url.scheme}://{request.url.netloc}"


def authority(request: Request) -> str:
    """The URL of the tenant that the request is about, as it named it: what login pages lie below."""
    tenant = str(request.path_params.get("tenant", ""))
    shape = "/adfs" if is_adfs(request) else ""
    return f"{base(request)}{shape}{'/' if tenant else ''}{tenant}"


def is_adfs(request: Request) -> bool:
    """Whether the path has the shape of Active Directory Federation Services, by which clients ask nobody else."""
    return request.url.path.casefold().startswith("/adfs")


def tenant_of(request: Request, default: str) -> str:
    """The ID of the tenant in the path; ``default`` where it names none. Raises LoginRefusedError.

    A name stands for a tenant too: ``contoso.local`` always has the same ID.
    """
    asked = str(request.path_params.get("tenant", ""))
    if asked.casefold() in _ANY:
        return default
    if is_guid(asked):
        return asked.lower()
    if "." in asked and asked.replace(".", "").replace("-", "").isalnum():
        return object_id_of(asked, "tenants")
    raise LoginRefusedError(
        "invalid_request",
        90002,
        f"Tenant '{asked}' not found. Check to make sure you have the correct tenant ID and are signing into the "
        "correct cloud.",
    )


def issuer(request: Request, tenant: str) -> str:
    """Who signs the tokens of ``tenant``; az reads the tenant's ID from here."""
    return f"{base(request)}/{tenant}/"
