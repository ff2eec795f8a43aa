"""`onrecord centrality`: who stands in the middle, and who between the coalitions."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.asking import DebateArgument, SeedOption, TypeOption, opened, selection, shape, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption
from onrecord.cli.network import network_figures
from onrecord.cli.reporting import decimals, plain_table, report
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from onrecord.export.findings import Findings


@with_options(which=selection, shaped=shape)
def centrality(
    ledger: DebateArgument,
    which: Asked,
    shaped: Asked,
    type: TypeOption = None,
    most: Annotated[int, typer.Option(min=1, help="How many are printed.")] = 30,
    seed: SeedOption = 0,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Measure who stands in the middle of a network: those with the strongest ties first.

    Strength, betweenness and the others are of ties above 0 (agreement), opposition is of those below. Participation
    and constraint tell brokers: their ties are spread over coalitions (1), their friends are not each other's (0).
    """
    from onrecord.export.findings import centrality_findings  # noqa: PLC0415 - loads scipy

    asked: Asked = {**which, **shaped}
    with opened(ledger, type) as debate:
        network, found = debate.centrality(seed=seed, **asked)
        findings = centrality_findings(network, found)
        report(
            lambda: findings,
            lambda: centrality_table(findings, most),
            format=format,
            output=output,
            figures=network_figures(network),
        )


def centrality_table(findings: "Findings", most: int) -> Table:
    """Return a table of the labels with the strongest ties."""
    names = [name for name in findings.first.columns if name not in ("label", "variable")]
    table = plain_table(who="", **dict.fromkeys(names, "right"))
    for row in list(findings.first.rows)[:most]:
        numbers = [row[name] for name in names]
        table.add_row(
            Text(str(row["label"])),
            *(decimals(one) if isinstance(one, float) else f"{one}" for one in numbers),
        )
    return table
