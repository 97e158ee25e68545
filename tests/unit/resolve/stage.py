"""Documents made by hand for tests of resolution: marks in the text say what was extracted."""

import re
from pathlib import Path

import msgspec

from onrecord.knowledge.holders import Holding
from onrecord.resolve import Resolver
from onrecord.settings import ResolveSettings
from onrecord.types import Document, Extracted, Mention, Passage, Published, Span, Statement

_MARK = re.compile(r"\{([scq])(\d?) (.*?)\}", re.S)
_SENTENCE = re.compile(
    r"[^\s].*?(?:(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\b[A-Z])[.!?][”\"]?(?=\s|$)|$|\n\n)",
    re.S,
)


class Stage(msgspec.Struct, frozen=True):
    """A document and what was extracted from it."""

    document: Document
    extracted: Extracted


def stage(marked: str, *, persons: str = "", orgs: str = "", published: str = "2021-10-12") -> Stage:
    """`{s Lavrov} {c said} {q that ...}` marks source, cue and content; a digit tells statements apart (`{s2 ...}`).

    A statement whose content lies in another's is nested. `persons` and `orgs`: names, parted by `;`, that the
    language pipeline marked wherever they stand. A content in quotation marks is direct.
    """
    parts: dict[str, dict[str, list[Span]]] = {}
    text, at = "", 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start = len(text)
        text += mark[3]
        at = mark.end()
        parts.setdefault(mark[2] or "1", {}).setdefault(mark[1], []).append(Span(start, len(text)))
    text += marked[at:]
    statements = [_statement(text, number, spans) for number, spans in parts.items()]
    mentions = [
        Mention(Span(found.start(), found.end()), label)
        for label, names in (("PERSON", persons), ("ORG", orgs))
        for name in filter(None, names.split(";"))
        for found in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]
    document = Document(id="d", text=text, published=Published(published, "day", "given") if published else None)
    sentences = tuple(Span(found.start(), found.end()) for found in _SENTENCE.finditer(text))
    return Stage(
        document,
        Extracted(document="d", sentences=sentences, mentions=tuple(sorted(mentions)), statements=tuple(statements)),
    )


def _statement(text: str, number: str, spans: dict[str, list[Span]]) -> Statement:
    def part(letter: str) -> Passage | None:
        return Passage.cut(text, spans[letter]) if letter in spans else None

    content = part("q") or part("c")
    assert content is not None
    return Statement(
        id=number,
        source=part("s"),
        cue=part("c"),
        content=content,
        kind="direct" if content.text[:1] in '“"' else "indirect",
        act="assert",
        confidence=1.0,
    )


def nested(made: Stage, child: str, parent: str) -> Stage:
    """The stage with one statement put within another."""
    statements = tuple(
        msgspec.structs.replace(one, parent=parent) if one.id == child else one for one in made.extracted.statements
    )
    return Stage(made.document, msgspec.structs.replace(made.extracted, statements=statements))


def resolved(
    made: Stage, actors: Path | None = None, record: tuple[Holding, ...] = ()
) -> dict[str, tuple[str | None, str, str]]:
    """Id of each statement to the speaker's name, the sides and the addressees, codes joined by a space."""
    resolver = Resolver(ResolveSettings(actors=str(actors) if actors else ""), record)
    statements, _, _ = resolver(made.document, made.extracted)
    return {
        one.id: (one.speaker.name if one.speaker else None, " ".join(one.side), " ".join(one.addressee))
        for one in statements
    }


def who(marked: str, *, persons: str = "", orgs: str = "", published: str = "2021-10-12") -> list[str]:
    """`name/SIDES` of each statement in order of its number."""
    found = resolved(stage(marked, persons=persons, orgs=orgs, published=published))
    return [f"{name or '-'}/{sides or '-'}" for _, (name, sides, _) in sorted(found.items())]
