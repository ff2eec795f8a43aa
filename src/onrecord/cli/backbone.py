"""`onrecord backbone`: the few concepts that carry a debate."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.cli.asking import DebateArgument, SeedOption, TypeOption, opened, selection, shape, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption, progress_bar
from onrecord.cli.network import network_figures
from onrecord.cli.reporting import plain_table, report
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.networks.structure.backbone import Backbone, Elimination


@with_options(which=selection, shaped=shape)
def backbone(
    ledger: DebateArgument,
    which: Asked,
    shaped: Asked,
    type: TypeOption = None,
    size: Annotated[int | None, typer.Option(min=1, help="So many concepts; without, as many as are worth it.")] = None,
    price: Annotated[
        float, typer.Option(min=0, help="What all concepts together cost, beside the loss; higher: fewer of them.")
    ] = 1.0,
    nested: Annotated[
        bool, typer.Option("--nested", help="Drop one concept after the other, the least needed first.")
    ] = False,
    iterations: Annotated[int, typer.Option(min=1, help="Steps of the search.")] = 10_000,
    seed: SeedOption = 0,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Find the concepts that by themselves make nearly the same network of actors, and those that are redundant.

    A loss is how far the network of these concepts is from that of all, from 0 to 1. A figure (-o FILE.svg, .png) draws
    the network that the backbone alone makes.
    """
    from onrecord.export.findings import backbone_findings, nested_findings  # noqa: PLC0415 - loads scipy
    from onrecord.networks.structure.backbone import Annealing  # noqa: PLC0415

    asked: Asked = {**which, **shaped}
    with opened(ledger, type) as debate:
        if nested:
            order = debate.nested_backbone(**asked)
            report(
                lambda: nested_findings(order),
                lambda: _nested_table(order),
                format=format,
                output=output,
                figures={},
            )
            return
        with progress_bar() as show:
            show("trying sets of concepts")
            found = debate.backbone(Annealing(size=size, price=price, iterations=iterations, seed=seed), **asked)
        alone: Asked = {**asked, "mode": "one"}
        alone["include"] = {**asked.get("include", {}), debate.settings(**asked).columns: frozenset(found.backbone)}
        network = debate.network(**alone)
        report(
            lambda: backbone_findings(found),
            lambda: _backbone_report(found),
            format=format,
            output=output,
            figures=network_figures(network),
        )


def _backbone_report(found: "Backbone") -> RenderableType:
    return Group(
        Text(f"backbone, loss {found.backbone_loss:.3f}", style="bold"),
        *(Text(f"  {concept}") for concept in found.backbone),
        Text(f"redundant, loss of these alone {found.redundant_loss:.3f}", style="bold"),
        *(Text(f"  {concept}") for concept in found.redundant),
    )


def _nested_table(order: "Sequence[Elimination]") -> RenderableType:
    table = plain_table(dropped="right", concept="", statements="right", loss_without_it="right")
    for rank, one in enumerate(order, start=1):
        table.add_row(f"{rank}", Text(one.concept), f"{one.statements:,}", f"{one.backbone_loss:.3f}")
    return table
