"""search.sqlite: full text over paragraphs of prose and over contents of statements, by SQLite's FTS5.

Diacritics don't count ("Erdogan" finds "Erdoğan"); ranks are bm25, lower is better.
"""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import duckdb
import msgspec
import pyarrow as pa

from onrecord.errors import RecordError
from onrecord.record.rows import ask, memory, stored
from onrecord.types import Document, Span

MARK = "**"  # around the words found, in a snippet
_SNIPPET_WORDS = 24
_LONGEST = 2_000
_BATCH = 2_000
_TABLES = """
CREATE TABLE documents (n INTEGER PRIMARY KEY, doc TEXT, outlet TEXT, language TEXT, published TEXT);
CREATE TABLE passages (n INTEGER PRIMARY KEY, document INTEGER, start INTEGER, "end" INTEGER);
CREATE TABLE statements (
    n INTEGER PRIMARY KEY, document INTEGER, start INTEGER, "end" INTEGER, id TEXT, speaker_id TEXT, speaker TEXT,
    kind TEXT, act TEXT
);
CREATE TABLE sides (value TEXT, statement INTEGER, PRIMARY KEY (value, statement)) WITHOUT ROWID;
CREATE TABLE issues (value TEXT, statement INTEGER, PRIMARY KEY (value, statement)) WITHOUT ROWID;
CREATE VIRTUAL TABLE passage_words USING fts5(text, tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE statement_words USING fts5(text, tokenize = "unicode61 remove_diacritics 2");
"""
_STATEMENTS = """
SELECT doc, id, content_text, content_spans[1]."start", content_spans[-1]."end", speaker_id, speaker, kind, act,
    list_distinct(side), list_distinct([a.issue for a in about])
FROM statements
"""
_WORD = re.compile(r'"[^"]*"\*?|NEAR\([^()]*\)|[()]|[^\s()"]+\*?')
_OPERATORS = {"AND", "OR", "NOT", "(", ")"}
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+")
_SCHEMA = pa.schema(
    [
        ("doc", pa.string()), ("start", pa.int32()), ("end", pa.int32()),
        ("snippet", pa.string()), ("rank", pa.float64()), ("statement", pa.string()),
    ]
)  # fmt: skip


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What hits of a search must be; None asks for nothing.

    `outlet`, `language`, `since` and `until` (ISO days of publication, both included) are of the document. With any
    of the others set the search is over contents of statements, not over the text: `side` is a code, `speaker` an id
    or part of a name, `kind`, `act` and `issue` as in the record.
    """

    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    side: str | None = None
    speaker: str | None = None
    kind: str | None = None
    act: str | None = None
    issue: str | None = None
    statements: bool = False

    @property
    def of_statements(self) -> bool:
        """Whether the hits are statements."""
        return self.statements or any((self.side, self.speaker, self.kind, self.act, self.issue))


def build(path: Path, tables: Path) -> None:
    """Write the search file at `path` from the DuckDB file at `tables`; memory is bounded."""
    source = duckdb.connect(tables, read_only=True, config={"threads": 1})
    largest = source.execute("SELECT coalesce(max(strlen(text)), 0) FROM documents").fetchall()[0][0]
    source.execute(f"SET memory_limit = '{memory(largest)}'")
    target = sqlite3.connect(path, isolation_level=None)
    try:
        # a file that isn't whole is thrown away, so that a journal would protect nothing
        target.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;")
        target.executescript("BEGIN;" + _TABLES)
        numbers = _fill_passages(source, target)
        _fill_statements(source, target, numbers)
        for words in ("passage_words", "statement_words"):
            target.execute(f"INSERT INTO {words}({words}) VALUES ('optimize')")
        target.execute("COMMIT")
    finally:
        target.close()
        source.close()


def _fill_passages(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection) -> dict[str, int]:
    numbers: dict[str, int] = {}
    at = 0
    for number, document in enumerate(stored(source)):
        numbers[document.id] = number
        published = document.published.date.first.isoformat() if document.published else None
        target.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
            (number, document.id, document.outlet, document.language, published),
        )
        found = list(passages(document))
        rows = [(at + n, number, span.start, span.end) for n, span in enumerate(found)]
        target.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", rows)
        words = [(at + n, span.of(document.text)) for n, span in enumerate(found)]
        target.executemany("INSERT INTO passage_words(rowid, text) VALUES (?, ?)", words)
        at += len(found)
    return numbers


def _fill_statements(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection, numbers: dict[str, int]) -> None:
    at = 0
    for batch in ask(source, _STATEMENTS, rows=_BATCH):
        columns = [column.to_pylist() for column in batch.columns]
        for doc, id, text, start, end, speaker_id, speaker, kind, act, sides, issues in zip(*columns, strict=True):
            row = (at, numbers[doc], start, end, id, speaker_id, speaker, kind, act)
            target.execute("INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            target.execute("INSERT INTO statement_words(rowid, text) VALUES (?, ?)", (at, text))
            target.executemany("INSERT INTO sides VALUES (?, ?)", [(side, at) for side in sides])
            target.executemany("INSERT INTO issues VALUES (?, ?)", [(issue, at) for issue in issues])
            at += 1


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


def plain(query: str) -> str:
    """The query in FTS5's language: words are quoted, so that marks within them mean nothing.

    RecordError: no word in it, or a quotation mark without its pair.
    """
    query = query.replace("\0", " ").encode("utf-8", "replace").decode()
    if query.count('"') % 2:
        raise RecordError(f"search: {query!r} has a quotation mark without its pair; add or remove one")
    parts = []
    for part in _WORD.findall(query):
        if part in _OPERATORS or part.startswith("NEAR("):
            parts.append(part)
        elif any(sign.isalnum() for sign in part):
            star = " *" if part.endswith("*") else ""
            parts.append('"' + part.strip('*"') + '"' + star)
    if not any(part not in _OPERATORS for part in parts):
        raise RecordError(f"search: {query!r} has no word to search for; give one or more words")
    return " ".join(parts)


def find(path: Path, query: str, limit: int, filters: Filters) -> pa.Table:
    """The best `limit` hits: doc, start, end, snippet, rank, statement."""
    words = plain(query)
    name, places = ("statement_words", "statements") if filters.of_statements else ("passage_words", "passages")
    conditions, values = _conditions(filters)
    statement = "p.id" if filters.of_statements else "NULL"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        hits = connection.execute(
            f'SELECT {name}.rowid, d.doc, p.start, p."end", {name}.rank, {statement} FROM {name} '
            f"JOIN {places} p ON p.n = {name}.rowid JOIN documents d ON d.n = p.document "
            f"WHERE {name} MATCH ? {conditions} ORDER BY {name}.rank, {name}.rowid LIMIT ?",
            (words, *values, limit),
        ).fetchall()
        # snippets of the hits that are shown only: within the query above SQLite would make them for all
        snippet = (
            f"SELECT snippet({name}, 0, '{MARK}', '{MARK}', '…', {_SNIPPET_WORDS}) FROM {name} "
            f"WHERE {name} MATCH ? AND rowid = ?"
        )
        shown = [connection.execute(snippet, (words, hit[0])).fetchone()[0] for hit in hits]
    except sqlite3.OperationalError as error:
        if "fts5" in str(error) or "no such column" in str(error):
            raise RecordError(
                f"search: {query!r} can't be read ({error}); put AND, OR and NOT between words, or words in quotes"
            ) from error
        raise
    finally:
        connection.close()
    rows = [(doc, start, end, text, rank, id) for (_, doc, start, end, rank, id), text in zip(hits, shown, strict=True)]
    return pa.table([[row[n] for row in rows] for n in range(len(_SCHEMA))], schema=_SCHEMA)


def _conditions(filters: Filters) -> tuple[str, list[str]]:
    """SQL after `WHERE ... MATCH ?`, with its values."""
    tests = {
        "d.outlet = ?": filters.outlet,
        "d.language = ?": filters.language,
        "d.published >= ?": filters.since,
        "d.published <= ?": filters.until,
        "? IN (p.speaker_id, p.speaker) OR instr(lower(p.speaker), lower(?)) > 0": filters.speaker,
        "p.kind = ?": filters.kind,
        "p.act = ?": filters.act,
        "EXISTS (SELECT 1 FROM sides WHERE value = ? AND statement = p.n)": filters.side,
        "EXISTS (SELECT 1 FROM issues WHERE value = ? AND statement = p.n)": filters.issue,
    }
    chosen = [(test, value) for test, value in tests.items() if value is not None]
    values = [value for test, value in chosen for _ in range(test.count("?"))]
    return "".join(f"AND ({test}) " for test, _ in chosen), values
