"""A store with anything in any of its files: looked after without a surprise, and never made worse."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

import worlds
from sig.domain.errors import SigError
from sig.service import store_checks, store_copies, store_snapshots

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).parent.parent / "data" / "stores"
PASSING = ("redo.json", "swap.json", ".lock-notes", "journal/current.jsonl", "snapshots/clean.json", "x.tmp")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@contextmanager
def copy(document_format: str) -> Iterator[Path]:
    """A sample store, by itself in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        shutil.copytree(SAMPLES / f"format-1-{document_format}", place)
        yield place


def files(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


@st.composite
def damaged(draw: st.DrawFn, before: bytes) -> bytes:
    """``before`` after something went wrong: other bytes, some of them changed, or one value of the JSON another."""
    if draw(st.booleans()):
        document = before
        with suppress(ValueError, RecursionError):
            content = json.loads(before)
            inner: Any = content if isinstance(content, (dict, list)) else []  # damaged before, to a bare value
            for _ in range(draw(st.integers(0, 5))):
                keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
                key = draw(st.sampled_from(keys)) if keys else None
                if key is None or not isinstance(inner[key], (dict, list)) or draw(st.integers(0, 4)) == 0:
                    break
                inner = inner[key]
            keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            if keys:
                inner[draw(st.sampled_from(keys))] = draw(VALUES)
            document = json.dumps(content).encode()
        return document
    at = draw(st.integers(0, len(before)))
    return draw(
        st.sampled_from([b"", before[:at], before[:at] + b"\xff" + before[at:], b"[" * 3000, b"null", b"{}"])
        | st.binary(max_size=60)
    )


def looked_after(place: Path, archive: Path) -> None:
    """Every command that looks after the store, each of which may refuse and none of which may fail otherwise."""
    context = worlds.at(str(place))
    for action in (
        lambda: store_checks.check(context.store),
        lambda: store_snapshots.listed(context),
        lambda: store_snapshots.compared(context, "clean"),
        lambda: store_copies.backup(context, str(archive), force=True),
        lambda: store_checks.repair(context.store),
        lambda: store_snapshots.save(context, "clean", force=True),
        lambda: store_snapshots.load(context, "clean"),
        lambda: store_copies.migrate(context, "toml"),
        lambda: store_copies.migrate(context, "json"),
    ):
        with suppress(SigError):
            action()


@settings(max_examples=30, deadline=None)
@given(st.data(), st.sampled_from(["json", "toml"]))
def test_a_damaged_store_is_looked_after_without_a_surprise(data: st.DataObject, document_format: str) -> None:
    with copy(document_format) as place:
        for _ in range(data.draw(st.integers(1, 3))):
            name = data.draw(st.sampled_from([*files(place), *PASSING]))
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.draw(damaged(path.read_bytes() if path.exists() else b"{}")))
        looked_after(place, place.parent / "backup")


@settings(max_examples=30, deadline=None)
@given(st.data(), st.sampled_from(["json", "toml"]))
def test_a_store_whose_files_were_moved_about_is_looked_after_without_a_surprise(
    data: st.DataObject, document_format: str
) -> None:
    with copy(document_format) as place:
        for _ in range(data.draw(st.integers(1, 4))):
            one, other = (data.draw(st.sampled_from(files(place))) for _ in range(2))
            target = (
                place
                / os.path.dirname(other)
                / data.draw(
                    st.sampled_from(
                        ["resource.json", "resource.toml", "1.0.0.json", "x.toml", "X.json", "y", "con.json"]
                    )
                )
            )
            if not target.is_dir() and target != place / one:
                (shutil.move if data.draw(st.booleans()) else shutil.copy)(str(place / one), str(target))
        looked_after(place, place.parent / "backup")


@settings(max_examples=30, deadline=None)
@given(st.data(), st.sampled_from(["json", "toml"]))
def test_a_repair_keeps_every_document_and_leaves_nothing_more_to_repair(
    data: st.DataObject, document_format: str
) -> None:
    with copy(document_format) as place:
        versions = sorted(place.rglob(f"versions/*.{document_format}"))
        for path in data.draw(st.lists(st.sampled_from(versions), unique=True)):
            name = data.draw(st.sampled_from(["9.9.9", "nonsense", "8.0.0"]))
            with suppress(FileExistsError):
                path.with_name(f"{name}.{document_format}").touch(exist_ok=False)
                path.replace(path.with_name(f"{name}.{document_format}"))
        before = contents(place)
        store = worlds.at(str(place)).store
        store_checks.repair(store)
        assert contents(place) == before
        again = store_checks.repair(store)
        assert not any(found["repaired"] for found in again.findings)


def contents(place: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in (place / "subscriptions").rglob("*") if path.is_file())


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_archive_is_refused_or_says_what_it_said(data: st.DataObject) -> None:
    with copy("json") as place:
        context = worlds.at(str(place))
        archive = place.parent / "backup"
        store_copies.backup(context, str(archive))
        before = contents(place)
        whole = bytearray(archive.read_bytes())
        for _ in range(data.draw(st.integers(1, 3))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        archive.write_bytes(whole)
        with suppress(SigError):
            store_copies.restore(context, str(archive), force=True)
        assert contents(place) == before


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_backup_or_refused(data: bytes) -> None:
    import gzip

    with copy("json") as place:
        before = contents(place)
        for made in (data, gzip.compress(data), gzip.compress(data.ljust(1024, b"\0"))):
            (place.parent / "backup").write_bytes(made)
            with suppress(SigError):
                store_copies.restore(worlds.at(str(place)), str(place.parent / "backup"), force=True)
        assert contents(place) == before
