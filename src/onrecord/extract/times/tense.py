"""The tense that governs an expression of time: that of the nearest verb in its sentence."""

import re
from bisect import bisect_right

from onrecord.types import Annotation

_REACH = 12
_BACK, _AHEAD = 160, 100
_FUTURE = (
    r"will|shall|won['’]t|would|['’]ll|going to|expected|scheduled|due|plans?|planned|set to|to be|may|might|should"
)
_PAST = (
    r"was|were|had|did|has|have|been|said|told|made|took|came|went|met|held|began|gave|got|left|found|saw|became|won|"
    r"lost|sent|fell|rose|wrote|spoke|hit|put|set|led|ran|grew|thought|knew|brought|kept|stood|struck|fought|\w\w+ed"
)
_CUE = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b")
_BREAK = re.compile(r"[.!?]['\"”’)]*\s+(?=[A-Z\"“'‘])|\n\s*\n")
_UNTIL = re.compile(
    r"\b(?:until|till|as (?:soon|early|late) as)\s+(?:late\s+|early\s+|at\s+)?(?:\d[\w:. ]*)?$", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s\s")
_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "could", "should"})
_DUE = frozenset({"expected", "scheduled", "due", "planned", "slated", "likely"})
_AUXILIARY = frozenset({"is", "are", "be", "been", "was", "were", "has", "have"})
_LEADS_ON = (
    "plan plans planned agree agreed decide decided expect expects expected scheduled due going set intend intends "
    "intended want wants wanted hope hopes hoped promise promises promised vow vows vowed prepare prepares prepared "
    "preparing ready likely slated threaten threatens threatened is are has have needs need continue ought"
)
_INTENT = frozenset(_LEADS_ON.split())


def by_words(text: str, start: int, end: int) -> str:
    """Tense by the words around `[start, end)`, for a text without tags; empty where nothing tells."""
    left = text[max(0, start - _BACK) : start]
    cut = 0
    for found in _BREAK.finditer(left):
        cut = found.end()
    before = list(_CUE.finditer(left, cut))
    if before:
        return "future" if before[-1]["future"] else "past"
    right = text[end : end + _AHEAD]
    stop = _BREAK.search(right)
    after = _CUE.search(right[: stop.start()] if stop else right)
    if after is None:
        return ""
    return "future" if after["future"] else "past"


class Tenses:
    """Tense at a place of an annotated document, from the Penn tags of the verbs around it."""

    def __init__(self, annotation: Annotation) -> None:
        tokens = annotation.tokens
        self._text = annotation.document.text
        self._tagged = len(tokens.tags) == len(tokens) > 0
        self._starts: list[int] = tokens.starts.tolist()
        self._ends: list[int] = tokens.ends.tolist()
        self._tags = tokens.tags
        self._sentences = [span.start for span in annotation.sentences]
        self._annotation = annotation

    def at(self, start: int, end: int) -> str:
        """Past, present, future or empty, for an expression at `[start, end)`."""
        if _UNTIL.search(self._text, max(0, start - 30), start):
            return "future"
        if not self._tagged:
            return by_words(self._text, start, end)
        low, high = self._bounds(start)
        first = bisect_right(self._ends, start)
        after = bisect_right(self._starts, end - 1)
        finite = _POSSESSIVE.match(self._text, end) is not None
        before = range(first - 1, max(low, first - _REACH) - 1, -1)
        for index in (*before, *range(after, min(high, after + _REACH))):
            tense = "" if finite and self._tags[index] == "VB" else self._verb(index, low)
            if tense:
                return tense
        return ""

    def _bounds(self, start: int) -> tuple[int, int]:
        """First and last token (half-open) of the sentence that holds `start`."""
        which = bisect_right(self._sentences, start) - 1
        if which < 0:
            return 0, len(self._starts)
        span = self._annotation.sentences[which]
        return bisect_right(self._ends, span.start), bisect_right(self._starts, span.end - 1)

    def _word(self, index: int) -> str:
        return self._text[self._starts[index] : self._ends[index]].lower()

    def _verb(self, index: int, low: int) -> str:
        """The tense that a token sets; empty where it's no verb, or an auxiliary that waits for its verb."""
        tag = self._tags[index]
        if tag == "MD":
            return "future" if self._word(index) in _MODALS else ""
        if tag in ("VBN", "JJ") and self._word(index) in _DUE:
            return "future"
        if tag in ("VBD", "VBN"):
            return "past"
        if tag in ("VBZ", "VBP"):
            return "" if self._word(index) in _AUXILIARY else "present"
        return self._bare(index, low) if tag == "VB" else ""

    def _bare(self, index: int, low: int) -> str:
        """A bare verb: future after a modal, past after "did"; after "to" it takes the tense of what it hangs on."""
        for before in range(index - 1, max(low, index - 4) - 1, -1):
            tag = self._tags[before]
            if tag == "MD":
                return "future" if self._word(before) in _MODALS else ""
            if tag == "TO":
                return "future" if before > low and self._word(before - 1) in _INTENT else ""
            if tag == "VBD":
                return "past"
        return ""
