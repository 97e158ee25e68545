"""Forms of English verbs and nouns from their lemma, for tables that list lemmas."""

_IRREGULAR = {
    "arise": "arose arisen", "beat": "beat beaten", "begin": "began begun", "bid": "bid",
    "break": "broke broken", "bring": "brought", "build": "built", "burn": "burnt burned", "buy": "bought",
    "catch": "caught", "come": "came come", "cut": "cut", "deal": "dealt", "do": "did done",
    "draw": "drew drawn", "drive": "drove driven", "feed": "fed", "fight": "fought", "find": "found",
    "flee": "fled", "fly": "flew flown", "forbid": "forbade forbidden", "forgive": "forgave forgiven",
    "freeze": "froze frozen", "get": "got gotten", "give": "gave given", "go": "went gone",
    "hang": "hung hanged", "have": "had", "hit": "hit", "hold": "held", "keep": "kept", "lay": "laid",
    "lead": "led", "leave": "left", "lend": "lent", "let": "let", "make": "made", "meet": "met",
    "overrun": "overran overrun", "overthrow": "overthrew overthrown", "pay": "paid", "plead": "pleaded pled",
    "put": "put", "quit": "quit", "read": "read", "ride": "rode ridden", "rise": "rose risen", "run": "ran run",
    "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent", "set": "set",
    "shoot": "shot", "shut": "shut", "shun": "shunned", "sink": "sank sunk", "sit": "sat",
    "speak": "spoke spoken", "spend": "spent", "spread": "spread", "stand": "stood", "steal": "stole stolen",
    "strike": "struck stricken", "swear": "swore sworn", "take": "took taken", "teach": "taught",
    "tell": "told", "think": "thought", "throw": "threw thrown", "undertake": "undertook undertaken",
    "uphold": "upheld", "understand": "understood", "wage": "waged", "win": "won",
    "withdraw": "withdrew withdrawn", "withhold": "withheld", "write": "wrote written", "deny": "denied",
    "intend": "intended", "be": "was were been am is are", "seem": "seemed", "gun": "gunned",
    "expel": "expelled", "rebut": "rebutted", "ban": "banned", "plan": "planned", "ram": "rammed",
    "jam": "jammed", "stab": "stabbed", "fund": "funded", "tap": "tapped", "swap": "swapped", "ship": "shipped",
    "drop": "dropped", "stop": "stopped", "slam": "slammed", "step": "stepped", "rebuff": "rebuffed",
    "spy": "spied", "scrap": "scrapped", "snub": "snubbed", "slap": "slapped", "seize": "seized",
    "commit": "committed", "permit": "permitted", "grab": "grabbed", "wrap": "wrapped", "shell": "shelled",
    "bomb": "bombed", "torpedo": "torpedoed", "veto": "vetoed", "embargo": "embargoed",
    "petition": "petitioned", "equip": "equipped", "beg": "begged", "die": "died", "lie": "lied", "sue": "sued",
    "defer": "deferred", "confer": "conferred", "transfer": "transferred", "quell": "quelled",
    "kidnap": "kidnapped", "airlift": "airlifted", "gas": "gassed", "picket": "picketed", "rebel": "rebelled",
    "patrol": "patrolled",
}  # fmt: skip
_ING = {
    "be": "being", "die": "dying", "lie": "lying", "free": "freeing", "agree": "agreeing", "flee": "fleeing",
}  # fmt: skip
_DOUBLES = frozenset(
    "begin cut get hit let put quit run set shut sit stop plan ban ram jam stab tap swap ship drop slam step "
    "scrap snub "
    "slap commit permit grab wrap beg defer confer transfer kidnap expel rebel patrol gun overrun shun gas "
    "equip".split()
)
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
    return lemma + "ed"


def _ing(lemma: str) -> str:
    if lemma in _ING:
        return _ING[lemma]
    if lemma in _DOUBLES:
        return lemma + lemma[-1] + "ing"
    return lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith("ee") else lemma + "ing"
