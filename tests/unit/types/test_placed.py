import msgspec

from onrecord.types import Extraction, Placed, Reason, Span


def test_the_contract_shape_has_no_reasons() -> None:
    said = Extraction(id="a", language="en")
    reason = Reason(statement="s", issue="i", score=0.7, reason="meaning 0.70", read=Span(0, 4))
    placed = Placed.of(said, (reason,))
    assert placed.plain() == said
    assert "reasons" not in msgspec.to_builtins(placed.plain())
    # rows that an older build wrote have none
    assert msgspec.json.decode(msgspec.json.encode(said), type=Placed).reasons == ()
