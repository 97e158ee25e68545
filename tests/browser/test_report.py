"""The report in Chromium: a line opens its words, filters filter, every state has a link, hostile text stays text."""

import shutil
from collections.abc import Iterator

import pytest

from onrecord.present.report import report
from onrecord.record import Record
from tests.unit.present import harbour
from tests.unit.present.factory import build

api = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium isn't installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("r")
    with Record.open(build(folder / "a.record")) as record:
        report(record, folder / "a.html")
    return (folder / "a.html").as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser, url: str) -> Iterator[object]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(url)
    yield page
    context.close()
    assert troubles == []


def shown(page, words: str) -> None:
    """The address changes at once, the page by the event that follows: expect waits for it."""
    api.expect(page.locator("#count")).to_have_text(words)


def test_a_line_opens_the_words_that_it_rests_on(page) -> None:
    page.click("text=This is not a regime that typically does honor its word")
    article = page.locator("article.shown")
    api.expect(article.locator(".hit-c")).to_have_text(["This is not a regime that typically does honor its word"])
    assert article.locator(".hit-s").all_inner_texts() == ["John Kirby"]
    assert article.locator(".hit-q").all_inner_texts() == ["was quoted as saying"]
    assert article.locator(".hit-c").first.is_visible() and "doc=saudi-iran-1.txt" in page.url


def test_each_state_has_a_link(page, browser) -> None:
    page.select_option("[name=side]", "RUS")
    page.fill("[name=q]", "óCEAN")
    shown(page, "1 of 15 statements")
    page.click("text=that it opposed the protection of the ocean")
    page.wait_for_url("**doc=*")
    other = browser.new_page()
    other.goto(page.url)
    shown(other, "1 of 15 statements")
    assert other.input_value("[name=q]") == "óCEAN"
    api.expect(other.locator("article.shown .hit-s")).to_have_text(["Moscow"])
    other.close()


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("side", "-", 2),
        ("who", "Wang Yi", 2),
        ("act", "deny", 2),
        ("on", "2023-06", 6),
        ("on", "-", 2),
        ("c", "80", 12),
    ],
)
def test_filters(page, name: str, value: str, count: int) -> None:
    page.select_option(f"[name={name}]", value)
    shown(page, f"{count} of 15 statements")
    page.click("text=Clear filters")
    shown(page, "15 statements")


def test_a_statement_stays_greyed_above_one_within_it_that_fits(page) -> None:
    page.select_option("[name=c]", "")
    page.select_option("[name=side]", "-")
    api.expect(page.locator(".aside > a")).to_be_visible()
    page.uncheck("[name=nested]")
    shown(page, "1 of 15 statements")
    assert page.locator(".aside > a").count() == 0


def test_nothing_fits_is_said(page) -> None:
    page.fill("[name=q]", "zebra")
    shown(page, "0 of 15 statements")
    assert page.locator("#nothing").is_visible()


def test_keys_go_through_the_statements_and_close(page) -> None:
    open_one = api.expect(page.locator("article.shown"))
    page.keyboard.press("j")
    open_one.to_have_count(1)
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
    open_one.to_have_count(1)
    page.keyboard.press("Escape")
    open_one.to_have_count(0)


def test_a_bar_of_the_chart_filters(page) -> None:
    page.click("svg a[aria-label='Russia, June 2023: 3 statements']")
    shown(page, "3 of 15 statements")
    assert page.input_value("[name=on]") == "2023-06"


def test_hostile_text_is_shown_and_does_nothing(page) -> None:
    page.click("a.doc >> text=alert('title')")
    text = page.inner_text("article.shown .text")
    assert text.startswith('<script>alert(1)</script> & "quotes"') and "onerror=alert(3)" in text
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_narrow_screens_open_the_document_below(page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("text=it would not join the consensus")
    api.expect(page.locator("article.shown .hit-c")).to_be_visible()
    page.click("#close")
    api.expect(page.locator("#reader")).to_be_hidden()


def test_the_page_reads_without_script(browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    assert page.locator("article").count() == 4 and page.locator("article").last.is_visible()
    assert not page.locator("#filters").is_visible()
    page.click("text=it would not join the consensus")
    page.wait_for_url("**#s-*")
    context.close()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report with positions and a story, and beside it the same as pages."""
    folder = tmp_path_factory.mktemp("h")
    with Record.open(harbour.build(folder / "a.record")) as record:
        report(record, folder / "a.html")
        report(record, folder / "pages")
    return (folder / "a.html").as_uri()


@pytest.fixture
def stands(browser, story: str) -> Iterator[object]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
    page.goto(story)
    yield page
    context.close()
    assert troubles == []


def test_a_cell_opens_its_evidence_and_the_evidence_its_sentence(stands) -> None:
    assert not stands.locator(".cell").first.is_visible()
    stands.click(".heat a[href='#c-towing.SWE']")
    cell = stands.locator(".cell.shown")
    api.expect(cell).to_be_visible()
    assert cell.locator("xpath=ancestor::tr[contains(@class, 'detail')]").count() == 1
    assert "cell=towing.SWE" in stands.url
    cell.locator("a.go", has_text="danger").click()
    api.expect(stands.locator("article.shown .hit-c")).to_have_text(["danger"])
    assert cell.is_visible(), "the evidence stays beside its sentence"
    stands.keyboard.press("Escape")
    api.expect(stands.locator("article.shown")).to_have_count(0)
    cell.locator(".shut").click()
    api.expect(stands.locator(".cell.shown")).to_have_count(0)


def test_a_cell_has_a_link_and_another_takes_its_place(stands, browser) -> None:
    stands.click(".heat a[href='#c-towing.SWE']")
    stands.wait_for_url("**cell=towing.SWE*")
    other = browser.new_page()
    other.goto(stands.url)
    api.expect(other.locator(".cell.shown")).to_have_id("c-towing.SWE")
    other.click(".heat a[href='#c-towing.NOR']")
    api.expect(other.locator(".cell.shown")).to_have_id("c-towing.NOR")
    assert other.locator(".heat .detail").count() == 1
    other.close()


def test_a_deed_opens_the_words_that_tell_it(stands) -> None:
    stands.locator(".story a.go", has_text="met in").first.click()
    api.expect(stands.locator("article.shown .hit-t")).to_have_text(["met in"])


def test_nothing_scrolls_sideways_whatever_is_open(stands) -> None:
    for width in (1400, 700, 360):
        stands.set_viewport_size({"width": width, "height": 800})
        stands.click(".heat a[href='#c-towing.NOR']")
        api.expect(stands.locator(".cell.shown")).to_have_count(1)
        assert stands.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        stands.click(".heat a[href='#c-towing.NOR']")
        api.expect(stands.locator(".cell.shown")).to_have_count(0)


def test_the_evidence_reads_without_script(browser, story: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(story)
    page.click(".heat a[href='#c-towing.SWE']")
    api.expect(page.locator("[id='c-towing.SWE']")).to_be_visible()
    assert not page.locator("[id='c-towing.NOR']").is_visible()
    page.locator("[id='c-towing.SWE'] a.go", has_text="danger").click()
    page.wait_for_url("**#s-*")
    context.close()


def test_print_shows_all_evidence_and_all_articles(stands) -> None:
    stands.emulate_media(media="print")
    assert all(cell.is_visible() for cell in stands.locator(".cell").all())
    assert all(article.is_visible() for article in stands.locator("article").all())
    assert not stands.locator(".sections").is_visible()


def test_pages_lead_from_a_cell_to_the_sentence(stands, story: str) -> None:
    stands.goto(story.replace("a.html", "pages/index.html"))
    stands.click(".heat a[href$='#c-towing.SWE']")
    stands.wait_for_url("**/evidence-001.html#c*")
    stands.locator("[id='c-towing.SWE'] a.go", has_text="danger").click()
    stands.wait_for_url("**/documents-001.html#*")
    api.expect(stands.locator("article.shown .hit-c")).to_have_text(["danger"])


def test_no_serious_barrier_to_those_who_dont_see(stands) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python isn't installed"
    ).Axe
    for scheme in ("light", "dark"):
        stands.emulate_media(color_scheme=scheme)
        stands.click(".heat a[href='#c-towing.SWE']")
        api.expect(stands.locator(".cell.shown")).to_have_count(1)
        # the page lets no script but its own run: the test's is put in from outside
        found = axe().run(stands, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        bad = [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found.response["violations"]]
        assert bad == []
        stands.click(".heat a[href='#c-towing.SWE']")
        api.expect(stands.locator(".cell.shown")).to_have_count(0)
