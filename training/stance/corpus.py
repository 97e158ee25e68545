"""What the stance model learns from: targets in news sentences, and statements beside propositions."""

import json
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.positions.pieces import Question
from onrecord.types import Span

LABELS = ("for", "against", "neutral")
NEUTRAL, _HELD = 2, 1_600
_POLAR = {"positive": "for", "negative": "against", "neutral": "neutral"}


class Example(msgspec.Struct, frozen=True):
    """A question with its answer; `source` names the corpus."""

    question: Question
    label: int
    source: str


def newsmtsc(path: Path) -> Iterator[Example]:
    """Sentiment of the sentence toward each target: the holder is the author, so none is marked."""
    for row in _rows(path):
        for target in row["targets"]:
            span = Span(target["start"], target["end"])
            yield Example(Question(text=row["text"], target=span), LABELS.index(_POLAR[target["polarity"]]), "newsmtsc")


def directed(path: Path) -> Iterator[Example]:
    """Both directions of each pair; the one that isn't labelled is neutral."""
    for row in _rows(path):
        if not (row.get("a_span") and row.get("b_span")):
            continue
        a, b = Span(*row["a_span"]), Span(*row["b_span"])
        polar = {1: 0, 3: 1, 2: 0, 4: 1}.get(row["label"], 2)
        yield Example(
            Question(text=row["text"], holder=a, target=b), polar if row["label"] in (1, 3) else 2, "directed"
        )
        yield Example(
            Question(text=row["text"], holder=b, target=a), polar if row["label"] in (2, 4) else 2, "directed"
        )


def directed_parts(path: Path) -> tuple[list[Example], list[Example]]:
    """Directed sentiment to learn from, and to choose by.

    Learnt: all but the last pairs, of the neutral ones a seventh (they are nine in ten). Chosen by: of the last pairs,
    which are all polar, those that share no six words with the rest, and neutral ones that weren't learnt, in the
    proportion of the whole.
    """
    pairs, rng = list(directed(path)), random.Random(3)
    learn, left = [], []
    for one in pairs[:-_HELD]:
        (learn if one.label != NEUTRAL or rng.random() < 1 / 7 else left).append(one)
    seen = {gram for one in pairs[:-_HELD] for gram in _grams(one.question.text)}
    clean = [one for one in pairs[-_HELD:] if not _grams(one.question.text) & seen]
    polar = {one.question.text for one in pairs if one.label != NEUTRAL}
    neutral = [one for one in left if one.question.text not in polar]
    random.Random(1).shuffle(neutral)
    return learn, clean + neutral[: round(len(clean) * 1.4)]


def _grams(text: str) -> set[tuple[str, ...]]:
    """Six words in a row, or the whole of a shorter text."""
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[i : i + 6]) for i in range(max(1, len(found) - 5))}


def own(statements: Path, issues: Path, part: str) -> Iterator[Example]:
    """Our own statements beside each issue that they are about, of one part of the issues."""
    watchlist = {one["id"]: one for one in tomllib.loads(issues.read_text(encoding="utf8"))["issue"]}
    for row in _rows(statements):
        if row["part"] != part:
            continue
        for issue, stance in row["about"].items():
            for wording in (watchlist[issue]["statement"], *watchlist[issue].get("aliases", ())):
                question = Question(text=row["text"], holder=Span(*row["source"]), proposition=wording)
                yield Example(question, LABELS.index(stance), "own")


def made(path: Path, seed: int, count: int) -> Iterator[Example]:
    """`count` sentences put together from propositions and frames; paraphrases on one side or on both."""
    table, rng = tomllib.loads(path.read_text(encoding="utf8")), random.Random(seed)
    for _ in range(count):
        kind = rng.choices(("policy", "claim"), (4, 1))[0]
        statement, same, opposite = _proposition(rng.choice(table["policies" if kind == "policy" else "claims"]))
        stance = rng.choices(LABELS, (4, 4, 2))[0]
        frame = rng.choice(table[kind][stance])
        holder = rng.choice(table["words"]["holders"])
        asked = rng.choice([statement, statement, *same])
        if rng.random() < 0.12:
            # the issue asked for is the opposite of what is spoken of
            asked, stance = rng.choice(opposite), {"for": "against", "against": "for", "neutral": "neutral"}[stance]
        text = frame.format(
            h="\0", x=rng.choice([_low(statement), *same] if kind == "policy" else [*same]), o=rng.choice(opposite)
        )
        start = text.index("\0")
        text = text.replace("\0", holder)
        text = text[0].upper() + text[1:]
        question = Question(text=text, holder=Span(start, start + len(holder)), proposition=asked)
        yield Example(question, LABELS.index(stance), "made")


def sides(path: Path, seed: int, count: int) -> Iterator[Example]:
    """`count` questions about a side in sentences put together from frames; the speaker unmarked in some speeches."""
    table, rng = tomllib.loads(path.read_text(encoding="utf8")), random.Random(seed)
    made = 0
    while made < count:
        kind = rng.choices(("speech", "news"), (7, 3))[0]
        stances, frame = rng.choice(table[kind]).split(" | ")
        one, other = rng.sample(table["names"], 2)
        spoken = {
            "@h": rng.choice(table["first_persons" if kind == "speech" else "third_persons"]),
            "@t": one,
            "@o": other,
        }
        text = frame.format(
            t=rng.choice(table["targets"]).format("@t"), o="@o", h="@h", w=rng.choice(table["wrongs"]),
            g=rng.choice(table["goods"]),
        )  # fmt: skip
        before, after = rng.choice(table["before"]), rng.choice(table["after"])
        if kind == "speech":
            text = before + text + after
        marked = kind == "news" or rng.random() < table["marked"]
        for polarity, place in zip(stances.split(), ("@t", "@o"), strict=True):
            if polarity != "-":
                yield Example(_filled(text, spoken, place, marked), LABELS.index(polarity), "sides")
                made += 1


def _filled(text: str, words: dict[str, str], target: str, marked: bool) -> Question:
    """The text with its words put in, asked about one of them; @h is the holder where it's there and marked."""
    out = ""
    spans: dict[str, Span] = {}
    for part in re.split("(@[hto])", text):
        word = words.get(part, part)
        if part == "@h" and out and not out.endswith((". ", "? ")) and not word.startswith("I "):
            word = _low(word)
        if part in words:
            spans.setdefault(part, Span(len(out), len(out) + len(word)))
        out += word
    out = out[0].upper() + out[1:]
    return Question(text=out, holder=spans.get("@h") if marked else None, target=spans[target])


def _proposition(row: str) -> tuple[str, list[str], list[str]]:
    statement, same, opposite = (part.strip() for part in row.split("|"))
    return statement, [part.strip() for part in same.split("/")], [part.strip() for part in opposite.split("/")]


def _low(words: str) -> str:
    """The wording within a sentence."""
    return words[0].lower() + words[1:]


def _rows(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with path.open(encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines)
