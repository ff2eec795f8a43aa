"""What an article's own first lines say of it."""

from __future__ import annotations

import datetime

import pytest

from onrecord.articles.head import read_head

BODY = "The harbour council voted on Monday to postpone the new ferry terminal until the engineers have reported on it."
DAY = datetime.date(2024, 2, 27)


@pytest.mark.parametrize(
    "start",
    [
        " date 2024-02-27 ",
        "Date: 2024-02-27\n",
        "Published: 27 February 2024 10:04\n\n",
        "Published on February 27, 2024 at 10.04 GMT\n",
        "First published Tue 27 Feb 2024 12.00 CET\n",
        "27 February 2024\n\n",
        "Tuesday, 27 February 2024\n\n",
        "Feb. 27, 2024, 10:04 a.m.\n\n",
        "27.02.2024\n\n",
        "February 27, 2024 Tuesday\n\n",
        "27/02/2024\n\n",
        "Le 27 février 2024\n".replace("Le ", ""),
        "27. Februar 2024\n",
        "By Ada Lind, February 27, 2024\n\n",
        "By Ada Lind | 27 Feb 2024 10:04\n\n",
        "PARIS, Feb 27, 2024 (Reuters) - ",
        "PARIS, 27 February 2024 — ",
        "Ferry waits\n\nBy Ada Lind\n27 February 2024\n\n",
        "Ferry waits\n\nPosted: 2024-02-27T10:04:00Z\n\n",
    ],
)
def test_head_gives_the_day_that_the_text_states(start: str) -> None:
    assert read_head(start + BODY).published == DAY


@pytest.mark.parametrize(
    "start",
    [
        "",
        "03/04/2024\n\n",
        "PARIS, Feb 27 (Reuters) - ",
        "On 27 February 2024 ",
        "February 2024\n\n",
        "May\n\n",
        "March on the capital\n\n",
        "2024\n\n",
        "Updated: 27 February 2024\n\n",
        "31 February 2024\n\n",
        "Published by the council\n\n",
        BODY + BODY + "\n\n27 February 2024\n\n",
    ],
)
def test_head_gives_no_day_that_is_not_sure(start: str) -> None:
    assert read_head(start + BODY).published is None


@pytest.mark.parametrize(
    ("start", "outlet"),
    [
        ("PARIS, Feb 27 (Reuters) - ", "Reuters"),
        ("BRUSSELS (AP) — ", "Associated Press"),
        ("NEW YORK, N.Y., Sept. 26 (UPI) — ", "United Press International"),
        ("KYIV/WARSAW, Feb 27 (AFP) -- ", "Agence France-Presse"),
        ("Ferry waits\n\nSource: The Island Post\n\n", "The Island Post"),
        ("PARIS — ", None),
        ("PARIS (Parti Socialiste) — ", None),
        ("The council (AP) — ", None),
        ("", None),
    ],
)
def test_head_gives_the_agency_or_outlet(start: str, outlet: str | None) -> None:
    assert read_head(start + BODY).outlet == outlet


@pytest.mark.parametrize(
    ("start", "author"),
    [
        ("By Ada Lind\n\n", "Ada Lind"),
        ("BY ADA LIND and BO EK\n\n", "ADA LIND and BO EK"),
        ("By Ada Lind, Bo van der Ek\n\n", "Ada Lind, Bo van der Ek"),
        ("Ferry waits\n\nBy Zoë Lind-Ek | Harbour Editor\n\n", "Zoë Lind-Ek"),
        ("By ADA LIND, Island Post Staff Writer\n\n", "ADA LIND"),
        ("Author: Ada Lind\n\n", "Ada Lind"),
        ("BYLINE: Ada Lind.\n\n", "Ada Lind"),
        ("By Friday Morning\n\n", None),
        ("By the sea\n\n", None),
        ("By Ada Lind the council was told to wait\n\n", None),
        ("By 2024\n\n", None),
    ],
)
def test_head_gives_the_author(start: str, author: str | None) -> None:
    assert read_head(start + BODY).author == author


@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("Ferry terminal must wait\n\n", "Ferry terminal must wait"),
        ("\n  Who pays for the ferry?  \n \n", "Who pays for the ferry?"),
        ("Title: Ferry waits\n", "Ferry waits"),
        ("Ferry terminal must wait\n", None),
        ("The ferry must wait.\n\n", None),
        ("The chair said:\n\n", None),
        ("Ferry\n\n", None),
        ("By Ada Lind\n\n", None),
        ("27 February 2024\n\n", None),
        (BODY + BODY[:-1] + "\n\n", None),
    ],
)
def test_head_gives_the_title(start: str, title: str | None) -> None:
    assert read_head(start + BODY).title == title
