"""What the options of versions of in-VM access control profiles say, as parts of a version."""

from collections.abc import Sequence

from sig.cli import shorthand
from sig.domain.in_vm_access_control_profile_version import AccessControlRules, TargetLocation


def rules_of(given: Sequence[str] | None) -> AccessControlRules | None:
    """The rules that ``--rules`` holds. Raises UsageError."""
    if given is None:
        return None
    rules: AccessControlRules = shorthand.value(given, AccessControlRules, "--rules")
    return rules


def target_locations(given: Sequence[str] | None) -> tuple[TargetLocation, ...] | None:
    """The regions that a list of names holds. Raises UsageError. Source: SPEC §3.10."""
    if given is None:
        return None
    names: tuple[str | None, ...] = shorthand.value(given, tuple[str, ...], "--target-regions")
    return tuple(TargetLocation(name=name) for name in names)
