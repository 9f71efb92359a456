"""Laws of the backends: all answer alike, and what a transaction shows is what its commit leaves."""

from tempfile import TemporaryDirectory
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from sig.domain.resource_id import ResourceId, gallery_id, group_id, version_id
from sig.store import Document, FileStore, Transaction, View, open_store

LONG = "n" * 300
RESOURCES = [
    ResourceId.of_subscription("s"),
    group_id("s", "g"),
    group_id("S", "G2"),
    gallery_id("s", "g", "main"),
    gallery_id("s", "g2", "Main"),
    gallery_id("s", "g2", LONG),
    version_id("s", "g", "main", "web", "1.0.0"),
    version_id("s", "g", "main", "web", "1.0.0.json"),
    version_id("s", "g", "main", LONG, "1.0.0"),
    version_id("s", "g", LONG, "web", "1.0.0"),
    version_id("s", "g", "main", "web", "1.0.0").child("locks", "keep"),
    version_id("s", "g", "main", "web", LONG).child("locks", LONG),
]
ABOVE = {ResourceId(resource.pairs[:depth]) for resource in RESOURCES for depth in range(len(resource.pairs) + 1)}
COLLECTIONS = sorted({collection for resource in RESOURCES for collection, _ in resource.pairs})

STEPS = st.tuples(st.sampled_from(RESOURCES), st.integers(0, 9) | st.none())
COMMITS = st.lists(st.lists(STEPS, max_size=5), max_size=5)


def stage(tx: Transaction, steps: list[tuple[ResourceId, int | None]]) -> None:
    for resource, value in steps:
        if value is None:
            tx.delete(resource)
        else:
            tx.put(resource, {"value": value})


def answers(view: View) -> dict[tuple[object, ...], object]:
    """All that ``view`` can be asked, with its answers."""
    said: dict[tuple[object, ...], object] = {}
    for above in ABOVE:
        said["get", above] = view.get(above)
        said["exists", above] = view.exists(above)
        said["below", above] = sorted(map(str, view.below(above)))
        said["holds", above] = view.holds_any(above)
        for collection in COLLECTIONS:
            said["names", above, collection] = view.names(above, collection)
            said["folders", above, collection] = view.folders(above, collection)
    return said


def model_answers(model: dict[ResourceId, Document]) -> dict[tuple[object, ...], object]:
    """The same answers by the words of the promises."""
    said: dict[tuple[object, ...], object] = {}
    for above in ABOVE:
        depth = len(above.pairs)
        below = [found for found in model if found != above and found.key[:depth] == above.key]
        said["get", above] = model.get(above)
        said["exists", above] = above in model
        said["below", above] = sorted(str(ResourceId(found.key)) for found in below)
        said["holds", above] = bool(below)
        for collection in COLLECTIONS:
            inside = [found for found in below if found.key[depth][0] == collection.casefold()]
            own = [found for found in inside if len(found.pairs) == depth + 1]
            said["names", above, collection] = sorted(found.key[depth][1] for found in own)
            said["folders", above, collection] = sorted({found.key[depth][1] for found in inside})
    return said


@settings(deadline=None, max_examples=25)
@given(COMMITS)
def test_every_backend_answers_by_the_words_of_its_promises(
    commits: list[list[tuple[ResourceId, int | None]]],
) -> None:
    with TemporaryDirectory() as place:
        FileStore.create(f"{place}/toml", "toml")
        for location in (f"memory:{uuid4()}", f"{place}/json", f"{place}/toml"):
            model: dict[ResourceId, Document] = {}
            for steps in commits:
                with open_store(location).writing() as tx:
                    stage(tx, steps)
                    for resource, value in steps:
                        model.pop(resource, None)
                        model |= {} if value is None else {resource: {"value": value}}
                    assert answers(tx) == model_answers(model)
                with open_store(location).reading() as view:
                    assert answers(view) == model_answers(model)
