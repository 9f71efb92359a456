"""Start-up time: no format pays for another."""

import subprocess
import sys

import pytest

HEAVY = {"dataclasses", "jmespath", "json", "orjson", "pygments", "re", "rich", "tabulate", "typing", "yaml"}
BEYOND_ORJSON = {"jmespath", "pygments", "rich", "tabulate", "yaml"}


def loaded_by(program: str) -> set[str]:
    words = [
        sys.executable,
        "-S",
        "-c",
        f"import sys; sys.path[:0] = {sys.path!r}; {program}; print(*sys.modules)",
    ]
    return set(subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_by("import sig.output") & HEAVY


def test_json_loads_a_library_for_long_lists_only() -> None:
    program = "from sig.output import flatten, render; render([flatten({'properties': {'a': 1}})] * COUNT, 'json')"
    assert not loaded_by(program.replace("COUNT", "10")) & (BEYOND_ORJSON | {"orjson"})
    assert loaded_by(program.replace("COUNT", "1000")) & (BEYOND_ORJSON | {"orjson"}) == {"orjson"}


@pytest.mark.parametrize(
    ("output_format", "library"), [("yaml", "yaml"), ("yamlc", "yaml"), ("table", "tabulate"), ("tsv", None)]
)
def test_another_format_loads_only_its_own_library(output_format: str, library: str | None) -> None:
    loaded = loaded_by(f"from sig.output import render; render({{'a': 1}}, '{output_format}')")
    assert loaded & (BEYOND_ORJSON | {"orjson"}) == ({library} if library else set())
