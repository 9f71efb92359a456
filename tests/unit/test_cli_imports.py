"""Start-up time: what a command imports, and what it does not."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from sig.cli.nouns import NOUNS, STANDALONE
from sig.cli.tree import verb_module

VERBS = [
    *(
        verb_module(noun, verb)
        for noun, (package, _) in NOUNS.items()
        for verb in import_module(f"sig.cli.{package}").VERBS
    ),
    *(f"sig.cli.{module}" for module in STANDALONE.values()),
]
SUB = "00000000-0000-0000-0000-000000000000"
HEAVY = {"filelock", "jmespath", "platformdirs", "pydantic", "rich", "tabulate", "tomli_w", "typer", "yaml"}
SLOW = HEAVY | {"dataclasses", "inspect", "orjson", "pathlib", "shutil", "tempfile", "typing", "uuid", "zoneinfo"}


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python with the modules that this process finds, and nothing that ``site`` imports by itself."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.run(
        [sys.executable, "-S", *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": paths, **environment},
    )


def packages(modules: str) -> set[str]:
    return {module.partition(".")[0] for module in modules.split()}


def loaded_by(*modules: str) -> set[str]:
    program = f"import {', '.join(modules)}; import sys; print(*sys.modules)"
    return packages(python("-c", program).stdout)


def test_importing_any_verb_imports_no_library() -> None:
    assert loaded_by(*sorted(set(VERBS))) & HEAVY == set()


def test_the_domain_loads_the_standard_library_only() -> None:
    domain = Path(sys.modules["sig"].__path__[0]) / "domain"
    modules = [f"sig.domain.{path.stem}" for path in domain.glob("[!_]*.py")]
    assert len(modules) > 10
    assert loaded_by(*modules) - loaded_by("sys") - sys.stdlib_module_names == {"sig"}


def imported_by(home: Path, line: str, **environment: str) -> set[str]:
    """The packages that ``sig`` imports for a command line."""
    done = python(
        *("-X", "importtime", "-m", "sig", *line.split()),
        SIG_STORE=str(home / "store"),
        SIG_CONFIG_DIR=str(home / "user"),
        **environment,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return packages("\n".join(line.rpartition("|")[2] for line in lines))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one version in it."""
    home = tmp_path_factory.mktemp("home")
    imported_by(home, "create -g g -r r -l westus")
    imported_by(home, "image-definition create -g g -r r -i i -p p -f f -s s --os-type Linux")
    imported_by(home, "image-version create -g g -r r -i i -e 1.0.0 --managed-image m")
    imported_by(home, "create -g g -r shared -l westus --permissions Groups")
    imported_by(
        home, "ad user create --display-name Ann --user-principal-name ann@contoso.com --password One5mall+Step"
    )
    imported_by(home, f"role assignment create --assignee ann@contoso.com --role Reader --scope /subscriptions/{SUB}")
    return home


@pytest.mark.parametrize(
    ("line", "besides"),
    [
        ("image-version show -g g -r r -i i -e 1.0.0", set()),
        ("image-version show -g g -r r -i i -e 1.0.0 --as ann@contoso.com", set()),
        ("image-version list -g g -r r -i i", set()),
        ("image-version list -g g -r r -i i --as ann@contoso.com", set()),
        ("image-version latest -g g -r r -i i --region westus", set()),
        ("image-version update -g g -r r -i i -e 1.0.0 --replica-count 2", set()),
        ("image-version update -g g -r r -i i -e 1.0.0 --set tags.k=v", set()),
        ("image-version create -g g -r r -i i -e 1.0.0 --managed-image m", set()),
        ("image-version delete -g g -r r -i i -e 3.0.0", set()),
        ("share add -g g -r shared --subscription-ids 22222222-2222-2222-2222-222222222222", set()),
        ("__complete version --current= image-version show -g g -r r -i i", set()),
        ("list", set()),
        ("list --query [].name -o tsv", {"jmespath"}),
        ("list -o yaml", {"yaml"}),
        ("list -o table", {"tabulate"}),
        ("update -g g -r r --force-string --set softDeletePolicy.isSoftDeleteEnabled=false", {"pydantic"}),
        ("image-version --help", {"typer"}),
    ],
)
def test_a_command_imports_only_the_libraries_that_it_uses(home: Path, line: str, besides: set[str]) -> None:
    found = imported_by(home, line)
    assert found & HEAVY == besides
    if not besides:  # a library may import what it likes
        assert found & SLOW == set()


def test_the_long_way_round_imports_typer(home: Path) -> None:
    line = "image-version show -g g -r r -i i -e 1.0.0"
    assert imported_by(home, line, SIG_FRONT_DOOR="off") & HEAVY == {"typer"}
