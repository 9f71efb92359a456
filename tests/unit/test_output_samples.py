"""What az printed for given documents, byte for byte."""

import json
from pathlib import Path
from typing import Any

import pytest

from sig.output import FORMATS, compile_query, flatten, image_version_table, render

RECORDED = json.loads((Path(__file__).parents[1] / "data" / "az_output" / "samples.json").read_text("utf-8"))
SAMPLES: list[dict[str, Any]] = RECORDED["samples"]


def said(sample: dict[str, Any]) -> str:
    return f"{sample['command']} {sample['documents']} -o {sample['format']} --query {sample['query']}"


def bodies(named: str | list[str]) -> Any:
    documents = RECORDED["documents"]
    return documents[named] if isinstance(named, str) else [documents[name] for name in named]


@pytest.mark.parametrize("sample", SAMPLES, ids=said)
def test_the_text_is_what_az_printed(sample: dict[str, Any]) -> None:
    text = render(
        flatten(bodies(sample["documents"])),
        sample["format"],
        query=compile_query(sample["query"]) if sample["query"] else None,
        table=image_version_table if sample["command"] == "image-version show" else None,
    )
    assert text == "".join(f"{line}\n" for line in sample["lines"])


def test_every_format_has_samples() -> None:
    assert {sample["format"] for sample in SAMPLES} == set(FORMATS)
