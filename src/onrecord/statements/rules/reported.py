"""Reported speech: who says, thinks or wants what in a parsed paragraph, by the grammar around a cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.model import Offsets
from onrecord.statements.rules.cues import ADJECTIVES, NOUNS, OPEN_NOUNS, STANCES, VERBS
from onrecord.statements.rules.findings import Finding, Rule
from onrecord.statements.rules.grammar import (
    RELATIVES,
    SUBJECTS,
    TokenSpan,
    cue_of,
    noun_before,
    offsets_in,
    source_of,
    source_span,
    span_of,
)

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_HIGHEST_CLIMB = 6


def reported_in(doc: Doc) -> Iterator[Finding]:
    """Yield what the cues of the lexicon report, in the order of the cues."""
    for token in doc:
        word, tag = token.lower_, token.tag_
        if word == "according":
            yield from _according(token)
        elif word in ADJECTIVES and (tag.startswith("JJ") or (tag == "VBN" and _is_predicate(token))):
            yield from _adjective(token)
        elif tag.startswith("VB") and word in VERBS:
            yield from _verb(token, VERBS[word])
        elif tag in ("NN", "NNS") and word in NOUNS:
            yield from _noun(token)


def _verb(verb: Token, frames: frozenset[str]) -> Iterator[Finding]:
    """Yield what a verb reports by the first of its constructions that the sentence shows."""
    children = list(verb.children)
    by_role = {child.dep_: child for child in reversed(children)}
    noun, infinitive = by_role.get("dobj"), by_role.get("xcomp")
    happens = verb.tag_ != "VB"  # "to reject it", "would reject it": 1 in 4 is a statement, of "rejected it" 2 in 3
    if _is_passive(verb, by_role):
        if "passive" in frames:
            yield from _passive(verb, children, by_role, frames)
    elif clause := _clause_of(verb, children):
        if "clause" in frames:
            yield _finding(Rule.CLAUSE, verb, _clause_span(verb, clause, None if "recipient" in frames else noun))
    elif not happens:
        return
    elif infinitive and ("infinitive" in frames or ("object" in frames and infinitive.tag_ == "VBG")):
        if infinitive.right_edge.i > infinitive.left_edge.i:
            yield _finding(Rule.INFINITIVE, verb, _clause_span(verb, infinitive, noun))
    elif noun and "clause" in frames and (stranded := _stranded_clause(verb, noun)):
        yield _finding(Rule.CLAUSE, verb, stranded)
    elif noun or "oprd" in by_role:
        opens = noun is not None and noun.lower_ in OPEN_NOUNS and "opening" in frames
        if opens or ("object" in frames and not (noun and _clause_of_noun(noun))):
            yield from _object(verb, children, frames)
    elif preposition := next((child for child in children if child.dep_ == "prep" and child.lower_ in frames), None):
        yield from _preposition(verb, preposition, infinitive)
    elif "inserted" in frames and verb.dep_ in ("parataxis", "advcl", "ccomp"):
        yield from _inserted(verb)


def _is_passive(verb: Token, by_role: dict[str, Token]) -> bool:
    reduced = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and "aux" not in by_role
    return reduced or "nsubjpass" in by_role or "auxpass" in by_role


def _clause_of(verb: Token, children: Sequence[Token]) -> Token | None:
    """Return the clause that the verb reports: the one after it, "if ..." too, or else the one before it."""
    clauses = [child for child in children if child.dep_ == "ccomp"]
    questions = [child for child in children if child.dep_ == "advcl" and child.left_edge.lower_ in ("if", "whether")]
    after = [clause for clause in (*clauses, *questions) if clause.i > verb.i]
    return next(iter(after or clauses), None)


def _clause_span(verb: Token, clause: Token, noun: Token | None) -> TokenSpan:
    """Return a clause's stretch, with the noun between it and the verb: "urge [people to stay]"."""
    start, end = span_of(clause)
    if noun is not None and verb.i < noun.i < clause.i:
        start = min(start, noun.left_edge.i)
    return start, end


def _stranded_clause(verb: Token, noun: Token) -> TokenSpan | None:
    """Return "nothing, war included, was excluded" after "suggesting", where the parser lost the noun's verb.

    It shows as a finite verb without a subject, joined by no conjunction to the verb that the cue depends on.
    """
    head = verb.head.head if verb.dep_ == "pcomp" else verb.head
    for child in head.rights:
        if child.dep_ == "cc":
            return None
        if child.dep_ == "conj" and child.i > noun.i and child.tag_ in _FINITE:
            alone = not any(grandchild.dep_ in SUBJECTS for grandchild in child.lefts)
            return (noun.left_edge.i, child.right_edge.i + 1) if alone else None
    return None


def _object(verb: Token, children: Sequence[Token], frames: frozenset[str]) -> Iterator[Finding]:
    """Praised [the plan for its scope], called [it a mistake]."""
    nouns = [child for child in children if child.dep_ in ("dobj", "oprd")]
    after = [child for child in nouns if child.i > verb.i]
    if "only as" in frames and not any(child.dep_ == "prep" and child.lower_ == "as" for child in children):
        return
    if after:
        rest = [child for child in children if child.dep_ == "prep" and child.lower_ in frames | {"as"}]
        late = _late_preposition(verb, frames)
        end = max(child.right_edge.i for child in (*after, *rest, *([late] if late else [])))
        yield _finding(Rule.OBJECT, verb, (min(child.left_edge.i for child in after), end + 1))
    elif nouns[0].lower_ not in RELATIVES:
        yield _finding(Rule.OBJECT, verb, span_of(nouns[0]))


def _late_preposition(token: Token, frames: frozenset[str]) -> Token | None:
    """Return the preposition of a cue, as in "accused them last week of ...", wherever the parser hung it."""
    for later in token.doc[token.i : token.right_edge.i + 1]:
        linked = later.dep_ == "prep" and later.lower_ in frames
        if linked and (later.lower_ == "as" or any(child.dep_ == "pcomp" for child in later.rights)):
            return later
    return None


def _preposition(verb: Token, preposition: Token, infinitive: Token | None) -> Iterator[Finding]:
    """Called for [a pause], called on [them to stop]."""
    end = preposition.right_edge.i + 1
    if infinitive is not None and infinitive.i > preposition.i:
        end = max(end, infinitive.right_edge.i + 1)
    if end > preposition.i + 1:
        yield _finding(Rule.PREPOSITION, verb, (preposition.i + 1, end), preposition=preposition)


def _passive(
    verb: Token, children: Sequence[Token], by_role: dict[str, Token], frames: frozenset[str]
) -> Iterator[Finding]:
    """[X] was accused by critics [of waste]; [X] is expected [to run]; asked [if it would]."""
    content = [span_of(child) for child in children if child.i > verb.i and child.dep_ in ("ccomp", "xcomp", "oprd")]
    content += [span_of(child) for child in children if child.dep_ == "prep" and child.lower_ in frames | {"as"}]
    source: list[TokenSpan] = []
    agent, patient = by_role.get("agent"), by_role.get("nsubjpass")
    if agent and (named := next(agent.rights, None)):
        late = _late_preposition(agent, frames)
        start, end = source_span(named, verb)
        source = [(start, min(end, late.left_edge.i) if late else end)]
        content += [span_of(late)] if late else []
    if question := _clause_of(verb, children):
        content = [span_of(question)]
    elif patient:
        content += [span_of(patient)] if patient.lower_ != "it" else []
    elif verb.dep_ == "acl":
        content += [noun_before(verb.head, verb.left_edge.i)]
    yield Finding(
        rule=Rule.PASSIVE,
        cue=cue_of(verb),
        content=offsets_in(verb.doc, content),
        source=offsets_in(verb.doc, source),
    )


def _inserted(verb: Token) -> Iterator[Finding]:
    """[The dam], he said, [must wait]; as she put it, [it must wait]."""
    own, whole = span_of(verb), span_of(verb.head)
    leads = verb.dep_ == "ccomp" and own[0] < verb.head.i
    adverbial = verb.dep_ == "advcl" and verb.left_edge.lower_ != "as"
    if not leads and not adverbial:
        yield _finding(Rule.INSERTED, verb, *_around(whole, own))


def _according(token: Token) -> Iterator[Finding]:
    """According to X, [the dam must wait]."""
    to = next((child for child in token.children if child.lower_ == "to"), None)
    if to is None:
        return
    head = token.head
    for _ in range(_HIGHEST_CLIMB):
        if head.tag_.startswith(("VB", "MD")):
            break
        head = head.head
    yield Finding(
        rule=Rule.ACCORDING,
        cue=offsets_in(token.doc, [(token.i, to.i + 1)]),
        source=offsets_in(token.doc, [(to.i + 1, to.right_edge.i + 1)]),
        content=offsets_in(token.doc, _around(span_of(head), span_of(token))),
    )


def _around(whole: TokenSpan, own: TokenSpan) -> list[TokenSpan]:
    """Return what is left of a stretch on both sides of another."""
    return [(whole[0], min(own[0], whole[1])), (max(own[1], whole[0]), whole[1])]


def _noun(noun: Token) -> Iterator[Finding]:
    """His claim [that it works]; the plan [to rebuild]; her view is [that it fails]."""
    if clause := _clause_of_noun(noun):
        yield Finding(
            rule=Rule.NOUN,
            cue=offsets_in(noun.doc, [(noun.i, noun.i + 1)]),
            content=offsets_in(noun.doc, [span_of(clause)]),
            source=_holder(noun),
        )


def _clause_of_noun(noun: Token) -> Token | None:
    if noun.lower_ not in NOUNS:
        return None
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp") and any(
            word.lower_ in ("that", "to", "whether") and word.dep_ in ("mark", "aux") for word in child.lefts
        ):
            return child
        if child.dep_ == "prep" and (question := next((word for word in child.rights if word.dep_ == "pcomp"), None)):
            return question
    if noun.dep_ == "nsubj" and noun.head.lower_ in ("is", "was"):
        return next((child for child in noun.head.children if child.dep_ in ("ccomp", "xcomp")), None)
    return None


def _holder(noun: Token) -> Offsets:
    """Return whose claim, view or fear it is: "his claim", "the claim of X", "X made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return offsets_in(noun.doc, [span_of(child)])
        if child.dep_ == "prep" and child.lower_ in ("by", "of", "from", "among") and _names(child):
            return offsets_in(noun.doc, [(child.i + 1, child.right_edge.i + 1)])
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return source_of(verb) if noun.dep_ in ("dobj", "pobj", "attr") and verb.tag_.startswith("VB") else ()


def _names(preposition: Token) -> bool:
    return any(child.dep_ == "pobj" for child in preposition.rights)


def _is_predicate(participle: Token) -> bool:
    return participle.dep_ == "acomp" or any(child.dep_ == "auxpass" for child in participle.lefts)


def _adjective(adjective: Token) -> Iterator[Finding]:
    """Is convinced [that it works]; is open to [the idea]; states opposed to [it]."""
    for child in adjective.rights:
        linked = child.dep_ == "prep" and child.lower_ in ("to", "of", "about") and adjective.lower_ in STANCES
        if child.dep_ == "ccomp" or linked or (child.dep_ == "xcomp" and adjective.lower_ in STANCES):
            source: Offsets = ()
            if adjective.dep_ == "acomp" or adjective.tag_ == "VBN":
                source = source_of(adjective.head if adjective.dep_ == "acomp" else adjective)
            elif adjective.dep_ in ("amod", "acl") and adjective.head.i < adjective.i:
                source = offsets_in(adjective.doc, [noun_before(adjective.head, adjective.i)])
            yield Finding(
                rule=Rule.ADJECTIVE,
                cue=offsets_in(adjective.doc, [(adjective.i, adjective.i + 1)]),
                content=offsets_in(
                    adjective.doc, [(child.i + 1, child.right_edge.i + 1) if linked else span_of(child)]
                ),
                source=source,
            )
            return


def _finding(rule: Rule, verb: Token, *content: TokenSpan, preposition: Token | None = None) -> Finding:
    return Finding(
        rule=rule,
        cue=cue_of(verb, preposition),
        content=offsets_in(verb.doc, content),
        source=source_of(verb),
    )
