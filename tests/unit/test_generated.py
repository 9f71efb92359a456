"""What is generated is what would be generated now."""

from pathlib import Path

import pytest

import generate


def test_every_generated_file_is_up_to_date() -> None:
    names = list(generate.stale(generate.ROOT))
    assert not names, "run: python tools/generate.py"


def test_a_file_that_is_absent_or_other_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "generated", lambda: dict.fromkeys(("same", "other", "absent"), lambda: "new\n"))
    (tmp_path / "same").write_text("new\n", encoding="utf-8")
    (tmp_path / "other").write_text("old\n", encoding="utf-8")
    assert list(generate.stale(tmp_path)) == ["other", "absent"]


def test_the_check_names_what_is_out_of_date_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "generated", lambda: {"docs/page.md": lambda: "page\n"})
    assert generate.main(["--check"]) == 1
    assert "docs/page.md" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


def test_what_was_written_is_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "generated", lambda: {"docs/page.md": lambda: "page\n"})
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
