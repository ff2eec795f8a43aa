"""`onrecord add`: articles into a ledger."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import onrecord.api
from onrecord.api import Ledger
from onrecord.cli.coders import (
    CacheOption,
    CoderName,
    CoderOption,
    EndpointOption,
    KeyVariableOption,
    ModelOption,
    PriceInOption,
    PriceOutOption,
    judge,
)
from onrecord.cli.console import (
    CORES,
    REFUSED,
    JobsOption,
    LedgerArgument,
    SourceArgument,
    TaggerOption,
    day,
    plural,
    progress_bar,
    show_refused,
)
from onrecord.outcomes import Added
from onrecord.positions.coder import Coder
from onrecord.statements.tagger import TaggerName

SHOWN = 10
"""Articles named of those whose date or outlet is unknown."""


def add(
    ledger: LedgerArgument,
    sources: SourceArgument,
    published: Annotated[
        datetime.date | None,
        typer.Option(parser=day, metavar="DATE", help="Date published, for articles that do not say it."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet, for articles that do not say it.")] = None,
    tagger: TaggerOption = TaggerName.TRAINED,
    codebook: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Concepts (YAML): find who stands where on them, now and in later runs."),
    ] = None,
    coder: CoderOption = CoderName.TRAINED,
    endpoint: EndpointOption = None,
    model: ModelOption = None,
    key_variable: KeyVariableOption = None,
    cache: CacheOption = None,
    price_in: PriceInOption = None,
    price_out: PriceOutOption = None,
    jobs: JobsOption = CORES,
) -> None:
    """Read articles into a ledger, made if absent, and find who said what in them.

    Adding a source twice changes nothing, also with another tagger; another codebook has only what it changes judged
    again, another coder all statements. A run that was stopped or killed goes on where it was: give the same command
    again.
    """
    with (
        judge(
            coder,
            endpoint=endpoint,
            model=model,
            key_variable=key_variable,
            cache=cache,
            price_in=price_in,
            price_out=price_out,
        ) as large,
        onrecord.api.open(ledger) as opened,
    ):
        added = read_into(
            opened,
            sources,
            published=published,
            outlet=outlet,
            tagger=tagger,
            codebook=codebook,
            coder=large,
            jobs=jobs,
        )
        show_added(opened, added)
    if added.refused:
        raise typer.Exit(REFUSED)


def read_into(
    ledger: Ledger,
    sources: list[str],
    *,
    published: datetime.date | None = None,
    outlet: str | None = None,
    tagger: TaggerName = TaggerName.TRAINED,
    codebook: Path | None = None,
    coder: Coder | None = None,
    jobs: int,
) -> Added:
    """Add the sources with a progress bar; on Ctrl-C say what is safe."""
    with progress_bar() as show:
        try:
            return ledger.add(
                sources,
                published=published,
                outlet=outlet,
                tagger=tagger,
                codebook=codebook,
                coder=coder,
                jobs=jobs,
                stdin=sys.stdin.buffer,
                on_progress=lambda added: show(_progress(added)),
            )
        except KeyboardInterrupt:
            print(f"stopped; what was read is in {ledger.path}: give the same command to go on", file=sys.stderr)
            raise


def show_added(ledger: Ledger, added: Added) -> None:
    """Print what a run did, what it refused, and which articles lack a date or an outlet."""
    show_refused(added.refused)
    for article in added.renamed:
        print(
            f"warning: the id {article.renamed_from!r} belongs to another article; this one is {article.article!r}",
            file=sys.stderr,
        )
    contents = ledger.contents()
    print(
        f"{ledger.path}: {plural(added.added + added.copies, 'new article')}"
        f" ({added.copies} of them copies of others), {plural(added.statements, 'new statement')};"
        f" {added.completed} completed, {added.known} known before, {len(added.refused)} refused"
    )
    print(
        f"in all {plural(contents.articles + contents.copies, 'article')} ({contents.copies} copies),"
        f" {plural(contents.statements, 'statement')} by {plural(contents.actors, 'actor')}, copies not counted"
    )
    if added.coded:
        print(f"{plural(added.coded, 'statement')} judged by the codebook, {plural(added.positions, 'position')} found")
    _show_unknown("date", contents.undated, "--published DATE")
    _show_unknown("outlet", contents.without_outlet, "--outlet NAME")


def _show_unknown(what: str, articles: Sequence[str], option: str) -> None:
    if articles:
        named = ", ".join(articles[:SHOWN]) + (", ..." if len(articles) > SHOWN else "")
        print(f"{what} unknown: {plural(len(articles), 'article')} ({named}); add them again with {option}")


def _progress(added: Added) -> str:
    judged = f", {added.coded:,} judged" if added.coded else ""
    return (
        f"{plural(added.pages, 'article')} read, {plural(added.statements, 'statement')}, {len(added.refused)} refused"
        f"{judged}"
    )
