"""The documentation says what ``sig`` does: its examples run, its links lead somewhere."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs.console import ROOT, environment, examples, keeps, session
from sig.cli.settings import SETTINGS

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
WITH_EXAMPLES = [page for page in PAGES if examples(page.read_text(encoding="utf-8"))]
PIPELINES = [page for page in PAGES if "\n```yaml\n" in page.read_text(encoding="utf-8")]
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")
_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)

needs_sh = pytest.mark.skipif(shutil.which("sh") is None, reason="the examples are for a POSIX shell")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a reader would stand; settings lie beside it."""
    place = tmp_path.resolve() / "images"
    place.mkdir()
    return place


@needs_sh
@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=_name)
def test_a_page_shows_what_its_commands_print(page: Path, folder: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if re.search(r"^\$ git ", text, re.MULTILINE) and shutil.which("git") is None:
        pytest.skip("the page uses git")
    found = examples(text)
    runs = session([example.command for example in found], folder)
    assert len(runs) == len(found)
    for example, run in zip(found, runs, strict=True):
        where = f"{_name(page)}:{example.line}: $ {example.command}"
        assert keeps(example.promised, run.output), f"{where}\nshows:\n{example.promised}\nprints:\n{run.output}"
        assert (run.exit_code == 0) is ("ERROR: " not in run.output), f"{where}\nends with {run.exit_code}"


@needs_sh
def test_the_tour_is_the_one_that_the_readme_shows(folder: Path) -> None:
    done = subprocess.run(
        ["sh", str(ROOT / "docs" / "tour.sh")],
        check=False,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    ran = [(example.command, example.promised) for example in examples(f"```console\n{done.stdout}```\n")]
    shown = examples((ROOT / "README.md").read_text(encoding="utf-8"))[: len(ran)]
    assert ran == [(" ".join(example.command.replace("\\\n", "").split()), example.promised) for example in shown]
    assert not any(folder.iterdir()), "the tour leaves nothing behind"


@needs_sh
def test_the_tour_keeps_a_store_that_was_chosen(folder: Path) -> None:
    subprocess.run(
        ["sh", str(ROOT / "docs" / "tour.sh")],
        check=True,
        cwd=folder,
        env={**environment(folder), "SIG_STORE": str(folder / "mine")},
        stdout=subprocess.DEVNULL,
    )
    assert (folder / "mine" / "store.json").exists()


@needs_sh
def test_the_rehearsal_of_a_replication_is_the_one_that_its_page_shows(folder: Path) -> None:
    place = ROOT / "docs" / "how-to"
    script, page = ((place / f"rehearse-replication.{kind}").read_text(encoding="utf-8") for kind in ("sh", "md"))
    done = subprocess.run(
        ["sh", "-s"],
        check=False,
        cwd=folder,
        env=environment(folder),
        input=script,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"```sh\n{script}```\n" in page
    assert f"```text\n{done.stdout}```\n" in page
    assert not any(folder.iterdir()), "the rehearsal leaves nothing behind"


@pytest.mark.skipif(shutil.which("bash") is None, reason="pipelines run their steps in bash")
@pytest.mark.parametrize("page", PIPELINES, ids=_name)
def test_the_steps_of_a_pipeline_run(page: Path, folder: Path) -> None:
    agent = {
        **environment(folder),
        "GITHUB_RUN_NUMBER": "7",
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_ENV": str(folder / "env"),
        "RUNNER_TEMP": str(folder),
        "BUILD_BUILDID": "7",
    }
    for block in _YAML.findall(page.read_text(encoding="utf-8")):
        pipeline = yaml.safe_load(block.replace("$(Agent.TempDirectory)", str(folder)))
        scripts = list(_scripts(pipeline))
        assert scripts
        for script in scripts:
            if "pip install" in script:
                continue
            done = subprocess.run(
                ["bash", "-eo", "pipefail", "-c", script],
                check=False,
                cwd=folder,
                env={**agent, **_variables(pipeline), **_exported(folder / "env")},
                capture_output=True,
                encoding="utf-8",
            )
            assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"


def _scripts(pipeline: Any) -> list[str]:
    """The shell steps of a GitHub workflow (``run``) or an Azure pipeline (``bash``), in order."""
    steps = pipeline.get("steps") or [step for job in pipeline["jobs"].values() for step in job["steps"]]
    return [step.get("run") or step["bash"] for step in steps if "run" in step or "bash" in step]


def _variables(pipeline: Any) -> dict[str, str]:
    """The environment that a pipeline declares; Azure upper-cases the names of its variables."""
    declared = pipeline.get("env") or pipeline.get("variables") or {}
    return {name.upper(): str(value) for name, value in declared.items()}


def _exported(file: Path) -> dict[str, str]:
    """What earlier steps of a GitHub job wrote to ``$GITHUB_ENV``."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target, heading in _LINK.findall(page.read_text(encoding="utf-8")):
        linked = (page.parent / target).resolve() if target else page
        assert linked.exists(), f"{_name(page)} links to {target}"
        assert os.path.commonpath([linked, ROOT]) == str(ROOT), f"{_name(page)} links out of the project: {target}"
        if heading:
            assert heading in _headings(linked), f"{_name(page)} links to {target}#{heading}"


def _headings(page: Path) -> set[str]:
    """The anchors that a Markdown host makes of the headings."""
    titles = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_settings_page_has_every_setting_with_its_variables_and_default() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = {row[1]: row[0] for row in re.finditer(r"^\| `([\w.]+)` \|.*$", page, re.MULTILINE)}
    assert set(rows) == set(SETTINGS)
    for key, setting in SETTINGS.items():
        named = [*setting.environment, *setting.choices, *([setting.default] if setting.default else [])]
        assert [word for word in named if f"`{word}`" not in rows[key]] == [], key


def test_the_files_that_the_architecture_walks_through_exist() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = [entry.name for entry in (ROOT / "src" / "sig").iterdir() if entry.is_dir()]
    named = re.findall(rf"`((?:{'|'.join(packages)})/[\w/]*(?:\.py)?)`", page)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / "src" / "sig" / path).exists()] == []


def test_the_index_lists_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").glob("**/*.md")]
    assert [page for page in pages if page != "README.md" and f"]({page})" not in index] == []
