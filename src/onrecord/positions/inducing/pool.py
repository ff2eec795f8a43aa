"""The sentences that may become concepts: what the statements propose, the most often proposed things first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.english import load_english, readable
from onrecord.positions.inducing.phrases import is_counted
from onrecord.positions.inducing.phrasing import sentence_of
from onrecord.positions.inducing.proposals import Proposal, proposals_of
from onrecord.positions.inducing.sayings import Saying
from onrecord.positions.inducing.words import DEED_OF_VERB, THING

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST = 1_500
"""Sentences compared with one another and with the statements, whatever the size of the ledger."""
MOST_ALIKE = 6
"""Sentences of one deed and one thing among them."""
FEWEST_WORDS, MOST_WORDS = 4, 16
_NAMED_ONLY = 0.6
"""Of its weight keeps a sentence that names a thing and no deed."""
_READABLE = re.compile(r"[A-Z0-9][\w .,%€$£/&'’-]*\.")
"""A sentence without quotation marks, brackets and the like."""
_UNREADABLE = frozenset("no not yes never i we you he she they it this that".split())
_READ = 1_000
"""Characters of a content that are parsed: a proposal stands early, and a parser's memory grows with the text."""


_REMEMBERED = 40_000
"""Sentences kept while reading; when there are more, the half least often said is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence, how plainly it is proposed at best, by how many actors, and how many statements name its thing."""

    sentence: str
    weight: float
    actors: int
    mentions: int


@dataclass(slots=True)
class _Proposed:
    """What was proposed so far: each sentence's plainest proposal and how often it was said, who spoke of what."""

    plainest: dict[str, Proposal] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
    actors: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    mentions: Counter[str] = field(default_factory=Counter)
    counted: set[str] = field(default_factory=set)

    def add(self, sentence: str, proposal: Proposal, actor: str) -> None:
        self.plainest[sentence] = max(self.plainest.get(sentence, proposal), proposal, key=_weight)
        self.said[sentence] += 1
        self.actors[_matter(proposal)].add(actor)
        if len(self.plainest) > _REMEMBERED:
            self.plainest = dict(self.ranked()[: _REMEMBERED // 2])
            self.said = Counter({sentence: self.said[sentence] for sentence in self.plainest})
            matters = {_matter(one) for one in self.plainest.values()}
            self.actors = defaultdict(set, {matter: self.actors[matter] for matter in sorted(matters)})

    def ranked(self) -> list[tuple[str, Proposal]]:
        """Return the sentences of most actors first."""
        return sorted(
            self.plainest.items(),
            key=lambda one: (-len(self.actors[_matter(one[1])]), -self.said[one[0]], -_weight(one[1]), one[0]),
        )


def candidates_of(sayings: Iterable[Saying], *, most: int = MOST) -> tuple[Candidate, ...]:
    """Return the sentences of most actors, in that order."""
    proposed = _Proposed()
    for saying, doc in _parsed(sayings):
        proposed.mentions.update({noun.lemma_.lower() for noun in doc if noun.pos_ in ("NOUN", "PROPN")})
        proposed.counted.update(noun.lemma_.lower() for noun in doc if noun.pos_ == "NOUN" and is_counted(noun))
        for proposal in proposals_of(doc, saying.said.cue):
            sentence = sentence_of(proposal)
            if _is_readable(sentence):
                proposed.add(sentence, proposal, saying.actor)
    kept: dict[str, Candidate] = {}
    for proposal in _spread(proposal for _, proposal in proposed.ranked()):
        sentence = sentence_of(proposal, proposed.counted)
        candidate = Candidate(
            sentence=sentence,
            weight=_weight(proposal),
            actors=len(proposed.actors[_matter(proposal)]),
            mentions=proposed.mentions[proposal.heads[0]],
        )
        kept.setdefault(sentence, candidate)
        if len(kept) == most:
            break
    return tuple(kept.values())


def _is_readable(sentence: str) -> bool:
    words = sentence.lower().rstrip(".").split()
    right_length = FEWEST_WORDS <= len(words) < MOST_WORDS  # an article may still come to it
    return right_length and _UNREADABLE.isdisjoint(words) and _READABLE.fullmatch(sentence) is not None


def _matter(proposal: Proposal) -> tuple[str, str]:
    """Return the deed and the thing, under which proposals are alike whatever their words."""
    return DEED_OF_VERB.get(proposal.verb, proposal.verb), _thing(proposal.heads[0])


def _thing(noun: str) -> str:
    return THING.get(noun, noun)


def _weight(proposal: Proposal) -> float:
    return proposal.weight if proposal.verb else _NAMED_ONLY * proposal.weight


def _spread(ranked: Iterable[Proposal]) -> Iterator[Proposal]:
    alike: Counter[tuple[str, str]] = Counter()
    for proposal in ranked:
        alike[_matter(proposal)] += 1
        if alike[_matter(proposal)] <= MOST_ALIKE:
            yield proposal


def _parsed(sayings: Iterable[Saying]) -> Iterator[tuple[Saying, Doc]]:
    pipeline = load_english("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
    texts = ((readable(saying.said.content[:_READ]), saying) for saying in sayings)
    for doc, saying in pipeline.pipe(texts, as_tuples=True, batch_size=128):
        yield saying, doc
