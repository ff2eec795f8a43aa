"""What an article tells of its speakers: titles, offices, new names, initials, namesakes."""

import re
from collections.abc import Iterator

import pytest

from onrecord.actors.article.in_article import speakers_of
from onrecord.actors.article.names import Name
from onrecord.model import ActorKind, Affiliation, Attribution, Speaker

PERSON, ORGANIZATION, COUNTRY = ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.COUNTRY
PEOPLE = (
    "Ana Ruiz|Rosa Lim|Lim|Ruiz|Tom Ek Jr.|Tom Ek|Ek|Eva Holm-Berg|Eva Holm|Holm|Berg|Jonas Keller|Jonas Kellar|Kellar"
    "|Keller|Park Min-jun|Park|L. Sanders|L. Sandors|Bo Lindqvist|Lindquist|Mara Voss|Voss|Easter|Greco|Ida Greco"
)
BODIES = (
    "Councillor Ruiz|Grain Board|Corn Office|Ministry of Trade|Ministry of Rail|River Council, Ana Ruiz|Tidore|Brandt"
    "|Prime Minister Tom Ek Tuesday|Bureau for Inland River Navigation|Dam Watch|Net Guild"
)
KINDS = {
    **dict.fromkeys(PEOPLE.split("|"), PERSON),
    **dict.fromkeys(BODIES.split("|"), ORGANIZATION),
    **dict.fromkeys(["Chile", "Peru", "Finland", "Norway"], COUNTRY),
}
NAMES = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(KINDS, key=len, reverse=True)))})(?!\w)")


def names_in(text: str) -> Iterator[Name]:
    for match in NAMES.finditer(text):
        yield Name(match.start(), match.end(), match[0], KINDS[match[0]])


def told(marked: str) -> list[tuple[Speaker, ...]]:
    """Return the speakers of each [source]; a {content} is that of the source of the same number."""
    text, spans, opened = "", {"]": list[tuple[int, int]](), "}": list[tuple[int, int]]()}, list[int]()
    for letter in marked:
        if letter in "[{":
            opened.append(len(text))
        elif letter in spans:
            spans[letter].append((opened.pop(), len(text)))
        else:
            text += letter
    contents = [*spans["}"], *[(len(text), len(text))] * len(spans["]"])]
    attributions = [
        Attribution(source=(source,), cue=(), content=(content,), confidence=1.0)
        for source, content in zip(spans["]"], contents, strict=False)
    ]
    return list(speakers_of(text, attributions, tuple(names_in(text))))


def names_of(marked: str) -> list[list[str]]:
    return [[speaker.name for speaker in several] for several in told(marked)]


def last(marked: str) -> Speaker:
    return told(marked)[-1][0]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[Councillor Ruiz] said so.", "Ruiz"),
        ("[The Minister of Water Yarik Dolan] said so.", "Yarik Dolan"),
        ("[State Secretary for Health Zuzka Dolan] said so.", "Zuzka Dolan"),
        ("[Xiomara Ruiz], Chile's envoy, said so.", "Xiomara Ruiz"),
        ("[Ylva-Li Dorn of Dam Watch] said so.", "Ylva-Li Dorn"),
        ("The head of the River Council, Ana Ruiz, left. [Ruiz] said so.", "Ana Ruiz"),
        ("[The mediator, Ana Ruiz,] said so.", "Ana Ruiz"),
        (
            "[The Ministry of Trade, Ports and Inland Fisheries] said so.",
            "Ministry of Trade, Ports and Inland Fisheries",
        ),
        ("Mara Voss swam. Mara Voss hopes for Easter. [She] said so.", "Mara Voss"),
    ],
)
def test_speakers_of_finds_where_a_name_starts_and_ends(marked: str, name: str) -> None:
    assert last(marked).name == name


@pytest.mark.parametrize(
    ("marked", "role", "of"),
    [
        ("[Fisheries Minister Ana Ruiz] said so.", "fisheries minister", None),
        ("[Chile's new fisheries minister, Ana Ruiz,] said so.", "fisheries minister", "Chile"),
        ("[Ana Ruiz, the minister of transport,] said so.", "minister of transport", None),
        ("Ana Ruiz, 51, has been Chile's envoy since May. [Ruiz] said so.", "envoy", "Chile"),
        ("[Ana Ruiz], sworn in last week as finance minister of Chile, said so.", "finance minister", "Chile"),
        ("[Ana Ruiz of Dam Watch] said so.", None, "Dam Watch"),
        ("[Dam Watch's Ana Ruiz] said so.", None, "Dam Watch"),
        ("They met in Oslo. [Minister Ana Ruiz] said so.", "minister", None),
        ("[The director of the clinic, Ana Ruiz,] said so.", "director", None),
    ],
)
def test_speakers_of_learns_what_a_person_is_of(marked: str, role: str | None, of: str | None) -> None:
    assert last(marked).affiliations == (Affiliation(role=role, of=of),)


def test_speakers_of_gives_a_minister_no_other_portfolio() -> None:
    marked = "Ana Ruiz, the minister of transport, came. [The Peruvian infrastructure minister] said so."
    speaker = last(marked)
    assert (speaker.kind, speaker.affiliations) == (
        ActorKind.ANONYMOUS,
        (Affiliation(role="infrastructure minister", of="Peru"),),
    )


def test_speakers_of_gives_a_colleague_the_same_office_in_another_country() -> None:
    speaker = last("[Ana Ruiz, Chile's fisheries minister,] spoke. [Her Finnish colleague] said so.")
    assert speaker.affiliations == (Affiliation(role="fisheries minister", of="Finland"),)
    assert last("Finland's fisheries minister Mara Voss came. [Ana Ruiz, Chile's fisheries minister,] spoke."
                " [Her Finnish counterpart] said so.").name == "Mara Voss"  # fmt: skip


def test_speakers_of_reads_the_initials_of_an_interview() -> None:
    assert names_of("Mara Voss swims.\n\nIs it cold?\n\n[MV]: It is.\n\n**[MV]:** Very.") == [["Mara Voss"]] * 2
    assert names_of("Mara Voss swims.\n\n[XY]: It is.") == [["XY"]]


@pytest.mark.parametrize(
    ("marked", "name", "alias"),
    [
        ("Mara Voss (née Lim) swam. [Lim] said so.", "Mara Voss", "Lim"),
        ("The former Miss Lim is to be known, at sea as on land, as Mara Voss. [Voss] said so.", "Mara Voss", "Lim"),
        ("The Net Guild, formerly the Grain Board, met. [The Grain Board] said so.", "Grain Board", "Net Guild"),
        ("Eva Holm wed. [Eva Holm-Berg] said so.", "Eva Holm", "Eva Holm-Berg"),
        ("[Eva Holm-Berg] came. [Ms. Berg] said so.", "Eva Holm-Berg", "Berg"),
    ],
)
def test_speakers_of_follows_a_new_name(marked: str, name: str, alias: str) -> None:
    speaker = last(marked)
    assert alias in speaker.aliases or speaker.name == alias
    assert name in {speaker.name, *speaker.aliases}


def test_speakers_of_keeps_generations_apart() -> None:
    assert names_of("[Tom Ek] spoke. [Tom Ek Jr.] spoke. [Tom Ek] left.") == [["Tom Ek"], ["Tom Ek Jr."], ["Tom Ek"]]
    assert names_of("[Tom Ek Jr.] spoke. [His father] left.")[1] == ["Tom Ek"]


def test_speakers_of_keeps_names_alike_with_other_offices_apart() -> None:
    two = names_of("[Health Minister Jonas Keller] spoke. [The director of the clinic, Jonas Kellar,] left.")
    assert two == [["Jonas Keller"], ["Jonas Kellar"]]
    assert names_of("[L. Sanders of Dam Watch] spoke. [L. Sandors of the Net Guild] left.") == [
        ["L. Sanders"],
        ["L. Sandors"],
    ]
    assert names_of("[Bo Lindqvist] spoke. [Lindquist], the Danish pilot, left.") == [["Bo Lindqvist"], ["Lindquist"]]


def test_speakers_of_knows_the_family_name_that_comes_first() -> None:
    assert names_of("[Park Min-jun] spoke. [Park] left.") == [["Park Min-jun"]] * 2


def test_speakers_of_joins_initials_that_look_like_a_name() -> None:
    marked = "[The Bureau for Inland River Navigation] spoke. [Birn] left."
    assert names_of(marked) == [["Bureau for Inland River Navigation"]] * 2


def test_speakers_of_takes_whom_a_quotation_names_for_a_person() -> None:
    assert last("“{It rains},” [Brandt] said.").kind is PERSON
    assert last("“{It rains},” [Tidore] said. In Tidore nobody swam.").kind is ORGANIZATION


def test_speakers_of_gives_a_pronoun_to_an_unnamed_one_who_spoke() -> None:
    assert names_of("Ana Ruiz left.\n\n[A retired envoy] spoke. [He] sighed.")[1] == ["retired envoy"]


def test_speakers_of_parts_the_same_body_of_two_countries() -> None:
    marked = "Chile and Peru met. [The foreign ministries of the two countries] said so."
    [several] = told(marked)
    assert [speaker.affiliations[0].of for speaker in several] == ["Chile", "Peru"]


def test_speakers_of_finds_the_two_signatories() -> None:
    assert names_of("Ana Ruiz met Mara Voss. [The two signatories] said so.") == [["Ana Ruiz", "Mara Voss"]]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[Mrs Ek] spoke. [Her husband] left.", "Mr Ek"),
        ("[Ek the younger] spoke.", "Ek"),
        ("“Jonas Keller swims,” the board's chemist said. [The board's chemist] left.", "board's chemist"),
        ("Jonas Keller swims. [The commission's hydrologist] left.", "Jonas Keller"),
        ("Mara Voss swims.\n\nIn Graz, [the mayor] left.", "mayor"),
        ("Mara Voss swims.\n\n[The director of the clinic] left.", "director of the clinic"),
        ("[Downing Street] said so.", "Downing Street"),
    ],
)
def test_speakers_of_finds_whom_words_without_a_name_mean(marked: str, name: str) -> None:
    assert last(marked).name == name


@pytest.mark.parametrize(
    ("marked", "gender"),
    [
        ("[Ms. Lim] said so.", "f"),
        ("[Tom Ek] said so.", "m"),
        ("[Rosa Lim] said so.", "f"),
        ("[Dam Watch] said so.", ""),
    ],
)
def test_speakers_of_tells_the_gender(marked: str, gender: str) -> None:
    assert last(marked).gender == gender


def test_speakers_of_takes_many_names_alike_in_time() -> None:
    story = "Minister Jonas Keller met Director Jonas Kellar, once known as Mara Voss. [Keller] left. "
    assert len(told(story * 1_000)) == 1_000
