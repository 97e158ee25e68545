"""What the record holds: the first page."""

from starlette.responses import Response

from onrecord.analyse.summary import summary
from onrecord.present.web.view import View


def show(view: View) -> Response:
    """The overview."""
    return view.render("overview.html", holds=view.desk.remember("summary", summary))
