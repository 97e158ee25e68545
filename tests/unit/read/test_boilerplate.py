"""What is marked as furniture of the page, and what must not be."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.boilerplate import mark
from onrecord.read.lines import split
from onrecord.types import Span

PROSE = [
    "The foreign minister of Ruritania arrived in the capital on Monday for two days of talks on the border.",
    "“We expect an honest answer,” she told reporters at the airport, and declined to say what would follow.",
    "Officials of the host country said the agenda had been agreed in advance and held no surprises at all.",
    "The two states have quarrelled over the river since the war, and a third of the border is still unmarked.",
    "A joint statement is planned for Tuesday evening, according to two diplomats who know the draft of it.",
    "Neither side would say whether the question of the islands had been raised during the first day of talks.",
]


def _marked(lines: list[str], headline: int | None = None, gap: str = "\n\n") -> list[str]:
    text = gap.join(lines)
    parts = split(text)
    found = mark(parts, parts[headline].span if headline is not None else None)
    return [line for line in lines if all(any(span.holds(each) for span in found) for each in _places(text, line))]


def _places(text: str, block: str) -> list[Span]:
    """Where the lines of a block stand."""
    start = text.index(block)
    return [Span(start + block.index(line), start + block.index(line) + len(line)) for line in block.split("\n")]


FURNITURE = [
    "Image", "Advertisement", "Advertisement Continue reading the main story", "Scroll to Top", "[Disclaimer]",
    "Source:",
    "Share this article", "Subscribe", "Follow us", "READ MORE", "Related articles", "Skip to main content",
    "Also Read: Ruritania closes its harbours", "READ MORE: Ruritania closes its harbours",
    "Watch | The minister arrives",
    "More: How the border was drawn", "See also – A history of the islands", "Don't miss: our weekly quiz",
    "Photo: Jane Doe", "Image caption The minister at the airport", "Image copyright Getty Images",
    "The minister at the airport. (Photo by Jane Doe)", "The minister at the airport [Photo/Agencies]",
    "The minister waves on arrival. Jane Doe/Getty Images", "The minister waves on arrival. REUTERS/Jane Doe",
    "Getty Images", "Jane Doe / Reuters", "AP Photo/Jane Doe", "(Reuters)", "Jane Doe/The Ruritanian",
    "Reuters The minister of Ruritania waves on arrival in the capital", "3/12 The minister waves on arrival",
    "The minister in 2019 (file photo)", "FILE - The minister waves on arrival in 2019.",
    "Tags: ruritania, border, talks", "ruritania, border, diplomacy, islands, talks", "#ruritania #border",
    "Ruritania, Doe, Border, Talks, Islands", "Filed under: World",
    "Source: https://example.org/2021/10/12/talks", "https://example.org/talks", "Source: Ruritanian News Agency",
    "By Jane Doe", "By Jane Doe and John Roe, Ruritanian News Agency", "BY JANE DOE", "Jane Doe | Xinhua",
    "October 3 2024, 08:53 AM • 88 views", "Published: 3 Oct 2024", "88 views", "5 min read", "12 comments",
    "Sign up for our daily newsletter and get the news in your inbox.", "Follow us on Twitter and Facebook",
    "Subscribe to our channel for more updates", "Like us on Facebook", "Share this story with a friend!",
    "Join the conversation", "Download our app for breaking news alerts", "Follow Jane Doe on Twitter @janedoe.",
    "We use cookies to make this site work. Accept cookies to go on.",
    "© 2024 The Ruritanian. All rights reserved.", "Copyright 2018 The Ruritanian.",
    "This material may not be published, broadcast or rewritten.",
    "The views expressed in this article are the author's own and do not reflect the paper's.",
    "Disclaimer: This text is no investment advice.", "This article was originally published on Example.",
    "Editor's note: The spelling of a name was corrected.", "Correction: An earlier version named the wrong river.",
    "(Reporting by Jane Doe; Editing by John Roe)", "With assistance from John Roe",
    "Additional reporting by John Roe in Vienna.", "John Roe contributed to this report.",
    "Your email address will not be published. Required fields are marked *", "Leave a Comment", "Post a comment",
    "Save my name, email, and website in this browser for the next time I comment.", "___", "* * *",
    "Reading time: 3 minutes", "A+ A-", "Editor: Jane Doe", "3 OCT, 08:53", "Post Views: 1,234", "Powered by WordPress",
    "Next post: Ruritania closes its harbours", "Comments are closed.", "Published 2 hours ago",
    "(With inputs from RNA)",
    "This story has been published from a wire feed without changes.", "Read the original article here: http://x.example/y",
    "[How the border was drawn and why it matters]", "Enlarge this image toggle caption Jane Doe/AP",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_marked_wherever_it_stands(line: str) -> None:
    assert _marked([*PROSE[:3], line, *PROSE[3:]]) == [line]


KEPT = [
    "Ruritania rejects the border commission", "A LONG QUARREL", "What comes next?", "The islands",
    "“We will not sign a blank sheet of paper.”", "The minister on the river question",
    '"We will not sign," the minister said.', "They said no.", "He denied it.",
    "Reuters reported on Sunday that the draft had been leaked.", "The photo shows a line of lorries at the border.",
    "Getty Images sued the ministry over the use of its pictures last year.",
    "Source close to the minister denied this.",
    "The talks were followed by a dinner, a concert, and a walk by the river.",
    "Follow the money, the opposition said.",
    "Share prices fell after the announcement on Monday.", "By Monday evening, nothing had been signed.",
    "Related talks on fishing rights will begin next week in Vienna.", "More than 40 people were hurt, police said.",
    "The ministry said on X that the talks would continue.", "Comments by the minister angered the opposition.",
    "From Vienna, the minister flies home on Wednesday.", "Like her predecessor, she speaks four languages.",
    "Live rounds were fired.", "The story by the river is an old one.", "Editors in the capital were told to wait.",
    "Two deaths were reported from the border region.", "Falling prices contributed to this trend, he said.",
    "Written by a committee, the draft was never published.", "The writer is in prison, his lawyer said.",
    "AP Declares The Premier Winner In Ruritania", "9/11 families ask for an answer", "By the Numbers",
    "From Ruritania With Love", "The views expressed by voters on the square were mixed.",
    "The report may not be published before the vote.", "Most popular among young voters is the mayor.",
    "Photos by the hundred were lost in the fire.", "Produced by a state-owned firm, the missile failed.",
    "Join the alliance or leave it, the president said of his neighbour.", "Published reports put the number at 300.",
    "On October 3, 2024, the two states signed a protocol on the river.", "Search teams found the boat on Friday.",
    "The president, the premier, the speaker and the chief justice attended.", "Neither side commented.",
    "It was written by a committee that had met in secret for a year.", "Support for the treaty is growing, polls say.",
    "A spokesman who can't be named asked for patience.",
]  # fmt: skip


@pytest.mark.parametrize("line", KEPT)
def test_prose_headings_and_quotations_are_kept(line: str) -> None:
    assert _marked([*PROSE[:3], line, *PROSE[3:]]) == []


def test_a_picture_block_is_marked_whole() -> None:
    caption = "The minister meets her host in the capital on March 2. They smile."
    block = f"border, talks, ruritania, river\n{caption}\nForeign Office"
    lines = [*PROSE[:3], block, *PROSE[3:]]
    assert _marked(lines) == [block]


def test_a_paragraph_with_a_heading_below_it_is_kept() -> None:
    block = "The two sides talked until the evening and agreed on nothing.\nWhat The Deal Would Mean"
    assert _marked([*PROSE[:3], block, *PROSE[3:]]) == []


def test_a_caption_with_its_maker_below_is_marked_and_a_quotation_with_its_speaker_is_not() -> None:
    caption = "The minister and her host inspect a guard of honour on March 2.\nRuritanian Foreign Office"
    quotation = "“We will not sign a blank sheet of paper.”\nThe Ruritanian Minister"
    assert _marked([*PROSE[:3], caption, *PROSE[3:]]) == [caption]
    assert _marked([*PROSE[:3], quotation, *PROSE[3:]]) == []


def test_sentences_without_a_stop_are_captions_where_the_others_have_one() -> None:
    caption = "The minister waves to the crowd outside the palace in the old town"
    assert _marked([*PROSE[:3], caption, *PROSE[3:]]) == [caption]


def test_a_paragraph_cut_by_a_page_break_is_kept() -> None:
    cut = "The officials said that the agenda of the talks which had been agreed on and the"
    assert _marked([*PROSE[:3], cut, "need to keep it secret were both theirs.", *PROSE[3:]]) == []


def test_nothing_is_a_caption_where_no_line_has_a_stop() -> None:
    lines = [line.rstrip(".") for line in PROSE if "“" not in line]
    assert _marked(lines) == []


def test_all_that_follows_a_comment_form_is_marked() -> None:
    tail = ["3 comments", "great article", "I do not agree with this at all.", "Reply"]
    assert _marked([*PROSE, *tail]) == tail


def test_links_at_the_end_are_marked_and_prose_after_them_is_not() -> None:
    tail = ["You may also like", "Ruritania closes its harbours", "Five facts about the islands"]
    assert _marked([*PROSE[:5], *tail, PROSE[5]]) == tail


def test_an_author_note_is_marked_at_the_end_only() -> None:
    note = "Jane Doe is a senior correspondent for The Ruritanian who covers the border."
    assert _marked([*PROSE, note]) == [note]
    assert _marked([note, *PROSE, *PROSE]) == []
    assert _marked([*PROSE, "The author is a fellow of the institute."]) == ["The author is a fellow of the institute."]


def test_the_headline_is_kept_and_its_copy_marked() -> None:
    text = "Talks on the border begin\n\nA summary.\n\nTalks on the Border Begin\n\n" + "\n\n".join(PROSE)
    lines = split(text)
    assert mark(lines, lines[2].span) == (lines[0].span,)
    assert mark(lines, lines[0].span) == (lines[2].span,)


def test_a_headline_that_looks_like_furniture_is_kept() -> None:
    lines = split("War, Peace, Borders\n\n" + "\n\n".join(PROSE))
    assert mark(lines, lines[0].span) == ()


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FURNITURE + KEPT + PROSE), st.text(max_size=40)), max_size=30), st.data())
def test_spans_are_sorted_disjoint_and_within_the_text(parts: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(parts)
    lines = split(text)
    headline = data.draw(st.sampled_from(lines)).span if lines else None
    spans = mark(lines, headline)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end < two.start for one, two in pairwise(spans))
    assert headline is None or not any(span.overlaps(headline) for span in spans)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 1_000_000,
        "word, " * 170_000,
        "(" * 1000,
        "By " + "A. " * 330,
        "¡" * 999,
        "1/" * 500,
        " a" * 499,
        "- " * 500,
    ],
)
def test_no_line_takes_long(line: str) -> None:
    start = time.process_time()
    mark(split("\n\n".join([*PROSE, line, *PROSE])))
    assert time.process_time() - start < 2
