"""When acts took place that are told by their anniversary."""

from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.resolve.event_dates import EventDates
from onrecord.types import Date, Document, EventDraft, Passage, Published, Span

TEXT = "Chile and Peru celebrate the 20th anniversary of the treaty this summer."


@pytest.mark.parametrize(("published", "expected"), [("2019-03-22", "1999"), ("2019", "1999"), (None, None)])
def test_an_anniversary_is_reckoned_back_from_the_year_of_the_report(
    published: str | None, expected: str | None
) -> None:
    start, kept = TEXT.index("treaty"), TEXT.index("20th")
    trigger = Passage.cut(TEXT, [Span(start, start + 6)])
    draft = EventDraft(
        event="AGREE", mode=None, trigger=trigger, mentions=trigger.spans, sources=(), targets=(),
        when=Span(kept, kept + len("20th anniversary")), where=None, status="occurred", reported_by=None,
        confidence=0.5,
    )  # fmt: skip
    date = Date.parse(published) if published else None
    document = Document(id="a", text=TEXT, published=Published(date.value, date.precision, "given") if date else None)
    named: Any = SimpleNamespace(document=document)
    found = EventDates(named, (), ())._own(draft)
    assert (found.value if found else None) == expected
