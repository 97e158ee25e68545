"""Forms of English verbs and nouns from their lemma, for tables that list lemmas."""

import re

_IRREGULAR = {
    "arise": "arose arisen", "be": "was were been am is are", "bear": "bore borne", "beat": "beat beaten",
    "become": "became become", "begin": "began begun", "bid": "bid", "bind": "bound", "blow": "blew blown",
    "break": "broke broken", "bring": "brought", "build": "built", "burn": "burnt burned", "buy": "bought",
    "cast": "cast", "catch": "caught", "choose": "chose chosen", "cling": "clung", "come": "came come",
    "cut": "cut", "deal": "dealt", "dig": "dug", "do": "did done", "draw": "drew drawn",
    "drive": "drove driven", "fall": "fell fallen", "feed": "fed", "fight": "fought", "find": "found",
    "flee": "fled", "fly": "flew flown", "forbid": "forbade forbidden", "foresee": "foresaw foreseen",
    "forgive": "forgave forgiven", "freeze": "froze frozen", "get": "got gotten", "give": "gave given",
    "go": "went gone", "grow": "grew grown", "hang": "hung hanged", "have": "had", "hide": "hid hidden",
    "hit": "hit", "hold": "held", "hurt": "hurt", "keep": "kept", "know": "knew known", "lay": "laid",
    "lead": "led", "leave": "left", "lend": "lent", "let": "let", "lose": "lost", "make": "made",
    "mean": "meant", "meet": "met", "overcome": "overcame overcome", "overrun": "overran overrun",
    "overthrow": "overthrew overthrown", "pay": "paid", "plead": "pleaded pled", "put": "put", "quit": "quit",
    "read": "read", "rebuild": "rebuilt", "retake": "retook retaken", "rewrite": "rewrote rewritten",
    "ride": "rode ridden", "rise": "rose risen", "run": "ran run", "say": "said", "see": "saw seen",
    "seek": "sought", "sell": "sold", "send": "sent", "set": "set", "shake": "shook shaken", "shoot": "shot",
    "show": "showed shown", "shut": "shut", "sink": "sank sunk", "sit": "sat", "slay": "slew slain",
    "speak": "spoke spoken", "speed": "sped", "spend": "spent", "split": "split", "spread": "spread",
    "stand": "stood", "steal": "stole stolen", "strike": "struck stricken", "swear": "swore sworn",
    "sweep": "swept", "swing": "swung", "take": "took taken", "teach": "taught", "tell": "told",
    "think": "thought", "throw": "threw thrown", "understand": "understood",
    "undertake": "undertook undertaken", "uphold": "upheld", "win": "won", "wind": "wound",
    "withdraw": "withdrew withdrawn", "withhold": "withheld", "withstand": "withstood",
    "write": "wrote written",
}  # fmt: skip
_ING = {
    "be": "being", "die": "dying", "lie": "lying", "free": "freeing", "agree": "agreeing", "flee": "fleeing",
}  # fmt: skip
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One short syllable: its last letter doubles ("barred")."""
_DOUBLES = frozenset(
    "quit commit permit defer confer transfer kidnap expel rebel patrol overrun equip begin compel "
    "repel propel deter occur abhor refer admit submit omit forget forbid outwit rebut airdrop regret".split()
)
"""Longer verbs stressed on the last syllable."""
_PLURALS = {"man": "men", "woman": "women", "child": "children", "crisis": "crises", "person": "persons"}


def verb_forms(lemma: str) -> frozenset[str]:
    """All forms of a verb in lower case: itself, third person, past, participles."""
    past = _IRREGULAR.get(lemma, "").split() or [_past(lemma)]
    british = {lemma + "led", lemma + "ling"} if lemma.endswith("el") else set()
    return frozenset({lemma, _s(lemma), _ing(lemma), *past, *british})


def plurals(lemma: str) -> frozenset[str]:
    """A noun and its plural; one given in the plural has no other form."""
    if lemma.endswith("s") and not lemma.endswith("ss"):
        return frozenset({lemma})
    return frozenset({lemma, _PLURALS.get(lemma, _s(lemma))})


def _s(lemma: str) -> str:
    if lemma in ("have", "be"):
        return {"have": "has", "be": "is"}[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if _doubles(lemma) else "") + "ed"


def _ing(lemma: str) -> str:
    if lemma in _ING:
        return _ING[lemma]
    if _doubles(lemma):
        return lemma + lemma[-1] + "ing"
    return lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith("ee") else lemma + "ing"


def _doubles(lemma: str) -> bool:
    return lemma in _DOUBLES or _SHORT.fullmatch(lemma) is not None
