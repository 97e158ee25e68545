"""The language of a text, by script and by the commonest words of the large European languages.

No library and no model: the codes only decide whether a text is read further, so that a wrong guess between two
unsupported languages costs nothing, and one about English is what `tests/unit/read/test_language.py` holds.
"""

import re
import unicodedata
from collections import Counter

import msgspec

ENGLISH = "en"
UNKNOWN = "und"
_SHORT = 200
_SAMPLE = 40_000
_SURE = 0.15
_ENGLISH_ENOUGH = 0.08
_LETTERS, _WORDS, _PLAINLY = 20, 12, 0.25
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOP: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in a that is was for on with as it by at from be has have are were an this said which "
        "not but or his he they their who had will its after been would more i you we my your so what if do there",
        "fr": "le la les de des du et en un une que qui dans pour sur pas est au aux par ce il elle son sa ses avec "
        "plus ne se sont été cette mais ou nous vous leur comme à",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus "
        "er hat dass sie nach wird bei einer um am sind noch wie einem über",
        "es": "el la los las de que y en un una por con no se su para al lo como más o pero sus le ha este sí porque "
        "esta entre cuando muy sin sobre también fue es son del",
        "it": "il lo la gli le di che e in un una per con non si del della dei delle al alla dal da sono è più anche "
        "come nel nella ha ma o i se su questo stato",
        "pt": "o a os as de que e em um uma por com não se para do da dos das no na nos ao mais como mas foi ele sua "
        "ou são é seu pela pelo também",
        "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan bij naar uit maar door over "
        "heeft hij zij werd deze nog wordt",
        "pl": "i w z na się nie do że to jest o jak za po od przez dla ale są co oraz jego który które być tym",
        "sv": "och i att det som en på är av för med den till inte har de om ett var från men kan så vi ska",
        "tr": "ve bir bu için de da ile olarak çok daha olan en gibi sonra kadar ancak ise olduğu",
        "id": "yang dan di dengan untuk pada ini dari itu dalam tidak akan ke adalah oleh juga telah sebagai",
        "vi": "và của là trong có được cho không với các một những này đã người khi ông từ về",
        "ru": "и в не на что с по из как это он к но за от для его до или был также",
        "uk": "і в на що з не до як це та за від для його або був також про є й",
        "bg": "и на да се в за от са не с че по като е това ще със",
        "ar": "في من على إلى أن عن مع هذا التي الذي ما لا هذه كان قد",
        "fa": "و در به از که این را با است برای آن یک خود تا بر",
        "ur": "کے میں کی ہے سے کو اور کا نے پر کہ یہ",
    }.items()
}
_BY_SCRIPT: dict[str, tuple[str, ...]] = {
    "LATIN": ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "sv", "tr", "id", "vi"),
    "CYRILLIC": ("ru", "uk", "bg"),
    "ARABIC": ("ar", "fa", "ur"),
}
_ONE_LANGUAGE = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "GREEK": "el", "HEBREW": "he", "THAI": "th",
    "GEORGIAN": "ka", "ARMENIAN": "hy", "TAMIL": "ta", "BENGALI": "bn", "TELUGU": "te",
}  # fmt: skip


class Language(msgspec.Struct, frozen=True):
    """An ISO 639-1 code, or `und`; `supported` where statements can be extracted from it."""

    code: str

    @property
    def supported(self) -> bool:
        """Whether it is English."""
        return self.code == ENGLISH


def language(text: str) -> Language:
    """The language of `text`, judged by its first 40,000 characters.

    A text of fewer than 200 letters, in Latin script, is English by the project's contract.
    """
    sample = text[:_SAMPLE]
    scripts = _scripts(sample)
    total = sum(scripts.values())
    if not total:
        return Language(ENGLISH if len(text) < _SHORT else UNKNOWN)
    script = _dominant(scripts)
    if script == "LATIN" and scripts["LATIN"] < _SHORT:
        return Language(ENGLISH)
    if script in _ONE_LANGUAGE:
        return Language(_ONE_LANGUAGE[script])
    return Language(_by_words(sample, _BY_SCRIPT.get(script, ())))


def foreign(paragraph: str) -> str | None:
    """The language of a paragraph that is plainly not English, None where it is or may be.

    Short ones, names and lists give no ground to judge by: another script needs 20 letters, the Latin one 12 words of
    which a quarter are the commonest of another language, and hardly any of English alone.
    """
    scripts = _scripts(paragraph)
    if sum(scripts.values()) < _LETTERS:
        return None
    script = _dominant(scripts)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    words = [word.replace("’", "'") for word in _WORD.findall(paragraph.lower())]
    if script != "LATIN":
        return _by_words(paragraph, _BY_SCRIPT.get(script, ()))
    if len(words) < _WORDS:
        return None
    shares = {code: sum(word in _STOP[code] for word in words) / len(words) for code in _BY_SCRIPT[script]}
    best = max(shares, key=shares.__getitem__)
    plainly = best != ENGLISH and shares[best] >= _PLAINLY and shares[ENGLISH] < shares[best] / 2
    return best if plainly else None


def _scripts(text: str) -> Counter[str]:
    """How many letters each script has."""
    counts: Counter[str] = Counter()
    for char, number in Counter(text).items():
        if char.isalpha():
            counts[_script(char)] += number
    return counts


def _script(char: str) -> str:
    if char.isascii():
        return "LATIN"
    return unicodedata.name(char, "?").split(" ")[0].split("-")[0]


def _dominant(scripts: Counter[str]) -> str:
    """The script of most letters; any share of kana makes Japanese of Chinese characters.

    A Chinese character says as much as three or so Latin letters, and is counted so.
    """
    weighed = {script: number * (3 if script in ("CJK", "HANGUL") else 1) for script, number in scripts.items()}
    top = max(sorted(weighed), key=weighed.__getitem__)
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    return "HIRAGANA" if top == "CJK" and kana * 10 > scripts["CJK"] else top


def _by_words(text: str, codes: tuple[str, ...]) -> str:
    """The language whose commonest words take the largest share, if it is large enough."""
    words = Counter(word.replace("’", "'") for word in _WORD.findall(text.lower()))
    total = sum(words.values())
    shares = {code: sum(words[word] for word in _STOP[code]) / total for code in codes} if total else {}
    best = max(shares, key=shares.__getitem__, default=UNKNOWN)
    enough = _ENGLISH_ENOUGH if best == ENGLISH else _SURE
    return best if shares.get(best, 0.0) >= enough else UNKNOWN
