from collections.abc import Iterable

import numpy as np
import pytest

from onrecord.positions.about import FEATURES, Aboutness, rarity, weights, wordings
from onrecord.positions.vectors import Sentences, Vectors
from onrecord.types import Issue
from onrecord.types.sense import WIDTH

TARIFFS = Issue(id="tariffs", statement="Tariffs on steel from Japan", aliases=("steel duties",))
ISLANDS = Issue(id="islands", statement="The islands belong to Japan")


class Axes(Sentences):
    """Texts with one first word share a vector; those of others stand at right angles to it."""

    def __call__(self, texts: Iterable[str]) -> Vectors:
        rows = []
        for text in texts:
            vector = np.zeros(WIDTH, np.float16)
            vector[sum(map(ord, text.split()[0].lower())) % WIDTH] = 1
            rows.append(vector)
        return np.stack(rows)


def finder(*issues: Issue) -> Aboutness:
    return Aboutness(issues, Axes())


def feature(name: str, features: np.ndarray, issue: int) -> float:
    return float(features[issue, FEATURES.index(name)])


def test_an_issue_is_put_by_its_statement_parts_aliases_and_examples() -> None:
    issue = Issue(
        id="x",
        statement="Quotas for steel mills; tariffs on imported Japanese steel, duties",
        aliases=("steel war",),
        for_=("We need quotas",),
    )
    texts = [one.text for one in wordings(issue)]
    assert texts[0] == issue.statement
    # a part of one word says too little by itself, one without the sides of the first has lost its subject
    assert texts[1:] == ["Quotas for steel mills", "tariffs on imported Japanese steel", "steel war", "We need quotas"]
    assert [one.alias for one in wordings(issue)] == [False, False, False, True, False]


def test_features_of_a_text() -> None:
    found = finder(TARIFFS, ISLANDS)
    features = found.features(Axes()(["Tariffs hurt"])[0], "Tariffs hurt; the steel duties must go")
    assert feature("meaning", features, 0) == 1
    assert feature("meaning", features, 1) == 0
    assert [feature("lead", features, issue) for issue in (0, 1)] == pytest.approx([0.2, -0.2])
    assert (feature("alias", features, 0), feature("alias", features, 1)) == (1, 0)
    assert feature("sides_missing", features, 0) == 1
    named = found.features(Axes()(["Tariffs hurt"])[0], "Tariffs hurt", near=["JPN"])
    assert feature("sides_missing", named, 0) == 0
    assert feature("words", named, 0) > feature("words", found.features(Axes()(["x"])[0], "Tariffs hurt"), 0)


def test_a_text_by_meaning_and_words_and_its_reason() -> None:
    found = finder(TARIFFS, ISLANDS)
    (match,) = found(Axes()(["Tariffs"])[0], "Tariffs on Japanese steel are needed")
    assert match.issue == "tariffs"
    assert match.score >= weights().least
    assert "JPN" in match.reason
    assert "steel" in match.reason
    assert found(Axes()(["Weather"])[0], "Weather in May was fine") == []


def test_what_many_issues_name_is_common() -> None:
    common = rarity([wordings(TARIFFS), wordings(ISLANDS)])
    assert common["JPN"] < common["steel"] == 1


def test_a_part_without_its_subject_is_no_wording() -> None:
    issue = Issue(id="x", statement="Japan's growing military budget or possible military role over the islands")
    assert [one.text for one in wordings(issue)] == [issue.statement, "Japan's growing military budget"]


def test_texts_far_from_all_issues_are_left_before_their_words_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = finder(TARIFFS, ISLANDS)
    rng = np.random.default_rng(3)
    for text in ("Tariffs on Japanese steel must go", "The islands belong to Japan", "Snow fell", "steel duties"):
        for vector in (*Axes()([text, "Tariffs"]), rng.normal(0, 0.05, WIDTH).astype(np.float16)):
            features = asked.features(vector, text, ["JPN"])
            scores = 1 / (1 + np.exp(-(features @ np.array(weights().weights))))
            wanted = [one.id for one, score in zip(asked.issues, scores, strict=True) if score >= weights().least]
            assert [match.issue for match in asked(vector, text, ["JPN"])] == wanted
    monkeypatch.setattr("onrecord.positions.about.words", lambda _text: pytest.fail("read all the same"))
    assert asked(np.zeros(WIDTH, np.float16), "Snow fell") == []
