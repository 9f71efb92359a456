"""Bad input: refused in words that name it, and nothing is written.

The tables run through the entry point of this interpreter, which takes milliseconds; a line of each also
runs as the installed command, which must answer the same.
"""

from __future__ import annotations

import hashlib
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from e2e.installed import Sig
from sig.cli import tree_data

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.installed import Outcome

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
GALLERY = "-g images -r Contoso"
DEFINITION = f"{GALLERY} -i ubuntu"
VERSION = f"{DEFINITION} -e 1.0.0"
GALLERY_ID = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/images/providers/Microsoft.Compute/galleries/Contoso"
NEW_GALLERY = "create -g images -l westus"
NEW_DEFINITION = f"image-definition create {GALLERY} -p Contoso -f Ubuntu -s other --os-type Linux"
NEW_VERSION = f"image-version create {DEFINITION} --managed-image web"
NEXT_VERSION = f"{NEW_VERSION} -e 2.0.0"
LONGEST_ANSWER = 5000  # characters on stderr, however much was given
LONG = "x" * 100_000


def snapshot(folder: Path) -> str:
    """A hash of every path and byte below ``folder``; the lock files of the store come and go."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if not path.name.startswith(".lock"):
            digest.update(f"{path.relative_to(folder)}\0{path.is_dir()}\0".encode())
            digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


@pytest.fixture(scope="session")
def furnished_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sig = Sig(tmp_path_factory.mktemp("furnished"))
    for line in (
        "create -g images -r Contoso -l westus",
        f"image-definition create {DEFINITION} -p Contoso -f Ubuntu -s 22_04 --os-type Linux",
        f"image-version create {VERSION} --managed-image web --target-regions westus=2 eastus",
    ):
        outcome = sig.in_process(line)
        assert outcome.exit_code == 0, outcome.stderr
    return sig.store


@pytest.fixture
def furnished(sig: Sig, furnished_store: Path) -> Sig:
    """``sig`` with a gallery, a definition and a version."""
    shutil.copytree(furnished_store, sig.store, ignore=shutil.ignore_patterns(".lock*"))
    return sig


def refuse(sig: Sig, line: str, *words: str, exit_codes: tuple[int, ...] = (1, 2), mention: str = "") -> Outcome:
    """Run a bad command line and check what every refusal owes its reader."""
    before = snapshot(sig.store)
    outcome = sig.in_process(shlex.join([*shlex.split(line), *words]))
    assert outcome.exit_code in exit_codes, outcome
    assert outcome.stdout == ""
    assert outcome.stderr.startswith("ERROR: "), outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert "unforeseen" not in outcome.stderr, outcome.stderr
    assert mention in outcome.stderr
    assert len(outcome.stderr) < LONGEST_ANSWER
    assert all(character.isprintable() or character == "\n" for character in outcome.stderr)
    assert snapshot(sig.store) == before
    return outcome


@pytest.mark.parametrize(
    "words",
    [
        f"{NEW_GALLERY} -r ../x",
        f"{NEW_GALLERY} -r my-gallery",
        f"{NEW_DEFINITION} -i nul.",
        "group create -l westus -n a/b",
        "show -g images -r ..",
        f"{NEW_VERSION} -e 01.0.0",
        f"{NEW_VERSION} -e \u0661.\u0660.\u0660",
        "create -g images -r Other -l nowhere",
        f"{NEXT_VERSION} --target-regions westus=0",
        f"{NEXT_VERSION} --replica-count x",
        f"{NEXT_VERSION} --end-of-life-date 2030-02-30",
        f"{NEW_DEFINITION} -i other --hyper-v-generation V3",
        f"show {GALLERY} --query [",
        f"show {GALLERY} --query @absent",
        f"show --ids {GALLERY_ID}/images/ubuntu",
        f"{NEW_GALLERY} -r Other --tags x",
        f"update {GALLERY} --set ..=1",
        f"update {GALLERY} --set tags={'[' * 90_000}",
        f"{NEW_GALLERY} -r {LONG}",
        "list --next-token x",
        "crate -g images",
        f"show {GALLERY} --quiet",
        "create",
    ],
    ids=lambda words: repr(words[:50]),
)
def test_the_installed_command_refuses_in_the_same_words(furnished: Sig, words: str) -> None:
    before = snapshot(furnished.store)
    outcome = furnished(words)
    assert outcome == furnished.in_process(words)
    assert outcome.exit_code in (1, 2, 3)
    assert snapshot(furnished.store) == before


# -- names ----------------------------------------------------------------------------------------

# fmt: off
NO_NAMES = [
    "..", ".", "../x", "../../../../etc/passwd", "/", "/etc", "\\", "a/b", "a\\b", "C:\\x", "CON.", "nul.", "_a", "a_",
    "a.", "-x", "--", "a" * 81, "a" * 255, LONG, "a b", " a", "a\tb", "a\n", "\x1b[2J", "\x7f", "g\u0430l", "\uff11",
    "\ufb01", "\u202egal", "a\u200b", "\u00e9", "a%2e", "~", "$HOME", "a;b", "*", "a:b", "",
]
# fmt: on


@pytest.mark.parametrize("name", NO_NAMES, ids=repr)
def test_what_is_no_name_is_refused(furnished: Sig, name: str) -> None:
    refuse(furnished, NEW_GALLERY, f"--gallery-name={name}")
    refuse(furnished, NEW_DEFINITION, f"--gallery-image-definition={name}")


def test_a_gallery_name_with_a_dash_is_refused_with_another_suggested(furnished: Sig) -> None:
    refuse(furnished, NEW_GALLERY, "-r", "my-gallery", mention="Try 'my_gallery'")


@pytest.mark.parametrize("name", ["..", "/", "\\", "a/b", "x.", "a" * 91, LONG, "a\n", "\x1b[2J", " ", "a:b"], ids=repr)
def test_what_is_no_group_name_is_refused(furnished: Sig, name: str) -> None:
    refuse(furnished, "group create -l westus", f"--name={name}")
    refuse(furnished, "create -r Other -l westus", f"--resource-group={name}")


@pytest.mark.parametrize("name", ["..", "../Contoso", "Contoso/../Contoso", "CON", "x\x01y", LONG])
def test_a_path_trick_finds_nothing(furnished: Sig, name: str) -> None:
    for option in ("--gallery-name", "--resource-group"):
        others = "-g images" if option == "--gallery-name" else "-r Contoso"
        refuse(furnished, f"show {others}", f"{option}={name}", exit_codes=(3,))
        refuse(furnished, f"update {others} --set tags.a=b", f"{option}={name}", exit_codes=(3,))


@pytest.mark.parametrize("device", ["CON", "nul", "com1", "LPT9", "aux.json", "resource.json", "a.tmp", "con.x.toml"])
def test_a_name_that_means_something_to_a_system_is_a_name_like_others(furnished: Sig, device: str) -> None:
    made = furnished.in_process(f"{NEW_GALLERY} -r {device}").json
    assert furnished.in_process(f"show -g images -r {device.swapcase()}").json == made
    assert {gallery["name"] for gallery in furnished.in_process("list").json} == {"Contoso", device}


def test_a_case_twin_is_the_same_gallery(furnished: Sig) -> None:
    furnished.in_process("create -g IMAGES -r CONTOSO -l westus --tags a=b")
    [gallery] = furnished.in_process("list").json
    assert (gallery["name"], gallery["tags"]) == ("Contoso", {"a": "b"})
    refuse(furnished, "create -g other -r contoso -l westus", mention="not unique within the subscription")


# fmt: off
NO_VERSIONS = [
    "1.0", "1", "1.0.0.0", "-1.0.0", "01.0.0", "1.00.0", "2147483648.0.0", "0.0.99999999999", "\u0661.\u0660.\u0660",
    "\u00b2.0.0", "1.0.0\n", " 1.0.0", "1.0.0 ", "1.0.0-beta", "v1.0.0", "1..0", "1.0.", "+1.0.0", "1_0.0.0", "0x1.0.0",
    "1e1.0.0", "latest", "..", "../1.0.0", "9" * 5000 + ".0.0", "0" * 5000 + "1.0.0", "1." * 5000, "1.0.0\u200b", "",
]
# fmt: on


@pytest.mark.parametrize("number", NO_VERSIONS, ids=lambda text: repr(text[:20]))
def test_what_is_no_version_number_is_refused(furnished: Sig, number: str) -> None:
    mention = "Major(int).Minor(int).Patch(int)" if number else "-e"
    refuse(furnished, NEW_VERSION, f"--gallery-image-version={number}", mention=mention)


def test_a_leading_zero_is_refused_with_the_canonical_number(furnished: Sig) -> None:
    refuse(furnished, NEW_VERSION, "-e", "01.2.003", mention="'1.2.3'")


# -- regions, counts, dates -----------------------------------------------------------------------


@pytest.mark.parametrize("region", ["nowhere", "usgovvirginia", "../", "\x1b]0;x\x07", "\uff57estus", LONG])
def test_what_is_no_region_is_refused(furnished: Sig, region: str) -> None:
    refuse(furnished, "create -g images -r Other", f"--location={region}")
    refuse(furnished, f"{NEXT_VERSION} --target-regions westus", region)


# fmt: off
NO_TARGETS = [
    "westus=0", "westus=-1", "westus=11", "westus=1.5", "westus=", "westus==", "westus=1=2", "westus=Premium", "=",
    "=1", "westus=1=", "westus=1=Standard_LRS=3", "westus=99999999999999999999", "westus=" + "9" * 5000, "eastus",
    "westus=UltraSSD_LRS", "westus,eastus", "ukwest=1=Standard_ZRS",
]
# fmt: on


@pytest.mark.parametrize("term", NO_TARGETS)
def test_what_is_no_target_region_is_refused(furnished: Sig, term: str) -> None:
    refuse(furnished, f"{NEXT_VERSION} --target-regions", term)
    refuse(furnished, f"image-version update {VERSION} --target-regions", term)


def test_a_region_in_two_spellings_is_given_twice(furnished: Sig) -> None:
    refuse(furnished, f"{NEXT_VERSION} --target-regions westus 'West US'", mention="Duplicate regions")


@pytest.mark.parametrize("count", ["0", "-1", "11", "99999999999999999999"])
def test_a_replica_count_out_of_range_is_refused_with_the_range(furnished: Sig, count: str) -> None:
    for line in (NEXT_VERSION, f"image-version update {VERSION}"):
        refuse(furnished, line, "--replica-count", count, mention="between 1 and 10")


# fmt: off
NO_DATES = [
    "tomorrow", "2030-13-01", "2030-02-30", "0000-00-00", "2030-01-01T25:00", "T", "9" * 1000, "2030-01-01T00:00+99:00",
    "2020-01-01", "\u0662\u0660\u0663\u0660-01-01", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59",
]
# fmt: on


@pytest.mark.parametrize("date", NO_DATES)
def test_what_is_no_date_to_come_is_refused(furnished: Sig, date: str) -> None:
    for line in (NEXT_VERSION, f"{NEW_DEFINITION} -i other"):
        refuse(furnished, line, "--end-of-life-date", date)
    refuse(furnished.given(NOW=date), "show -g images -r nobody", exit_codes=(1, 3))


# -- types and choices, of every command ----------------------------------------------------------

COMMANDS = tree_data.load()["commands"]
OPTIONS = [(command, option) for command in sorted(COMMANDS) for option in COMMANDS[command]["options"]]
INTEGERS = [(command, option["names"][0]) for command, option in OPTIONS if option["kind"] == "integer"]
CHOICES = [(command, option["names"][0]) for command, option in OPTIONS if option["kind"] == "choice"]


@pytest.mark.parametrize(("command", "option"), INTEGERS)
@pytest.mark.parametrize("word", ["x", "", "1.5", "1e3", "0x2", "NaN", "9" * 5000], ids=lambda word: word[:5])
def test_what_is_no_whole_number_is_refused(furnished: Sig, command: str, option: str, word: str) -> None:
    outcome = furnished.in_process(shlex.join([*command.split(), option, word]))
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("ERROR: ")
    assert option in outcome.stderr


@pytest.mark.parametrize(("command", "option"), CHOICES)
@pytest.mark.parametrize("word", ["x", "", "V1,V2", "\x1b[2J"], ids=repr)
def test_what_is_no_choice_is_refused_with_the_choices(furnished: Sig, command: str, option: str, word: str) -> None:
    outcome = furnished.in_process(shlex.join([*command.split(), option, word]))
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("ERROR: ")
    assert "Allowed values:" in outcome.stderr
    assert "\x1b" not in outcome.stderr


def test_an_argument_of_100_kb_is_shown_in_part(furnished: Sig) -> None:
    for line in ("show --max", f"{NEW_GALLERY} -r", "list --query", "list -o", f"update {GALLERY} --set", "show --ids"):
        refuse(furnished, line, "[" * 100_000)
    refuse(furnished, NEW_GALLERY, "-r", "Other", "--tags", f"a={LONG}")
    refuse(furnished, "", LONG)
    refuse(furnished, f"--{LONG}")


# -- files and queries ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [("nul", b"a\0b"), ("binary", b"\xff\xfe\x00\x80"), ("empty", b""), ("big", b"x" * 1_000_000), ("lines", b"a\nb")],
)
def test_a_file_with_no_name_in_it_gives_none(furnished: Sig, name: str, content: bytes) -> None:
    furnished.folder.joinpath(name).write_bytes(content)
    refuse(furnished, f"{NEW_GALLERY} -r @{name}")
    refuse(furnished, f"{NEW_DEFINITION} -i @{name}")
    refuse(furnished, f"show --ids @{name}")


@pytest.mark.parametrize("name", ["absent", ".", "store/absent", "nul\x01"])
def test_a_file_that_cannot_be_read_is_named(furnished: Sig, name: str) -> None:
    refuse(furnished, f"update {GALLERY} --set", f"@{name}", mention="Failed to open file '")


# fmt: off
NO_QUERIES = [
    "", "[", "a b", "foo(", "length(@", "nofunc(@)", "length(`1`)", "sort_by(@,&a", "&a", "sort_by(@,&id)",
    "(" * 5000, "[" * 5000, "`" + "[" * 50_000, "!" * 3000 + "a", "[" + "9" * 5000 + "]",
]
# fmt: on


@pytest.mark.parametrize("query", NO_QUERIES, ids=lambda text: repr(text[:20]))
def test_what_is_no_query_is_refused(furnished: Sig, query: str) -> None:
    refuse(furnished, f"show {GALLERY}", "--query", query, mention="--query")


def test_a_result_that_stdout_cannot_encode_is_printed_as_far_as_it_can_be(furnished: Sig) -> None:
    outcome = furnished(f"show {GALLERY} --query", '`"\\ud800"`')
    assert (outcome.exit_code, outcome.stdout) == (0, '"?"\n')
    assert outcome.stderr.startswith("WARNING: Unable to encode")


# -- IDs ------------------------------------------------------------------------------------------

# fmt: off
NO_IDS = [
    "x", "/", "", "[]", "{}", "null", "[null]", '[{"id":1}]', '[{"id":null}]', '[{"id":{}}]', '{"id":[]}', '[["x"]]',
    "[" * 100_000, "x" * 100_000, "\x01", "/subscriptions/..", f"{GALLERY_ID}/images", f"{GALLERY_ID}/applications/x",
    f"{GALLERY_ID}//images", GALLERY_ID.replace("Compute", "Network"), GALLERY_ID.replace("resourceGroups", "groups"),
    GALLERY_ID.replace("/providers/", "/foo/"), GALLERY_ID.replace(SUBSCRIPTION, ""), f"{GALLERY_ID}\nx",
]
# fmt: on


@pytest.mark.parametrize("text", NO_IDS, ids=lambda text: repr(text[-30:]))
@pytest.mark.parametrize("line", ["show", "update --set tags.a=b", "delete"])
def test_an_id_of_something_else_is_refused(furnished: Sig, line: str, text: str) -> None:
    refuse(furnished, line, "--ids", text)


def test_an_id_of_another_kind_is_refused(furnished: Sig) -> None:
    definition, version = f"{GALLERY_ID}/images/ubuntu", f"{GALLERY_ID}/images/ubuntu/versions/1.0.0"
    for line, wrong in (
        ("show", definition),
        ("image-definition show", version),
        ("image-version show", definition),
        ("image-version delete", GALLERY_ID),
        (f"share add --subscription-ids {SUBSCRIPTION}", version),
    ):
        refuse(furnished, line, "--ids", wrong, mention="is not the ID of a Microsoft.Compute/galleries")


def test_one_bad_id_among_good_ones_changes_nothing(furnished: Sig) -> None:
    refuse(furnished, "update --set tags.a=b --ids", GALLERY_ID, "x")


# -- tags and property paths ----------------------------------------------------------------------


@pytest.mark.parametrize("tags", [["x"], ["=x"], ["="], ["a" * 513 + "=x"], ["a=" + "x" * 257], []])
def test_what_are_no_tags_is_refused(furnished: Sig, tags: list[str]) -> None:
    refuse(furnished, f"{NEW_GALLERY} -r Other --tags", *tags)


def test_the_51st_tag_is_refused(furnished: Sig) -> None:
    refuse(furnished, f"{NEW_VERSION} -e 2.0.0 --tags", *(f"tag{n}=x" for n in range(51)), mention="at most 50")


# fmt: off
UNSETTABLE = [
    "x", "=", "=x", ".=1", "..=1", "tags", "tags=", "tags=1", "tags=[]", "tags.a.b=1", "a.b=1", "properties.x=1",
    "properties=1", "identifier=1", "__class__=1", "__init__.x=1", "../x=1", "[=1", "[]=1", "[0]=1", "['a']=1",
    "tags.[=1", "a]=1", "sharingProfile=1", "sharingProfile.groups[0].type=1", "location=eastus", "location=",
    "sharingProfile.groups[99999999999999999999].ids=1", "softDeletePolicy.isSoftDeleteEnabled=maybe",
    "softDeletePolicy.retentionPeriodInDays=x", "softDeletePolicy=[]", 'softDeletePolicy="', "identity=1",
    'tags={"a":null}', "tags=" + "[" * 90_000, "tags=" + '{"a":' * 900 + "1" + "}" * 900,
    "softDeletePolicy.isSoftDeleteEnabled=" + '{"a":' * 5000, "tags." + "a." * 5000 + "b=1", "tags.=1",
    "tags." + "x" * 600 + "=1", "softDeletePolicy.retentionPeriodInDays=" + "9" * 5000,
    "softDeletePolicy.retentionPeriodInDays=NaN", "softDeletePolicy.retentionPeriodInDays=1e400",
    "softDeletePolicy.retentionPeriodInDays=99999999999999999999", 'tags={"\\ud800":"x"}', "a\x1fb=1", "\x1f=1",
]
# fmt: on


@pytest.mark.parametrize("change", UNSETTABLE, ids=lambda text: repr(text[:40]))
def test_what_cannot_be_set_is_refused(furnished: Sig, change: str) -> None:
    refuse(furnished, f"update {GALLERY} --set", change)


def test_a_json_bomb_of_half_a_megabyte_is_refused(furnished: Sig) -> None:
    furnished.folder.joinpath("bomb").write_text("publishingProfile=" + '{"a":[' * 80_000)
    furnished.folder.joinpath("wide").write_text(f"publishingProfile.targetRegions={[1] * 100_000}")
    for name in ("bomb", "wide"):
        refuse(furnished, f"image-version update {VERSION} --set @{name}")


# fmt: off
UNADDABLE = [
    ["x"], ["tags", "a=b"], ["description", "x"], ["sharingProfile.groups", "x"], ["sharingProfile.groups", "type=x"],
    ["sharingProfile.groups", "[1,2]"], ["sharingProfile.groups", "[[]]"], ["sharingProfile.groups", "null"],
    ["", "x"], ["sharingProfile.groups[0].ids", "x"],
]
# fmt: on


@pytest.mark.parametrize("words", UNADDABLE, ids=" ".join)
def test_what_cannot_be_added_is_refused(furnished: Sig, words: list[str]) -> None:
    refuse(furnished, f"update {GALLERY} --add", *words)


@pytest.mark.parametrize(
    "words",
    [["x"], ["tags.x"], ["tags", "0"], ["location"], ["properties"], ["sharingProfile.groups", "0"], ["", "0"]],
    ids=" ".join,
)
def test_what_cannot_be_removed_is_refused(furnished: Sig, words: list[str]) -> None:
    refuse(furnished, f"update {GALLERY} --remove", *words)


@pytest.mark.parametrize("index", ["-3", "2", "99999999999999999999", "9" * 5000, "x", "\u00b2", "1.0", "name=", ""])
def test_an_index_beyond_the_list_is_refused(furnished: Sig, index: str) -> None:
    refuse(furnished, f"image-version update {VERSION} --remove publishingProfile.targetRegions", index)
    refuse(furnished, f"image-version update {VERSION} --set", f"publishingProfile.targetRegions[{index}].name=eastus")


# -- pages and settings ---------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["x", "=", "\u00e9", LONG])
def test_what_is_no_token_is_refused(furnished: Sig, token: str) -> None:
    refuse(furnished, "list --next-token", token, mention="is not a token of a list")


@pytest.mark.parametrize(
    "setting",
    [{"PROFILE": "2020"}, {"STRICT": "maybe"}, {"NOW": "yesterday"}, {"OUTPUT": "xml"}, {"STORE": "http://x/y"}],
    ids=str,
)
def test_a_setting_that_does_not_fit_is_refused(furnished: Sig, setting: dict[str, str]) -> None:
    refuse(furnished.given(**setting), f"{NEW_GALLERY} -r Other")


@pytest.mark.parametrize("subscription", ["nobody", "..", "", "\x1b[2J", LONG])
def test_an_unknown_subscription_is_refused(furnished: Sig, subscription: str) -> None:
    refuse(furnished, "show -g images -r nobody", f"--subscription={subscription}", exit_codes=(1, 3))
