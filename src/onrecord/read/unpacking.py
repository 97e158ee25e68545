"""What containers share: streams of packed bytes, members held in memory or in a file, names that stay inside."""

import gzip
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

import zstandard

from onrecord.read.base import STAGE, Raw, RejectedPart

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_IN_MEMORY = 8 << 20
_WINDOW = 128 << 20
_PIECE = 1 << 16


def unpacked(head: bytes, size: int = 1024) -> bytes:
    """The first bytes inside gzip or zstd data; the bytes themselves where they are neither."""
    try:
        if head.startswith(GZIP):
            return zlib.decompressobj(31).decompress(head, size)
        if head.startswith(ZSTD):
            with zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(head) as stream:
                return stream.read(size)
    except (zlib.error, zstandard.ZstdError, EOFError):
        return b""
    return head


def unpacking(stream: IO[bytes], head: bytes) -> IO[bytes]:
    """A stream of what gzip or zstd data holds, all members and frames; the stream itself where it is neither."""
    if head.startswith(GZIP):
        return cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    if head.startswith(ZSTD):
        packer = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        return cast(IO[bytes], packer.stream_reader(stream, read_across_frames=True))
    return stream


@contextmanager
def held(stream: IO[bytes]) -> Iterator[tuple[bytes, str | None]]:
    """All bytes of a stream, or the file that they were written to where they are many; the file goes at the end."""
    data = b""
    while piece := stream.read(_PIECE):
        data += piece
        if len(data) > _IN_MEMORY:
            break
    else:
        yield data, None
        return
    file = tempfile.NamedTemporaryFile(prefix="onrecord-", delete=False)  # noqa: SIM115 - closed before it's read
    try:
        with file:
            file.write(data)
            while piece := stream.read(_PIECE):
                file.write(piece)
        yield b"", file.name
    finally:
        Path(file.name).unlink(missing_ok=True)


class Names:
    """The names of a container's members as ids: with `/`, inside the container, each once."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._seen: set[str] = set()

    def take(self, name: str) -> str | RejectedPart | None:
        """The name of a member, why it can't be read, or None where it is passed over as files of this name are."""
        plain = name.replace("\\", "/")
        shown = f"{self._raw.where}/{plain.encode('utf-8', 'backslashreplace').decode('utf-8')}"
        parts = [part for part in PurePosixPath(plain).parts if part not in {"/", "."}]
        if not parts or any(part.startswith(".") and part != ".." for part in parts) or parts[0] == "__MACOSX":
            return None
        if ".." in parts:
            return RejectedPart(STAGE, "its name leads out of the archive: not read", shown)
        inside = "/".join(parts)
        if inside.encode("utf-8", "replace").decode("utf-8") != inside or "\0" in inside:
            return RejectedPart(STAGE, "its name is not valid Unicode: rename it", shown)
        if inside in self._seen:
            return RejectedPart(STAGE, "a second member of this name: only the first is read", shown)
        self._seen.add(inside)
        return inside
