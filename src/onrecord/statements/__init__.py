"""Statements: who said what, as spans of an article's text."""
