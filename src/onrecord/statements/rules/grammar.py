"""Grammar: what the tree of a parsed paragraph says about a cue: its subject, its words, its offsets."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from onrecord.model import Offsets

TokenSpan = tuple[int, int]
"""[first, after last) token of a stretch."""

SUBJECTS = frozenset({"nsubj", "csubj"})
RELATIVES = frozenset({"who", "which", "that"})
_PASSES_ON = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "relcl", "ccomp", "dep"})
_HIGHEST_CLIMB = 6
_LONGEST_SOURCE = 20
"""Most tokens of a source with its relative clauses: a longer one loses them, and then its end."""
_EDGE = frozenset(",.;:—–-")


def span_of(token: Token) -> TokenSpan:
    """Return the stretch of everything that depends on a token, and itself."""
    return token.left_edge.i, token.right_edge.i + 1


def noun_before(noun: Token, stop: int) -> TokenSpan:
    """Return a noun with what depends on it, as far as this token."""
    return noun.left_edge.i, max(noun.i + 1, min(stop, noun.right_edge.i + 1))


def offsets_in(doc: Doc, stretches: Iterable[TokenSpan]) -> Offsets:
    """Return token stretches as character offsets, in text order, without punctuation at their ends."""
    found = []
    for first, after_last in sorted(stretches):
        start, end = first, after_last
        while start < end and (doc[start].is_space or doc[start].text in _EDGE):
            start += 1
        while start < end and (doc[end - 1].is_space or doc[end - 1].text in _EDGE or doc[end - 1].dep_ == "cc"):
            end -= 1
        if start < end:
            found.append((doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))
    return tuple(found)


def cue_of(verb: Token, preposition: Token | None = None) -> Offsets:
    """Return the verb with the auxiliaries before it, the particle after it and its preposition."""
    doc, start, end = verb.doc, verb.i, verb.i + 1
    before = {child.i for child in verb.lefts if child.dep_ in ("aux", "auxpass", "neg")}
    while start - 1 in before:
        start -= 1
    if end < len(doc) and doc[end].dep_ == "prt" and doc[end].head == verb:
        end += 1
    if preposition is None:
        return offsets_in(doc, [(start, end)])
    if preposition.i == end:
        return offsets_in(doc, [(start, end + 1)])
    return offsets_in(doc, [(start, end), (preposition.i, preposition.i + 1)])


def source_of(verb: Token) -> Offsets:
    """Return who says it: the verb's subject, or that of the verb or noun it depends on.

    Of "X, who said" both X and "who" are the source.
    """
    doc = verb.doc
    for _ in range(_HIGHEST_CLIMB):
        subject = _subject_of(verb)
        if subject is not None and verb.dep_ == "relcl" and subject.lower_ in RELATIVES:
            return offsets_in(doc, [noun_before(verb.head, subject.i), (subject.i, subject.i + 1)])
        if subject is not None:
            return offsets_in(doc, [source_span(subject, verb)])
        head = verb.head
        if head is verb or verb.dep_ not in _PASSES_ON:
            return ()
        if verb.dep_ == "acl" or (verb.dep_ == "relcl" and not head.tag_.startswith("VB")):
            return offsets_in(doc, [noun_before(head, verb.left_edge.i)])
        if verb.dep_ == "xcomp":
            asked = next((child for child in head.children if child.dep_ == "dobj" and child.i < verb.i), None)
            if asked is not None:
                return offsets_in(doc, [source_span(asked, verb)])
        verb = head
    return ()


def _subject_of(verb: Token) -> Token | None:
    passive = None
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
        if child.dep_ == "nsubjpass":
            passive = child
    return passive


def source_span(noun: Token, verb: Token) -> TokenSpan:
    """Return the stretch of a noun that is the source of a verb."""
    start, end = span_of(noun)
    if start <= verb.i < end:
        return noun.i, noun.i + 1
    if end - start > _LONGEST_SOURCE:
        clauses = [child.left_edge.i for child in noun.rights if child.dep_ in ("relcl", "acl", "advcl")]
        end = min([noun.i + _LONGEST_SOURCE, end, *clauses])
    return max(start, noun.i - _LONGEST_SOURCE), end
