"""Fixtures of the tests in the browser: one Chromium, and pages that tell every trouble."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.serving import CHROMIUM, launched


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
    if CHROMIUM is None:
        pytest.skip("Chromium isn't installed: apt-get install chromium")
    with api.sync_playwright() as play:
        browser = launched(play)
        yield browser
        browser.close()


@pytest.fixture
def troubles() -> list[str]:
    """What went wrong in a page: errors, dialogs, and requests to anywhere else; a test that ends with any fails."""
    return []


@pytest.fixture
def watched(chromium: Any, troubles: list[str]) -> Iterator[Any]:
    """Makes pages of a look (light, dark, narrow, no script) that are watched for trouble."""
    contexts = []

    def make(**options: Any) -> Any:
        context = chromium.new_context(viewport={"width": 1360, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
        page.on("request", lambda r: troubles.append(r.url) if not r.url.startswith("http://127.0.0.1:") else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert troubles == []
