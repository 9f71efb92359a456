"""What the options of gallery verbs say, as parts of a gallery."""

from collections.abc import Sequence

from sig.cli.grammar import UsageError
from sig.domain.choices import Permissions
from sig.domain.gallery import SoftDeletePolicy
from sig.domain.gallery_identity import Identity, UserAssignedIdentity
from sig.domain.sharing import CommunityGalleryInfo, SharingProfile


def sharing_profile(
    permissions: Permissions | None,
    publisher_uri: str | None,
    publisher_contact: str | None,
    eula: str | None,
    public_name_prefix: str | None,
) -> SharingProfile | None:
    """The sharing profile asked for; ``None`` when no option speaks of it.

    Raises UsageError, as az does before it sends anything, for a community gallery without all
    four of its options. Source: SPEC §3.3.
    """
    community = (publisher_uri, publisher_contact, eula, public_name_prefix)
    if permissions is Permissions.COMMUNITY and not all(community):
        raise UsageError(
            "If you want to share to the community, you need to fill in all the following parameters: "
            "--publisher-uri, --publisher-email, --eula, --public-name-prefix."
        )
    if permissions is None and not any(community):
        return None
    info = CommunityGalleryInfo(
        publisher_uri=publisher_uri,
        publisher_contact=publisher_contact,
        eula=eula,
        public_name_prefix=public_name_prefix,
    )
    return SharingProfile(permissions=permissions, community_gallery_info=info if any(community) else None)


def soft_delete_policy(
    enabled: bool | None, retention_days: int | None, grace_days: int | None
) -> SoftDeletePolicy | None:
    if enabled is None and retention_days is None and grace_days is None:
        return None
    return SoftDeletePolicy(
        is_soft_delete_enabled=enabled,
        retention_period_in_days=retention_days,
        grace_period_in_days=grace_days,
    )


def identity(system_assigned: bool | None, user_assigned: Sequence[str] | None) -> Identity | None:
    """The managed identity asked for; ``None`` when no option speaks of it."""
    if not system_assigned and user_assigned is None:
        return None
    names = [name for name in user_assigned or () if name]
    kinds = [*(["SystemAssigned"] if system_assigned else []), *(["UserAssigned"] if names else [])]
    return Identity(
        type=",".join(kinds),
        user_assigned_identities={name: UserAssignedIdentity() for name in names} or None,
    )
