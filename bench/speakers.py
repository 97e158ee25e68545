"""Who speaks, on 300 attributions of PolNeAR dev whose speakers stand in `data/speakers_polnear.csv`.

    python -m bench.speakers [--wrong] [--keep FILE]

Every attribution of an article is given with the spans of the corpus, so that resolution alone is measured. A row of
the table has the accepted names, parted by `|`; `none` where the text identifies nobody. A row that also accepts
`none` counts for no figure but the wrong ones. `--keep` keeps what the language pipeline says of the articles.
"""

import argparse
import csv
import json
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from bench.scorers import read
from onrecord.annotate.language import LanguagePipeline
from onrecord.extract.times import find_phrases
from onrecord.knowledge.person_names import folded
from onrecord.read import document_of_row
from onrecord.resolve import Resolver
from onrecord.settings import AnnotateSettings, ResolveSettings
from onrecord.types import Annotation, Document, Extracted, Passage, Span, Statement

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "bench" / "data" / "speakers_polnear.csv"
NONE = "none"
_SMALL = {"the", "a", "of", "for"}
_QUOTES = "“”\"'‘’"


class Row(msgspec.Struct, frozen=True):
    """One row of the table: where the source stands, and who it is by the text."""

    article: str
    source: str
    cue: str
    who: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are right."""
        return tuple(name for name in self.who.split("|") if name != NONE)

    @property
    def key(self) -> tuple[str, str]:
        """Article and spans of the source and cue."""
        return self.article, f"{self.source}/{self.cue}"


class Case(msgspec.Struct, frozen=True):
    """One article as the resolver takes it."""

    document: Document
    extracted: Extracted


def figures(shared: Path) -> dict[str, float]:
    """Right of those whom the text identifies, unknown of these, invented of those without a speaker."""
    return tally(judge(cases(shared)))


def tally(judged: Iterable[tuple[Row, str]]) -> dict[str, float]:
    """The figures from rows and the names given to them."""
    known, right, unknown, nobody, invented = 0, 0, 0, 0, 0
    for row, name in judged:
        if row.who == NONE:
            nobody += 1
            invented += bool(name)
        elif NONE not in row.who.split("|"):
            known += 1
            right += is_right(name, row.names)
            unknown += not name
    return {
        "speaker right": right / known,
        "most speakers unknown": unknown / known,
        "most speakers invented": invented / nobody,
    }


def judge(found: Iterable[Case]) -> Iterator[tuple[Row, str]]:
    """Each row of the table with the name that the resolver gives, empty for none."""
    resolver = Resolver(ResolveSettings())
    rows = {row.key: row for row in table()}
    for case in found:
        statements, _, _ = resolver(case.document, case.extracted)
        for one in statements:
            source, cue = (_written(part.spans) if part else "" for part in (one.source, one.cue))
            row = rows.pop((case.document.id, f"{source}/{cue}"), None)
            if row is not None:
                yield row, one.speaker.name if one.speaker else ""
    if rows:
        raise SystemExit(f"{len(rows)} rows of {TABLE.name} aren't in the corpus, such as {next(iter(rows))}")


def is_right(name: str, names: Iterable[str]) -> bool:
    """Whether a name is an accepted one: one holds all words of the other, or last name and initial agree."""
    have = _words(name)
    for accepted in names:
        want = _words(accepted)
        if have and (set(have) <= set(want) or set(want) <= set(have)):
            return True
        if have and have[-1] == want[-1] and have[0][0] == want[0][0]:
            return True
    return False


def table() -> list[Row]:
    """The rows of the table."""
    with TABLE.open(encoding="utf8", newline="") as file:
        return [msgspec.convert(row, Row) for row in csv.DictReader(file)]


def cases(shared: Path) -> Iterator[Case]:
    """The articles that the table names, with the corpus's own attributions."""
    pipeline = LanguagePipeline(AnnotateSettings().pipeline)
    wanted = {row.article for row in table()}
    for entry in read(shared / "corpora" / "polnear" / "dev.jsonl"):
        if entry["id"] not in wanted:
            continue
        row = {"id": entry["id"], "text": entry["text"], "published": _day(entry["id"])}
        document = document_of_row(json.dumps(row).encode())
        assert isinstance(document, Document)
        sentences, tokens, mentions = pipeline(document)
        annotation = Annotation(document=document, sentences=sentences, tokens=tokens, mentions=mentions)
        yield Case(
            document,
            Extracted(
                document=document.id,
                sentences=sentences,
                mentions=mentions,
                statements=tuple(_statement(document, i, one) for i, one in enumerate(entry["attributions"])),
                phrases=find_phrases(annotation),
            ),
        )


def _statement(document: Document, number: int, entry: dict[str, Any]) -> Statement:
    source, cue, content = (_passage(document.text, entry[part]) for part in ("source", "cue", "content"))
    quoted = content is not None and content.text[:1] in _QUOTES and content.text.rstrip(",.")[-1:] in _QUOTES
    return Statement(
        id=str(number),
        source=source,
        cue=cue,
        content=content or cue or Passage("", (Span(0, 0),)),
        kind="direct" if quoted else "indirect",
        act="assert",
        confidence=1.0,
    )


def _passage(text: str, spans: list[list[int]]) -> Passage | None:
    return Passage.cut(text, [Span(*span) for span in spans]) if spans else None


def _written(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _words(name: str) -> list[str]:
    return [word for word in folded(name) if word not in _SMALL]


def _day(article: str) -> str:
    return article.split("_")[1]


def main() -> None:
    """Print the figures, and with `--wrong` every row that isn't right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what isn't right")
    parser.add_argument("--keep", type=Path, help="a file for what the language pipeline says, made when missing")
    options = parser.parse_args()
    shared = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
    if options.keep and options.keep.exists():
        found = msgspec.json.decode(options.keep.read_bytes(), type=list[Case])
    else:
        found = list(cases(shared))
        if options.keep:
            options.keep.write_bytes(msgspec.json.encode(found))
    started = time.process_time()
    judged = list(judge(found))
    spent = time.process_time() - started
    words = sum(len(case.document.text.split()) for case in found)
    for figure, value in tally(judged).items():
        print(f"{figure:<28}{value:.3f}")
    print(f"{'microseconds a word':<28}{1e6 * spent / words:.1f}")
    if options.wrong:
        texts = {case.document.id: case.document.text for case in found}
        for row, name in judged:
            accepted = row.who.split("|")
            if not (is_right(name, row.names) or (NONE in accepted and not name)):
                start, end = map(int, row.source.split()[0].split("-"))
                print(
                    f"{row.article} {row.source} {texts[row.article][start:end]!r}: {name or NONE!r}, not {row.who!r}"
                )


if __name__ == "__main__":
    main()
