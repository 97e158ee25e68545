import json

from training.statements.corpus import Marked, hold_out, read_own, split_sentences, widen


def test_sentences_end_at_punctuation_and_line_breaks() -> None:
    text = 'He left. "Why?" she asked\nNobody knew.'

    assert [text[a:b].strip() for a, b in split_sentences(text)] == ["He left.", '"Why?" she asked', "Nobody knew."]


def test_a_cue_takes_its_auxiliaries_and_a_content_its_that() -> None:
    text = "Chad has repeatedly said that it is ready"
    marked = Marked(((0, 4),), ((20, 24),), ((30, 41),))
    wide = widen(text, marked)

    assert [text[a:b] for a, b in (*wide.cue, *wide.content)] == ["has repeatedly said", "that it is ready"]


def test_widening_stops_at_another_part() -> None:
    text = "was said was"
    marked = Marked(((0, 3),), ((4, 8),), ((9, 12),))

    assert widen(text, marked) == marked


def test_own_passages_are_read_with_their_acts_and_levels(tmp_path) -> None:
    text = "{S1 Chad} {C1 said} {T1 {S2 Mali} {C2 wants} {T2 rain}}"
    row = {"id": "a-1", "text": text, "acts": {"1": "report", "2": "demand"}}
    (tmp_path / "statements_a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (passage,) = read_own(tmp_path)

    assert passage.nested
    assert [(one.level, one.act) for one in passage.statements] == [(0, "report"), (1, "demand")]


def test_held_out_passages_are_the_same_each_time(tmp_path) -> None:
    (tmp_path / "statements_a.jsonl").write_text(
        "\n".join(f'{{"id": "{i}", "text": "x", "acts": {{}}}}' for i in range(30)), encoding="utf-8"
    )
    passages = read_own(tmp_path)
    learn, held = hold_out(passages, 10, 3)

    assert (learn, held) == hold_out(passages, 10, 3)
    assert sorted(one.id for one in learn + held) == sorted(one.id for one in passages)
    assert len(held) == 3
