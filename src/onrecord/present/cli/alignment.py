"""`onrecord alignment`: who stands with whom."""

from typing import Annotated

import typer

from onrecord.present.cli.matrix import PERIODS, Confidence, Format, Issues
from onrecord.present.cli.options import Machine, RecordPath, Side, Since, Until, chosen, watched

MEASURES = ("agreement", "s", "pi", "kappa")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("alignment")(alignment)


def alignment(  # noqa: PLR0913, PLR0917 - options of a command
    record: RecordPath,
    side: Side = None,
    issue: Issues = None,
    since: Since = "",
    until: Until = "",
    every: Annotated[str, typer.Option(callback=chosen(PERIODS), help=f"{', '.join(PERIODS)}.")] = "all",
    min_issues: Annotated[int, typer.Option(min=2, help="Least issues that a pair must share for a figure.")] = 5,
    min_evidence: Annotated[int, typer.Option(min=2, help="Least statements and deeds behind them.")] = 20,
    min_events: Annotated[int, typer.Option(min=1, help="Least events for net cooperation.")] = 3,
    min_confidence: Confidence = 0.0,
    seed: Annotated[int, typer.Option(help="Of the bootstrap.")] = 1,
    format: Format = "table",
    machine: Machine = False,
) -> None:
    """Compare sides by pairs: share of agreement, Signorino and Ritter's S, Scott's pi, Cohen's kappa, net cooperation.

    Each figure comes with the issues shared, the evidence behind them and a 95 % interval (bootstrap over issues).
    Below the least evidence no figure is given, and why stands beside it. Net cooperation is the mean Goldstein score
    of what the two did to or with each other, from -10 to 10. Without --side the twelve sides with most evidence.

    Example: onrecord alignment my.record --side RUS --side CHN --every year
    """
    import onrecord.analyse.alignment as found  # noqa: PLC0415 - keeps `onrecord --help` quick
    from onrecord.analyse.evidence import Where  # noqa: PLC0415
    from onrecord.present.cli import tables  # noqa: PLC0415
    from onrecord.record import Record  # noqa: PLC0415

    where = Where(side=side or (), issue=issue or (), since=since, until=until, min_confidence=min_confidence)
    terms = found.Terms(
        every=every,  # type: ignore[arg-type]
        min_issues=min_issues,
        min_evidence=min_evidence,
        min_events=min_events,
        seed=seed,
    )
    with Record.open(record, judged=not machine) as opened:
        watched(opened, issue or ())
        rows = found.alignment(opened, where, terms)
    if format != "table":
        tables.write(rows, format)
    elif not rows.num_rows:
        typer.echo("no two sides share an issue or an event; `onrecord matrix` shows who spoke about what", err=True)
    else:
        heads = ["sides", "period", "issues", "evidence", *MEASURES, "events", "cooperation", "withheld"]
        tables.lines(heads, [_line(row) for row in rows.to_pylist()])


def _line(row: dict[str, object]) -> list[str]:
    figures = [_figure(row[name], row[f"{name}_low"], row[f"{name}_high"]) for name in MEASURES]
    pair, counts = f"{row['one']} {row['other']}", [str(row["issues"]), str(row["evidence"])]
    cooperation = "" if row["cooperation"] is None else f"{row['cooperation']:+.1f}"
    return [
        pair,
        str(row["period"] or "all"),
        *counts,
        *figures,
        str(row["events"]),
        cooperation,
        str(row["why_not"] or ""),
    ]


def _figure(value: object, low: object, high: object) -> str:
    """`0.80 [0.50, 1.00]`."""
    if not isinstance(value, float):
        return ""
    return f"{value:.2f} [{low:.2f}, {high:.2f}]" if isinstance(low, float) else f"{value:.2f}"
