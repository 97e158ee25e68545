"""`onrecord matrix`: side × issue × period."""

from typing import Annotated

import typer

from onrecord.present.cli.options import Machine, RecordPath, Side, Since, Until, chosen, watched
from onrecord.present.signs import LEGEND, grid

FORMATS = ("table", "jsonl", "csv")
PERIODS = ("all", "year", "quarter", "month")

Issues = Annotated[
    list[str] | None, typer.Option("--issue", help="Id of an issue; may be given again.", show_default=False)
]
Format = Annotated[str, typer.Option(callback=chosen(FORMATS), help=f"{', '.join(FORMATS)}.")]
Confidence = Annotated[float, typer.Option(min=0, max=1, help="Leave out evidence below this confidence.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("matrix")(matrix)


def matrix(  # noqa: PLR0913, PLR0917 - options of a command
    record: RecordPath,
    side: Side = None,
    issue: Issues = None,
    since: Since = "",
    until: Until = "",
    every: Annotated[str, typer.Option(callback=chosen(PERIODS), help=f"{', '.join(PERIODS)}.")] = "year",
    min_confidence: Confidence = 0.0,
    evidence: Annotated[bool, typer.Option("--evidence", help="List what the cells rest on instead.")] = False,
    format: Format = "table",
    machine: Machine = False,
) -> None:
    """Show where each side stands on each issue, in each period, with how much speaks for it.

    A cell without a sign has no evidence, which isn't neutral. With --evidence every statement and deed behind the
    cells is listed, with an id that `onrecord show RECORD ID` leads back to its sentence.

    Example: onrecord matrix my.record --side RUS --side CHN --every quarter
    """
    import onrecord.analyse.matrix as found  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.analyse.evidence import Where  # noqa: PLC0415
    from onrecord.present.cli import tables  # noqa: PLC0415
    from onrecord.record import Record  # noqa: PLC0415

    where = Where(side=side or (), issue=issue or (), since=since, until=until, min_confidence=min_confidence)
    with Record.open(record, judged=not machine) as opened:
        watched(opened, issue or ())
        rows = found.cell(opened, where) if evidence else found.matrix(opened, where, every)  # type: ignore[arg-type]
    if format != "table":
        tables.write(rows, format)
    elif not rows.num_rows:
        typer.echo("no position; build with --issues WATCHLIST, or ask for other sides, issues or dates", err=True)
    elif evidence:
        tables.show(rows.select(["on", "stance", "who", "act", "text", "confidence", "id", "doc"]))
    else:
        heads, lines = grid(rows)
        tables.lines(heads, lines)
        typer.echo(LEGEND)
