"""The fixtures for other people's tests: the file that the documentation shows passes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "test-with-pytest.md"
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.skipif(os.name == "nt", reason="starts servers")
def test_the_file_that_the_page_shows_passes(tmp_path: Path) -> None:
    (shown,) = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    (tmp_path / "test_publishing.py").write_text(shown, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "sig.pytest_plugin", "-p", "no:cacheprovider", "--strict-markers"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "SIG_SERVE_HOME": str(tmp_path / "serve"),
            "SIG_STORE": str(tmp_path / "not this one"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{shown.count('def test_')} passed" in done.stdout
    assert not (tmp_path / "not this one").exists()
