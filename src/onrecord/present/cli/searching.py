"""`onrecord search`: where words stand."""

from typing import Annotated

import typer

from onrecord.present.cli.options import Acts, Kinds, Machine, RecordPath, Side, Since, SpeakerName, Until


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("search")(search)


def search(  # noqa: PLR0913, PLR0917 - options of a command
    record: RecordPath,
    words: Annotated[
        list[str],
        typer.Argument(help='Words that must all be there; "a phrase", begin*, AND, OR, NOT.', show_default=False),
    ],
    side: Side = None,
    speaker: SpeakerName = "",
    kind: Kinds = None,
    act: Acts = None,
    since: Since = "",
    until: Until = "",
    outlet: Annotated[str, typer.Option(help="Name of an outlet, just as in the record.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Hits at most.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    machine: Machine = False,
) -> None:
    """Find words in the texts or in what was said.

    With --side, --speaker, --kind or --act only what was said is searched.
    --since and --until are dates of publication. A hit tells its place: document, and half-open code points.

    Example: onrecord search my.record "arms sales" --side CHN --since 2024
    """
    from onrecord.analyse.finding import find  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.present.cli.hits import as_json, show  # noqa: PLC0415
    from onrecord.record import Filters, Record  # noqa: PLC0415
    from onrecord.types import Date  # noqa: PLC0415

    filters = Filters(
        outlet=outlet or None,
        since=Date.parse(since).first.isoformat() if since else None,
        until=Date.parse(until).last.isoformat() if until else None,
        side=_one("--side", side),
        speaker=speaker or None,
        kind=_one("--kind", kind),
        act=_one("--act", act),
    )
    # a word with a space in it was quoted in the shell: a phrase, unless it has marks of its own
    query = " ".join(f'"{word}"' if " " in word and '"' not in word and not _combined(word) else word for word in words)
    with Record.open(record, judged=not machine) as found:
        hits = find(found, query, limit=limit, filters=filters).to_pylist()
    if json:
        as_json(hits)
    elif hits:
        show(hits)
    else:
        typer.echo(f"no hit for {query}; fewer words, or a beginning with a star, find more", err=True)


def _combined(word: str) -> bool:
    return any(part in {"AND", "OR", "NOT"} or part.startswith("(") for part in word.split())


def _one(option: str, values: list[str] | None) -> str | None:
    if values and len(values) > 1:
        raise typer.BadParameter(f"{option} takes one value here, not {', '.join(values)}")
    return values[0] if values else None
