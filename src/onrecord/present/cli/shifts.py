"""`onrecord shifts`: when a position turned, hardened or fell silent."""

from typing import Annotated

import typer

from onrecord.present.cli.matrix import Confidence, Format, Issues
from onrecord.present.cli.options import Machine, RecordPath, Side, Since, Until, watched


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("shifts")(shifts)


def shifts(  # noqa: PLR0913, PLR0917 - options of a command
    record: RecordPath,
    side: Side = None,
    issue: Issues = None,
    since: Since = "",
    until: Until = "",
    silent_days: Annotated[
        int, typer.Option(min=1, help="Days without a position, while the side speaks on, that count as silence.")
    ] = 180,
    min_confidence: Confidence = 0.0,
    format: Format = "table",
    machine: Machine = False,
) -> None:
    """Show when a side's position on an issue turned, hardened or fell silent, with the evidence before and after.

    `before` and `after` are ids that `onrecord show RECORD ID` leads back to their sentences.

    Example: onrecord shifts my.record --side TUR --issue sweden-nato
    """
    import onrecord.analyse.shifts as found  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.analyse.evidence import Where  # noqa: PLC0415
    from onrecord.present.cli import tables  # noqa: PLC0415
    from onrecord.record import Record  # noqa: PLC0415

    where = Where(side=side or (), issue=issue or (), since=since, until=until, min_confidence=min_confidence)
    with Record.open(record, judged=not machine) as opened:
        watched(opened, issue or ())
        rows = found.shifts(opened, where, found.Change(silent_days=silent_days))
    if format != "table":
        tables.write(rows, format)
    elif not rows.num_rows:
        typer.echo("no shift: no dated position turned, hardened or fell silent", err=True)
    else:
        tables.show(rows)
