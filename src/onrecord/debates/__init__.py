"""Debates: the coded statements of a ledger or of a database of DNA, and all that is worked out of them."""
