"""The report: one self-contained HTML page of a record, each line of which opens the words that it rests on."""

from pathlib import Path

from onrecord.analyse.summary import summary
from onrecord.present.files import writing
from onrecord.present.report.page import Pages, overview, reading
from onrecord.present.report.places import Places
from onrecord.present.report.views import articles
from onrecord.record import Record


def report(record: Record, output: Path, title: str = "") -> int:
    """Write the page of `record` to a file, whole or not at all; gives its size in bytes.

    The page needs no network and no other file. The same record gives the same bytes. PresentError when the file
    can't be written. `title` defaults to the name of the record's folder.
    """
    pages = Pages(record, title or record.path.resolve().name.removesuffix(".record"))
    texts, lines = articles(record)
    places = Places({article.document.id: article.number for article in texts})
    values = overview(record, summary(record, surest=0), places) | reading(texts, lines)
    size = 0
    with writing(output) as out:
        for part in pages.page("report.html", **values, linked=True, full=True, story_page=""):
            size += out.write(part.encode("utf8", "replace"))
    return size
