"""Whom a phrase without a name means: "the French minister", "the official", "her campaign", "a Western diplomat"."""

from __future__ import annotations

import re

from onrecord.actors.article.gender import word_gender
from onrecord.actors.article.holders import (
    can_be,
    counterpart_meant,
    each_holder,
    holder_meant,
    is_told_of,
)
from onrecord.actors.article.kin import namesake_of_kin
from onrecord.actors.article.offices import affiliations_told
from onrecord.actors.article.phrases import Phrase, is_plural
from onrecord.actors.article.salience import collective_meant, person_meant
from onrecord.actors.article.scene import Scene
from onrecord.actors.article.several import body_of_each, several_meant
from onrecord.actors.article.sources import read_source
from onrecord.actors.article.texts import author_meant, author_named
from onrecord.actors.facts.bodies import institution_of
from onrecord.actors.lexicon import (
    ARTICLES,
    CLAUSE_WORDS,
    EPITHETS,
    GENERIC_BODIES,
    HE,
    IT,
    JUDGING_ROLES,
    ORGANIZATION_HEADS,
    PARTISANS,
    PREPOSITIONS,
    SHE,
    SPEECH_HEADS,
    THEY,
    UNNAMED_HEADS,
    UTTERANCES,
)
from onrecord.actors.naming.spelling import fold
from onrecord.actors.roles import role_head, same_office
from onrecord.actors.tokens import is_any, owned
from onrecord.model import ActorKind, Affiliation, Offsets

RETURNS_WITHIN = 400  # names and speakers: how far back "the official" or "the court" was first spoken of
NEAR_PARAGRAPHS = 2  # this one and the one before
MET_WITHIN = 600  # characters
HUMANS = frozenset({"man", "woman", "boy", "girl"})
SAME_WORDS = 2  # common nouns that a phrase and the name of an organization must share
_ONE_MET = re.compile(r"(?<![,–—]\s)\b(?:[Aa]n?|[Oo]ne|[Aa]nother)(?P<words>(?:\s[\w-]{1,20}){1,5})")
_ELSEWHERE = re.compile(r"\bIn\s[^\W\d_a-z][\w -]{1,30},\s$")
_OF_SOMETHING = re.compile(r"\sof\sthe\s")
_POSSESSIVE = re.compile(r"^['’]s?(?!\w)")
FUNCTION_WORDS = ARTICLES | PREPOSITIONS | CLAUSE_WORDS


def described(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int:
    """Return the figure that a phrase means: one spoken of before, or else a new one that goes by the phrase."""
    owner = _owner(scene, phrase, start, content)
    if owner is not None and phrase.head in SPEECH_HEADS | UTTERANCES:
        return owner
    author = _author(scene, phrase, start, content)
    if author is not None:
        return author
    others = _others(scene, phrase, start, content, owner)
    if others is not None:
        return others
    institution = institution_of(phrase.words) if phrase.kind is ActorKind.ORGANIZATION else None
    if institution:
        of = (Affiliation(role=None, of=institution.of),)
        body = scene.by_name.get(institution.name)
        return scene.figure_called(institution.name, phrase.kind, of) if body is None else body
    known = _known(scene, phrase, start, content) if phrase.definite else None
    if known is not None and (known != owner or not phrase.owner):
        return known
    body = _body_described(scene, phrase, start)
    if body is None:
        figure = scene.figure_called(_words(scene, phrase, owner), phrase.kind, affiliations_told(phrase))
    else:
        figure = body
    scene.nouns.setdefault(figure, phrase.head)
    return figure


def _others(scene: Scene, phrase: Phrase, start: int, content: Offsets, owner: int | None) -> int | None:
    """Return whom a phrase means by way of others: a colleague, a namesake, or several together."""
    found = counterpart_meant(scene, phrase, start, owner)
    found = namesake_of_kin(scene, phrase, owner) if found is None else found
    found = body_of_each(scene, phrase, start, content) if found is None else found
    found = each_holder(scene, phrase, start) if found is None else found
    return several_meant(scene, phrase, start, content) if found is None else found


def _author(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return whose words a statement, a letter or the like is."""
    author = author_named(scene, phrase, start)
    if author and author.name:
        return scene.named(author.name)
    if author and author.phrase:
        return described(scene, author.phrase, author.start, content)
    return None if author else author_meant(scene, phrase, start, content)


def _known(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return the one spoken of before whom a definite phrase means."""
    if phrase.kind in {ActorKind.ORGANIZATION, ActorKind.GROUP}:
        finders = (_organization, _same_unnamed, _organization_just_heard)
        return next((figure for find in finders if (figure := find(scene, phrase, start)) is not None), None)
    if phrase.kind is not ActorKind.ANONYMOUS:
        return None
    known = [figure for find in (holder_meant, _same_unnamed) if (figure := find(scene, phrase, start)) is not None]
    latest = max(known, key=lambda figure: scene.last_place(figure, start) or -1, default=None)
    if latest is None and _is_of_body(scene, phrase):
        return _only_person(scene, phrase, start, paragraphs=1)
    if phrase.owner is not None and not phrase.country:  # "the minister's spokesman" is no one else spoken of
        return latest
    is_told = latest is not None and is_told_of(scene.figures[latest], phrase)
    near = None if is_told else _just_told_of(scene, phrase, start, content)
    found = latest if near is None else near
    return _person_here(scene, phrase, start, content) if found is None else found


def _is_of_body(scene: Scene, phrase: Phrase) -> bool:
    """Return whether it is one of a body that the article calls by a noun: "the commission's chemist"."""
    role = role_head(phrase.head)
    if not phrase.owner or phrase.inner or not role or same_office(role) in JUDGING_ROLES:  # a spokesman is another
        return False
    owner = owned(scene.text[slice(*phrase.owner)].lower())
    return is_any(owner, GENERIC_BODIES, ORGANIZATION_HEADS) and not is_plural(owner)


def _person_here(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return the person whom the text is about here, where nothing tells his office but the phrase fits anybody."""
    if phrase.head in HUMANS and _was_introduced(scene, start):
        return None
    if role_head(phrase.head) and (figure := _only_person(scene, phrase, start)) is not None:
        return figure
    elsewhere = phrase.head in PARTISANS and (phrase.qualifiers or phrase.country)  # he may be any of them
    says_past = "former" in phrase.before and not phrase.country and not phrase.qualifiers
    is_epithet = phrase.head.endswith("year-old") or (phrase.head in EPITHETS and not elsewhere) or says_past
    return person_meant(scene, start, content, word_gender(phrase.head)) if is_epithet else None


def _just_told_of(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return the person whom the text is about here, if he can be "the Graz mayor"."""
    if not phrase.qualifiers and not phrase.country:
        return None
    figure = person_meant(scene, start, content, word_gender(phrase.head))
    if figure is None or not can_be(scene.figures[figure], phrase):
        return None
    last = scene.last_place(figure, start)
    near = last is not None and scene.layout.paragraph(start) - scene.layout.paragraph(last) < NEAR_PARAGRAPHS
    return figure if near and (role_head(phrase.head) or phrase.head in PARTISANS) else None


def _was_introduced(scene: Scene, start: int) -> bool:
    """Return whether an unnamed one was spoken of just before, so that "the man" is no one named."""
    first = scene.layout.paragraphs[max(0, scene.layout.paragraph(start) - 1)]
    met = _ONE_MET.finditer(scene.text, max(first, start - MET_WITHIN), start)
    nouns = {word for match in met for word in match["words"].split()}
    return any(word in UNNAMED_HEADS or role_head(word) for word in nouns)


def _words(scene: Scene, phrase: Phrase, owner: int | None) -> str:
    """Return the phrase, with the owner's name in place of "his" or "her"."""
    owned_by = phrase.inner or phrase.owner
    if owner is None or not owned_by:
        return phrase.words
    _, _, rest = phrase.words.partition(" ".join(scene.text[slice(*owned_by)].split()))
    rest = _POSSESSIVE.sub("", rest).strip()
    name = scene.figures[owner].name
    ending = "'" if name.endswith("s") and scene.figures[owner].kind is ActorKind.GROUP else "'s"  # "the growers' club"
    return f"{name}{ending} {rest}" if rest else phrase.words


def _owner(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return whose the thing is that the phrase names."""
    if not phrase.owner:
        return None
    inner = read_source(scene.text, *phrase.inner, ()) if phrase.inner else None
    if inner and inner.phrase:
        return described(scene, inner.phrase, inner.start, content)
    owner_start, owner_end = phrase.owner
    word = scene.text[owner_start:owner_end].lower()
    if word in HE | SHE:
        return person_meant(scene, owner_start, content, "m" if word in HE else "f")
    if word in IT | THEY:
        return collective_meant(scene, owner_start, content, plural=word in THEY)
    named = [scene.at[event.place] for event in scene.before(owner_end, 9) if start <= event.place in scene.at]
    return named[-1] if named else None


def _only_person(scene: Scene, phrase: Phrase, start: int, paragraphs: int = NEAR_PARAGRAPHS) -> int | None:
    """Return the one person named so far in this paragraph or the one before, if nothing is known of a role."""
    near = [
        event.figure
        for event in scene.before(start)
        if scene.layout.paragraph(start) - scene.layout.paragraph(event.place) < paragraphs
        and scene.figures[event.figure].kind is ActorKind.PERSON
    ]
    if len(set(near)) != 1 or _ELSEWHERE.search(scene.text, max(0, start - 40), start):
        return None
    last = scene.last_place(near[0], start)
    is_near = last is not None and scene.layout.paragraph(last) == scene.layout.paragraph(start)
    if _OF_SOMETHING.search(phrase.words) and not is_near:  # "the director of the hospital" tells it in full
        return None
    member = scene.figures[near[0]]
    fits = word_gender(phrase.head) in {"", member.gender or word_gender(phrase.head)}
    return near[0] if fits and not any(held.role for held in member.affiliations) else None


def _same_unnamed(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the unnamed one that "the official" comes back to."""
    before = {fold(word) for word in phrase.before} - {"same"}
    for event in reversed(scene.before(start, RETURNS_WITHIN)):
        member = scene.figures[event.figure]
        same = event.speaks and member.kind is phrase.kind and scene.nouns.get(event.figure) == phrase.head
        if same and before <= set(fold(member.name).split()):
            return event.figure
    return None


def _organization(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the organization spoken of before that bears all words of the phrase: "the court"."""
    if is_plural(phrase.head):
        return None
    words = {fold(word) for word in (phrase.head, *phrase.before)}
    for event in reversed(scene.before(start, RETURNS_WITHIN)):
        member = scene.figures[event.figure]
        if member.kind is ActorKind.ORGANIZATION and words <= set(fold(member.name).split()):
            return event.figure
    return None


def _body_described(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the organization whose name says the same as the phrase: "the nurses' state union"."""
    if phrase.kind is not ActorKind.ORGANIZATION:
        return None
    first, *rest = phrase.words.split()
    opens = scene.layout.sentences[scene.layout.sentence(start)] == start  # where any word has a capital
    said = {fold(word) for word in rest if word[0].islower()} | (
        {fold(first)} if opens or first[0].islower() else set()
    )
    said -= FUNCTION_WORDS
    shared = {
        figure: len(said & set(fold(member.name).split()))
        for figure, member in enumerate(scene.figures)
        if member.kind is ActorKind.ORGANIZATION and member.mentions
    }
    best = max(shared, key=lambda figure: shared[figure], default=None)
    return best if best is not None and shared[best] >= SAME_WORDS else None


def _organization_just_heard(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the organization that spoke last, in this paragraph or the one before: "the group"."""
    if phrase.before or phrase.head not in GENERIC_BODIES:
        return None
    for event in reversed(scene.before(start)):
        if scene.layout.paragraph(start) - scene.layout.paragraph(event.place) > 1:
            return None
        if event.speaks and scene.figures[event.figure].kind is ActorKind.ORGANIZATION:
            return event.figure
    return None
