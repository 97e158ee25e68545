"""A record too large for one page: a folder of pages that lead to each other by relative addresses.

`index.html` shows positions, changes, alignment, stories and what is on which page; the evidence of an issue, the
stories, and the documents with what they say stand on pages of their own. Each is whole in itself, as the one page is.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from onrecord.analyse.evidence import Where
from onrecord.analyse.summary import summary
from onrecord.errors import PresentError
from onrecord.present.files import Progress
from onrecord.present.report.page import Pages, overview, reading
from onrecord.present.report.places import Places
from onrecord.present.report.stands import cells
from onrecord.present.report.views import articles
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date

MOST_DOCUMENTS = 100
MOST_CHARACTERS = 800_000
MOST_STORIES = 20
INDEX = "index.html"
_OWN = ("documents-*.html", "evidence-*.html", "stories-*.html", INDEX)
_DOCUMENTS = """
SELECT d.doc, d.published_value AS published, d.characters, coalesce(s.n, 0) AS statements
FROM documents d LEFT JOIN (SELECT doc, count(*) AS n FROM statements GROUP BY doc) s ON s.doc = d.doc
ORDER BY d.published NULLS LAST, d.doc
"""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A page of documents: its file, the days that it spans, and what is on it."""

    file: str
    words: str
    documents: int
    statements: int
    ids: tuple[str, ...]


def write(record: Record, folder: Path, title: str, progress: Progress) -> tuple[int, int]:
    """Write the pages into `folder`, all or none; gives how many there are and their size in bytes.

    Pages of an earlier report in the folder are replaced; files of other names are left alone.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".report-", dir=folder))
    except OSError as error:
        raise PresentError(f"{folder}: {error.strerror or error}; give another place") from error
    try:
        size = sum(_write(beside / name, parts) for name, parts in _pages(record, title, progress))
        made = sorted(beside.iterdir())
        for old in (path for pattern in _OWN for path in folder.glob(pattern)):
            old.unlink()
        for path in made:
            path.replace(folder / path.name)
        return len(made), size
    except OSError as error:
        raise PresentError(f"{folder}: {error.strerror or error}; make room, or give another place") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(path: Path, parts: Iterator[str]) -> int:
    with path.open("wb") as out:
        return sum(out.write(part.encode("utf8", "replace")) for part in parts)


def _pages(record: Record, title: str, progress: Progress) -> Iterator[tuple[str, Iterator[str]]]:
    """(file name, its parts) of every page; the index last, since it's the one that people open."""
    pages = Pages(record, title)
    listed = list(_listed(record))
    places = Places(
        {id: number for page in listed for number, id in enumerate(page.ids, 1)},
        {id: page.file for page in listed for id in page.ids},
    )
    issues = record.sql("SELECT DISTINCT issue FROM positions ORDER BY issue")["issue"].to_pylist()
    issues += sorted({one["issue"] for one in _neutral(record)} - set(issues))
    evidence = {issue: f"evidence-{number:03d}.html" for number, issue in enumerate(issues, 1)}
    values = overview(record, summary(record, surest=0), places, evidence)
    told = values["told"]
    parts = [told.stories[at : at + MOST_STORIES] for at in range(0, len(told.stories), MOST_STORIES)]
    stories = [f"stories-{number:03d}.html" for number, _ in enumerate(parts, 1)]
    total = len(listed) + len(issues) + len(stories) + 1
    made = chain(
        _evidence_pages(record, pages, places, evidence),
        _story_pages(pages, values, parts, stories),
        _document_pages(record, pages, listed),
    )
    for done, (name, page) in enumerate(made):
        progress("report", done, total)
        yield name, page
    story_of = {story.number: stories[at] for at, part in enumerate(parts) for story in part}
    yield INDEX, pages.page("index.html", **values, pages=listed, linked=False, full=False, story_of=story_of)
    progress("report", total, total)


def _evidence_pages(
    record: Record, pages: Pages, places: Places, evidence: Mapping[str, str]
) -> Iterator[tuple[str, Iterator[str]]]:
    statements = {issue.id: issue.statement for issue in record.manifest.issues}
    files = list(evidence.values())
    for at, (issue, file) in enumerate(evidence.items()):
        shown = {"cells": tuple(cells(record, places, Where(issue=[issue])))}
        yield (
            file,
            pages.page("evidence.html", heading=statements.get(issue, issue), stands=shown, at=at, files=files),
        )


def _story_pages(
    pages: Pages, values: Mapping[str, Any], parts: Sequence[Sequence[Any]], files: Sequence[str]
) -> Iterator[tuple[str, Iterator[str]]]:
    for at, (part, file) in enumerate(zip(parts, files, strict=True)):
        told = msgspec.structs.replace(values["told"], stories=tuple(part), across=(), alone=None)
        yield (
            file,
            pages.page("stories.html", told=told, conflicts=(), full=True, story_of={}, at=at, files=files),
        )


def _document_pages(record: Record, pages: Pages, listed: Sequence[Listed]) -> Iterator[tuple[str, Iterator[str]]]:
    files = [page.file for page in listed]
    for at, page in enumerate(listed):
        texts, lines = articles(record, [record.document(id) for id in page.ids])
        yield (
            page.file,
            pages.page("documents.html", **reading(texts, lines), heading=page.words, at=at, files=files),
        )


def _listed(record: Record) -> Iterator[Listed]:
    """The documents by day of publication, at most a hundred and so many characters a page."""
    held: list[dict[str, Any]] = []
    number = 0
    for row in record.sql(_DOCUMENTS).to_pylist():
        size = sum(one["characters"] for one in held)
        if held and (len(held) == MOST_DOCUMENTS or size + row["characters"] > MOST_CHARACTERS):
            number += 1
            yield _page(number, held)
            held = []
        held.append(row)
    if held:
        yield _page(number + 1, held)


def _page(number: int, rows: Sequence[Mapping[str, Any]]) -> Listed:
    return Listed(
        file=f"documents-{number:03d}.html",
        words=_span([row["published"] for row in rows]),
        documents=len(rows),
        statements=sum(row["statements"] for row in rows),
        ids=tuple(row["doc"] for row in rows),
    )


def _span(days: Sequence[str | None]) -> str:
    """`Published 3 March 2021 to 9 May 2021`."""
    known = [day for day in days if day]
    if not known:
        return "Date of publication not known"
    first, last = date_words(Date.parse(known[0])), date_words(Date.parse(known[-1]))
    words = f"Published {first}" if first == last else f"Published {first} to {last}"
    return words if len(known) == len(days) else f"{words}, and undated"


def _neutral(record: Record) -> list[dict[str, Any]]:
    """Issues that statements are about, positions or not: their cells have pages as well."""
    rows: list[dict[str, Any]] = record.sql(
        "SELECT DISTINCT a.issue AS issue FROM (SELECT unnest(about) AS a FROM statements WHERE len(side) > 0)"
    ).to_pylist()
    return rows
