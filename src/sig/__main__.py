"""Where the command ``sig`` starts: completion requests on the short way, the az of the shim, everything else."""

import gc
import sys


def main() -> None:
    # A command lives for a fraction of a second: collecting what imports leave behind is a
    # twentieth of it, and frees nothing that the end of the process would not.
    gc.disable()
    words = sys.argv[1:]
    if words[:1] == ["__complete"]:
        from sig.cli.complete import answer

        sys.exit(answer(words[1:]))
    if words[:1] == ["__az"]:
        from sig.cli.shim.az import run as run_az

        sys.exit(run_az(words[1:]))
    from sig.cli.app import run

    sys.exit(run(words))


if __name__ == "__main__":
    main()
