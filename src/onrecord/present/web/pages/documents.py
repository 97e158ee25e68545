"""The documents of the record, the latest first."""

from urllib.parse import urlencode

from starlette.responses import Response

from onrecord.analyse.documents import Which, documents
from onrecord.present.web.view import View
from onrecord.present.words import date_words
from onrecord.types import Date

_AT_ONCE = 50
_MOST_PAGES = 2_000


def show(view: View) -> Response:
    """One page of the list."""
    state = view.state
    number = state.number("page", 1, 1, _MOST_PAGES)
    which = Which(
        outlet="" if state.get("outlet") == "-" else state.get("outlet") or None,
        since=state.get("since"),
        until=state.get("until"),
        story=state.get("story"),
        undated=bool(state.get("undated")),
        unsupported=bool(state.get("unsupported")),
    )
    rows, total = view.desk.remember(
        ("documents", which, number),
        lambda record: documents(record, which, limit=_AT_ONCE, offset=(number - 1) * _AT_ONCE),
    )
    return view.render(
        "documents.html",
        rows=rows.to_pylist(),
        total=total,
        number_of_page=number,
        pages_in_all=min(_MOST_PAGES, -(-total // _AT_ONCE)) or 1,
        chips=[(words, state.link(**{name: None, "page": None})) for name, words in _chosen(which)],
    )


def link(outlet: str, period: str) -> str:
    """The list of an outlet's documents of a period."""
    return "/documents?" + urlencode({"outlet": outlet or "-", "since": period, "until": period})


def _chosen(which: Which) -> list[tuple[str, str]]:
    """(name, words) of what is chosen."""
    dates = [(name, getattr(which, name)) for name in ("since", "until")]
    return [
        *([("outlet", which.outlet or "outlet not known")] if which.outlet is not None else []),
        *[(name, f"{'from' if name == 'since' else 'to'} {date_words(Date.parse(on))}") for name, on in dates if on],
        *([("story", f"story {which.story}")] if which.story else []),
        *([("undated", "date not known")] if which.undated else []),
        *([("unsupported", "language not supported")] if which.unsupported else []),
    ]
