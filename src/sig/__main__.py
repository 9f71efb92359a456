"""Where the command ``sig`` starts: completion requests on the short way, the az of the shim, everything else."""

import atexit
import gc
import os
import sys


def main() -> None:
    # A command lives for a fraction of a second: collecting what imports leave behind is a
    # twentieth of it, and frees nothing that the end of the process would not.
    gc.disable()
    if sys.stdin is None:  # closed before we began: there is nothing to read
        sys.stdin = open(os.devnull)  # noqa: SIM115 - for as long as the process lives
    leave(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Do what the command line ``words`` asks for; its exit code."""
    if words[:1] == ["__complete"]:
        from sig.cli.complete import answer

        return answer(words[1:])
    if words[:1] == ["__az"]:
        from sig.cli.shim.az import run as run_az

        return run_az(words[1:])
    from sig.cli.app import run as run_command

    return run_command(words)


def leave(status: int) -> None:
    """End the process with ``status``. Whoever calls from Python and goes on afterwards calls ``run``.

    To take the interpreter apart costs a third of an empty Python; the system frees what it held faster. Not where
    somebody waits for the end: a thread, what was registered with ``atexit``, a profiler or a debugger.
    """
    is_awaited = atexit._ncallbacks() or "threading" in sys.modules  # noqa: SLF001 - there is no public way to ask
    if is_awaited or sys.getprofile() or sys.gettrace():
        sys.exit(status)
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # as it is where it was closed before we began
                stream.flush()
    except (OSError, ValueError):  # Python's own end says what is wrong with them
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    main()
