"""The ledger: the database of one project, with what was read and what people decided."""
