"""Whom pronouns and descriptions mean."""

from tests.unit.resolve.stage import resolved, stage, who

PAIR = "Ann Vale;Tom Reed;Vale;Reed"


def test_gender_excludes() -> None:
    text = "Ann Vale met Tom Reed on Monday. {s She} {c said} {q so}. {s2 He} {c2 said} {q2 no}."
    assert who(text, persons=PAIR) == ["Ann Vale/-", "Tom Reed/-"]


def test_gender_is_learned_from_the_pronoun_that_follows_a_name() -> None:
    text = "Kestrel Obi said that she would stay. Tom Reed came. {s She} {c said} {q so}."
    assert who(text, persons="Kestrel Obi;Tom Reed") == ["Kestrel Obi/-"]


def test_the_last_speaker_goes_on() -> None:
    text = "{s Tom Reed} {c said} {q so}. Bob Hill's house stood near. {s2 He} {c2 added} {q2 more}."
    assert who(text, persons="Tom Reed;Bob Hill")[1] == "Tom Reed/-"


def test_a_name_within_a_quotation_is_no_antecedent() -> None:
    text = "{s Tom Reed} {c said} {q “Bob Hill was wrong.”} {s2 He} {c2 left} {q2 it there}."
    assert who(text, persons="Tom Reed;Bob Hill")[1] == "Tom Reed/-"


def test_who_is_named_in_the_words_said_is_not_the_pronoun() -> None:
    text = "Tom Reed came late. Bob Hill waited. {s He} {c said} {q Bob Hill was right}."
    assert who(text, persons="Tom Reed;Bob Hill") == ["Tom Reed/-"]


def test_who_is_told_is_not_the_pronoun() -> None:
    text = "Tom Reed came. Bob Hill waited. {s He} {c told} Bob Hill {q it was late}."
    assert who(text, persons="Tom Reed;Bob Hill") == ["Tom Reed/-"]


def test_a_relative_pronoun_means_who_stands_before_it() -> None:
    text = "Tom Reed met Bob Hill, {s who} {c said} {q so}."
    assert who(text, persons="Tom Reed;Bob Hill") == ["Bob Hill/-"]


def test_it_means_an_institution_not_a_person() -> None:
    text = "{s The Russian Foreign Ministry} {c said} {q so}. Tom Reed came. {s2 It} {c2 added} {q2 more}."
    assert who(text, persons="Tom Reed")[1] == "Ministry of Foreign Affairs of Russia/RUS"


def test_a_pronoun_with_nobody_to_mean_stays_unknown() -> None:
    assert who("It rained. {s She} {c said} {q so}.") == ["-/-"]
    assert who("Tom Reed came. {s She} {c said} {q so}.", persons="Tom Reed") == ["-/-"]


def test_descriptions_mean_whom_the_document_describes_so() -> None:
    text = (
        "Sen. Tom Reed of Harbour met Ann Vale, a professor of law. It took an hour. {s The senator} {c said} {q so}. "
        "{s2 The professor} {c2 said} {q2 no}."
    )
    assert who(text, persons=PAIR) == ["Tom Reed/-", "Ann Vale/-"]


def test_an_age_means_the_person_in_focus() -> None:
    text = "{s Ann Vale} {c came} {q home}. {s2 The 55-year-old} {c2 said} {q2 so}."
    assert who(text, persons="Ann Vale")[1] == "Ann Vale/-"


def test_an_indefinite_description_means_nobody_named() -> None:
    assert who("Sen. Tom Reed came. {s A senator} {c said} {q so}.", persons="Tom Reed") == ["-/-"]


def test_a_headline_s_noun_is_named_in_what_follows() -> None:
    text = "{s Lawmaker} {c urges} {q action}\n\nRep. Ann Vale spoke on Monday. Tom Reed listened."
    assert who(text, persons=PAIR) == ["Ann Vale/-"]


def test_a_name_cut_short_in_a_headline_is_the_person_of_the_text() -> None:
    text = "{s Vale} {c Wants} {q More Ships For Harbour}\n\nMinister Ann Vale spoke. She went on."
    assert who(text, persons="Ann Vale") == ["Ann Vale/-"]


def test_titles_and_parties_are_no_part_of_a_name() -> None:
    text = "{s Republican Harbour Gov. Tom Reed} {c said} {q so}. {s2 Democrat Ann Vale} {c2 said} {q2 no}."
    found = resolved(stage(text, persons="Tom Reed;Democrat Ann Vale"))
    assert [found["1"][0], found["2"][0]] == ["Tom Reed", "Ann Vale"]


def test_he_after_an_unnamed_speaker_is_the_unnamed_one() -> None:
    text = "Tom Reed came. {s A Chilean foreign ministry spokesman} {c said} {q so}. {s2 He} {c2 added} {q2 more}."
    assert who(text, persons="Tom Reed")[1] == "-/CHL"


def test_a_description_means_the_source_that_used_its_noun_last() -> None:
    text = (
        "{s Kremlin spokesman Dmitry Peskov} {c said} {q so}. {s2 A spokesman for Chile's army} {c2 said} {q2 no}. "
        "{s3 The spokesman} {c3 left} {q3 it}."
    )
    assert who(text, persons="Dmitry Peskov")[2] == "-/CHL"
