"""Command lines made from the tree of commands: valid ones, nearly valid ones and hostile ones."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from sig.cli import tree_data
from sig.cli.grammar import SEPARATOR

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

Option = dict[str, Any]

SECRETS = ("password",)

TREE = tree_data.load()
COMMANDS: dict[str, dict[str, Any]] = TREE["commands"]
SHARED: list[Option] = TREE["global_options"]
_ALL = [option for command in COMMANDS.values() for option in command["options"]] + SHARED
_EVERY = list({id(option): option for option in _ALL}.values())  # equal ones are one object
_NAMES = sorted({name for option in _EVERY for name in option["names"]})
_PATH_WORDS = sorted({word for path in (*COMMANDS, *TREE["nouns"]) for word in path.split()})

_TAKERS = {
    id(option): [path for path, about in COMMANDS.items() if option in (*about["options"], *SHARED)]
    for option in _EVERY
}
# The kinds of options, each with all that there are of it.
_BY_KIND = [
    [option for option in _EVERY if (option["kind"], option["arity"], option["name"] in SECRETS) == kind]
    for kind in sorted({(o["kind"], o["arity"], o["name"] in SECRETS) for o in _EVERY}, key=str)
]

# What is to stand in the working directory: a value that begins with @ names one of these, or a file that is not.
FILES = {
    "word": b"images\n",
    "words": b"a b\nc",
    "number": b"3\r\n",
    "empty": b"",
    "marked": b"\xef\xbb\xbfimages",
    "binary": b"\xff\xfe\x00",
    "option": b"--name",
    "dashes": b"--",
    "at": b"@word",
}
_LONGEST_NUMBER = "9" * 5000  # longer than what Python makes a number of
_NUMBERS = ["3", "-1", "+1", "1_0", "٣", " 1 ", "1.0", "1e3", "0x1", "-0", "007", "1\n", "\u00a01", _LONGEST_NUMBER]
_TRUTHS = ["true", "false", "yes", "0", "TRUE", " no ", "t", "maybe", "none"]
_WORDS = ["images", "Contoso", "1.0.0", "westus=2", "a=b", "é", "x y", "'a b'", "null", "*", "~", "$HOME", "%PATH%"]
_ODD = ["", " ", "=", "a=", "=a", "\x00", "\udcff", SEPARATOR, f"a{SEPARATOR}b", "\n", "\ufeff", "/?", "x" * 5000]
_DASHED = [
    "-",
    "--",
    "---",
    "-x",
    "-gx",
    "-g=",
    "-1x",
    "-1.5",
    "-\u0660",
    "\u2212" + "1",
    "--x",
    "--=",
    "--name=",
    "+g",
]
_AT = ["@", "@@word", "@-", "@.", "@missing", "@\x00", "--name=@word", *(f"@{name}" for name in FILES)]
_FLAGS = ["-h", "--help", "--version", "--dry-run=", "-o", "--output=table", "--query", "--as", "--as=", "--verbose"]
HOSTILE = [*_NUMBERS, *_TRUTHS, *_ODD, *_DASHED, *_AT, *_FLAGS]

_NUMBERS_OF_TEXT = ("size_gb", "probability")  # the tree has them as text, and Typer takes a number only

# How an option is written: N is its name, V a value; the usual forms come before the unusual ones.
_FORMS = {
    "flag": (["N"], ["N=", "N=V", "N V", "NV", "N N"]),
    "tristate": (["N", "N V", "N=V"], ["N=", "NV", "N V V", "N V N"]),
    "list": (["N V", "N V V", "N=V", "N=V V"], ["N", "N=", "NV", "N V V V", "N V N V"]),
    "one": (["N V", "N=V"], ["N", "N=", "NV", "N V V", "N V N V", "N --"]),
}


def plain_value(option: Option) -> str:
    """A value that ``option`` takes."""
    if option["choices"]:
        chosen: str = option["choices"][-1]
        return chosen
    if option["name"] in _NUMBERS_OF_TEXT:
        return "2.5"
    return {"integer": "3", "tristate": "true", "grouped": "tags.a=b"}.get(option["kind"], "images")


def plain(option: Option, name: str = "") -> list[str]:
    """``option`` by ``name`` or its first name, with a word as its help has it: two of a list, none of a flag."""
    words = [] if option["kind"] == "flag" else [plain_value(option)] * (2 if option["arity"] else 1)
    return [name or option["names"][0], *words]


def plain_line(command: str, *more: str) -> list[str]:
    """The shortest line that ``command`` takes, and the words ``more``."""
    about = COMMANDS[command]
    places = [plain_value(argument) for argument in about["arguments"] if argument["required"]]
    options = [plain(option) for option in about["options"] if option["required"]]
    return [*command.split(), *places, *chain.from_iterable(options), *more]


def lines() -> st.SearchStrategy[list[str]]:
    """A line of any command: a valid one, one with one option in any form, or one with anything in it."""
    return _several_options(wild=False) | _one_option() | _one_option() | _several_options(wild=True)


@st.composite
def _one_option(draw: DrawFn) -> list[str]:
    """A plain line with an option written in any form, at times twice; each kind of option as often as the others."""
    option = draw(st.sampled_from(draw(st.sampled_from(_BY_KIND))))
    path = draw(st.sampled_from(_TAKERS[id(option)]))
    required = [plain(other) for other in COMMANDS[path]["options"] if other["required"] and other is not option]
    times = draw(st.sampled_from([1, 1, 1, 2]))
    pieces = [*required, *(draw(_piece(option, wild=True)) for _ in range(times))]
    places = [plain_value(place) for place in COMMANDS[path]["arguments"] if place["required"]]
    return [*path.split(), *places, *chain.from_iterable(draw(st.permutations(pieces)))]


@st.composite
def _several_options(draw: DrawFn, *, wild: bool) -> list[str]:
    path = draw(st.sampled_from(sorted(COMMANDS)))
    about = COMMANDS[path]
    required = [option for option in about["options"] if option["required"]]
    optional = [option for option in (*about["options"], *SHARED) if not option["required"]]
    if wild:
        required = draw(st.just(required) | st.just(required[1:]))
        optional += [*about["options"], draw(st.sampled_from(_EVERY))]
    more = draw(st.lists(st.sampled_from(optional), max_size=3, unique_by=None if wild else id))
    messy = wild and draw(st.booleans())
    pieces = [draw(_piece(option, wild=messy)) for option in draw(st.permutations([*required, *more]))]
    places = [place for place in about["arguments"] if place["required"] or draw(st.booleans())]
    for at, place in enumerate(places):  # behind a list they would be words of it: what is plain has them in front
        pieces.insert(draw(st.integers(0, len(pieces))) if wild else at, [draw(_value(place, wild=messy))])
    words = [*path.split(), *chain.from_iterable(pieces)]
    return draw(_disturbed(words)) if wild and not messy else words


@st.composite
def _piece(draw: DrawFn, option: Option, *, wild: bool) -> list[str]:
    name = draw(st.sampled_from(option["names"]))
    if wild and draw(st.integers(0, 6)) == 0:
        name = draw(_misspelled(name))
    kind = option["kind"] if option["kind"] in _FORMS else "list" if option["arity"] else "one"
    usual, unusual = _FORMS[kind]
    form = draw(st.sampled_from([*usual, *unusual] if wild else usual))
    written = {"N": name, "N=": f"{name}="}
    words = []
    for part in form.split():
        value = draw(_value(option, wild=wild)) if "V" in part else ""
        words.append(
            written.get(part) or {"V": value, "N=V": f"{name}={value}", "NV": f"{name}{value}"}.get(part, part)
        )
    return words


def _value(option: Option, *, wild: bool) -> st.SearchStrategy[str]:
    if option["choices"]:
        choices = st.sampled_from(option["choices"])
        usual = choices | choices.map(str.upper) | choices.map(str.lower)
        unusual = choices.map(lambda word: word[:3]) | choices.map(lambda word: f"{word} ")
    elif option["kind"] == "integer":
        usual, unusual = st.sampled_from(["3", "0", "12"]), st.sampled_from(_NUMBERS)
    elif option["kind"] == "tristate":
        usual, unusual = st.sampled_from(["true", "false", "Yes", "0"]), st.sampled_from(_TRUTHS)
    elif option["name"] in _NUMBERS_OF_TEXT:
        usual, unusual = st.sampled_from(["2.5", "1"]), st.sampled_from([*_NUMBERS, "nan", "-inf", "1_0.5", ".5"])
    else:
        usual, unusual = st.sampled_from(_WORDS), st.text(max_size=5)
    return usual | unusual | st.sampled_from(HOSTILE) if wild else usual


def _misspelled(name: str) -> st.SearchStrategy[str]:
    """A name that is nearly ``name``: an abbreviation, in other letters, with another number of dashes."""
    near = [name.upper(), name.replace("-", "_"), name[1:], f"-{name}", f"{name} ", f" {name}", f"{name}{name[1:]}"]
    return st.sampled_from(near) | st.integers(1, len(name)).map(lambda end: name[:end])


@st.composite
def _disturbed(draw: DrawFn, words: list[str]) -> list[str]:
    """``words`` with one thing changed, anywhere: a noun counts as much as a value."""
    at = draw(st.integers(0, len(words)))
    if at == len(words):
        return [*words, draw(_stranger())]
    before, word, after = words[:at], words[at], words[at + 1 :]
    changed = draw(
        st.sampled_from([[], [word, word], [word.upper()], [word[:-1]], [f"{word} "], ["--", word], [f"@{word}"]])
        | _stranger().map(lambda stranger: [stranger])
        | _stranger().map(lambda stranger: [stranger, word])
        | _misspelled(word or "-").map(lambda name: [name])
    )
    if draw(st.integers(0, 5)) == 0:  # out of its place
        return [*changed, *before, *after]
    return [*before, *changed, *after]


def _stranger() -> st.SearchStrategy[str]:
    """A word that has no business there, or just might have."""
    return st.sampled_from(HOSTILE) | st.sampled_from(_NAMES) | st.sampled_from(_PATH_WORDS)
