"""The application: one table of pages, each a function and a template, behind one guard."""

from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import OnrecordError
from onrecord.present.web import assets
from onrecord.present.web.desk import Desk
from onrecord.present.web.guard import Guard
from onrecord.present.web.options import WebOptions
from onrecord.present.web.routes import PAGES
from onrecord.present.web.view import MissingError, Page, View
from onrecord.settings import cores

_LEAST = 2
"""Pages made at once on a machine of one core: a slow one mustn't stop all others."""


def app(path: Path, options: WebOptions | None = None) -> Guard:
    """The ASGI application that shows the record at `path`; RecordError when there is none.

    Nothing but the record is read from the disk, and nothing but judgements is written.
    """
    options = options or WebOptions()
    desk = Desk(path)
    # one page a core, the others wait their turn: all at once they'd hold each other up, and each would take longer
    turns = anyio.CapacityLimiter(max(_LEAST, cores()))

    @asynccontextmanager
    async def life(_app: Starlette) -> Any:
        yield
        desk.close()

    inner = Starlette(
        routes=[_route(desk, page, turns) for page in PAGES] + [Route("/static/{name}", assets.serve)],
        exception_handlers={HTTPException: _not_found(desk), Exception: _broken(desk)},
        lifespan=life,
    )
    guard = Guard(inner, options)
    inner.state.pages = PAGES
    inner.state.options = options
    inner.state.guard = guard
    return guard


def _route(desk: Desk, page: Page, turns: anyio.CapacityLimiter) -> Route:
    async def endpoint(request: Request) -> Response:
        request.scope["onrecord.page"] = page.name
        form = await request.form() if request.method == "POST" else None
        return await to_thread.run_sync(_answer, desk, page, request, form, limiter=turns)

    return Route(page.path, endpoint, name=page.name, methods=["GET", "POST"] if page.post else ["GET"])


def _answer(desk: Desk, page: Page, request: Request, form: Any) -> Response:
    """The page, or in its place a page that says in one line what is wrong and what to do."""
    try:
        return page.show(View(desk, request, form))
    except MissingError as error:
        return _sorry(desk, request, 404, str(error))
    except OnrecordError as error:
        return _sorry(desk, request, 400, str(error))


def _sorry(desk: Desk, request: Request, status: int, words: str) -> Response:
    where = f"{desk.path}: "
    view = View(desk, Request({**request.scope, "query_string": b""}))
    return view.render("error.html", status, words=words.removeprefix(where), missing=status == 404)


def _not_found(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return _sorry(desk, request, status, "There is no such page.")

    return handler


def _broken(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    """The page of an error of ours; the server's own output has where it happened."""

    async def handler(request: Request, error: Exception) -> Response:
        what = f"{type(error).__name__}; the terminal of `onrecord serve` says more"
        return _sorry(desk, request, 500, f"An error of the program, not of yours: {what}.")

    return handler
