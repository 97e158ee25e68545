"""On what ground a row is dated: the words that name the day, the publication, or what was told just before."""

import msgspec

from onrecord.analyse.place import sentence
from onrecord.types import Date, Document, Span, Time


class Basis(msgspec.Struct, frozen=True):
    """The ground in words; `span` are the words of the text that name the date, where some do."""

    words: str
    span: Span | None = None


def basis(document: Document, times: tuple[Time, ...], on: Date | None, place: Span) -> Basis:
    """Why a row whose words stand at `place` bears the date `on`.

    Told from what the record holds: the expression of time that stands nearest and has this value, first within the
    sentence, then in the text; else the publication. What remains was taken from another row of the text.
    """
    if on is None:
        return Basis("no date is named")
    named = [(time.spans[0].start, span) for time in times for span in time.spans if _names(time, on)]
    around = sentence(document.text, place)
    near = sorted(named, key=lambda one: abs(one[0] - place.start))
    for _, span in near:
        if around.overlaps(span):
            return Basis(f"its sentence says “{span.of(document.text)}”", span)
    published = document.published
    if published and published.value == on.value:
        return Basis("the day of publication" if on.precision == "day" else "the date of publication")
    if near:
        return Basis(f"the text says “{near[0][1].of(document.text)}”", near[0][1])
    if published and published.value.startswith(on.value):
        return Basis(f"the {on.precision} of publication")
    return Basis("taken from what the text tells beside it")


def _names(time: Time, on: Date) -> bool:
    """Whether an expression has this date as its value; of a time of day, its day."""
    return time.value.split("T")[0] == on.value
