"""Lines of `onrecord stance`: a question in, an answer out."""

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.positions.pieces import Question
from onrecord.positions.stance import Stances
from onrecord.types import Rejected, Span, Stance


class Asked(msgspec.Struct, frozen=True):
    """A line of the input; spans are half-open, in code points of `text`."""

    id: str
    text: str
    target: Span
    holder: Span | None = None


class Answer(msgspec.Struct, frozen=True):
    """A line of the output."""

    id: str
    stance: Stance
    confidence: float


def answers(lines: Iterable[bytes | str | dict[str, object]]) -> Iterator[Answer | Rejected]:
    """The answer to each line, in order; a Rejected says why a line can't be answered."""
    stances = Stances()
    for line in lines:
        asked = _read(line)
        if isinstance(asked, Rejected):
            yield asked
            continue
        verdict = stances(Question(text=asked.text, holder=asked.holder, target=asked.target))
        yield Answer(asked.id, verdict.stance, verdict.confidence)


def _read(line: bytes | str | dict[str, object]) -> Asked | Rejected:
    try:
        asked = msgspec.convert(line, Asked) if isinstance(line, dict) else msgspec.json.decode(line, type=Asked)
    except (msgspec.DecodeError, ValueError) as error:
        return Rejected("stance", f"no question: {error}")
    for name, span in (("target", asked.target), ("holder", asked.holder)):
        if span is not None and (span.end > len(asked.text) or not span.of(asked.text).strip()):
            return Rejected("stance", f"{name} [{span.start}, {span.end}] holds no words of the text ({asked.id})")
    return asked
