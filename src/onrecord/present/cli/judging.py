"""`onrecord judge`: a person's word on a row of a record, from the command line."""

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from onrecord.present.cli.options import RecordPath, chosen
from onrecord.types import RowKind

if TYPE_CHECKING:
    from onrecord.record import Record

_VERDICTS = ("right", "wrong", "edit", "add", "complete")
_FORMATS = ("table", "jsonl")
AUTHOR = "ONRECORD_AUTHOR"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("judge")(judge)


Author = Annotated[
    str, typer.Option(help=f"Who judges; else ${AUTHOR}, else the name you are logged in by.", show_default=False)
]
Kind = Annotated[
    str,
    typer.Option(callback=chosen(get_args(RowKind)), help="Of rows added, or complete: statement, event, position."),
]


def judge(  # noqa: PLR0913, PLR0917 - options of a command
    record: RecordPath,
    row: Annotated[
        str,
        typer.Argument(
            metavar="[ID|DOCUMENT]",
            help="Id of the row, or its first digits; add, complete: a document.",
            show_default=False,
        ),
    ] = "",
    verdict: Annotated[str, typer.Argument(help=f"{', '.join(_VERDICTS)}.", show_default=False)] = "",
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[FIELD=VALUE]...", help="Of edit and add.", show_default=False)
    ] = None,
    kind: Kind = "statement",
    author: Author = "",
    note: Annotated[str, typer.Option(help="Why, in your words.")] = "",
    undo: Annotated[str, typer.Option(metavar="JUDGEMENT", help="Take a judgement back, by its id.")] = "",
    show: Annotated[bool, typer.Option("--list", help="List judgements, all or of one row or document.")] = False,
    import_brat: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of an export in brat's format that was changed there.")
    ] = None,
    format: Annotated[str, typer.Option(callback=chosen(_FORMATS), help="Of --list: table, jsonl.")] = "table",
) -> None:
    """Say that a row is right or wrong, correct it, or add what was missed.

    It counts at once in every view and every later build; the machine's own answer stays beside it. Fields are those
    of `onrecord export --format jsonl`: side=RUS,CHN speaker="Ana Erdoğan" said_on=2021-10 about=treaty:against; words
    of the text as they stand there (content="We won't wait") or by place (content=120-180;190-204); an empty value
    says that nothing is known. `complete` says that you looked for every row of a document.

    Examples: onrecord judge my.record 3f9a1c wrong; onrecord judge my.record 3f9a1c edit side=RUS said_on=2021-10;
    onrecord judge my.record report-1.txt add content="the treaty holds" side=CHN; onrecord judge my.record --list
    """
    from onrecord.present.cli import judgements  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.record import Record  # noqa: PLC0415

    who = author or os.environ.get(AUTHOR, "") or _login()
    with Record.open(record) as found:
        for line in found.damaged:
            typer.echo(f"{record}: {line}", err=True)
        if undo:
            made = found.undo(undo, who, note)
            typer.echo(f"taken back: judgement {made.undoes}, by {who}")
        elif show:
            judgements.show(found, row, format)
        elif import_brat is not None:
            _import(found, import_brat, who)
        else:
            if verdict not in _VERDICTS:
                raise typer.BadParameter(f"say {', '.join(_VERDICTS)} after the row's id, or give --list or --undo")
            made = judgements.judge(found, judgements.Asked(row, verdict, tuple(values or ()), kind, who, note))
            what = made.row or f"every {made.kind} of {made.document}"
            typer.echo(f"{what}: {made.verdict}, by {who}; `onrecord judge {record} --undo {made.id}` takes it back")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _import(record: "Record", folder: Path, author: str) -> None:
    from onrecord.present.brat import read_back  # noqa: PLC0415

    result = read_back(record, folder, author)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in result.counts.items())
    typer.echo(f"{folder}: {counts or 'nothing was changed'} in {result.documents} documents")
    for line in result.refused:
        typer.echo(f"{folder}: {line}", err=True)
    if result.refused:
        raise typer.Exit(1)
