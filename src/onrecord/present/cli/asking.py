"""`onrecord mcp`: a record for programs that speak the Model Context Protocol."""

import typer

from onrecord.present.cli.options import RecordPath


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("mcp")(mcp)


def mcp(record: RecordPath) -> None:
    """Let a language model ask a record, over standard input and output.

    Read-only; no network. Each answer carries document, hash of its text, spans and words. A client starts this
    command itself; docs/mcp.md shows how to tell it. Needs: pip install 'onrecord[mcp]'

    Example: onrecord mcp my.record
    """
    from onrecord.present.mcp import serve  # noqa: PLC0415 - keeps `onrecord --help` quick

    typer.echo(f"onrecord: answering for {record}, read-only; ends when standard input does", err=True)
    serve(record)
