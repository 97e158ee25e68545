"""Words of time: each has one symbol of the grammar and a value that the builder reads."""

from collections.abc import Iterable

Entry = tuple[str, str]


def _split(words: str, by: str | None = None) -> list[str]:
    return words.split(by)


def _each(symbol: str, pairs: Iterable[tuple[str, str]]) -> dict[str, Entry]:
    return {word: (symbol, value) for words, value in pairs for word in words.split()}


def _same(symbol: str, words: str) -> dict[str, Entry]:
    return {word: (symbol, word) for word in words.split()}


_MONTHS = _split(
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
    "september sep sept|october oct|november nov|december dec",
    "|",
)
_WEEKDAYS = _split("monday|tuesday|wednesday|thursday|friday|saturday|sunday", "|")
_SHORT_DAYS = _split("mon|tue tues|wed weds|thu thur thurs|fri|sat|sun", "|")
_CARDINALS = _split(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = _split("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _split(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_DECADES = _split("twenties thirties forties fifties sixties seventies eighties nineties")

# Months and weekdays count only when they begin with a capital, so that "may" and "march" stay verbs.
CAPITAL: dict[str, Entry] = {
    **_each("MONTH", ((words, f"{n:02d}") for n, words in enumerate(_MONTHS, 1))),
    **_each("WEEKDAY", ((word, str(n)) for n, word in enumerate(_WEEKDAYS, 1))),
    **_each("WEEKDAYS", ((word + "s", str(n)) for n, word in enumerate(_WEEKDAYS, 1))),
    **_each("SHORTDAY", ((words, str(n)) for n, words in enumerate(_SHORT_DAYS, 1))),
    **_each(
        "HOLIDAY",
        (("christmas xmas", "christmas"), ("thanksgiving", "thanksgiving"), ("halloween", "halloween"),
         ("easter", "easter"), ("ramadan", "ramadan"), ("midsummer", "midsummer")),
    ),
}  # fmt: skip

WORDS: dict[str, Entry] = {
    **_each("CARD", ((word, str(n)) for n, word in enumerate(_CARDINALS, 1))),
    **_each("TENS", ((word, str(n * 10)) for n, word in enumerate(_TENS, 2))),
    **_each("HUND", (("hundred", "100"), ("thousand", "1000"))),
    **_each("ORD", ((word, str(n)) for n, word in enumerate(_ORDINALS, 1))),
    "thirtieth": ("ORD", "30"),
    "second": ("SECOND", "2"),
    **_each("DECADEWORD", ((word, str(n)) for n, word in enumerate(_DECADES, 2))),
    **_each(
        "UNIT",
        (("minute", "TM"), ("hour", "TH"), ("fortnight", "F"), ("decade", "E"), ("millennium", "L")),
    ),
    "day": ("DAYU", "D"),
    "week": ("WEEKU", "W"),
    "month": ("MONTHU", "M"),
    "year": ("YEARU", "Y"),
    "century": ("CENTURY", "C"),
    "days": ("DAYS", "D"),
    **_each(
        "UNITS",
        (("seconds secs", "TS"), ("minutes mins", "TM"), ("hours hrs", "TH"), ("weeks", "W"),
         ("fortnights", "F"), ("months", "M"), ("years yrs", "Y"), ("quarters", "Q"), ("decades", "E"),
         ("centuries", "C"), ("millennia", "L")),
    ),
    "quarter": ("QUARTER", "Q"),
    "weekend": ("WEEKEND", "this"),
    "weekends": ("WEEKENDS", ""),
    **_each("SEASON", (("summer", "SU"), ("winter", "WI"), ("autumn", "FA"))),
    **_each("SOFTSEASON", (("spring", "SP"), ("fall", "FA"))),
    **_each(
        "PART",
        (("morning", "MO"), ("afternoon", "AF"), ("evening", "EV"), ("night", "NI"), ("dawn", "MO"), ("dusk", "EV"),
         ("nightfall", "NI"), ("lunchtime", "MI")),
    ),
    **_each("PARTS", (("mornings", "MO"), ("afternoons", "AF"), ("evenings", "EV"), ("nights", "NI"))),
    **_each("NOON", (("noon midday", "12:00"), ("midnight", "24:00"))),
    **_each("TODAY", (("today", "0"), ("yesterday", "-1"), ("tomorrow", "1"))),
    "tonight": ("TONIGHT", "NI"),
    "overnight": ("OVERNIGHT", "NI"),
    "nightly": ("OFTEN", "XXXX-XX-XXTNI"),
    **_each(
        "OFTEN",
        (("hourly", "PT1H"), ("daily", "P1D"), ("weekly", "P1W"), ("biweekly fortnightly", "P2W"), ("monthly", "P1M"),
         ("annually yearly", "P1Y")),
    ),
    **_same("EACH", "each every"),
    **_each("LAST", (("last", "last"),)),
    **_each("PAST", (("past", "last"),)),
    **_each("LATEST", (("latest", "latest"),)),
    **_each("PREVIOUS", (("previous prior preceding", "previous"),)),
    **_each("NEXT", (("next coming upcoming", "next"),)),
    **_each("FOLLOWING", (("following ensuing subsequent", "following"),)),
    "this": ("THIS", "this"),
    "current": ("CURRENT", "this"),
    "these": ("THESE", "this"),
    **_each("THAT", (("that", "that"), ("same", "that"))),
    **_same("RECENT", "recent"),
    **_same("OTHER", "other"),
    **_same("AGO", "ago"),
    **_same("EARLIER", "earlier"),
    **_same("BEFORE", "before"),
    **_same("LATER", "later"),
    **_same("AFTER", "after"),
    **_same("HENCE", "hence"),
    **_same("AHEAD", "ahead"),
    **_each("EARLY", (("early mid late", ""),)),
    **_each("EDGE", (("end start beginning middle close rest remainder turn height outset", ""),)),
    **_each("FISCAL", (("fiscal financial", ""),)),
    **_each("NOW", (("now", "PRESENT_REF"),)),
    **_each(
        "REF",
        (("currently nowadays presently", "PRESENT_REF"), ("recently lately", "PAST_REF"),
         ("formerly", "PAST_REF")),
    ),
    **_each("SOON", (("soon shortly", "FUTURE_REF"),)),
    **_each("COUPLE", (("couple", "2"), ("dozen", "12"))),
    **_each("FEW", (("few several many various numerous countless", "X"),)),
    **_same("SOME", "some"),
    **_same("DOZENS", "dozens scores"),
    **_each("HALF", (("half", ""),)),
    **_each("ABOUT", (("about around approximately roughly nearly almost", ""), ("over under", ""))),
    **_each("JUST", (("just only barely exactly fully right", ""),)),
    **_each("ONCE", (("once", "1"), ("twice", "2"))),
    **_same("THE", "the"),
    **_same("A", "a an"),
    **_same("MORE", "more additional further another"),
    **_same("LESS", "less fewer"),
    **_same("THAN", "than"),
    **_same("LEAST", "least most"),
    **_same("OF", "of"),
    **_same("IN", "in"),
    **_same("ON", "on"),
    **_same("AT", "at"),
    **_same("UP", "up"),
    **_same("NO", "no"),
    **_same("TO", "to"),
    **_same("AND", "and"),
    **_same("OR", "or"),
    **_same("SO", "so"),
    **_same("FROM", "from"),
    **_same("THROUGH", "through thru until till"),
    **_same("FOR", "for"),
    **_same("ENDED", "ended ending ends"),
    **_same("OLD", "old"),
    **_same("LONG", "long"),
    **_same("FULL", "full whole entire consecutive straight successive trading working business calendar"),
    **_same("TIME", "time"),
    **_same("MOMENT", "moment juncture"),
    **_same("PERIOD", "period"),
    **_same("FUTURE", "future"),
    **_same("TERM", "term"),
    **_same("NEAR", "near short immediate foreseeable distant"),
    **_same("WHILE", "while"),
    **_same("EVE", "eve"),
    **_same("NEWNESS", "new"),
    **_same("OCLOCK", "o'clock"),
    **_same("ZONE", "gmt utc est edt cst cdt pst pdt et bst cet ist jst msk"),
}  # fmt: skip

WORDS |= {word: ("SINCE", word) for word in _split("since during by between within")}
WORDS |= {"midsummer": ("SEASON", "SU"), "midwinter": ("SEASON", "WI")}
