"""Write every generated file, or with ``--check`` say which are out of date."""

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent


def generated() -> dict[str, Callable[[], str]]:
    """Path below the repository -> what makes its text."""
    import az_parity
    import bindings
    import cli_reference
    import command_tree
    import differences
    import rulebook_page
    from sig.cli import completion_scripts

    tree = command_tree.tree()
    return {
        "src/sig/cli/command_tree.json": command_tree.text,
        **{f"src/sig/cli/bindings/{word}.json": text.__str__ for word, text in bindings.texts().items()},
        "docs/cli-reference.md": cli_reference.text,
        "docs/parity.md": az_parity.text,
        "docs/differences.md": differences.text,
        "docs/rules.md": rulebook_page.text,
        "completions/sig.bash": lambda: completion_scripts.script("bash", tree),
        "completions/_sig": lambda: completion_scripts.script("zsh", tree),
        "completions/sig.fish": lambda: completion_scripts.script("fish", tree),
        "completions/sig.ps1": lambda: completion_scripts.script("powershell", tree),
    }


def stale(root: Path) -> dict[str, str]:
    """The files below ``root`` that are absent or not what would be made now, and what would be."""
    made = {name: make() for name, make in generated().items()}
    return {name: text for name, text in made.items() if _content(root / name) != text}


def main(arguments: list[str]) -> int:
    found = stale(ROOT)
    if "--check" in arguments:
        for name in found:
            print(f"out of date: {name} (run: python tools/generate.py)")
        return 1 if found else 0
    for name, text in found.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"written: {name}")
    return 0


def _content(path: Path) -> str | None:
    """Line ends as they are in the repository, whatever the checkout made of them."""
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
