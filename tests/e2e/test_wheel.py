"""The wheel holds all that the program reads and nothing else, and the program runs from it; no network is used."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from bench.first import TEXT, build
from bench.parts import SkippedError

BLOCKED = "import sys; sys.modules.update(dict.fromkeys({names!r})); "
MAIN = "from onrecord.present.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        return build(tmp_path_factory.mktemp("wheel"))
    except SkippedError as why:
        pytest.skip(str(why))


def test_wheel_holds_the_package_whole_and_nothing_else(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    source = root / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for path in (source / "onrecord").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if not name.startswith("onrecord-")} == wanted
    for kind in (".onnx", ".csv", ".toml", ".html", ".css", ".js", ".svg", ".safetensors", "py.typed", "LICENSE"):
        assert any(name.endswith(kind) for name in names), kind
    assert any(name.endswith("licenses/LICENSE") for name in names)
    # all weights together may take 80 MB
    assert wheel.stat().st_size < 85_000_000


def test_metadata_names_licence_and_leads_nowhere(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith("METADATA"))
        head = packed.read(name).decode("utf8").split("\n\n")[0].splitlines()
        entry = packed.read(name.replace("METADATA", "entry_points.txt")).decode("utf8")
    assert "License-Expression: Apache-2.0" in head
    licences = {line.split(": ")[1] for line in head if line.startswith("License-File")}
    assert "LICENSE" in licences
    # each script that is shipped has its licence told as well
    assert {Path(name).name for name in licences} > {"htmx.LICENSE", "vega.LICENSE", "vega-lite.LICENSE"}
    assert {line.split(": ")[1] for line in head if line.startswith("Provides-Extra")} >= {"mcp", "ray", "s3"}
    assert not any(line.startswith(("Home-page", "Project-URL", "Author-email")) for line in head)
    assert "onrecord = onrecord.present.cli:main" in entry


@pytest.mark.model
def test_the_program_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    # beside the packages of this environment, so that nothing is downloaded
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf8")
    beside = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    where = subprocess.check_output(
        [sys.executable, "-c", "import onrecord; print(onrecord.__file__)"], cwd=tmp_path, env=beside, text=True
    )
    assert Path(where.strip()).is_relative_to(tmp_path / "site")
    for words in (
        ["extract", "--input", "in.jsonl", "--output", "out.jsonl"],
        ["build", "in.jsonl", "--record", "a.record"],
        ["report", "a.record", "--output", "a.html"],
    ):
        command = [sys.executable, "-m", "onrecord", *words]
        done = subprocess.run(command, cwd=tmp_path, env=beside, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf8"))["statements"]
    assert "Canberra" in (tmp_path / "a.html").read_text(encoding="utf8")


@pytest.mark.parametrize(
    ("names", "words", "hint"),
    [
        (["ray"], ["build", "in.jsonl", "--record", "a.record", "--engine", "ray"], "pip install 'onrecord[ray]'"),
        (["mcp"], ["mcp", "a.record"], "pip install 'onrecord[mcp]'"),
        (["s3fs"], ["build", "s3://bucket/in", "--record", "a.record"], "pip install 'onrecord[s3]'"),
    ],
)
def test_a_missing_extra_is_one_line_that_names_it(
    names: list[str], words: list[str], hint: str, tmp_path: Path
) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf8")
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED.format(names=names) + MAIN, *words],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert hint in done.stderr.splitlines()[-1]
    assert done.stderr.splitlines()[-1].startswith("onrecord: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-peers.lock"])
def test_locks_pin_what_the_project_asks_for_by_hash(lock: str, root: Path) -> None:
    asked = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf8"))["project"]
    wanted = list(asked["dependencies"])
    for extra in {"requirements.lock": (), "requirements-dev.lock": ("dev",)}.get(lock, ("dev", "peers")):
        wanted += asked["optional-dependencies"][extra]
    text = (root / lock).read_text(encoding="utf8")
    pinned = re.findall(r"^([\w.-]+)==\S+ \\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\w", text, re.MULTILINE)), "a line without a version or hash"
    names = {re.split(r"[^\w.-]", one)[0].lower().replace("_", "-") for one in wanted}
    assert names <= {one.lower().replace("_", "-") for one in pinned}
