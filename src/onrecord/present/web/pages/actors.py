"""Who speaks: the list of actors, and one actor's page with offices, positions, and whom they speak to."""

from typing import Any, get_args
from urllib.parse import urlencode

from starlette.responses import Response

from onrecord.analyse.actors import Page, actor
from onrecord.analyse.evidence import Where
from onrecord.analyse.matrix import stance_of
from onrecord.analyse.names import side_name
from onrecord.analyse.profile import Whom, by_issue, dealings, kinds, latest, listed, toward
from onrecord.errors import AnalyseError
from onrecord.present.web.facets import facet
from onrecord.present.web.pages.matrix import issues_of
from onrecord.present.web.pages.shifting import turns
from onrecord.present.web.view import MissingError, View
from onrecord.record import Record
from onrecord.types import ActorKind

AT_ONCE = 50
_FIELDS = ("q", "kind", "side")
_KINDS = {"person": "persons", "institution": "institutions", "side": "sides"}


def every(view: View) -> Response:
    """The list, by words of a name, kind and side."""
    state, desk = view.state, view.desk
    whom = Whom(
        words=state.get("q").strip(), kind=state.one_of("kind", ("", *get_args(ActorKind))), side=state.get("side")
    )
    number = state.number("page", 1, 1, 1_000)
    found = desk.remember(
        ("actors", repr(whom), number),
        lambda record: listed(record, whom, limit=AT_ONCE, offset=(number - 1) * AT_ONCE).to_pylist(),
    )
    free = Whom(words=whom.words, side=whom.side)
    numbers = desk.remember(("kinds", repr(free)), lambda record: kinds(record, free))
    total = numbers.get(whom.kind, 0) if whom.kind else sum(numbers.values())
    return view.render(
        "actors.html",
        actors=found,
        total=total,
        number_of_page=number,
        pages_in_all=-(-total // AT_ONCE),
        facets=[
            facet(
                state,
                "kind",
                "Kind",
                list(numbers.items()),
                lambda kind: _KINDS.get(kind, kind),
                link=lambda kind: state.link(kind=None if state.has("kind", kind) else kind, page=None),
            )
        ],
        chips=[(_chip(name, value), state.link(**{name: None, "page": None})) for name, value in state.chosen(_FIELDS)],
    )


def _chip(name: str, value: str) -> str:
    return _KINDS.get(value, value) if name == "kind" else side_name(value) if name == "side" else f"“{value}”"


def show(view: View) -> Response:
    """One actor's page."""
    id = view.state.get("id")
    if not id:
        raise MissingError("Give an actor: choose one of the list of actors.")
    try:
        page, more = view.desk.remember(("actor", id), lambda record: _made(record, id))
    except AnalyseError as error:
        raise MissingError(str(error)) from error
    statements = issues_of(view.record)
    return view.render(
        "actor.html",
        actor=page.actor,
        years=page.years.to_pylist(),
        most=max((row["statements"] for row in page.years.to_pylist()), default=1),
        names=page.names.to_pylist(),
        statements=statements,
        timeline="/timeline?" + urlencode(_choice(page)),
        **more,
    )


def _choice(page: Page) -> dict[str, str]:
    return {"side": page.actor.side[0]} if page.actor.kind == "side" else {"speaker": page.actor.id}


def _made(record: Record, id: str) -> tuple[Page, dict[str, Any]]:
    page = actor(record, id)
    who = page.actor
    issues = by_issue(record, who).to_pylist()
    for row in issues:
        row["stance"] = stance_of(row["for"], row["against"])
    side = who.side[0] if who.kind == "side" else ""
    people = Whom(side=side, kind="person")
    return page, {
        "issues": issues,
        "most_pieces": max((max(row["for"], row["against"]) for row in issues), default=1) or 1,
        "toward": toward(record, who).to_pylist(),
        "dealings": dealings(record, side).to_pylist() if side else [],
        "people": listed(record, people, limit=12).to_pylist() if side else [],
        "people_all": kinds(record, people).get("person", 0) if side else 0,
        "turns": turns(record, Where(side=(side,)), 6)[0] if side else [],
        "latest": latest(record, who).to_pylist(),
    }
