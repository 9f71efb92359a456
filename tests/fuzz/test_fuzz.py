"""Requests that a fuzzer makes up from the description of the API never fail the server; ``just fuzz`` sends more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fuzz.fuzzing import run

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = 10
SEED = 1


def test_no_made_up_request_fails_the_server_and_every_operation_is_reached(tmp_path: Path) -> None:
    outcome = run(tmp_path, EXAMPLES, SEED, phases=("examples", "fuzzing"), in_memory=True)
    assert outcome.failures == {}
    assert outcome.code == 0, outcome.said
    assert outcome.requests > 600
    assert outcome.unreached == []
