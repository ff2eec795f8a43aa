"""Which coder judges: options that the commands share, and the coder that they name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.positions.large import LargeCoder


class CoderName(StrEnum):
    """What judges statements by the codebook."""

    TRAINED = "trained"
    LLM = "llm"


CoderOption = Annotated[
    CoderName,
    typer.Option(help="What judges: the coder that comes with onrecord, or a large model (see docs/large-model.md)."),
]
EndpointOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="With --coder llm: the server, like http://127.0.0.1:8080/v1. Statements go there."
    ),
]
ModelOption = Annotated[str | None, typer.Option(metavar="NAME", help="With --coder llm: the model's name there.")]
KeyVariableOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="With --coder llm: the environment variable that holds the key.")
]
CacheOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="With --coder llm: keep answers here; what is there is not asked.")
]
PriceInOption = Annotated[
    float | None, typer.Option(min=0.0, help="With --coder llm: what a million tokens asked cost, for the report.")
]
PriceOutOption = Annotated[
    float | None, typer.Option(min=0.0, help="With --coder llm: what a million tokens answered cost.")
]


@contextmanager
def judge(
    coder: CoderName,
    *,
    endpoint: str | None,
    model: str | None,
    key_variable: str | None,
    cache: Path | None,
    price_in: float | None,
    price_out: float | None,
) -> Iterator[LargeCoder | None]:
    """Give the large model that the options name, and print at the end what it cost; None where they name none."""
    if coder is CoderName.TRAINED:
        if any(one is not None for one in (endpoint, model, key_variable, cache, price_in, price_out)):
            raise typer.BadParameter("--endpoint, --model and what goes with them need --coder llm")
        yield None
        return
    if endpoint is None or model is None:
        raise typer.BadParameter("--coder llm needs a server and a model: --endpoint URL --model NAME")
    from onrecord.positions.large import LargeCoder, Prices  # noqa: PLC0415 - an HTTP client that no other coder needs

    prices = None if price_in is price_out is None else Prices(prompt=price_in or 0.0, completion=price_out or 0.0)
    large = LargeCoder(endpoint, model, key_variable=key_variable, cache=cache, prices=prices)
    try:
        yield large
    finally:  # a run that fails has cost something too
        print(large.report, file=sys.stderr)
