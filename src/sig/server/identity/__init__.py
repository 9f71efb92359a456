"""Logging in at the server: what a cloud says of itself, its authorities, their tokens, managed identities."""

from sig.server.identity.accounts import Accounts, Directory, DirectoryAccounts, OpenAccounts
from sig.server.identity.authenticators import TokenAuthenticator
from sig.server.identity.login import Login
from sig.server.identity.pages import routes
from sig.server.identity.stored import StoredDirectory
from sig.server.identity.tokens import SigningKey, Subject

__all__ = [
    "Accounts",
    "Directory",
    "DirectoryAccounts",
    "Login",
    "OpenAccounts",
    "SigningKey",
    "StoredDirectory",
    "Subject",
    "TokenAuthenticator",
    "routes",
]
