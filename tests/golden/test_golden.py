"""Whole articles and what is read from them, row by row, as it was when somebody last looked at it.

`tests/golden/<case>.txt` is the input, `<case>.tsv` the rows that are expected: source, cue, content, kind, act,
speaker, side, date, nested or not. The inputs are briefs of our own. `pytest tests/golden --refresh` writes the rows
anew: read the difference before you commit it.
"""

import csv
import io
from pathlib import Path

import pytest

import onrecord
from onrecord.types import Extraction

HERE = Path(__file__).parent
CASES = sorted(path.stem for path in HERE.glob("*.txt"))
COLUMNS = ("source", "cue", "content", "kind", "act", "speaker", "side", "said_on", "nested")


def rows(extraction: Extraction) -> str:
    """The statements as a table, tabs between columns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in extraction.statements:
        words = [part.text.replace("\n", " ") if part else "" for part in (one.source, one.cue, one.content)]
        who = one.speaker.name if one.speaker else ""
        when = one.said_on.value if one.said_on else ""
        nested = "nested" if one.parent else ""
        writer.writerow([*words, one.kind, one.act, who, " ".join(one.side), when, nested])
    return out.getvalue()


@pytest.mark.model
@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, request: pytest.FixtureRequest) -> None:
    (extraction,) = onrecord.extract([{"id": case, "text": (HERE / f"{case}.txt").read_text(encoding="utf8")}])
    expected = HERE / f"{case}.tsv"
    if request.config.getoption("--refresh"):
        expected.write_text(rows(extraction), encoding="utf8")
    assert rows(extraction) == expected.read_text(encoding="utf8")


def test_there_are_cases() -> None:
    assert len(CASES) >= 3
