"""`onrecord actors`: who speaks, one actor's page, and sources that nobody could be found for."""

import sys
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from onrecord.present.cli.options import Machine, RecordPath

if TYPE_CHECKING:
    import pyarrow as pa

    from onrecord.analyse.actors import Page
    from onrecord.types import Office


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("actors")(actors)


def actors(
    record: RecordPath,
    who: Annotated[
        str, typer.Argument(metavar="[NAME|ID]", help="An actor's name, part of it, or id.", show_default=False)
    ] = "",
    unresolved: Annotated[
        bool, typer.Option("--unresolved", help="Source words that nobody could be found for, most frequent first.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Rows at most.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    machine: Machine = False,
) -> None:
    """List who speaks in a record, or show one actor.

    Of an actor its offices, statements by year, and the names that the documents use. What --unresolved lists can be
    told by a file of your own: onrecord build ... --actors FILE.

    Examples: onrecord actors my.record; onrecord actors my.record Lavrov; onrecord actors my.record --unresolved
    """
    from onrecord.analyse import actors as analyse  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.record import Record  # noqa: PLC0415

    if who and unresolved:
        raise typer.BadParameter("--unresolved lists source words of the whole record; leave the name out")
    with Record.open(record, judged=not machine) as found:
        if unresolved:
            _unresolved(analyse.unresolved(found, limit), json)
        elif who:
            _page(analyse.actor(found, who), json)
        else:
            _list(analyse.actors(found).slice(0, limit), json)


def _list(rows: "pa.Table", json: bool) -> None:
    if json:
        _as_json(rows)
        return
    cells = [
        [row["name"], row["kind"], " ".join(row["side"]) or "–", str(row["statements"]), row["id"]]
        for row in rows.to_pylist()
    ]
    _table(("name", "kind", "side", "statements", "id"), cells, "nobody speaks in this record")


def _unresolved(rows: "pa.Table", json: bool) -> None:
    if json:
        _as_json(rows)
        return
    cells = [
        [row["words"], str(row["statements"]), str(row["documents"]), f"{row['doc']} [{row['start']}, {row['end']})"]
        for row in rows.to_pylist()
    ]
    _table(("source", "statements", "documents", "example"), cells, "every source was resolved, pronouns aside")


def _page(page: "Page", json: bool) -> None:
    from onrecord.present.cli.screen import console, line, table, words  # noqa: PLC0415

    if json:
        whole = {"actor": page.actor, "years": page.years.to_pylist(), "names": page.names.to_pylist()}
        sys.stdout.write(msgspec.json.encode(whole).decode() + "\n")
        return
    out = console()
    actor = page.actor
    out.print(words(line(actor.name), "bold"))
    sides = f" for {' '.join(actor.side)}" if actor.side and actor.kind != "side" else ""
    out.print(words(f"  {actor.kind}{sides}, {actor.statements} statements, {actor.id}"))
    if actor.offices:
        out.print()
        table(out, ("office", "side", "from", "to", "source"), [_office(office) for office in actor.offices])
    out.print()
    years = [[row["year"] or "no date", str(row["statements"])] for row in page.years.to_pylist()]
    table(out, ("year", "statements"), years)
    out.print()
    names = [[row["name"], str(row["statements"]), row["doc"]] for row in page.names.to_pylist()]
    table(out, ("named as", "statements", "first in"), names)


def _office(office: "Office") -> list[str]:
    since = office.since.value if office.since else "?"
    until = office.until.value if office.until else "still or unknown"
    return [office.title or office.office or "speaks for the side", office.side, since, until, office.source]


def _table(heads: tuple[str, ...], cells: list[list[str]], nothing: str) -> None:
    from onrecord.present.cli.screen import console, table  # noqa: PLC0415

    if cells:
        table(console(), heads, cells, ("bold",))
    else:
        typer.echo(nothing, err=True)


def _as_json(rows: "pa.Table") -> None:
    for row in rows.to_pylist():
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
