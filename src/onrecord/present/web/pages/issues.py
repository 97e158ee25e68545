"""Issues of the watchlist: the list, and one issue's page with who is for and against, since when, and what changed."""

from typing import Any

from starlette.responses import Response

from onrecord.analyse.evidence import Where
from onrecord.analyse.matrix import counts, pieces, stance_of
from onrecord.analyse.profile import since, voices
from onrecord.analyse.why import why
from onrecord.errors import AnalyseError
from onrecord.present.charts.heat import heat
from onrecord.present.web.pages.matrix import every_of, issues_of
from onrecord.present.web.pages.shifting import turns
from onrecord.present.web.view import MissingError, View
from onrecord.record import Record

_LATEST = 8
_SIDES = 6
"""Sides of each stance that the list names."""


def every(view: View) -> Response:
    """The issues in the order of the watchlist, each with the sides for and against."""
    words = view.state.get("q").strip().casefold()
    statements = issues_of(view.record)
    # remembered by all pages that need the whole
    rows = view.desk.remember("stands", lambda record: counts(record, Where(), "all").to_pylist())
    by_issue: dict[str, list[dict[str, Any]]] = {issue: [] for issue in statements}
    for row in rows:
        by_issue.setdefault(row["issue"], []).append(row)
    aliases = {issue.id: issue.aliases for issue in view.record.manifest.issues}
    found = [
        _line(issue, statements.get(issue, issue), stands)
        for issue, stands in by_issue.items()
        if all(
            word in " ".join((issue, statements.get(issue, ""), *aliases.get(issue, ()))).casefold()
            for word in words.split()
        )
    ]
    return view.render("issues.html", issues=found, all=len(by_issue))


def show(view: View) -> Response:
    """One issue's page."""
    id = view.state.get("id")
    known = {issue.id: issue for issue in view.record.manifest.issues}
    made = view.desk.remember(("issue", id), lambda record: _made(record, id))
    if id not in known and not made["sides"]:
        raise MissingError(f"The record has no issue “{id}”. The list of issues names them.")
    every = every_of(view)
    cells = view.desk.remember(("issue", id, every), lambda record: counts(record, Where(issue=(id,)), every))
    statement = known[id].statement if id in known else id
    row = view.state.get("why")
    return view.render(
        "issue.html",
        id=id,
        issue=known.get(id),
        statement=statement,
        map=heat(
            cells, every, {id: statement}, lambda _, side: view.state.link("/matrix", cell=f"{id}.{side}") + "#cell"
        ),
        reasons=_reasons(view, row, id) if row else None,
        **made,
    )


def _line(issue: str, statement: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    sides: dict[str, list[tuple[str, int]]] = {"for": [], "against": [], "mixed": [], "neutral": []}
    for row in sorted(rows, key=lambda row: (-row["evidence"], row["side"])):
        sides[row["stance"]].append((row["side"], row["evidence"]))
    return {
        "id": issue,
        "statement": statement,
        "evidence": sum(row["evidence"] for row in rows),
        "sides": {stance: [side for side, _ in found[:_SIDES]] for stance, found in sides.items()},
        "more": {stance: max(0, len(found) - _SIDES) for stance, found in sides.items()},
    }


def _made(record: Record, id: str) -> dict[str, Any]:
    rows = since(record, id).to_pylist()
    sides: dict[str, dict[str, Any]] = {}
    for row in rows:
        side = sides.setdefault(row["side"], {"side": row["side"], "for": 0, "against": 0, "neutral": 0, "at": {}})
        side[row["stance"]] = row["pieces"]
        side["at"][row["stance"]] = row
    for side in sides.values():
        side["stance"] = stance_of(side["for"], side["against"])
    found = list(sides.values())
    changed, all_turns = turns(record, Where(issue=(id,)))
    speakers = voices(record, id).to_pylist()
    for one in speakers:
        one["stance"] = stance_of(one["for"], one["against"])
    return {
        "sides": found,
        "most": max((max(side["for"], side["against"]) for side in found), default=1) or 1,
        "turns": changed,
        "all_turns": all_turns,
        "voices": speakers,
        "latest": pieces(record, Where(issue=(id,)), limit=_LATEST).to_pylist(),
    }


def _reasons(view: View, row: str, id: str) -> dict[str, Any]:
    """Why a statement counts as being about the issue: asked anew, which loads the encoder."""
    try:
        rows = view.desk.remember(("why", row), lambda record: why(record, row).to_pylist())
    except AnalyseError as error:
        return {"row": row, "error": str(error)}
    mine = next((one for one in rows if one["issue"] == id), None)
    return {"row": row, "mine": mine, "read": rows[0]["read"] if rows else "", "error": ""}
