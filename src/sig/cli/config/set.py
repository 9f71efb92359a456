"""``sig config set``"""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.session import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(pairs: opt.Pairs, local: opt.Local = False) -> None:
    """Change settings: KEY=VALUE ...

    Examples:
        sig config set core.output=table
        sig config set profile=current defaults.group=images
    """
    for pair in pairs:
        key, separator, value = pair.partition("=")
        if not separator:
            raise UsageError(f"usage error: config set takes KEY=VALUE, got '{pair}'.")
        current().settings.change(key, value, local=local)
