"""The CSV of --metadata."""

from pathlib import Path

import pytest

from onrecord.errors import ReadError
from onrecord.read import Metadata, load_metadata
from onrecord.types import Document, Published


def _load(tmp_path: Path, text: str | bytes) -> dict[str, Metadata]:
    path = tmp_path / "m.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_metadata(path)


def test_rows_by_file(tmp_path: Path) -> None:
    table = _load(
        tmp_path,
        "file,title,published,outlet,url\n"
        'a.txt,"Talks, day two",2021-10-12,The Ruritanian,https://example.org/a\n'
        "sub\\b.txt,,,,\n"
        "./c.txt,,3 October 2024,,\n",
    )
    assert table["a.txt"] == Metadata(
        "Talks, day two", Published("2021-10-12", "day", "metadata"), "The Ruritanian", "https://example.org/a"
    )
    assert table["sub/b.txt"] == Metadata()
    assert table["c.txt"].published == Published("2024-10-03", "day", "metadata")


def test_a_mark_other_columns_capitals_and_missing_columns_do_no_harm(tmp_path: Path) -> None:
    assert _load(tmp_path, b"\xef\xbb\xbfFile, Title ,more\na.txt,T,x\n") == {"a.txt": Metadata(title="T")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column 'file'"),
        ("name,title\na.txt,T\n", "no column 'file' \\(there is name, title\\)"),
        ("file\na.txt\n", "only the column 'file'"),
        ("file,published\na.txt,2021-02-30\n", "line 2, column published"),
        ("file,published\na.txt,2021-10-12\nb.txt,soon\n", "line 3, column published: 'soon' is no date"),
        ("file,title\n,T\n", "line 2: the column file is empty"),
        ("file,title\na.txt,T\na.txt,U\n", "line 3: a second row for 'a.txt'"),
        (b"file,title\na.txt,\xff\n", "not UTF-8"),
        ('file,title\na.txt,"T\n', "not a CSV"),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as error:
        _load(tmp_path, text)
    assert "\n" not in str(error.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="give a readable CSV"):
        load_metadata(tmp_path / "none.csv")


def test_what_is_said_wins_and_what_is_not_said_stays() -> None:
    document = Document(id="a", text="Words.", title="Old", outlet="Kept")
    said = Metadata(title="New").apply(document)
    assert (said.title, said.outlet, said.text) == ("New", "Kept", "Words.")
