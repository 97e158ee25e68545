"""Tables: which column holds what, rows that make no document, files that only look like a table."""

import datetime as dt
import io

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.read.base import Raw, choose
from onrecord.read.columns import Row
from onrecord.read.reading import read_raw
from onrecord.settings import FIELDS, ReadSettings, Settings
from onrecord.types import Document, Rejected

MAPPED = ReadSettings(columns={"text": "Body", "id": "key", "title": "headline", "published": "day", "byline": "by"})


def _read(data: bytes, settings: ReadSettings | None = None) -> list[Document | Rejected]:
    return list(read_raw(Raw(id="t", name="t", data=data), settings or ReadSettings()))


def test_the_fields_of_settings_are_those_of_rows() -> None:
    assert set(FIELDS) == set(Row.__struct_fields__)


def test_an_unknown_field_is_refused_with_the_settings() -> None:
    with pytest.raises(msgspec.ValidationError, match="'body' is none of id, text"):
        msgspec.toml.decode(b'[read.columns]\nbody = "x"', type=Settings)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_columns_are_mapped_whatever_parts_them(delimiter: str, encoding: str) -> None:
    rows = [["key", "day", "headline", "body", "by"], ["r1", "2024-05-01", "Züge", "Über “das”.", "Ann"]]
    data = "".join(delimiter.join(cells) + "\r\n" for cells in rows).encode(encoding)
    (document,) = _read(data, MAPPED)
    assert isinstance(document, Document)
    assert (document.id, document.title, document.text, document.byline) == ("r1", "Züge", "Über “das”.", "Ann")
    assert document.published is not None
    assert document.published.value == "2024-05-01"


def test_rows_without_an_id_are_called_by_their_number() -> None:
    parts = _read(b"text,title,note\nOne.,T,x\n,T,y\n\nThree.,T,z\n")
    assert [part.id if isinstance(part, Document) else part.reason for part in parts] == [
        "t#2", "row 3: the text is empty", "t#5",
    ]  # fmt: skip


def test_a_table_without_the_column_says_which_there_are() -> None:
    (rejected,) = _read(b"key,headline,body\na,b,c\n")
    assert isinstance(rejected, Rejected)
    assert rejected.reason == (
        "no column 'text' (there is key, headline, body): say which holds the text, --columns text=NAME"
    )


def test_a_line_of_json_without_the_column_says_so() -> None:
    (rejected,) = _read(b'{"headline": "a", "body": "b"}\n')
    assert "no column 'text' (there is headline, body)" in getattr(rejected, "reason", "")


def test_a_date_that_is_none_rejects_its_row() -> None:
    parts = _read(b"id,text,published\na,Words.,yesterday\nb,Words.,2024\n")
    assert [type(part).__name__ for part in parts] == ["Rejected", "Document"]
    assert "row 2: published: 'yesterday' is no date" in getattr(parts[0], "reason", "")


@pytest.mark.parametrize(
    "words",
    [
        b"Envoys, ministers, clerks\nThe first met the second, while the third took notes.\n",
        b"Talks begin\n\nThe minister, the envoy, and the clerk met.\n",
        b"one, two\nthree, four\n",
        b"Treaty; what it says\n\nNothing.\n",
        b"text\n",
    ],
)
def test_prose_is_no_table(words: bytes) -> None:
    assert choose(words, "t.csv") == "text"


def test_numbers_and_dates_of_a_parquet_table_are_read() -> None:
    out = io.BytesIO()
    table = pa.table({
        "id": [7, 8], "text": ["One.", None], "published": [dt.datetime(2024, 5, 1, 8), None], "tags": [["a"], ["b"]],
    })  # fmt: skip
    pq.write_table(table, out)
    parts = _read(out.getvalue())
    assert isinstance(parts[0], Document)
    assert (parts[0].id, parts[0].published and parts[0].published.value) == ("7", "2024-05-01")
    assert getattr(parts[1], "reason", "") == "row 2: the text is empty"


def test_a_large_table_is_streamed() -> None:
    data = b'{"id": "%d", "text": "Some words."}\n'
    lines = b"".join(data % n for n in range(20_000))
    assert len(_read(lines, ReadSettings(max_bytes=1000))) == 20_000
