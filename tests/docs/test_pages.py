"""Every page stands in the index, every command on a page exists with its options, and the first example is true."""

import json
import re
import shlex
from pathlib import Path

import msgspec
import pytest
from typer.main import get_command

import onrecord
from onrecord.present.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_COMMAND = re.compile(r"(?:\$ )?(?:[.\w\\/]*[/\\])?onrecord ([a-z].*)$")


def shown() -> list[tuple[str, str]]:
    """(page, command line) of every command in a block, and in backticks where an option stands with it."""
    found = []
    for page in PAGES:
        if page.name == "commands.md":
            continue  # it is the commands' own help
        text = page.read_text(encoding="utf8").replace("\\\n", " ")
        fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        blocks = [*re.findall(r"^(?:    |\t)(.*)$", text, re.MULTILINE), *"\n".join(fenced).splitlines()]
        lines = [hit.group(1) for one in blocks if (hit := _COMMAND.match(one))]
        lines += re.findall(r"`onrecord ([a-z][^`\n]*)`", text)
        found += [(page.name, re.split(r"; onrecord |\s[|>]\s", line)[0]) for line in lines]
    return found


def test_index_has_every_page_and_each_stands_there_once(root: Path) -> None:
    index = (root / "docs" / "README.md").read_text(encoding="utf8")
    pages = {page.name for pattern in ("*.md", "*.ipynb") for page in (root / "docs").glob(pattern)} - {"README.md"}
    listed = re.findall(r"^- \[([\w.-]+)\]", index, re.MULTILINE)
    assert sorted(listed) == sorted(listed_once := set(listed))
    assert pages <= listed_once, f"not in docs/README.md: {pages - listed_once}"


@pytest.mark.parametrize(("page", "line"), shown())
def test_commands_that_pages_show_exist(page: str, line: str) -> None:
    words = [word for word in shlex.split(line.replace("...", " "), comments=True) if word not in {"[", "]"}]
    command = get_command(app)
    while words and hasattr(command, "commands"):
        name = words.pop(0)
        if name in {"COMMAND", "NAME"} or name.startswith("--"):
            return
        assert name in command.commands, f"{page}: no command {name}"
        command = command.commands[name]
    options = {flag for one in command.params for flag in (*one.opts, *one.secondary_opts)} | {"--help"}
    for word in words:
        flag = word.strip("[]").split("=")[0]
        assert not flag.startswith("--") or flag in options, f"{page}: {flag} in {line!r}"


def test_rooms_of_the_house_stand_in_architecture(root: Path) -> None:
    page = (root / "ARCHITECTURE.md").read_text(encoding="utf8")
    package = root / "src" / "onrecord"
    folders = [room for base in (package, package / "present") for room in base.iterdir()]
    rooms = [room for room in folders if (room / "__init__.py").exists()]
    for room in rooms:
        assert f"({room.relative_to(root).as_posix()})" in page, f"ARCHITECTURE.md doesn't lead to {room.name}"
    assert len(page.split()) < 700, "ARCHITECTURE.md is one page"


@pytest.mark.model
def test_first_example_is_what_the_program_says(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf8")
    asked = json.loads(re.search(r'^    (\{"id": "note-1".*\})$', readme, re.MULTILINE).group(1))  # type: ignore[union-attr]
    told = re.search(r'^    (\{"source".*?), \.\.\.\}$', readme, re.MULTILINE | re.DOTALL)
    wanted = json.loads(told.group(1) + "}")  # type: ignore[union-attr]
    found = next(iter(onrecord.extract([asked], only=["statements"])))
    said = json.loads(msgspec.json.encode(found.statements))
    first = {name: said[0][name] for name in wanted}
    # a model that was taught anew moves the last digits
    assert first.pop("confidence") == pytest.approx(wanted.pop("confidence"), abs=0.02)
    assert first == wanted
    assert said[1]["parent"] == said[0]["id"]
