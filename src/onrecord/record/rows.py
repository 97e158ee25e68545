"""What stands in an export's documents.jsonl, and how one document's layers become rows of the tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb
import msgspec
import pyarrow as pa

from onrecord.errors import RecordError
from onrecord.types import Document, Extraction, Linked, Origin, Published, Reason, Rejected, Span, Time, Unscored

_MEMORY, _LARGEST_TIMES, _ROW = 32 << 20, 8, 88
_AT_ONCE, _CHARACTERS = 2_000, 4_000_000
_QUESTIONS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A document as documents.jsonl has it, its text left out.

    `origin` is the document where the wording was first seen; where the text's spans stand in the original file is in
    `places`.
    """

    id: str
    title: str | None
    published: Published | None
    outlet: str | None
    byline: str | None = None
    url: str | None
    language: str
    supported: bool
    boilerplate: tuple[Span, ...]
    unscored: tuple[Unscored, ...] = ()
    headline: Span | None
    sha256: str
    media_type: str
    encoding: str
    characters: int
    notes: tuple[str, ...]
    story: str | None
    copy_of: str | None
    origin: str | None
    places: tuple[Origin, ...]
    times: tuple[Time, ...]
    rejected: tuple[Rejected, ...]

    @classmethod
    def of(cls, document: Document, extraction: Extraction, linked: Linked) -> "DocumentRow":
        """The row of a document, what it says, and its ties."""
        return cls(
            id=document.id,
            title=document.title,
            published=document.published,
            outlet=document.outlet,
            byline=document.byline,
            url=document.url,
            language=document.language,
            supported=document.supported,
            boilerplate=document.boilerplate,
            unscored=document.unscored,
            headline=document.headline,
            sha256=document.source,
            media_type=document.media_type,
            encoding=document.encoding,
            characters=len(document.text),
            notes=document.notes,
            story=linked.story,
            copy_of=linked.copy_of,
            origin=linked.origin,
            places=document.origin,
            times=extraction.times,
            rejected=extraction.rejected,
        )

    def document(self, text: str) -> Document:
        """The document back from its row."""
        return Document(
            id=self.id,
            text=text,
            title=self.title,
            headline=self.headline,
            published=self.published,
            outlet=self.outlet,
            byline=self.byline,
            url=self.url,
            language=self.language,
            supported=self.supported,
            boilerplate=self.boilerplate,
            unscored=self.unscored,
            origin=self.places,
            source=self.sha256,
            media_type=self.media_type,
            encoding=self.encoding,
            notes=self.notes,
        )


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """One document with all that the layers made of it."""

    document: Document
    extraction: Extraction
    linked: Linked
    reasons: tuple[Reason, ...] = ()

    def rows(self) -> Iterator[tuple[str, msgspec.Struct]]:
        """(table, object) of each row, in order of the text."""
        said, ties = self.extraction, self.linked
        yield "documents", DocumentRow.of(self.document, said, ties)
        yield from (("statements", row) for row in said.statements)
        yield from (("events", row) for row in said.events)
        yield from (("positions", row) for row in said.positions)
        yield from (("reasons", row) for row in self.reasons)
        yield from (("times", row) for row in said.times)
        yield from (("rejected", row) for row in said.rejected)
        yield from (("actors", row) for row in ties.actors)
        yield from (("utterances", row) for row in ties.utterances)
        yield from (("links", row) for row in ties.links)


def ask(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: Sequence[Any] | Mapping[str, Any] = (),
    rows: int = 2_000,
) -> pa.RecordBatchReader:
    """DuckDB's answer to a query, streamed in batches of about `rows`; RecordError when it isn't a question."""
    statements = connection.extract_statements(query)
    # a statement that was read isn't read again, which is a third of the time of a small question
    asked = statements[0] if len(statements) == 1 else query
    kinds = {statement.type for statement in statements}
    relation = connection.sql(asked, params=parameters or None) if kinds <= _QUESTIONS else None
    if relation is None:
        raise RecordError("a query has to be a SELECT: the record is changed by builds only")
    return relation.to_arrow_reader(rows)


def memory(largest: int, rows: int = 0) -> str:
    """DuckDB's limit for a build whose largest value has so many bytes: it holds one whole, several times over.

    `rows` are those of the largest table: DuckDB keeps something of each while rows are put in order and indexed.
    """
    return f"{max(_MEMORY, _LARGEST_TIMES * largest) + _ROW * rows}B"


def documents(connection: duckdb.DuckDBPyConnection, columns: str, table: str = "documents") -> pa.RecordBatchReader:
    """The columns of the table of documents, in order of ids, as much at a time as a few million characters.

    A reader over the whole table would hold 2,000 texts at once, however long they are.
    """
    schema = ask(connection, f"SELECT {columns} FROM {table} LIMIT 0").schema

    def batches() -> Iterator[pa.RecordBatch]:
        for first, last in _ranges(connection, table):
            yield from ask(connection, f"SELECT {columns} FROM {table} WHERE rowid BETWEEN {first} AND {last}")

    return pa.RecordBatchReader.from_batches(schema, batches())


def stored(connection: duckdb.DuckDBPyConnection, table: str = "documents") -> Iterator[Document]:
    """Every document of record.duckdb in order of ids, a few at a time in memory."""
    decoder = msgspec.json.Decoder(DocumentRow)
    for batch in documents(connection, "row, text", table):
        for row, text in zip(batch.column(0), batch.column(1), strict=True):
            yield decoder.decode(row.as_py()).document(text.as_py())


def _ranges(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[int, int]]:
    """First and last row of stretches of the table of documents that are small enough to hold."""
    out: list[tuple[int, int]] = []
    first = size = 0
    lengths = ask(connection, f"SELECT characters FROM {table}").read_all().column(0).to_pylist()
    for number, length in enumerate(lengths):
        if number > first and (size + length > _CHARACTERS or number - first == _AT_ONCE):
            out.append((first, number - 1))
            first, size = number, 0
        size += length
    return [*out, (first, len(lengths) - 1)]
