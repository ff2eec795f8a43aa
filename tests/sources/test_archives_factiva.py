"""Exports of Factiva, with field codes and as displayed; every article here is invented."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from onrecord.model import Page
from onrecord.sources.archives import ArchiveItem, split_archive
from onrecord.sources.rtf import read_rtf

Fields = tuple[tuple[str, str], ...]

FIELDS = (
    ("SE", "World"),
    ("HD", "Council delays the mill dam"),
    ("BY", "By Ida Penrose and Tom Oak"),
    ("WC", "613 words"),
    ("PD", "27 February 2024"),
    ("ET", "10:15"),
    ("SN", "Larkford Newswire"),
    ("SC", "LKNW"),
    ("LA", "English"),
    ("CY", "Copyright 2024 Larkford Newswire Limited."),
    ("LP", "LARKFORD (Larkford Newswire) - The council put off its vote on the mill dam on Monday."),
    ("TD", 'Mayor Tom Hale said that the dam "must wait".\nIN BRIEF: the farmers agree.\nHD sets are another matter.'),
    ("CO", "lkmill : Larkford Mills Ltd"),
    ("IN", "i1 : Agriculture | i2 : Energy"),
    ("NS", "gpol : Domestic Politics"),
    ("RE", "lark : Larkford"),
    ("PUB", "Larkford Newswire Ltd"),
    ("AN", "Document LKNW000020240227ek2r000a1"),
)
SECOND_FIELDS = (
    ("HD", "Hale: no dam before the summer"),
    ("WC", "1,040 words"),
    ("PD", "1 March 2024"),
    ("SN", "The Larkford Courier"),
    ("LA", "English"),
    ("TD", "Mayor Tom Hale has ruled out any work on the mill dam before the summer."),
    ("AN", "Document LKCOUR0020240301ek310002b"),
)
EMPTY_FIELDS = (("HD", "Picture of the day"), ("PD", "2 March 2024"), ("SN", "Valley Evening Post"), ("LA", "German"))

FIRST_ITEM = ArchiveItem(
    title="Council delays the mill dam",
    outlet="Larkford Newswire",
    author="Ida Penrose and Tom Oak",
    published=datetime.date(2024, 2, 27),
    language="en",
    text="LARKFORD (Larkford Newswire) - The council put off its vote on the mill dam on Monday.\n\nMayor Tom Hale "
    'said that the dam "must wait".\n\nIN BRIEF: the farmers agree.\n\nHD sets are another matter.',
)
SECOND_ITEM = ArchiveItem(
    title="Hale: no dam before the summer",
    outlet="The Larkford Courier",
    published=datetime.date(2024, 3, 1),
    language="en",
    text="Mayor Tom Hale has ruled out any work on the mill dam before the summer.",
)

DISPLAY = """\
Larkford dam, February to March

Council delays the mill dam .............................................. 2
Der Damm muss warten ..................................................... 3
Hale: no dam before the summer ........................................... 4

World News
Council delays the mill dam

By Ida Penrose
613 words
27 February 2024
10:15
Larkford Newswire
LKNW
English
Copyright 2024 Larkford Newswire Limited.

The council put off its vote on the mill dam on Monday.

Document in hand, Mayor Tom Hale said that the dam "must wait" and that the farmers of the valley had not been heard.
Page 2 of 12 © 2024 Factiva, Inc. All rights reserved.
Nobody counted them:
12 words

Document LKNW000020240227ek2r000a1
--------------------------------------------------

Der Damm muss warten
Grete Aumann
1.203 Wörter
28. Februar 2024
Larkfurter Anzeiger
LKANZ
3
Deutsch
(c) 2024 Larkfurter Verlag. Alle Rechte vorbehalten

Der Bürgermeister sagte am Montag, der Damm müsse warten.

Dokument LKANZ00020240228ek2s0000g

Hale: no dam before the summer
40 words
1 March 2024
The Larkford Courier
LKCOUR
English
Copyright 2024. Larkford Press. All Rights Reserved.

Mayor Tom Hale has ruled out any work on the mill dam before the summer, he said on Friday, and promised
"""

WRAPPED_DISPLAY = """\
Farmers along the Lark ask for more time before the council
votes on the dam

By Ida Penrose
613 words
27 February 2024
Larkford Newswire
LKNW
English
Copyright 2024 Larkford Newswire Limited. Click on the link to ask for
leave to print. All rights reserved.

The council put off its vote on the mill dam on Monday after farmers along the
river said that they had not been asked at all by the county.

Mayor Tom Hale told the meeting that the dam must wait until every field along
the river has been walked by the surveyors.

Document LKNW000020240227ek2r000a1

Search Summary
Text                  mill dam
Results Found         1
"""


def tabbed(fields: Fields) -> str:
    return "".join(f"\t{code}\t{value}\n" for code, value in fields)


def barred(fields: Fields) -> str:
    return "".join(f"{code}|{value}|\n" for code, value in fields)


def alone(fields: Fields) -> str:
    return "".join(f"{code}\n\n{value}\n\n" for code, value in fields)


def spaced(fields: Fields) -> str:
    return "".join(f"{code} {value}\n" for code, value in fields)


@pytest.mark.parametrize("write", [tabbed, barred, alone, spaced])
def test_split_archive_reads_field_codes(write: Callable[[Fields], str]) -> None:
    text = f"Page 1 of 3\n\n{write(FIELDS)}\n{write(SECOND_FIELDS)}\n{write(EMPTY_FIELDS)}"
    first, second, third = split_archive(text)
    assert first == FIRST_ITEM
    assert second == SECOND_ITEM
    assert (third.title, third.outlet, third.language, third.text) == (
        "Picture of the day",
        "Valley Evening Post",
        "de",
        "",
    )


def test_split_archive_reads_the_field_table_of_an_rtf_export() -> None:
    rows = "".join(
        rf"\trowd\cellx900\cellx9000 {{\b {code}}}\cell {value}\cell\row".replace("\n", r"\par ") + "\n"
        for code, value in (*FIELDS, *SECOND_FIELDS)
    )
    rtf = r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 Arial;}}" + rows + "}"
    page = read_rtf(rtf.encode(), address="export.rtf")
    assert isinstance(page, Page)
    assert split_archive(page.text) == (FIRST_ITEM, SECOND_ITEM)


def test_split_archive_keeps_a_field_document_whose_number_is_missing() -> None:
    items = split_archive(tabbed(FIELDS[:-1]) + tabbed(SECOND_FIELDS))
    assert items == (FIRST_ITEM, SECOND_ITEM)


def test_split_archive_drops_what_stands_after_the_number() -> None:
    [item] = split_archive(tabbed(SECOND_FIELDS) + "\nSearch Summary\nText mill dam\nDate All Dates\n")
    assert item == SECOND_ITEM


def test_split_archive_reads_displayed_articles() -> None:
    first, second, third = split_archive(DISPLAY)
    assert first == ArchiveItem(
        title="Council delays the mill dam",
        outlet="Larkford Newswire",
        author="Ida Penrose",
        published=datetime.date(2024, 2, 27),
        language="en",
        text="The council put off its vote on the mill dam on Monday.\n\nDocument in hand, Mayor Tom Hale said that "
        'the dam "must wait" and that the farmers of the valley had not been heard.\n\n'
        "Nobody counted them:\n\n12 words",
    )
    assert second == ArchiveItem(
        title="Der Damm muss warten",
        outlet="Larkfurter Anzeiger",
        author="Grete Aumann",
        published=datetime.date(2024, 2, 28),
        language="de",
        text="Der Bürgermeister sagte am Montag, der Damm müsse warten.",
    )
    assert (third.title, third.author) == ("Hale: no dam before the summer", None)
    assert third.text.endswith("and promised")


def test_split_archive_reads_displayed_articles_broken_into_lines() -> None:
    [item] = split_archive(WRAPPED_DISPLAY)
    assert item == ArchiveItem(
        title="Farmers along the Lark ask for more time before the council votes on the dam",
        outlet="Larkford Newswire",
        author="Ida Penrose",
        published=datetime.date(2024, 2, 27),
        language="en",
        text="The council put off its vote on the mill dam on Monday after farmers along the river said that they had "
        "not been asked at all by the county.\n\nMayor Tom Hale told the meeting that the dam must wait until every "
        "field along the river has been walked by the surveyors.",
    )


@pytest.mark.parametrize(
    "missing", ["613 words", "English", "LKNW", "Copyright 2024 Larkford Newswire Limited.", "10:15"]
)
def test_split_archive_bears_missing_lines_of_a_display(missing: str) -> None:
    first, *others = split_archive(DISPLAY.replace(missing + "\n", "", 1))
    assert len(others) == 2
    assert (first.title, first.outlet, first.author) == (
        "Council delays the mill dam",
        "Larkford Newswire",
        "Ida Penrose",
    )
    assert first.published == datetime.date(2024, 2, 27)
    assert first.text.startswith("The council put off")


@pytest.mark.parametrize(
    "notice", ["(c) Copyright Larkford Newswire 2024. Click For Restrictions", "© Larkford Newswire"]
)
def test_split_archive_knows_copyright_notices(notice: str) -> None:
    [item] = split_archive(
        f"No dam before the summer\n40 words\n1 March 2024\nLarkford Newswire\nLKNW\nEnglish\n{notice}\n\n"
        "LARKFORD\n\nThe dam waits.\n\nDocument LKNW000020240301ek310002b\n"
    )
    assert item.text == "LARKFORD\n\nThe dam waits."


def test_split_archive_reads_text_that_runs_on_behind_the_copyright_notice() -> None:
    sentence = "Mayor Tom Hale has ruled out any work on the mill dam before the summer, he said on Friday. "
    items = split_archive(
        "No dam before the summer\n40 words\n1 March 2024\nLarkford Newswire\nLKNW\nEnglish\nCopyright 2024 Larkford "
        f"Press. All rights reserved. {sentence * 3}Document LKNW000020240301ek310002b\n"
    )
    assert [item.text for item in items] == [(sentence * 3).strip()]


def test_split_archive_takes_a_short_line_of_the_text_for_no_source_code() -> None:
    [item] = split_archive(
        "No dam before the summer\n40 words\n1 March 2024\nLarkford Newswire\nMayor Tom Hale has ruled out any work on "
        "the mill dam before the summer, he said.\n\nCOSTS\n\nNobody knows them.\n\n"
        "Document LKNW000020240301ek310002b\n"
    )
    assert item.text.startswith("Mayor Tom Hale")


def test_split_archive_reads_french_displays() -> None:
    [item] = split_archive(
        "Politique\nLe barrage attendra tous les paysans de la vallée\nPar Inès Roche\n613 mots\n27 février 2024\n"
        "Le Courrier de Larkford\nLKCR\n4\nFrançais\nCopyright 2024 Presse de Larkford Tous droits réservés\n\n"
        "Le maire a déclaré que le barrage attendrait.\n\nDocument LKCR000020240227ek2r00005\n"
    )
    assert item == ArchiveItem(
        title="Le barrage attendra tous les paysans de la vallée",
        outlet="Le Courrier de Larkford",
        author="Inès Roche",
        published=datetime.date(2024, 2, 27),
        language="fr",
        text="Le maire a déclaré que le barrage attendrait.",
    )
