"""`onrecord issues`: check a watchlist, or have one suggested."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.present.cli.options import RecordPath

_HELP = """Check a watchlist of issues, or have one suggested from a record.

Example: onrecord issues suggest my.record > issues.toml
"""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command("check")(check)
    group.command("suggest")(suggest)
    group.command("why")(why)
    app.add_typer(
        group,
        name="issues",
        help=_HELP,
    )


def check(
    watchlist: Annotated[Path, typer.Argument(metavar="FILE", help="TOML file of issues.", show_default=False)],
) -> None:
    """Read a watchlist and list its issues; what is wrong with it is told in one line.

    Example: onrecord issues check issues.toml
    """
    from onrecord.present.cli import tables  # noqa: PLC0415
    from onrecord.texts import issues  # noqa: PLC0415 - keeps `onrecord --help` quick

    found = issues(watchlist)
    rows = [
        [
            one.id,
            one.statement,
            "; ".join(one.aliases),
            "; ".join(f"{i.stance} -> {i.implied} {i.issue}" for i in one.implies),
        ]
        for one in found
    ]
    tables.lines(["id", "statement", "aliases", "implies"], rows)


def suggest(
    record: RecordPath,
    most: Annotated[int, typer.Option(min=1, help="At most so many issues.")] = 10,
    sample: Annotated[int, typer.Option(min=10, help="Statements that are read.")] = 2_000,
) -> None:
    """Suggest issues from what the record's statements say, as a watchlist to edit.

    Example: onrecord issues suggest my.record > issues.toml
    """
    import onrecord.analyse.suggest as found  # noqa: PLC0415
    from onrecord.record import Record  # noqa: PLC0415

    with Record.open(record) as opened:
        suggestions = found.suggest(opened, most=most, sample=sample)
    if not suggestions:
        typer.echo("no group of three statements that say near the same; the record may be too small", err=True)
        return
    typer.echo(found.as_toml(suggestions), nl=False)


def why(
    record: RecordPath,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a statement, or its first digits.", show_default=False)
    ],
) -> None:
    """Say why a statement is about an issue, as the build kept it: nearness of meaning, the sides and words shared.

    Example: onrecord issues why my.record 3f9a1c
    """
    import onrecord.analyse.why as found  # noqa: PLC0415
    from onrecord.present.cli import tables  # noqa: PLC0415
    from onrecord.record import Record  # noqa: PLC0415

    with Record.open(record) as opened:
        rows = found.why(opened, id)
    if not rows.num_rows:
        typer.echo("about no issue of this watchlist", err=True)
        return
    tables.show(rows)
