"""Statements as a data frame, with the columns and types of the Parquet file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.errors import OnRecordError
from onrecord.export.rows import STATEMENT_COLUMNS, statement_row
from onrecord.model import Record

if TYPE_CHECKING:
    import pandas
    import polars


def to_pandas(records: Iterable[Record]) -> pandas.DataFrame:
    """Return a row a statement; dates as datetime64, span lists as Python lists."""
    import pandas  # noqa: PLC0415 - a third of a second that no command needs

    frame = pandas.DataFrame([statement_row(record) for record in records], columns=list(STATEMENT_COLUMNS))
    # Seconds, since nanoseconds end in 1677 and an archive's misread date must not stop an export.
    return frame.astype({"published": "datetime64[s]", "date": "datetime64[s]", "confidence": "float64"})


def to_polars(records: Iterable[Record]) -> polars.DataFrame:
    """Return a row a statement; dates as Date, span lists as nested lists."""
    try:
        import polars  # noqa: PLC0415 - an extra that most users do not install
    except ImportError as error:
        raise OnRecordError("polars is not installed; run `pip install onrecord[polars]`") from error
    from pyarrow import Table  # noqa: PLC0415 - as for pandas

    from onrecord.export.parquet import STATEMENTS  # noqa: PLC0415 - it loads pyarrow

    return polars.DataFrame(Table.from_pylist(list(map(statement_row, records)), schema=STATEMENTS))
