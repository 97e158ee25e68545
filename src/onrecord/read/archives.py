"""Containers of files: zip, tar (packed by gzip or zstd, too), and single files packed by gzip or zstd.

Nothing is written where a member's name says; members are held in memory or in a temporary file while they are read.
"""

import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath
from typing import IO, ClassVar, cast

import msgspec

from onrecord.read.base import STAGE, Part, Raw, RejectedPart
from onrecord.read.limits import Bounded, TooMuch, allowed
from onrecord.read.unpacking import GZIP, ZSTD, Names, held, unpacked, unpacking
from onrecord.settings import ReadSettings
from onrecord.types import Rejected

_BLOCK = 512
_ENTRY = 46
_TAIL = 66_000
_LARGEST_HEADER = 1 << 20
_HEADERS = {
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
}  # fmt: skip
_OFFICE = ("word/", "xl/", "ppt/", "META-INF/manifest.xml", "META-INF/container.xml")


class ZipReader:
    """The files in a zip archive, in its order."""

    media_types: ClassVar[tuple[str, ...]] = ()
    streams: ClassVar[bool] = True
    isolated: ClassVar[bool] = False

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether it begins as a zip archive does."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Part]:
        """An input a file; a `Rejected` for each that is locked or can't be unpacked."""
        with raw.open() as stream:
            if _directory(stream, raw.size) > settings.max_members * _ENTRY * 4:
                yield Rejected(
                    STAGE, f"more than {settings.max_members:,} members: split it, or raise read.max_members"
                )
                return
            with zipfile.ZipFile(stream) as archive:
                members = archive.infolist()
                if any(member.filename.startswith(_OFFICE) for member in members[:50]):
                    yield Rejected(STAGE, "an office document or an e-book: save it as PDF or plain text")
                    return
                names = Names(raw)
                for member in members:
                    name = None if member.filename.endswith("/") else names.take(member.filename)
                    if isinstance(name, RejectedPart):
                        yield name
                    elif name is not None:
                        yield from _zipped(archive, member, raw.member(name), settings)


def _zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, raw: Raw, settings: ReadSettings) -> Iterator[Part]:
    """One member of a zip archive; what is wrong with it stops no other."""
    if member.flag_bits & 1:
        yield RejectedPart(STAGE, "needs a password: unpack it first", raw.where)
        return
    try:
        with archive.open(member) as packed:
            most = allowed(member.compress_size, settings)
            with held(cast(IO[bytes], Bounded(packed, most, settings.max_seconds))) as (data, path):
                yield msgspec.structs.replace(raw, data=data, path=path)
    except TooMuch as error:
        yield RejectedPart(STAGE, str(error), raw.where)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error) as error:
        words = " ".join(str(error).split())[:200] or type(error).__name__
        yield RejectedPart(STAGE, f"can't be unpacked ({words}): the archive is damaged", raw.where)


def _directory(stream: IO[bytes], size: int) -> int:
    """Bytes of a zip archive's directory, as its end says; the archive's size where it says nothing."""
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return 0  # no archive: zipfile says so
    said = int(struct.unpack_from("<L", tail, at + 12)[0])
    return min(size, said) if said != 0xFFFFFFFF else size


class TarReader:
    """The files in a tar archive, packed or not, in its order, streamed."""

    media_types: ClassVar[tuple[str, ...]] = ()
    streams: ClassVar[bool] = True
    isolated: ClassVar[bool] = False

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether its first block, unpacked, is a member's header with the right checksum."""
        block = unpacked(head)[:_BLOCK]
        try:
            return bool(tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape").name)
        except (tarfile.HeaderError, ValueError, OverflowError):
            return False

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Part]:
        """An input a file; a `Rejected` for each link, which isn't followed."""
        names = Names(raw)
        with raw.open() as stream:
            head = stream.read(4)
            stream.seek(0)
            flat = cast(IO[bytes], Bounded(unpacking(stream, head), allowed(raw.size, settings), settings.max_seconds))
            with closing(tarfile.open(fileobj=flat, mode="r|", tarinfo=_Member)) as archive:
                for member in archive:
                    name = None if member.isdir() else names.take(member.name)
                    if isinstance(name, RejectedPart):
                        yield name
                    elif name is not None and (packed := archive.extractfile(member) if member.isreg() else None):
                        most = allowed(raw.size, settings)
                        with held(cast(IO[bytes], Bounded(packed, most, settings.max_seconds))) as (data, path):
                            yield raw.member(name, data, path)
                    elif name is not None:
                        yield RejectedPart(STAGE, "a link or a device: not followed", raw.member(name).where)
                    archive.members = []  # type: ignore[attr-defined] # else it remembers every header


class _Member(tarfile.TarInfo):
    """A member whose name and further headers are of a size that names have."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADERS and self.size > _LARGEST_HEADER:
            raise TooMuch("a member's name takes more than a megabyte: made to do harm")
        return cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]


class PackedReader:
    """One file packed by gzip or zstd; its document is called as the packed file is."""

    media_types: ClassVar[tuple[str, ...]] = ()
    streams: ClassVar[bool] = True
    isolated: ClassVar[bool] = False

    def detect(self, head: bytes, name: str) -> bool:  # noqa: ARG002
        """Whether it is gzip or zstd data."""
        return head.startswith((GZIP, ZSTD))

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Part]:
        """The one input."""
        inner = PurePosixPath(raw.name)
        name = inner.stem if inner.suffix.lower() in {".gz", ".zst", ".zstd"} else raw.name
        with raw.open() as stream:
            head = stream.read(4)
            stream.seek(0)
            flat = cast(IO[bytes], Bounded(unpacking(stream, head), allowed(raw.size, settings), settings.max_seconds))
            with held(flat) as (data, path):
                yield msgspec.structs.replace(raw, name=name, data=data, path=path, sha256="", level=raw.level + 1)
