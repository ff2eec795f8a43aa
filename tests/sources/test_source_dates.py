"""Dates as people and programs write them, read where one reading is left."""

from __future__ import annotations

import datetime

import pytest

from onrecord.sources.dates import leading_date, read_date

DAY = datetime.date(2024, 2, 27)


@pytest.mark.parametrize(
    "written",
    [
        "2024-02-27",
        " 2024-02-27\n",
        "2024/02/27",
        "20240227",
        "2024-02-27T23:30:00-05:00",
        "2024-02-27 10:04:11.123 +0000 UTC",
        "20240227T100411Z",
        "27 February 2024",
        "27th of February, 2024",
        "27 Feb. 2024, 10.04am",
        "27-Feb-2024",
        "Tue, 27 Feb 2024 10:04:11 GMT",
        "Tuesday 27 February 2024 at 10:04",
        "February 27, 2024",
        "Feb 27th 2024 - 6 p.m. ET",
        "FEBRUARY 27, 2024 TUESDAY",
        "27.2.2024",
        "27. Februar 2024",
        "27 février 2024",
        "27 de febrero de 2024",
        "27 febbraio 2024 alle 10".removesuffix(" alle 10"),
        "27 lutego 2024",
        "27/02/2024",
        "02/27/2024 10:04",
    ],
)
def test_date_is_read_as_written(written: str) -> None:
    assert read_date(written) == DAY


@pytest.mark.parametrize("written", ["02/02/2024", "2/2/2024"])
def test_date_of_two_readings_that_agree_is_read(written: str) -> None:
    assert read_date(written) == datetime.date(2024, 2, 2)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "03/04/2024",
        "27 February",
        "February 2024",
        "2024",
        "2024-02",
        "27/02/24",
        "31/02/2024",
        "2023-02-29",
        "2024-02-27 the mayor said",
        "on 27 February 2024",
        "may 2024 be better",
        "1709028000",
        "2024022712",
        "27 February 20245",
        "0224-02-27",
    ],
)
def test_date_that_is_not_sure_is_not_read(written: str) -> None:
    assert read_date(written) is None


def test_leading_date_leaves_what_follows() -> None:
    assert leading_date("2024-02-27 The mayor  waits.") == (DAY, " The mayor waits.")
    assert leading_date("The mayor waits.") == (None, "The mayor waits.")
