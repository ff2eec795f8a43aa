"""Made-up news of one made-up dispute, the building of a barrier across an estuary: the same for the same dice.

Every name is put together of syllables and every sentence of our own words, so that a ledger of any size costs no text
of anybody else. The commonest words are about as common as in English; names and places make the long tail.
"""

from __future__ import annotations

import dataclasses
import datetime
import random
from dataclasses import dataclass
from itertools import accumulate

from onrecord.articles.making import make_id
from onrecord.model import (
    ActorKind,
    Affiliation,
    Article,
    Concept,
    DateBasis,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementKind,
    offsets_of,
    statement_id,
)

BEGINS = datetime.date(2024, 1, 1)
DAYS = 730
CAMPS = 3
WORDS, PARAGRAPH, CLAUSES = 400, 3, 2
"""About the words of an article, the sentences of a paragraph, and the fewest clauses of a statement."""
QUOTED, DATED, IN_OFFICE = 0.4, 0.1, 0.6
"""Shares of statements in quotation marks, of those made on an earlier day, and of people with an office."""
LOYAL, SURE, TURNING = 0.8, 0.93, 0.05
"""Shares of stances that are the camp's, of those said without a condition, and of voices that change sides."""

WOMEN = (
    "Ada Agnes Åse Bettina Carla Daria Edith Elif Elke Fatou Greta Hanna Ilse Ines Joana Kirsten Leonie Lotte Mariam"
    " Mirela Nadia Noémie Olga Petra Renée Rosa Sigrid Sofía Tamar Ursula Vesna Wanda Yasmin Zofia"
).split()
MEN = (
    "Aaron Anton Bela Björn Carlos Dag Dmitri Emil Farid Gustav Henrik Igor Ivo Jakub Jorge Kofi Lars Luis Marek Matteo"
    " Nils Omar Otto Pablo René Rufus Søren Stefan Tomás Ulrich Viktor Wim Yusuf Zoltán"
).split()
SYLLABLES = (
    "ba bel bor brun cas dal den dor el fal fen gar gol hal hem hol jor ka kel kir lan lem lor mar mel mor nar nel nor"
    " ol par per pol ran rem ros sal sen sør tal tem tor ul val ven vik wal wen zam zel zür"
).split()
ENDS = "a ano berg dahl en er eros ette ic ik in ini lund mann ova sen ski son stad strom ton vik é".split()
TOWN_ENDS = "borg by dale field ford ham haven holm mouth stead ton wick".split()
BODIES = (
    "Anglers' Union|Bird Trust|Chamber of Trade|City Council|Dockers' League|Electricity Board|Ferry Company"
    "|Fishing Cooperative|Flood Institute|Harbour Authority|Housing Association|Shipyard|Tourist Office"
    "|Water Agency|Wetlands Society"
).split("|")
ROLES = "chair director mayor minister president secretary spokesman spokeswoman treasurer adviser".split()
OUTLET_ENDS = "Chronicle Courier Echo Gazette Herald Journal Ledger Mirror Observer Post".split()

CONCEPTS = (
    ("tidal_barrier", "The barrier across the estuary should be built", "the tidal barrier"),
    ("salt_marsh", "The salt marsh should stay under protection", "protection for the salt marsh"),
    ("ship_lock", "The barrier should have a lock for large ships", "a lock for large ships"),
    ("turbines", "Turbines should be set into the barrier", "turbines in the barrier"),
    ("flood_tax", "Owners of houses on the shore should pay a flood tax", "the flood tax"),
    ("fishing_ban", "Fishing in the estuary should be banned in spring", "the spring ban on fishing"),
    ("referendum", "The region should vote on the barrier", "a vote on the barrier"),
    ("foreign_loan", "The barrier should be paid for with a foreign loan", "the foreign loan"),
    ("old_harbour", "The old harbour should be closed", "closing the old harbour"),
    ("coast_road", "A road should run on top of the barrier", "a road on the barrier"),
    ("relocation", "Villages below the tide line should be moved", "moving the low villages"),
    ("expert_panel", "Experts from abroad should review the plans", "a review by foreign experts"),
)
"""Ids and labels, and what each is called in a sentence."""

SUPPORTING = (
    "{thing} cannot wait any longer because {reason}",
    "{thing} is the only answer that {place} has left",
    "nobody who knows {place} can be against {thing}",
    "{thing} would pay for itself since {reason}",
    "{body} stands firmly behind {thing}",
    "{thing} must come before the next {season} storms",
)
OPPOSING = (
    "{thing} would ruin {place} for good",
    "{thing} is a costly mistake as {reason}",
    "there is no case at all for {thing}",
    "{body} will fight {thing} in every court",
    "{thing} must be stopped before {reason}",
    "{place} was never asked about {thing}",
)
CONDITIONAL = (
    "{thing} could work only if {body} agrees",
    "{thing} is thinkable once {reason}",
    "{thing} depends on what {place} is offered in return",
    "without money for {place} {thing} makes no sense",
)
SAYING_NOTHING = (
    "{reason}",
    "{body} had not answered a letter from {place} since {season}",
    "the {adjective} {noun} at {place} was {past} twice in {season}",
    "{number} {nouns} near {place} had been {past} by {season}",
    "the talks with {body} would go on until {season}",
)
STANCES = {Stance.SUPPORT: SUPPORTING, Stance.OPPOSE: OPPOSING, Stance.CONDITIONAL: CONDITIONAL}
REASONS = (
    "the {noun} at {place} is older than the {adjective} {noun2}",
    "{number} {nouns} were {past} in a single {season}",
    "the {adjective} {noun} no longer holds the water at {place}",
    "{body} has {past} the {noun} without a permit",
    "every {noun} between {place} and {place2} is {adjective}",
    "the {nouns} of {place} cost {number} crowns a year",
)
TELLING = (
    "On {day} the {adjective} {noun} of {place} was {past} for the {ordinal} time.",
    "About {number} {nouns} stand between {place} and {place2}, most of them {adjective}.",
    "The {noun} is run by {body} and has been {past} since {season}.",
    "It was a {adjective} {season}, and the {nouns} at {place} were {past} one after the other.",
    "In {place} people still speak of the {adjective} {noun} that {body} had {past}.",
    "A {adjective} {noun} was {past} near {place} while {body} met behind closed doors.",
    "The cost of the {noun} has risen to {number} million crowns, and {body} has not said who will pay.",
    "Along the quay the {nouns} are {adjective}, and the {noun} smells of tar and weed.",
    "With the tide came a {adjective} {noun}; by noon {number} {nouns} had been {past}.",
    "{place} and {place2} have shared a {noun} for {number} years.",
)
CUES = "said argued warned added insisted told reporters explained declared stressed noted".split()
NOUNS = (
    "anchor archive bank barge basin beacon boat bridge canal causeway channel chart cistern cottage crane culvert dam"
    " dike ditch dock dredger drain embankment engine ferry field gate groyne gully hatch house hull island jetty kiln"
    " ladder lamp levee lighthouse mast meadow mill mooring net orchard pier pipe pond pump quay raft rail ramp"
    " reservoir rope sail school shed ship shoal sluice station swamp tank terrace tower trawler trench tunnel valve"
    " vessel wall warehouse weir well wharf windmill yard"
).split()
ADJECTIVES = (
    "ancient bare black blind blue brackish brittle broad broken brown calm cheap cold costly cracked crooked damp dark"
    " deep dense deserted dim dry empty faded famous flat flooded foggy fragile grey green half-built heavy hollow"
    " humble idle leaky lonely long low muddy narrow neglected new old pale patched private public quiet remote rough"
    " rusty salty sandy shallow sheltered silent slow small solid splendid steep stormy sunken tall tarred thin tidal"
    " unsafe vacant vast wet white wide windy wooden worn"
).split()
PAST = (
    "abandoned auctioned blocked bought cleaned closed copied counted crushed damaged delayed drained dredged emptied"
    " expanded fenced filled flooded guarded inspected insured leased lifted lowered mapped measured mended moved named"
    " opened painted photographed planned raised rebuilt registered rented repaired replaced reported sealed searched"
    " sold stolen strengthened surveyed tested towed traded visited widened"
).split()
SEASONS = "January February March April May June July August September October November December spring summer".split()
ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth".split()
DAYS_OF_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


Stances = tuple[tuple[str, Stance], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in these news, and where he stands: on each concept one stance, and another from `turns` on."""

    speaker: Speaker
    short: str
    stances: tuple[Stance | None, ...]
    turned: tuple[Stance | None, ...]
    turns: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who and what there is to write of; `weights` are how often each voice is heard, summed up."""

    voices: tuple[Voice, ...]
    weights: tuple[float, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement of an article with its speaker, and the stances that it takes, each with its concept."""

    statement: Statement
    speaker: Speaker
    stances: Stances


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article with all that is said in it."""

    article: Article
    said: tuple[Said, ...]


def make_concepts() -> tuple[Concept, ...]:
    """Return the codebook of the dispute."""
    return tuple(Concept(id=concept, label=label) for concept, label, _ in CONCEPTS)


def make_world(dice: random.Random, voices: int) -> World:
    """Return who speaks, so many of them, and of what."""
    places = _names(dice, 300, TOWN_ENDS)
    bodies = tuple(f"{place} {end}" for place in places for end in dice.sample(BODIES, 3))
    order = [_body(body) for body in dice.sample(bodies, voices // 8)]
    order += [_person(dice, surname, dice.choice(bodies)) for surname in _names(dice, voices - len(order), ENDS)]
    dice.shuffle(order)
    camps = [tuple(_held(dice) for _ in CONCEPTS) for _ in range(CAMPS)]
    return World(
        voices=tuple(_voice(dice, speaker, camps) for speaker in order),
        weights=tuple(accumulate(1 / (rank + 20) for rank in range(len(order)))),
        places=places,
        bodies=bodies,
        outlets=tuple(f"{place} {end}" for place, end in zip(places, OUTLET_ENDS * 3, strict=False)),
    )


def write_article(dice: random.Random, world: World, number: int, statements: int) -> Written:
    """Return an article in which so many statements are made, by one to four voices."""
    published = BEGINS + datetime.timedelta(days=min(DAYS - 1, int(dice.triangular(0, DAYS, DAYS * 0.7))))
    heard = dice.choices(world.voices, cum_weights=world.weights, k=dice.randint(1, 4))
    if number % 4 == 0:  # so that everybody is heard
        heard[0] = world.voices[number // 4 % len(world.voices)]
    lines = [_Line(voice=dice.choice(heard)) for _ in range(statements)]
    while sum(line.words for line in lines) < WORDS - 25 * statements:
        lines.append(_Line(telling=_filled(dice, world, dice.choice(TELLING))))
    dice.shuffle(lines)
    title = _filled(dice, world, "{body} and {place} quarrel over the {adjective} {noun}")
    return _set(dice, world, lines, title=title[0].upper() + title[1:], published=published, number=number)


def repeated(dice: random.Random, world: World, original: Written, number: int) -> Written:
    """Return the article as another outlet prints it: under a line of its own."""
    line = f"{dice.choice(world.places)} (agencies) {number}. "
    article = dataclasses.replace(
        original.article,
        id=f"{original.article.id}-{number}",
        text=line + original.article.text,
        address=f"made-up/{number:06}.txt",
        outlet=dice.choice(world.outlets),
    )
    said = tuple(
        dataclasses.replace(one, statement=_moved(one.statement, article.id, len(line))) for one in original.said
    )
    return Written(article=article, said=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A sentence of an article: told, or said by a voice."""

    telling: str = ""
    voice: Voice | None = None

    @property
    def words(self) -> int:
        return self.telling.count(" ") + 1 if self.telling else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrased:
    """A sentence in which somebody says something, and where source, cue and content stand in it."""

    text: str
    kind: StatementKind
    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]


def _set(
    dice: random.Random, world: World, lines: list[_Line], *, title: str, published: datetime.date, number: int
) -> Written:
    """Return the lines as an article: paragraphs of three sentences under the title."""
    text = f"{title}\n\n"
    placed: list[tuple[int, _Phrased, Voice, Stances]] = []
    introduced: set[str] = set()
    for place, line in enumerate(lines):
        if line.voice is None:
            text += line.telling
        else:
            content, stances = _content(dice, world, line.voice, published)
            phrased = _phrased(dice, line.voice, content, first=line.voice.speaker.name not in introduced)
            introduced.add(line.voice.speaker.name)
            placed.append((len(text), phrased, line.voice, stances))
            text += phrased.text
        text += "\n\n" if (place + 1) % PARAGRAPH == 0 else " "
    text = text.strip()
    article = Article(
        id=make_id(title, text),
        text=text,
        address=f"made-up/{number:06}.txt",
        title=title,
        outlet=dice.choice(world.outlets),
        published=published,
        language="en",
    )
    return Written(
        article=article,
        said=tuple(
            Said(statement=_statement(dice, article, start, phrased), speaker=voice.speaker, stances=stances)
            for start, phrased, voice, stances in placed
        ),
    )


def _statement(dice: random.Random, article: Article, start: int, phrased: _Phrased) -> Statement:
    def span(place: tuple[int, int]) -> Span:
        first, last = start + place[0], start + place[1]
        return Span(article=article.id, start=first, end=last, quote=article.text[first:last])

    content, earlier = span(phrased.content), dice.random() < DATED
    return Statement(
        id=statement_id(article.id, ((content.start, content.end),)),
        article=article.id,
        kind=phrased.kind,
        source=(span(phrased.source),),
        cue=(span(phrased.cue),),
        content=(content,),
        confidence=round(dice.betavariate(8, 2), 3),
        date=(article.published or BEGINS) - datetime.timedelta(days=dice.randint(1, 6) if earlier else 0),
        date_basis=DateBasis.EXPRESSION if earlier else DateBasis.ARTICLE,
    )


def _moved(statement: Statement, article: str, by: int) -> Statement:
    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(
            dataclasses.replace(span, article=article, start=span.start + by, end=span.end + by) for span in spans
        )

    content = moved(statement.content)
    return dataclasses.replace(
        statement,
        id=statement_id(article, offsets_of(content)),
        article=article,
        source=moved(statement.source),
        cue=moved(statement.cue),
        content=content,
    )


def _content(dice: random.Random, world: World, voice: Voice, published: datetime.date) -> tuple[str, Stances]:
    """Return what a voice says that day, and the stances that it takes in it: mostly one."""
    stances = voice.stances if published < voice.turns else voice.turned
    taken: list[tuple[str, Stance]] = []
    clauses = []
    for number in dice.sample(range(len(CONCEPTS)), dice.choices((0, 1, 2), (30, 60, 10))[0]):
        concept, _, thing = CONCEPTS[number]
        if (held := stances[number]) is not None:
            stance = held if dice.random() < SURE else Stance.CONDITIONAL
            taken.append((concept, stance))
            clauses.append(_filled(dice, world, dice.choice(STANCES[stance]).replace("{thing}", thing)))
    if len(clauses) < CLAUSES:
        clauses.append(_filled(dice, world, dice.choice(SAYING_NOTHING)))
    return " and ".join(clauses), tuple(taken)


def _phrased(dice: random.Random, voice: Voice, content: str, *, first: bool) -> _Phrased:
    """Return a sentence in which the voice says this, by its full name and office where it comes `first`."""
    held = voice.speaker.affiliations
    source = voice.speaker.name if first else voice.short
    if first and held:
        source = f"{source}, {held[0].role} of {held[0].of}"
    cue = dice.choice(CUES)
    if dice.random() < QUOTED:
        quoted = f'"{content[0].upper()}{content[1:]},"'
        text = f"{quoted} {source} {cue}."
        at = len(quoted) + 1
        ends = at + len(source)
        return _Phrased(
            text=text,
            kind=StatementKind.DIRECT,
            source=(at, ends),
            cue=(ends + 1, ends + 1 + len(cue)),
            content=(0, len(quoted)),
        )
    comma = "," if "," in source else ""
    text = f"{source}{comma} {cue} that {content}."
    after = len(source) + len(comma) + 1
    said = after + len(cue) + 1
    return _Phrased(
        text=text[0].upper() + text[1:],
        kind=StatementKind.INDIRECT,
        source=(0, len(source)),
        cue=(after, after + len(cue)),
        content=(said, said + len("that ") + len(content)),
    )


def _filled(dice: random.Random, world: World, pattern: str) -> str:
    """Return a sentence of this pattern."""
    if "{reason}" in pattern:
        pattern = pattern.replace("{reason}", dice.choice(REASONS))
    noun, more = dice.sample(NOUNS, 2)
    return pattern.format(
        noun=noun,
        noun2=more,
        nouns=f"{more}es" if more.endswith(("ch", "sh")) else f"{more}s",
        adjective=dice.choice(ADJECTIVES),
        past=dice.choice(PAST),
        season=dice.choice(SEASONS),
        ordinal=dice.choice(ORDINALS),
        day=dice.choice(DAYS_OF_WEEK),
        number=dice.randint(2, 999),
        place=dice.choice(world.places),
        place2=dice.choice(world.places),
        body=f"the {dice.choice(world.bodies)}",
    )


def _names(dice: random.Random, count: int, ends: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    while len(found) < count:
        stem = "".join(dice.choice(SYLLABLES) for _ in range(dice.choice((1, 2, 2, 3))))
        found[f"{stem}{dice.choice(ends)}".capitalize()] = None
    return tuple(found)


def _person(dice: random.Random, surname: str, body: str) -> Speaker:
    gender = dice.choice("fm")
    name = f"{dice.choice(WOMEN if gender == 'f' else MEN)} {surname}"
    held = (Affiliation(role=dice.choice(ROLES), of=f"the {body}"),) if dice.random() < IN_OFFICE else ()
    return Speaker(name=name, kind=ActorKind.PERSON, aliases=(surname,), affiliations=held, gender=gender)


def _body(name: str) -> Speaker:
    return Speaker(name=name, kind=ActorKind.ORGANIZATION)


def _voice(dice: random.Random, speaker: Speaker, camps: list[tuple[Stance | None, ...]]) -> Voice:
    camp, other = dice.sample(camps, 2)
    turns = dice.random() < TURNING
    return Voice(
        speaker=speaker,
        short=speaker.aliases[0] if speaker.aliases else speaker.name,
        stances=tuple(held if dice.random() < LOYAL else _held(dice) for held in camp),
        turned=other if turns else camp,
        turns=BEGINS + datetime.timedelta(days=dice.randint(DAYS // 4, DAYS)) if turns else datetime.date.max,
    )


def _held(dice: random.Random) -> Stance | None:
    return dice.choices((Stance.SUPPORT, Stance.OPPOSE, Stance.CONDITIONAL, None), (40, 40, 8, 12))[0]
