"""Whether a form with two readings keeps both where it stands."""

import re

from onrecord.types.span import Span

_WINDOW = 60  # characters to each side that tell running text from a headline
_WORD = re.compile(r"[^\W\d_]{4,}")
_BEFORE = re.compile(r"(\w+)[^\S\n]+$")
_AFTER = re.compile(r"[^\S\n]+([^\W\d_]\w*)")
_TITLE_SHARE = 0.6


def by_context(note: str, text: str, span: Span) -> bool:
    """Whether a form with this `note` is ambiguous at `span` of `text`.

    `word` (an English word but for its case) is so only where case tells nothing: at the start of a sentence, or in
    capitals among capitals. `name` (also part of names) is so only beside another capitalised word in running text.
    Every other note holds wherever the form stands.
    """
    if note == "word":
        return _case_is_mute(text, span)
    if note == "name":
        return _beside_a_name(text, span)
    return bool(note)


def _case_is_mute(text: str, span: Span) -> bool:
    around = _line_around(text, span)
    if span.of(text).isupper():
        return around.isupper()
    return span.of(text).istitle() and _starts_sentence(text, span.start)


def _beside_a_name(text: str, span: Span) -> bool:
    words = _WORD.findall(_line_around(text, span))
    if words and sum(word[0].isupper() for word in words) > _TITLE_SHARE * len(words):
        return False
    after = _AFTER.match(text, span.end)
    if after is not None and after.group(1)[0].isupper():
        return True
    before = _BEFORE.search(text, max(0, span.start - _WINDOW), span.start)
    return before is not None and before.group(1)[0].isupper() and not _starts_sentence(text, before.start(1))


def _line_around(text: str, span: Span) -> str:
    """The rest of the line to both sides of the span, within the window."""
    before = text[max(0, span.start - _WINDOW) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _WINDOW].partition("\n")[0]
    return f"{before} {after}"


def _starts_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - _WINDOW) : at]
    bare = before.rstrip(" \t\"'“‘(«")
    return not bare or bare[-1] in "\n.!?:;—"
