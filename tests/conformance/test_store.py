"""The promises of ``sig.store.base``, one test each, on every backend.

``open_store`` opens the same place anew, as another process would: what a test reads is what was kept.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest

from sig.domain.document_diff import Change, applied, reversed_changes
from sig.domain.resource_id import ResourceId, compute_id, definition_id, gallery_id, group_id, version_id
from sig.store import ROOT, Author, Document, DocumentNotStorable, Event, FileStore, Store, StoreBusy, View, open_store
from sig.store.gathering import GatheringStore

SUBSCRIPTION = ResourceId.of_subscription("S1")
GROUP = group_id("S1", "Images")
PROVIDER = GROUP.child("providers", "Microsoft.Compute")
GALLERY = gallery_id("S1", "Images", "Main")
DEFINITION = definition_id("S1", "Images", "Main", "Web")
SNAPSHOT = compute_id("S1", "Images", "snapshots", "Disk")


class Open(Protocol):
    def __call__(self, *, timeout: float = 10) -> Store: ...


def _memory(place: Path) -> Open:
    return lambda *, timeout=10: open_store(f"memory:{place}", timeout=timeout)


def _json(place: Path) -> Open:
    return lambda *, timeout=10: open_store(str(place), timeout=timeout)


def _toml(place: Path) -> Open:
    FileStore.create(place, "toml")
    return lambda *, timeout=10: open_store(str(place), timeout=timeout)


BACKENDS: dict[str, Callable[[Path], Open]] = {"memory": _memory, "json": _json, "toml": _toml}


@pytest.fixture(params=[*BACKENDS, "gathering"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Each call opens the same place anew, as another process would."""
    if request.param in BACKENDS:
        yield BACKENDS[request.param](tmp_path / "store")
        return
    # Promises about what only a commit brings, a lineage and events, are kept by the store gathered over.
    if "lineage" in request.node.name:
        pytest.skip("nothing is committed while it is gathered")
    place = open_store(str(tmp_path / "store"))
    with place.rehearsing() as outer:
        yield GatheringStore(place, outer).again


def version(name: str) -> ResourceId:
    return version_id("S1", "Images", "Main", "Web", name)


def put(store: Store, *resources: ResourceId) -> None:
    with store.writing() as tx:
        for resource in resources:
            tx.put(resource, {"id": str(resource)})


def delete(store: Store, *resources: ResourceId) -> None:
    with store.writing() as tx:
        for resource in resources:
            tx.delete(resource)


def kept(store: Store, resource: ResourceId) -> Document | None:
    with store.reading() as view:
        return view.get(resource)


# Views


def test_a_resource_without_a_document_has_none(reopen: Open) -> None:
    put(reopen(), DEFINITION)
    with reopen().reading() as view:
        for absent in (SUBSCRIPTION, GALLERY, version("1.0.0"), SNAPSHOT):
            assert view.get(absent) is None
            assert not view.exists(absent)


def test_a_place_that_is_not_there_is_an_empty_store(reopen: Open) -> None:
    with reopen().reading() as view:
        assert view.get(GALLERY) is None
        assert view.names(ROOT, "subscriptions") == []
        assert view.folders(ROOT, "subscriptions") == []
        assert list(view.below(ROOT)) == []
        assert not view.holds_any(ROOT)


def test_what_is_committed_is_kept(reopen: Open) -> None:
    put(reopen(), GALLERY, version("1.0.0"))
    with reopen().reading() as view:
        assert view.get(GALLERY) == {"id": str(GALLERY)}
        assert view.get(version("1.0.0")) == {"id": str(version("1.0.0"))}
        assert view.exists(GALLERY)
        assert view.exists(version("1.0.0"))


VALUES: list[Any] = [
    {"empty": {}, "none": [], "text": ""},
    {"integers": [0, -1, 2**63 - 1, -(2**63)], "floats": [0.5, -1e300, 1.0]},
    {"flags": {"yes": True, "no": False}},
    {"text": "Zürich \U0001f5bc \"quoted\" 'single' back\\slash \r\n\t\x00\x7f\u2028"},
    {"dates are text": "2026-01-01T00:00:00Z", "numbers too": "1.0.0"},
    {"": "empty key", "a.b": {"c d": 1}, '"': 2, "ä": 3, "name": "a key like another"},
    {"mixed": [1, "a", {"b": [{"c": []}]}, [[]], True, 0.5]},
    {"resource": {"properties": {"regions": [{"name": "westus"}, {"name": "eastus", "count": 2}]}}},
]


@pytest.mark.parametrize("document", VALUES)
def test_a_document_comes_back_as_it_was_put(reopen: Open, document: Document) -> None:
    with reopen().writing() as tx:
        tx.put(GALLERY, document)
    again = kept(reopen(), GALLERY)
    assert again == document
    assert repr(sorted(again.items())) == repr(sorted(document.items()))  # 1 == 1.0 == True otherwise


def test_a_tuple_is_kept_as_a_list(reopen: Open) -> None:
    with reopen().writing() as tx:
        tx.put(GALLERY, {"regions": ("westus", "eastus")})
    assert kept(reopen(), GALLERY) == {"regions": ["westus", "eastus"]}


def test_ids_are_compared_without_regard_to_case(reopen: Open) -> None:
    put(reopen(), GALLERY)
    shouted = ResourceId.parse(str(GALLERY).upper().replace("SUBSCRIPTIONS", "subscriptions"))
    with reopen().reading() as view:
        assert view.get(shouted) == {"id": str(GALLERY)}
        assert view.exists(shouted)
        assert view.names(PROVIDER, "GALLERIES") == ["main"]
        assert view.folders(PROVIDER, "GALLERIES") == ["main"]
    put(reopen(), shouted)
    with reopen().reading() as view:
        assert view.names(PROVIDER, "galleries") == ["main"]
        assert view.get(GALLERY) == {"id": str(shouted)}
    delete(reopen(), shouted)
    assert kept(reopen(), GALLERY) is None


def test_place_tells_the_same_whether_or_not_there_is_a_document(reopen: Open) -> None:
    with reopen().writing() as tx:
        before = tx.place(GALLERY)
        assert before != tx.place(DEFINITION)
        tx.put(GALLERY, {})
    with reopen().reading() as view:
        assert view.place(GALLERY) == before


def test_a_document_belongs_to_who_got_it(reopen: Open) -> None:
    with reopen().writing() as tx:
        tx.put(GALLERY, {"tags": {"a": "b"}})
    with reopen().reading() as view:
        for _ in range(2):
            document = view.get(GALLERY)
            assert document == {"tags": {"a": "b"}}
            document["tags"].clear()


def test_names_lists_the_children_that_have_a_document(reopen: Open) -> None:
    put(reopen(), GALLERY, definition_id("S1", "Images", "Other", "Web"), SNAPSHOT)
    with reopen().reading() as view:
        assert view.names(PROVIDER, "galleries") == ["main"]
        assert view.names(PROVIDER, "snapshots") == ["disk"]
        assert view.names(GALLERY, "images") == []
        assert view.names(GROUP, "galleries") == []


def test_names_are_case_folded_and_sorted(reopen: Open) -> None:
    names = ["b", "A", "C_1", "a-1", "ZÜRICH", "straße", "1.0"]
    put(reopen(), *(gallery_id("S1", "Images", name) for name in names))
    with reopen().reading() as view:
        assert view.names(PROVIDER, "galleries") == ["1.0", "a", "a-1", "b", "c_1", "strasse", "zürich"]


def test_the_root_holds_the_subscriptions(reopen: Open) -> None:
    put(reopen(), ResourceId.of_subscription("S2"), ResourceId.of_subscription("S1"), group_id("S3", "g"))
    with reopen().reading() as view:
        assert view.names(ROOT, "subscriptions") == ["s1", "s2"]
        assert view.folders(ROOT, "subscriptions") == ["s1", "s2", "s3"]
        assert view.names(ResourceId.of_subscription("S3"), "resourceGroups") == ["g"]


def test_folders_lists_also_the_children_that_hold_a_document(reopen: Open) -> None:
    put(reopen(), group_id("S1", "Bare"), version("1.0.0"))
    with reopen().reading() as view:
        assert view.names(SUBSCRIPTION, "resourceGroups") == ["bare"]
        assert view.folders(SUBSCRIPTION, "resourceGroups") == ["bare", "images"]
        assert view.folders(PROVIDER, "galleries") == ["main"]
        assert view.folders(DEFINITION, "versions") == ["1.0.0"]


def test_below_finds_every_document_under_a_resource_but_its_own(reopen: Open) -> None:
    everything = [SUBSCRIPTION, GALLERY, DEFINITION, version("1.0.0"), version("2.0.0"), SNAPSHOT]
    put(reopen(), *everything)
    with reopen().reading() as view:
        assert set(view.below(ROOT)) == set(everything)
        assert set(view.below(GROUP)) == set(everything[1:])
        assert set(view.below(GALLERY)) == set(everything[2:5])
        assert set(view.below(version("1.0.0"))) == set()
        assert [str(found) for found in view.below(PROVIDER.child("galleries", "none"))] == []


def test_below_gives_ids_case_folded(reopen: Open) -> None:
    put(reopen(), GALLERY)
    with reopen().reading() as view:
        assert list(map(str, view.below(ROOT))) == [str(GALLERY).lower()]


def test_holds_any_tells_whether_a_document_lies_below(reopen: Open) -> None:
    put(reopen(), version("1.0.0"))
    with reopen().reading() as view:
        for above in (ROOT, SUBSCRIPTION, GROUP, PROVIDER, GALLERY, DEFINITION):
            assert view.holds_any(above)
        assert not view.holds_any(version("1.0.0"))
        assert not view.holds_any(SNAPSHOT)


def test_a_version_can_hold_documents_too(reopen: Open) -> None:
    lock = version("1.0.0").child("locks", "keep")
    put(reopen(), lock, version("2.0.0").child("versions", "3.0.0"))
    with reopen().reading() as view:
        assert view.names(DEFINITION, "versions") == []
        assert view.folders(DEFINITION, "versions") == ["1.0.0", "2.0.0"]
        assert view.holds_any(version("1.0.0"))
    put(reopen(), version("1.0.0"))
    with reopen().reading() as view:
        assert view.names(DEFINITION, "versions") == ["1.0.0"]
        assert view.folders(DEFINITION, "versions") == ["1.0.0", "2.0.0"]
        assert set(view.below(version("1.0.0"))) == {lock}


def test_documents_come_sorted_by_name(reopen: Open) -> None:
    put(reopen(), version("10.0.0"), version("1.0.0"), version("2.0.0"))
    with reopen().reading() as view:
        documents = [document["id"] for document in view.documents(DEFINITION, "versions")]
    assert documents == [str(version(name)) for name in ("1.0.0", "10.0.0", "2.0.0")]


AWKWARD = [
    "..", ".", ".git", "a.", "a b", "a/b", "a\\b", "a:b", "%41", "%", "~", "", " ", "\x00", "\n", "*",
    "CON", "con.txt", "Lpt1", "résumé", "日本語", "resource", "resource.json", "1.0.0.json", "1.0.0.toml",
    "x.tmp", "n" * 300, "n" * 299 + "m", "é" * 200, "versions", "store.json", ".lock", "redo.json",
]  # fmt: skip


VERSIONS = ("resourceGroups", "providers", "galleries", "images", "versions")


def test_a_bound_is_no_less_than_there_are(reopen: Open) -> None:
    put(reopen(), GALLERY, DEFINITION, version("1.0.0"), version("1.0.1"), SNAPSHOT)
    put(reopen(), definition_id("S1", "Spare", "Other", "Web").child("versions", "1.0.0"))
    put(reopen(), definition_id("S2", "Images", "Main", "Web").child("versions", "1.0.0"))
    with reopen().reading() as view:
        assert view.at_most(SUBSCRIPTION, VERSIONS) == 3
        assert view.at_most(GROUP, VERSIONS[1:]) == 2
        assert view.at_most(GALLERY, ["applications", "versions"]) == 0
        assert view.at_most(ResourceId.of_subscription("S3"), VERSIONS) == 0
    with reopen().writing() as tx:
        tx.put(version("1.0.2"), {})
        assert tx.at_most(SUBSCRIPTION, VERSIONS) >= 4
        tx.delete(version("1.0.2"))


def test_any_text_is_a_name(reopen: Open) -> None:
    resources = [gallery_id("S1", "Images", name).child("versions", name) for name in AWKWARD]
    put(reopen(), *resources)
    folded = sorted(name.casefold() for name in AWKWARD)
    with reopen().reading() as view:
        assert view.folders(PROVIDER, "galleries") == folded
        assert set(view.below(ROOT)) == set(resources)
        for name, resource in zip(AWKWARD, resources, strict=True):
            assert view.get(resource) == {"id": str(resource)}
            assert view.names(gallery_id("S1", "Images", name), "versions") == [name.casefold()]
    delete(reopen(), *resources)
    with reopen().reading() as view:
        assert not view.holds_any(ROOT)


# Transactions


def test_a_transaction_sees_what_it_staged(reopen: Open) -> None:
    put(reopen(), version("1.0.0"), version("2.0.0"), SNAPSHOT)
    with reopen().writing() as tx:
        tx.put(version("2.0.0"), {"new": True})
        tx.put(version("3.0.0"), {"new": True})
        tx.put(gallery_id("S1", "Images", "Other"), {})
        tx.put(group_id("S2", "Else"), {})
        tx.delete(version("1.0.0"))
        tx.delete(SNAPSHOT)
        _assert_shows_the_changes(tx)
    with reopen().reading() as view:
        _assert_shows_the_changes(view)


def _assert_shows_the_changes(view: View) -> None:
    assert view.get(version("1.0.0")) is None
    assert not view.exists(version("1.0.0"))
    assert view.exists(version("3.0.0"))
    assert view.names(DEFINITION, "versions") == ["2.0.0", "3.0.0"]
    assert list(view.documents(DEFINITION, "versions")) == [{"new": True}, {"new": True}]
    assert view.names(PROVIDER, "galleries") == ["other"]
    assert view.folders(PROVIDER, "galleries") == ["main", "other"]
    assert view.folders(PROVIDER, "snapshots") == []
    assert view.folders(ROOT, "subscriptions") == ["s1", "s2"]
    assert set(view.below(GALLERY)) == {version("2.0.0"), version("3.0.0")}
    assert view.holds_any(GALLERY)


def test_a_transaction_that_deletes_all_below_holds_nothing(reopen: Open) -> None:
    put(reopen(), DEFINITION, version("1.0.0"))
    with reopen().writing() as tx:
        for resource in list(tx.below(GALLERY)):
            tx.delete(resource)
        assert not tx.holds_any(ROOT)
        assert tx.folders(ROOT, "subscriptions") == []


def test_put_takes_the_document_as_it_is_now(reopen: Open) -> None:
    document = {"tags": {"a": "b"}}
    with reopen().writing() as tx:
        tx.put(GALLERY, document)
        document["tags"]["a"] = "changed later"
        staged = tx.get(GALLERY)
        assert staged == {"tags": {"a": "b"}}
        staged["tags"]["a"] = "changed too"
    assert kept(reopen(), GALLERY) == {"tags": {"a": "b"}}


def test_delete_leaves_what_lies_below(reopen: Open) -> None:
    put(reopen(), GALLERY, DEFINITION)
    delete(reopen(), GALLERY)
    with reopen().reading() as view:
        assert view.names(PROVIDER, "galleries") == []
        assert view.exists(DEFINITION)


def test_deleting_what_is_not_there_changes_nothing(reopen: Open) -> None:
    with reopen().writing() as tx:
        tx.delete(GALLERY)
        tx.put(DEFINITION, {})
        tx.delete(DEFINITION)
        assert tx.changes == {}
    assert kept(reopen(), DEFINITION) is None


def test_changes_give_every_document_before_and_after(reopen: Open) -> None:
    put(reopen(), GALLERY, DEFINITION)
    with reopen().writing() as tx:
        tx.put(GALLERY, {"first": 1})
        tx.put(GALLERY, {"second": 2})
        tx.delete(DEFINITION)
        tx.put(SNAPSHOT, {"third": 3})
        assert tx.changes == {
            GALLERY: ({"id": str(GALLERY)}, {"second": 2}),
            DEFINITION: ({"id": str(DEFINITION)}, None),
            SNAPSHOT: (None, {"third": 3}),
        }


UNSTORABLE: list[tuple[Any, str]] = [
    ({"a": {"b": [0, float("nan")]}}, "a.b[1]"),
    ({"a": float("-inf")}, "a"),
    ({"a": 2**63}, "a"),
    ({"a": {1}}, "a"),
    ({"a": b"bytes"}, "a"),
    ({"a": {1: 2}}, "a"),
    ({"a": "\ud800"}, "a"),
    ({"format_version": 2}, "format_version"),
    ({"resource_id": []}, "resource_id"),
]


@pytest.mark.parametrize(("document", "at"), UNSTORABLE)
def test_what_would_not_come_back_is_refused(reopen: Open, document: Document, at: str) -> None:
    with reopen().writing() as tx:
        with pytest.raises(DocumentNotStorable) as refused:
            tx.put(GALLERY, document)
        assert tx.changes == {}
    assert refused.value.target == at


def test_a_document_nested_without_end_is_refused(reopen: Open) -> None:
    document: Document = {}
    document["self"] = document
    with reopen().writing() as tx, pytest.raises(DocumentNotStorable, match="deeper than 100 levels"):
        tx.put(GALLERY, document)


def test_a_name_that_is_not_unicode_is_refused(reopen: Open) -> None:
    broken = gallery_id("S1", "Images", "\udcff")
    with reopen().writing() as tx, pytest.raises(DocumentNotStorable):
        tx.put(broken, {})
    assert kept(reopen(), broken) is None


# Stores


def test_an_exception_undoes_the_whole_transaction(reopen: Open) -> None:
    put(reopen(), GALLERY, version("1.0.0"))

    def fail_midway() -> None:
        with reopen().writing() as tx:
            tx.put(GALLERY, {"changed": True})
            tx.put(DEFINITION, {})
            tx.delete(version("1.0.0"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    with reopen().reading() as view:
        assert view.get(GALLERY) == {"id": str(GALLERY)}
        assert set(view.below(ROOT)) == {GALLERY, version("1.0.0")}


def test_nothing_shows_before_the_commit(reopen: Open) -> None:
    with reopen().writing() as tx:
        tx.put(GALLERY, {})
        assert kept(reopen(), GALLERY) is None
    assert kept(reopen(), GALLERY) == {}


def test_concurrent_increments_are_all_kept(reopen: Open) -> None:
    def increment(_: int) -> None:
        with reopen().writing() as tx:
            count = (tx.get(GALLERY) or {"count": 0})["count"]
            tx.put(GALLERY, {"count": count + 1})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(increment, range(40)))
    assert kept(reopen(), GALLERY) == {"count": 40}


def test_readers_see_one_document_whole_while_it_is_written(reopen: Open) -> None:
    put(reopen(), GALLERY)

    def write(count: int) -> None:
        with reopen().writing() as tx:
            tx.put(GALLERY, {"values": [count] * 1000})

    def read(_: int) -> None:
        document = kept(reopen(), GALLERY) or {}
        assert len(set(document.get("values", [0]))) == 1

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work, count) for count in range(40) for work in (write, read)]:
            done.result()


def test_a_second_writer_is_told_that_the_store_is_busy(reopen: Open) -> None:
    with reopen().writing():
        second = reopen(timeout=0).writing()
        with pytest.raises(StoreBusy, match="in use by"), second:
            pass  # pragma: no cover


def test_a_writer_lets_the_next_one_in_even_if_it_fails(reopen: Open) -> None:
    with pytest.raises(RuntimeError), reopen().writing():
        raise RuntimeError
    put(reopen(timeout=0), GALLERY)


def test_readers_do_not_wait_for_a_writer(reopen: Open) -> None:
    put(reopen(), GALLERY)
    with reopen().writing():
        assert kept(reopen(timeout=0), GALLERY) == {"id": str(GALLERY)}


def test_a_rehearsal_shows_its_changes_and_commits_none(reopen: Open) -> None:
    put(reopen(), GALLERY)
    with (
        reopen().writing(),
        reopen(timeout=0).rehearsing() as tx,
    ):  # it keeps no one waiting, and waits for no one
        tx.put(DEFINITION, {})
        tx.delete(GALLERY)
        assert tx.names(GALLERY, "images") == ["web"]
        assert list(tx.changes) == [DEFINITION, GALLERY]
    with reopen().reading() as view:
        assert set(view.below(ROOT)) == {GALLERY}


def test_a_note_is_left_for_the_next_writers(reopen: Open) -> None:
    with reopen().writing() as tx:
        assert tx.note("a") is None
        tx.put(GALLERY, {})
        tx.leave_note("a", 1)
        tx.leave_note("b", 10**6)
        assert (tx.note("a"), tx.note("c")) == (1, None)
    with reopen().writing() as tx:
        tx.put(GALLERY, {"changed": True})
        tx.leave_note("b", 2)
    with reopen().reading() as view:
        assert (view.note("a"), view.note("b")) == (1, 2)


def test_a_note_is_left_only_with_a_change(reopen: Open) -> None:
    with reopen().writing() as tx:
        tx.leave_note("a", 1)
    with reopen().rehearsing() as tx:
        tx.put(GALLERY, {})
        tx.leave_note("a", 1)
    with suppress(RuntimeError), reopen().writing() as tx:
        tx.put(GALLERY, {})
        tx.leave_note("a", 1)
        raise RuntimeError
    with reopen().reading() as view:
        assert view.note("a") is None


def test_lineage_is_given_by_the_first_commit_and_stays(reopen: Open) -> None:
    put(reopen(), GALLERY)
    lineage = reopen().info().lineage
    assert lineage
    delete(reopen(), GALLERY)
    put(reopen(), DEFINITION)
    assert reopen().info().lineage == lineage


def test_two_stores_differ_in_lineage(tmp_path: Path) -> None:
    stores = [backend(tmp_path / name / copy)() for name, backend in BACKENDS.items() for copy in "ab"]
    for store in stores:
        put(store, GALLERY)
    assert len({store.info().lineage for store in stores}) == len(stores)


# Snapshots


def _commit_everything(store: Store) -> None:
    """Change, make and delete, one document and several at a time."""
    put(store, version("2.0.0"))
    delete(store, version("1.0.0"))
    with store.writing() as tx:
        tx.put(GALLERY, {"changed": True})
        tx.delete(SNAPSHOT)
        tx.put(gallery_id("S1", "Images", "Other"), {})
    with store.writing() as tx:
        tx.put(GALLERY, {"changed": "again"})
        tx.put(version("1.0.0"), {"new": True})


def _all_that_shows(view: View) -> dict[str, Any]:
    below = sorted(view.below(ROOT), key=str)
    return {
        "documents": {str(resource): view.get(resource) for resource in below},
        "several": list(view.several(below)),
        "there": [view.exists(resource) for resource in (GALLERY, version("1.0.0"), version("2.0.0"), SNAPSHOT)],
        "names": view.names(DEFINITION, "versions"),
        "listed": list(view.documents(DEFINITION, "versions")),
        "folders": [view.folders(PROVIDER, "galleries"), view.folders(PROVIDER, "snapshots")],
        "held": [view.holds_any(PROVIDER.child("snapshots", "disk")), view.holds_any(DEFINITION)],
        "events": [event["event"] for event in view.events()],
    }


@pytest.mark.parametrize("read_before", [True, False])
def test_a_view_is_a_snapshot(reopen: Open, *, read_before: bool) -> None:
    put(reopen(), GALLERY, DEFINITION, version("1.0.0"), SNAPSHOT)
    with reopen().reading() as expected:
        before = _all_that_shows(expected)
    with reopen().reading() as view:
        if read_before:
            assert _all_that_shows(view) == before
        for _ in range(2):
            _commit_everything(reopen())
            assert _all_that_shows(view) == before
    with reopen().reading() as view:
        assert _all_that_shows(view) != before


QUESTIONS: list[Callable[[View], Any]] = [
    lambda view: view.get(version("1.0.0")),
    lambda view: view.exists(version("1.0.0")),
    lambda view: view.names(DEFINITION, "versions"),
    lambda view: view.folders(PROVIDER, "snapshots"),
    lambda view: view.holds_any(PROVIDER.child("snapshots", "disk")),
    lambda view: set(view.below(ROOT)),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_a_view_is_asked_first_it_is_a_snapshot(reopen: Open, question: Callable[[View], Any]) -> None:
    put(reopen(), GALLERY, DEFINITION, version("1.0.0"), SNAPSHOT)
    with reopen().reading() as view:
        before = question(view)
    with reopen().reading() as view:
        _commit_everything(reopen())
        assert question(view) == before


def test_views_of_one_state_show_the_same(reopen: Open) -> None:
    def seen() -> tuple[object | None, dict[str, Any]]:
        with reopen().reading() as view:
            return view.state(), _all_that_shows(view)

    views = [seen()]
    for change in (GALLERY, GALLERY, DEFINITION, SNAPSHOT):
        with reopen().writing() as tx:
            tx.put(change, {"n": len(views)})
            assert tx.state() is None
        views += [seen(), seen()]
    put(reopen(), GALLERY, DEFINITION, version("1.0.0"), SNAPSHOT)
    views.append(seen())
    with reopen().reading() as view:
        before = view.state()
        _commit_everything(reopen())
        assert view.state() in (before, None)  # of what it shows, whatever is committed meanwhile
    views.append(seen())
    for state, shows in views:
        assert state is None or all(shows == other for known, other in views if known == state)
    assert views[1][0] == views[2][0]


def test_a_view_of_an_empty_store_stays_empty(reopen: Open) -> None:
    with reopen().reading() as view:
        put(reopen(), GALLERY)
        put(reopen(), DEFINITION, version("1.0.0"))
        assert list(view.below(ROOT)) == []
        assert view.get(GALLERY) is None
        assert list(view.events()) == []


def test_a_list_that_is_read_while_writers_commit_is_that_of_one_moment(reopen: Open) -> None:
    versions = [version(f"{number}.0.0") for number in range(9)]
    put(reopen(), *versions)
    with reopen().reading() as view:
        found = []
        for document in view.documents(DEFINITION, "versions"):
            found.append(document["id"])
            with reopen().writing() as tx:
                for resource in versions:
                    tx.put(resource, {"id": "changed"})
                tx.delete(versions[len(found) % 9])
    assert found == list(map(str, versions))


def test_a_rehearsal_is_of_a_snapshot_too(reopen: Open) -> None:
    put(reopen(), GALLERY)
    with reopen().rehearsing() as tx:
        put(reopen(), DEFINITION)
        tx.put(SNAPSHOT, {})
        assert not tx.exists(DEFINITION)
        assert set(tx.below(ROOT)) == {GALLERY, SNAPSHOT}


# The journal


@pytest.fixture(params=list(BACKENDS))
def journaled(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Every backend that commits; what is only gathered makes no events."""
    return BACKENDS[request.param](tmp_path / "store")


def events(store: Store) -> list[Event]:
    with store.reading() as view:
        return list(view.events())


NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)
AUTHOR = Author("gallery create", ["create", "-r", "Main"], {"gallery_name": "Main"}, "owner", lambda: NOON)


def test_each_commit_is_one_event_newest_first(journaled: Open) -> None:
    put(journaled(), GALLERY)
    put(journaled(), DEFINITION, version("1.0.0"))
    delete(journaled(), version("1.0.0"))
    found = events(journaled())
    assert [event["event"] for event in found] == [3, 2, 1]
    assert [[change["id"] for change in event["changes"]] for event in found] == [
        [str(version("1.0.0"))],
        [str(DEFINITION), str(version("1.0.0"))],
        [str(GALLERY)],
    ]


def test_what_is_not_committed_is_no_event(journaled: Open) -> None:
    with suppress(RuntimeError), journaled().writing() as tx:
        tx.put(GALLERY, {})
        raise RuntimeError
    with journaled().rehearsing() as tx:
        tx.put(GALLERY, {})
    delete(journaled(), GALLERY)
    assert events(journaled()) == []


def test_an_event_says_what_is_not_what_its_command_is_for(journaled: Open) -> None:
    for aside in (True, False):
        with journaled().attributed(AUTHOR).writing() as tx:
            if aside:
                tx.set_aside()
            tx.put(GALLERY, {"aside": aside})
    assert [event.get("aside") for event in events(journaled())] == [None, True]


def test_an_event_says_who_committed_what(journaled: Open) -> None:
    with journaled().attributed(AUTHOR).writing() as tx:
        tx.put(GALLERY, {"a": 1})
    (event,) = events(journaled())
    (change,) = event.pop("changes")
    assert event == {
        "event": 1,
        "at": "2026-01-07T12:00:00+00:00",
        "command": ["create", "-r", "Main"],
        "verb": "gallery create",
        "options": {"gallery_name": "Main"},
        "principal": "owner",
    }
    assert change.pop("after")
    assert change == {
        "id": str(GALLERY),
        "before": None,
        "diff": [{"path": "", "before": None, "after": {"a": 1}}],
    }


def test_an_event_that_nobody_signed_says_when_it_was(journaled: Open) -> None:
    put(journaled(), GALLERY)
    (event,) = events(journaled())
    assert (event["command"], event["verb"], event["options"], event["principal"]) == ([], "", {}, "")
    assert datetime.fromisoformat(event["at"]) <= datetime.now(UTC)


def test_a_difference_can_be_applied_in_both_directions(journaled: Open) -> None:
    before, after = {"a": 1, "tags": {"x": "1"}, "list": [1, 2]}, {"a": 1.0, "tags": {"y": "2"}, "list": [1]}
    for document in (before, after):
        with journaled().writing() as tx:
            tx.put(GALLERY, document)
    changed = [Change(**part) for part in events(journaled())[0]["changes"][0]["diff"]]
    assert applied(before, changed) == after
    assert applied(after, reversed_changes(changed)) == before


FINGERPRINT = "c17dc527058e4af0854d1222e644485d"


def test_the_same_document_has_the_same_fingerprint_on_every_backend(journaled: Open) -> None:
    with journaled().writing() as tx:
        tx.put(GALLERY, {"b": [1, 2.0, True], "a": {"ü": "x", "n": "y"}})
    with journaled().writing() as tx:
        tx.put(GALLERY, {"a": {"n": "y", "ü": "x"}, "b": [1, 2.0, True]})
    again, first = events(journaled())
    assert again["changes"][0]["before"] == again["changes"][0]["after"] == first["changes"][0]["after"]
    assert first["changes"][0]["after"] == FINGERPRINT


def test_any_text_is_a_name_in_events_too(journaled: Open) -> None:
    resources = [gallery_id("S1", "Images", name) for name in AWKWARD]
    put(journaled(), *resources)
    with journaled().reading() as view:
        put(journaled(), *resources)
        delete(journaled(), *resources)
        assert set(view.below(ROOT)) == set(resources)
        assert [view.get(resource) for resource in resources] == [{"id": str(resource)} for resource in resources]


def test_a_transaction_sees_the_events_before_its_own(journaled: Open) -> None:
    put(journaled(), GALLERY)
    with journaled().writing() as tx:
        tx.put(DEFINITION, {})
        assert [event["event"] for event in tx.events()] == [1]


def test_the_journal_shows_no_more_events_than_its_limit(journaled: Open) -> None:
    for _ in range(5):
        put(journaled(), GALLERY)
    with open_store(journaled().info().location, journal_limit=2).writing() as tx:
        tx.put(GALLERY, {})
    assert [event["event"] for event in events(open_store(journaled().info().location, journal_limit=2))] == [6, 5]


def test_with_a_limit_of_none_there_is_no_history_and_views_are_snapshots_all_the_same(journaled: Open) -> None:
    put(journaled(), GALLERY)
    mute = open_store(journaled().info().location, journal_limit=0)
    with mute.reading() as view:
        put(mute.attributed(AUTHOR), DEFINITION)
        assert not view.exists(DEFINITION)
    assert events(mute) == []
    assert "gallery create" not in [event["verb"] for event in events(journaled())]


def test_what_looks_as_before_has_not_changed(reopen: Open) -> None:
    children = ResourceId((("subscriptions", "s"), ("resourceGroups", "g")))

    def looks(number: int) -> list[object]:
        child = children.child("versions", f"1.0.{number}")
        with reopen().reading() as view:
            return [view.look(child), view.look_over(children, "versions")]

    def put(number: int, document: dict[str, Any]) -> None:
        with reopen().writing() as tx:
            tx.put(children.child("versions", f"1.0.{number}"), document)

    put(0, {"n": 1})
    before = looks(0)
    put(0, {"n": 2})
    after = looks(0)
    put(1, {"n": 1})
    for earlier, later in zip([*before, after[1]], [*after, looks(0)[1]], strict=True):
        assert earlier is None or earlier != later
