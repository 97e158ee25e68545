"""The grammar of time expressions: rules over symbols of the lexicon, compiled once.

A rule is a kind and a pattern in which every word in capitals is a symbol or a macro. Named groups become the fields of
a phrase; a digit at the end of a group's name only keeps names apart. All repetition is bounded, so that the search is
linear in the text.
"""

import re

from onrecord.extract.times.lexer import SYMBOLS

MACROS: dict[str, str] = {
    "NUM": "(?:DAYNUM|YEARNUM|DIGITS)",
    "SMALL": "(?:TENS HY? CARD|TENS|CARD)",
    "WORDNUM": "(?:(?:A|SMALL) HUND (?:HUND)? (?:AND? SMALL)?|SMALL)",
    "LARGE": "YEARNUM(?= UNITS| DAYS| HY UNIT)",
    "QTY": "(?:FRACTION|(?:DAYNUM|DIGITS) HUND?|LARGE|WORDNUM|A? COUPLE OF?|THE? A? FEW|DOZENS OF)",
    "EXACT": "(?:FRACTION|NUM HUND?|WORDNUM)",
    "UNIT1": "(?:UNIT|DAYU|WEEKU|MONTHU|YEARU|QUARTER|CENTURY)",
    "UNIT2": "(?:UNITS|DAYS)",
    "ANYUNIT": "(?:UNIT|DAYU|WEEKU|MONTHU|YEARU|QUARTER|CENTURY|UNITS|DAYS)",
    "ABOUTS": "(?:UP TO|AT LEAST|(?:NO)? (?:MORE|LESS) THAN|ABOUT|JUST (?:ABOUT|UP TO)?|SOME)",
    "PRE": "(?:THE? EDGE OF THE?|THE? EARLY HY?|EARLIER|LATER)",
    "LASTS": "(?:LAST|PAST)",
    "RELWORD": "(?:LASTS|LATEST|PREVIOUS|NEXT|FOLLOWING|THIS|CURRENT|THAT)",
    "WD": "(?:WEEKDAY|SHORTDAY DOT?)",
    "DAYNO": "(?:DAYNUM|ORDINAL|TENS HY (?:ORD|SECOND)|ORD|SECOND)",
    "ORDNO": "(?:ORDINAL|ORD|SECOND)",
    "YEAR": "(?:YEARNUM|SHORTYEAR|(?:CARD|TENS) (?:TENS HY? CARD|TENS|CARD)|CARD HUND (?:AND? SMALL)?)",
    "PLAINYEAR": "(?:YEARNUM|SHORTYEAR)",
    "STOP": "(?=DOT|COMMA|BREAK|X|$)",
    "CALMONTH": "(?P<month>MONTH) DOT?",
    "OFYEAR": "(?:COMMA? OF? (?P<year>PLAINYEAR)|OF? (?:THE|THIS)? (?P<yearrel>RELWORD) YEARU)",
}

RULES: tuple[tuple[str, str], ...] = (
    # days, months and years of the calendar
    ("calendar", "(?:PRE ON?)? (?:(?P<weekday>WD) COMMA? THE?)? CALMONTH THE? (?P<day>DAYNO) OFYEAR?"),
    ("calendar", "(?P<rel>LASTS|NEXT|THIS) CALMONTH (?P<day>DAYNUM|ORDINAL)"),
    ("calendar", "(?:PRE ON?)? (?:(?P<weekday>WD) COMMA?)? THE? (?P<day>DAYNO) OF? CALMONTH OFYEAR?"),
    ("calendar", "PRE? (?:(?P<weekday>WD) COMMA?) THE? (?P<day>ORDINAL)"),
    ("calendar", "PRE? CALMONTH OFYEAR"),
    ("calendar", "PRE? (?P<month>MONTH) OF? (?P<year>YEAR)"),
    ("calendar", "PRE? (?:THE|THIS)? (?P<rel>RELWORD) (?P<month>MONTH)"),
    ("calendar", "PRE? (?P<month>MONTH)"),
    ("calendar", "(?:PRE ON?)? (?:THE|THIS)? (?P<rel>RELWORD) (?P<weekday>WEEKDAY) (?P<part>PART)?"),
    ("calendar", "(?:PRE ON?)? (?P<weekday>WEEKDAY) (?P<part>PART)?"),
    ("calendar", "(?P<weekday>SHORTDAY) DOT (?P<part>PART)?"),
    ("calendar", "(?:PRE ON?)? (?P<weekday>WEEKDAY) (?P<part>PART)? OF? (?P<weekrel>RELWORD) WEEKU"),
    ("calendar", "PRE? (?:THE YEARU)? (?P<year>YEAR)"),
    ("calendar", "THE? (?P<day>ORDINAL) OF (?P<rel>THIS|LASTS|NEXT) MONTHU"),
    ("fiscal", "PRE? THE? FISCAL (?:YEARU (?:EDGE)?)? (?P<year>PLAINYEAR)"),
    ("fiscal", "PRE? THE? (?P<year>YEARNUM) FISCAL YEARU"),
    ("pair", "CALMONTH (?P<day>DAYNUM|ORDINAL) (?:OR|AND|TO|THROUGH|HY|COMMA) (?P<day2>DAYNUM|ORDINAL) OFYEAR?"),
    ("pair", "(?P<day>DAYNUM|ORDINAL) (?:OR|AND|TO|THROUGH|HY|COMMA) (?P<day2>DAYNUM|ORDINAL) OF? CALMONTH OFYEAR?"),
    ("pair", "(?P<year>YEARNUM) (?:HY|BAR) (?P<year2>YEARNUM|DAYNUM|DIGITS)"),
    ("iso", "(?P<iso>ISO|STAMP)"),
    ("slash", "(?P<slash>SLASHED)"),
    ("holiday", "PRE? (?P<rel>RELWORD)? (?P<holiday>HOLIDAY) (?P<eve>DAYU|EVE)? (?:OF? (?P<year>PLAINYEAR))?"),
    ("holiday", "(?P<holiday>NEWNESS) YEARU POSS? (?P<eve>DAYU|EVE) (?P<year>YEARNUM)?"),
    # days and parts of the day counted from publication or from the day spoken of
    ("deictic", "PRE? (?P<today>TODAY) (?P<part>PART)?"),
    ("deictic", "(?P<part>TONIGHT|OVERNIGHT)"),
    ("deictic", "PRE? (?P<rel>THIS|LASTS) (?P<part>PART)"),
    ("deictic", "THE DAYU (?P<dir>BEFORE|AFTER) (?P<today>TODAY)"),
    ("ofday", "PRE? THE? (?P<rel>PREVIOUS|THAT|FOLLOWING|NEXT) (?P<part>PART)"),
    ("ofday", "THE (?P<part>PART) STOP"),
    ("ofday", "(?P<part>EARLY PART)"),
    ("clock", "ABOUTS? (?P<clock>CLOCK) (?P<ampm>AMPM)? ZONE?"),
    ("clock", "ABOUTS? (?P<clock>DAYNUM) (?P<ampm>AMPM) ZONE?"),
    ("clock", "ABOUTS? (?P<clock>DAYNUM|CARD) OCLOCK (?:IN THE (?P<part>PART))? ZONE?"),
    ("clock", "ABOUTS? (?P<clock>YEARNUM) ZONE"),
    ("clock", "(?P<noon>NOON)"),
    # weeks, months, quarters, years by their relation to now
    ("shift", "PRE? THE? (?P<rel>RELWORD) FULL? (?P<fiscal>FISCAL)? (?P<unit>UNIT1)"),
    ("shift", "(?P<rel>LASTS|NEXT|THIS|THAT) (?P<unit>UNIT1) (?P<part>POSS PERIOD)"),
    ("shift", "(?:EARLY|LATER|EARLIER) IN THE (?P<unit>WEEKU|MONTHU|YEARU)"),
    ("duration", "THE FULL? FISCAL? (?P<unit>YEARU) (?=ENDED)"),
    ("sameyear", "THE? (?P<year>YEARNUM) (?:QUARTER|PERIOD)"),
    ("bare", "(?:THE? EDGE OF)? THE FULL? (?P<fiscal>FISCAL)? (?P<unit>DAYU|WEEKU|MONTHU|YEARU|QUARTER)"),
    ("bare", "THE? (?P<unit>YEARU) HY? EDGE"),
    ("bare", "THE? (?P<unit>YEARU) POSS EDGE"),
    ("bare", "THE (?:LATEST|THAT) (?P<unit>PERIOD)"),
    ("weekend", "PRE? THE? (?P<rel>RELWORD)? LASTS? WEEKEND"),
    ("weekend", "THE WEEKEND OF CALMONTH (?P<day>DAYNUM)"),
    ("weekof", "THE (?P<week>ORDNO|LASTS) WEEKU (?:OF|IN) CALMONTH OFYEAR?"),
    (
        "quarter",
        "PRE? THE? (?P<fiscal>FISCAL)? (?P<q>ORDNO) FISCAL? HY? QUARTER (?:OFYEAR|OF FISCAL (?P<year2>YEARNUM))?",
    ),
    ("quarter", "PRE? THE? (?P<yearrel>RELWORD) (?:FISCAL)? YEARU POSS (?P<fiscal>FISCAL)? (?P<q>ORDNO) HY? QUARTER"),
    ("quarter", "PRE? THE? (?:FISCAL)? (?P<year>YEARNUM) (?P<fiscal>FISCAL)? (?P<q>ORDNO) HY? QUARTER"),
    ("quarter", "PRE? THE? (?P<q>QNUM) (?:OF? (?P<year>YEARNUM))?"),
    ("half", "PRE? THE? (?P<half>ORDNO|LASTS) HALF OFYEAR"),
    ("half", "PRE? THE? (?P<half>ORDNO) HALF OF THE YEARU"),
    ("half", "(?P<yearrel>RELWORD) YEARU POSS (?P<half>ORDNO) HALF"),
    ("season", "PRE? THE? (?P<season>SEASON|SOFTSEASON) OFYEAR"),
    ("season", "PRE? (?:THE|THIS)? (?P<rel>RELWORD) (?P<season>SEASON|SOFTSEASON)"),
    ("season", "PRE? THE? (?P<season>SEASON)"),
    ("season", "(?<=IN) (?:THE)? (?P<season>SOFTSEASON) STOP"),
    ("season", "(?:THE? EDGE OF|THE? EARLY HY?) THE? (?P<season>SOFTSEASON) STOP"),
    ("decade", "PRE? THE? (?P<decade>DECADE)"),
    ("decade", "PRE? THE (?P<era>CARD)? (?P<tens>DECADEWORD)"),
    ("century", "PRE? THE? (?P<century>ORDNO) HY? CENTURY"),
    # so long ago, so much later
    ("offset", "ABOUTS? (?P<n>QTY|A) MORE? FULL? (?P<unit>ANYUNIT) (?:OR SO)? (?P<dir>AGO|EARLIER|LATER|HENCE)"),
    ("offset", "(?:MORE THAN)? (?P<n>HALF) A? (?P<unit>ANYUNIT) (?P<dir>AGO|EARLIER|LATER)"),
    ("offset", "ABOUTS? (?P<n>EXACT) AND A HALF (?P<unit>UNIT2) (?P<dir>AGO|EARLIER|LATER)"),
    ("offset", "(?P<vague>UNIT2) (?P<dir>AGO|EARLIER|LATER)"),
    ("offset", "ABOUTS? (?P<n>QTY|A) (?P<unit>ANYUNIT) (?P<dir>FROM) (?:NOW|TODAY)"),
    ("offset", "(?P<n>QTY|A) (?P<unit>ANYUNIT) (?P<dir>BEFORE) (?=DOT|COMMA|BREAK|$)"),
    ("offset", "THE (?P<unit>DAYU|WEEKU|MONTHU|YEARU) (?P<dir>BEFORE|AFTER|EARLIER) (?=DOT|COMMA|BREAK|$)"),
    ("offset", "THE (?P<unit>DAYU) (?P<dir>BEFORE|AFTER)"),
    ("offset", "(?:THE|A)? (?P<unit>YEARU) HY (?P<dir>AGO|EARLIER) (?P<same>QUARTER|PERIOD)?"),
    # how long, how often
    ("duration", "ABOUTS? (?P<n>QTY) HY? MORE? FULL? HY? (?P<unit>ANYUNIT) (?:HY? OLD|HY LONG|OR SO)?"),
    ("duration", "THE (?P<n>QTY) MORE? FULL? (?P<unit>UNIT2) (?:OR SO)?"),
    ("duration", "ABOUTS? (?P<n>EXACT) (?:TO|OR|HY|AND) EXACT HY? MORE? FULL? (?P<unit>ANYUNIT) (?:HY? OLD)?"),
    ("duration", "ABOUTS? (?P<n>A) MORE? FULL? (?P<unit>UNIT1) (?:OR (?:SO|CARD))?"),
    ("duration", "A? (?P<unit>UNIT1) HY (?:LONG|OLD)"),
    ("duration", "ABOUTS? (?P<n>A) (?P<unit>UNIT1) AND A (?P<plus>HALF)"),
    ("duration", "ABOUTS? (?P<n>EXACT) AND A (?P<plus>HALF) (?P<unit>UNIT2)"),
    ("duration", "ABOUTS? (?P<plus>HALF) HY? A? HY? (?P<unit>UNIT1)"),
    ("duration", "ABOUTS? A (?P<plus>HALF) HY (?P<unit>UNIT1)"),
    (
        "duration",
        "THE (?:LASTS|PREVIOUS|NEXT|FOLLOWING|THIS|THAT|ORD) (?P<n>QTY) MORE? FULL? (?P<unit>ANYUNIT) (?:OR SO)?",
    ),
    ("duration", "(?:THESE|LASTS|NEXT) (?P<n>QTY) MORE? FULL? (?P<unit>ANYUNIT)"),
    ("duration", "THE ORD (?P<vague>UNIT2)"),
    ("duration", "(?P<vague>UNIT2) (?:HY LONG|OR UNIT2|AND UNIT2|HY OLD)?"),
    ("duration", "THE (?P<vague>UNIT2) AHEAD"),
    ("duration", "A (?P<vague>LONG TIME|WHILE)"),
    ("set", "EACH (?P<n>QTY|OTHER|ORDNO)? (?P<unit>ANYUNIT)"),
    ("set", "EACH (?P<weekday>WEEKDAY) (?P<part>PART)?"),
    ("set", "EACH (?P<month>MONTH)"),
    ("set", "EACH (?P<season>SEASON|SOFTSEASON)"),
    ("set", "EACH (?P<part>PART)"),
    ("set", "(?:EACH WEEKEND|WEEKENDS)"),
    ("set", "(?P<weekday>WEEKDAYS)"),
    ("set", "(?P<weekday>WEEKDAY) (?P<part>PARTS)"),
    ("set", "ONCE (?:A|EACH) (?P<unit>UNIT1)"),
    ("set", "(?P<often>OFTEN)"),
    # now, then, some day
    ("ref", "JUST? (?P<ref>NOW)"),
    ("ref", "(?:MORE)? (?P<ref>REF)"),
    ("ref", "(?P<past>RECENT|LATEST) (?P<vague>UNIT2)"),
    ("ref", "(?<!LEAST)(?P<past>RECENT)"),
    ("ref", "THE (?:LASTS|FEW) FEW? (?P<past>UNIT2)"),
    ("ref", "(?:THE)? (?P<future>NEXT) UNIT2"),
    ("ref", "THE? (?P<past>LASTS) UNIT2"),
    ("ref", "(?:THE|(?<=IN)) NEAR? (?P<future>FUTURE)"),
    ("ref", "NEAR (?P<future>FUTURE)"),
    ("ref", "THE (?P<past>PAST) (?=DOT|COMMA|BREAK|$)"),
    ("ref", "THE NEAR (?P<future>TERM)"),
    ("ref", "(?P<present>CURRENT)"),
    ("ref", "THESE (?P<present>DAYS)"),
    ("ref", "(?P<present>THIS) (?:MOMENT|TIME) STOP"),
    ("ref", "(?<=AT) THE (?P<present>MOMENT)"),
)

_NAME = re.compile(r"(?<![<\w])[A-Z][A-Z0-9]*")


def _expand(pattern: str) -> str:
    """A pattern with its macros replaced until only symbols are left."""
    while True:
        wider = _NAME.sub(lambda found: MACROS.get(found[0], found[0]), pattern)
        if wider == pattern:
            return pattern
        pattern = wider


def _compile(pattern: str) -> re.Pattern[str]:
    expanded = _NAME.sub(lambda found: SYMBOLS[found[0]], _expand(pattern).replace("?P<", "\x00"))
    return re.compile(expanded.replace("\x00", "?P<").replace(" ", ""))


GRAMMAR: tuple[tuple[str, re.Pattern[str]], ...] = tuple((kind, _compile(pattern)) for kind, pattern in RULES)
