"""`onrecord stance`: the stance of a holder toward a target, in one text."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("stance")(stance)


def stance(
    input: Annotated[
        Path,
        typer.Option(
            help='JSON lines {"id", "text", "holder": [s, e] | null, "target": [s, e]}; - for standard input.',
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option(help='JSON lines {"id", "stance", "confidence"}; - for standard output.', show_default=False)
    ],
) -> None:
    """Say for each text whether the holder is for, against or neutral toward the target; without holder, the author.

    Spans are half-open, in code points of the text. A line that can't be read is left out and told on standard error;
    the exit code is then 1.

    Example: onrecord stance --input pairs.jsonl --output stances.jsonl
    """
    import msgspec  # noqa: PLC0415 - keeps `onrecord --help` quick

    from onrecord.present.files import lines, writing  # noqa: PLC0415
    from onrecord.texts import stance as judge  # noqa: PLC0415
    from onrecord.types import Rejected  # noqa: PLC0415

    rejected = 0
    with writing(output) as out:
        for number, answer in enumerate(judge(lines(input)), 1):
            if isinstance(answer, Rejected):
                rejected += 1
                typer.echo(f"onrecord: {input}: line {number}: {answer.reason}", err=True)
            else:
                out.write(msgspec.json.encode(answer) + b"\n")
    if rejected:
        sys.exit(1)
