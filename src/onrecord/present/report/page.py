"""The page from its template: styles and script inlined and named by hash, everything else escaped."""

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.analyse.summary import summary
from onrecord.errors import PresentError
from onrecord.present.marks import tame
from onrecord.present.report.chart import HEIGHT, chart
from onrecord.present.report.deeds import deeds
from onrecord.present.report.views import articles, count, groups, periods
from onrecord.present.style import base
from onrecord.present.words import extent_words, number
from onrecord.record import Record

_AT_ONCE = 200


def parts(record: Record, title: str) -> Iterator[str]:
    """The page, piece by piece."""
    # autoescape: every word of an article is hostile until escaped
    environment = Environment(
        loader=PackageLoader("onrecord.present.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["tame"] = lambda text: tame(text, page=True)
    style, script = base() + _asset("report.css"), _asset("report.js")
    holds = summary(record, surest=0)
    pages, lines = articles(record)
    by_date = list(groups(lines))
    stream = environment.get_template("report.html").stream(
        title=title,
        policy=_policy(style, script),
        style=Markup(style),  # our own file
        script=Markup(script),
        version=record.manifest.version,
        holds=holds,
        articles=pages,
        groups=by_date,
        periods=periods(by_date),
        shown=count(lines),
        chart=chart(record, holds.undated),
        deeds=deeds(record),
        height=HEIGHT,
        number=number,
        extent=extent_words,
    )
    stream.enable_buffering(_AT_ONCE)
    yield from stream


def _asset(name: str) -> str:
    text = (files("onrecord.present.report") / "templates" / name).read_text(encoding="utf8")
    if "</" in text:
        raise PresentError(f"{name}: holds '</', which would end its element; write it otherwise")
    return text


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere; just this style and this script run."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
