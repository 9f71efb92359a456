"""``sig configure``"""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.session import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


_KEYS = ("group", "location", "subscription")


def command(
    defaults: opt.Defaults = None, list_defaults: opt.ListDefaults = None, scope: opt.Scope = "global"
) -> list[dict[str, Any]] | None:
    """Set the defaults that commands use: group, location, subscription.

    Examples:
        sig configure --defaults group=images location=westus
        sig configure --list-defaults
    """
    settings = current().settings
    if list_defaults:
        values = [settings.value(f"defaults.{key}") for key in _KEYS]
        return [{"name": value.key.partition(".")[2], "source": value.origin, "value": value.value} for value in values]
    if not defaults:
        raise UsageError("usage error: --defaults NAME=VALUE ... | --list-defaults", hint=f"Names: {', '.join(_KEYS)}.")
    for pair in defaults:
        name, separator, value = pair.partition("=")
        if not separator or name not in _KEYS:
            raise UsageError(f"usage error: '{pair}' is not NAME=VALUE.", hint=f"Names: {', '.join(_KEYS)}.")
        settings.change(f"defaults.{name}", value or None, local=scope == "local")
    return None
