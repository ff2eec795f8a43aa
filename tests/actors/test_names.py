import pytest

from onrecord.actors.article.names import Name, NameFinder
from onrecord.model import ActorKind


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder()


def found(finder: NameFinder, text: str) -> dict[str, ActorKind]:
    [names] = finder([text])
    return {name.text: name.kind for name in names}


def test_name_finder_tells_kinds(finder: NameFinder) -> None:
    names = found(finder, "Maria Lopez of the World Health Organization left Norway for Texas with three Germans.")
    assert names == {
        "Maria Lopez": ActorKind.PERSON,
        "World Health Organization": ActorKind.ORGANIZATION,
        "Norway": ActorKind.COUNTRY,
        "Texas": ActorKind.ORGANIZATION,
        "Germans": ActorKind.GROUP,
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria Lopez's plan was praised.", "Maria Lopez"),
        ("Yesterday Mr. John Smith arrived.", "John Smith"),
        ("They met President John Smith there.", "John Smith"),
        ("A letter reached the United Nations in May.", "United Nations"),
        ("Commissioner Ursula von der Heide spoke in Berlin.", "Ursula von der Heide"),
    ],
)
def test_name_finder_cleans_names(finder: NameFinder, text: str, name: str) -> None:
    assert name in found(finder, text)


def test_name_finder_takes_no_day_for_a_person(finder: NameFinder) -> None:
    assert not any(name.text.startswith("Jan 20") for name in next(finder(["LINZ, Jan 20 (Wire) - Rain fell."])))


def test_name_finder_gives_offsets_in_the_whole_text(finder: NameFinder) -> None:
    text = "🙂 Rain fell.\r\n\r\nMaria Lopez met\u2028John Smith in Norway.\n"
    [names] = finder([text])
    assert [text[name.start : name.end] for name in names] == [name.text for name in names]
    assert {"Maria Lopez", "John Smith", "Norway"} <= {name.text for name in names}


def test_name_finder_lets_no_name_run_over_a_line_end(finder: NameFinder) -> None:
    [names] = finder(["Speakers: Maria\nLopez, John\nSmith"])
    assert not any("\n" in name.text for name in names)


def test_name_finder_yields_one_tuple_a_text_in_order(finder: NameFinder) -> None:
    texts = ["Maria Lopez spoke.", "", "\n \n", "John Smith spoke."]
    first, empty, blank, last = finder(texts)
    assert (empty, blank) == ((), ())
    assert first == (Name(0, 11, "Maria Lopez", ActorKind.PERSON),)
    assert last == (Name(0, 10, "John Smith", ActorKind.PERSON),)


@pytest.mark.parametrize("text", ["’" * 300, "A" * 50_000, "Mr. " * 2_000, "\x00 \ud800 🙂", "the the The THE 's"])
def test_name_finder_stands_odd_texts(finder: NameFinder, text: str) -> None:
    [names] = finder([text])
    assert all(text[name.start : name.end] == name.text for name in names)
