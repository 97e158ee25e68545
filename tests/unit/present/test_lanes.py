"""Lanes and bars by month or year, and what isn't drawn is told."""

from onrecord.present.charts.lanes import Chart, chart
from onrecord.present.words import extent_words, number, quoted


class Months:
    """Stands for a record: what `months` asks of it."""

    def __init__(self, *rows: tuple[str, str, int]) -> None:
        self.rows = rows

    def sql(self, query: str) -> "Months":
        return self

    def to_pylist(self) -> list[dict[str, object]]:
        return [{"month": month, "side": side, "statements": n} for month, side, n in self.rows]


def drawn(*rows: tuple[str, str, int], undated: int = 0) -> Chart:
    found = chart(Months(*rows), undated)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_no_dates_no_chart() -> None:
    assert chart(Months(), 3) is None  # type: ignore[arg-type]


def test_lanes_by_number_of_statements_and_unknown_sides_last() -> None:
    found = drawn(("2021-10", "RUS", 2), ("2021-10", "CHN", 5), ("2021-11", "", 9), ("2022-01", "RUS", 4))
    assert [(lane.code, lane.total) for lane in found.lanes] == [("RUS", 6), ("CHN", 5), ("", 9)]
    assert found.unit == "month" and found.periods[0] == ("2021-10", "October 2021")
    assert dict(found.rows)["Russia"] == (2, 0, 4)


def test_bars_stand_within_the_width_and_the_highest_fills_the_height() -> None:
    found = drawn(("2021-10", "RUS", 10), ("2022-03", "RUS", 1), ("2021-10", "CHN", 5))
    bars = [bar for lane in found.lanes for bar in lane.bars]
    assert all(bar.x >= 0 and bar.x + bar.width <= 100 and bar.y >= 0 and bar.y + bar.height == 30 for bar in bars)
    assert max(bar.height for bar in bars) == 28 and "October 2021: 10 statements" in bars[0].words


def test_long_records_are_drawn_by_year() -> None:
    found = drawn(("1999-10", "RUS", 4), ("2021-10", "RUS", 5), ("2021", "RUS", 3))
    assert found.unit == "year" and found.lanes[0].total == 12 and found.left_out == ""


def test_records_of_which_mostly_the_year_is_known_are_drawn_by_year() -> None:
    found = drawn(("2021-10", "RUS", 2), ("2021", "RUS", 3))
    assert found.unit == "year" and found.lanes[0].total == 5 and found.ticks[0].words == "2016"


def test_a_few_old_statements_dont_stretch_the_axis() -> None:
    found = drawn(("1970-12", "USA", 1), ("2021-10", "RUS", 20))
    assert found.unit == "month" and [lane.code for lane in found.lanes] == ["RUS"]
    assert found.left_out == "1 statement before October 2021"
    found = drawn(("1970-12", "USA", 1), ("2021", "RUS", 20))
    assert found.unit == "year" and found.left_out == "1 statement before 2021"


def test_what_is_not_drawn_is_told() -> None:
    sides = [("2021-10", f"X{n:02d}", 1) for n in range(14)]
    found = drawn(*sides, ("2021", "RUS", 2), undated=1)
    assert len(found.lanes) == 10 and len(found.rows) == 14
    assert found.left_out == (
        "4 further sides, 2 statements of which only the year is known, 1 statement without a date"
    )


def test_words() -> None:
    assert number(1, "statement") == "1 statement" and number(1200, "statement") == "1,200 statements"
    assert extent_words("2021-10-12", "2021-10-12") == "12 October 2021"
    assert quoted('"so,"') == quoted("so,") == "“so,”"
    assert extent_words("2021", "2022-03") == "2021 to March 2022"
