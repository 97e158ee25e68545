"""Options that several commands share, and checks of what a person writes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from onrecord.settings import FIELDS
from onrecord.types.date import Date
from onrecord.types.event import EventType, Status
from onrecord.types.statement import Act, Kind

if TYPE_CHECKING:
    from onrecord.record import Record


def one_of(values: Sequence[str], upper: bool = False) -> Callable[[list[str] | None], list[str]]:
    """A check that each value given is a known one; commas may stand between several."""

    def check(given: list[str] | None) -> list[str]:
        words = [part.strip() for value in given or [] for part in value.split(",") if part.strip()]
        words = [word.upper() if upper else word.lower() for word in words]
        for word in words:
            if word not in values:
                raise typer.BadParameter(f"{word!r} is none of {', '.join(values)}")
        return words

    return check


def chosen(values: Sequence[str]) -> Callable[[str], str]:
    """A check that the one value given is a known one."""

    def check(given: str) -> str:
        if given not in values:
            raise typer.BadParameter(f"{given!r} is none of {', '.join(values)}")
        return given

    return check


def watched(record: "Record", issues: Sequence[str]) -> None:
    """A check that a record's watchlist knows these issues; one without a watchlist has nothing to say."""
    known = [one.id for one in record.manifest.issues]
    for issue in issues:
        if known and issue not in known:
            raise typer.BadParameter(f"{issue!r} is none of {', '.join(known)}", param_hint="'--issue'")


def codes(given: list[str] | None) -> list[str]:
    """Codes of sides, in capitals; commas may stand between several."""
    return [part.strip().upper() for value in given or [] for part in value.split(",") if part.strip()]


def when(given: str) -> str:
    """A day, a month or a year."""
    try:
        return Date.parse(given).value if given else ""
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is no date; give one such as 2021-10-12, 2021-10 or 2021") from error


def columns(given: str) -> dict[str, str]:
    """Which column of a table holds what, out of "text=body,title=headline"; {} for nothing given."""
    out: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in given.split(","))):
        field, sign, column = (piece.strip() for piece in part.partition("="))
        if not sign or not column or field not in FIELDS:
            raise typer.BadParameter(f"{part!r} is no FIELD=COLUMN; fields are {', '.join(FIELDS)}")
        out[field] = column
    return out


Columns = Annotated[
    str, typer.Option(help="Columns of tables (JSONL, CSV, Parquet) that hold what, such as text=body,title=headline.")
]
RecordPath = Annotated[Path, typer.Argument(metavar="RECORD", help="Folder of a record.", show_default=False)]
Side = Annotated[
    list[str] | None,
    typer.Option(callback=codes, help="Code of a side, such as CHN or NATO; may be given again.", show_default=False),
]
SpeakerName = Annotated[str, typer.Option(help="A speaker's id, or part of the name.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option(callback=one_of(get_args(Kind)), help=f"{', '.join(get_args(Kind))}.", show_default=False),
]
Acts = Annotated[
    list[str] | None,
    typer.Option(callback=one_of(get_args(Act)), help=f"{', '.join(get_args(Act))}.", show_default=False),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        callback=one_of(get_args(EventType), upper=True),
        help=f"Of events: {', '.join(get_args(EventType))}.",
        show_default=False,
    ),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        callback=one_of(get_args(Status)),
        help=f"Of events: {', '.join(get_args(Status))}.",
        show_default=False,
    ),
]
Since = Annotated[str, typer.Option(callback=when, help="First day, month or year.", show_default=False)]
Until = Annotated[str, typer.Option(callback=when, help="Last day, month or year, included.", show_default=False)]
Machine = Annotated[bool, typer.Option("--machine", help="The machine's own answer, without people's judgements.")]
