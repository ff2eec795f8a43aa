"""A proposal as one sentence that one can agree or disagree with."""

from __future__ import annotations

import re
from collections.abc import Container

from onrecord.positions.inducing.participles import participle
from onrecord.positions.inducing.proposals import PLAINLY, Proposal


def sentence_of(proposal: Proposal, counted: Container[str] = ()) -> str:
    """Return the proposal as a sentence: by whom it obliges, if it says so, else in the passive where it can.

    A bare noun among `counted`, nouns that can be counted, gets an article.
    """
    verb, _, particle = proposal.verb.partition(" ")
    thing, doer = proposal.object, proposal.subject
    if proposal.noun in counted:
        thing, doer = (thing and _with_article(thing)), (doer if thing else _with_article(doer))
    if not verb and re.search(r"['’]s? ", thing):
        words = [thing, "should go ahead"]
    elif not verb:
        words = ["There should be", _indefinite(thing, plural=proposal.plural)]
    elif thing and not (doer and proposal.weight >= PLAINLY):
        words = [thing, "should be", participle(verb), particle, proposal.rest]
    else:
        words = [doer, "should", verb, particle, thing, proposal.rest]
    text = " ".join(word for word in words if word).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."


def _indefinite(thing: str, *, plural: bool) -> str:
    article, _, bare = thing.partition(" ")
    if article not in ("a", "an", "the"):
        return thing
    return bare if plural else _with_article(bare)


def _with_article(thing: str) -> str:
    return f"{'an' if thing[:1].lower() in 'aeio' else 'a'} {thing}"
