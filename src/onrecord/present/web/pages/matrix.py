"""Side × issue × period as a heat map; a cell opens its evidence for and against, period by period."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
from starlette.responses import Response

from onrecord.analyse.evidence import EVERY, Every, Where
from onrecord.analyse.matrix import counts, pieces, pieces_by_stance
from onrecord.analyse.names import side_name
from onrecord.present.charts.heat import MOST_SIDES, heat
from onrecord.present.charts.periods import fitting, kind, words
from onrecord.present.signs import symbol
from onrecord.present.web.facets import facet
from onrecord.present.web.state import State
from onrecord.present.web.view import View
from onrecord.record import Record

ISSUES = 20
AT_ONCE = 20
STANCES = (("for", "For"), ("against", "Against"), ("neutral", "Neutral"))


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """The evidence of one stance in a cell: how much there is, some of it, and where the rest stands."""

    stance: str
    name: str
    total: int
    pieces: list[dict[str, Any]]
    more: str


def show(view: View) -> Response:
    """The heat map of what the address asks for, and the cell that it opens."""
    state, desk = view.state, view.desk
    where, every = asked(state), every_of(view)
    statements = issues_of(view.record)
    table = desk.remember(("matrix", repr(where), every), lambda record: counts(record, where, every))
    known = desk.remember("stands", lambda record: counts(record, Where(), "all").to_pylist())
    weight = _summed(table, "issue")
    order = [*(issue for issue in statements if issue in weight), *sorted(weight.keys() - statements.keys())]
    page = state.number("page", 1, 1, max(1, -(-len(order) // ISSUES)))
    drawn = order[(page - 1) * ISSUES : page * ISSUES]
    sides = sorted(_summed(table, "side").items(), key=lambda one: (-one[1], one[0]))
    shown = [side for side, _ in sides[:MOST_SIDES]]
    rows = table.filter(
        (pc.field("issue").isin(pa.array(drawn, pa.string()))) & (pc.field("side").isin(pa.array(shown, pa.string())))
    )
    return view.render(
        "matrix.html",
        map=heat(rows, every, {issue: statements.get(issue, issue) for issue in drawn}, _link(state)),
        more_sides=max(0, len(sides) - MOST_SIDES),
        every=every,
        all_periods=EVERY,
        cell=cell(view, state.get("cell"), statements),
        at=_link(state)(*_split(state.get("cell"))),
        watched=bool(view.record.manifest.issues),
        number_of_page=page,
        pages_in_all=-(-len(order) // ISSUES),
        facets=[
            facet(state, "issue", "Issue", _ordered(known, "issue"), lambda issue: statements.get(issue, issue)),
            facet(state, "side", "Side", _ordered(known, "side"), side_name),
        ],
        chips=[
            (side_name(value) if name == "side" else statements.get(value, value), state.toggled(name, value))
            for name, value in state.chosen(["side", "issue"])
        ],
    )


def asked(state: State) -> Where:
    """The evidence that an address asks for."""
    return Where(
        side=state.all("side"),
        issue=state.all("issue"),
        since=state.get("since"),
        until=state.get("until"),
        min_confidence=state.number("min", 0, 0, 100) / 100,
    )


def issues_of(record: Record) -> dict[str, str]:
    """What the issues of the watchlist say, by id, in its order."""
    return {issue.id: issue.statement for issue in record.manifest.issues}


def cell(view: View, name: str, statements: Mapping[str, str]) -> dict[str, Any] | None:
    """The evidence of a cell `issue.SIDE`, None for no cell: by stance, by period, and all of one stance by pages."""
    issue, side = _split(name)
    if not issue:
        return None
    state = view.state
    where = msgspec.structs.replace(asked(state), side=(side,), issue=(issue,))
    stance = state.one_of("stance", ("", "for", "against", "neutral"))
    page = state.number("from", 1, 1, 500)
    key = (issue, side, repr(where))
    whole = view.desk.remember(("cell", *key), lambda record: counts(record, where, "all").to_pylist())
    free = msgspec.structs.replace(where, since="", until="")
    every = every_of(view)
    # whatever the time asked for
    periods = view.desk.remember(("cell", repr(free), every), lambda record: counts(record, free, every).to_pylist())
    total: dict[str, Any] = whole[0] if whole else {"for": 0, "against": 0, "neutral": 0, "stance": "none"}
    wanted = [one for one in STANCES if (one[0] == stance if stance else total[one[0]] or one[0] != "neutral")]
    names = tuple(one for one, _ in wanted)
    evidence = view.desk.remember(
        ("pieces", *key, names, bool(stance), page), lambda record: _evidence(record, where, names, stance, page)
    )
    columns = []
    for one, title in wanted:
        found = evidence[one]
        more = "" if stance or len(found) >= total[one] else state.link(stance=one, **{"from": None}) + "#cell"
        columns.append(Column(stance=one, name=title, total=total[one], pieces=found, more=more))
    return {
        "issue": issue,
        "side": side,
        "statement": statements.get(issue, issue),
        "stance": total["stance"],
        "contradicted": bool(total["for"] and total["against"]),
        "columns": columns,
        "periods": [_period(row, state) for row in periods],
        "close": state.link(cell=None, stance=None, **{"from": None}),
        "all": state.link(stance=None, **{"from": None}) + "#cell" if stance else "",
        "page": page,
        "pages": -(-total[stance] // AT_ONCE) if stance else 1,
    }


def _evidence(
    record: Record, where: Where, names: Sequence[str], stance: str, page: int
) -> dict[str, list[dict[str, Any]]]:
    """A page of the evidence of one stance, or the latest few of each of `names`."""
    if stance:
        return {stance: pieces(record, where, stance, limit=AT_ONCE, offset=(page - 1) * AT_ONCE).to_pylist()}
    found = pieces_by_stance(record, where, names, AT_ONCE // 4)
    return {name: rows.to_pylist() for name, rows in found.items()}


def _period(row: dict[str, Any], state: State) -> dict[str, Any]:
    """A period of a cell, with the address that narrows the page to it."""
    period = row["period"]
    first, last = _ends(period)
    on = (state.get("since"), state.get("until")) == (first, last) and bool(first)
    link = state.link(since=None if on else first, until=None if on else last, **{"from": None}) + "#cell"
    return row | {"words": words(period), "symbol": symbol(row), "link": link if first else "", "on": on}


def _ends(period: str) -> tuple[str, str]:
    """The first and the last month (or the year) of a period; two empty ones where it has no date."""
    if "Q" not in period:
        return period, period
    first = int(period[-1]) * 3 - 2
    return f"{period[:4]}-{first:02d}", f"{period[:4]}-{first + 2:02d}"


def every_of(view: View) -> Every:
    """The period that the address asks for, else the one that fits what the record holds."""
    chosen = view.state.get("every")
    if chosen in EVERY:
        return chosen
    return view.desk.remember("fitting", _fitting)


def _fitting(record: Record) -> Every:
    months = [row["period"] for row in counts(record, Where(), "month").to_pylist() if kind(row["period"])]
    return fitting(min(months), max(months)) if months else "year"


def _link(state: State) -> Callable[[str, str], str]:
    """The address of a cell."""
    return lambda issue, side: state.link(cell=f"{issue}.{side}", stance=None, **{"from": None}) + "#cell"


def _split(name: str) -> tuple[str, str]:
    issue, _, side = name.rpartition(".")
    return issue, side


def _weight(rows: list[dict[str, Any]], field: str) -> dict[str, int]:
    out: dict[str, int] = {}
    for row in rows:
        out[row[field]] = out.get(row[field], 0) + row["evidence"]
    return out


def _summed(table: pa.Table, field: str) -> dict[str, int]:
    """As `_weight`, of the rows as they came: there may be thousands."""
    found = table.group_by(field).aggregate([("evidence", "sum")])
    return dict(zip(found[field].to_pylist(), found["evidence_sum"].to_pylist(), strict=True))


def _ordered(rows: list[dict[str, Any]], field: str) -> list[tuple[str, int]]:
    return sorted(_weight(rows, field).items(), key=lambda one: (-one[1], one[0]))
