"""A record of three example briefs and one hostile text, its statements marked by hand: no model is needed."""

import hashlib
import re
from pathlib import Path

import msgspec

from onrecord.record import FORMAT, Row, Store
from onrecord.types import (
    Date,
    Document,
    Event,
    Extraction,
    Input,
    Manifest,
    Passage,
    Published,
    RejectedInput,
    Span,
    Speaker,
    Statement,
    Time,
)

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
HOSTILE = (
    '<script>alert(1)</script> & "quotes"\n\nEnvoy <b onclick=alert(2)>Zed</b> said </script>'
    "<img src=x onerror=alert(3)> "
    "\x1b[31mred\x1b[0m \u202egnirts\u202c \x00 עברית.\n\n" + "x" * 3000 + "\n"
)
# source | cue | content, as they follow each other in the text; kind, speaker, sides, day, act, confidence, parent
_SAID: dict[str, list[tuple[str, str, str, str, str, str, str, str, float, int | None]]] = {
    "saudi-iran-1.txt": [
        ("Both sides", "promised", "to respect each other's sovereignty and not to interfere",
         "indirect", "", "SAU IRN", "2023-03-10", "promise", 0.88, None),
        ("Wang Yi", "called", "it a victory for dialogue and a victory for peace",
         "indirect", "Wang Yi", "CHN", "2023-03-10", "support", 0.93, None),
        ("He", "said", "that China would continue to play a constructive role in the Middle East",
         "indirect", "Wang Yi", "CHN", "2023-03-10", "promise", 0.91, None),
        ("Saudi Foreign Minister Faisal bin Farhan", "wrote",
         "that the decision stemmed from the kingdom's preference for political solutions",
         "indirect", "Faisal bin Farhan", "SAU", "2023-03-10", "assert", 0.95, None),
        ("The White House", "said", "it welcomed any effort to end the war in Yemen",
         "indirect", "", "USA", "2023-03-10", "support", 0.86, None),
        ("John Kirby", "was quoted as saying", "This is not a regime that typically does honor its word",
         "direct", "John Kirby", "USA", "2023-03", "criticise", 0.97, None),
        ("He", "denied", "that the United States was stepping back from the region",
         "indirect", "John Kirby", "USA", "2023-03-10", "deny", 0.9, None),
        ("opposition leader Yair Lapid", "called", "the agreement a failure of its foreign policy",
         "indirect", "Yair Lapid", "", "", "criticise", 0.41, None),
    ],
    "high-seas-2.txt": [
        ("Secretary-General António Guterres", "told", "that the ocean was the lifeblood of the planet",
         "indirect", "António Guterres", "UNO", "2023-06-19", "assert", 0.94, None),
        ("Russia", "said", "it would not join the consensus",
         "indirect", "", "RUS", "2023-06-19", "reject", 0.89, None),
        ("Its representative, Sergey Leonidchenko", "argued",
         "that the document was unacceptable because it undermined existing agreements",
         "indirect", "Sergey Leonidchenko", "RUS", "2023-06-19", "criticise", 0.92, None),
        ("Moscow", "denied", "that it opposed the protection of the ocean",
         "indirect", "", "RUS", "2023-06-19", "deny", 0.83, None),
        ("", "", "it opposed the protection of the ocean",
         "indirect", "", "", "", "assert", 0.55, 3),
        ("The State Department", "said", "that Washington looked forward to signing",
         "indirect", "Department of State of the United States", "USA", "2023-06-20", "promise", 0.9, None),
    ],
    "hostile<&>.txt": [
        ("Envoy <b onclick=alert(2)>Zed</b>", "said", "</script><img src=x onerror=alert(3)> \x1b[31mred\x1b[0m",
         "indirect", "Zed </script>", "UTO", "2023-06-20", "warn", 0.5, None),
    ],
}  # fmt: skip


def build(path: Path) -> Path:
    """The record at `path`; two inputs of it were rejected."""
    texts = {name: (EXAMPLES / name).read_text(encoding="utf8") for name in _SAID if name.endswith("-1.txt")}
    texts |= {"high-seas-2.txt": (EXAMPLES / "high-seas-2.txt").read_text(encoding="utf8"), "hostile<&>.txt": HOSTILE}
    texts["nato-north-1.txt"] = (EXAMPLES / "nato-north-1.txt").read_text(encoding="utf8")
    made = [_made(name, text) for name, text in sorted(texts.items())]
    with Store.create_or_open(path) as store:
        store.write("read", [Row(d.id, "k", msgspec.json.encode(d)) for d, _ in made])
        store.write("resolve", [Row(d.id, "k", msgspec.json.encode(e)) for d, e in made])
        store.finish(
            Manifest(
                format=FORMAT,
                version="0.1.0",
                settings="s",
                inputs=tuple(Input(document=d.id, path="in/" + d.id, sha256=d.source, size=1) for d, _ in made),
                rejected=(
                    RejectedInput(path="empty.txt", stage="read", reason="empty: there is no text in it"),
                    RejectedInput(path="photo<1>.jpg", stage="read", reason="binary: no text format that is known"),
                ),
            )
        )
    return path


def _made(name: str, text: str) -> tuple[Document, Extraction]:
    front = text.index("\n---\n") + 5 if text.startswith("---") else 0
    fields = dict(line.split(": ", 1) for line in text[:front].splitlines() if ": " in line)
    document = Document(
        id=name,
        text=text,
        title=fields.get("title", "<script>alert('title')</script>" if "hostile" in name else None),
        published=Published(fields["date"], "day", "front matter") if "date" in fields else None,
        outlet=fields.get("outlet"),
        url="javascript:alert(4)" if "hostile" in name else "https://example.org/" + name,
        boilerplate=(Span(0, front),) if front else (),
        source=hashlib.sha256(text.encode()).hexdigest(),
    )
    said: list[Statement] = []
    at = front
    for source, cue, content, kind, speaker, sides, on, act, confidence, parent in _SAID.get(name, []):
        base = at if parent is None else said[parent].content.start
        said_so = Passage.cut(text, [_after(text, content, base)])
        who = _nearest(text, source, said_so.start)
        how = _nearest(text, cue, who.start if who else said_so.start)
        parts = [Passage.cut(text, [span]) if span else None for span in (who, how)] + [said_so]
        assert parts[2] is not None
        at = parts[2].end if parent is None else at
        said.append(
            Statement(
                id=Statement.identify(name, parts[0], parts[1], parts[2]),
                source=parts[0],
                cue=parts[1],
                content=parts[2],
                kind=kind,  # type: ignore[arg-type]
                speaker=Speaker(speaker.lower().replace(" ", "-"), speaker) if speaker else None,
                side=tuple(sides.split()),
                said_on=Date.parse(on) if on else None,
                act=act,  # type: ignore[arg-type]
                parent=said[parent].id if parent is not None else None,
                confidence=confidence,
            )
        )
    return document, Extraction(
        id=name,
        published=document.published,
        language="en",
        boilerplate=document.boilerplate,
        statements=tuple(said),
        events=_events(name, text),
        times=(Time(spans=(_span(text, "Monday"),), type="DATE", value="2023-06-19"),) if "Monday" in text else (),
    )


def _events(name: str, text: str) -> tuple[Event, ...]:
    if name != "saudi-iran-1.txt":
        return ()
    trigger = Passage.cut(text, [_span(text, "agreed")])
    event = Event(
        id=Event.identify(name, "AGREE", trigger),
        source=("IRN", "SAU"),
        target=("IRN", "SAU"),
        event="AGREE",
        trigger=trigger,
        mentions=trigger.spans,
        on=Date("2023-03-10", "day"),
        status="occurred",
        confidence=0.8,
    )
    return (event,)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _after(text: str, words: str, at: int) -> Span:
    start = text.index(words, at)
    return Span(start, start + len(words))


def _nearest(text: str, words: str, at: int) -> Span | None:
    """Where the words stand nearest to a place."""
    if not words:
        return None
    start = min((match.start() for match in re.finditer(re.escape(words), text)), key=lambda start: abs(start - at))
    return Span(start, start + len(words))
