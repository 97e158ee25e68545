"""What a layer's key is made of: the code of its rooms, and files of the user's."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

_PIECE = 1 << 16


@lru_cache(maxsize=16)
def code(*rooms: str) -> str:
    """A hash over some rooms, or single files: code, tables, weights. When they change, so do the layers they make."""
    root = Path(__file__).parent
    out = hashlib.blake2b(digest_size=8)
    for path in _files(root, rooms):
        out.update(path.relative_to(root).as_posix().encode())
        # weights are large: read whole, they would stay in the program's memory as holes
        with path.open("rb") as file:
            while part := file.read(_PIECE):
                out.update(part)
    return out.hexdigest()


def written(path: str) -> str:
    """The text of a file of the user's, so that a changed one counts as new; a missing one is told by its stage."""
    return Path(path).read_text(encoding="utf8", errors="replace") if path and Path(path).is_file() else ""


def _files(root: Path, rooms: Sequence[str]) -> Iterator[Path]:
    suffixes = {".py", ".toml", ".csv", ".json", ".onnx", ".safetensors"}
    for room in sorted(rooms):
        if (root / room).is_file():
            yield root / room
        yield from sorted(p for p in (root / room).rglob("*") if p.suffix in suffixes and "__pycache__" not in p.parts)
