# ruff: noqa: E501 - tables of words
"""`python -m bench.fuzz --minutes N`: feed readers damaged inputs; no crash, hang, leak or broken promise.

Valid inputs of every format are mutated where their structure stands: bytes, words of the format, numbers; members are
mutated before they are packed, and packed data after. What breaks a promise, or a parser, is kept in `tests/fuzz`,
where the tests read it again. Each worker's inputs follow from `--seed`.
"""

import argparse
import gzip
import hashlib
import os
import random
import resource
import sys
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import zstandard

from bench.pages import html_layouts, pdf_layouts
from bench.pages.stories import stories
from onrecord.read.base import READERS, Raw
from onrecord.settings import ReadSettings
from onrecord.types import Rejected
from tests.contract.promises import check
from tests.contract.samples import PAGE, SAMPLES, parquet, pdf, tarred, warc, zipped

LIMITS = ReadSettings(
    max_seconds=10, max_memory=1_000_000_000, max_bytes=5_000_000, max_unpacked=50_000_000, max_members=500
)
FOUND = Path(__file__).parents[1] / "tests" / "fuzz"
WORDS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"obj", b"endobj", b"stream", b"/Kids[3 0 R]", b"/Length 99999999", b"xref", b"trailer", b"<<", b">>", b"/ObjStm",
            b"startxref", b"/FlateDecode", b"/Count -1", b"BT", b"(x) Tj", b"/MediaBox[0 0 1e9 -1]", b"1e308 0 0 0 0 0 Tm"),
    "html": (b"<p>", b"</p>", b"<table>", b"<!--", b"-->", b"<script>", b"<![CDATA[", b"&#xD800;", b"&#0;", b"&amp", b"<svg>",
             b"<time datetime='9999-99-99'>", b'{"@type":"NewsArticle","datePublished":[1]}', b"<meta charset=utf-16>", b"\0"),
    "mail": (b"Content-Type: multipart/mixed; boundary=x\r\n", b"--x\r\n", b"Content-Transfer-Encoding: base64\r\n", b"=?utf-8?b?",
             b"charset=idna", b"Date: Mon, 99 Foo 0000 99:99:99 +9999\r\n", b"\r\n\r\n", b"=\r\n"),
    "warc": (b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"WARC-Type: response\r\n",
             b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"WARC-Date: 99-99\r\n", b"\r\n\r\n"),
    "jsonl": (b"{", b"}", b'"text":', b"\\ud800", b"[", b"1e999", b"\n", b'"id":"x"'),
    "csv": (b'"', b'""', b",", b"\r", b"\n", b"\t", b"\0"),
}  # fmt: skip
NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\x80", b"\1", b"\0\0\0\0\0\0\0\xff")


def seeds() -> dict[str, list[bytes]]:
    """Valid inputs by reader."""
    told = stories()[:3]
    out = {name: [sample.data] for name, sample in SAMPLES.items() if name in READERS}
    out["html"] += [layout(told[n % 3]).encode() for n, layout in enumerate(html_layouts.LAYOUTS)]
    out["pdf"] += [layout(told[n % 3]) for n, layout in enumerate(pdf_layouts.LAYOUTS)]
    out["mail"].append(
        b"From: a@b.example\r\nSubject: x\r\nDate: Tue, 14 Mar 2023 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/html\r\n\r\n" + PAGE
        + b"\r\n--q\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"JVBERi0xLjQK\r\n--q--\r\n"
    )  # fmt: skip
    return out


def mutated(data: bytes, reader: str, chance: random.Random) -> bytes:
    """Data with a few places damaged."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(out) + 1)
        size = chance.choice((1, 2, 8, 64, 512))
        way = chance.randrange(7)
        if way == 0 and out:
            out[at % len(out)] ^= 1 << chance.randrange(8)
        elif way == 1:
            del out[at : at + size]
        elif way == 2:
            out[at:at] = out[chance.randrange(len(out) + 1) :][:size]
        elif way == 3:
            out[at:at] = chance.choice(WORDS.get(reader, (b"\0", b"\xff", b"text")))
        elif way == 4:
            number = chance.choice(NUMBERS)
            out[at : at + len(number)] = number
        elif way == 5:
            out[at:at] = chance.randbytes(size)
        else:
            out[at : at + size] = out[at : at + size] * chance.choice((2, 20))
        if len(out) > 2_000_000:
            break
    return bytes(out)


def packings(chance: random.Random) -> dict[str, Callable[[bytes], bytes]]:
    """Ways to put a damaged input into a container that is whole."""
    return {
        "zip": lambda data: zipped({"a/x": data, "b.txt": b"words of another member"}),
        "tar": lambda data: tarred({"x": data, "y": data[: len(data) // 2]}),
        "packed": chance.choice((gzip.compress, zstandard.compress)),
        "warc": lambda data: warc(
            ("https://a.example/x", chance.choice(("text/html", "application/pdf", "text/plain")), data),
            ("https://a.example/y", "text/plain", b"words of another page"),
        ),
        "pdf": lambda data: pdf(data.decode("latin1")[:200].replace("\0", " ")),
        "parquet": lambda data: parquet({"id": ["x"], "text": [data.decode("latin1")]}),
    }


def inputs(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Reader and damaged input, without end: half damaged as they are, the rest damaged inside a container."""
    valid = seeds()
    names = sorted(valid)
    packed = packings(chance)
    while True:
        reader = chance.choice(names)
        data = mutated(chance.choice(valid[reader]), reader, chance)
        if chance.random() < 0.1:
            data = chance.choice(valid[chance.choice(names)])[: chance.randrange(4000)] + data
        if reader == "pdf" and chance.random() < 0.3:
            data = _inside_streams(chance.choice(valid["pdf"]), chance)
        if reader not in packed and chance.random() < 0.4:
            reader = chance.choice(sorted(packed))
            data = packed[reader](data)
            if chance.random() < 0.3:
                data = mutated(data, reader, chance)
        yield reader, data


def _inside_streams(data: bytes, chance: random.Random) -> bytes:
    """A PDF whose packed streams were unpacked, damaged and packed again."""
    parts = data.split(b"stream\r\n" if b"stream\r\n" in data else b"stream\n")
    for index in range(1, len(parts)):
        body, end, rest = parts[index].partition(b"endstream")
        try:
            body = zlib.compress(mutated(zlib.decompress(body), "pdf", chance))
        except zlib.error:
            body = mutated(body, "pdf", chance)
        parts[index] = body + end + rest
    return b"stream\n".join(parts)


def main() -> int:
    """Fuzz for some minutes; the number of kinds of failure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", help="only this one")
    said = parser.parse_args()
    until = time.monotonic() + 60 * said.minutes
    done: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    files = early = 0
    for reader, data in inputs(random.Random(said.seed)):
        if said.reader and reader != said.reader:
            continue
        since = time.monotonic()
        if since > until:
            break
        try:
            parts = check(Raw(id="a", name="a", data=data), LIMITS)
        except Exception:  # noqa: BLE001 - the very thing that is looked for
            _keep(data, reader, failures, " ".join(traceback.format_exc().strip().splitlines()[-3:]).strip())
        else:
            for part in parts:
                if isinstance(part, Rejected) and ("broke down" in part.reason or "takes longer" in part.reason):
                    _keep(data, reader, failures, part.reason)
            taken[reader] += any(not isinstance(part, Rejected) for part in parts)
        done[reader] += 1
        if done.total() == 2000:
            early, files = _memory(), _files()
    print(f"{done.total():,} inputs, seed {said.seed}:", dict(sorted(done.items())))
    print(f"of them {taken.total():,} gave a document:", {k: v for k, v in sorted(taken.items()) if v})
    if early:
        print(
            f"memory {early:.0f} MB after 2,000 inputs, {_memory():.0f} MB at the end; open files {files}, {_files()}"
        )
    for kind, count in failures.most_common():
        print(f"FAILED {count} times: {kind}")
    print("no failure" if not failures else f"{len(failures)} kinds of failure; inputs in {FOUND}")
    return len(failures)


def _keep(data: bytes, reader: str, failures: Counter[str], kind: str) -> None:
    kind = f"{reader}: {' '.join(kind.split())[:300]}"
    failures[kind] += 1
    if failures[kind] == 1:
        folder = FOUND / reader
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{hashlib.sha256(data).hexdigest()[:16]}.bin").write_bytes(data)
        print(f"found: {kind}", flush=True)


def _memory() -> float:
    """Resident memory of this process now, in MB; where the system doesn't say, its peak."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


if __name__ == "__main__":
    sys.exit(min(main(), 1))
