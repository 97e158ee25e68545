"""Where something stands in a document: the only span type there is."""

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Half-open `[start, end)` in Unicode code points of `document.text`; in JSON `[start, end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is not half-open from zero")

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


class Passage(msgspec.Struct, frozen=True):
    """Words of a document: the spans in order, and their text joined by one space."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def cut(cls, text: str, spans: Iterable[Span]) -> "Passage":
        """The passage of `text` at `spans`, sorted."""
        ordered = tuple(sorted(spans))
        return cls(" ".join(span.of(text) for span in ordered), ordered)

    @property
    def start(self) -> int:
        """First character covered."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """End of the last span."""
        return self.spans[-1].end

    def holds(self, span: Span) -> bool:
        """Whether one of the spans holds `span`."""
        return any(own.holds(span) for own in self.spans)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, disjoint spans that cover the same characters; spans that touch are joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
