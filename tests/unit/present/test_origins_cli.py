import json

from typer.testing import CliRunner

from onrecord.present.cli import app
from tests.unit.analyse.test_origins import record  # noqa: F401 - a fixture


def run(opened, *more):
    result = CliRunner().invoke(app, ["origins", str(opened.path), *more])
    assert result.exit_code == 0, result.output
    return result.output


def test_stories_with_their_counts(record):  # noqa: F811
    head, row = run(record).splitlines()
    assert head.split()[-4:] == ["documents", "outlets", "origins", "first_seen"]
    assert row.split()[-4:] == ["3", "3", "2", "a"]


def test_one_object_a_line(record):  # noqa: F811
    (line,) = run(record, "--of", "utterances", "--json").splitlines()
    assert json.loads(line)["speaker"] == "Ana Bell"


def test_edges_of_an_id(record):  # noqa: F811
    assert "dateline names Reuters" in run(record, "a")


def test_a_document_stands_beside_those_of_its_story(record):  # noqa: F811
    lines = [json.loads(line) for line in run(record, "c", "--json").splitlines()]
    assert {"a", "b", "c"} <= {line["doc"] for line in lines if "shared" in line}


def test_an_event_stands_in_all_its_tellings_with_what_differs(record):  # noqa: F811
    event = json.loads(run(record, "--of", "events", "--json").splitlines()[0])
    told = [json.loads(line) for line in run(record, event["event"], "--json").splitlines()]
    told = [one for one in told if "status" in one]
    assert len(told) == event["documents"]
    assert [one["detail"] for one in told if one["id"] == event["event"]] == [None]


def test_nothing_is_said_so(record):  # noqa: F811
    assert "no edge" in run(record, "d")


def test_documents_of_a_story_and_wordings_of_an_utterance_stand_side_by_side(record):  # noqa: F811
    story = json.loads(run(record, "--json"))["story"]
    assert [json.loads(line).get("copy_of") for line in run(record, story, "--json").splitlines()[:3]] == [
        None,
        "a",
        None,
    ]
    utterance = json.loads(run(record, "--of", "utterances", "--json"))["utterance"]
    assert run(record, utterance).count("The Aurelia will be refloated") == 3
