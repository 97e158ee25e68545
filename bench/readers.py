"""Readers: the article's words and the date found in pages and PDFs of our own, in three dozen layouts."""

import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench.pages import html_layouts, pdf_layouts
from bench.pages.stories import stories
from onrecord.read.base import Raw
from onrecord.read.describe import describe
from onrecord.read.reading import read_raw
from onrecord.settings import ReadSettings
from onrecord.types import Document

CAPTURED = "2025-12-31"
_WORD = re.compile(r"\w+")


class Page(NamedTuple):
    """An input with what should be found: the words of its body, what else may stand there, its day."""

    name: str
    data: bytes
    body: str
    also: str
    published: str


def pages() -> Iterator[Page]:
    """Every layout with two of the stories, and every story in the commonest layouts."""
    told = stories()
    for kind, layouts in (("html", html_layouts.LAYOUTS), ("pdf", pdf_layouts.LAYOUTS)):
        for number, layout in enumerate(layouts):
            chosen = told if number < 2 else [told[number % len(told)], told[(number + 3) % len(told)]]
            for story in chosen:
                made = layout(story)
                data = made if isinstance(made, bytes) else made.encode("cp1252" if "windows-1252" in made else "utf8")
                also = f"{story.title} {story.standfirst} {story.byline} {story.outlet} {_extra(layout.__name__)}"
                yield Page(f"{layout.__name__}-{story.slug}.{kind}", data, story.words, also, story.published)


def _extra(layout: str) -> str:
    """What belongs to a page of this layout beside its story: footnotes, a box, a dateline."""
    return {"footnotes": " ".join(pdf_layouts.NOTES), "boxed": " ".join(pdf_layouts.BOX)}.get(layout, "")


def found(page: Page) -> Document | None:
    """What is read of a page, described; None where nothing is."""
    raw = Raw(id=page.name, name=page.name, data=page.data, captured=CAPTURED)
    return next((describe(part) for part in read_raw(raw, ReadSettings()) if isinstance(part, Document)), None)


def score(page: Page, document: Document | None) -> float:
    """F1 of the words of the prose, in their order of two; the title, byline and the like neither count nor miss."""
    if document is None:
        return 0.0
    prose = "\n".join(span.of(document.text) for span in document.prose())
    got, wanted, free = _pairs(prose), _pairs(page.body), _pairs(page.also)
    right = (got & wanted).total()
    spare = (got - wanted - free).total()
    return 2 * right / (2 * right + spare + (wanted - got).total()) if right else 0.0


def _pairs(text: str) -> Counter[tuple[str, str]]:
    """Neighbouring words, so that a column read across its gutter is wrong."""
    words = _WORD.findall(text.casefold())
    return Counter(pairwise(words))


def dated(page: Page, document: Document | None) -> bool:
    """Whether the day of publication is right."""
    return bool(document and document.published and document.published.value == page.published)


def figures(shared: Path) -> dict[str, float]:  # noqa: ARG001 - the pages are our own
    """Means over pages; the worst; speed."""
    out: dict[str, list[float]] = {"html": [], "pdf": [], "dates": []}
    seconds = 0.0
    every = list(pages())
    found(every[0])
    for page in every:
        since = time.perf_counter()
        document = found(page)
        seconds += time.perf_counter() - since
        value, right = score(page, document), dated(page, document)
        out[page.name.rsplit(".", 1)[1]].append(value)
        out["dates"].append(float(right))
        if value < 0.95 or not right:
            day = document.published if document else None
            print(f"    {page.name}: words {value:.3f}, {day}, should be {page.published}", file=sys.stderr)
    words = out["html"] + out["pdf"]
    return {
        "pages": len(words),
        "layouts": len(html_layouts.LAYOUTS) + len(pdf_layouts.LAYOUTS),
        "body text f1": statistics.mean(words),
        "body text f1, html": statistics.mean(out["html"]),
        "body text f1, pdf": statistics.mean(out["pdf"]),
        "body text f1, worst page": min(words),
        "dates right": statistics.mean(out["dates"]),
        "most milliseconds a page": 1000 * seconds / len(every),
    }
