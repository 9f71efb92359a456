"""azure-cli, with a true login: the command lines of the scenarios answer what ``sig`` itself answers."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from clients import installing
from clients.conftest import Pointed, variables
from e2e.installed import Sig
from e2e.serving import serving
from e2e.test_scenarios import SCENARIOS

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


SUB = "00000000-0000-0000-0000-000000000000"
TENANT = "11111111-1111-1111-1111-111111111111"
LOGINS = (
    f"login --service-principal -u anything -p anything --tenant {TENANT}",
    "login -u ann@contoso.test -p anything",
    f"login -u ann@contoso.test -p anything --tenant {TENANT}",
    "login --use-device-code",
    f"login --service-principal -u anything --federated-token x.y.z --tenant {TENANT}",
    "login --identity",
)
_IN_GALLERY = "-g rg1 --gallery-name gal1"
_AGENT = f"{_IN_GALLERY} --application-name agent -n 1.0.0"
_GUARD = f"{_IN_GALLERY} --profile-name guard --profile-version 1.0.0"
_PACKAGE = "--package-file-link https://contoso.blob.core.windows.net/packages/agent.zip"
_ASSIGNED = f"/subscriptions/{SUB}/resourceGroups/rg1/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
# az needs a group that is there, and asks for no permission where it is told yes.
IN_A_GALLERY = {
    "applications": (
        f"gallery-application create {_IN_GALLERY} -n agent --os-type Linux --description first",
        f"gallery-application list {_IN_GALLERY}",
        f"gallery-application update {_IN_GALLERY} -n agent --description second --tags a=b",
        f"gallery-application show {_IN_GALLERY} -n agent",
        (
            f"gallery-application version create {_AGENT} {_PACKAGE} --install-command ./install.sh --remove-command "
            "./remove.sh --package-file-name agent.zip --target-regions "
            "'[{name:westus,regional-replica-count:2},{name:eastus}]'"
        ),
        f"gallery-application version show {_AGENT} --expand ReplicationStatus",
        f"gallery-application version update {_AGENT} {_PACKAGE} --exclude-from true --tags x=y",
        f"gallery-application version wait {_AGENT} --created --timeout 20",
        f"gallery-application version list {_IN_GALLERY} --application-name agent",
        f"gallery-application delete {_IN_GALLERY} -n agent -y",  # refused: it has a version
        f"gallery-application version delete {_AGENT} -y",
        f"gallery-application delete {_IN_GALLERY} -n agent -y",
        f"gallery-application delete {_IN_GALLERY} -n agent -y",
        f"gallery-application list {_IN_GALLERY}",
    ),
    "access control": (
        (
            f"in-vm-access-control-profile create {_IN_GALLERY} -n guard --os-type Linux -l westus "
            "--applicable-host-endpoint WireServer"
        ),
        f"in-vm-access-control-profile list {_IN_GALLERY}",
        f"in-vm-access-control-profile update {_IN_GALLERY} -n guard --description second",
        f"in-vm-access-control-profile show {_IN_GALLERY} -n guard",
        (
            f"in-vm-access-control-profile-version create {_GUARD} --mode Audit --default-access Allow -l westus "
            "--target-locations '[{name:eastus},{name:westus}]'"
        ),
        f"in-vm-access-control-profile-version list {_IN_GALLERY} --profile-name guard",
        f"in-vm-access-control-profile-version update {_GUARD} --mode Enforce",
        f"in-vm-access-control-profile-version show {_GUARD}",
        f"in-vm-access-control-profile delete {_IN_GALLERY} -n guard -y",  # refused: it has a version
        f"in-vm-access-control-profile-version delete {_GUARD} -y",
        f"in-vm-access-control-profile delete {_IN_GALLERY} -n guard -y",
        f"in-vm-access-control-profile list {_IN_GALLERY}",
    ),
    "identities": (
        f"identity assign {_IN_GALLERY} --system-assigned",
        f"identity assign {_IN_GALLERY} --user-assigned {_ASSIGNED}/one {_ASSIGNED}/two",
        f"identity show {_IN_GALLERY}",
        f"identity remove {_IN_GALLERY} --user-assigned {_ASSIGNED}/one",
        f"identity show {_IN_GALLERY}",
        f"identity remove {_IN_GALLERY} --user-assigned",
        f"identity show {_IN_GALLERY}",
    ),
}
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_IN_ID = re.compile(r"/subscriptions/([^/]+)/")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*([+]00:00|Z)?")


class Az:
    """``az`` that has logged in at the server."""

    def __init__(self, pointed: Pointed) -> None:
        self.pointed = pointed
        self._executable = str(installing.python("azure-cli", "azure-cli") / "az")

    def __call__(self, line: str) -> subprocess.CompletedProcess[str]:
        return self.pointed([self._executable, *shlex.split(line)])


@pytest.fixture
def az(pointed: Pointed) -> Az:
    return Az(pointed)


@pytest.mark.parametrize("line", LOGINS)
def test_every_way_to_log_in_finds_the_subscription(pointed: Pointed, line: str) -> None:
    if "--identity" in line:
        url = pointed.server.url
        pointed.variables.update(IDENTITY_ENDPOINT=f"{url}/msi/token", IDENTITY_HEADER="x")
    done = Az(pointed)(line)
    assert done.returncode == 0, done.stderr
    (subscription,) = json.loads(done.stdout)
    assert (subscription["state"], subscription["tenantId"]) == ("Enabled", TENANT)


def test_a_cloud_can_be_registered_by_its_url(az: Az) -> None:
    del az.pointed.variables["ARM_CLOUD_METADATA_URL"]
    for line in (
        f"cloud register -n local --endpoint-resource-manager {az.pointed.server.url}/",
        "cloud set -n local",
        LOGINS[0],
        "group create -n rg1 -l westus",
        "sig create -g rg1 -r gal1",
    ):
        done = az(line)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    assert az.pointed.server.sig("gallery show -g rg1 -r gal1").json["name"] == "gal1"


def test_what_the_page_on_serving_shows_works(az: Az) -> None:
    page = (installing.PROJECT / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```sh\n(az login.*?)```", page, re.DOTALL)
    for line in shown.splitlines():
        done = az(line.removeprefix("az "))
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    assert "Contoso" in done.stdout


def test_a_service_principal_does_what_its_role_allows(tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    sig = Sig(tmp_path / "served", {"SIG_PROFILE": "current"})
    for line in (
        "group create -n images -l westus",
        *(f"gallery create -g images -r {name}" for name in ("Own", "Far")),
    ):
        assert sig(line).exit_code == 0
    scope = sig("gallery show -g images -r Own").json["id"]
    app = sig(f"ad sp create-for-rbac --name ci --role Reader --scopes {scope}").json
    with serving(sig, "--auth directory") as server:
        az = Az(Pointed(server, variables(server)))
        login = f"login --service-principal -u {app['appId']} --tenant {app['tenant']} -p"
        wrong = az(f"{login} wrong")
        assert (wrong.returncode, "AADSTS7000215" in wrong.stderr) == (1, True), wrong.stderr
        for line in (f"{login} {app['password']}", "sig show -g images -r Own"):
            done = az(line)
            assert done.returncode == 0, done.stderr
        assert [gallery["name"] for gallery in json.loads(az("sig list").stdout)] == ["Own"]
        for line in ("sig show -g images -r Far", "sig show -g images -r Absent", "sig delete -g images -r Own"):
            refused = az(line)
            assert (refused.returncode, "(AuthorizationFailed)" in refused.stderr) == (1, True), refused.stderr


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_az_prints_what_sig_prints(scenario: dict[str, Any], az: Az, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    own = Sig(tmp_path / "own", {"SIG_PROFILE": "current", "SIG_ONLY_SHOW_ERRORS": "true"})
    served = az.pointed.server.sig.given(ONLY_SHOW_ERRORS="true")
    _furnish(scenario, own, served)
    for line in (LOGINS[0], f"account set --subscription {SUB}"):
        done = az(line)
        assert done.returncode == 0, done.stderr
    values, az_values = (dict(scenario.get("variables", {})) for _ in range(2))
    for step in scenario["steps"]:
        if "missing" in step:
            continue
        if "before" in step:  # what only sig can do: done in both stores
            assert own(_filled(step["before"], values).removeprefix("sig ")).exit_code == 0
            assert served(_filled(step["before"], az_values).removeprefix("sig ")).exit_code == 0
            continue
        ours = own(_filled(step["command"], values).removeprefix("sig "))
        theirs = az(f"{_filled(step['command'], az_values)} --only-show-errors")
        assert (theirs.returncode == 0) == (ours.exit_code == 0), f"{step['command']}\n{theirs.stderr}\n{ours.stderr}"
        if ours.exit_code == 0:
            assert _alike(step["command"], theirs.stdout) == _alike(step["command"], ours.stdout), step["command"]
        for name, path in step.get("keep", {}).items():
            values[name], az_values[name] = (_found(path, text) for text in (ours.stdout, theirs.stdout))


@pytest.mark.parametrize("lines", IN_A_GALLERY.values(), ids=IN_A_GALLERY)
def test_az_prints_what_sig_prints_of_what_else_a_gallery_holds(lines: tuple[str, ...], az: Az, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    own = Sig(tmp_path / "own", {"SIG_PROFILE": "current"})
    for sig in (own, az.pointed.server.sig):
        assert sig("group create -n rg1 -l westus").exit_code == 0
        assert sig("create -g rg1 -r gal1").exit_code == 0
    assert az(LOGINS[0]).returncode == 0
    for line in lines:
        ours, theirs = own(line), az(f"sig {line} --only-show-errors")
        assert (theirs.returncode == 0) == (ours.exit_code == 0), f"{line}\n{theirs.stderr}\n{ours.stderr}"
        if ours.exit_code == 0:
            assert _alike(line, theirs.stdout) == _alike(line, ours.stdout), line


def _furnish(scenario: dict[str, Any], *both: Sig) -> None:
    """What there was before: the groups, and every subscription that is named; az uses none that it does not know."""
    variables = scenario.get("variables", {})
    named = {found for text in variables.values() for found in _IN_ID.findall(text)}
    other = variables.get("other_subscription")
    for sig in both:
        assert sig(f"group create -n images -l {scenario['location']}").exit_code == 0
        for subscription in sorted({*named, *filter(None, [other])} - {SUB}):
            assert sig(f"account add --name s{subscription} --id {subscription}").exit_code == 0
        if other:
            assert sig(f"group create -n elsewhere -l {scenario['location']} --subscription {other}").exit_code == 0


def _filled(line: str, values: dict[str, str]) -> str:
    for name, text in values.items():
        line = line.replace(f"{{{name}}}", text)
    return line


def _found(path: str, text: str) -> Any:
    import jmespath

    return jmespath.search(path, json.loads(text))


def _alike(line: str, text: str) -> Any:
    """What ``line`` printed, with every GUID and every time the same, and without what differs on purpose.

    The service writes the group's name in capitals in lists of galleries. az prints as what a share action did the last
    answer to its question how far that is, which does not say it; and it names the profile of a version's checks, but
    nothing of what is in it. It leaves the members of an access control profile below properties.
    """
    masked = _TIME.sub("TIME", _GUID.sub("GUID", text))
    if line.startswith("sig share "):
        return None
    if line.startswith("sig list "):
        masked = masked.casefold()
    found = json.loads(masked) if masked.strip() else None
    for shown in found if isinstance(found, list) else [found]:
        if isinstance(shown, dict) and "versions/" in shown.get("id", ""):
            shown.pop("validationsProfile", None)
        if isinstance(shown, dict) and line.startswith("in-vm-access-control-profile "):
            shown.update(shown.pop("properties", {}))
    return found
