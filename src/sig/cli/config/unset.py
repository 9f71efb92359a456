"""``sig config unset``"""

from __future__ import annotations

from sig.cli.session import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(keys: opt.Keys, local: opt.Local = False) -> None:
    """Remove settings, so that their defaults hold again.

    Examples:
        sig config unset core.output
        sig config unset profile defaults.group
    """
    for key in keys:
        current().settings.change(key, None, local=local)
