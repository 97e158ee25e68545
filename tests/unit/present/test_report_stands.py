"""What the report shows of positions and stories: each cell opens its evidence, each edge has its reason."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.present import report as reports
from onrecord.present.report import report, site
from onrecord.present.report.conflicts import conflicts
from onrecord.present.report.places import Places
from onrecord.present.report.stands import cells, stands
from onrecord.present.report.stories import stories
from onrecord.record import Record
from tests.unit.present import harbour
from tests.unit.present.test_report import Page

PLACES = Places({})


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(harbour.build(tmp_path_factory.mktemp("r") / "a.record")) as record:
        yield record


@pytest.fixture(scope="module")
def html(record: Record) -> str:
    written = report(record, record.path.parent / "a.html")
    assert written.pages == 1 and written.size == written.path.stat().st_size
    return written.path.read_text(encoding="utf8")


@pytest.fixture(scope="module")
def pages(record: Record) -> dict[str, str]:
    folder = record.path.parent / "pages"
    written = report(record, folder)
    assert written.path == folder / "index.html" and written.pages == len(list(folder.iterdir()))
    return {path.name: path.read_text(encoding="utf8") for path in folder.iterdir()}


def test_a_cell_holds_the_evidence_for_and_against_and_what_is_neutral(record: Record) -> None:
    found = {cell.side: cell for cell in cells(record, PLACES)}
    assert [(one.stance, one.total, len(one.pieces)) for one in found["SWE"].columns] == [
        ("for", 2, 2),
        ("against", 1, 1),
        ("neutral", 1, 1),
    ]
    # no evidence for is told; that nobody was neutral isn't worth a column
    assert [(one.stance, one.total) for one in found["NOR"].columns] == [("for", 0), ("against", 1)]
    for cell in found.values():
        for column in cell.columns:
            for piece in column.pieces:
                assert re.fullmatch(r"#s-[0-9a-f]{16}", piece.href)


def test_few_words_stand_within_their_sentence(record: Record) -> None:
    swe = next(cell for cell in cells(record, PLACES) if cell.side == "SWE")
    (threat,) = next(column.pieces for column in swe.columns if column.stance == "against")
    assert threat.text == "danger" and threat.before.endswith("spoke of ") and threat.after == "."


def test_what_changed_has_the_words_before_and_after(record: Record) -> None:
    (turn,) = stands(record, PLACES).turns
    assert (turn.side, turn.kind, turn.words, turn.when) == ("SWE", "turned", "from for to against", "11 April 2022")
    assert turn.before is not None and turn.after is not None and turn.after.text == "danger"


def test_a_story_counts_independent_origins_and_gives_reasons(record: Record) -> None:
    found = stories(record, PLACES)
    (story,) = found.stories
    assert (story.documents, story.outlets, story.origins, found.origins) == (4, 3, 2, 2)
    assert [member.origin for member in story.members] == ["A", "A", "A", "B"]
    assert story.letters == (("A", "Coast Wire"), ("B", "4-other.txt"))
    assert story.diagram is not None
    assert [arc.words for arc in story.diagram.arcs] == [
        "Harbour Post from Coast Wire: copies 100 % of its words, published 1 day later",
        "Fjord Daily from Coast Wire: copies 95 % of its words, published 1 day later",
    ]


def test_wordings_stand_side_by_side_with_what_differs(record: Record) -> None:
    (story,) = stories(record, PLACES).stories
    wreck = next(one for one in story.utterances if "wreck" in one.wordings[0].parts[0].text)
    assert [wording.note for wording in wreck.wordings] == ["fullest, earliest", "", ""]
    assert [part.change for part in wreck.wordings[1].parts] == ["same"]
    assert [part.text for part in wreck.wordings[2].parts if part.change == "cut"] == ["from the channel "]
    (met,) = story.merged
    assert [telling.where for telling in met.tellings] == ["Coast Wire", "Fjord Daily"]


def test_contradictions_show_both_spans(record: Record) -> None:
    (found,) = conflicts(record, PLACES)
    assert found.kind == "figures"
    assert ["90" in half.words for half in found.halves] == [True, False] and "70" in found.halves[1].words


def test_the_page_shows_all_of_it_and_every_link_leads_somewhere(html: str) -> None:
    page = Page(html)
    ids = {a["id"] for _, a in page.elements if a.get("id")}
    links = [a.get("href") or "" for tag, a in page.elements if tag == "a"]
    assert {link[1:] for link in links if re.match("#[sedct]-", link)} <= ids
    assert {"c-towing.SWE", "c-towing.NOR", "t-1", "contradictions", "shifts", "alignment"} <= ids
    assert "Towing the wreck &lt;north&gt;" in html and "no evidence" in html
    assert html.count("<del>") == 2 and html.count("<ins>") == 1


def test_every_chart_has_its_numbers_and_a_name(html: str) -> None:
    assert html.count("The same as numbers") == 2  # the matrix, statements by month; no pair has a figure
    for tag, attributes in Page(html).elements:
        if tag == "svg":
            assert attributes.get("aria-label") or attributes.get("aria-hidden") == "true"


def test_no_watchlist_is_told(tmp_path: Path) -> None:
    from tests.unit.present.factory import build  # noqa: PLC0415

    with Record.open(build(tmp_path / "b.record")) as record:
        found = report(record, tmp_path / "b.html").path.read_text(encoding="utf8")
    assert "built without a watchlist" in found


def test_pages_lead_to_each_other_by_relative_addresses(pages: dict[str, str]) -> None:
    assert set(pages) == {"index.html", "documents-001.html", "evidence-001.html", "stories-001.html"}
    for name, html in pages.items():
        page = Page(html)
        ids = {other: {a["id"] for _, a in Page(text).elements if a.get("id")} for other, text in pages.items()}
        for tag, attributes in page.elements:
            href = attributes.get("href")
            if tag == "a" and href and not href.startswith("https:"):
                file, _, anchor = href.partition("#")
                assert (file or name) in pages, href
                assert not anchor or "=" in anchor or anchor in ids[file or name], (name, href)
    assert 'href="index.html"' in pages["documents-001.html"]
    assert 'href="evidence-001.html#c-towing.SWE"' in pages["index.html"]
    assert re.search(r'href="documents-001.html#s-[0-9a-f]{16}"', pages["evidence-001.html"])
    assert 'href="stories-001.html#t-1"' in pages["index.html"]


def test_pages_of_an_earlier_report_go_and_other_files_stay(record: Record, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "documents-007.html").write_text("old")
    report(record, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert "notes.txt" in names and "documents-007.html" not in names and "index.html" in names


def test_the_same_record_gives_the_same_pages(record: Record, pages: dict[str, str], tmp_path: Path) -> None:
    report(record, tmp_path / "again", "a")
    assert {path.name: path.read_text(encoding="utf8") for path in (tmp_path / "again").iterdir()} == pages


@pytest.mark.parametrize(("limit", "value", "why"), [("MOST_DOCUMENTS", 3, "4 documents"), ("MOST_BYTES", 9, "MB")])
def test_what_is_too_much_for_a_page_becomes_a_folder_and_says_why(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, why: str
) -> None:
    monkeypatch.setattr(reports, limit, value)
    written = report(record, tmp_path / "a.html")
    assert why in written.why and written.path == tmp_path / "a" / "index.html" and written.path.is_file()
    assert not (tmp_path / "a.html").exists()


def test_documents_are_spread_over_pages_by_day(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "MOST_DOCUMENTS", 2)
    report(record, tmp_path)
    first, second = ((tmp_path / f"documents-00{n}.html").read_text(encoding="utf8") for n in (1, 2))
    assert first.count("<article ") == second.count("<article ") == 2
    assert "<h1>Published 1 March 2022 to 2 March 2022</h1>" in first and 'rel="next">' in first
    assert 'href="documents-001.html" rel="prev"' in second
