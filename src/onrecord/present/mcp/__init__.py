"""A read-only server of the Model Context Protocol over one record: each answer says where its words stand."""

from pathlib import Path

from onrecord.errors import PresentError
from onrecord.record import Record


def serve(path: Path) -> None:
    """Answer on standard input and output until the client ends; nothing else is written to standard output.

    RecordError when there's no record at `path`, PresentError when the SDK isn't installed.
    """
    try:
        from onrecord.present.mcp.server import server  # noqa: PLC0415 - an optional dependency
    except ModuleNotFoundError as error:
        raise PresentError(
            f"the MCP server needs the package {error.name!r}; install it with `pip install 'onrecord[mcp]'`"
        ) from error
    with Record.open(path) as record:
        server(record).run("stdio")
