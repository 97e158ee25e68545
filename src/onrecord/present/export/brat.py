"""brat standoff: each document as `.txt` and `.ann`, to look at and to correct in brat, INCEpTION or any editor.

A statement is an event annotation `Statement` on its content, with `Source`, `Cue` and `Within` as arguments, `Act` and
`Kind` as attributes; a deed one of its PLOVER type on its trigger, with `Place` and `Status`. What brat has no form for
stands in the note, as `field=value` parts. Spans are code points of the text, cut at line ends as brat wants it.
`onrecord.jsonl` keeps what was written, so that `onrecord judge --import-brat` knows what was changed (`present.brat`).
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import msgspec

from onrecord.present.files import stem
from onrecord.record import Record
from onrecord.types import Event, EventType, Extraction, Passage, Span, Statement, Status
from onrecord.types.statement import Act, Kind

INDEX = "onrecord.jsonl"
CONFIG = "annotation.conf"
PARTS = {"source": "Source", "cue": "Cue", "place": "Place"}
"""Fields of words, and the annotations that hold them."""
STATEMENT = "Statement"
_LINE_END = re.compile(r"\s*[\r\n]\s*")


class Written(msgspec.Struct, frozen=True):
    """One document as it was written: its id, the name of its files, and the annotations."""

    doc: str
    stem: str
    ann: str


def write(record: Record, folder: Path) -> list[Path]:
    """Two files a document, the configuration of the types, and the index."""
    index, config = folder / INDEX, folder / CONFIG
    config.write_text(configuration(), encoding="utf8")
    paths = [config, index]
    with index.open("wb") as out:
        for document in record.documents():
            name = stem(document.id)
            ann = annotations(document.text, record.extraction(document.id))
            for ending, words in ((".txt", document.text), (".ann", ann)):
                path = folder / (name + ending)
                path.write_bytes(words.encode("utf8", "surrogatepass"))
                paths.append(path)
            out.write(msgspec.json.encode(Written(document.id, name, ann)) + b"\n")
    return paths


def configuration() -> str:
    """The types for brat's `annotation.conf`."""
    deeds = "\n".join(f"{name}\tPlace?:Place" for name in get_args(EventType))
    return (
        "[entities]\nSource\nCue\nPlace\n\n[relations]\n\n[events]\n"
        f"{STATEMENT}\tSource?:Source, Cue?:Cue, Within?:{STATEMENT}\n{deeds}\n\n[attributes]\n"
        f"Act\tArg:{STATEMENT}, Value:{'|'.join(get_args(Act))}\n"
        f"Kind\tArg:{STATEMENT}, Value:{'|'.join(get_args(Kind))}\n"
        f"Status\tArg:<EVENT>, Value:{'|'.join(get_args(Status))}\n"
    )


def annotations(text: str, said: Extraction) -> str:
    """The lines of a document's `.ann`: statements, then deeds, in order of the text."""
    lines = _Lines(text)
    ids = [*(one.id for one in said.statements), *(one.id for one in said.events)]
    names = {id: f"E{number}" for number, id in enumerate(ids, 1)}
    for one in said.statements:
        arguments = [("Within", names[one.parent])] if one.parent in names else []
        lines.event(names[one.id], STATEMENT, one.content, [*lines.parts(one), *arguments])
        lines.attributes(names[one.id], {"Act": one.act, "Kind": one.kind})
        lines.note(names[one.id], notes(one))
    for deed in said.events:
        lines.event(names[deed.id], deed.event, deed.trigger, lines.parts(deed))
        lines.attributes(names[deed.id], {"Status": deed.status})
        lines.note(names[deed.id], notes(deed))
    return "".join(line + "\n" for line in lines.lines)


def notes(row: Statement | Event) -> dict[str, str]:
    """What stands in the note: field and value in words."""
    if isinstance(row, Statement):
        about = [f"{one.issue}:{one.stance}" for one in row.about]
        return {
            "id": row.id,
            "speaker": row.speaker.name if row.speaker else "",
            "side": ",".join(row.side),
            "addressee": ",".join(row.addressee),
            "said_on": row.said_on.value if row.said_on else "",
            "about": ",".join(about),
        }
    return {
        "id": row.id,
        "source": ",".join(row.source),
        "target": ",".join(row.target),
        "on": row.on.value if row.on else "",
        "mode": row.mode or "",
    }


class _Lines:
    """Lines of standoff, numbered as brat numbers them."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self._text = text
        self._counts = {"T": 0, "A": 0, "#": 0}

    def _next(self, sign: str) -> str:
        self._counts[sign] += 1
        return f"{sign}{self._counts[sign]}"

    def words(self, label: str, passage: Passage) -> str:
        """An annotation of words; gives its name."""
        name = self._next("T")
        spans = [part for span in passage.spans for part in _by_line(self._text, span)]
        where = ";".join(f"{span.start} {span.end}" for span in spans)
        shown = " ".join(span.of(self._text) for span in spans)
        self.lines.append(f"{name}\t{label} {where}\t{shown}")
        return name

    def parts(self, row: Statement | Event) -> list[tuple[str, str]]:
        """The arguments of words that a row has."""
        found = [(label, getattr(row, field, None)) for field, label in PARTS.items()]
        out = []
        for label, value in found:
            if isinstance(row, Event) and label == "Source":
                continue  # of a deed these are sides, not words
            if value is not None:
                out.append((label, self.words(label, Passage(value.text, value.spans))))
        return out

    def event(self, name: str, kind: str, trigger: Passage, arguments: list[tuple[str, str]]) -> None:
        """An event annotation on its trigger."""
        said = [f"{kind}:{self.words(kind, trigger)}", *(f"{role}:{value}" for role, value in arguments)]
        self.lines.append(f"{name}\t{' '.join(said)}")

    def attributes(self, name: str, values: Mapping[str, str]) -> None:
        """Attributes of an event annotation."""
        for attribute, value in values.items():
            self.lines.append(f"{self._next('A')}\t{attribute} {name} {value}")

    def note(self, name: str, values: Mapping[str, str]) -> None:
        """The note of an event annotation."""
        words = "; ".join(f"{field}={' '.join(value.split())}" for field, value in values.items())
        self.lines.append(f"{self._next('#')}\tAnnotatorNotes {name}\t{words}")


def _by_line(text: str, span: Span) -> Iterator[Span]:
    """The span without the line ends within it."""
    at = span.start
    for found in _LINE_END.finditer(text, span.start, span.end):
        if found.start() > at:
            yield Span(at, found.start())
        at = found.end()
    if at < span.end:
        yield Span(at, span.end)
