"""The page: whole in itself, harmless whatever an article holds, and each line over the words that it rests on."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from onrecord.errors import PresentError
from onrecord.present.charts.quads import deeds
from onrecord.present.marks import tame
from onrecord.present.report import report
from onrecord.record import Record
from onrecord.types import Statement
from tests.unit.present.factory import build

_VOID = {"meta", "input", "br", "line", "rect"}


class Page(HTMLParser):
    """Elements with their attributes, and the text of each article by statement and role."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.marked: dict[tuple[str, str], str] = {}
        self._stack: list[dict[str, str | None]] = []
        self._article = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag == "article":
            self._article = found["data-doc"] or ""
        if tag not in _VOID:
            self._stack.append({"": tag, **found})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._stack.pop()[""] == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if not any((item.get("class") or "") == "text" for item in self._stack):
            return
        self.texts[self._article] = self.texts.get(self._article, "") + data
        for token in (self._stack[-1].get("data-m") or "").split():
            self.marked[self._article, token] = self.marked.get((self._article, token), "") + data


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("r") / "a.record")


@pytest.fixture(scope="module")
def html(record: Path) -> str:
    with Record.open(record) as found:
        report(found, record.parent / "a.html")
    return (record.parent / "a.html").read_text(encoding="utf8")


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_nothing_is_loaded_from_anywhere(page: Page, html: str) -> None:
    for tag, attributes in page.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "video", "audio", "image", "use"}
        assert not {"src", "srcset", "style", "xlink:href", "action", "formaction"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
        href = attributes.get("href")
        assert href is None or href.startswith(("#", "https://example.org/"))
    assert "url(" not in html.split("</style>", maxsplit=1)[0] and "@import" not in html


def test_just_our_style_and_script_may_run(page: Page, html: str) -> None:
    policy = next(a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy") or ""
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_hostile_words_are_only_words(page: Page, html: str) -> None:
    assert sum(tag == "script" for tag, _ in page.elements) == 1
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "javascript:" not in html
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", html)


def test_articles_are_shown_as_they_are(page: Page, record: Path) -> None:
    with Record.open(record) as found:
        for document in found.documents():
            assert page.texts[document.id] == tame(document.text, page=True)


def test_every_evidence_span_is_marked_where_it_stands(page: Page, record: Path) -> None:
    with Record.open(record) as found:
        for document in found.documents():
            for number, statement in enumerate(found.extraction(document.id).statements, 1):
                for role, passage in (("s", statement.source), ("q", statement.cue), ("c", statement.content)):
                    words = "".join(span.of(document.text) for span in passage.spans) if passage else None
                    expected = None if words is None else tame(words, page=True)
                    assert page.marked.get((document.id, f"{number}{role}")) == expected


def test_every_statement_has_a_line_that_leads_to_an_anchor(page: Page, record: Path) -> None:
    ids = [a["id"] for _, a in page.elements if a.get("id")]
    assert len(ids) == len(set(ids))
    with Record.open(record) as found:
        rows = found.table("statements")["id"].to_pylist()
    lines = [(a["href"] or "")[3:] for tag, a in page.elements if (a.get("href") or "").startswith("#s-")]
    assert sorted(lines) == sorted(rows) and {f"s-{row}" for row in rows} <= set(ids)
    targets = {(a["href"] or "")[1:] for tag, a in page.elements if (a.get("href") or "").startswith(("#s-", "#d-"))}
    assert targets <= set(ids)


def test_a_nested_statement_stands_within_its_parents_line(html: str, record: Path) -> None:
    with Record.open(record) as found:
        (child,) = [s for d in ("high-seas-2.txt",) for s in found.extraction(d).statements if s.parent]
    assert isinstance(child, Statement)
    before = html[: html.index(f'href="#s-{child.id}"')]
    assert before.rindex('<ul class="within"') > before.rindex(f'href="#s-{child.parent}"')


def test_what_was_rejected_and_why_is_told(html: str) -> None:
    assert "photo&lt;1&gt;.jpg" in html and "binary: no text format that is known" in html


def test_the_same_record_gives_the_same_bytes(record: Path, html: str, tmp_path: Path) -> None:
    with Record.open(record) as found:
        size = report(found, tmp_path / "again.html", "a").size
    assert (tmp_path / "again.html").read_bytes() == html.encode() and size == len(html.encode())


def test_a_page_that_cant_be_written_is_told(record: Path, tmp_path: Path) -> None:
    with Record.open(record) as found, pytest.raises(PresentError, match=r"a\.html"):
        report(found, tmp_path / "none" / "a.html")


def test_deeds_by_month_are_counted_and_barred(record: Path) -> None:
    with Record.open(record) as opened:
        found = deeds(opened)
        query = "SELECT count(*) AS n FROM events WHERE status IN ('occurred', 'ongoing') AND on_precision <> 'year'"
        (row,) = opened.sql(query).to_pylist()
    assert (row["n"] == 0) is (found is None)
    for month in found.months if found else ():
        assert month.x >= 0 and month.x + month.width <= 100 and sum(month.classes) > 0
    assert sum(sum(month.classes) for month in found.months) == row["n"] if found else True
