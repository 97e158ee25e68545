"""A document's text with sources, cues, contents and furniture marked, and the list of its statements."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.present.cli.screen import console, line, percent, words
from onrecord.present.marks import Mark, marks, stretches, tame
from onrecord.present.words import date_words
from onrecord.record import Record
from onrecord.types import Document, Statement

_STYLES = {"boilerplate": "bright_black", "content": "green", "source": "bold cyan", "cue": "magenta"}
_OPEN = {"boilerplate": "[furniture: ", "content": "[{}: ", "source": "[{} source: ", "cue": "[{} cue: "}


def show(record: Record, id: str) -> None:
    """Print the document `id`: in colour on a terminal, with plain marks in brackets elsewhere."""
    document, statements = record.document(id), record.extraction(id).statements
    out = console()
    _head(out, document)
    out.print()
    all_marks = marks(document, statements)
    out.print(coloured(document.text, all_marks) if out.is_terminal else Text(bracketed(document.text, all_marks)))
    out.print()
    if out.is_terminal:
        out.print(_legend())
        out.print()
    if not statements:
        reason = "" if document.supported else f": language {document.language!r} is not supported"
        out.print(words(f"No statements{reason}"))
    numbers = {statement.id: number for number, statement in enumerate(statements, 1)}
    for statement in statements:
        _statement(out, statement, numbers)


def coloured(text: str, all_marks: Sequence[Mark]) -> Text:
    """The text in colours; where statements lie within each other the innermost wins, its content underlined."""
    out = Text()
    for stretch in stretches(len(text), all_marks):
        piece = Text(tame(text[stretch.start : stretch.end]))
        for role in ("content", "boilerplate", "source", "cue"):
            if any(mark.role == role for mark in stretch.marks):
                piece.stylize(_STYLES[role])
        if sum(mark.role == "content" for mark in stretch.marks) > 1:
            piece.stylize("underline")
        for mark in stretch.marks:
            if mark.role == "content" and mark.start == stretch.start:
                out.append(f"{mark.number} ", "dim")
        out.append_text(piece)
    return out


def bracketed(text: str, all_marks: Sequence[Mark]) -> str:
    """The text with `[1 source: …]`, `[1 cue: …]`, `[1: …]` and `[furniture: …]` around what is marked."""
    out: list[str] = []
    stack: list[Mark] = []
    for stretch in stretches(len(text), all_marks):
        keep = 0
        while keep < len(stack) and stack[keep] in stretch.marks:
            keep += 1
        out.append("]" * (len(stack) - keep))
        del stack[keep:]
        for mark in stretch.marks:
            if mark not in stack:
                out.append(_OPEN[mark.role].format(mark.number))
                stack.append(mark)
        out.append(tame(text[stretch.start : stretch.end]))
    return "".join(out) + "]" * len(stack)


def _head(out: Console, document: Document) -> None:
    out.print(words(line(document.title or document.id), "bold"))
    published = "date of publication not known"
    if document.published:
        published = f"published {date_words(document.published.date)} ({document.published.basis})"
    about = [document.id, document.outlet or "outlet not known", published, document.url or ""]
    out.print(words(line(" · ".join(part for part in about if part)), "dim"))


def _legend() -> Text:
    out = Text()
    for role, style in _STYLES.items():
        out.append("furniture" if role == "boilerplate" else role, style)
        out.append("  ")
    return out


def _statement(out: Console, statement: Statement, numbers: dict[str, int]) -> None:
    who = statement.speaker.name if statement.speaker else statement.source.text if statement.source else "no source"
    parts = [" ".join(statement.side) or "no side known", statement.act, statement.kind]
    parts.insert(0, date_words(statement.said_on) if statement.said_on else "no date")
    if statement.parent in numbers:
        parts.append(f"within {numbers[statement.parent]}")
    head = words(f"{numbers[statement.id]:>3}  ", "dim")
    head.append(line(who), "bold")
    head.append(f"  {', '.join(parts)}, {percent(statement.confidence)}  ")
    head.append(statement.id, "dim")
    out.print(head)
    out.print(words(f"     {line(statement.content.text)}"))
