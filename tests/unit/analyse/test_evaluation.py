"""Figures of judgements: each against a case counted by hand, and withheld where there is too little."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.evaluation import Drawn, evaluate
from onrecord.analyse.proportions import alpha, clustered, kappa, stratified, wilson
from onrecord.analyse.sampling import sample
from onrecord.errors import AnalyseError
from onrecord.record import Record, Word
from tests.unit.record import factory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    factory.build(tmp_path / "r", factory.generated(6, statements=10))
    return tmp_path / "r"


def figures(record: Record, **given: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["figure"], row["what"]): row for row in evaluate(record, **given).to_pylist()}


def ids(record: Record, number: int, skip: int = 0) -> list[str]:
    return record.table("statements")["id"].to_pylist()[skip : skip + number]


def test_nobody_judged_no_figure(path: Path) -> None:
    with Record.open(path) as record:
        assert evaluate(record).num_rows == 0


def test_precision_and_fields(path: Path) -> None:
    with Record.open(path) as record:
        chosen = ids(record, 10)
        words = [Word(row=id, verdict="wrong") for id in chosen[:2]]
        words += [Word(row=id, verdict="edit", edit={"act": "deny"}) for id in chosen[2:5]]
        record.judge_all([*words, *(Word(row=id, verdict="right") for id in chosen[5:])])
        found = figures(record)
        assert (found["precision", ""]["right"], found["precision", ""]["of"], found["precision", ""]["value"]) == (
            8,
            10,
            0.8,
        )
        assert found["exact", ""]["value"] == 0.5
        assert found["accuracy", "act"]["value"] == pytest.approx(5 / 8, abs=1e-4)
        assert found["accuracy", "side"]["value"] == 1.0
        assert "however they were chosen" in found["precision", ""]["note"]
        assert ("recall", "") not in found and ("kappa", "") not in found


def test_recall_of_complete_documents(path: Path) -> None:
    with Record.open(path) as record:
        doc = record.table("documents")["doc"].to_pylist()[0]
        mine = [one.id for one in record.extraction(doc).statements]
        record.judge_all([Word(row=id, verdict="right") for id in mine[:8]])
        record.judge(Word(row=mine[8], verdict="wrong"))
        for start in (0, 10):
            record.judge(Word(verdict="add", kind="statement", document=doc, edit={"content": [[start, start + 4]]}))
        record.judge(Word(row=ids(record, 1, 30)[0], verdict="right"))  # of another document: tells nothing of recall
        assert ("recall", "") not in figures(record)
        record.judge(Word(verdict="complete", kind="statement", document=doc))
        recall = figures(record)["recall", ""]
        assert (recall["right"], recall["of"], recall["value"]) == (8, 10, 0.8)
        assert "1 of the machine's rows there aren't judged" in recall["note"]
        assert "fewer than 10 documents" in recall["note"]


def says(author: str, chosen: list[str]) -> list[Word]:
    """Every second one is wrong."""
    return [Word(row=id, verdict="wrong" if at % 2 else "right", author=author) for at, id in enumerate(chosen)]


def test_agreement_is_withheld_of_few_and_counted_of_enough(path: Path) -> None:
    with Record.open(path) as record:
        chosen = ids(record, 24)
        record.judge_all(says("Ana", chosen))
        few = figures(record)
        assert not any(figure in ("agreement", "alpha", "kappa") for figure, _ in few)
        record.judge_all(says("Bo", chosen[:10]))
        found = figures(record)
        assert found["agreement", "there"]["value"] == 1.0
        assert found["kappa", "Ana / Bo"]["value"] is None
        assert found["kappa", "Ana / Bo"]["note"] == "10 of 20 rows in common needed"
        record.judge_all(
            [*says("Bo", chosen[10:22]), *(Word(row=id, verdict="wrong", author="Bo") for id in chosen[22:])]
        )
        found = figures(record)
        assert (found["agreement", "there"]["right"], found["agreement", "there"]["of"]) == (23, 24)
        assert found["kappa", "Ana / Bo"]["value"] == pytest.approx(1 - (1 / 24) / 0.5, abs=1e-3)
        assert 0.9 < found["alpha", "there"]["value"] < 1


def test_the_draw_is_the_same_and_weighs_its_strata(path: Path) -> None:
    with Record.open(path) as record:
        drawn = sample(record, 20, seed=3)
        assert drawn.equals(sample(record, 20, seed=3))
        assert not drawn["id"].equals(sample(record, 20, seed=4)["id"])
        assert set(drawn["stratum"].to_pylist()) == {"likely"} and set(drawn["size"].to_pylist()) == {60}
        record.judge_all([Word(row=id, verdict="right") for id in drawn["id"].to_pylist()[:15]])
        record.judge(Word(row=next(id for id in ids(record, 60) if id not in drawn["id"].to_pylist()), verdict="wrong"))
        rows = [Drawn(row["id"], row["kind"], row["stratum"], row["size"]) for row in drawn.to_pylist()]
        found = figures(record, drawn=rows)["precision", ""]
        assert (found["right"], found["of"], found["value"]) == (15, 15, 1.0)
        assert "5 of 20 rows drawn aren't judged" in found["note"]
        assert sum(sample(record, 20, seed=3)["judged"].to_pylist()) == 15
        with pytest.raises(AnalyseError, match="nothing to draw"):
            sample(record, 5, kind="event")


def test_wilson_as_published() -> None:
    # Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    for right, of, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(right, of) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_kappa_and_alpha_as_published() -> None:
    # Cohen 1960's form on a table of 20, 5, 10, 15
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    # Krippendorff 2011, example C: four judges, missing values, nominal: 0.743
    units = [(1, 1, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4), (4, 4, 4, 4),
             (1, 1, 2, 1), (2, 2, 2, 2), (5, 5, 5), (1, 1), (3,)]  # fmt: skip
    assert alpha(units) == pytest.approx(0.743, abs=5e-4)
    assert alpha([("a", "a"), ("a", "a")]) is None and kappa([("a", "a")]) is None


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30), st.integers(1, 1000)), min_size=1, max_size=5))
def test_intervals_hold_their_share(strata: list[tuple[int, int, int]]) -> None:
    whole = [(min(right, of), of, size) for right, of, size in strata]
    share, low, high = stratified(whole)
    assert -1e-9 <= low <= share + 1e-9 and share <= high + 1e-9 <= 1 + 2e-9


def test_strata_weigh_their_size() -> None:
    share, low, high = stratified([(10, 10, 900), (0, 10, 100), (0, 0, 50)])
    assert share == pytest.approx(0.9)
    assert low < 0.9 < high
    assert clustered([(5, 10)] * 12) == (0.5, 0.5)
    assert clustered([(0, 10), (10, 10)] * 6)[0] < 0.4
