"""A database that DNA 3 opens, and what it cannot hold."""

from onrecord.export.dna.holding import held, unheld
from onrecord.export.dna.writing import PASSWORD, write_dna

__all__ = ["PASSWORD", "held", "unheld", "write_dna"]
