"""``sig shim env``"""

from __future__ import annotations

import os
import shlex

from sig.cli.printing import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(dir_: opt.ShimFolder = None, shell: opt.ShimShell = "sh") -> Result:
    """Print the line that puts the az of sig first on the path of a shell; installs it where it is not there yet.

    Examples:
        sig shim env
        sig shim env --shell fish
    """
    from sig.cli.shim import script

    directory = os.path.abspath(dir_) if dir_ else script.folder()
    if not script.is_shim(script.path_in(directory)):
        script.install(directory, "deny")
    quoted = shlex.quote(directory)
    line = {
        "sh": f'export PATH={quoted}:"$PATH"',
        "fish": f"set -gx PATH {quoted} $PATH",
        "powershell": "$env:PATH = '{}' + [IO.Path]::PathSeparator + $env:PATH".format(directory.replace("'", "''")),
    }[shell]
    return Result({"path": directory, "line": line}, text=f"{line}\n")
