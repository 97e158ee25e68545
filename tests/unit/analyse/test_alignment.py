from pathlib import Path

import pytest

from onrecord.analyse.alignment import Terms, alignment
from onrecord.analyse.evidence import Where
from onrecord.record import Record
from tests.unit.analyse import stands

ISSUES = ["a", "b", "c", "d"]
LOW = Terms(min_issues=4, min_evidence=8, min_events=2)


def said(side: str, stances: str, year: str = "2023") -> list[stands.Said]:
    """One statement an issue: + for, - against, 0 neutral."""
    names = {"+": "for", "-": "against", "0": "neutral"}
    return [
        (side, issue, names[sign], f"{year}-03-0{n}", "assert")
        for n, (issue, sign) in enumerate(zip(ISSUES, stances, strict=True), 1)
    ]


def pair(path: Path, terms: Terms = LOW, where: Where | None = None) -> list[dict[str, object]]:
    with Record.open(path) as record:
        rows: list[dict[str, object]] = alignment(record, where, terms).to_pylist()
    return rows


def test_figures_of_a_pair_by_hand(tmp_path: Path) -> None:
    rows = pair(stands.record(tmp_path / "r", said("RUS", "++-0") + said("CHN", "+--+")))
    (row,) = rows
    assert (row["one"], row["other"], row["issues"], row["evidence"]) == ("CHN", "RUS", 4, 8)
    assert row["agreement"] == 0.5
    assert row["s"] == 0.25
    # marginals of RUS .5 .25 .25 and CHN .5 0 .5 (for, neutral, against): chance .375,
    # by the means of both .25 + .0156 + .1406
    assert row["kappa"] == pytest.approx((0.5 - 0.375) / 0.625, abs=1e-4)
    assert row["pi"] == pytest.approx((0.5 - 0.40625) / 0.59375, abs=1e-4)
    assert row["agreement_low"] <= 0.5 <= row["agreement_high"]  # type: ignore[operator]
    assert row["why_not"] is None


def test_no_figure_below_the_least_evidence(tmp_path: Path) -> None:
    (row,) = pair(stands.record(tmp_path / "r", said("RUS", "++-0") + said("CHN", "+--+")), Terms())
    assert row["agreement"] is None
    assert row["s_low"] is None
    assert row["why_not"] == "4 of 5 shared issues needed; 8 of 20 pieces of evidence needed"


def test_each_period_by_itself(tmp_path: Path) -> None:
    path = stands.record(
        tmp_path / "r",
        said("RUS", "++++", "2022") + said("CHN", "----", "2022") + said("RUS", "++--") + said("CHN", "++--"),
    )
    rows = {row["period"]: row for row in pair(path, Terms(every="year", min_issues=4, min_evidence=8))}
    assert (rows["2022"]["agreement"], rows["2022"]["s"]) == (0, -1)
    assert (rows["2023"]["agreement"], rows["2023"]["kappa"]) == (1, 1)


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    path = stands.record(tmp_path / "r", said("RUS", "++-0") + said("CHN", "+--+") + said("TUR", "0+-+"))
    assert pair(path) == pair(path)
    other = pair(path, Terms(min_issues=4, min_evidence=8, seed=9))
    assert [row["s"] for row in other] == [row["s"] for row in pair(path)]


def test_net_cooperation_is_the_mean_goldstein_score_of_deeds_done(tmp_path: Path) -> None:
    done = [
        ("RUS", "CHN", "COOPERATE", "2023-01-01", "occurred"),
        ("CHN", "RUS", "AID", "2023-02-01", "ongoing"),
        ("CHN", "RUS", "ASSAULT", "2023-02-02", "planned"),
        ("CHN", "USA", "REJECT", "2023-02-03", "occurred"),
    ]
    rows = pair(
        stands.record(tmp_path / "r", said("RUS", "++--") + said("CHN", "++--"), done),
        LOW,
        Where(side=["RUS", "CHN", "USA"]),
    )
    by = {(row["one"], row["other"]): row for row in rows}
    assert (by["CHN", "RUS"]["events"], by["CHN", "RUS"]["cooperation"]) == (2, 6.5)
    assert by["CHN", "USA"]["cooperation"] is None
    assert "1 of 2 events needed" in str(by["CHN", "USA"]["why_not"])


def test_only_the_sides_asked_for(tmp_path: Path) -> None:
    path = stands.record(tmp_path / "r", said("RUS", "++--") + said("CHN", "++--") + said("TUR", "++--"))
    assert {(row["one"], row["other"]) for row in pair(path, LOW, Where(side=["RUS", "TUR"]))} == {("RUS", "TUR")}
    assert len(pair(path)) == 3
