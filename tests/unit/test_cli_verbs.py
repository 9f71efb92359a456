"""Every verb from its words to its answer: one call of a service, printed as az prints it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sig.cli import app, session
from sig.cli.session import Session
from sig.cli.tree import root

SUB = "00000000-0000-0000-0000-000000000000"
OTHER = "22222222-2222-2222-2222-222222222222"
TENANT = "33333333-3333-3333-3333-333333333333"
OF_GALLERY = "-g g -r r"
OF_DEFINITION = f"{OF_GALLERY} -i i"
OF_VERSION = f"{OF_DEFINITION} -e 1.0.0"

Done = Callable[[str], Any]


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Done:
    """Runs a command line that succeeds; answers what it prints, ``None`` for nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIG_STORE", f"memory:{tmp_path}")
    monkeypatch.setenv("SIG_CONFIG_DIR", str(tmp_path / "user"))
    monkeypatch.setenv("SIG_NOW", "2026-01-07")
    monkeypatch.setattr(session, "_current", Session())

    def run(line: str) -> Any:
        words = line.split()
        monkeypatch.setattr(sys, "argv", ["sig", *words])
        code = app.run(words)
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return json.loads(out) if out else None

    return run


@pytest.fixture
def made(done: Done) -> Done:
    """As ``done``, in a store with a gallery, a definition and a version."""
    done(f"create {OF_GALLERY} -l westus")
    done(f"image-definition create {OF_DEFINITION} -p Contoso -f Web -s 1 --os-type linux")
    done(f"image-version create {OF_VERSION} --managed-image m --replica-count 2")
    return done


def test_a_gallery_from_its_creation_to_its_deletion(done: Done) -> None:
    created = done("gallery create -g g -r r -l eastus --tags a=1 --description text --soft-delete --system-assigned")
    assert done(f"gallery show {OF_GALLERY} --sharing-groups --select permissions") == created
    assert done("gallery list -g g") == [created]
    updated = done(f"gallery update {OF_GALLERY} --soft-delete-retention 7 --set description=new")
    assert updated["softDeletePolicy"] == {"isSoftDeleteEnabled": True, "retentionPeriodInDays": 7}
    assert (updated["description"], updated["tags"], updated["identity"]) == ("new", {"a": "1"}, created["identity"])
    assert done(f"gallery wait {OF_GALLERY} --created") is None
    assert done(f"gallery update {OF_GALLERY} --no-wait") is None
    assert done(f"gallery delete {OF_GALLERY}") is None
    assert done(f"gallery wait {OF_GALLERY} --deleted") is None
    assert done("gallery create -g g -r r -l eastus --no-wait") is None


def test_a_definition_from_its_creation_to_its_deletion(done: Done) -> None:
    done(f"create {OF_GALLERY} -l westus")
    created = done(
        f"image-definition create {OF_DEFINITION} -p Contoso -f Web -s 1 --os-type windows --os-state specialized "
        "--hyper-v-generation v2 --features IsHibernateSupported=true --minimum-cpu-core 2 --maximum-memory 0 "
        "--disallowed-disk-types Standard_LRS --plan-name p --end-of-life-date 2030-05-01 --description d --tags k"
    )
    facts = {name: created[name] for name in ("osType", "osState", "hyperVGeneration", "endOfLifeDate", "tags")}
    assert facts == {
        "osType": "Windows",
        "osState": "Specialized",
        "hyperVGeneration": "V2",
        "endOfLifeDate": "2030-05-01T12:59:59+00:00",
        "tags": {"k": ""},
    }
    assert created["features"] == [{"name": "IsHibernateSupported", "value": "True"}]
    assert created["recommended"] == {"vCPUs": {"min": 2}}
    assert (created["disallowed"], created["purchasePlan"]) == ({"diskTypes": ["Standard_LRS"]}, {"name": "p"})
    assert done(f"image-definition show {OF_DEFINITION}") == created
    assert done(f"image-definition list {OF_GALLERY}") == [created]
    assert done(f"image-definition update {OF_DEFINITION}") == created
    updated = done(f"image-definition update {OF_DEFINITION} --allow-update-image --remove features 0")
    assert "features" not in updated
    assert done(f"image-definition wait {OF_DEFINITION} --updated") is None
    assert done(f"image-definition delete {OF_DEFINITION}") is None


def test_a_version_from_its_creation_to_its_deletion_and_back(made: Done) -> None:
    created = made(f"image-version show {OF_VERSION}")
    assert created["publishingProfile"]["targetRegions"][0]["regionalReplicaCount"] == 2
    assert made(f"image-version list {OF_DEFINITION}") == [created]
    expanded = made(f"image-version show {OF_VERSION} --expand replicationstatus")
    assert expanded["replicationStatus"]["aggregatedState"] == "Completed"
    assert made(f"image-version wait {OF_VERSION} --custom replicationStatus --expand ReplicationStatus") is None
    made(f"update {OF_GALLERY} --soft-delete true")
    assert made(f"image-version delete {OF_VERSION}") is None
    (artifact,) = made(f"image-version list-soft-deleted {OF_DEFINITION}")
    assert (artifact["name"], artifact["softDeletedTime"]) == ("1.0.0", "2026-01-07T00:00:00+00:00")
    assert made(f"image-version undelete {OF_VERSION}") == created
    assert made(f"image-version delete {OF_VERSION} --bypass-soft-delete") is None
    assert made(f"image-version list-soft-deleted {OF_DEFINITION}") == []


def test_an_update_of_a_version_changes_what_it_names_and_keeps_the_rest(made: Done) -> None:
    before = made(f"image-version show {OF_VERSION}")
    assert made(f"image-version update {OF_VERSION}") == before
    after = made(
        f"image-version update {OF_VERSION} --target-regions westus eastus=3 --replica-count 4 "
        "--target-edge-zones westus=la1 --allow-replicated-location-deletion false"
    )
    counts = {target["name"]: target["regionalReplicaCount"] for target in after["publishingProfile"]["targetRegions"]}
    assert counts == {"West US": 4, "East US": 3}
    assert after["publishingProfile"]["targetExtendedLocations"][0]["extendedLocationReplicaCount"] == 4
    assert after["safetyProfile"]["allowDeletionOfReplicatedLocations"] is False
    cleared = made(f"image-version update {OF_VERSION} --target-edge-zones None")
    assert "targetExtendedLocations" not in cleared["publishingProfile"]
    again = made(f"image-version update {OF_VERSION} --set publishingProfile.excludeFromLatest=true --no-wait")
    assert again is None
    assert made(f"image-version show {OF_VERSION}")["publishingProfile"]["excludeFromLatest"] is True


def test_a_property_that_az_does_not_send_is_left_out_with_a_warning(
    made: Done, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.run([*f"image-version update {OF_VERSION} --set bogus=1 tags.k=v".split()]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["tags"] == {"k": "v"}
    assert err.startswith("WARNING: 'bogus' is not a property")


@pytest.mark.parametrize(
    "verb", ["image-definition create -p a -f b -s c --os-type Linux", "image-version create -e 2.0.0"]
)
def test_the_current_era_warns_of_defaults_to_come_unless_only_errors_are_wanted(
    made: Done, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    line = f"{verb} {OF_GALLERY} -i other --profile current"
    app.run(line.split())
    assert capsys.readouterr().err.startswith("WARNING: I")
    app.run([*line.split(), "--only-show-errors"])
    assert "WARNING" not in capsys.readouterr().err


def test_a_direct_share_from_its_addition_to_its_reset(done: Done) -> None:
    done(f"create {OF_GALLERY} -l westus --permissions groups")
    added = done(f"share add {OF_GALLERY} --subscription-ids {OTHER} --tenant-ids {TENANT}")
    assert added["operationType"] == "Add"
    assert done(f"show {OF_GALLERY}")["sharingProfile"] == {"permissions": "Groups"}
    for option in ("--sharing-groups", "--select Permissions"):
        shown = done(f"show {OF_GALLERY} {option}")
        assert len(shown["sharingProfile"]["groups"]) == 2
        assert shown["sharingStatus"] == {
            "aggregatedState": "Succeeded",
            "summary": [{"region": "West US", "state": "Succeeded"}],
        }
    assert done(f"share remove {OF_GALLERY} --tenant-ids {TENANT}")["operationType"] == "Remove"
    assert done(f"share wait {OF_GALLERY} --updated") is None
    assert done(f"share reset {OF_GALLERY}") == {"groups": [], "operationType": "Reset"}
    assert done(f"show {OF_GALLERY}")["sharingProfile"] == {"permissions": "Private"}


def test_a_community_gallery_becomes_public(done: Done) -> None:
    facts = "--publisher-uri u --publisher-email e --eula l --public-name-prefix p"
    done(f"create {OF_GALLERY} -l westus --permissions community {facts}")
    assert done(f"share enable-community {OF_GALLERY}")["operationType"] == "EnableCommunity"
    assert done(f"show {OF_GALLERY}")["sharingProfile"]["communityGalleryInfo"]["communityGalleryEnabled"] is True
    assert done(f"share reset {OF_GALLERY} --no-wait") is None


def test_a_group_from_its_registration_to_its_deletion(done: Done) -> None:
    created = done("group create -n g -l westus --tags k=v")
    assert (done("group show -n g"), done("group list"), done("group exists -n g")) == (created, [created], True)
    assert done("group delete -n g --yes") is None
    assert done("group exists -n g") is False


def test_a_subscription_is_registered_and_made_the_default(done: Done) -> None:
    added = done(f"account add --name prod --id {OTHER}")
    assert [entry["id"] for entry in done("account list")] == [OTHER, SUB]
    assert done("account set --subscription prod") is None
    assert done("account show") == {**added, "isDefault": True}
    assert any(entry["name"] == "westus" for entry in done("account list-locations"))


def test_settings_are_read_and_changed(done: Done) -> None:
    assert done("config set profile=current defaults.group=g") is None
    assert done("config get profile")["value"] == "current"
    assert done("config unset profile") is None
    listed = {entry["name"]: entry for entry in done("config list --show-origin")}
    assert (listed["profile"]["value"], listed["profile"]["origin"]) == ("2021", "default")
    assert {"name": "defaults.group", "value": "g"} in done("config list")
    assert done("configure --defaults location=westus group=") is None
    defaults = {entry["name"]: entry["value"] for entry in done("configure --list-defaults")}
    assert defaults == {"group": None, "location": "westus", "subscription": SUB}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("config set profile", "config set takes KEY=VALUE, got 'profile'"),
        ("configure", "--defaults NAME=VALUE"),
        ("configure --defaults group", "'group' is not NAME=VALUE"),
        ("configure --defaults vm=x", "'vm=x' is not NAME=VALUE"),
        ("account set", "required: --subscription"),
    ],
)
def test_settings_and_accounts_refuse_what_says_nothing(
    done: Done, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    assert done("store path").startswith("memory:")
    assert app.run(line.split()) == 1
    assert said in capsys.readouterr().err


def test_a_store_is_made_in_the_working_directory_and_found_there(
    done: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SIG_STORE")
    made = done("store init --format toml")
    assert (made["location"], made["documentFormat"]) == (str(tmp_path / ".sig"), "toml")
    assert done("store info") == made
    assert done("store path") == str(tmp_path / ".sig")


def test_a_store_is_made_where_commands_look_for_it(
    done: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIG_STORE", "of-variable")
    for line, place in (("", "of-variable"), ("--store of-option", "of-option"), ("--path p --store o", "p")):
        assert done(f"store init {line}")["location"] == str(tmp_path / place)
    assert done("store info") == done("store info --store of-variable")
    assert not (tmp_path / ".sig").exists()


@pytest.mark.parametrize(
    ("place", "said"),
    [("memory:x", "is not kept in a folder"), ("https://contoso.test/store", "is not a store that sig can open")],
)
def test_a_store_is_not_made_where_there_can_be_no_folder(
    done: Done, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, said: str
) -> None:
    assert done("store path").startswith("memory:")
    assert app.run(["store", "init", "--store", place]) == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", root().commands)
def test_the_help_of_every_command_names_it_and_its_parts(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert app.run([name, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"sig {name}: ")
    command = root().commands[name]
    for verb in getattr(command, "commands", ()):
        assert f"\n  {verb} " in page
        assert app.run([name, verb, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"sig {name} {verb}: ")


def test_the_help_of_a_verb_lists_options_in_groups_the_global_ones_last_and_then_examples(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app.run(["image-version", "show", "--help"])
    page = capsys.readouterr().out
    titles = [line for line in page.splitlines() if line and not line.startswith((" ", "sig"))]
    assert titles == ["Resource Id", "Options", "Global", "Examples"]
    assert max(map(len, page.partition("Examples")[0].splitlines())) <= 100


def test_the_help_marks_what_is_required_and_lists_choices(capsys: pytest.CaptureFixture[str]) -> None:
    app.run(["image-definition", "create", "--help"])
    page = " ".join(capsys.readouterr().out.split())
    assert "--gallery-name [required] Gallery name." in page
    assert "One of: Windows, Linux." in page
    assert "--minimum-cpu-core INTEGER" in page
