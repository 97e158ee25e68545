import msgspec
import pytest

from onrecord.link import link
from onrecord.settings import LinkSettings
from tests.unit.link.texts import OTHER, REPORT, document, done, pair, said

NOTE = "Ana Bell said that the wreck of the Aurelia would be removed from the channel before the herring season. "
RETOLD = "According to Ana Bell, the wreck of the Aurelia would be removed before the herring season. "
MEETING = "Ministers of Sweden and Norway met in Port Verity on Tuesday and spoke about the wreck of the Aurelia. "


def linked(*pairs):
    return {row.document: row for row in link(sorted(pairs, key=lambda one: one[0].id), LinkSettings())}


def two(**other):
    a, b = document("a", REPORT + NOTE), document("b", OTHER + RETOLD, "2022-03-02")
    first = said(
        a, "the wreck of the Aurelia would be removed from the channel before the herring season", kind="direct"
    )
    second = said(b, "the wreck of the Aurelia would be removed before the herring season", **other)
    return pair(a, first), pair(b, second), first, second


def test_one_utterance_stands_in_the_first_document_with_its_fullest_and_earliest_wording():
    one, other, first, second = two()
    rows = linked(one, other)
    (utterance,) = rows["a"].utterances
    assert [told.statement for told in utterance.statements] == [first.id, second.id]
    assert (utterance.fullest, utterance.earliest, rows["b"].utterances) == (first.id, first.id, ())
    (tie,) = (tie for tie in rows["b"].links if tie.kind == "utterance")
    assert (tie.source, tie.target, tie.detail) == (second.id, first.id, "… -from the channel- …")


@pytest.mark.parametrize(
    ("words", "day", "one"),
    [
        ("the wreck of the Aurelia", "2022-03-01", True),
        # a few words of many, and nobody knows when: they may be said again and again
        ("the wreck of the Aurelia", None, False),
        ("the wreck of the Aurelia would be removed from the channel before the herring season", None, True),
    ],
)
def test_without_a_date_the_words_must_be_nearly_the_same(words, day, one):
    a, b = document("a", REPORT + NOTE, None), document("b", OTHER + NOTE, None)
    whole = "the wreck of the Aurelia would be removed from the channel before the herring season"
    rows = linked(pair(a, said(a, whole, day)), pair(b, said(b, words, day)))
    assert any(tie.kind == "utterance" for row in rows.values() for tie in row.links) is one


@pytest.mark.parametrize("other", [{"day": "2022-03-20"}, {"speaker": None}, {"side": ("NOR",), "speaker": None}])
def test_another_day_or_speaker_is_another_utterance(other):
    one, told_again, *_ = two(**other)
    rows = linked(one, told_again)
    assert len(rows["a"].utterances) == len(rows["b"].utterances) == 1


def test_an_event_told_twice_is_merged_and_says_what_differs():
    a, b = document("a", REPORT + MEETING), document("b", OTHER + MEETING, "2022-03-02")
    first, second = done(a, "met in"), done(b, "met in", "2022-03-02", status="ongoing")
    rows = linked(pair(a, first), pair(b, second))
    (tie,) = (tie for row in rows.values() for tie in row.links if tie.kind == "event")
    assert {tie.source, tie.target} == {first.id, second.id}
    assert "date 2022-03-0" in tie.detail and "status" in tie.detail
    conflicts = [tie.detail for row in rows.values() for tie in row.links if tie.kind == "contradiction"]
    assert conflicts == ["date"]


@pytest.mark.parametrize(
    "more", [{"target": ("FIN",)}, {"event": "AGREE"}, {"day": "2022-04-01"}, {"status": "hypothetical"}]
)
def test_other_parties_type_day_or_status_is_another_event(more):
    a, b = document("a", REPORT + MEETING), document("b", OTHER + MEETING, "2022-03-02")
    rows = linked(pair(a, done(a, "met in")), pair(b, done(b, "met in", **more)))
    assert not [tie for row in rows.values() for tie in row.links if tie.kind == "event"]


def test_a_chain_never_ties_what_its_ends_tell_apart():
    # b gives no day, so it would go with a and with c; these two are a month apart
    texts = [document(id, text + MEETING) for id, text in (("a", REPORT), ("b", REPORT), ("c", REPORT))]
    days = ("2022-03-01", None, "2022-04-05")
    rows = linked(*(pair(doc, done(doc, "met in", day)) for doc, day in zip(texts, days, strict=True)))
    ties = [tie for row in rows.values() for tie in row.links if tie.kind == "event"]
    assert len(ties) == 1


def test_two_events_of_one_document_are_never_one_through_another():
    a = document("a", REPORT + MEETING + "Later in March " + MEETING)
    b = document("b", REPORT + MEETING)
    both = done(a, "met in", None), done(a, "met in Port Verity on Tuesday and spoke", None)
    rows = linked(pair(a, *both), pair(b, done(b, "met in", None)))
    assert len([tie for row in rows.values() for tie in row.links if tie.kind == "event"]) == 1


def test_an_agreement_of_long_ago_is_one_event_however_it_is_told():
    a = document("a", "Both signed a fisheries treaty in 1998 and have kept it since then, to their benefit.")
    b = document("b", "It is twenty years that the pact between the neighbours stands. " + OTHER, "2021-06-01")
    fields = {"event": "AGREE", "source": ("NOR", "SWE"), "target": ("NOR", "SWE")}
    rows = linked(
        pair(a, done(a, "signed", "1998", **fields)),
        pair(b, done(b, "pact", "1998-05", **fields)),
    )
    (tie,) = (tie for row in rows.values() for tie in row.links if tie.kind == "event")
    assert "rule: retrospect" in tie.reason
    assert tie.detail.startswith("date 19") and "figures" not in tie.detail


def test_a_denial_by_the_other_side_is_a_contradiction():
    a, b = document("a", REPORT + NOTE), document("b", OTHER + NOTE, "2022-03-02")
    words = "the wreck of the Aurelia would be removed from the channel before the herring season"
    first = said(a, words)
    second = said(b, words, "2022-03-02", act="deny", side=("NOR",), speaker=None)
    rows = linked(pair(a, first), pair(b, second))
    (tie,) = (tie for row in rows.values() for tie in row.links if tie.kind == "contradiction")
    assert (tie.source, tie.target, tie.detail) == (second.id, first.id, "denial")
    assert tie.spans and tie.matches


def test_two_denials_do_not_contradict_each_other():
    a, b = document("a", REPORT + NOTE), document("b", OTHER + NOTE, "2022-03-02")
    words = "the wreck of the Aurelia would be removed from the channel before the herring season"
    first, second = said(a, words, act="deny"), said(b, words, "2022-03-02", act="deny", side=("NOR",), speaker=None)
    rows = linked(pair(a, first), pair(b, second))
    assert not [tie for row in rows.values() for tie in row.links if tie.kind == "contradiction"]


@pytest.mark.parametrize(
    ("denied", "found"),
    [
        (
            "Ministers of Sweden and Norway never met in Port Verity nor spoke about the wreck of the Aurelia. ",
            1,
        ),
        # no negation: whatever was read as denied, the words don't say so
        ("Ministers of Sweden and Norway met in Port Verity and spoke about the wreck of the Aurelia. ", 0),
        # what is denied is another thing, told beside
        ("Ministers who met in the capital of Norway said no crew of divers had been paid for three long months. ", 0),
    ],
)
def test_what_one_tells_as_done_and_another_as_not_done(denied, found):
    a, b = document("a", REPORT + MEETING), document("b", REPORT + denied)
    second = done(b, "met in", None, status="denied")
    rows = linked(pair(a, done(a, "met in", None)), pair(b, second))
    ties = [tie for row in rows.values() for tie in row.links if tie.kind == "contradiction"]
    assert [tie.detail for tie in ties] == ["status"] * found


def test_a_figure_that_differs_is_a_contradiction_and_no_utterance():
    text = (
        "Ana Bell told parliament that the towing crews had pumped {} tonnes of diesel oil from the Aurelia by noon. "
    )
    a, b = document("a", REPORT + text.format(40)), document("b", OTHER + text.format(75))
    rows = linked(
        pair(a, said(a, "the towing crews had pumped 40 tonnes of diesel oil from the Aurelia by noon")),
        pair(b, said(b, "the towing crews had pumped 75 tonnes of diesel oil from the Aurelia by noon")),
    )
    assert [tie.detail for row in rows.values() for tie in row.links if tie.kind == "contradiction"] == ["figures"]


def test_who_is_credited():
    wire = document("a", "PORT VERITY, March 1 (Reuters) - " + REPORT, outlet="news.example")
    told = document("b", OTHER + "The wreck stays where it is, Ana Bell told Tass on Tuesday.")
    statement = said(told, "The wreck stays where it is")
    rows = linked(pair(wire), pair(told, statement))
    (dateline,) = (tie for tie in rows["a"].links if tie.kind == "origin")
    assert (dateline.target, dateline.reason) == ("outlet:Reuters", "dateline names Reuters")
    (tie,) = (tie for tie in rows["b"].links if tie.kind == "origin")
    assert (tie.source, tie.target) == (statement.id, "outlet:TASS")


def test_a_copy_names_its_source_and_where_its_words_were_first_seen():
    days = {"c": "2022-03-01", "b": "2022-03-02", "a": "2022-03-03"}
    cut = "\n".join(REPORT.splitlines()[:4])
    rows = linked(*(pair(document(id, REPORT if id == "c" else cut, day)) for id, day in days.items()))
    assert (rows["a"].origin, rows["b"].origin, rows["c"].origin) == ("c", "c", None)
    assert len({row.story for row in rows.values()}) == 1
    assert rows["c"].copy_of is None and rows["b"].copy_of == "c"


def test_what_was_linked_before_leaves_no_trace():
    pairs = [pair(document(name, text)) for name, text in (("a", REPORT), ("b", OTHER), ("c", REPORT + NOTE))]
    once = [msgspec.json.encode(row) for row in link(pairs, LinkSettings())]
    list(link(pairs[:1], LinkSettings()))
    assert [msgspec.json.encode(row) for row in link(pairs, LinkSettings())] == once


def test_documents_out_of_order_are_refused():
    with pytest.raises(ValueError, match="order of ids"):
        list(link([pair(document("b", REPORT)), pair(document("a", OTHER))], LinkSettings()))


def test_nothing_gives_nothing():
    assert list(link([], LinkSettings())) == []
    (row,) = link([pair(document("a", ""))], LinkSettings())
    assert row.links == () and row.story


def test_documents_that_can_be_gone_through_only_once_are_refused():
    with pytest.raises(ValueError, match="give it a list"):
        list(link(iter([pair(document("a", REPORT))]), LinkSettings()))
