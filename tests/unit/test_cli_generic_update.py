"""``--set``, ``--add``, ``--remove``: paths, values, lists, and what is refused."""

from typing import Any

import pytest

from refusals import refused
from sig.cli.generic_update import Change, Changes, changed, collected
from sig.cli.grammar import SEPARATOR, UsageError
from sig.domain.codec import encode
from sig.domain.errors import InvalidParameter
from sig.domain.gallery import Gallery, GalleryProperties
from sig.domain.gallery_identity import Identity, UserAssignedIdentity
from sig.domain.image_definition import DefinitionProperties, ImageDefinition
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.publishing import PublishingProfile, TargetRegion

VERSION = ImageVersion(
    name="1.0.0",
    tags={},
    properties=VersionProperties(
        publishing_profile=PublishingProfile(
            target_regions=(TargetRegion(name="West US", regional_replica_count=1), TargetRegion(name="East US")),
            replica_count=1,
            exclude_from_latest=False,
        )
    ),
)


def applied(resource: Any, *changes: tuple[str, ...], force_string: bool = False) -> dict[str, Any]:
    """The document of ``resource`` after ``changes``, each an operation and its words."""
    wanted = Changes(tuple(Change(operation, words) for operation, *words in changes), force_string)  # type: ignore[arg-type]
    made: dict[str, Any] = encode(changed(type(resource), resource, wanted, root="galleryImageVersion"))
    return made


def profile(*changes: tuple[str, ...], **how: bool) -> dict[str, Any]:
    made: dict[str, Any] = applied(VERSION, *changes, **how)["properties"]["publishingProfile"]
    return made


REGIONS = "publishingProfile.targetRegions"


# Collecting


def test_changes_are_collected_in_the_order_of_the_command_line() -> None:
    def group(position: int, *words: str) -> str:
        return SEPARATOR.join([str(position), *words])

    found = collected([group(3, "a=1", "b=2"), group(10, "c=3")], [group(2, "l", "x")], [group(1, "p")])
    assert [(change.operation, change.words) for change in found.changes] == [
        ("remove", ("p",)),
        ("add", ("l", "x")),
        ("set", ("a=1",)),
        ("set", ("b=2",)),
        ("set", ("c=3",)),
    ]
    assert found


def test_without_options_nothing_is_collected() -> None:
    assert not collected(None, None, None, force_string=True)


# Set


@pytest.mark.parametrize(
    ("word", "path", "value"),
    [
        ("publishingProfile.excludeFromLatest=true", ["excludeFromLatest"], True),
        ("publishing_profile.exclude_from_latest=True", ["excludeFromLatest"], True),
        ("publishingProfile.excludeFromLatest=1", ["excludeFromLatest"], True),
        ("publishingProfile.replicaCount=3", ["replicaCount"], 3),
        ("publishingProfile.replicaCount='3'", ["replicaCount"], None),
        ("PUBLISHINGPROFILE.replicacount=4", ["replicaCount"], 4),
        (f"{REGIONS}[1].regionalReplicaCount=7", ["targetRegions", 1, "regionalReplicaCount"], 7),
        (f"{REGIONS}[-1].name=westus2", ["targetRegions", 1, "name"], "westus2"),
        (f"{REGIONS}[-2].name=westus2", ["targetRegions", 0, "name"], "westus2"),
        (f"{REGIONS}[name=East US].regionalReplicaCount=8", ["targetRegions", 1, "regionalReplicaCount"], 8),
        (f"{REGIONS}[0].storageAccountType=premium_lrs", ["targetRegions", 0, "storageAccountType"], "Premium_LRS"),
        ("publishingProfile.endOfLifeDate=2030-05-01", ["endOfLifeDate"], "2030-05-01"),
    ],
)
def test_set_follows_a_path_in_either_spelling(word: str, path: list[Any], value: Any) -> None:
    if value is None:
        with pytest.raises(InvalidParameter):
            profile(("set", word))
        return
    found: Any = profile(("set", word))
    for step in path:
        found = found[step]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("word", "tags"),
    [
        ("tags.k=v", {"k": "v"}),
        ("tags.k=", {"k": ""}),
        ("tags.k=a=b", {"k": "a=b"}),
        ("tags.k=5", {"k": "5"}),
        ("tags['a.b']=v", {"a.b": "v"}),
        ('tags["a b"]=v', {"a b": "v"}),
        ('tags={"x":"y"}', {"x": "y"}),
    ],
)
def test_set_writes_tags_as_text(word: str, tags: dict[str, str]) -> None:
    assert applied(VERSION, ("set", word))["tags"] == tags


def test_set_makes_what_lies_on_the_way() -> None:
    definition = ImageDefinition(properties=DefinitionProperties())
    made = applied(definition, ("set", "recommended.vCPUs.max=16"), ("set", "tags.k=v"))
    assert made == {"tags": {"k": "v"}, "properties": {"recommended": {"vCPUs": {"max": 16}}}}


def test_set_replaces_a_whole_list_by_json() -> None:
    word = f'{REGIONS}=[{{"name":"westus","regionalReplicaCount":2}}]'
    assert profile(("set", word))["targetRegions"] == [{"name": "westus", "regionalReplicaCount": 2}]


@pytest.mark.parametrize("word", ["null", "none", "NULL"])
def test_setting_null_removes(word: str) -> None:
    assert "excludeFromLatest" not in profile(("set", f"publishingProfile.excludeFromLatest={word}"))


def test_text_stays_text_where_text_is_wanted() -> None:
    gallery = Gallery(properties=GalleryProperties())
    for text in ("true", "null", "5", "[1]", '{"a":1}'):
        assert applied(gallery, ("set", f"description={text}"))["properties"]["description"] == text


def test_several_changes_apply_one_after_another() -> None:
    made = profile(("set", "publishingProfile.replicaCount=3", "publishingProfile.excludeFromLatest=true"))
    assert (made["replicaCount"], made["excludeFromLatest"]) == (3, True)


def test_members_of_dictionaries_of_objects_are_reached() -> None:
    gallery = Gallery(identity=Identity(user_assigned_identities={"/x": UserAssignedIdentity()}))
    made = applied(gallery, ("set", "identity.userAssignedIdentities['/x'].clientId=c"))
    assert made["identity"]["userAssignedIdentities"] == {"/x": {"clientId": "c"}}


@pytest.mark.parametrize("word", ["replicaCount", "=1", " =1", "a[=1", "a[0=1"])
def test_set_needs_a_path_and_a_value(word: str) -> None:
    with refused(UsageError, "--set takes PATH=VALUE", f"'{word}'"):
        profile(("set", word))


@pytest.mark.parametrize("path", ["a]b", ".", "[]x]"])
def test_a_malformed_path_is_refused(path: str) -> None:
    with refused(UsageError, f"'{path}'", "property path"):
        profile(("set", f"{path}=1"))


@pytest.mark.parametrize(
    ("index", "said"), [("9", "2 items"), ("-3", "2 items"), ("x", "index x"), ("name=Mars", "Mars")]
)
def test_an_index_that_does_not_exist_is_refused_with_how_many_there_are(index: str, said: str) -> None:
    with refused(UsageError, "doesn't exist on", said, "2 items"):
        profile(("set", f"{REGIONS}[{index}].name=x"))


def test_a_scalar_has_no_members() -> None:
    with refused(UsageError, "Couldn't find 'x' in 'publishingProfile.replicaCount'", "no members"):
        profile(("set", "publishingProfile.replicaCount.x=1"))


def test_an_unknown_property_is_refused_with_those_there_are_and_the_nearest() -> None:
    with refused(UsageError, "Couldn't find 'descripton' in ''", "Available options: [", "Did you mean description?"):
        applied(Gallery(), ("set", "descripton=x"))
    with refused(UsageError, "Couldn't find 'zzz' in 'publishingProfile'", "'replica_count'"):
        profile(("set", "publishingProfile.zzz=1"))


def test_where_az_leaves_unknown_properties_unsent_the_others_still_apply() -> None:
    left_out: list[str] = []
    words = SEPARATOR.join(["1", "bogus=1", "publishingProfile.replicaCount=3"])
    changes = collected([words], None, None)
    made = changed(ImageVersion, VERSION, changes, root="x", unknown=left_out.append)
    assert left_out == ["bogus"]
    assert made.properties.publishing_profile is not None
    assert made.properties.publishing_profile.replica_count == 3


@pytest.mark.parametrize(
    ("word", "path", "given", "rule"),
    [
        ("publishingProfile.replicaCount=many", "publishingProfile.replicaCount", "'many'", "R110"),
        ("publishingProfile.storageAccountType=tape", "publishingProfile.storageAccountType", "'tape'", "R046"),
        (
            f"{REGIONS}[0].regionalReplicaCount=x",
            "publishingProfile.targetRegions.0.regionalReplicaCount",
            "'x'",
            "R110",
        ),
        ("tags=5", None, "5", "R110"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_its_path(word: str, path: str | None, given: str, rule: str) -> None:
    target = f"galleryImageVersion.properties.{path}" if path else "galleryImageVersion.tags"
    with refused(InvalidParameter, given, target, rule=rule, target=target):
        profile(("set", word))


def test_force_string_keeps_every_value_as_text() -> None:
    gallery = Gallery(properties=GalleryProperties())
    with refused(InvalidParameter, '\'{"a":"b"}\'', rule="R110", target="galleryImageVersion.tags"):
        applied(gallery, ("set", 'tags={"a":"b"}'), force_string=True)
    assert profile(("set", "publishingProfile.replicaCount=3"), force_string=True)["replicaCount"] == 3


# Add


def test_add_appends_one_object_made_of_its_pairs() -> None:
    words = ("add", REGIONS, "name=westus2", "regionalReplicaCount=3", "excludeFromLatest=true")
    assert profile(words)["targetRegions"][2] == {
        "name": "westus2",
        "regionalReplicaCount": 3,
        "excludeFromLatest": True,
    }


def test_add_appends_objects_and_lists_of_json() -> None:
    words = ("add", REGIONS, '{"name":"a"}', '[{"name":"b"},{"name":"c"}]')
    assert [region["name"] for region in profile(words)["targetRegions"][2:]] == ["a", "b", "c"]


def test_add_appends_plain_words_to_a_list_of_text_and_makes_the_list() -> None:
    made = applied(ImageDefinition(), ("add", "disallowed.diskTypes", "Standard_LRS"))
    assert made["properties"]["disallowed"] == {"diskTypes": ["Standard_LRS"]}


def test_force_string_adds_json_as_text() -> None:
    made = applied(ImageDefinition(), ("add", "disallowed.diskTypes", '["x"]'), force_string=True)
    assert made["properties"]["disallowed"] == {"diskTypes": ['["x"]']}


@pytest.mark.parametrize("words", [("add", "tags", "k=v"), ("add", REGIONS), ("add", "publishingProfile", "a=b")])
def test_add_needs_a_list_and_something_to_add(words: tuple[str, ...]) -> None:
    with refused(UsageError, "invalid syntax: `--add", f"'{words[1]}'"):
        profile(words)


def test_a_member_that_an_added_object_cannot_have_is_ignored_as_the_service_ignores_it() -> None:
    assert profile(("add", REGIONS, "name=westus2", "bogus=1"))["targetRegions"][2] == {"name": "westus2"}


# Remove


def test_remove_takes_a_property_away() -> None:
    assert "replicaCount" not in profile(("remove", "publishingProfile.replicaCount"))


def test_remove_takes_items_out_of_a_list_by_their_old_places() -> None:
    assert profile(("remove", REGIONS, "0"))["targetRegions"] == [{"name": "East US"}]
    assert profile(("remove", REGIONS, "0", "1"))["targetRegions"] == []
    assert profile(("remove", f"{REGIONS}[0]"))["targetRegions"] == [{"name": "East US"}]
    assert profile(("remove", REGIONS, "name=East US"))["targetRegions"][0]["name"] == "West US"


def test_remove_takes_a_tag_away() -> None:
    tagged = Gallery(tags={"a": "1", "b": "2"})
    assert applied(tagged, ("remove", "tags.a"))["tags"] == {"b": "2"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("remove", "tags.k"), "no 'tags.k' to remove"),
        (("remove", "publishingProfile.replicaCount", "0"), "'publishingProfile.replicaCount' is not a list"),
        (("remove", REGIONS, "5"), "index 5 doesn't exist"),
    ],
)
def test_what_is_not_there_is_not_removed(words: tuple[str, ...], said: str) -> None:
    with refused(UsageError, said):
        profile(words)


def test_a_step_into_text_is_refused_and_json_beyond_reason_too() -> None:
    with refused(UsageError, "Couldn't find 'x' in 'tags.k'", "no members"):
        applied(Gallery(tags={"k": "v"}), ("set", "tags.k.x=1"))
    with refused(UsageError, "nested too deeply"):
        profile(("set", "publishingProfile.targetRegions=" + "[" * 100_000))
