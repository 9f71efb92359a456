"""The az that stands in for az: whole scripts that say only az, and what it hands on or refuses."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from e2e.installed import Outcome, Sig

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPTS = Path(__file__).parent.parent / "scripts"
GALLERY = {"GROUP": "images", "GALLERY": "test", "IMAGE": "web"}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the scripts are for a POSIX shell")


@pytest.fixture
def shell(sig: Sig) -> Callable[..., Outcome]:
    """Runs a line of bash in which az is the shim's; its settings are those of the environment given by name."""
    assert sig("shim install --dir bin").exit_code == 0
    path = os.pathsep.join([str(sig.folder / "bin"), sig.environment["PATH"]])

    def run(line: str, **environment: str) -> Outcome:
        done = subprocess.run(
            ["bash", "-c", line],
            check=False,
            cwd=sig.folder,
            env={**sig.environment, "PATH": path, **environment},
            capture_output=True,
            encoding="utf-8",
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def script(shell: Callable[..., Outcome]) -> Callable[..., list[str]]:
    """Runs a script of tests/scripts, which must succeed, and answers the lines that it prints."""

    def run(name: str, **environment: str) -> list[str]:
        done = shell(f"bash {SCRIPTS / name}.sh", **{**GALLERY, **environment})
        assert (done.exit_code, done.stderr) == (0, ""), done.stderr
        return done.stdout.splitlines()

    return run


def test_the_scripts_say_only_az() -> None:
    scripts = sorted(SCRIPTS.glob("*.sh"))
    assert len(scripts) == 5
    for path in scripts:
        assert not [line for line in path.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("sig ")]


def test_what_is_missing_is_created_by_exit_codes_and_what_is_there_is_left(script: Callable[..., list[str]]) -> None:
    created = ["created group images", "created gallery test", "created definition web", "web"]
    assert script("create-if-missing") == created
    assert script("create-if-missing") == ["web"]


def test_the_next_patch_number_is_published_after_the_highest(script: Callable[..., list[str]], sig: Sig) -> None:
    script("create-if-missing")
    sig("source add -g images --type image -n golden --os-disk-size-gb 30")
    numbers = [script("publish-next", SOURCE="golden", BUILD=str(build)) for build in range(11)]
    assert [numbers[0], numbers[9], numbers[10]] == [["1.0.0"], ["1.0.9"], ["1.0.10"]]
    shown = sig("image-version show -g images -r test -i web -e 1.0.10").json
    assert shown["tags"] == {"build": "10", "commit": "none"}
    assert [region["name"] for region in shown["publishingProfile"]["targetRegions"]] == ["West US", "East US"]


def test_publishing_from_an_image_that_is_not_there_ends_with_the_exit_code_of_az(
    script: Callable[..., list[str]], shell: Callable[..., Outcome]
) -> None:
    script("create-if-missing")
    refused = shell(f"bash {SCRIPTS / 'publish-next.sh'}", **GALLERY, SOURCE="nothing")
    assert refused.exit_code == 3
    assert "'Microsoft.Compute/images/nothing' under resource group 'images' was not found" in refused.stderr


def test_a_tested_version_is_promoted_once_and_to_one_more_region(script: Callable[..., list[str]], sig: Sig) -> None:
    script("create-if-missing")
    script("create-if-missing", GALLERY="production")
    for version in ("1.0.2", "1.0.10", "1.0.11"):
        sig(f"image-version create -g images -r test -i web -e {version} --managed-image golden")
    for version in ("1.0.2", "1.0.10"):
        sig(f"image-version update -g images -r test -i web -e {version} --set tags.tested=true")
    expected = ["West US\t1", "East US\t2"]
    assert script("promote", FROM="test", TO="production") == expected
    assert script("promote", FROM="test", TO="production") == expected
    promoted = sig("image-version list -g images -r production -i web --query [].name").json
    assert promoted == ["1.0.10"]


def test_old_versions_are_deleted_but_for_the_newest_and_those_to_keep(
    script: Callable[..., list[str]], sig: Sig
) -> None:
    script("create-if-missing")
    for day, version in enumerate(("1.0.0", "1.0.1", "1.0.2", "1.0.9", "1.0.10"), start=1):
        then = sig.given(NOW=f"2026-05-0{day}T10:00:00Z")
        assert then(f"image-version create -g images -r test -i web -e {version} --managed-image golden").exit_code == 0
    sig("image-version update -g images -r test -i web -e 1.0.1 --set tags.keep=yes")
    assert script("cleanup", BEFORE="2026-05-04", KEEP="1") == ["deleted 1.0.0", "deleted 1.0.2", "left: 3"]
    assert script("cleanup", BEFORE="2027-01-01", KEEP="1") == ["deleted 1.0.9", "left: 2"]


def test_a_gallery_is_taken_down_from_the_inside_out(script: Callable[..., list[str]], sig: Sig) -> None:
    script("create-if-missing")
    for version in ("1.0.0", "1.0.1"):
        sig(f"image-version create -g images -r test -i web -e {version} --managed-image golden")
    assert script("tear-down") == [
        "version web/1.0.0 is gone",
        "version web/1.0.1 is gone",
        "group exists: false",
    ]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("az login --service-principal -u ci -p secret --tenant contoso --query [].name -o tsv", "sig\n"),
        ("az login --identity --output none", ""),
        ("az logout", ""),
        ("az account set -s sig && az account show --query name -o tsv", "sig\n"),
        ("az account list --all --refresh --query 'length(@)'", "1\n"),
        ("az account list-locations --query \"[?name=='westus'].displayName\" -o tsv", "West US\n"),
        ("az group create -n images -l westus --query location -o tsv; az group list --query [].name -o tsv", None),
        ("az lock list -g images", "[]\n"),
        ("az lock list --resource-group images --query 'length(@)' --output=tsv", "0\n"),
        ("az version --query '\"azure-cli\"' -o tsv", "2.91.0\n"),
        ("az --version", "azure-cli                            2.91.0\n"),
        ("az image list -g images --query 'length(@)'", "0\n"),
        ("az vm list -d --query 'length(@)'", "0\n"),
    ],
)
def test_what_scripts_say_beside_az_sig_is_answered(
    line: str, printed: str | None, shell: Callable[..., Outcome]
) -> None:
    done = shell(line)
    assert done.exit_code == 0, done.stderr
    if printed is not None:
        assert done.stdout == printed


@pytest.mark.parametrize("kind", ["image", "disk", "snapshot", "vm"])
def test_a_registered_source_is_shown_as_the_resource_that_it_stands_for(
    kind: str, sig: Sig, shell: Callable[..., Outcome]
) -> None:
    assert sig(f"source add -g images --type {kind} -n golden -l westus").exit_code == 0
    shown = shell(f"az {kind} show -g images -n golden").json
    assert (shown["name"], shown["location"]) == ("golden", "westus")
    assert shell(f"az {kind} show -g images -n other").exit_code == 3


def test_resources_are_shown_and_deleted_by_their_ids_the_nested_ones_first(
    sig: Sig, shell: Callable[..., Outcome]
) -> None:
    sig("create -g images -r Contoso -l westus")
    sig("image-definition create -g images -r Contoso -i web -p P -f O -s S --os-type Linux")
    gallery = sig("show -g images -r Contoso --query id -o tsv").stdout.strip()
    shown = shell(f"az resource show --ids {gallery}").json
    assert list(shown) == sorted(shown)
    assert shown["properties"]["identifier"]["uniqueName"].endswith("-CONTOSO")
    assert shown["resourceGroup"] == "images"
    assert shell(f"az resource delete --ids {gallery} {gallery}/images/web").exit_code == 0
    assert shell(f"az resource show --ids {gallery}").exit_code == 3


def test_a_script_makes_people_gives_them_roles_and_takes_these_away(shell: Callable[..., Outcome]) -> None:
    people = shell("""
        set -e
        az sig create -g images -r test -l westus -o none
        scope=$(az sig show -g images -r test --query id -o tsv)
        eve=$(az ad user create --display-name Eve --user-principal-name eve@contoso.com --password 'A-l0ng-secret' \\
            --query id -o tsv)
        readers=$(az ad group create --display-name Readers --mail-nickname readers --query id -o tsv)
        az ad group member add --group Readers --member-id "$eve"
        az ad group member check --group Readers --member-id "$eve" --query value -o tsv
        az role assignment create --assignee-object-id "$readers" --assignee-principal-type Group --role Reader \\
            --scope "$scope" --query roleDefinitionName -o none
        az role assignment list --scope "$scope" --query "[].[principalName, roleDefinitionName]" -o tsv
        SIG_PRINCIPAL=eve@contoso.com az sig list --query "[].name" -o tsv
        SIG_PRINCIPAL=eve@contoso.com az resource delete --ids "$scope" || echo "refused: $?"
        az role assignment delete --assignee "$readers" --scope "$scope"
        SIG_PRINCIPAL=eve@contoso.com az sig list --query "length(@)" -o tsv
    """)
    assert people.exit_code == 0, people.stderr
    assert people.stdout.splitlines() == ["true", "Readers\tReader", "test", "refused: 1", "0"]


def test_a_script_gives_a_pipeline_a_role_over_a_gallery(shell: Callable[..., Outcome]) -> None:
    pipeline = shell("""
        set -e
        az sig create -g images -r test -l westus -o none
        scope=$(az sig show -g images -r test --query id -o tsv)
        app=$(az ad sp create-for-rbac --name builder --role "Compute Gallery Artifacts Publisher" --scopes "$scope" \\
            --query appId -o tsv)
        az role assignment list --assignee "$app" --all --query "[].roleDefinitionName" -o tsv
        export SIG_PRINCIPAL=$app
        az sig gallery-application create -g images -r test -n agent --os-type Linux --query name -o tsv
        az sig share reset -g images -r test || echo "refused: $?"
        unset SIG_PRINCIPAL
        az ad app delete --id "$app"
        az ad sp list --display-name builder --query "length(@)" -o tsv
    """)
    assert pipeline.exit_code == 0, pipeline.stderr
    expected = ["Compute Gallery Artifacts Publisher", "agent", "refused: 1", "0"]
    assert pipeline.stdout.splitlines() == expected


def test_a_command_without_an_answer_is_refused_with_what_is_answered(shell: Callable[..., Outcome]) -> None:
    refused = shell("az vm create -g images -n web --image Ubuntu2204")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "'az vm create' is not answered by the az of sig." in refused.stderr
    assert "SIG_SHIM_PASSTHROUGH=real" in refused.stderr


def test_a_command_without_an_answer_goes_to_the_real_az_when_that_is_wanted(
    sig: Sig, shell: Callable[..., Outcome]
) -> None:
    real = sig.folder / "real" / "az"
    real.parent.mkdir()
    real.write_text('#!/bin/sh\nprintf "real:"; printf " <%s>" "$@"; exit 7\n', encoding="utf-8")
    real.chmod(real.stat().st_mode | stat.S_IXUSR)
    behind = 'PATH="$PATH:$PWD/real"; '
    handed_on = shell(behind + "az vm create -n 'two words'", SIG_SHIM_PASSTHROUGH="real")
    assert (handed_on.exit_code, handed_on.stdout) == (7, "real: <vm> <create> <-n> <two words>")
    assert sig("shim install --dir bin --passthrough real").exit_code == 0
    assert shell(behind + "az network vnet list").exit_code == 7
    assert shell(behind + "az sig list", SIG_SHIM_PASSTHROUGH="real").stdout == "[]\n"


def test_without_a_real_az_what_should_go_there_is_refused(shell: Callable[..., Outcome]) -> None:
    refused = shell('PATH="$PWD/bin:/usr/bin:/bin"; az vm create', SIG_SHIM_PASSTHROUGH="real")
    assert refused.exit_code == 2
    assert "there is none on the path" in refused.stderr


def test_the_line_of_env_puts_the_shim_first_on_the_path(sig: Sig) -> None:
    done = sig.given(SHIM_PASSTHROUGH="deny").shell(
        'XDG_DATA_HOME="$PWD/a folder\'s data"; export XDG_DATA_HOME; '
        'eval "$(sig shim env)"; command -v az; az account show --query name -o tsv'
    )
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [str(sig.folder / "a folder's data" / "sig" / "shim" / "az"), "sig"]


def test_an_az_of_somebody_else_is_not_overwritten(sig: Sig) -> None:
    (sig.folder / "az").write_text("#!/bin/sh\n", encoding="utf-8")
    refused = sig("shim install --dir .")
    assert refused.exit_code == 1
    assert "is there already, and not from sig" in refused.stderr
    assert (sig.folder / "az").read_text(encoding="utf-8") == "#!/bin/sh\n"


def test_a_folder_named_sig_in_the_working_directory_is_not_taken_for_the_program(
    sig: Sig, shell: Callable[..., Outcome]
) -> None:
    (sig.folder / "sig").mkdir()
    (sig.folder / "sig" / "__init__.py").write_text("raise SystemExit('wrong one')\n", encoding="utf-8")
    assert json.loads(shell("az sig list").stdout) == []
