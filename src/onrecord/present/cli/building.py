"""`onrecord build`: from inputs to a record."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.present.cli.options import Columns
from onrecord.present.cli.options import columns as as_columns


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("build")(build)


def build(  # noqa: PLR0913, PLR0917 - options of a command
    inputs: Annotated[
        list[Path],
        typer.Argument(
            help="Files and folders: text, HTML, PDF, web archives, messages, tables, zip and tar of these.",
            show_default=False,
        ),
    ],
    record: Annotated[Path, typer.Option(help="Folder of the record, made where there is none.", show_default=False)],
    metadata: Annotated[
        Path | None, typer.Option(help="CSV with the columns file, title, published, outlet, url.")
    ] = None,
    issues: Annotated[Path | None, typer.Option(help="TOML file of issues: the watchlist.")] = None,
    actors: Annotated[Path | None, typer.Option(help="CSV of your own persons and offices.")] = None,
    settings: Annotated[Path | None, typer.Option(help="TOML file of settings.")] = None,
    columns: Columns = "",
    add: Annotated[bool, typer.Option("--add", help="Add the inputs to what the record holds.")] = False,
    engine: Annotated[str, typer.Option(help="What runs the models: local, or ray (needs onrecord[ray]).")] = "local",
    workers: Annotated[int, typer.Option(min=0, help="Processes that run the models; 0: one a core.")] = 0,
) -> None:
    """Build a record of exactly these inputs.

    Unchanged inputs aren't done again, vanished ones leave the record, and a build that was stopped goes on where it
    was. Exit code 1: done, but some inputs were rejected (they are listed, and stand in manifest.json).

    Example: onrecord build articles/ --record my.record
    """
    import msgspec  # noqa: PLC0415 - keeps `onrecord --help` quick

    import onrecord  # noqa: PLC0415
    from onrecord.present.cli.progress import progress  # noqa: PLC0415
    from onrecord.settings import PositionsSettings, ResolveSettings, Settings  # noqa: PLC0415

    chosen = Settings.load(settings) if settings else Settings()
    if columns:
        said = {**chosen.read.columns, **as_columns(columns)}
        chosen = msgspec.structs.replace(chosen, read=msgspec.structs.replace(chosen.read, columns=said))
    if actors:
        chosen = msgspec.structs.replace(chosen, resolve=ResolveSettings(actors=str(actors)))
    if issues:
        chosen = msgspec.structs.replace(chosen, positions=PositionsSettings(issues=str(issues)))
    with progress() as report:
        options = onrecord.Options(
            settings=chosen, metadata=metadata, add=add, engine=engine, workers=workers, progress=report
        )
        manifest = onrecord.build(inputs, record, options)
    counts = ", ".join(f"{number} {name}" for name, number in manifest.counts.items() if number)
    typer.echo(f"{record}: {counts or 'empty'}")
    for item in manifest.rejected:
        typer.echo(f"rejected {item.path}: {item.reason}", err=True)
    if manifest.rejected:
        sys.exit(1)
