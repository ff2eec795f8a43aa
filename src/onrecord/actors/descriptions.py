"""Whom a phrase without a name means: "the French minister", "the official", "her campaign", "a Western diplomat"."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.actors.lexicon import EPITHETS, FEMALE_WORDS, HE, MALE_WORDS, SHE, SPEECH_HEADS
from onrecord.actors.phrases import Phrase
from onrecord.actors.roles import same_office
from onrecord.actors.salience import person_meant
from onrecord.actors.scene import Scene
from onrecord.actors.spelling import fold
from onrecord.model import ActorKind, Affiliation, Offsets

RETURNS_WITHIN = 400  # names and speakers: how far back "the official" or "the court" was first spoken of
OTHER_OFFICE = frozenset({"vice", "deputy", "assistant", "press"})
"""Words that make another office of one: a vice president is not "the president"."""
WIDER = {
    "lawmaker": ("senator", "representative", "mp", "mep", "deputy", "legislator"),
    "legislator": ("senator", "representative", "mp", "mep", "deputy", "lawmaker"),
    "politician": ("senator", "representative", "mp", "mep", "minister", "president", "governor", "mayor"),
    "leader": ("president", "minister", "chancellor"),
    "diplomat": ("ambassador", "envoy"),
}


def described(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int:
    """Return the figure that a phrase means: one spoken of before, or else a new one that goes by the phrase."""
    owner = _owner(scene, phrase, start, content)
    if owner is not None and phrase.head in SPEECH_HEADS:
        return owner
    known = _known(scene, phrase, start, content) if phrase.definite else None
    return scene.figure_called(_words(scene, phrase, owner), phrase.kind) if known is None else known


def _known(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    if phrase.kind is ActorKind.ORGANIZATION:
        return _organization(scene, phrase, start)
    if phrase.kind is not ActorKind.ANONYMOUS:
        return None
    for find in (_holder, _same_unnamed):
        if (figure := find(scene, phrase, start)) is not None:
            return figure
    return person_meant(scene, start, content, _gender(phrase.head)) if phrase.head in EPITHETS else None


def _words(scene: Scene, phrase: Phrase, owner: int | None) -> str:
    """Return the phrase, with the owner's name in place of "his" or "her"."""
    if owner is None or not phrase.owner:
        return phrase.words
    rest = phrase.words[
        phrase.words.find(scene.text[slice(*phrase.owner)]) + phrase.owner[1] - phrase.owner[0] :
    ].strip()
    return f"{scene.figures[owner].name}'s {rest}" if rest else phrase.words


def _owner(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return whose the thing is that the phrase names."""
    if not phrase.owner:
        return None
    owner_start, owner_end = phrase.owner
    word = scene.text[owner_start:owner_end].lower()
    if word in HE | SHE:
        return person_meant(scene, owner_start, content, "m" if word in HE else "f")
    named = [event.figure for event in scene.before(owner_end, 5) if event.place >= start]
    return named[-1] if named else None


def _holder(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the person in the article who holds the role that the phrase names."""
    head = same_office(phrase.head)
    best: tuple[float, int] | None = None
    for figure in _unique(scene.holders.get(office, ()) for office in (head, *WIDER.get(head, ()))):
        member = scene.figures[figure]
        fit = max(_fit(phrase, head, held) for held in member.affiliations)
        if fit > 0 and _gender(phrase.head) in {"", member.gender or _gender(phrase.head)}:
            candidate = (fit + _nearness(scene, figure, start), figure)
            best = max(best, candidate) if best else candidate
    return best[1] if best else None


def _unique(numbers: Iterable[Iterable[int]]) -> Iterable[int]:
    return dict.fromkeys(number for some in numbers for number in some)


def _fit(phrase: Phrase, head: str, held: Affiliation) -> float:
    """Return how well a role held fits the phrase, 0 where it does not."""
    *modifiers, office = (held.role or "").split() or [""]
    said = set(phrase.before) - {"former", "then"}
    if same_office(office) != head and office not in WIDER.get(head, ()):
        return 0
    if OTHER_OFFICE & (set(modifiers) ^ said) or (phrase.country and held.of and phrase.country != held.of):
        return 0
    of = set(fold(held.of or "").split())
    told = 2.0 * bool(phrase.country and phrase.country == held.of) + bool(of & said)
    return 2.0 + told + 0.5 * len(said & set(modifiers)) - 0.3 * len(set(modifiers) - said)


def _nearness(scene: Scene, figure: int, start: int) -> float:
    """Return up to 1.5, more for nearer before; who is only named later comes last."""
    last = scene.last_place(figure, start)
    if last is None:
        return -0.5 - 0.001 * min(400, scene.layout.sentence(scene.places[figure][0]) - scene.layout.sentence(start))
    return 1.5 / (1 + scene.layout.sentence(start) - scene.layout.sentence(last))


def _same_unnamed(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the unnamed one that "the official" comes back to."""
    for event in reversed(scene.before(start, RETURNS_WITHIN)):
        member = scene.figures[event.figure]
        if event.speaks and member.kind is ActorKind.ANONYMOUS and fold(phrase.head) in fold(member.name).split()[:8]:
            return event.figure
    return None


def _organization(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the organization spoken of before that bears all words of the phrase: "the court"."""
    words = {fold(word) for word in (phrase.head, *phrase.before)}
    for event in reversed(scene.before(start, RETURNS_WITHIN)):
        member = scene.figures[event.figure]
        if member.kind is ActorKind.ORGANIZATION and words <= set(fold(member.name).split()):
            return event.figure
    return None


def _gender(word: str) -> str:
    return "f" if word in FEMALE_WORDS else "m" if word in MALE_WORDS else ""
