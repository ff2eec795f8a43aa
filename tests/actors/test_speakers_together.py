"""Several speakers in one source, and words that mean several: the texts are of many countries."""

import re
from collections.abc import Iterator

import pytest

from onrecord.actors.article.in_article import speakers_of
from onrecord.actors.article.names import Name
from onrecord.model import ActorKind, Affiliation, Attribution, Speaker

PERSON, ORGANIZATION, COUNTRY = ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.COUNTRY
GROUP, ANONYMOUS, DOCUMENT = ActorKind.GROUP, ActorKind.ANONYMOUS, ActorKind.DOCUMENT
PEOPLE = (
    "Ana Ruiz|Bo Ek|Lena Holm|Kwame Mensah|Ama Boateng|Kofi Addo|Priya Nair|Arjun Rao|Mei Tanaka|Jun Sato|Omar Haddad"
    "|Leila Nasser|Ivo Marek|Petra Novak|Tomas Silva|Smith|Jones|Tom Smith|Ann Jones|Ruiz|Ek|Nair|Rao|Haddad|Mensah"
    "|Joan Serra|Pau Vidal|Vidal|Sofia Lund|Lund|Carlo Conti|Conti|Addo"
)
BODIES = (
    "Ministry of Health and Welfare|Dam Watch|River Council|Dockers Union|Lagos Chamber|Metal Workers League"
    "|Association of Harbour Pilots|Kremlin|Quai d'Orsay|Palestinian Authority|Simon & Schuster|Grain Board"
    "|Ministry of Defence|Army|NATO|White House|Pentagon|Harbour Times"
)
COUNTRIES = (
    "Russia|China|Germany|Poland|Czech Republic|Nigeria|Ghana|India|Nepal|Estonia|Kenya|Egypt|Berlin|Ankara|Athens"
)
KINDS = {
    **dict.fromkeys(PEOPLE.split("|"), PERSON),
    **dict.fromkeys(BODIES.split("|"), ORGANIZATION),
    **dict.fromkeys(COUNTRIES.split("|"), COUNTRY),
}
NAMES = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(KINDS, key=len, reverse=True)))})\b")


def names_in(text: str) -> Iterator[Name]:
    for match in NAMES.finditer(text):
        yield Name(match.start(), match.end(), match[0], KINDS[match[0]])


def all_speakers(marked: str) -> list[tuple[Speaker, ...]]:
    """Return the speakers of each [source]."""
    text, sources, opened = "", list[tuple[int, int]](), 0
    for letter in marked:
        if letter == "[":
            opened = len(text)
        elif letter == "]":
            sources.append((opened, len(text)))
        else:
            text += letter
    end = (len(text), len(text))
    attributions = [Attribution(source=(source,), cue=(), content=(end,), confidence=1.0) for source in sources]
    return list(speakers_of(text, attributions, tuple(names_in(text))))


def last(marked: str) -> list[str]:
    """Return the names of those who speak in the last source."""
    return [speaker.name for speaker in all_speakers(marked)[-1]]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[Ana Ruiz and Bo Ek] said so.", ["Ana Ruiz", "Bo Ek"]),
        ("Tom Smith met Ann Jones. [Smith and Jones] said so.", ["Tom Smith", "Ann Jones"]),
        ("[Ana Ruiz, the mayor, and Bo Ek] said so.", ["Ana Ruiz", "Bo Ek"]),
        ("[Ana Ruiz, a farmer and activist, and Bo Ek, a baker,] said so.", ["Ana Ruiz", "Bo Ek"]),
        ("[Kwame Mensah, Ama Boateng and Kofi Addo] said so.", ["Kwame Mensah", "Ama Boateng", "Kofi Addo"]),
        ("[Prime Minister Priya Nair and her Nepali counterpart, Arjun Rao,] said so.", ["Priya Nair", "Arjun Rao"]),
        ("[Mei Tanaka of Dam Watch and Jun Sato of the River Council] said so.", ["Mei Tanaka", "Jun Sato"]),
        ("[Omar Haddad, along with Leila Nasser,] said so.", ["Omar Haddad", "Leila Nasser"]),
        ("[Omar Haddad as well as the River Council] said so.", ["Omar Haddad", "River Council"]),
        ("[Russia and China] said so.", ["Russia", "China"]),
        ("[Ankara and Athens] said so.", ["Turkey", "Greece"]),
        ("[The White House and the Pentagon] said so.", ["White House", "Pentagon"]),
        ("[Egypt's foreign ministry and Dam Watch] said so.", ["Egyptian foreign ministry", "Dam Watch"]),
        ("[The Kremlin and its allies] said so.", ["Kremlin", "Kremlin's allies"]),
        ("[Ana Ruiz and her lawyer] said so.", ["Ana Ruiz", "Ana Ruiz's lawyer"]),
        ("[The mayor and the bishop] said so.", ["mayor", "bishop"]),
        ("[The mayor of Linz and Bo Ek] said so.", ["mayor of Linz", "Bo Ek"]),
        ("[Poles and Czechs] said so.", ["Poles", "Czechs"]),
        ("[Ana Ruiz and others] said so.", ["Ana Ruiz"]),
        ("[Nigeria, Ghana and other countries] said so.", ["Nigeria", "Ghana", "other countries"]),
        ("[@ana_r and @bo.ek] wrote so.", ["@ana_r", "@bo.ek"]),
        ("“It rains,” [she and Bo Ek] said.", ["she", "Bo Ek"]),
        ("[Both Ana Ruiz and Bo Ek] said so.", ["Ana Ruiz", "Bo Ek"]),
    ],
)
def test_speakers_of_names_all_of_a_source(marked: str, names: list[str]) -> None:
    assert last(marked) == names


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Ministry of Health and Welfare", "Ministry of Health and Welfare"),
        ("Simon & Schuster", "Simon & Schuster"),
        ("Johnson and Johnson", "Johnson and Johnson"),
        (
            "The head of the Ministry of Defence and the Army",
            "head of the Ministry of Defence and the Army",
        ),
        ("The president and prime minister", "president and prime minister"),
        ("their friends and advisers", "their friends and advisers"),
        ("French and German officials", "French and German officials"),
        ("Young and retired teachers", "Young and retired teachers"),
        ("Ana Ruiz, who chairs the board and runs Dam Watch,", "Ana Ruiz"),
        ("Ana Ruiz, a teacher and friend of Bo Ek,", "Ana Ruiz"),
        ("his wife and deputy Lena Holm", "Lena Holm"),
        ("Ana Ruiz, the donor and founder of a fund who once backed Bo Ek,", "Ana Ruiz"),
    ],
)
def test_speakers_of_leaves_one_speaker_whole(source: str, name: str) -> None:
    assert last(f"[{source}] said so.") == [name]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (
            "Most European countries, including Germany, the Czech Republic and Poland,",
            ["Most European countries", "Germany", "Czech Republic", "Poland"],
        ),
        ("Other big unions, including the Dockers Union,", ["Other big unions", "Dockers Union"]),
        ("Critics such as Ana Ruiz and Bo Ek", ["Critics", "Ana Ruiz", "Bo Ek"]),
        ("two unions, the Dockers Union and the Metal Workers League,", ["Dockers Union", "Metal Workers League"]),
        ("Another union — the Dockers Union —", ["Dockers Union"]),
        ("farmers, including young ones,", ["farmers"]),
    ],
)
def test_speakers_of_names_a_group_and_its_members(source: str, names: list[str]) -> None:
    assert [name.rstrip(",") for name in last(f"[{source}] said so.")] == names


def test_speakers_of_lets_an_alliance_speak_for_its_members() -> None:
    [several] = all_speakers("[The three Baltic states] want more.")
    assert [speaker.name for speaker in several] == ["Baltic states", "Estonia", "Latvia", "Lithuania"]
    assert [speaker.kind for speaker in several] == [GROUP, COUNTRY, COUNTRY, COUNTRY]
    assert several[1].affiliations == (Affiliation(role="member", of="Baltic states"),)


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[Russia and China] met. Rain fell. [The two countries] agreed.", ["Russia", "China"]),
        ("India shares a river with Nepal. [Both countries] want the dam.", ["India", "Nepal"]),
        ("Kwame Mensah met Kofi Addo. [The two men] agreed.", ["Kwame Mensah", "Kofi Addo"]),
        ("Kwame Mensah met Kofi Addo. [Both] agreed.", ["Kwame Mensah", "Kofi Addo"]),
        ("Ana Ruiz ran against Bo Ek, [each] saying the other lies.", ["Ana Ruiz", "Bo Ek"]),
        ("[Ana Ruiz and Bo Ek] met. [They] agreed.", ["Ana Ruiz", "Bo Ek"]),
        ("Ana Ruiz and Bo Ek met in Graz. [They] agreed.", ["Ana Ruiz", "Bo Ek"]),
        (
            "President Omar Haddad of Egypt met President Priya Nair. [The two presidents] agreed.",
            ["Omar Haddad", "Priya Nair"],
        ),
        (
            "Ana Ruiz spoke, then Bo Ek. Ruiz sang. Ek sang.\nMr. Haddad, a moderator, asked [the candidates] why.",
            ["Ana Ruiz", "Bo Ek"],
        ),
        ("[Joan Serra, Pau Vidal and Ivo Marek] met. [The three] agreed.", ["Joan Serra", "Pau Vidal", "Ivo Marek"]),
        ("Petra Novak met Tomas Silva, Bo Ek and Jun Sato. [The two men] agreed.", ["two men"]),
        ("Ana Ruiz came. [The two men] agreed.", ["two men"]),
        ("Kwame Mensah met Kofi Addo. [Two men] ran off.", ["Two men"]),
        ("Kwame Mensah met Kofi Addo. [Two in three] agreed.", ["Two in three"]),
    ],
)
def test_speakers_of_finds_whom_a_plural_means(marked: str, names: list[str]) -> None:
    assert last(marked) == names


@pytest.mark.parametrize(
    ("source", "kind", "of"),
    [
        ("French officials", GROUP, ["France"]),
        ("Turkish and Greek diplomats", GROUP, ["Turkey", "Greece"]),
        ("the French foreign ministry", ORGANIZATION, ["France"]),
        ("The Kremlin", ORGANIZATION, ["Russia"]),
        ("a French official", ANONYMOUS, []),
        ("officials", GROUP, []),
    ],
)
def test_speakers_of_tells_the_country_of_a_group(source: str, kind: ActorKind, of: list[str]) -> None:
    [[speaker]] = all_speakers(f"[{source}] said so.")
    assert speaker.kind is kind
    assert speaker.affiliations == tuple(Affiliation(role=None, of=country) for country in of)


@pytest.mark.parametrize(
    ("source", "name", "role", "of"),
    [
        ("the Lithuanian foreign minister", "Lithuanian foreign minister", "foreign minister", "Lithuania"),
        ("France’s president", "France’s president", "president", "France"),
        ("the prime minister of Thailand", "prime minister of Thailand", "prime minister", "Thailand"),
        ("the Pope", "Pope", "pope", None),
        ("the mayor of Graz", "mayor of Graz", "mayor", "Graz"),
        ("the U.S. secretary of state", "U.S. secretary of state", "secretary of state", "United States"),
        ("the deputy prime minister of Peru", "deputy prime minister of Peru", "deputy prime minister", "Peru"),
        ("the minister", "minister", "minister", None),
    ],
)
def test_speakers_of_tells_the_office_of_one_certain_person(source: str, name: str, role: str, of: str | None) -> None:
    [[speaker]] = all_speakers(f"Then [{source}] said so.")
    assert (speaker.name, speaker.kind) == (name, ANONYMOUS)
    assert speaker.affiliations == (Affiliation(role=role, of=of),)


@pytest.mark.parametrize(
    "source",
    [
        "a Lithuanian foreign minister",
        "a minister",
        "the deputy",
        "the former French president",
        "a spokesman for the French president",
        "the Lithuanian foreign minister’s aide",
    ],
)
def test_speakers_of_tells_no_office_that_many_hold(source: str) -> None:
    [[speaker]] = all_speakers(f"Then [{source}] said so.")
    assert (speaker.kind, speaker.affiliations) == (ANONYMOUS, ())


def test_speakers_of_gives_one_office_in_two_countries_to_two() -> None:
    assert last("[The foreign ministers of Kenya and Ghana] met.") == [
        "Kenya's foreign minister",
        "Ghana's foreign minister",
    ]
    known = "Kenyan Foreign Minister Omar Haddad flew in.\n[The Kenyan and Ghanaian foreign ministers] met."
    assert last(known) == ["Omar Haddad", "Ghana's foreign minister"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[A statement from the Dockers Union] said so.", "Dockers Union"),
        ("[A statement from the Dockers Union] said so. [The statement] said more.", "Dockers Union"),
        ("The Dockers Union said in a statement that it rained. [The statement] said more.", "Dockers Union"),
        ("[In a statement] on pay, the Dockers Union said more.", "Dockers Union"),
        ("[A letter by Ana Ruiz] said so.", "Ana Ruiz"),
        ("Ana Ruiz came. She left. [Her campaign's statement] said so.", "Ana Ruiz's campaign"),
        ("Ana Ruiz came. She left. [Her tweet] said so.", "Ana Ruiz"),
        ("[The statement] said so.", "statement"),
        ("[A report by the Dockers Union] said so.", "report by the Dockers Union"),
        ("[A letter of protest] said so.", "letter of protest"),
    ],
)
def test_speakers_of_finds_whose_words_a_text_is(marked: str, name: str) -> None:
    assert last(marked.replace("[In a statement]", "In [a statement]")) == [name]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "[A union of harbour pilots] struck.\nThe Association of Harbour Pilots met. [The union] said more.",
            "Association of Harbour Pilots",
        ),
        ("Ana Ruiz (D-Ohio) spoke to Bo Ek, R-Texas. [The Texas Republican] said so.", "Bo Ek"),
        ("Ana Ruiz (D-Ohio) spoke to Bo Ek, R-Texas. [The Ohio lawmaker] said so.", "Ana Ruiz"),
        ("Priya Nair, the home secretary, spoke. Rain fell. [The former judge] said so.", "Priya Nair"),
        ("One man in Linz stopped Bo Ek. “It leaks,” [the man] said.", "man"),
        ("Bo Ek praised Tomas Silva. If the mayor, Kofi Addo, follows through on [his] threat, it rains.", "Kofi Addo"),
        ("Mayor Kofi Addo sang. Bo Ek spoke. If the mayor follows through on [his] threat, it rains.", "Kofi Addo"),
        ("Bo Ek spoke to Ana Ruiz. [Ek’s spokesman] said more.", "Bo Ek's spokesman"),
        ("Mayor Kofi Addo spoke. [The mayor’s spokesman] said more.", "mayor’s spokesman"),
        ("Ruiz campaign manager Bo Ek swims, but nobody knows what [he] said.", "Bo Ek"),
        ("It was for voters, many of [whom] said so.", "voters"),
        ("We met Bo Ek. [We] asked why.", "we"),
        ("[The Harbour Times] reported so.", "Harbour Times"),
        ("The [Quai d'Orsay] spoke. [The French foreign ministry] said more.", "Quai d'Orsay"),
    ],
)
def test_speakers_of_finds_who_goes_by_other_words(marked: str, name: str) -> None:
    assert last(marked) == [name]


@pytest.mark.parametrize(
    "source", ["Unknown", "UNKNOWN", "Anonymous", "Prime Minister", "President", "Mr.", "THE MAYOR", "Sen.", "we", "I"]
)
def test_speakers_of_takes_no_title_for_a_name(source: str) -> None:
    [[speaker]] = all_speakers(f"It rained. Then [{source}] said so.")
    assert speaker.kind in {ANONYMOUS, GROUP}


@pytest.mark.parametrize(
    "source", ["Q", "X.", "A" * 300, "ANA RUIZ", "Ab " * 100, "@ana_r", "Ana" * 40 + " and " + "Bo" * 40]
)
def test_speakers_of_stands_odd_names(source: str) -> None:
    [several] = all_speakers(f"It rained. Then [{source}] said so.")
    assert all(speaker.name for speaker in several)


@pytest.mark.parametrize(
    ("source", "of"), [("South African officials", "South Africa"), ("North Korean diplomats", "North Korea")]
)
def test_speakers_of_reads_a_demonym_of_two_words(source: str, of: str) -> None:
    [[speaker]] = all_speakers(f"[{source}] said so.")
    assert speaker.affiliations == (Affiliation(role=None, of=of),)


def test_speakers_of_learns_no_role_of_the_next_in_a_list() -> None:
    both = all_speakers("[Ivo Marek, the finance minister, and the Greek prime minister] met.")[0]
    assert [speaker.name for speaker in both] == ["Ivo Marek", "Greek prime minister"]
    assert both[0].affiliations == (Affiliation(role="finance minister", of=None),)


@pytest.mark.parametrize("source", ["X and Y", "Mr. and Mrs.", "and", ", and ,", "A, B, C, D and E", "—and—"])
def test_speakers_of_stands_odd_lists(source: str) -> None:
    [several] = all_speakers(f"[{source}] said so.")
    assert several and all(speaker.name for speaker in several)


@pytest.mark.parametrize(
    "text", ["Ek and " * 4_000, "the two men, including " * 5_000, "his wife's friend's letter " * 4_000]
)
def test_speakers_of_takes_long_lists_in_time(text: str) -> None:
    whole = Attribution(source=((0, len(text)),), cue=(), content=((0, 1),), confidence=1.0)
    assert len(speakers_of(text, [whole], tuple(names_in(text)))) == 1
