"""What is no export stays whole, and no text is too strange or too long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.archives import split_archive

ARTICLE = """\
Council delays the mill dam

By Ida Penrose
The Larkford Courier
27 February 2024
Copyright 2024 Larkford Press

The council put off its vote on the mill dam on Monday. The report had run to 613 words.

Length: 4 metres. That is all that the surveyor wrote, and Mayor Tom Hale was not amused.

Body

"It must wait," he said.
"""

QUOTES_CLOSING_LINE = f"""\
{ARTICLE}
The last sheet carried only three words:

End of Document

Rosa Lind, who speaks for the farmers, said that she had expected more.
"""

QUOTES_COUNT = """\
The archive lists the find as

2 of 3 DOCUMENTS

and the third, said the keeper, was never found. HD and AN, he added, are the initials of its owners.

HD Larkford, 1872
AN unknown hand

Document 44
"""

QUOTES_NUMBER = """\
Ministry loses a file

613 words were left of the plan, the ministry said on 27 February 2024.

Document REUTR00020240227ek2r000a1

was the name of the file, according to the clerk.
"""


@pytest.mark.parametrize("text", ["", "\n\n", ARTICLE, QUOTES_CLOSING_LINE, QUOTES_COUNT, QUOTES_NUMBER])
def test_split_archive_leaves_an_ordinary_article_whole(text: str) -> None:
    assert split_archive(text) == ()


PIECES = st.sampled_from(
    """\
1 of 3 DOCUMENTS;2 of 3 DOCUMENTS;Dokument 1 von 2;LENGTH: 3 words;LOAD-DATE: May 1, 2024;BODY:;End of Document;Title
Length: 3 words;Body;Classification;Graphic;Load-Date: May 1, 2024;Page 1 of 2;Copyright 2024;31 February 2024
March 2024;May 1, 2024 Wednesday;613 words;English;LKNW;10:15;Document LKNW000020240227ek2r000a1;HD;HD\tTitle;LP
WC|3 words|;PD 1 May 2024;SN Courier;TD\tText.;AN\tDocument 3;-----;By Ida Penrose;;ſection: x;1 ſept 2024;URL: http://[;\t|""".replace(
        "\n", ";"
    ).split(";")
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=30), st.sampled_from(("\n", "\n\n", "\r\n", "\f")))
def test_split_archive_takes_any_text(pieces: list[str], between: str) -> None:
    for item in split_archive(between.join(pieces)):
        assert item.text == item.text.strip()
        assert item.title is None or "\n" not in item.title


@given(st.text())
def test_split_archive_splits_no_random_text(text: str) -> None:
    assert split_archive(text) == ()


OPENINGS = {
    "none": "",
    "numbered": "1 of 999999 DOCUMENTS\n\nOutlet\n\nMay 1, 2024\n\nTitle\n\nLENGTH: 1 words\n\nText.\n\n",
    "uni": "Title\nOutlet\nMay 1, 2024\nLength: 1 words\nBody\nText.\nEnd of Document\n",
    "fields": "HD\tTitle\nWC\t1 words\nPD\t1 May 2024\nSN\tOutlet\nTD\tText.\n",
    "display": "Title\n1 words\n1 May 2024\nOutlet\n\nText.\n\nDocument LKNW000020240227ek2r000a1\n",
}
SMALL_DOCUMENT = (
    f"T\nO\nMay 1, 2024\nLength: 1 words\nBody\n{'x' * 450}\nClassification\nLanguage: ENGLISH\nEnd of Document\n"
)


@pytest.mark.parametrize(
    ("opening", "filling"),
    [
        ("none", "\n"),
        ("none", " "),
        ("none", "9"),
        ("none", "-"),
        ("none", SMALL_DOCUMENT),
        ("none", "Length: 1 words\nBody\nLoad-Date: x\nEnd of Document\n"),
        ("none", "HD\tx\nPD\tx\nSN\tx\nLA\tx\n"),
        ("numbered", "1 of 9 DOCUMENTS\n"),
        ("numbered", "LENGTH: 1 words\n"),
        ("numbered", "LANGUAGE: x\n\n"),
        ("uni", "x\nEnd of Document\n"),
        ("uni", "Language: x\n"),
        ("uni", "Body\n"),
        ("uni", "1 May 2024\n"),
        ("fields", "IN\nHD\n"),
        ("fields", "IN\tx\n"),
        ("display", "1 words\n"),
        ("display", "....... 1\n"),
        ("display", "Document LKNW000020240227ek2r000a1\n"),
    ],
)
def test_split_archive_is_fast_on_hostile_text(opening: str, filling: str) -> None:
    text = OPENINGS[opening] + filling * (2_500_000 // len(filling))  # 5 MB take 0.4 to 1.9 s on a busy laptop core
    start = time.process_time()
    split_archive(text)
    assert time.process_time() - start < 2
