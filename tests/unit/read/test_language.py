"""Languages told apart, and what is short enough to be English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.describe import describe
from onrecord.read.language import foreign, language
from onrecord.types import Document

TEXTS = {
    "en": "The minister said on Monday that the talks would go on for a week, and that she had not been told. ",
    "fr": "Le ministre a déclaré lundi que les pourparlers dureraient une semaine et qu'il l'ignorait. ",
    "de": "Die Ministerin sagte am Montag, dass die Gespräche noch eine Woche dauern und sie nichts davon wisse. ",
    "es": "El ministro dijo el lunes que las conversaciones durarían una semana y que no se le había informado. ",
    "it": "Il ministro ha detto lunedì che i colloqui dureranno una settimana e che non era stato informato. ",
    "pt": "O ministro disse na segunda-feira que as conversas vão durar uma semana e que não foi informado. ",
    "nl": "De minister zei maandag dat de gesprekken nog een week zullen duren en dat hij daar niet van wist. ",
    "ru": "Министр заявил в понедельник, что переговоры продлятся неделю и что он не был об этом извещён. ",
    "uk": "Міністр заявив у понеділок, що переговори триватимуть тиждень і що він не знав про це. ",
    "zh": "外交部长星期一表示,谈判将继续一个星期,并表示没有得到任何通知。",
    "ja": "外務大臣は月曜日に、交渉は一週間続くと述べ、通知を受けていないと語った。",
    "ko": "장관은 월요일에 회담이 일주일 동안 계속될 것이라고 말했다. ",
    "ar": "قال الوزير يوم الاثنين إن المحادثات ستستمر أسبوعا في العاصمة وإنه لم يتم إبلاغه من هذا على أي حال. ",
    "el": "Ο υπουργός δήλωσε τη Δευτέρα ότι οι συνομιλίες θα διαρκέσουν μία εβδομάδα. ",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_each_language_is_told(code: str, text: str) -> None:
    assert language(text * 5).code == code


@pytest.mark.parametrize("text", ["", "1 2 3", TEXTS["fr"], TEXTS["de"], "Ja."])
def test_a_short_text_in_latin_script_is_english(text: str) -> None:
    assert language(text).supported


def test_a_short_text_in_another_script_is_not() -> None:
    assert language(TEXTS["zh"]).code == "zh"


def test_a_latin_text_of_no_known_language_is_undetermined() -> None:
    assert language("lorxem ipsux dolovit amek consexteru adipilim " * 10).code == "und"


def test_names_in_another_script_leave_english_english() -> None:
    assert language(TEXTS["en"] * 3 + "外交部 (Ministry of Foreign Affairs) Министерство").code == "en"


def test_a_document_that_is_not_supported_is_kept_and_said() -> None:
    document = describe(Document(id="a", text=TEXTS["zh"] * 5))
    assert (document.language, document.supported) == ("zh", False)
    assert document.text == TEXTS["zh"] * 5
    assert document.notes == ("language zh is not supported: kept, nothing extracted",)


GERMAN = (
    "Die Regierung sagte am Dienstag, dass sie mit den Nachbarn nicht über die Grenze reden werde, und das ist alles."
)
ENGLISH = "The minister said on Tuesday that her government would not talk about the border with its neighbours. " * 3


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        (GERMAN, "de"),
        ("Правительство заявило, что оно не будет говорить с соседями о границе, и это всё на сегодня.", "ru"),
        ("政府在星期二表示不会与邻国讨论边界问题，外交部长也没有回答记者的提问。", "zh"),
        (ENGLISH, None),
        ("Die Zeit, Der Spiegel, Le Monde, El País", None),  # names give no ground
        ("Ann Soto, Bo Vale, Rashid Omarov, Ines Batalha, Tomas Ruel, Lena Voss, Orri Hallsson, Rika Haan", None),
        ("", None),
    ],
)
def test_a_paragraph_in_another_language_is_told_only_where_it_is_plain(paragraph: str, code: str | None) -> None:
    assert foreign(paragraph) == code


@given(st.text())
def test_any_paragraph_can_be_asked_for(paragraph: str) -> None:
    foreign(paragraph)


def test_foreign_paragraphs_are_kept_marked_and_not_scored() -> None:
    text = f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}"
    found = describe(Document(id="d", text=text))
    assert found.supported and [(one.language, one.span.of(text)) for one in found.unscored] == [("de", GERMAN)]
    assert GERMAN not in "".join(span.of(text) for span in found.scored())
    assert GERMAN in "".join(span.of(text) for span in found.prose())
    assert "1 paragraph in another language (de): not scored" in found.notes
    assert describe(found) == found
