"""One request to a page: the record, the state in the address, and how to answer."""

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from jinja2 import Environment
from markupsafe import Markup, escape
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord import __version__
from onrecord.analyse.names import side_name
from onrecord.errors import PresentError
from onrecord.present import charts
from onrecord.present.marks import tame
from onrecord.present.web.assets import address
from onrecord.present.web.desk import Desk
from onrecord.present.web.options import WebOptions
from onrecord.present.web.state import State
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Date


class MissingError(PresentError):
    """What an address asks for isn't in the record."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page: its path, its name for templates, its function; `nav` are its words in the navigation, "" for none.

    `post`: the page takes forms; `form` of its View holds what was sent, its token checked.
    """

    path: str
    name: str
    show: Callable[["View"], Response]
    nav: str = ""
    post: bool = False


class View:
    """What a page's function gets."""

    def __init__(self, desk: Desk, request: Request, form: FormData | None = None) -> None:
        self.desk = desk
        self.request = request
        self.options: WebOptions = request.app.state.options
        self.state = State(request.url.path, request.query_params.multi_items())
        self.form = form

    @property
    def record(self) -> Record:
        """The record as it stands now."""
        return self.desk.record

    @property
    def partial(self) -> bool:
        """Whether a script of ours asked, and takes a part of the page."""
        return self.request.headers.get("hx-request") == "true"

    def sent(self, name: str) -> str:
        """A field of the form, "" where there is none."""
        value = self.form.get(name) if self.form is not None else None
        return value if isinstance(value, str) else ""

    def render(self, template: str, status: int = 200, **values: Any) -> Response:
        """The page from its template; `values` are its names."""
        app = self.request.app.state
        common = {
            "state": self.state,
            "page": self.request.scope.get("onrecord.page", ""),
            "pages": app.pages,
            "record_name": self.desk.path.resolve().name.removesuffix(".record"),
            "read_only": self.options.read_only,
            "token": app.guard.token,
            "version": __version__,
        }
        text = environment().get_template(template).render(common | values)
        # a text may hold half a surrogate pair, which no page can
        return HTMLResponse(text.encode("utf8", "replace"), status)

    def go(self, to: str) -> Response:
        """Send the browser to another state, after a form."""
        return RedirectResponse(to, 303)


@cache
def environment() -> Environment:
    """The templates: everything that isn't ours is escaped."""
    made = charts.environment("onrecord.present.web")
    made.filters["evidence"] = _evidence
    made.filters["date_words"] = lambda value: date_words(Date.parse(value)) if value else "no date known"
    made.filters["side_name"] = side_name
    made.filters["web"] = _web
    made.globals |= {"asset": address}
    return made


def _evidence(text: str) -> Markup:
    """A text such that a browser keeps each of its characters: it would take a carriage return for a line's end."""
    return Markup(str(escape("\r".join(tame(line, page=True) for line in text.split("\r")))).replace("\r", "&#13;"))


def _web(url: str | None) -> str:
    """An address that a link may lead to: of the web, else nothing (`javascript:` and the like)."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""
