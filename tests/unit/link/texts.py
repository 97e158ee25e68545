"""Texts written by hand: one report, and what may become of it."""

from onrecord.types import Date, Document, Event, Extraction, Passage, Published, Span, Speaker, Statement

REPORT = (
    "The ferry Aurelia ran aground off Port Verity on Monday night with ninety passengers on board.\n"
    "Harbour master Edda Lindqvist said that all passengers had been brought ashore by three in the morning.\n"
    "Divers examined the hull at first light and found a gash of four metres below the waterline.\n"
    "The line's owner, Castellan Shipping, blamed a buoy that had drifted from its place during the storm.\n"
    "Fishermen from the village had warned the authorities about the buoy as early as September.\n"
    "The ferry will be towed to a dry dock in Marrowgate once the wind allows it, the company said.\n"
)
OTHER = (
    "Astronomers at the Calder observatory have photographed a comet that nobody expected before spring.\n"
    "The comet's tail stretches over two degrees of sky and can be seen with ordinary binoculars at dusk.\n"
    "Amateurs on three continents sent in measurements that agree with the calculated orbit to a hair.\n"
    "The object will pass the sun in April and may then become as bright as the evening star.\n"
)


def document(id: str, text: str, day: str | None = "2022-03-01", **more: object) -> Document:
    published = Published(day, "day", "metadata") if day else None
    return Document(id=id, text=text, published=published, **more)


def said(doc: Document, words: str, day: str | None = "2022-03-01", **more: object) -> Statement:
    start = doc.text.index(words)
    content = Passage.cut(doc.text, [Span(start, start + len(words))])
    fields = {
        "source": None, "cue": None, "content": content, "kind": "indirect", "speaker": Speaker("p1", "Ana Bell"),
        "side": ("SWE",), "said_on": Date.parse(day) if day else None, "act": "assert", "confidence": 0.9,
    }  # fmt: skip
    return Statement(id=Statement.identify(doc.id, None, None, content), **(fields | more))


def done(doc: Document, words: str, day: str | None = "2022-03-01", **more: object) -> Event:
    start = doc.text.index(words)
    trigger = Passage.cut(doc.text, [Span(start, start + len(words))])
    fields = {
        "source": ("SWE",), "target": ("NOR",), "event": "CONSULT", "trigger": trigger, "mentions": trigger.spans,
        "on": Date.parse(day) if day else None, "status": "occurred", "confidence": 0.9,
    }  # fmt: skip
    fields |= more
    return Event(id=Event.identify(doc.id, fields["event"], trigger), **fields)


def pair(doc: Document, *rows: Statement | Event) -> tuple[Document, Extraction]:
    return doc, Extraction(
        id=doc.id,
        published=doc.published,
        statements=tuple(row for row in rows if isinstance(row, Statement)),
        events=tuple(row for row in rows if isinstance(row, Event)),
    )
