"""Write every generated file, or with ``--check`` say which are out of date."""

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent


def generated() -> dict[str, Callable[[], str]]:
    """Path below the repository -> what makes its text."""
    import command_tree

    return {"src/sig/cli/command_tree.json": command_tree.text}


def main() -> int:
    stale = []
    for name, make in generated().items():
        path, text = ROOT / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{'out of date' if '--check' in sys.argv else 'written'}: {name}")  # noqa: T201
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
