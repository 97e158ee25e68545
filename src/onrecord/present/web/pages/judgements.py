"""What people said of the record, the latest first, and what each judgement does today."""

from collections import Counter
from typing import Any

from starlette.responses import Response

from onrecord.present.web.facets import Facet, facet
from onrecord.present.web.judged import Saying, sayings
from onrecord.present.web.view import View

_AT_ONCE = 50
_MOST_PAGES = 2_000
_TITLES = {"state": "State", "verdict": "Verdict", "kind": "Kind", "author": "Author"}
STATES = {
    "attached": "stands",
    "moved": "stands, its words moved",
    "kept": "stands; the program no longer finds the row",
    "superseded": "a later one counts",
    "undone": "taken back",
    "unattached": "its words are gone",
}


def show(view: View) -> Response:
    """One page of the list; a judgement whose words are gone is told here, with the reason."""
    state = view.state
    everything = sayings(view.record)
    fits = [one for one in everything if all(_fits(one, name, state.all(name)) for name in _TITLES)]
    number = state.number("page", 1, 1, _MOST_PAGES)
    return view.render(
        "judgements.html",
        rows=fits[(number - 1) * _AT_ONCE : number * _AT_ONCE],
        total=len(fits),
        everything=len(everything),
        damaged=view.record.damaged,
        states=STATES,
        number_of_page=number,
        pages_in_all=min(_MOST_PAGES, -(-len(fits) // _AT_ONCE)) or 1,
        facets=[_facet(view, name, everything) for name in _TITLES],
        chips=[(STATES.get(value, value), state.toggled(name, value)) for name, value in state.chosen(_TITLES)],
    )


def _fits(one: Saying, name: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or (getattr(one, name) or "-") in wanted


def _facet(view: View, name: str, everything: list[Saying]) -> Facet:
    others = [other for other in _TITLES if other != name]
    rows = [one for one in everything if all(_fits(one, other, view.state.all(other)) for other in others)]
    counts: Counter[str] = Counter(getattr(one, name) or "-" for one in rows)
    return facet(view.state, name, _TITLES[name], list[Any](counts.most_common()), _words)


def _words(value: str) -> str:
    return "no name given" if value == "-" else STATES.get(value, value)
