"""Finding the files below the inputs that a person gave."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from onrecord.errors import ReadError
from onrecord.read.base import STAGE
from onrecord.types import RejectedInput


class Found(msgspec.Struct, frozen=True):
    """A file to read: the id of its document, where it is, and the INPUT, as given, that it was found below."""

    id: str
    path: Path
    root: str


def find(inputs: Sequence[Path]) -> tuple[list[Found], list[RejectedInput]]:
    """The files of the inputs, each input's sorted by id, and what can't be read as a file.

    A folder is walked whole; names that begin with a dot, links to folders, records (`manifest.json` beside `shards`)
    and TOML files, in which watchlists and settings are written, are passed over. An id is the path below the INPUT,
    with `/`; a file INPUT's is its name.
    ReadError for an INPUT that isn't there and for two files of one id.
    """
    found: list[Found] = []
    rejected: list[RejectedInput] = []
    for given in inputs:
        if not given.exists():
            raise ReadError(f"{shown(given)}: no such file or folder; check the path")
        files, problems = _below(given) if given.is_dir() else ([(given.name, given)], [])
        rejected += problems
        for name, path in sorted(files):
            reason = _refuse(name, path)
            if reason:
                rejected.append(RejectedInput(path=shown(path), stage=STAGE, reason=reason))
            else:
                found.append(Found(name, path, str(given)))
    _unique(found)
    return found, rejected


def shown(path: Path) -> str:
    """The path as text that can be printed, whatever bytes its name holds."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _below(folder: Path) -> tuple[list[tuple[str, Path]], list[RejectedInput]]:
    """Ids and paths of the files below a folder, and the folders that can't be listed."""
    problems: list[RejectedInput] = []

    def note(error: OSError) -> None:
        place = shown(Path(error.filename or folder))
        problems.append(RejectedInput(path=place, stage=STAGE, reason=f"folder can't be listed: {error.strerror}"))

    files = [(path.relative_to(folder).as_posix(), path) for path in _walk(folder, note)]
    return files, problems


def _walk(folder: Path, note: "os._OnError") -> Iterator[Path]:
    for base, folders, names in os.walk(folder, onerror=note):
        here = Path(base)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_record(here / name))
        yield from (here / name for name in names if not name.startswith(".") and not name.lower().endswith(".toml"))


def _is_record(folder: Path) -> bool:
    """Whether a folder is a record of ours: what we wrote is no input."""
    return (folder / "manifest.json").is_file() and (folder / "shards").is_dir()


def _refuse(name: str, path: Path) -> str | None:
    """Why a path can't be read as a file, if it can't."""
    try:
        name.encode("utf-8")
        mode = path.stat().st_mode
    except UnicodeEncodeError:
        return "the file's name is not valid Unicode: rename it"
    except OSError as error:
        return f"can't be opened: {error.strerror}"
    return None if stat.S_ISREG(mode) else "not a regular file: leave it out"


def _unique(found: list[Found]) -> None:
    seen: dict[str, Found] = {}
    for each in found:
        other = seen.setdefault(each.id, each)
        if other is not each:
            raise ReadError(
                f"two documents of one id {each.id!r}: {shown(other.path)} and {shown(each.path)}; "
                "rename one, or give the folder above both"
            )
