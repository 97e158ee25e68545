from pathlib import Path

import pytest

from onrecord.errors import PositionsError
from onrecord.positions.issues import load_issues
from onrecord.types import Implies

WHOLE = """
[[issue]]
id = "grain-deal"
statement = " The grain deal "
aliases = ["Black Sea Grain Initiative"]
for = ["Grain must flow"]
against = ["The deal is dead"]
implies = [{stance = "against", issue = "blockade", implied = "for"}]

[[issue]]
id = "blockade"
statement = "A blockade of the ports"
"""


def load(tmp_path: Path, text: str) -> object:
    path = tmp_path / "issues.toml"
    path.write_text(text, encoding="utf8")
    return load_issues(path)


def test_a_whole_watchlist(tmp_path: Path) -> None:
    first, second = load_issues(
        Path(str((tmp_path / "w.toml").write_text(WHOLE, encoding="utf8") and tmp_path / "w.toml"))
    )
    assert (first.id, first.statement) == ("grain-deal", "The grain deal")
    assert first.aliases == ("Black Sea Grain Initiative",)
    assert (first.for_, first.against) == (("Grain must flow",), ("The deal is dead",))
    assert first.implies == (Implies("against", "blockade", "for"),)
    assert second.aliases == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no issue"),
        ("issue = 3", "holds no issue"),
        ("[[issue]\n", "no TOML"),
        ('[[topic]]\nid = "a"', "unknown key 'topic'"),
        ('[[issue]]\nid = "a"', r"issue 1 \(a\): statement is missing"),
        ('[[issue]]\nstatement = "A"', "issue 1: id is missing"),
        ('[[issue]]\nid = "A B"\nstatement = "A"', "id 'A B' may hold"),
        ('[[issue]]\nid = "a"\nstatement = "A"\nalias = ["x"]', "unknown key 'alias'; known are against, aliases"),
        ('[[issue]]\nid = "a"\nstatement = "A"\naliases = "x"', r"\(a\): aliases must be a list"),
        ('[[issue]]\nid = "a"\nstatement = "A"\nfor = [1]', r"\(a\): for must be a list of wordings"),
        ('[[issue]]\nid = "a"\nstatement = "A"\n[[issue]]\nid = "a"\nstatement = "B"', "two issues have the id 'a'"),
        ('[[issue]]\nid = "a"\nstatement = "A"\nimplies = [{stance = "for"}]', "implies must be a list of"),
        (
            '[[issue]]\nid = "a"\nstatement = "A"\nimplies = [{stance = "pro", issue = "b", implied = "for"}]',
            "stance is 'pro'; it must be for or against",
        ),
        (
            '[[issue]]\nid = "a"\nstatement = "A"\nimplies = [{stance = "for", issue = "b", implied = "for"}]',
            "a implies 'b', which is not on the list",
        ),
        (
            '[[issue]]\nid = "a"\nstatement = "A"\nimplies = [{stance = "for", issue = "a", implied = "for"}]',
            "implies a stance on itself",
        ),
    ],
)
def test_each_mistake_is_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PositionsError, match=said) as caught:
        load(tmp_path, text)
    assert "\n" not in str(caught.value)
    assert "issues.toml" in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PositionsError, match="No such file"):
        load_issues(tmp_path / "none.toml")
