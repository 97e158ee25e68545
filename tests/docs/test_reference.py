"""Every command, option and setting is documented, and the documentation is what the program says."""

import inspect
import re
from pathlib import Path

import msgspec
import pytest

import onrecord
from docs import generate
from onrecord.present.export import FORMATS
from onrecord.settings import Settings

SECTIONS = msgspec.structs.fields(Settings)


def test_commands_page_is_current(root: Path) -> None:
    assert (root / "docs" / "commands.md").read_text(encoding="utf8") == generate.page(), (
        "run `python docs/generate.py`: the commands changed"
    )


@pytest.mark.parametrize("command", generate.commands())
def test_help_teaches_with_an_example(command: str) -> None:
    words = " ".join(generate.help_of(command).split())
    assert re.search(rf"Examples?: onrecord {command} ", words)


@pytest.mark.parametrize("command", generate.commands())
def test_every_option_says_what_it_is_for(command: str) -> None:
    for line in re.split(r"\n  (?=-)", generate.help_of(command).split("Options:")[1])[1:]:
        assert re.search(r"  +\S+ \S+", line), line


def test_help_names_every_format_of_exports() -> None:
    assert f"{', '.join(sorted(FORMATS))}." in " ".join(generate.help_of("export").split())


def test_every_setting_and_its_default_is_documented(root: Path) -> None:
    page = (root / "docs" / "settings.md").read_text(encoding="utf8")
    rows = {tuple(cell.strip() for cell in line.split("|")[1:4]) for line in page.splitlines() if line.startswith("| ")}
    known = set()
    for section in SECTIONS:
        for field in msgspec.structs.fields(section.type):
            known.add((section.name, field.name, _shown(field.default)))
    assert rows - {("section", "name", "default")} == known


def _shown(default: object) -> str:
    """A default as the page writes it."""
    if default in ("", msgspec.NODEFAULT):
        return "(empty)"
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_every_verb_is_documented_with_its_arguments(root: Path) -> None:
    page = (root / "docs" / "python.md").read_text(encoding="utf8")
    for name in [*onrecord.__all__, "extract"]:
        assert re.search(rf"\b(onrecord\.)?{name}\b", page), name
        verb = getattr(onrecord, name)
        if inspect.isfunction(verb):
            signature = re.search(rf"`onrecord\.{name}\((.*?)\)`", page)
            assert signature, name
            given = [part.split("=")[0].strip() for part in signature.group(1).split(",")]
            assert given == list(inspect.signature(verb).parameters)
