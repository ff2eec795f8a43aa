"""The lexicon: which English words introduce what someone says, thinks, wants or holds, and how.

The words are those with which about 1 finding in 4 or more is right on the training articles
(`benchmarks/rule_confidence.py GOLD --words` counts them), and their common synonyms in news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from onrecord.statements.rules.inflection import noun_plural, verb_forms

CLAUSE = """
acknowledge add admit affirm agree allege call announce anticipate appreciate argue ask assert assess assure believe
boast calculate caution charge claim clarify comment complain concede conclude confess confirm contend continue
counter declare demand demonstrate deny disagree disclose discover doubt emphasize emphasise estimate exclaim expect
explain fear feel figure find forecast foresee gather guess hint hope hypothesize imagine imply indicate inform insist
interject joke lament learn maintain muse mutter note notify notice observe opine order point pledge posit predict
proclaim promise propose protest question quip read reaffirm realize realise reason reassure rebut recall recognize
recognise recommend recount reflect reiterate rejoin relate remark remind repeat reply report request respond retort
reveal rule say shout show signal speculate state stress suggest suspect swear sense shrug teach tell testify think
threaten tweet post understand underline underscore urge vow warn whisper wonder worry write
"""
"""Say that ..., ask whether ..."""

QUOTING = """
begin blast boast crow cry demand explode fire fume go interrupt joke laugh quote recite scold shoot shout sigh snap
thunder yell call deadpan object intone gush answer chant chime exhort rail
"""
"""Verbs that introduce quoted speech, beside those of CLAUSE."""

INSERTED = """
acknowledge add admit argue assert claim complain concede conclude contend estimate explain insist joke lament mention
note observe point predict recall remark report reveal say show state suggest tell warn write
"""
"""The dam, he said, must wait; as she put it."""

RECIPIENT = "tell ask remind assure inform warn notify show advise reassure urge"
"""Verbs whose object is the hearer, no part of what is said."""

INFINITIVE = """
agree aim ask advise beg call challenge claim choose decide decline demand direct encourage expect hesitate hope
implore instruct intend invite lobby offer opt oppose order plan plead pledge prefer press propose promise push refuse
request resolve seek strive swear tell threaten urge volunteer vow want warn wish
"""
"""Vow to ..., urge someone to ..."""

OBJECT = """
accuse acknowledge address admire advocate affirm allege announce applaud assail assert attack attribute back bemoan
blame blast bless call caution champion characterize characterise chastise chide cite claim commend compare concede
condemn confirm congratulate contemplate contradict convey credit criticize criticise decry deem defend demand
denounce deny deride describe detail disavow discuss dismiss dispute downplay dub echo embrace emphasize emphasise
endorse envision expect explain express extol fault favor favour fear foresee hail highlight interpret label lambast
lambaste lament laud liken list mention mock name note offer oppose outline pan perceive pitch portray praise predict
prefer promise propose question quote reaffirm rebuff rebuke rebut recall recite recognize recommend reconsider
recount refer regard reiterate reject remember renounce repeat report repudiate request retweet reveal ridicule rip
savage scold see signal slam spotlight stress suggest support tout trash trumpet underline underscore urge view voice
warn welcome cheer chant float mull threaten refute
"""
"""Praise someone for ..., call something ..., reject ..., reiterate ..."""

ONLY_AS = "see view regard identify cast frame"
"""Verbs of OBJECT only where "as" follows: see it as ..."""

OPENING = "raise float pose weigh"
OPEN_NOUN_CUES = "issue possibility prospect question idea"
"""Raise the question of ...: verbs and nouns that make a statement only together."""

PREPOSITIONS = {
    "of": "accuse approve boast complain disapprove hear speak talk think warn write",
    "about": "ask boast brag caution comment complain fret gush hear lie muse rant speak talk think tweet warn wonder "
    "worry write",
    "for": "advocate apologize apologise argue ask blame call campaign criticize criticise hope lobby plead praise "
    "press push root vouch vote",
    "on": "agree call comment differ expand focus press urge weigh",
    "to": "admit allude confess object point refer react reply respond",
    "against": "be advise advocate argue campaign caution inveigh lobby protest push rail rule speak vote warn",
    "with": "agree disagree concur side",
    "at": "balk hint lash scoff",
    "over": "disagree",
    "as": "describe portray characterize denounce dismiss regard see view label cite",
    "like": "sound",
}
"""Call for ..., warn of ..."""

PASSIVE = """
accuse allege argue ask announce applaud believe claim confirm consider condemn criticize criticise deem denounce
describe designate dismiss dub echo expect fear intend portray praise presume propose regard reject report reveal say
see show suspect think understand boo lambast
"""
"""Was accused by someone of ..., is expected to ..."""

NOUN_CUES = """
accusation admission advice agreement allegation announcement argument assertion assessment assumption assurance
belief boast caution charge claim comment complaint concern conclusion confidence contention conviction decision
declaration denial demand desire determination doubt estimate evidence expectation fear feeling finding hint hope idea
implication issue prospect impression insistence intention message narrative note notion observation opinion
perception plan pledge prediction premise promise proposal proposition reassurance recognition recommendation remark
report request response rumor rumour signal speculation statement suggestion suspicion theory thesis threat tweet view
vow warning willingness unwillingness reluctance readiness wish word worry
"""
"""The claim that ..., a plan to ..."""

ADJECTIVE_CUES = """
adamant afraid angry anxious ashamed aware certain clear concerned confident convinced disappointed glad hopeful
optimistic pessimistic sceptical skeptical sorry sure surprised unaware unsure upset worried
"""
"""Is convinced that ..."""

STANCE_CUES = """
critical eager hesitant open opposed prepared ready reluctant sceptical skeptical supportive unwilling wary willing
"""
"""Is open to ..., is reluctant to ..."""


def _frames() -> Mapping[str, frozenset[str]]:
    frames: defaultdict[str, set[str]] = defaultdict(set)
    lists = {
        "clause": CLAUSE,
        "quoting": CLAUSE + QUOTING,
        "inserted": INSERTED,
        "recipient": RECIPIENT,
        "infinitive": INFINITIVE,
        "object": OBJECT + ONLY_AS,
        "only as": ONLY_AS,
        "opening": OPENING,
        "passive": PASSIVE,
        **PREPOSITIONS,
    }
    for frame, verbs in lists.items():
        for verb in verbs.split():
            for form in verb_forms(verb):
                frames[form].add(frame)
    return {form: frozenset(found) for form, found in frames.items()}


def _nouns(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, noun_plural(word)))


VERBS = _frames()
"""For each form of a verb: the constructions in which it introduces a statement."""

NOUNS = _nouns(NOUN_CUES.split())
OPEN_NOUNS = _nouns(OPEN_NOUN_CUES.split())
STANCES = frozenset(STANCE_CUES.split())
ADJECTIVES = STANCES.union(ADJECTIVE_CUES.split())

CUES = frozenset({*VERBS, *NOUNS, *ADJECTIVES, "according"})
"""Every word without which nothing is reported."""
