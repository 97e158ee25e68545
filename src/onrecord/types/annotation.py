"""What the language pipeline and the encoder say about a document's words."""

from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.types.document import Document
from onrecord.types.span import Span

if TYPE_CHECKING:
    # a tenth of a second that `onrecord --help` needn't wait; who makes annotations has imported it
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float32]


def _no_ints() -> "Ints":
    import numpy as np  # noqa: PLC0415

    return np.zeros(0, np.int32)


class Tokens(msgspec.Struct, frozen=True):
    """Columns over the n tokens of a document; white space is no token.

    `starts`, `ends`: int32[n] code points. `tags`: Penn Treebank tags. `deps`, `heads`: dependency labels and the
    index of the head (own index at a root); empty when the pipeline has no parser. `sentence`: int32[n].
    """

    starts: "Ints"
    ends: "Ints"
    tags: tuple[str, ...] = ()
    deps: tuple[str, ...] = ()
    heads: "Ints" = msgspec.field(default_factory=_no_ints)
    sentence: "Ints" = msgspec.field(default_factory=_no_ints)

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, span: Span) -> range:
        """Indices of the tokens that share a character with `span`."""
        first = int(self.ends.searchsorted(span.start, side="right"))
        last = int(self.starts.searchsorted(span.end, side="left"))
        return range(first, max(first, last))


class Mention(msgspec.Struct, frozen=True, order=True):
    """A named entity in the text, with the pipeline's label (PERSON, ORG, GPE, NORP, LOC, FAC, EVENT ...)."""

    span: Span
    label: str


class Encoding(msgspec.Struct, frozen=True):
    """Hidden states of the shared encoder over the n word pieces of a document that stand in its prose.

    `starts`, `ends`: int32[n] code points of the pieces, ascending. `window`: int32[n], which encoder window gave the
    piece its state; `position`: int32[n], its place in that window. `hidden`: float32[n, width].
    """

    starts: "Ints"
    ends: "Ints"
    window: "Ints"
    position: "Ints"
    hidden: "Floats"


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """A document with its sentences, tokens, entities and, where an encoder ran, its hidden states."""

    document: Document
    sentences: tuple[Span, ...]
    tokens: Tokens
    mentions: tuple[Mention, ...] = ()
    encoding: Encoding | None = None

    def words(self, span: Span) -> list[str]:
        """The tokens within `span` as written."""
        text = self.document.text
        return [text[self.tokens.starts[i] : self.tokens.ends[i]] for i in self.tokens.at(span)]

    def __eq__(self, other: Any) -> bool:
        return self is other

    __hash__ = object.__hash__
