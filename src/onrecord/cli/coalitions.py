"""`onrecord coalitions`: who sides with whom, how sure that is, and what each coalition wants."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.cli.asking import DebateArgument, TypeOption, averaging, drawn_again, opened, selection, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption, plural, progress_bar
from onrecord.cli.network import network_figures
from onrecord.cli.reporting import decimals, plain_table, report, with_interval
from onrecord.debates.asked import Asked
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onrecord.debates.coalitions import Coalitions
    from onrecord.debates.evidence import Evidence

METHODS = "louvain, greedy, spectral, average, complete, ward, medoids"
TRAITS, STABLE = 6, 0.75
"""How many traits of a coalition are shown, and from what stability on (Hennig 2007) it is called stable."""
MARKS = "“”‘’\"'"
SIGNS = {"support": Text("+ ", style="blue"), "oppose": Text("- ", style="dark_orange")}


@with_options(which=selection, averaged=averaging, sure=drawn_again)
def coalitions(
    ledger: DebateArgument,
    which: Asked,
    averaged: Asked,
    sure: Any,
    type: TypeOption = None,
    method: Annotated[str, typer.Option(help=f"How actors are grouped: {METHODS}.")] = "louvain",
    groups: Annotated[
        int | None, typer.Option(min=1, help="So many coalitions; without, as many as divide best.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="At most so many coalitions are tried.")] = 10,
    typical: Annotated[int, typer.Option(min=0, help="Sentences shown of each position.")] = 2,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Find who sides with whom, how stable that is, and what each coalition has in common, with its sentences.

    -o FILE is by its ending a row an actor (.csv, .jsonl, .parquet), a row a typical statement (.traits.csv, ...), all
    of it (.json), or a figure (.svg, .png): the network coloured by coalition, a heat map (.heatmap.png), or the tree
    of the methods average, complete and ward (.tree.png).
    """
    from onrecord.export.findings import coalition_findings  # noqa: PLC0415 - loads scipy
    from onrecord.networks.structure.communities import Clustering, Method  # noqa: PLC0415

    if method not in list(Method):
        raise typer.BadParameter(f"there is no method {method!r}; choose one of {METHODS}")
    bootstrap, seed = sure
    if bootstrap is None:
        raise typer.BadParameter("stability needs draws; give 2 or more")
    asked: Asked = {**which, **averaged}
    with opened(ledger, type) as debate:
        clustering = Clustering(method=Method(method), groups=groups, most=most, seed=seed)
        with progress_bar() as show:
            show("drawing statements again")
            found = debate.coalitions(clustering, bootstrap, typical=typical, **asked)
        evidence = debate.evidence((one for trait in found.traits for one in trait.statements), **asked)
        report(
            lambda: coalition_findings(found, evidence),
            lambda: coalition_report(found, evidence),
            format=format,
            output=output,
            figures=_figures(found),
        )


def _figures(found: "Coalitions") -> dict[str, Any]:
    def tree() -> "Figure":
        from onrecord.plots import dendrogram_figure  # noqa: PLC0415 - half a second that only figures need

        if found.tree is None:
            raise UsageError(f"{found.communities.method} makes no tree; give --method ward, average or complete")
        return dendrogram_figure(
            found.tree.merges, found.tree.actors, groups=found.communities.count, title="Who is how near to whom"
        )

    return {**network_figures(found.network, found.groups), "tree": tree}


def coalition_report(found: "Coalitions", evidence: "dict[str, Evidence]") -> RenderableType:
    """Return each coalition with its members, its stability and what it has in common."""
    communities = found.communities
    if not communities.count:
        return Text("no statement takes a side, so there is no coalition")
    together = [group for group in range(communities.count) if len(communities.members(group)) > 1]
    alone = [communities.members(group)[0] for group in range(communities.count) if group not in together]
    head = (
        f"{plural(len(together), 'coalition')} of {plural(len(communities.actors), 'actor')} by"
        f" {communities.method}, modularity {with_interval(communities.modularity, found.stability.modularity)}"
    )
    parts: list[RenderableType] = [Text(head, style="bold")]
    for group in together:
        parts += _coalition(found, evidence, group)
    if alone:
        parts += [Text(""), Text(f"with nobody: {', '.join(alone)}")]
    return Group(*parts)


def _coalition(found: "Coalitions", evidence: "dict[str, Evidence]", group: int) -> list[RenderableType]:
    stability = float(found.stability.of_groups[group])
    of_actors = dict(zip(found.communities.actors, found.stability.of_actors.tolist(), strict=True))
    members = sorted(found.communities.members(group), key=lambda actor: (-of_actors[actor], actor))
    word = "stable" if stability >= STABLE else "doubtful"
    table = plain_table(member="", stays="right")
    for actor in members:
        table.add_row(Text(actor), decimals(of_actors[actor]))
    parts: list[RenderableType] = [
        Text(""),
        Text(
            f"coalition {group + 1}: {plural(len(members), 'actor')}, stability {decimals(stability)} ({word})", "bold"
        ),
        table,
    ]
    traits = [trait for trait in found.traits if trait.community == group][:TRAITS]
    for trait in traits:
        shares = f"  {trait.members} of {trait.size} here, {trait.elsewhere} of {trait.others} elsewhere"
        parts.append(Text.assemble(SIGNS[trait.side.value], trait.concept, (f"{shares} (p {trait.p:.2g})", "dim")))
        parts += [_sentence(evidence[one]) for one in trait.statements if one in evidence]
    return parts


def _sentence(said: "Evidence") -> Text:
    day = f"{said.date}" if said.date else "undated"
    return Text.assemble(f"    “{said.text.strip(MARKS)}” ", (f"{said.who}, {day}, {said.statement}", "dim"))
