"""Full text search: hits best first, and how many there are of each side, speaker, act, ...

The newest matches are ranked, RANKED of them or as many as are asked for, by bm25 (lower is better): to rank all
matches of a common word of a large record would take seconds. How many match in all is told beside the hits.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from onrecord.errors import RecordError
from onrecord.record.index import STEPS, step, tag

MARK = "**"  # around the words found, in a snippet
RANKED = 2_000
"""How many matches are ranked, the newest by day of publication."""
_NAMES = 500
_ALL = 2**62
_SNIPPET_WORDS = 24
_WORD = re.compile(r'"[^"]*"\*?|NEAR\([^()]*\)|[()]|[^\s()"]+\*?')
_OPERATORS = {"AND", "OR", "NOT", "(", ")"}
_SCHEMA = pa.schema(
    [
        ("doc", pa.string()), ("start", pa.int32()), ("end", pa.int32()),
        ("snippet", pa.string()), ("rank", pa.float64()), ("statement", pa.string()),
    ]
)  # fmt: skip
_FACETS = pa.schema([("field", pa.string()), ("value", pa.string()), ("hits", pa.int64())])
_TAGGED = ("outlet", "language", "side", "kind", "act", "issue")


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What hits of a search must be; None asks for nothing.

    `outlet`, `language`, `since` and `until` (ISO days of publication, both included) are of the document. With any
    of the others set the search is over contents of statements, not over the text: `side` is a code, `speaker` an id
    or part of a name, `kind`, `act` and `issue` as in the record, `min_confidence` from 0 to 1.
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
    min_confidence: float | None = None
    statements: bool = False

    @property
    def of_statements(self) -> bool:
        """Whether the hits are statements."""
        return self.statements or any((
            self.side, self.speaker, self.kind, self.act, self.issue, self.min_confidence
        ))  # fmt: skip

    @property
    def words(self) -> str:
        """The full text table that is searched."""
        return "statement_words" if self.of_statements else "passage_words"


class _Query(msgspec.Struct, frozen=True):
    """A query in FTS5's language, filters included, and the rows that a range of dates leaves."""

    words: str
    match: str
    first: int
    end: int


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


def find(path: Path, query: str, limit: int, filters: Filters, without: Set[str] = frozenset()) -> pa.Table:
    """The best `limit` of the newest matches: doc, start, end, snippet, rank, statement; not those of ids `without`.

    The schema's metadata hold `matches`, how many there are in all, and `ranked`, how many were looked at.
    """
    words = plain(query)
    places = "statements" if filters.of_statements else "passages"
    statement = "p.id" if filters.of_statements else "NULL"
    with _open(path, query) as connection:
        asked = _query(connection, words, filters)
        matches, ranked = _ranked(connection, asked, filters, max(RANKED, limit))
        rows: list[tuple[Any, ...]] = []
        for rank, n in sorted(ranked):
            if len(rows) == limit:
                break
            doc, start, end, id = connection.execute(
                f'SELECT d.doc, p.start, p."end", {statement} FROM {places} p JOIN documents d ON d.n = p.document '
                "WHERE p.n = ?", (n,)).fetchone()  # fmt: skip
            if id not in without:
                rows.append((doc, start, end, _snippet(connection, asked, words, n), rank, id))
    told = {"matches": str(max(matches, len(ranked))), "ranked": str(len(ranked))}
    return pa.table([[row[n] for row in rows] for n in range(len(_SCHEMA))], schema=_SCHEMA.with_metadata(told))


def facets(path: Path, query: str, filters: Filters, without: Set[str] = frozenset()) -> pa.Table:
    """How many of the newest RANKED matches are of each value: field, value, hits; a field's most frequent first.

    Fields: outlet and year; of statements side, speaker, act, kind and issue too. "" stands for none. Statements of ids
    `without` don't count.
    """
    words = plain(query)
    fields = ["outlet", "year"]
    columns = "coalesce(d.outlet, ''), coalesce(substr(d.published, 1, 4), '')"
    if filters.of_statements:
        fields += ["speaker", "act", "kind", "side", "issue"]
        columns += ", coalesce(p.speaker, ''), p.act, p.kind, p.sides, p.issues"
    places = "statements" if filters.of_statements else "passages"
    test = "WHERE p.id NOT IN (SELECT value FROM json_each(?))" if filters.of_statements and without else ""
    gone = [msgspec.json.encode(sorted(without)).decode()] if test else []
    with _open(path, query) as connection:
        ids = _newest(connection, _query(connection, words, filters), filters)
        found = connection.execute(
            f"SELECT {columns} FROM json_each(?) w JOIN {places} p ON p.n = w.value "
            f"JOIN documents d ON d.n = p.document {test}",
            (msgspec.json.encode(ids).decode(), *gone),
        ).fetchall()
    rows = [
        (field, value, hits)
        for field, column in zip(fields, zip(*found, strict=True), strict=False)
        for value, hits in sorted(_counted(column).items(), key=lambda one: (-one[1], one[0]))
    ]
    return pa.table([[row[n] for row in rows] for n in range(len(_FACETS))], schema=_FACETS)


def _counted(column: Iterable[str]) -> Counter[str]:
    """How often each value stands in a column; a field may hold several, a line each."""
    out: Counter[str] = Counter()
    for values, hits in Counter(column).items():
        for value in values.split("\n"):
            out[value] += hits
    return out


def _query(connection: sqlite3.Connection, words: str, filters: Filters) -> _Query:
    """Filters as words of the index and as a range of rows."""
    given = {name: getattr(filters, name) for name in _TAGGED}
    asked = [[tag(name, value)] for name, value in given.items() if value is not None]
    if filters.speaker is not None:
        found = connection.execute(
            "SELECT DISTINCT id FROM speakers WHERE id = ? OR instr(lower(name), lower(?)) > 0 ORDER BY id LIMIT ?",
            (filters.speaker, filters.speaker, _NAMES + 1),
        ).fetchall()
        if len(found) > _NAMES:
            raise RecordError(f"search: {filters.speaker!r} is part of more than {_NAMES} names; give more of the name")
        asked.append([tag("speaker", id) for (id,) in found] or [tag("none", "")])
    if filters.min_confidence:
        asked.append([tag("step", number) for number in range(step(filters.min_confidence), STEPS)])
    match = f"text : ({words})"
    for choices in asked:
        match += f" AND tags : ({' OR '.join(choices)})"
    return _Query(filters.words, match, *_range(connection, filters))


def _range(connection: sqlite3.Connection, filters: Filters) -> tuple[int, int]:
    """The first row, and the one after the last, that were published between two days; undated ones stand last."""

    def first(test: str, *values: str) -> int:
        query = f"SELECT coalesce(min(first), {_ALL}) FROM days WHERE words = ? AND {test}"
        found: int = connection.execute(query, (filters.words, *values)).fetchone()[0]
        return found

    start = first("published <= ?", filters.until) if filters.until else 0
    if filters.since:
        return start, first("published < ?", filters.since)
    return start, first("published = ''") if filters.until else _ALL


def _matching(asked: _Query, filters: Filters) -> tuple[str, list[Any]]:
    """What stands after FROM so that the rows that match come, newest first, and its values."""
    rows, values = asked.words, list[Any]()
    if filters.min_confidence:
        # the lowest step holds some that lie below
        rows += f" CROSS JOIN statements p ON p.n = {asked.words}.rowid AND p.confidence >= ?"
        values.append(filters.min_confidence)
    where = f"{asked.words} MATCH ? AND {asked.words}.rowid >= ? AND {asked.words}.rowid < ?"
    return f"{rows} WHERE {where}", [*values, asked.match, asked.first, asked.end]


def _ranked(
    connection: sqlite3.Connection, asked: _Query, filters: Filters, most: int
) -> tuple[int, list[tuple[float, int]]]:
    """How many rows match, and rank and number of the `most` newest."""
    rows, values = _matching(asked, filters)
    ranked = f"SELECT {asked.words}.rank, {asked.words}.rowid FROM {rows} LIMIT ?"
    found = connection.execute(ranked, (*values, most)).fetchall()
    if len(found) < most:
        return len(found), found
    rows, values = _matching(asked, Filters())
    return connection.execute(f"SELECT count(*) FROM {rows}", values).fetchone()[0], found


def _newest(connection: sqlite3.Connection, asked: _Query, filters: Filters) -> list[int]:
    """The numbers of the newest RANKED rows that match; to rank them as well would cost five times as much."""
    rows, values = _matching(asked, filters)
    return [n for (n,) in connection.execute(f"SELECT {asked.words}.rowid FROM {rows} LIMIT ?", (*values, RANKED))]


def _snippet(connection: sqlite3.Connection, asked: _Query, words: str, n: int) -> str:
    """The words found in their surroundings; of one row at a time, since SQLite would make them for all matches."""
    query = (
        f"SELECT snippet({asked.words}, 0, '{MARK}', '{MARK}', '…', {_SNIPPET_WORDS}) FROM {asked.words} "
        f"WHERE {asked.words} MATCH ? AND rowid = ?"
    )
    text: str = connection.execute(query, (f"text : ({words})", n)).fetchone()[0]
    return text


@contextmanager
def _open(path: Path, query: str) -> Iterator[sqlite3.Connection]:
    """The file, for reading; RecordError where SQLite can't read the query."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if "fts5" in str(error) or "no such column" in str(error):
                raise RecordError(
                    f"search: {query!r} can't be read ({error}); put AND, OR and NOT between words, or words in quotes"
                ) from error
            raise
