"""`onrecord extract`: texts in, what they say out, without a record."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.present.cli.options import Columns
from onrecord.present.cli.options import columns as as_columns

LISTED = 50


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("extract")(extract)


def extract(  # noqa: PLR0913, PLR0917 - options of a command
    input: Annotated[
        Path,
        typer.Option(
            help='JSON lines {"id", "text", "published"?, "title"?, "url"?}, - for standard input; or a file or folder '
            "of articles.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            help="JSON lines, one a document, in the input's order; - for standard output.", show_default=False
        ),
    ],
    only: Annotated[
        str, typer.Option(help="Parts of the output, with commas between: statements,events,positions,times.")
    ] = "",
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out statements below this confidence.")
    ] = 0.0,
    issues: Annotated[Path | None, typer.Option(help="TOML file of issues: the watchlist.")] = None,
    actors: Annotated[Path | None, typer.Option(help="CSV of your own persons and offices.")] = None,
    settings: Annotated[Path | None, typer.Option(help="TOML file of settings.")] = None,
    columns: Columns = "",
) -> None:
    """Extract statements, events, positions and times from texts.

    Every input line gets an output line; a line (of a folder: a file) that can't be read gets one whose `rejected` says
    why, and the exit code is 1.

    Example: onrecord extract --input texts.jsonl --output said.jsonl --only statements
    """
    import msgspec  # noqa: PLC0415 - keeps `onrecord --help` quick

    from onrecord import PARTS  # noqa: PLC0415
    from onrecord.present.cli.progress import progress  # noqa: PLC0415
    from onrecord.present.files import lines, writing  # noqa: PLC0415
    from onrecord.settings import PositionsSettings, Settings  # noqa: PLC0415
    from onrecord.texts import extract as extract_texts  # noqa: PLC0415

    chosen = Settings.load(settings) if settings else Settings()
    if min_confidence:
        chosen = msgspec.structs.replace(
            chosen, extract=msgspec.structs.replace(chosen.extract, min_confidence=min_confidence)
        )
    if columns:
        said = {**chosen.read.columns, **as_columns(columns)}
        chosen = msgspec.structs.replace(chosen, read=msgspec.structs.replace(chosen.read, columns=said))
    if actors:
        chosen = msgspec.structs.replace(chosen, resolve=msgspec.structs.replace(chosen.resolve, actors=str(actors)))
    if issues:
        chosen = msgspec.structs.replace(chosen, positions=PositionsSettings(issues=str(issues)))
    parts = [part.strip() for part in only.split(",") if part.strip()] or PARTS
    for part in parts:
        if part not in PARTS:
            raise typer.BadParameter(f"{part!r} is none of {', '.join(PARTS)}", param_hint="'--only'")
    rows = lines(input) if str(input) == "-" else input
    rejected = 0
    encode = msgspec.json.Encoder().encode

    with writing(output) as out, progress() as report:
        done = 0
        for done, extraction in enumerate(extract_texts(rows, chosen, parts), 1):
            out.write(encode(extraction) + b"\n")
            rejected += bool(extraction.rejected)
            if extraction.rejected and rejected <= LISTED:
                typer.echo(f"rejected {extraction.id or f'line {done}'}: {extraction.rejected[0].reason}", err=True)
            report("extract", done, 0)
        report("extract", done, done)
    if rejected:
        typer.echo(f"onrecord: {rejected} of {done} rejected; their `rejected` says why", err=True)
        sys.exit(1)
