from markupsafe import Markup

from onrecord.present.charts.drawn import line, strip
from onrecord.present.charts.heat import Piece


def test_what_a_strip_and_a_line_hold_is_escaped() -> None:
    drawn = strip([Piece(0.0, 50.0, "for", 2, 'from "a" & <b>')])
    assert isinstance(drawn, Markup)
    assert "<title>from &#34;a&#34; &amp; &lt;b&gt;</title>" in drawn
    assert line(["<i>", "RUS", "+1", "<2>"]) == (
        '<th scope="row">&lt;i&gt;</th><th scope="row">RUS</th><td>+1</td><td>&lt;2&gt;</td>'
    )


def test_a_mixed_period_has_two_bars_and_a_line_may_be_short() -> None:
    assert strip([Piece(0.0, 50.0, "mixed", 3, "2022")]).count("<rect") == 2
    assert strip([Piece(0.0, 50.0, "against", 1, "2022")]).count("<rect") == 1
    assert strip([]) == ""
    assert line(["issue", "RUS"]).count("<td>") == 0
