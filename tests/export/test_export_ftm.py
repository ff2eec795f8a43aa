import datetime
import json
import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from onrecord.actors.facts.countries import countries
from onrecord.actors.known.known import KnownActor
from onrecord.errors import SourceError, UsageError
from onrecord.export import ACTOR_WRITERS, writer_for
from onrecord.export.ftm import read_ftm, write_ftm
from onrecord.export.ftm.country_codes import country_code, country_of_code
from onrecord.export.ftm.entities import LONGEST_LINE, MOST_PAIRS
from onrecord.export.ftm.reading import MOST_AFFILIATIONS, MOST_WITHOUT_ENTITY
from onrecord.model import Actor, ActorKind, Affiliation, Refused

MAY, JUNE = datetime.date(2024, 5, 2), datetime.date(2024, 6, 3)


def _seen(role: str | None, of: str | None) -> Affiliation:
    return Affiliation(role=role, of=of, first_seen=MAY, last_seen=JUNE)


ACTORS = (
    Actor(
        id="zoé-fältskog",
        name="Zoé Fältskog",
        kind=ActorKind.PERSON,
        aliases=("Faltskog", "Зоя Фельтског"),
        affiliations=(
            _seen("foreign minister", "Norway"),
            _seen("foreign minister", "Lenz Council"),
            _seen("mayor", None),
            _seen("member", "Harbour Alliance"),
            _seen(None, "Norway"),
        ),
        wikidata="Q35019",
        statements=4,
    ),
    Actor(
        id="bo-lind",
        name="Bo Lind",
        kind=ActorKind.PERSON,
        affiliations=(Affiliation(role="foreign minister", of="Norway"), replace(_seen("mayor", None), last_seen=MAY)),
    ),
    Actor(
        id="lenz-council",
        name="Lenz Council",
        kind=ActorKind.ORGANIZATION,
        aliases=("LC",),
        affiliations=(_seen(None, "Norway"), _seen("member", "Harbour Alliance")),
    ),
    Actor(id="norway", name="Norway", kind=ActorKind.COUNTRY, affiliations=(_seen("member", "Harbour Alliance"),)),
    Actor(id="harbour-alliance", name="Harbour Alliance", kind=ActorKind.GROUP, wikidata="Q77"),
)
UNNAMED = (
    Actor(id="a1/official", name="a Western official", kind=ActorKind.ANONYMOUS),
    Actor(id="a1/critics", name="critics", kind=ActorKind.GROUP),
    Actor(id="report", name="the Harbour Report", kind=ActorKind.DOCUMENT),
)


def _known(actor: Actor) -> KnownActor:
    return KnownActor(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        aliases=actor.aliases,
        affiliations=actor.affiliations,
        wikidata=actor.wikidata,
    )


def _written(actors: Iterable[Actor], folder: Path) -> list[dict[str, object]]:
    path = folder / "out.ftm.json"
    write_ftm(actors, path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _properties(entities: Iterable[dict[str, object]], schema: str) -> list[object]:
    return [entity["properties"] for entity in entities if entity["schema"] == schema]


def _line(schema: str, id: str = "x1", **properties: object) -> str:  # noqa: A002 - FollowTheMoney's word
    return json.dumps({"id": id, "schema": schema, "properties": properties})


def _read(folder: Path, *lines: str) -> list[KnownActor | Refused]:
    path = folder / "in.ftm.json"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="backslashreplace")
    return list(read_ftm(path))


def _refused(folder: Path, *lines: str) -> list[str]:
    read = _read(folder, *lines)
    return [str(one).removeprefix(f"{folder / 'in.ftm.json'}: ") for one in read if isinstance(one, Refused)]


def test_write_ftm_and_read_ftm_keep_actors(tmp_path: Path) -> None:
    path = tmp_path / "out.ftm.json"
    assert writer_for(path, ACTOR_WRITERS)(ACTORS, path) == len(ACTORS)
    assert list(read_ftm(path)) == [_known(actor) for actor in ACTORS]


def test_write_ftm_leaves_out_who_has_no_name_and_says_how_many(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "out.ftm.json"
    with caplog.at_level(logging.INFO, logger="onrecord.export.ftm.writing"):
        assert write_ftm((*UNNAMED, ACTORS[3]), path) == 1
    assert [one.name for one in read_ftm(path) if isinstance(one, KnownActor)] == ["Norway"]
    assert "3 actors without a name of their own, or documents, are not in" in caplog.text


def test_write_ftm_writes_the_same_each_time_and_each_thing_once(tmp_path: Path) -> None:
    first = _written(ACTORS, tmp_path)
    assert _written(iter(ACTORS), tmp_path) == first
    ids = [entity["id"] for entity in first]
    assert len(set(ids)) == len(ids)
    assert list(first[0]) == ["id", "schema", "caption", "properties", "datasets", "onrecord_id"]


def test_write_ftm_gives_schemas_and_country_codes(tmp_path: Path) -> None:
    entities = _written(ACTORS, tmp_path)
    assert [entity["schema"] for entity in entities[:5]] == [
        "Person",
        "Person",
        "Organization",
        "PublicBody",
        "Organization",
    ]
    assert _properties(entities, "PublicBody") == [
        {"name": ["Norway"], "country": ["no"], "classification": ["country"]}
    ]
    person = _properties(entities, "Person")[0]
    assert person == {
        "name": ["Zoé Fältskog"],
        "alias": ["Faltskog", "Зоя Фельтског"],
        "country": ["no"],
        "wikidataId": ["Q35019"],
    }


def test_write_ftm_links_what_is_an_actor_and_names_what_is_none(tmp_path: Path) -> None:
    actor = Actor(
        id="bo", name="Bo Lind", kind=ActorKind.PERSON, affiliations=(_seen("mayor", "Øst"), _seen("clerk", "France"))
    )
    town = Actor(id="ost", name="Ost", kind=ActorKind.ORGANIZATION)
    entities = _written((actor, town), tmp_path)
    posts = _properties(entities, "Position")
    assert posts[0] == {"name": ["mayor"], "organization": [entities[1]["id"]]}
    [france] = [entity for entity in entities if entity["caption"] == "France"]
    assert posts[1] == {"name": ["clerk"], "organization": [france["id"]], "country": ["fr"]}
    assert (france["schema"], france["id"]) == ("PublicBody", str(france["id"]))
    assert [one.name for one in read_ftm(tmp_path / "out.ftm.json") if isinstance(one, KnownActor)] == [
        "Bo Lind",
        "Ost",
    ]


def test_write_ftm_writes_what_was_seen_as_date_alone(tmp_path: Path) -> None:
    [post] = _properties(_written(ACTORS[2:3], tmp_path), "Membership")
    assert isinstance(post, dict)
    assert post["date"] == ["2024-05-02", "2024-06-03"]
    assert not {"startDate", "endDate"} & post.keys()


def test_write_ftm_makes_no_link_of_an_actor_to_itself_or_to_nothing(tmp_path: Path) -> None:
    affiliations = (_seen(None, "NORWAY"), _seen("member", None), _seen(None, None))
    assert len(_written([replace(ACTORS[3], affiliations=affiliations)], tmp_path)) == 1


def test_write_ftm_writes_any_text(tmp_path: Path) -> None:
    odd = Actor(
        id="a\ud800b", name='O"\\\n\ud800', kind=ActorKind.PERSON, affiliations=(_seen("x\ud800", "y\ud800\0"),)
    )
    entities = _written([odd, replace(odd, id="b", kind=ActorKind.ORGANIZATION)], tmp_path)
    assert entities[0]["caption"] == odd.name
    assert all(str(entity["id"]).isascii() for entity in entities)


def test_write_ftm_leaves_no_file_where_it_fails(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_ftm(ACTORS, tmp_path / "none" / "out.ftm.json")
    assert not list(tmp_path.iterdir())


def test_followthemoney_takes_every_entity_as_it_is(tmp_path: Path) -> None:
    pytest.importorskip("followthemoney")
    from followthemoney import model  # noqa: PLC0415 - a benchmark's dependency, which not everybody has

    entities: list[dict[str, Any]] = _written(ACTORS, tmp_path)
    proxies = {entity["id"]: model.get_proxy(entity, cleaned=False) for entity in entities}
    for entity in entities:
        proxy = proxies[entity["id"]]
        proxy.schema.validate(cast("Any", entity))
        assert set(proxy.schema.required) <= entity["properties"].keys()
        assert proxy.to_dict()["properties"] == entity["properties"]
        assert proxy.caption == entity["caption"] or proxy.schema.edge
        for prop in proxy.iterprops():
            if prop.range is not None:
                assert all(proxies[end].schema.is_a(prop.range) for end in proxy.get(prop))


@pytest.mark.parametrize(
    ("name", "code", "country"), [("the UK", "gb", "United Kingdom"), ("Kosovo", "xk", "Kosovo"), ("Lenz", None, None)]
)
def test_country_code_leads_to_the_country_and_back(name: str, code: str | None, country: str | None) -> None:
    assert country_code(name) == code
    assert country_of_code((code or "zz").upper()) == country


def test_followthemoney_knows_every_country_code(tmp_path: Path) -> None:
    pytest.importorskip("followthemoney")
    from followthemoney.types import registry  # noqa: PLC0415 - as above

    codes = [(country.name, code) for country in countries() if (code := country_code(country.name))]
    assert len(codes) == len(countries()) - 1  # England has none
    assert all(registry.country.clean(name) == code and country_of_code(code) == name for name, code in codes)


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("Person", ActorKind.PERSON),
        ("Organization", ActorKind.ORGANIZATION),
        ("PublicBody", ActorKind.ORGANIZATION),
        ("Company", ActorKind.ORGANIZATION),
        ("LegalEntity", None),
    ],
)
def test_read_ftm_reads_actors_of_other_programs(tmp_path: Path, schema: str, kind: ActorKind | None) -> None:
    line = _line(schema, name=["Z. Lind", "Zoé Lind"], alias="Lind", previousName=["Zoé Berg", "Lind"], topics=[3])
    entity = json.loads(line) | {"caption": "Zoé Lind", "datasets": ["peps"], "onrecord_id": 4}
    aliases = ("Z. Lind", "Lind", "Zoé Berg")
    assert _read(tmp_path, json.dumps(entity)) == [KnownActor(name="Zoé Lind", kind=kind, aliases=aliases)]


def test_read_ftm_takes_a_kind_from_the_classification_of_no_person(tmp_path: Path) -> None:
    lines = [_line(schema, id=schema, name=["Lenz"], classification=["x", "group"]) for schema in ("Person", "Company")]
    kinds = [one.kind for one in _read(tmp_path, *lines) if isinstance(one, KnownActor)]
    assert kinds == [ActorKind.PERSON, ActorKind.GROUP]


@pytest.mark.parametrize(
    ("schema", "ends"),
    [
        ("Membership", ("member", "organization")),
        ("Employment", ("employee", "employer")),
        ("Directorship", ("director", "organization")),
        ("Representation", ("agent", "client")),
        ("UnknownLink", ("subject", "object")),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_read_ftm_reads_links_before_and_behind_what_they_link(
    tmp_path: Path, schema: str, ends: tuple[str, str], order: int
) -> None:
    link = {ends[0]: ["p"], ends[1]: ["o"], "role": ["chair"], "startDate": ["2019"], "endDate": ["2024-02"]}
    lines = [_line("Person", "p", name=["Ana"]), _line("Company", "o", name=["Ore"]), _line(schema, "l", **link)]
    [ana] = [one for one in _read(tmp_path, *lines[::order]) if isinstance(one, KnownActor) and one.name == "Ana"]
    first, last = datetime.date(2019, 1, 1), datetime.date(2024, 2, 29)
    assert ana.affiliations == (Affiliation(role="chair", of="Ore", first_seen=first, last_seen=last),)


@pytest.mark.parametrize(
    ("post", "of"),
    [({"organization": ["o"], "country": ["no"]}, "Ore"), ({"country": ["zz", "NO"]}, "Norway"), ({}, None)],
)
def test_read_ftm_reads_the_post_of_an_occupancy(tmp_path: Path, post: dict[str, object], of: str | None) -> None:
    lines = (
        _line("Occupancy", "l", holder=["Q4"], post=["post"], startDate=["2019-05-01T10:00:00"]),
        _line("Position", "post", name=["harbour master"], **post),
        _line("Company", "o", name=["Ore"]),
        _line("Person", "Q4", name=["Ana"], position=["a clerk"]),
    )
    ana = _read(tmp_path, *lines)[1]
    assert isinstance(ana, KnownActor)
    office = Affiliation(role="harbour master", of=of, first_seen=datetime.date(2019, 5, 1))
    assert (ana.affiliations, ana.wikidata) == ((office,), "Q4")


def test_read_ftm_reads_positions_of_who_has_no_links(tmp_path: Path) -> None:
    [ana] = _read(tmp_path, _line("Person", name=["Ana"], position=["clerk", "judge"]))
    assert isinstance(ana, KnownActor)
    assert ana.affiliations == (Affiliation(role="clerk", of=None), Affiliation(role="judge", of=None))


ANA, ORE = _line("Person", "ana", name=["Ana"]), _line("Company", "ore", name=["Ore"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 3: is not JSON; correct this line; the others are read"),
        ("[" * 100_000, "line 3: is not JSON"),
        (f'{{"id": {"9" * 5000}}}', "line 3: is not JSON"),
        ("[1]", "line 3: is no entity"),
        ('{"id": "x", "schema": "Person"}', "line 3: is no entity"),
        ('{"id": "x", "schema": ["Person"], "properties": {}}', "line 3: is no entity"),
        (_line("Person", "", name=["Bo"]), "an id of it is no word"),
        (_line("Person", "a\nb", name=["Bo"]), "an id of it is no word"),
        (_line("Person", "a\ud800", name=["Bo"]), "an id of it is no word"),
        (_line("Person", "x" * 301, name=["Bo"]), "an id of it is no word; give an id of at most 300 letters"),
        (_line("Person", name=[]), "line 3 (x1): has no name"),
        (_line("Person", name=["?"]), "its name '?' has no letter"),
        (_line("Person", name=["a" * 301]), "has 301 characters; give at most 300"),
        (_line("Person", name=["a\ud800"]), "holds a character that was lost"),
        (_line("Person", name={"a": 1}), "its property name is no list of text"),
        (_line("Person", name=["Bo"], alias=[4]), "its property alias is no list of text"),
        (_line("Person", name=["Bo"], wikidataId=["P4"]), "its Wikidata id 'P4' is none"),
        (_line("Person", name=["Bo"], wikidataId=["Q4", "Q5"]), "it has 2 Wikidata ids"),
        (_line("Person", "ana", name=["Bo"]), "its id 'ana' stands in an earlier line"),
        (_line("Vessel", name=["Bo"]), "line 3 (x1): its schema 'Vessel' is no actor; nothing is to be done; Person, "),
        (_line("Position"), "has no name"),
        (_line("Membership", member=["ana"]), "it has no organization"),
        (_line("Membership", organization=["ore"]), "it has no member"),
        (_line("Membership", member=["bo"], organization=["ore"]), "it links 'bo', which is no actor of this file"),
        (_line("Membership", member=["ana"], organization=["x\ud800"]), "an id of it is no word"),
        (_line("Membership", member=["ana"], organization=["no"]), "'no', of which it cannot be in this file (absent)"),
        (_line("Membership", member=["ana"], organization=["ore"], role=["?"]), "its role '?' has no letter"),
        (
            _line("Membership", member=["ana"], organization=["ore"], date=["2024-13-01"]),
            "its date '2024-13-01' is none",
        ),
        (_line("Membership", member=["ana"], organization=["ore"], date=["May"]), "its date 'May' is none"),
        (_line("Membership", member=["ana"], organization=["ore"], endDate=["0000"]), "its date '0000' is none"),
        (
            _line("Membership", member=["ana"], organization=["ore"], startDate=["2024"], endDate=["2023"]),
            "it ends (2023-12-31) before it begins (2024-01-01)",
        ),
        (_line("Occupancy", holder=["ana"], post=["ore"]), "'ore', of which it cannot be in this file (Company)"),
        (_line("UnknownLink", subject=["ore"], object=["ana"]), "'ana', of which it cannot be in this file (Person)"),
        (
            _line("Membership", member=["ana"] + [str(n) for n in range(MOST_PAIRS)], organization=["ore"]),
            f"it links more than {MOST_PAIRS:,} pairs",
        ),
        (_line("Person", name=["a" * LONGEST_LINE]), f"has more than {LONGEST_LINE:,} bytes"),
    ],
)
def test_read_ftm_refuses_a_line_and_reads_the_others(tmp_path: Path, line: str, reason: str) -> None:
    last = _line("Person", "cy", name=["Cy"])
    read = [one for one in _read(tmp_path, ANA, ORE, line, "", last) if isinstance(one, KnownActor)]
    assert read == [
        KnownActor(name="Ana", kind=ActorKind.PERSON),
        KnownActor(name="Ore", kind=ActorKind.ORGANIZATION),
        KnownActor(name="Cy", kind=ActorKind.PERSON),
    ]
    assert [reason in one for one in _refused(tmp_path, ANA, ORE, line, "", last)] == [True]


def test_read_ftm_refuses_what_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "in.ftm.json").write_bytes(b"\xef\xbb\xbf" + ANA.encode() + b"\n" + b'{"\xff": 1}\r\n' + ORE.encode())
    known, refused, other = read_ftm(tmp_path / "in.ftm.json")
    assert (isinstance(known, KnownActor), isinstance(other, KnownActor)) == (True, True)
    assert "line 2: is not UTF-8; save the file as UTF-8" in str(refused)


def test_read_ftm_refuses_an_actor_with_too_many_affiliations(tmp_path: Path) -> None:
    link = _line("Membership", member=["ana"], organization=["ore"], role=[str(n) for n in range(MOST_AFFILIATIONS)])
    assert _refused(tmp_path, ANA, ORE, link) == []
    other = _line("Membership", member=["ana"], organization=["ore"])
    assert ["more than 1,000 affiliations" in one for one in _refused(tmp_path, ANA, ORE, link, other)] == [True]


def test_read_ftm_gives_up_on_a_file_without_entities(tmp_path: Path) -> None:
    refused = _refused(tmp_path, *["words"] * (MOST_WITHOUT_ENTITY + 5))
    assert len(refused) == MOST_WITHOUT_ENTITY + 1
    assert "no entity, so the rest is not read" in refused[-1]


def test_read_ftm_names_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder or a device"):
        next(read_ftm(tmp_path))
    with pytest.raises(SourceError, match="cannot be read"):
        next(read_ftm(tmp_path / "none.ftm.json"))


def test_read_ftm_of_nothing_yields_nothing(tmp_path: Path) -> None:
    assert _read(tmp_path) == []
