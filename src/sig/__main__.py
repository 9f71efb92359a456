"""Where the command ``sig`` starts: completion requests on the short way, everything else through Typer."""

import sys


def main() -> None:
    words = sys.argv[1:]
    if words[:1] == ["__complete"]:
        from sig.cli.complete import answer

        sys.exit(answer(words[1:]))
    from sig.cli.app import run

    sys.exit(run(words))


if __name__ == "__main__":
    main()
