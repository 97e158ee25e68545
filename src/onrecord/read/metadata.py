"""What a person says about documents: the CSV of `--metadata`, and dates as people and feeds write them."""

import csv
import datetime as dt
import re
from pathlib import Path

import msgspec

from onrecord.errors import ReadError
from onrecord.read.calendar import dates
from onrecord.types import Date, Document, Published

COLUMNS = ("file", "title", "published", "outlet", "url")
GIVEN = "metadata"
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?[ ]?(?:Z|[+-]\d{2}:?\d{2})?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?")


class Metadata(msgspec.Struct, frozen=True):
    """What is said about one file; None where nothing is."""

    title: str | None = None
    published: Published | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None

    def apply(self, document: Document) -> Document:
        """`document` with what is said here, which wins over what it had."""
        said = {name: getattr(self, name) for name in self.__struct_fields__}
        return msgspec.structs.replace(document, **{name: value for name, value in said.items() if value is not None})


def parse_date(value: str) -> Date:
    """The date that `value` gives: an ISO 8601 date or date-time (its calendar day as written), a month, a year, or one
    day in words ("3 October 2024"). ValueError for anything else.
    """
    value = value.strip()
    if match := _ISO.fullmatch(value):
        return Date.parse(match[1])
    if match := _COMPACT.fullmatch(value):
        return Date.parse("-".join(match.groups()))
    if re.fullmatch(r"\d{4}(-\d{2})?", value):
        return Date.parse(value)
    said = [dated.date for dated in dates(value)]
    if len(said) == 1 and said[0] is not None and said[0].precision == "day" and len(value) <= 60:
        return Date.day(dt.date.fromisoformat(said[0].value))
    raise ValueError(f"{value!r} is no date: write it as 2021-10-12")


def load_metadata(path: Path) -> dict[str, Metadata]:
    """The rows of a CSV with the columns file, title, published, outlet, url, by `file` (a document's id).

    Only `file` must be there, with at least one of the others; further columns are passed over. ReadError names the
    line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, strict=True)
            _check_columns(path, [name.strip().lower() for name in rows.fieldnames or []])
            rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or []]
            out: dict[str, Metadata] = {}
            for row in rows:
                file = (row.get("file") or "").strip().replace("\\", "/").removeprefix("./")
                if not file:
                    raise ReadError(f"{path}, line {rows.line_num}: the column file is empty; name the document")
                if file in out:
                    raise ReadError(f"{path}, line {rows.line_num}: a second row for {file!r}; leave one")
                out[file] = _metadata(row, f"{path}, line {rows.line_num}")
            return out
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}; give a readable CSV to --metadata") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 at byte {error.start}; save the CSV as UTF-8") from error
    except csv.Error as error:
        raise ReadError(f"{path}: not a CSV ({error}); check its quote marks") from error


def _check_columns(path: Path, names: list[str]) -> None:
    if "file" not in names:
        raise ReadError(
            f"{path}: no column 'file' (there is {', '.join(names) or 'nothing'}); needed: {', '.join(COLUMNS)}"
        )
    if not set(COLUMNS[1:]) & set(names):
        raise ReadError(f"{path}: only the column 'file'; add one of {', '.join(COLUMNS[1:])}")


def _metadata(row: dict[str, str | None], where: str) -> Metadata:
    said = {name: (row.get(name) or "").strip() or None for name in COLUMNS[1:]}
    published = None
    if said["published"]:
        try:
            date = parse_date(said["published"])
        except ValueError as error:
            raise ReadError(f"{where}, column published: {error}") from error
        published = Published(date.value, date.precision, GIVEN)
    return Metadata(title=said["title"], published=published, outlet=said["outlet"], url=said["url"])
