"""The notebook runs from its first to its last cell, as a reader would run it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.model


def test_the_notebook_runs(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    shutil.copytree(root / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((root / "docs" / "positions.ipynb").read_text(encoding="utf8"))
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), "positions.ipynb", "exec"), names)
    out = capsys.readouterr().out
    assert names["matrix"].num_rows > 3
    assert "nordic-nato" in out
    assert r"\end{tabular}" in out
    assert (tmp_path / "alignment.svg").read_text(encoding="utf8").startswith("<svg")
    # a first build's figures are withheld, not made up
    assert all(row["why_not"] for row in names["strict"] if row["s"] is None)
