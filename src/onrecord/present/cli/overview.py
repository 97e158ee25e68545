"""What a record holds, for somebody who sees it for the first time."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten

from rich.console import Console

from onrecord.analyse.summary import Count, Summary, summary
from onrecord.present.cli.screen import console, line, percent, table, words
from onrecord.present.words import date_words, extent_words, number, quoted
from onrecord.record import Record
from onrecord.types import Date

_MOST = 8
_BAR = 24
_WIDEST = 44


def show(record: Record, path: Path) -> None:
    """Print counts, dates, sides, speakers, the surest statements, what was rejected, and what to do next."""
    holds = summary(record)
    out = console()
    out.print(words(path.name, "bold"))
    out.print(words(f"  {_documents(holds)}"))
    out.print(words(f"  {_statements(holds)}"))
    if holds.statements:
        sure, likely, unsure = holds.certainty
        out.print(words(f"  {sure} sure (80 % and more), {likely} likely, {unsure} unsure (below 50 %)"))
    if holds.events:
        out.print(words(f"  {number(holds.events, 'event')}"))
    _counts(out, "Statements by side", [_with_code(item) for item in holds.sides])
    _counts(out, "Statements by speaker", holds.speakers)
    _surest(out, holds)
    _list_documents(out, record)
    _refused(out, holds)
    _next(out, record, holds, path)


def _documents(holds: Summary) -> str:
    parts = [number(holds.documents, "document")]
    if holds.outlets:
        parts[0] += f" from {number(holds.outlets, 'outlet')}"
    if holds.published:
        parts.append(f"published {extent_words(*holds.published)}")
    if holds.undated_documents:
        parts.append(f"{holds.undated_documents} without a date of publication")
    if holds.unsupported:
        parts.append(f"{holds.unsupported} in a language that isn't supported")
    if holds.unscored:
        parts.append(f"{number(holds.unscored, 'paragraph')} not scored, being in another language")
    return ", ".join(parts)


def _statements(holds: Summary) -> str:
    parts = [number(holds.statements, "statement")]
    if holds.nested:
        parts.append(f"{holds.nested} within another")
    if holds.said:
        parts.append(f"said {extent_words(*holds.said)}")
    if holds.undated:
        parts.append(f"{holds.undated} without a date")
    return ", ".join(parts)


def _with_code(item: Count) -> Count:
    return Count(
        item.value, f"{item.name} {item.value}" if item.value not in ("", item.name) else item.name, item.number
    )


def _counts(out: Console, title: str, counts: Sequence[Count]) -> None:
    known = [item for item in counts if item.value][:_MOST]
    shown = [*known, *(item for item in counts if not item.value)]
    if not shown:
        return
    out.print()
    out.print(words(title, "bold"))
    most = max(item.number for item in shown)
    names = [shorten(line(item.name), _WIDEST, placeholder=" …") for item in shown]
    width = max(len(name) for name in names)
    for name, item in zip(names, shown, strict=True):
        row = words(f"  {name:<{width}}  {item.number:>5}  ")
        row.append("█" * max(1, round(item.number / most * _BAR)), "cyan" if item.value else "dim")
        out.print(row)
    if len(counts) > len(shown):
        out.print(words(f"  and {len(counts) - len(shown)} more", "dim"))


def _surest(out: Console, holds: Summary) -> None:
    if not holds.surest:
        return
    out.print()
    out.print(words("Said directly, most sure", "bold"))
    for item in holds.surest:
        when = date_words(Date.parse(item.on)) if item.on else "no date"
        who = ", ".join(part for part in (item.speaker or "", " ".join(item.side), when, item.act) if part)
        out.print(words(f"  {quoted(line(item.text))}"))
        out.print(words(f"     {line(who)} · {percent(item.confidence)} · {line(item.doc)} · {item.id}", "dim"))


def _list_documents(out: Console, record: Record) -> None:
    rows = record.sql(
        "SELECT d.doc, coalesce(d.published_value, '') AS published, coalesce(d.title, '') AS title, "
        "(SELECT count(*) FROM statements s WHERE s.doc = d.doc) AS statements FROM documents d ORDER BY d.doc LIMIT 21"
    ).to_pylist()
    if not rows:
        return
    out.print()
    out.print(words("Documents" if len(rows) < 21 else "The first 20 documents", "bold"))
    cells = [[row["doc"], row["published"], str(row["statements"]), row["title"]] for row in rows[:20]]
    table(out, ("document", "published", "statements", "title"), cells)


def _refused(out: Console, holds: Summary) -> None:
    out.print()
    if not holds.refused:
        out.print(words("Rejected: nothing"))
        return
    out.print(words(f"Rejected: {len(holds.refused)}", "bold"))
    for item in holds.refused[:20]:
        out.print(words(f"  {line(item.what)}: {line(item.reason)}"))
    if len(holds.refused) > 20:
        out.print(words(f"  and {len(holds.refused) - 20} more, all in manifest.json", "dim"))


def _next(out: Console, record: Record, holds: Summary, path: Path) -> None:
    name = shlex.quote(str(path))
    first = record.sql("SELECT doc FROM statements GROUP BY doc ORDER BY count(*) DESC, doc LIMIT 1")["doc"].to_pylist()
    steps = []
    if first:
        steps.append((f"onrecord show {name} {shlex.quote(first[0])}", "a document, its statements marked"))
    if holds.sides and holds.sides[0].value:
        steps.append((f"onrecord timeline {name} --side {holds.sides[0].value}", "what one side said, by date"))
    steps.append((f"onrecord search {name} WORDS", "where words stand"))
    page = shlex.quote(f"{path.name.removesuffix('.record')}.html")
    steps.append((f"onrecord report {name} --output {page}", "one page to open in a browser"))
    out.print()
    out.print(words("Next", "bold"))
    width = max(len(command) for command, _ in steps)
    for command, why in steps:
        row = words(f"  {command:<{width}}   ", "cyan")
        row.append(why, "dim")
        out.print(row)
