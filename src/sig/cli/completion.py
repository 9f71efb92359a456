"""``sig completion``"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(shell: opt.Shell) -> None:
    """Print the completion script of a shell: bash, zsh, fish or powershell.

    Examples:
        sig completion bash
        sig completion fish
    """
    import sys

    from sig.cli.completion_scripts import script

    sys.stdout.write(script(shell))
