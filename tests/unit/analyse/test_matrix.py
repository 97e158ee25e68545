from pathlib import Path

import pytest

from onrecord.analyse.evidence import Where
from onrecord.analyse.matrix import SHOWN, cell, matrix, pieces, pieces_by_stance
from onrecord.errors import AnalyseError
from onrecord.record import Record
from tests.unit.analyse import stands

SAID = [
    ("RUS", "grain-deal", "for", "2022-07-22", "support"),
    ("RUS", "grain-deal", "against", "2023-07-17", "reject"),
    ("RUS", "grain-deal", "against", "2023-08-01", "warn"),
    ("RUS", "grain-deal", "for", "2023-08-02", "assert"),
    ("TUR", "grain-deal", "for", "2023", "demand"),
    ("TUR", "tariffs", "neutral", "2023-05-01", "report"),
    ("EGY", "grain-deal", "for", None, "support"),
]


def rows(path: Path, where: Where | None = None, every: str = "year") -> dict[tuple[str, str, str], dict[str, object]]:
    with Record.open(path) as record:
        found = matrix(record, where, every).to_pylist()
    return {(row["side"], row["issue"], row["period"]): row for row in found}


def test_cells_count_evidence_by_year_and_keep_contradiction(tmp_path: Path) -> None:
    cells = rows(stands.record(tmp_path / "r", SAID))
    assert set(cells) == {
        ("RUS", "grain-deal", "2022"),
        ("RUS", "grain-deal", "2023"),
        ("TUR", "grain-deal", "2023"),
        ("TUR", "tariffs", "2023"),
        ("EGY", "grain-deal", ""),
    }
    mixed = cells["RUS", "grain-deal", "2023"]
    assert (mixed["stance"], mixed["for"], mixed["against"]) == ("mixed", 1, 2)
    assert sorted(mixed["evidence"]) == sorted(stands.ids(SAID)[1:4])
    assert (mixed["first"], mixed["last"], mixed["documents"]) == ("2023-07-17", "2023-08-02", 1)


def test_of_equally_sure_evidence_the_highest_ids_are_listed(tmp_path: Path) -> None:
    said = [("RUS", "grain-deal", "for", "2022-07-22", "support")] * (SHOWN + 10)
    cells = rows(stands.record(tmp_path / "r", said))
    assert cells["RUS", "grain-deal", "2022"]["evidence"] == sorted(stands.ids(said), reverse=True)[:SHOWN]


def test_neutral_differs_from_no_evidence(tmp_path: Path) -> None:
    cells = rows(stands.record(tmp_path / "r", SAID))
    assert cells["TUR", "tariffs", "2023"]["stance"] == "neutral"
    assert ("RUS", "tariffs", "2023") not in cells


def test_one_in_six_against_is_no_mixed_cell(tmp_path: Path) -> None:
    said = [("RUS", "x", "for", f"2023-01-0{day}", "assert") for day in range(1, 6)]
    cells = rows(stands.record(tmp_path / "r", [*said, ("RUS", "x", "against", "2023-02-01", "deny")]))
    assert cells["RUS", "x", "2023"]["stance"] == "for"
    assert cells["RUS", "x", "2023"]["against"] == 1


def test_periods_hold_what_the_date_says_and_no_more(tmp_path: Path) -> None:
    path = stands.record(tmp_path / "r", SAID)
    assert {period for _, _, period in rows(path, every="quarter")} == {"2022-Q3", "2023-Q3", "2023-Q2", "2023", ""}
    assert {period for _, _, period in rows(path, every="month")} == {
        "2022-07",
        "2023-07",
        "2023-08",
        "2023-05",
        "2023",
        "",
    }
    assert {period for _, _, period in rows(path, every="all")} == {""}


def test_where_narrows(tmp_path: Path) -> None:
    path = stands.record(tmp_path / "r", SAID)
    assert {side for side, _, _ in rows(path, Where(side=["TUR"]))} == {"TUR"}
    assert {issue for _, issue, _ in rows(path, Where(issue=["tariffs"]))} == {"tariffs"}
    # known to the year only: it may lie after July
    assert set(rows(path, Where(since="2023-08", issue=["grain-deal"]))) == {
        ("RUS", "grain-deal", "2023"),
        ("TUR", "grain-deal", "2023"),
    }
    assert rows(path, Where(until="2022-12")).keys() == {("RUS", "grain-deal", "2022")}
    assert rows(path, Where(min_confidence=0.9)) == {}


def test_a_cell_lists_all_its_evidence_in_order_of_date(tmp_path: Path) -> None:
    with Record.open(stands.record(tmp_path / "r", SAID)) as record:
        found = cell(record, Where(side=["RUS"], issue=["grain-deal"]))
    assert found["id"].to_pylist() == stands.ids(SAID)[:4]
    assert found["stance"].to_pylist() == ["for", "against", "against", "for"]
    assert found["text"].to_pylist() == ["word"] * 4


def test_an_unknown_period_is_told(tmp_path: Path) -> None:
    with Record.open(stands.record(tmp_path / "r", SAID)) as record, pytest.raises(AnalyseError, match="no period"):
        matrix(record, every="week")  # type: ignore[arg-type]


def test_the_pieces_of_all_stances_at_once_are_those_of_each(tmp_path: Path) -> None:
    where = Where(side=("RUS",), issue=("grain-deal",))
    with Record.open(stands.record(tmp_path / "r", SAID)) as record:
        together = pieces_by_stance(record, where, ("for", "against", "neutral"), 1)
        for stance, rows in together.items():
            assert rows.to_pylist() == pieces(record, where, stance, limit=1).to_pylist()
        assert [table.num_rows for table in together.values()] == [1, 1, 0]
        assert pieces_by_stance(record, where, (), 1) == {}
