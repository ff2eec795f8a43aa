"""One network of a table of coded statements."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from onrecord.networks.affiliation import divided_by_totals, summed_affiliations
from onrecord.networks.agreement import (
    by_column,
    by_level,
    by_side,
    difference,
    each_tie,
    is_ordered,
    quotients,
    summed,
)
from onrecord.networks.compatible.figures import dna_one_mode, dna_two_mode
from onrecord.networks.network import Network, Once
from onrecord.networks.products import Cells, sums_of_least, totals_of
from onrecord.networks.selecting import Selected, selected, understood
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings, Normalize
from onrecord.networks.table import Floats, Table


def network_of(table: Table, settings: NetworkSettings) -> Network:
    """Return the network of a table: rows tied to columns (two modes), or to each other by columns (one mode).

    Two modes: a tie counts statements (ignore), sums the qualifier's values, where a boolean is 1 or -1 (subtract), or
    has a bit for each level that occurs, the first level the highest (combine: of a boolean 1 is agreement alone, 2
    disagreement alone, 3 both; of a stance 4 is oppose, 2 conditional, 1 support). `activity` divides it by the
    statements of its row, `prominence` by those of its column.

    One mode: a tie sums over pairs of statements on the same column (`agreement.summed`). `average` divides it by the
    mean count of statements of the two, `cosine` by the lengths of the two rows of counts; `jaccard` puts in its place
    the sum of the lesser counts over that of the greater. Counts are by column, and by level of a qualifier that is not
    ignored. Levels that have distances are as near as they agree (`agreement.Sides`), so that with a boolean, a stance
    or an integer cosine and Jaccard go from 0 to 1, and subtract from -1 to 1: rows that say the same are 1.

    With `settings.dna_compatible` the figures are DNA's, also where they mean something else. Two organizations say
    (2 times agree, 1 time disagree) and (1, 0) of one concept. The cosine of congruence is 2 / sqrt(5), DNA's 2 / 3:
    it divides by the product of the numbers of statements. The Jaccard is 1 / 3, DNA's 2 / (1 + 2): it multiplies what
    both have and adds what one lacks. The other differences are told in `selecting.selected`, `compatible.figures`,
    `compatible.windows`, `compatible.kernels` and `compatible.backbone`.
    """
    return network_of_selected(selected(table, settings), understood(table, settings))


def network_of_selected(chosen: Selected, settings: NetworkSettings) -> Network:
    """Return the network of rows that are selected already, with these settings, among them or others of `selected`."""
    one_mode = settings.mode is Mode.ONE
    return Network(
        settings=settings,
        rows=chosen.rows,
        columns=chosen.rows if one_mode else chosen.columns,
        ties=one_mode_ties(chosen, settings) if one_mode else two_mode_ties(chosen, settings),
        statements=len(chosen.table),
    )


def two_mode_ties(chosen: Selected, settings: NetworkSettings) -> sparse.csr_array:
    """Return the ties of rows to columns."""
    if settings.dna_compatible:
        return dna_two_mode(chosen, settings.aggregate, settings.normalize)
    return divided_by_totals(summed_affiliations(chosen, settings.aggregate), chosen, settings.normalize)


def one_mode_ties(chosen: Selected, settings: NetworkSettings) -> Once:
    """Return the ties of rows to each other, above the diagonal."""
    if settings.dna_compatible:
        return dna_one_mode(chosen, settings.aggregate, settings.normalize)
    match settings.normalize:
        case Normalize.JACCARD:
            return Once(_jaccard(chosen, settings.aggregate))
        case Normalize.COSINE:
            lengths = _lengths(chosen)
            return each_tie(
                summed(chosen, settings.aggregate), lambda sums, i, j: quotients(sums, lengths[i] * lengths[j])
            )
        case Normalize.AVERAGE:
            return averaged(summed(chosen, settings.aggregate), chosen)
        case _:
            return summed(chosen, settings.aggregate)


def averaged(ties: Once, chosen: Selected) -> Once:
    """Return ties divided by the mean of what both rows say."""
    said = by_column(chosen).totals()
    return each_tie(ties, lambda sums, i, j: quotients(sums, (said[i] + said[j]) / 2))


def _lengths(chosen: Selected) -> Floats:
    """Return the length of each row of counts."""
    if is_ordered(chosen.qualifier):
        sides = by_side(chosen)
        one, other = sides.weighted.summed(), sides.cells.summed()
    else:
        one = other = by_level(chosen).summed()
    return np.sqrt(totals_of(one.rows, one.amounts * other.amounts, one.height))


def _jaccard(chosen: Selected, aggregate: Aggregate) -> sparse.csr_array:
    if aggregate is Aggregate.IGNORE:
        return _lesser_over_greater(by_column(chosen), by_column(chosen))
    if aggregate is Aggregate.SUBTRACT:
        return difference(_jaccard(chosen, Aggregate.CONGRUENCE), _jaccard(chosen, Aggregate.CONFLICT))
    if is_ordered(chosen.qualifier):
        sides = by_side(chosen)
        theirs = sides.opposite if aggregate is Aggregate.CONFLICT else sides
        return _lesser_over_greater(sides.weighted, theirs.weighted)
    if aggregate is Aggregate.CONGRUENCE:
        return _lesser_over_greater(by_level(chosen), by_level(chosen))
    return _unequal_over_greater(by_column(chosen), by_level(chosen))


def _lesser_over_greater(mine: Cells, theirs: Cells) -> sparse.csr_array:
    """Return the sum of the lesser amounts of two rows over that of the greater; a row has as much in both cells."""
    said = mine.totals()
    lesser = Once(sums_of_least(mine, theirs))
    return each_tie(lesser, lambda less, i, j: quotients(less, said[i] + said[j] - less)).array


def _unequal_over_greater(every: Cells, equal: Cells) -> sparse.csr_array:
    """Return the part of what two rows say of the same columns in which they differ, over the greater of both."""
    said = every.totals()
    lesser = sums_of_least(every, every)
    shares = each_tie(Once(lesser), lambda sums, i, j: quotients(np.ones_like(sums), said[i] + said[j] - sums))
    return sparse.csr_array(difference(lesser, sums_of_least(equal, equal)).multiply(shares.array))
