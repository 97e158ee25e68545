"""Matrix, alignment, actors, issues and stories in Chromium: by mouse, by keys, light, dark and narrow."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import served
from tests.browser.shots import settle, states
from tests.unit.present import harbour

api = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour.build(tmp_path_factory.mktemp("s") / "harbour.record")


@pytest.fixture(scope="module")
def url(record: Path) -> Iterator[str]:
    with served(record) as address:
        yield address


def test_from_a_cell_to_the_highlighted_words_by_keys_alone(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url + "/matrix")
    page.locator(".heat td a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#cell")
    api.expect(page.locator(".heat a[aria-current=true]")).to_have_count(1)
    page.locator("#cell .hits a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel[data-row]")
    assert page.locator(".text .hit-c, .text .hit-t").first.is_visible()


def test_a_state_of_the_matrix_has_an_address(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url + "/matrix")
    page.select_option("#every", "all")
    page.wait_for_url("**/matrix?*every=all*")
    settle(page)
    api.expect(page.locator("#every")).to_have_value("all")
    assert page.locator(".heat").count() == 1


def test_a_story_is_found_by_words_of_its_title(watched: Any, url: str) -> None:
    page = watched()
    page.goto(url + "/stories")
    page.fill("#q", "zebra")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=No title has these words")
    page.click("text=Show all")
    page.click("#results table a >> nth=0")
    page.wait_for_selector("h2 >> text=Who took it from whom")
    page.click("h2 >> text=The same words side by side")
    assert page.locator("svg.arcs").count() == 1


@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_serious_trouble_of_access_and_nothing_wider_than_the_screen(
    watched: Any, troubles: list[str], url: str, record: Path, look: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = watched(color_scheme=look, reduced_motion="reduce", has_touch=True)
    own = {"matrix", "alignment", "actor", "issue", "stor"}
    found = []
    for name, path in states(record):
        if any(name.startswith(part) for part in own):
            page.set_viewport_size({"width": 1360, "height": 900})
            page.goto(url + path)
            settle(page)
            found += [
                (name, one["id"], [node["html"][:150] for node in one["nodes"]][:3])
                for one in axe.run(page).response["violations"]
                if one["impact"] in {"serious", "critical"}
            ]
            page.set_viewport_size({"width": 360, "height": 740})
            if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                found.append((name, "wider than the screen", []))
    assert found == []
    assert troubles == []
