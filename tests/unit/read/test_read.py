"""From a file to its documents."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read import Metadata, describe, find, read
from onrecord.settings import ReadSettings
from onrecord.types import Document, Published, Rejected

BODY = "The foreign minister of Ruritania arrived on Monday.\n\nShe met her host.\n"
SETTINGS = ReadSettings()


def _read(
    path: Path, settings: ReadSettings = SETTINGS, metadata: dict[str, Metadata] | None = None
) -> list[Document | Rejected]:
    found, rejected = find([path])
    assert rejected == []
    return [each for file in found for each in read(file, settings, metadata or {})]


def _file(tmp_path: Path, data: bytes, name: str = "a.txt") -> Path:
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def _reason(results: list[Document | Rejected]) -> str:
    assert len(results) == 1
    assert isinstance(results[0], Rejected)
    assert results[0].stage == "read"
    assert "\n" not in results[0].reason
    return results[0].reason


def test_a_text_file_is_one_document(tmp_path: Path) -> None:
    (document,) = _read(_file(tmp_path, f"Talks begin\n\n{BODY}".encode()))
    assert isinstance(document, Document)
    assert (document.id, document.title, document.language) == ("a.txt", "Talks begin", "en")
    assert document.headline is not None
    assert document.headline.of(document.text) == "Talks begin"
    assert document.text == f"Talks begin\n\n{BODY}"
    assert len(document.source) == 64


def test_metadata_wins_over_front_matter(tmp_path: Path) -> None:
    said = Metadata(title="New", published=Published("2022-01-01", "day", "metadata"))
    data = f"---\ntitle: Old\ndate: 2021-10-12\noutlet: O\n---\n{BODY}".encode()
    (document,) = _read(_file(tmp_path, data), metadata={"a.txt": said})
    assert isinstance(document, Document)
    assert (document.title, document.outlet) == ("New", "O")
    assert document.published == Published("2022-01-01", "day", "metadata")
    assert document.boilerplate[0].of(document.text).startswith("---\ntitle: Old")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b"Rar!\x1a\x07" + bytes(40), "a RAR archive"),
        (b"SQLite format 3\x00" + bytes(40), "an SQLite database"),
        (b"{\\rtf1 words}", "a rich-text document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "an old office document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "an image"),
        (b'[{"a": 1}]', "JSON"),
        (bytes(range(256)) * 4, "binary file"),
    ],
)
def test_what_is_no_text_is_told_by_its_content(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in _reason(_read(_file(tmp_path, data)))


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    start = time.process_time()
    assert "200,000,000 bytes, above the limit of 50,000,000" in _reason(_read(path))
    assert time.process_time() - start < 1


def test_a_file_that_went_away_is_rejected(tmp_path: Path) -> None:
    path = _file(tmp_path, b"Words.")
    (found,), _ = find([path])
    path.unlink()
    assert "can't be read" in _reason(list(read(found, SETTINGS, {})))


def test_a_table_gives_a_document_a_line_and_counts_what_it_cannot_read(tmp_path: Path) -> None:
    data = b'{"id": "x", "text": "One."}\n\nbroken\n{"id": "y", "text": "Two.", "published": "2021"}\n'
    one, broken, two = _read(_file(tmp_path, data, "rows.txt"))
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.id, one.text, two.id, two.text) == ("x", "One.", "y", "Two.")
    assert isinstance(broken, Rejected)
    assert broken.reason.startswith("line 3: ")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000,
        "Oct 3 " * 160_000,
        "20211012 " * 110_000,
        "“" * 1_000_000,
        "https://" * 125_000,
        "\n" * 999_999 + "x",
        "x\n" * 200_000,
        "----\n" * 100_000,
        "Monday, " * 120_000,
    ],
)
def test_a_million_characters_are_described_in_seconds(text: str) -> None:
    start = time.process_time()
    assert describe(Document(id="a", text=text)).text == text
    assert time.process_time() - start < 10


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_describing_any_text_twice_changes_nothing(text: str) -> None:
    once = describe(Document(id="a", text=text))
    assert once.text == text
    assert describe(once) == once
    assert all(0 <= span.start < span.end <= len(text) for span in once.boilerplate)
    assert list(once.boilerplate) == sorted(once.boilerplate)
