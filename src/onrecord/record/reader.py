"""The read side of a record: tables, documents and search, while a build may be writing the next version beside."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, get_args

import duckdb
import msgspec
import pyarrow as pa

from onrecord.errors import RecordError
from onrecord.record import judgements
from onrecord.record.files import one_line
from onrecord.record.judged_search import JudgedSearch
from onrecord.record.judged_tables import USE
from onrecord.record.judging import Word, judgement, undoing
from onrecord.record.layout import SEARCH, TABLES
from onrecord.record.overlay import Outcome, Overlay
from onrecord.record.rows import DocumentRow, ask, documents, stored
from onrecord.record.schema import TABLES as KNOWN
from onrecord.record.search import Filters
from onrecord.record.splice import spliced
from onrecord.record.store import current
from onrecord.record.values import Subject
from onrecord.types import Document, Event, Extraction, Judgement, Manifest, Position, RowKind, Statement

T = TypeVar("T")
# a query may come from a page or another program: no files, no network, no change of these
_MEMORY = "512MB"
_SHUT = ("SET enable_external_access = false", "SET lock_configuration = true")
# a join with so many ids or documents looks them up in the index of the table (tallies.INDEXES); one with more walks
_LOOKED_UP = "SET GLOBAL dynamic_or_filter_threshold = 1000"
_DOCUMENTS = "record.main.documents"
_KINDS: tuple[RowKind, ...] = get_args(RowKind)


class Record:
    """One record open for reading and judging; a context manager. Any number of threads and processes may read.

    Every table is as people left it by their judgements; `record.statements` in a query is the machine's own.
    """

    def __init__(
        self, path: Path, manifest: Manifest, connection: duckdb.DuckDBPyConnection, *, judged: bool = True
    ) -> None:
        self.path = path
        self._manifest = manifest
        self._connection = connection
        self._overlay = Overlay(path, connection, empty=not judged)
        self._search = JudgedSearch(path / SEARCH, connection, self._overlay.tables)

    @classmethod
    def open(cls, path: Path, *, judged: bool = True) -> "Record":
        """The record at `path`, with `judged` as people left it by their judgements, else the machine's own answer.

        An older one is brought to this version first (`store.current`). RecordError when it's missing, unfinished,
        damaged or newer than this version.
        """
        manifest = current(path)
        for name in (TABLES, SEARCH):
            if not (path / name).is_file():
                raise RecordError(f"{path}: {name} is missing; run `onrecord build` again to derive it")
        with one_line(path):
            connection = _attach(path / TABLES)
            known = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        if missing := KNOWN.keys() - known:
            connection.close()
            raise RecordError(f"{path}: {TABLES} holds no table {min(missing)}; run `onrecord build` again")
        record = cls(path, manifest, connection, judged=judged)
        try:
            record.refresh()
        except BaseException:
            record.close()
            raise
        return record

    def refresh(self) -> bool:
        """Take in judgements that were made since, by whom and where ever; whether there were any. Costs little."""
        with one_line(self.path):
            return self._overlay.refresh()

    @property
    def damaged(self) -> tuple[str, ...]:
        """What couldn't be read of the file of judgements, a line each."""
        return self._overlay.damaged

    def judgements(self, row: str = "", document: str = "") -> list[Outcome]:
        """What people said, of all or of one row or document, with what it does today; the oldest first."""
        found = self._overlay.outcomes()
        if row:
            found = [one for one in found if row in (one.today, one.judgement.row)]
        if document:
            found = [one for one in found if document in (one.doc, one.judgement.document)]
        return found

    def judge(self, word: Word) -> Judgement:
        """Keep what a person says of a row: it's on the disk, and in every table, when this returns.

        RecordError: no such row or document, or a value that can't be; the disk is full. Nothing was kept then.
        """
        return self.judge_all([word])[0]

    def judge_all(self, words: Sequence[Word]) -> list[Judgement]:
        """Keep several words at once, all or none."""
        self.refresh()
        made = [judgement(self._known(word), self._subject(word)) for word in words]
        judgements.append(self.path, made)
        self.refresh()
        return made

    def undo(self, id: str, author: str = "", note: str = "") -> Judgement:
        """Take a judgement back, by its id or the first digits of it; RecordError when there is none that stands."""
        self.refresh()
        standing = [one.judgement for one in self._overlay.outcomes() if one.state != "undone"]
        found = [one for one in standing if id and one.id.startswith(id) and one.verdict != "undo"]
        exact = [one for one in found if one.id == id] or found
        if len(exact) != 1:
            none = f"no judgement {id!r} that stands; `onrecord judge {self.path} --list` shows them"
            many = f"{len(exact)} judgements begin with {id!r}; give more digits"
            raise RecordError(f"{self.path}: {many if exact else none}")
        made = undoing(exact[0], author, note)
        judgements.append(self.path, [made])
        self.refresh()
        return made

    @property
    def manifest(self) -> Manifest:
        """What the record was made of."""
        return self._manifest

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> pa.Table:
        """The answer of DuckDB to a query over the tables of docs/record-format.md; files can't be reached from it.

        RecordError says in one line what's wrong with the query.
        """
        with self._said():
            return ask(self._cursor(), query, parameters).read_all()

    def table(self, name: str) -> pa.Table:
        """One table, in order of document and text; RecordError lists the known ones."""
        with self._said():
            return self.stream(name).read_all()

    def stream(self, name: str, columns: Sequence[str] = ("*",), rows: int = 2_000) -> pa.RecordBatchReader:
        """One table in batches of about `rows`, in order of document and text, with all or some of its columns."""
        if name not in KNOWN:
            raise RecordError(f"{self.path}: no table {name!r}; there are {', '.join(KNOWN)}")
        chosen = ", ".join(column if column == "*" else f'"{column}"' for column in columns)
        with self._said():
            if name == "documents":
                return documents(self._cursor(), chosen, _DOCUMENTS)
            if name in self._overlay.tables.busy:
                return spliced(self._cursor(), name, columns, rows)
            return ask(self._cursor(), f"SELECT {chosen} FROM {name}", rows=rows)

    def batches(self, query: str, rows: int = 2_000) -> pa.RecordBatchReader:
        """As `sql`, for answers larger than memory: batches of at most `rows`."""
        with self._said():
            return ask(self._cursor(), query, rows=rows)

    def documents(self) -> Iterator[Document]:
        """Every document in order of ids, a few at a time in memory."""
        return stored(self._cursor(), _DOCUMENTS)

    def document(self, id: str) -> Document:
        """One document; RecordError when the record doesn't hold it."""
        row, text = self._row(id)
        return row.document(text)

    def extraction(self, id: str) -> Extraction:
        """What one document says; RecordError when the record doesn't hold it."""
        row, _ = self._row(id)
        return Extraction(
            id=id,
            published=row.published,
            language=row.language,
            boilerplate=row.boilerplate,
            statements=self._objects("statements", id, Statement),
            events=self._objects("events", id, Event),
            positions=self._objects("positions", id, Position),
            times=row.times,
            rejected=row.rejected,
        )

    def search(self, query: str, *, limit: int = 20, filters: Filters | None = None) -> pa.Table:
        """Hits, best first: doc, start, end, snippet, rank, statement (its id, null for a stretch of text).

        Plain words must all stand in the hit; "words in quotes" as a phrase; tai* by its beginning; AND, OR, NOT and
        parentheses combine. Words found stand between two stars in the snippet. Of a common word the newest 2,000
        matches are ranked: `schema.metadata` holds `matches` and `ranked`. RecordError when the query can't be read.
        """
        with one_line(self.path):
            return self._search.find(query, limit, filters or Filters())

    def facets(self, query: str, filters: Filters | None = None) -> pa.Table:
        """How the newest 2,000 matches of a search spread: field (outlet, year, side, act, ...), value, hits."""
        with one_line(self.path):
            return self._search.facets(query, filters or Filters())

    def close(self) -> None:
        """Close the files."""
        self._search.close()
        self._overlay.tables.close()
        self._connection.close()

    def __enter__(self) -> "Record":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Give what DuckDB says of a query in one line."""
        try:
            yield
        except (duckdb.Error, pa.ArrowException) as error:
            raise RecordError(f"{self.path}: {' '.join(str(error).split())[:300]}") from error

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for each question, since one can't be shared by threads."""
        cursor = self._connection.cursor()
        cursor.execute(USE)
        return cursor

    def _known(self, word: Word) -> Word:
        """The word, its speaker with the id of the actor of that name, if there is one."""
        name = word.edit.get("speaker")
        if not isinstance(name, str):
            return word
        query = "SELECT id FROM actors WHERE name = ? AND kind <> 'side' ORDER BY statements DESC, id LIMIT 1"
        rows = self._cursor().execute(query, [name.strip()]).fetchall()
        speaker = {"id": rows[0][0], "name": name} if rows else name
        return msgspec.structs.replace(word, edit={**word.edit, "speaker": speaker})

    def _subject(self, word: Word) -> Subject:
        """The row, and the document, that a word is about."""
        if word.verdict in ("add", "complete"):
            if not word.kind or not word.document:
                raise RecordError(f"{word.verdict!r} needs a document and a kind: {', '.join(_KINDS)}")
            kind, doc, row = word.kind, word.document, None
        else:
            kind, doc, row = self.row(word.row)
        document, said = self.document(doc), self.extraction(doc)
        return Subject(
            kind=kind,
            document=doc,
            text=document.text,
            source=self._alone(document.source),
            row=row,
            statements=frozenset(one.id for one in said.statements),
            events=frozenset(one.id for one in said.events),
        )

    def _alone(self, sha256: str) -> str:
        """The hash of a document's bytes, "" where another has the same: it wouldn't tell which of them is meant."""
        query = f"SELECT count(*) FROM {_DOCUMENTS} WHERE sha256 = ?"
        return sha256 if self._cursor().execute(query, [sha256]).fetchall() == [(1,)] else ""

    def row(self, id: str) -> tuple[RowKind, str, dict[str, Any]]:
        """Kind, document and values of the row of an id, or of its first digits; of one that was judged wrong too.

        RecordError when there is no such row, or several begin so.
        """
        if not id:
            raise RecordError(f"{self.path}: say which row is judged, by its id")
        found: dict[str, tuple[RowKind, str, dict[str, Any]]] = {}
        for ids, tables in (("ids", "{}s"), ("record.main.ids", "record.main.{}s")):
            # a range of ids, which stand in order there: no walk through the rows
            query = f"SELECT id, kind, doc FROM {ids} WHERE id >= $1 AND id < $1 || '~' LIMIT 10"
            for one, kind, doc in self._cursor().execute(query, [id]).fetchall():
                if one not in found:
                    row = f"SELECT row FROM {tables.format(kind)} WHERE doc = ? AND id = ?"
                    values = self._cursor().execute(row, [doc, one]).fetchall()
                    found[one] = (kind, doc, msgspec.json.decode(values[0][0]))
        for outcome in self._overlay.outcomes():
            # a row that only people vouched for, and then judged wrong, stands in no table
            if outcome.today.startswith(id) and outcome.doc and outcome.judgement.seen:
                seen = outcome.judgement.seen | {"id": outcome.today}
                found.setdefault(outcome.today, (outcome.judgement.kind, outcome.doc, seen))
        if id in found:
            return found[id]
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise RecordError(f"{self.path}: {len(found)} rows begin with {id!r}; give more digits")
        raise RecordError(f"{self.path}: holds no row {id!r}; `onrecord timeline {self.path}` lists ids")

    def _row(self, id: str) -> tuple[DocumentRow, str]:
        found = self._cursor().execute("SELECT row, text FROM documents WHERE doc = ?", [id]).fetchone()
        if found is None:
            raise RecordError(f"{self.path}: holds no document {id!r}; `onrecord show` lists what it holds")
        return msgspec.json.decode(found[0], type=DocumentRow), found[1]

    def _objects(self, table: str, id: str, kind: type[T]) -> tuple[T, ...]:
        rows = self._cursor().execute(f"SELECT row FROM {table} WHERE doc = ? ORDER BY ordinal", [id]).fetchall()
        decoder = msgspec.json.Decoder(kind)
        return tuple(decoder.decode(row) for (row,) in rows)


def _attach(path: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB of its own with the file at `path` in it.

    Connecting to the path itself would give, in a process that reads the record already, the file as it was before
    the last build, since DuckDB keeps one instance for a path.
    """
    spill = Path(tempfile.gettempdir()) / f"onrecord-{os.getpid()}"
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(spill),
        # what doesn't fit is written aside: a page of a record of millions of rows must not take the machine's memory
        "memory_limit": _MEMORY,
    }
    connection = duckdb.connect(":memory:", config=config)
    try:
        quoted = str(path.resolve()).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS record (READ_ONLY)")
        for statement in (_LOOKED_UP, *_SHUT):
            connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection
