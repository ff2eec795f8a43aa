import re
from collections.abc import Iterator

import pytest

from onrecord.actors.article.in_article import speakers_of
from onrecord.actors.article.names import Name
from onrecord.model import ActorKind, Affiliation, Attribution, Speaker

PERSON, ORGANIZATION, COUNTRY = ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.COUNTRY
GROUP, ANONYMOUS, DOCUMENT = ActorKind.GROUP, ActorKind.ANONYMOUS, ActorKind.DOCUMENT
KINDS = {
    **dict.fromkeys(["Ana Ruiz", "Maria Kopp", "Lena Holm", "Bo Ek", "Tom Ruiz", "Eva Ruiz", "Ruiz", "Kopp"], PERSON),
    **dict.fromkeys(
        ["Holm", "Ek", "Jan Sorvik", "Jan Sørvik", "Sorvik", "Sorwik", "Sørvik", "Ivo Marek", "Tom"], PERSON
    ),
    **dict.fromkeys(
        ["Ivo Marekh", "Marekh", "Marek", "Rui Marek", "A. Holm", "Lena K. Holm", "Pat Doyle", "Doyle"], PERSON
    ),
    **dict.fromkeys(
        ["Grain Board", "River Council", "Graz", "Dam Watch", "National Dawn Eva Ruiz", "High Court"], ORGANIZATION
    ),
    **dict.fromkeys(["Chile", "Peru", "Lima", "Norway"], COUNTRY),
}
LONGEST_FIRST = sorted(KINDS, key=len, reverse=True)


def names_in(text: str) -> Iterator[Name]:
    for match in re.finditer(rf"\b(?:{'|'.join(LONGEST_FIRST)})\b", text):
        yield Name(match.start(), match.end(), match[0], KINDS[match[0]])


def speakers(marked: str) -> list[Speaker | None]:
    """Return the first speaker of each [source]; a {content} that follows it is its content."""
    text, sources, contents = "", list[tuple[int, int]](), list[tuple[int, int]]()
    opened: list[int] = []
    for letter in marked:
        if letter in "[{":
            opened.append(len(text))
        elif letter in "]}":
            (sources if letter == "]" else contents).append((opened.pop(), len(text)))
        else:
            text += letter
    contents += [(len(text), len(text))] * (len(sources) - len(contents))
    attributions = [
        Attribution(source=(source,) if source[0] < source[1] else (), cue=(), content=(content,), confidence=1.0)
        for source, content in zip(sources, contents, strict=True)
    ]
    found = speakers_of(text, attributions, tuple(names_in(text)))
    return [several[0] if several else None for several in found]


def named(marked: str) -> list[tuple[str, ActorKind]]:
    return [(speaker.name, speaker.kind) for speaker in speakers(marked) if speaker]


def last(marked: str) -> str:
    return named(marked)[-1][0]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Ana Ruiz came. [Ruiz] said so.", "Ana Ruiz"),
        ("[Ruiz] says no. Ana Ruiz came.", "Ana Ruiz"),
        ("Ana Ruiz came. [Mrs. Ruiz] said so.", "Ana Ruiz"),
        ("[Sen. Ana Ruiz (Ind.)] said so.", "Ana Ruiz"),
        ("[Maria Kopp, the deputy mayor of Graz, who swims,] said so.", "Maria Kopp"),
        ("[Bo Ek of Dam Watch] said so.", "Bo Ek"),
        ("[Bo Ek, 25,] said so.", "Bo Ek"),
        ("[Dam Watch chief Bo Ek] said so.", "Bo Ek"),
        ("[Dam Watch’s Bo Ek] said so.", "Bo Ek"),
        ("[The head of Dam Watch, Bo Ek,] said so.", "Bo Ek"),
        ("[Ana Ruiz and Bo Ek] said so.", "Ana Ruiz"),
        ("[Another ally, Agriculture Secretary Ana Ruiz,] said so.", "Ana Ruiz"),
        ("[the chairwoman of the River Council Ana Ruiz] said so.", "Ana Ruiz"),
        ("[the leader of the rural National Dawn Eva Ruiz] said so.", "Eva Ruiz"),
        ("[Ana Ruiz’s] claim was new.", "Ana Ruiz"),
        ("[Dr Wilma Unseen of the Alps] said so.", "Wilma Unseen"),
        ("Lena Holm swam. [Lena K. Holm] said so.", "Lena K. Holm"),
        ("[GRAZ, May 20 (Alpine Wire) - Chile's transport minister, Ana Ruiz,] said so.", "Ana Ruiz"),
        ("Lena Holm swam. [The governor] said so.", "Lena Holm"),
        ("Lena Holm swam. [A. Holm] said so.", "A. Holm"),
        ("Tom Ruiz swam. [Tom] said so.", "Tom Ruiz"),
        ("[@dam_watcher] said so.", "@dam_watcher"),
    ],
)
def test_speakers_of_names_the_head_of_the_source(marked: str, name: str) -> None:
    assert named(marked) == [(name, PERSON)]


@pytest.mark.parametrize("spelling", ["Sorwik", "Sørvik", "Sorvik"])
def test_speakers_of_joins_a_misspelt_surname(spelling: str) -> None:
    [speaker] = speakers(f"Jan Sorvik came. [{spelling}] said so.")
    assert speaker is not None and speaker.name == "Jan Sorvik"
    assert spelling in {*speaker.aliases}


def test_speakers_of_joins_a_surname_that_no_name_finder_saw() -> None:
    assert last("Jan Sorvik came. Rain fell. [Sorvig] said so.") == "Jan Sorvik"


def test_speakers_of_never_joins_clashing_given_names() -> None:
    assert named("[Tom Ruiz] said so. [Eva Ruiz] said no.") == [("Tom Ruiz", PERSON), ("Eva Ruiz", PERSON)]
    assert named("[Ivo Marek] said so. [Rui Marek] said no.") == [("Ivo Marek", PERSON), ("Rui Marek", PERSON)]


def test_speakers_of_never_joins_clashing_roles() -> None:
    assert last("[Senator Jan Sorvik] spoke. [Mayor Sorwik] left.") == "Sorwik"
    assert last("[Senator Jan Sorvik] spoke. [Senator Sorwik] left.") == "Jan Sorvik"


def test_speakers_of_joins_a_misspelt_full_name() -> None:
    assert {name for name, _ in named("[Ivo Marek] said so. [Ivo Marekh] said no. [Marek] left.")} == {"Ivo Marek"}


def test_speakers_of_gives_a_shared_surname_to_the_nearest_before() -> None:
    assert last("[Tom Ruiz] spoke. [Eva Ruiz] spoke.\n[Ruiz] said so.") == "Eva Ruiz"
    assert last("[Eva Ruiz] spoke. [Tom Ruiz] spoke.\n[Mrs. Ruiz] said so.") == "Eva Ruiz"


def test_speakers_of_leaves_the_surname_to_the_one_the_article_is_about() -> None:
    assert last("[Tom Ruiz] spoke. He came with his wife, Eva Ruiz.\n[Ruiz] said so.") == "Tom Ruiz"
    assert last("[Tom Ruiz] spoke of a letter by Eva Ruiz.\n[Ruiz] said so.") == "Tom Ruiz"


@pytest.mark.parametrize(
    ("marked", "role", "of"),
    [
        ("[Chilean Foreign Minister Ana Ruiz] said so.", "foreign minister", "Chile"),
        ("[Ana Ruiz, Chile's prime minister,] said so.", "prime minister", "Chile"),
        ("[Prime Minister Ana Ruiz of Chile] said so.", "prime minister", "Chile"),
        ("[Dam Watch spokesperson Ana Ruiz] said so.", "spokesperson", "Dam Watch"),
        ("[Foreign Minister Ana Ruiz] said so.", "foreign minister", None),
        ("[Ana Ruiz, who chairs the River Council,] said so.", "chair", "River Council"),
        ("[Ana Ruiz, the deputy mayor of Graz,] said so.", "deputy mayor", "Graz"),
        ("[Ana Ruiz, a tax lawyer at Dam Watch,] said so.", "tax lawyer", "Dam Watch"),
        ("[Sen. Ana Ruiz] said so.", "senator", None),
        (
            "[Ana Ruiz, Chile’s infrastructure minister,] told them in Lima on Friday.",
            "infrastructure minister",
            "Chile",
        ),
        ("[the leader of the rural National Dawn Eva Ruiz] said so.", "leader", "National Dawn"),
        ("Peru's envoy Bo Ek met [his Chilean counterpart Ana Ruiz], who said so.", "envoy", "Chile"),
    ],
)
def test_speakers_of_learns_roles(marked: str, role: str, of: str | None) -> None:
    [speaker] = speakers(marked)
    assert speaker is not None
    assert speaker.affiliations == (Affiliation(role=role, of=of),)


@pytest.mark.parametrize(
    "marked", ["In Graz, the mayor said so, [Ana Ruiz] thinks.", "[Ana Ruiz], it rained, said so."]
)
def test_speakers_of_learns_no_role_from_a_clause(marked: str) -> None:
    [speaker] = speakers(marked)
    assert speaker is not None and speaker.affiliations == ()


TWO = "Chilean Foreign Minister Ana Ruiz met Peruvian President Bo Ek, Dam Watch spokeswoman Eva Ruiz and Lena Holm. "


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the Chilean minister", "Ana Ruiz"),
        ("the minister", "Ana Ruiz"),
        ("the foreign minister", "Ana Ruiz"),
        ("the president", "Bo Ek"),
        ("the Peruvian president", "Bo Ek"),
        ("the spokeswoman", "Eva Ruiz"),
        ("the Chilean president", "Chilean president"),
        ("the vice president", "vice president"),
        ("the spokesman", "spokesman"),
        ("the bishop", "bishop"),
        ("the governor", "governor"),
        ("a minister", "minister"),
        ("the transport minister", "transport minister"),
    ],
)
def test_speakers_of_gives_a_role_to_its_holder_alone(source: str, name: str) -> None:
    assert last(f"{TWO}It rained.\n[{source}] said so.") == name


def test_speakers_of_gives_no_country_s_minister_to_one_named_later() -> None:
    marked = "[Peru's transport minister] said so.\nIt rained.\nTransport minister Bo Ek swam."
    assert last(marked) == "Peru's transport minister"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[A Western official] said so. Later [the official] said more.", "Western official"),
        ("[A diplomat from Peru] said so. Rain fell. [The diplomat] left.", "diplomat from Peru"),
        ("[One Baltic source] said so. Ana Ruiz came. [The source] left.", "Baltic source"),
        ("[A Western official] said so. [The diplomat] said more.", "diplomat"),
    ],
)
def test_speakers_of_brings_the_same_unnamed_one_back(marked: str, name: str) -> None:
    assert named(marked)[-1] == (name, ANONYMOUS)


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("a Western official", "Western official", ANONYMOUS),
        ("one eastern Alpine diplomat", "eastern Alpine diplomat", ANONYMOUS),
        ("a Peruvian diplomatic source", "Peruvian diplomatic source", ANONYMOUS),
        ("a senior aide who asked not to be named", "senior aide who asked not to be named", ANONYMOUS),
        ("a spokesman for President Bo Ek", "spokesman for President Bo Ek", ANONYMOUS),
        ("a 2019 study by economists Bo Ek and Ana Ruiz", "2019 study by economists Bo Ek and Ana Ruiz", DOCUMENT),
        ("a spokesman for Bo Ek", "spokesman for Bo Ek", ANONYMOUS),
        ("officials", "officials", GROUP),
        ("Baltic ministers", "Baltic ministers", GROUP),
        ("critics", "critics", GROUP),
        ("many countries", "many countries", GROUP),
        ("Dam Watch officials", "Dam Watch officials", GROUP),
        ("Bo Ek supporters", "Bo Ek supporters", GROUP),
        ("a majority of farmers", "majority of farmers", GROUP),
        ("52 percent of farmers", "52 percent of farmers", GROUP),
        ("Peruvians", "Peruvians", GROUP),
        ("a poll", "poll", DOCUMENT),
        ("the report", "report", DOCUMENT),
        ("a 2019 study by Dam Watch", "2019 study by Dam Watch", DOCUMENT),
        ("the agreement", "agreement", DOCUMENT),
        ("the ministry", "ministry", ORGANIZATION),
        ("the company", "company", ORGANIZATION),
        ("Dam Watch", "Dam Watch", ORGANIZATION),
        ("the Ek campaign", "Ek campaign", ORGANIZATION),
        ("Chile", "Chile", COUNTRY),
        ("Lima", "Peru", COUNTRY),
        ("he", "he", ANONYMOUS),
        ("they", "they", GROUP),
        ("we", "we", GROUP),
        ("I", "I", ANONYMOUS),
    ],
)
def test_speakers_of_tells_the_kind_of_a_phrase(source: str, name: str, kind: ActorKind) -> None:
    assert named(f"Then [{source}] said so.") == [(name, kind)]


def test_speakers_of_joins_a_capital_with_its_country() -> None:
    [chile, peru] = {
        speaker.name: speaker for speaker in speakers("[Chile] said so. [Peru] said no. [Lima] said yes.") if speaker
    }.values()
    assert (chile.aliases, peru.aliases) == ((), ("Lima",))


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[Ana Ruiz] came. [She] said so.", "Ana Ruiz"),
        ("[Ana Ruiz] met Bo Ek. [He] said so.", "Bo Ek"),
        ("[Ana Ruiz] met Bo Ek. [She] said so.", "Ana Ruiz"),
        ("[Pat Doyle] met Mr. Kopp. Ms. Doyle swam.\n[She] said so.", "Pat Doyle"),
        ("[Bo Ek] spoke{ and praised Tom Ruiz}. [He] said so.", "Bo Ek"),
        ("[Bo Ek] spoke. [He] sang.\n“Tom Ruiz swims,” [he] said.", "Bo Ek"),
        ("[Bo Ek] spoke of Tom Ruiz. [He] sang.", "Bo Ek"),
        ("Bo Ek came late. He sat down. Tom Ruiz's dog slept. [He] sang.", "Bo Ek"),
        ("[Dam Watch] spoke. [It] said more.", "Dam Watch"),
        ("[Critics] spoke. [They] said more.", "Critics"),
        ("[Critics] spoke. Most of all, several farmers told us what [they] want.", "several farmers"),
        ("It was Ana Ruiz, [who] said so.", "Ana Ruiz"),
        ("It was Ana Ruiz, the new mayor, [who] said so.", "Ana Ruiz"),
        ("It was Ana Ruiz of Graz, [who] said so.", "Ana Ruiz"),
        ("Ana Ruiz came. [She and Bo Ek] said so.", "Ana Ruiz"),
        ("“[Bo Ek's campaign]” and [Bo Ek's campaign] said so.", "Bo Ek's campaign"),
        ("It was the Alpine government, [which] said so.", "Alpine government"),
        ("[Bo Ek] spoke. [His campaign] said more.", "Bo Ek's campaign"),
        ("[Bo Ek] spoke. [His remarks] were heard.", "Bo Ek"),
        ("Bo Ek spoke. [The billionaire] said more.", "Bo Ek"),
        ("[Dam Watch] spoke. [The group] said more.", "Dam Watch"),
        ("[Bo Ek], 58, spoke. [The 58-year-old] said more.", "Bo Ek"),
        ("The High Court met. [The court] said more.", "High Court"),
    ],
)
def test_speakers_of_resolves_what_points_back(marked: str, name: str) -> None:
    assert last(marked) == name


def test_speakers_of_joins_initials_with_the_name_they_shorten() -> None:
    assert last("[The Grain Board (GB)] spoke. [The GB] left.") == "Grain Board"
    assert last("[The River Council] spoke. [The RC] left.") == "River Council"


def test_speakers_of_gives_i_and_we_to_the_one_who_speaks() -> None:
    nested = "Bo Ek came. “{[I] think {it rains}, and [we] hope {it stops},}” [Ana Ruiz] said."
    assert {name for name, _ in named(nested)} == {"Ana Ruiz"}


def test_speakers_of_has_nobody_where_there_is_no_source() -> None:
    assert speakers("It rained, []{it is said}.") == [None]


def test_speakers_of_gives_all_spellings_as_aliases() -> None:
    first, second = speakers("[Jan Sørvik] came. [Sorvik] said so. Sorwik left.")
    assert first == second
    assert first is not None and set(first.aliases) == {"Sorvik", "Sorwik"}


@pytest.mark.parametrize(
    "source", ["X", "Q.", "dam_watcher_7", "WATCHER", "ß", "🙂", "—", "a" * 300, "Ab " * 200, "'s", "%"]
)
def test_speakers_of_stands_odd_sources(source: str) -> None:
    [speaker] = speakers(f"[{source}] said so.")
    assert speaker is not None and speaker.name


def test_speakers_of_stands_offsets_at_the_ends_and_broken_sources() -> None:
    text = "Ana  Ruiz"
    whole = Attribution(source=((0, 3), (5, 9)), cue=(), content=((0, 9),), confidence=1.0)
    assert [[speaker.kind for speaker in several] for several in speakers_of(text, [whole], ())] == [[PERSON]]
    assert speakers_of("", [], ()) == ()


def test_speakers_of_takes_a_long_text_in_time() -> None:
    story = "Ana Ruiz met Bo Ek of Dam Watch. [She] said {so}. He sat, and the mayor, who [he] said {swam}, left. "
    assert len(speakers(story * 2_000)) == 4_000


@pytest.mark.parametrize(
    ("marked", "name", "kind"),
    [
        ("[The] farmer swam and said so.", "farmer", ANONYMOUS),
        ("[The] Grain Board swam and said so.", "Grain Board", ORGANIZATION),
        ("[the other farmers and] came away", "other farmers", GROUP),
        ("[Lena Holm this] week also said so.", "Lena Holm", PERSON),
        ("[the Grain Board this month] said so.", "Grain Board", ORGANIZATION),
        ("[All the farmers I met] said so.", "All the farmers I met", GROUP),
        ("[Six states led by Graz] said so.", "Six states led by Graz", GROUP),
        ("[A poll released Friday] said so.", "poll released Friday", DOCUMENT),
        ("[Local and state officials] said so.", "Local and state officials", GROUP),
        ("[New Poll] says so.", "New Poll", DOCUMENT),
        ("[GRAZ - Western millers] said so.", "Western millers", GROUP),
        ("[GRAZ, Austria (Wire) — Lena Holm] said so.", "Lena Holm", PERSON),
        (
            "[the country's largest growers' association] said so.",
            "country's largest growers' association",
            ORGANIZATION,
        ),
    ],
)
def test_speakers_of_reads_sources_that_are_cut_badly(marked: str, name: str, kind: ActorKind) -> None:
    assert named(marked)[-1] == (name, kind)


@pytest.mark.parametrize("marked", ["[The], he said.", "[an]", "[Who] wants what?", "Rain fell. [It] said so."])
def test_speakers_of_finds_nobody_where_no_one_is_meant(marked: str) -> None:
    assert speakers(marked) == [None]


def test_speakers_of_hears_who_answers_as_a() -> None:
    assert last("Q: Rain?\n[A]: Rain.") == "A"


def test_speakers_of_takes_no_place_of_a_dateline_for_it() -> None:
    assert last("Rain.\n\nLIMA (Wire) - [The Dam Watch] met. [It] said so.") == "Dam Watch"
    assert speakers("Rain.\n\nGRAZ, Chile (Wire) - Rain fell. [it] said so.")[-1] is None


def test_speakers_of_calls_a_person_by_the_full_name_used_most() -> None:
    assert last("Lena K. Holm swam. Lena Holm swam. [Lena Holm] said so.") == "Lena Holm"


def test_speakers_of_asks_for_the_nominee_of_the_party() -> None:
    text = "Libertarian presidential candidate Lena Holm swam. Ivo Marek swims. [The GOP nominee] said so."
    assert last(text) == "Ivo Marek"


def test_speakers_of_gives_no_kin_the_office() -> None:
    [speaker] = speakers("[Eva Ruiz, the Republican presidential nominee's eldest daughter,] said so.")
    assert speaker and not any(held.role for held in speaker.affiliations)
