"""The documents of a record as a list, the latest first."""

import msgspec
import pyarrow as pa

from onrecord.analyse.timeline import date
from onrecord.record import Record

_ROWS = """
WITH chosen AS (
    SELECT doc, title, outlet, published, published_value, published_basis, language, supported, story, copy_of
    FROM documents WHERE {where} ORDER BY published DESC NULLS LAST, doc LIMIT ? OFFSET ?
)
SELECT c.doc, c.title, c.outlet, c.published_value AS published, c.published_basis AS basis, c.language, c.supported,
       c.story, c.copy_of,
       (SELECT count(*) FROM statements_of((SELECT list(doc) FROM chosen)) s WHERE s.doc = c.doc) AS statements,
       (SELECT count(*) FROM events_of((SELECT list(doc) FROM chosen)) e WHERE e.doc = c.doc) AS events
FROM chosen c ORDER BY c.published DESC NULLS LAST, c.doc
"""
_COUNT = "SELECT count(*) AS n FROM documents WHERE {where}"


class Which(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents are listed; what is None asks for nothing.

    `outlet` "" are those of no known outlet. `since`, `until`: days, months or years of publication, both included.
    `undated`: only those without a date; `unsupported`: only those of a language in which nothing is looked for.
    """

    outlet: str | None = None
    since: str = ""
    until: str = ""
    story: str = ""
    undated: bool = False
    unsupported: bool = False


def documents(record: Record, which: Which, *, limit: int = 50, offset: int = 0) -> tuple[pa.Table, int]:
    """Title, outlet, date and counts of some documents, the latest first, and how many there are in all.

    Columns: doc, title, outlet, published, basis, language, supported, story, copy_of, statements, events.
    AnalyseError when a date can't be read.
    """
    tests, values = ["true"], list[object]()
    if which.outlet is not None:
        tests, values = [*tests, "coalesce(outlet, '') = ?"], [*values, which.outlet]
    if which.since:
        tests, values = [*tests, "published >= ?"], [*values, date(which.since).first]
    if which.until:
        tests, values = [*tests, "published <= ?"], [*values, date(which.until).last]
    if which.story:
        tests, values = [*tests, "story = ?"], [*values, which.story]
    if which.undated:
        tests.append("published IS NULL")
    if which.unsupported:
        tests.append("NOT supported")
    where = " AND ".join(tests)
    total: int = record.sql(_COUNT.format(where=where), values)["n"][0].as_py()
    return record.sql(_ROWS.format(where=where), [*values, limit, offset]), total
