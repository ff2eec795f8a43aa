"""`onrecord backbone`: the few concepts that carry a debate."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.cli.asking import DebateArgument, TypeOption, drawn_again, opened, selection, shape, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption, progress_bar
from onrecord.cli.network import network_figures
from onrecord.cli.reporting import interval_text, plain_table, report, with_interval
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.networks.structure.backbone import Backbone, Elimination


@with_options(which=selection, shaped=shape, sure=drawn_again)
def backbone(
    ledger: DebateArgument,
    which: Asked,
    shaped: Asked,
    sure: Any,
    type: TypeOption = None,
    size: Annotated[int | None, typer.Option(min=1, help="So many concepts; without, as many as are worth it.")] = None,
    price: Annotated[
        float, typer.Option(min=0, help="What all concepts together cost, beside the loss; higher: fewer of them.")
    ] = 1.0,
    nested: Annotated[
        bool, typer.Option("--nested", help="Drop one concept after the other, the least needed first.")
    ] = False,
    iterations: Annotated[int, typer.Option(min=1, help="Steps of the search.")] = 10_000,
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
    bootstrap, seed = sure
    with opened(ledger, type) as debate:
        if nested:
            with progress_bar() as show:
                show("dropping concepts, drawing statements again")
                order = debate.nested_backbone(bootstrap=bootstrap, **asked)
            report(
                lambda: nested_findings(order),
                lambda: _nested_table(order),
                format=format,
                output=output,
                figures={},
            )
            return
        with progress_bar() as show:
            show("trying sets of concepts, drawing statements again")
            annealing = Annealing(size=size, price=price, iterations=iterations, seed=seed)
            found = debate.backbone(annealing, bootstrap=bootstrap, **asked)
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
        Text(f"backbone, loss {with_interval(found.backbone_loss, found.backbone_interval, 3)}", style="bold"),
        *(Text(f"  {concept}") for concept in found.backbone),
        Text(
            f"redundant, loss of these alone {with_interval(found.redundant_loss, found.redundant_interval, 3)}",
            style="bold",
        ),
        *(Text(f"  {concept}") for concept in found.redundant),
    )


def _nested_table(order: "Sequence[Elimination]") -> RenderableType:
    table = plain_table(dropped="right", concept="", statements="right", loss_without_it="right", interval="right")
    for rank, one in enumerate(order, start=1):
        loss = f"{one.backbone_loss:.3f}", interval_text(one.backbone_interval, 3)
        table.add_row(f"{rank}", Text(one.concept), f"{one.statements:,}", *loss)
    return table
