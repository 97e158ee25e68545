"""The commands. Each file holds the commands of one task; heavy imports wait until a command runs."""

import errno
import io
import os
import sys
import tempfile
from typing import Annotated

import typer

from onrecord.errors import OnrecordError
from onrecord.present.cli import (
    actors,
    alignment,
    asking,
    building,
    changing,
    evaluating,
    extracting,
    giving,
    issues,
    judging,
    matrix,
    origins,
    searching,
    serving,
    shifts,
    showing,
    stance,
    telling,
    watching,
)

USAGE: type[Exception] = typer.BadParameter.__bases__[0]  # typer's own class of usage errors has no public name
_INTERRUPTED = 130
app = typer.Typer(
    name="onrecord",
    help="Turn news into a sourced record: who said and did what, for which side, about what, when, "
    "and where it says so.\n\nStart with: onrecord build ARTICLES --record my.record, then onrecord show my.record\n\n"
    "Exit codes: 0 done, 1 done with rejected inputs, 2 usage, 3 failed.",
    add_completion=False,
    # help as plain text: it comes at once, and reads the same in a terminal, a pipe and the documentation
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (
    building, watching, extracting, stance, issues, showing, searching, telling, actors, matrix, alignment, shifts,
    origins, judging, evaluating, giving, serving, asking, changing,
):  # fmt: skip
    module.register(app)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """What stands before a command."""
    if version:
        from onrecord import __version__  # noqa: PLC0415 - the package imports this one's room

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


def main() -> None:
    """Run a command and end the process with its exit code; an error is one line, an interruption 130."""
    # read when numpy is loaded: our matrices are small, and threads that wait for each other burn a busy machine
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character shows another instead
    try:
        code = app(prog_name="onrecord", standalone_mode=False)
        if code == _INTERRUPTED:  # the command line's library has caught it, and told nobody
            raise KeyboardInterrupt
        sys.exit(code)
    except USAGE as error:
        _fail(f"{_usage(error)}", 2)
    except OnrecordError as error:
        _fail(f"onrecord: {error}", 3)
    except (KeyboardInterrupt, typer.Abort):
        _fail("onrecord: interrupted; what is done is kept, the same command goes on from there", _INTERRUPTED)
    except BrokenPipeError:
        _unheard()
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        # what waits for its turn outside a record; the record's own files say so by themselves
        _fail(
            f"onrecord: the disk is full, perhaps that of {tempfile.gettempdir()}; make room and run the same command "
            "again, what was finished is kept",
            3,
        )
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # the command line's library makes an exit code 1 of it
            _unheard()
        raise


def _unheard() -> None:
    """End well when nobody reads on, as in `onrecord show my.record | head`."""
    sys.stderr.close()
    sys.exit(0)


def _usage(error: Exception) -> str:
    """One line of a usage error: where, what, and where help stands."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "onrecord"
    message = " ".join(str(getattr(error, "format_message", error.__str__)()).split()).rstrip(".")
    return f"{command}: {message}; `{command} --help` shows how it goes"


def _fail(line: str, code: int) -> None:
    print(" ".join(line.split()), file=sys.stderr)  # noqa: T201
    sys.exit(code)
