"""The words by which proposals are found: verbs that mean the same, and what is no proposal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.positions.inducing.participles import participle
from onrecord.statements.rules.inflection import noun_plural, verb_forms


def _rows(file: str) -> Iterator[str]:
    for line in Path(__file__).with_name(file).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line


def _deeds() -> tuple[dict[str, str], dict[str, str]]:
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    for row in _rows("deeds.tsv"):
        same, of_deed = row.split("\t")
        first = same.split()[0]
        verbs |= dict.fromkeys(same.split(), first)
        nouns |= {verb_forms(verb)[-1]: first for verb in same.split()} | dict.fromkeys(of_deed.split(), first)
    return verbs, nouns


DEED_OF_VERB, DEED_OF_NOUN = _deeds()
"""The verb that stands for all verbs and nouns of one deed: "send" for "deploy" and for "deployment"."""

THING = {noun: row.split()[0] for row in _rows("things.tsv") for noun in row.split()}
"""The noun that stands for all that name much the same."""


def _meanings() -> dict[str, str]:
    things = {form: first for noun, first in THING.items() for form in (noun, noun_plural(noun))}
    deeds = {form: first for verb, first in DEED_OF_VERB.items() for form in (*verb_forms(verb), participle(verb))}
    return DEED_OF_NOUN | deeds | things


MEANING = _meanings()
"""For each form of a verb or noun of the tables: the word that stands for it."""

OBLIGING = frozenset({"should", "must", "ought", "shall", "need"})
OPENING = frozenset({"would", "will", "wo", "can", "could", "may", "might", "ca", "'ll", "’ll", "'d", "’d"})
"""Auxiliaries by which a clause proposes something, and those by which it may."""

RAISING = frozenset("have need ought require oblige".split())
"""Verbs whose subject is also that of the infinitive after them."""

ATTITUDES = frozenset(
    """
    support oppose back favour favor reject welcome want demand accept endorse prefer need urge request consider
    propose suggest advocate refuse recommend exclude contemplate approve resist dislike like love hate envisage
    require seek mean plan discuss
    """.split()
)
"""Verbs that say how one stands to what follows: the proposal is their object."""

_REPORTING_ATTITUDES = """
    call ask vote dismiss rule push press defend criticise criticize attack denounce block fight pledge promise offer
    agree raise float threaten warn condemn insist draft endorse hail applaud slam blast lobby campaign plead argue
    announce present introduce
"""

ATTITUDE_CUES = frozenset(form for verb in [*ATTITUDES, *_REPORTING_ATTITUDES.split()] for form in verb_forms(verb))
"""Forms of verbs that report an attitude: a thing that is their whole content is a proposal."""

CAMPAIGNING = frozenset(
    "be vote campaign call plead argue press push speak ask appeal march fight come stand lobby".split()
)
"""Verbs of one who is for or against something."""

PLANS = frozenset("plan call demand need support vote proposal campaign money request".split())
"""Nouns after which "for" names what is proposed."""

OBJECT_AFTER = {"ban": "on", "raise": "in", "cut": "in"}
"""Prepositions before the object of a deed's noun, beside "of": a ban on, an increase in."""

BEFORE_ITS_NOUN = frozenset("send build close ban raise cut fund supply".split())
"""Deeds whose noun takes its object before it: a school closure, a phone ban; but not a speed limit."""

NO_DEEDS = frozenset(
    """
    be have do say think know believe hope ask tell see hear feel wish vote decide wait wonder get go come look talk
    speak try seem appear remember forget mention note explain argue warn call read write understand agree find start
    begin happen expect fear suppose promise pledge concede admit add answer reply depend live learn show tolerate
    debate help become sit listen watch imagine guess bet sleep persuade convince mind matter study examine campaign
    march fight regret cost belong judge thank congratulate blame accuse criticise criticize praise put take lose win
    face risk touch speak quote cite insult lead hit
    """.split()
).union(ATTITUDES)
"""Verbs that are no proposal by themselves."""

ALONE = frozenset(
    "stay go leave apply remain continue end stop begin start join participate withdraw resign step".split()
)
"""Verbs that make a proposal without an object."""

NO_THINGS = frozenset(
    """
    need idea possibility question opposition consent proposal plan part figure reason issue thing fact result comment
    remark word speech letter statement report article matter sake debate discussion rest lot problem chance hope fear
    sense position mind number view case price condition favour time day year end side way example instance yes no vote
    half third answer draft kind sort form percent percentage cent none everything nothing something anything anybody
    somebody everybody one decision consensus majority support initiative intention prospect option point interest
    sentence revolution history impression spectre specter table attention account
    """.split()
)
"""Nouns that name no thing that can be proposed."""

PERSONS = frozenset(
    """
    people person man woman member minister president mayor official spokesman spokeswoman voter citizen country friend
    judge farmer lawyer soldier officer worker driver teacher doctor nurse resident neighbour expert politician leader
    opponent supporter critic ally partner enemy child parent family party government parliament company boy girl
    deputy councillor speaker commissioner colleague taxpayer patient victim pupil student
    """.split()
)
"""Nouns of those to whom things are done, and who are no proposal when they are only named."""

VAGUE = frozenset(
    """
    own same many few several other certain more most some enough such various much only very last next first single
    """.split()
)
"""Adjectives that a concept's sentence does without."""

TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december day week month year moment time today tomorrow morning evening night spring summer autumn
    winter decade century hour minute term way case view opinion end condition favour principle return
    poll letter speech interview statement
    """.split()
)
"""Nouns of phrases that tell when or how something was said rather than what."""
