"""Text to a string of symbols, one character a token, over which the grammar runs."""

import re
from dataclasses import dataclass

from onrecord.extract.times.lexicon import CAPITAL, WORDS

_TOKEN = re.compile(
    r"""
      (?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?![\d-]))
    | (?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]))
    | (?P<clock>(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])|(?<![\d.])\d{1,2}\.[0-5]\d(?=\s?[ap]\.?m\b))
    | (?P<decade>(?:['’‘`]|(?<!\d)\d\d)\d0['’]?s\b)
    | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<half>\d{1,3}[ -]1/2(?!\d)|\d{0,3}[½])
    | (?P<stamp>(?<![\d,.])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))
    | (?P<number>\d+(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)
    | (?P<ampm>[apAP]\.\s?[mM]\.|[apAP][mM]\b)
    | (?P<oclock>[oO]['’]clock\b)
    | (?P<quarter>[qQ][1-4]\b)
    | (?P<word>[^\W\d_]+)
    | (?P<short>['’‘`]\d\d(?!\d))
    | (?P<possessive>['’][sS]\b|(?<=s)['’])
    | (?P<break>\n[ \t\r]*\n)
    | (?P<mark>[-–—,./($€£¥#%:])
    | (?P<other>[^\s\w]|_)
    """,
    re.VERBOSE,
)
_MARKS = {
    "-": "HY", "–": "HY", "—": "DASH", ",": "COMMA", ".": "DOT", "/": "BAR", "(": "OPEN", "$": "MONEY", "€": "MONEY",
    "£": "MONEY", "¥": "MONEY", "#": "MONEY", "%": "PERCENT", ":": "COLON",
}  # fmt: skip
_NAMES = (
    "ISO SLASHED CLOCK DECADE ORDINAL FRACTION STAMP DAYNUM YEARNUM DIGITS AMPM POSS SHORTYEAR BREAK HY DASH COMMA DOT "
    "BAR OPEN MONEY PERCENT COLON QNUM X"
)
_EVERY = sorted({*_NAMES.split(), *(symbol for symbol, _ in (*CAPITAL.values(), *WORDS.values()))})
SYMBOLS: dict[str, str] = {name: chr(0xE000 + index) for index, name in enumerate(_EVERY)}
_PLAIN = SYMBOLS["X"]
_LOWER = {word: (SYMBOLS[symbol], value) for word, (symbol, value) in WORDS.items()}
_CAPITAL = {word: (SYMBOLS[symbol], value) for word, (symbol, value) in CAPITAL.items()}
_SIGNS = {mark: (SYMBOLS[symbol], mark) for mark, symbol in _MARKS.items()}
_KINDS = {
    "iso": "ISO", "slash": "SLASHED", "clock": "CLOCK", "decade": "DECADE", "ordinal": "ORDINAL", "half": "FRACTION",
    "stamp": "STAMP", "ampm": "AMPM", "oclock": "OCLOCK", "short": "SHORTYEAR", "quarter": "QNUM", "possessive": "POSS",
    "break": "BREAK",     "other": "X",
}  # fmt: skip
_NAMED = {group: SYMBOLS[name] for group, name in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class Lexed:
    """Parallel columns over the tokens of a text: symbols (a string), spans in code points, values."""

    symbols: str
    starts: list[int]
    ends: list[int]
    values: list[str]


def _number(word: str) -> tuple[str, str]:
    plain = word.replace(",", "")
    if plain.isdigit():
        size = int(plain) if len(plain) < 6 else 0
        if len(word) <= 2 and 1 <= size <= 31:
            return SYMBOLS["DAYNUM"], plain
        if len(word) == 4 and 1000 <= size <= 2199:
            return SYMBOLS["YEARNUM"], plain
    return SYMBOLS["DIGITS"], plain


def lex(text: str) -> Lexed:
    """The tokens of `text`; a paragraph's end is a token, other white space none."""
    symbols: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    for match in _TOKEN.finditer(text):
        group, word = match.lastgroup or "", match.group()
        symbol, value = _PLAIN, word
        if group == "word":
            lower = word.lower()
            found = _CAPITAL.get(lower) if word[0].isupper() else None
            found = found or _LOWER.get(lower)
            if found:
                symbol, value = found
        elif group == "mark":
            symbol, value = _SIGNS[word]
        elif group == "number":
            symbol, value = _number(word)
        else:
            symbol = _NAMED[group]
        symbols.append(symbol)
        starts.append(match.start())
        ends.append(match.end())
        values.append(value)
    return Lexed("".join(symbols), starts, ends, values)
