"""Pictures of every page of `serve` and of the report: light, dark and narrow; `make screenshots` calls it.

python -m tests.browser.shots RECORD OUTPUT [--only WORD]
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

import onrecord
from onrecord.present.report import report
from onrecord.present.web.routes import PAGES
from tests.browser.serving import launched, served

LOOKS = {
    "light": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "light", "reduced_motion": "reduce"},
    "dark": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "dark", "reduced_motion": "reduce"},
    "narrow": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "light",
        "has_touch": True,
        "reduced_motion": "reduce",
    },
}


_STATED = {"overview", "timeline", "search", "documents", "judgements", "evaluate"}
# pages of one actor, one issue, one story
_OWN = {
    "actor": "SELECT id FROM actors ORDER BY statements DESC, id LIMIT 1",
    "issue": "SELECT issue AS id FROM positions GROUP BY issue ORDER BY count(*) DESC, issue LIMIT 1",
    "story": "SELECT story AS id FROM documents WHERE story IS NOT NULL GROUP BY story ORDER BY count(*) DESC, story "
    "LIMIT 1",
}


def states(record: Path) -> Iterator[tuple[str, str]]:
    """(name, address) of each page, in a state in which it has something to show."""
    with onrecord.open(record) as found:
        said = found.sql(
            "SELECT doc, id FROM statements WHERE speaker IS NOT NULL "
            "ORDER BY len(toward) DESC, confidence DESC LIMIT 1"
        ).to_pylist()
        event = found.sql("SELECT doc, id FROM events ORDER BY len(mentions) DESC, id LIMIT 1").to_pylist()
        cell = found.sql(
            "SELECT issue, side FROM stands GROUP BY ALL ORDER BY sum(pieces) DESC, issue, side LIMIT 1"
        ).to_pylist()
        own = {name: [str(row["id"]) for row in found.sql(query).to_pylist()] for name, query in _OWN.items()}
    yield "overview", "/"
    yield "timeline", "/timeline"
    yield "timeline-events", "/timeline?what=events&by=type&since=2023&until=2023"
    yield "timeline-empty", "/timeline?side=FRA&since=1999&until=1999"
    yield "search", "/search?q=agree*"
    yield "search-empty", "/search?q=zebra&side=RUS"
    yield "documents", "/documents"
    yield "judgements", "/judgements"
    yield "evaluate", "/evaluate?kind=statement&n=20"
    for page in PAGES:
        if page.nav and page.name not in _STATED:
            yield page.name, page.path
        for id in own.get(page.name, ()):
            yield page.name, page.path + "?" + urlencode({"id": id})
    if cell:
        yield "matrix-cell", "/matrix?" + urlencode({"cell": f"{cell[0]['issue']}.{cell[0]['side']}"})
        yield "alignment-few", "/alignment?issues=2&evidence=2"
    for name, rows in (("reader", said), ("reader-event", event)):
        if rows:
            yield name, "/read?" + urlencode({"doc": rows[0]["doc"], "row": rows[0]["id"]})
    if said:
        yield "reader-document", "/read?" + urlencode({"doc": said[0]["doc"]})
        yield "reader-edit", "/read?" + urlencode({"doc": said[0]["doc"], "row": said[0]["id"], "edit": "1"})
        yield "reader-add", "/read?" + urlencode({"doc": said[0]["doc"], "add": "statement", "at": "120-160"})
    yield "not-found", "/nothing"


def settle(page: Page) -> None:
    """Wait until charts are drawn and nothing is being fetched."""
    page.wait_for_load_state("load")
    page.wait_for_function(
        "!document.querySelector('.htmx-request, .htmx-settling, .htmx-swapping') && "
        "[...document.querySelectorAll('[data-chart]')].every(place => 'drawn' in place.dataset)"
    )


def shoot(record: Path, output: Path, only: str = "") -> list[Path]:
    """Write the pictures; gives their paths."""
    output.mkdir(parents=True, exist_ok=True)
    page_file = output / "report.html"
    with onrecord.open(record) as found:
        report(found, page_file)
    written = []
    with served(record) as url, sync_playwright() as play:
        browser = launched(play)
        targets = [(name, url + path) for name, path in states(record)] + [("report", page_file.resolve().as_uri())]
        for look, options in LOOKS.items():
            context = browser.new_context(**options)
            page = context.new_page()
            for name, address in targets:
                if only in name:
                    page.goto(address)
                    settle(page)
                    written.append(output / f"{name}-{look}.png")
                    page.screenshot(path=written[-1], full_page=not name.startswith("reader") or "edit" in name)
            context.close()
        browser.close()
    return written


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--only", default="", help="names that hold this word")
    given = parser.parse_args()
    for path in shoot(given.record, given.output, given.only):
        print(path)  # noqa: T201
