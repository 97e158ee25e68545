"""Every snippet of the README and the pages runs, one after the other as a reader would run them."""

import io
import re
import shlex
import shutil
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from onrecord.present.cli import app
from onrecord.settings import Settings
from tests.unit.present.factory import build

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(page for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")] if page.exists())
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SETUP = (
    "git ",
    "make ",
    "pip ",
    "python -m venv",
    "python -m pip",
    "py -m",
    "source ",
    ".venv",
    "cd ",
    "python3 -m venv",
)


def blocks(page: Path, *languages: str) -> list[str]:
    return [text for language, text in _BLOCK.findall(page.read_text(encoding="utf8")) if language in languages]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, and records of them such as a build makes."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "examples", tmp_path / "articles")
    for name in ("examples.record", "my.record"):
        build(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.model
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_snippets_run(page: Path, desk: Path) -> None:
    for text in blocks(page, "python"):
        with redirect_stdout(io.StringIO()):
            exec(compile(text, page.name, "exec"), {})


@pytest.mark.model
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_pages_run(page: Path, desk: Path) -> None:
    for text in blocks(page, "sh", "bash", "console", "shell"):
        for line in text.replace("\\\n", " ").splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if not words or line.removeprefix("$ ").startswith(_SETUP):
                continue
            if words[0] != "onrecord":
                continue  # a line of output
            if words[1] == "serve":
                words += ["--port", "0", "--until-idle", "0.1"]  # else it would wait for a reader
            with redirect_stdout(io.StringIO()):
                app(words[1:], prog_name="onrecord", standalone_mode=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_settings_in_pages_load(page: Path, tmp_path: Path) -> None:
    for number, text in enumerate(blocks(page, "toml")):
        if "[read]" in text or "[extract]" in text:
            file = tmp_path / f"{number}.toml"
            file.write_text(text, encoding="utf8")
            Settings.load(file)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf8")):
        assert (page.parent / target).exists(), target
