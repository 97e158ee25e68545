"""Where each side stands: the matrix and the evidence behind its cells, what turned, who stands with whom."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec

from onrecord.analyse.alignment import Terms, alignment
from onrecord.analyse.evidence import Every, Where
from onrecord.analyse.matrix import cell, matrix
from onrecord.analyse.names import side_name
from onrecord.analyse.shifts import shifts
from onrecord.analyse.told import Around, Words, around, told
from onrecord.present.charts.bands import Bands, bands
from onrecord.present.charts.heat import Heat, heat
from onrecord.present.charts.periods import fitting
from onrecord.present.report.places import Places
from onrecord.present.report.views import level
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date

MOST_EVIDENCE = 25
"""Pieces of evidence of a cell and stance that a page lists, the surest; how many more there are is told."""
MOST_TURNS = 60
SHORT = 90
"""Words below this length are shown within their sentence."""
STANCES = (("for", "For"), ("against", "Against"), ("neutral", "Neutral"))


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or a deed that a position rests on; `act` of a deed is its type.

    Few words stand within their sentence: `before` and `after` them what belongs to it.
    """

    when: str
    who: str
    act: str
    text: str
    before: str
    after: str
    source: str
    href: str
    percent: int
    level: str
    deed: bool


class Column(msgspec.Struct, frozen=True):
    """The evidence of one stance: how much there is, and what of it is listed."""

    stance: str
    name: str
    total: int
    pieces: tuple[Piece, ...]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """The evidence of a side on an issue, for and against side by side; `anchor` names it in addresses."""

    anchor: str
    side: str
    name: str
    issue: str
    statement: str
    columns: tuple[Column, ...]


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A shift with the words before and after, None where there is nothing after."""

    side: str
    name: str
    statement: str
    kind: str
    words: str
    when: str
    before: Piece | None
    after: Piece | None


class Stands(msgspec.Struct, frozen=True, kw_only=True):
    """All that the page shows of positions."""

    heat: Heat | None
    cells: tuple[Cell, ...]
    turns: tuple[Turn, ...]
    silent: tuple[Turn, ...]
    turns_left_out: int
    bands: Bands | None


def anchor(issue: str, side: str) -> str:
    """The name of a cell in addresses."""
    return f"c-{issue}.{side}"


def stands(record: Record, places: Places, evidence: Mapping[str, str] | None = None) -> Stands:
    """The matrix with its evidence, the shifts and the alignment; all empty for a record without positions.

    `evidence` maps an issue to the file that holds its cells' evidence, where that isn't this page.
    """
    statements = {issue.id: issue.statement for issue in record.manifest.issues}
    every = period(record)
    where = evidence or {}
    rows = shifts(record).to_pylist()
    silent = [row for row in rows if row["kind"] == "silent"]
    turned = [row for row in rows if row["kind"] != "silent"]
    return Stands(
        heat=heat(
            matrix(record, every=every),
            every,
            statements,
            lambda issue, side: f"{where.get(issue, '')}#{anchor(issue, side)}",
        ),
        cells=() if evidence else tuple(cells(record, places)),
        turns=tuple(_turns(record, turned[-MOST_TURNS:], places, statements)),
        silent=tuple(_turns(record, silent[-MOST_TURNS:], places, statements)),
        turns_left_out=max(0, len(turned) - MOST_TURNS) + max(0, len(silent) - MOST_TURNS),
        bands=bands(alignment(record), alignment(record, terms=Terms(every=every))),
    )


def period(record: Record) -> Every:
    """The period in which the positions of a record are best shown."""
    found = record.sql(
        "SELECT min(on_value) AS first, max(on_value) AS last FROM positions WHERE on_value IS NOT NULL"
    ).to_pylist()[0]
    return fitting(found["first"], found["last"]) if found["first"] else "year"


def cells(record: Record, places: Places, where: Where | None = None) -> Iterator[Cell]:
    """The evidence of each side and issue, in order of issue and side, each stance by date."""
    where = where or Where()
    statements = {issue.id: issue.statement for issue in record.manifest.issues}
    totals = {(row["issue"], row["side"]): row for row in matrix(record, where, "all").to_pylist()}
    rows: list[dict[str, Any]] = sorted(
        cell(record, where, MOST_EVIDENCE).to_pylist(), key=lambda row: (row["issue"], row["side"])
    )
    within = around(record, told(record, short(rows)))
    for (issue, side), found in groupby(rows, key=lambda row: (row["issue"], row["side"])):
        same, total = list(found), totals[issue, side]
        yield Cell(
            anchor=anchor(issue, side),
            side=side,
            name=side_name(side),
            issue=issue,
            statement=statements.get(issue, issue),
            columns=tuple(
                Column(
                    stance,
                    name,
                    total[stance],
                    tuple(piece(row, places, within) for row in same if row["stance"] == stance),
                )
                for stance, name in STANCES
                if total[stance] or stance != "neutral"
            ),
        )


def piece(row: Mapping[str, Any], places: Places, within: Mapping[str, Around]) -> Piece:
    """A row of evidence: on, who, act, text, outlet, title, doc, id, deed, confidence, and of a deed perhaps `type`."""
    text = row["text"] or ""
    found = within.get(row["id"]) if len(text) < SHORT else None
    return Piece(
        when=date_words(Date.parse(row["on"])) if row["on"] else "no date known",
        who=row["who"] or "",
        act=row.get("type") or row["act"] or "",
        text=found.words if found else text,
        before=found.before if found else "",
        after=found.after if found else "",
        source=" · ".join(part for part in (row["outlet"], row["title"] or row["doc"]) if part),
        href=places.row(row["doc"], row["id"], "event" if row["deed"] else "statement"),
        percent=round(row["confidence"] * 100),
        level=level(row["confidence"]),
        deed=row["deed"],
    )


def of_words(found: Words | None, places: Places, within: Mapping[str, Around]) -> Piece | None:
    """The words of a row as a piece of evidence, None for none."""
    return piece(msgspec.structs.asdict(found) | {"deed": found.kind == "event"}, places, within) if found else None


def short(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids of rows whose words say too little without their sentence."""
    return [row["id"] for row in rows if len(row["text"] or "") < SHORT]


def _turns(
    record: Record, rows: Sequence[Mapping[str, Any]], places: Places, statements: Mapping[str, str]
) -> Iterator[Turn]:
    words = told(record, [id for row in rows for id in (row["before"], row["after"])])
    within = around(record, {id: one for id, one in words.items() if len(one.text) < SHORT})
    for row in rows:
        before, after = (of_words(words.get(row[name] or ""), places, within) for name in ("before", "after"))
        yield Turn(
            side=row["side"],
            name=side_name(row["side"]),
            statement=statements.get(row["issue"], row["issue"]),
            kind=row["kind"],
            words=_change(row),
            # the words' own date says how exact it is known
            when=after.when if after else before.when if before else "",
            before=before,
            after=after,
        )


def _change(row: Mapping[str, Any]) -> str:
    if row["kind"] == "turned":
        return f"from {row['stance_before']} to {row['stance_after']}"
    if row["kind"] == "hardened":
        return f"still {row['stance_after']}, in an act that goes further than any before"
    return f"{row['stance_before']} until then, no position since, while it speaks on of other things"
