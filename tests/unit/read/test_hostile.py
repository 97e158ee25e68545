# ruff: noqa: E501 - samples as they are
"""Inputs made to do harm: each is rejected with a reason, in bounded memory and time; what stands beside it is read."""

import gzip
import io
import os
import struct
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from onrecord.read import base, child
from onrecord.read.base import Raw, RejectedPart
from onrecord.read.reading import read_raw
from onrecord.settings import ReadSettings
from onrecord.types import Document, Rejected
from tests.contract.samples import PAGE, TALKS, parquet, pdf, tarred, warc, zipped

FEW = ReadSettings(max_bytes=30_000_000, max_unpacked=40_000_000, max_members=50, max_seconds=5)


def _read(data: bytes, limits: ReadSettings = FEW) -> list[Document | Rejected]:
    return list(read_raw(Raw(id="a", name="a", data=data), limits))


def _reasons(parts: list[Document | Rejected]) -> list[str]:
    return [part.reason for part in parts if isinstance(part, Rejected)]


def _ids(parts: list[Document | Rejected]) -> list[str]:
    return [part.id for part in parts if isinstance(part, Document)]


def test_a_zip_bomb_is_stopped_and_its_neighbour_read() -> None:
    parts = _read(zipped({"bomb.txt": bytes(35_000_000), "talks.txt": TALKS.encode()}))
    assert "unfolds to more than 16,777,216 bytes" in _reasons(parts)[0]
    assert _ids(parts) == ["a/talks.txt"]


def test_overlapping_members_count_each_time() -> None:
    # one packed block, named by many entries of the directory
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(b"x " * 4_000_000) + body.flush()
    size, crc = 8_000_000, zlib.crc32(b"x " * 4_000_000)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), size, 1, 0) + b"m" + packed
    entries = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), size, 1, 0, 0, 0, 0, 0, 0)
        + b"m"
        for _ in range(40)
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 40, 40, len(entries), len(local), 0)
    parts = _read(local + entries + end)
    assert len(_ids(parts)) <= 2
    assert any("second member" in reason or "unfolds" in reason for reason in _reasons(parts))


def test_containers_in_containers_end_somewhere() -> None:
    data = TALKS.encode()
    for _ in range(9):
        data = zipped({"inner.zip": data})
    parts = _read(data)
    assert _ids(parts) == []
    assert "in more than 4 containers" in _reasons(parts)[0]


def test_a_zip_that_holds_itself_again_and_again_ends() -> None:
    inner = zipped({f"{n}.txt": TALKS.encode() for n in range(10)})
    for _ in range(3):
        inner = zipped({f"{n}.zip": inner for n in range(10)})
    parts = _read(inner)
    assert any("more than 50 members" in reason for reason in _reasons(parts))


def test_more_members_than_allowed() -> None:
    parts = _read(zipped({f"{n}.txt": TALKS.encode() for n in range(60)}))
    assert len(_ids(parts)) == 50
    assert "more than 50 members" in _reasons(parts)[0]


def test_names_do_not_lead_out_of_the_archive() -> None:
    parts = _read(zipped({"../../etc/passwd": b"x", "/abs.txt": TALKS.encode(), "a\\b.txt": TALKS.encode()}))
    assert _ids(parts) == ["a/abs.txt", "a/a/b.txt"]
    assert "leads out of the archive" in _reasons(parts)[0]


def test_links_and_devices_in_a_tar_are_not_followed() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("device", tarfile.CHRTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        member = tarfile.TarInfo("talks.txt")
        member.size = len(TALKS)
        archive.addfile(member, io.BytesIO(TALKS.encode()))
    parts = _read(out.getvalue())
    assert _ids(parts) == ["a/talks.txt"]
    assert [part.id for part in parts if isinstance(part, RejectedPart)] == ["a/link", "a/hard", "a/device"]


def test_a_tar_header_of_a_great_size_is_refused() -> None:
    member = tarfile.TarInfo("././@LongLink")
    member.type, member.size = tarfile.GNUTYPE_LONGNAME, 20_000_000
    data = gzip.compress(member.tobuf() + bytes(20_000_000) + tarred({"talks.txt": TALKS.encode()}))
    assert "made to do harm" in _reasons(_read(data))[0]


def test_a_sparse_member_of_a_tar_is_bounded() -> None:
    member = tarfile.TarInfo("sparse.txt")
    member.type, member.size = tarfile.GNUTYPE_SPARSE, 512
    header = bytearray(member.tobuf(tarfile.GNU_FORMAT))
    header[386:398], header[398:410] = b"00000000000\0", b"00000001000\0"  # 512 bytes of data at 0
    header[483:495] = b"77777777777\0"  # of a file of 8 GB
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    since = time.process_time()
    parts = _read(bytes(header) + b"word " * 100 + bytes(12) + bytes(1024))
    assert _ids(parts) == []
    assert time.process_time() - since < 20


@pytest.mark.parametrize("layers", [1, 2])
def test_a_gzip_bomb_is_stopped(layers: int) -> None:
    data = bytes(60_000_000)
    for _ in range(layers):
        data = gzip.compress(data, 9)
    assert "unfolds to more than" in _reasons(_read(data))[0]


def test_many_gzip_members_without_content_end() -> None:
    data = gzip.compress(b"") * 20_000
    parts = _read(data)
    assert _ids(parts) == []
    assert parts


def test_a_bomb_in_a_web_archive_is_one_rejection() -> None:
    page = ("https://a.example/ok", "text/plain", TALKS.encode())
    data = gzip.compress(warc(("https://a.example/bomb", "text/plain", b"x " * 16_000_000)))
    parts = _read(data + gzip.compress(warc(page)))
    assert "above the limit of 30,000,000 bytes" in _reasons(parts)[0]
    assert _ids(parts) == ["https://a.example/ok"]


def test_a_web_archive_that_claims_endless_records_ends() -> None:
    data = warc(("https://a.example/1", "text/plain", TALKS.encode())).replace(
        b"Content-Length: 8", b"Content-Length: 999999999998", 1
    )
    assert len(_read(data)) <= 2


def test_a_line_without_end() -> None:
    few = ReadSettings(max_bytes=10_000)
    data = b'{"id": "x", "text": "' + b"y" * 50_000 + b'"}\n{"id": "z", "text": "Words."}\n'
    parts = _read(data, few)
    assert _ids(parts) == ["z"]
    assert "line 1: longer than 10,000 bytes" in _reasons(parts)[0]


def test_a_quote_that_is_never_closed_in_a_table() -> None:
    few = ReadSettings(max_bytes=10_000)
    data = b'id,title,text\na,b,c words\nd,e,"' + b"words and more\n" * 2_000
    parts = _read(data, few)
    assert _ids(parts) == ["a"]
    assert "check its quote marks" in _reasons(parts)[0]


def test_entities_of_a_page_are_not_expanded_without_end() -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    data = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    data += "<html><body><p>A paragraph that has words enough to be one, said the envoy. &l11; &f;</p></body></html>"
    for part in _read(data.encode()):
        assert isinstance(part, Rejected) or (len(part.text) < 10_000 and "root:" not in part.text)


def test_a_page_nested_without_end() -> None:
    parts = _read(b"<html><body>" + b"<div>" * 200_000 + b"words of the page" + b"</div>" * 200_000)
    assert len(parts) == 1


def test_a_page_of_one_tag_again_and_again() -> None:
    parts = _read(b"<html><body>" + b"<p>a</p><a href=x>b</a>" * 4_000)
    assert len(parts) == 1


def test_a_pdf_of_too_many_pages() -> None:
    assert (
        "above the limit of 3: split it, or raise read.max_pages"
        in _reasons(_read(pdf(*["Words."] * 5), ReadSettings(max_pages=3)))[0]
    )


def test_a_pdf_whose_pages_lead_back_to_themselves() -> None:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    assert len(_reasons(_read(data))) == 1


def test_a_pdf_of_millions_of_objects() -> None:
    objects = b"".join(b"%d 0 obj<</A %d 0 R>>endobj\n" % (n, n + 1) for n in range(3, 300_000))
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" + objects
    )
    assert len(_reasons(_read(data + b"trailer<</Root 1 0 R>>\n%%EOF"))) == 1


def test_a_pdf_whose_stream_unfolds() -> None:
    body = b"BT /F1 12 Tf (word ) Tj " + b"(word ) Tj " * 60_000 + b"ET"
    stream = zlib.compress(body, 9)
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Filter/FlateDecode/Length "
        + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )  # fmt: skip
    since = time.monotonic()
    assert len(_read(data)) == 1
    assert time.monotonic() - since < 120


def test_a_parquet_table_of_one_value_many_times() -> None:
    parts = _read(parquet({"text": ["the same words " * 100] * 2000}), ReadSettings(max_unpacked=1000))
    assert len(parts) == 2000  # rows are streamed: a table is no container, and none of its rows is large


class _Trap:
    """A reader that does what a broken parser does."""

    media_types: ClassVar[tuple[str, ...]] = ()
    streams: ClassVar[bool] = False
    isolated: ClassVar[bool] = True

    def detect(self, head: bytes, name: str) -> bool:
        return head.startswith(b"TRAP ")

    def __call__(self, raw: Raw, settings: ReadSettings) -> Iterator[Document | Rejected]:
        what = raw.data.split()[1]
        yield Document(id=raw.id, text=what.decode(), source=raw.sha256)
        if what == b"crash":
            os.abort()
        if what == b"hang":
            while True:
                pass
        if what == b"sleep":
            time.sleep(1000)
        if what == b"memory":
            held = [bytes(50_000_000) for _ in range(1000)]
            assert held
        if what == b"raise":
            raise KeyError("what the parser says")


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The trap stands in the registry, in the children, too."""
    code = "from onrecord.read import base; base.READERS = {'trap': 'tests.unit.read.test_hostile:_Trap', **base.READERS}; "
    monkeypatch.setattr(base, "READERS", {"trap": "tests.unit.read.test_hostile:_Trap", **base.READERS})
    monkeypatch.setattr(child, "CODE", code + child.CODE)
    monkeypatch.setattr(child, "CLOCK", 0.2)
    monkeypatch.setattr(child, "GRACE", 1.0)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[3]))
    child.close_all()
    yield
    child.close_all()


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("crash", "its parser broke down"),
        ("hang", "takes longer than 2 seconds"),
        ("sleep", "takes longer than 2 seconds"),
        ("memory", "more memory than read.max_memory allows"),
        ("raise", "KeyError: 'what the parser says'"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="limits of memory and processor time need the resource module")
def test_a_parser_that_breaks_down_costs_one_document(trap: None, what: str, reason: str) -> None:
    limits = ReadSettings(max_seconds=2, max_memory=600_000_000)
    data = zipped(
        {
            "zero": b"TRAP fine",
            "one.txt": TALKS.encode(),
            "two": f"TRAP {what}".encode(),
            "three.html": PAGE,
            "four": b"TRAP fine",
        }
    )
    parts = _read(data, limits)
    assert "a/one.txt" in _ids(parts) and "a/three.html" in _ids(parts) and "a/four" in _ids(parts)
    assert [part.id for part in parts if isinstance(part, RejectedPart)] == ["a/two"]
    assert reason in _reasons(parts)[0]


def test_a_child_serves_many_and_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    child.close_all()
    made: list[int] = []
    start = child.Child.__init__

    def counted(self: child.Child, settings: ReadSettings) -> None:
        made.append(1)
        start(self, settings)

    monkeypatch.setattr(child.Child, "__init__", counted)
    monkeypatch.setattr(child, "SERVED", 5)
    for _ in range(12):
        assert _ids(_read(PAGE)) == ["a"]
    assert len(made) == 3
    child.close_all()


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    big = zipped({"big.txt": b"word " * 3_000_000})
    parts = _read(big)
    assert _ids(parts) == ["a/big.txt"]
    generator = read_raw(Raw(id="a", name="a", data=big), FEW)
    next(generator)
    generator.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_a_locked_zip_says_so() -> None:
    data = bytearray(zipped({"talks.txt": TALKS.encode()}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert "needs a password" in _reasons(_read(bytes(data)))[0]


def test_an_office_document_is_told_from_an_archive() -> None:
    parts = _read(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    assert _reasons(parts) == ["an office document or an e-book: save it as PDF or plain text"]


def test_a_damaged_member_does_not_stop_the_others() -> None:
    data = bytearray(zipped({"one.txt": b"words of one, and more of them", "two.txt": TALKS.encode()}))
    start = data.index(b"one.txt") + 7
    data[start : start + 6] = b"\xff" * 6
    parts = _read(bytes(data))
    assert _ids(parts) == ["a/two.txt"]
    assert "can't be unpacked" in _reasons(parts)[0]


def test_an_archive_whose_end_is_cut_off() -> None:
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(zipped({"a": b"b"})[:-20]))
    assert "damaged" in _reasons(_read(zipped({"a": b"b"})[:-20]))[0]
