"""The user's file of actors (`--actors`): a CSV that says who is who, before our own tables are asked."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from onrecord.errors import ResolveError
from onrecord.knowledge.holders import Gender, Holding
from onrecord.knowledge.sides import is_side
from onrecord.resolve.names import family_of, words_of
from onrecord.resolve.roles import title_of
from onrecord.types import Date

COLUMNS = ("name", "aliases", "side", "office", "title", "from", "to", "gender")
SOURCE = "actors file"
_ALWAYS = Date.parse("0001")
_GENDERS: Mapping[str, Gender] = {"": "", "m": "m", "f": "f"}


def load_actors(path: Path) -> tuple[Holding, ...]:
    """The rows of an actors file, in its order.

    Columns, in any order, all but `name` optional: `name`, `aliases` (parted by `|`), `side` (a code; empty: speaks
    for none), `office` (a slug of our tables; empty: read from the title), `title`, `from` and `to` (a day, month or
    year; both included), `gender` (m or f). ResolveError names the line and what to do.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ResolveError(f"{path}: {error.strerror}; give a readable CSV file to --actors") from error
    except UnicodeDecodeError as error:
        raise ResolveError(f"{path}: not UTF-8 ({error.reason}); save it as UTF-8") from error
    reader = csv.DictReader(io.StringIO(text))
    header = [column.strip() for column in reader.fieldnames or ()]
    reader.fieldnames = header
    unknown = [column for column in header if column not in COLUMNS]
    if "name" not in header or unknown:
        wrong = f"unknown column {unknown[0]!r}" if unknown else "no column 'name'"
        raise ResolveError(f"{path}: {wrong}; the columns are {', '.join(COLUMNS)}")
    return tuple(_holding(row, f"{path}, line {reader.line_num}") for row in reader)


def _holding(row: Mapping[str | None, str | None], where: str) -> Holding:
    if None in row:
        raise ResolveError(f"{where}: more fields than columns; put quotes around a field that holds a comma")
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if not cells["name"]:
        raise ResolveError(f"{where}: no name; every row needs one")
    if cells["side"] and not is_side(cells["side"]):
        raise ResolveError(
            f"{where}: {cells['side']!r} is no side; use a code of docs/neutrality.md, or leave it empty"
        )
    if cells["gender"] not in _GENDERS:
        raise ResolveError(f"{where}: gender {cells['gender']!r}; use m, f or leave it empty")
    since, until = (_date(cells[column], where) for column in ("from", "to"))
    if since and until and until.last < since.first:
        raise ResolveError(f"{where}: ends on {until.value}, before it begins on {since.value}")
    return Holding(
        person=cells["name"],
        aliases=tuple(alias.strip() for alias in cells["aliases"].split("|") if alias.strip()),
        family=family_of(words_of(cells["name"]) or (cells["name"],)),
        given="",
        gender=_GENDERS[cells["gender"]],
        side=cells["side"],
        office=cells["office"] or title_of(cells["title"]) or "",
        title=cells["title"],
        mark="",
        institution="",
        since=since or _ALWAYS,
        until=until,
        as_of=None,
        source=SOURCE,
    )


def _date(value: str, where: str) -> Date | None:
    try:
        return Date.parse(value) if value else None
    except ValueError as error:
        raise ResolveError(f"{where}: {error}") from None
