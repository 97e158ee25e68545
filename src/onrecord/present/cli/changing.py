"""`onrecord remove` and `onrecord diff`: what leaves a record, and what changed between two."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.present.cli.options import RecordPath, chosen

FORMATS = ("table", "jsonl", "csv")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("remove")(remove)
    app.command("diff")(diff)


def remove(
    record: RecordPath,
    documents: Annotated[
        list[str], typer.Argument(help="Ids of documents.", metavar="DOCUMENT...", show_default=False)
    ],
) -> None:
    """Take documents out of a record.

    All that they say goes with them; the inputs themselves are left alone. A later build of the same
    inputs takes them in again.

    Example: onrecord remove my.record report-1.txt
    """
    import onrecord  # noqa: PLC0415 - keeps `onrecord --help` quick

    manifest = onrecord.remove(record, documents)
    counts = ", ".join(f"{count} {name}" for name, count in manifest.counts.items() if count)
    typer.echo(f"{record}: {counts or 'empty'}")


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A record.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A record that came after it.", show_default=False)],
    format: Annotated[str, typer.Option(callback=chosen(FORMATS), help=f"{', '.join(FORMATS)}.")] = "table",
) -> None:
    """Tell what changed between two records.

    Rows added, removed, or read otherwise, field by field.

    Example: onrecord diff yesterday.record today.record
    """
    from onrecord.present.cli import changes  # noqa: PLC0415
    from onrecord.record import Record  # noqa: PLC0415
    from onrecord.record import diff as compare  # noqa: PLC0415

    with Record.open(old) as before, Record.open(new) as after:
        rows = compare(before, after)
    changes.write(rows, format)
