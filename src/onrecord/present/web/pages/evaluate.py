"""How far the record can be trusted: rows drawn by chance to be judged, and the figures of what was judged."""

from starlette.responses import Response

from onrecord.analyse.evaluation import evaluate
from onrecord.errors import AnalyseError
from onrecord.present.web.draws import KINDS, MOST, draw
from onrecord.present.web.view import View

_NUMBERS = (20, 50, 100, 200, 500)


def show(view: View) -> Response:
    """The form of a draw, the rows drawn, and the figures: of the draw, else of all that was judged."""
    state = view.state
    kind = state.one_of("kind", KINDS)
    number, seed = state.number("n", 0, 0, MOST), state.number("seed", 1, 0, 999_999)
    problem, drawn = "", None
    if number:
        try:
            drawn = draw(view.desk, kind, number, seed)
        except AnalyseError:
            problem = f"The record holds no {kind} to draw from."
    rows = drawn.drawn() if drawn else ()
    figures = view.desk.remember(("evaluate", rows), lambda record: evaluate(record, rows).to_pylist())
    return view.render(
        "evaluate.html",
        kinds=KINDS,
        kind=kind,
        numbers=_NUMBERS,
        number_drawn=number or 100,
        seed=seed,
        draw=drawn,
        problem=problem,
        figures=[row for row in figures if not drawn or row["kind"] == drawn.kind],
    )
