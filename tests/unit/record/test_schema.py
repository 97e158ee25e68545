"""docs/record-format.md names every table and column, and none that isn't there."""

import re
from pathlib import Path

import pytest

from onrecord.record import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_the_page_has_each_table_as_it_is(root: Path, name: str) -> None:
    page = (root / "docs" / "record-format.md").read_text()
    section = page.split(f"\n### {name}\n")[1].split("\n## ")[0].split("\n### ")[0]
    told = re.findall(r"^\| `(\w+)` \| `([^`]+)` \| (\S.*) \|$", section, re.MULTILINE)
    assert [(column, kind) for column, kind, _ in told] == [(one.name, one.type) for one in TABLES[name].columns]


def test_the_page_has_no_other_table(root: Path) -> None:
    page = (root / "docs" / "record-format.md").read_text()
    assert re.findall(r"^### (\w+)$", page, re.MULTILINE) == list(TABLES)
