"""Sources: folders, files, addresses and feeds, read into one stream of raw pages."""

from onrecord.sources.reading import read_pages

__all__ = ["read_pages"]
