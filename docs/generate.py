"""Writes docs/commands.md from the commands' own help: `python docs/generate.py`; a test holds it current."""

import contextlib
import io
import os
from pathlib import Path

from typer.main import get_command

from onrecord.present.cli import app

PAGE = Path(__file__).parent / "commands.md"
HEAD = """# Commands

What `onrecord COMMAND --help` says, for reading at leisure. Written by `python docs/generate.py`.

"""


def commands() -> list[str]:
    """The names of all commands, in the order in which help lists them."""
    return list(getattr(get_command(app), "commands"))  # noqa: B009 - the class that has it is typer's own


def help_of(*words: str) -> str:
    """What a command says with --help, at 80 characters a line."""
    os.environ["COLUMNS"] = "80"
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        app([*words, "--help"], prog_name="onrecord", standalone_mode=False)
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines())


def page() -> str:
    """The page as it should be."""
    parts = [f"## onrecord\n\n```text\n{help_of()}\n```\n"]
    parts += [f"## onrecord {name}\n\n```text\n{help_of(name)}\n```\n" for name in commands()]
    return HEAD + "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf8")
