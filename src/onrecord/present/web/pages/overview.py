"""What the record holds: the first page."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from onrecord.analyse.actors import unresolved
from onrecord.analyse.coverage import coverage
from onrecord.analyse.names import side_name
from onrecord.analyse.summary import Summary, summary
from onrecord.analyse.timeline import months
from onrecord.present.web.charts import bars, heat, left_out
from onrecord.present.web.pages import documents
from onrecord.present.web.view import View
from onrecord.record import Record

_SHOWN = 40
_UNKNOWN = 8


def show(view: View) -> Response:
    """The overview."""
    holds, charts = view.desk.remember("overview", _made)
    return view.render("overview.html", holds=holds, judged=len(view.record.judgements()), **charts)


def _made(record: Record) -> tuple[Summary, dict[str, Any]]:
    holds = summary(record)
    said = [(row["month"], row["side"], row["statements"]) for row in months(record).to_pylist()]
    outlets = [(row["outlet"], row["month"], row["documents"]) for row in coverage(record).to_pylist()]
    return holds, {
        "said": bars(_one_kind(said), words=side_name, link=_to_timeline),
        "coverage": heat(outlets, words=_outlet, link=documents.link),
        "coverage_rows": _table(outlets),
        "coverage_left": left_out(outlets),
        "refused": Counter(one.reason for one in holds.refused).most_common(),
        "refused_shown": holds.refused[:_SHOWN],
        "unknown": unresolved(record, _UNKNOWN).to_pylist(),
    }


def _one_kind(rows: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Months where most rows have one, else years."""
    monthly = [row for row in rows if len(row[0]) == 7]
    spread = len({row[0][:4] for row in monthly})
    if sum(row[2] for row in monthly) * 2 > sum(row[2] for row in rows) and spread <= 12:
        return monthly
    return [(row[0][:4], *row[1:]) for row in rows]


def _table(rows: list[tuple[str, str, int]]) -> list[tuple[str, str, str, int]]:
    """(outlet, first month, last month, documents) of each outlet, the fullest first."""
    out = []
    for outlet in {one for one, _, _ in rows}:
        dated = sorted(month for one, month, _ in rows if one == outlet and month)
        number = sum(n for one, _, n in rows if one == outlet)
        out.append((outlet, dated[0] if dated else "", dated[-1] if dated else "", number))
    return sorted(out, key=lambda row: (-row[3], row[0]))[:_SHOWN]


def _outlet(name: str) -> str:
    return name or "outlet not known"


def _to_timeline(period: str, side: str) -> str:
    return "/timeline?" + urlencode({"since": period, "until": period} | ({"side": side} if len(side) == 3 else {}))
