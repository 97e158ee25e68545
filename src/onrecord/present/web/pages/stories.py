"""Stories: the list, and one story's documents side by side, who took it from whom, and their wordings."""

from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from onrecord.analyse.origins import Within, stories_page
from onrecord.present.report.conflicts import conflicts
from onrecord.present.report.places import Places
from onrecord.present.report.stories import MOST_UTTERANCES, Story, story
from onrecord.present.web.view import MissingError, View
from onrecord.record import Record

AT_ONCE = 40
_DOCUMENTS, _UTTERANCES, _DEEDS = 60, 25, 25


class Reader(Places, frozen=True):
    """Addresses of rows and documents in the reader."""

    def row(self, doc: str, id: str, kind: str = "statement") -> str:
        """The address of a statement or an event."""
        del kind
        return "/read?" + urlencode({"doc": doc, "row": id}) + "#here"

    def document(self, doc: str) -> str:
        """The address of a document."""
        return "/read?" + urlencode({"doc": doc})


def every(view: View) -> Response:
    """The stories that several documents tell, those of most documents first; by words of a title."""
    state = view.state
    words = state.get("q").strip()
    single = bool(state.get("single"))
    number = state.number("page", 1, 1, 2_500)
    rows, total = view.desk.remember(
        ("stories", words, single, number),
        lambda record: stories_page(record, words, single=single, limit=AT_ONCE, offset=(number - 1) * AT_ONCE),
    )
    found = rows.to_pylist()
    return view.render(
        "stories.html",
        stories=found,
        most=max((row["documents"] for row in found), default=1),
        total=total,
        number_of_page=number,
        pages_in_all=-(-total // AT_ONCE),
        single=single,
    )


def show(view: View) -> Response:
    """One story's page."""
    id = view.state.get("id")
    all_of = view.state.get("all")
    most = MOST_UTTERANCES if all_of == "words" else _UTTERANCES
    made = view.desk.remember(("story", id, most), lambda record: _made(record, id, most))
    if made is None:
        raise MissingError("The record has no such story; it may have been built anew. The list of stories names them.")
    found, found_conflicts = made
    return view.render(
        "story.html",
        story=found,
        members=found.members if all_of == "documents" else found.members[:_DOCUMENTS],
        merged=found.merged if all_of == "deeds" else found.merged[:_DEEDS],
        conflicts=found_conflicts,
    )


def _made(record: Record, id: str, most: int) -> tuple[Story, list[Any]] | None:
    places, within = Reader(numbers={}), Within.of_story(record, id)
    found = story(record, id, within, places, most)
    return (found, list(conflicts(record, places, within.links))) if found else None
