"""Charts as data: what is drawn stands within its width, and what isn't drawn is told."""

import pyarrow as pa
import pytest

from onrecord.present.charts import environment, periods, stylesheet
from onrecord.present.charts.arcs import STEP, Edge, Node, arcs
from onrecord.present.charts.bands import HEIGHT, bands
from onrecord.present.charts.heat import MOST_PERIODS, MOST_SIDES, Heat, heat

EMPTY = {"confidence": 0.5, "first": None, "last": None, "documents": 1, "evidence": []}
MEASURES = ("agreement", "s", "pi", "kappa")


def cells(*rows: tuple[str, str, str, int, int, int]) -> pa.Table:
    names = ("side", "issue", "period", "for", "against", "neutral")
    made = [dict(zip(names, row, strict=True)) for row in rows]
    for row in made:
        more, less = max(row["for"], row["against"]), min(row["for"], row["against"])
        row["stance"] = "neutral" if more == 0 else "mixed" if less else "for" if row["for"] else "against"
    return pa.Table.from_pylist([EMPTY | row for row in made]) if made else pa.table({})


def drawn(*rows: tuple[str, str, str, int, int, int], every: str = "year") -> Heat:
    found = heat(cells(*rows), every, {"b": "Issue B", "a": "Issue A"}, lambda issue, side: f"#{issue}-{side}")  # type: ignore[arg-type]
    assert found is not None
    return found


def pair(period: str = "", s: float | None = 0.5, **more: object) -> dict[str, object]:
    row: dict[str, object] = {"one": "CHN", "other": "RUS", "period": period, "issues": 6, "evidence": 30, "events": 4}
    row |= {"cooperation": 1.5, "why_not": None if s is not None else "2 of 5 shared issues needed"}
    for name in MEASURES:
        row |= {
            name: s,
            f"{name}_low": None if s is None else s - 0.25,
            f"{name}_high": None if s is None else s + 0.25,
        }
    return row | more


def table(*rows: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(rows))


def test_no_evidence_no_chart() -> None:
    assert heat(cells(), "year", {}) is None
    assert bands(pa.table({}), pa.table({})) is None


def test_sides_by_evidence_and_issues_in_the_order_of_the_watchlist() -> None:
    found = drawn(("RUS", "a", "2021", 1, 0, 0), ("CHN", "a", "2021", 2, 0, 0), ("RUS", "b", "2022", 3, 0, 0))
    assert [code for code, _ in found.sides] == ["RUS", "CHN"]
    assert [(row.issue, row.statement) for row in found.rows] == [("b", "Issue B"), ("a", "Issue A")]
    assert found.rows[0].cells[1] is None and found.rows[1].cells[1] is not None
    assert found.rows[1].cells[1].href == "#a-CHN"


def test_a_cell_sums_its_periods_and_tells_them_apart() -> None:
    (row,) = drawn(("RUS", "a", "2020", 3, 0, 0), ("RUS", "a", "2022", 0, 2, 1)).rows
    (cell,) = row.cells
    assert cell is not None
    assert (cell.stance, cell.symbol, cell.level) == ("mixed", "±3/2", 3)
    assert cell.words == "Russia on “Issue A”: both for and against; 3 for, 2 against, 1 neutral"
    assert [(piece.stance, piece.words) for piece in cell.strip] == [
        ("for", "2020: 3 for"),
        ("against", "2022: 2 against, 1 neutral"),
    ]
    # three years, the empty one between them too
    assert cell.strip[1].x == pytest.approx(2 * cell.strip[0].width, abs=0.01)


def test_neutral_is_a_stance_and_no_evidence_is_none() -> None:
    (row,) = drawn(("RUS", "a", "2021", 0, 0, 2), ("CHN", "a", "2021", 1, 0, 0)).rows
    assert {cell.stance for cell in row.cells if cell} == {"neutral", "for"}


def test_long_ago_and_undated_evidence_have_places_of_their_own() -> None:
    found = drawn(("RUS", "a", "1971", 1, 0, 0), ("RUS", "a", "2021", 1, 0, 0), ("RUS", "a", "", 0, 1, 0))
    (cell,) = found.rows[0].cells
    assert cell is not None
    assert found.axis == f"from before {2021 - MOST_PERIODS + 1} to 2021, by year; then no date known"
    assert [piece.words.split(":")[0] for piece in cell.strip] == ["before 2006", "2021", "no date known"]
    assert all(piece.x >= 0 and piece.x + piece.width <= 100.01 for piece in cell.strip)


def test_sides_beyond_the_twelfth_stand_in_the_numbers_only() -> None:
    found = drawn(*((f"S{n:02d}", "a", "2021", 1, 0, 0) for n in range(MOST_SIDES + 3)))
    assert len(found.sides) == MOST_SIDES and found.left_out == "3 further sides"
    assert len(found.lines) == MOST_SIDES + 3


def test_periods_fit_their_extent() -> None:
    assert periods.fitting("2021-03", "2022-01-05") == "month"
    assert periods.fitting("2021-03-02", "2023-12") == "quarter"
    assert periods.fitting("1999", "2022-01-05") == "year"
    assert periods.between("2021-Q3", "2022-Q1") == ["2021-Q3", "2021-Q4", "2022-Q1"]
    assert periods.between("2021-11", "2022-01") == ["2021-11", "2021-12", "2022-01"]
    assert periods.words("2021-Q4") == "4th quarter 2021" and periods.words("") == "no date known"


def test_pairs_have_dot_band_and_coverage_or_a_reason() -> None:
    found = bands(table(pair(), pair(other="USA", s=None, evidence=2)), table(pair("2021")))
    assert found is not None
    (given,), (withheld,) = found.given, found.withheld
    assert (given.x, given.low, given.high, given.figure) == (75.0, 62.5, 87.5, "0.50 [0.25, 0.75]")
    assert given.coverage == "6 issues, 30 statements and deeds"
    assert withheld.x is None and withheld.why_not == "2 of 5 shared issues needed" and withheld.figure == ""
    assert given.line is None  # one period is no line


def test_a_period_without_a_figure_breaks_the_line_and_says_why() -> None:
    parts = [pair("2019", 1.0), pair("2020", 0.0), pair("2021", None), pair("2023", -1.0)]
    found = bands(table(pair()), table(*parts))
    assert found is not None and found.axis == ("2019", "2020", "2021", "2022", "2023")
    line = found.given[0].line
    assert line is not None
    assert [point.y is None for point in line.points] == [False, False, True, True, False]
    assert line.points[2].words == "2021: no figure, 2 of 5 shared issues needed"
    assert line.points[3].words == "2022: no figure, nothing shared"
    assert len(line.bands) == 2 and len(line.lines) == 1
    assert all(0 <= point.x <= 100 and (point.y is None or 0 <= point.y <= HEIGHT) for point in line.points)
    first, second = line.points[0].y, line.points[1].y
    assert first is not None and second is not None and first < second


def test_arcs_lead_from_taker_to_giver_and_are_numbered() -> None:
    nodes = [Node(id="w", name="Wire", medium=True), Node(id="a", name="A"), Node(id="b", name="B")]
    edges = [Edge("a", "w", "origin", "dateline"), Edge("b", "a", "copy", "copies"), Edge("b", "gone", "copy", "no")]
    found = arcs(nodes, edges)
    assert [arc.words for arc in found.arcs] == ["A from Wire: dateline", "B from A: copies"]
    assert [arc.number for arc in found.arcs] == [1, 2] and found.height == 3 * STEP
    assert all(0 < arc.x < found.width and 0 < arc.y < found.height for arc in found.arcs)


def test_two_edges_of_one_pair_lie_side_by_side() -> None:
    nodes = [Node(id="a", name="A"), Node(id="b", name="B"), Node(id="c", name="C")]
    edges = [Edge("b", "a", "copy", "one"), Edge("b", "a", "origin", "two"), Edge("c", "a", "origin", "three")]
    one, two, _ = arcs(nodes, edges).arcs
    assert one.x != two.x


def test_macros_escape_what_articles_say() -> None:
    template = environment("onrecord.present.report").from_string(
        '{% import "charts.html" as charts %}{{ charts.heat(heat) }}{{ charts.arcs(arcs) }}{{ charts.wording(parts) }}'
    )
    rows = cells(("RUS", "a", "2021", 1, 0, 0))
    page = template.render(
        heat=heat(rows, "year", {"a": "<b>&"}, lambda *_: "#x"),
        arcs=arcs([Node(id="a", name="<i>"), Node(id="b", name="B")], [Edge("a", "b", "copy", "<s>")]),
        parts=(),
    )
    assert "<b>" not in page and "<i>" not in page and "<s>" not in page and "&lt;b&gt;&amp;" in page
    assert "</" not in stylesheet()
