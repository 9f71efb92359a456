"""Trees drawn with lines: labels, each above what hangs on it."""

from __future__ import annotations

from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Node(NamedTuple):
    """A label, and what hangs on it."""

    label: str
    below: Sequence[Node] = ()


def tree_text(roots: Sequence[Node]) -> str:
    """The trees one below the other; nothing for none."""
    return "".join(f"{line}\n" for root in roots for line in (root.label, *_branches(root.below)))


def _branches(nodes: Sequence[Node]) -> Iterator[str]:
    for position, node in enumerate(nodes, start=1):
        is_last = position == len(nodes)
        yield ("└── " if is_last else "├── ") + node.label
        for line in _branches(node.below):
            yield ("    " if is_last else "│   ") + line
