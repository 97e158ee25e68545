"""`onrecord timeline`: what was said, or done, in order of date."""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.present.cli.options import (
    Acts,
    Machine,
    RecordPath,
    Side,
    Since,
    SpeakerName,
    Statuses,
    Types,
    Until,
    chosen,
)

if TYPE_CHECKING:
    from onrecord.record import Record

FORMATS = ("table", "jsonl", "csv")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("timeline")(timeline)


def timeline(  # noqa: PLR0913, PLR0917 - options of a command
    record: RecordPath,
    side: Side = None,
    speaker: SpeakerName = "",
    act: Acts = None,
    since: Since = "",
    until: Until = "",
    events: Annotated[bool, typer.Option("--events", help="What was done, instead of what was said.")] = False,
    by_month: Annotated[
        bool, typer.Option("--by-month", help="With --events: counts of quad classes and net Goldstein by month.")
    ] = False,
    type: Types = None,
    status: Statuses = None,
    format: Annotated[str, typer.Option(callback=chosen(FORMATS), help=f"{', '.join(FORMATS)}.")] = "table",
    machine: Machine = False,
) -> None:
    """List what was said or done, by date.

    Undated rows stand last. --since and --until are dates of speaking (with --events of doing): 2021-10 counts when any
    day of it may lie within. Each row has an id that `onrecord show RECORD ID` leads back to its sentence.

    Example: onrecord timeline my.record --side RUS --act warn,threaten --since 2022
    """
    import onrecord.analyse.timeline as rows  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.analyse.events import quads  # noqa: PLC0415
    from onrecord.present.cli import lines  # noqa: PLC0415
    from onrecord.record import Record  # noqa: PLC0415

    if not events and (type or status):
        raise typer.BadParameter("--type and --status are of events; add --events")
    if by_month and not events:
        raise typer.BadParameter("--by-month counts events; add --events")
    if events and (speaker or act):
        raise typer.BadParameter("--speaker and --act are of statements; leave out --events")
    choice = rows.Choice(
        side=side or (), speaker=speaker, act=act or (), type=type or (), status=status or (), since=since, until=until
    )
    with Record.open(record, judged=not machine) as found:
        what: rows.What = "events" if events else "statements"
        table = quads(found, choice) if by_month else rows.timeline(found, choice, what=what)
        if format == "csv":
            lines.as_csv(table)
        elif format == "jsonl":
            lines.as_json(table)
        elif table.num_rows:
            (lines.months if by_month else lines.show)(table)
        else:
            typer.echo(_nothing(found, events), err=True)


def _nothing(record: "Record", events: bool) -> str:
    """What to say when no row fits: which sides there are."""
    column, table = ("source || target", "events") if events else ("side", "statements")
    query = f"SELECT DISTINCT unnest({column}) AS side FROM {table} ORDER BY side"
    sides = record.sql(query)["side"].to_pylist()
    return f"no {table[:-1]} fits; sides in this record: {', '.join(sides) or 'none'}"
