"""Coders, what they may do, and whose a document or statement is."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.errors import SourceError
from onrecord.sources.dna.cells import Unfit, read_flag, read_number, read_text
from onrecord.sources.dna.database import ALL_PERMISSIONS, DnaCoder, DnaRelation, Permission
from onrecord.sources.dna.layouts import DNA_3, Layout
from onrecord.sources.dna.passwords import is_hash, is_password
from onrecord.sources.dna.tables import Tables, shown_cell

ADMIN = 1
"""The coder whom every database has."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a document or statement is: the coder named, or the Admin where nobody has this id."""

    tables: Tables
    coders: frozenset[int]

    def of(self, row: sqlite3.Row, name: str) -> int:
        """Return the coder of a row with this name."""
        coder = row["Coder"]
        if isinstance(coder, int) and coder in self.coders:
            return coder
        why_not = Unfit(f"its coder, {shown_cell(coder)}, is not there, so it is the Admin's")
        self.tables.refuse(f"{name} {row['ID']}: coder", why_not)
        return ADMIN


def read_coders(tables: Tables, layout: Layout) -> tuple[DnaCoder, ...]:
    """Return the coders."""

    def read(row: sqlite3.Row) -> DnaCoder:
        coder = DnaCoder(
            id=read_number(row, "ID"),
            name=read_text(row, "Name", ""),
            colour=tables.colour(row, f"coder {row['ID']}"),
            password=read_text(row, "Password", ""),
        )
        if layout is not DNA_3:
            return coder
        return tables.or_else(
            lambda: _with_preferences(coder, row),
            coder,
            f"coder {coder.id}",
            "all permissions and preferences are DNA's",
        )

    coders = tuple(tables.read("CODERS", layout.tables["CODERS"], read, name="coder"))
    return coders if layout is DNA_3 else _with_permissions_2(tables, layout, coders)


def _with_preferences(coder: DnaCoder, row: sqlite3.Row) -> DnaCoder:
    return replace(
        coder,
        permissions=frozenset(one for one in Permission if read_flag(row, f"Permission{one.value}", default=True)),
        refresh=read_number(row, "Refresh", coder.refresh),
        font_size=read_number(row, "FontSize", coder.font_size),
        popup_width=read_number(row, "PopupWidth", coder.popup_width),
        color_by_coder=read_flag(row, "ColorByCoder", default=coder.color_by_coder),
        popup_decoration=read_flag(row, "PopupDecoration", default=coder.popup_decoration),
        popup_autocomplete=read_flag(row, "PopupAutoComplete", default=coder.popup_autocomplete),
    )


def _with_permissions_2(tables: Tables, layout: Layout, coders: tuple[DnaCoder, ...]) -> tuple[DnaCoder, ...]:
    """Return the coders without the permissions that DNA 2 takes from them; it has no others than DNA 3."""
    known = {permission.value.lower(): permission for permission in Permission}
    withheld: defaultdict[int, set[Permission]] = defaultdict(set)

    def read(row: sqlite3.Row) -> None:
        name = read_text(row, "Type")
        if name.lower() not in known:
            raise Unfit(f"is of {shown_cell(name)}, which is no permission")
        if not read_flag(row, "Permission", default=False):
            withheld[read_number(row, "Coder")].add(known[name.lower()])

    table = "CODERPERMISSIONS"
    for _ in tables.read(table, layout.tables[table], read, name="permission"):
        pass
    return tuple(replace(one, permissions=ALL_PERMISSIONS - withheld[one.id]) for one in coders)


def read_relations(tables: Tables, layout: Layout, coders: set[int]) -> tuple[DnaRelation, ...]:
    """Return what the coders with these ids may do with each other's work."""
    seen: set[tuple[int, int]] = set()

    def read(row: sqlite3.Row) -> DnaRelation:
        pair = read_number(row, "Coder"), read_number(row, "OtherCoder")
        if not coders.issuperset(pair) or pair[0] == pair[1]:
            raise Unfit(f"is of coders {pair[0]} and {pair[1]}, who are not two coders of this database")
        if pair in seen:
            raise Unfit(f"is a second one of coders {pair[0]} and {pair[1]}")
        seen.add(pair)
        return DnaRelation(
            coder=pair[0],
            other=pair[1],
            view_statements=read_flag(row, "viewStatements", default=True),
            edit_statements=read_flag(row, "editStatements", default=True),
            view_documents=read_flag(row, "viewDocuments", default=True),
            edit_documents=read_flag(row, "editDocuments", default=True),
        )

    table = "CODERRELATIONS"
    relations = tables.read(table, layout.tables[table], read, name="coder relation")
    return tuple(sorted(relations, key=lambda one: (one.coder, one.other)))


def check_password(tables: Tables, coders: Iterable[DnaCoder], wanted: int | str, password: str) -> None:
    """Refuse a password that is not that of the coder with this id or name."""
    coder = next((one for one in coders if wanted in (one.id, one.name)), None)
    if coder is None:
        raise SourceError(f"{tables.address} has no coder {wanted}; name one of its coders, or give no password")
    if not is_hash(coder.password):
        raise SourceError(
            f"{tables.address}: the password of coder {shown_cell(coder.name)} is not kept as DNA 3 keeps it, so it "
            "cannot be checked; give none, which is enough to read"
        )
    if not is_password(password, coder.password):
        raise SourceError(
            f"{tables.address}: the password given is not that of coder {shown_cell(coder.name)}; give none, which is "
            "enough to read"
        )
