"""`onrecord serve`: the pages of a record, to read and to judge."""

from typing import Annotated

import typer

from onrecord.present.cli.options import RecordPath


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("serve")(serve)


def serve(
    record: RecordPath,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any free one.", show_default="8765")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show everything, let nobody judge.")] = False,
    author: Annotated[str, typer.Option(help="Your name, kept with your judgements.")] = "",
    until_idle: Annotated[
        float | None, typer.Option(min=0.1, help="End after so many seconds without a request.", show_default="never")
    ] = None,
) -> None:
    """Show a record in your browser: overview, timeline, matrix, search, reader; and judge what it says.

    Prints its address first. It listens on this machine only, needs no network, and ends with Ctrl-C.

    Example: onrecord serve my.record --author "Ada"
    """
    from onrecord.present.web.options import WebOptions  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.present.web.server import serve as run  # noqa: PLC0415

    def tell(url: str) -> None:
        print(url, flush=True)  # noqa: T201
        typer.echo("Open this address in a browser; Ctrl-C ends it.", err=True)

    run(record, WebOptions(read_only=read_only, author=author), port=port, until_idle=until_idle, ready=tell)
