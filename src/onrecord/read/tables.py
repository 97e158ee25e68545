"""Tables: CSV and its kin, and Parquet. A row makes a document; `read.columns` says which column holds what."""

import csv
import io
import re
from collections.abc import Iterator
from typing import IO, ClassVar

import msgspec

from onrecord.read.base import STAGE, Raw
from onrecord.read.columns import Columns
from onrecord.read.decode import decode
from onrecord.settings import ReadSettings
from onrecord.types import Document, Origin, Rejected, Span

_DELIMITERS = (b"\t", b",", b";", b"|")
_NAME = re.compile(rb'"?[A-Za-z_][\w .:/()-]{0,40}"?')
_SAMPLE = 1 << 16
_BATCH = 64


class CsvReader:
    """The documents of a table whose first line names the columns, parted by tabs, commas, semicolons or bars."""

    media_types: ClassVar[tuple[str, ...]] = ("text/csv",)
    streams: ClassVar[bool] = True
    isolated: ClassVar[bool] = False

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether the first line reads as names of columns, and what follows isn't parted otherwise."""
        return _delimiter(head) is not None

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Document | Rejected]:
        """A document a row, in the order of the rows. Memory: one row."""
        csv.field_size_limit(settings.max_bytes)
        columns = Columns(settings.columns)
        with raw.open() as file:
            head = file.read(_SAMPLE)
            file.seek(0)
            decoded = decode(head[: head.rfind(b"\n") + 1] or head)
            if isinstance(decoded, Rejected):
                yield decoded
                return
            lines = _Lines(file, decoded.encoding, decoded.skipped, settings.max_bytes)
            rows = csv.reader(lines, delimiter=(_delimiter(head) or b",").decode())
            names = next(rows, [])
            if missing := columns.missing(names):
                yield Rejected(STAGE, missing)
                return
            for number, (cells, start) in enumerate(_rows(rows, lines), 2):
                if isinstance(cells, Rejected):
                    yield cells
                    return
                if not any(cells):
                    continue
                row = columns.row(dict(zip(names, cells, strict=False)), f"{raw.id}#{number}")
                made = row.document(raw.sha256, "text/csv") if row else Rejected(STAGE, "the text is empty")
                if isinstance(made, Document):
                    origin = (Origin(Span(0, len(made.text)), bytes=(start, lines.at)),)
                    yield msgspec.structs.replace(made, origin=origin, encoding=decoded.encoding)
                else:
                    yield Rejected(STAGE, f"row {number}: {made.reason}")


def _rows(rows: Iterator[list[str]], lines: "_Lines") -> Iterator[tuple[list[str] | Rejected, int]]:
    """The rows, each with its first byte; the last is a Rejected where the table can't be read on."""
    while True:
        start = lines.at
        try:
            cells = next(rows, None)
        except (csv.Error, ValueError) as error:
            words = " ".join(str(error).split())[:200]
            yield Rejected(STAGE, f"can't be read from byte {start:,} on ({words}): check its quote marks"), start
            return
        if cells is None:
            return
        yield cells, start


class _Lines:
    """The lines of a file as text; `at` is the byte where the next begins."""

    def __init__(self, file: IO[bytes], encoding: str, skipped: int, longest: int) -> None:
        self._file = file
        self._encoding = encoding
        self._longest = longest
        self._wide = encoding.startswith(("utf-16", "utf-32"))
        file.seek(skipped)
        self.at = skipped
        self._text = io.TextIOWrapper(file, encoding, newline="") if self._wide else None

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._text is not None:
            line = self._text.readline(self._longest)
            self.at += len(line.encode(self._encoding, "replace"))
        else:
            data = self._file.readline(self._longest + 1)
            self.at += len(data)
            line = data.decode(self._encoding, "replace")
        if len(line) > self._longest:
            raise ValueError("a line above read.max_bytes")
        if not line:
            raise StopIteration
        return line


def _delimiter(head: bytes) -> bytes | None:
    """What parts the columns; None where the first line doesn't read as names of columns."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(encoding, "ignore").encode()
    lines = head.removeprefix(b"\xef\xbb\xbf").splitlines()
    if len(lines) < 2 or not lines[0].strip():
        return None
    for delimiter in _DELIMITERS:
        names = [name.strip() for name in lines[0].split(delimiter)]
        if len(names) < (2 if delimiter in b"\t;|" else 3) and b"text" not in names:
            continue
        plain = [name for name in names if _NAME.fullmatch(name)]
        alike = len(plain) == len(names) == len({name.lower() for name in names})
        if len(names) >= 2 and alike and delimiter + b" " not in lines[0] and _parted(lines, delimiter):
            return delimiter
    return None


def _parted(lines: list[bytes], delimiter: bytes) -> bool:
    """Whether the row below the names has as many cells, as far as it can be seen."""
    text = [line.decode("latin-1") + "\n" for line in lines]
    rows = csv.reader(text, delimiter=delimiter.decode())
    try:
        names = next(rows)
        first = next((row for row in rows if row), [])
    except (csv.Error, StopIteration):
        return False
    return len(first) == len(names) or (rows.line_num == len(lines) and len(first) > 1)


class ParquetReader:
    """The documents of a Parquet table."""

    media_types: ClassVar[tuple[str, ...]] = ("application/vnd.apache.parquet",)
    streams: ClassVar[bool] = True
    isolated: ClassVar[bool] = True

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether it begins as a Parquet table does."""
        return head.startswith(b"PAR1")

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Document | Rejected]:
        """A document a row, in the order of the rows. Memory: a row group of the columns that are read."""
        import pyarrow.parquet as pq  # noqa: PLC0415 - only the child pays for the parser

        columns = Columns(settings.columns)
        with raw.open() as file, pq.ParquetFile(file) as table:
            names = table.schema_arrow.names
            if missing := columns.missing(names):
                yield Rejected(STAGE, missing)
                return
            number = 0
            for batch in table.iter_batches(batch_size=_BATCH, columns=columns.chosen(names)):
                for values in batch.to_pylist():
                    number += 1
                    row = columns.row(values, f"{raw.id}#{number}")
                    if row is not None and len(row.text) > settings.max_bytes:
                        reason = f"above the limit of {settings.max_bytes:,} bytes: raise read.max_bytes"
                        yield Rejected(STAGE, f"row {number}: {reason}")
                        continue
                    made = (
                        row.document(raw.sha256, self.media_types[0]) if row else Rejected(STAGE, "the text is empty")
                    )
                    yield made if isinstance(made, Document) else Rejected(STAGE, f"row {number}: {made.reason}")
