"""Who may log in: anybody, or only those whom a directory knows, with their secrets."""

from __future__ import annotations

from typing import Protocol

from sig.server.identity.tokens import Subject, object_id_of


class LoginRefusedError(Exception):
    """A login is refused, as Azure's token endpoint says it: ``error``, its number and its text."""

    def __init__(self, error: str, number: int, text: str, *, status: int = 400) -> None:
        super().__init__(text)
        self.error = error
        self.number = number
        self.text = text
        self.status = status


class Accounts(Protocol):
    """Finds who logs in, or raises LoginRefusedError.

    ``tenant`` is the one that was asked for; ``default_tenant`` stands for it where none was.
    """

    @property
    def default_tenant(self) -> str:
        """The ID of a tenant; "" for that in which who logs in is at home."""
        ...

    def application(self, client: str, secret: str, tenant: str) -> Subject:
        """Who logs in with a client ID and its secret."""
        ...

    def federated(self, client: str, assertion: str, tenant: str) -> Subject:
        """Who logs in with a token that somebody else signed."""
        ...

    def user(self, name: str, password: str, tenant: str) -> Subject:
        """Who logs in with name and password."""
        ...

    def anybody(self, hint: str, tenant: str) -> Subject:
        """Who logs in without showing anything: in a browser or with a device code."""
        ...

    def machine(self, client: str, tenant: str) -> Subject:
        """The managed identity of this machine, or the one with that client ID."""
        ...

    def again(self, subject: Subject) -> Subject:
        """Who logged in before, and comes back."""
        ...


class OpenAccounts:
    """Whatever is shown is believed."""

    def __init__(self, default_tenant: str) -> None:
        self.default_tenant = default_tenant

    def application(self, client: str, secret: str, tenant: str) -> Subject:  # noqa: ARG002 - nobody looks at it
        return _application(client, tenant)

    def federated(self, client: str, assertion: str, tenant: str) -> Subject:  # noqa: ARG002
        return _application(client, tenant)

    def user(self, name: str, password: str, tenant: str) -> Subject:  # noqa: ARG002
        return _user(name, tenant)

    def anybody(self, hint: str, tenant: str) -> Subject:
        return _user(hint or "user@sig.local", tenant)

    def machine(self, client: str, tenant: str) -> Subject:
        return _application(client or object_id_of("managed identity", tenant), tenant)

    def again(self, subject: Subject) -> Subject:
        return subject


class Directory(Protocol):
    """Principals with secrets, as a service keeps them."""

    def application(self, client: str, tenant: str) -> Subject | None:
        """The service principal of an application in that tenant, by client ID."""
        ...

    def user(self, name: str, tenant: str) -> Subject | None:
        """The user of that principal name."""
        ...

    def verify_secret(self, subject: Subject, secret: str) -> bool:
        """Whether that is a secret of the principal which counts today."""
        ...


class DirectoryAccounts:
    """Only principals of a directory log in, with a secret of theirs; nobody is believed for his word."""

    default_tenant = ""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def application(self, client: str, secret: str, tenant: str) -> Subject:
        found = self._directory.application(client, tenant)
        if found is None:
            raise LoginRefusedError(
                "unauthorized_client",
                700016,
                f"Application with identifier '{client}' was not found in the directory{_quoted(tenant)}. This can "
                "happen if the application has not been installed by the administrator of the tenant or consented to "
                "by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
            )
        if not self._directory.verify_secret(found, secret):
            raise LoginRefusedError(
                "invalid_client",
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret "
                f"value, not the client secret ID, for a secret added to app '{client}'.",
                status=401,
            )
        return found

    def federated(self, client: str, assertion: str, tenant: str) -> Subject:  # noqa: ARG002 - it cannot be checked
        raise LoginRefusedError(
            "invalid_client",
            700213,
            f"No matching federated identity record found for application '{client}'. Under --auth directory an "
            "application logs in with a secret.",
            status=401,
        )

    def user(self, name: str, password: str, tenant: str) -> Subject:
        found = self._directory.user(name, tenant)
        if found is None:
            raise LoginRefusedError(
                "invalid_grant", 50034, f"The user account {name} does not exist in the directory{_quoted(tenant)}."
            )
        if not self._directory.verify_secret(found, password):
            raise LoginRefusedError(
                "invalid_grant", 50126, "Error validating credentials due to invalid username or password."
            )
        return found

    def anybody(self, hint: str, tenant: str) -> Subject:  # noqa: ARG002 - a word is no credential
        raise LoginRefusedError(
            "unauthorized_client",
            700051,
            "Logins in a browser or with a device code are not enabled. Under --auth directory log in with a user "
            "name and password, or with a client ID and secret.",
        )

    def machine(self, client: str, tenant: str) -> Subject:  # noqa: ARG002 - this machine has no identity
        raise LoginRefusedError(
            "invalid_request",
            0,
            "Identity not found. Under --auth directory no machine has a managed identity.",
        )

    def again(self, subject: Subject) -> Subject:
        look = self._directory.user if subject.is_user else self._directory.application
        found = look(subject.name, subject.tenant)
        if found is None or found.object_id != subject.object_id:
            raise LoginRefusedError(
                "invalid_grant", 50034, f"'{subject.name}' does not exist in the {subject.tenant} directory any more."
            )
        return found


def _quoted(tenant: str) -> str:
    return f" '{tenant}'" if tenant else ""


def _application(client: str, tenant: str) -> Subject:
    return Subject(client, object_id_of(client, tenant), tenant)


def _user(name: str, tenant: str) -> Subject:
    return Subject(name, object_id_of(name, tenant), tenant, is_user=True)


def unknown_tenant(tenant: str) -> LoginRefusedError:
    return LoginRefusedError(
        "invalid_request",
        90002,
        f"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the "
        "correct cloud.",
    )
