"""A record built with a watchlist: what is read again when it changes, and what comes out of it."""

from pathlib import Path

import pytest

import onrecord
from onrecord.analyse.suggest import as_toml, suggest
from onrecord.analyse.why import why
from onrecord.errors import AnalyseError
from onrecord.settings import PositionsSettings
from onrecord.types import About

pytestmark = pytest.mark.model

TEXT = """CAIRO, 3 May 2023 - Egypt's foreign minister said on Wednesday that Cairo firmly opposes the dam that Ethiopia
is building on the Nile.

Ethiopia's prime minister said on Wednesday that his country will finish the dam on the Nile and is proud of it.
"""
WATCHLIST = """
[[issue]]
id = "nile-dam"
statement = "Ethiopia's dam on the Nile"
implies = [{stance = "against", issue = "old-treaty", implied = "for"}]

[[issue]]
id = "old-treaty"
statement = "Keeping the colonial treaty about river waters"
"""


def build(folder: Path, watchlist: str = "") -> Path:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.txt").write_text(TEXT, encoding="utf8")
    (folder / "issues.toml").write_text(watchlist, encoding="utf8")
    settings = onrecord.Settings(positions=PositionsSettings(issues=str(folder / "issues.toml") if watchlist else ""))
    onrecord.build(folder / "in", folder / "r.record", onrecord.Options(settings=settings))
    return folder / "r.record"


def shards(record: Path, layer: str) -> list[tuple[str, int]]:
    return [(path.name, path.stat().st_mtime_ns) for path in sorted((record / "shards").glob(f"{layer}-*"))]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("watchlist")
    before = build(folder)
    kept = {layer: shards(before, layer) for layer in ("read", "extract", "resolve", "positions")}
    assert onrecord.matrix(before).num_rows == 0
    build(folder, WATCHLIST.split('\n[[issue]]\nid = "old-treaty"', maxsplit=1)[0].replace("implies", "# implies"))
    kept["sense"] = shards(before, "sense")
    assert kept["sense"]
    after = build(folder, WATCHLIST)
    for layer in ("read", "extract", "sense", "resolve"):
        assert shards(after, layer) == kept[layer], f"{layer} was done again"
    assert shards(after, "positions") != kept["positions"]
    return after


def stances(record: Path) -> dict[tuple[str, str], str]:
    return {(row["side"], row["issue"]): row["stance"] for row in onrecord.matrix(record).to_pylist()}


def test_sides_stand_where_they_said(record: Path) -> None:
    found = stances(record)
    assert found["EGY", "nile-dam"] == "against"
    assert found["ETH", "nile-dam"] == "for"


def test_what_the_watchlist_implies(record: Path) -> None:
    found = stances(record)
    assert found["EGY", "old-treaty"] == "for"
    assert ("ETH", "old-treaty") not in found


def test_every_position_leads_to_a_sentence(record: Path) -> None:
    with onrecord.open(record) as opened:
        text = opened.document("a.txt").text
        said = {one.id: one for one in opened.extraction("a.txt").statements}
        for position in opened.extraction("a.txt").positions:
            for evidence in position.evidence:
                if evidence.statement:
                    content = said[evidence.statement].content
                    assert content.text == " ".join(span.of(text) for span in content.spans)
                    assert any(isinstance(one, About) for one in said[evidence.statement].about)


def test_the_reason_is_kept(record: Path) -> None:
    with onrecord.open(record) as opened:
        row = next(one for one in opened.extraction("a.txt").statements if one.side == ("EGY",) and one.about)
        found = {one["issue"]: one for one in why(opened, row.id).to_pylist()}
        assert list(found) == [one.issue for one in row.about]
        assert "dam" in found["nile-dam"]["reason"]
        assert found["nile-dam"]["stance"] == "against"
        assert found["nile-dam"]["score"] > found["nile-dam"]["confidence"] > 0
        assert found["old-treaty"]["reason"] == "against nile-dam implies it"
        assert found["nile-dam"]["read"] in opened.document("a.txt").text
        position = opened.extraction("a.txt").positions[0]
        with pytest.raises(AnalyseError, match="is a position"):
            why(opened, position.id)


def test_too_few_statements_suggest_nothing(record: Path) -> None:
    with onrecord.open(record) as opened:
        found = suggest(opened)
    assert found == []
    assert as_toml(found).startswith("#")
