"""Judging in the reader: shown at once, kept through a rebuild, taken back; nothing can be judged read-only."""

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import onrecord
from onrecord.record import Record
from tests.browser.serving import served
from tests.unit.present.factory import EXAMPLES, build

api = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
pytestmark = pytest.mark.browser
DOC = "high-seas-2.txt"
WORDS = "that the document was unacceptable because it undermined existing agreements"
SELECT = """([words]) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  let all = "", places = [];
  while (walker.nextNode()) { places.push([all.length, walker.currentNode]); all += walker.currentNode.data; }
  const place = (at) => {
    const [from, node] = places.filter(([start]) => start <= at).pop();
    return [node, at - from];
  };
  const start = all.indexOf(words), range = document.createRange();
  range.setStart(...place(start));
  range.setEnd(...place(start + words.length - 1));
  range.setEnd(range.endContainer, range.endOffset + 1);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return build(tmp_path / "briefs.record")


def opened(page: Any, url: str, words: str, doc: str = DOC) -> str:
    """Open the statement of these words; gives its id."""
    page.goto(url + "/read?" + urlencode({"doc": doc}))
    page.click(f"#rows >> text={words}")
    page.wait_for_selector("#panel[data-row]")
    return str(page.locator("#panel").get_attribute("data-row"))


def judged(page: Any, verdict: str) -> None:
    page.wait_for_selector(f"#panel .sayings .verdict.{verdict}")


def test_right_is_shown_at_once_and_taken_back(watched: Any, record: Path) -> None:
    with served(record) as url:
        page = watched()
        id = opened(page, url, WORDS)
        page.click("#panel .signed summary")
        page.fill("#panel .quick input.author", "Ana Lind")
        page.locator("#panel .quick input.author").blur()
        page.keyboard.press("r")
        judged(page, "right")
        assert "Ana Lind" in page.inner_text("#panel .sayings")
        api.expect(page.locator("#rows .verdict.right")).to_have_count(1)
        page.reload()
        api.expect(page.locator("#panel .quick input.author")).to_have_value("Ana Lind")  # remembered
        page.click("#panel .sayings >> text=Undo")
        page.wait_for_selector("#panel .sayings .undone")
        api.expect(page.locator("#rows .verdict")).to_have_count(0)
    with Record.open(record) as found:
        assert found.judgements(row=id)[0].judgement.verdict == "right"


def test_wrong_leaves_the_list_and_comes_back(watched: Any, record: Path) -> None:
    with served(record) as url:
        page = watched()
        opened(page, url, WORDS)
        rows = page.locator("#rows li[data-key]").count()
        page.click("#panel .quick >> text=Wrong")
        page.wait_for_selector("#panel h2 >> text=Taken out")
        api.expect(page.locator("#rows li[data-key]")).to_have_count(rows - 1)
        page.goto(url + "/search?" + urlencode({"q": "unacceptable"}))
        assert page.locator(".hits").count() == 0
        page.goto(url + "/read?" + urlencode({"doc": DOC}))
        page.click("#rows >> text=that the document was unacceptable")
        page.click("#panel .sayings >> text=Undo")
        page.wait_for_selector("#panel h2 >> text=Statement")
        api.expect(page.locator("#rows li[data-key]")).to_have_count(rows)


def test_a_missed_statement_is_added_from_the_words_that_are_selected(watched: Any, record: Path) -> None:
    with served(record) as url, Record.open(record) as found:
        text = found.document(DOC).text
        words = "The United Nations on Monday"
        page = watched()
        page.goto(url + "/read?" + urlencode({"doc": DOC}))
        page.evaluate(SELECT, [words])
        page.click("#selected >> text=Add as statement")
        page.wait_for_selector("#panel form .spans[name=content]")
        start = text.index(words)
        assert page.input_value("#panel [name=content]") == f"{start}-{start + len(words)}"
        page.fill("#panel [name=speaker]", "António Guterres")
        page.fill("#panel fieldset:has-text('Side') input[type=text] >> nth=0", "United Nations")
        page.select_option("#panel [name=act]", "warn")
        page.click("#panel >> text=Add this statement")
        judged(page, "add")
        assert words in " ".join(page.inner_text("#panel blockquote").split())
        assert "warn" in page.inner_text("#panel") and "UNO" in page.inner_text("#panel")
        api.expect(page.locator("#rows .verdict.add")).to_have_count(1)


@pytest.mark.model
def test_an_edited_span_is_found_again_after_a_rebuild(watched: Any, tmp_path: Path) -> None:
    articles, record = tmp_path / "articles", tmp_path / "two.record"
    articles.mkdir()
    for name in (DOC, "saudi-iran-2.txt"):
        shutil.copy(EXAMPLES / name, articles)
    onrecord.build(articles, record)
    with Record.open(record) as found:
        text = found.document(DOC).text
        one = max(found.extraction(DOC).statements, key=lambda said: len(said.content.text.split()))
    shorter = " ".join(one.content.spans[0].of(text).split()[1:-1])
    with served(record) as url:
        page = watched()
        page.goto(url + "/read?" + urlencode({"doc": DOC, "row": one.id}))
        page.keyboard.press("e")
        page.evaluate(SELECT, [shorter])
        page.click("#panel button.take[data-for=content]")
        page.fill("#panel [name=said_on]", "2022-05-04")
        page.click("#panel >> text=Keep the edit")
        judged(page, "edit")
        api.expect(page.locator("#panel blockquote")).to_have_text(shorter)
        assert "4 May 2022" in page.inner_text("#panel")
        # the article changes a little, and the record is built again while it is served
        lead = text.index("\n---\n") + 5
        (articles / DOC).write_text(text[:lead] + "A first line.\n\n" + text[lead:], encoding="utf8")
        onrecord.build(articles, record)
        page.goto(url + "/read?" + urlencode({"doc": DOC}))
        page.click(f"#rows >> text={shorter[:60]}")
        judged(page, "edit")
        api.expect(page.locator("#panel blockquote")).to_have_text(shorter)
        assert "4 May 2022" in page.inner_text("#panel")
    with Record.open(record) as found:
        told = next(s for s in found.extraction(DOC).statements if s.content.text == shorter)
        assert told.content.start == one.content.start + len("A first line.\n\n") + text[one.content.start :].index(
            shorter
        )


def test_a_wrong_value_is_told_and_nothing_is_kept(watched: Any, troubles: list[str], record: Path) -> None:
    with served(record) as url:
        page = watched()
        id = opened(page, url, WORDS)
        page.wait_for_load_state()
        page.keyboard.press("e")
        page.fill("#panel [name=content]", "5-900000")
        page.click("#panel >> text=Keep the edit")
        page.wait_for_selector("#trouble:not([hidden])")
        assert "no words" in page.inner_text("#trouble")
    with Record.open(record) as found:
        assert found.judgements(row=id) == []
    troubles[:] = [trouble for trouble in troubles if "400" not in trouble]


def test_read_only_shows_and_takes_nothing(watched: Any, record: Path) -> None:
    with served(record, "--read-only") as url:
        page = watched()
        opened(page, url, WORDS)
        assert page.locator("form[action='/judge']").count() == 0 and "read-only" in page.inner_text("header")
        answer = page.request.post(url + "/judge", form={"verdict": "wrong", "row": "x"})
        assert answer.status == 403 and not (record / "judgements.jsonl").exists()


def test_rows_drawn_by_chance_are_judged_one_after_the_other(watched: Any, record: Path) -> None:
    with served(record, "--author", "Ana Lind") as url:
        page = watched()
        page.goto(url + "/evaluate")
        page.select_option("[name=n]", "20")
        page.click("main button >> text=Draw")
        api.expect(page.locator("#h-draw")).to_contain_text("0 of 15")
        page.click("text=Judge the next one")
        for number, key in enumerate("rwr", 1):
            page.wait_for_selector(f"#panel .drawn >> text={number - 1} judged")
            page.wait_for_load_state()  # the words stand there before the script that hears keys
            page.keyboard.press(key)
            page.wait_for_selector(f"#panel .drawn >> text={number} judged")
            page.keyboard.press("n")
        page.wait_for_selector("#panel .quick")
        page.click("text=the draw")
        api.expect(page.locator("#h-draw")).to_contain_text("3 of 15")
        precision = page.locator("tr:has(th:text-is('precision'))").first.inner_text()
        assert "2 of 3" in precision
