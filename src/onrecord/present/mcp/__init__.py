"""A read-only server of the Model Context Protocol over one record: each answer says where its words stand."""

from pathlib import Path

from onrecord.errors import PresentError
from onrecord.present.web.desk import Desk


def serve(path: Path) -> None:
    """Answer on standard input and output until the client ends; nothing else is written to standard output.

    Each answer is of the record as it stands then: after the last build and the last judgement.

    RecordError when there's no record at `path`, PresentError when the SDK isn't installed.
    """
    try:
        from onrecord.present.mcp.server import server  # noqa: PLC0415 - an optional dependency
    except ModuleNotFoundError as error:
        package = (error.name or "mcp").partition(".")[0]
        raise PresentError(
            f"the MCP server needs the package {package!r}; install it with `pip install 'onrecord[mcp]'`"
        ) from error
    desk = Desk(path)
    server(lambda: desk.record).run("stdio")
