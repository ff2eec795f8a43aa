"""Proposals: what a content says that somebody should do, as verb, object and the rest, found in its grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.positions.inducing.phrases import countable_noun, head_words, is_plural, phrase, prepositional
from onrecord.positions.inducing.words import (
    ALONE,
    ATTITUDE_CUES,
    ATTITUDES,
    BEFORE_ITS_NOUN,
    CAMPAIGNING,
    DEED_OF_NOUN,
    NO_DEEDS,
    OBJECT_AFTER,
    OBLIGING,
    OPENING,
    PERSONS,
    PLANS,
    RAISING,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLAINLY = 1.0
"""Weight of what "should", "must" or the like proposes, which also tells who is to do it."""
FAINT = 0.3
"""Weight of what somebody would, will or could do, which is mostly told of persons and countries, not proposed."""
_GERUNDS = frozenset("pcomp csubj nsubj ROOT dobj xcomp ccomp".split())
_ARGUMENTS_OF_PLACE = frozenset({"to", "in", "into", "at", "from"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What should be done: `verb` in base form, "" where only a thing is named; the words of each part as they read.

    `heads` are the lemmas that tell what it is done to, the noun's own first, `noun` that lemma where the thing could
    be counted but has no article here. `weight` tells how plainly it is proposed, up to PLAINLY.
    """

    verb: str
    subject: str = ""
    object: str = ""
    rest: str = ""
    heads: tuple[str, ...]
    noun: str = ""
    plural: bool = False
    weight: float


def proposals_of(doc: Doc, cue: str = "") -> Iterator[Proposal]:
    """Yield the proposals of a parsed content, in text order; `cue` are the words that report it."""
    cued = not ATTITUDE_CUES.isdisjoint(cue.lower().split())
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN"):
            proposal = _of_noun(token, _weight_of_noun(token, cued=cued))
        elif token.pos_ == "VERB" and token.lemma_.lower() not in NO_DEEDS:
            proposal = _of_verb(token, _weight_of_verb(token))
        elif token.lemma_ == "be":
            proposal = _of_state(token, _weight_of_verb(token))
        else:
            continue
        if proposal is not None and proposal.weight > 0:
            yield proposal


def _weight_of_verb(verb: Token) -> float:
    """Return how plainly the verb's form proposes something: should send, to send, sending, would send, send!"""
    auxiliaries = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & OBLIGING or ("to" in auxiliaries and verb.dep_ == "xcomp" and verb.head.lemma_ in RAISING):
        weight = PLAINLY
    elif "to" in auxiliaries:
        weight = 0.4 if verb.dep_ == "advcl" else 0.7
    elif verb.tag_ == "VBG" and verb.dep_ in _GERUNDS:
        weight = 0.2 if auxiliaries else 0.8
    elif verb.tag_ == "VBN" and verb.dep_ in ("ccomp", "oprd", "xcomp") and not auxiliaries & {"has", "have", "had"}:
        weight = 0.7
    elif auxiliaries & OPENING:
        weight = FAINT
    elif verb.tag_ == "VB" and verb.dep_ in ("ROOT", "ccomp", "conj") and verb.left_edge == verb:
        weight = 0.5
    else:
        weight = 0.0
    return weight


def _of_verb(verb: Token, weight: float) -> Proposal | None:
    parts = {child.dep_: child for child in verb.children}
    passive = verb.tag_ == "VBN" and "dobj" not in parts
    subject = parts.get("nsubj") or _raised(verb)
    thing = (parts.get("nsubjpass") or subject) if passive else parts.get("dobj")
    subject = None if subject is thing else subject
    named = phrase(thing) if thing is not None else ""
    doer = phrase(subject) if subject is not None else ""
    told = thing if thing is not None else subject
    alone = thing is None and bool(doer) and verb.lemma_.lower() in ALONE
    if told is None or not (named or alone) or (weight <= FAINT and told.pos_ == "PROPN"):
        return None
    rest = _rest(verb)
    receiver = parts.get("dative")
    if named and receiver is not None and receiver.pos_ != "ADP" and (given := phrase(receiver)):
        rest, named, told = f"{named} {rest}".strip(), given, receiver
    particle = parts["prt"].lower_ if "prt" in parts else ""
    return Proposal(
        verb=f"{verb.lemma_.lower()} {particle}".strip(),
        subject=doer,
        object=named,
        rest=rest,
        heads=head_words(told),
        noun=countable_noun(told),
        plural=is_plural(told),
        weight=weight,
    )


def _raised(verb: Token) -> Token | None:
    """Return who has to or needs to: the subject of the verb above."""
    if verb.dep_ != "xcomp" or verb.head.lemma_ not in RAISING:
        return None
    return next((child for child in verb.head.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)


def _of_state(verb: Token, weight: float) -> Proposal | None:
    """Return what should be so: "tickets must be free", "the limit should be 30 km/h"."""
    parts = {child.dep_: child for child in verb.children}
    subject, state = parts.get("nsubj"), parts.get("acomp") or parts.get("attr")
    if weight < PLAINLY or subject is None or state is None or not (named := phrase(subject)):
        return None
    told = phrase(state) if state.dep_ == "attr" else " ".join(filter(None, [state.lower_, _rest(state)]))
    if not told:
        return None
    return Proposal(
        verb="be",
        subject=named,
        rest=told,
        heads=head_words(subject),
        noun=countable_noun(subject),
        plural=is_plural(subject),
        weight=weight,
    )


def _weight_of_noun(noun: Token, *, cued: bool) -> float:
    """Return how plainly the noun's place proposes it: "supports a ban", "is against the ban", "the ban"."""
    times = 1.0
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun, times = noun.head, 0.8 * times
    governor = noun.head
    if noun.dep_ == "ROOT" and cued:
        weight = 0.6
    elif noun.dep_ == "dobj" and governor.lemma_ in ATTITUDES:
        weight = 0.7
    elif noun.dep_ == "pobj" and governor.lower_ in ("for", "against"):
        above = governor.head.lemma_
        weight = 0.6 if governor.dep_ == "ROOT" or above in CAMPAIGNING or above in PLANS else 0.0
    else:
        weight = 0.5 if _deed(noun) else 0.0
    return weight * times


def _deed(noun: Token) -> str:
    return DEED_OF_NOUN.get(noun.lower_) or DEED_OF_NOUN.get(noun.lemma_.lower(), "")


def _of_noun(noun: Token, weight: float) -> Proposal | None:
    deed = _deed(noun)
    thing = _object_of_noun(noun, deed) if deed and weight else None
    if thing is not None and (named := phrase(thing)):
        after = [one for one in noun.rights if one.dep_ == "prep" and thing not in one.children]
        own = [prepositional(one) for one in after if one.lower_ not in _ARGUMENTS_OF_PLACE]
        rest = [prepositional(one) for one in after if one.lower_ in _ARGUMENTS_OF_PLACE]
        named = " ".join(filter(None, [named, *own[:1]]))
        verb, told, others = deed, thing, " ".join(filter(None, rest[:1]))
    elif weight and noun.pos_ == "NOUN" and noun.lemma_.lower() not in PERSONS and (named := phrase(noun, depth=1)):
        verb, told, others = "", noun, ""
    else:
        return None
    return Proposal(
        verb=verb,
        object=named,
        rest=others,
        heads=head_words(told),
        noun=countable_noun(told),
        plural=is_plural(told),
        weight=weight,
    )


def _object_of_noun(noun: Token, deed: str) -> Token | None:
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", OBJECT_AFTER.get(deed)):
            return next((one for one in prep.children if one.dep_ == "pobj"), None)
    compounds = (one for one in noun.lefts if one.dep_ == "compound" and one.text.isalpha())
    return next(compounds, None) if deed in BEFORE_ITS_NOUN else None


def _rest(verb: Token) -> str:
    """Return what a verb or adjective needs beside its object: to Ukraine, from the square, permanent, to pay."""
    found = []
    for child in verb.rights:
        if child.dep_ in ("prep", "dative") and child.pos_ == "ADP":
            found.append(prepositional(child))
        elif child.dep_ in ("oprd", "acomp") and child.pos_ == "ADJ":
            found.append(child.lower_)
        elif child.dep_ == "xcomp" and child.tag_ == "VB":
            found.append(_infinitive(child))
    return " ".join([words for words in found if words][:2])


def _infinitive(verb: Token) -> str:
    thing = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    named = phrase(thing) if thing is not None else ""
    if thing is not None and not named:
        return ""
    after = [prepositional(child) for child in verb.rights if child.dep_ == "prep"]
    return " ".join(filter(None, ["to", verb.lower_, named, *after[:1]]))
