import datetime

import polars
import pytest

from onrecord.export import STATEMENT_COLUMNS, to_pandas, to_polars
from onrecord.model import Record


def test_to_pandas_gives_dates_numbers_and_lists(records: list[Record]) -> None:
    frame = to_pandas(records)
    assert tuple(frame.columns) == STATEMENT_COLUMNS
    assert frame["published"].dt.year.dropna().tolist() == [2024, 2024, 2024]
    assert frame["confidence"].mean() == pytest.approx(0.93)
    assert frame["content"].iloc[2] == [[49, 54], [55, 67]]
    assert frame["speaker_name"].tolist()[:3] == ["Öde", "Ana Ruiz", "Ana Ruiz"]
    assert frame["speaker_name"].isna().tolist() == [False, False, False, True]


def test_to_pandas_of_nothing_has_the_columns_and_types(records: list[Record]) -> None:
    empty = to_pandas([])
    assert len(empty) == 0
    for column in ("published", "date", "confidence"):
        assert empty[column].dtype == to_pandas(records)[column].dtype


def test_to_polars_gives_dates_and_nested_lists(records: list[Record]) -> None:
    frame = to_polars(records)
    assert tuple(frame.columns) == STATEMENT_COLUMNS
    assert frame["date"].to_list() == [None, *[datetime.date(2024, 2, 27)] * 3]
    assert frame["content"].to_list()[2] == [[49, 54], [55, 67]]


def test_to_polars_of_nothing_has_the_same_types(records: list[Record]) -> None:
    assert to_polars([]).schema == to_polars(records).schema
    assert to_polars([]).schema["published"] == polars.Date
