"""Scripts and styles: what is shipped is what was vendored, and a browser may keep it."""

import hashlib
import re
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.present.web import app, assets
from tests.unit.present.factory import build

VENDOR = files("onrecord.present.web") / "static" / "vendor"
ROWS = re.findall(r"^\| (\S+) \| (\S+) (\S+) \| (.+?) \| ([0-9a-f]{64}) \|$", (VENDOR / "README.md").read_text(), re.M)


def test_every_vendored_script_is_told() -> None:
    assert {row[0] for row in ROWS} == {one.name for one in VENDOR.iterdir() if one.name.endswith(".js")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_vendored_scripts_are_what_they_were(row: tuple[str, ...]) -> None:
    name, package, _, licence, digest = row
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
    assert licence.startswith(("0BSD", "BSD-3-Clause", "MIT"))
    assert (VENDOR / f"{package.removesuffix('.org')}.LICENSE").is_file()


def test_assets_are_named_by_their_hash_and_kept(tmp_path: Path) -> None:
    with TestClient(app(build(tmp_path / "a.record")), base_url="http://127.0.0.1") as client:
        for name in ("style.css", "vega.min.js", "pages.js", "mark.svg"):
            answer = client.get(assets.address(name))
            assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
            assert hashlib.sha256(answer.content).hexdigest()[:12] in assets.address(name)
            assert answer.headers["content-type"].startswith(("text/", "image/svg"))


def test_own_scripts_hold_no_eval_and_no_foreign_address() -> None:
    for script in (files("onrecord.present.web") / "static").iterdir():
        if script.name.endswith(".js"):
            text = script.read_text(encoding="utf8")
            assert not re.search(r"\beval\(|new Function|innerHTML|https?://", text), script.name
