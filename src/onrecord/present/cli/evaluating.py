"""`onrecord evaluate`: what people's judgements say of the record, and rows drawn by chance to be judged."""

from pathlib import Path
from typing import Annotated, Any, get_args

import msgspec
import typer

from onrecord.errors import PresentError
from onrecord.present.cli.options import RecordPath, chosen
from onrecord.present.files import lines
from onrecord.types import RowKind

_FORMATS = ("table", "jsonl", "csv")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("evaluate")(evaluate)


def evaluate(
    record: RecordPath,
    sample: Annotated[int, typer.Option(min=0, help="Draw about so many rows to be judged, instead.")] = 0,
    seed: Annotated[int, typer.Option(help="Of the draw: the same seed draws the same rows.")] = 1,
    kind: Annotated[
        str, typer.Option(callback=chosen(get_args(RowKind)), help="Of rows drawn: statement, event, position.")
    ] = "statement",
    within: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Rows drawn, by --format jsonl: figures of these alone.")
    ] = None,
    format: Annotated[str, typer.Option(callback=chosen(_FORMATS), help=f"{', '.join(_FORMATS)}.")] = "table",
) -> None:
    """Tell how far the record can be trusted, from what people judged.

    Precision, recall over documents judged complete, each field's accuracy, with 95 % intervals; and how far the judges
    agree. To publish an error rate: draw rows with --sample, judge them, and give the draw to --within.

    Examples: onrecord evaluate my.record --sample 200 --seed 7 --format jsonl > drawn.jsonl;
    onrecord evaluate my.record --within drawn.jsonl
    """
    from onrecord.analyse import evaluation, sampling  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.present.cli import tables  # noqa: PLC0415
    from onrecord.record import Record  # noqa: PLC0415

    with Record.open(record) as found:
        if sample:
            rows = sampling.sample(found, sample, seed=seed, kind=kind)  # type: ignore[arg-type]
        else:
            rows = evaluation.evaluate(found, drawn(within) if within else ())
    if format != "table":
        tables.write(rows, format)
    elif sample:
        tables.show(rows.select(["id", "doc", "stratum", "judged", "text"]))
        typer.echo(
            f"judge each: `onrecord judge {record} ID right|wrong|edit`, or in `onrecord serve {record}`", err=True
        )
    elif not rows.num_rows:
        typer.echo(
            f"{record}: nobody has judged a row yet; `onrecord evaluate {record} --sample 100` draws some", err=True
        )
    else:
        heads = ("figure", "kind", "of what", "value", "95 % interval", "rows", "note")
        tables.lines(heads, [_cells(row) for row in rows.to_pylist()])


def drawn(path: Path) -> list[Any]:
    """The rows of a file that `--sample` wrote as JSONL; PresentError where a line is none."""
    from onrecord.analyse.evaluation import Drawn  # noqa: PLC0415

    out = []
    for number, line in enumerate(lines(path), 1):
        try:
            out.append(msgspec.json.decode(line, type=Drawn))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise PresentError(
                f"{path}, line {number}: no row of `onrecord evaluate --sample N --format jsonl` ({error})"
            ) from error
    return out


def _cells(row: dict[str, Any]) -> list[str]:
    value = "" if row["value"] is None else f"{row['value']:.3f}"
    interval = "" if row["low"] is None else f"{row['low']:.3f} to {row['high']:.3f}"
    rows = str(row["of"]) if row["right"] is None else f"{row['right']} of {row['of']}"
    return [row["figure"], row["kind"], row["what"], value, interval, rows, row["note"]]
