from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pytest

from onrecord.networks.table import Table, VariableKind, variable_of

Debate = Callable[..., Table]


@pytest.fixture(scope="session")
def debate() -> Debate:
    """Return a builder of tables from (actor, concept, stance), a statement and, unless told, an article each."""

    def build(
        said: Iterable[tuple[str, str, int]],
        *,
        articles: Sequence[int] | None = None,
        weights: Sequence[float] | None = None,
        statements: Sequence[str] | None = None,
    ) -> Table:
        rows = list(said)
        many = len(rows)
        return Table(
            statements=tuple(statements) if statements is not None else tuple(f"s{place}" for place in range(many)),
            times=np.arange(many, dtype=np.int64) * 86_400,
            articles=np.array(range(many) if articles is None else articles, np.int64),
            starts=np.zeros(many, np.int64),
            weights=np.ones(many) if weights is None else np.array(weights, np.float64),
            variables={
                "actor": variable_of([actor for actor, _, _ in rows], VariableKind.TEXT),
                "concept": variable_of([concept for _, concept, _ in rows], VariableKind.TEXT),
                "stance": variable_of([stance for _, _, stance in rows], VariableKind.INTEGER, (-1, 0, 1)),
            },
        )

    return build


@pytest.fixture(scope="session")
def camps(debate: Debate) -> Table:
    """Return a debate of two camps: five actors want a dam and no park, four a park and no dam; all want peace."""
    said = []
    for actor in "abcde":
        said += [(actor, "dam", 1), (actor, "park", -1), (actor, "peace", 1)]
    for actor in "vwxy":
        said += [(actor, "dam", -1), (actor, "park", 1), (actor, "peace", 1)]
    return debate(said)
