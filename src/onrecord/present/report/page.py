"""Pages from their templates: styles and script inlined and named by hash, everything else escaped."""

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from onrecord.analyse.summary import Summary
from onrecord.errors import PresentError
from onrecord.present.charts import environment, stylesheet
from onrecord.present.charts.bands import HEIGHT as BAND_HEIGHT
from onrecord.present.charts.lanes import HEIGHT, chart
from onrecord.present.charts.quads import deeds
from onrecord.present.report.conflicts import conflicts
from onrecord.present.report.places import Places
from onrecord.present.report.stands import stands
from onrecord.present.report.stories import stories
from onrecord.present.report.views import Article, Line, choices, count, groups, periods
from onrecord.present.style import base
from onrecord.record import Record

_AT_ONCE = 200


class Pages:
    """What every page of a report has: templates, style, script, the policy that lets just these run, the title."""

    def __init__(self, record: Record, title: str) -> None:
        self._environment = environment("onrecord.present.report")
        style = base() + stylesheet() + _asset("report.css")
        script = _asset("report.js")
        if "</" in style + script:
            raise PresentError("a style or script of the report holds '</', which would end its element")
        self._common = {
            "title": title,
            "policy": _policy(style, script),
            "style": Markup(style),  # our own files
            "script": Markup(script),
            "version": record.manifest.version,
            "height": HEIGHT,
            "band_height": BAND_HEIGHT,
        }

    def page(self, template: str, **values: Any) -> Iterator[str]:
        """A page, piece by piece."""
        stream = self._environment.get_template(template).stream(**self._common, **values)
        stream.enable_buffering(_AT_ONCE)
        yield from stream


def overview(record: Record, holds: Summary, places: Places, evidence: dict[str, str] | None = None) -> dict[str, Any]:
    """What stands above the documents: positions, changes, alignment, statements by side, stories, contradictions."""
    return {
        "holds": holds,
        "watched": bool(record.manifest.issues),
        "stands": stands(record, places, evidence),
        "chart": chart(record, holds.undated),
        "deeds": deeds(record),
        "told": stories(record, places),
        "conflicts": list(conflicts(record, places)),
    }


def reading(pages: list[Article], lines: list[Line]) -> dict[str, Any]:
    """What stands of the documents: statements by date, and the texts with their marks."""
    by_date = list(groups(lines))
    return {
        "articles": pages,
        "titles": [article.title for article in pages],
        "groups": by_date,
        "periods": periods(by_date),
        "choices": choices(lines),
        "shown": count(lines),
    }


def _asset(name: str) -> str:
    return (files("onrecord.present.report") / "templates" / name).read_text(encoding="utf8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere; just this style and this script run."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
