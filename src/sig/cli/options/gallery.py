"""The options of galleries and their sharing."""

from typing import Annotated

from sig.cli.options.shape import Tristate, flag, option
from sig.domain.choices import Permissions

PermissionsOption = Annotated[
    Permissions | None,
    option("--permissions", help="Who may use the gallery; chosen at creation.", group="SharingProfile"),
]
PublisherUri = Annotated[
    str | None,
    option("--publisher-uri", help="Community gallery: publisher URI.", group="CommunityGalleryInfo"),
]
PublisherContact = Annotated[
    str | None,
    option(
        "--publisher-email",
        "--publisher-contact",
        help="Community gallery: publisher contact.",
        group="CommunityGalleryInfo",
    ),
]
CommunityEula = Annotated[str | None, option("--eula", help="Community gallery: eula.", group="CommunityGalleryInfo")]
PublicNamePrefix = Annotated[
    str | None,
    option(
        "--public-name-prefix",
        help="Community gallery: prefix of the public name.",
        group="CommunityGalleryInfo",
    ),
]
SoftDelete = Annotated[
    Tristate | None,
    flag("--soft-delete", help="Keep deleted versions for a while.", group="SoftDeletePolicy"),
]
SoftDeleteRetention = Annotated[
    int | None,
    option(
        "--soft-delete-retention",
        "--soft-delete-retention-period",
        help="Days that soft-deleted versions are kept.",
        group="SoftDeletePolicy",
    ),
]
SoftDeleteGrace = Annotated[
    int | None,
    option(
        "--soft-delete-grace",
        "--soft-delete-grace-period",
        help="Days after the retention in which versions can still be brought back.",
        group="SoftDeletePolicy",
    ),
]
# Difference from az (create --system-assigned choices; identity assign --system-assigned choices; identity
# remove --system-assigned choices): --system-assigned takes true or false. az takes any word there.
SystemAssigned = Annotated[
    Tristate | None,
    flag(
        "--system-assigned",
        "--mi-system-assigned",
        help="Enable the system assigned identity.",
        group="Identity",
    ),
]
UserAssigned = Annotated[
    list[str] | None,
    option(
        "--user-assigned",
        "--mi-user-assigned",
        help="Space-separated resource IDs of user assigned identities.",
        group="Identity",
        metavar="ID...",
        arity="*",
    ),
]
SubscriptionIds = Annotated[
    list[str] | None,
    option("--subscription-ids", help="Space-separated IDs of subscriptions.", metavar="ID...", arity="+"),
]
TenantIds = Annotated[
    list[str] | None,
    option("--tenant-ids", help="Space-separated IDs of tenants.", metavar="ID...", arity="+"),
]
