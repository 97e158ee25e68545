"""`onrecord show`: a record, one of its documents, or one row."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import AnalyseError, PresentError
from onrecord.present.cli.options import Machine, RecordPath

if TYPE_CHECKING:
    from onrecord.record import Record


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("show")(show)


def show(
    record: RecordPath,
    what: Annotated[
        str,
        typer.Argument(
            metavar="[DOCUMENT|ID]", help="A document's id, or a row's id or its first digits.", show_default=False
        ),
    ] = "",
    machine: Machine = False,
) -> None:
    """Show a record, a document or one row.

    Of a record what it holds; of a document its text, statements marked; of a row its sentence and its places.

    Examples: onrecord show my.record; onrecord show my.record report-1.txt; onrecord show my.record 3f9a1c
    """
    from onrecord.present.cli import document, overview, row  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.record import Record  # noqa: PLC0415

    with Record.open(record, judged=not machine) as found:
        if not what:
            overview.show(found, record)
        elif found.sql("SELECT 1 FROM documents WHERE doc = ?", [what]).num_rows:
            document.show(found, what)
        elif row.looks_like_id(what):
            try:
                row.show(found, what)
            except AnalyseError as error:
                raise PresentError(_judged_away(found, what) or str(error)) from error
        else:
            raise PresentError(f"{record}: holds no document or row {what!r}{_nearest(found, what, record)}")


def _judged_away(record: "Record", id: str) -> str:
    """What to say of a row that shows no more because people judged it wrong; empty where there's none."""
    wrong = [one for one in record.judgements() if one.today.startswith(id) and one.judgement.verdict == "wrong"]
    if not wrong:
        return ""
    row, author = wrong[-1].today, wrong[-1].judgement.author
    return (
        f"{record.path}: row {row} was judged wrong by {author}; `onrecord show {record.path} {id} --machine` shows it"
    )


def _nearest(record: "Record", what: str, path: Path) -> str:
    import difflib  # noqa: PLC0415

    ids = record.sql("SELECT doc FROM documents")["doc"].to_pylist()
    near = [id for id in ids if what in id][:3] or difflib.get_close_matches(what, ids, 3)
    if near:
        return f"; did you mean {' or '.join(repr(id) for id in near)}?"
    return f"; `onrecord show {path}` lists what it holds"
