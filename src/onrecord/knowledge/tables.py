"""Reading the tables that lie in this package."""

import csv
import io
import tomllib
from importlib.resources import files

from onrecord.errors import KnowledgeError

INSTITUTION_COLUMNS = ("name", "side", "kind", "role", "forms", "source")


def read_rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of the CSV table `name`, each a dict of strings.

    Raises `KnowledgeError` when the header isn't exactly `columns` or a row has a field too many or too few.
    """
    reader = csv.reader(io.StringIO(_text(name)))
    header = tuple(next(reader, []))
    if header != columns:
        raise KnowledgeError(f"{name}: columns are {', '.join(header)}; expected {', '.join(columns)}")
    rows = []
    for fields in reader:
        if len(fields) != len(columns):
            raise KnowledgeError(f"{name}, line {reader.line_num}: {len(fields)} fields; expected {len(columns)}")
        rows.append(dict(zip(columns, fields, strict=True)))
    return rows


def forms_of(cell: str) -> list[tuple[str, str]]:
    """`(form, note)` of a cell that lists forms: parted by `;`, a note behind ` ~`, empty where there's none."""
    forms = (part.strip().partition(" ~") for part in cell.split(";"))
    return [(form, note) for form, _, note in forms]


def read_sources(name: str = "side_sources.toml") -> dict[str, dict[str, str]]:
    """The sources that a table names: key to title and, where there is one, URL."""
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
