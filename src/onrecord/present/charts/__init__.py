"""Charts drawn on the page itself, as SVG and tables that need no script: the report's and the server's are one.

Each file works one chart out of the answer of an analysis, in percent of a width and pixels of a height, so that text
keeps its size; the macros of `templates/charts.html` draw it, `charts.css` gives it its colours.
"""

from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.present.charts.drawn import line, strip
from onrecord.present.marks import tame
from onrecord.present.words import date_words, extent_words, number
from onrecord.types import Date


def environment(package: str) -> Environment:
    """Templates of a package, with the macros of the charts at hand: `{% import "charts.html" as charts %}`."""
    # autoescape: every word of an article is hostile until escaped
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("onrecord.present.charts")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["tame"] = lambda text: tame(text, page=True)
    made.filters["day"] = lambda value: date_words(Date.parse(value)) if value else "no date known"
    made.globals |= {"number": number, "extent": extent_words, "line_of": line, "strip_of": strip}
    return made


def stylesheet() -> str:
    """The rules of the charts, to stand after those of `onrecord.present.style`."""
    return (files("onrecord.present.charts") / "templates" / "charts.css").read_text(encoding="utf8")
