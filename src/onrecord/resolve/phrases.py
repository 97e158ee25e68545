"""Words in a source that tell what kind of source it is: a group, a policy, private persons, a text."""

import re

GROUP = re.compile(
    r"\b(?:officials?|diplomats?|government|administration|authorities|ministry|ministries|ministers?|military|army|navy|"
    r"forces?|delegation|side|team|leaders?|leadership|embassy|envoys?|negotiators?|spokes(?:man|woman|person|people)|"
    r"parliament|lawmakers|cabinet|regime|presidency|regulators?|commission|council|mission|state media|generals?|"
    r"commanders?|intelligence|police|senators?|representatives?|president|premier|chancellor|king|secretary|party)\b",
    re.I,
)
POLICY = re.compile(
    r"\b(?:initiatives?|proposals?|plans?|positions?|polic(?:y|ies)|approach|stance|statements?|doctrine|constitution|laws?|"
    r"strategy|declaration|line|view|perspective|demands?|offer|response|message|note)\b",
    re.I,
)
PRIVATE = re.compile(
    r"\b(?:analysts?|experts?|scholars?|professors?|academics?|activists?|critics?|opponents?|residents?|citizens?|people|"
    r"voters?|witness(?:es)?|researchers?|economists?|traders?|investors?|business(?:es|men|people)?|compan(?:y|ies)|firms?|"
    r"families|family|students?|journalists?|reporters?|observers?|former|retired|ex-\w+|dissidents?|opposition|lawyers?|"
    r"media|newspapers?|outlets?|polls?|surveys?|study|scientists?|protesters|demonstrators|workers|farmers|union)\b",
    re.I,
)
AWAY = re.compile(
    r"\b(?:against|in|on|from|to|toward|towards|about|over|with|for|near|outside|between|at)\s+(?:the\s+)?$", re.I
)
OF = re.compile(r"\b(?:of|for)\s+(?:the\s+)?$", re.I)
BOTH = re.compile(
    r"^(?:both|the two|these two)\b|^(?:the )?two (?:countries|sides|nations|powers|states|leaders|governments)", re.I
)
COUNTRIES = re.compile(r"\b(?:countries|nations|states|governments)\b", re.I)
TEAM = re.compile(r"(?:[’']s?)?\s+(?:\w+\s+)?(?:government|administration|cabinet|office|team|ministry|camp)\b")
OWN_TEXT = re.compile(
    r"[’']s?\s+(?:\w+\s+){0,2}(?:brief|statement|letter|memoir|book|post|tweet|remarks|comments|message|email|op-ed|"
    r"speech|website|report|plan|words|testimony|filing|announcement|account|proposal)\b",
    re.I,
)
TEXT = re.compile(
    r"^(?:the|a|an|this|that|its|their|his|her)\s+(?:\w+\s+){0,2}(?:statement|commentary|readout|editorial|document|"
    r"communiqu[eé]|letter|declaration|article|report|release|note|post|tweet|message|text|resolution|memo|book|memoir|"
    r"brief|email|op-ed|essay|column|piece|remarks|comments)$",
    re.I,
)
MEMBERS = re.compile(
    r"\b(?:officials?|sources?|aides?|lawmakers?|members?|diplomats?|officers?|leaders?|spokes\w+|staffers?|employees|"
    r"supporters?|advis[eo]rs?|insiders?|executives?|workers|attorneys?|lawyers?|manager|chair\w*|director|strategists?)\b",
    re.I,
)
ONE_PERSON = re.compile(
    r"^(?:an?|another|one|the)\s+(?:[\w’'-]+\s+){0,5}?(?:spokes(?:man|woman|person)|official|diplomat|source|aide|witness|"
    r"man|woman|resident|officer|lawmaker|adviser|advisor|minister|neighbou?r|survivor|student|worker|doctor|lawyer)\b",
    re.I,
)
MANY = re.compile(r"\b(?:ministers|presidents|officials|leaders|aides|diplomats|lawmakers|senators|spokespeople)\b")
UNNAMED = re.compile(r"(?:an?|another|some|several|many|unnamed|senior|one|two|three|most|few|other)\b", re.I)


def is_text(words: str) -> bool:
    """Whether a source is a text (`the statement`), which speaks for whoever issued it."""
    return TEXT.match(words.strip()) is not None
