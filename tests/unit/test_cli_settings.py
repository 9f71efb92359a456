"""Settings: which value holds, where it comes from, how it is changed."""

import os
import tomllib
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from refusals import refused
from sig.cli.settings import SETTINGS, Settings, require
from sig.domain.errors import InvalidParameter

DEFAULT_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"


class Place:
    """A working directory inside a project, a user's folder, an environment."""

    def __init__(self, root: Path) -> None:
        self.user = root / "user"
        self.project = root / "project"
        self.folder = self.project / "deep" / "below"
        self.folder.mkdir(parents=True)
        self.environment = {"SIG_CONFIG_DIR": str(self.user)}

    def write_user(self, text: str) -> str:
        return self._write(self.user, text)

    def write_project(self, text: str) -> str:
        return self._write(self.project / ".sig", text)

    def settings(self, **environment: str) -> Settings:
        return Settings({**self.environment, **environment}, str(self.folder))

    @staticmethod
    def _write(folder: Path, text: str) -> str:
        folder.mkdir(exist_ok=True)
        path = folder / "config.toml"
        path.write_text(text, "utf-8")
        return str(path)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def said(settings: Settings, key: str) -> tuple[str | None, str]:
    value = settings.value(key)
    return value.value, value.origin


# Precedence


def test_a_value_comes_from_the_first_place_that_says_it(place: Place) -> None:
    key = "defaults.group"
    assert said(place.settings(), key) == (None, "default")
    user = place.write_user('defaults.group = "of-user"')
    assert said(place.settings(), key) == ("of-user", user)
    project = place.write_project('defaults.group = "of-project"')
    assert said(place.settings(), key) == ("of-project", project)
    azure = {"AZURE_DEFAULTS_GROUP": "of-az"}
    assert said(place.settings(**azure), key) == ("of-az", "AZURE_DEFAULTS_GROUP")
    ours = {**azure, "SIG_DEFAULTS_GROUP": "of-sig"}
    assert said(place.settings(**ours), key) == ("of-sig", "SIG_DEFAULTS_GROUP")


def test_an_empty_variable_says_nothing(place: Place) -> None:
    assert said(place.settings(SIG_PROFILE=""), "profile") == ("2021", "default")


@pytest.mark.parametrize("key", [key for key in SETTINGS if key != "store"])
def test_every_setting_is_read_from_every_one_of_its_variables(place: Place, key: str) -> None:
    setting = SETTINGS[key]
    value = setting.choices[0] if setting.choices else "7" if setting.largest else "x"
    for name in setting.environment:
        assert said(place.settings(**{name: value}), key) == (value, name)


def test_the_defaults_are_these(place: Place) -> None:
    values = {value.key: value.value for value in place.settings().all() if value.key != "store"}
    assert values == {
        "store.journal_limit": "10000",
        "profile": "2021",
        "strict": "false",
        "principal": None,
        "compat": None,
        "now": None,
        "simulation.replication": "immediate",
        "simulation.speed": "1",
        "defaults.group": None,
        "defaults.location": None,
        "defaults.subscription": DEFAULT_SUBSCRIPTION,
        "core.output": "json",
        "core.error_format": "text",
        "core.only_show_errors": "false",
    }


# The store


def test_the_store_is_where_the_environment_says(place: Place) -> None:
    place.write_project('store = "p"')
    assert said(place.settings(SIG_STORE="/x"), "store") == ("/x", "SIG_STORE")


def test_without_that_it_is_the_nearest_project_folder_upward(place: Place) -> None:
    (place.project / ".sig").mkdir()
    folder = str(place.project / ".sig")
    assert said(place.settings(), "store") == (folder, folder)
    assert place.settings().store == folder


def test_a_project_may_name_another_store(place: Place) -> None:
    place.write_project('store = "memory:x"')
    place.write_user('store = "/user"')
    assert said(place.settings(), "store") == ("memory:x", str(place.project / ".sig"))


def test_outside_a_project_it_is_what_the_user_set(place: Place) -> None:
    path = place.write_user('store = "/user"')
    assert said(place.settings(), "store") == ("/user", path)


def test_a_new_store_is_made_in_the_working_directory(place: Place) -> None:
    here = str(place.folder / ".sig")
    assert place.settings().new_store == here
    place.write_user('store = "/user"')
    assert place.settings().new_store == here
    place.write_project('store = "/elsewhere"')
    assert place.settings().new_store == here
    assert place.settings(SIG_STORE="/x").new_store == "/x"


def test_a_new_store_is_made_where_the_settings_of_this_folder_say(place: Place) -> None:
    place.write_project("")
    assert Settings(place.environment, str(place.project)).new_store == str(place.project / ".sig")
    place.write_project('store = "/elsewhere"')
    assert Settings(place.environment, str(place.project)).new_store == "/elsewhere"


def test_otherwise_it_is_in_the_users_data_folder(place: Place) -> None:
    path, origin = said(place.settings(), "store")
    assert origin == "default"
    assert path is not None
    assert os.path.basename(path) == "store"


def test_without_a_folder_of_its_own_the_users_file_is_where_the_system_keeps_such_files(tmp_path: Path) -> None:
    assert os.path.basename(Settings({}, str(tmp_path)).user_file) == "config.toml"


# Spelling


@pytest.mark.parametrize(
    ("text", "value"),
    [(word, "true") for word in ("1", "TRUE", "yes", "on", "t", "Y")]
    + [(word, "false") for word in ("0", "False", "no", "off", "f", "N")],
)
def test_booleans_are_read_in_the_usual_spellings(place: Place, text: str, value: str) -> None:
    settings = place.settings(SIG_STRICT=text)
    assert settings.text("strict") == value
    assert settings.flag("strict") is (value == "true")


def test_choices_are_read_in_any_case(place: Place) -> None:
    assert place.settings(SIG_OUTPUT=" TSV ").text("core.output") == "tsv"


@pytest.mark.parametrize(("toml", "value"), [("true", "true"), ("false", "false"), ("1", "true"), ('"yes"', "true")])
def test_values_of_a_file_need_not_be_text(place: Place, toml: str, value: str) -> None:
    place.write_user(f"strict = {toml}")
    assert place.settings().text("strict") == value


@pytest.mark.parametrize("toml", ["profile = ['2021']", "profile.x = 1", "defaults = 1"])
def test_values_of_another_shape_say_nothing(place: Place, toml: str) -> None:
    place.write_user(toml)
    assert place.settings().text("profile") == "2021"
    assert place.settings().text("defaults.group") is None


@pytest.mark.parametrize(
    ("key", "name"), [("profile", "SIG_PROFILE"), ("strict", "SIG_STRICT"), ("core.output", "SIG_OUTPUT")]
)
def test_a_value_that_a_setting_does_not_take_is_refused_with_where_it_was_said(
    place: Place, key: str, name: str
) -> None:
    with refused(
        InvalidParameter, "'bogus'", f"'{key}'", f"(from {name})", SETTINGS[key].choices[0], target=key, rule="R121"
    ):
        place.settings(**{name: "bogus"}).value(key)


@pytest.mark.parametrize("text", ["-1", "many", "1.5", "10000001", "9" * 5000, "²"])
def test_a_number_that_a_setting_does_not_take_is_refused(place: Place, text: str) -> None:
    with refused(InvalidParameter, "a whole number from 0 to 10000000", target="store.journal_limit", rule="R121"):
        place.settings(SIG_STORE_JOURNAL_LIMIT=text).value("store.journal_limit")


@pytest.mark.parametrize("keys", [("store", "store.journal_limit"), ("store.journal_limit", "store")])
def test_a_file_can_say_both_where_the_store_is_and_what_it_keeps(place: Place, keys: tuple[str, str]) -> None:
    (place.project / ".sig").mkdir()
    values = {"store": "/elsewhere", "store.journal_limit": "5"}
    for key in keys:
        place.settings().change(key, values[key], local=True)
    assert {key: place.settings().value(key).value for key in keys} == values
    place.settings().change("store", None, local=True)
    assert place.settings().store == str(place.project / ".sig")
    assert place.settings().text("store.journal_limit") == "5"


def test_an_unknown_setting_is_refused_with_the_nearest() -> None:
    with refused(InvalidParameter, "'core.outputs'", "Did you mean core.output", target="key", rule="R121"):
        require("core.outputs")
    with refused(InvalidParameter, "Settings: store, store.journal_limit, profile", target="key", rule="R121"):
        require("zzz")


# Files that cannot be read


def test_a_file_that_is_no_toml_is_refused_by_its_path(place: Place) -> None:
    path = place.write_user("a = [")
    with refused(InvalidParameter, path, "not TOML", "Mend the file", target=path, rule="R121"):
        place.settings().text("profile")


def test_a_file_that_cannot_be_read_is_refused_by_its_path(place: Place) -> None:
    path = place.user / "config.toml"
    path.mkdir(parents=True)
    with refused(InvalidParameter, str(path), "cannot be read", target=str(path), rule="R121"):
        place.settings().text("profile")


def test_a_folder_that_is_a_file_holds_no_settings(place: Place) -> None:
    place.user.write_text("")
    assert place.settings().text("profile") == "2021"


# Changes


def contents(path: str) -> dict[str, Any]:
    return tomllib.loads(Path(path).read_text("utf-8"))


def test_a_change_is_written_to_the_users_file_and_holds_at_once(place: Place) -> None:
    settings = place.settings()
    path = settings.change("core.output", "TABLE", local=False)
    assert path == str(place.user / "config.toml")
    assert contents(path) == {"core": {"output": "table"}}
    assert said(settings, "core.output") == ("table", path)
    assert said(place.settings(), "core.output") == ("table", path)


def test_a_change_keeps_what_else_the_file_says(place: Place) -> None:
    path = place.write_user('other = 1\n[defaults]\nlocation = "westus"\n')
    place.settings().change("defaults.group", "g", local=False)
    assert contents(path) == {"other": 1, "defaults": {"location": "westus", "group": "g"}}


def test_a_local_change_is_written_to_the_projects_file(place: Place) -> None:
    (place.project / ".sig").mkdir()
    path = place.settings().change("defaults.group", "g", local=True)
    assert path == str(place.project / ".sig" / "config.toml")
    assert not place.user.exists()


def test_a_removed_key_leaves_no_empty_section(place: Place) -> None:
    path = place.write_user('profile = "current"\n[defaults]\ngroup = "g"\n')
    place.settings().change("defaults.group", None, local=False)
    assert contents(path) == {"profile": "current"}
    place.settings().change("defaults.location", None, local=False)
    assert contents(path) == {"profile": "current"}


def test_a_local_change_without_a_project_is_refused(place: Place) -> None:
    with refused(InvalidParameter, "no .sig folder", "sig store init --path .sig", target="--local", rule="R121"):
        place.settings().change("profile", "current", local=True)


def test_a_change_to_a_value_that_the_setting_does_not_take_writes_nothing(place: Place) -> None:
    with refused(InvalidParameter, "'1999'", "2021, current", target="profile", rule="R121"):
        place.settings().change("profile", "1999", local=False)
    with refused(InvalidParameter, "'bogus'", target="key", rule="R121"):
        place.settings().change("bogus", "x", local=False)
    assert not place.user.exists()


def test_a_simulation_that_there_is_not_is_not_written(place: Place) -> None:
    key = "simulation.replication"
    with refused(InvalidParameter, "'nonsense' is not a simulation", target=key, rule="R156"):
        place.settings().change(key, "nonsense", local=False)
    with refused(InvalidParameter, "'8' is not a length of time", target=key, rule="R155"):
        place.settings().change(key, "8", local=False)
    assert not place.user.exists()
    place.settings().change(key, "regions:westus=2m,*=10m", local=False)
    assert place.settings().text(key) == "regions:westus=2m,*=10m"


# The speed of the simulation


@pytest.mark.parametrize("text", ["fast", "0", "0.09", "-1", "nan", "inf", "100001"])
def test_a_speed_is_a_number_within_bounds(text: str, place: Place) -> None:
    with refused(InvalidParameter, f"'{text}'", "from 0.1 to 100000", target="simulation.speed", rule="R121"):
        place.settings().change("simulation.speed", text, local=False)
    with refused(InvalidParameter, "(from SIG_SPEED)", target="simulation.speed", rule="R121"):
        _ = place.settings(SIG_SPEED=text).speed


@pytest.mark.parametrize("text", ["0.1", "1", "60.5", "1e5"])
def test_a_speed_holds_as_it_is_written(text: str, place: Place) -> None:
    assert place.settings().speed == 1
    place.settings().change("simulation.speed", text, local=False)
    assert place.settings().speed == float(text)


def test_a_file_that_cannot_be_written_is_refused_by_its_path(place: Place) -> None:
    place.user.write_text("")
    path = str(place.user / "config.toml")
    with refused(InvalidParameter, path, "cannot be written", "SIG_CONFIG_DIR", target=path, rule="R121"):
        place.settings().change("profile", "current", local=False)


@pytest.mark.parametrize("toml", ["defaults = 1", 'defaults = "x"'])
def test_a_section_that_is_no_table_is_not_written_over(place: Place, toml: str) -> None:
    path = place.write_user(toml)
    with refused(InvalidParameter, "'defaults'", path, target=path, rule="R121"):
        place.settings().change("defaults.group", "g", local=False)
    assert Path(path).read_text("utf-8") == toml


@pytest.mark.parametrize("base", ["", "/elsewhere"])
def test_the_users_folder_is_the_one_that_the_system_keeps_for_settings(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", base)
    expected = platformdirs.user_config_dir("sig", appauthor=False)
    assert os.path.dirname(Settings({"XDG_CONFIG_HOME": base}, str(tmp_path)).user_file) == expected
