"""The report: one self-contained HTML page of a record, each line of which opens the words that it rests on.

A record too large for a page becomes a folder of pages.
"""

from pathlib import Path

import msgspec

from onrecord.analyse.summary import summary
from onrecord.present.files import Progress, quiet, writing
from onrecord.present.report import site
from onrecord.present.report.page import Pages, overview, reading
from onrecord.present.report.places import Places
from onrecord.present.report.views import articles
from onrecord.record import Record

MOST_DOCUMENTS = 200
MOST_BYTES = 5_000_000
_PAGES = (".html", ".htm")


class Written(msgspec.Struct, frozen=True):
    """What was written: the page to open, how many pages there are, their size in bytes, and why they are several."""

    path: Path
    pages: int
    size: int
    why: str = ""


def report(record: Record, output: Path, title: str = "", progress: Progress = quiet) -> Written:
    """Write the page of `record` to the file `output`, or its pages into the folder `output`, whole or not at all.

    A name that ends in `.html` (or `-`, standard output) asks for one page; where the record has more than 200
    documents, or the page would pass 5 MB, pages are written into the folder of that name without its ending, and
    `why` says so. No page needs the network. The same record gives the same bytes. PresentError when it can't be
    written. `title` defaults to the name of the record's folder.
    """
    title = title or record.path.resolve().name.removesuffix(".record")
    if str(output) == "-":
        return Written(output, 1, _page(record, output, title))
    if output.suffix.lower() not in _PAGES or output.is_dir():
        pages, size = site.write(record, output, title, progress)
        return Written(output / site.INDEX, pages, size)
    documents = record.sql("SELECT count(*) AS n FROM documents").to_pylist()[0]["n"]
    why = f"{documents:,} documents are more than one page holds ({MOST_DOCUMENTS})"
    if documents <= MOST_DOCUMENTS:
        size = _page(record, output, title, MOST_BYTES)
        if size <= MOST_BYTES:
            return Written(output, 1, size)
        why = f"one page would have {size / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:.0f}"
    pages, size = site.write(record, output.with_suffix(""), title, progress)
    return Written(output.with_suffix("") / site.INDEX, pages, size, why)


def _page(record: Record, output: Path, title: str, most: int = 0) -> int:
    """Write the one page and give its size; nothing is written where it is larger than `most`, unless that is 0."""
    pages = Pages(record, title)
    texts, lines = articles(record)
    places = Places({article.document.id: article.number for article in texts})
    values = overview(record, summary(record, surest=0), places) | reading(texts, lines)
    parts = pages.page("report.html", **values, linked=True, full=True, story_of={})
    if most:
        whole = [part.encode("utf8", "replace") for part in parts]
        size = sum(map(len, whole))
        if size > most:
            return size
        with writing(output) as out:
            out.writelines(whole)
        return size
    with writing(output) as out:
        return sum(out.write(part.encode("utf8", "replace")) for part in parts)
