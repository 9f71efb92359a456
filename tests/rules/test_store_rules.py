"""The rules of the store itself: what is refused of the place where the documents live, and that it is mended."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sig.domain.errors import SigError
from sig.domain.gallery import Gallery
from sig.domain.rulebook import RULES
from sig.service import galleries, stores
from sig.service.context import Context
from sig.service.explanations import explained
from sig.store import open_store

SUB = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context(open_store(str(tmp_path / "store"), timeout=0), SUB)


def create(context: Context, name: str = "r") -> dict[str, Any]:
    return galleries.create(context, context.gallery("g", name), Gallery(location="westus"))


def show(context: Context) -> dict[str, Any]:
    return galleries.show(context, context.gallery("g", "r"))


def check_refused(rule: str, action: Callable[[], object]) -> None:
    with pytest.raises(SigError) as caught:
        action()
    refusal = caught.value
    assert (refusal.rule, refusal.code) == (rule, RULES[rule].code)
    assert refusal.target
    assert refusal.hint
    assert rule in [found["rule"] for found in explained(refusal.message)]


def only_document(context: Context) -> Path:
    root = Path(context.store.info().location)
    (path,) = (path for path in (root / "subscriptions").rglob("*.json"))
    return path


def test_r130_a_damaged_document_is_refused_until_it_is_repaired(context: Context) -> None:
    made = create(context)
    path = only_document(context)
    whole = path.read_bytes()
    path.write_bytes(whole[:-5])
    check_refused("R130", lambda: show(context))
    path.write_bytes(whole)
    assert show(context) == made


def test_r131_a_store_of_a_newer_format_is_refused(context: Context) -> None:
    made = create(context)
    path = Path(context.store.info().location) / "store.json"
    content = path.read_text(encoding="utf-8")
    path.write_text(json.dumps({**json.loads(content), "format_version": 999}), encoding="utf-8")
    check_refused("R131", lambda: show(context))
    path.write_text(content, encoding="utf-8")
    assert show(context) == made


def test_r132_a_second_writer_is_refused_while_the_first_writes(context: Context) -> None:
    with context.store.writing():
        check_refused("R132", lambda: create(context))
    create(context)


def test_r133_a_store_that_cannot_be_read_is_refused(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    made = create(context)
    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", failing(errno.EACCES))
        check_refused("R133", lambda: show(context))
    assert show(context) == made


@pytest.mark.parametrize(("rule", "number"), [("R134", errno.EROFS), ("R135", errno.ENOSPC)])
def test_r134_r135_a_store_that_cannot_be_written_or_is_full_is_refused(
    rule: str, number: int, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = create(context)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing(number))
        check_refused(rule, lambda: create(context, "second"))
    assert galleries.listed(context).items == [made]
    create(context, "second")


def test_r136_a_store_is_not_made_over_another(context: Context) -> None:
    folder = context.store.info().location
    stores.make(folder, "json")
    check_refused("R136", lambda: stores.make(folder, "json"))
    stores.make(f"{folder}2", "toml")


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail
