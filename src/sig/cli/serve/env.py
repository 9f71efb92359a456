"""``sig serve env``"""

from __future__ import annotations

from sig.cli.printing import Result
from sig.cli.serve.library import of_server
from sig.cli.serve.variables import lines
from sig.cli.session import context, current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(port: opt.ServePort = 8443, shell: opt.EnvironmentShell = "sh") -> Result:
    """Print the variables that point az, the SDKs, Terraform and Ansible at the server, as a shell reads them.

    Examples:
        sig serve env
        sig serve env --port 9443 --shell fish
        sig serve env -o json --query REQUESTS_CA_BUNDLE
    """
    found: dict[str, str] = of_server("environment").variables(port, context().subscription)
    session = current()
    is_asked = session.output is not None or session.query is not None
    return Result(found, text=None if is_asked else lines(found, shell))
