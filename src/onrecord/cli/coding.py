"""`onrecord positions LEDGER set ...`, `onrecord concepts LEDGER merge ...` and the other corrections of coding."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import onrecord.api
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
from onrecord.cli.console import CORES, JobsOption, LedgerArgument, plural, progress_bar
from onrecord.cli.correcting import ByOption, WhyOption, told
from onrecord.model import Concept, Stance


class Decided(StrEnum):
    """What a person can say of a statement and a concept."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    CONDITIONAL = "conditional"
    NONE = "none"


StatementArgument = Annotated[
    str, typer.Argument(metavar="STATEMENT", help="The statement's id, as `positions` lists it.")
]
ConceptArgument = Annotated[str, typer.Argument(metavar="CONCEPT", help="The concept's id, or words of its label.")]
DescriptionOption = Annotated[str | None, typer.Option(help="What belongs to the concept and what does not.")]
SupportOption = Annotated[list[str] | None, typer.Option(help="A sentence that supports it; may be given again.")]
OpposeOption = Annotated[list[str] | None, typer.Option(help="A sentence that opposes it; may be given again.")]
ConditionalOption = Annotated[
    list[str] | None, typer.Option(help="A sentence that makes it depend on something; may be given again.")
]


def set_position(
    ledger: LedgerArgument,
    statement: StatementArgument,
    concept: ConceptArgument,
    stance: Annotated[Decided, typer.Argument(metavar="STANCE", help="support, oppose, conditional or none.")],
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Say where a statement stands on a concept; `none` takes a position out."""
    with onrecord.api.open(ledger, create=False) as opened:
        decided = None if stance is Decided.NONE else Stance(stance)
        told(ledger, [opened.set_position(statement, concept, decided, by=by, why=why)])


def confirm(
    ledger: LedgerArgument,
    statement: StatementArgument,
    concept: ConceptArgument,
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Say that a position, or that there is none, is right as it is."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.confirm_position(statement, concept, by=by, why=why)])


def code(
    ledger: LedgerArgument,
    coder: CoderOption = CoderName.TRAINED,
    endpoint: EndpointOption = None,
    model: ModelOption = None,
    key_variable: KeyVariableOption = None,
    cache: CacheOption = None,
    price_in: PriceInOption = None,
    price_out: PriceOutOption = None,
    jobs: JobsOption = CORES,
) -> None:
    """Judge every statement that the coder has not judged yet by the codebook as it is now.

    Another coder than before judges all statements anew. What people decided stays.
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
        onrecord.api.open(ledger, create=False) as opened,
        progress_bar() as show,
    ):
        added = opened.code(
            coder=large, jobs=jobs, on_progress=lambda tally: show(f"{plural(tally.coded, 'statement')} judged")
        )
    print(f"{ledger}: {plural(added.coded, 'statement')} judged, {plural(added.positions, 'position')} found")


def load(
    ledger: LedgerArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A codebook (.yaml).")],
) -> None:
    """Make a codebook's file the ledger's; what people decided of concepts stays."""
    with onrecord.api.open(ledger) as opened:
        print(f"{ledger}: {plural(opened.load_concepts(file), 'concept')}{_next(ledger)}")


def save(
    ledger: LedgerArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write (.yaml).")],
) -> None:
    """Write the ledger's codebook to a file."""
    with onrecord.api.open(ledger, create=False) as opened:
        print(f"{file}: {plural(opened.save_concepts(file), 'concept')}")


def add(
    ledger: LedgerArgument,
    id: Annotated[str, typer.Argument(metavar="ID", help="A short name, like night_toll.")],
    label: Annotated[str, typer.Argument(metavar="LABEL", help="One sentence to agree or disagree with.")],
    description: DescriptionOption = None,
    support: SupportOption = None,
    oppose: OpposeOption = None,
    conditional: ConditionalOption = None,
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Add a concept to the codebook."""
    examples = _examples(support, oppose, conditional)
    concept = Concept(id=id, label=label, description=description, examples=examples)
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, opened.add_concept(concept, by=by, why=why))
    print(_next(ledger).removeprefix("; "))


def edit(
    ledger: LedgerArgument,
    concept: ConceptArgument,
    label: Annotated[str | None, typer.Option(help="Another sentence for it.")] = None,
    description: DescriptionOption = None,
    support: SupportOption = None,
    oppose: OpposeOption = None,
    conditional: ConditionalOption = None,
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Give a concept another label or description, or further examples."""
    with onrecord.api.open(ledger, create=False) as opened:
        examples = _examples(support, oppose, conditional)
        made = opened.edit_concept(concept, label=label, description=description, examples=examples, by=by, why=why)
        told(ledger, made)
    print(_next(ledger).removeprefix("; ") if made else "nothing changes")


def merge(
    ledger: LedgerArgument,
    concept: ConceptArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The concept that it is, by id or words of its label.")],
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Make two concepts one, under the second's label."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.merge_concepts(concept, into, by=by, why=why)])


def drop(ledger: LedgerArgument, concept: ConceptArgument, by: ByOption = "", why: WhyOption = None) -> None:
    """Take a concept out of the codebook, with the positions on it."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.drop_concept(concept, by=by, why=why)])


def _examples(
    support: list[str] | None, oppose: list[str] | None, conditional: list[str] | None
) -> tuple[tuple[Stance, str], ...]:
    given = zip(Stance, (support, oppose, conditional), strict=True)
    return tuple((stance, example) for stance, examples in given for example in examples or ())


def _next(ledger: Path) -> str:
    return f"; judge the statements by it: onrecord positions {ledger} code"
