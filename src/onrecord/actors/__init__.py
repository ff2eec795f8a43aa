"""Actors: who a source span is."""
