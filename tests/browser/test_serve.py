"""`onrecord serve` in Chromium: every page, from the first to the highlighted sentence, and hostile articles."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import onrecord
from onrecord.present.web.routes import PAGES
from onrecord.record import Record
from tests.browser.serving import served
from tests.browser.shots import settle, states
from tests.unit.present.factory import EXAMPLES, build

api = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("s") / "briefs.record")


@pytest.fixture(scope="module")
def url(record: Path) -> Iterator[str]:
    with served(record) as address:
        yield address


@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_page_has_a_serious_trouble_of_access(
    watched: Any, troubles: list[str], url: str, record: Path, look: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = watched(color_scheme=look, reduced_motion="reduce")
    found = []
    for name, path in states(record):
        page.goto(url + path)
        settle(page)
        # in the dark colours alone differ
        rules = {"runOnly": ["color-contrast"]} if look == "dark" else None
        for one in axe.run(page, options=rules).response["violations"]:
            if one["impact"] in {"serious", "critical"}:
                found.append((name, one["id"], [node["html"][:150] for node in one["nodes"]][:3]))
    assert found == []
    troubles[:] = [trouble for trouble in troubles if "404" not in trouble]  # the page that isn't there


def test_every_page_of_the_navigation_opens(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url)
    for one in PAGES:
        if one.nav:
            page.click(f"nav >> text={one.nav}")
            api.expect(page.locator("nav a[aria-current=page]")).to_have_text(one.nav)
            settle(page)
            assert page.locator("h1").count() == 1


def test_from_the_first_page_to_the_highlighted_sentence(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url)  # the first click: the address
    page.click("text=This is not a regime that typically does honor its word")
    page.wait_for_selector("#panel[data-row]")
    assert page.locator(".hit-c").all_inner_texts() == ["This is not a regime that typically does honor its word"]
    assert page.locator(".hit-c").first.is_visible()
    assert page.locator("#panel blockquote").inner_text() == page.locator(".hit-c").inner_text()


def test_narrow_pages_dont_scroll_sideways(watched: Any, troubles: list[str], url: str, record: Path) -> None:
    page = watched(has_touch=True)
    page.set_viewport_size({"width": 360, "height": 740})
    for name, path in states(record):
        page.goto(url + path)
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    troubles[:] = [trouble for trouble in troubles if "404" not in trouble]


def test_keys_go_through_a_document_and_each_row_has_an_address(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url + "/read?doc=high-seas-2.txt")
    page.keyboard.press("j")
    page.wait_for_selector("#panel[data-row]")
    first = page.locator("#panel").get_attribute("data-row")
    page.wait_for_url(f"**row={first}*")
    page.keyboard.press("j")
    page.wait_for_selector(f"#panel[data-row]:not([data-row='{first}'])")
    page.go_back()
    page.wait_for_selector(f"#panel[data-row='{first}']")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel:not([data-row])")
    page.wait_for_url(lambda address: "row=" not in address)
    api.expect(page.locator("[class*=hit-]")).to_have_count(0)


def test_a_click_on_words_opens_what_they_say(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url + "/read?doc=high-seas-2.txt")
    page.click("#text >> text=it opposed the protection of the ocean")
    page.wait_for_selector("#panel[data-row]")
    inner = page.locator("#panel blockquote").inner_text()
    page.click("#text >> text=it opposed the protection of the ocean")
    page.wait_for_function("was => document.querySelector('#panel blockquote').innerText !== was", arg=inner)
    # nested: the same words belong to a statement and to the one that it stands in
    assert inner in page.locator("#panel blockquote").inner_text()


def test_layers_can_be_put_away(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url + "/read?doc=high-seas-2.txt")
    colour = "getComputedStyle(document.querySelector('#text .c')).backgroundColor"
    before = page.evaluate(colour)
    page.uncheck(".layer-c")
    assert page.evaluate(colour) != before


def test_search_narrows_by_facets_and_every_state_has_an_address(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url + "/search")
    page.fill("main input[name=q]", "that")
    page.click("main button >> text=Search")
    page.wait_for_selector(".hits li")
    assert "q=that" in page.url
    many = page.locator(".hits li").count()
    page.click(".facets >> text=Russia")
    page.wait_for_selector(".chip >> text=Russia")
    page.wait_for_url("**side=RUS*")
    assert 0 < page.locator(".hits li").count() < many
    other = watched()
    other.goto(page.url)
    assert other.locator(".hits").inner_text() == page.locator(".hits").inner_text()
    page.click(".hits li >> nth=0")
    page.wait_for_selector("#here")
    assert page.locator("#here").is_visible()


def test_the_chart_leads_closer_and_out_again(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url + "/timeline")
    settle(page)
    box = page.locator("[data-chart=timeline] svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.7)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.7, steps=5)
    page.mouse.up()
    page.wait_for_url("**since=2023-0*")
    api.expect(page.locator(".chip")).to_have_count(2)
    page.click("text=step out")
    page.wait_for_url(lambda address: "since" not in address)
    settle(page)
    page.locator("[data-chart=timeline] .mark-rect.marks > path").last.click()
    page.wait_for_url("**until=2023*")
    settle(page)
    api.expect(page.locator(".chip >> text=June 2023")).to_have_count(2)


def test_the_timeline_is_coloured_and_narrowed_in_place(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url + "/timeline")
    page.select_option("[name=what]", "events")
    page.wait_for_selector(".hits mark")
    page.wait_for_url("**what=events*")
    assert "status" in page.inner_text("[name=by]")
    settle(page)
    page.click(".facets >> text=AGREE")
    page.wait_for_url("**type=AGREE*")
    api.expect(page.locator(".hits li")).to_have_count(1)
    page.click(".clear")
    page.wait_for_url(lambda address: "type" not in address)


@pytest.mark.model
def test_the_same_utterance_elsewhere_stands_beside_word_by_word(watched: Any, tmp_path: Path) -> None:
    articles = tmp_path / "in"
    articles.mkdir()
    lead = "Foreign Minister Sameh Shoukry said on Wednesday that"
    wordings = {
        "north.txt": "the filling of the dam without an agreement is a grave threat to the water of 100 million people",
        "south.txt": "the filling of the dam without any agreement is a threat to the water of people",
    }
    for day, (name, words) in enumerate(wordings.items(), 4):
        front = f"---\ntitle: On the dam\ndate: 2022-05-0{day}\noutlet: {name} daily\n---\n"
        (articles / name).write_text(f'{front}On the dam\n\nEgyptian {lead} "{words}".\n', encoding="utf8")
    onrecord.build(articles, tmp_path / "dam.record")
    with served(tmp_path / "dam.record") as url:
        page = watched()
        page.goto(url + "/read?doc=south.txt")
        page.click("#rows >> text=the filling of the dam")
        page.wait_for_selector("#panel .elsewhere ins")
        told = page.locator("#panel .elsewhere")
        assert told.locator("ins").all_inner_texts() == ["an ", "grave ", "100 million "]
        assert told.locator("del").all_inner_texts() == ["any "]
        told.locator("a").first.click()
        page.wait_for_url("**doc=north.txt*")
        page.wait_for_selector(".hit-c")


@pytest.mark.model
def test_hostile_articles_are_shown_and_do_nothing(watched: Any, tmp_path: Path) -> None:
    record = _hostile(tmp_path)
    with served(record) as url, Record.open(record) as found:
        document = found.document("hostile.txt")
        page = watched()
        page.goto(url + "/read?" + urlencode({"doc": document.id}))
        shown = page.locator("#text").evaluate("node => node.textContent")
        assert len(shown) > 50_000 and document.text.startswith(shown[:20])
        # every character stands at its own place: what the page shows is the text, but for what HTML can't hold
        kept = document.text[: len([*shown])].replace("\0", "\u2400").replace("\x1b", "\u241b")
        assert "".join([*shown]) == kept
        assert page.title().startswith("hostile") and page.locator("#text script, #text img, #text b").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.click("nav[aria-label='Parts of this document'] >> text=Part 2")
        page.wait_for_selector("text=Part 2 of")
        page.goto(url + "/")
        assert "owned" not in page.title()
        page.goto(url + "/search?" + urlencode({"q": "peace", "in": "text"}))
        assert page.locator("mark").count() >= 1


def test_pages_read_without_script(watched: Any, url: str) -> None:
    page = watched(java_script_enabled=False)
    page.goto(url)
    page.click("text=This is not a regime that typically does honor its word")
    api.expect(page.locator(".hit-c")).to_have_count(1)
    assert page.locator("#panel blockquote").is_visible()
    before = page.url
    page.click("#rows li >> nth=1 >> a")
    page.wait_for_url(lambda address: address != before)
    api.expect(page.locator("#here")).to_have_count(1)


def _hostile(folder: Path) -> Path:
    """A record whose article is script, odd Unicode, writing from right to left, and a line of a megabyte."""
    inputs = folder / "in"
    inputs.mkdir()
    shutil.copy(EXAMPLES / "high-seas-3.txt", inputs)
    text = (
        "<script>document.title = 'owned'</script>\n\nThe minister <img src=x onerror=alert(1)> said on Monday that "
        '"<b>peace</b> &amp; talks" would go on.\r\n\r\nשר החוץ \u202eabc\u202c مرحبا 𝒜𝓃 \U0001f469\u200d\U0001f467 '
        "e\u0301\u200b\0 \x1b[31m\r{{7*7}} </textarea></div>\n\n"
        + "x" * 1_000_000
        + " end.\n\nChina said that it opposed it.\n"
    )
    (inputs / "hostile.txt").write_text(text, encoding="utf8", newline="")
    onrecord.build(inputs, folder / "hostile.record")
    return folder / "hostile.record"
