"""Who speaks in one article and who in another: one actor, or two."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

import pytest
import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.index import MANY
from onrecord.ledger.speakers import date_speakers, write_speakers
from onrecord.model import ActorKind, Affiliation, Article, Speaker

Tell = Callable[..., list[str]]
DAY = datetime.date(2031, 3, 5)


@pytest.fixture
def tell(writer: sa.Connection) -> Tell:
    """Return a function: an article with these speakers comes; it gives the ids of the actors in force of all."""
    count = 0

    def tell_of(*speakers: Speaker, published: datetime.date | None = DAY) -> list[str]:
        nonlocal count
        count += 1
        article = Article(id=f"a{count}", text=f"text {count}", address="a", published=published)
        row = {"id": article.id, "text": article.text, "digest": article.digest, "address": "a", "published": published}
        writer.execute(tables.articles.insert().values(row | {"added_at": datetime.datetime.now(datetime.UTC)}))
        [ids] = write_speakers(writer, article, [speakers])
        return actors_of(writer, ids)

    return tell_of


def actors_of(connection: sa.Connection, speakers: Sequence[str]) -> list[str]:
    columns = tables.speakers.c
    return [connection.scalar(sa.select(columns.actor).where(columns.id == speaker)) or "" for speaker in speakers]


def all_actors(connection: sa.Connection) -> list[str]:
    return list(connection.scalars(sa.select(tables.speakers.c.actor).order_by(tables.speakers.c.article)))


def person(name: str, role: str | None = None, of: str | None = None, *aliases: str) -> Speaker:
    held = (Affiliation(role=role, of=of),) if role or of else ()
    return Speaker(name=name, kind=ActorKind.PERSON, affiliations=held, aliases=aliases)


FIRST = ("Ana", "Berta", "Carla", "Dora", "Elsa", "Frida")
LAST = ("Ruiz", "Weiss", "Moreau", "Kask", "Petrov", "Haddad")


def office(words: str, role: str, of: str) -> Speaker:
    return Speaker(name=words, kind=ActorKind.ANONYMOUS, affiliations=(Affiliation(role=role, of=of),))


@pytest.mark.parametrize("name", ["Stéphane Kévorre", "Stephane Kevorre", "STÉPHANE KÉVORRE", "Mr Stéphane Kévorre"])
def test_write_speakers_takes_one_full_name_for_one_actor(tell: Tell, name: str) -> None:
    assert tell(person("Stéphane Kévorre")) == tell(person(name))


@pytest.mark.parametrize(
    ("one", "other"), [("Joe Marlow", "Hunter Marlow"), ("Olaf Renz", "Olaf Rentsch"), ("Li Wuqi", "Li Wanqi")]
)
def test_write_speakers_keeps_clashing_names_apart(tell: Tell, one: str, other: str) -> None:
    assert tell(person(one)) != tell(person(other))


def test_write_speakers_keeps_kin_apart_who_go_by_their_surname(tell: Tell) -> None:
    kin = [tell(person(name, None, None, "Lemvik")) for name in ("Yasmin Lemvik", "Zofia Lemvik", "Leonie Lemvik")]
    assert kin == [["yasmin-lemvik"], ["zofia-lemvik"], ["leonie-lemvik"]]


@pytest.mark.parametrize("name", ["Y. Lemvik", "Yas. Lemvik-Ross", "Yasmin Lemvick"])
def test_write_speakers_takes_a_surname_with_a_given_name_that_fits(tell: Tell, name: str) -> None:
    assert tell(person("Yasmin Lemvik", None, None, "Lemvik")) == tell(person(name))


def test_write_speakers_keeps_two_people_of_one_name_apart(tell: Tell) -> None:
    one = tell(person("Anna Berg", "fisheries minister", "Norway"))
    other = tell(person("Anna Berg", "mayor", "Austria"))
    assert one != other
    assert tell(person("Anna Berg", "mayor", "Austria")) == other
    assert tell(person("Anna Berg", "fisheries minister", "Norway")) == one


def test_write_speakers_gives_a_bare_surname_to_its_only_bearer(tell: Tell) -> None:
    assert tell(person("Tomas Reyes")) == tell(person("Reyes"))


def test_write_speakers_gives_a_bare_surname_to_the_bearer_whom_the_article_describes(tell: Tell) -> None:
    tell(person("Tomas Reyes", "mayor", "Chile"))
    minister = tell(person("Inés Reyes", "transport minister", "Peru"))
    assert tell(person("Reyes", "transport minister", "Peru")) == minister


def test_write_speakers_leaves_an_ambiguous_surname_open(tell: Tell) -> None:
    full = tell(person("Tomas Reyes")) + tell(person("Inés Reyes"))
    [open_one] = tell(person("Reyes"))
    assert open_one not in full


def test_write_speakers_tells_later_who_a_bare_surname_was(tell: Tell, writer: sa.Connection) -> None:
    tell(person("Reyes", "transport minister", "Peru"))
    [full] = tell(person("Inés Reyes", "transport minister", "Peru"))
    assert all_actors(writer) == [full, full]
    assert writer.scalar(sa.select(sa.func.count()).select_from(tables.actors)) == 1


def test_write_speakers_finds_the_holder_of_an_office_of_that_time(tell: Tell, writer: sa.Connection) -> None:
    speaker = office("Lithuanian foreign minister", "foreign minister", "Lithuania")
    [unknown] = tell(speaker)
    assert unknown == "a1/lithuanian-foreign-minister"
    [first] = tell(person("Gabija Landauskė", "foreign minister", "Lithuania"))
    assert all_actors(writer) == [first, first]
    later = datetime.date(2033, 3, 5)
    [second] = tell(person("Jonas Petrėnas", "foreign minister", "Lithuania"), published=later)
    assert tell(speaker, published=later) == [second]
    assert tell(speaker) == [first]


def test_write_speakers_keeps_unnamed_people_in_their_article(tell: Tell) -> None:
    official = Speaker(name="Western official", kind=ActorKind.ANONYMOUS)
    officials = Speaker(name="French officials", kind=ActorKind.GROUP)
    assert tell(official, officials) == ["a1/western-official", "a1/french-officials"]
    assert tell(official, officials) == ["a2/western-official", "a2/french-officials"]


def test_write_speakers_never_takes_two_figures_of_an_article_for_one(tell: Tell) -> None:
    tell(person("Andreas Weiss", "health minister", "Austria"))
    two = tell(person("Andreas Weiss", "health minister", "Austria"), person("Andreas Weisz", "surgeon", "Hungary"))
    assert len(set(two)) == 2


def test_write_speakers_needs_company_or_an_office_for_a_misspelling(tell: Tell) -> None:
    [right, friend] = tell(person("Emil Marcon", "president", "France"), person("Vera Lindqvist"))
    assert tell(person("Emil Macron")) != [right]
    assert tell(person("Emil Marconn", "president", "France")) == [right]
    assert friend


@pytest.mark.parametrize(
    "name", ["X", "N" * 300, "Зеленко", "李薇", "محمد", "Mr", "ANA RUIZ", "Unknown", "@ana_ruiz", "…", "  "]
)
def test_write_speakers_takes_any_name(tell: Tell, name: str) -> None:
    assert len(tell(person(name))) == 1


def test_write_speakers_shows_the_fullest_and_most_careful_spelling(tell: Tell, writer: sa.Connection) -> None:
    for name in ("Stephane Kevorre", "Stephane Kevorre", "Stéphane Kévorre", "Kévorre"):
        tell(person(name))
    assert writer.scalars(sa.select(tables.actors.c.name)).all() == ["Stéphane Kévorre"]


def test_write_speakers_never_takes_a_phrase_for_a_name(tell: Tell, writer: sa.Connection) -> None:
    [minister] = tell(person("Gabija Landauskė", "foreign minister", "Lithuania"))
    assert tell(office("Lithuanian foreign minister", "foreign minister", "Lithuania")) == [minister]
    [names] = writer.scalars(sa.select(tables.actors.c.names).where(tables.actors.c.id == minister))
    assert list(names) == ["Gabija Landauskė"]


def test_write_speakers_takes_an_office_without_a_country_only_in_known_company(tell: Tell) -> None:
    finance = Speaker(
        name="finance minister", kind=ActorKind.ANONYMOUS, affiliations=(Affiliation(role="finance minister", of=None),)
    )
    friend = person("Vera Lindqvist")
    [minister, _] = tell(person("Ola Norrby", "finance minister", "Sweden"), friend)
    assert tell(finance) == ["a2/finance-minister"]
    assert tell(finance, friend)[0] == minister


def test_write_speakers_takes_the_minister_for_whom_the_company_is_heard_with(tell: Tell) -> None:
    bare = Speaker(name="minister", kind=ActorKind.ANONYMOUS, affiliations=(Affiliation(role="minister", of=None),))
    friend = person("Ana Ruiz")
    [minister, _] = tell(person("Ola Norrby", "finance minister", "Sweden"), friend)
    assert tell(bare) == ["a2/minister"]
    assert tell(bare, friend)[0] == minister


def test_write_speakers_takes_no_deputy_for_the_minister(tell: Tell) -> None:
    friend = person("Ana Ruiz")
    tell(person("Ola Norrby", "deputy finance minister", "Sweden"), friend)
    finance = office("Swedish finance minister", "finance minister", "Sweden")
    assert tell(finance, friend)[0] == "a2/swedish-finance-minister"


def test_write_speakers_finds_an_office_of_which_one_article_leaves_the_country_out(tell: Tell) -> None:
    [minister] = tell(person("João Quaresma", "infrastructure minister"))
    assert tell(office("Portuguese infrastructure minister", "infrastructure minister", "Portugal")) == [minister]


def test_write_speakers_finds_an_office_whose_role_many_have(tell: Tell) -> None:
    [senator] = tell(person("Ola Norrby", "senator", "Peru"))
    tell(*(person(f"{first} {last}", "senator") for first in FIRST for last in LAST))
    assert len(FIRST) * len(LAST) > MANY
    assert tell(office("Peruvian senator", "senator", "Peru")) == [senator]


def test_write_speakers_never_takes_another_countrys_office(tell: Tell) -> None:
    friend = person("Vera Lindqvist")
    tell(person("Ola Norrby", "finance minister", "Sweden"), friend)
    assert tell(office("Danish finance minister", "finance minister", "Denmark"), friend)[0] == (
        "a2/danish-finance-minister"
    )


def test_write_speakers_joins_an_acronym_to_the_name_that_an_article_gives_it(
    tell: Tell, writer: sa.Connection
) -> None:
    tell(Speaker(name="OPF", kind=ActorKind.ORGANIZATION))
    [body] = tell(Speaker(name="Open Pebble Foundation", kind=ActorKind.ORGANIZATION, aliases=("OPF",)))
    assert set(all_actors(writer)) == {body}


def test_write_speakers_tells_a_couple_apart_by_gender(tell: Tell) -> None:
    [_, wife] = tell(
        Speaker(name="Malcolm Urquhart", kind=ActorKind.PERSON, gender="m"),
        Speaker(name="Fiona Urquhart", kind=ActorKind.PERSON, gender="f"),
    )
    assert tell(Speaker(name="Urquhart", kind=ActorKind.PERSON, gender="f")) == [wife]


def test_date_speakers_tells_when_an_office_was_seen(tell: Tell, writer: sa.Connection) -> None:
    [minister] = tell(person("Gabija Landauskė", "foreign minister", "Lithuania"), published=None)
    writer.execute(tables.articles.update().values(published=DAY))
    date_speakers(writer, "a1")
    [[held]] = writer.scalars(sa.select(tables.actors.c.affiliations).where(tables.actors.c.id == minister))
    assert (held.first_seen, held.last_seen) == (DAY, DAY)
    assert tell(office("Lithuanian foreign minister", "foreign minister", "Lithuania")) == [minister]
