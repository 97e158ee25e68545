"""`onrecord origins`: what several documents tell, how many independent origins it has, and who took it from whom."""

import sys
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from onrecord.present.cli.options import Machine, RecordPath, chosen

if TYPE_CHECKING:
    import pyarrow as pa

WHATS = ("stories", "utterances", "events")
_COUNTS = ("documents", "outlets", "origins", "first_seen")
_HEADS: dict[str, tuple[str, ...]] = {
    "edges": ("published", "doc", "outlet", "kind", "source", "target", "reason"),
    "wordings": ("published", "doc", "outlet", "kind", "text", "detail"),
    "tellings": ("published", "doc", "outlet", "on", "status", "text", "detail"),
    "documents": ("published", "doc", "outlet", "copy_of", "statements", "shared", "title"),
    "stories": ("story", "on", "title", *_COUNTS),
    "utterances": ("utterance", "on", "speaker", "text", *_COUNTS),
    "events": ("event", "on", "type", "source", "target", "text", *_COUNTS),
}


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("origins")(origins)


def origins(
    record: RecordPath,
    id: Annotated[
        str,
        typer.Argument(metavar="[ID]", help="A story, a document, an utterance or a merged event.", show_default=False),
    ] = "",
    of: Annotated[str, typer.Option("--of", callback=chosen(WHATS), help=f"{', '.join(WHATS)}.")] = "stories",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Rows at most.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    machine: Machine = False,
) -> None:
    """List what several documents tell, with its independent origins, or who took one of them from whom.

    Five outlets that repeat one agency are one origin. Documents have one origin when they copy one text, are credited
    to one agency, or are of one outlet. With the ID of a story or of a document the documents of the story stand
    side by side, of an utterance its wordings with what differs from the fullest, of an event its tellings with
    what differs; then each edge with its reason.

    Examples: onrecord origins my.record; onrecord origins my.record --of utterances; onrecord origins my.record a.txt
    """
    import onrecord.analyse.origins as analyse  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.record import Record  # noqa: PLC0415

    what: analyse.What = "events" if of == "events" else "utterances" if of == "utterances" else "stories"
    with Record.open(record, judged=not machine) as found:
        if not id:
            _print(analyse.origins(found, what, limit), _HEADS[of], f"no {of} in several documents", json)
            return
        edges = analyse.edges(found, id)
        beside = analyse.side_by_side(found, id)
        if beside.num_rows:
            _print(beside, _HEADS[_kind(beside)], "", json)
            if not json:
                typer.echo("")
        _print(edges, _HEADS["edges"], "no edge: nobody is known to have taken it from another", json)


def _kind(beside: "pa.Table") -> str:
    return (
        "wordings" if "kind" in beside.column_names else "tellings" if "status" in beside.column_names else "documents"
    )


def _print(rows: "pa.Table", heads: tuple[str, ...], nothing: str, json: bool) -> None:
    from onrecord.present.cli.screen import console, table  # noqa: PLC0415

    if json:
        for row in rows.to_pylist():
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
    elif rows.num_rows:
        # who spoke is a side where no person is named
        found = [row if row.get("speaker") else row | {"speaker": row.get("side")} for row in rows.to_pylist()]
        cells = [[_cell(row[head]) for head in heads] for row in found]
        table(console(), heads, cells, ("cyan",))
    else:
        typer.echo(nothing, err=True)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value)) or "–"
    return "–" if value is None else str(value)
