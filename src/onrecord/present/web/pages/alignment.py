"""Who stands with whom: a network, each pair with its band of uncertainty over time, and what is withheld and why."""

from urllib.parse import urlencode

import pyarrow as pa
from starlette.responses import Response

from onrecord.analyse.alignment import Terms, alignment
from onrecord.analyse.evidence import Every, Where
from onrecord.analyse.matrix import counts
from onrecord.analyse.names import side_name
from onrecord.present.charts.bands import HEIGHT, bands
from onrecord.present.charts.network import SIZE, network
from onrecord.present.web.facets import facet
from onrecord.present.web.pages.matrix import asked, issues_of
from onrecord.present.web.view import View
from onrecord.record import Record

_PERIODS: tuple[Every, ...] = ("year", "quarter", "month", "all")
_SIDES = 8
"""Sides compared where the address names none: their pairs still fit on a page."""
_LEAST = Terms()


def show(view: View) -> Response:
    """The alignment of the sides that the address names, or of those with most evidence."""
    state, desk = view.state, view.desk
    where = asked(state)
    every = state.one_of("every", _PERIODS)
    issues = state.number("issues", _LEAST.min_issues, 2, 1_000)
    evidence = state.number("evidence", _LEAST.min_evidence, 2, 100_000)
    whole = desk.remember(("alignment", repr(where), issues, evidence), _asking(where, "all", issues, evidence))
    parts = whole
    if every != "all":
        parts = desk.remember(
            ("alignment", repr(where), issues, evidence, every), _asking(where, every, issues, evidence)
        )
    statements = issues_of(view.record)
    known = desk.remember("stands", lambda record: counts(record, Where(), "all").to_pylist())
    weight: dict[str, int] = {}
    spoken: dict[str, int] = {}
    for row in known:
        weight[row["side"]] = weight.get(row["side"], 0) + row["evidence"]
        spoken[row["issue"]] = spoken.get(row["issue"], 0) + row["evidence"]
    return view.render(
        "alignment.html",
        chart=bands(whole, parts),
        network=network(whole, lambda side: state.toggled("side", side), _pair),
        size=SIZE,
        height=HEIGHT,
        every=every,
        all_periods=_PERIODS,
        issues=issues,
        evidence=evidence,
        least=_LEAST,
        sides=_SIDES,
        watched=bool(statements),
        facets=[
            facet(state, "side", "Side", _ordered(weight), side_name),
            facet(state, "issue", "Issue", _ordered(spoken), lambda issue: statements.get(issue, issue)),
        ],
        chips=[
            (side_name(value) if name == "side" else statements.get(value, value), state.toggled(name, value))
            for name, value in state.chosen(["side", "issue"])
        ],
    )


def _asking(where: Where, every: Every, issues: int, evidence: int) -> "Asking":
    return Asking(where, Terms(every=every, min_issues=issues, min_evidence=evidence, sides=_SIDES))


class Asking:
    """Alignment on some terms, to be asked of a record."""

    def __init__(self, where: Where, terms: Terms) -> None:
        self.where, self.terms = where, terms

    def __call__(self, record: Record) -> pa.Table:
        """The pairs of sides with their figures."""
        return alignment(record, self.where, self.terms)


def _pair(one: str, other: str) -> str:
    return "/matrix?" + urlencode([("side", one), ("side", other)])


def _ordered(numbers: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(numbers.items(), key=lambda one: (-one[1], one[0]))
