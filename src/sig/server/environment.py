"""The environment variables by which clients of Azure find this server and trust it."""

from __future__ import annotations

import os

from sig.server import certificates, home
from sig.service.accounts import DEFAULT_TENANT

_ANYTHING = "sig"  # a client ID and its secret: clients want some, the server takes any


def variables(port: int, subscription: str) -> dict[str, str]:
    """The variables for a server on ``port`` of this machine; makes its authority where there is none yet."""
    folder = home.folder()
    trusted = certificates.authority(folder)
    url = f"https://localhost:{port}"
    return {
        **_of_az(url, folder),
        **_of_sdks(url, subscription),
        **_of_terraform(url, port, subscription),
        **_trust(trusted),
    }


def _of_az(url: str, folder: str) -> dict[str, str]:
    """az, and Ansible, which asks for its cloud by the same URL. The configuration is not the user's own."""
    return {
        "AZURE_CONFIG_DIR": os.path.join(folder, "azure"),
        "AZURE_CORE_COLLECT_TELEMETRY": "0",
        "AZURE_CORE_INSTANCE_DISCOVERY": "false",
        "ARM_CLOUD_METADATA_URL": f"{url}/metadata/endpoints?api-version=2019-05-01",
        "AZURE_CLOUD_ENVIRONMENT": f"{url}/",
    }


def _of_sdks(url: str, subscription: str) -> dict[str, str]:
    """The identity libraries. As tenant ``adfs`` keeps them from asking Microsoft about this authority."""
    return {
        "AZURE_AUTHORITY_HOST": url,
        "AZURE_TENANT_ID": "adfs",
        "AZURE_TENANT": DEFAULT_TENANT,
        "AZURE_CLIENT_ID": _ANYTHING,
        "AZURE_CLIENT_SECRET": _ANYTHING,
        "AZURE_SECRET": _ANYTHING,
        "AZURE_SUBSCRIPTION_ID": subscription,
    }


def _of_terraform(url: str, port: int, subscription: str) -> dict[str, str]:
    """The providers azurerm and azapi; code that needs a URL finds it in ARM_RESOURCE_MANAGER_ENDPOINT."""
    return {
        "ARM_METADATA_HOSTNAME": f"localhost:{port}",
        "ARM_RESOURCE_MANAGER_ENDPOINT": url,
        "ARM_RESOURCE_MANAGER_AUDIENCE": url,
        "ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST": url,
        "ARM_DISABLE_INSTANCE_DISCOVERY": "true",
        "ARM_SKIP_PROVIDER_REGISTRATION": "true",
        "ARM_SUBSCRIPTION_ID": subscription,
        "ARM_TENANT_ID": DEFAULT_TENANT,
        "ARM_CLIENT_ID": _ANYTHING,
        "ARM_CLIENT_SECRET": _ANYTHING,
    }


def _trust(trusted: certificates.Authority) -> dict[str, str]:
    """What makes a client trust the server. Those that replace what is trusted get a file with the system's roots."""
    store = f"-Djavax.net.ssl.trustStore={trusted.trust_store} -Djavax.net.ssl.trustStoreType=PKCS12"
    return {
        "REQUESTS_CA_BUNDLE": trusted.bundle,
        "SSL_CERT_FILE": trusted.bundle,
        "CURL_CA_BUNDLE": trusted.bundle,
        "NODE_EXTRA_CA_CERTS": trusted.certificate,
        "JAVA_TOOL_OPTIONS": f"{store} -Djavax.net.ssl.trustStorePassword={certificates.TRUST_STORE_PASSWORD}",
    }
