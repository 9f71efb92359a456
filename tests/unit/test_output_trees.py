"""Trees drawn with lines."""

from sig.output.trees import Node, tree_text


def test_a_line_leads_down_to_what_comes_later() -> None:
    first = Node("1", [Node("2", [Node("3")]), Node("4", [Node("5", [Node("6")])]), Node("7")])
    assert tree_text([first, Node("8")]) == ("1\n├── 2\n│   └── 3\n├── 4\n│   └── 5\n│       └── 6\n└── 7\n8\n")
    assert tree_text([]) == ""
