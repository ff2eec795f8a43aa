"""`onrecord centrality`: who stands in the middle, and who between the coalitions."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.asking import DebateArgument, TypeOption, drawn_again, opened, selection, shape, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption, progress_bar
from onrecord.cli.network import network_figures
from onrecord.cli.reporting import NOTHING, decimals, plain_table, report
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.export.findings import Findings


@with_options(which=selection, shaped=shape, sure=drawn_again)
def centrality(
    ledger: DebateArgument,
    which: Asked,
    shaped: Asked,
    sure: Any,
    type: TypeOption = None,
    most: Annotated[int, typer.Option(min=1, help="How many are printed.")] = 30,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Measure who stands in the middle of a network: those with the strongest ties first.

    Strength, betweenness and the others are of ties above 0 (agreement), opposition is of those below. Participation
    and constraint tell brokers: their ties are spread over coalitions (1), their friends are not each other's (0).
    """
    from onrecord.export.findings import centrality_findings  # noqa: PLC0415 - loads scipy

    asked: Asked = {**which, **shaped}
    bootstrap, seed = sure
    with opened(ledger, type) as debate:
        with progress_bar() as show:
            show("drawing statements again")
            network, found = debate.centrality(bootstrap=bootstrap, seed=seed, **asked)
        findings = centrality_findings(network, found)
        report(
            lambda: findings,
            lambda: centrality_table(findings, most) if network.statements else NOTHING,
            format=format,
            output=output,
            figures=network_figures(network),
        )


def centrality_table(findings: "Findings", most: int) -> Table:
    """Return a table of the labels with the strongest ties, below each its intervals."""
    columns = findings.first.columns
    names = [name for name in columns if columns[name] is not str and not name.endswith(("_low", "_high"))]
    table = plain_table(who="", **dict.fromkeys(names, "right"))
    for row in list(findings.first.rows)[:most]:
        table.add_row(Text(str(row["label"])), *(_cell(row[name]) for name in names))
        if any(f"{name}_low" in columns for name in names):
            table.add_row("", *(Text(_between(row, name), style="dim") for name in names))
    return table


def _cell(value: object) -> str:
    return decimals(value) if isinstance(value, float) else f"{value}"


def _between(row: "Mapping[str, Any]", name: str) -> str:
    low, high = (decimals(row.get(f"{name}_{end}", float("nan"))) for end in ("low", "high"))
    return f"{low}-{high}" if low and high else ""
