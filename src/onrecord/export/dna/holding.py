"""What DNA 3 holds of a database, with all that it wants to be there, and what is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from onrecord.export.dna.checking import check
from onrecord.export.dna.held_names import held_entities, held_types
from onrecord.export.dna.held_texts import held_texts
from onrecord.export.dna.losses import Losses
from onrecord.export.dna.schema import SETTINGS
from onrecord.model import Refused
from onrecord.sources.dna import DnaCoder, DnaDatabase, DnaRegex, DnaRelation, is_hash

ADMIN = DnaCoder(id=1, name="Admin", colour=(255, 255, 0))
"""The coder whom every database has."""

LIMITS = {"refresh": (0, 9999), "font_size": (1, 99), "popup_width": (100, 9999)}
"""From what to what a coder's preferences go."""


def held(database: DnaDatabase) -> tuple[DnaDatabase, tuple[Refused, ...]]:
    """Return the database as DNA 3 holds it, and what is lost; a coder without a password of DNA 3's has none."""
    check(database)
    losses = Losses()
    coders = _held_coders(database, losses)
    types = held_types(database, losses)
    entities, names = held_entities(database, losses)
    documents, statements = held_texts(database, names, losses)
    if database.statement_links:
        reason = f"DNA 3 links no statements, so {len(database.statement_links)} links are lost"
        losses.note("statement links", reason, "note them in a variable")
    whole = DnaDatabase(
        settings=_held_settings(database, losses),
        coders=coders,
        relations=_held_relations(database, coders),
        statement_types=types,
        entities=entities,
        documents=documents,
        statements=statements,
        regexes=_held_regexes(database, losses),
        variable_links=database.variable_links,
    )
    return whole, tuple(losses.found)


def unheld(database: DnaDatabase) -> tuple[Refused, ...]:
    """Return what a file of DNA 3 loses of the database: where, what, and what to do about it."""
    return held(database)[1]


def _held_settings(database: DnaDatabase, losses: Losses) -> dict[str, str]:
    settings = {
        losses.text(key, f"setting {key!a}", "name"): losses.text(value, f"setting {key!a}", "value")
        for key, value in database.settings.items()
    }
    return settings | SETTINGS


def _held_coders(database: DnaDatabase, losses: Losses) -> tuple[DnaCoder, ...]:
    coders = {ADMIN.id: ADMIN} | {one.id: one for one in database.coders}
    return tuple(_held_coder(coders[one], losses) for one in sorted(coders))


def _held_coder(coder: DnaCoder, losses: Losses) -> DnaCoder:
    address = f"coder {coder.id}"
    password = coder.password if is_hash(coder.password) else ""
    if password != coder.password:
        losses.note(address, "the password is not kept as DNA 3 keeps it, so another is set", "change it in DNA")
    within = {}
    for name, (least, most) in LIMITS.items():
        given = getattr(coder, name)
        within[name] = min(max(given, least), most)
        if within[name] != given:
            losses.note(address, f"the {name} is {given}, and {within[name]} is written", f"choose {least} to {most}")
    return replace(coder, name=losses.line(coder.name, address, "name"), password=password, **within)


def _held_relations(database: DnaDatabase, coders: tuple[DnaCoder, ...]) -> tuple[DnaRelation, ...]:
    """Return a relation for each two coders; one not told of is open in every way, as in DNA."""
    known = {(one.coder, one.other): one for one in database.relations}
    return tuple(
        known.get((one.id, other.id), DnaRelation(coder=one.id, other=other.id))
        for one, other in permutations(coders, 2)
    )


def _held_regexes(database: DnaDatabase, losses: Losses) -> tuple[DnaRegex, ...]:
    regexes = {one.label: one for one in database.regexes}
    labels = losses.names({label: label for label in sorted(regexes)}, lambda label: f"regex {label[:60]!a}")
    held_ones = (replace(regexes[old], label=new) for old, new in labels.items())
    return tuple(sorted(held_ones, key=lambda one: one.label))
