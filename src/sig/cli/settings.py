"""Settings: which there are, and where each value comes from."""

from __future__ import annotations

import os
import sys

from sig.domain.errors import InvalidParameter
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

PROJECT_FOLDER = ".sig"
CONFIG_FILE = "config.toml"
DEFAULT = "default"  # the origin of a value that nobody gave


class Setting(NamedTuple):
    """One setting: its dotted key, the environment variables that may carry it and its default.

    ``choices`` are the values that it takes, ``largest`` that it takes whole numbers from 0 to that.
    """

    key: str
    help: str
    environment: tuple[str, ...]
    default: str | None = None
    choices: tuple[str, ...] = ()
    largest: int | None = None


class Value(NamedTuple):
    """What a setting is, and where that was said."""

    key: str
    value: str | None
    origin: str


_SLOWEST, _FASTEST = 0.1, 100_000  # slower, the longest simulation would end off the calendar
_BOOLEAN = ("true", "false")
_OUTPUTS = ("json", "jsonc", "yaml", "yamlc", "table", "tsv", "none")
SETTINGS = {
    setting.key: setting
    for setting in (
        Setting("store", "Where the store is.", ("SIG_STORE",)),
        Setting(
            "store.journal_limit",
            "How many events the history keeps; 0 for none.",
            ("SIG_STORE_JOURNAL_LIMIT",),
            "10000",
            largest=10_000_000,
        ),
        Setting("profile", "The era of the service.", ("SIG_PROFILE",), "2021", ("2021", "current")),
        Setting(
            "strict",
            "Refuse what is not registered: groups, sources, subscriptions.",
            ("SIG_STRICT",),
            "false",
            _BOOLEAN,
        ),
        Setting("principal", "The user or application in whose name commands run.", ("SIG_PRINCIPAL",)),
        Setting("compat", "Set to az for az's own exit codes where sig's differ.", ("SIG_COMPAT",), None, ("az",)),
        Setting("now", "The instant to take as now, in ISO 8601.", ("SIG_NOW",)),
        Setting(
            "simulation.replication",
            "How long copies of a version take: immediate, 8m, regions:westus=2m,*=10m, polls:3 or size.",
            ("SIG_REPLICATION",),
            "immediate",
        ),
        Setting(
            "simulation.speed",
            "How many seconds of the simulation pass in one second of real time.",
            ("SIG_SPEED",),
            "1",
        ),
        Setting(
            "defaults.group",
            "The resource group of commands that name none.",
            ("SIG_DEFAULTS_GROUP", "AZURE_DEFAULTS_GROUP"),
        ),
        Setting(
            "defaults.location",
            "The location of create commands, and the region of views of shared galleries, that name none.",
            ("SIG_DEFAULTS_LOCATION", "AZURE_DEFAULTS_LOCATION"),
        ),
        Setting(
            "defaults.subscription",
            "The subscription of commands that name none.",
            ("SIG_SUBSCRIPTION", "AZURE_SUBSCRIPTION_ID"),
            "00000000-0000-0000-0000-000000000000",
        ),
        Setting(
            "core.output",
            "The output format of commands that name none.",
            ("SIG_OUTPUT", "AZURE_CORE_OUTPUT"),
            "json",
            _OUTPUTS,
        ),
        Setting(
            "core.error_format",
            "How errors are written to stderr.",
            ("SIG_ERROR_FORMAT",),
            "text",
            ("text", "json"),
        ),
        Setting(
            "core.only_show_errors",
            "Print no warnings.",
            ("SIG_ONLY_SHOW_ERRORS", "AZURE_CORE_ONLY_SHOW_ERRORS"),
            "false",
            _BOOLEAN,
        ),
    )
}
_DIGITS = 18  # of a number that is read at all
_TRUE = {"1", "true", "yes", "on", "t", "y"}
_FALSE = {"0", "false", "no", "off", "f", "n", ""}


# Difference from az: The configuration of az is not read. Of what az knows, AZURE_DEFAULTS_GROUP,
# AZURE_DEFAULTS_LOCATION, AZURE_CORE_OUTPUT, AZURE_CORE_ONLY_SHOW_ERRORS and AZURE_SUBSCRIPTION_ID count; the files are
# the project's .sig/config.toml and the user's own.
class Settings:
    """Every setting by precedence: environment, the project's ``.sig/config.toml``, the user's, the default."""

    def __init__(self, environment: Mapping[str, str] | None = None, folder: str | None = None) -> None:
        self._environment = os.environ if environment is None else environment
        self._folder = folder or _working_folder()
        self._files: dict[str, dict[str, Any]] = {}

    @property
    def project(self) -> str | None:
        """The nearest ``.sig`` folder from the working directory upward."""
        folder = self._folder
        while folder:
            candidate = os.path.join(folder, PROJECT_FOLDER)
            if os.path.isdir(candidate):
                return candidate
            parent = os.path.dirname(folder)
            if parent == folder:
                return None
            folder = parent
        return None

    @property
    def user_file(self) -> str:
        folder = self._environment.get("SIG_CONFIG_DIR")
        return os.path.join(folder or self._user_folder(), CONFIG_FILE)

    def _user_folder(self) -> str:
        """Where the system keeps settings. Every command asks: on Linux the import would cost more than the answer."""
        if sys.platform == "linux":
            base = self._environment.get("XDG_CONFIG_HOME", "").strip() or os.path.expanduser("~/.config")
            return os.path.join(base, "sig")
        from platformdirs import user_config_dir

        return user_config_dir("sig", appauthor=False)

    @property
    def store(self) -> str:
        """Where the store is: as set, or the nearest ``.sig`` folder, or the user's data folder."""
        return self.store_value().value or ""

    def store_value(self) -> Value:
        """The store's place: environment, nearest ``.sig`` folder, user's setting, user's data folder."""
        said = self._from_environment(SETTINGS["store"])
        if said is not None:
            return said
        project = self.project
        if project is not None:
            text = self._said("store", self._read(os.path.join(project, CONFIG_FILE)))
            return Value("store", _beside(project, text) if text else project, project)
        text = self._said("store", self._read(self.user_file))
        if text is not None:
            return Value("store", _beside(os.path.dirname(self.user_file), text), self.user_file)
        from platformdirs import user_data_dir

        return Value("store", os.path.join(user_data_dir("sig", appauthor=False), "store"), DEFAULT)

    @property
    def new_store(self) -> str:
        """Where a store is made that nobody names a place for: what is set, or ``.sig`` in the working directory.

        A place that only a folder above or the user's file says is of other work than what begins here.
        """
        here = os.path.join(self._folder, PROJECT_FOLDER)
        said = self.store_value()
        return said.value if said.value and said.origin in (here, *SETTINGS["store"].environment) else here

    def value(self, key: str) -> Value:
        """The value of ``key`` and its origin. Raises InvalidParameter for an unknown key or value."""
        if key == "store":
            return self.store_value()
        setting = require(key)
        said = self._from_environment(setting)
        for path in () if said else self._paths():
            text = self._said(key, self._read(path))
            if text is not None:
                said = Value(key, text, path)
                break
        return checked(setting, said or Value(key, setting.default, DEFAULT))

    def text(self, key: str) -> str | None:
        return self.value(key).value

    def flag(self, key: str) -> bool:
        return self.text(key) == "true"

    @property
    def speed(self) -> float:
        """How many seconds of a simulation pass in one of the clock. Raises InvalidParameter."""
        return _speed(self.value("simulation.speed"))

    def all(self) -> list[Value]:
        return [self.value(key) for key in SETTINGS]

    def change(self, key: str, text: str | None, *, local: bool) -> str:
        """Write ``text`` (``None`` removes the key) to the project's or the user's file; answers which.

        Raises InvalidParameter for an unknown key, a value it does not take, or no project folder.
        """
        setting = require(key)
        if text is not None:
            text = _verified(checked(setting, Value(key, text, "given"))).value
        path = self._local_file() if local else self.user_file
        content = self._read(path)
        *sections, name = key.split(".")
        table = content
        if "store" in (key, *sections):
            sections, name = _make_store_a_table(content, sections, name)
        for section in sections:
            table = table.setdefault(section, {})
            if not isinstance(table, dict):
                raise InvalidParameter(
                    f"The settings in {path} have '{section}' as a value; it is a table.",
                    target=path,
                    hint="Mend the file, or move it away.",
                    rule="R121",
                )
        if text is None:
            table.pop(name, None)
        else:
            table[name] = text
        _write(path, content)
        return path

    def _local_file(self) -> str:
        project = self.project
        if project is None:
            raise InvalidParameter(
                f"There is no {PROJECT_FOLDER} folder here or above.",
                target="--local",
                hint=f"Make one with: sig store init --path {PROJECT_FOLDER}.",
                rule="R121",
            )
        return os.path.join(project, CONFIG_FILE)

    def _paths(self) -> list[str]:
        project = self.project
        return [*([os.path.join(project, CONFIG_FILE)] if project else []), self.user_file]

    def _from_environment(self, setting: Setting) -> Value | None:
        for name in setting.environment:
            text = self._environment.get(name)
            if text:
                return Value(setting.key, text, name)
        return None

    def _read(self, path: str) -> dict[str, Any]:
        if path not in self._files:
            self._files[path] = _load(path)
        return self._files[path]

    @staticmethod
    def _said(key: str, content: dict[str, Any]) -> str | None:
        found: Any = content
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if isinstance(found, dict) and key == "store":
            found = found.get("path")  # a file that also has settings below "store" cannot say it otherwise
        if isinstance(found, bool):
            return str(found).lower()
        return str(found) if isinstance(found, (str, int, float)) else None


def _working_folder() -> str:
    """The working directory; empty where that was removed, as by a script that cleans up behind itself."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return ""


def _make_store_a_table(content: dict[str, Any], sections: list[str], name: str) -> tuple[list[str], str]:
    """Where in ``content`` the setting goes, once the place of the store and what is said of it are side by side."""
    store = content.get("store")
    if sections and isinstance(store, str):
        content["store"] = {"path": store}
    if not sections and isinstance(store, dict):
        return ["store"], "path"
    return sections, name


def _beside(folder: str, place: str) -> str:
    """``place``, as a settings file in ``folder`` says it: a path means the same from every working directory."""
    scheme, colon, _ = place.partition(":")
    # One letter before a colon is a Windows drive, not a scheme.
    return place if colon and len(scheme) > 1 else os.path.join(folder, place)


def require(key: str) -> Setting:
    """The setting called ``key``. Raises InvalidParameter with the nearest keys."""
    if key in SETTINGS:
        return SETTINGS[key]
    from difflib import get_close_matches

    close = get_close_matches(key, list(SETTINGS), n=2)
    raise InvalidParameter(
        f"'{key[:80]}' is not a setting.",
        target="key",
        hint=f"Did you mean {' or '.join(close)}?" if close else f"Settings: {', '.join(SETTINGS)}.",
        rule="R121",
    )


def checked(setting: Setting, given: Value) -> Value:
    """``given`` with a value that the setting takes, in its own spelling. Raises InvalidParameter."""
    text = given.value
    if text is not None and setting.largest is not None:
        return given._replace(value=_whole_number(setting, given, text.strip()))
    if text is None or not setting.choices:
        return given
    folded = text.strip().lower()
    if setting.choices == _BOOLEAN:
        folded = "true" if folded in _TRUE else "false" if folded in _FALSE else folded
    if folded not in setting.choices:
        raise InvalidParameter(
            f"'{text[:80]}' is not a value of setting '{setting.key}' (from {given.origin}). "
            f"It takes: {', '.join(setting.choices)}.",
            target=setting.key,
            rule="R121",
        )
    return Value(given.key, folded, given.origin)


def _whole_number(setting: Setting, given: Value, text: str) -> str:
    if text.isascii() and text.isdigit() and int(text[:_DIGITS]) <= (setting.largest or 0) and len(text) <= _DIGITS:
        return text
    raise InvalidParameter(
        f"'{text[:80]}' is not a value of setting '{setting.key}' (from {given.origin}). "
        f"It takes: a whole number from 0 to {setting.largest}.",
        target=setting.key,
        rule="R121",
    )


def _verified(given: Value) -> Value:
    """``given``, if what will read it can. Raises InvalidParameter."""
    if given.key == "simulation.speed":
        _speed(given)
    elif given.key == "simulation.replication":
        from sig.domain.simulation import parse

        parse(given.value or "")
    return given


def _speed(said: Value) -> float:
    try:
        speed = float(said.value or "")
    except ValueError:
        speed = 0.0
    if _SLOWEST <= speed <= _FASTEST:
        return speed
    raise InvalidParameter(
        f"'{(said.value or '')[:80]}' is not a value of setting '{said.key}' (from {said.origin}). "
        f"It takes: a number from {_SLOWEST} to {_FASTEST}.",
        target=said.key,
        hint="60 lets a minute pass in a second.",
        rule="R121",
    )


def _load(path: str) -> dict[str, Any]:
    try:
        with open(path, "rb") as file:
            import tomllib

            return tomllib.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as failure:
        raise InvalidParameter(
            f"The settings in {path} cannot be read: {failure.strerror}.", target=path, rule="R121"
        ) from None
    except ValueError as failure:
        raise InvalidParameter(
            f"The settings in {path} are not TOML: {failure}.",
            target=path,
            hint="Mend the file, or move it away.",
            rule="R121",
        ) from None


def _write(path: str, content: dict[str, Any]) -> None:
    import tomli_w

    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            tomli_w.dump({name: value for name, value in content.items() if value != {}}, file)
        os.replace(temporary, path)
    except OSError as failure:
        raise InvalidParameter(
            f"The settings in {path} cannot be written: {failure.strerror}.",
            target=path,
            hint="Set SIG_CONFIG_DIR to a folder that can be written.",
            rule="R121",
        ) from None
