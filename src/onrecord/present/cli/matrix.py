"""`onrecord matrix`: side × issue × period."""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.present.cli.options import RecordPath, Side, Since, Until, chosen

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("table", "jsonl", "csv")
PERIODS = ("all", "year", "quarter", "month")
SYMBOLS = {"for": "+", "against": "−", "mixed": "±", "neutral": "○"}
LEGEND = "+ for   − against   ± mixed (for/against)   ○ neutral   · no evidence; numbers count statements and deeds"

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
    with Record.open(record) as opened:
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


def grid(rows: "pa.Table") -> tuple[list[str], list[list[str]]]:
    """Issue and side down, periods across, a symbol with its counts in each cell; undated evidence in the last."""
    cells = rows.to_pylist()
    periods = sorted({row["period"] for row in cells}, key=lambda period: (not period, period))
    heads = ["issue", "side", *((period or ("undated" if len(periods) > 1 else "all")) for period in periods)]
    lines: dict[tuple[str, str], list[str]] = {}
    for row in cells:
        line = lines.setdefault((row["issue"], row["side"]), [row["issue"], row["side"], *["·"] * len(periods)])
        line[2 + periods.index(row["period"])] = symbol(row)
    return heads, [lines[key] for key in sorted(lines)]


def symbol(row: dict[str, object]) -> str:
    """`+12`, `−3`, `±4/2` or `○1`."""
    stance = str(row["stance"])
    count = f"{row['for']}/{row['against']}" if stance == "mixed" else row[stance]
    return f"{SYMBOLS[stance]}{count}"
