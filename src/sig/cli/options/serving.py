"""The options of ``serve``."""

from typing import Annotated, Literal

from sig.cli.options.shape import option

_TLS = "TLS"
_TESTS = "Tests"

ServeHost = Annotated[
    str,
    option("--host", help="The address to listen on; one that others reach needs --auth directory.", metavar="ADDRESS"),
]
ServePort = Annotated[int, option("--port", help="The port to listen on; 0 for one that is free.")]
ServeAuth = Annotated[
    Literal["open", "directory"],
    option("--auth", help="Who may log in: anybody, as the owner, or principals of sig ad, with their roles."),
]
Workers = Annotated[int, option("--workers", help="How many processes answer, over one store.")]
ReadyFile = Annotated[
    str | None,
    option("--ready-file", help="Write URL, process and CA to this file when requests are taken.", metavar="PATH"),
]
RequestLog = Annotated[
    str,
    option("--request-log", help="Where a line of JSON goes for each request; - is stdout.", metavar="PATH|none"),
]
Certificate = Annotated[
    str | None, option("--cert", help="A certificate of your own, in PEM.", group=_TLS, metavar="PATH")
]
CertificateKey = Annotated[str | None, option("--key", help="Its key, in PEM.", group=_TLS, metavar="PATH")]
PlainHttp = Annotated[bool, option("--http", help="HTTP without TLS. Most clients of Azure refuse it.", group=_TLS)]
TestControls = Annotated[
    bool,
    option("--test-controls", help="Let /_sig/ reset the store, move its clock, set faults.", group=_TESTS),
]
ResetStore = Annotated[
    bool, option("--reset", help="With --test-controls: empty the store before it is served.", group=_TESTS)
]
EnvironmentShell = Annotated[
    Literal["sh", "fish", "powershell"], option("--shell", help="The shell that is to read the lines.")
]
