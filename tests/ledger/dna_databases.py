"""Databases of DNA by chance: whatever coders may have done, in whatever words."""

from __future__ import annotations

from hypothesis import strategies as st

from onrecord.sources.dna import (
    DataType,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaRegex,
    DnaRelation,
    DnaStatement,
    DnaStatementType,
    DnaValue,
    DnaVariable,
    Permission,
)

WORDS = ("mayor", "Farmers' Union", "farmers' union", "Ana Ruiz", "dam", "The dam must wait.", "Ärzte", "mayor ", "x")
words = st.one_of(st.sampled_from(WORDS), st.text(max_size=8))
names = st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=8))
colours = st.tuples(*[st.integers(0, 255)] * 3)
texts = st.one_of(
    st.sampled_from(
        ("", "So it is.", "The mayor wants the dam. The farmers do not.", "“No,” he said\r\n\x85to 😀 us.")
    ),
    st.text(max_size=60),
)
dates = st.one_of(st.none(), st.integers(-62_135_596_799, 253_402_300_799), st.sampled_from((0, 86_400)))

USUAL = (
    ("person", DataType.SHORT_TEXT),
    ("organization", DataType.SHORT_TEXT),
    ("concept", DataType.SHORT_TEXT),
    ("agreement", DataType.BOOLEAN),
)


@st.composite
def databases(draw: st.DrawFn) -> DnaDatabase:
    """Draw a database whose parts belong together."""
    coders = draw(
        st.lists(st.builds(_coder, names, words, colours, st.frozensets(st.sampled_from(Permission))), max_size=2)
    )
    coders = [DnaCoder(id=number, name=one.name, password=one.password, colour=one.colour, permissions=one.permissions)
              for number, one in enumerate([DnaCoder(id=1, name="Admin"), *coders], start=1)]  # fmt: skip
    types, entities = _types(draw)
    documents = [
        DnaDocument(
            id=number, title=draw(words), text=draw(texts), coder=draw(st.sampled_from(coders)).id, source=draw(words),
            author=draw(words), notes=draw(words), date=draw(dates),
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]  # fmt: skip
    statements = tuple(_statements(draw, coders, types, entities, [one for one in documents if one.text]))
    return DnaDatabase(
        settings=draw(st.dictionaries(names, words, max_size=2)) | {"version": "3.0.11"},
        coders=tuple(coders),
        relations=tuple(
            DnaRelation(coder=one.id, other=other.id, edit_statements=draw(st.booleans()))
            for one in coders for other in coders if one is not other
        ),
        statement_types=types,
        entities=entities,
        documents=tuple(documents),
        statements=statements,
        regexes=tuple(DnaRegex(label=one) for one in sorted(draw(st.sets(names, max_size=2)))),
        statement_links=((1, 2),) if len(statements) > 1 and draw(st.booleans()) else (),
    )  # fmt: skip


def _coder(name: str, password: str, colour: tuple[int, int, int], permissions: frozenset[Permission]) -> DnaCoder:
    return DnaCoder(id=0, name=name, password=password, colour=colour, permissions=permissions)


def _types(draw: st.DrawFn) -> tuple[tuple[DnaStatementType, ...], tuple[DnaEntity, ...]]:
    """Draw the usual type and perhaps one of other variables, with entities for each short text."""
    others = draw(st.dictionaries(names, st.sampled_from(DataType), max_size=3))
    forms = [("DNA Statement", USUAL), *([(draw(words), tuple(others.items()))] if others else [])]
    types: list[DnaStatementType] = []
    entities: list[DnaEntity] = []
    number = 0
    for place, (label, form) in enumerate(forms, start=1):
        variables = []
        for name, kind in form:
            number += 1
            attributes = tuple(draw(st.lists(names, max_size=2, unique=True))) if kind is DataType.SHORT_TEXT else ()
            variables.append(DnaVariable(id=number, name=name, data_type=kind, attributes=attributes))
            if kind is DataType.SHORT_TEXT:
                for value in ("", *sorted(draw(st.sets(names, max_size=3)))):
                    noted = tuple(draw(words) for _ in attributes)
                    its = DnaEntity(
                        id=len(entities) + 1, variable=number, value=value, colour=draw(colours), attributes=noted
                    )
                    entities.append(its)
        types.append(DnaStatementType(id=place, label=label, colour=draw(colours), variables=tuple(variables)))
    return tuple(types), tuple(entities)


def _statements(
    draw: st.DrawFn,
    coders: list[DnaCoder],
    types: tuple[DnaStatementType, ...],
    entities: tuple[DnaEntity, ...],
    documents: list[DnaDocument],
) -> list[DnaStatement]:
    def value(variable: DnaVariable) -> DnaValue:
        match variable.data_type:
            case DataType.SHORT_TEXT:
                return draw(st.sampled_from([one.value for one in entities if one.variable == variable.id]))
            case DataType.BOOLEAN:
                return draw(st.integers(0, 1))
            case DataType.INTEGER:
                return draw(st.integers(-3, 3))
            case _:
                return draw(words)

    made = []
    for number in range(1, draw(st.integers(0, 6)) + 1 if documents else 1):
        document, its_type = draw(st.sampled_from(documents)), draw(st.sampled_from(types))
        start = draw(st.integers(0, len(document.text) - 1))
        made.append(
            DnaStatement(
                id=number, type=its_type.id, document=document.id, start=start,
                stop=draw(st.integers(start + 1, len(document.text))), coder=draw(st.sampled_from(coders)).id,
                values=tuple(map(value, its_type.variables)),
            )
        )  # fmt: skip
    return made
