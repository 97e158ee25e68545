"""`onrecord watch`: feeds, round after round."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("watch")(watch)


def watch(  # noqa: PLR0913, PLR0917 - options of a command
    feeds: Annotated[Path, typer.Argument(help="OPML file that lists the feeds.", show_default=False)],
    record: Annotated[Path, typer.Option(help="Folder of the record, made where there is none.", show_default=False)],
    every: Annotated[float, typer.Option(min=1, help="Minutes from the begin of a round to the next.")] = 15,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    issues: Annotated[Path | None, typer.Option(help="TOML file of issues: the watchlist.")] = None,
    actors: Annotated[Path | None, typer.Option(help="CSV of your own persons and offices.")] = None,
    settings: Annotated[Path | None, typer.Option(help="TOML file of settings.")] = None,
    add: Annotated[bool, typer.Option("--add", help="Add to what the record holds of other inputs.")] = False,
) -> None:
    """Fetch what is new in feeds and keep the record up to date, until Ctrl-C.

    Pages are fetched once each into the folder FEEDS.collected beside the list, as web archives: `onrecord build` on
    that folder makes the same record without a network. Sites' robots.txt and their wish to wait are followed; a feed
    that fails is asked less and less often.

    Example: onrecord watch news.opml --record news.record --every 30
    """
    import msgspec  # noqa: PLC0415 - keeps `onrecord --help` quick

    import onrecord  # noqa: PLC0415
    from onrecord.present.cli.progress import progress  # noqa: PLC0415
    from onrecord.settings import PositionsSettings, ResolveSettings, Settings  # noqa: PLC0415

    chosen = Settings.load(settings) if settings else Settings()
    if actors:
        chosen = msgspec.structs.replace(chosen, resolve=ResolveSettings(actors=str(actors)))
    if issues:
        chosen = msgspec.structs.replace(chosen, positions=PositionsSettings(issues=str(issues)))
    with progress() as report:
        options = onrecord.Options(settings=chosen, add=add, progress=report)
        for manifest in onrecord.watch(feeds, record, options, minutes=every, rounds=1 if once else 0):
            counts = ", ".join(f"{number} {name}" for name, number in manifest.counts.items() if number)
            typer.echo(f"{record}: {counts or 'empty'}")
            for item in manifest.rejected:
                typer.echo(f"rejected {item.path}: {item.reason}", err=True)
