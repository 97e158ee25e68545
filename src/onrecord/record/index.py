"""search.sqlite: full text over paragraphs of prose and over contents of statements, by SQLite's FTS5.

Rows stand newest first, by the document's day of publication, so that the first matches of a common word are the newest
and a range of dates is a range of rows. What a search can be narrowed by stands in the index too, as words of a column
of its own (`tag`): both are found in one walk. Diacritics don't count ("Erdogan" finds "Erdoğan").
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onrecord.record.rows import ask, memory, stored
from onrecord.settings import digest
from onrecord.types import Document, Span

STEPS = 10
"""Confidence is marked in steps of a tenth."""
_LONGEST = 2_000
_BATCH = 2_000
_TABLES = """
CREATE TABLE documents (n INTEGER PRIMARY KEY, doc TEXT, outlet TEXT, language TEXT, published TEXT);
CREATE TABLE passages (n INTEGER PRIMARY KEY, document INTEGER, start INTEGER, "end" INTEGER);
CREATE TABLE statements (
    n INTEGER PRIMARY KEY, document INTEGER, start INTEGER, "end" INTEGER, id TEXT, speaker TEXT, kind TEXT, act TEXT,
    sides TEXT, issues TEXT, confidence REAL
);
CREATE TABLE speakers (id TEXT, name TEXT, PRIMARY KEY (id, name)) WITHOUT ROWID;
CREATE TABLE days (words TEXT, published TEXT, first INTEGER, PRIMARY KEY (words, published)) WITHOUT ROWID;
CREATE VIRTUAL TABLE passage_words USING fts5(text, tags, tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE statement_words USING fts5(text, tags, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO passage_words(passage_words, rank) VALUES ('rank', 'bm25(1.0, 0.0)');
INSERT INTO statement_words(statement_words, rank) VALUES ('rank', 'bm25(1.0, 0.0)');
"""
SHAPE = digest(_TABLES)
"""Changes when the file's tables do."""
_STAGED = 'CREATE TEMP TABLE staged (doc VARCHAR, "start" INTEGER, "end" INTEGER, text VARCHAR)'
_STAGED_ROWS = pa.schema([("doc", pa.string()), ("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
_PASSAGES = """
SELECT d.doc, strftime(d.published, '%Y-%m-%d') AS published, d.outlet, d.language, p."start", p."end", p.text
FROM staged p JOIN documents d ON d.doc = p.doc ORDER BY d.published DESC NULLS LAST, d.doc, p."start"
"""
_STATEMENTS = """
SELECT s.doc, strftime(d.published, '%Y-%m-%d') AS published, d.outlet, d.language, s.id, s.content_text,
       s.content_spans[1]."start", s.content_spans[-1]."end", s.speaker_id, s.speaker, s.kind, s.act,
       list_distinct(s.side), list_distinct([a.issue for a in s.about]), s.confidence
FROM statements s JOIN documents d ON d.doc = s.doc ORDER BY d.published DESC NULLS LAST, s.doc, s.ordinal
"""
_TOLD = """
SELECT doc, outlet, language, strftime(published, '%Y-%m-%d') FROM documents
WHERE doc IN (SELECT doc FROM statements) ORDER BY doc
"""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+")


def tag(kind: str, value: object) -> str:
    """The word of the index that stands for a value of a filter: letters and digits only, so that it's one word."""
    return "x" + hashlib.blake2b(f"{kind}={value}".encode("utf8", "surrogatepass"), digest_size=8).hexdigest()


def step(confidence: float) -> int:
    """The tenth that a confidence lies in, 0 to 9."""
    return min(STEPS - 1, int(confidence * STEPS))


def build(path: Path, tables: Path) -> None:
    """Write the search file at `path` from the DuckDB file at `tables`; memory is bounded."""
    spill = str(path.with_name(path.name + ".spill"))
    source = duckdb.connect(tables, read_only=True, config={"threads": 1, "temp_directory": spill})
    largest = source.execute("SELECT coalesce(max(strlen(text)), 0) FROM documents").fetchall()[0][0]
    statements = source.execute("SELECT count(*) FROM statements").fetchall()[0][0]
    source.execute(f"SET memory_limit = '{memory(largest, statements)}'")
    target = sqlite3.connect(path, isolation_level=None)
    try:
        # a file that isn't whole is thrown away, so that a journal would protect nothing
        target.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;")
        target.executescript("BEGIN;" + _TABLES)
        numbers = _fill_documents(source, target)
        _fill_passages(source, target, numbers)
        _fill_statements(source, target, numbers)
        for words in ("passage_words", "statement_words"):
            target.execute(f"INSERT INTO {words}({words}) VALUES ('optimize')")
        target.execute("COMMIT")
    finally:
        target.close()
        source.close()


def build_statements(path: Path, source: duckdb.DuckDBPyConnection) -> None:
    """Write a search file of statements alone, from the tables or views `statements` and `documents` of `source`."""
    with closing(sqlite3.connect(path, isolation_level=None)) as target:
        target.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        target.executescript("BEGIN;" + _TABLES)
        numbers: dict[str, int] = {}
        for number, (doc, outlet, language, published) in enumerate(_rows(source, _TOLD)):
            numbers[doc] = number
            target.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", (number, doc, outlet, language, published))
        _fill_statements(source, target, numbers)
        target.execute("COMMIT")


def _fill_documents(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection) -> dict[str, int]:
    """The documents into one file, their passages into a table of the other, where they can be put in order."""
    numbers: dict[str, int] = {}
    source.execute(_STAGED)
    waiting: list[tuple[str, int, int, str]] = []
    # a connection of its own: one can't be asked and filled at once
    for number, document in enumerate(stored(source.cursor())):
        numbers[document.id] = number
        published = document.published.date.first.isoformat() if document.published else None
        target.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
            (number, document.id, document.outlet, document.language, published),
        )
        waiting += [(document.id, span.start, span.end, span.of(document.text)) for span in passages(document)]
        if len(waiting) >= _BATCH:
            _stage(source, waiting)
    _stage(source, waiting)
    return numbers


def _stage(source: duckdb.DuckDBPyConnection, rows: list[tuple[str, int, int, str]]) -> None:
    if rows:
        source.register("batch", pa.table([list(column) for column in zip(*rows, strict=True)], _STAGED_ROWS))
        source.execute("INSERT INTO staged SELECT * FROM batch")
        source.unregister("batch")
        rows.clear()


def _fill_passages(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection, numbers: dict[str, int]) -> None:
    days = _Days(target, "passage_words")
    for at, (doc, published, outlet, language, start, end, text) in enumerate(_rows(source, _PASSAGES)):
        days(at, published)
        target.execute("INSERT INTO passages VALUES (?, ?, ?, ?)", (at, numbers[doc], start, end))
        tags = _tags([("outlet", outlet), ("language", language)])
        target.execute("INSERT INTO passage_words(rowid, text, tags) VALUES (?, ?, ?)", (at, text, tags))
    source.execute("DROP TABLE staged")


def _fill_statements(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection, numbers: dict[str, int]) -> None:
    days, known = _Days(target, "statement_words"), set[tuple[str, str]]()
    for at, row in enumerate(_rows(source, _STATEMENTS)):
        doc, published, outlet, language, id, text, start, end = row[:8]
        speaker_id, speaker, kind, act, sides, issues, confidence = row[8:]
        days(at, published)
        if speaker_id is not None:
            known.add((speaker_id, speaker))
        tags = _tags([
            ("outlet", outlet), ("language", language), ("speaker", speaker_id), ("kind", kind), ("act", act),
            ("step", step(confidence)), *(("side", side) for side in sides), *(("issue", issue) for issue in issues),
        ])  # fmt: skip
        target.execute(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (at, numbers[doc], start, end, id, speaker, kind, act, "\n".join(sides), "\n".join(issues), confidence),
        )
        target.execute("INSERT INTO statement_words(rowid, text, tags) VALUES (?, ?, ?)", (at, text, tags))
    target.executemany("INSERT INTO speakers VALUES (?, ?)", sorted(known))


class _Days:
    """Notes the first row of each day of publication; rows of unknown day stand last, under ""."""

    def __init__(self, target: sqlite3.Connection, words: str) -> None:
        self._target, self._words = target, words
        self._last: str | None = None

    def __call__(self, at: int, published: str | None) -> None:
        day = published or ""
        if day != self._last:
            self._target.execute("INSERT INTO days VALUES (?, ?, ?)", (self._words, day, at))
            self._last = day


def _tags(values: Iterable[tuple[str, object]]) -> str:
    return " ".join(tag(kind, value) for kind, value in values if value is not None)


def _rows(source: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    for batch in ask(source, query, rows=_BATCH):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def passages(document: Document) -> Iterator[Span]:
    """Paragraphs of the prose, long ones cut at ends of sentences."""
    for prose in document.prose():
        for line in re.finditer(r"[^\r\n]+", prose.of(document.text)):
            words = line.group()
            start = prose.start + line.start() + len(words) - len(words.lstrip())
            end = prose.start + line.end() - (len(words) - len(words.rstrip()))
            while end - start > _LONGEST:
                cut = start + _cut(document.text[start : start + _LONGEST])
                yield Span(start, cut)
                start = cut
            if start < end:
                yield Span(start, end)


def _cut(text: str) -> int:
    """Where to end the first part of a text that is too long: after a sentence, else a word, else anywhere."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return ends[-1] if ends else (text.rfind(" ") + 1 or len(text))
