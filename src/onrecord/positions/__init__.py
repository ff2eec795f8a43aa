"""Positions: which concepts a statement takes a stance on, what is in dispute, and how stances change."""
