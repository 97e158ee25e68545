from pathlib import Path

from onrecord.analyse.shifts import Change, shifts
from onrecord.record import Record
from tests.unit.analyse import stands


def found(path: Path, days: int = 180) -> list[dict[str, object]]:
    with Record.open(path) as record:
        rows: list[dict[str, object]] = shifts(record, change=Change(silent_days=days)).to_pylist()
    return rows


def test_a_turn_names_the_statements_before_and_after(tmp_path: Path) -> None:
    said = [
        ("TUR", "x", "against", "2022-05-13", "reject"),
        ("TUR", "x", "against", "2022-06-01", "assert"),
        ("TUR", "x", "for", "2022-06-28", "support"),
        ("TUR", "x", "for", "2022-07-05", "support"),
    ]
    ids = stands.ids(said)
    (row,) = found(stands.record(tmp_path / "r", said))
    assert (row["side"], row["issue"], row["kind"], str(row["on"]), str(row["since"])) == (
        "TUR",
        "x",
        "turned",
        "2022-06-28",
        "2022-06-01",
    )
    assert (row["stance_before"], row["stance_after"], row["before"], row["after"]) == (
        "against",
        "for",
        ids[1],
        ids[2],
    )


def test_of_equally_sure_evidence_the_higher_id_is_named_wherever_it_stands(tmp_path: Path) -> None:
    said = [("TUR", "x", "against", "2022-05-13", "warn")] * 6 + [("TUR", "x", "for", "2022-06-28", "warn")] * 6
    ids = stands.ids(said)
    (row,) = found(stands.record(tmp_path / "r", said))
    assert (row["before"], row["after"]) == (max(ids[:6]), max(ids[6:]))


def test_of_acts_that_go_as_far_the_higher_id_is_named_wherever_it_stands(tmp_path: Path) -> None:
    said = [("CHN", "x", "for", "2022-01-01", "criticise")] * 6 + [("CHN", "x", "for", "2022-02-01", "warn")] * 6
    ids = stands.ids(said)
    (row,) = found(stands.record(tmp_path / "r", said))
    assert (row["kind"], row["before"], row["after"]) == ("hardened", max(ids[:6]), max(ids[6:]))


def test_a_day_with_as_much_for_as_against_turns_nothing(tmp_path: Path) -> None:
    said = [
        ("TUR", "x", "for", "2022-05-13", "assert"),
        ("TUR", "x", "against", "2022-05-14", "assert"),
        ("TUR", "x", "for", "2022-05-14", "assert"),
        ("TUR", "x", "for", "2022-05-15", "assert"),
    ]
    assert found(stands.record(tmp_path / "r", said)) == []


def test_hardening_goes_further_than_all_before(tmp_path: Path) -> None:
    said = [
        ("CHN", "x", "against", "2022-01-01", "criticise"),
        ("CHN", "x", "against", "2022-02-01", "warn"),
        ("CHN", "x", "against", "2022-03-01", "warn"),
        ("CHN", "x", "against", "2022-04-01", "threaten"),
    ]
    ids = stands.ids(said)
    rows = found(stands.record(tmp_path / "r", said))
    assert [(row["kind"], str(row["on"]), row["before"], row["after"]) for row in rows] == [
        ("hardened", "2022-02-01", ids[0], ids[1]),
        ("hardened", "2022-04-01", ids[1], ids[3]),
    ]


def test_silence_needs_a_side_that_speaks_on(tmp_path: Path) -> None:
    said = [("IND", "x", "for", "2022-01-01", "assert"), ("IND", "x", "for", "2022-02-01", "assert")]
    assert found(stands.record(tmp_path / "quiet", said)) == []
    later = [*said, ("IND", "", "neutral", "2022-12-01", "assert")]
    (row,) = found(stands.record(tmp_path / "spoke", later))
    assert (row["kind"], str(row["on"]), row["before"], row["after"]) == (
        "silent",
        "2022-02-01",
        stands.ids(said)[1],
        None,
    )
    assert found(stands.record(tmp_path / "long", later), days=400) == []


def test_dates_of_a_year_say_nothing_of_order(tmp_path: Path) -> None:
    said = [("IND", "x", "for", "2022", "assert"), ("IND", "x", "against", "2023", "assert")]
    assert found(stands.record(tmp_path / "r", said)) == []
