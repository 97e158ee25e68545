"""`onrecord export` and `onrecord report`: a record for other programs, and for other people."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.present.cli.options import Machine, RecordPath, chosen

_FORMATS = "brat, csv, ftm, gdelt, gold, jsonl, parquet, plover, webannotation."


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("export")(export)
    app.command("report")(report)


def known(format: str) -> str:
    """A format that there is an export for."""
    from onrecord.present.export import FORMATS  # noqa: PLC0415 - keeps `onrecord --help` quick

    return chosen(sorted(FORMATS))(format)


def export(
    record: RecordPath,
    output: Annotated[Path, typer.Option(help="Folder of the files, made where there is none.", show_default=False)],
    format: Annotated[str, typer.Option(callback=known, help=_FORMATS)] = "jsonl",
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Spans, ids and hashes only, no word of an article: to publish.")
    ] = False,
    machine: Machine = False,
) -> None:
    """Write all tables for other programs.

    What each format holds is told in docs/exports.md.

    Examples: onrecord export my.record --format csv --output tables/;
    onrecord export my.record --format jsonl --without-text --output open-data/
    """
    from onrecord.present.export import export as write  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.record import Record  # noqa: PLC0415

    with Record.open(record, judged=not machine) as found:
        written = write(found, format, output, without_text)
    for path in written:
        typer.echo(path)
    if not written:
        typer.echo(f"{output}: nothing to write: no row is judged; `onrecord judge --help` shows how it goes", err=True)


def report(
    record: RecordPath,
    output: Annotated[Path, typer.Option(help="The page, FILE.html; or a folder for pages.", show_default=False)],
    title: Annotated[str, typer.Option(help="Heading of the page; else the record's name.")] = "",
    machine: Machine = False,
) -> None:
    """Write a page, or pages, to open in a browser.

    Where each side stands, what changed, who stands with whom, who took what from whom, and what was said by date and
    side; each line opens the words that it rests on. The page needs no network and no other file, prints, and can be
    sent to anyone. More than 200 documents, or 5 MB, make a folder of pages.

    Examples: onrecord report my.record --output my.html; onrecord report my.record --output pages/
    """
    from onrecord.present.cli.progress import progress  # noqa: PLC0415
    from onrecord.present.report import report as write  # noqa: PLC0415
    from onrecord.record import Record  # noqa: PLC0415

    with Record.open(record, judged=not machine) as found, progress() as told:
        written = write(found, output, title, told)
        counts = found.manifest.counts
    if written.why:
        typer.echo(f"{output}: {written.why}; written as pages", err=True)
    pages = f"{written.pages} pages, " if written.pages > 1 else ""
    typer.echo(
        f"{written.path}: {counts.get('statements', 0)} statements of {counts.get('documents', 0)} documents, "
        f"{pages}{written.size / 1e6:.1f} MB; open it in a browser",
        err=str(output) == "-",
    )
