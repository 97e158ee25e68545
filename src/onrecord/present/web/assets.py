"""Scripts and styles: read once, named by their hash so that a browser keeps them, served from memory only."""

import hashlib
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from onrecord.present.charts import stylesheet
from onrecord.present.style import base

_TYPES = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
_FOREVER = "public, max-age=31536000, immutable"
_SCRIPTS = ("pages.js", "charts.js", "reader.js", "judging.js")
_VENDOR = ("htmx.min.js", "vega.min.js", "vega-lite.min.js", "vega-interpreter.js")


@cache
def _all() -> dict[str, bytes]:
    """Name -> content of everything that may be asked for."""
    folder = files("onrecord.present.web") / "static"
    found = {name: (folder / name).read_bytes() for name in _SCRIPTS}
    found |= {name: (folder / "vendor" / name).read_bytes() for name in _VENDOR}
    found["style.css"] = (base() + stylesheet() + (folder / "web.css").read_text(encoding="utf8")).encode()
    found["mark.svg"] = (folder / "mark.svg").read_bytes()
    return found


@cache
def _hashed() -> dict[str, str]:
    """Name -> name with its hash."""
    return {name: f"{hashlib.sha256(data).hexdigest()[:12]}.{name}" for name, data in _all().items()}


def address(name: str) -> str:
    """Where a page finds a script or a style."""
    return "/static/" + _hashed()[name]


def serve(request: Request) -> Response:
    """The file of a hashed name; 404 for any other, whatever path it spells."""
    wanted = request.path_params["name"]
    for name, hashed in _hashed().items():
        if hashed == wanted:
            kind = _TYPES[name.rsplit(".", 1)[1]]
            return Response(_all()[name], media_type=kind, headers={"Cache-Control": _FOREVER})
    return Response("no such file", status_code=404, media_type="text/plain")
