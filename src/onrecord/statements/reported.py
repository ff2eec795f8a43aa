"""Reported speech: who says what in a parsed paragraph, read from the grammar around a cue."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.model import Offsets
from onrecord.statements.cues import ADJECTIVES, NOUNS, VERBS
from onrecord.statements.findings import Finding, Rule

TokenSpan = tuple[int, int]
"""[first, after last) token of a stretch."""

_SUBJECTS = frozenset({"nsubj", "csubj"})
_CLIMBABLE = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "relcl", "ccomp", "dep"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = frozenset({"who", "which", "that"})
_HIGHEST_CLIMB = 6
_LONGEST_SOURCE = 40


def reported_in(doc: Doc) -> Iterator[Finding]:
    """Yield what the cues of the lexicon report, in the order of the cues."""
    for token in doc:
        word = token.lower_
        if word == "according":
            yield from _according(token)
        elif token.tag_.startswith("VB"):
            if word in VERBS:
                yield from _verb(token, VERBS[word])
        elif token.tag_ in ("NN", "NNS"):
            if word in NOUNS:
                yield from _noun(token)
        elif token.tag_.startswith("JJ") and word in ADJECTIVES:
            yield from _adjective(token)


def _verb(verb: Token, frames: frozenset[str]) -> Iterator[Finding]:
    children = list(verb.children)
    by_role = {child.dep_: child for child in reversed(children)}
    if _is_passive(verb, by_role):
        if "passive" in frames:
            yield from _passive(verb, children, by_role, frames)
        return
    clause = _clause_of(verb, children)
    if clause is not None:
        if "clause" in frames:
            content = _span(clause)
            if clause.i > verb.i and "dobj" in by_role and by_role["dobj"].i > verb.i and "recipient" not in frames:
                content = (min(content[0], by_role["dobj"].left_edge.i), content[1])
            yield _finding(Rule.CLAUSE, verb, (content,))
    elif "xcomp" in by_role and ("infinitive" in frames or ("object" in frames and by_role["xcomp"].tag_ == "VBG")):
        content = _span(by_role["xcomp"])
        if "dobj" in by_role and by_role["dobj"].i < by_role["xcomp"].i:
            content = (by_role["dobj"].left_edge.i, content[1])
        yield _finding(Rule.INFINITIVE, verb, (content,))
    elif "clause" in frames and "dobj" in by_role and (stranded := _stranded_clause(verb, by_role["dobj"])):
        yield _finding(Rule.CLAUSE, verb, (stranded,))
    elif "dobj" in by_role or "oprd" in by_role:
        if "object" in frames and not _carries_clause(by_role.get("dobj")):
            yield from _object(verb, children, frames)
    elif any(child.dep_ == "prep" and child.lower_ in frames for child in children):
        yield from _preposition(verb, children, frames)
    elif "clause" in frames and verb.dep_ in ("parataxis", "advcl", "ccomp"):
        yield from _inserted(verb)


def _is_passive(verb: Token, by_role: dict[str, Token]) -> bool:
    reduced = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and "aux" not in by_role
    return reduced or "nsubjpass" in by_role or "auxpass" in by_role


def _clause_of(verb: Token, children: list[Token]) -> Token | None:
    """Return the clause that the verb reports: the one after it, "if ..." too, or else the one before it."""
    clauses = [child for child in children if child.dep_ == "ccomp"]
    questions = [child for child in children if child.dep_ == "advcl" and child.left_edge.lower_ in ("if", "whether")]
    after = [clause for clause in (*clauses, *questions) if clause.i > verb.i]
    return next(iter(after or clauses), None)


def _stranded_clause(verb: Token, noun: Token) -> TokenSpan | None:
    """Return "nothing, war included, was excluded" after "suggesting", where the parser lost the noun's verb.

    It shows as a finite verb without a subject, joined by no conjunction to the verb that the cue depends on.
    """
    head = verb.head.head if verb.dep_ == "pcomp" else verb.head
    for child in head.rights:
        if child.dep_ == "cc":
            return None
        if child.dep_ == "conj" and child.i > noun.i and child.tag_ in _FINITE:
            alone = not any(grandchild.dep_ in _SUBJECTS for grandchild in child.lefts)
            return (noun.left_edge.i, child.right_edge.i + 1) if alone else None
    return None


def _carries_clause(noun: Token | None) -> bool:
    return noun is not None and noun.lower_ in NOUNS and any(child.dep_ == "acl" for child in noun.children)


def _object(verb: Token, children: list[Token], frames: frozenset[str]) -> Iterator[Finding]:
    pieces = [
        child
        for child in children
        if child.i > verb.i
        and (child.dep_ in ("dobj", "oprd") or (child.dep_ == "prep" and child.lower_ in frames | {"as"}))
    ]
    if pieces:
        late = _late_preposition(verb, frames)
        end = max(pieces[-1].right_edge.i, late.right_edge.i if late else 0) + 1
        yield _finding(Rule.OBJECT, verb, ((pieces[0].left_edge.i, end),))
    else:
        inverted = next(child for child in children if child.dep_ in ("dobj", "oprd"))
        if inverted.lower_ not in _RELATIVE:
            yield _finding(Rule.OBJECT, verb, (_span(inverted),))


def _preposition(verb: Token, children: list[Token], frames: frozenset[str]) -> Iterator[Finding]:
    preposition = next(child for child in children if child.dep_ == "prep" and child.lower_ in frames)
    start, end = preposition.i + 1, preposition.right_edge.i + 1
    for child in children:
        if child.dep_ == "xcomp" and child.i > preposition.i:
            end = max(end, child.right_edge.i + 1)
    if start < end:
        yield _finding(Rule.PREPOSITION, verb, ((start, end),), through=preposition.i)


def _passive(
    verb: Token, children: list[Token], by_role: dict[str, Token], frames: frozenset[str]
) -> Iterator[Finding]:
    """Accused by critics of waste; expected to run; asked if it would."""
    pieces = [_span(child) for child in children if child.i > verb.i and child.dep_ in ("ccomp", "xcomp", "oprd")]
    pieces += [_span(child) for child in children if child.dep_ == "prep" and child.lower_ in frames | {"as"}]
    source: list[TokenSpan] = []
    if agent := by_role.get("agent"):
        late = _late_preposition(agent, frames)
        source = [(agent.i + 1, late.left_edge.i if late else agent.right_edge.i + 1)]
        pieces += [_span(late)] if late else []
    if question := _clause_of(verb, children):
        pieces = [_span(question)]
    elif patient := by_role.get("nsubjpass"):
        pieces += [_span(patient)] if patient.lower_ != "it" else []
    elif verb.dep_ == "acl":
        pieces += [_noun_before(verb.head, verb.left_edge.i)]
    if pieces:
        yield Finding(
            rule=Rule.PASSIVE, cue=cue_of(verb), content=_offsets(verb.doc, pieces), source=_offsets(verb.doc, source)
        )


def _late_preposition(token: Token, frames: frozenset[str]) -> Token | None:
    """Return the preposition of a cue, as in "accused them last week of ...", wherever the parser hung it."""
    for later in token.doc[token.i : token.right_edge.i + 1]:
        if later.dep_ == "prep" and later.lower_ in frames and any(child.dep_ == "pcomp" for child in later.rights):
            return later
    return None


def _inserted(verb: Token) -> Iterator[Finding]:
    """A cue set into or after what it reports: "the dam, he said, must wait"; "as she put it"."""
    if verb.dep_ == "advcl" and verb.left_edge.lower_ != "as":
        return
    head, own = verb.head, _span(verb)
    if verb.dep_ == "ccomp" and own[0] < head.i:
        return
    whole = _span(head)
    pieces = [piece for piece in ((whole[0], own[0]), (own[1], whole[1])) if piece[0] < piece[1]]
    if pieces:
        yield _finding(Rule.INSERTED, verb, tuple(pieces))


def _according(token: Token) -> Iterator[Finding]:
    """According to X, Y."""
    to = next((child for child in token.children if child.lower_ == "to"), None)
    if to is None or to.i == to.right_edge.i:
        return
    head = token.head
    for _ in range(_HIGHEST_CLIMB):
        if head.tag_.startswith(("VB", "MD")) or head.head is head:
            break
        head = head.head
    own = (token.left_edge.i, token.right_edge.i + 1)
    whole = _span(head)
    pieces = [
        piece for piece in ((whole[0], min(own[0], whole[1])), (max(own[1], whole[0]), whole[1])) if piece[0] < piece[1]
    ]
    if pieces:
        yield Finding(
            rule=Rule.ACCORDING,
            cue=_offsets(token.doc, [(token.i, to.i + 1)]),
            source=_offsets(token.doc, [(to.i + 1, to.right_edge.i + 1)]),
            content=_offsets(token.doc, pieces),
        )


def _noun(noun: Token) -> Iterator[Finding]:
    clause = next((child for child in noun.children if child.dep_ in ("acl", "ccomp") and _has_that_or_to(child)), None)
    if clause is None and noun.dep_ == "nsubj" and noun.head.lower_ in ("is", "was"):
        clause = next((child for child in noun.head.children if child.dep_ in ("ccomp", "xcomp")), None)
    if clause is not None:
        yield Finding(
            rule=Rule.NOUN,
            cue=_offsets(noun.doc, [(noun.i, noun.i + 1)]),
            content=_offsets(noun.doc, [_span(clause)]),
            source=_holder(noun),
        )


def _has_that_or_to(clause: Token) -> bool:
    return any(child.lower_ in ("that", "to", "whether") and child.dep_ in ("mark", "aux") for child in clause.lefts)


def _holder(noun: Token) -> Offsets:
    """Return who holds the claim, view or fear: "his claim", "the claim of X", "X made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return _offsets(noun.doc, [_span(child)])
        if child.dep_ == "prep" and child.lower_ in ("by", "of", "from", "among") and child.right_edge.i > child.i:
            return _offsets(noun.doc, [(child.i + 1, child.right_edge.i + 1)])
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ in ("dobj", "pobj", "attr") and verb.tag_.startswith("VB"):
        return source_of(verb)
    return ()


def _adjective(adjective: Token) -> Iterator[Finding]:
    clause = next((child for child in adjective.children if child.dep_ == "ccomp"), None)
    if clause is not None and adjective.dep_ == "acomp":
        yield Finding(
            rule=Rule.ADJECTIVE,
            cue=_offsets(adjective.doc, [(adjective.i, adjective.i + 1)]),
            content=_offsets(adjective.doc, [_span(clause)]),
            source=source_of(adjective.head),
        )


def _finding(rule: Rule, verb: Token, content: tuple[TokenSpan, ...], through: int | None = None) -> Finding:
    return Finding(rule=rule, cue=cue_of(verb, through), content=_offsets(verb.doc, content), source=source_of(verb))


def cue_of(verb: Token, through: int | None = None) -> Offsets:
    """Return the verb with the auxiliaries before it and the particle after it."""
    start, end = verb.i, verb.i + 1
    before = {child.i for child in verb.lefts if child.dep_ in ("aux", "auxpass", "neg")}
    while start - 1 in before:
        start -= 1
    if end < len(verb.doc) and verb.doc[end].dep_ == "prt" and verb.doc[end].head == verb:
        end += 1
    pieces = [(start, end)] if through is None or through < end else [(start, end), (through, through + 1)]
    if len(pieces) == 2 and pieces[0][1] == pieces[1][0]:
        pieces = [(start, through + 1)] if through is not None else pieces
    return _offsets(verb.doc, pieces)


def source_of(verb: Token) -> Offsets:
    """Return who says it: the verb's subject, or that of the verb it depends on."""
    doc = verb.doc
    for _ in range(_HIGHEST_CLIMB):
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if subject is None and any(child.dep_ == "nsubjpass" for child in verb.children):
            subject = next(child for child in verb.children if child.dep_ == "nsubjpass")
        if subject is not None:
            if verb.dep_ == "relcl" and subject.lower_ in _RELATIVE:
                return _offsets(doc, [_noun_before(verb.head, subject.i), (subject.i, subject.i + 1)])
            return _offsets(doc, [_bounded(subject, verb)])
        head = verb.head
        if head is verb or verb.dep_ not in _CLIMBABLE:
            return ()
        if verb.dep_ == "acl" or (verb.dep_ == "relcl" and not head.tag_.startswith("VB")):
            return _offsets(doc, [_noun_before(head, verb.left_edge.i)])
        if verb.dep_ == "xcomp":
            controller = next((child for child in head.children if child.dep_ == "dobj" and child.i < verb.i), None)
            if controller is not None:
                return _offsets(doc, [_span(controller)])
        verb = head
    return ()


def _noun_before(noun: Token, stop: int) -> TokenSpan:
    return noun.left_edge.i, max(noun.i + 1, min(stop, noun.right_edge.i + 1))


def _bounded(subject: Token, verb: Token) -> TokenSpan:
    start, end = _span(subject)
    if start <= verb.i < end:
        start, end = subject.i, subject.i + 1
    if end - start > _LONGEST_SOURCE:
        start, end = max(start, subject.i - _LONGEST_SOURCE // 2), min(end, subject.i + _LONGEST_SOURCE // 2)
    return start, end


def _span(token: Token) -> TokenSpan:
    return token.left_edge.i, token.right_edge.i + 1


def _offsets(doc: Doc, pieces: list[TokenSpan] | tuple[TokenSpan, ...]) -> Offsets:
    """Return token stretches as character offsets, in text order, without punctuation at their ends."""
    found = []
    for start, end in sorted(pieces):
        while start < end and (doc[start].is_space or doc[start].text in _EDGE):
            start += 1
        while start < end and (doc[end - 1].is_space or doc[end - 1].text in _EDGE):
            end -= 1
        if start < end:
            found.append((doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))
    return tuple(found)


_EDGE = frozenset(",.;:—–-")
