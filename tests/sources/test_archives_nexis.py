"""Exports of Nexis, old and new; every article here is invented."""

from __future__ import annotations

import datetime

import pytest

from onrecord.model import Page
from onrecord.sources.archives import ArchiveItem, split_archive
from onrecord.sources.rtf import read_rtf

NUMBERED = """\


Download Request: All Documents: 1-3
Time Of Request: Monday, March 04, 2024  09:12:44

Terms: (mill dam AND HLEAD(Lark))

Source: All English Language News
Project ID: None



                               1 of 3 DOCUMENTS



                            The Larkford Courier

                        February 27, 2024 Tuesday 10:15 AM GMT
                                 Edition 2;
                                 Northern

Council delays the mill dam as farmers along the Lark ask for more
time

BYLINE: By Ida Penrose

SECTION: NEWS; Pg. 4

LENGTH: 91 words

DATELINE: LARKFORD

The council put off its vote on the mill dam on Monday after farmers along the
river said that they had not been asked. Mayor Tom Hale told the meeting that
the dam "must wait until every field has been walked".

Rosa Lind, who speaks for the farmers, said that a delay was not enough and
that the plan should be dropped before the next flood season begins in the
valley.

LENGTH: that was the word the surveyor wrote on his board, and nobody knew why
he had written it there.

LOAD-DATE: February 28, 2024

LANGUAGE: ENGLISH

GRAPHIC: The mill dam seen from the north bank of the river, with the old wheel
in front

PUBLICATION-TYPE: Newspaper

JOURNAL-CODE: LKC


                       Copyright 2024 Larkford Press Ltd
                              All Rights Reserved


                               2 of 3 DOCUMENTS



                              Valley Evening Post

                            27 February 2024

Picture of the day

LENGTH: 0 words

LANGUAGE: ENGLISH

                       Copyright 2024 Valley Post Group
                              All Rights Reserved


                               3 of 3 DOCUMENTS



                            The Larkford Courier

                            March 1, 2024 Friday

Hale: no dam before the summer

BYLINE: Ida Penrose

LENGTH: 40 words

Mayor Tom Hale has ruled out any work on the mill dam before the summer, he
said on Friday, and promised to meet the far
"""

OLDER_NUMBERED = """\
                               1 of 2 DOCUMENTS


                       Copyright 1998 Larkford Press Ltd
                            The Larkford Courier

                             June 3, 1998, Wednesday

SECTION: Business; Page 11

LENGTH: 60 words

HEADLINE: Mill owners ask for a dam

BYLINE: PETER OAK

BODY:
The owners of the two mills asked the county on Tuesday for leave to dam the
river. Their lawyer, Ann Bray, said that the water would turn both wheels.

The county has not answered.

LOAD-DATE: June 3, 1998


                               2 of 2 DOCUMENTS


                            The Larkford Courier

                             June 4, 1998, Thursday

SECTION: Letters; Page 9

LENGTH: 25 words

HEADLINE: No dam, please

BODY: I have fished here all my life and I say that a dam would end it.

LOAD-DATE: June 4, 1998
"""

GERMAN_NUMBERED = """\
                                Dokument 1 von 1



                            Larkfurter Anzeiger

                            Dienstag 27. Februar 2024

Der Damm muss warten

AUTOR: Von Grete Aumann

RUBRIK: POLITIK; S. 3

LÄNGE: 30 Wörter

Der Bürgermeister sagte am Montag, der Damm müsse warten.

UPDATE: 28. Februar 2024

SPRACHE: GERMAN; DEUTSCH
"""

UNI_LINES = (
    "Date and Time: Monday, March 4, 2024 9:12:00 AM CET",
    "Job Number: 218811223",
    "Documents (3)",
    "1. Council delays the mill dam",
    "2. Picture: the old wheel",
    "3. Hale: no dam before the summer",
    "Client/Matter: -None-",
    "Search Terms: mill dam",
    "Search Type: Terms and Connectors",
    "Narrowed by:",
    "Content Type",
    "News",
    "Timeline: Jan 01, 2024 to Mar 04, 2024",
    "Council delays the mill dam",
    "The Larkford Courier",
    "February 27, 2024 Tuesday 10:15 AM GMT",
    "Copyright 2024 Larkford Press Ltd All Rights Reserved",
    "Section: NEWS; Pg. 4",
    "Length:\u00a091 words",
    "Byline: By Ida Penrose",
    "Highlight: Farmers along the river want to be heard first",
    "Body",
    "The council put off its vote on the mill dam on Monday. Mayor Tom Hale told the meeting that the dam "
    '"must wait until every field has been walked".',
    "Page 2 of 7",
    "Body",
    "was the word on the surveyor's board, Rosa Lind said.",
    "Length: nobody had measured it.",
    "Graphic",
    "The mill dam seen from the north bank",
    "Classification",
    "Language: ENGLISH",
    "Publication-Type: Newspaper",
    "Subject: DAMS & RESERVOIRS (90%); MAYORS (78%)",
    "Load-Date: February 28, 2024",
    "End of Document",
    "Picture: the old wheel",
    "Valley Evening Post",
    "Tuesday, 27 February 2024",
    "Copyright 2024 Valley Post Group All Rights Reserved",
    "Length: 0 words",
    "Classification",
    "Language: ENGLISH",
    "Load-Date: February 28, 2024",
    "End of Document",
    "Hale: no dam before the summer",
    "The Larkford Courier",
    "March 1, 2024 Friday",
    "Length: 40 words",
    "Body",
    "Mayor Tom Hale has ruled out any work on the mill dam before the summer, he said on Friday, and promised",
)

FIRST = ArchiveItem(
    title="Council delays the mill dam",
    outlet="The Larkford Courier",
    author="Ida Penrose",
    published=datetime.date(2024, 2, 27),
    language="en",
    text='The council put off its vote on the mill dam on Monday. Mayor Tom Hale told the meeting that the dam "must '
    "wait until every field has been walked\".\n\nBody\n\nwas the word on the surveyor's board, Rosa Lind said.\n\n"
    "Length: nobody had measured it.",
)


def test_split_archive_reads_numbered_documents() -> None:
    first, second, third = split_archive(NUMBERED)
    assert first == ArchiveItem(
        title="Council delays the mill dam as farmers along the Lark ask for more time",
        outlet="The Larkford Courier",
        author="Ida Penrose",
        published=datetime.date(2024, 2, 27),
        language="en",
        text="The council put off its vote on the mill dam on Monday after farmers along the river said that they had "
        'not been asked. Mayor Tom Hale told the meeting that the dam "must wait until every field has been walked".'
        "\n\nRosa Lind, who speaks for the farmers, said that a delay was not enough and that the plan should be "
        "dropped before the next flood season begins in the valley.\n\nLENGTH: that was the word the surveyor wrote "
        "on his board, and nobody knew why he had written it there.",
    )
    assert (second.title, second.text) == ("Picture of the day", "")
    assert third.published == datetime.date(2024, 3, 1)
    assert third.text.endswith("and promised to meet the far")


def test_split_archive_reads_documents_with_headline_and_body_labels() -> None:
    first, second = split_archive(OLDER_NUMBERED)
    assert first == ArchiveItem(
        title="Mill owners ask for a dam",
        outlet="The Larkford Courier",
        author="PETER OAK",
        published=datetime.date(1998, 6, 3),
        text="The owners of the two mills asked the county on Tuesday for leave to dam the river. Their lawyer, Ann "
        "Bray, said that the water would turn both wheels.\n\nThe county has not answered.",
    )
    assert second.text == "I have fished here all my life and I say that a dam would end it."


def test_split_archive_reads_a_german_numbered_document() -> None:
    [item] = split_archive(GERMAN_NUMBERED)
    assert item == ArchiveItem(
        title="Der Damm muss warten",
        outlet="Larkfurter Anzeiger",
        author="Grete Aumann",
        published=datetime.date(2024, 2, 27),
        language="de",
        text="Der Bürgermeister sagte am Montag, der Damm müsse warten.",
    )


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"], ids=["lines", "blank lines", "Windows lines"])
def test_split_archive_reads_nexis_uni_paragraphs(between: str) -> None:
    first, second, third = split_archive(between.join(UNI_LINES))
    assert first == FIRST
    assert (second.title, second.outlet, second.text) == ("Picture: the old wheel", "Valley Evening Post", "")
    assert second.published == datetime.date(2024, 2, 27)
    assert third.title == "Hale: no dam before the summer"
    assert third.text.endswith("and promised")


def test_split_archive_reads_nexis_uni_rtf() -> None:
    lines = "".join(rf"{{\pard {line}\par}}" + "\n" for line in UNI_LINES).replace("\u00a0", r"\~")
    link = r"{\field{\*\fldinst{HYPERLINK \"https://advance.example.org/api/document?id=4\"}}{\fldrslt{%s}}}"
    title = link % "Council delays the mill dam"
    lines = lines.replace(r"{\pard Council delays the mill dam\par}", rf"{{\pard {title}\par}}")
    rtf = r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 Arial;}}{\header Page 1 of 7\par}" + lines + "}"
    page = read_rtf(rtf.encode(), address="export.rtf")
    assert isinstance(page, Page)
    assert split_archive(page.text)[0] == FIRST


def test_split_archive_reads_french_and_german_labels_of_nexis_uni() -> None:
    french = (
        "Le barrage attendra\nLe Courrier de Larkford\nmardi 27 février 2024\nCopyright 2024 Presse de Larkford\n"
        "Rubrique : POLITIQUE; Pg. 3\nLongueur : 613 mots\nAuteur : Par Inès Roche\nCorps du texte\n"
        "Le maire a déclaré que le barrage attendrait.\nClassification\nLangue : FRENCH; FRANÇAIS\nFin du document\n"
    )
    german = (
        "Der Damm muss warten\nLarkfurter Anzeiger\nDienstag 27.Februar 2024\nLänge: 613 Wörter\nAutor: Grete Aumann\n"
        "Body\nDer Damm müsse warten, sagte der Bürgermeister.\nLoad-Date: 28. Februar 2024\nEnd of Document\n"
    )
    first, second = split_archive(french + german)
    assert first == ArchiveItem(
        title="Le barrage attendra",
        outlet="Le Courrier de Larkford",
        author="Inès Roche",
        published=datetime.date(2024, 2, 27),
        language="fr",
        text="Le maire a déclaré que le barrage attendrait.",
    )
    assert second == ArchiveItem(
        title="Der Damm muss warten",
        outlet="Larkfurter Anzeiger",
        author="Grete Aumann",
        published=datetime.date(2024, 2, 27),
        text="Der Damm müsse warten, sagte der Bürgermeister.",
    )


def test_split_archive_keeps_an_article_whole_that_quotes_the_closing_line() -> None:
    lines = list(UNI_LINES)
    lines.insert(lines.index("Graphic"), "The sheet closed with the words")
    lines.insert(lines.index("Graphic"), "End of Document")
    lines.insert(lines.index("Graphic"), "and a stamp of the county.")
    items = split_archive("\n".join(lines))
    assert len(items) == 3
    assert items[0].text.endswith("with the words\n\nEnd of Document\n\nand a stamp of the county.")


def test_split_archive_keeps_an_item_that_the_archive_failed_to_show() -> None:
    lines = list(UNI_LINES)
    place = lines.index("End of Document") + 1
    items = split_archive("\n".join([*lines[:place], "This document cannot be displayed.", *lines[place - 1 :]]))
    assert len(items) == 4
    assert items[0] == FIRST
    assert items[1] == ArchiveItem(title="This document cannot be displayed.", text="")


@pytest.mark.parametrize(
    "missing",
    ["Section: NEWS; Pg. 4", "Byline: By Ida Penrose", "Load-Date: February 28, 2024", "Graphic", "Classification"],
)
def test_split_archive_bears_missing_lines(missing: str) -> None:
    items = split_archive("\n".join(line for line in UNI_LINES if line != missing))
    assert [item.title for item in items] == [UNI_LINES[3][3:], UNI_LINES[4][3:], UNI_LINES[5][3:]]
    assert items[0].text.startswith(FIRST.text)


def test_split_archive_gives_no_date_for_a_month_alone() -> None:
    [item] = split_archive("The dam\nLark Monthly\nMarch 2024\nLength: 9 words\nBody\nThe dam waits.\nEnd of Document")
    assert (item.title, item.outlet, item.published) == ("The dam", "Lark Monthly", None)


def test_split_archive_reads_the_address_in_the_foot() -> None:
    [item] = split_archive(
        "The dam\nLark Online\nMarch 2, 2024 Saturday\nLength: 9 words\nBody\nThe dam waits.\nClassification\n"
        "Language: ENGLISH\nURL: https://lark.example.org/dam\nEnd of Document"
    )
    assert item.url == "https://lark.example.org/dam"


def test_split_archive_reads_a_document_that_does_not_mark_its_body() -> None:
    lines = "\n".join(UNI_LINES[-6:-2])
    first, second = split_archive(
        "The dam(https://advance.example.org/4)\nLark Radio\nMarch 2, 2024\nLength: 9 words\nHighlight: A dam\n"
        "The dam waits.\n\nSection: this is what the speaker said.\nLoad-Date: March 3, 2024\nEnd of Document\n"
        f"{lines}\nBody\nNo dam.\nEnd of Document\n"
    )
    assert (first.title, first.outlet) == ("The dam", "Lark Radio")
    assert first.text == "The dam waits.\n\nSection: this is what the speaker said."
    assert second.text == "No dam."
